"""Who belongs to a meeting and who was there (điểm danh), computed from the data.

Exempt and suspended members, and those whose party life is elsewhere for a
time, are not summoned. Everybody summoned counts as present unless the sheet
``Dự họp`` says otherwise; of the others, those whom it says to have come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from .delegates import Delegates
from .membership import belongs, is_official, not_reviewed, standing
from .models import Attendance, Meeting, Member, Organisation
from .name_keys import name_key
from .party_posts import post_rank
from .reference import choice, table
from .ward import REVIEW_CONFERENCE, Ward

_RANKS = {"secretary": 0, "deputy": 1, "committee": 2, "": 3}
_SUSPENDED = choice("status", "suspended")


class Officer(NamedTuple):
    """Who has a part in a meeting: chairs it, keeps its minutes (người chủ trì, ghi biên bản).

    ``name`` is "" when it is to be written by hand; ``person`` is ``None`` when
    it names no member of the cell. ``trouble`` says what is odd: a ``post`` in
    place of a name, somebody ``gone`` from the cell or ``absent`` that day.
    """

    name: str
    person: Member | None
    trouble: Literal["", "post", "gone", "absent"]


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

    def doubtful(self, members: Iterable[Member]) -> bool:
        """Whether any of these may be official or not: their kinds cannot be counted."""
        return any(standing(m, self.day) == "unknown" for m in members)

    def not_summoned(self, key: str) -> list[Member]:
        """Those not summoned for a status of ``choices.toml`` (``exempt``…), and not come."""
        status = choice("status", key)
        return [m for m in self.members if m.status == status and not self.is_summoned(m)]

    @cached_property
    def summoned(self) -> list[Member]:
        """Members called to the meeting (được triệu tập), and those who came uncalled.

        Rule: Quy định 294-QĐ/TW, điểm 9.3.2: the exempt who come and vote are counted.
        """
        called = table("member-status")["summoned"]
        return [m for m in self.members if m.status in called or self._came(m)]

    def _came(self, member: Member) -> bool:
        rows = self._rows.get(id(member), [])
        here = any(row.present and not row.reviewed_away for row in rows)
        return here and member.status != _SUSPENDED

    @cached_property
    def _rows(self) -> dict[int, list[Attendance]]:
        rows: dict[int, list[Attendance]] = {}
        for row in self.ward.attendance_of(self.meeting):
            member = self.ward.member(row.member, self.unit)
            if member is not None:
                rows.setdefault(id(member), []).append(row)
        return rows

    @cached_property
    def absent(self) -> list[tuple[Member, Attendance]]:
        """Absent members with their rows, in list order (vắng mặt)."""
        first = {
            key: row
            for key, rows in self._rows.items()
            for row in reversed(rows)
            if not row.present
        }
        return [(m, first[id(m)]) for m in self.summoned if id(m) in first]

    @cached_property
    def present(self) -> list[Member]:
        """Members who were there (có mặt)."""
        away = {id(m) for m, _ in self.absent}
        return [m for m in self.summoned if id(m) not in away]

    @cached_property
    def _here(self) -> frozenset[int]:
        return frozenset(id(m) for m in self.present)

    @cached_property
    def present_official(self) -> list[Member]:
        """Official members who were there; they vote (có quyền biểu quyết)."""
        return [m for m in self.present if is_official(m, self.day)]

    @cached_property
    def voters(self) -> int | None:
        """How many vote: the official members present; ``None`` when nobody can say."""
        return None if self.doubtful(self.present) else len(self.present_official)

    def is_summoned(self, member: Member) -> bool:
        """Whether this member was called, or came uncalled."""
        return id(member) in self._called

    @cached_property
    def _called(self) -> frozenset[int]:
        return frozenset(id(m) for m in self.summoned)

    def is_present(self, member: Member) -> bool:
        """Whether this member was there."""
        return id(member) in self._here

    @cached_property
    def to_review(self) -> list[Member]:
        """Members due for review (thuộc diện kiểm điểm), in the order of the rule.

        Secretary, deputy, committee, members: Quy định 366-QĐ/TW, điểm 7.3.
        """
        due = [m for m in self.members if not_reviewed(m, self.day) is None]
        return sorted(due, key=lambda m: _RANKS[post_rank(m.party_post)])

    @cached_property
    def reviewed(self) -> list[Member]:
        """Those the conference reviewed: present, or absent with the self-review sent.

        Whoever was not reviewed is not graded: Quy định 366-QĐ/TW, Điều 3, điểm 4.
        """
        return [m for m in self.to_review if self.is_present(m) or self.sent(m) is not None]

    @cached_property
    def unreviewed(self) -> list[Member]:
        """Those due for review of whom the conference had nothing (chưa kiểm điểm)."""
        reviewed = {id(m) for m in self.reviewed}
        return [m for m in self.to_review if id(m) not in reviewed]

    def sent(self, member: Member) -> Attendance | None:
        """The row that says that an absent member sent the self-review; ``None`` for none."""
        rows = self._rows.get(id(member), [])
        return next((row for row in rows if row.reviewed_away), None)

    def chair(self, otherwise: str) -> Officer:
        """Who chaired: as written, else who signs for the cell (``otherwise``), if there."""
        return self._officer(self.meeting.chair, otherwise)

    def minute_taker(self) -> Officer:
        """Who kept the minutes, as written (người ghi biên bản)."""
        return self._officer(self.meeting.secretary, "")

    def _holder(self, name: str) -> Member | None:
        """Who of several of this name holds a post: the one that signs."""
        named = [
            m for m in self.ward.members_of(self.unit) if name_key(m.full_name) == name_key(name)
        ]
        holders = [m for m in named if post_rank(m.party_post)]
        return holders[0] if len(holders) == 1 else None

    def presenter(self) -> Officer:
        """Who read out the collective's report, as written (người trình bày báo cáo)."""
        return self._officer(self.meeting.presenter, "")

    def _officer(self, written: str, otherwise: str) -> Officer:
        name = written or otherwise
        person = self.ward.member(name, self.unit) or (None if written else self._holder(name))
        rank = post_rank(name) if person is None else ""
        if rank:
            holders = [m for m in self.members if post_rank(m.party_post) == rank]
            person = holders[0] if len(holders) == 1 else None
            return Officer(person.full_name if person else "", person, "post")
        if person is None:
            return Officer(name, None, "")
        if name_key(name) != name_key(person.full_name):  # a code or card, which nobody signs with
            name = person.full_name
        trouble: Literal["", "gone", "absent"] = ""
        if not belongs(person, self.day):
            trouble = "gone"
        elif self._was_away(person):
            trouble = "absent"
        return Officer(name if written or not trouble else "", person, trouble)

    def _was_away(self, person: Member) -> bool:
        """Whether a sheet says so; of the cell's own members, also whoever was not summoned."""
        if self.is_present(person):
            return False
        if any(not row.present for row in self._rows.get(id(person), [])):
            return True
        called = Delegates(self.ward, self.meeting).named(self.ward.handle(person))
        if called is not None:
            return not called.present
        return any(m is person for m in self.members)


def review_roll(ward: Ward, cell: Organisation) -> Roll | None:
    """The roll of a cell's review conference (hội nghị kiểm điểm); ``None`` without a dated one."""
    for meeting in ward.meetings_of(cell, REVIEW_CONFERENCE):
        day = meeting.date.full() if meeting.date is not None else None
        if day is not None:
            return Roll(ward, cell, meeting, day)
    return None


def roll_of(ward: Ward, unit: Organisation, meeting: Meeting) -> Roll:
    """The roll of a meeting on its day; of one without a date on the day of the body's review."""
    day = meeting.date.latest() if meeting.date else ward.review_day(unit)
    return Roll(ward, unit, meeting, day)
