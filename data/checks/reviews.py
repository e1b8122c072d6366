"""Checks of reviews (kiểm tra trang Kiểm điểm): whose they are, scores, grades by score."""

from __future__ import annotations

from decimal import Decimal

from ...conventions.spelling import fold
from ...i18n import tr
from ..grading.rules import Rules, rules_of
from ..grading.subjects import Graded
from ..models import Member, Review
from .context import CheckContext


def check_reviews(context: CheckContext) -> None:
    """Subjects, scores within the frame, grades that fit the scores."""
    seen: dict[int, Review] = {}
    for review in context.data.reviews:
        _check_scores(context, review)
        if not review.subject:
            continue
        subject = context.graded(review.subject)
        if subject is None:
            why, fix = _unknown(context, review.subject)
            context.report("KT-501", review, "subject", read=review.subject, why=why, fix=fix)
            continue
        first = seen.setdefault(id(subject), review)
        if first is not review:
            why = tr("Đối tượng này đã có ở {dong}; dòng này không được dùng.").format(
                dong=context.place(first)
            )
            context.report(
                "KT-502",
                review,
                "subject",
                read=review.subject,
                why=why,
                fix=tr("Gộp hai dòng làm một."),
            )
        _check_name(context, review, subject)


def _unknown(context: CheckContext, handle: str) -> tuple[str, str]:
    """Why a handle is nobody's, and what to do."""
    hint = context.nearest_member(handle)
    if context.codes_gone(handle):
        return tr("Không tìm được người theo mã vì không đọc được mã đảng viên nào."), hint
    if context.namesakes(handle):
        return tr("Họ tên này có nhiều người nên không biết là của ai."), hint
    why = tr("Không có đảng viên, tổ chức đảng hay tập thể nào mang mã này.")
    return why, f"{hint} {tr('Ghi mã như ở trang Đảng viên, Tổ chức đảng hoặc Tập thể.')}".strip()


def _check_name(context: CheckContext, review: Review, subject: Graded) -> None:
    name = subject.full_name if isinstance(subject, Member) else subject.name
    if review.name and name and fold(review.name) != fold(name):
        why = tr("Mã {ma} là của “{ten}”; chương trình chỉ dùng mã.").format(
            ma=review.subject, ten=name
        )
        fix = tr("Xem lại mã hoặc họ tên: nội dung này là của ai?")
        context.report("KT-506", review, "name", read=review.name, why=why, fix=fix)


def _check_scores(context: CheckContext, review: Review) -> None:
    rules = rules_of(context.ward)
    if rules is None or rules.general_most is None or rules.task_most is None:
        return  # no scores in that year
    for attribute, most in (
        ("general_score", rules.general_most),
        ("task_score", rules.task_most),
    ):
        score: Decimal | None = getattr(review, attribute)
        if score is not None and not 0 <= score <= most:
            why = tr("Điểm phải từ 0 đến {most}.").format(most=most)
            context.report(
                "KT-503", review, attribute, read=score, why=why, fix=tr("Sửa lại điểm.")
            )
    general, task = review.general_score, review.task_score
    if (general is None) != (task is None):
        missing = "general_score" if general is None else "task_score"
        if context.was_rejected(review, missing):
            return
        why = tr("Chỉ có một trong hai điểm nên không tính được tổng.")
        context.report("KT-505", review, missing, why=why, fix=tr("Điền điểm còn thiếu."))
    elif general is not None and task is not None:
        _check_band(context, rules, review, general + task)


def _check_band(context: CheckContext, rules: Rules, review: Review, total: Decimal) -> None:
    bands = [level for level in rules.levels if level.least is not None]
    fitting = next((b.grade for b in bands if b.least is not None and total >= b.least), None)
    order = [b.grade for b in bands]
    told: set[str] = set()
    for attribute in ("self_grade", "proposed_grade", "grade"):
        grade = getattr(review, attribute)
        if not grade or fitting is None or grade == fitting or grade in told:
            continue  # the same level in three columns is one thing to look at
        told.add(grade)
        higher = order.index(grade) < order.index(fitting) if grade in order else False
        why = tr("Tổng {tong} điểm ứng với “{muc}”; mức đang ghi {so_sanh}.").format(
            tong=str(total).replace(".", ","),
            muc=fitting,
            so_sanh=tr("cao hơn") if higher else tr("thấp hơn"),
        )
        fix = tr("Xem lại điểm hoặc mức; mức thấp hơn có thể do điều kiện khác của Điều 11.")
        context.report("KT-504", review, attribute, read=grade, why=why, fix=fix)
