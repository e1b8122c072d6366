"""The columns a name stands in (cột họ tên): one, two or three, and those that only repeat it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from ....conventions.spelling import fold
from ....files.spreadsheet import Row, SourceSheet
from ...reference import table
from .name_cells import is_plain, joined, name_parts, only_repeats

if TYPE_CHECKING:
    from .mapping import ListColumns

# So many rows tell what a column holds.
_LOOKED_AT = 60
# Family and middle names alone are rarely more than two syllables, whole names rarely fewer.
_SYLLABLES_BEFORE = 2.5
_MOST_PARTS = 2
# A row of a person has at least so many cells; one of signatures has fewer.
_FEWEST_CELLS = 4
_MOST_ROWS = 0.8


def settle_names(sheet: SourceSheet, columns: ListColumns) -> None:
    """Find out which columns make up the name, and which only repeat a part of it."""
    full = columns.column("full_name")
    split = [
        column
        for role in ("surname", "middle_name", "given_name")
        if (column := columns.column(role)) is not None
    ]
    if full is None:
        columns.names = split
        return
    below = sheet.rows[columns.last + 1 : columns.last + 1 + _LOOKED_AT]
    if split and _repeats(below, full, split, columns):
        columns.names, columns.name_helpers = [full], split
    elif split:
        # "Họ và tên" over family and middle name, "Tên" over the given name.
        columns.names = sorted([full, *split]) if columns.column("given_name") else [*split, full]
    else:
        columns.names = [full, *_continued(sheet, columns, full, below)]
        for i in columns.names[1:]:
            columns.own.pop(i, None)


def _repeats(below: list[Row], full: int, split: list[int], columns: ListColumns) -> bool:
    if {"surname", "given_name"} <= {columns.roles[i] for i in split}:
        return True  # they are a whole name by themselves
    rows = [columns.filled(row)[0] for row in below if sum(map(bool, row)) >= _FEWEST_CELLS]
    pairs = [(name_parts(joined(row, [full])).name, joined(row, split)) for row in rows]
    pairs = [both for both in pairs if all(any(map(str.isalpha, text)) for text in both)]
    pairs = [both for both in pairs if both[0] not in columns.headers[full]]
    same = sum(only_repeats(whole, part) for whole, part in pairs)
    return same * 2 >= len(pairs)


def _continued(sheet: SourceSheet, columns: ListColumns, full: int, below: list[Row]) -> list[int]:
    """The columns right of the name that its heading spans, or that hold the given names."""
    for (top, left), (_, right) in sheet.merged:
        if left == full and right > left and columns.first <= top <= columns.last:
            # A heading of many columns begins above the name too: they have others below it.
            parts = list(takewhile(columns.shares(full), range(left + 1, right + 1)))
            if parts:
                return parts
    beside = range(full + 1, columns.right if full < columns.width else 0)
    free = list(takewhile(lambda i: i not in columns.headers, beside))[:_MOST_PARTS]
    while free and not any(joined(row, free[-1:]) for row in below):
        free.pop()
    people = [row for row in below if joined(row, [full])]
    names = [joined(row, [full]) for row in people if joined(row, free)]
    texts = [text for row in below for i in free if (text := joined(row, [i]))]
    if len(names) < _MOST_ROWS * len(people) or not texts or not all(map(_may_be_part, texts)):
        return []
    return free if sum(len(n.split()) for n in names) < _SYLLABLES_BEFORE * len(names) else []


def _may_be_part(text: str) -> bool:
    words = text.split()
    return (
        is_plain(text)
        and len(words) <= _MOST_PARTS
        and all(word[0].isupper() for word in words)
        and fold(text) not in map(fold, table("list-words")["not_given_names"])
    )
