"""The tables of a part (bảng): whose grid tags can make wrong, what can come out empty.

A table keeps the grid its author drew. Only cells, spans and rows under tags
(``{%tc for %}``, ``{% colspan %}``, ``{% hm %}``, a looped row wider than the
grid) can make it wrong; such tables are marked, and :mod:`..grids` sets their
grids right in every document. Rows and cells count for the table they lie in,
also when a content control holds them, with the columns a row leaves empty
before and behind its cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..grids import MARK, SPANS_BY_TAGS

if TYPE_CHECKING:
    from jinja2 import nodes

    from .structure import _Open

_NUMBER = re.compile(r"\bw:val=\"(\d{1,4})\"")
# A property with a number of columns → the properties it lies in, and their owner.
_COLUMNS = {
    "w:gridSpan": ("w:tcPr", "w:tc"),
    "w:gridBefore": ("w:trPr", "w:tr"),
    "w:gridAfter": ("w:trPr", "w:tr"),
}
_WRAPPERS = frozenset({"w:sdtContent", "w:customXml"})
_LEVELS = frozenset({"w:tbl", "w:tr", "w:tc", "w:p", "w:txbxContent"})
# What may lie in an empty table that `mend_bytes` knows.
_PLAIN = frozenset({"w:tblPr", "w:tblGrid", "w:tr"})


@dataclass(slots=True)
class Table:
    """One table while its part is walked; ``depth`` counts the tags around it."""

    depth: int
    mark: tuple[nodes.TemplateData, int]
    columns: int = 0
    sure_row: bool = False
    plain: bool = True
    spans_by_tags: bool = False


class Tables:
    """Follows the tables of one part; told of every element by the structure walk.

    ``at`` is the piece of the template being read and the place behind the
    present tag. ``may_be_empty``: a loop may leave a table without rows, as
    ``mend_bytes`` finds it; ``must_repair``: it may leave something else empty.
    """

    def __init__(self) -> None:
        self.at: tuple[nodes.TemplateData, int] | None = None
        self.may_be_empty = False
        self.must_repair = False
        self._changing: dict[tuple[int, int], Table] = {}

    @property
    def exact(self) -> bool:
        """Whether every grid stays as it was drawn, whatever the data are."""
        return not self._changing

    def mark(self) -> None:
        """Puts a mark into each table whose grid must be looked at in every document."""
        for table in sorted(self._changing.values(), key=lambda table: -table.mark[1]):
            node, position = table.mark
            mark = f"<?{MARK} {SPANS_BY_TAGS if table.spans_by_tags else ''}?>"
            node.data = f"{node.data[:position]}{mark}{node.data[position:]}"

    def opened(self, item: _Open, token: str, stack: Sequence[_Open]) -> None:
        """An element begins inside the ``stack``."""
        parent = stack[-1].name if stack else ""
        if item.name == "w:tbl":
            assert self.at is not None
            item.table = Table(item.depth, self.at)
        elif item.name == "w:tr":
            item.span = 0
        elif item.name == "w:tc" and token.endswith("/>"):
            self.must_repair = True  # `mend_bytes` looks at end tags
        elif item.name == "w:gridCol" and parent == "w:tblGrid" and len(stack) > 1:
            table = stack[-2].table  # None for the former grid of a tracked change
            if table is not None:
                table.columns += 1
                if item.depth != table.depth:
                    self._change(table)
        elif item.name in _COLUMNS and len(stack) > 1:
            owner = stack[-2]
            if (parent, owner.name) == _COLUMNS[item.name]:
                self._columns(item, token, owner, stack)

    def closed(self, item: _Open, stack: Sequence[_Open]) -> None:
        """An element ends; ``stack`` is what lies around it."""
        parent = stack[-1] if stack else None
        if parent is not None and parent.table is not None and item.name not in _PLAIN:
            parent.table.plain = False
        if item.table is not None:
            self._table_done(item.table)
        elif item.name == "w:tr":
            self._row_done(item, stack)
        elif item.name == "w:tc":
            self._cell_done(item, stack)
        elif item.name in _WRAPPERS and level(stack) in ("w:tbl", "w:tr") and not item.filled:
            self.must_repair = True

    def cut(self, stack: Sequence[_Open]) -> None:
        """A tag ends the last element of the stack, a table, a row or a cell, and opens another."""
        self._change_nearest(stack)

    def _columns(self, item: _Open, token: str, owner: _Open, stack: Sequence[_Open]) -> None:
        number = _NUMBER.search(token)
        if number is None or item.depth != owner.depth:
            table = self._change_nearest(stack)
            if table is not None:
                table.spans_by_tags = True
            return
        count = int(number.group(1))
        if item.name == "w:gridSpan":
            owner.span = max(count, 1)
        else:
            owner.span += count

    def _cell_done(self, cell: _Open, stack: Sequence[_Open]) -> None:
        row = _fill("w:tr", cell, stack)
        if row is None or row.depth != cell.depth or cell.unknown:
            self._change_nearest(stack)
        else:
            row.span += cell.span

    def _row_done(self, row: _Open, stack: Sequence[_Open]) -> None:
        if not row.filled:
            self.must_repair = True
        holder = _fill("w:tbl", row, stack)
        table = None if holder is None else holder.table
        if table is None or row.unknown:
            self._change_nearest(stack)
            return
        sure = row.depth == table.depth
        table.sure_row = table.sure_row or sure
        if not sure and row.span > table.columns:
            self._change(table)

    def _table_done(self, table: Table) -> None:
        if not table.sure_row:
            self.may_be_empty = True
            if not (table.plain and table.columns):
                self.must_repair = True

    def _change_nearest(self, stack: Sequence[_Open]) -> Table | None:
        table = next((item.table for item in reversed(stack) if item.table is not None), None)
        if table is not None:
            self._change(table)
        return table

    def _change(self, table: Table) -> None:
        node, position = table.mark
        self._changing[id(node), position] = table


def level(stack: Sequence[_Open]) -> str:
    """What a content control at this place holds: the children of this element."""
    return next((item.name for item in reversed(stack) if item.name in _LEVELS), "")


def _fill(name: str, item: _Open, stack: Sequence[_Open]) -> _Open | None:
    """The row or table around a cell or row; what lies between is no longer empty."""
    for outer in reversed(stack):
        if outer.name in _WRAPPERS or outer.name == name:
            outer.filled = outer.filled or outer.depth == item.depth
        if outer.name == name:
            return outer
        if outer.name in _LEVELS:
            return None
    return None
