"""Writing the workspace workbook (ghi sổ ``du-lieu.xlsx``) from the field catalogue."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from ...files.excel import save_workbook
from ...files.whole import write_with
from ..cells.reading import clean
from ..models import SHEETS, Dataset, Settings, Sheet
from ..models.fields import FieldSpec, fields_of
from ..models.partial_date import PartialDate
from ..models.source_map import column_letter
from .example_row import example_values
from .guide import write_guide
from .lists import ChoiceLists
from .read import records_of
from .settings_rows import ABOUT_HEADER, ITEM_HEADER, VALUE_HEADER
from .sheet_names import LISTS_SHEET
from .style import (
    AT_NEED_COLOUR,
    SETTINGS_WIDTHS,
    Style,
    column_width,
    row_height,
    set_up_page,
    style_column,
    style_header,
    style_header_row,
    style_settings_row,
    text_lines,
)

IDENTITY_REMARK = "Định danh nơi làm việc"


def create_workbook(
    path: Path, dataset: Dataset | None = None, *, example: bool = True, identity: str = ""
) -> None:
    """Make the workbook with every sheet, its drop-downs, notes and print set-up.

    ``dataset`` fills the sheets; ``None`` leaves them empty, with the default
    settings. ``example`` puts one marked example row, which the reader
    ignores, on every sheet without data. ``identity`` is shown below the settings, for people
    only. An existing file is replaced. Raises ``CannotWrite``.
    """
    data = dataset or Dataset()
    book = Workbook()
    style = Style()
    guide = book.active
    assert isinstance(guide, Worksheet)  # a new workbook has one
    write_guide(guide, style)
    lists = ChoiceLists(book.create_sheet(LISTS_SHEET))
    for sheet in SHEETS:
        worksheet = book.create_sheet(sheet.name)
        if sheet.at_need:
            worksheet.sheet_properties.tabColor = AT_NEED_COLOUR
        if sheet.model is Settings:
            _write_settings(worksheet, data.settings, lists, style)
            if identity:
                _show_identity(worksheet, identity, style)
        else:
            _write_table(worksheet, sheet, data, lists, style, example)
    book.move_sheet(LISTS_SHEET, offset=len(SHEETS))
    book.active = book.index(book[SHEETS[0].name]) if dataset is None else 0
    write_with(Path(path), lambda beside: save_workbook(book, beside), durable=True)


def save_dataset(path: Path, dataset: Dataset) -> None:
    """Write a dataset as a workbook without example rows (ghi dữ liệu ra sổ)."""
    create_workbook(path, dataset, example=False)


def _write_settings(
    worksheet: Worksheet, settings: Settings, lists: ChoiceLists, style: Style
) -> None:
    for i, header in enumerate((ITEM_HEADER, VALUE_HEADER, ABOUT_HEADER), start=1):
        cell = worksheet.cell(1, i, header)
        style_header(cell, style, required=False, note="")
    for row, spec in enumerate(fields_of(Settings), start=2):
        worksheet.cell(row, 1, spec.label + (" *" if spec.required else ""))
        value = worksheet.cell(row, 2)
        put_value(value, cell_value(spec, getattr(settings, spec.attribute)))
        worksheet.cell(row, 3, about(spec))
        style_settings_row(worksheet, row, spec, style)
        lists.offer(worksheet, spec, value.coordinate)
    style_header_row(worksheet, style)
    for i, width in enumerate(SETTINGS_WIDTHS):
        worksheet.column_dimensions[column_letter(i)].width = width
    worksheet.freeze_panes = "A2"
    set_up_page(worksheet, total_width=150)


def _show_identity(worksheet: Worksheet, identity: str, style: Style) -> None:
    """A remark that the reader passes over: the identity itself stands in a file of its own.

    It says with which identity the workbook was made, and so stays true in a copy.
    """
    row = worksheet.max_row + 2
    worksheet.cell(row, 1, IDENTITY_REMARK)
    worksheet.cell(
        row,
        3,
        f"Lúc lập sổ: {identity}. Số văn bản thuộc về tệp dinh-danh.json ở cạnh sổ này; "
        "xem bằng lệnh: giayto so co-quan.",
    )
    for column in (1, 3):
        worksheet.cell(row, column).font = style.font
    worksheet.cell(row, 3).alignment = Alignment(wrap_text=True, vertical="top")


def _write_table(
    worksheet: Worksheet,
    sheet: Sheet,
    data: Dataset,
    lists: ChoiceLists,
    style: Style,
    example: bool,
) -> None:
    specs = fields_of(sheet.model)
    for i, spec in enumerate(specs):
        style_column(worksheet, column_letter(i), spec, style)
        cell = worksheet.cell(1, i + 1, spec.label + (" *" if spec.required else ""))
        style_header(cell, style, required=spec.required, note=about(spec))
    style_header_row(worksheet, style)
    row = 1
    records = records_of(data, sheet)
    organisations_have_example = example and not data.organisations
    # A sheet with data needs no example any more.
    if example and not records:
        row += 1
        for i, text in enumerate(example_values(specs), start=1):
            cell = worksheet.cell(row, i, text or None)
            style.mark_example(cell)
        worksheet.row_dimensions[row].height = style.line_height * 2
    # The example goes when data come, which then stand in its place.
    first = 2
    for record in records:
        row += 1
        lines = 1
        for i, spec in enumerate(specs, start=1):
            value = cell_value(spec, getattr(record, spec.attribute))
            if value is not None:
                target = worksheet.cell(row, i)
                put_value(target, value)
                style.mark_value(target, spec)
                if isinstance(value, str) and len(value) >= spec.width:
                    lines = max(lines, text_lines(value, column_width(spec)))
        if lines > 1:
            worksheet.row_dimensions[row].height = row_height(lines)
    for i, spec in enumerate(specs):
        lists.offer_column(
            worksheet, spec, sheet, column_letter(i), first, organisations_have_example
        )
    frozen = style.frozen_columns(specs)
    worksheet.freeze_panes = f"{column_letter(frozen)}2"
    worksheet.auto_filter.ref = f"A1:{column_letter(len(specs) - 1)}{max(row, 2)}"
    keys = f"A:{column_letter(frozen - 1)}"
    set_up_page(worksheet, total_width=sum(s.width for s in specs), key_columns=keys)


def put_value(cell: Cell | MergedCell, value: str | int | float | None) -> None:
    """Put a value into a cell; text stays text, even when it looks like a formula or an error."""
    assert isinstance(cell, Cell)  # nothing is merged in the tables we write
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def cell_value(spec: FieldSpec, value: Any) -> str | int | float | None:
    """What is written into a cell for a value; ``None`` leaves the cell empty."""
    if value is None or value == "":
        return None
    if spec.kind == "mark":
        return "x" if value else ("không" if spec.default is True else None)
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str):
        return clean(value)
    return int(value)


def about(spec: FieldSpec) -> str:
    """What is said to a clerk about a field: help, example, whether it must be filled."""
    parts = [spec.help]
    if spec.example and spec.example not in spec.help:
        parts.append(f"Ví dụ: {spec.example}.")
    if spec.required:
        parts.append("Bắt buộc.")
    return " ".join(part for part in parts if part)
