"""The meetings of the sample ward (cuộc họp mẫu), from ``reference/sample-meetings.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..models import Attendance, Ballot, Meeting, Organisation
from ..models.partial_date import PartialDate
from ..reference import choice, choices, table
from .members import Person

_PRESENT, _EXCUSED, _UNEXCUSED = choices("presence")
_ACTIVE = choices("status")[0]
_REVIEW_CONFERENCE = choice("meeting_kind", "review")
_MONTHLY = choice("meeting_kind", "ordinary")
_SECRET_BALLOT = choice("vote_form", "secret")


@dataclass(frozen=True, slots=True)
class MeetingRecords:
    """What the sample knows of its meetings (hồ sơ các cuộc họp mẫu)."""

    meetings: list[Meeting]
    attendance: list[Attendance]
    ballots: list[Ballot]


def sample_meetings(
    cells: Sequence[Organisation], people: Sequence[Person], reviewed: Sequence[Person]
) -> MeetingRecords:
    """The monthly meeting and the review conference of every cell.

    ``reviewed`` are the members on whom the conferences vote. Ballots issued
    and votes are counted from who was present, so that they always add up.
    """
    records = MeetingRecords([], [], [])
    for cell in cells:
        told = table("sample-meetings")[cell.code]
        group = [p for p in people if p.member.cell == cell.code]
        for kind, code, rows in (
            (_MONTHLY, f"SH{cell.code[2:]}", told["monthly"]),
            (_REVIEW_CONFERENCE, f"HN{cell.code[2:]}", told["conference"]),
        ):
            attendance = _attendance(code, rows, group)
            absent = {a.member for a in attendance if a.presence != _PRESENT}
            voters = _voters(group, rows["date"], absent)
            records.meetings.append(_meeting(code, kind, cell, rows, voters))
            records.attendance.extend(attendance)
            if kind == _REVIEW_CONFERENCE:
                here = [p for p in reviewed if p.member.cell == cell.code]
                records.ballots.extend(_ballots(code, cell, here, voters, rows))
    return records


def _voters(group: Sequence[Person], day: dt.date, absent: set[str]) -> int:
    """How many vote: official members present (Điều lệ Đảng, Điều 3)."""
    return sum(
        p.member.status == _ACTIVE
        and p.member.official is not None
        and p.member.official.latest() <= day
        and p.member.code not in absent
        for p in group
    )


def _meeting(
    code: str, kind: str, cell: Organisation, rows: dict[str, Any], voters: int
) -> Meeting:
    against = rows.get("against", 0)
    told = {key: value for key, value in rows.items() if key in Meeting.model_fields}
    told["date"] = PartialDate.of(rows["date"])
    return Meeting(
        code=code,
        kind=kind,
        unit=cell.code,
        votes_for=voters - against,
        votes_against=against,
        other_opinion=0,
        vote_form=_SECRET_BALLOT if kind == _REVIEW_CONFERENCE else "",
        **told,
    )


def _attendance(code: str, rows: dict[str, Any], group: Sequence[Person]) -> list[Attendance]:
    found: list[Attendance] = []
    for line in rows.get("absent", []):
        name, reason, *reader = (part.strip() for part in line.split("|"))
        presence = _EXCUSED if reason else _UNEXCUSED
        found.append(
            Attendance(
                meeting=code,
                member=_code_of(name, group),
                presence=presence,
                reason=reason,
                sent=bool(reader),
                reader="".join(reader),
            )
        )
    for line in rows.get("opinions", []):
        name, topic, opinion = (part.strip() for part in line.split("|"))
        found.append(
            Attendance(
                meeting=code,
                member=_code_of(name, group),
                presence=_PRESENT,
                topic=topic,
                opinion=opinion,
            )
        )
    return found


def _code_of(name: str, group: Sequence[Person]) -> str:
    return next(p.member.code for p in group if p.member.full_name == name)


def _ballots(
    code: str,
    cell: Organisation,
    reviewed: Sequence[Person],
    voters: int,
    rows: dict[str, Any],
) -> list[Ballot]:
    grades = choices("grade")
    invalid = rows.get("invalid", 0)
    subjects = [(cell.code, grades.index(cell.proposed_grade))]
    subjects += [(p.member.code, p.level) for p in reviewed]
    return [
        Ballot(
            meeting=code,
            subject=subject,
            issued=voters,
            returned=voters,
            valid=voters - invalid,
            invalid=invalid,
            **_votes(voters - invalid, level, turn),
        )
        for turn, (subject, level) in enumerate(subjects, start=int(cell.code[2:]))
    ]


def _votes(valid: int, level: int, turn: int) -> dict[str, int]:
    """A plausible count: most for the level itself, a few beside it, never half."""
    names = ("excellent", "good", "done", "failed", "ungraded")
    beside = min(turn * turn % 7 % 4, max(0, (valid - 1) // 3))
    neighbour = level + 1 if level < 2 else level - 1
    if level == 1 and turn % 4 == 0:
        neighbour = 0
    votes = dict.fromkeys(names, 0)
    votes[names[level]] = valid - beside
    votes[names[neighbour]] = beside
    return votes
