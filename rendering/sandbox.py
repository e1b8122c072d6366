"""The sandbox (hộp cát): the only Jinja environment that templates ever see.

Data are plain values. A template may read their keys and public attributes,
call a short list of harmless methods, loop, test and print. Everything else is
refused, by naming what is allowed and not what is forbidden.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, NoReturn

from jinja2 import StrictUndefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, missing

from .guards import Guard
from .limits import Limits, exceeded

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
_DATE_NAMES = frozenset(
    [
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
        "weekday",
        "isoweekday",
        "strftime",
        "isoformat",
        "date",
        "time",
        "days",
        "seconds",
    ]
)
_ALLOWED: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, _STRING_METHODS),
    (dict, frozenset({"keys", "values", "items", "get"})),
    ((list, tuple), frozenset({"count", "index"})),
    ((datetime.date, datetime.time, datetime.timedelta), _DATE_NAMES),
    (Macro, frozenset({"name", "arguments"})),
    (Cycler, frozenset({"next", "current", "reset"})),
)
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
_TICKS_BETWEEN_CLOCKS = 0x3F


class UnknownName(UndefinedError):
    """A template used a name that is not in the data; ``candidates`` are the names there."""

    def __init__(self, message: str, name: str, candidates: tuple[str, ...] | None) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class FieldUndefined(StrictUndefined):
    """An unknown field: any use of it raises, except tests for being defined."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        def raised(message: str) -> Exception:
            if obj is missing:
                candidates = None
            elif isinstance(obj, Mapping):
                candidates = tuple(str(key) for key in obj)
            else:
                candidates = ()
            return UnknownName(message, str(name), candidates)

        # Jinja only calls it; a closure stands in for the exception type.
        super().__init__(
            hint,
            obj,
            name,
            exc if exc is SecurityError else raised,  # type: ignore[arg-type]
        )


class Names(dict[str, Any]):
    """The names of one rendering; finds a key written in decomposed Unicode as well."""

    def __missing__(self, key: str) -> Any:
        return same_name(self, key)


def same_name(data: Mapping[str, Any], key: str) -> Any:
    """The value whose key equals ``key`` after NFC, else Jinja's mark for missing."""
    if not key.isascii():
        for other in data:
            if not other.isascii() and unicodedata.normalize("NFC", other) == key:
                return data[other]
    return missing


class RenderContext(Context):
    """The state of one rendering of one part: names, work done, time used."""

    def begin(self, limits: Limits, docpr_start: int = 1000) -> None:
        """Starts counting; must be called before the template runs."""
        self._steps = 0
        self._max_steps = limits.loop_steps
        self._chars = 0
        self._limits = limits
        self._deadline = monotonic() + limits.render_seconds
        self._docpr = docpr_start

    def tick(self) -> None:
        """Counts one turn of a loop or one call."""
        self._steps += 1
        if self._steps > self._max_steps:
            raise exceeded("loop_steps", self._max_steps)
        if not self._steps & _TICKS_BETWEEN_CLOCKS:
            self.clock()

    def clock(self) -> None:
        """Refuses to go on when the time is used up."""
        if monotonic() > self._deadline:
            raise exceeded("render_seconds", self._limits.render_seconds)

    def charge(self, chars: int) -> None:
        """Counts text kept in memory by macros and ``{% set %}`` blocks."""
        self._chars += chars
        if self._chars > self._limits.output_bytes:
            raise exceeded("output_bytes", self._limits.output_bytes)

    def keep(self, text: str) -> str:
        """The text itself, counted as kept in memory."""
        self.charge(len(text))
        return text

    def drawing_id(self) -> str:
        """The next id of a drawing; docxtpl counts from 1001 in every document."""
        self._docpr += 1
        return str(self._docpr)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment: immutable, escaping, strict about names, bounded."""

    context_class = RenderContext
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self, limits: Limits, filters: Mapping[str, Callable[..., Any]] | None = None
    ) -> None:
        super().__init__(autoescape=True, undefined=FieldUndefined, cache_size=0)
        self.limits = limits
        self.guard = Guard(limits)
        self.filters = self.guard.filters(dict(self.filters))
        self.filters.update(filters or {})
        self.globals = {
            "range": self._range,
            "dict": dict,
            "namespace": Namespace,
            "cycler": Cycler,
            "joiner": Joiner,
        }
        self._callables = frozenset({self._range, dict, Namespace, Cycler, Joiner})

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self.guard.count(len(numbers))
        return numbers

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether ``obj.attr`` may be read: listed names of plain types, plain data of others."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, LoopContext):
            return attr in LOOP_NAMES
        for types, names in _ALLOWED:
            if isinstance(obj, types):
                return attr in names
        return not callable(value) and not isinstance(obj, type)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether ``obj`` may be called: macros, loops, listed globals, methods of plain data."""
        if isinstance(obj, (Macro, LoopContext, Joiner)):
            return True
        if getattr(obj, "sandboxed_format", False):
            return True
        try:
            if obj in self._callables:
                return True
        except TypeError:
            return False
        owner = getattr(obj, "__self__", None)
        name = getattr(obj, "__name__", "")
        return (
            owner is not None
            and not isinstance(owner, type)
            and self.is_safe_attribute(owner, name, obj)
        )

    def call(  # type: ignore[override]
        self, context: RenderContext, obj: Any, *args: Any, **options: Any
    ) -> Any:
        """Calls what is safe to call, counting it as work."""
        if isinstance(obj, FieldUndefined):
            return obj()
        if not self.is_safe_callable(obj):
            raise SecurityError(f"{type(obj).__name__} is not callable here")
        context.tick()
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            self.guard.method(owner, obj.__name__, args)
        return super().call(context, obj, *args, **options)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Applies an operator whose result could be large."""
        self.guard.operator(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``str.format`` stays inside the sandbox, and its widths inside the bounds."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            self.guard.format(value.__self__)
            wrapped.sandboxed_format = True  # type: ignore[attr-defined]
        return wrapped

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Reads ``obj.attribute``: a key of plain data, else a safe attribute."""
        if isinstance(obj, dict) and attribute not in DICT_NAMES:
            if attribute in obj:
                return obj[attribute]
            value = same_name(obj, attribute)
            if value is not missing:
                return value
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        """Refuses at once, not only when the value would be printed."""
        raise SecurityError(f"access to {attribute!r} of {type(obj).__name__} is not allowed")

    def get_template(self, *_: Any, **__: Any) -> NoReturn:
        """Refuses: a template stands alone, it cannot read other files."""
        raise SecurityError("templates cannot load other templates")
