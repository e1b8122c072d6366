"""What others say of a member (nhận xét của nơi khác): the residence, the temporary cell."""

from __future__ import annotations

from ...data.reference import paper_words
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..record_columns import graded_name

_WRITTEN = 4
"""So many times the settings' lines to write on: the opinion is the whole paper."""


def residence(office: Office, subject: Subject) -> Context:
    """The opinion of the party committee where a member lives (nơi cư trú)."""
    return _opinion(office, subject, "residence")


def temporary(office: Office, subject: Subject) -> Context:
    """The opinion of the cell where a member meets for the time being (sinh hoạt tạm thời)."""
    return _opinion(office, subject, "temporary")


def assessed(office: Office, subject: Subject) -> Context:
    """A form that any body fills in about the subject: nobody's name at its head, a blank place."""
    head = office.head(None, speaker=_unknown())
    return {
        **head,
        "dau": {**head["dau"], "cap_tren": [], "co_quan": []},
        "so_dong_ke": office.ward.settings.writing_lines,
        "ten_to_chuc": graded_name(office, subject.unit),
    }


def _unknown() -> tuple[str, str, str]:
    """Who speaks, to be written by hand: party organisation, body, place."""
    above, body, place = (paper_words("elsewhere", key) for key in ("above", "body", "place"))
    return above, body, place


def _opinion(office: Office, subject: Subject, attribute: str) -> Context:
    """What was said, else lines to write on, under a letterhead to be filled in by hand."""
    member = subject.member
    review = None if member is None else office.ward.review_of(member)
    return {
        **office.head(None, speaker=_unknown()),
        "nhan_xet": {"noi_dung": office.told(getattr(review, attribute)) if review else []},
        "so_dong_ke": office.ward.settings.writing_lines * _WRITTEN,
    }
