"""Jinja's filters and tests with bounds (bộ lọc có giới hạn).

A filter that prints takes plain values only; a filter that walks a list looks
at the clock; a filter that sorts or compares looks first how deep it would go.
All of them get the context, so Jinja computes none of them when it compiles.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.filters import make_attrgetter, make_multi_attrgetter
from jinja2.utils import _PassArg

from .guards import _REFUSED, MANY_DIGITS, Guard
from .passages import Passage, as_text, joined
from .plain import check_joinable, check_text, is_scalar, is_unknown

if TYPE_CHECKING:
    from .environment import RenderContext

    Call = Callable[..., Any]

_TEXT_FILTERS = frozenset(
    [
        "capitalize",
        "center",
        "format",
        "indent",
        "lower",
        "replace",
        "reverse",
        "string",
        "striptags",
        "title",
        "trim",
        "truncate",
        "upper",
        "urlencode",
        "wordcount",
        "wordwrap",
    ]
)
# A value is escaped once, when it is printed; markup comes from the template alone.
_NO_CHANGE = ("e", "escape", "forceescape", "safe")
# Filters that can make much out of little: looked at with the names of their arguments.
_GROWING_FILTERS = frozenset(["center", "format", "indent", "replace", "truncate", "wordwrap"])
_WALKING_FILTERS = frozenset(
    ["batch", "first", "map", "reject", "rejectattr", "select", "selectattr", "slice"]
)
_ORDERING_FILTERS = frozenset(["dictsort", "groupby", "max", "min", "sort", "unique"])
_COMPARING_TESTS = frozenset(
    [
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "eq",
        "equalto",
        "ne",
        "lt",
        "le",
        "lessthan",
        "gt",
        "ge",
        "greaterthan",
        "in",
        "filter",
        "test",
    ]
)
_MANY_CHARS = 50_000  # beyond it these filters are slow, and no paper needs them


def bounded_filters(guard: Guard, filters: Mapping[str, Call]) -> dict[str, Call]:
    """Jinja's filters with bounds, without those that have no place on paper."""
    ours = {name: call for name, call in filters.items() if name not in _REFUSED}
    for name in _TEXT_FILTERS & ours.keys():
        ours[name] = _text_filter(guard, name, ours[name])
    for name in _NO_CHANGE:
        ours[name] = _whole
    for name in _WALKING_FILTERS & ours.keys():
        ours[name] = _walking_filter(guard, name, ours[name])
    for name in _ORDERING_FILTERS & ours.keys():
        ours[name] = _ordering_filter(guard, name, ours[name])
    ours["join"] = _join_filter(guard, ours["join"])
    ours["list"] = _list_filter(guard)
    ours["sum"] = _sum_filter(guard)
    ours["round"] = _round_filter(guard, ours["round"])
    ours["int"] = _int_filter(guard, ours["int"])
    return ours


def bounded_tests(tests: Mapping[str, Call]) -> dict[str, Call]:
    """Jinja's tests, where those that compare or hash look at the value first."""
    kept = dict(tests)
    for name in _COMPARING_TESTS & kept.keys():
        kept[name] = _comparing_test(kept[name])
    for name in ("lower", "upper"):
        kept[name] = _letter_test(kept[name])
    return kept


def _with_context(call: Call) -> Call:
    """The filter or test itself, called with the context whatever it wanted first."""
    wanted = _PassArg.from_obj(call)
    if wanted is _PassArg.context:
        return call
    if wanted is _PassArg.environment:
        return lambda context, *args, **named: call(context.environment, *args, **named)
    if wanted is _PassArg.eval_context:
        return lambda context, *args, **named: call(context.eval_ctx, *args, **named)
    return lambda context, *args, **named: call(*args, **named)


def _arguments(call: Call) -> Callable[..., dict[str, Any]]:
    """A function that gives the arguments after the value by name, defaults included."""
    parameters = list(inspect.signature(call).parameters.values())
    start = 1 if _PassArg.from_obj(call) is None else 2
    signature = inspect.Signature(parameters[start:])

    def named(*args: Any, **options: Any) -> dict[str, Any]:
        bound = signature.bind(*args, **options)
        bound.apply_defaults()
        return bound.arguments

    return named


