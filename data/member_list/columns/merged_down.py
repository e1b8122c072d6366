"""What a cell says of the rows below it (ô nói cho các dòng dưới): merged cells, ditto marks."""

from __future__ import annotations

from functools import cache

from ....conventions.spelling import fold
from ....files.spreadsheet import Row, SourceSheet
from ....findings import Finding, found
from ....i18n import tr
from ...cells.reading import as_text
from ...reference import table
from .header_words import FEMALE, MALE, NAMES, OLD_CARD, ORDER
from .mapping import ListColumns

# What tells one person from another is never somebody else's as well.
_OF_ONE_PERSON = NAMES | {ORDER, "code", "card", "national_id", "birth", OLD_CARD, MALE, FEMALE}


def spread_down(sheet: SourceSheet, columns: ListColumns, end: int) -> list[Finding]:
    """Put the value of each merged cell into the rows it spans, in place; told column by column."""
    counts: dict[int, int] = {}
    for (top, left), (bottom, _) in sheet.merged:
        if bottom == top or not columns.last < top < end or not _may_be_shared(columns, left):
            continue
        value = sheet.rows[top][left] if left < len(sheet.rows[top]) else ""
        if not as_text(value):
            continue
        for index in range(top + 1, min(bottom + 1, end)):
            row = sheet.rows[index]
            if any(map(as_text, row)) and not (left < len(row) and as_text(row[left])):
                sheet.rows[index] = _with(row, left, value)
                counts[left] = counts.get(left, 0) + 1
    return [*_told(sheet, columns, counts), *_ditto(sheet, columns, end)]


def _told(sheet: SourceSheet, columns: ListColumns, counts: dict[int, int]) -> list[Finding]:
    why = tr("Ô gộp kéo xuống: {n} dòng lấy theo chữ của ô gộp.")
    return [
        found("KT-826", sheet.name, columns.letter(i), columns.headers.get(i, ""), why.format(n=n))
        for i, n in sorted(counts.items())
    ]


def _ditto(sheet: SourceSheet, columns: ListColumns, end: int) -> list[Finding]:
    """Put what stands above into the cells that only say "the same": ``nt``, ``-"-``, in place."""
    counts: dict[int, tuple[int, str]] = {}
    above: dict[int, object] = {}
    for index in range(columns.last + 1, min(end, len(sheet.rows))):
        for i, cell in enumerate(sheet.rows[index]):
            if cell == "" or not _may_be_shared(columns, i):
                continue
            if not (isinstance(cell, str) and fold(cell).strip() in _same_as_above()):
                above[i] = cell
            elif i in above:
                sheet.rows[index] = _with(sheet.rows[index], i, above[i])
                counts[i] = (counts.get(i, (0, ""))[0] + 1, cell)
    why = tr("{n} ô ghi “{chu}” hay dấu như thế: lấy theo ô ở dòng trên.")
    return [
        found(
            "KT-826",
            sheet.name,
            columns.letter(i),
            columns.headers.get(i, ""),
            why.format(n=n, chu=mark.strip()),
        )
        for i, (n, mark) in sorted(counts.items())
    ]


def _with(row: Row, column: int, value: object) -> Row:
    row = [*row, *[""] * (column + 1 - len(row))]
    return [*row[:column], value, *row[column + 1 :]]


@cache
def _same_as_above() -> frozenset[str]:
    return frozenset(map(fold, table("list-words")["same_as_above"]))


def _may_be_shared(columns: ListColumns, column: int) -> bool:
    if not columns.left <= column < columns.right:
        return False
    roles = {f.role for f in columns.facts.get(column, ())} | {columns.roles.get(column, "")}
    return column not in (*columns.names, *columns.name_helpers) and not roles & _OF_ONE_PERSON
