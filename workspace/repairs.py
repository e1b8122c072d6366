"""Repairs that need no judgement (sửa giúp): planned here, each with what stood there before.

A repair is made only where the data allow one reading. What may be meant
otherwise is left to a person; see `giayto.workspace.causes`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from ..conventions.spelling import fold, nfc
from ..data.cells.numbers import parse_decimal, parse_number_text
from ..data.cells.person_names import person_name
from ..data.cells.reading import as_paragraphs, as_text
from ..data.cells.swapped_dates import turned_columns
from ..data.models import SHEETS, Dataset, Settings, Sheet
from ..data.models.fields import FieldSpec, Record, fields_of
from ..data.models.partial_date import PartialDate
from ..data.models.source_map import column_letter
from ..data.ward import Ward
from ..data.workbook.merged_cells import merged_over
from ..data.workbook.read import read_workbook, records_of
from ..data.workbook.table_rows import find_columns
from ..data.workbook.write import cell_value
from ..files.spreadsheet import SourceSheet
from ..i18n import later, tr
from ..suggestions import same_spelt

# Sheet key and attribute of the cells that name an organisation.
_UNITS = {("dang_vien", "cell"), ("cuoc_hop", "unit"), ("to_chuc", "parent")}
_ISSUER = "issuer"
_NUMBERS = frozenset(["int", "decimal", "money"])
_TEXTS = frozenset(["text", "long", "name", "ident"])
# No separator that could be one of thousands.
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?")

_TOO_MANY = re.compile("^ +| +$|  +")

KINDS = later(
    {
        "turned": "Đổi chỗ ngày và tháng của cả cột",
        "merged": "Bỏ gộp ô, điền giá trị cho từng dòng",
        "unit": "Ghi mã tổ chức như ở trang Tổ chức đảng",
        "capitals": "Tên viết hoa toàn bộ thành chữ thường",
        "identifier": "Số thẻ, số căn cước: bỏ dấu cách, dấu chấm; ghi ở dạng chữ",
        "number": "Số đang ở dạng chữ thành số",
        "spelling": "Bỏ dấu cách thừa, ký tự ẩn; gõ lại chữ có dấu rời",
    }
)
"""What kinds of repairs there are, the gravest first."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One cell to be changed (một ô được sửa). ``kind`` is a key of `KINDS`.

    ``sheet`` is the sheet's name in the file, ``column`` its header. ``before``
    and ``after`` are as people read them; ``value`` is what is written, ``as_text``
    whether the cell gets the format of text.
    """

    kind: str
    sheet: str
    column: str
    cell: str
    before: str
    after: str
    value: str | int | float
    as_text: bool = False

    @property
    def sentence(self) -> str:
        """What is done, in the language in use."""
        return tr(KINDS[self.kind])

    def as_data(self) -> dict[str, str]:
        """The repair as plain data for ``--json``."""
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "cell": self.cell,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be repaired (kế hoạch sửa). ``parted`` are merged cells: (sheet, range)."""

    repairs: tuple[Repair, ...]
    parted: tuple[tuple[str, str], ...]


def plan_repairs(workbook: Path) -> Plan:
    """The repairs a workbook can get. Raises :class:`WorkbookUnreadable`."""
    read = read_workbook(workbook)
    dataset, sheets = read.dataset, read.sheets
    repairs: list[Repair] = []
    parted: list[tuple[str, str]] = []
    for sheet in SHEETS:
        source = sheets.get(sheet.key)
        if source is None:
            continue
        if sheet.model is Settings:
            repairs += _settings(source, dataset)
            continue
        fields = find_columns(sheet, source).fields
        records = records_of(dataset, sheet)
        done: set[str] = set()
        for repair in (
            *_turned(source, fields, records),
            *_merged(source, fields, records, parted),
            *_cells(sheet, source, fields, records, dataset),
        ):
            if repair.cell not in done:
                done.add(repair.cell)
                repairs.append(repair)
    order = list(KINDS)
    repairs.sort(key=lambda repair: order.index(repair.kind))
    return Plan(tuple(repairs), tuple(parted))


def _turned(
    source: SourceSheet, fields: dict[int, FieldSpec], records: Sequence[Record]
) -> Iterator[Repair]:
    rows = [source.rows[record.row - 1] for record in records]
    for i, column in turned_columns(rows, fields).items():
        if not column.certain:
            continue
        for n, date in column.dates.items():
            raw, after = rows[n][i], str(date)
            before = str(PartialDate.of(raw)) if isinstance(raw, dt.date) else as_text(raw)
            cell = f"{column_letter(i)}{records[n].row}"
            yield Repair(
                "turned", source.name, fields[i].label, cell, before, after, after, as_text=True
            )


