"""Checks of proposed commendations (kiểm tra khen thưởng)."""

from __future__ import annotations

from ...i18n import tr
from ..grading.awarding import award_right_of, decider_of, object_kind, way_up
from ..grading.commendation import superior_gives, superior_source
from ..grading.eligible import FIVE_YEARS, TOP, earlier_years, kept_out
from ..grading.past_years import past_years
from ..models import Award, Member, Organisation
from ..past_grades import grade_in, of_year
from .context import CheckContext


def check_awards(context: CheckContext) -> None:
    """Known subjects, no double proposal, grades that the award asks for (HD 06-HD/TW, mục 19)."""
    seen: dict[tuple[int, str, str], Award] = {}
    weak: set[tuple[str, str, str]] = set()
    ward = context.ward
    for award in context.data.awards:
        if not award.subject:
            continue
        subject = ward.member(award.subject) or ward.organisation(award.subject)
        if subject is None:
            why = tr("Không có đảng viên hay tổ chức đảng nào mang mã này.")
            fix = f"{context.nearest_member(award.subject)} {tr('Sửa lại mã.')}".strip()
            context.report("KT-601", award, "subject", read=award.subject, why=why, fix=fix.strip())
            continue
        first = seen.setdefault((id(subject), award.form, award.period), award)
        if first is not award:
            why = tr("Đã đề nghị cùng hình thức và thành tích ở {dong}.").format(
                dong=context.place(first)
            )
            fix = tr("Xoá một dòng.")
            context.report("KT-602", award, "subject", read=award.subject, why=why, fix=fix)
        _check_grade(context, award, subject)
        _check_year(context, award, subject)
        _check_five_years(context, award, subject)
        _check_authority(context, award, subject, weak)
        _check_discipline(context, award, subject)


def _check_discipline(context: CheckContext, award: Award, subject: Member | Organisation) -> None:
    """Somebody whom the program itself would not propose: disciplined in the year."""
    reason = kept_out(context.ward).get(id(subject))
    if reason:
        why = tr("Không thuộc diện khen thưởng: {ly_do}.").format(ly_do=reason)
        fix = tr("Xem lại, hoặc xoá đề nghị này.")
        context.report("KT-610", award, "subject", read=award.subject, why=why, fix=fix)


def _check_year(context: CheckContext, award: Award, subject: Member | Organisation) -> None:
    """This year's result typed among the earlier ones, other than the grade of the data."""
    year = context.data.settings.year
    typed = of_year(award.history, year)
    review = context.ward.review_of(subject)
    grade = (subject.grade if isinstance(subject, Organisation) else "") or (
        review.grade if review else ""
    )
    if not typed or not grade or grade_in(typed) == grade:
        return
    why = tr("Ghi “{ghi}”, mà mức xếp loại năm {nam} là “{muc}”; danh sách in mức ấy.").format(
        ghi=typed, nam=year, muc=grade
    )
    fix = tr("Bỏ năm {nam} ở cột này, hoặc sửa mức xếp loại.").format(nam=year)
    context.report("KT-606", award, "history", read=award.history, why=why, fix=fix)


def _check_five_years(context: CheckContext, award: Award, subject: Member | Organisation) -> None:
    """Five years in a row, of which one had another level or is not known."""
    if award.period != FIVE_YEARS:
        return
    known = past_years(context.ward, subject)
    others = [
        f"{before}: {known[before].grade if before in known else tr('chưa có kết quả')}"
        for before in earlier_years(context.ward)
        if before not in known or known[before].grade != TOP
    ]
    if others:
        why = tr("Khen “{thanh_tich}” cần bốn năm trước đều “{muc}”; sổ có {ds}.").format(
            thanh_tich=award.period, muc=TOP, ds="; ".join(others)
        )
        fix = tr("Ghi kết quả các năm ở trang Các năm hoặc cột Kết quả các năm, hoặc sửa cột này.")
        context.report("KT-603", award, "period", read=award.period, why=why, fix=fix)


def _check_authority(
    context: CheckContext,
    award: Award,
    subject: Member | Organisation,
    weak: set[tuple[str, str, str]],
) -> None:
    """What the level above does not give, and rights that no text at hand proves."""
    ward, day = context.ward, context.issue_day
    cell = ward.organisation(subject.cell) if isinstance(subject, Member) else subject
    if cell is None:
        return
    way = way_up(ward, cell)
    decider = decider_of(ward, award, subject, way, day)
    if decider is None:
        top = way[-1]
        if top is ward.issuer and not superior_gives(str(ward.kind(top)["key"]), award.form, day):
            why = tr("Cấp trên trực tiếp của “{ten}” không tặng “{hinh_thuc}” ({nguon}).").format(
                ten=top.name,
                hinh_thuc=award.form,
                nguon=superior_source(str(ward.kind(top)["key"]), day),
            )
            fix = tr("Chọn lại Hình thức, hoặc để trống Cấp quyết định.")
            context.report("KT-605", award, "form", read=award.form, why=why, fix=fix)
        return
    right = award_right_of(ward, decider, award, subject, day)
    cause = (object_kind(ward, subject, day), award.form, award.period)
    answered = bool(award.decider)
    if right is not None and right.confidence == "C" and cause not in weak and not answered:
        weak.add(cause)
        why = tr(
            "“{hinh_thuc}” “{thanh_tich}” do “{ten}” quyết định là suy ra, mức tin cậy C: {nguon}."
        ).format(
            hinh_thuc=award.form, thanh_tich=award.period, ten=decider.name, nguon=right.source
        )
        fix = tr("Hỏi cấp trên; cấp khác quyết định thì ghi cột Cấp quyết định.")
        context.report("KT-607", award, "period", read=award.period, why=why, fix=fix)


def _check_grade(context: CheckContext, award: Award, subject: Member | Organisation) -> None:
    review = context.ward.review_of(subject)
    grade = review.grade if review else ""
    if isinstance(subject, Organisation):
        grade = subject.grade or grade
        name = subject.name
        if not subject.exemplary:
            why = tr("Khen tổ chức đảng cần được công nhận xuất sắc “tiêu biểu”; “{ten}” chưa có.")
            fix = tr("Đánh dấu cột Tiêu biểu ở trang Tổ chức đảng, hoặc xoá đề nghị này.")
            context.report(
                "KT-604", award, "subject", read=award.subject, why=why.format(ten=name), fix=fix
            )
    else:
        name = subject.full_name
    if grade != TOP:
        now = grade or tr("chưa có mức xếp loại")
        why = tr("Khen thưởng định kỳ cần “{muc}”; “{ten}”: {nay}.").format(
            muc=TOP, ten=name, nay=now
        )
        fix = tr("Xem lại mức xếp loại, hoặc xoá đề nghị này.")
        context.report("KT-603", award, "subject", read=award.subject, why=why, fix=fix)
