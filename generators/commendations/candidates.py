"""Proposed commendations with everything about them resolved (đề nghị khen thưởng)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...conventions.spelling import uncapitalised
from ...data.grading.awarding import decider_of, object_kind, way_up
from ...data.grading.commendation import AwardRule, award_rule
from ...data.grading.money import reward, salary_for
from ...data.models import Award, Member, Organisation
from ...data.reference import paper_words
from ...data.ward import Ward, once_a_ward
from ...errors import ConventionValue, NoRuleSet
from ..issuing import issue_day
from ..own_fields import own_fields


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
    def subject(self) -> Member | Organisation:
        """The person or the organisation."""
        return self.member or self.cell

    @cached_property
    def rule(self) -> AwardRule | None:
        """What the law table says of it; ``None`` when it knows no such commendation."""
        try:
            kind = object_kind(self.ward, self.subject, self.day)
            return award_rule(kind, self.award.form, self.award.period, self.day)
        except (ConventionValue, NoRuleSet):
            return None

    @cached_property
    def way(self) -> list[Organisation]:
        """The bodies it goes through, from the cell up to the issuing committee (đường trình)."""
        return way_up(self.ward, self.cell)

    @cached_property
    def decider(self) -> Organisation | None:
        """Who decides (cấp quyết định); ``None``: a level above this workbook's."""
        return decider_of(self.ward, self.award, self.subject, self.way, self.day)

    @property
    def proposers(self) -> list[Organisation]:
        """Who proposes it, each to the body above: those on its way that do not decide."""
        end = next((n for n, body in enumerate(self.way) if body is self.decider), None)
        return self.way[:end]

    @property
    def voters(self) -> list[Organisation]:
        """The bodies that agree to it: who proposes it, and who of this workbook decides."""
        return [*self.proposers, *([self.decider] if self.decider is not None else [])]

    def above(self, body: Organisation) -> Organisation | None:
        """The next body on its way after this one; ``None``: above this workbook's."""
        place = next(n for n, step in enumerate(self.way) if step is body)
        return self.way[place + 1] if place + 1 < len(self.way) else None

    def agreed(self, body: Organisation) -> int | None:
        """How many agreed where a body met (số đồng ý); ``None``: not written down."""
        if body is self.cell and self.ward.kind(body)["cell"]:
            return self.award.agreed
        return self.award.committee_agreed if body is self.ward.issuer else None

    @property
    def criterion(self) -> str:
        """The standard met, with the year: ``"Hoàn thành xuất sắc nhiệm vụ" trong năm 2026``."""
        year = self.ward.settings.year
        return "" if self.rule is None else self.rule.criterion.format(nam=year, tu=year - 4)

    @property
    def form(self) -> str:
        """The form with what it is for: ``Giấy khen (5 năm liền)``, ``(tiêu biểu trong năm)``."""
        period = uncapitalised(self.award.period)
        best = f"{_best()} " if self.exemplary else ""
        return f"{self.award.form} ({best}{period})"

    @property
    def exemplary(self) -> bool:
        """Whether its standard is to be exemplary (tiêu biểu)."""
        return self.rule is not None and _best() in self.rule.criterion

    @property
    def multiple(self) -> Decimal | None:
        """The reward in base salaries; ``None`` when the table knows none."""
        return self.rule.multiple if self.rule else None

    @cached_property
    def base_salary(self) -> int:
        """The base salary that counts, in đồng: of the settings, else of the day."""
        return salary_for(self.ward.settings, self.day)

    @cached_property
    def amount(self) -> int | None:
        """The reward in đồng: as written, else computed and rounded; ``None`` if unknown."""
        if self.award.amount is not None:
            return self.award.amount
        if self.multiple is None:
            return None
        return reward(self.multiple, self.base_salary, self.ward.settings.rounding_step)

    @property
    def name(self) -> str:
        """The name as written in the data, for a list that tells namesakes apart by a column."""
        return self.member.full_name if self.member else self.cell.name

    @property
    def called(self) -> str:
        """The name for running text: a namesake's with the year of birth."""
        return self.ward.called(self.member) if self.member else self.cell.name


def _best() -> str:
    return paper_words("year_result", "exemplary_word")


def own_of(proposed: Sequence[Candidate]) -> dict[str, str]:
    """The own columns of one person or body with all their rows (cột riêng)."""
    first = proposed[0]
    return own_fields(
        first.ward,
        ("to_chuc", [first.cell if first.member is None else None]),
        ("dang_vien", [first.member]),
        ("khen_thuong", [candidate.award for candidate in proposed]),
    )


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


def by_subject(proposed: Iterable[Candidate]) -> list[list[Candidate]]:
    """One group for each person or organisation, who may be proposed for several things."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in proposed:
        groups.setdefault(id(candidate.subject), []).append(candidate)
    return list(groups.values())


def own_part(proposed: Sequence[Candidate], *, members: bool) -> list[list[Candidate]]:
    """The persons, or the organisations, among the proposed, each with all their rows."""
    return by_subject(c for c in proposed if (c.member is not None) is members)


@dataclass(frozen=True)
class Decision:
    """One decision on commendations (quyết định khen thưởng): whose, on whom.

    ``about`` is ``dang-vien`` or ``to-chuc``: their amounts differ, and each is filed with
    its own kind.
    """

    ward: Ward
    body: Organisation
    about: str
    awarded: list[Candidate]

    @property
    def key(self) -> str:
        """Its name for good: body, year, and whom it is about."""
        return f"{self.body.code}-{self.ward.settings.year}-{self.about}"

    @property
    def of_organisations(self) -> bool:
        """Whether it is about organisations, not members."""
        return self.about == _ABOUT[True]

    def has(self, award: object) -> bool:
        """Whether it is on this row of the sheet ``Khen thưởng``."""
        return id(award) in self._places

    def entry(self, award: Award) -> tuple[int, Candidate]:
        """A row of the sheet with the number of its person or body in the list (số thứ tự)."""
        return self._places[id(award)]

    @cached_property
    def _places(self) -> dict[int, tuple[int, Candidate]]:
        groups = enumerate(by_subject(self.awarded), start=1)
        return {id(one.award): (number, one) for number, group in groups for one in group}


_ABOUT = ("dang-vien", "to-chuc")


@once_a_ward
def decisions(ward: Ward) -> list[Decision]:
    """The decisions of each body on what it may award itself, in sheet order, members first.

    Rule: Quy định 294-QĐ/TW, điểm 28.2.
    """
    found: dict[tuple[int, str], list[Candidate]] = {}
    for candidate in candidates(ward) if ward.issuer is not None else ():
        if candidate.decider is not None and candidate.amount is not None:
            about = _ABOUT[candidate.member is None]
            found.setdefault((id(candidate.decider), about), []).append(candidate)
    return [
        Decision(ward, body, about, found[id(body), about])
        for body in ward.data.organisations
        for about in _ABOUT
        if (id(body), about) in found
    ]
