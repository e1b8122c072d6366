"""Sentences dealt out in turn (ngân hàng lời văn), so that a sample never repeats itself soon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any


class Bank:
    """The sentences of one kind of member or cell.

    Every list is gone through from its start, or from its place ``first``; lists
    of different lengths give combinations that do not come back soon.
    """

    def __init__(self, lists: Mapping[str, Any], first: int = 0) -> None:
        self._lists = lists
        self._first = first
        self._dealt: Counter[str] = Counter()

    def text(self, slot: str) -> str:
        """The next text of a list; "" when this kind has no such list."""
        dealt: str = self.deal(slot) or ""
        return dealt.strip()

    def case(self, slot: str) -> dict[str, str]:
        """The next group of texts that belong together."""
        return self.deal(slot) or {}

    def deal(self, slot: str) -> Any:
        """The next of a list, whatever it holds; ``None`` when there is no such list."""
        choice = self._lists.get(slot, [])
        if not choice:
            return None
        self._dealt[slot] += 1
        return choice[(self._first + self._dealt[slot] - 1) % len(choice)]
