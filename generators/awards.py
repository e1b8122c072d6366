"""Proposed commendations with everything about them resolved (đề nghị khen thưởng)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from ..data.law import AwardRule, award_rule, base_salary_on
from ..data.models import Award, Member, Organisation
from ..data.reference import choice
from ..data.ward import Ward, once_a_ward
from ..errors import ConventionValue, NoRuleSet
from .office import issue_day


@dataclass(frozen=True)
class Candidate:
    """One proposed commendation (một đề nghị): who, what, how much.

    ``member`` is ``None`` for an organisation. ``cell`` is the member's cell,
    or the organisation itself.
    """

    ward: Ward
    award: Award
    cell: Organisation
    member: Member | None
    day: dt.date

    @property
    def object_kind(self) -> str:
        """``member``, ``cell`` or ``grassroots_organisation``, as the law table calls them."""
        return "member" if self.member else str(self.ward.kind(self.cell)["award_object"])

    @cached_property
    def rule(self) -> AwardRule | None:
        """What the law table says of it; ``None`` when it knows no such commendation."""
        try:
            return award_rule(self.object_kind, self.award.form, self.award.period, self.day)
        except (ConventionValue, NoRuleSet):
            return None

    @property
    def decided_above(self) -> bool:
        """Whether a higher level decides (cấp trên): as written, else by the law table.

        What the table does not know, a higher level decides.
        """
        written = self.award.decider or (self.rule.decider if self.rule else "")
        return written != choice("award_decider", "own")

    @property
    def criterion(self) -> str:
        """The standard met, with the year: ``"Hoàn thành xuất sắc nhiệm vụ" trong năm 2026``."""
        if self.rule is None:
            return ""
        text = self.rule.criterion
        return f"{text} {self.ward.settings.year}" if text.endswith("trong năm") else text

    @property
    def multiple(self) -> Decimal | None:
        """The reward in base salaries; ``None`` when the table knows none."""
        return self.rule.multiple if self.rule else None

    @cached_property
    def base_salary(self) -> int:
        """The base salary that counts, in đồng: of the settings, else of the day."""
        return self.ward.settings.base_salary or base_salary_on(self.day).amount

    @cached_property
    def amount(self) -> int | None:
        """The reward in đồng: as written, else computed and rounded; ``None`` if unknown."""
        if self.award.amount is not None:
            return self.award.amount
        if self.multiple is None:
            return None
        exact = self.multiple * self.base_salary
        step = self.ward.settings.rounding_step
        return int((exact / step).to_integral_value(ROUND_CEILING)) * step

    @property
    def name(self) -> str:
        """The person's or organisation's name as written in the data."""
        return self.member.full_name if self.member else self.cell.name


@once_a_ward
def candidates(ward: Ward) -> list[Candidate]:
    """All proposals whose subject is known: members by name, then organisations in sheet order."""
    day = issue_day(ward) or dt.date(ward.settings.year, 12, 31)
    members: list[Candidate] = []
    organisations: list[Candidate] = []
    for award in ward.data.awards:
        member = ward.member(award.subject)
        cell = ward.organisation(member.cell if member else award.subject)
        if cell is None:
            continue
        found = Candidate(ward, award, cell, member, day)
        (organisations if member is None else members).append(found)
    members.sort(key=lambda c: ward.list_key(c.member) if c.member else ())
    return members + organisations
