"""The votes of a sample's meetings (kiểm phiếu mẫu): plausible, and always adding up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ..models import Ballot, Member
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