def _text_filter(guard: Guard, name: str, plain_call: Call) -> Call:
    call = _with_context(plain_call)
    growing = name in _GROWING_FILTERS
    # Nothing to look at when a plain text goes in, and no more than a text comes out.
    simple = not growing and name != "striptags" and _PassArg.from_obj(plain_call) is None
    arguments = _arguments(plain_call) if growing else None

    @pass_context
    def bounded(context: RenderContext, value: Any, *args: Any, **options: Any) -> Any:
        if type(value) is str and simple and not args and not options:
            return context.copied(plain_call(value))
        if value is None:
            return None  # printed by the policy for missing values, never as "NONE"
        if not isinstance(value, str):
            if name == "reverse" and not is_scalar(value):
                return call(context, value)
            value = as_text(value)
        if type(value) is not str:
            check_text(value, f"…|{name}")
            value = str(as_text(value))
        if arguments is None:
            if name == "striptags":
                guard.size(value.count("<!--") * 1_000 if isinstance(value, str) else 0)
            elif name == "trim":
                guard.method(str(value), "strip", (*args, *options.values()))
            return context.copied(call(context, value, *args, **options))
        _check_growth(guard, name, str(value), arguments(*args, **options))
        return context.copied(call(context, value, *args, **options), value)

    return bounded


def _whole(value: Any) -> Any:
    """The value as it is: ``|safe`` and ``|e`` have nothing to do."""
    return str(value) if is_scalar(value) and not isinstance(value, Passage) else value


