"""Finding the header of a member list (nhận tiêu đề danh sách), in whatever rows it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ....conventions.spelling import capitalised
from ....files.sheet_xml import Span
from ....files.spreadsheet import Row, SourceSheet
from ...cells.reading import as_paragraphs, as_text
from ...models.source_map import column_letter
from ...workbook.headers import header_key
from ...workbook.kept_aside import aside
from ..unit_names import cell_in_title
from .facts import Fact, parted
from .header_words import (
    FEMALE,
    FULL,
    GIVEN,
    MALE,
    MIDDLE,
    ORDER,
    SURNAME,
    birth_parents,
    both_dates,
    facts_of,
    is_field,
    mixed_posts,
    names_people,
    role_in,
    several_posts,
)
from .name_columns import settle_names

# A title block of seven rows is usual; three times that is the limit of patience.
_SEARCHED_ROWS = 25
_MOST_HEADER_ROWS = 3
_LONGEST_HEADER = 80
_ORDER_NUMBER = re.compile(r"\d{1,3}")
_OF_A_PERSON = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{6}")
# Vietnamese letters may be written in parts: ê as e with its mark behind it.
_NAME_WORD = re.compile(r"\b(?:h[ọo]|t(?:ê|e\u0302?)n)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?\d{1,2}\)?\.?|\([a-zđ]\)", re.IGNORECASE)


@dataclass(slots=True)
class ListColumns:
    """The header of a list (tiêu đề danh sách).

    ``first`` and ``last`` are row indexes from 0. ``roles`` maps a column to
    an attribute of :class:`Member` or to one of the special roles;
    ``headers`` to its header text. ``own`` are the columns the workbook has no
    field for, with the header they are kept under; ``twins`` those among them that
    mean what another column means, with its role. ``ticks_are_births``: the
    columns Nam and Nữ hold the birth. ``mixed_posts``: the column with posts of
    all kinds, ``None`` when there is none. ``names`` are the columns that make up
    the name, in order; ``name_helpers`` those that only repeat a part of it.

    A list may stand on the columns from ``left`` up to ``right`` alone; those
    ``beside`` it on the same rows have headers of their own.

    ``facts`` are columns that hold several facts. :meth:`filled` puts each fact
    into a column of its own, behind the ``width`` columns of the sheet;
    ``origin`` tells where it came from.
    """

    first: int
    last: int
    width: int = 0
    left: int = 0
    right: int = 0
    beside: list[ListColumns] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    headers: dict[int, str] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)
    twins: dict[int, str] = field(default_factory=dict)
    facts: dict[int, tuple[Fact, ...]] = field(default_factory=dict)
    origin: dict[int, int] = field(default_factory=dict)
    ticks_are_births: bool = False
    mixed_posts: int | None = None
    names: list[int] = field(default_factory=list)
    name_helpers: list[int] = field(default_factory=list)
    _keys: dict[int, frozenset[str]] = field(default_factory=dict)

    def header_keys(self, column: int) -> frozenset[str]:
        """The header texts of a column, as headers are compared."""
        if column not in self._keys:
            parts = [*self.headers[column].split(" / "), self.headers[column]]
            self._keys[column] = frozenset(header_key(part) for part in parts)
        return self._keys[column]

    def filled(self, row: Row) -> tuple[Row, str]:
        """A row with its facts in columns of their own, and text that belongs to none of them."""
        if not self.facts:
            return row, ""
        full = [*row, *[""] * (self.width - len(row))]
        left = []
        for i, facts in self.facts.items():
            values, rest = parted(full[i], facts)
            full += values
            left.append(rest)
        return full, "; ".join(filter(None, left))

    def keep(self, column: int, header: str) -> None:
        """Keep a column as one of the workbook's own, under a header that means no field."""
        wanted = capitalised(header.strip(" *")) or f"Cột {self.letter(column)}"
        if is_field(wanted):
            wanted = aside(wanted)
        name, number = wanted, 1
        while header_key(name) in map(header_key, self.own.values()):
            number += 1
            name = f"{wanted} ({number})"
        self.own[column] = name

    def shares(self, heading: int) -> Callable[[int], bool]:
        """Tells of a column whether it has no other header than the one of ``heading``."""
        text = self.headers[heading]
        return lambda column: self.headers.get(column, text) == text

    def letter(self, column: int) -> str:
        """The letters of a column, or of the one a fact came from."""
        return column_letter(self.origin.get(column, column))

    def column(self, role: str) -> int | None:
        """The column with this role, ``None`` when the list has none."""
        return next((i for i, r in self.roles.items() if r == role), None)


