"""A sheet that lists things of the other sheets (trang liệt kê): added to a copy of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Font, PatternFill

from ...files.excel import FONT
from ...files.sheet_edit import EditableWorkbook, lay_out, link
from ..models.source_map import column_letter
from .style import Style, row_height, text_lines

_LINK_COLOUR = "0563C1"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of such a list (một dòng): its cells, and where the linked one leads.

    ``target`` is (sheet, address), ``None`` for nowhere; ``fill`` colours the
    first cell.
    """

    cells: Sequence[str | int]
    target: tuple[str, str] | None = None
    fill: PatternFill | None = None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of such a list (một cột): header, width in characters, whether it holds links."""

    header: str
    width: float
    linked: bool = False


def add_list(
    book: EditableWorkbook,
    name: str,
    remarks: Sequence[str],
    columns: Sequence[ListColumn],
    rows: Sequence[ListRow],
    *,
    first: bool,
) -> None:
    """Add the list as a sheet, in front (``first``) or at the end; an older one is replaced.

    ``remarks`` stand above the table, the first as its title.
    """
    if name in book.sheet_names:
        book.remove_sheet(name)
    sheet = book.add_sheet(name, first=first)
    looks = _Looks(book)
    for number, remark in enumerate(remarks, start=1):
        sheet.set(f"A{number}", remark, looks.title if number == 1 else looks.plain)
        sheet.set_height(number, row_height(1) * (1.5 if number == 1 else 1))
    header_row = len(remarks) + 2
    for i, column in enumerate(columns):
        sheet.set(f"{column_letter(i)}{header_row}", column.header, looks.header)
    targets = {}
    for number, row in enumerate(rows, start=header_row + 1):
        lines = 1
        for i, (column, text) in enumerate(zip(columns, row.cells, strict=True)):
            address = f"{column_letter(i)}{number}"
            style = looks.cell
            if column.linked and row.target is not None:
                targets[address], style = row.target, looks.linked
            elif i == 0 and row.fill is not None:
                style = book.styles.with_fill(style, row.fill)
            sheet.set(address, text, style)
            lines = max(lines, text_lines(str(text), column.width))
        sheet.set_height(number, row_height(lines))
    link(sheet, targets)
    last = f"{column_letter(len(columns) - 1)}{header_row + max(len(rows), 1)}"
    lay_out(
        sheet,
        [column.width for column in columns],
        header_row=header_row,
        filter_ref=f"A{header_row}:{last}",
        shown=first,
    )


class _Looks:
    """The styles of a list, entered into a workbook once (kiểu ô của trang)."""

    def __init__(self, book: EditableWorkbook) -> None:
        style, styles = Style(), book.styles
        wrapped = Alignment(vertical="top", wrap_text=True)
        line = Alignment(vertical="top")
        centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
        linked = Font(name=FONT, size=12, color=_LINK_COLOUR, underline="single")
        none = type(style.border)()
        self.plain = styles.look(style.font, none, line, "@")
        self.title = styles.look(style.title, none, line, "@")
        self.cell = styles.look(style.font, style.border, wrapped, "@")
        self.linked = styles.look(linked, style.border, wrapped, "@")
        header = styles.look(style.header_font, style.border, centred, "@")
        self.header = styles.with_fill(header, style.header_fill)