def _merged(
    source: SourceSheet,
    fields: dict[int, FieldSpec],
    records: Sequence[Record],
    parted: list[tuple[str, str]],
) -> Iterator[Repair]:
    """Only cells merged downwards in one column: beside it the value would mean another thing."""
    labels = {column_letter(i): spec.label for i, spec in fields.items()}
    for merged in merged_over(source, fields, records):
        columns = {cell.rstrip("0123456789") for cell in (merged.first, *merged.covered)}
        if len(columns) != 1 or merged.value in ("", None) or isinstance(merged.value, dt.date):
            continue
        parted.append((source.name, merged.ref))
        value = merged.value if isinstance(merged.value, int | float) else as_text(merged.value)
        for cell in merged.covered:
            label = labels[next(iter(columns))]
            yield Repair("merged", source.name, label, cell, "", as_text(value), value)


def _settings(source: SourceSheet, dataset: Dataset) -> Iterator[Repair]:
    """The items of ``Thiết lập``, whose values stand one a row."""
    places = dataset.source.columns.get("thiet_lap", {})
    for spec in fields_of(Settings):
        if spec.attribute not in places:
            continue
        cell = places[spec.attribute]
        row, column = coordinate_to_tuple(cell)
        line = source.rows[row - 1]
        raw = line[column - 1] if column <= len(line) else ""
        unit = _unit_codes(dataset) if spec.attribute == _ISSUER else None
        yield from _repair_of(spec, raw, source.name, cell, unit)


def _cells(
    sheet: Sheet,
    source: SourceSheet,
    fields: dict[int, FieldSpec],
    records: Sequence[Record],
    dataset: Dataset,
) -> Iterator[Repair]:
    """What a cell by itself allows."""
    units = _unit_codes(dataset)
    for record in records:
        row = source.rows[record.row - 1]
        for i, spec in fields.items():
            raw = row[i] if i < len(row) else ""
            cell = f"{column_letter(i)}{record.row}"
            names_unit = (sheet.key, spec.attribute) in _UNITS
            yield from _repair_of(spec, raw, source.name, cell, units if names_unit else None)


def _repair_of(
    spec: FieldSpec, raw: Any, sheet: str, cell: str, unit: Callable[[str], str | None] | None
) -> Iterator[Repair]:
    if raw in ("", None) or isinstance(raw, dt.date | dt.time | bool):
        return
    found = _of_cell(spec, raw, unit)
    if found is not None:
        kind, value, text = found
        before, after = _readable(raw), _readable(value)
        yield Repair(kind, sheet, spec.label, cell, before, after, value, text)


def _of_cell(
    spec: FieldSpec, raw: Any, unit: Callable[[str], str | None] | None
) -> tuple[str, str | int | float, bool] | None:
    """Kind and new value of one cell, and whether it must be text; ``None`` leaves it."""
    if unit is not None and (code := unit(as_text(raw))) is not None:
        return "unit", code, True
    if spec.digits:
        reading = parse_number_text(raw, spec.digits)
        sure = reading.problem is None or reading.problem.code == "KT-211"
        if sure and reading.value and reading.value != raw and reading.value.isdecimal():
            return "identifier", reading.value, True
        return None
    if not isinstance(raw, str):
        return None
    if spec.kind in _NUMBERS and not spec.choices:
        if not _PLAIN_NUMBER.fullmatch(raw.strip()):
            return None
        number = cell_value(spec, parse_decimal(raw).value)
        return None if number is None else ("number", number, False)
    if not (spec.kind in _TEXTS or spec.choices):
        return None
    clean = as_paragraphs(raw) if spec.kind == "long" else as_text(raw)
    if spec.kind == "name" and (name := person_name(clean)) != clean:
        return "capitals", name, False
    return ("spelling", clean, False) if clean and clean != raw else None


def _unit_codes(dataset: Dataset) -> Callable[[str], str | None]:
    """How a cell that means an organisation is written; ``None`` where it is, or nobody knows.

    A short form that is understood when read gets its code as well: what it is
    taken for can then be seen, and papers stay the same.
    """
    ward = Ward(dataset)
    codes = {handle: o.code for o in dataset.organisations for handle in (o.code, o.name) if handle}
    written = set(map(fold, codes))

    def code_of(typed: str) -> str | None:
        if not typed or fold(typed) in written:
            return None
        known = ward.organisation(typed)
        if known is not None:
            return known.code or known.name
        meant = same_spelt(typed, codes)
        return (codes[meant] or meant) if meant is not None else None

    return code_of


def _readable(value: object) -> str:
    """A value as people see it, on one line; spaces that are too many can be told."""
    if not isinstance(value, str):
        return as_text(value)
    line = re.sub(r"\s*\n\s*", "⏎", nfc(value).replace("\u00a0", " "))
    return _TOO_MANY.sub(lambda spaces: "␣" * len(spaces.group()), line)
