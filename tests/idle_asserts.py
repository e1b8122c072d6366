"""Finds assertions that may never run: inside a condition, or in a loop over what may be empty."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

_WRAPPERS = {"enumerate", "zip", "sorted", "reversed", "list", "set", "tuple"}
_VIEWS = {"items", "values", "keys"}


def idle_asserts(source: str) -> list[tuple[int, str]]:
    """Line and reason of each assertion in the functions of a module that may never run.

    A loop is trusted when what it goes through is written out, was set to
    something written out, or was asserted about before.
    """
    tree = ast.parse(source)
    filled = {
        target.id
        for statement in tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None
        for target in _targets(statement)
        if isinstance(target, ast.Name) and _is_filled(_walked_through(statement.value))
    }
    return [
        found
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for found in _in_body(function.body, set(filled), "")
    ]


def _targets(statement: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return statement.targets if isinstance(statement, ast.Assign) else [statement.target]


def _in_body(body: Sequence[ast.stmt], trusted: set[str], doubt: str) -> Iterator[tuple[int, str]]:
    """``trusted`` grows with what is asserted; ``doubt`` says why this body may not run."""
    for statement in body:
        if isinstance(statement, ast.Assert):
            if doubt:
                yield statement.lineno, doubt
            trusted |= {ast.unparse(node) for node in ast.walk(statement.test)}
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            if statement.value is not None and _is_filled(_walked_through(statement.value)):
                trusted |= {ast.unparse(target) for target in _targets(statement)}
        elif isinstance(statement, ast.For):
            through = _walked_through(statement.iter)
            sure = _is_filled(through) or ast.unparse(through) in trusted
            empty = "" if sure else f"for … in {ast.unparse(statement.iter)}"
            yield from _in_body(statement.body, trusted, doubt or empty)
        elif isinstance(statement, ast.If):
            yield from _in_body([*statement.body, *statement.orelse], trusted, doubt or "if")
        elif isinstance(statement, ast.While):
            yield from _in_body(statement.body, trusted, doubt or "while")
        elif isinstance(statement, ast.With):
            yield from _in_body(statement.body, trusted, doubt)
        elif isinstance(statement, ast.Try):
            for handler in statement.handlers:
                yield from _in_body(handler.body, trusted, doubt or "except")
            rest = [*statement.body, *statement.orelse, *statement.finalbody]
            yield from _in_body(rest, trusted, doubt)
        elif isinstance(statement, ast.Match):
            for case in statement.cases:
                yield from _in_body(case.body, trusted, doubt or "match")


def _walked_through(node: ast.expr) -> ast.expr:
    """What a loop really goes through: ``rows`` of ``enumerate(rows)`` and ``rows.items()``."""
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in _WRAPPERS and node.args:
            node = node.args[0]
        elif isinstance(node.func, ast.Attribute) and node.func.attr in _VIEWS and not node.args:
            node = node.func.value
        else:
            break
    return node


def _is_filled(node: ast.expr) -> bool:
    """Whether an expression is visibly not empty."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return any(not isinstance(item, ast.Starred) for item in node.elts)
    if isinstance(node, ast.Dict):
        return any(key is not None for key in node.keys)
    if isinstance(node, ast.Constant):
        return bool(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        return all(isinstance(bound, ast.Constant) for bound in node.args)
    if isinstance(node, ast.BinOp):
        return _is_filled(node.left) or _is_filled(node.right)
    return False
