"""The words a part may read its data by (chữ gọi dữ liệu): no other key can reach the paper."""

from __future__ import annotations

from jinja2 import nodes

_ALL_KEYS = frozenset({"items", "values", "keys", "get"})
_WHOLE = frozenset({"dictsort", "items", "pprint", "tojson", "xmlattr"})


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
            if node.name in _WHOLE:
                return None
        elif isinstance(node, nodes.Getitem) and not isinstance(
            node.arg, (nodes.Const, nodes.Slice)
        ):
            return None
    return frozenset(found)
