"""Cells merged over several rows (ô gộp dọc): what they say holds for every row they span."""

from __future__ import annotations

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from .columns import ListColumns
from .header_words import FEMALE, MALE, NAMES, OLD_CARD, ORDER

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
                row = [*row, *[""] * (left + 1 - len(row))]
                sheet.rows[index] = [*row[:left], value, *row[left + 1 :]]
                counts[left] = counts.get(left, 0) + 1
    why = tr("Ô gộp kéo xuống: {n} dòng lấy theo chữ của ô gộp.")
    return [
        found("KT-826", sheet.name, columns.letter(i), columns.headers.get(i, ""), why.format(n=n))
        for i, n in sorted(counts.items())
    ]


def _may_be_shared(columns: ListColumns, column: int) -> bool:
    if not columns.left <= column < columns.right:
        return False
    roles = {f.role for f in columns.facts.get(column, ())} | {columns.roles.get(column, "")}
    return column not in (*columns.names, *columns.name_helpers) and not roles & _OF_ONE_PERSON
