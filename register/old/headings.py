"""The headings of an old register (tên cột): which column holds what, and which have no place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ...data.models.source_map import column_letter
from ..export.columns import BUILT_IN, Layout, load_layout
from ..series import clean
from .words import headings, plain, says

_DESCRIBED = frozenset({"date", "abstract", "type_and_abstract"})
_NUMBERED = frozenset({"symbol", "number", "outgoing_number"})
# Said in a longer text they may be its title: "Sổ văn bản đi năm 2026".
_EXACT = frozenset({"count", "direction", "outgoing_number", "incoming_number"})
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of a table (các cột): those with a place by field, the others by position.

    ``rows`` is how many rows the headings take.
    """

    columns: dict[str, int]
    others: dict[int, str]
    rows: int = 1
    names: dict[str, str] = field(default_factory=dict)

    @property
    def incoming(self) -> str:
        """The heading that only a register of incoming papers has, "" for none."""
        if "outgoing_number" in self.columns:
            return ""
        return self.names.get("incoming_number") or self.names.get("incoming", "")


class HeadingFinder:
    """Knows rows of headings (người nhận tên cột): by the layout's names, ours, and their sense."""

    def __init__(self, layout: Layout) -> None:
        self._names: dict[str, str] = {}
        for source in (layout, _built_in()):
            for column in source.columns:
                for header in (column.label, *column.headers):
                    self._names.setdefault(plain(header), column.field)
        self._names.pop("", None)

    def at(
        self, rows: Sequence[Sequence[Any]], index: int, wide: Callable[[int], Sequence[Any]]
    ) -> Headings | None:
        """The headings that begin in a row; ``wide`` gives a row with merged cells filled."""
        if not any(isinstance(v, str) and v and self._field(v) for v in rows[index]):
            return None
        single = self._table([str(v) for v in rows[index]], [])
        double = None
        # A title over the headings is one cell; headings over headings are several.
        several = sum(value != "" for value in rows[index]) > 1
        if several and index + 1 < len(rows) and self._may_be_second(rows[index + 1]):
            double = self._table([str(v) for v in wide(index)], [str(v) for v in rows[index + 1]])
        found = [table for table in (single, double) if table]
        return max(found, key=lambda table: len(table.columns), default=None)

    def fields(self, row: Sequence[Any]) -> list[str]:
        """The field that each cell of a row is the heading of, "" for none."""
        return [self._field(v) if isinstance(v, str) and v else "" for v in row]

    def _may_be_second(self, row: Sequence[Any]) -> bool:
        filled = [v for v in row if v != ""]
        return (
            bool(filled)
            and all(isinstance(v, str) and not _FIGURE.search(v) for v in filled)
            and any(self._field(v) for v in filled)
        )

    def _table(self, upper: Sequence[str], lower: Sequence[str]) -> Headings | None:
        columns: dict[str, int] = {}
        names: dict[str, str] = {}
        others: dict[int, str] = {}
        for position in range(max(len(upper), len(lower))):
            above = clean(upper[position]) if position < len(upper) else ""
            below = clean(lower[position]) if position < len(lower) else ""
            both = " ".join(part for part in (above, below) if part)
            known = (below and self._field(below)) or self._field(both) or self._field(above)
            if known and known not in columns:
                columns[known] = position
                names[known] = both
            elif both:
                others[position] = both
        if not (columns.keys() & _NUMBERED and columns.keys() & _DESCRIBED):
            return None
        if "outgoing_number" in columns and "number" not in columns:
            columns["number"] = columns["outgoing_number"]
        return Headings(columns, others, 2 if lower else 1, names)

    def _field(self, heading: str) -> str:
        name = plain(heading)
        return "" if not name else self._names.get(name) or _by_sense(name)


@lru_cache(maxsize=1)
def _built_in() -> Layout:
    return load_layout(BUILT_IN)


@lru_cache(maxsize=4096)
def _by_sense(name: str) -> str:
    if len(name) > 60:  # a sentence, no heading
        return ""
    for rule in headings():
        if says(name, rule.get("none", ())):
            continue
        for parts in rule["all"]:
            exact = rule["field"] in _EXACT
            if name == parts[0] if exact else all(says(name, [part]) for part in parts):
                return str(rule["field"])
    return ""


def heading_or_letter(heading: str, position: int) -> str:
    """How a column without a place is called: by its heading, else by its letter."""
    return heading or column_letter(position)
