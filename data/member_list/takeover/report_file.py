"""The report of an import as a workbook (báo cáo nhập): every row, every column, every finding."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ....files.excel import FONT, print_on_a4, save_workbook
from ....files.whole import passing
from ....i18n import tr
from ...cells.reading import clean
from ...models.source_map import column_letter
from ...workbook.style import row_height, text_lines
from ..result import RowReport
from .outcome import TakeOver

_FONT = Font(name=FONT, size=12)
_BOLD = Font(name=FONT, size=12, bold=True)
_HEADER = PatternFill("solid", start_color="D9E1F2")


def write_report(path: Path, result: TakeOver) -> None:
    """Write the report; only its owner may read it, as the backup. Raises ``CannotWrite``."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)  # a new workbook has one
    first.title = tr("Tóm tắt")
    _fill(first, [tr("Việc"), tr("Số lượng")], [(a, str(b)) for a, b in result.summary], (60, 60))
    _fill(
        book.create_sheet(tr("Từng dòng")),
        [
            *(tr("Tệp"), tr("Trang"), tr("Dòng"), tr("Nội dung"), tr("Là gì")),
            *(tr("Mã trong sổ"), tr("Đã làm gì")),
        ],
        [(r.file, r.sheet, r.row, r.text, kind_words(r), r.code, r.what) for r in result.report],
        (22, 18, 7, 56, 14, 12, 70),
    )
    _fill(
        book.create_sheet(tr("Từng cột")),
        [
            *(tr("Tệp"), tr("Trang"), tr("Cột"), tr("Tiêu đề"), tr("Số ô có chữ")),
            tr("Đã làm gì"),
        ],
        [(c.file, c.sheet, c.column, c.header, c.filled, c.what) for c in result.columns],
        (24, 20, 8, 40, 12, 80),
    )
    _fill(
        book.create_sheet(tr("Cần xem")),
        [tr("Mức"), tr("Mã"), tr("Ở đâu"), tr("Đọc được"), tr("Vì sao"), tr("Cần làm")],
        [(f.severity_word, f.code, f.place, f.read, f.why, f.fix) for f in result.findings],
        (12, 10, 36, 30, 70, 50),
    )
    with passing(path, private=True, replace=False, durable=True) as made:
        save_workbook(book, Path(made))


def kind_words(row: RowReport) -> str:
    """What a row is, in words (loại dòng)."""
    return {
        "title": tr("phần đầu"),
        "header": tr("tiêu đề"),
        "numbering": tr("số cột"),
        "group": tr("tên tổ chức"),
        "member": tr("đảng viên"),
        "total": tr("dòng tổng"),
        "signature": tr("chỗ ký"),
        "blank": tr("trống"),
        "unknown": tr("không nhập"),
    }[row.kind]


def _fill(
    sheet: Worksheet,
    headers: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    widths: Sequence[int],
) -> None:
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(1, column, header)
        cell.font, cell.fill = _BOLD, _HEADER
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[column_letter(column - 1)].width = widths[column - 1]
    look: Any = None
    for number, row in enumerate(rows, start=2):
        lines = max(
            text_lines(str(value), width) for value, width in zip(row, widths, strict=False)
        )
        if lines > 1:
            sheet.row_dimensions[number].height = row_height(lines)
        for column, value in enumerate(row, start=1):
            if value == "":
                continue
            cell = sheet.cell(number, column, clean(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # text that begins with "=" is no formula
            # Looking a style up costs more than writing the value; all cells share one.
            internals: Any = cell
            if look is None:
                cell.font = _FONT
                cell.alignment = Alignment("left", vertical="top", wrap_text=True)
                look = internals._style
            internals._style = copy(look)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{column_letter(len(headers) - 1)}{len(rows) + 1}"
    print_on_a4(sheet, header_row=1)
