"""How deep a template goes (độ sâu): brackets in a tag, loops in loops, expressions.

Python's own stack ends at some depth, in its C parts without an error: what goes
too deep is found here, without recursion, before anything walks it.
"""

from __future__ import annotations

import re

from jinja2 import nodes

_BRACKET = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|[()\[\]{}]", re.DOTALL)
_EXPRESSION_NESTING = 5  # a filter, a sum or an attribute is a step down as well


def brackets(tag: str) -> int:
    """How deep brackets are nested in a tag, its own not counted."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(tag[2:-2]):
        if bracket in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in ")]}":
            depth -= 1
    return deepest


def too_deep(tree: nodes.Template, most: int) -> nodes.Node | None:
    """The first node below too many loops and conditions, or in an expression too deep.

    Without recursion, so that it can look at what Python's own stack could not.
    """
    ahead: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while ahead:
        node, nested, deep = ahead.pop()
        if isinstance(node, (nodes.For, nodes.If, nodes.Macro, nodes.CallBlock)):
            nested += 1
        deep = deep + 1 if isinstance(node, nodes.Expr) else 0
        if nested > most or deep > _EXPRESSION_NESTING * most:
            return node
        ahead.extend((child, nested, deep) for child in node.iter_child_nodes())
    return None
