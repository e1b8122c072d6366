"""Checks of meetings and attendance (kiểm tra cuộc họp, dự họp)."""

from __future__ import annotations

import datetime as dt
import re

from ...conventions.spelling import bare_item, fold
from ...i18n import tr
from ..attendance import Officer, Roll
from ..cells.person_names import bare_name
from ..delegates import Delegates
from ..membership import is_official
from ..models import AgendaItem, Attendance, Delegate, Meeting, Member, Organisation
from ..name_keys import name_key
from ..reference import table
from ..signing import signer_of
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
    if cell is not None:
        day = meeting.date.latest() if meeting.date else context.issue_day
        clear = _check_officers(context, Roll(ward, cell, meeting, day))
        if not ward.members_of(cell):
            _check_delegates(context, meeting, [*clear, "tellers"])
    elif not meeting.chair:
        _unchaired(context, meeting)
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


def _unchaired(context: CheckContext, meeting: Meeting) -> None:
    why = tr("Không ghi người chủ trì, mà chi bộ cũng chưa có bí thư, phó bí thư để thay.")
    context.report("KT-403", meeting, "chair", why=why, fix=tr("Điền người chủ trì."))


def _check_officers(context: CheckContext, roll: Roll) -> list[str]:
    """Who chaired and who kept the minutes, and whether enough were there to decide.

    Gives the officers of whom the sheets of members and attendance tell nothing odd.
    """
    meeting = roll.meeting
    chair = roll.chair(signer_of(context.ward, roll.unit, roll.day).name)
    if not chair.name and not chair.trouble:
        _unchaired(context, meeting)
    minute_taker = roll.minute_taker()
    _check_officer(context, roll, "chair", chair)
    _check_officer(context, roll, "secretary", minute_taker)
    if minute_taker.name and fold(minute_taker.name) == fold(chair.name):
        why = tr("“{ten}” vừa chủ trì vừa ghi biên bản; biên bản cần hai người ký.")
        fix = tr("Ghi đúng người chủ trì, người ghi biên bản.")
        why = why.format(ten=minute_taker.name)
        read = meeting.secretary
        context.report("KT-445", meeting, "secretary", read=read, why=why, fix=fix)
    presenter = roll.presenter()
    _check_officer(context, roll, "presenter", presenter)
    voters = [m for m in roll.summoned if is_official(m, roll.day)]
    if roll.doubtful(roll.summoned):
        voters = roll.summoned
    here = sum(roll.is_present(m) for m in voters)
    if voters and here * 2 <= len(voters):
        why = tr(
            "Có mặt {co}/{tong} đảng viên chính thức được triệu tập. Nghị quyết chỉ có giá trị khi "
            "hơn một nửa tán thành (Điều lệ Đảng, Điều 9)."
        ).format(co=here, tong=len(voters))
        fix = tr("Xem lại người vắng ở trang Dự họp.")
        context.report("KT-432", meeting, "code", read=meeting.code, why=why, fix=fix)
    officers = {"chair": chair, "secretary": minute_taker, "presenter": presenter}
    return [name for name, officer in officers.items() if not officer.trouble]


def _check_delegates(context: CheckContext, meeting: Meeting, attributes: list[str]) -> None:
    """Who worked at a committee's meeting, and by the sheet of delegates did not come."""
    delegates = Delegates(context.ward, meeting)
    away = {id(absent.row) for absent in delegates.absent}
    for attribute in attributes:
        for written in map(bare_item, re.split(r"[\n;]", getattr(meeting, attribute))):
            row = delegates.named(written)
            if row is not None and id(row) in away:
                member = delegates.member(row)
                why = tr("{ten} ghi là vắng mặt ở trang Đại biểu.").format(
                    ten=context.ward.called(member) if member else row.name
                )
                fix = tr("Ghi đúng người đã làm việc ấy; hoặc sửa trang Đại biểu.")
                context.report("KT-431", meeting, attribute, read=written, why=why, fix=fix)


def _check_officer(context: CheckContext, roll: Roll, attribute: str, officer: Officer) -> None:
    meeting = roll.meeting
    written = getattr(meeting, attribute)
    who = context.ward.called(officer.person) if officer.person else officer.name
    if written and officer.person is None and not officer.trouble:
        _check_stranger(context, roll, attribute, bare_name(written))
    if officer.trouble == "post":
        why = tr("Đây là chức vụ. Chi bộ không có đúng một người giữ chức vụ ấy; tên để trống.")
        if who:
            why = tr("Đây là chức vụ. Biên bản lấy tên người đang giữ: {ten}.").format(ten=who)
        fix = tr("Ghi họ và tên.")
        context.report("KT-430", meeting, attribute, read=written, why=why, fix=fix)
    elif officer.trouble:
        reason = tr("{ten} ghi là vắng mặt ở trang Dự họp.")
        called = Delegates(context.ward, meeting).named(who)
        if called is not None and not called.present:
            reason = tr("{ten} ghi là vắng mặt ở trang Đại biểu.")
        if officer.trouble == "gone":
            reason = tr("{ten} không còn trong chi bộ vào ngày họp (tình trạng, ngày vào Đảng).")
        why = reason.format(ten=who)
        if not written:
            why += " " + tr("Không ghi người chủ trì nên tên và chỗ ký để trống.")
        fix = tr("Ghi đúng người đã làm việc ấy; hoặc sửa trang Dự họp, trang Đảng viên.")
        context.report("KT-431", meeting, attribute, read=written, why=why, fix=fix)


