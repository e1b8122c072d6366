"""Dossiers of review and grading (hồ sơ kiểm điểm, xếp loại): which piece is there by the workbook.

The nine pieces of Quy định 366-QĐ/TW, Điều 17, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .grading.grades import given
from .grading.subjects import Graded, review_of, role, unit_of
from .models import Collective, Leader, Member, Regrade
from .reference import choice
from .results import is_reviewed
from .ward import REVIEW_CONFERENCE, Ward, once_a_ward

Piece = Literal[
    "review",
    "residence",
    "minutes",
    "appraisal",
    "conclusion",
    "suggested",
    "opinions",
    "complaints",
    "others",
]
"""Self-review, opinion of the place of residence, minutes, appraisal, recognised grade; and the
pieces "if any": letter of suggestions, opinions of others, complaints, other documents."""

Standing = Literal["there", "missing", "open"]
"""``open``: not demanded, or nothing in the workbook tells."""


_ELSEWHERE = choice("status", "elsewhere")


def pieces(ward: Ward, subject: Graded) -> Mapping[Piece, Standing]:
    """How each piece of one dossier stands."""
    review, grades = review_of(ward, subject), given(ward, subject)
    person = ward.member(subject.person) if isinstance(subject, Leader) else subject
    member = person if isinstance(person, Member) else None
    written = is_reviewed(ward, member if member is not None else subject)
    regraded = not isinstance(subject, Leader) and bool(ward.rows_about(Regrade, subject))
    return {
        "review": _demanded(written),
        "residence": _residence(ward, member, review is not None and bool(review.residence)),
        "minutes": _minutes(ward, subject),
        "appraisal": "open",
        "conclusion": _demanded(bool(grades.grade)),
        "suggested": _if_any(review is not None and bool(review.suggested)),
        "opinions": "open",
        "complaints": "open",
        "others": _others(member, regraded, review is not None and bool(review.temporary)),
    }


def missing(ward: Ward, subject: Graded) -> list[Piece]:
    """The pieces that a dossier must have and has not (còn thiếu)."""
    return [piece for piece, standing in pieces(ward, subject).items() if standing == "missing"]


def _demanded(there: bool) -> Standing:
    return "there" if there else "missing"


def _minutes(ward: Ward, subject: Graded) -> Standing:
    """Of the cell's conference: a leadership collective holds one that no sheet knows."""
    if isinstance(subject, Collective | Leader) or "minutes" not in _in_use(ward):
        return "open"
    unit = unit_of(ward, subject)
    return _demanded(unit is not None and ward.conference_day(unit) is not None)


def _if_any(there: bool) -> Standing:
    return "there" if there else "open"


def _residence(ward: Ward, member: Member | None, there: bool) -> Standing:
    """Of whoever works in the political system: others live where their cell is."""
    if there or member is None or role(ward, member) == "outside":
        return _if_any(there)
    return "missing" if "residence" in _in_use(ward) else "open"


def _others(member: Member | None, regraded: bool, temporary: bool) -> Standing:
    """The temporary cell's opinion, of who lives party life elsewhere; a re-grading decision.

    Rule: Hướng dẫn 43-HD/BTCTW, điểm 7.6.
    """
    if member is not None and member.status == _ELSEWHERE and not temporary:
        return "missing"
    return _if_any(regraded or temporary)


@once_a_ward
def _in_use(ward: Ward) -> frozenset[Piece]:
    """Pieces that this workbook keeps account of: none is missed where all are on paper alone."""
    kept: set[Piece] = set()
    if any(review.residence for review in ward.data.reviews):
        kept.add("residence")
    if any(meeting.kind == REVIEW_CONFERENCE for meeting in ward.data.meetings):
        kept.add("minutes")
    return frozenset(kept)
