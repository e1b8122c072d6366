"""The meetings of the wards' cells in 2023 (cuộc họp giả định): two of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from ...models import Attendance, Meeting, Member
from ...models.partial_date import PartialDate
from ...reference import choice, choices, table
from ..bank import Bank
from ..meetings import MeetingRecords
from ..votes import ballots, voters
from .cells import Cell
from .people import Draw

_EVENING = (dt.time(19, 30), dt.time(21, 30))
_AFTERNOON = (dt.time(14, 0), dt.time(17, 0))
_MINUTES, _TELLERS = 2, slice(3, 5)
"""Who of a cell, by place, keeps the minutes and who counts."""


def cell_meetings(
    cells: Sequence[Cell], levels: Mapping[str, int], guest: str, first: int, draw: Draw
) -> MeetingRecords:
    """Both meetings of every cell; ``guest`` is who comes from the ward, "name, post"."""
    records = MeetingRecords([], [], [])
    texts = table("sample-2023-texts")
    banks = {name: Bank(lists, first) for name, lists in texts.items()}
    for turn, cell in enumerate(cells, start=1):
        common = texts["common"]
        bank = banks[cell.told["texts"]]
        monthly = _monthly(cell, common)
        _hold(records, cell, monthly, _one_absent(cell, draw.one(common["absence"])), bank, 1)
        conference = _conference(cell, common, guest if cell.kind != "CQ" else "", bank)
        absent = _pending(cell) or _one_absent(cell, draw.one(common["absence"]), read=True)
        present = _hold(records, cell, conference, absent, bank, 2)
        records.attendance.append(
            _speech(conference, cell.members[4], cell.members[0].full_name, banks["common"])
        )
        asked = {cell.body.code: choices("grade").index(cell.body.proposed_grade)}
        asked |= {m.code: levels[m.code] for m in cell.reviewed}
        records.ballots.extend(ballots(conference.code, asked, present, first=turn))
    return records


def _hold(
    records: MeetingRecords,
    cell: Cell,
    meeting: Meeting,
    absent: list[Attendance],
    bank: Bank,
    speeches: int,
) -> int:
    """Take a meeting down with who was absent and who spoke; how many voted."""
    day = meeting.date.latest() if meeting.date else cell.day
    away = {row.member for row in absent}
    meeting.votes_for = voters(cell.members, day, away)
    meeting.votes_against = meeting.other_opinion = 0
    for row in absent:
        row.meeting = meeting.code
    records.meetings.append(meeting)
    records.attendance.extend(absent)
    topic = table("sample-2023-wards")["words"]["collective_topic"]
    for speaker in cell.members[_TELLERS][:speeches]:
        records.attendance.append(_speech(meeting, speaker, topic, bank))
    return meeting.votes_for


def _monthly(cell: Cell, common: Mapping[str, Any]) -> Meeting:
    return Meeting(
        code=f"SH{cell.body.code[2:]}",
        kind=choice("meeting_kind", "ordinary"),
        unit=cell.body.code,
        date=PartialDate.of(table("sample-2023-wards")["dates"]["monthly"]),
        secretary=cell.members[_MINUTES].full_name,
        **_place_and_time(cell),
        **{name: common[name].strip() for name in ("briefing", "past", "next", "resolved")},
        conclusion=common["monthly_conclusion"],
    )


def _conference(cell: Cell, common: Mapping[str, Any], guest: str, bank: Bank) -> Meeting:
    return Meeting(
        code=f"HN{cell.body.code[2:]}",
        kind=choice("meeting_kind", "review"),
        unit=cell.body.code,
        date=PartialDate.of(cell.day),
        secretary=cell.members[_MINUTES].full_name,
        presenter=cell.members[1].full_name,
        tellers="\n".join(m.full_name for m in cell.members[_TELLERS]),
        guests=guest,
        vote_form=choice("vote_form", "secret"),
        **_place_and_time(cell),
        collective_conclusion=common["collective_conclusion"],
        remedies=bank.deal("weak")[2],
        conclusion=common["conclusion"],
        guest_opinion=common["guest_opinion"] if guest else "",
    )


def _place_and_time(cell: Cell) -> dict[str, Any]:
    start, end = _EVENING if cell.kind == "TDP" else _AFTERNOON
    return {"place": cell.place, "start": start, "end": end}


def _one_absent(cell: Cell, reason: str, *, read: bool = False) -> list[Attendance]:
    """One of the ordinary members absent; at a conference the deputy reads the self-review."""
    return [
        _absence(member, reason, reader=cell.members[1].full_name if read else "")
        for member in cell.ordinary[-1:]
    ]


def _pending(cell: Cell) -> list[Attendance]:
    """Whoever was absent and had sent nothing (chưa kiểm điểm)."""
    reason = table("sample-2023-wards")["words"]["pending_reason"]
    return [_absence(cell.pending, reason)] if cell.pending else []


def _absence(member: Member, reason: str, reader: str = "") -> Attendance:
    return Attendance(
        member=member.code,
        name=member.full_name,
        presence=choice("presence", "excused"),
        reason=reason,
        sent=bool(reader),
        reader=reader,
    )


def _speech(meeting: Meeting, speaker: Member, topic: str, bank: Bank) -> Attendance:
    return Attendance(
        meeting=meeting.code,
        member=speaker.code,
        name=speaker.full_name,
        presence=choice("presence", "present"),
        topic=topic,
        opinion=bank.text("opinions") or bank.text("peer"),
    )