def find_header(sheet: SourceSheet) -> ListColumns | None:
    """The first header of a list on the sheet; ``None`` when there is no member list.

    A header may take up to three rows, the upper ones spanning several
    columns. It must name the person and at least one more thing.
    """
    for first in range(min(_SEARCHED_ROWS, len(sheet.rows))):
        found = best_header(sheet, first)
        if found is None:
            continue
        # Title lines above a header are read with it: fewer rows are the better reading.
        later = (best_header(sheet, n) for n in range(first + 1, found.last + 1))
        return max([found, *filter(None, later)], key=_quality)
    return None


def best_header(sheet: SourceSheet, first: int) -> ListColumns | None:
    """The best header that begins in this row; ``None`` when none does."""
    found = [h for d in range(1, _MOST_HEADER_ROWS + 1) if (h := read_header(sheet, first, d))]
    if not found:
        return None
    best = max(found, key=_quality)
    # A line below that names people too, under "Người giới thiệu", is a part of it.
    deeper = [
        header
        for header in found
        if header.last == best.last + 1
        and len(header.roles) == len(best.roles)
        and may_be_header(sheet.rows[header.last])
    ]
    return deeper[0] if deeper else best


def _quality(columns: ListColumns) -> tuple[int, int]:
    return len(columns.roles), columns.first - columns.last


def read_header(sheet: SourceSheet, first: int, depth: int) -> ListColumns | None:
    """The header in ``depth`` rows from ``first``; ``None`` when these rows are none.

    Where the same header stands twice side by side, the second is in ``beside``.
    """
    rows = sheet.rows[first : first + depth]
    if len(rows) < depth or any(map(_is_data, rows[1:])):
        return None
    if depth == _MOST_HEADER_ROWS and may_be_header(rows[0]) and may_be_header(rows[-1]):
        return None  # two headers, and somebody between them
    lines = [_spread(row, first + i, sheet.merged, rows[i + 1 :]) for i, row in enumerate(rows)]
    stacks = {
        i: stack
        for i in range(max(map(len, lines)))
        if (stack := [t for line in lines if i < len(line) and (t := line[i])])
    }
    if not any(_names_people(stack) for stack in stacks.values()):
        return None
    width = max(map(len, sheet.rows))
    bounds = [*_starts(stacks), width]
    parts = [
        _read_part(sheet, (first, first + depth - 1, width, left, right), stacks)
        for left, right in pairwise(bounds)
    ]
    if len(parts) > 1 and not all(parts):
        parts = [_read_part(sheet, (first, first + depth - 1, width, 0, width), stacks)]
    columns = parts[0]
    if columns is not None:
        columns.beside = [part for part in parts[1:] if part is not None]
    return columns


def _is_data(row: Row) -> bool:
    """Whether a row has what no header has: a number at its beginning, a date."""
    filled = [cell for cell in row if as_text(cell)]
    if not filled:
        return False
    numbered = _ORDER_NUMBER.fullmatch(as_text(filled[0])) is not None
    return (numbered and len(filled) > 1 and not is_numbering(row)) or any(
        isinstance(cell, dt.date) or (isinstance(cell, str) and _OF_A_PERSON.search(cell))
        for cell in filled
    )


def _read_part(
    sheet: SourceSheet, place: tuple[int, int, int, int, int], stacks: dict[int, list[str]]
) -> ListColumns | None:
    """The header of one list, which may stand beside another."""
    columns = ListColumns(*place)
    for i, stack in stacks.items():
        if columns.left <= i < columns.right:
            _place(columns, i, stack)
    roles = set(columns.roles.values())
    if FULL not in roles and SURNAME in roles and GIVEN in roles:
        roles.add(FULL)
    if FULL not in roles or len(roles - {ORDER, "note", GIVEN, MIDDLE}) < 2:
        return None
    settle_names(sheet, columns)
    for i in range(columns.left, columns.right):
        if i not in columns.headers and i not in columns.names:
            columns.keep(i, "")  # text without a header is text all the same
    return columns


def _names_people(stack: list[str]) -> bool:
    """Whether the header of a column says that names stand in it."""
    lines = [" ".join(text.split()) for text in stack]
    return role_in(lines) in (FULL, SURNAME) or names_people(stack[-1])


def may_be_header(row: Row) -> bool:
    """Whether a row below the first header could begin another one: it says where names stand."""
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    return (
        len(texts) > 1
        and any(
            len(text) <= _LONGEST_HEADER and _NAME_WORD.search(text) and names_people(text)
            for text in texts
        )
        and not _is_data(row)
    )


