"""Checks of meetings and attendance (kiểm tra cuộc họp, dự họp)."""

from __future__ import annotations

import datetime as dt

from ...conventions.spelling import fold
from ...i18n import tr
from ..models import Attendance, Meeting
from .context import CheckContext, duplicates

# The review of a year may still be held this late in the next one.
_LAST_MONTH_AFTER = 3


def check_meetings(context: CheckContext) -> None:
    """Codes, cells, who chairs and writes, hours, and the rows of attendance."""
    for later, first in duplicates(context.data.meetings, "code"):
        why = tr("Mã này đã dùng ở {dong}.").format(dong=context.place(first))
        read = getattr(later, "code", "")
        context.report("KT-401", later, "code", read=read, why=why, fix=tr("Đặt mã khác."))
    for meeting in context.data.meetings:
        _check_meeting(context, meeting)
    _check_numbers(context)
    _check_attendance(context)


def _check_meeting(context: CheckContext, meeting: Meeting) -> None:
    ward = context.ward
    cell = ward.organisation(meeting.unit)
    if meeting.unit and cell is None:
        why = tr("Không có chi bộ nào mang mã hoặc tên này.")
        hint = context.nearest_organisation(meeting.unit)
        fix = f"{hint} " + tr("Sửa lại mã chi bộ.")
        context.report("KT-402", meeting, "unit", read=meeting.unit, why=why, fix=fix.strip())
    if not meeting.chair and (cell is None or not ward.secretary_of(cell)):
        why = tr("Không ghi người chủ trì, mà chi bộ cũng chưa có bí thư để thay.")
        context.report("KT-403", meeting, "chair", why=why, fix=tr("Điền người chủ trì."))
    if not meeting.secretary:
        why = tr("Biên bản phải có người ghi ký; chỗ ký sẽ để trống.")
        context.report("KT-404", meeting, "secretary", why=why, fix=tr("Điền người ghi biên bản."))
    if meeting.start and meeting.end and meeting.end <= meeting.start:
        why = tr("Kết thúc lúc {cuoi}, bắt đầu lúc {dau}.").format(
            cuoi=f"{meeting.end:%H:%M}", dau=f"{meeting.start:%H:%M}"
        )
        fix = tr("Sửa giờ; buổi chiều, tối ghi 13 đến 23 giờ.")
        context.report("KT-405", meeting, "end", read=f"{meeting.end:%H:%M}", why=why, fix=fix)
    year = context.data.settings.year
    if meeting.date is not None:
        late = dt.date(year + 1, _LAST_MONTH_AFTER, 31)
        if meeting.date.latest() < dt.date(year, 1, 1) or meeting.date.earliest() > late:
            why = tr("Năm kiểm điểm ở trang Thiết lập là {nam}.").format(nam=year)
            fix = tr("Xem lại năm của cuộc họp.")
            context.report("KT-411", meeting, "date", read=meeting.date, why=why, fix=fix)


def _check_numbers(context: CheckContext) -> None:
    """A number typed for minutes belongs to them alone, within the cell and its term."""
    first: dict[tuple[int, int], Meeting] = {}
    for meeting in context.data.meetings:
        number = meeting.number
        if number is None:
            continue
        if number < 1:
            why = tr("Số văn bản bắt đầu từ 1.")
            fix = tr("Sửa số, hoặc để trống nếu biên bản chưa lấy số.")
            context.report("KT-420", meeting, "number", read=number, why=why, fix=fix)
            continue
        cell = context.ward.organisation(meeting.unit)
        earlier = first.setdefault((id(cell), number), meeting)
        if earlier is not meeting:
            why = tr("Biên bản ở {dong} của cùng chi bộ đã mang số này.").format(
                dong=context.place(earlier)
            )
            fix = tr("Sửa một trong hai số; biên bản chưa lấy số thì để trống.")
            context.report("KT-420", meeting, "number", read=number, why=why, fix=fix)


def _check_attendance(context: CheckContext) -> None:
    meetings = {fold(m.code): m for m in reversed(context.data.meetings) if m.code}
    seen: dict[tuple[int, int], Attendance] = {}
    for row in context.data.attendance:
        meeting = meetings.get(fold(row.meeting))
        if meeting is None:
            if row.meeting:
                unknown_meeting(context, row)
            continue
        cell = context.ward.organisation(meeting.unit)
        member = context.ward.member(row.member, cell) if row.member else None
        if row.member and (member is None or _in_other_cell(context, row, meeting)):
            why = tr("“{ten}” không phải đảng viên của chi bộ họp, hoặc trùng tên.").format(
                ten=row.member
            )
            hint = context.nearest_member(row.member, cell) if member is None else ""
            fix = f"{hint} " + tr("Ghi mã đảng viên như ở trang Đảng viên.")
            context.report("KT-407", row, "member", read=row.member, why=why, fix=fix.strip())
        _check_row(context, row)
        if member is None:
            continue
        first = seen.setdefault((id(meeting), id(member)), row)
        if first is not row and first.presence != row.presence:
            why = tr("Ở đây ghi “{a}”, ở {dong} ghi “{b}”.").format(
                a=row.presence, b=first.presence, dong=context.place(first)
            )
            fix = tr("Sửa cho một người chỉ có một tình trạng trong một cuộc họp.")
            context.report("KT-408", row, "presence", read=row.presence, why=why, fix=fix)


def _in_other_cell(context: CheckContext, row: Attendance, meeting: Meeting) -> bool:
    member = context.ward.member(row.member)
    cell = context.ward.organisation(meeting.unit)
    if member is None or cell is None:
        return False
    return context.ward.organisation(member.cell) is not cell


def unknown_meeting(context: CheckContext, row: Attendance) -> None:
    """Report a row whose meeting is not in the sheet ``Cuộc họp``."""
    why = tr("Không có cuộc họp nào mang mã này ở trang Cuộc họp.")
    fix = tr("Sửa mã, hoặc thêm cuộc họp.")
    context.report("KT-406", row, "meeting", read=row.meeting, why=why, fix=fix)


def _check_row(context: CheckContext, row: Attendance) -> None:
    if not row.present and row.opinion:
        why = tr("Người này ghi là vắng nhưng lại có ý kiến.")
        fix = tr("Sửa cột Có mặt, hoặc xoá ý kiến.")
        context.report("KT-409", row, "presence", read=row.presence, why=why, fix=fix)
    if row.excused and not row.reason:
        why = tr("Vắng có lý do thì biên bản cần ghi lý do.")
        context.report("KT-410", row, "reason", why=why, fix=tr("Điền lý do vắng."))
