"""Checks of grades (kiểm tra mức xếp loại): the cap on the top grade, and who may be graded."""

from __future__ import annotations

from collections import Counter

from ...i18n import tr
from ..grading.rules import rules_of
from ..membership import not_reviewed
from ..models import Member, Organisation, Review
from .context import CheckContext


def check_grades(context: CheckContext) -> None:
    """The cap for members and for cells, and grades of people who are not reviewed."""
    ward = context.ward
    members: Counter[str] = Counter()
    for member in context.data.members:
        review = ward.review_of(member)
        if review is not None and review.grade:
            members[review.grade] += 1
            _check_reviewed(context, member, review)
    _check_cap(context, members, tr("đảng viên"), Review)
    cells = Counter(_grade_of_cell(context, cell) for cell in ward.cells)
    _check_cap(context, cells, tr("chi bộ"), Organisation)


def _grade_of_cell(context: CheckContext, cell: Organisation) -> str:
    review = context.ward.review_of(cell)
    written = review.grade if review else ""
    if written and cell.grade and written != cell.grade:
        why = tr("Trang Kiểm điểm ghi “{muc}” cho tổ chức này; văn bản dùng ô này.")
        context.report(
            "KT-509",
            cell,
            "grade",
            read=cell.grade,
            why=why.format(muc=written),
            fix=tr("Sửa cho hai nơi giống nhau."),
        )
    return cell.grade or written


def _check_cap(
    context: CheckContext, counts: Counter[str], what: str, where: type[Review | Organisation]
) -> None:
    rules = rules_of(context.ward)
    if rules is None:
        return
    cap, top, base = rules.cap, counts[rules.top.grade], counts[rules.base.grade]
    if not top or top * 100 <= cap.rate * base:
        return
    share = f"{top * 100 / base:.1f}".replace(".", ",") + "%" if base else tr("không tính được")
    broad = f"{top * 100 / (top + base):.1f}".replace(".", ",")
    why = tr(
        "{n} {gi} được xếp loại “{top}”, bằng {tile} của {m} {gi} “{base}” "
        "({n} : {m}), quá {rate}% theo {nguon}. Nếu lấy mẫu số là cả hai mức thì là {rong}% "
        "({n} : {tong})."
    ).format(
        n=top,
        gi=what,
        top=rules.top.grade,
        tile=share,
        m=base,
        base=rules.base.grade,
        rate=cap.rate,
        nguon=cap.source,
        rong=broad,
        tong=top + base,
    )
    fix = tr("Tối đa {toi_da} {gi}.").format(toi_da=cap.rate * base // 100, gi=what)
    if cap.outstanding is not None:
        fix = tr(
            "Tối đa {toi_da} {gi}; nơi có thành tích nổi bật được cấp có thẩm quyền cho phép thì "
            "{noi_bat} ({rate}%)."
        ).format(
            toi_da=cap.rate * base // 100,
            gi=what,
            noi_bat=cap.outstanding * base // 100,
            rate=cap.outstanding,
        )
    context.report("KT-507", where, why=why, fix=fix)


def _check_reviewed(context: CheckContext, member: Member, review: Review) -> None:
    cell = context.ward.organisation(member.cell)
    day = context.ward.review_day(cell) if cell else context.issue_day
    reason = not_reviewed(member, day)
    if reason:
        why = tr("“{ten}” {ly_do} nên không thuộc diện kiểm điểm, xếp loại.").format(
            ten=member.full_name, ly_do=reason
        )
        fix = tr("Xoá mức xếp loại, hoặc sửa tình trạng ở trang Đảng viên.")
        context.report("KT-508", review, "grade", read=review.grade, why=why, fix=fix)
