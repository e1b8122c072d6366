"""Columns the workbook has no field for (cột riêng), kept right of the sheet's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.utils.cell import column_index_from_string

from ....files.sheet_edit import EditableSheet
from ....files.spreadsheet import SourceSheet
from ...cells.blank_words import is_stand_in
from ...cells.reading import as_paragraphs, as_text
from ...models import Sheet
from ...models.source_map import column_letter
from ...workbook.headers import header_key
from ...workbook.table_rows import find_columns

_WIDTH = 24.0


@dataclass(slots=True)
class OwnColumns:
    """The own columns of the sheet of members (các cột riêng của trang Đảng viên).

    ``places`` are the letters by header key; ``cells`` what is to be written,
    by address; ``new`` the headers of columns to be made, ``used`` of all that
    something was put into, by letter.
    """

    sheet: EditableSheet
    source: SourceSheet
    header_row: int
    next_column: int
    places: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: EditableSheet, source: SourceSheet, about: Sheet) -> OwnColumns:
        """The own columns a workbook has already."""
        columns = find_columns(about, source)
        header = source.rows[columns.header]
        places: dict[str, str] = {}
        for i, cell in enumerate(header):
            if as_text(cell) and i not in columns.fields:
                places.setdefault(header_key(cell), column_letter(i))
        width = max(map(len, source.rows))
        return cls(sheet, source, columns.header + 1, width, places)

    def put(self, row: int, header: str, text: str, *, take: bool = False) -> str:
        """Keep a text in a member's row; another text that stood there is returned, "" for none.

        That other text stays, unless ``take``. What only says that there is
        nothing contradicts nobody.
        """
        letter = self.letter(header)
        self.used.setdefault(letter, header)
        address = f"{letter}{row}"
        before = self.cells.get(address) or self.written(letter, row)
        blank = not before or (is_stand_in(before) and not is_stand_in(text))
        if blank or (take and before != text):
            self.cells[address] = text
        return "" if blank or before == text or is_stand_in(text) else before

    def write(self, looks: tuple[int, int]) -> None:
        """Write what was kept, with headers for the new columns; ``looks`` are their styles."""
        header_style, style = looks
        for letter, header in self.new.items():
            self.sheet.set(f"{letter}{self.header_row}", header, header_style)
            self.sheet.set_width(letter, _WIDTH)
        for address, text in self.cells.items():
            self.sheet.set(address, text, style)

    def letter(self, header: str) -> str:
        """The letters of the column for a header, a new one where there is none."""
        key = header_key(header)
        if key not in self.places:
            self.places[key] = column_letter(self.next_column)
            self.new[self.places[key]] = header
            self.next_column += 1
        return self.places[key]

    def written(self, letter: str, row: int) -> str:
        """What stands in a cell of the sheet as it was read."""
        column = column_index_from_string(letter) - 1
        cells = self.source.rows[row - 1] if row <= len(self.source.rows) else []
        return as_paragraphs(cells[column]) if column < len(cells) else ""
