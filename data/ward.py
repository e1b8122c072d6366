"""Look-ups over a dataset (tra cứu dữ liệu): who belongs where, who is meant by a code."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from pathlib import Path
from typing import TypeVar, cast

from ..conventions.names import sort_key
from ..conventions.ruleset import has_rules
from ..conventions.spelling import fold
from .models import (
    SHEET_OF,
    Attendance,
    Ballot,
    Collective,
    Dataset,
    Meeting,
    Member,
    Organisation,
    Review,
)
from .models.fields import Record
from .name_keys import name_key, unit_key, written_key
from .party_posts import post_rank
from .reference import choice, paper_words, table

Subject = Member | Organisation | Collective
"""Whom a row of the workbook may be about (đối tượng)."""

REVIEW_CONFERENCE = choice("meeting_kind", "review")
ORDINARY_MEETING = choice("meeting_kind", "ordinary")
COMMITTEE_MEETING = choice("meeting_kind", "committee")
LAUNCH_CONFERENCE = choice("meeting_kind", "launch")
"""Kinds of meetings, as ``choices.toml`` offers them."""
_Row = TypeVar("_Row", bound=Record)


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

    def handle(self, member: Member, cell: Organisation | None = None) -> str:
        """What calls the member from another sheet (mã để gọi); "" where nothing tells them apart.

        Their code, card number or name; ``cell`` as for :meth:`member`.
        """
        handle = member.code or member.card or member.full_name
        return handle if self.member(handle, cell) is member else ""

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
            subject = self.subject(review.subject)
            if subject is not None:
                found.setdefault(id(subject), review)
        return found

    def review_of(self, subject: Subject) -> Review | None:
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
        return self.rows_of_meeting(Attendance, meeting)

    def ballots_of(self, meeting: Meeting) -> list[Ballot]:
        """The ballot counts of a meeting."""
        return self.rows_of_meeting(Ballot, meeting)

    def rows_of_meeting(self, model: type[_Row], meeting: Meeting) -> list[_Row]:
        """The rows of a sheet, named by its model, that are about a meeting; in sheet order."""
        return self._grouped(model, "meeting", fold).get(fold(meeting.code), [])

    def rows_about(self, model: type[_Row], subject: Subject) -> list[_Row]:
        """The rows of a sheet, named by its model, about a person or a body; in sheet order."""
        return self._grouped(model, "subject", self._identity).get(id(subject), [])

    def rows_written(self, model: type[_Row], handle: str) -> list[_Row]:
        """The rows of a sheet whose subject is written so, whoever it is; in sheet order."""
        return self._grouped(model, "subject", fold).get(fold(handle), []) if handle else []

    def _grouped(
        self, model: type[_Row], attribute: str, key: Callable[[str], object]
    ) -> Mapping[object, list[_Row]]:
        known, asked = self._worked_out, (model, attribute, key)
        if asked not in known:
            groups: dict[object, list[_Row]] = defaultdict(list)
            for row in getattr(self.data, SHEET_OF[model].list):
                groups[key(getattr(row, attribute))].append(row)
            known[asked] = groups
        return cast(Mapping[object, list[_Row]], known[asked])

    def _identity(self, handle: str) -> int:
        return id(self.subject(handle))

    def subject(self, handle: str) -> Subject | None:
        """The person or body that a row is about: by code, card number or name (đối tượng)."""
        found: Subject | None = self.member(handle) or self.organisation(handle)
        return found or self.collective(handle)

    def collective(self, handle: str) -> Collective | None:
        """The leadership collective with this code or name (tập thể lãnh đạo, quản lý)."""
        return self._collectives.get(fold(handle)) if handle else None

    @cached_property
    def _collectives(self) -> dict[str, Collective]:
        found: dict[str, Collective] = {}
        for collective in self.data.collectives:
            for handle in filter(None, (collective.code, collective.name)):
                found.setdefault(fold(handle), collective)
        return found

    def body_of(self, collective: Collective) -> Organisation | None:
        """The party organisation whose papers a collective's are, else the issuer's."""
        return self.organisation(collective.unit) or self.issuer

    def place_of(self, record: Record, attribute: str) -> tuple[str, str]:
        """Sheet and cell of one value in the workbook, as findings name them (trang, ô)."""
        sheet = SHEET_OF[type(record)]
        return sheet.name, self.data.source.cell(sheet.key, record.row, attribute)

    def conference_day(self, cell: Organisation) -> dt.date | None:
        """The day of a body's review conference (hội nghị kiểm điểm); ``None`` while unknown."""
        for meeting in self.meetings_of(cell, REVIEW_CONFERENCE):
            # A year mistyped costs the minutes alone, not the papers of all members.
            if meeting.date is not None and has_rules(meeting.date.latest()):
                return meeting.date.latest()
        return None

    def review_day(self, cell: Organisation) -> dt.date:
        """The day a cell's members are reviewed.

        The day of its review conference; else the settings' date; else the
        last day of the year under review.
        """
        held = self.conference_day(cell)
        if held is not None:
            return held
        return self.issue_day

    @cached_property
    def issue_day(self) -> dt.date:
        """The day the papers carry: the settings' date, else the last day of the year."""
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
