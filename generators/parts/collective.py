"""The collective that reports on itself (tập thể báo cáo kiểm điểm): whose, and who signs."""

from __future__ import annotations

from ...conventions.spelling import fold
from ...data.models import Collective
from ...data.reference import choice, paper_words
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context


def collective(office: Office, subject: Subject) -> Context:
    """Letterhead and signature of the collective: its head's, on behalf of it.

    The committee of a cell (chi uỷ) signs for itself; any other party body as it
    signs its other papers.
    """
    record = subject.record
    if subject.member is not None:
        return {}
    if isinstance(record, Collective):
        name = office.spell(record.name)
        head = office.ward.member(record.head)
        signer = head.full_name if head is not None else record.head
        block = office.collective(_organ(name), record.head_post, signer)
        signed = {"ky": {**block, "con_dau": "x"}}
        if _organ(name) != name:  # a standing committee writes as its committee does
            return signed
        speaker = (office.party_organisation, name, office.place)
        return {**office.head(None, speaker=speaker), **signed}
    if office.is_cell and subject.unit.has_committee:
        signing, organ = office.signing, paper_words("collective", "organ_of_cell")
        return {"ky": office.collective(organ, signing.position, signing.name)}
    return {}


def _organ(name: str) -> str:
    """On whose behalf it signs: a standing committee without the committee's name."""
    standing = choice("decision_authority", "standing")
    return standing if fold(name).startswith(f"{fold(standing)} ") else name
