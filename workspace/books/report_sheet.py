"""A workbook that only reports (bảng báo cáo trên Excel): sheets written from top to bottom."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter

from ...files.excel import FONT, print_on_a4, write_rows_into

_SIZE_PT = 12
BOLD = Font(name=FONT, size=_SIZE_PT, bold=True)
_LINK = "lien-ket"
"""A style by name: far quicker than giving each cell its own."""
_LINE_PT = 16.0
_FOLDED = "nhieu-dong"
_HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
_HEAD_PLACE = Alignment(horizontal="center", vertical="center", wrap_text=True)
Row = Sequence[object]


def set_up(book: Workbook) -> None:
    """Give a new workbook the looks that its sheets use."""
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]
    normal.font, normal.alignment = Font(name=FONT, size=_SIZE_PT), Alignment(vertical="top")
    blue = Font(name=FONT, size=_SIZE_PT, color="0563C1", underline="single")
    book.add_named_style(NamedStyle(_LINK, font=blue))
    plain, wrapped = Font(name=FONT, size=_SIZE_PT), Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle(_FOLDED, font=plain, alignment=wrapped))


class ReportSheet:
    """A sheet written from top to bottom (một trang), which is never whole in memory."""

    def __init__(
        self,
        folder: Path,
        book: Workbook,
        title: str,
        widths: Iterable[int],
        *,
        header_row: int = 1,
        pages_across: int = 1,
        kept: int = 0,
    ) -> None:
        """``kept`` columns at the left stay in sight, and stand on each page across."""
        self._sheet: Any = book.create_sheet(title)
        self._header_row = header_row
        self._row = 0
        self._widths = list(widths)
        for column, width in enumerate(self._widths, start=1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width
        self._sheet.freeze_panes = f"{get_column_letter(kept + 1)}{header_row + 1}"
        print_on_a4(self._sheet, header_row=header_row, pages_across=pages_across)
        if kept:
            self._sheet.print_title_cols = f"A:{get_column_letter(kept)}"
        write_rows_into(folder, self._sheet)

    def line(self, text: str, font: Font | None = None) -> None:
        """One text in a row of its own."""
        self._append([self.text(text, font)])

    def header(self, *names: str) -> None:
        """The row of column names."""
        cells = [self.text(name, BOLD) for name in names]
        for cell in cells:
            cell.fill = _HEAD_FILL
            cell.alignment = _HEAD_PLACE
        # Bold letters are wider than the width is counted in.
        widths = (max(1, width - 2) for width in self._widths)
        lines = max(len(textwrap.wrap(n, w)) for n, w in zip(names, widths, strict=False))
        self._sheet.row_dimensions[self.next_row].height = _LINE_PT * max(1, lines)
        self._append(cells)

    def rows(self, rows: Iterable[Row]) -> None:
        """Rows of values: text, numbers, ``None`` for nothing, cells as they are."""
        for row in rows:
            self._append([self.text(v) if isinstance(v, str) else v for v in row])

    def link(self, path: str) -> object:
        """A cell that opens a file beside the workbook; ``None`` without a path."""
        if not path:
            return None
        cell = WriteOnlyCell(self._sheet, value=path.rpartition("/")[2])
        cell.style = _LINK
        cell.hyperlink = quote(path)
        return cell

    def formula(self, text: str) -> object:
        """A cell that Excel works out, ``=A1+B1``, so that a reader can follow the sum."""
        return WriteOnlyCell(self._sheet, value=text)

    def folded(self, text: str, width: int) -> object:
        """A long text on several lines, in the row that comes next."""
        lines = -(-len(text) // width)
        if lines > 1:
            row = self._sheet.row_dimensions[self._row + 1]
            row.height = max(row.height or 0, _LINE_PT * lines)
        cell = self.text(text)
        if isinstance(cell, str):
            cell = WriteOnlyCell(self._sheet, value=cell)
        cell.style = _FOLDED
        return cell

    def finish(self) -> None:
        """Set up the filter."""
        last = get_column_letter(len(self._widths))
        self._sheet.auto_filter.ref = f"A{self._header_row}:{last}{self._row}"

    @property
    def next_row(self) -> int:
        """The number of the row that comes next, from 1."""
        return self._row + 1

    def _append(self, cells: Sequence[object]) -> None:
        self._row += 1
        self._sheet.append(cells)

    def text(self, text: str, font: Font | None = None) -> Any:
        """A text that is text, whatever it begins with."""
        plain = ILLEGAL_CHARACTERS_RE.sub("", text)
        if font is None and not plain.startswith("="):
            return plain
        cell = WriteOnlyCell(self._sheet, value=plain)
        cell.data_type = "s"  # a title that begins with "=" is no formula
        if font is not None:
            cell.font = font
        return cell
