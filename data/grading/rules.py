"""The dated rules of grading (quy định xếp loại): levels, conditions, cap, who decides.

They stand in ``grading-<year>.toml``; this module gives them types and picks
those of the year under review. What is not known of a year stands nowhere, and
nothing may be concluded from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from ..reference import table
from ..ward import Ward, once_a_ward

Role = Literal["collective", "leader", "staff", "outside"]
"""As whom somebody is graded (đối tượng): the keys of the annexes in ``choices.toml``."""

_ROOM = "grading"
_YEARS = (2025, 2023)
"""The first years of the regimes there are, the newest first."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of quality (mức xếp loại).

    ``least`` is the total score from which it begins, ``None`` in a regime
    without scores. ``otherwise`` is the level looked at next when a condition is
    not met, "" where nothing says which.
    """

    key: str
    grade: str
    least: int | None
    otherwise: str
    source: str


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a level, or one case of the lowest (điều kiện, trường hợp).

    ``measure`` is what is compared (see `conditions.measures`); ``least`` and
    ``most`` include their number, ``above`` and ``below`` do not. ``weak``: from
    a secondary source, to be compared with the text of the rule.
    """

    level: str
    roles: frozenset[str]
    measure: str
    least: int | None
    most: int | None
    above: int | None
    below: int | None
    source: str
    weak: bool

    def holds(self, value: Fraction) -> bool:
        """Whether this is true of a value."""
        return (
            (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )

    @property
    def bound(self) -> int:
        """The number compared with (ngưỡng)."""
        return next(n for n in (self.least, self.most, self.above, self.below, 0) if n is not None)


@dataclass(frozen=True, slots=True)
class CapRule:
    """How many may have the top level (tỷ lệ xuất sắc), in percent of those of the next.

    ``outstanding`` is the rate where the competent level allows more; ``None``
    when no such rule is known.
    """

    rate: int
    outstanding: int | None
    source: str


@dataclass(frozen=True, slots=True)
class AuthorityRule:
    """Who grades a kind of subject (thẩm quyền), in the words of the rule; "" for not stated.

    ``proposes_if`` is the kind of organisation that must stand in between for
    somebody to propose; "" for always.
    """

    self_grades: str
    without_committee: str
    proposes: str
    proposes_if: str
    decides: str
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one regime (bộ quy định) for one year under review.

    ``general_most`` and ``task_most`` are the points of the two groups of
    criteria, ``None`` in a regime without scores. Levels go from the top.
    """

    document: str
    general_most: int | None
    task_most: int | None
    levels: tuple[Level, ...]
    conditions: tuple[Test, ...]
    failing: tuple[Test, ...]
    cap: CapRule
    authorities: dict[str, AuthorityRule]

    @property
    def top(self) -> Level:
        """The highest level (xuất sắc), to which the cap applies."""
        return self.levels[0]

    @property
    def base(self) -> Level:
        """The level below the highest (tốt), of which the cap is a share."""
        return self.levels[1]

    @property
    def lowest(self) -> Level:
        """The lowest level (không hoàn thành)."""
        return self.levels[-1]

    def level(self, key: str) -> Level:
        """The level with this key."""
        return next(level for level in self.levels if level.key == key)

    def rank(self, grade: str) -> int:
        """The place of a grade, 0 for the highest; behind all for words that are none."""
        grades = [level.grade for level in self.levels]
        return grades.index(grade) if grade in grades else len(grades)


@cache
def rules_of_year(year: int) -> Rules | None:
    """The rules for a year under review; ``None`` for a year before all that are known."""
    first = next((first for first in _YEARS if first <= year), None)
    if first is None:
        return None
    told = table(f"grading-{first}", _ROOM)
    scores = told.get("scores", {})
    document = told["document"]

    def test(row: dict[str, Any]) -> Test:
        return Test(
            row.get("level", ""),
            frozenset(row["roles"]),
            row["measure"],
            row.get("least"),
            row.get("most"),
            row.get("above"),
            row.get("below"),
            _source(row, document),
            row["confidence"] == "C",
        )

    cap = told["cap"]
    return Rules(
        document,
        scores.get("general_most"),
        scores.get("task_most"),
        tuple(
            Level(
                row["key"],
                row["grade"],
                row.get("from"),
                row.get("otherwise", ""),
                _source(row, document),
            )
            for row in told["level"]
        ),
        tuple(test(row) for row in told["condition"] if row.get("first_year", 0) <= year),
        tuple(test(row) for row in told.get("failing", [])),
        CapRule(cap["rate"], cap.get("rate_outstanding"), _source(cap, document)),
        {row["subject"]: _authority(row) for row in told["authority"]},
    )


def _source(row: dict[str, Any], document: str) -> str:
    return ", ".join(filter(None, [row.get("document", document), row["point"]]))


def _authority(row: dict[str, Any]) -> AuthorityRule:
    return AuthorityRule(
        row["self"],
        row.get("self_without_committee", row["self"]),
        row.get("proposes", ""),
        row.get("proposes_if", ""),
        row["decides"],
        _source(row, row["document"]),
    )


@once_a_ward
def rules_of(ward: Ward) -> Rules | None:
    """The rules for the year that a ward reviews; ``None`` when none are known."""
    return rules_of_year(ward.settings.year)
