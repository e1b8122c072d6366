"""Checks of grades (kiểm tra mức xếp loại): the cap on the top grade, and who may be graded."""

from __future__ import annotations

from ...i18n import tr
from ..grading import cap
from ..grading.grades import given
from ..grading.rules import rules_of
from ..grading.subjects import name_of
from ..membership import not_reviewed
from ..models import Collective, Leader, Member, Organisation, Review
from ..models.fields import Record
from ..reference import choice
from .context import CheckContext, some


def check_grades(context: CheckContext) -> None:
    """The cap in each group, grades of people who are not reviewed, grades in two places."""
    for member in context.data.members:
        review = context.ward.review_of(member)
        if review is not None:
            _check_reviewed(context, member, review)
    for cell in context.ward.cells:
        _check_two_places(context, cell)
    for group in cap.groups(context.ward):
        # The level that decides keeps to the rate: what is only proposed is no slip yet.
        if group.over and any(given(context.ward, subject).grade for subject in group.top):
            _report_over(context, group)


def _check_two_places(context: CheckContext, cell: Organisation) -> None:
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


_SHEETS: dict[str, type[Record]] = {
    "members": Review,
    "organisations": Organisation,
    "collectives": Collective,
    "leaders": Leader,
}


def _report_over(context: CheckContext, group: cap.CapGroup) -> None:
    """A group with more at the top than the rate allows: both readings, and who is affected."""
    rules = rules_of(context.ward)
    if rules is None:
        return
    top, strict, broad = len(group.top), group.strict, group.broad
    why = tr(
        "{gi}, nhóm “{nhom}”: {n} “{top}”, {m} “{base}”, bằng {tile} ({n} : {m}), quá {rate}% "
        "theo {nguon}; tối đa {cho}. Tính trên cả hai mức thì là {rong} ({n} : {tong}), tối đa "
        "{cho_rong}."
    ).format(
        gi=choice("graded_subject", group.kind),
        nhom=group.name,
        n=top,
        top=rules.top.grade,
        m=strict.base,
        base=rules.base.grade,
        tile=_percent(strict),
        rate=group.rate,
        nguon=group.source,
        cho=strict.allowed,
        rong=_percent(broad),
        tong=broad.base,
        cho_rong=broad.allowed,
    )
    names = some(name_of(context.ward, subject) for subject in group.top[: group.over])
    fix = tr(
        "Tối đa {toi_da} (cách tính chọn ở trang Thiết lập): xem lại {n} trường hợp, điểm thấp "
        "trước: {ds}; cấp có thẩm quyền quyết định."
    ).format(toi_da=group.chosen.allowed, n=group.over, ds=names)
    outstanding = rules.cap.outstanding
    if outstanding is not None and group.rate < outstanding:
        fix += " " + tr(
            "Nơi có thành tích nổi bật, được cho phép thì ghi {rate} ở mục Tỷ lệ xuất sắc tối đa."
        ).format(rate=outstanding)
    context.report("KT-507", _SHEETS[group.kind], why=why, fix=fix)


def _percent(reading: cap.Reading) -> str:
    if reading.percent is None:
        return tr("không tính được")
    return f"{float(reading.percent):.1f}".replace(".", ",") + "%"


def _check_reviewed(context: CheckContext, member: Member, review: Review) -> None:
    cell = context.ward.organisation(member.cell)
    day = context.ward.review_day(cell) if cell else context.issue_day
    reason = not_reviewed(member, day)
    # Who has left since may have been proposed before.
    columns = ("grade",) if member.status in context.gone else ("grade", "proposed_grade")
    attribute = next((column for column in columns if getattr(review, column)), "")
    if reason and attribute:
        why = tr("“{ten}” {ly_do} nên không thuộc diện kiểm điểm, xếp loại.").format(
            ten=member.full_name, ly_do=reason
        )
        fix = tr("Xoá mức xếp loại, hoặc sửa tình trạng ở trang Đảng viên.")
        read = getattr(review, attribute)
        context.report("KT-508", review, attribute, read=read, why=why, fix=fix)
