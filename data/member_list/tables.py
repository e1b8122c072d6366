"""The tables of a sheet (các bảng của một trang): one below the other, and side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...files.spreadsheet import Row, SourceSheet
from ..cells.reading import as_text
from .columns.header_words import ORDER
from .columns.mapping import ListColumns, best_header, find_header, may_be_header, repeats_header
from .rows import classify

_MOST_TITLE_LINES = 7


@dataclass(slots=True)
class ListPart:
    """A list on some columns of a table (một danh sách trong bảng), alone or beside another.

    ``sheet`` has the cells of those columns only; ``end`` is the index behind the last row.
    """

    sheet: SourceSheet
    columns: ListColumns
    end: int

    @property
    def below(self) -> list[Row]:
        """The rows under the header."""
        return self.sheet.rows[self.columns.last + 1 : self.end]

    def numbers(self) -> list[int]:
        """The running numbers of its people, in order."""
        column = self.columns.column(ORDER)
        texts = [as_text(r[column]) for r in self.below if column is not None and column < len(r)]
        return [int(text) for text in texts if text.isdecimal()]


@dataclass(slots=True)
class ListTable:
    """The lists under one header row (một bảng).

    ``parts`` stand side by side, none where the header names people but tells
    nothing of them; ``titles`` are the rows above the header that may be its title.
    """

    first: int
    last: int
    end: int
    titles: range
    parts: list[ListPart]


def find_tables(sheet: SourceSheet) -> list[ListTable]:
    """The tables of a sheet in order; empty when no list stands on it."""
    header = find_header(sheet)
    if header is None:
        return []
    heads: list[tuple[int, int, ListColumns | None]] = [(header.first, header.last, header)]
    index = header.last + 1
    while index < len(sheet.rows):
        row = sheet.rows[index]
        last = index
        if may_be_header(row):
            found = best_header(sheet, _top(sheet, index, heads[-1][1]))
            found = found or best_header(sheet, index)
            if _differs(found, header, sheet) if found else _is_strange(row, header):
                last = found.last if found else index
                heads.append((found.first if found else index, last, found))
                header = found or header
        index = last + 1
    ends = [*(first for first, _, _ in heads[1:]), len(sheet.rows)]
    tables = []
    for (first, last, columns), end in zip(heads, ends, strict=True):
        found_parts = [columns, *columns.beside] if columns else []
        parts = [ListPart(_only(sheet, c, found_parts), c, end) for c in found_parts]
        tables.append(ListTable(first, last, end, _titles(sheet.rows, first), parts))
    return tables


def _top(sheet: SourceSheet, index: int, after: int) -> int:
    """Where the header begins that this row belongs to: its cells may be merged from above."""
    tops = [top for (top, _), (bottom, _) in sheet.merged if after < top < index <= bottom]
    return min(tops, default=index)


def _repeats(row: Row, header: ListColumns) -> bool:
    parts = [header, *header.beside]
    return all(
        not any(map(as_text, own)) or repeats_header(own, part)
        for part in parts
        for own in [_cut(row, part, parts)]
    )


def _is_strange(row: Row, header: ListColumns) -> bool:
    """Whether a row that names people but heads no list is no row of the list above either."""
    return not _repeats(row, header) and classify(row, header, after_list=False) != "member"


def _differs(found: ListColumns, header: ListColumns, sheet: SourceSheet) -> bool:
    """Whether a header is another one, not a line of a header that is repeated."""
    lines = sheet.rows[found.first : found.last + 1]
    return not all(_repeats(line, header) for line in lines)


def _titles(rows: Sequence[Row], first: int) -> range:
    """The rows right above a header that hold one or two texts and no figures."""
    start = first
    while start > 0 and first - start < _MOST_TITLE_LINES:
        filled = [cell for cell in rows[start - 1] if as_text(cell)]
        if len(filled) > 2 or not all(isinstance(cell, str) for cell in filled):
            break
        start -= 1
    return range(start, first)


def _only(sheet: SourceSheet, part: ListColumns, parts: Sequence[ListColumns]) -> SourceSheet:
    """The sheet with the cells of one part alone."""
    if len(parts) == 1:
        return sheet
    return replace(sheet, rows=[_cut(row, part, parts) for row in sheet.rows])


def _cut(row: Row, part: ListColumns, parts: Sequence[ListColumns]) -> Row:
    if len(parts) == 1:
        return row
    return [cell if part.left <= i < part.right else "" for i, cell in enumerate(row)]


def in_reading_order(table: ListTable) -> Iterator[tuple[int, int, bool]]:
    """The rows under a header in the order they are to be read: (row, part, over all parts).

    Lists side by side are read one after the other as far down as no row stands
    alone over all of them; where the numbers run on from one into the next,
    they are one list that was broken to fit the paper, and read so to its end.
    """
    start = table.last + 1
    if len(table.parts) == 1:
        yield from ((index, 0, True) for index in range(start, table.end))
        return
    rows = list(range(start, table.end))
    people = [i for i in rows if any(_holds_person(p, i) for p in table.parts)]
    tail = (people[-1] + 1) if people else start
    if _runs_on(table.parts):
        blocks = [rows[: tail - start], *([i] for i in rows[tail - start :])]
    else:
        blocks = [[]]
        for i in rows:
            if _stands_alone(table.parts, i):
                blocks += [[i], []]
            else:
                blocks[-1].append(i)
    for block in blocks:
        for n, part in enumerate(table.parts):
            for i in block:
                alone = _stands_alone(table.parts, i) and (len(block) == 1 or i >= tail)
                others = any(map(as_text, part.sheet.rows[i]))
                if others or (n == 0 and _is_blank(table.parts, i)):
                    yield i, n, alone


def _is_blank(parts: Sequence[ListPart], index: int) -> bool:
    return not any(as_text(cell) for part in parts for cell in part.sheet.rows[index])


def _holds_person(part: ListPart, index: int) -> bool:
    return classify(part.sheet.rows[index], part.columns, after_list=False) == "member"


def _stands_alone(parts: Sequence[ListPart], index: int) -> bool:
    """Whether a row has something in one part only, and no person."""
    filled = [part for part in parts if any(map(as_text, part.sheet.rows[index]))]
    return len(filled) == 1 and not _holds_person(filled[0], index)


def _runs_on(parts: Sequence[ListPart]) -> bool:
    """Whether the numbers ascend through each part and go on in the next."""
    numbers = [part.numbers() for part in parts]
    return all(sorted(set(mine)) == mine for mine in numbers) and all(
        mine and (not theirs or theirs[0] == mine[-1] + 1) for mine, theirs in pairwise(numbers)
    )
