"""The grid of a table (lưới bảng): as many columns as its widest row needs.

docxtpl counts the rows of nested tables for the outer one and forgets empty
columns and content controls; here each table counts its own. Widths are shared
as docxtpl shares them: the table stays as wide as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .namespaces import W

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK = "giayto-grid"
"""The processing instruction in a table whose columns may have been changed by tags."""

SPANS_BY_TAGS = "spans"
"""In that mark: tags say how far cells reach, which alone adds no column."""

_WIDTH, _VALUE = f"{W}w", f"{W}val"
_CONTROLS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml"})
_MOST_COLUMNS = 1000
"""Far above the 63 columns that Word allows."""


def set_grids(root: Any) -> None:
    """Sets the grids of the marked tables right and takes the marks out."""
    for mark in root.xpath(f"//processing-instruction('{MARK}')"):
        table = mark.getparent()
        if table is not None:
            table.remove(mark)
            if table.tag == f"{W}tbl":
                _set_grid(table, spans=mark.text != SPANS_BY_TAGS)


def own(parent: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table, the cells of a row: also those that controls hold, in order."""
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag == W + name:
            yield child
        elif child.tag in _CONTROLS:
            waiting.extend(reversed(child))


def _set_grid(table: _Element, *, spans: bool) -> None:
    grid = table.find(f"{W}tblGrid")
    rows = list(own(table, "tr"))
    used = widest(rows, spans=True)
    if grid is None or not used:
        return
    needed = widest(rows, spans=spans)
    columns = grid.findall(f"{W}gridCol")
    if len(columns) < needed:
        _add(grid, columns, needed - len(columns))
    elif len(columns) > used:
        _remove(grid, columns, len(columns) - used)


def widest(rows: list[_Element], *, spans: bool) -> int:
    """The most columns that a row has; ``spans``: with all that its cells reach over."""
    widths = (_width(row, spans=spans) for row in rows)
    return min(max(widths, default=0), _MOST_COLUMNS)


def _width(row: _Element, *, spans: bool) -> int:
    """The columns of a row: of its cells and of the gaps before and behind them."""
    gaps = (row.find(f"{W}trPr/{W}{name}") for name in ("gridBefore", "gridAfter"))
    before_and_behind = sum(_number(gap, 0) for gap in gaps)
    cells = list(own(row, "tc"))
    if not spans:
        return before_and_behind + len(cells)
    reach = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in cells)
    return before_and_behind + sum(max(_number(span, 1), 1) for span in reach)


def _number(element: _Element | None, default: int) -> int:
    value = default if element is None else element.get(_VALUE, "")
    try:
        return min(int(value), _MOST_COLUMNS)
    except ValueError:
        return default


def _measure(column: _Element) -> float:
    try:
        return float(column.get(_WIDTH, "0"))
    except ValueError:
        return 0.0


def _add(grid: _Element, columns: list[_Element], count: int) -> None:
    widths = [_measure(column) for column in columns]
    total = sum(widths)
    if total > 0:
        average = total / (len(columns) + count)
        for column, width in zip(columns, widths, strict=True):
            column.set(_WIDTH, str(int(width * average / (total / len(columns)))))
    look = {_WIDTH: str(int(average))} if total > 0 else {}
    for position in range(len(columns), len(columns) + count):
        grid.insert(position, grid.makeelement(f"{W}gridCol", look))


def _remove(grid: _Element, columns: list[_Element], count: int) -> None:
    gone, left = columns[-count:], columns[:-count]
    share = int(sum(map(_measure, gone)) / len(left))
    for column in gone:
        grid.remove(column)
    for column in left:
        column.set(_WIDTH, str(int(_measure(column) + share)))
