"""The fields of a template (trường): the names it asks its data for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import nodes


_STEP = re.compile(r"\.|\[\]")
_MAY_BE_ABSENT = frozenset({"defined", "undefined", "default", "d"})


@dataclass(frozen=True, slots=True)
class Fields:
    """The names a part reads (trường của một phần), dotted: ``dang_vien.ho_ten``.

    ``uses`` gives every line of the source where each is read, ``ds`` as well as
    ``ds[].ten``. ``optional`` are the names that the part allows to be absent, by
    ``is defined`` or a default.
    """

    uses: dict[str, list[int]]
    optional: frozenset[str]

    @property
    def lines(self) -> dict[str, int]:
        """The line of each name's first use; a prefix is no name when more is read below it."""
        read_below = {path[: step.start()] for path in self.uses for step in _STEP.finditer(path)}
        return {path: lines[0] for path, lines in self.uses.items() if path not in read_below}


def fields_in(template: nodes.Template, own_names: frozenset[str]) -> Fields:
    """The names that a parsed part reads.

    ``x[]`` is one item of the list ``x``. ``own_names`` (``range``, ``loop``, …)
    and names the template sets itself are left out.
    """
    collector = _Collector(own_names)
    collector.visit(template, {})
    return Fields(collector.found, frozenset(collector.optional))


class _Collector:
    def __init__(self, own_names: frozenset[str]) -> None:
        self._own = own_names
        self.found: dict[str, list[int]] = {}
        self.optional: set[str] = set()

    def visit(self, node: nodes.Node, scope: dict[str, str | None]) -> None:
        """Walks one node; ``scope`` maps names of the template to data paths or ``None``."""
        from jinja2 import nodes

        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            path = self._path(node, scope)
            if path is not None:
                self.found.setdefault(path, []).append(node.lineno)
                return
        if isinstance(node, (nodes.Test, nodes.Filter)) and node.name in _MAY_BE_ABSENT:
            path = None if node.node is None else self._path(node.node, scope)
            if path is not None:
                self.optional.add(path)
        if isinstance(node, nodes.For):
            self.visit(node.iter, scope)
            inner = dict(scope)
            path = self._path(node.iter, scope)
            self._bind(node.target, f"{path}[]" if path else None, inner)
            for child in (node.test, *node.body, *node.else_):
                if child is not None:
                    self.visit(child, inner)
            return
        if isinstance(node, nodes.Assign):
            self.visit(node.node, scope)
            self._bind(node.target, self._path(node.node, scope), scope)
            return
        if isinstance(node, nodes.AssignBlock):
            self._bind(node.target, None, scope)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            scope = {**scope, **{name.name: None for name in node.args}, "caller": None}
            if isinstance(node, nodes.Macro):
                scope[node.name] = None
        elif isinstance(node, nodes.Name):
            return
        for child in node.iter_child_nodes():
            self.visit(child, scope)
            if isinstance(child, nodes.Macro):
                scope[child.name] = None

    def _bind(self, target: nodes.Node, path: str | None, scope: dict[str, str | None]) -> None:
        from jinja2 import nodes

        if isinstance(target, nodes.Name):
            scope[target.name] = path
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = None

    def _path(self, node: nodes.Node, scope: dict[str, str | None]) -> str | None:
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            if node.ctx != "load":
                return None
            if node.name in scope:
                return scope[node.name]
            return None if node.name in self._own else node.name
        if isinstance(node, nodes.Getattr):
            base = self._path(node.node, scope)
            return f"{base}.{node.attr}" if base else None
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            base = self._path(node.node, scope)
            if base and isinstance(node.arg.value, str):
                return f"{base}.{node.arg.value}"
            return f"{base}[]" if base else None
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._path(node.node, scope) if node.name in ("list", "sort") else None
        return None
