"""The criteria that a subject is scored by (khung tiêu chí): the local ones, else the annex's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ...conventions.spelling import fold
from ..reference import chosen, table
from ..ward import Ward, once_a_ward
from .rules import Role, rules_of

Group = Literal["general", "task"]
"""The two groups of criteria (30 and 70 points)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion (tiêu chí). ``most`` is ``None`` where no points are set for it.

    ``mark`` is what stands before the text in the annex; a ``heading`` names a
    group of rows.
    """

    group: Group
    number: str
    text: str
    most: Decimal | None = None
    mark: str = ""
    heading: bool = False


def rows_for(ward: Ward, annex: Role) -> list[Row]:
    """The criteria of an annex (khung): those of the sheet ``Tiêu chí``, else the rule's own.

    Empty where neither knows any, as in the years before there were scores.
    """
    return _local(ward).get(annex) or _default(ward, annex)


def is_local(ward: Ward, annex: Role) -> bool:
    """Whether the sheet ``Tiêu chí`` has rows for an annex (tiêu chí của địa phương)."""
    return annex in _local(ward)


def most_of(ward: Ward, annex: Role) -> dict[Group, Decimal]:
    """The points that an annex's criteria add up to, by group (tổng điểm tối đa)."""
    sums: dict[Group, Decimal] = {"general": Decimal(0), "task": Decimal(0)}
    for row in rows_for(ward, annex):
        sums[row.group] += row.most or 0
    return sums


def by_number(ward: Ward, annex: Role) -> dict[str, Row]:
    """The criteria of an annex by their numbers as compared: folded."""
    return _numbered(ward)[annex]


@once_a_ward
def _numbered(ward: Ward) -> dict[Role, dict[str, Row]]:
    annexes: tuple[Role, ...] = ("collective", "leader", "staff", "outside")
    return {a: {fold(row.number): row for row in rows_for(ward, a)} for a in annexes}


@once_a_ward
def _local(ward: Ward) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in ward.data.criteria:
        annex, group = chosen("annex", row.annex), chosen("criterion_group", row.group)
        if annex and row.number:
            kind: Group = "task" if group == "task" else "general"
            found.setdefault(annex, []).append(Row(kind, row.number, row.text, row.most))
    return found


def _default(ward: Ward, annex: Role) -> list[Row]:
    rules = rules_of(ward)
    if rules is None or rules.general_most is None:
        return []
    return [Row(**row) for row in table("criteria-2025", "grading")[annex]]
