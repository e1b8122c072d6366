"""Changing a workspace workbook in place (sửa sổ tại chỗ), keeping all a clerk put into it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ...files.excel import save_workbook
from ..models import SHEETS
from ..models.fields import FieldSpec, fields_of
from ..safe_write import write_beside
from .style import Style, size_note
from .write import cell_value, put_value

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_SUGGESTED = PatternFill("solid", start_color="FFF2CC")


@dataclass(slots=True)
class WorkbookEdits:
    """What is to be written into a workbook (các sửa đổi).

    ``cells`` holds (sheet key, address, attribute, value); ``rows`` holds,
    for each sheet key, (row number, values by attribute) of new rows; ``hints``
    maps (sheet key, row, attribute) to a note that marks a value as suggested.
    """

    cells: list[tuple[str, str, str, Any]] = field(default_factory=list)
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    hints: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.cells and not self.rows and not self.hints


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a sheet stands in the file: its real name and the column of each attribute."""

    name: str
    columns: dict[str, str]


def edit_workbook(
    source: Path, target: Path, places: dict[str, SheetPlace], edits: WorkbookEdits
) -> bool:
    """Write the source workbook with the edits to ``target`` (the same path is fine).

    Everything else stays: other sheets, own columns, formats, formulas. True
    when the workbook has formulas, whose results Excel must compute again.
    Raises ``CannotWrite``.
    """
    book = load_workbook(source)
    style = Style()
    specs = {sheet.key: {s.attribute: s for s in fields_of(sheet.model)} for sheet in SHEETS}
    for key, address, attribute, value in edits.cells:
        worksheet = _sheet(book, places[key].name)
        _put(worksheet, address, specs[key][attribute], value, style)
    for key, rows in edits.rows.items():
        worksheet = _sheet(book, places[key].name)
        for number, values in rows:
            for attribute, value in values.items():
                letter = places[key].columns.get(attribute)
                if letter is not None:
                    _put(worksheet, f"{letter}{number}", specs[key][attribute], value, style)
        _stretch_filter(worksheet, max((n for n, _ in rows), default=0))
    for (key, number, attribute), note in edits.hints.items():
        letter = places[key].columns.get(attribute)
        if letter is not None:
            cell = _sheet(book, places[key].name)[f"{letter}{number}"]
            cell.fill = _SUGGESTED
            cell.comment = Comment(note, "giayto")
    has_formulas = False
    for each in book.worksheets:
        for line in each.iter_rows():
            for cell in line:
                if cell.comment is not None:
                    size_note(cell.comment)
                has_formulas = has_formulas or cell.data_type == "f"
    write_beside(target, lambda beside: save_workbook(book, beside))
    return has_formulas


def _sheet(book: Workbook, name: str) -> Worksheet:
    worksheet = book[name]
    assert isinstance(worksheet, Worksheet)  # the reader found a table on it
    return worksheet


def _put(worksheet: Worksheet, address: str, spec: FieldSpec, value: Any, style: Style) -> None:
    cell = worksheet[address]
    put_value(cell, cell_value(spec, value))
    style.mark_value(cell, spec)


def _stretch_filter(worksheet: Worksheet, last: int) -> None:
    reference = worksheet.auto_filter.ref
    if reference and ":" in reference:
        first, end = reference.split(":")
        match = _ADDRESS.fullmatch(end)
        if match and int(match.group(2)) < last:
            worksheet.auto_filter.ref = f"{first}:{match.group(1)}{last}"
