"""What every check works with (bối cảnh kiểm tra): the data, its look-ups, a way to report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from ...conventions.spelling import fold
from ...findings import Finding, found
from ...i18n import tr
from ...suggestions import asked, same_spelt
from ..models import SHEETS, Dataset, Member, Organisation, Sheet
from ..models.fields import FieldSpec, Record, fields_of
from ..reference import table
from ..ward import Ward

_SHEET_OF: dict[type[Record], Sheet] = {sheet.model: sheet for sheet in SHEETS}


class CheckContext:
    """The dataset under check, with findings collected on the way."""

    def __init__(self, dataset: Dataset) -> None:
        self.data = dataset
        self.ward = Ward(dataset)
        self.findings: list[Finding] = []

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
        sheet = _SHEET_OF[record if isinstance(record, type) else type(record)]
        cell = ""
        if isinstance(record, Record):
            cell = str(record.row or "")
            if attribute:
                cell = self.data.source.cell(sheet.key, record.row, attribute)
        self.findings.append(found(code, sheet.name, cell, read, why, fix))

    def place(self, record: Record) -> str:
        """Where a record stands, for use inside a sentence: ``dòng 15``."""
        return tr("dòng {n}").format(n=record.row) if record.row else tr("một dòng khác")

    def was_read(self, record: Record, spec: FieldSpec) -> bool:
        """Whether an empty value is really empty: the column is there and the cell was readable."""
        key = _SHEET_OF[type(record)].key
        source = self.data.source
        if not source.knows(key, spec.attribute):
            return False
        return (key, source.cell(key, record.row, spec.attribute)) not in source.rejected

    @cached_property
    def issue_day(self) -> dt.date:
        """The day the papers carry: the settings' date, else the last day of the year."""
        if self.data.settings.date is not None:
            return self.data.settings.date.latest()
        return dt.date(self.data.settings.year, 12, 31)

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

    def nearest_organisation(self, handle: str) -> str:
        """A hint such as ``Có phải là “CB01”?``, "" when nothing is near."""
        organisations = self.data.organisations
        return _asked(handle, [n for o in organisations for n in (o.name, o.code) if n])

    def nearest_member(self, handle: str, cell: Organisation | None = None) -> str:
        """A hint naming the member most like this handle, "" when nothing is near."""
        members = self.ward.members_of(cell) if cell else self.data.members
        return _asked(handle, [n for m in members for n in (m.code, m.full_name) if n])


def _asked(handle: str, names: list[str]) -> str:
    return asked(same_spelt(handle, names)) or ""


def duplicates(records: Iterable[Record], attribute: str) -> list[tuple[Record, Record]]:
    """(later, first) pairs of records with the same non-empty text in a field."""
    first: dict[str, Record] = {}
    pairs = []
    for record in records:
        key = fold(getattr(record, attribute))
        if not key:
            continue
        if key in first:
            pairs.append((record, first[key]))
        else:
            first[key] = record
    return pairs


def required_fields(model: type[Record]) -> list[FieldSpec]:
    """The fields of a model that must be filled."""
    return [spec for spec in fields_of(model) if spec.required]
