"""What a template may reach (phạm vi của mẫu): for each type, the names that may be read.

A list of what is allowed, never of what is forbidden. A type that is not listed
has no attributes for a template: generators, frames, code, modules, coroutines,
functions, classes, tracebacks among them.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from functools import lru_cache
from numbers import Number
from types import MappingProxyType, SimpleNamespace
from typing import Any, TypeVar

from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Cycler, Namespace

from ..inserts import Insert
from .passages import is_rich
from .plain import is_scalar

_STRING_METHODS = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "count",
        "endswith",
        "expandtabs",
        "find",
        "format",
        "index",
        "isalnum",
        "isalpha",
        "isascii",
        "isdecimal",
        "isdigit",
        "islower",
        "isnumeric",
        "isspace",
        "istitle",
        "isupper",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rfind",
        "rindex",
        "rjust",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "swapcase",
        "title",
        "upper",
        "zfill",
    ]
)
_DATE_METHODS = frozenset(["weekday", "isoweekday", "strftime", "isoformat", "date", "time"])
_DATE_NAMES = frozenset(["year", "month", "day", "hour", "minute", "second", "days", "seconds"])
LOOP_NAMES = frozenset(
    [
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "depth",
        "depth0",
        "cycle",
        "previtem",
        "nextitem",
        "changed",
    ]
)
DICT_NAMES = frozenset(dir(dict))
DICT_METHODS = frozenset({"keys", "values", "items", "get"})
_LIST_METHODS = frozenset({"count", "index"})

# Type, the names that may be read, those of them that may be called.
_ALLOWED: tuple[tuple[tuple[type, ...], frozenset[str], frozenset[str]], ...] = (
    ((str,), _STRING_METHODS, _STRING_METHODS),
    (
        (datetime.date, datetime.time, datetime.timedelta),
        _DATE_METHODS | _DATE_NAMES,
        _DATE_METHODS,
    ),
    ((Number, bytes, type, range, set, frozenset), frozenset(), frozenset()),
    ((dict, MappingProxyType), DICT_METHODS, DICT_METHODS),
    ((list, tuple), _LIST_METHODS, _LIST_METHODS),
    ((LoopContext,), LOOP_NAMES, frozenset({"cycle", "changed"})),
    ((Macro,), frozenset({"name", "arguments"}), frozenset()),
    ((Cycler,), frozenset({"next", "current", "reset"}), frozenset({"next", "reset"})),
)
CALLED_NAMES = frozenset[str]().union(*(calls for _, _, calls in _ALLOWED))
"""The names that may be methods; what a template reads by them is only ever called."""
_SUBSCRIPTABLE = (str, list, tuple, dict, MappingProxyType, range)
_COLLECTIONS = (list, tuple, dict, MappingProxyType, set, frozenset, range)
# Modules whose objects are machinery, never somebody's data.
_MACHINERY = sys.stdlib_module_names | {
    *("jinja2", "markupsafe", "docx", "docxtpl", "docxcompose", "lxml", "babel"),
}
_MACHINES = ("__call__", "__next__", "__await__", "__anext__")  # what acts, and holds no data
_HEAP_TYPE = 1 << 9  # a class written in Python, or made like one


_T = TypeVar("_T")


def _remembered(function: Callable[[type], _T]) -> Callable[[type], _T]:
    """The function, asked once for each type."""
    return lru_cache(maxsize=512)(function)


@_remembered
def readable_names(kind: type) -> frozenset[str] | None:
    """The attributes of that type a template may read; ``None``: a record, any public data."""
    for types, names, _ in _ALLOWED:
        if issubclass(kind, types):
            return names | _named_fields(kind)
    return None if is_record(kind) else frozenset()


@_remembered
def callable_names(kind: type) -> frozenset[str]:
    """The methods of that type a template may call."""
    return next((calls for types, _, calls in _ALLOWED if issubclass(kind, types)), frozenset())


def _named_fields(kind: type) -> frozenset[str]:
    """The fields of a named tuple, such as a group made by ``groupby``."""
    fields = getattr(kind, "_fields", ()) if issubclass(kind, tuple) else ()
    return frozenset(name for name in fields if not name.startswith("_"))


@_remembered
def is_record(kind: type) -> bool:
    """Whether objects of that type are records of the caller: data with names.

    Such as data classes and models. What can be called, iterated step by step
    or raised is no record, nor is anything of Python's or Word's machinery.
    """
    if kind in (Namespace, SimpleNamespace):
        return True
    return (
        bool(kind.__flags__ & _HEAP_TYPE)
        and kind.__module__.partition(".")[0] not in _MACHINERY
        and not issubclass(kind, (type, BaseException, Insert))
        and not any(name in vars(base) for base in kind.__mro__ for name in _MACHINES)
    )


@_remembered
def is_subscriptable(kind: type) -> bool:
    """Whether ``value[key]`` may be read of that type."""
    return issubclass(kind, _SUBSCRIPTABLE) or is_record(kind)


def is_data(value: Any) -> bool:
    """Whether a record may hand this value to a template."""
    return (
        value is None
        or is_scalar(value)
        or isinstance(value, (*_COLLECTIONS, Insert))
        or is_rich(value)
        or is_record(type(value))
    )
