"""Checks of days no paper can bear (kiểm tra ngày lạ): too early, under no rules, not read yet."""

from __future__ import annotations

import datetime as dt
import re

from ...conventions.ruleset import has_rules
from ...i18n import tr
from ..models import Meeting, Member
from ..models.fields import fields_of
from .context import CheckContext

# Nobody has joined the Party before it was founded; nobody here is older than these years.
_FOUNDED = dt.date(1930, 2, 3)
_OLDEST = 110
_DATES = [spec for spec in fields_of(Member) if spec.kind == "date"]


def check_dates(context: CheckContext) -> None:
    """Dates of members that cannot be, dates kept in their notes, meetings under no rules."""
    for member in context.data.members:
        _check_birth(context, member)
        _check_joined(context, member)
        _check_noted(context, member)
    for meeting in context.data.meetings:
        _check_rules(context, meeting)


def _check_birth(context: CheckContext, member: Member) -> None:
    age = context.issue_day.year - member.birth.year if member.birth else 0
    if age > _OLDEST:
        why = tr("Theo ngày sinh này, người này {n} tuổi.").format(n=age)
        fix = tr("Xem lại năm sinh.")
        context.report("KT-356", member, "birth", read=member.birth, why=why, fix=fix)


def _check_joined(context: CheckContext, member: Member) -> None:
    for attribute in ("joined", "official"):
        date = getattr(member, attribute)
        if date is not None and date.latest() < _FOUNDED:
            why = tr("Ngày này trước ngày thành lập Đảng, 03/02/1930.")
            fix = tr("Xem lại năm.")
            context.report("KT-356", member, attribute, read=date, why=why, fix=fix)


def _check_noted(context: CheckContext, member: Member) -> None:
    """A list's date without a century was put into the note, beside an empty cell."""
    for spec in _DATES if member.note else ():
        if getattr(member, spec.attribute) is not None:
            continue
        noted = re.search(rf"{re.escape(spec.label)}: ([^;]+)", member.note)
        if noted:
            why = tr("Ghi chú còn giữ {cot} chưa đọc được: “{chu}”; cột “{cot}” đang trống.")
            fix = tr("Ghi ngày đúng vào cột “{cot}”, rồi xoá chữ ấy ở Ghi chú.")
            why = why.format(cot=spec.label, chu=noted.group(1).strip())
            fix = fix.format(cot=spec.label)
            context.report("KT-355", member, spec.attribute, read="", why=why, fix=fix)


def _check_rules(context: CheckContext, meeting: Meeting) -> None:
    day = meeting.date.full() if meeting.date else None
    if day is not None and not has_rules(day):
        why = tr("Không có quy định thể thức nào trong chương trình áp dụng cho ngày {ngay}.")
        fix = tr("Xem lại ngày họp; biên bản của cuộc họp này không lập được.")
        why = why.format(ngay=meeting.date)
        context.report("KT-446", meeting, "date", read=meeting.date, why=why, fix=fix)
