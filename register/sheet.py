"""The register as an Excel sheet (sổ văn bản trên Excel), to look through or hand in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ..conventions.fitting import text_width_mm
from ..conventions.spelling import upper
from .columns import STRUCK, Column, Layout, cell, grouped
from .entries import Entry
from .writing import writing_file

_FONT = "Times New Roman"
_SIZE_PT = 12
_LINE_PT = 16.0
_ROW_SPACE_PT = 4.0
_MM_PER_CHARACTER = 1.85  # one unit of Excel's column width
_GRID = Border(*(Side(style="thin"),) * 4)
_MAX_SHEET_NAME = 31


def export_sheet(
    rows: Sequence[Entry],
    target: Path,
    layout: Layout,
    *,
    letterhead: Sequence[str] = (),
    subtitle: str = "",
    by_date: bool = False,
) -> None:
    """Write the rows into a new workbook, headings repeated on every printed page.

    ``letterhead`` holds the lines above the title, ``subtitle`` the one below
    it (none when empty). Raises `CannotWrite`.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one sheet
    sheet.title = layout.title[:_MAX_SHEET_NAME]
    columns = layout.printed
    for line in letterhead:
        _full_line(sheet, upper(line), len(columns), bold=False)
    _full_line(sheet, upper(layout.title), len(columns), bold=True, size=15)
    if subtitle:
        _full_line(sheet, subtitle, len(columns), bold=False)
    header_row = _next_row(sheet)
    lines = max(_lines(column.label, column.width_mm) for column in columns)
    sheet.row_dimensions[header_row].height = _LINE_PT * lines + _ROW_SPACE_PT
    for index, column in enumerate(columns, start=1):
        written = _text(sheet, header_row, index, column.label)
        written.font = Font(name=_FONT, size=_SIZE_PT, bold=True)
        written.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        written.border = _GRID
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width_mm / _MM_PER_CHARACTER
    for title, members in grouped(rows, by_date=by_date):
        if title:
            _full_line(sheet, title, len(columns), bold=True, grid=True)
        for entry in members:
            _entry_row(sheet, entry, columns)
    _page(sheet, header_row, len(columns))
    with writing_file(target) as handle:
        book.save(handle)


def _entry_row(sheet: Worksheet, entry: Entry, columns: Sequence[Column]) -> None:
    row = _next_row(sheet)
    lines = max(_lines(cell(entry, column.field), column.width_mm) for column in columns)
    sheet.row_dimensions[row].height = _LINE_PT * lines + _ROW_SPACE_PT
    for index, column in enumerate(columns, start=1):
        if column.field == "date" and entry.document_date:
            written = sheet.cell(row, index, entry.document_date)
            written.number_format = "dd/mm/yyyy"
        elif column.field == "copies" and entry.copies is not None:
            written = sheet.cell(row, index, entry.copies)
        else:
            written = _text(sheet, row, index, cell(entry, column.field))
        written.font = Font(
            name=_FONT, size=_SIZE_PT, strike=entry.cancelled and column.field in STRUCK
        )
        written.alignment = Alignment(horizontal=column.align, vertical="top", wrap_text=True)
        written.border = _GRID


def _lines(text: str, width_mm: float) -> int:
    """How many lines a cell needs: row heights are ours to set, no program does it on opening."""
    lines, used = 1, 0.0
    space = text_width_mm(" ", _SIZE_PT)
    for word in text.split():
        width = text_width_mm(word, _SIZE_PT)
        if used and used + space + width > width_mm:
            lines, used = lines + 1, width
        else:
            used += space + width if used else width
    return lines


def _text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    written = sheet.cell(row, column)
    assert isinstance(written, Cell)  # written before anything is merged
    written.value = text or None
    if text:
        written.data_type = "s"  # an abstract that begins with "=" is no formula
    return written


def _full_line(
    sheet: Worksheet, text: str, width: int, *, bold: bool, size: int = _SIZE_PT, grid: bool = False
) -> None:
    row = _next_row(sheet)
    written = _text(sheet, row, 1, text)
    written.font = Font(name=_FONT, size=size, bold=bold)
    written.alignment = Alignment(horizontal="left" if grid else "center", vertical="center")
    if grid:
        for index in range(1, width + 1):
            sheet.cell(row, index).border = _GRID
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _next_row(sheet: Worksheet) -> int:
    return sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1


def _page(sheet: Worksheet, header_row: int, width: int) -> None:
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(width)}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&P/&N"
