"""The facts that conditions compare (số liệu để xét điều kiện), and whether each is met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from ..models import Review
from ..reference import choice
from ..ward import Ward, once_a_ward
from . import tasks
from .rules import Rules, Test
from .subjects import Graded, name_of, person_of, review_of, role

State = Literal["met", "failed", "unknown"]
_FIXED = (choice("defects_fixed", "all"), choice("defects_fixed", "nothing"))
_NO_SHARE: dict[str, Fraction | None] = dict.fromkeys(get_args(tasks.Share))


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition looked at (một điều kiện đã xét); ``value`` is ``None`` when not known."""

    test: Test
    value: Fraction | None

    @property
    def state(self) -> State:
        """Whether the condition is met, not met, or cannot be told."""
        if self.value is None:
            return "unknown"
        return "met" if self.test.holds(self.value) else "failed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a subject (số liệu của một đối tượng).

    ``values`` are by measure, as the rules name them: shares of tasks in
    percent, everything else a number. ``below`` are the disciplined members or
    units of a collective, by name.
    """

    review: Review | None
    tasks: tasks.Counts
    values: dict[str, Fraction | None]
    below: tuple[str, ...]

    def look(self, tests: tuple[Test, ...], as_whom: str) -> list[Checked]:
        """The conditions that apply to this role, each with its value."""
        return [
            Checked(test, self.values.get(test.measure)) for test in tests if as_whom in test.roles
        ]


def facts_of(ward: Ward, rules: Rules, subject: Graded) -> Facts:
    """Gather what the rows of a subject say."""
    review = review_of(ward, subject)
    counts = tasks.counts(ward, subject)
    values = dict(_NO_SHARE)
    for share in get_args(tasks.Share):
        values[share] = counts.share(share)
    below = list(_disciplined_below(ward, subject))
    if role(ward, subject) == "collective":
        values["below_disciplined"] = Fraction(len(below))
        values["below_disciplined_by_duty"] = Fraction(sum(duty for _, duty in below))
    if review is not None:
        quarters = (review.quarter_1, review.quarter_2, review.quarter_3)
        values["defects"] = (
            Fraction(review.defects_fixed in _FIXED) if review.defects_fixed else None
        )
        values["disciplined"] = Fraction(bool(review.discipline))
        values["disciplined_by_duty"] = Fraction(
            bool(review.discipline) and review.discipline_by_duty
        )
        values["failed_quarters"] = Fraction(quarters.count(rules.lowest.grade))
        values["stated"] = Fraction(bool(review.failing.strip()))
    return Facts(review, counts, values, tuple(name for name, _ in below))


def _disciplined_below(ward: Ward, subject: Graded) -> Iterator[tuple[str, bool]]:
    """Who of a collective, or which unit under it, was disciplined, and whether by duty."""
    for below in _below(ward).get(id(subject), ()):
        review = review_of(ward, below)
        if review is not None and review.discipline:
            yield name_of(ward, below), review.discipline_by_duty


@once_a_ward
def _below(ward: Ward) -> dict[int, list[Graded]]:
    """The members of each collective, and the units under each organisation.

    Of a cell's committee they are those who hold a party post in the cell; only
    units of an organisation, not all its members, stop it from the top level.
    """
    below: dict[int, list[Graded]] = {}
    for leader in ward.data.leaders:
        collective = ward.collective(leader.collective)
        if collective is not None:
            who: Graded = person_of(ward, leader) or leader
            below.setdefault(id(collective), []).append(who)
    for organisation in ward.data.organisations:
        parent = ward.parent(organisation)
        if parent is not None and parent is not organisation:
            below.setdefault(id(parent), []).append(organisation)
        for rank in ("secretary", "deputy", "committee") if ward.kind(organisation)["cell"] else ():
            below.setdefault(id(organisation), []).extend(ward.post_holders(organisation, rank))
    return below
