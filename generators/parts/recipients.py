"""Recipients that a kind of paper has by itself (nơi nhận), before those of the sheet."""

from __future__ import annotations

from ...conventions.recipients import recipient_lines
from ...data.reference import paper_words
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context

_GROUP = "all"


def to_addressee(office: Office, subject: Subject) -> Context:
    """The addressee first (như trên): letters and invitations."""
    return _lines(office, [office.rules.phrase("as_above")])


def to_article(office: Office, subject: Subject) -> Context:
    """Those whom the third article charges (Như Điều 3), and the superior: decisions."""
    charged = f"{office.rules.phrase('as_article')} 3"
    return _lines(office, [charged, *_superior(office)])


def to_units(office: Office, subject: Subject) -> Context:
    """The superior and the party organisations below (để báo cáo, để thực hiện)."""
    below = [] if office.is_cell else [paper_words("receivers", "units")]
    return _lines(office, [*_superior(office), *below])


def _superior(office: Office) -> list[str]:
    parent = office.ward.parent(office.unit)
    above = parent.name if parent is not None else office.ward.settings.superior_committee
    return [paper_words("receivers", "superior", ten=above)] if above else []


def _lines(office: Office, own: list[str]) -> Context:
    own = list(map(office.spell, own))
    items = [*own, *(item for item in office.receivers(_GROUP) if item not in own)]
    return {"noi_nhan": recipient_lines(items, office.archive(_GROUP), office.rules)}
