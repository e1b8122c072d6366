"""Plain tables as an Excel workbook (bảng Excel): one sheet each, its head bold and repeated."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...files.excel import FONT, print_on_a4, save_workbook

_HEAD = PatternFill("solid", fgColor="DDEBF7")
_SIZE_PT = 12


@dataclass(frozen=True, slots=True)
class ExcelTable:
    """One sheet: ``columns`` are heads with their widths in characters, ``last`` a row of sums."""

    title: str
    columns: Mapping[str, int]
    rows: Sequence[Sequence[object]]
    last: Sequence[object] = ()


def tables_workbook(*tables: ExcelTable) -> bytes:
    """The tables as a workbook, in order; numbers from a thousand on have separators."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.title), table)
    stream = io.BytesIO()
    save_workbook(book, stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, table: ExcelTable) -> None:
    sheet.append(list(table.columns))
    for row in (*table.rows, *([table.last] if table.last else [])):
        sheet.append(list(row))
    bold = {1, sheet.max_row if table.last else 1}
    for cells in sheet.iter_rows():
        for cell in cells:
            first = cell.row == 1
            cell.font = Font(name=FONT, size=_SIZE_PT, bold=cell.row in bold)
            cell.alignment = Alignment(wrap_text=True, vertical="center" if first else "top")
            if first:
                cell.fill = _HEAD
            if isinstance(cell.value, dt.date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(cell.value, int):
                cell.number_format = "#,##0"
    for number, width in enumerate(table.columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, header_row=1)
