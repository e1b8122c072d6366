"""The same numbers counted a second time, from the rows of the dataset alone.

Nothing here asks the product who belongs, who was there or who decides: a
mistake of its look-ups is to show as a difference. What the law tables hold
(multiples, base salaries, who may award what) is read as written there.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from giayto.data.models import (
    Attendance,
    Award,
    Ballot,
    Dataset,
    Meeting,
    Member,
    Organisation,
    Review,
)
from giayto.data.models.partial_date import PartialDate
from giayto.data.reference import table
from tests.counts.documents import LEVELS, Numbers

ACTIVE, EXEMPT, SUSPENDED = (
    "Đang sinh hoạt",
    "Miễn công tác và sinh hoạt đảng",
    "Đình chỉ sinh hoạt đảng",
)
GONE = ("Đã chuyển đi", "Từ trần", "Ra khỏi Đảng")
REVIEW = "Hội nghị kiểm điểm"
_KEYS = {
    "Đảng uỷ xã, phường, đặc khu": "commune",
    "Đảng uỷ cơ sở": "grassroots",
    "Đảng uỷ bộ phận": "part",
    "Chi bộ cơ sở": "grassroots_cell",
    "Chi bộ trực thuộc": "cell",
}
_STEPS = {
    "Lên hàng nghìn đồng": 1000,
    "Lên hàng chục nghìn đồng": 10_000,
    "Lên hàng trăm nghìn đồng": 100_000,
}


Tally = tuple[int | None, ...]
_UNKNOWN: Tally = (None, None, None, None)


def _same(handle: str, *names: str) -> bool:
    return bool(handle) and handle.casefold() in [name.casefold() for name in names]


def _first(day: PartialDate) -> tuple[int, int, int]:
    return day.year, day.month or 1, day.day or 1


def _later(day: PartialDate, months: int) -> tuple[int, int, int]:
    year, month, of_month = _first(day)
    years, month = divmod(month - 1 + months, 12)
    return year + years, month + 1, of_month


def _today(day: dt.date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def belongs(member: Member, day: dt.date) -> bool:
    """In the cell on that day: not gone, and admitted by then."""
    if member.status in GONE:
        return False
    return member.joined is None or _first(member.joined) <= _today(day)


def official(member: Member, day: dt.date) -> bool | None:
    """Official on that day; ``None`` when the row leaves it open."""
    if member.official is not None:
        return _first(member.official) <= _today(day)
    if member.standing:
        return member.standing == "Chính thức"
    if member.joined is not None and _later(member.joined, 12) > _today(day):
        return False
    return None


def due(member: Member, day: dt.date) -> bool:
    """To be reviewed: neither exempt nor suspended, six months in the Party."""
    if member.status in (EXEMPT, SUSPENDED, *GONE):
        return False
    return member.joined is None or _later(member.joined, 6) <= _today(day)


@dataclass(frozen=True)
class Attended:
    """Who belonged, was called, was there and was reviewed at one meeting."""

    day: dt.date
    members: list[Member]
    summoned: list[Member]
    present: list[Member]
    absent: list[Member]
    excused: list[Member]
    reviewed: list[Member]

    @property
    def due(self) -> list[Member]:
        """To be reviewed at the meeting's day."""
        return [m for m in self.members if due(m, self.day)]

    @property
    def voters(self) -> int | None:
        """Official members who were there; ``None`` when it is open of one."""
        return self._kinds(self.present)[0]

    @property
    def roll(self) -> Numbers:
        """The numbers that the first part of minutes prints."""
        (a, b), (c, d) = self._kinds(self.members), self._kinds(self.present)
        return {
            "total": len(self.members),
            "official": a,
            "probationary": b,
            "summoned": len(self.summoned),
            "present": len(self.present),
            "present_official": c,
            "present_probationary": d,
            "absent": len(self.absent),
            "excused": len(self.excused),
            "unexcused": len(self.absent) - len(self.excused),
        }

    def _kinds(self, members: Iterable[Member]) -> tuple[int | None, int | None]:
        found = [official(m, self.day) for m in members]
        return (None, None) if None in found else (found.count(True), found.count(False))


