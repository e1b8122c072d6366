"""How the workbook looks (trình bày sổ): fonts, colours, notes, print set-up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from ...files.excel import FONT, print_on_a4
from ..models.fields import FieldSpec

TEXT_FORMAT = "@"
AT_NEED_COLOUR = "BFBFBF"
SETTINGS_WIDTHS = (32, 44, 78)
_FORMATS = {"int": "0", "decimal": "General", "money": "#,##0"}
_WRAPPED_KINDS = frozenset(["long", "text", "name"])
_CENTRED_KINDS = frozenset(["date", "time", "mark"])
# Characters that fit on one landscape A4 page at a size one can still read.
_PAGE_CHARACTERS = 200
_HEADER_LINES = 3
# Times 12 is narrower than the font whose digits measure column widths.
_CHARACTERS_PER_WIDTH = 1.2
_WIDEST_FROZEN = 64


class Style:
    """The styles shared by all cells of one workbook (bộ kiểu trình bày)."""

    line_height = 16.0

    def __init__(self) -> None:
        thin = Side(style="thin", color="BFBFBF")
        self.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        self.font = Font(name=FONT, size=12)
        self.bold = Font(name=FONT, size=12, bold=True)
        self.title = Font(name=FONT, size=16, bold=True, color="9C0006")
        self.heading = Font(name=FONT, size=13, bold=True, color="1F3864")
        self.header_font = Font(name=FONT, size=12, bold=True, color="FFFFFF")
        self.required_fill = PatternFill("solid", start_color="9C0006")
        self.header_fill = PatternFill("solid", start_color="1F3864")
        self.example_font = Font(name=FONT, size=12, italic=True, color="7F7F7F")
        self.example_fill = PatternFill("solid", start_color="EDEDED")
        self.input_fill = PatternFill("solid", start_color="FFF8E1")
        self.header_alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._styles: dict[FieldSpec, StyleArray] = {}
        self._alignments = {
            (centred, wrapped): Alignment(
                horizontal="center" if centred else None, vertical="top", wrap_text=wrapped
            )
            for centred in (True, False)
            for wrapped in (True, False)
        }

    def alignment(self, spec: FieldSpec) -> Alignment:
        """How a field's cells are aligned."""
        return self._alignments[spec.kind in _CENTRED_KINDS, spec.kind in _WRAPPED_KINDS]

    def mark_value(self, cell: Cell | MergedCell, spec: FieldSpec) -> None:
        """Style a cell that holds data."""
        # Looking a style up costs more than writing the value; cells of a field share one.
        internals: Any = cell
        ready = self._styles.get(spec)
        if ready is not None:
            internals._style = copy(ready)
            return
        cell.font = self.font
        cell.alignment = self.alignment(spec)
        cell.border = self.border
        cell.number_format = number_format(spec)
        self._styles[spec] = copy(internals._style)

    def mark_example(self, cell: Cell | MergedCell) -> None:
        """Style a cell of the example row: grey and slanted."""
        cell.font = self.example_font
        cell.fill = self.example_fill
        cell.border = self.border
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = TEXT_FORMAT

    @staticmethod
    def frozen_columns(specs: Sequence[FieldSpec]) -> int:
        """How many columns on the left stay in sight: up to the name, if that is not too wide."""
        kinds = [spec.kind for spec in specs[:3]]
        if "name" not in kinds:
            return 1
        upto = kinds.index("name") + 1
        return upto if sum(s.width for s in specs[:upto]) <= _WIDEST_FROZEN else 1


def column_width(spec: FieldSpec) -> int:
    """The width of a field's column, with room for the filter arrow."""
    return max(spec.width, 9) + 2


def text_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width (characters of the default font)."""
    room = max(width * _CHARACTERS_PER_WIDTH, 1)
    return sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))


def row_height(lines: int) -> float:
    """The height in points of a row of so many lines; Excel allows no more than 409."""
    return min(Style.line_height * lines + 2, 400.0)


def number_format(spec: FieldSpec) -> str:
    """The number format of a field's cells.

    Dates are text on purpose: an Excel set to English would turn 03/02 into
    March, and a year alone would become a number.
    """
    return _FORMATS.get(spec.kind, TEXT_FORMAT)


def style_header(cell: Cell | MergedCell, style: Style, *, required: bool, note: str) -> None:
    """Style a header cell; ``note`` becomes its comment, "" for none."""
    cell.font = style.header_font
    cell.fill = style.required_fill if required else style.header_fill
    cell.border = style.border
    cell.alignment = copy(style.header_alignment)
    if note:
        cell.comment = Comment(note, "giayto")
        cell.comment.width, cell.comment.height = note_size(note)


def note_size(text: str) -> tuple[int, int]:
    """Width and height in pixels of a note large enough for its text."""
    return 300, 26 + 20 * (1 + len(text) // 38)


def style_header_row(worksheet: Worksheet, style: Style) -> None:
    """Give the header row its height."""
    worksheet.row_dimensions[1].height = style.line_height * _HEADER_LINES


def style_column(worksheet: Worksheet, letter: str, spec: FieldSpec, style: Style) -> None:
    """Style a whole column, so that cells still to be filled have the right format."""
    column = worksheet.column_dimensions[letter]
    column.width = column_width(spec)
    column.font = style.font
    column.alignment = style.alignment(spec)
    column.number_format = number_format(spec)


def style_settings_row(worksheet: Worksheet, row: int, spec: FieldSpec, style: Style) -> None:
    """Style one item of the sheet ``Thiết lập``."""
    item, value, about = (worksheet.cell(row, column) for column in (1, 2, 3))
    item.font = style.bold
    value.font = style.font
    value.fill = style.input_fill
    value.number_format = number_format(spec)
    about.font = style.font
    for cell in (item, value, about):
        cell.border = style.border
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    widths = zip((item, value, about), SETTINGS_WIDTHS, strict=True)
    lines = max(text_lines(str(cell.value or ""), width - 3) for cell, width in widths)
    worksheet.row_dimensions[row].height = row_height(lines) + 6


def set_up_page(worksheet: Worksheet, *, total_width: int, key_columns: str = "") -> None:
    """Print set-up (thiết lập in): A4 landscape, header repeated, fitted to the page width.

    A sheet too wide for one page is spread over as many pages across as it
    takes to stay readable; there ``key_columns`` (``"A:B"``) are repeated.
    """
    pages_across = max(1, math.ceil(total_width / _PAGE_CHARACTERS))
    print_on_a4(worksheet, header_row=1, pages_across=pages_across)
    worksheet.print_options.gridLines = True
    if pages_across > 1 and key_columns:
        worksheet.print_title_cols = key_columns
    margins = worksheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = 0.5
    margins.bottom = 0.7
    footer: Any = worksheet.oddFooter
    footer.center.text = "&A - Trang &P/&N"
    footer.center.size = 10
    footer.center.font = FONT
    margins.footer = 0.3
