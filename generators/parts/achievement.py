"""What a commendation is proposed for (thành tích): the standard, the results of the years."""

from __future__ import annotations

from ...conventions.spelling import fold
from ...data.grading.grades import given
from ...data.grading.past_years import PastYear, past_years
from ...data.models.fields import fields_of
from ...data.models.people import Member
from ...data.reference import choices
from ...data.ward import Ward
from ..commendations.candidates import Candidate, candidates
from ..commendations.listing import recognises_best, strength
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..record_columns import graded_name, person, posts
from ..values import OPEN
from .evidence import task_counts

_FIVE_YEARS = choices("award_period")[1]


def achievement(office: Office, subject: Subject) -> Context:
    """Who is proposed, for which commendation, with the evidence of each year."""
    ward = office.ward
    proposed = next(c for c in candidates(ward) if c.award is subject.record)
    member, decider = proposed.member, proposed.decider
    return {
        "la_to_chuc": member is None,
        "dang_vien": person(office, member, subject.unit)
        if member is not None
        else {spec.key: "" for spec in fields_of(Member)},
        "chuc_vu": posts(member, office) if member is not None else "",
        "ten_to_chuc": graded_name(office, subject.unit),
        "so_dang_vien": strength(office, subject.unit),
        "bi_thu": office.signing.name,
        "tieu_chuan": proposed.criterion,
        "tom_tat": office.told(proposed.award.summary) if _more(ward, proposed) else [],
        "tu_quyet_dinh": decider is subject.unit,
        "noi_quyet_dinh": Office(ward, decider, office.day).decider
        if decider is not None and decider is not subject.unit
        else "",
        "cac_nam": _years(office, proposed),
        "tong_hop": task_counts(office, proposed.subject),
    }


def _more(ward: Ward, proposed: Candidate) -> bool:
    """Whether the summary of the award says more than the review does of the duties."""
    review, told = ward.review_of(proposed.subject), fold(proposed.award.summary)
    return review is None or told not in fold(review.duty)


def _years(office: Office, proposed: Candidate) -> list[Context]:
    """The results of the years that the commendation is for, an unknown one on dots.

    For one year: that one and what is known of those before it.
    """
    ward, subject = office.ward, proposed.subject
    this, best = ward.settings.year, recognises_best(office)
    known = dict(past_years(ward, subject))
    now = given(ward, subject).current
    known[this] = PastYear(this, now, bool(best and now and getattr(subject, "exemplary", False)))
    wanted = range(this - 4, this + 1) if proposed.award.period == _FIVE_YEARS else known
    return [_year(year, known.get(year)) for year in wanted]


def _year(year: int, result: PastYear | None) -> Context:
    return {
        "nam": str(year),
        "muc": result.grade if result and result.grade else OPEN,
        "tieu_bieu": "x" if result and result.exemplary else "",
        "quyet_dinh": result.decision if result and result.decision else OPEN,
        "hinh_thuc": result.award if result else "",
    }