def _check_growth(guard: Guard, name: str, text: str, given: Mapping[str, Any]) -> None:
    if name == "format":
        guard.percent(text, given.get("kwargs") or given.get("args", ()))
        return
    for value in given.values():
        if value is not None:
            check_text(value, f"…|{name}")
    if name == "replace":
        guard.method(text, "replace", (str(given["old"]), str(given["new"])))
    elif name == "indent":
        width = given["width"]
        wide = len(width) if isinstance(width, str) else int(width)
        guard.size(len(text) + wide * (len(text.splitlines()) + 1))
    elif name == "wordwrap":
        lines = 2 * len(text) // max(1, int(given["width"])) + len(text.splitlines())
        guard.size(len(text) + lines * len(given["wrapstring"] or "\n"))
        guard.size(len(text) * (guard.chars // _MANY_CHARS))
    else:
        guard.size(max((v for v in given.values() if isinstance(v, int)), default=0))


def _items(context: RenderContext, value: Any) -> Any:
    """The items, counted on the clock; what has none is left to the filter."""
    if value is None or is_unknown(value):
        return value
    return context.counted(value)


def _walking_filter(guard: Guard, name: str, plain_call: Call) -> Call:
    call = _with_context(plain_call)
    cuts = name in ("batch", "slice")

    @pass_context
    def bounded(context: RenderContext, value: Any, *args: Any, **options: Any) -> Any:
        if cuts:
            for number in (*args[:1], *options.values()):
                guard.count(number if isinstance(number, int) else 0)
        else:
            for argument in args[:2]:  # names of filters, tests, attributes are looked up
                if isinstance(argument, tuple):
                    guard.key(argument)
            guard.path(args[0] if args and name.endswith("attr") else options.get("attribute"))
        result = call(context, _items(context, value), *args, **options)
        return _rows(context, result) if cuts else result

    return bounded


def _rows(context: RenderContext, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        context.charge(8 * len(row))
        yield row


def _ordering_filter(guard: Guard, name: str, plain_call: Call) -> Call:
    call = _with_context(plain_call)
    arguments = _arguments(plain_call)
    getter_of = make_multi_attrgetter if name == "sort" else make_attrgetter

    @pass_context
    def bounded(context: RenderContext, value: Any, *args: Any, **options: Any) -> Any:
        if value is None or is_unknown(value):
            return call(context, value, *args, **options)
        given = arguments(*args, **options)
        if name == "dictsort":
            pairs = context.counted(value.items())
            guard.sortable(pair[given["by"] == "value"] for pair in pairs)
            return call(context, value, *args, **options)
        items = kept(guard, context, value)
        attribute = given.get("attribute")
        guard.path(attribute)
        if attribute is None:
            guard.sortable(context.counted(items))
        else:
            defaults = {"default": given["default"]} if name == "groupby" else {}
            getter = getter_of(context.environment, attribute, **defaults)
            guard.sortable(getter(item) for item in context.counted(items))
        return context.copied(call(context, items, *args, **options), items)

    return bounded


def kept(guard: Guard, context: RenderContext, value: Iterable[Any]) -> list[Any]:
    """The items as a list of bounded length, its memory counted when it is a new one."""
    if isinstance(value, list):
        return value
    items = list(islice(context.counted(value), guard.items + 1))
    guard.count(len(items))
    context.charge(guard.memory(items))
    return items


def _list_filter(guard: Guard) -> Call:
    @pass_context
    def bounded(context: RenderContext, value: Iterable[Any]) -> list[Any]:
        items = kept(guard, context, value)
        if items is value:
            items = list(items)
            context.copied(items)
        return items

    return bounded


def _join_filter(guard: Guard, plain_call: Call) -> Call:
    call = _with_context(plain_call)

    @pass_context
    def bounded(
        context: RenderContext, value: Any, d: Any = "", attribute: str | int | None = None
    ) -> Any:
        if value is None or is_unknown(value):
            return call(context, value, d, attribute) if value is not None else None
        items = value if isinstance(value, str) else kept(guard, context, value)
        guard.path(attribute)
        if attribute is not None:
            items = list(map(make_attrgetter(context.environment, attribute), items))
        check_joinable(d, "…|join")
        if type(d) is str and set(map(type, items)) <= {str}:
            guard.size(sum(map(len, items)) + len(items) * len(d))
            return context.copied(call(context, items, d))
        for item in items:
            check_joinable(item, "…|join")
        total = sum(len(item) if isinstance(item, str) else 32 for item in items)
        guard.size(total + len(items) * len(str(d)))
        return context.copied(joined(items, d), d)

    return bounded


def _sum_filter(guard: Guard) -> Call:
    @pass_context
    def bounded(
        context: RenderContext, value: Any, attribute: str | int | None = None, start: Any = 0
    ) -> Any:
        items: Iterable[Any] = context.counted(value)
        guard.path(attribute)
        if attribute is not None:
            items = map(make_attrgetter(context.environment, attribute), items)
        total = start
        for item in items:
            if type(item) is not int or type(total) is not int:
                guard.operator("+", total, item)
            total = total + item
            if isinstance(total, (list, tuple, str)):
                context.clock()
        return total

    return bounded


def _round_filter(guard: Guard, call: Call) -> Call:
    @pass_context
    def bounded(_: RenderContext, value: Any, precision: int = 0, method: str = "common") -> Any:
        guard.count(abs(precision) * 1000)
        guard.number(value)
        return call(value, precision, method)

    return bounded


def _int_filter(guard: Guard, call: Call) -> Call:
    @pass_context
    def bounded(_: RenderContext, value: Any, default: Any = 0, base: int = 10) -> Any:
        if isinstance(value, str) and len(value) > MANY_DIGITS:
            guard.size(guard.chars + 1)
        guard.number(value)
        return call(value, default, base)

    return bounded


def _comparing_test(plain_call: Call) -> Call:
    call = _with_context(plain_call)
    wants_nothing = _PassArg.from_obj(plain_call) is None

    @pass_context
    def bounded(context: RenderContext, value: Any, *args: Any) -> Any:
        value = context.weighed(value)
        return plain_call(value, *args) if wants_nothing else call(context, value, *args)

    return bounded


def _letter_test(call: Call) -> Call:
    def bounded(value: Any) -> Any:
        check_text(value, "…")
        return call(value)

    return bounded
