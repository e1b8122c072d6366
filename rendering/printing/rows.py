"""Many rows at once (nhiều hàng một lượt): the turns of a loop that prints plain values only.

A long list spends its time in Python for every cell. Where a turn is fixed XML
around keys of its item, the cells of many turns are read by column, looked at,
escaped and encoded as one text. What is not plain (a missing key or value, a
line break, rich text) is left to the printing of single values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from operator import itemgetter
from typing import Any

from ..sandbox.environment import RenderContext
from .printer import escape_text, is_ordinary

_BETWEEN = "\ua66e"
"""Stands between the cells while they are one text; a text that holds it is printed cell by cell.
It is a letter of a few medieval manuscripts, so that the whole text can still be ordinary."""
_BETWEEN_BYTES = _BETWEEN.encode()
_TEXTS, _TEXTS_AND_NUMBERS = frozenset({str}), frozenset({str, int})
_FEW = 4
"""Of fewer turns each value is printed by itself: that is as fast."""
_CHUNK_BYTES = 250_000
_CHUNK_ROWS = 200


class Rows:
    """The turns of one loop (các lượt của một vòng lặp).

    ``columns`` are the values of a turn in order: the name of a key of the item,
    or, for the number of the turn, the number of the first; ``pieces`` are the
    XML before, between and behind them. ``most`` is the longest value allowed.
    """

    def __init__(self, columns: Sequence[str | int], pieces: Sequence[bytes], most: int) -> None:
        self._columns = [c if isinstance(c, int) else itemgetter(c) for c in columns]
        self._most = most
        self._first, self._last = pieces[0], pieces[-1]
        self._slots = [piece for inner in pieces[1:-1] for piece in (b"", inner)]
        self._slots += (b"", self._last + self._first)
        self._chunk = min(_CHUNK_ROWS, 1 + _CHUNK_BYTES // sum(map(len, pieces), 1))

    def over(self, context: RenderContext, items: Iterable[Any]) -> Iterable[tuple[Any, int]]:
        """The turns: finished XML with a zero, or an item to print and its number from 1."""
        if type(items) is not list or len(items) < _FEW:
            return zip(items, count(1))
        return self._many(context, items)

    def _many(self, context: RenderContext, items: list[Any]) -> Iterator[tuple[Any, int]]:
        for start in range(0, len(items), self._chunk):
            some = items[start : start + self._chunk]
            ready = self._print(some, start)
            if ready is not None:
                context.ticks(len(some))
                yield ready, 0
                continue
            for number, item in enumerate(some, start):
                ready = self._print([item], number)
                if ready is None:
                    yield item, number + 1
                else:
                    context.tick()
                    yield ready, 0

    def _print(self, items: list[Any], start: int) -> bytes | None:
        """The XML of some turns; ``None`` when one of their values needs a closer look."""
        if any(type(item) is not dict for item in items):
            return None
        width = len(self._columns)
        cells: list[str] = [""] * (width * len(items))
        try:
            for position, column in enumerate(self._columns):
                if isinstance(column, int):
                    first = column + start
                    cells[position::width] = map(str, range(first, first + len(items)))
                    continue
                values = list(map(column, items))
                if not _TEXTS.issuperset(map(type, values)):
                    if not _TEXTS_AND_NUMBERS.issuperset(map(type, values)):
                        return None
                    values = list(map(str, values))
                cells[position::width] = values
        except (KeyError, ValueError):  # a key that is not there, a number of 5,000 digits
            return None
        text = _BETWEEN.join(cells)
        if len(text) > self._most or not is_ordinary(text):
            return None
        printed = escape_text(text).encode().split(_BETWEEN_BYTES)
        if len(printed) != len(cells):
            return None
        pieces = self._slots * len(items)
        pieces[::2] = printed
        pieces[-1] = self._last
        return self._first + b"".join(pieces)