def _starts(stacks: dict[int, list[str]]) -> list[int]:
    """The first columns of the lists that stand side by side under one header row.

    Such lists have the same header for the name, and at least one other in common.
    """
    keys = {i: header_key(stack[-1]) for i, stack in stacks.items()}
    leads = [i for i, stack in stacks.items() if _names_people(stack)]
    leads = [i for i in leads if keys[i] == keys[leads[0]] and _alike(stacks[i], stacks[leads[0]])]
    leads = [i for i in leads if i - 1 not in leads]  # one heading may span two columns
    before = {keys[i] for i in stacks if i < leads[0]}
    starts = [0]
    for last, lead in pairwise(leads):
        start = next((i for i in range(last + 1, lead) if keys.get(i) in before), lead)
        own = {keys[i] for i in stacks if starts[-1] <= i < start and i != last}
        if own & {key for i, key in keys.items() if i >= start and i != lead}:
            starts.append(start)
    return starts


def _alike(stack: list[str], other: list[str]) -> bool:
    """Whether two headings stand under the same heading, or each under the name of its cell."""
    above, before = stack[:-1], other[:-1]
    return list(map(header_key, above)) == list(map(header_key, before)) or any(
        map(cell_in_title, above)
    )


def _place(columns: ListColumns, i: int, stack: list[str]) -> None:
    """Find out what a column is, from the headers above it."""
    lines = [" ".join(text.split()) for text in stack]
    columns.headers[i] = " / ".join(dict.fromkeys(lines))
    facts = facts_of(stack[-1])
    if facts and not {f.role for f in facts if f.role} & set(columns.roles.values()):
        columns.facts[i] = facts
        for fact in facts:
            virtual = columns.width + len(columns.origin)
            columns.origin[virtual] = i
            columns.headers[virtual] = fact.label
            if fact.role:
                columns.roles[virtual] = fact.role
                if header_key(fact.label) in mixed_posts():
                    columns.mixed_posts = virtual
            else:
                columns.keep(virtual, fact.label)
        return
    several = several_posts(lines[-1])
    role = "party_post" if several else "joined" if both_dates(stack) else role_in(lines)
    if role is None or role in columns.roles.values():
        if role is not None and _above(columns, columns.column(role)) == _above(columns, i):
            columns.twins[i] = role
        columns.keep(i, columns.headers[i])
        return
    columns.roles[i] = role
    if role in (MALE, FEMALE) and any(header_key(t) in birth_parents() for t in stack[:-1]):
        columns.ticks_are_births = True
    keys = {header_key(lines[-1]), header_key(" ".join(lines))}
    if several or (role in ("party_post", "state_post") and keys & mixed_posts()):
        columns.mixed_posts = i


def _above(columns: ListColumns, column: int | None) -> str:
    """The headings that the header of a column stands under."""
    return "" if column is None else columns.headers[column].rpartition(" / ")[0]


def _spread(row: Row, number: int, merged: Sequence[Span], below: Sequence[Row]) -> list[str]:
    """The texts of a header row, a heading over several columns repeated in each."""
    texts = [as_paragraphs(cell) for cell in row]
    spans = [s for s in merged if s[0][0] <= number <= s[1][0]]
    for (top, left), (_, right) in spans:
        if top == number and left < len(texts):
            texts[left + 1 : right + 1] = [texts[left]] * len(texts[left + 1 : right + 1])
    if not spans and below:
        # Merges are not known for every file format: a heading then covers the empty
        # cells to its right under which the next row goes on.
        for i in range(1, len(texts)):
            under = [as_text(c) for c in below[0][i - 1 : i + 1]]
            if not texts[i] and texts[i - 1] and len(under) == 2 and all(under):
                texts[i] = texts[i - 1]
    return texts


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: ``(1) (2) (3)…``."""
    texts = [t for cell in row if (t := as_text(cell))]
    return len(texts) >= 3 and all(_NUMBERED.fullmatch(t) for t in texts)


def repeats_header(row: Row, columns: ListColumns) -> bool:
    """Whether a row is the header once more, as on every page of a long list."""
    same = 0
    for i, cell in enumerate(row):
        if cell == "" or cell is None:
            continue
        if not isinstance(cell, str) or i not in columns.headers or i >= columns.width:
            return False
        if header_key(cell) not in columns.header_keys(i):
            return False
        same += 1
    return same >= 2
