"""Bounds on what an expression may build (rào chắn): strings, numbers and lists.

Jinja's sandbox keeps a template away from Python; it does not keep it from
``'x' * 10**9``. Everything that can make much out of little passes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from .limits import Limits, exceeded

_WIDE_FORMAT = re.compile(r"\d{5,}|\*|\{[^}]*\{")
_WIDTH_METHODS = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs"})


class Guard:
    """The bounds applied to operators, methods and filters of one template."""

    def __init__(self, limits: Limits) -> None:
        self.chars = limits.value_chars
        self.items = limits.collection_items

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
            if isinstance(left, (str, bytes)):
                self.format(str(left))
        elif name == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            total = len(left) + len(right)
            if isinstance(left, str):
                self.size(total)
            else:
                self.count(total)

    def _digits(self, bits: int) -> None:
        if bits > 4096:
            raise exceeded("value_chars", 4096)

    def format(self, pattern: str) -> None:
        """Refuses a format string with widths of five digits or computed widths."""
        if _WIDE_FORMAT.search(pattern):
            raise exceeded("value_chars", self.chars)

    def method(self, text: str, name: str, args: tuple[Any, ...]) -> None:
        """Refuses a string method whose result would be too long."""
        if name in _WIDTH_METHODS:
            for value in args:
                if isinstance(value, int):
                    self.size(value * (text.count("\t") if name == "expandtabs" else 1))
        elif name == "replace" and len(args) >= 2:
            found = len(text) + 1 if args[0] == "" else text.count(str(args[0]))
            self.size(len(text) + found * len(str(args[1])))
        elif name == "join" and args:
            self.joined(text, args[0])

    def joined(self, separator: object, items: object) -> None:
        """Refuses joining ``items`` when the result would be too long."""
        if isinstance(items, (list, tuple, dict, set, frozenset)):
            total = sum(len(str(item)) for item in items)
            self.size(total + len(items) * len(str(separator)))

    def filters(self, filters: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
        """The built-in filters with bounds, without those that have no place on paper."""
        kept = {name: call for name, call in filters.items() if name not in _REFUSED}
        for name in _STRING_FILTERS & kept.keys():
            kept[name] = self._text_filter(name, kept[name])
        for name in ("batch", "slice"):
            kept[name] = self._list_filter(kept[name])
        kept["round"] = self._round_filter(kept["round"])
        kept["list"] = self._bounded_list
        return kept

    def _text_filter(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        from jinja2.utils import _PassArg
        from markupsafe import Markup

        # Filters that want the environment get it as first argument.
        offset = 0 if _PassArg.from_obj(call) is None else 1

        def bounded(*args: Any, **options: Any) -> Any:
            value = args[offset] if len(args) > offset else None
            if value is None:
                return None  # printed by the policy for missing values, never as "NONE"
            rest = args[offset + 1 :]
            if name in _LETTER_FILTERS and isinstance(value, Markup) and "<" not in value:
                # Work on letters, not on escapes: &amp; must not become &AMP;.
                args = (*args[:offset], value.unescape(), *rest)
            if name in ("center", "indent", "wordwrap", "truncate"):
                for number in (*rest, *options.values()):
                    if isinstance(number, int):
                        lines = str(value).count("\n") + 1 if name == "indent" else 1
                        self.size(number * lines)
            elif name == "replace":
                old, new = ([*rest, "", ""])[:2]
                self.method(str(value), "replace", (str(old), str(new)))
            elif name == "format":
                self.format(str(value))
            elif name == "join":
                self.joined(rest[0] if rest else options.get("d", ""), value)
            return call(*args, **options)

        _copy_pass_arg(call, bounded)
        return bounded

    def _list_filter(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def bounded(value: Any, number: int, fill_with: Any = None) -> Any:
            self.count(number)
            return call(value, number, fill_with)

        return bounded

    def _round_filter(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def bounded(value: Any, precision: int = 0, method: str = "common") -> Any:
            self.count(abs(precision) * 1000)
            return call(value, precision, method)

        return bounded

    def _bounded_list(self, value: Iterable[Any]) -> list[Any]:
        items: list[Any] = []
        for item in value:
            items.append(item)
            self.count(len(items))
        return items


def _copy_pass_arg(source: Callable[..., Any], target: Callable[..., Any]) -> None:
    mark = getattr(source, "jinja_pass_arg", None)
    if mark is not None:
        target.jinja_pass_arg = mark  # type: ignore[attr-defined]


_STRING_FILTERS = frozenset(
    {
        "capitalize",
        "center",
        "escape",
        "e",
        "forceescape",
        "format",
        "indent",
        "join",
        "lower",
        "replace",
        "reverse",
        "safe",
        "string",
        "striptags",
        "title",
        "trim",
        "truncate",
        "upper",
        "wordwrap",
    }
)
_LETTER_FILTERS = frozenset(
    [
        "capitalize",
        "center",
        "lower",
        "replace",
        "reverse",
        "title",
        "trim",
        "truncate",
        "upper",
        "wordwrap",
    ]
)
# Reaching for attributes by name, HTML and JSON output, chance: nothing a paper needs.
_REFUSED = frozenset({"attr", "pprint", "random", "tojson", "urlize", "xmlattr", "filesizeformat"})
