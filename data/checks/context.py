"""What every check works with (bối cảnh kiểm tra): the data, its look-ups, a way to report."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from ...conventions.ruleset import has_rules
from ...conventions.spelling import fold
from ...conventions.words import decimal_vi
from ...findings import Finding, found
from ...i18n import tr
from ...suggestions import Spellings, asked
from ..grading.subjects import Graded
from ..models import SHEET_OF, Dataset, Leader, Member, Organisation
from ..models.fields import FieldSpec, Record, fields_of
from ..name_keys import name_key
from ..reference import table
from ..ward import Ward

_Row = TypeVar("_Row", bound=Record)
_NAMED = 3
"""So many are named in a finding; the others are counted."""


class CheckContext:
    """The dataset under check, with findings collected on the way."""

    def __init__(self, dataset: Dataset) -> None:
        self.data = dataset
        self.ward = Ward(dataset)
        self.findings: list[Finding] = []
        self._names_by_cell: dict[int, Spellings] = {}

    def report(
        self,
        code: str,
        record: Record | type[Record],
        attribute: str = "",
        *,
        read: object = "",
        why: str,
        fix: str = "",
    ) -> None:
        """Add a finding about one field of a record, a whole row, or (given a class) a sheet."""
        sheet = SHEET_OF[record if isinstance(record, type) else type(record)]
        cell = ""
        if isinstance(record, Record):
            cell = str(record.row or "")
            if attribute:
                cell = self.data.source.cell(sheet.key, record.row, attribute)
        if isinstance(read, Decimal):
            read = decimal_vi(read)
        self.findings.append(found(code, sheet.name, cell, read, why, fix))

    def place(self, record: Record) -> str:
        """Where a record stands, for use inside a sentence: ``dòng 15``."""
        return tr("dòng {n}").format(n=record.row) if record.row else tr("một dòng khác")

    def was_read(self, record: Record, spec: FieldSpec) -> bool:
        """Whether an empty value is really empty: the column is there and the cell was readable."""
        key = SHEET_OF[type(record)].key
        source = self.data.source
        if not source.knows(key, spec.attribute):
            return False
        return (key, source.cell(key, record.row, spec.attribute)) not in source.rejected

    def was_rejected(self, record: Record, attribute: str) -> bool:
        """Whether the cell of a field holds something that could not be read."""
        key = SHEET_OF[type(record)].key
        source = self.data.source
        return (key, source.cell(key, record.row, attribute)) in source.rejected

    @property
    def issue_day(self) -> dt.date:
        """The day the papers carry: the settings' date, else the last day of the year."""
        return self.ward.issue_day

    @cached_property
    def issue_day_in_season(self) -> bool:
        """Whether the day the papers carry lies in the year under review or the one after."""
        year = self.data.settings.year
        return year <= self.issue_day.year <= year + 1

    @cached_property
    def issue_day_is_sound(self) -> bool:
        """Whether that day, where one is set, lies in the season and some rule set covers it."""
        if self.data.settings.date is None:
            return True
        return has_rules(self.issue_day) and self.issue_day_in_season

    @cached_property
    def today(self) -> dt.date:
        """The latest day a date in the past may have: today, or the papers' day if later."""
        return max(dt.date.today(), self.issue_day)

    @cached_property
    def gone(self) -> frozenset[str]:
        """Statuses of people who are no longer in the cell."""
        return frozenset(table("member-status")["gone"])

    @cached_property
    def present_members(self) -> list[Member]:
        """Members still in their cells."""
        return [m for m in self.data.members if m.status not in self.gone]

    @cached_property
    def all_gone(self) -> dict[str, Member]:
        """By name key, a member of that name when all who bear it have left their cells."""
        here = {name_key(member.full_name) for member in self.present_members}
        left = [m for m in self.data.members if m.status in self.gone and m.full_name]
        return {name: m for m in left if (name := name_key(m.full_name)) not in here}

    def graded(self, handle: str) -> Graded | None:
        """Whom a row is about: a person, a body, or a leader who is in no list of members."""
        return self.ward.subject(handle) or self._leaders.get(fold(handle))

    @cached_property
    def _leaders(self) -> dict[str, Leader]:
        rows = [leader for leader in self.data.leaders if leader.person]
        return {fold(leader.person): leader for leader in reversed(rows)}

    def unknown_subject(self, record: Record, code: str, what: str) -> None:
        """Report a row about nobody; ``what`` says what becomes of it."""
        handle = str(getattr(record, "subject", ""))
        why = tr("Không có đảng viên, tổ chức đảng, tập thể, cán bộ nào mang mã này; {gi}.")
        hint = self.nearest_member(handle)
        fix = f"{hint} {tr('Sửa lại mã, hoặc xoá dòng.')}".strip()
        self.report(code, record, "subject", read=handle, why=why.format(gi=what), fix=fix)

    def nearest_organisation(self, handle: str) -> str:
        """A hint such as ``Có phải là “CB01”?``, "" when nothing is near."""
        return asked(self._organisation_names.same(handle)) or ""

    @cached_property
    def _organisation_names(self) -> Spellings:
        return Spellings(n for o in self.data.organisations for n in (o.name, o.code) if n)

    def _member_names(self, cell: Organisation | None) -> Spellings:
        known = self._names_by_cell.get(id(cell))
        if known is None:
            members = self.ward.members_of(cell) if cell else self.data.members
            known = Spellings(n for m in members for n in (m.code, m.full_name) if n)
            self._names_by_cell[id(cell)] = known
        return known

    def nearest_member(self, handle: str, cell: Organisation | None = None) -> str:
        """A hint for a handle that is no member's: who is meant, "" when nobody can say.

        A code that is gone is nobody else's; a name that several have is no
        slip: then it is said who they are, and how to tell them apart.
        """
        if self.codes_gone(handle):
            return tr("Trang Đảng viên không còn cột Mã đảng viên; thêm lại cột ấy.")
        same = self.namesakes(handle, cell)
        if same:
            return tr("Có {n} đảng viên tên “{ten}” ({dong}); {can_lam}").format(
                n=len(same),
                ten=same[0].full_name,
                dong=", ".join(map(self.place, same)),
                can_lam=self._how_to_tell_apart(same),
            )
        return asked(self._member_names(cell).same(handle)) or ""

    def namesakes(self, handle: str, cell: Organisation | None = None) -> list[Member]:
        """The members who share the name that a handle is; empty for fewer than two."""
        same = self._by_name.get(name_key(handle), [])
        if cell is not None:
            same = [m for m in same if self.ward.organisation(m.cell) is cell]
        return same if len(same) > 1 else []

    @cached_property
    def _by_name(self) -> dict[str, list[Member]]:
        names: dict[str, list[Member]] = defaultdict(list)
        for member in self.data.members:
            names[name_key(member.full_name)].append(member)
        return names

    def codes_gone(self, handle: str) -> bool:
        """Whether a handle looks like a code and the sheet ``Đảng viên`` has no column of codes."""
        told = self.data.source.knows("dang_vien", "code")
        return not told and any(c.isdecimal() for c in handle) and " " not in handle

    @staticmethod
    def _how_to_tell_apart(namesakes: list[Member]) -> str:
        codes = [member.code or member.card for member in namesakes]
        if all(codes):
            return tr("ghi mã của đúng người: {ds}.").format(ds=", ".join(codes))
        return tr("điền cột Mã đảng viên cho từng người, rồi ghi mã ấy ở đây.")


def some(names: Iterable[str]) -> str:
    """The first few of many names, and how many more there are."""
    names = list(names)
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return shown if more <= 0 else tr("{ds} và {n} nữa").format(ds=shown, n=more)


def repeated(
    records: Iterable[_Row], key: Callable[[_Row], Hashable | None]
) -> Iterator[tuple[_Row, _Row]]:
    """(later, first) pairs of records with the same key; ``None`` is no key."""
    first: dict[Hashable, _Row] = {}
    for record in records:
        of = key(record)
        if of is not None and first.setdefault(of, record) is not record:
            yield record, first[of]


def duplicates(records: Iterable[_Row], attribute: str) -> list[tuple[_Row, _Row]]:
    """(later, first) pairs of records with the same non-empty text in a field."""
    return list(repeated(records, lambda record: fold(getattr(record, attribute)) or None))


def required_fields(model: type[Record]) -> list[FieldSpec]:
    """The fields of a model that must be filled."""
    return [spec for spec in fields_of(model) if spec.required]
