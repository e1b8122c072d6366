"""Who is graded (đối tượng xếp loại), as whom, and which rows of the workbook are theirs."""

from __future__ import annotations

from typing import TypeVar, cast

from ...conventions.spelling import fold
from ..models import Collective, Leader, Member, Organisation, Review
from ..models.fields import Record
from ..reference import chosen
from ..ward import Ward, once_a_ward
from .rules import Role

Graded = Member | Organisation | Collective | Leader
"""Whom a level is given to: the four subjects (bốn đối tượng)."""

_Row = TypeVar("_Row", bound=Record)


def role(ward: Ward, subject: Graded) -> Role:
    """As whom a subject is graded: which annex of criteria, which conditions.

    A party organisation is graded as the collective of its committee; a member
    by the category, else by that of the settings.
    """
    if isinstance(subject, Organisation | Collective):
        return "collective"
    if isinstance(subject, Leader):
        return "leader"
    category = subject.category or ward.settings.default_category
    return cast(Role, chosen("annex", category) or "outside")


def person_of(ward: Ward, leader: Leader) -> Member | None:
    """The party member who a leader is (đảng viên); ``None`` for one of no list of members."""
    return ward.member(leader.person)


def subject_of(ward: Ward, handle: str) -> Graded | None:
    """Whom a row is about (đối tượng): a member, a body, a leader of no list; ``None``: nobody."""
    led = (row for row in ward.data.leaders if fold(row.person) == fold(handle))
    return ward.member(handle) or next(led, None) or ward.subject(handle)


def rows(ward: Ward, model: type[_Row], subject: Graded) -> list[_Row]:
    """The rows of a sheet about a subject; a leader's are those of the member who it is."""
    if not isinstance(subject, Leader):
        return ward.rows_about(model, subject)
    member = person_of(ward, subject)
    if member is not None:
        return ward.rows_about(model, member)
    return ward.rows_written(model, subject.person)


def review_of(ward: Ward, subject: Graded) -> Review | None:
    """The review row of a subject; a leader who is a member is reviewed once, as the member."""
    return next(iter(rows(ward, Review, subject)), None)


def name_of(ward: Ward, subject: Graded) -> str:
    """What a subject is called in lists (tên gọi)."""
    if isinstance(subject, Member):
        return ward.called(subject)
    if isinstance(subject, Leader):
        member = person_of(ward, subject)
        return ward.called(member) if member else subject.name or subject.person
    return subject.name


def unit_of(ward: Ward, subject: Graded) -> Organisation | None:
    """The party organisation that a subject belongs to, itself for one (tổ chức đảng).

    A leader belongs to that of the collective, else to the issuing one.
    """
    if isinstance(subject, Organisation):
        return subject
    if isinstance(subject, Member):
        return ward.organisation(subject.cell)
    if isinstance(subject, Collective):
        return ward.body_of(subject)
    collective = ward.collective(subject.collective)
    return ward.body_of(collective) if collective else ward.issuer


@once_a_ward
def _heads(ward: Ward) -> frozenset[int]:
    """The members who head a body, by identity: marked as leaders, and secretaries of cells."""
    led = (person_of(ward, leader) for leader in ward.data.leaders if leader.is_head)
    secretaries = (m for cell in ward.cells for m in ward.post_holders(cell, "secretary"))
    return frozenset(id(person) for person in (*led, *secretaries) if person is not None)


def is_head(ward: Ward, subject: Graded) -> bool:
    """Whether a person heads a body (người đứng đầu): marked as leader, or a cell's secretary."""
    return subject.is_head if isinstance(subject, Leader) else id(subject) in _heads(ward)
