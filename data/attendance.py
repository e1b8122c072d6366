"""Who belongs to a meeting and who was there (điểm danh), computed from the data.

Exempt and suspended members, and those whose party life is elsewhere for a
time, are not summoned. Everybody summoned counts as present unless the sheet
``Dự họp`` says otherwise.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from .membership import belongs, is_official
from .models import Attendance, Meeting, Member, Organisation
from .reference import choice, table
from .ward import REVIEW_CONFERENCE, Ward


@dataclass(frozen=True)
class Roll:
    """The attendance of one meeting (điểm danh một cuộc họp)."""

    ward: Ward
    unit: Organisation
    meeting: Meeting
    day: dt.date

    @cached_property
    def members(self) -> list[Member]:
        """All members of the cell on the day."""
        return [m for m in self.ward.members_of(self.unit) if belongs(m, self.day)]

    @cached_property
    def official(self) -> list[Member]:
        """Official members (chính thức)."""
        return [m for m in self.members if is_official(m, self.day)]

    def with_status(self, key: str) -> list[Member]:
        """Members whose status has this key in ``choices.toml``: ``exempt``, ``suspended`` …"""
        return [m for m in self.members if m.status == choice("status", key)]

    @cached_property
    def summoned(self) -> list[Member]:
        """Members called to the meeting (được triệu tập)."""
        called = table("member-status")["summoned"]
        return [m for m in self.members if m.status in called]

    @cached_property
    def _rows(self) -> dict[int, Attendance]:
        rows: dict[int, Attendance] = {}
        for row in self.ward.attendance_of(self.meeting):
            member = self.ward.member(row.member, self.unit)
            if member is not None and not row.present:
                rows.setdefault(id(member), row)
        return rows

    @cached_property
    def absent(self) -> list[tuple[Member, Attendance]]:
        """Absent members with their rows, in list order (vắng mặt)."""
        return [(m, self._rows[id(m)]) for m in self.summoned if id(m) in self._rows]

    @cached_property
    def present(self) -> list[Member]:
        """Members who were there (có mặt)."""
        return [m for m in self.summoned if id(m) not in self._rows]

    @cached_property
    def present_official(self) -> list[Member]:
        """Official members who were there; they vote (có quyền biểu quyết)."""
        return [m for m in self.present if is_official(m, self.day)]


def review_roll(ward: Ward, cell: Organisation) -> Roll | None:
    """The roll of a cell's review conference (hội nghị kiểm điểm); ``None`` without a dated one."""
    for meeting in ward.meetings_of(cell, REVIEW_CONFERENCE):
        day = meeting.date.full() if meeting.date is not None else None
        if day is not None:
            return Roll(ward, cell, meeting, day)
    return None
