"""Reading one sheet of records (đọc một trang bảng)."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from ...files.spreadsheet import Row, SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.normalise import note_standing, read_value
from ..cells.numbers import percentage
from ..cells.post_words import post_spelt_out
from ..cells.reading import Reading, as_text
from ..models import (
    Attendance,
    Ballot,
    Collective,
    Leader,
    Meeting,
    Member,
    Organisation,
    Review,
    Sheet,
)
from ..models.fields import FieldSpec, Record, fields_of
from ..models.source_map import SourceMap, column_letter
from .beside import beside_data
from .cell_values import problem_of, trouble_of
from .headers import HeaderIndex
from .kept_aside import ask_kept_aside
from .merged_cells import tell_merged
from .own_columns import UNPRINTED, OwnFields
from .row_kinds import RowSorter
from .turned_dates import tell_turned_dates

# A clerk may put a title above the table; deeper than this no header is looked for.
_HEADER_SEARCH = 15
_PRINTED: dict[type[Record], tuple[str, ...]] = {
    Member: ("birth", "joined", "official", "party_post", "category", "status"),
    Organisation: ("secretary", "self_grade", "proposed_grade", "grade", "exemplary"),
    Review: ("self_grade", "proposed_grade", "grade"),
    Meeting: ("date", "start", "end", "chair", "secretary"),
    Attendance: ("presence", "reason", "sent"),
    Ballot: (
        *("issued", "returned", "valid", "invalid"),
        *("excellent", "good", "done", "failed"),
    ),
    Collective: ("self_grade", "proposed_grade", "grade"),
    Leader: ("post", "grade"),
}
"""Columns that papers count or print, and every workbook of ours has."""
_LOST_AT_MOST = 2
_COUNTED = frozenset(["int", "decimal", "money"])


@dataclass(slots=True)
class Columns:
    """The columns of a sheet (các cột): where the header stands and what each column means.

    ``header`` is the row index from 0, -1 when there is none. ``fields`` maps
    column index to field, ``unknown`` are the headers that mean none.
    """

    header: int = -1
    fields: dict[int, FieldSpec] = field(default_factory=dict)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_table(
    sheet: Sheet, source_sheet: SourceSheet, source: SourceMap
) -> tuple[list[Record], list[Finding]]:
    """The records of a sheet and what was found while reading it.

    ``source`` learns where the columns stand.
    """
    columns = find_columns(sheet, source_sheet)
    findings = columns.findings
    header = str(columns.header + 1)
    findings += [
        trouble_of(sheet, cell, trouble, source)
        for cell, trouble in source_sheet.troubles.items()
        if cell.lstrip(ascii_uppercase) == header
    ]
    source.columns[sheet.key] = {s.attribute: column_letter(i) for i, s in columns.fields.items()}
    if not columns.fields:
        return [], findings
    specs = fields_of(sheet.model)
    own = OwnFields.of(sheet, columns.unknown, specs, columns.header + 1)
    findings += own.findings
    if own.columns:
        source.own[sheet.key] = list(own.columns.values())
    defaults: dict[str, Any] = {spec.attribute: spec.default for spec in specs}
    empty = sheet.model.model_construct(**defaults)
    records: list[Record] = []
    sorter = RowSorter(sheet, HeaderIndex(specs), columns.fields)
    for index in range(columns.header + 1, len(source_sheet.rows)):
        row = source_sheet.rows[index]
        kind = sorter.kind(row, index + 1)
        if kind == "end":
            break
        if kind in ("data", "blank") and source_sheet.troubles:
            findings += _troubles(sheet, source_sheet, columns, index, source)
        if kind != "data":
            continue
        values = _read_row(sheet, source_sheet, columns, index, source, findings)
        if values:
            # The values come from our own parsers and have the declared types already.
            record = copy(empty)
            record.__dict__.update(values, row=index + 1)
            if own.columns:
                record.__dict__["own"] = own.values(source_sheet, index)
            records.append(record)
    tell_turned_dates(sheet, source_sheet, columns.fields, records, findings, source)
    findings += tell_merged(sheet, source_sheet, columns.fields, records, source)
    findings += ask_kept_aside(sheet, source_sheet, columns.header, columns.fields, records, source)
    findings += sorter.rest(len(source_sheet.rows))
    findings += beside_data(
        sheet, source_sheet, columns.header, columns.fields, records, sorter.blank
    )
    return records, findings


def _read_row(
    sheet: Sheet,
    source_sheet: SourceSheet,
    columns: Columns,
    index: int,
    source: SourceMap,
    findings: list[Finding],
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    row, percent, formulas = (
        source_sheet.rows[index],
        source_sheet.looks.percent,
        source_sheet.formulas,
    )
    reading: Reading[Any]
    for i, spec in columns.fields.items():
        raw = row[i] if i < len(row) else ""
        if raw == "":
            continue
        if spec.shown and formulas and f"{column_letter(i)}{index + 1}" in formulas:
            continue
        if percent and spec.kind in _COUNTED and f"{column_letter(i)}{index + 1}" in percent:
            if spec.percent:
                raw = round(raw * 100, 6) if isinstance(raw, int | float) else raw
                reading = read_value(spec, raw)
            else:
                reading = Reading(None, percentage())
                raw = f"{raw * 100:g}%" if isinstance(raw, int | float) else raw
        else:
            reading = read_value(spec, raw)
        if sheet.model is Member:
            if spec.attribute == "status":
                note_standing(raw, values)
            elif spec.attribute == "party_post":
                reading = post_spelt_out(reading)
        if reading.value is not None:
            values[spec.attribute] = reading.value
        if reading.problem is not None and not spec.shown:
            cell = f"{column_letter(i)}{index + 1}"
            findings += problem_of(sheet, cell, raw, reading, source)
            if reading.value is None:
                values.setdefault(spec.attribute, spec.default)
    return values


def find_columns(sheet: Sheet, source_sheet: SourceSheet) -> Columns:
    """Where the header row of a sheet is and what its columns mean, with findings."""
    specs = fields_of(sheet.model)
    index = HeaderIndex(specs)
    best, best_score = -1, 0
    for i, row in enumerate(source_sheet.rows[:_HEADER_SEARCH]):
        score = len({m.attribute for cell in row if cell and (m := index.match(cell))})
        if score > best_score:
            best, best_score = i, score
    columns = Columns()
    if best < 0:
        if any(cell != "" for row in source_sheet.rows for cell in row):
            why = tr("Không tìm thấy dòng tiêu đề nào trong {n} dòng đầu.").format(n=_HEADER_SEARCH)
            fix = tr("Chép lại dòng tiêu đề từ một sổ mới: {ds}.").format(
                ds=", ".join(s.label for s in specs if s.required) or specs[0].label
            )
            columns.findings.append(found("KT-110", sheet.name, why=why, fix=fix))
        return columns
    columns.header = best
    _match_row(sheet, source_sheet.rows[best], index, columns)
    return columns


def _match_row(sheet: Sheet, row: Row, index: HeaderIndex, columns: Columns) -> None:
    unknown: list[tuple[int, str]] = []
    found_at: dict[str, int] = {}
    for i, cell in enumerate(row):
        text = as_text(cell)
        if not text:
            continue
        match = index.match(text)
        address = f"{column_letter(i)}{columns.header + 1}"
        if match is None:
            unknown.append((i, text))
        elif match.attribute in found_at:
            other = column_letter(found_at[match.attribute])
            label = index.specs[match.attribute].label
            why = tr("Cột {cot} cũng là “{ten}”; chỉ đọc cột {cot}.").format(cot=other, ten=label)
            fix = tr("Xoá hoặc đổi tên một trong hai cột.")
            columns.findings.append(found("KT-107", sheet.name, address, text, why, fix))
        else:
            found_at[match.attribute] = i
            columns.fields[i] = index.specs[match.attribute]
            if match.plain:
                label = index.specs[match.attribute].label
                why = tr("Tiêu đề chỉ khớp với “{ten}” khi bỏ dấu.").format(ten=label)
                fix = tr("Nếu đúng, sửa tiêu đề thành “{ten}”.").format(ten=label)
                columns.findings.append(found("KT-106", sheet.name, address, text, why, fix))
    columns.unknown = unknown
    _report_unknown(sheet, unknown, index, columns, set(found_at))


def _report_unknown(
    sheet: Sheet,
    unknown: list[tuple[int, str]],
    index: HeaderIndex,
    columns: Columns,
    have: set[str],
) -> None:
    absent = [a for a in index.specs if a not in have]
    near: dict[str, tuple[int, str]] = {}
    for i, text in unknown:
        attribute = index.nearest(text, absent)
        if attribute is not None and attribute not in near:
            near[attribute] = (i, text)
    blamed = {i for i, _ in near.values()}
    for attribute in absent:
        spec = index.specs[attribute]
        guess = near.get(attribute)
        cell = f"{column_letter(guess[0])}{columns.header + 1}" if guess else ""
        if spec.required:
            why = tr("Trang không có cột bắt buộc “{ten}”.").format(ten=spec.label)
            fix = tr("Thêm cột “{ten}”.").format(ten=spec.label)
            if guess:
                fix = tr("Có phải là cột “{gan}”? Đổi tiêu đề thành “{ten}”.").format(
                    gan=guess[1], ten=spec.label
                )
            columns.findings.append(
                found("KT-103", sheet.name, cell, guess[1] if guess else "", why, fix)
            )
        elif guess:
            why = tr("Không hiểu tiêu đề này nên cột chỉ là cột riêng, chương trình không xét.")
            fix = tr("Có phải là “{ten}”? Nếu đúng thì đổi tiêu đề.").format(ten=spec.label)
            columns.findings.append(found("KT-104", sheet.name, cell, guess[1], why, fix))
    printed = _PRINTED.get(sheet.model, ())
    lost = [index.specs[a].label for a in absent if a in printed and a not in near]
    # A short list typed by hand never had them; one or two missing from a whole sheet were lost.
    if 0 < len(lost) <= min(_LOST_AT_MOST, len(printed) - 1):
        why = tr("Trang không có cột {ds}; giấy tờ chừa trống hoặc không xét được.").format(
            ds=", ".join(f"“{label}”" for label in lost)
        )
        fix = tr("Gõ “giayto nang-cap” để thêm lại cột, rồi điền.")
        columns.findings.append(found("KT-113", sheet.name, str(columns.header + 1), "", why, fix))
    for i, text in unknown:
        if i not in blamed:
            why = tr("Cột riêng: chương trình không xét; mẫu Word in được bằng {{ tên cột }}.")
            if sheet.key in UNPRINTED:
                why = tr("Chương trình không có trường này; cả cột không được đọc.")
            fix = tr("Nếu là cột ghi riêng thì không phải làm gì.")
            cell = f"{column_letter(i)}{columns.header + 1}"
            columns.findings.append(found("KT-105", sheet.name, cell, text, why, fix))


def _troubles(
    sheet: Sheet, source_sheet: SourceSheet, columns: Columns, index: int, source: SourceMap
) -> list[Finding]:
    findings = []
    for i, spec in columns.fields.items():
        if spec.shown:
            continue
        cell = f"{column_letter(i)}{index + 1}"
        trouble = source_sheet.troubles.get(cell)
        if trouble is not None:
            findings.append(trouble_of(sheet, cell, trouble, source))
    return findings
