"""Look-ups over a dataset (tra cứu dữ liệu): who belongs where, who is meant by a code."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import TypeVar, cast

from ..conventions.names import sort_key
from ..conventions.ruleset import has_rules
from ..conventions.spelling import fold
from .models import SHEETS, Attendance, Ballot, Dataset, Meeting, Member, Organisation, Review
from .models.fields import Record
from .name_keys import name_key, unit_key, written_key
from .reference import choice, paper_words, table

REVIEW_CONFERENCE = choice("meeting_kind", "review")
ORDINARY_MEETING = choice("meeting_kind", "ordinary")
"""Kinds of meetings, as ``choices.toml`` offers them."""


class Ward:
    """A dataset with its cross references resolved (một đảng bộ, tra được ngay).

    Codes and names are matched without regard to case, tone placement and
    spacing. A look-up that finds nothing gives ``None``; the checks report it.
    ``overlay`` is the office's own rules of writing, ``None`` without any.
    """

    def __init__(self, dataset: Dataset, *, overlay: Path | None = None) -> None:
        self.data = dataset
        self.overlay = overlay
        self.settings = dataset.settings
        self._worked_out: dict[object, object] = {}

    def __reduce__(self) -> tuple[object, ...]:
        # The look-ups go by the identity of records, which is another in another process.
        return _restored, (self.data, self.overlay)

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        found: dict[str, Organisation] = {}
        for organisation in self.data.organisations:
            for handle in (organisation.name, organisation.code):
                if handle:
                    found.setdefault(fold(handle), organisation)
        return found

    def organisation(self, handle: str) -> Organisation | None:
        """The organisation with this code or name, also when shortened as people do.

        ``CB 1`` is ``CB01``, ``TDP 1`` is ``Chi bộ Tổ dân phố 1``; what could
        mean two is nobody's, nor is a figure alone. No letter is guessed.
        """
        if not handle:
            return None
        found = self._organisations.get(fold(handle))
        return found if found is not None else self._understood(handle)

    def is_shortened(self, handle: str) -> bool:
        """Whether a handle finds its organisation only because words left out were put back."""
        return bool(handle) and written_key(handle) not in self._keys[0]

    def _understood(self, handle: str) -> Organisation | None:
        written = written_key(handle)
        if not written or written.isdecimal():
            return None
        by_writing, by_name = self._keys
        meant = [*by_writing.get(written, ()), *by_name.get(unit_key(handle), ())]
        same = all(organisation is meant[0] for organisation in meant)
        return meant[0] if meant and same else None

    @cached_property
    def _keys(self) -> tuple[dict[str, list[Organisation]], dict[str, list[Organisation]]]:
        """The organisations by how code and name are written, and by the name in full."""
        by_writing: dict[str, list[Organisation]] = defaultdict(list)
        by_name: dict[str, list[Organisation]] = defaultdict(list)
        for organisation in self.data.organisations:
            for handle in (organisation.code, organisation.name):
                by_writing[written_key(handle)].append(organisation)
            by_name[unit_key(organisation.name)].append(organisation)
        return by_writing, by_name

    @cached_property
    def issuer(self) -> Organisation | None:
        """The committee that issues the ward's papers (cơ quan ban hành)."""
        return self.organisation(self.settings.issuer)

    @cached_property
    def cells(self) -> list[Organisation]:
        """The party cells, in sheet order (các chi bộ)."""
        return [o for o in self.data.organisations if self.kind(o)["cell"]]

    def kind(self, organisation: Organisation) -> dict[str, object]:
        """What the organisation's kind means: see ``reference/organisation-kinds.toml``."""
        kinds = table("organisation-kinds")
        found = kinds.get(organisation.kind)
        if found is None:
            is_cell = fold(organisation.name).startswith(fold("chi bộ"))
            found = kinds[choice("organisation_kind", "cell" if is_cell else "grassroots")]
        return dict(found)

    def parent(self, organisation: Organisation) -> Organisation | None:
        """The committee directly above (cấp trên trực tiếp)."""
        above = self.organisation(organisation.parent)
        if above is None and organisation is not self.issuer and not organisation.parent:
            return self.issuer
        return above

    @cached_property
    def _by_cell(self) -> dict[int, list[Member]]:
        groups: dict[int, list[Member]] = defaultdict(list)
        for member in self.data.members:
            cell = self.organisation(member.cell)
            if cell is not None:
                groups[id(cell)].append(member)
        return groups

    def members_of(self, organisation: Organisation) -> list[Member]:
        """The members of a cell, in sheet order (đảng viên của chi bộ)."""
        return self._by_cell.get(id(organisation), [])

    @cached_property
    def _members(self) -> dict[str, Member]:
        found: dict[str, Member] = {}
        for member in self.data.members:
            for handle in (member.code, member.card):
                if handle:
                    found.setdefault(fold(handle), member)
        return found

    @cached_property
    def _members_by_name(self) -> dict[str, list[Member]]:
        names: dict[str, list[Member]] = defaultdict(list)
        for member in self.data.members:
            names[name_key(member.full_name)].append(member)
        return names

    def member(self, handle: str, cell: Organisation | None = None) -> Member | None:
        """The member with this code, card number, or (when only one has it) name.

        ``cell`` narrows a name to one cell; ``None`` looks in all.
        """
        if not handle:
            return None
        found = self._members.get(fold(handle))
        if found is not None:
            return found
        namesakes = self._members_by_name.get(name_key(handle), [])
        if cell is not None:
            namesakes = [m for m in namesakes if self.organisation(m.cell) is cell]
        return namesakes[0] if len(namesakes) == 1 else None

    def list_key(self, member: Member) -> tuple[object, ...]:
        """Where the member stands in a list by name, in the settings' order of tones."""
        return sort_key(
            member.full_name,
            tone_order="huyen-sac" if self.settings.tones_by_habit else "cldr",
            given=member.given_name or None,
        )

    def called(self, member: Member) -> str:
        """The member's name, with the year of birth where the cell has a namesake.

        With the day of birth where the namesake is of the same year.
        """
        namesakes = self._members_by_name[name_key(member.full_name)]
        cell = self.organisation(member.cell)
        same = [m for m in namesakes if self.organisation(m.cell) is cell]
        if len(same) < 2 or member.birth is None:
            return member.full_name
        year = member.birth.year
        of_year = [m for m in same if m.birth is not None and m.birth.year == year]
        if len(of_year) > 1 and member.birth.full() is not None:
            return paper_words("namesake", "of_day", ten=member.full_name, ngay=member.birth)
        return paper_words("namesake", "of_year", ten=member.full_name, nam=year)

    @cached_property
    def _reviews(self) -> dict[int, Review]:
        found: dict[int, Review] = {}
        for review in self.data.reviews:
            subject = self.member(review.subject) or self.organisation(review.subject)
            if subject is not None:
                found.setdefault(id(subject), review)
        return found

    def review_of(self, subject: Member | Organisation) -> Review | None:
        """The review row of a member or collective, if one was written (kiểm điểm)."""
        return self._reviews.get(id(subject))

    def post_holders(self, organisation: Organisation, rank: str) -> list[Member]:
        """Members whose party post has this rank: ``secretary``, ``deputy`` or ``committee``.

        Those who have left the cell hold none.
        """
        gone = table("member-status")["gone"]
        return [
            m
            for m in self.members_of(organisation)
            if post_rank(m.party_post) == rank and m.status not in gone
        ]

    def has_left(self, name: str, organisation: Organisation) -> bool:
        """Whether this is the name of members of the cell of whom all have left it (đã rời)."""
        gone = table("member-status")["gone"]
        named = [
            m for m in self.members_of(organisation) if name_key(m.full_name) == name_key(name)
        ]
        return bool(named) and all(m.status in gone for m in named)

    def meetings_of(self, organisation: Organisation, kind: str | None = None) -> list[Meeting]:
        """The cell's meetings, all or of one kind, in sheet order."""
        held = self._meetings.get(id(organisation), [])
        return [m for m in held if kind in (None, m.kind)]

    @cached_property
    def _meetings(self) -> dict[int, list[Meeting]]:
        held: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in self.data.meetings:
            held[id(self.organisation(meeting.unit))].append(meeting)
        return held

    def attendance_of(self, meeting: Meeting) -> list[Attendance]:
        """The rows of the sheet ``Dự họp`` for a meeting."""
        return self._attendance.get(fold(meeting.code), [])

    @cached_property
    def _attendance(self) -> dict[str, list[Attendance]]:
        rows: dict[str, list[Attendance]] = defaultdict(list)
        for row in self.data.attendance:
            rows[fold(row.meeting)].append(row)
        return rows

    def ballots_of(self, meeting: Meeting) -> list[Ballot]:
        """The ballot counts of a meeting."""
        return self._ballots.get(fold(meeting.code), [])

    @cached_property
    def _ballots(self) -> dict[str, list[Ballot]]:
        rows: dict[str, list[Ballot]] = defaultdict(list)
        for row in self.data.ballots:
            rows[fold(row.meeting)].append(row)
        return rows

    def place_of(self, record: Record, attribute: str) -> tuple[str, str]:
        """Sheet and cell of one value in the workbook, as findings name them (trang, ô)."""
        sheet = next(s for s in SHEETS if s.model is type(record))
        return sheet.name, self.data.source.cell(sheet.key, record.row, attribute)

    def review_day(self, cell: Organisation) -> dt.date:
        """The day a cell's members are reviewed.

        The day of its review conference; else the settings' date; else the
        last day of the year under review.
        """
        for meeting in self.meetings_of(cell, REVIEW_CONFERENCE):
            # A year mistyped costs the minutes alone, not the papers of all members.
            if meeting.date is not None and has_rules(meeting.date.latest()):
                return meeting.date.latest()
        if self.settings.date is not None:
            return self.settings.date.latest()
        return dt.date(self.settings.year, 12, 31)


