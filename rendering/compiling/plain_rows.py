"""Loops that print plain values only (vòng lặp chỉ in giá trị đơn), found when compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

from ..printing.places import Place, Site
from ..sandbox.access import DICT_NAMES

_NUMBERS = {"index": 1, "index0": 0}


@dataclass(slots=True)
class PlainRow:
    """One turn of such a loop: ``pieces`` of XML around ``values``.

    ``columns`` says of each value which key of the item it is, or, for the
    number of the turn, what the first number is.
    """

    values: list[nodes.Expr]
    columns: list[str | int]
    pieces: list[bytes]


def plain_row(loop: nodes.For, sites: Mapping[int, Site]) -> PlainRow | None:
    """What a turn of the loop prints; ``None`` when that is more than keys of its item."""
    target = loop.target
    if loop.recursive or loop.test or loop.else_ or not isinstance(target, nodes.Name):
        return None
    if len(loop.body) != 2 or not isinstance(loop.body[1], nodes.Output):  # behind the counter
        return None
    counter = loop.body[0]
    if not isinstance(counter, nodes.ExprStmt) or counter.node != nodes.Const(None):
        return None
    row = PlainRow([], [], [b""])
    for child in loop.body[1].nodes:
        if isinstance(child, nodes.TemplateData):
            row.pieces[-1] += child.data.encode()
            continue
        column = _column(child, target.name)
        if column is None or sites[id(child)].place is not Place.TEXT:
            return None
        row.values.append(child)
        row.columns.append(column)
        row.pieces.append(b"")
    return row if row.values else None


def _column(value: nodes.Expr, item: str) -> str | int | None:
    if not isinstance(value, nodes.Getattr) or not isinstance(value.node, nodes.Name):
        return None
    if value.node.name == "loop":
        return _NUMBERS.get(value.attr)
    return value.attr if value.node.name == item and is_key(value) else None


def is_key(node: nodes.Node) -> bool:
    """Whether the expression is ``a.b`` where ``b`` can only be a key of plain data."""
    return (
        isinstance(node, nodes.Getattr)
        and node.attr not in DICT_NAMES
        and not node.attr.startswith("_")
    )
