"""Money of commendations (tiền thưởng): the base salary of a day, and amounts from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from ...errors import NoRuleSet
from ...i18n import tr
from ..models import Settings
from ..models.partial_date import PartialDate
from ..reference import table


@dataclass(frozen=True, slots=True)
class SalaryStep:
    """One value of the base salary (mức lương cơ sở): đồng a month from ``valid_from`` on.

    ``confidence`` is ``A`` (read in full), ``B`` (reliable report) or ``C``
    (weak: the clerk should confirm it).
    """

    valid_from: dt.date
    amount: int
    source: str
    confidence: str


def base_salary_on(day: dt.date) -> SalaryStep:
    """The base salary in force on a day (mức lương cơ sở).

    Raises ``NoRuleSet`` for a day before the table begins.
    """
    steps = [SalaryStep(**step) for step in table("money", "grading")["step"]]
    in_force = [step for step in steps if step.valid_from <= day]
    if not in_force:
        raise NoRuleSet(
            tr("Không có mức lương cơ sở cho ngày {ngay}.").format(ngay=PartialDate.of(day)),
            why=tr("Bảng của chương trình bắt đầu từ ngày {ngay}.").format(
                ngay=PartialDate.of(steps[0].valid_from)
            ),
            fix=tr("Ghi “Mức lương cơ sở” ở trang Thiết lập."),
        )
    return max(in_force, key=lambda step: step.valid_from)


def salary_for(settings: Settings, day: dt.date) -> int:
    """The base salary that awards of a day are reckoned from, in đồng; the settings' comes first.

    Raises as :func:`base_salary_on`.
    """
    return settings.base_salary or base_salary_on(day).amount


def reward(multiple: Decimal, salary: int, step: int = 1) -> int:
    """So many base salaries in đồng, rounded up to a multiple of ``step`` (tiền thưởng)."""
    return int((multiple * salary / step).to_integral_value(ROUND_CEILING)) * step