def _restored(dataset: Dataset, overlay: Path | None) -> Ward:
    return Ward(dataset, overlay=overlay)


_T = TypeVar("_T")


def once_a_ward(function: Callable[[Ward], _T]) -> Callable[[Ward], _T]:
    """A function of a ward that is worked out at its first call (tính một lần cho cả đảng bộ)."""

    @wraps(function)
    def kept(ward: Ward) -> _T:
        known = ward._worked_out
        if function not in known:
            known[function] = function(ward)
        return cast(_T, known[function])

    return kept


@lru_cache(maxsize=1024)  # the same few posts stand in every row
def post_rank(post: str) -> str:
    """The rank a party post means in the cell: secretary, deputy, committee or "".

    A person may hold several posts, separated by commas: "Bí thư Chi bộ, Phó
    Bí thư Đảng uỷ". Posts of a higher committee, of the youth union and of
    other bodies give no rank in the cell, nor does a post no longer held
    ("nguyên Bí thư", "Bí thư (đã nghỉ)").
    """
    ranks = {_single_rank(fold(part)) for part in re.split(r"[,;/\n]", post)}
    return next((rank for rank in ("secretary", "deputy", "committee") if rank in ranks), "")


def ended_post(post: str) -> str:
    """The word by which one party post says that it is no longer held, "" for none.

    ``Nguyên Bí thư``, ``Bí thư (nghỉ)``; but ``Bí thư Chi bộ Tài nguyên`` is one.
    """
    match = _ENDED.search(fold(post).strip())
    return next((word for word in match.groups() if word), "") if match else ""


