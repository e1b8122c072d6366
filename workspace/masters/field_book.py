"""The names of papers as an Excel file (bảng trường): one sheet a paper, to filter and search."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...files.excel import FONT, print_on_a4, save_workbook
from ...files.whole import writing
from ...i18n import later, tr
from .fields import PaperField, PaperFields
from .help import lines_to_type

_HEADS = later(
    {
        "group": "Nhóm",
        "label": "Trường",
        "typed": "Gõ vào mẫu",
        "example": "Ví dụ",
        "always": "Luôn có?",
        "source": "Lấy từ đâu",
        "rule": "Giải thích",
        "name": "Tên đầy đủ",
    }
)
_WIDTHS = (18, 28, 40, 28, 12, 34, 40, 28)
_LINE_PT = 15.0
_HEAD_FILL = PatternFill("solid", fgColor="DDE6F2")
_EDGE = Border(*(Side(style="thin", color="A6A6A6"),) * 4)
_LONGEST_NAME = 31
"""Letters of a sheet's name in Excel."""


def write_field_book(papers: Sequence[PaperFields], target: Path) -> None:
    """Write the names of these papers. Raises :class:`CannotWrite`."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for number, paper in enumerate(papers):
        sheet = first if number == 0 else book.create_sheet()
        sheet.title = paper.label[:_LONGEST_NAME].replace("/", "-")
        _fill(sheet, paper)
    with writing(target) as handle:
        save_workbook(book, handle)


def _fill(sheet: Worksheet, paper: PaperFields) -> None:
    rows = [[tr(head) for head in _HEADS.values()], *map(_row, paper.fields)]
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column, text)
            cell.data_type = "s"  # an example that begins with "=" is no formula
            cell.font = Font(name=FONT, size=11, bold=at == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = _EDGE
            if at == 1:
                cell.fill = _HEAD_FILL
        # Row heights are ours to set: no program does it on opening.
        lines = max(map(_lines, row, _WIDTHS))
        sheet.row_dimensions[at].height = _LINE_PT * lines + 3
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{len(rows)}"
    print_on_a4(sheet, header_row=1)


def _lines(text: str, width: int) -> int:
    return sum(max(1, len(wrap(line, width))) for line in text.split("\n"))


def _row(field: PaperField) -> list[str]:
    always = tr("luôn có") if field.always else tr("có thể trống")
    return [
        field.group,
        field.label,
        "\n".join(lines_to_type(field)),
        field.shown,
        tr("điều kiện") if field.use == "condition" else always,
        field.source or tr("do chương trình tính"),
        field.rule,
        field.name,
    ]
