"""Two tables side by side on one sheet (hai bảng cạnh nhau): each is read as a sheet of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ...data.models.source_map import column_letter
from ...files.spreadsheet import SourceSheet
from .headings import HeadingFinder

_NUMBERS = frozenset({"symbol", "number"})
_ABSTRACTS = frozenset({"abstract", "type_and_abstract"})


def tables_of(sheet: SourceSheet, finder: HeadingFinder) -> list[SourceSheet]:
    """The sheet itself, or one for each of the tables beside one another.

    The cells of the other tables are empty there, so that every cell keeps its address.
    """
    for index, row in enumerate(sheet.rows):
        fields = finder.fields(row)
        numbers = [at for at, field in enumerate(fields) if field in _NUMBERS]
        abstracts = [at for at, field in enumerate(fields) if field in _ABSTRACTS]
        if not numbers or not abstracts:
            continue
        # A second number behind the first abstract, and an abstract behind that.
        starts = [numbers[0]]
        for at in numbers[1:]:
            between = any(starts[-1] < abstract < at for abstract in abstracts)
            if between and fields[at] in fields[:at] and any(a > at for a in abstracts):
                starts.append(at)
        if len(starts) > 1:
            counts = [at - 1 if fields[at - 1] == "count" else at for at in starts[1:]]
            edges = [0, *counts, max(map(len, sheet.rows))]
            return [_part(sheet, index, left, right) for left, right in pairwise(edges)]
        return [sheet]
    return [sheet]


def _part(sheet: SourceSheet, heading: int, left: int, right: int) -> SourceSheet:
    rows = []
    for index, row in enumerate(sheet.rows):
        title = index < heading and sum(value != "" for value in row) == 1
        rows.append(
            list(row)
            if title
            else [value if left <= at < right else "" for at, value in enumerate(row)]
        )
    letters = {column_letter(at) for at in range(left, right)}
    troubles = {
        cell: trouble
        for cell, trouble in sheet.troubles.items()
        if cell.rstrip("0123456789") in letters
    }
    return replace(sheet, rows=rows, troubles=troubles)
