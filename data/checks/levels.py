"""Checks of levels against the rules (kiểm tra mức theo quy định): conditions, cases, heads."""

from __future__ import annotations

from ...i18n import tr
from ..grading.grades import KINDS, due, given
from ..grading.heads import above_their_bodies
from ..grading.levels import Allowed, allowed
from ..grading.rules import Rules, rules_of
from ..grading.subjects import Graded, name_of, review_of, rows
from ..models import Leader, Member, Review, Score, Task
from ..models.fields import Record
from .context import CheckContext

_FACTS = (
    "tasks", "tasks_done", "defects_fixed", "discipline", "failing",
    "quarter_1", "quarter_2", "quarter_3",
)  # fmt: skip


def check_levels(context: CheckContext) -> None:
    """Levels above what the data allow (Quy định 366-QĐ/TW, Điều 11), heads above their bodies."""
    rules = rules_of(context.ward)
    if rules is None:
        return
    for kind in KINDS:
        for subject in due(context.ward, kind):
            level = given(context.ward, subject).current
            if level and level != rules.lowest.grade:
                _check_level(context, rules, subject, level)
    for above in above_their_bodies(context.ward):
        # Of a cell's secretary nobody can say that the principle means them.
        code = "KT-512" if isinstance(above.head, Leader) else "KT-527"
        record, attribute = _written(context, above.head, above.head_grade)
        why = tr("{ten}: {nhan_xet} Nhiều cấp uỷ áp dụng nguyên tắc không cao hơn.").format(
            ten=name_of(context.ward, above.head), nhan_xet=above.told(context.ward)
        )
        fix = tr("Xem lại mức của người đứng đầu, hoặc của tập thể.")
        context.report(code, record, attribute, read=above.head_grade, why=why, fix=fix)
    for review in context.data.reviews:
        if review.discipline_by_duty and not review.discipline:
            why = tr("Đánh dấu kỷ luật liên quan nhiệm vụ mà chưa ghi hình thức kỷ luật.")
            fix = tr("Ghi cột Kỷ luật trong năm, hoặc bỏ dấu này.")
            context.report("KT-525", review, "discipline_by_duty", why=why, fix=fix)


def _check_level(context: CheckContext, rules: Rules, subject: Graded, level: str) -> None:
    if not _tells_anything(context, subject):
        return
    found = allowed(context.ward, subject)
    if found.cases:
        if found.level == rules.lowest.grade:  # no reason to look at it otherwise is written
            fix = tr(
                "Xếp “{thap}”; bất khả kháng, hoặc đã tự phát hiện và khắc phục xong thì ghi cột "
                "Lý do được xem xét khác."
            ).format(thap=rules.lowest.grade)
            why = tr("“{ten}” ghi “{muc}”. {ly_do}")
            _report(context, "KT-511", subject, level, why, found.reason, fix)
    elif rules.general_most is None:
        return  # of a regime without scores too few conditions are known for sure
    elif _is_above(rules, found, level) and not _told_by_score(
        context, rules, found, subject, level
    ):
        fix = tr("Xem lại mức, hoặc số liệu ở trang Kiểm điểm; cấp có thẩm quyền quyết định.")
        why = tr("“{ten}” ghi “{muc}”, cao hơn mức mà số liệu cho phép. {ly_do}")
        _report(context, "KT-510", subject, level, why, found.reason, fix)


def _report(
    context: CheckContext,
    code: str,
    subject: Graded,
    level: str,
    why: str,
    reason: str,
    fix: str,
) -> None:
    record, attribute = _written(context, subject, level)
    told = why.format(ten=name_of(context.ward, subject), muc=level, ly_do=reason)
    context.report(code, record, attribute, read=level, why=told, fix=fix)


def _tells_anything(context: CheckContext, subject: Graded) -> bool:
    """Whether more than a score is written down of a subject; a score is looked at by itself.

    Most members of a ward have no more, and looking at each costs time.
    """
    review = review_of(context.ward, subject)
    facts = [getattr(review, fact) for fact in _FACTS] if review is not None else []
    return (
        any(fact not in ("", None) for fact in facts)
        or not isinstance(subject, Member)
        or bool(rows(context.ward, Task, subject) or rows(context.ward, Score, subject))
    )


def _is_above(rules: Rules, found: Allowed, level: str) -> bool:
    """Whether the data exclude a level; what is not known excludes nothing."""
    if found.ceiling is not None:
        return rules.rank(level) < rules.rank(found.ceiling)
    return any(checked.state == "failed" for checked in found.conditions)


def _told_by_score(
    context: CheckContext, rules: Rules, found: Allowed, subject: Graded, level: str
) -> bool:
    """Whether the row's own score is too low for the level: that is a finding by itself."""
    record, _ = _written(context, subject, level)
    total = found.scores.total
    if total is None or found.scores.source != "typed" or not isinstance(record, Review):
        return False
    least = next((known.least for known in rules.levels if known.grade == level), None)
    return least is not None and total < least


def _written(context: CheckContext, subject: Graded, level: str) -> tuple[Record, str]:
    """Where a level stands that counts: in the subject's own row, else in ``Kiểm điểm``."""
    rows: list[Record] = [subject]
    review = review_of(context.ward, subject)
    rows += [review] if review is not None else []
    for attribute in ("grade", "proposed_grade", "collective_grade"):
        for row in rows:
            if getattr(row, attribute, "") == level:
                return row, attribute
    return subject, ""
