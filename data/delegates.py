"""Who was called to a meeting and who was invited (đại biểu), and who of them came.

Rows of the sheet ``Đại biểu``; one whom the sheet ``Dự họp`` says to be absent was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .models import Attendance, Delegate, Meeting, Member
from .name_keys import name_key
from .ward import Ward


class Absent(NamedTuple):
    """A delegate who did not come (vắng mặt): with a reason or without, and which."""

    row: Delegate
    excused: bool
    reason: str


@dataclass(frozen=True)
class Delegates:
    """The delegates of one meeting (đại biểu của một cuộc họp)."""

    ward: Ward
    meeting: Meeting

    @cached_property
    def called(self) -> list[Delegate]:
        """Those who were called (được triệu tập), in sheet order."""
        return [row for row in self._rows if not row.is_guest]

    @cached_property
    def guests(self) -> list[Delegate]:
        """Those who were invited (khách mời), in sheet order."""
        return [row for row in self._rows if row.is_guest]

    @cached_property
    def absent(self) -> list[Absent]:
        """Those called who did not come (vắng mặt)."""
        told = ((row, self._away(row)) for row in self.called)
        return [Absent(row, away.excused, away.reason) for row, away in told if away is not None]

    @property
    def present(self) -> int:
        """How many of those called came (có mặt)."""
        return len(self.called) - len(self.absent)

    def member(self, row: Delegate) -> Member | None:
        """The member that a row names by code, card or name; ``None`` for anybody else."""
        return self.ward.member(row.name)

    def named(self, handle: str) -> Delegate | None:
        """The row of somebody who is told by code or name elsewhere; ``None`` for nobody here."""
        return self._by_name.get(self._key(handle)) if handle else None

    @cached_property
    def _rows(self) -> list[Delegate]:
        return self.ward.rows_of_meeting(Delegate, self.meeting)

    @cached_property
    def _by_name(self) -> dict[str, Delegate]:
        return {self._key(row.name): row for row in reversed(self._rows)}

    @cached_property
    def _said_away(self) -> dict[str, Attendance]:
        rows = self.ward.attendance_of(self.meeting)
        return {self._key(row.member): row for row in reversed(rows) if not row.present}

    def _key(self, handle: str) -> str:
        member = self.ward.member(handle)
        return name_key(handle if member is None else member.full_name)

    def _away(self, row: Delegate) -> Delegate | Attendance | None:
        """The row that says that a delegate did not come, ``None`` where none does."""
        return self._said_away.get(self._key(row.name)) if row.present else row