def _check_stranger(context: CheckContext, roll: Roll, attribute: str, written: str) -> None:
    """A name that no member of the cell has: a slip of the pen, or somebody from elsewhere."""
    same = context.namesakes(written, roll.unit)
    if same or context.ward.member(written) is not None:
        return  # of several so named the list says who; somebody of another cell was sent
    called = context.ward.rows_of_meeting(Delegate, roll.meeting)
    if any(name_key(delegate.name) == name_key(written) for delegate in called):
        return  # a committee's people are not all in its workbook
    why = tr("“{chi_bo}” không có đảng viên nào tên như vậy; biên bản in tên này.")
    hint = context.nearest_member(written, roll.unit)
    fix = f"{hint} {tr('Sửa cho giống trang Đảng viên; người nơi khác đến thì để nguyên.')}"
    context.report(
        "KT-443",
        roll.meeting,
        attribute,
        read=written,
        why=why.format(chi_bo=roll.unit.name),
        fix=fix.strip(),
    )


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
        cell = _cell_of(context, meeting)
        member = context.ward.member(row.member, cell) if row.member else None
        if row.member and (member is None or _in_other_cell(context, row, cell)):
            why = tr("“{ten}” không phải đảng viên của chi bộ họp, hoặc trùng tên.").format(
                ten=row.member
            )
            hint = context.nearest_member(row.member, cell) if member is None else ""
            fix = f"{hint} " + tr("Ghi mã đảng viên như ở trang Đảng viên.")
            context.report("KT-407", row, "member", read=row.member, why=why, fix=fix.strip())
        _check_row(context, row)
        if member is None:
            continue
        _check_reader(context, row, member, cell)
        first = seen.setdefault((id(meeting), id(member)), row)
        if first is not row and first.presence != row.presence:
            why = tr("Ở đây ghi “{a}”, ở {dong} ghi “{b}”.").format(
                a=row.presence, b=first.presence, dong=context.place(first)
            )
            fix = tr("Sửa cho một người chỉ có một tình trạng trong một cuộc họp.")
            context.report("KT-408", row, "presence", read=row.presence, why=why, fix=fix)


def _cell_of(context: CheckContext, meeting: Meeting) -> Organisation | None:
    """The cell whose members meet; ``None`` for a committee's meeting: those come from all."""
    body = context.ward.organisation(meeting.unit)
    return body if body is not None and context.ward.kind(body)["cell"] else None


def _in_other_cell(context: CheckContext, row: Attendance, cell: Organisation | None) -> bool:
    member = context.ward.member(row.member)
    if member is None or cell is None:
        return False
    return context.ward.organisation(member.cell) is not cell


def unknown_meeting(context: CheckContext, row: Attendance | Delegate | AgendaItem) -> None:
    """Report a row whose meeting is not in the sheet ``Cuộc họp``."""
    why = tr("Không có cuộc họp nào mang mã này ở trang Cuộc họp.")
    fix = tr("Sửa mã, hoặc thêm cuộc họp.")
    context.report("KT-406", row, "meeting", read=row.meeting, why=why, fix=fix)


def _check_reader(
    context: CheckContext, row: Attendance, member: Member, cell: Organisation | None
) -> None:
    """Whoever sent the self-review was absent, and somebody who was there read it."""
    if not row.reviewed_away:
        return
    fix = tr("Sửa cột Có mặt, hoặc cột Gửi bản kiểm điểm, Người đọc thay.")
    if row.present and member.status in table("member-status")["summoned"]:
        why = tr("Người này ghi là có mặt, mà lại gửi bản kiểm điểm để người khác đọc.")
        context.report("KT-440", row, "presence", read=row.presence, why=why, fix=fix)
    reader = context.ward.member(row.reader, cell)
    if reader is None:
        return
    away = {
        id(context.ward.member(other.member, cell))
        for other in context.data.attendance
        if fold(other.meeting) == fold(row.meeting) and not other.present
    }
    if reader is member or id(reader) in away:
        why = tr("{ten} vắng mặt, không đọc thay được.").format(ten=context.ward.called(reader))
        context.report("KT-440", row, "reader", read=row.reader, why=why, fix=fix)


def _check_row(context: CheckContext, row: Attendance) -> None:
    if not row.present and row.opinion:
        why = tr("Người này ghi là vắng nhưng lại có ý kiến.")
        fix = tr("Sửa cột Có mặt, hoặc xoá ý kiến.")
        context.report("KT-409", row, "presence", read=row.presence, why=why, fix=fix)
    if row.excused and not row.reason:
        why = tr("Vắng có lý do thì biên bản cần ghi lý do.")
        context.report("KT-410", row, "reason", why=why, fix=tr("Điền lý do vắng."))
