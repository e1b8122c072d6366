"""Many rows at once (nhiều hàng một lượt): the turns of a loop that prints plain values only.

A long list spends its time in Python for every cell. Where a turn is fixed XML
around keys of its item, the cells of many turns are read by column, looked at,
escaped and encoded as one text. What is not plain (a missing key or value, a
line break, rich text) is left to the printing of single values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from operator import countOf, itemgetter
from typing import Any

from ..sandbox.environment import RenderContext
from .printer import escape_text

_BETWEEN, _BETWEEN_BYTES = "\0", b"\0"
"""Stands between the cells of a column while they are one text; no value may hold it."""
_CONTROLS = bytes(range(32))
_TEXTS_AND_NUMBERS = frozenset({str, int})
_FEW = 4
"""Of fewer turns each value is printed by itself: that is as fast."""
_START, _LONGEST_PAUSE = 64, 1024
"""So many turns are tried at first; so many are printed singly before the next try."""
_CHUNK_BYTES = 1_000_000
"""So long is the fixed XML that is printed at once; a loop around half a page is no long list."""
_Column = int | Callable[[Any], Any]


class Rows:
    """The turns of one loop (các lượt của một vòng lặp).

    ``columns`` are the values of a turn in order: the name of a key of the item,
    or, for the number of the turn, the number of the first; ``pieces`` are the
    XML before, between and behind them. ``most`` is the longest value allowed.
    """

    def __init__(self, columns: Sequence[str | int], pieces: Sequence[bytes], most: int) -> None:
        self._columns: list[_Column] = [
            column if isinstance(column, int) else itemgetter(column) for column in columns
        ]
        self._most = most
        self._first, self._last = pieces[0], pieces[-1]
        between = (self._last + self._first, *pieces[1:-1])
        self._slots = [piece for fixed in between for piece in (fixed, b"")]
        self._most_turns = _CHUNK_BYTES // sum(map(len, pieces), 1)

    def over(self, context: RenderContext, items: Iterable[Any]) -> Iterable[tuple[Any, int]]:
        """The turns: finished XML with a zero, or an item to print and its number from 1."""
        if type(items) is not list or len(items) < _FEW or self._most_turns < _START:
            return zip(items, count(1))
        return self._many(context, items)

    def _many(self, context: RenderContext, items: list[Any]) -> Iterator[tuple[Any, int]]:
        start, size, pause = 0, _START, _START
        while start < len(items):
            ready = self._print(items[start : start + size], start)
            if ready is not None:
                context.ticks(min(size, len(items) - start))
                yield ready, 0
                start, size, pause = start + size, min(4 * size, self._most_turns), _START
            elif size > _START:
                size = max(size // 4, _START)
            else:
                # Where values are seldom plain, the tries are seldom too.
                yield from zip(items[start : start + pause], count(start + 1))
                start, pause = start + pause, min(2 * pause, _LONGEST_PAUSE)

    def _print(self, items: list[Any], start: int) -> bytes | None:
        """The XML of some turns; ``None`` when one of their values needs a closer look."""
        turns, width = len(items), len(self._columns)
        if countOf(map(type, items), dict) != turns:
            return None
        pieces = self._slots * turns
        chars = 0
        try:
            for position, column in enumerate(self._columns):
                text = _BETWEEN.join(_column(column, items, start))
                chars += len(text)
                if chars > self._most or not (text.isascii() or _is_legal(text)):
                    return None
                # A half of a surrogate pair cannot be encoded.
                printed = escape_text(text).encode()
                if len(printed.translate(None, _CONTROLS)) != len(printed) - turns + 1:
                    return None
                pieces[2 * position + 1 :: 2 * width] = printed.split(_BETWEEN_BYTES)
        except (LookupError, TypeError, ValueError):
            return None
        pieces[0] = self._first
        pieces.append(self._last)
        return b"".join(pieces)


def _is_legal(text: str) -> bool:
    return "\ufffe" not in text and "\uffff" not in text


def _column(column: _Column, items: list[Any], start: int) -> list[str]:
    """One column as texts.

    Raises ``LookupError`` for a key that is not there, ``TypeError`` for a value
    that is neither text nor a whole number, ``ValueError`` for one of 5,000 digits.
    """
    if isinstance(column, int):
        return list(map(str, range(column + start, column + start + len(items))))
    values: list[Any] = list(map(column, items))
    if countOf(map(type, values), str) == len(values):
        return values
    if not _TEXTS_AND_NUMBERS.issuperset(map(type, values)):
        raise TypeError
    return list(map(str, values))
