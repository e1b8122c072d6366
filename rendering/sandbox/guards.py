"""Bounds on what an expression may build (rào chắn): strings, numbers and lists.

Jinja's sandbox keeps a template away from Python; it does not keep it from
``'x' * 10**9``. Everything that can make much out of little passes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from numbers import Rational
from typing import Any

from markupsafe import Markup

from ..limits import Limits, exceeded
from .passages import Passage
from .plain import QUICK, check_text

_WIDE = re.compile(r"\d{5,}")
_PERCENT = re.compile(
    r"%(?:\((?P<key>[^()]*)\))?[#0\- +]*(?P<width>\*|\d*)(?:\.(?P<precision>\*|\d*))?"
    r"[hlL]?(?P<kind>.)?",
    re.DOTALL,
)
_WIDTH_METHODS = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs"})
# Python looks for the whole argument at each place of the text.
_SLOW_METHODS = frozenset({"rfind", "rindex", "rsplit", "rpartition", "strip", "lstrip", "rstrip"})
_SLOW_STEPS = 100_000_000
_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
_CONTAINERS = (list, tuple, dict, set, frozenset, *_VIEWS)
_ESCAPE = 6  # one character can become that many: a quote, escaped
_SPEC_CHARS = 200
_KEY_ITEMS = 1_000
LARGE_TEXT = 50_000
_LARGE_LIST = 1_000
_NUMBER = 330  # the longest a float can become in text
MANY_DIGITS = 4_300  # Python's own bound for decimal numbers
_WEIGHT = 64  # characters that are compared, or made small letters, as fast as one item is


def is_container(value: Any) -> bool:
    """Whether comparing or hashing the value looks at other values inside it."""
    return isinstance(value, _CONTAINERS)


class Guard:
    """The bounds applied to operators, methods and filters of one template."""

    def __init__(self, limits: Limits) -> None:
        self.chars = limits.value_chars
        self.items = limits.collection_items
        self.depth = limits.nesting

    def size(self, count: float) -> None:
        """Refuses a string that would have ``count`` characters."""
        if count > self.chars:
            raise exceeded("value_chars", self.chars)

    def count(self, count: float) -> None:
        """Refuses a list that would have ``count`` items."""
        if count > self.items:
            raise exceeded("collection_items", self.items)

    def operator(self, name: str, left: Any, right: Any) -> None:
        """Refuses ``left name right`` when its result would be too large."""
        if type(left) not in QUICK or type(right) not in QUICK:
            self._fractions(name, left, right)
        if name == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(times, int):
                    if isinstance(many, (str, bytes)):
                        self.size(len(many) * times)
                    elif isinstance(many, (list, tuple)):
                        self.count(len(many) * times)
            if isinstance(left, int) and isinstance(right, int):
                self._digits(left.bit_length() + right.bit_length())
        elif name == "**":
            if isinstance(left, int) and isinstance(right, int) and right > 0:
                self._digits(left.bit_length() * right)
        elif name == "%":
            if isinstance(left, str):
                self.percent(left, right)
            elif isinstance(left, bytes):
                raise exceeded("value_chars", 0)
        elif name == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            total = len(left) + len(right)
            if isinstance(left, str):
                self.size(total)
            else:
                self.count(total)

    def _fractions(self, name: str, *sides: Any) -> None:
        """Fractions grow with every step, whatever it is; other numbers only when multiplied."""
        parts = [s for s in sides if isinstance(s, Rational) and not isinstance(s, int)]
        for part in parts:
            bits = int(part.numerator).bit_length() + int(part.denominator).bit_length()
            times = sides[1] if name == "**" and isinstance(sides[1], int) else 1
            self._digits(bits * abs(times))

    def number(self, value: Any) -> None:
        """Refuses to write out a decimal such as ``1e999999999``."""
        if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > MANY_DIGITS:
            raise exceeded("value_chars", MANY_DIGITS)

    def path(self, attribute: Any) -> None:
        """Refuses an attribute ``a.b.c`` or ``a,b,c`` of more steps than ``nesting``."""
        self.key(attribute)
        if isinstance(attribute, str) and attribute.count(".") + attribute.count(",") > self.depth:
            raise exceeded("nesting", self.depth)

    def _digits(self, bits: int) -> None:
        if bits > 4096:
            raise exceeded("value_chars", 4096)

    def percent(self, pattern: str, values: Any) -> None:
        """Refuses ``pattern % values`` when it would be too long or print no plain value."""
        rest = iter(values if isinstance(values, tuple) else (values,))
        total = len(pattern)
        for field in _PERCENT.finditer(pattern):
            kind = field["kind"]
            if kind == "%":
                continue
            self.spec("".join(filter(None, field.group("width", "precision"))))
            if field["key"] is None:
                value = next(rest, "")
            else:
                value = values.get(field["key"], "") if isinstance(values, Mapping) else values
            check_text(value, pattern[:40])
            self.number(value)
            total += int(field["width"] or 0) + int(field["precision"] or 0)
            wide = isinstance(pattern, Markup) or kind in ("r", "a")
            total += (len(value) * (10 if wide else 1)) if isinstance(value, str) else _NUMBER
            self.size(total)

    def spec(self, spec: str) -> None:
        """Refuses a format with a width of five digits, a computed width, or of great length."""
        if "*" in spec or len(spec) > _SPEC_CHARS or _WIDE.search(spec):
            raise exceeded("value_chars", self.chars)

    def method(self, text: str, name: str, args: tuple[Any, ...]) -> None:
        """Refuses a string method whose result would be too long."""
        if name in _WIDTH_METHODS:
            widths = [value for value in args if isinstance(value, int)]
            if name == "expandtabs":
                self.size(len(text) + text.count("\t") * max(widths, default=8))
            for value in widths:
                self.size(0 if name == "expandtabs" else value)
        elif name == "replace" and len(args) >= 2:
            found = len(text) + 1 if args[0] == "" else text.count(str(args[0]))
            self.size(len(text) + found * len(str(args[1])))
        elif name in _SLOW_METHODS:
            longest = max((len(value) for value in args if isinstance(value, str)), default=0)
            if len(text) * longest > _SLOW_STEPS:
                raise exceeded("value_chars", self.chars)
        elif name == "join" and args:
            self.joined(text, args[0])

    def joined(self, separator: object, items: object) -> None:
        """Refuses joining ``items`` when the result would be too long."""
        if isinstance(items, (list, tuple, dict, set, frozenset)):
            many = isinstance(separator, Markup)
            total = sum(
                (len(item) * (_ESCAPE if many else 1)) if isinstance(item, str) else 1
                for item in items
            )
            self.size(total + len(items) * len(str(separator)))

    def weigh(self, value: Any, most: int | None = None) -> None:
        """Refuses a value nested deeper than ``nesting``, or of more than ``most`` items.

        A list that holds one list many times counts each time, as comparing does;
        a long text counts as many items.
        ``most`` is ``collection_items`` when ``None``.
        """
        most = self.items if most is None else most
        left = most
        stack: list[Iterator[Any]] = [iter((value,))]
        while stack:
            for item in stack[-1]:
                left -= 1 + len(item) // _WEIGHT if isinstance(item, str) else 1
                if left < 0:
                    raise exceeded("collection_items", most)
                if is_container(item):
                    if len(stack) > self.depth:
                        raise exceeded("nesting", self.depth)
                    stack.append(iter(item.items() if isinstance(item, dict) else item))
                    break
            else:
                stack.pop()

    def sortable(self, values: Iterable[Any]) -> None:
        """Refuses to sort or tell apart values that hold too much, all together."""
        self.weigh(list(values), 10 * self.items)

    def key(self, value: Any) -> Any:
        """The value itself, refused when it is too much for a key."""
        if is_container(value):
            self.weigh(value, _KEY_ITEMS)
        return value

    def pairs(self, items: Iterable[Any]) -> list[Any]:
        """Keys and values for a dictionary, with keys that can be looked up in short time."""
        kept: list[Any] = []
        for item in items:
            pair = tuple(item)
            if pair:
                self.key(pair[0])
            kept.append(pair)
            self.count(len(kept))
        return kept

    def growth(self, result: Any, *sources: Any) -> int:
        """What making a result counts for: a quarter of the bytes it may keep in memory.

        A quarter, for most of what a template makes is dropped again. What only
        grows by a little counts for that little while it is short; keeping ten
        thousand copies of a long text is no honest work.
        """
        if isinstance(result, Passage):
            return 2 * len(result.parts) + len(result) // 4
        if isinstance(result, str):
            most = max((len(s) for s in sources if isinstance(s, str)), default=0)
            grown = len(result) if len(result) > LARGE_TEXT else max(0, len(result) - most)
            return grown // 4
        if isinstance(result, (list, tuple)):
            most = max((len(s) for s in sources if isinstance(s, (list, tuple))), default=0)
            copied = 2 * len(result) if len(result) > _LARGE_LIST else 0
            return copied + self.memory(result[most:])
        return 0

    def memory(self, items: Sequence[Any]) -> int:
        """The bytes that a new list of these items keeps, roughly."""
        if set(map(type, items)) == {str}:
            return 8 * len(items) + sum(map(len, items))
        return sum(8 + (len(item) if isinstance(item, str) else 0) for item in items)


# Reaching for attributes by name, HTML and JSON output, chance: nothing a paper needs.
_REFUSED = frozenset({"attr", "pprint", "random", "tojson", "urlize", "xmlattr", "filesizeformat"})
