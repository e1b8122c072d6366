"""Dossiers of review and grading (hồ sơ kiểm điểm, xếp loại): which piece is there by the workbook.

The nine pieces of Quy định 366-QĐ/TW, Điều 17, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .grading.grades import given
from .grading.subjects import Graded, review_of, role, unit_of
from .models import Leader, Member, Regrade
from .results import is_reviewed
from .ward import Ward

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


def pieces(ward: Ward, subject: Graded) -> Mapping[Piece, Standing]:
    """How each piece of one dossier stands."""
    unit, review, grades = unit_of(ward, subject), review_of(ward, subject), given(ward, subject)
    person = ward.member(subject.person) if isinstance(subject, Leader) else subject
    member = person if isinstance(person, Member) else None
    written = is_reviewed(ward, member if member is not None else subject)
    held = unit is not None and ward.conference_day(unit) is not None
    regraded = not isinstance(subject, Leader) and bool(ward.rows_about(Regrade, subject))
    return {
        "review": _demanded(written),
        "residence": _residence(ward, member, review is not None and bool(review.residence)),
        "minutes": _demanded(held),
        "appraisal": _demanded(bool(grades.proposed)),
        "conclusion": _demanded(bool(grades.grade)),
        "suggested": _if_any(review is not None and bool(review.suggested)),
        "opinions": "open",
        "complaints": "open",
        "others": _if_any(regraded or (review is not None and bool(review.temporary))),
    }


def missing(ward: Ward, subject: Graded) -> list[Piece]:
    """The pieces that a dossier must have and has not (còn thiếu)."""
    return [piece for piece, standing in pieces(ward, subject).items() if standing == "missing"]


def _demanded(there: bool) -> Standing:
    return "there" if there else "missing"


def _if_any(there: bool) -> Standing:
    return "there" if there else "open"


def _residence(ward: Ward, member: Member | None, there: bool) -> Standing:
    """Of whoever works in the political system: others live where their cell is."""
    if there or member is None or role(ward, member) == "outside":
        return _if_any(there)
    return "missing"
