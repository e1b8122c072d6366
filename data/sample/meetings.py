"""The meetings of the sample ward (cuộc họp mẫu), from ``reference/sample-meetings.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..models import Attendance, Ballot, Meeting, Organisation
from ..models.partial_date import PartialDate
from ..reference import choice, choices, table
from .members import Person
from .votes import ballots, voters

_PRESENT, _EXCUSED, _UNEXCUSED = choices("presence")
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
            present = voters([p.member for p in group], rows["date"], absent)
            records.meetings.append(_meeting(code, kind, cell, rows, present))
            records.attendance.extend(attendance)
            if kind == _REVIEW_CONFERENCE:
                levels = {cell.code: choices("grade").index(cell.proposed_grade)}
                levels |= {p.member.code: p.level for p in reviewed if p.member.cell == cell.code}
                invalid, turn = rows.get("invalid", 0), int(cell.code[2:])
                records.ballots.extend(ballots(code, levels, present, invalid, turn))
    return records


def _meeting(
    code: str, kind: str, cell: Organisation, rows: dict[str, Any], present: int
) -> Meeting:
    against = rows.get("against", 0)
    told = {key: value for key, value in rows.items() if key in Meeting.model_fields}
    told["date"] = PartialDate.of(rows["date"])
    return Meeting(
        code=code,
        kind=kind,
        unit=cell.code,
        votes_for=present - against,
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