@dataclass(frozen=True)
class Given:
    """One award with its way: the bodies that propose it, and who decides (``None``: above)."""

    award: Award
    member: Member | None
    body: Organisation
    proposers: list[Organisation]
    decider: Organisation | None
    amount: int | None
    best: bool
    """Only for the best of those graded so (tiêu biểu), by the law table."""

    @property
    def kind(self) -> tuple[str, str]:
        """``Giấy khen (trong năm)`` and what it goes to, as lists print both."""
        period = self.award.period[:1].lower() + self.award.period[1:]
        period = f"tiêu biểu {period}" if self.best else period
        return f"{self.award.form} ({period})", "đảng viên" if self.member else "tổ chức đảng"


class Rows:
    """The rows of a dataset, and what is counted over them."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self.cells = [o for o in data.organisations if o.kind.startswith("Chi bộ")]
        self.issuer = next(o for o in data.organisations if _same(data.settings.issuer, o.code))
        chosen = data.settings.date
        self.issue_day = (chosen and chosen.full()) or dt.date(data.settings.year, 12, 31)
        self._coded = {m.code.casefold(): m for m in reversed(data.members) if m.code}
        self._reviews: dict[int, Review] = {}
        for review in reversed(data.reviews):
            subject = self.member(review.subject) or self.body(review.subject)
            self._reviews[id(subject)] = review

    def body(self, handle: str) -> Organisation | None:
        """The organisation of this code or name."""
        return next((o for o in self.data.organisations if _same(handle, o.code, o.name)), None)

    def members_of(self, body: Organisation) -> list[Member]:
        """The rows of a cell."""
        return [m for m in self.data.members if _same(m.cell, body.code, body.name)]

    def belonging(self, cell: Organisation) -> list[Member]:
        """The members of a cell on the day on which it is seen who is to be reviewed."""
        return [m for m in self.members_of(cell) if belongs(m, self.review_day(cell))]

    def member(self, handle: str, cell: Organisation | None = None) -> Member | None:
        """Whom a code means, or a name that only one has."""
        if handle.casefold() in self._coded:
            return self._coded[handle.casefold()]
        where = self.members_of(cell) if cell else self.data.members
        named = [m for m in where if _same(handle, m.full_name)]
        return named[0] if len(named) == 1 else None

    def review_of(self, subject: Member | Organisation) -> Review | None:
        """The first review row of a member or a collective."""
        return self._reviews.get(id(subject))

    def meeting(self, code: str) -> Meeting:
        """The meeting of this code."""
        return next(m for m in self.data.meetings if m.code == code)

    def conference(self, cell: Organisation) -> Meeting | None:
        """The cell's first review conference with a date."""
        held = [m for m in self.data.meetings if m.kind == REVIEW and m.date]
        return next((m for m in held if _same(m.unit, cell.code, cell.name)), None)

    def review_day(self, cell: Organisation) -> dt.date:
        """The day on which it is seen who is to be reviewed."""
        conference = self.conference(cell)
        day = conference.date if conference else self.data.settings.date
        return day.latest() if day else dt.date(self.data.settings.year, 12, 31)

    def attended(self, meeting: Meeting) -> Attended:
        """Who was at a meeting."""
        cell = self.body(meeting.unit)
        assert cell is not None and meeting.date is not None
        day = meeting.date.latest()
        members = [m for m in self.members_of(cell) if belongs(m, day)]
        told: dict[int, list[Attendance]] = {id(m): [] for m in members}
        for row in self.data.attendance:
            member = self.member(row.member, cell) if row.meeting == meeting.code else None
            if member is not None:
                told.get(id(member), []).append(row)
        away = {who: [r for r in rows if r.presence != "Có mặt"] for who, rows in told.items()}
        sent = {who for who, rows in told.items() if any(r.sent or r.reader for r in rows)}
        came = {
            who
            for who, rows in told.items()
            if any(r.presence == "Có mặt" and not (r.sent or r.reader) for r in rows)
        }
        summoned = [
            m for m in members if m.status == ACTIVE or (id(m) in came and m.status != SUSPENDED)
        ]
        present = [m for m in summoned if not away[id(m)]]
        here = sent | {id(m) for m in present}
        absent = [m for m in summoned if away[id(m)]]
        return Attended(
            day=day,
            members=members,
            summoned=summoned,
            present=present,
            absent=absent,
            excused=[m for m in absent if away[id(m)][0].presence == "Vắng có lý do"],
            reviewed=[m for m in members if due(m, day) and id(m) in here],
        )

    def graded(self) -> list[tuple[Organisation, Member, str]]:
        """Members whose grade the decision recognises."""
        found = []
        for cell in self.cells:
            day = self.review_day(cell)
            for member in self.members_of(cell):
                review = self.review_of(member)
                if belongs(member, day) and due(member, day) and review and review.grade:
                    found.append((cell, member, review.grade))
        return found

    def ballots(self, meeting: Meeting) -> list[tuple[Ballot, Tally, Tally]]:
        """The ballots of a meeting: how many were issued, returned, valid, void; the votes.

        What the valid ones leave over is none; a subject without numbers of its own
        has those that most have.
        """
        own = [b for b in self.data.ballots if b.meeting == meeting.code]
        known = [tally for b in own if (tally := _tally(b)) != _UNKNOWN]
        usual = Counter(known).most_common(1)[0][0] if known else _UNKNOWN
        return [(b, usual if _tally(b) == _UNKNOWN else _tally(b), _votes(b)) for b in own]

    def strength(self, body: Organisation, day: dt.date | None) -> int:
        """Members of a cell, or of all cells below a committee, on a day."""
        own = sum(belongs(m, day or self.review_day(body)) for m in self.members_of(body))
        below = [o for o in self.data.organisations if o is not body and self.above(o) is body]
        return own + sum(self.strength(o, day) for o in below)

    def above(self, body: Organisation) -> Organisation | None:
        """The body directly above; the issuing committee where none is written."""
        if body is self.issuer:
            return None
        return self.body(body.parent) if body.parent else self.issuer

    def way_up(self, body: Organisation) -> list[Organisation]:
        """A body and those above it, up to the issuing committee."""
        up = self.above(body)
        return [body] if up is None else [body, *self.way_up(up)]

    def awards(self) -> list[Given]:
        """Every award of a known person or body, with its way."""
        found = []
        for award in self.data.awards:
            member = self.member(award.subject)
            body = self.body(member.cell if member else award.subject)
            if body is not None:
                found.append(self._given(award, member, body))
        return found

    def _given(self, award: Award, member: Member | None, body: Organisation) -> Given:
        way = self.way_up(body)
        kind = _KEYS[body.kind]
        what = "member" if member else "cell" if kind == "cell" else "grassroots_organisation"
        asked = {"object": what, "form": award.form, "period": award.period}
        deciders = [
            step
            for step in way
            if (step is not body or member)
            and self._rows_in_force("authority", {**asked, "body": _KEYS[step.kind]})
        ]
        decider = deciders[0] if deciders else None
        if award.decider:
            decider = self.issuer if award.decider == "Đảng uỷ" else None
        proposers = way[: way.index(decider)] if decider else way
        rules = self._rows_in_force("rule", asked)
        best = bool(rules) and "tiêu biểu" in rules[0]["criterion"]
        return Given(award, member, body, proposers, decider, self._amount(award, rules), best)

    def _amount(self, award: Award, rules: list[dict[str, Any]]) -> int | None:
        if award.amount is not None or not rules:
            return award.amount
        settings = self.data.settings
        steps = [s for s in table("money", "grading")["step"] if s["valid_from"] <= self.issue_day]
        salary = settings.base_salary or steps[-1]["amount"]
        step = _STEPS.get(settings.award_rounding, 1)
        return math.ceil(Decimal(rules[0]["multiple"]) * salary / step) * step

    def _rows_in_force(self, name: str, asked: dict[str, str]) -> list[dict[str, Any]]:
        return [
            row
            for row in table("commendation", "grading")[name]
            if all(row[key] == value for key, value in asked.items())
            and row["valid_from"] <= self.issue_day <= row.get("valid_until", dt.date.max)
        ]


def _tally(ballot: Ballot) -> Tally:
    void = ballot.invalid
    if void is None and ballot.returned is not None and ballot.valid is not None:
        void = ballot.returned - ballot.valid
    return ballot.issued, ballot.returned, ballot.valid, void


def _votes(ballot: Ballot) -> Tally:
    levels = [ballot.excellent, ballot.good, ballot.done, ballot.failed]
    written = [n for n in (*levels, ballot.ungraded) if n is not None]
    if not written:
        return (None,) * 5
    full = sum(written) == ballot.valid
    return (*(0 if n is None and full else n for n in levels), ballot.ungraded or 0)


def per_level(grades: Iterable[str]) -> Numbers:
    """How many of each of the four levels."""
    found = Counter(grades)
    return {level: found[level] for level in LEVELS}
