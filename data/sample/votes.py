"""The votes of a sample's meetings (kiểm phiếu mẫu): plausible, and always adding up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..models import Award, Ballot, Member
from ..reference import choices

_ACTIVE = choices("status")[0]
_VOTES = ("excellent", "good", "done", "failed", "ungraded")


def voters(members: Iterable[Member], day: dt.date, absent: set[str]) -> int:
    """How many vote: official members present (Điều lệ Đảng, Điều 3)."""
    return sum(
        member.status == _ACTIVE
        and member.official is not None
        and member.official.latest() <= day
        and member.code not in absent
        for member in members
    )


def ballots(
    meeting: str, levels: Mapping[str, int], present: int, invalid: int = 0, first: int = 1
) -> list[Ballot]:
    """The count for each subject (code, place of its level), of ``present`` voters.

    ``first`` is where the turn of those who vote otherwise begins.
    """
    return [
        Ballot(
            meeting=meeting,
            subject=subject,
            issued=present,
            returned=present,
            valid=present - invalid,
            invalid=invalid,
            **_votes(present - invalid, level, turn),
        )
        for turn, (subject, level) in enumerate(levels.items(), start=first)
    ]


def selections(meeting: str, subjects: Iterable[str], present: int) -> list[Ballot]:
    """The votes on those proposed for the top level (bình chọn): how many agreed, no other."""
    only_agreed = dict.fromkeys(_VOTES[1:])
    counted = ballots(meeting, dict.fromkeys(subjects, 0), present)
    return [ballot.model_copy(update=only_agreed) for ballot in counted]


def with_agreement(
    awards: Iterable[Award], conferences: Iterable[Ballot], committee: int
) -> list[Award]:
    """The proposed commendations with how many agreed: at the cell's conference, then all."""
    valid = {ballot.subject: ballot.valid for ballot in conferences}
    return [
        award.model_copy(
            update={
                "agreed": None if (n := valid.get(award.subject)) is None else n - (turn % 3 == 2),
                "committee_agreed": committee,
            }
        )
        for turn, award in enumerate(awards)
    ]


def _votes(valid: int, level: int, turn: int) -> dict[str, int]:
    """A plausible count: most for the level itself, a few beside it, never half."""
    beside = min(turn * turn % 7 % 4, max(0, (valid - 1) // 3))
    neighbour = level + 1 if level < 2 else level - 1
    if level == 1 and turn % 4 == 0:
        neighbour = 0
    votes = dict.fromkeys(_VOTES, 0)
    votes[_VOTES[level]] = valid - beside
    votes[_VOTES[neighbour]] = beside
    return votes
