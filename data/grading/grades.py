"""The grades that people gave (mức đã ghi) to each of the four subjects, and who is due for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from ..membership import is_due
from ..models import Leader, Member
from ..ward import Ward
from .subjects import Graded, review_of

Kind = Literal["members", "organisations", "collectives", "leaders"]
"""The four subjects (bốn đối tượng): keys of ``graded_subject`` in ``choices.toml``."""

KINDS: tuple[Kind, ...] = get_args(Kind)


class Given(NamedTuple):
    """The grades written down of one subject, "" for none (tự xếp loại, đề nghị, công nhận)."""

    self_grade: str
    proposed: str
    grade: str

    @property
    def proposed_or_own(self) -> str:
        """The level proposed; that which somebody gave themselves while there is no other."""
        return self.proposed or self.self_grade

    @property
    def current(self) -> str:
        """What counts now: the grade recognised, else the one proposed."""
        return self.grade or self.proposed


def given(ward: Ward, subject: Graded) -> Given:
    """The grades of a subject: in its own sheet, else in ``Kiểm điểm``.

    What a leader is recognised as stands in the sheet of leaders alone: the
    member's own grade may be another.
    """
    review = review_of(ward, subject)
    reviewed = (
        Given(review.self_grade, review.proposed_grade, review.grade)
        if review is not None
        else Given("", "", "")
    )
    if isinstance(subject, Member):
        return reviewed
    if isinstance(subject, Leader):
        proposed = subject.proposed_grade or subject.collective_grade
        return Given(subject.self_grade or reviewed.self_grade, proposed, subject.grade)
    return Given(
        subject.self_grade or reviewed.self_grade,
        subject.proposed_grade or reviewed.proposed,
        subject.grade or reviewed.grade,
    )


def due(ward: Ward, kind: Kind) -> Iterator[Graded]:
    """Who of a kind is to be graded, in sheet order (thuộc diện xếp loại).

    Members who are reviewed; every other subject that its sheet names.
    """
    if kind == "members":
        yield from filter(lambda member: is_due(ward, member), ward.data.members)
    elif kind == "organisations":
        yield from ward.data.organisations
    elif kind == "collectives":
        yield from ward.data.collectives
    else:
        yield from ward.data.leaders
