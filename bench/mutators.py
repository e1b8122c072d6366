"""Small faults put into a module on purpose (đột biến): one changed node of its syntax tree each.

What is changed: comparisons, ``and`` and ``or``, conditions, numbers, texts, truth
values, arithmetic, a named argument left out, a function that only shapes its one
argument left out, one method for its opposite, a statement left out. Annotations,
decorators, docstrings and the message ids of ``tr()`` (held by the catalogue's own
test) are left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

MODULE = "<module>"
"""Where a fault stands that takes effect while the module is imported."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
}
_OPPOSITES = {
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "startswith": "endswith",
    "endswith": "startswith",
    "removeprefix": "removesuffix",
    "lower": "upper",
    "upper": "lower",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
}
_SHAPING_METHODS = frozenset(
    {"strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "casefold", "lower", "upper"}
)
# Leaving these out changes a type and fails at once, or changes nothing that is seen.
_KEPT_CALLS = frozenset(
    {
        "tr",
        "later",
        "str",
        "len",
        "range",
        "list",
        "tuple",
        "set",
        "frozenset",
        "dict",
        "iter",
        "type",
    }
    | {"bool", "cast", "TypeVar", "cached_property", "isinstance", "sum", "next", "enumerate"}
)
_TYPE_FORMS = frozenset({"Literal", "Annotated", "Callable", "dict", "tuple", "list", "type"})


@dataclass(frozen=True)
class Change:
    """One fault: ``new`` in the place of ``old`` in a tree.

    ``function`` is the qualified name of the outermost function around it,
    :data:`MODULE` outside functions.
    """

    holder: ast.AST
    field: str
    place: int | None
    old: ast.AST
    new: ast.AST
    function: str

    @property
    def line(self) -> int:
        """The line where the changed code begins."""
        return int(getattr(self.old, "lineno", 0))

    def apply(self) -> None:
        """Puts the fault into the tree that the change was found in."""
        ast.copy_location(self.new, self.old)
        if self.place is None:
            setattr(self.holder, self.field, self.new)
        else:
            getattr(self.holder, self.field)[self.place] = self.new
        ast.fix_missing_locations(self.holder)


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every fault that this module can be given, in the order of its text."""
    yield from _below(tree, MODULE, "")


def _below(node: ast.AST, function: str, scope: str) -> Iterator[Change]:
    for field, value in ast.iter_fields(node):
        if field in _skipped_fields(node):
            continue
        children = value if isinstance(value, list) else [value]
        for place, child in enumerate(children):
            if not isinstance(child, ast.AST) or _skipped(child):
                continue
            inside, below = function, scope
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                below = f"{scope}.{child.name}" if scope else child.name
            if isinstance(node, ast.FunctionDef) and field == "body" and function == MODULE:
                inside = scope
            for new in _alternatives(child, node, field):
                at = place if isinstance(value, list) else None
                yield Change(node, field, at, child, new, inside)
            yield from _below(child, inside, below)


def _skipped_fields(node: ast.AST) -> frozenset[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return frozenset({"decorator_list", "returns", "bases", "keywords"})
    if isinstance(node, ast.arg | ast.AnnAssign):
        return frozenset({"annotation", "target"})
    if isinstance(node, ast.FormattedValue):
        return frozenset({"format_spec", "conversion"})
    if isinstance(node, ast.Call) and _name(node.func) in ("tr", "later", "cast", "TypeVar"):
        return frozenset({"args"}) if _name(node.func) != "cast" else frozenset()
    return frozenset()


def _skipped(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.pattern):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return any(_name(target) == "__all__" for target in node.targets)
    return isinstance(node, ast.Subscript) and _name(node.value) in _TYPE_FORMS


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _alternatives(node: ast.AST, holder: ast.AST, field: str) -> Iterator[ast.AST]:
    match node:
        case ast.Constant():
            yield from _other_constant(node)
        case ast.Compare():
            yield from _other_comparison(node)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in _OPERATORS:
            yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
        case ast.AugAssign() if type(node.op) in _OPERATORS:
            yield ast.AugAssign(node.target, _OPERATORS[type(node.op)](), node.value)
            yield ast.Pass()
        case ast.Call():
            yield from _other_call(node)
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
            yield ast.Pass()
        case ast.Break():
            yield ast.Pass()
        case ast.IfExp():
            yield node.body
            yield node.orelse
    if isinstance(node, ast.expr) and _is_condition(node, holder, field):
        yield ast.UnaryOp(ast.Not(), node)


def _is_condition(node: ast.AST, holder: ast.AST, field: str) -> bool:
    """A condition that no other change turns round already."""
    if isinstance(node, ast.Compare | ast.BoolOp) or isinstance(getattr(node, "op", None), ast.Not):
        return False
    return (field == "test" and isinstance(holder, ast.If | ast.While)) or (
        field == "ifs" and isinstance(holder, ast.comprehension)
    )


def _other_constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}")


def _other_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        ops = list(node.ops)
        ops[place] = _COMPARISONS[type(operator)]()
        yield ast.Compare(node.left, ops, node.comparators)


def _other_call(node: ast.Call) -> Iterator[ast.AST]:
    name = _name(node.func)
    attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    for place, keyword in enumerate(node.keywords):
        if keyword.arg not in (None, "encoding") and attribute != "format":
            kept = [*node.keywords[:place], *node.keywords[place + 1 :]]
            yield ast.Call(node.func, node.args, kept)
    if isinstance(node.func, ast.Attribute):
        if attribute in _OPPOSITES:
            other = ast.Attribute(node.func.value, _OPPOSITES[attribute], ast.Load())
            yield ast.Call(other, node.args, node.keywords)
        if attribute in _SHAPING_METHODS:
            yield node.func.value
    elif name in _OPPOSITES:
        yield ast.Call(ast.Name(_OPPOSITES[name], ast.Load()), node.args, node.keywords)
    if name == "sorted":
        yield ast.Call(ast.Name("list", ast.Load()), node.args, [])
    elif (
        len(node.args) == 1
        and not node.keywords
        and name not in _KEPT_CALLS
        and attribute not in _SHAPING_METHODS
        and not isinstance(node.args[0], ast.Starred | ast.GeneratorExp | ast.Constant)
    ):
        yield node.args[0]
