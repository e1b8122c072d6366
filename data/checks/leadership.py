"""Checks of leadership (kiểm tra tập thể, cán bộ lãnh đạo, quản lý): codes, and who is meant."""

from __future__ import annotations

from ...conventions.spelling import fold
from ...i18n import tr
from ..models import Collective, Leader
from .context import CheckContext, duplicates, repeated


def check_leadership(context: CheckContext) -> None:
    """Codes used twice, and rows that name nobody of the workbook."""
    for later, earlier in duplicates(context.data.collectives, "code"):
        why = tr("Mã này đã dùng ở {dong}.").format(dong=context.place(earlier))
        context.report("KT-362", later, "code", read=later.code, why=why, fix=tr("Đặt mã khác."))
    for collective in context.data.collectives:
        _check_collective(context, collective)
    for leader in context.data.leaders:
        _check_leader(context, leader)
    for again, first in repeated(context.data.leaders, _post):
        why = tr("Người này đã có ở {dong}, cùng tập thể và chức vụ.")
        context.report(
            "KT-364",
            again,
            "person",
            read=again.person,
            why=why.format(dong=context.place(first)),
            fix=tr("Xoá một dòng."),
        )
    for again, first in repeated(context.data.leaders, _graded_person):
        if again.grade != first.grade:
            why = tr("Người này đã có ở {dong} với mức “{muc}”; quyết định in cả hai.").format(
                dong=context.place(first), muc=first.grade
            )
            fix = tr("Một người được xếp một mức: sửa mức, hoặc xoá một dòng.")
            context.report("KT-364", again, "grade", read=again.grade, why=why, fix=fix)
    for again, first in repeated(context.data.leaders, _headed):
        if _who(again) != _who(first):
            why = tr("Tập thể này đã có người đứng đầu ở {dong}: {ten}.").format(
                dong=context.place(first), ten=first.name or first.person
            )
            fix = tr("Mỗi tập thể một người đứng đầu: bỏ dấu x ở một dòng.")
            context.report("KT-366", again, "is_head", read="x", why=why, fix=fix)


def _headed(leader: Leader) -> str | None:
    """The collective whose head a row is; ``None`` of a row that heads none."""
    return (fold(leader.collective) or None) if leader.is_head else None


def _who(leader: Leader) -> str:
    return fold(leader.person or leader.name)


def _graded_person(leader: Leader) -> str | None:
    """The person of a row with a grade, however many posts; ``None`` of a row without either."""
    return (_who(leader) or None) if leader.grade else None


def _post(leader: Leader) -> tuple[str, str, str] | None:
    """What tells two rows of one person apart: the collective, and the post in it."""
    if not leader.person:
        return None
    return fold(leader.person), fold(leader.collective), fold(leader.post)


def _check_collective(context: CheckContext, collective: Collective) -> None:
    if context.ward.organisation(collective.code) is not None:
        why = tr("Mã này là của một tổ chức đảng; dòng ghi mã ấy được hiểu là của tổ chức đảng.")
        fix = tr("Đặt mã khác.")
        context.report("KT-362", collective, "code", read=collective.code, why=why, fix=fix)
    if collective.unit and context.ward.organisation(collective.unit) is None:
        why = tr("Không có tổ chức đảng nào mang mã hoặc tên này; dùng cơ quan ban hành.")
        hint = context.nearest_organisation(collective.unit)
        fix = f"{hint} {tr('Sửa lại, hoặc để trống.')}".strip()
        context.report("KT-363", collective, "unit", read=collective.unit, why=why, fix=fix)


def _check_leader(context: CheckContext, leader: Leader) -> None:
    ward = context.ward
    if leader.collective and ward.collective(leader.collective) is None:
        why = tr("Không có tập thể nào mang mã hoặc tên này ở trang Tập thể.")
        fix = tr("Sửa lại, hoặc thêm tập thể.")
        context.report("KT-363", leader, "collective", read=leader.collective, why=why, fix=fix)
    if not leader.person or ward.member(leader.person) is not None:
        return
    if not leader.name:
        # What has no space is a code, and no paper may print it as a name.
        code = "KT-363" if " " in leader.person else "KT-365"
        why = tr("Mã này không có ở trang Đảng viên mà cũng chưa ghi họ tên; giấy tờ in mã.")
        hint = context.nearest_member(leader.person)
        fix = f"{hint} {tr('Sửa lại mã, hoặc ghi Họ và tên.')}".strip()
        context.report(code, leader, "person", read=leader.person, why=why, fix=fix)
    elif (named := ward.member(leader.name)) is not None:
        why = tr("Mã này không có ở trang Đảng viên, mà “{ten}” là đảng viên mang mã {ma}.").format(
            ten=named.full_name, ma=named.code or named.card
        )
        fix = tr("Sửa mã; là người khác cùng tên thì để nguyên.")
        context.report("KT-367", leader, "person", read=leader.person, why=why, fix=fix)
