"""Scores (điểm): the two groups and their total, from the points of criteria or as typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ...conventions.spelling import fold
from ..models import Score
from ..ward import Ward
from .criteria import Group, by_number, is_local, rows_for
from .rules import Rules
from .subjects import Graded, review_of, role, rows


@dataclass(frozen=True, slots=True)
class Scores:
    """The points of a subject (điểm của một đối tượng); ``None`` is not known.

    ``source`` says where they come from: the sheet ``Chấm điểm`` (``criteria``),
    the two totals of ``Kiểm điểm`` (``typed``), or nowhere. ``missing`` are the
    numbers of criteria without points, ``unknown`` the numbers that no criterion has:
    with either, the sheet gives no total.
    """

    general: Decimal | None
    task: Decimal | None
    source: Literal["criteria", "typed", ""]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal | None:
        """Both groups together (tổng điểm); ``None`` unless both are known."""
        if self.general is None or self.task is None:
            return None
        return self.general + self.task

    def within(self, rules: Rules) -> bool:
        """Whether neither group is below 0 or above what the rules give it."""
        limits = ((self.general, rules.general_most), (self.task, rules.task_most))
        return all(points is None or most is None or 0 <= points <= most for points, most in limits)


def of(ward: Ward, subject: Graded, *, own: bool = False) -> Scores:
    """The scores of a subject: by criteria where those are complete, else the typed totals.

    Points of criteria are those verified (thẩm định) where there are any, else
    the subject's own; ``own`` takes the subject's own alone (tự chấm).
    """
    counted = _by_criteria(ward, subject, own=own)
    if counted.source:
        return counted
    review = review_of(ward, subject)
    general = review.general_score if review else None
    task = review.task_score if review else None
    typed = general is not None or task is not None
    return Scores(general, task, "typed" if typed else "", counted.missing, counted.unknown)


def _by_criteria(ward: Ward, subject: Graded, *, own: bool) -> Scores:
    scored = rows(ward, Score, subject)
    if not scored:
        return Scores(None, None, "")
    verified = not own and any(row.points is not None for row in scored)
    annex = role(ward, subject)
    known = by_number(ward, annex)
    sums: dict[Group, Decimal] = {}
    points_of: dict[str, Decimal | None] = {}
    unknown = []
    for row in scored:
        criterion = known.get(fold(row.criterion))
        if criterion is None:
            unknown.append(row.criterion)
            continue
        points = row.points if verified else row.self_points
        points_of[criterion.number] = points
    for criterion in rows_for(ward, annex):
        points = points_of.get(criterion.number)
        if points is not None:
            sums[criterion.group] = sums.get(criterion.group, Decimal(0)) + points
    # Of the annex's own rows a subject is scored by those of its field alone; of local ones by all.
    wanted = (
        [row.number for row in rows_for(ward, annex) if row.most is not None]
        if is_local(ward, annex)
        else list(points_of)
    )
    missing = [number for number in wanted if points_of.get(number) is None]
    if missing or unknown or len(sums) < 2:
        return Scores(None, None, "", tuple(missing), tuple(unknown))
    return Scores(sums["general"], sums["task"], "criteria")
