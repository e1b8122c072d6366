"""The sandbox (hộp cát): the only Jinja environment that templates ever see.

Data are plain values. A template may read their keys and public attributes,
call a short list of harmless methods, loop, test and print. Everything else is
refused, by naming what is allowed and not what is forbidden.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from time import monotonic
from types import BuiltinMethodType, MethodType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, is_internal_attribute
from jinja2.utils import Cycler, Joiner, Namespace, missing

from ...i18n import tr
from ..limits import Limits, exceeded
from .access import (
    DICT_METHODS,
    DICT_NAMES,
    callable_names,
    is_data,
    is_record,
    is_subscriptable,
    readable_names,
)
from .filters import bounded_filters, bounded_tests, kept
from .guards import LARGE_TEXT, Guard, is_container
from .passages import captured
from .plain import QUICK, check_text, not_printable
from .textformat import TextFormat

_TICKS_BETWEEN_CLOCKS = 0x3F
_ITEMS_BETWEEN_CLOCKS = 64
_SLOW_TEXT = 1_000


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
        self._turns: dict[int, int] = {}
        sandbox: Any = self.environment
        self._guard: Guard = sandbox.guard

    def tick(self) -> None:
        """Counts one turn of a loop or one call."""
        self._steps += 1
        if self._steps > self._max_steps:
            raise exceeded("loop_steps", self._max_steps)
        if not self._steps & _TICKS_BETWEEN_CLOCKS:
            self.clock()

    def ticks(self, count: int) -> None:
        """Counts many turns of a loop that are printed at once."""
        self._steps += count
        if self._steps > self._max_steps:
            raise exceeded("loop_steps", self._max_steps)
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

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items one by one, with a look at the clock now and then."""
        if isinstance(items, (list, tuple)):
            for start in range(0, len(items), _ITEMS_BETWEEN_CLOCKS):
                self.clock()
                yield from items[start : start + _ITEMS_BETWEEN_CLOCKS]
            return
        for number, item in enumerate(items):
            if not number % _ITEMS_BETWEEN_CLOCKS:
                self.clock()
            yield item

    def weighed(self, value: Any) -> Any:
        """The value itself, refused when comparing or hashing it would take for ever."""
        if type(value) is str:
            if len(value) > _SLOW_TEXT:
                self.clock()  # a list of as long ones is compared with it in one step
        elif type(value) not in QUICK and is_container(value):
            self._guard.weigh(value)
            self.tick()
            self.clock()
        return value

    def data(self, value: Any, name: str) -> Any:
        """The value itself, refused by the field's name when it is a method nobody calls."""
        if callable(value) and not isinstance(value, Undefined):
            raise not_printable(value, name)
        return value

    def copied(self, value: Any, *sources: Any) -> Any:
        """The value itself, counted as made from the sources, or copied when there are none."""
        if sources or type(value) is not str or len(value) > LARGE_TEXT:
            self.charge(self._guard.growth(value, *(sources or (value,))))
        return value

    def derived(self, locals: dict[str, Any] | None = None) -> RenderContext:
        """A context for a block, with the counts and the deadline of this one."""
        context = super().derived(locals)
        assert isinstance(context, RenderContext)
        context._steps, context._max_steps = self._steps, self._max_steps
        context._chars, context._limits = self._chars, self._limits
        context._deadline, context._docpr = self._deadline, self._docpr
        context._guard, context._turns = self._guard, self._turns
        return context

    def keep(self, text: str) -> str:
        """The text itself, counted as kept in memory."""
        self.charge(len(text))
        return text

    def turn(self, loop: int) -> int:
        """Counts the turns of a loop whose bookmarks and drawings differ from turn to turn."""
        self._turns[loop] = self._turns.get(loop, 0) + 1
        return self._turns[loop]

    def drawing_id(self) -> str:
        """The next id of a drawing; docxtpl counts from 1001 in every document."""
        self._docpr += 1
        return str(self._docpr)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment: immutable, strict about names, bounded."""

    context_class = RenderContext
    concat = staticmethod(captured)  # what a macro, a block or a recursive loop has written
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self, limits: Limits, filters: Mapping[str, Callable[..., Any]] | None = None
    ) -> None:
        # Escaping is the printer's: a value is escaped once, where it is printed, and not before.
        super().__init__(autoescape=False, undefined=FieldUndefined, cache_size=0)
        self.limits = limits
        self.guard = Guard(limits)
        self.filters = bounded_filters(self.guard, self.filters)
        self.filters.update(filters or {})
        tests: dict[str, Any] = dict(self.tests)
        self.tests = bounded_tests(tests)  # type: ignore[assignment]
        self._counted_range: Callable[..., range] = self._range
        self.globals = {
            "range": self._counted_range,
            "dict": self._dict,
            "namespace": self._namespace,
            "cycler": Cycler,
            "joiner": Joiner,
        }
        self._callables = tuple(self.globals.values())

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self.guard.count(len(numbers))
        return numbers

    def _dict(self, *pairs: Any, **more: Any) -> dict[Any, Any]:
        if len(pairs) == 1 and not isinstance(pairs[0], Mapping):
            pairs = (self.guard.pairs(pairs[0]),)
        return dict(*pairs, **more)

    def _namespace(self, *pairs: Any, **more: Any) -> Namespace:
        return Namespace(self._dict(*pairs, **more))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether ``obj.attr`` may be read: listed names of listed types, data of records."""
        if attr.startswith("_") or is_internal_attribute(obj, attr):
            return False
        names = readable_names(type(obj))
        if names is None:
            return isinstance(obj, Namespace) or is_data(value)
        return attr in names

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether ``obj`` may be called: macros, loops, listed globals, methods of plain data."""
        if isinstance(obj, (Macro, LoopContext, Joiner, TextFormat)):
            return True
        if any(obj is known for known in self._callables):
            return True
        return (
            isinstance(obj, (MethodType, BuiltinMethodType))
            and obj.__name__ in callable_names(type(obj.__self__))
            and not isinstance(obj.__self__, type)
        )

    def call(  # type: ignore[override]
        self, context: RenderContext, obj: Any, *args: Any, **options: Any
    ) -> Any:
        """Calls what is safe to call, counting it as work."""
        if obj is self._counted_range and not options:  # the most common call, and always safe
            context.tick()
            return obj(*args)
        if isinstance(obj, FieldUndefined):
            return obj()
        if not self.is_safe_callable(obj):
            raise SecurityError(tr("không gọi được {kieu}").format(kieu=type(obj).__name__))
        context.tick()
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            if obj.__name__ == "join" and len(args) == 1 and not is_container(args[0]):
                args = (kept(self.guard, context, args[0]),)
            self.guard.method(owner, obj.__name__, (*args, *options.values()))
        elif isinstance(owner, (Mapping, list, tuple, LoopContext)):
            for value in args:
                context.weighed(value)
        result = context.call(obj, *args, **options)
        return context.copied(result, owner) if isinstance(owner, str) else result

    def call_binop(  # type: ignore[override]
        self, context: RenderContext, operator: str, left: Any, right: Any
    ) -> Any:
        """Applies an operator whose result could be large."""
        self.guard.operator(operator, left, right)
        result = super().call_binop(context, operator, left, right)
        if operator == "*" and isinstance(result, (list, tuple)):
            context.charge(8 * len(result))  # many times the same items
            return result
        return context.copied(result, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Reads ``obj.attribute``: a key of plain data, else a safe attribute."""
        if isinstance(obj, dict) and attribute not in DICT_METHODS:
            if attribute in obj:
                return obj[attribute]
            if attribute not in DICT_NAMES:
                value = same_name(obj, attribute)
                return self.undefined(obj=obj, name=attribute) if value is missing else value
        kind = type(obj)
        if attribute.startswith("_"):
            return self.unsafe_undefined(obj, attribute)
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)  # raises, with the name that is not there
        names = readable_names(kind)
        if names is None or attribute in names:
            try:
                value = getattr(obj, attribute)
            except AttributeError:
                pass
            else:
                if not self.is_safe_attribute(obj, attribute, value):
                    return self.unsafe_undefined(obj, attribute)
                if type(obj) is not str and isinstance(obj, str):
                    check_text(obj, attribute)  # a picture in a passage is no text
                if isinstance(obj, str) and attribute == "format":
                    return TextFormat(self, obj)
                return value
        if hasattr(kind, attribute) or is_internal_attribute(obj, attribute):
            return self.unsafe_undefined(obj, attribute)
        if is_subscriptable(kind) or isinstance(obj, TemplateReference):
            try:
                return obj[attribute]
            except (TypeError, LookupError):
                pass
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Reads ``obj[argument]`` of plain data, else the safe attribute of that name."""
        if type(obj) is dict and type(argument) is str and argument in obj:
            return obj[argument]
        if is_container(argument):
            self.guard.weigh(argument)  # it is hashed, or named in an error
        if is_subscriptable(type(obj)) or isinstance(obj, (Undefined, TemplateReference)):
            try:
                value = obj[argument]
            except (TypeError, LookupError, AttributeError):
                pass
            else:
                if is_record(type(obj)) and not is_data(value):
                    return self.unsafe_undefined(obj, str(argument))
                return value
        if isinstance(argument, str):
            return self.getattr(obj, str(argument))
        return self.undefined(obj=obj, name=argument)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        """Refuses at once, not only when the value would be printed."""
        raise SecurityError(
            tr("không được đọc «{ten}» của {kieu}").format(ten=attribute, kieu=type(obj).__name__)
        )

    def get_template(self, *_: Any, **__: Any) -> NoReturn:
        """Refuses: a template stands alone, it cannot read other files."""
        raise SecurityError(tr("mẫu không được đọc tệp khác"))
