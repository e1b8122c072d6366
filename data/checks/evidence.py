"""Checks of evidence (kiểm tra tiêu chí, chấm điểm, nhiệm vụ, các năm): sums and subjects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import Any

from ...conventions.spelling import fold
from ...conventions.words import decimal_vi
from ...i18n import tr
from ..grading import scores, tasks
from ..grading.criteria import by_number
from ..grading.rules import Rules, rules_of
from ..grading.subjects import Graded, review_of, role
from ..models import Criterion, Regrade, Remedy, Review, Score, Task, YearResult
from ..models.fields import Record
from ..reference import choice
from .context import CheckContext, repeated, some


def check_evidence(context: CheckContext) -> None:
    """Criteria, points, tasks and results of years."""
    data = context.data
    rows: list[Task | Score | YearResult | Remedy | Regrade] = [*data.tasks, *data.scores]
    rows += [*data.year_results, *data.remedies, *data.regrades]
    for row in rows:
        if row.subject and context.graded(row.subject) is None:
            context.unknown_subject(row, "KT-513", tr("dòng này không được dùng"))
    _check_twice(context, data.criteria, "number", lambda row: _key(row.annex, row.number))
    _check_twice(context, data.scores, "criterion", lambda row: _key(row.subject, row.criterion))
    _check_twice(context, data.year_results, "year", lambda row: _key(row.subject, row.year))
    _check_years(context)
    rules = rules_of(context.ward)
    if rules is not None and rules.general_most is not None:
        _check_frame(context, rules)
        _check_points(context, rules)
    _check_task_numbers(context)


def _key(*parts: object) -> Hashable | None:
    return tuple(fold(str(part)) for part in parts) if all(parts) else None


def _check_twice(
    context: CheckContext,
    rows: Iterable[Record],
    attribute: str,
    key: Callable[[Any], Hashable | None],
) -> None:
    """Rows that say a second time what one row says."""
    for again, first in repeated(rows, key):
        why = tr("Đã có ở {dong}.").format(dong=context.place(first))
        read = getattr(again, attribute)
        context.report("KT-517", again, attribute, read=read, why=why, fix=tr("Xoá một dòng."))


def _check_years(context: CheckContext) -> None:
    year = context.data.settings.year
    for row in context.data.year_results:
        if row.year is not None and row.year >= year:
            why = tr("Năm kiểm điểm ở trang Thiết lập là {nam}; trang này ghi các năm trước.")
            fix = tr("Sửa năm; mức của năm đang kiểm điểm ghi ở trang Kiểm điểm.")
            told = why.format(nam=year)
            context.report("KT-526", row, "year", read=row.year, why=told, fix=fix)


def _check_frame(context: CheckContext, rules: Rules) -> None:
    """Whether the points of the local criteria add up to those of the two groups."""
    most = {
        choice("criterion_group", "general"): rules.general_most or 0,
        choice("criterion_group", "task"): rules.task_most or 0,
    }
    rows: dict[tuple[str, str], list[Criterion]] = defaultdict(list)
    for row in context.data.criteria:
        rows[row.annex, row.group].append(row)
        if row.most is not None and row.most < 0:
            why = tr("Điểm tối đa không nhỏ hơn 0.")
            context.report("KT-515", row, "most", read=row.most, why=why, fix=tr("Sửa điểm."))
    for (annex, group), together in rows.items():
        points = [row.most for row in together if row.most is not None]
        total = sum(points, Decimal(0))
        if not points or group not in most or total == most[group]:
            continue
        why = tr("Nhóm “{nhom}” của khung “{khung}” cộng được {tong} điểm, phải là {dung}.").format(
            nhom=group, khung=annex, tong=decimal_vi(total), dung=most[group]
        )
        fix = tr("Sửa cột Điểm tối đa, hoặc thêm tiêu chí còn thiếu.")
        context.report("KT-516", together[0], "most", read=together[0].most, why=why, fix=fix)


def _check_points(context: CheckContext, rules: Rules) -> None:
    """The points of each subject: known criteria, none above its most, sums as typed."""
    ward = context.ward
    frame = {"general": rules.general_most, "task": rules.task_most}
    scored: dict[int, tuple[Graded, Score]] = {}
    for row in context.data.scores:
        subject = context.graded(row.subject)
        if subject is None:
            continue
        scored.setdefault(id(subject), (subject, row))
        criterion = by_number(ward, role(ward, subject)).get(fold(row.criterion))
        if criterion is None:
            if row.criterion:
                _report_criterion(context, row, subject)
            continue
        for attribute in ("self_points", "points"):
            points = getattr(row, attribute)
            most = criterion.most if criterion.most is not None else frame.get(criterion.group)
            if points is not None and (points < 0 or (most is not None and points > most)):
                why = tr("Điểm của mục {so} không nhỏ hơn 0.").format(so=row.criterion)
                if points >= 0 and most is not None:
                    why = tr("Mục {so} tối đa {most} điểm.").format(
                        so=row.criterion, most=decimal_vi(most)
                    )
                fix = tr("Sửa điểm, hoặc sửa Điểm tối đa ở trang Tiêu chí.")
                context.report("KT-515", row, attribute, read=points, why=why, fix=fix)
    for subject, first in scored.values():
        _check_within(context, rules, subject, first)
        _check_sums(context, subject, first)


def _report_criterion(context: CheckContext, row: Score, subject: Graded) -> None:
    annex = choice("annex", role(context.ward, subject))
    why = tr("Khung “{khung}” không có mục này; chưa cộng được điểm của người, tập thể ấy.")
    fix = tr("Sửa số mục, hoặc thêm tiêu chí vào trang Tiêu chí.")
    told = why.format(khung=annex)
    context.report("KT-514", row, "criterion", read=row.criterion, why=told, fix=fix)


def _check_within(context: CheckContext, rules: Rules, subject: Graded, first: Score) -> None:
    """Sums outside the frame: papers would print them, so they stop the work as typed ones do."""
    told: set[tuple[str, Decimal]] = set()
    for own in (False, True):
        points = scores.of(context.ward, subject, own=own)
        if points.source != "criteria":
            continue
        for group, total, most in (
            (choice("criterion_group", "general"), points.general, rules.general_most),
            (choice("criterion_group", "task"), points.task, rules.task_most),
        ):
            if total is None or most is None or total <= most or (group, total) in told:
                continue
            told.add((group, total))
            why = tr("Nhóm “{nhom}” của {ma} cộng được {tong} điểm, tối đa {most}.").format(
                nhom=group, ma=first.subject, tong=decimal_vi(total), most=most
            )
            fix = tr("Sửa điểm các mục ở trang Chấm điểm.")
            context.report("KT-503", first, "criterion", read=first.criterion, why=why, fix=fix)


def _check_sums(context: CheckContext, subject: Graded, first: Score) -> None:
    """Points that miss a criterion, or sums other than the totals typed in ``Kiểm điểm``."""
    points = scores.of(context.ward, subject)
    if points.missing:
        why = tr("Chưa có điểm của mục {ds} nên chưa cộng được tổng.").format(
            ds=some(points.missing)
        )
        fix = tr("Chấm đủ các mục; không chấm thì ghi 0.")
        context.report("KT-524", first, "criterion", read=first.criterion, why=why, fix=fix)
    review = review_of(context.ward, subject)
    if points.source != "criteria" or review is None:
        return
    for attribute, counted in (("general_score", points.general), ("task_score", points.task)):
        typed = getattr(review, attribute)
        if typed is not None and counted is not None and typed != counted:
            why = tr("Trang Chấm điểm cộng được {cham}; giấy tờ dùng số ấy.").format(
                cham=decimal_vi(counted)
            )
            fix = tr("Sửa cho hai nơi giống nhau, hoặc để trống ô này.")
            context.report("KT-518", review, attribute, read=typed, why=why, fix=fix)


def _check_task_numbers(context: CheckContext) -> None:
    """Numbers of tasks that cannot be, or other than the tasks listed."""
    for review in context.data.reviews:
        if review.tasks is None and review.tasks_done is None:
            continue
        typed = tasks.typed(review)
        if not typed.consistent:
            why = tr(
                "Được giao {tong}, hoàn thành {xong}, trong đó chậm {cham}, vượt mức {vuot}: phần "
                "lớn hơn toàn bộ."
            ).format(
                tong=_shown(typed.total),
                xong=_shown(typed.done),
                cham=_shown(typed.late),
                vuot=_shown(typed.exceeded),
            )
            fix = tr("Sửa các số nhiệm vụ.")
            context.report("KT-519", review, "tasks", read=review.tasks, why=why, fix=fix)
            continue
        subject = context.graded(review.subject)
        if subject is not None:
            _check_listed(context, review, subject, typed)


def _check_listed(
    context: CheckContext, review: Review, subject: Graded, typed: tasks.Counts
) -> None:
    """Numbers typed of the tasks that the rows of ``Nhiệm vụ`` cannot all be among."""
    total = tasks.counted(context.ward, subject).total
    # Fewer listed are the main ones of many.
    if total is not None and typed.total is not None and total > typed.total:
        why = tr("Trang Nhiệm vụ có {n} dòng của đối tượng này; việc xét mức dùng số ở đây.")
        fix = tr("Sửa số ở đây, hoặc để trống thì chương trình đếm ở trang Nhiệm vụ.")
        told = why.format(n=total)
        context.report("KT-519", review, "tasks", read=review.tasks, why=told, fix=fix)
        return
    rows = tasks.listed(context.ward, subject)
    if typed.total is not None and rows.contradicts(typed):
        why = tr(
            "Trang Nhiệm vụ có {xong} dòng chưa hoàn thành, {cham} dòng chậm của đối tượng này, "
            "nhiều hơn số ghi ở đây. Việc xét mức dùng số ở đây; phụ lục nhiệm vụ in số đếm được "
            "từ các dòng."
        ).format(xong=rows.undone, cham=rows.late)
        fix = tr("Sửa số ở đây hoặc các dòng ở trang Nhiệm vụ cho khớp nhau.")
        context.report("KT-519", review, "tasks_done", read=review.tasks_done, why=why, fix=fix)


def _shown(number: int | None) -> str:
    return "…" if number is None else str(number)
