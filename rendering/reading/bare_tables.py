"""Tables without properties or grid (bảng thiếu lưới): they get both, as Word's schema wants.

Scripts and some web editors leave them out; whatever counts columns relies on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..grids import own, widest
from ..namespaces import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT_WIDTH = 9000  # about what fits between the margins, in twentieths of a point


def complete_tables(root: _Element, _title: str) -> None:
    """Gives every table of one part its ``w:tblPr`` and ``w:tblGrid``, in place."""
    for table in root.iter(f"{W}tbl"):
        properties, grid = table.find(f"{W}tblPr"), table.find(f"{W}tblGrid")
        if properties is None:
            properties = table.makeelement(f"{W}tblPr")
            table.insert(0 if grid is None else table.index(grid), properties)
        if grid is None:
            grid = table.makeelement(f"{W}tblGrid")
            grid.extend(
                table.makeelement(f"{W}gridCol", {f"{W}w": width}) for width in _widths(table)
            )
            properties.addnext(grid)


def _widths(table: _Element) -> Iterator[str]:
    """The width of each column: that of a cell of its own, else an equal share."""
    rows = list(own(table, "tr"))
    count = widest(rows, spans=True)
    full = next((cells for row in rows if len(cells := list(own(row, "tc"))) == count), [])
    for number in range(count):
        drawn = full[number].find(f"{W}tcPr/{W}tcW[@{W}type='dxa']") if full else None
        width = "" if drawn is None else drawn.get(f"{W}w", "")
        yield width if width.isdecimal() else str(_TEXT_WIDTH // count)
