"""Making room where the example row stands (dòng ví dụ): it goes away when real rows come."""

from __future__ import annotations

from collections.abc import Sequence

from ...files.sheet_edit import EditableWorkbook
from ...files.spreadsheet import SourceSheet
from ..models import Sheet
from ..models.fields import fields_of
from ..workbook.example_row import differs_from_example, is_example
from ..workbook.read_table import find_columns


def example_row(about: Sheet, source: SourceSheet) -> int:
    """The number of the sheet's example row; 0 when there is none, or somebody wrote into it."""
    columns = find_columns(about, source)
    index = columns.header + 1
    if not columns.fields or index >= len(source.rows):
        return 0
    row = source.rows[index]
    if not is_example(next((raw for raw in row if raw not in ("", None)), "")):
        return 0
    cells = {spec.attribute: row[i] for i, spec in columns.fields.items() if i < len(row)}
    return 0 if differs_from_example(cells, fields_of(about.model)) else index + 1


def clear_example(
    book: EditableWorkbook, names: Sequence[str], sheet: str, columns: Sequence[str], row: int
) -> None:
    """Empty the example row of a sheet, and let its rules and drop-downs begin there.

    ``names`` are all sheets whose drop-downs may read from it.
    """
    book.sheet(sheet).empty(row, columns)
    for name in names:
        book.sheet(name).lift(row + 1, sheet, row)
