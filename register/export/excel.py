"""The register as an Excel sheet (sổ văn bản trên Excel), to look through or hand in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...conventions.fitting import text_width_mm
from ...conventions.spelling import upper
from ...files.excel import FONT, print_on_a4, save_workbook
from ...files.whole import writing
from ..entries import Entry
from .columns import STRUCK, Column, Layout, cell, grouped

_SIZE_PT = 12
_TITLE_PT = 15
_LINE_PT = 16.0
_ROW_SPACE_PT = 4.0
_FULL_LINE_PT = 21.0
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
    _add_styles(book)
    writer = _Writer(sheet, layout.printed_for(rows))
    for line in letterhead:
        writer.full_line(upper(line), "so-dong")
    writer.full_line(upper(layout.title), "so-ten")
    if subtitle:
        writer.full_line(subtitle, "so-dong")
    writer.headings()
    for title, members in grouped(rows, by_date=by_date):
        if title:
            writer.full_line(title, "so-nhom")
        for entry in members:
            writer.entry(entry)
    writer.finish()
    with writing(target) as handle:
        save_workbook(book, handle)


def _add_styles(book: Workbook) -> None:
    """The sheet's styles by name; far quicker than giving each cell its own."""
    plain, bold = Font(name=FONT, size=_SIZE_PT), Font(name=FONT, size=_SIZE_PT, bold=True)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    styles = [
        NamedStyle("so-dong", font=plain, alignment=Alignment(horizontal="center")),
        NamedStyle(
            "so-ten",
            font=Font(name=FONT, size=_TITLE_PT, bold=True),
            alignment=Alignment(horizontal="center"),
        ),
        NamedStyle("so-cot", font=bold, alignment=middle, border=_GRID),
        NamedStyle("so-nhom", font=bold, alignment=Alignment(horizontal="left"), border=_GRID),
    ]
    struck = Font(name=FONT, size=_SIZE_PT, strike=True)
    for align in ("left", "center"):
        place = Alignment(horizontal=align, vertical="top", wrap_text=True)
        styles.append(NamedStyle(f"so-{align}", font=plain, alignment=place, border=_GRID))
        styles.append(NamedStyle(f"so-{align}-huy", font=struck, alignment=place, border=_GRID))
    for style in styles:
        book.add_named_style(style)


class _Writer:
    """Writes a sheet from top to bottom; knows the row it has reached."""

    def __init__(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._row = 0
        self._header_row = 0

    def full_line(self, text: str, style: str) -> None:
        """One text over the whole width."""
        self._row += 1
        self._sheet.row_dimensions[self._row].height = _FULL_LINE_PT
        for index in range(1, len(self._columns) + 1):
            self._text(index, text if index == 1 else "", style)
        self._sheet.merge_cells(
            start_row=self._row, end_row=self._row, start_column=1, end_column=len(self._columns)
        )

    def headings(self) -> None:
        """The row of column names, with the columns' widths."""
        self._row += 1
        self._header_row = self._row
        self._height([column.label for column in self._columns])
        for index, column in enumerate(self._columns, start=1):
            self._text(index, column.label, "so-cot")
            letter = get_column_letter(index)
            self._sheet.column_dimensions[letter].width = column.width_mm / _MM_PER_CHARACTER

    def entry(self, entry: Entry) -> None:
        """One row of the register."""
        self._row += 1
        texts = [cell(entry, column.field) for column in self._columns]
        self._height(texts)
        for index, (column, text) in enumerate(zip(self._columns, texts, strict=True), start=1):
            struck = "-huy" if entry.cancelled and column.field in STRUCK else ""
            written = self._text(index, text, f"so-{column.align}{struck}")
            if column.field == "date" and entry.document_date:
                written.value = entry.document_date
                written.number_format = "dd/mm/yyyy"
            elif column.field == "copies" and entry.copies is not None:
                written.value = entry.copies

    def finish(self) -> None:
        """Freeze and repeat the headings, and set up the page."""
        sheet = self._sheet
        sheet.freeze_panes = f"A{self._header_row + 1}"
        last = get_column_letter(len(self._columns))
        sheet.auto_filter.ref = f"A{self._header_row}:{last}{self._row}"
        print_on_a4(sheet, header_row=self._header_row)
        if sheet.oddFooter is not None:
            sheet.oddFooter.center.text = "&P/&N"

    def _text(self, index: int, text: str, style: str) -> Cell:
        written = self._sheet.cell(self._row, index)
        assert isinstance(written, Cell)  # written before anything is merged
        written.style = style
        if text:
            written.value = text
            written.data_type = "s"  # an abstract that begins with "=" is no formula
        return written

    def _height(self, texts: Sequence[str]) -> None:
        # Row heights are ours to set: no program does it on opening.
        lines = max(_lines(t, c.width_mm) for t, c in zip(texts, self._columns, strict=True))
        self._sheet.row_dimensions[self._row].height = _LINE_PT * lines + _ROW_SPACE_PT


def _lines(text: str, width_mm: float) -> int:
    """How many lines a text takes in a column."""
    lines, used = 1, 0.0
    for word in text.split():
        width = _word_mm(word)
        if used and used + _word_mm(" ") + width > width_mm:
            lines, used = lines + 1, width
        else:
            used += _word_mm(" ") + width if used else width
    return lines


@lru_cache(maxsize=4096)
def _word_mm(word: str) -> float:
    return text_width_mm(word, _SIZE_PT)
