"""Reading the sheet ``Thiết lập`` (đọc trang thiết lập): one item a row."""

from __future__ import annotations

from typing import Any

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.normalise import read_value
from ..cells.reading import as_text
from ..models import Settings, Sheet
from ..models.fields import fields_of
from ..models.source_map import SourceMap, column_letter
from .beside import beside_data
from .cell_values import problem_of, trouble_of
from .headers import HeaderIndex, header_key
from .own_columns import own_items

ITEM_HEADER = "Mục"
VALUE_HEADER = "Giá trị"
ABOUT_HEADER = "Giải thích"


def read_settings(
    sheet: Sheet, source_sheet: SourceSheet, source: SourceMap
) -> tuple[Settings, list[Finding]]:
    """The settings, and findings. The item stands in a row's first filled cell, its value
    in the next column.
    """
    index = HeaderIndex(fields_of(Settings))
    cells: dict[str, str] = {}
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    unknown: list[tuple[str, str, object]] = []
    item_column = _item_column(source_sheet, index)
    for number, row in enumerate(source_sheet.rows, start=1):
        item = as_text(row[item_column]) if item_column < len(row) else ""
        if not item or header_key(item) in (header_key(ITEM_HEADER), header_key(VALUE_HEADER)):
            continue
        raw = row[item_column + 1] if item_column + 1 < len(row) else ""
        match = index.match(item)
        address = f"{column_letter(item_column)}{number}"
        cell = f"{column_letter(item_column + 1)}{number}"
        if match is None:
            findings += _unknown_item(sheet, item, raw, address, index, cells)
            if raw not in ("", None):
                unknown.append((item, cell, raw))
            continue
        spec = index.specs[match.attribute]
        cells[spec.attribute] = cell
        trouble = source_sheet.troubles.get(cell)
        if trouble is not None:
            findings.append(trouble_of(sheet, cell, trouble, source))
            continue
        reading = read_value(spec, raw)
        if reading.value is not None:
            values[spec.attribute] = reading.value
        findings += problem_of(sheet, cell, raw, reading, source)
    source.columns[sheet.key] = cells
    own, own_values = own_items(sheet, unknown, index.specs.values(), source_sheet)
    findings += own.findings
    if own.columns:
        source.own[sheet.key] = list(own.columns.values())
    for spec in index.specs.values():
        if spec.required and spec.attribute not in cells:
            why = tr("Trang không có mục “{ten}”.").format(ten=spec.label)
            fix = tr("Thêm một dòng: “{ten}” ở cột Mục, giá trị ở cột bên cạnh.")
            findings.append(found("KT-103", sheet.name, why=why, fix=fix.format(ten=spec.label)))
    findings += beside_data(sheet, source_sheet, 0, {}, [], frozenset())
    return Settings(**values, own=own_values), findings


def _item_column(source_sheet: SourceSheet, index: HeaderIndex) -> int:
    """The column that holds most item names; 0 when none does."""
    counts: dict[int, int] = {}
    for row in source_sheet.rows:
        for i, cell in enumerate(row[:6]):
            if isinstance(cell, str) and cell and index.match(cell):
                counts[i] = counts.get(i, 0) + 1
    return max(counts, key=lambda i: (counts[i], -i)) if counts else 0


def _unknown_item(
    sheet: Sheet, item: str, raw: object, address: str, index: HeaderIndex, have: dict[str, str]
) -> list[Finding]:
    if raw == "" or raw is None:
        return []  # a heading or a remark of the clerk's own
    near = index.nearest(item, [a for a in index.specs if a not in have])
    if near is None:
        why = tr("Mục riêng: chương trình không xét; mẫu Word in được bằng {{ tên mục }}.")
        fix = tr("Nếu là mục ghi riêng thì không phải làm gì.")
        return [found("KT-105", sheet.name, address, item, why, fix)]
    why = tr("Không có mục thiết lập nào tên như vậy nên dòng này chỉ là mục riêng.")
    fix = tr("Có phải là “{ten}”? Nếu đúng thì sửa lại tên mục.")
    fix = fix.format(ten=index.specs[near].label)
    return [found("KT-109", sheet.name, address, item, why, fix)]
