"""The words a part may read its data by (chữ gọi dữ liệu): no other key can reach the paper."""

from __future__ import annotations

from jinja2 import nodes

_ALL_KEYS = frozenset({"items", "values", "keys", "get", "changed"})
_WHOLE = frozenset({"dictsort", "items", "pprint", "tojson", "unique", "xmlattr"})
_BY_NAME = frozenset(
    {"attr", "groupby", "join", "map", "max", "min", "rejectattr", "selectattr", "sort", "sum"}
)
"""Filters that may be told a field; told by anything but a text as it stands, it may be any."""


def words_read(tree: nodes.Template) -> frozenset[str] | None:
    """Every key by which a parsed part can reach a value; ``None`` where it may be any.

    Texts count too, for they may name a field: ``map(attribute="to_chuc.ten")``.
    """
    found: set[str] = set()
    reached = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter)
    for node in tree.find_all(reached):
        if isinstance(node, nodes.Name):
            found.add(node.name)
        elif isinstance(node, nodes.Getattr):
            if node.attr in _ALL_KEYS:
                return None
            found.add(node.attr)
        elif isinstance(node, nodes.Const):
            found.update(str(node.value).split("."))
        elif isinstance(node, nodes.Filter):
            if node.name in _WHOLE or (node.name in _BY_NAME and not _told_plainly(node)):
                return None
        elif isinstance(node, nodes.Getitem) and not isinstance(
            node.arg, (nodes.Const, nodes.Slice)
        ):
            return None
    return frozenset(found)


def _told_plainly(node: nodes.Filter) -> bool:
    told = [*node.args, *(word.value for word in node.kwargs)]
    return all(isinstance(each, nodes.Const) for each in told) and not (
        node.dyn_args or node.dyn_kwargs
    )
