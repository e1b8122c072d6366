"""Who may be proposed for a commendation (diện đề nghị khen thưởng), on which evidence.

Rule: Hướng dẫn 06-HD/TW, mục 19: members with the top grade of the year, cells
and organisations recognised as exemplary, and either five years in a row. The
program proposes with the evidence and names what is missing of it; people decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...errors import ConventionValue, NoRuleSet
from ...i18n import tr
from ..membership import not_reviewed
from ..models import Award, Member, Organisation
from ..past_grades import year_result
from ..reference import choices
from ..ward import Ward, once_a_ward
from .awarding import decider_of, object_kind, way_up
from .commendation import award_rule, first_form
from .grades import given
from .money import reward, salary_for
from .past_years import past_years

TOP = choices("grade")[0]
YEARLY, FIVE_YEARS = choices("award_period")
_EARLIER = 4
"""The years before the one under review that make five with it."""
_KNOWN = 3
"""Of so many of them the result must be known, before five years are spoken of."""

Lacking = Literal["grade", "recognised", "result", "exemplary", "decision", "summary"]


@dataclass(frozen=True, slots=True)
class Lack:
    """A piece of evidence that is missing (minh chứng còn thiếu), and of which years."""

    kind: Lacking
    years: tuple[int, ...] = ()

    def __str__(self) -> str:
        years = ", ".join(map(str, self.years))
        told = {
            "grade": tr("chưa ghi mức xếp loại năm nay"),
            "recognised": tr("mức năm nay mới được đề nghị, chưa công nhận"),
            "result": tr("chưa có kết quả năm {nam}"),
            "exemplary": tr("chưa ghi tiêu biểu năm {nam}"),
            "decision": tr("chưa ghi số quyết định năm {nam}"),
            "summary": tr("chưa ghi Tóm tắt thành tích"),
        }
        return told[self.kind].format(nam=years)


@dataclass(frozen=True, slots=True)
class Eligible:
    """A commendation that may be proposed (một trường hợp thuộc diện đề nghị).

    ``cell`` is the member's cell, or the organisation itself. ``evidence`` are the
    results it rests on. ``decider`` is ``None`` where a level above this workbook's
    decides, ``amount`` where no rule is known. ``row`` is the row of the sheet
    ``Khen thưởng`` that proposes it already, ``None`` for none; ``handle`` what
    calls the subject there, "" where nothing tells a member from a namesake.
    """

    subject: Member | Organisation
    cell: Organisation
    handle: str
    form: str
    period: str
    evidence: tuple[str, ...]
    missing: tuple[Lack, ...]
    decider: Organisation | None
    amount: int | None
    row: Award | None

    @property
    def name(self) -> str:
        """The name of the person or organisation."""
        return self.subject.full_name if isinstance(self.subject, Member) else self.subject.name

    @property
    def proven(self) -> bool:
        """Whether the result of every year that counts is known, so that it can be proposed."""
        return not any(lack.kind in ("grade", "result", "exemplary") for lack in self.missing)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody with the grade who is not proposed, and why (không đề nghị)."""

    subject: Member | Organisation
    reason: str


@dataclass(frozen=True, slots=True)
class Proposable:
    """All who may be proposed, and those left out (diện đề nghị của cả đảng bộ).

    ``gaps`` are those with the top grade in every year that is known, of whom too
    few years are known to speak of five.
    """

    eligible: tuple[Eligible, ...]
    left_out: tuple[LeftOut, ...]
    gaps: tuple[Member | Organisation, ...]


@once_a_ward
def proposable(ward: Ward) -> Proposable:
    """Organisations in sheet order, then members by cell and name, yearly before five years."""
    eligible: list[Eligible] = []
    left_out: list[LeftOut] = []
    gaps: list[Member | Organisation] = []
    for subject, cell in _subjects(ward):
        if not _has_top_grade(ward, subject):
            continue
        reason = _kept_out(ward, subject, cell)
        if reason:
            left_out.append(LeftOut(subject, reason))
            continue
        own = _lacks_now(ward, subject)
        eligible.append(_eligible(ward, subject, cell, YEARLY, _evidence_now(ward, subject), own))
        five = _five_years(ward, subject)
        if five is None:
            continue
        told, missing = five
        if any(lack.kind == "result" and _too_few(lack.years) for lack in missing):
            gaps.append(subject)
        else:
            evidence = (*told, *_evidence_now(ward, subject))
            lacks = (*own, *missing)
            eligible.append(_eligible(ward, subject, cell, FIVE_YEARS, evidence, lacks))
    return Proposable(tuple(eligible), tuple(left_out), tuple(gaps))


