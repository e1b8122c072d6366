"""What was compared and what disagrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tests.counts.documents import People

Value = int | Decimal | None


@dataclass
class Ledger:
    """What was compared and what disagrees.

    ``code`` of a comparison is the finding by which ``kiem-tra`` warns that the
    rows themselves contradict each other there: such a difference is ``excused``.
    """

    ward: str
    documents: int = 0
    compared: int = 0
    disagreements: list[str] = field(default_factory=list)
    excused: Counter[str] = field(default_factory=Counter)

    def same(self, place: str, what: str, said: Value, again: Value, code: str = "") -> None:
        """One number, found in two ways."""
        self.compared += 1
        if said == again:
            return
        if code:
            self.excused[code] += 1
        else:
            self.disagreements.append(f"{self.ward} {place}: {what}: {said} ≠ {again}")

    def all_same(self, place: str, said: Mapping[str, Value], again: Mapping[str, Value]) -> None:
        """Several numbers by their names."""
        for what in sorted({*said, *again}):
            self.same(place, what, said.get(what, 0), again.get(what, 0))

    def adds_up(
        self, place: str, what: str, total: int | None, *parts: int | None, code: str = ""
    ) -> None:
        """A sum within one paper, where no part of it is left open."""
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts):
            self.same(place, what, total, sum(known), code)

    def at_most(self, place: str, what: str, less: int | None, more: int | None, code: str) -> None:
        """A number that may not be over another."""
        if less is not None and more is not None:
            self.same(place, what, max(less, more), more, code)

    def named(self, place: str, people: Iterable[People]) -> None:
        """As many names as said before them."""
        for group in people:
            self.same(place, f"số người “{group.label}”", group.said, len(group.names))


def in_order(ledger: Ledger, place: str, rows: list[dict[str, str]]) -> None:
    """Rows numbered from 1."""
    ledger.same(place, "số thứ tự cuối", int(rows[-1]["TT"]), len(rows))
    ledger.same(place, "số thứ tự", len({row["TT"] for row in rows}), len(rows))
