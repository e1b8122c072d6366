"""Measures from the data (số đo theo dữ liệu): tags that set a width, an indent, a spacing.

``{% colwidths x %}`` anywhere in a table takes its column widths from the list
``x``, ``{% indents x %}`` the indents on both sides of its paragraph, ``{% spacing
x %}`` the room between the characters of its paragraph, all in twentieths of a
point, as Word counts. They are to docxtpl's dialect what its ``colspan`` and
``cellbg`` are, and become what those become: plain tags in attributes. So both
ways of rendering, and docxtpl itself, print them as they print any value.

A value that is no whole number, or nought, leaves what the template has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...errors import TemplateSyntax
from ..namespaces import W
from ..schema_order import put
from .content import TEXT, outside_table
from .tags import take_out
from .whole_looks import refused_condition

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEASURE = re.compile(r"(colwidths|indents|spacing)\s+(.+)", re.DOTALL)


def set_measures(root: _Element, title: str) -> list[TemplateSyntax]:
    """Turns the measuring tags of one part into attributes, in place.

    ``title`` names the part for people. Gives back the errors of ``colwidths``
    outside a table, and of the others in a condition of their paragraph.
    """
    faults: list[TemplateSyntax] = []
    for node in root.iter(TEXT):
        text, found = take_out(node.text or "", _MEASURE)
        for tag, said in found:
            paragraph = next(node.iterancestors(f"{W}p"), node)
            if said[1] != "colwidths":
                faults += refused_condition(tag, node, paragraph, title)
            if not _SETTERS[said[1]](paragraph, said[2]):
                faults.append(outside_table(tag, node, title))
        if found:
            node.text = text
    return faults


def _value(expression: str, drawn: str) -> str:
    """The value as a tag, with what the template itself has where it is none."""
    return f"{{{{ ({expression})|int or {drawn} }}}}"


def _column_widths(paragraph: _Element, expression: str) -> bool:
    table = next(paragraph.iterancestors(f"{W}tbl"), None)
    grid = table.find(f"{W}tblGrid") if table is not None else None
    if table is None or grid is None:
        return False
    for index, column in enumerate(grid.iterfind(f"{W}gridCol")):
        drawn = column.get(f"{W}w", "0")
        column.set(f"{W}w", _value(f"({expression})[{index}]", drawn))
    # A cell's own width, which Word repeats in every cell, would go before the column's.
    for width in table.findall(f"{W}tr/{W}tc/{W}tcPr/{W}tcW"):
        properties = width.getparent()
        if properties is not None:
            properties.remove(width)
    return True


def _indents(paragraph: _Element, expression: str) -> bool:
    properties = _properties(paragraph, "pPr")
    indent = properties.find(f"{W}ind")
    if indent is None:
        indent = properties.makeelement(f"{W}ind")
        put(properties, indent)
    for side in ("left", "right"):
        drawn = indent.get(f"{W}{side}", "0")
        indent.set(f"{W}{side}", _value(expression, drawn))
    return True


def _spacing(paragraph: _Element, expression: str) -> bool:
    for run in paragraph.iterfind(f"{W}r"):
        properties = _properties(run, "rPr")
        spacing = properties.find(f"{W}spacing")
        if spacing is None:
            spacing = properties.makeelement(f"{W}spacing")
            put(properties, spacing)
        spacing.set(f"{W}val", _value(expression, spacing.get(f"{W}val", "0")))
    return True


def _properties(owner: _Element, name: str) -> _Element:
    found = owner.find(f"{W}{name}")
    if found is None:
        found = owner.makeelement(f"{W}{name}")
        owner.insert(0, found)
    return found


_SETTERS: dict[str, Callable[[Any, str], bool]] = {
    "colwidths": _column_widths,
    "indents": _indents,
    "spacing": _spacing,
}
