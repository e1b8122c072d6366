"""Finding the header of a member list (nhận tiêu đề danh sách), in whatever rows it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ...files.spreadsheet import Row, SourceSheet, Span
from ..cells.reading import as_text
from ..models import Member
from ..models.fields import fields_of
from ..reference import table
from ..workbook.headers import HeaderIndex, header_key

# A title block of seven rows is usual; three times that is the limit of patience.
_SEARCHED_ROWS = 25
_MOST_HEADER_ROWS = 3
_NUMBERED = re.compile(r"\(?\d{1,2}\)?\.?|\([a-zđ]\)", re.IGNORECASE)

ORDER, SURNAME, MALE, FEMALE, OLD_CARD = "order", "surname", "male", "female", "old_card"


@dataclass(slots=True)
class ListColumns:
    """The header of a list (tiêu đề danh sách).

    ``first`` and ``last`` are row indexes from 0. ``roles`` maps a column to
    an attribute of :class:`Member` or to one of the special roles;
    ``headers`` to its header text; ``unknown`` lists columns that mean
    nothing here. ``ticks_are_births``: the columns Nam and Nữ hold the birth.
    ``second_name_column`` holds given names when the header of the name spans
    two columns, else ``None``.
    """

    first: int
    last: int
    roles: dict[int, str] = field(default_factory=dict)
    headers: dict[int, str] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    ticks_are_births: bool = False
    second_name_column: int | None = None
    _keys: dict[int, frozenset[str]] = field(default_factory=dict)

    def header_keys(self, column: int) -> frozenset[str]:
        """The header texts of a column, as headers are compared."""
        if column not in self._keys:
            parts = self.headers[column].split(" / ")
            self._keys[column] = frozenset(header_key(part) for part in parts)
        return self._keys[column]

    def column(self, role: str) -> int | None:
        """The column with this role, ``None`` when the list has none."""
        return next((i for i, r in self.roles.items() if r == role), None)


@cache
def _index() -> HeaderIndex:
    extra = [(h, a) for a, hs in table("list-headers")["fields"].items() for h in hs]
    specs = [spec for spec in fields_of(Member) if spec.attribute != "code"]
    codes = [spec for spec in fields_of(Member) if spec.attribute == "code"]
    return HeaderIndex(specs + codes, extra)


@cache
def _special() -> dict[str, str]:
    return {
        header_key(header): role
        for role, headers in table("list-headers")["roles"].items()
        for header in headers
    }


@cache
def _known_elsewhere() -> frozenset[str]:
    headers = table("list-headers")["ignored"]["headers"]
    return frozenset(header_key(h) for h in headers)


@cache
def _birth_parents() -> frozenset[str]:
    return frozenset(header_key(h) for h in table("list-headers")["birth_parents"]["headers"])


def find_header(sheet: SourceSheet) -> ListColumns | None:
    """The header of the list on a sheet; ``None`` when there is no member list.

    A header may take up to three rows, the upper ones spanning several
    columns. It must name the person and at least one more thing.
    """
    best: ListColumns | None = None
    for first in range(min(_SEARCHED_ROWS, len(sheet.rows))):
        for depth in range(1, _MOST_HEADER_ROWS + 1):
            found = read_header(sheet, first, depth)
            # As many columns from fewer rows is the better reading: the rest is no header.
            if found is not None and (best is None or _quality(found) > _quality(best)):
                best = found
    return best


def _quality(columns: ListColumns) -> tuple[int, int]:
    return len(columns.roles), columns.first - columns.last


def read_header(sheet: SourceSheet, first: int, depth: int) -> ListColumns | None:
    """The header in ``depth`` rows from ``first``, if these rows are one."""
    rows = sheet.rows[first : first + depth]
    if len(rows) < depth:
        return None
    lines = [_spread(row, first + i, sheet.merged, rows[i + 1 :]) for i, row in enumerate(rows)]
    columns = ListColumns(first, first + depth - 1)
    for i in range(max(len(line) for line in lines)):
        stack = [t for line in lines if i < len(line) and (t := line[i])]
        if not stack:
            continue
        columns.headers[i] = " / ".join(stack)
        role = _role(stack)
        if role is None:
            if header_key(stack[-1]) not in _known_elsewhere():
                columns.unknown.append(i)
        elif role not in columns.roles.values():
            columns.roles[i] = role
        if role in (MALE, FEMALE) and any(header_key(t) in _birth_parents() for t in stack[:-1]):
            columns.ticks_are_births = True
    roles = set(columns.roles.values())
    if "full_name" not in roles and SURNAME in roles and "given_name" in roles:
        roles.add("full_name")
    if "full_name" not in roles or len(roles - {ORDER, "note", "given_name"}) < 2:
        return None
    columns.second_name_column = _second_name_column(sheet, columns)
    return columns


def _spread(row: Row, number: int, merged: Sequence[Span], below: Sequence[Row]) -> list[str]:
    """The texts of a header row, a heading over several columns repeated in each."""
    texts = [as_text(cell) for cell in row]
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


def _role(stack: list[str]) -> str | None:
    special = _special()
    child = header_key(stack[-1])
    if child in special:
        return special[child]
    match = _index().match(" ".join(stack)) or _index().match(stack[-1])
    return match.attribute if match else None


def _second_name_column(sheet: SourceSheet, columns: ListColumns) -> int | None:
    """The column of given names when one header ``Họ và tên`` spans two columns."""
    name = columns.column("full_name")
    for (top, left), (_, right) in sheet.merged:
        if left == name and right == left + 1 and columns.first <= top <= columns.last:
            return right
    return None


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: ``(1) (2) (3)…``."""
    texts = [t for cell in row if (t := as_text(cell))]
    return len(texts) >= 3 and all(_NUMBERED.fullmatch(t) for t in texts)


def repeats_header(row: Row, columns: ListColumns) -> bool:
    """Whether a row is the header once more, as on every page of a long list."""
    same = sum(
        header_key(row[i]) in columns.header_keys(i)
        for i in columns.headers
        if i < len(row) and isinstance(row[i], str) and row[i]
    )
    return same >= 3