@once_a_ward
def kept_out(ward: Ward) -> dict[int, str]:
    """Why somebody with the grade is not proposed, by identity (không thuộc diện đề nghị)."""
    return {id(one.subject): one.reason for one in proposable(ward).left_out}


def _subjects(ward: Ward) -> Iterator[tuple[Member | Organisation, Organisation]]:
    for organisation in ward.data.organisations:
        yield organisation, organisation
    for cell in ward.cells:
        for member in sorted(ward.members_of(cell), key=ward.list_key):
            yield member, cell


def _has_top_grade(ward: Ward, subject: Member | Organisation) -> bool:
    grade = given(ward, subject).current
    if not grade and isinstance(subject, Organisation):
        return subject.exemplary
    return grade == TOP


def _kept_out(ward: Ward, subject: Member | Organisation, cell: Organisation) -> str:
    """Why somebody with the grade is not proposed; "" where nothing stands against it."""
    review = ward.review_of(subject)
    if review is not None and review.discipline:
        return tr("bị kỷ luật trong năm: {hinh_thuc}").format(hinh_thuc=review.discipline)
    if isinstance(subject, Organisation):
        return "" if subject.exemplary else tr("chưa được công nhận tiêu biểu")
    return not_reviewed(subject, ward.review_day(cell)) or ""


def _lacks_now(ward: Ward, subject: Member | Organisation) -> tuple[Lack, ...]:
    """What is missing of the year under review."""
    grades = given(ward, subject)
    if grades.grade:
        return ()
    return (Lack("recognised" if grades.current else "grade"),)


def _evidence_now(ward: Ward, subject: Member | Organisation) -> tuple[str, ...]:
    grade = given(ward, subject).current
    exemplary = isinstance(subject, Organisation)
    return (year_result(ward.settings.year, grade, exemplary=exemplary),) if grade else ()


def _five_years(ward: Ward, subject: Member | Organisation) -> tuple[list[str], list[Lack]] | None:
    """The four earlier years, and what is missing of them; ``None`` where five are out of reach.

    That is where a year had another level, where nothing of any is known, and for an
    organisation that was exemplary in few of them.
    """
    known = past_years(ward, subject)
    years = earlier_years(ward)
    here = [known[year] for year in years if year in known]
    unmarked = [r.year for r in here if isinstance(subject, Organisation) and not r.exemplary]
    if not here or any(result.grade != TOP for result in here) or _too_few(unmarked):
        return None
    missing: dict[Lacking, list[int]] = {
        "result": [year for year in years if year not in known],
        "exemplary": unmarked,
        "decision": [r.year for r in here if not r.decision],
    }
    told = [f"{result}, {result.award}" if result.award else str(result) for result in here]
    return told, [Lack(kind, tuple(of)) for kind, of in missing.items() if of]


def earlier_years(ward: Ward) -> range:
    """The years that make five with the one under review (bốn năm trước)."""
    return range(ward.settings.year - _EARLIER, ward.settings.year)


def _too_few(unproven: Sequence[int]) -> bool:
    return len(unproven) > _EARLIER - _KNOWN


def _eligible(
    ward: Ward,
    subject: Member | Organisation,
    cell: Organisation,
    period: str,
    evidence: Iterable[str],
    missing: Iterable[Lack],
) -> Eligible:
    day = ward.issue_day
    kind = object_kind(ward, subject, day)
    handle = ward.handle(subject) if isinstance(subject, Member) else subject.code or subject.name
    row = next((a for a in ward.rows_about(Award, subject) if a.period == period), None)
    form = row.form if row else first_form(kind, period, day)
    award = row or Award(subject=handle, form=form, period=period)
    lacks = list(missing)
    if row is not None and not row.summary:
        lacks.append(Lack("summary"))
    return Eligible(
        subject=subject,
        cell=cell,
        handle=handle,
        form=form,
        period=period,
        evidence=tuple(evidence),
        missing=tuple(lacks),
        decider=decider_of(ward, award, subject, way_up(ward, cell), day),
        amount=_amount(ward, award, kind),
        row=row,
    )


def _amount(ward: Ward, award: Award, kind: str) -> int | None:
    """The reward in đồng: as written, else by the rule of the day; ``None`` where none is known."""
    if award.amount is not None:
        return award.amount
    day, settings = ward.issue_day, ward.settings
    try:
        rule = award_rule(kind, award.form, award.period, day)
        return reward(rule.multiple, salary_for(settings, day), settings.rounding_step)
    except (ConventionValue, NoRuleSet):
        return None
