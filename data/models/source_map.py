"""Where data stand in a workbook (vị trí trong sổ): the columns found, the cells not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import BaseModel

from ...files.sheet_xml import column_letters

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


class OwnColumn(BaseModel):
    """A column of the clerk's own (cột riêng): its name in masters, its header, its letters.

    For an item of the settings ``column`` is the address of its value.
    """

    key: str
    label: str
    column: str


class SourceMap(BaseModel):
    """Places of the fields in the workbook that was read (bản đồ cột).

    ``columns`` holds, for each sheet key, the column letter of each attribute
    (``{"dang_vien": {"card": "G"}}``); for the settings, whose items stand one
    a row, the whole address (``{"thiet_lap": {"year": "B2"}}``). A sheet that
    is not in the workbook has no entry. ``rejected`` are the (sheet key,
    address) of cells whose content could not be read, so that no check calls
    them empty. ``own`` holds the clerk's own columns by sheet key.
    """

    columns: dict[str, dict[str, str]] = {}
    rejected: set[tuple[str, str]] = set()
    own: dict[str, list[OwnColumn]] = {}

    def cell(self, key: str, row: int, attribute: str) -> str:
        """The address of one value (``C15``); the row alone when the column is unknown.

        ``row`` is 0 for a record made in memory; then only the column is given.
        """
        column = self.columns.get(key, {}).get(attribute, "")
        if key == "thiet_lap":
            return column
        return f"{column}{row or ''}"

    def knows(self, key: str, attribute: str) -> bool:
        """Whether the workbook has this column; always true for data made in memory."""
        return not self.columns or attribute in self.columns.get(key, {})


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Row numbers as first and last of each unbroken run, ascending (các đoạn dòng liền nhau)."""
    found: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def cell_range(column: str, first: int, last: int) -> str:
    """``C5``, or ``C5:C9`` for several rows (vùng ô trong một cột)."""
    return f"{column}{first}" if first == last else f"{column}{first}:{column}{last}"


def split_address(cell: str) -> tuple[str, int]:
    """The letters and the row of a cell (``C15``), "" and 0 for what is no address."""
    match = _ADDRESS.fullmatch(cell)
    return (match.group(1), int(match.group(2))) if match else ("", 0)


def column_letter(index: int) -> str:
    """The letters of a column, 0 being ``A`` (chữ cột)."""
    return column_letters(index + 1)
