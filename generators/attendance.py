"""Who belongs to a meeting and who was there (điểm danh), computed from the data.

Exempt and suspended members, and those whose party life is elsewhere for a
time, are not summoned. Everybody summoned counts as present unless the sheet
``Dự họp`` says otherwise.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from ..data.index import Ward
from ..data.models import Attendance, Meeting, Member, Organisation
from ..data.reference import table


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the month's last day when it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def belongs(member: Member, day: dt.date) -> bool:
    """Whether the member is in the Party and in the cell on this day."""
    if member.status in table("member-status")["gone"]:
        return False
    return member.joined is None or member.joined.earliest() <= day


def is_official(member: Member, day: dt.date) -> bool:
    """Whether the member is official, not probationary, on this day (chính thức)."""
    return member.official is not None and member.official.earliest() <= day


def not_reviewed(member: Member, day: dt.date) -> str | None:
    """Why the member is not reviewed on this day; ``None`` when they are.

    Rule: Quy định 366-QĐ/TW, điểm 5.2.1: exempt, suspended, admitted under
    six months. When only a year of admission is known, the member is left
    out only if even its first day is under six months ago.
    """
    rule = table("member-status")
    for status, reason in rule["not_reviewed"].items():
        if member.status == status:
            return str(reason)
    if member.status in rule["gone"]:
        return str(rule["gone"][member.status])
    if member.joined is not None:
        since = member.joined.earliest()
        if months_later(since, rule["months_before_review"]) > day:
            return str(rule["too_new"]).format(ngay=member.joined)
    return None


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

    def with_status(self, status: str) -> list[Member]:
        """Members whose status is this one."""
        return [m for m in self.members if m.status == status]

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
            if member is not None and row.presence != "Có mặt":
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