def held_posts(posts: str) -> str:
    """The party posts without those no longer held (chức vụ đang giữ); "" when none is left.

    What says that a post has ended is no post to print: ``Nguyên Bí thư`` gives "".
    """
    # A stroke between figures is a date: "thôi từ T6/2026".
    parts = [part.strip() for part in re.split(r"[,;\n]|(?<!\d)/|/(?!\d)", posts)]
    held = [part for part in parts if not ended_post(part)]
    return posts if len(held) == len(parts) else ", ".join(held)


def _single_rank(words: str) -> str:
    if any(body in words for body in _OTHER_BODIES) or ended_post(words):
        return ""
    if words.startswith(_DEPUTY):
        return "deputy"
    if words.startswith(_SECRETARY):
        return "secretary"
    return "committee" if _COMMITTEE in words else ""


_DEPUTY, _SECRETARY, _COMMITTEE = fold("phó bí thư"), fold("bí thư"), fold("uỷ viên")


def _either(words: list[str]) -> str:
    longest_first = sorted((fold(word) for word in words), key=len, reverse=True)
    return rf"({'|'.join(map(re.escape, longest_first))})(?!\w)"


_POST_WORDS: dict[str, list[str]] = table("state-words")["post"]
_ENDED = re.compile(
    rf"^{_either(_POST_WORDS['first'])}|(?<!\w){_either(_POST_WORDS['last'])}$"
    rf"|[(\[]\s*{_either(_POST_WORDS['in_brackets'])}"
    rf"|(?<!\w){_either(_POST_WORDS['ended'])}"
)
_OTHER_BODIES = tuple(
    fold(w) for w in ("đảng uỷ", "đảng bộ", "đoàn", "thành uỷ", "tỉnh uỷ", "ban chấp hành")
)
