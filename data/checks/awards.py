"""Checks of proposed commendations (kiểm tra khen thưởng)."""

from __future__ import annotations

from ...i18n import tr
from ..models import Award, Member, Organisation
from ..reference import table
from .context import CheckContext


def check_awards(context: CheckContext) -> None:
    """Known subjects, no double proposal, grades that the award asks for (HD 06-HD/TW, mục 19)."""
    seen: dict[tuple[int, str, str], Award] = {}
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


def _check_grade(context: CheckContext, award: Award, subject: Member | Organisation) -> None:
    top = table("grading")["cap"]["top"]
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
    if grade != top:
        now = grade or tr("chưa có mức xếp loại")
        why = tr("Khen thưởng định kỳ cần “{muc}”; “{ten}”: {nay}.").format(
            muc=top, ten=name, nay=now
        )
        fix = tr("Xem lại mức xếp loại, hoặc xoá đề nghị này.")
        context.report("KT-603", award, "subject", read=award.subject, why=why, fix=fix)
