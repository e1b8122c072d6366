"""Wards shaken at random: other states, dates, absences and votes, the same every time."""

from __future__ import annotations

import random

from giayto.data.models import Attendance, Ballot, Dataset, Member
from giayto.data.models.partial_date import PartialDate
from giayto.data.reference import choices
from tests.counts.documents import LEVELS

_PRESENCE = choices("presence")


def shaken(data: Dataset, seed: int) -> Dataset:
    """A copy in which about a third of what decides who is counted is another."""
    chance = random.Random(seed)
    copy = data.model_copy(deep=True)
    copy.members = [_member(member, chance) for member in copy.members]
    copy.reviews = [
        review.model_copy(
            update={
                "proposed_grade": chance.choice([*LEVELS, ""]),
                "grade": chance.choice([*LEVELS, ""]),
            }
        )
        if chance.random() < 0.3
        else review
        for review in copy.reviews
    ]
    copy.ballots = [_ballot(ballot, chance) for ballot in copy.ballots]
    copy.attendance += _absences(copy, chance)
    if chance.random() < 0.3:
        other = {"award_rounding": "Lên hàng chục nghìn đồng", "spelling": "ủy", "date": None}
        copy.settings = copy.settings.model_copy(update={**other, "vote_shares": True})
    return copy


def _member(member: Member, chance: random.Random) -> Member:
    changes: dict[str, object] = {}
    if chance.random() < 0.4:
        changes["status"] = chance.choice([*choices("status"), "Đang sinh hoạt"])
    if chance.random() < 0.3:
        changes["joined"] = chance.choice([None, _day(chance)])
    if chance.random() < 0.3:
        changes["official"] = chance.choice([None, _day(chance)])
    if chance.random() < 0.2:
        changes["standing"] = chance.choice(choices("standing"))
    return member.model_copy(update=changes)


def _day(chance: random.Random) -> PartialDate:
    year, month, day = (
        chance.choice([2024, 2025, 2026]),
        chance.randint(1, 12),
        chance.randint(1, 28),
    )
    return chance.choice(
        [PartialDate(year), PartialDate(year, month), PartialDate(year, month, day)]
    )


def _ballot(ballot: Ballot, chance: random.Random) -> Ballot:
    lost = [name for name in ("valid", "invalid", "excellent") if chance.random() < 0.2]
    return ballot.model_copy(update=dict.fromkeys(lost))


def _absences(data: Dataset, chance: random.Random) -> list[Attendance]:
    """One row more for some members who have none at a meeting: nobody is told twice."""
    told = {(row.meeting, row.member) for row in data.attendance}
    return [
        Attendance(
            meeting=meeting.code,
            member=member.code,
            presence=chance.choice(_PRESENCE),
            reason=chance.choice(["", "ốm", "bận việc, xin phép"]),
            sent=chance.random() < 0.3,
        )
        for meeting in data.meetings
        for member in data.members
        if (meeting.code, member.code) not in told and chance.random() < 0.3
    ]
