"""The cells of a row of an old register (các ô của dòng): marks for "as above", notes, troubles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...conventions.spelling import fold
from ...data.cells.reading import formula_problem
from ...data.models.source_map import column_letter
from ...files.spreadsheet import SourceSheet
from ..series import clean
from .headings import Headings, heading_or_letter
from .row import Row, as_cell_text, on_one_line
from .telling import Teller
from .words import words

_MANY_LINES = frozenset({"recipients", "keeper", "note"})


def _text(name: str, value: Any) -> str:
    if name in _MANY_LINES:
        return on_one_line(value)
    if name == "symbol" and isinstance(value, str):
        lines = [line for line in value.split("\n") if line.strip()]
        # "Số" over the number is one number; numbers under one another are several.
        if len(lines) > 1 and all(any(c.isdigit() for c in line) for line in lines):
            value = ", ".join(lines)
        # As typed: what is mended in a number is told (see `numbers`).
        return clean(value)
    return clean(as_cell_text(value))


class CellReader:
    """Makes rows of a sheet under one set of headings; remembers the row above (người đọc ô)."""

    def __init__(self, sheet: SourceSheet, headings: Headings, teller: Teller) -> None:
        self._sheet = sheet
        self._headings = headings
        self._teller = teller
        self._above: dict[str, Any] = {}
        self._marks = words("same_as_above", "marks")
        self._placed = set(headings.columns.values())

    def row(self, cells: Sequence[Any], line: int) -> Row:
        """The cells by field, and those without a place by heading."""
        raw: dict[str, Any] = {}
        text: dict[str, str] = {}
        for name, at in self._headings.columns.items():
            value = cells[at] if at < len(cells) else ""
            if isinstance(value, str) and value and self._as_above(name, value):
                value = self._above.get(name, "")
                self._teller.as_above.append(line)
            raw[name] = value
            text[name] = _text(name, value)
        self._above = raw
        others: dict[str, str] = {}
        for at, value in enumerate(cells):
            if at in self._placed or value == "":
                continue
            name = heading_or_letter(self._headings.others.get(at, ""), at)
            others[name] = "; ".join(t for t in (others.get(name, ""), on_one_line(value)) if t)
        shown = {name: said for name, said in others.items() if said}
        return Row(line, raw, text, shown, self._headings, self._comments(cells, line))

    def _as_above(self, name: str, value: str) -> bool:
        mark = fold(value.strip())
        signs_only = name in words("same_as_above", "only_signs")
        return mark in self._marks and not (signs_only and any(c.isalpha() for c in mark))

    def _comments(self, cells: Sequence[Any], line: int) -> list[str]:
        notes = self._sheet.looks.notes
        if not notes:
            return []
        addresses = [f"{column_letter(at)}{line}" for at in range(len(cells))]
        return [notes[cell][1] for cell in addresses if cell in notes]

    def troubled(self, row: Row) -> bool:
        """Whether a cell of the row has no value for Excel either; told, the row is left out."""
        if not self._sheet.troubles:
            return False
        counted = self._headings.columns.get("count")
        last = max((*self._headings.columns.values(), *self._headings.others), default=0)
        troubled = False
        for at in range(last + 1):
            cell = f"{column_letter(at)}{row.line}"
            trouble = self._sheet.troubles.get(cell)
            if trouble is None or at == counted:
                continue
            troubled = True
            problem = formula_problem(trouble[0])
            self._teller.sheet_says(problem.code, problem.why, problem.fix, cell)
        return troubled

    def struck(self, row: Row) -> bool | None:
        """Whether the number and the abstract are struck through; ``None`` when no number is."""
        struck = self._sheet.looks.struck
        if not struck:
            return None
        cells = {
            name: row.cell(name) in struck
            for name in ("symbol", "number", "abstract", "type_and_abstract")
            if row.text.get(name)
        }
        if not (cells.get("symbol") or cells.get("number")):
            return None
        return all(cells.values())
