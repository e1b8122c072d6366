"""Checks of review conferences (kiểm tra hội nghị kiểm điểm): when, how long, on whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...i18n import tr
from ..attendance import Roll
from ..membership import not_reviewed
from ..models import Meeting, Member
from ..reference import table
from ..ward import REVIEW_CONFERENCE
from .context import CheckContext

_NAMED = 3
"""So many are named in a finding; the others are counted."""


def check_conferences(context: CheckContext) -> None:
    """The days of the conferences and of the papers after them; who was not reviewed."""
    held = _rolls(context)
    conferences = [roll for roll in held if roll.meeting.kind == REVIEW_CONFERENCE]
    _check_issue_day(context, conferences)
    _check_length(context, conferences)
    for roll in conferences:
        _check_season(context, roll)
        _check_unreviewed(context, roll)
    for roll in held:
        _check_open_places(context, roll)


def _rolls(context: CheckContext) -> list[Roll]:
    """The attendance of every meeting whose cell and day are known."""
    found = []
    for meeting in context.data.meetings:
        cell = context.ward.organisation(meeting.unit)
        day = meeting.date.full() if meeting.date else None
        if cell is not None and day is not None:
            found.append(Roll(context.ward, cell, meeting, day))
    return found


def _rule(context: CheckContext) -> dict[str, Any] | None:
    """What is ruled for the year under review; ``None`` where no rule is known."""
    year = context.data.settings.year
    known = [rule for rule in table("conferences")["rule"] if rule["from_year"] <= year]
    return known[-1] if known else None


def _shown(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _check_season(context: CheckContext, roll: Roll) -> None:
    """Whether the conference was held at the end of the year, and before it was over."""
    rule, year = _rule(context), context.data.settings.year
    if rule is None:
        return
    end, late = dt.date(year, *rule["before"]), dt.date(year + 1, *rule["before_late"])
    if dt.date(year, rule["earliest_month"], 1) <= roll.day < end:
        return
    source = rule["when_source"]
    if roll.day >= end:
        why = tr(
            "Kiểm điểm, xếp loại phải xong trước ngày {han} (đơn vị tổng kết năm muộn hơn: trước "
            "ngày {han_muon}), theo {nguon}."
        ).format(han=_shown(end), han_muon=_shown(late), nguon=source)
        fix = tr("Xem lại ngày họp.")
    else:
        why = tr("Kiểm điểm tiến hành vào dịp cuối năm, theo {nguon}.").format(nguon=source)
        fix = tr("Xem lại ngày họp.")
        turned = _turned(roll.day)
        if turned and dt.date(year, rule["earliest_month"], 1) <= turned < end:
            fix = tr("Ngày và tháng có bị đổi chỗ không? Có phải {ngay}?").format(
                ngay=_shown(turned)
            )
    context.report("KT-433", roll.meeting, "date", read=_shown(roll.day), why=why, fix=fix)


def _turned(day: dt.date) -> dt.date | None:
    """The day with day and month changed over, as Excel does; ``None`` when it is none."""
    return dt.date(day.year, day.day, day.month) if day.day <= 12 else None


def _check_length(context: CheckContext, conferences: list[Roll]) -> None:
    """Conferences shorter than a day, all in one finding: one evening is a ward's habit."""
    rule = _rule(context)
    if rule is None:
        return
    short = [roll for roll in conferences if _is_short(roll, rule)]
    if short:
        held = [
            f"{roll.unit.name} ({roll.meeting.start:%H:%M} - {roll.meeting.end:%H:%M})"
            for roll in short
        ]
        why = tr("Thời gian kiểm điểm tối thiểu là 01 ngày, theo {nguon}, mà: {ds}.").format(
            nguon=rule["length_source"], ds=_some(held)
        )
        fix = tr("Xem lại giờ họp; nếu cấp uỷ cấp trên quy định thời gian khác thì bỏ qua.")
        first = short[0].meeting
        context.report("KT-434", first, "end", read=f"{first.end:%H:%M}", why=why, fix=fix)


def _is_short(roll: Roll, rule: dict[str, Any]) -> bool:
    start, end = roll.meeting.start, roll.meeting.end
    if start is None or end is None:
        return False
    return not (start < rule["starts_before"] and end > rule["ends_after"])


def _check_issue_day(context: CheckContext, conferences: list[Roll]) -> None:
    """The day of the committee's papers: in the season, and after the cells' conferences."""
    settings = context.data.settings
    if settings.date is None:
        return
    day, year = settings.date.latest(), settings.year
    if not dt.date(year, 1, 1) <= day <= dt.date(year + 1, 12, 31):
        why = tr("Năm kiểm điểm là {nam}; giấy tờ mang ngày này sẽ theo quy định của năm khác.")
        fix = tr("Sửa ngày ban hành, hoặc sửa năm kiểm điểm.")
        context.report(
            "KT-435", settings, "date", read=settings.date, why=why.format(nam=year), fix=fix
        )
        return
    later = [f"{roll.unit.name} ({_shown(roll.day)})" for roll in conferences if roll.day > day]
    if later:
        why = tr(
            "Chi bộ kiểm điểm trước, đảng uỷ quyết định sau (Quy định 366-QĐ/TW, điểm 12.2), mà "
            "hội nghị của chi bộ lại họp sau ngày này: {ds}."
        ).format(ds=_some(later))
        fix = tr("Sửa ngày ban hành, hoặc xem lại ngày họp ở trang Cuộc họp.")
        context.report("KT-436", settings, "date", read=settings.date, why=why, fix=fix)


def _check_unreviewed(context: CheckContext, roll: Roll) -> None:
    """Who was not reviewed gets no grade: Quy định 366-QĐ/TW, Điều 3, điểm 4."""
    voted_on = {
        id(member)
        for ballot in context.ward.ballots_of(roll.meeting)
        if (member := context.ward.member(ballot.subject, roll.unit)) is not None
    }
    graded = [m for m in roll.unreviewed if id(m) in voted_on or _has_grade(context, m)]
    if graded:
        why = tr(
            "Vắng mặt, không có bản kiểm điểm gửi đến hội nghị, mà vẫn có phiếu hoặc mức xếp loại: "
            "{ds}. Được kiểm điểm mới được xếp loại (Quy định 366-QĐ/TW, Điều 3, điểm 4); biên bản "
            "ghi những người này chưa kiểm điểm, chưa xếp loại."
        ).format(ds=_called(context, graded))
        fix = tr(
            "Có gửi thì ghi cột Gửi bản kiểm điểm, Người đọc thay ở trang Dự họp; không gửi thì "
            "xoá phiếu và mức xếp loại."
        )
        context.report("KT-437", roll.meeting, "code", read=roll.meeting.code, why=why, fix=fix)
    needless = [
        m for m in roll.members if id(m) in voted_on and not_reviewed(m, roll.day) is not None
    ]
    if needless:
        why = tr("Không thuộc diện xếp loại nên biên bản không in phiếu của: {ds}.").format(
            ds=_called(context, needless)
        )
        fix = tr("Xoá các dòng ấy ở trang Kiểm phiếu, hoặc xem lại tình trạng đảng viên.")
        context.report("KT-438", roll.meeting, "code", read=roll.meeting.code, why=why, fix=fix)


def _has_grade(context: CheckContext, member: Member) -> bool:
    review = context.ward.review_of(member)
    return review is not None and bool(review.proposed_grade or review.grade)


def _check_open_places(context: CheckContext, roll: Roll) -> None:
    """What minutes leave open to be filled in by hand, all in one finding."""
    meeting = roll.meeting
    review = meeting.kind == REVIEW_CONFERENCE
    missing = _missing_of_review(context, roll) if review else []
    if meeting.votes_for is None:
        if review or meeting.resolved:
            missing.append(tr("số đồng ý"))
    elif roll.voters is not None and roll.voters > meeting.votes_for and not _divided(meeting):
        missing.append(tr("số không đồng ý, ý kiến khác"))
    if not missing:
        return
    why = tr("Chưa ghi: {ds}. Biên bản chừa chỗ để điền tay.").format(ds="; ".join(missing))
    fix = tr("Điền ở trang Cuộc họp, Kiểm phiếu, Kiểm điểm; hoặc điền tay trên biên bản.")
    context.report("KT-439", meeting, "code", read=meeting.code, why=why, fix=fix)


def _divided(meeting: Meeting) -> bool:
    """Whether it is written down how those voted who did not agree."""
    return meeting.votes_against is not None or meeting.other_opinion is not None


def _missing_of_review(context: CheckContext, roll: Roll) -> list[str]:
    meeting, missing = roll.meeting, []
    ballots = context.ward.ballots_of(meeting)
    if not meeting.vote_form:
        missing.append(tr("hình thức biểu quyết"))
    if not ballots:
        missing.append(tr("kết quả kiểm phiếu"))
    uncounted = sum(None in ballot.votes for ballot in ballots)
    if uncounted:
        missing.append(tr("đủ số phiếu từng mức ở {n} dòng kiểm phiếu").format(n=uncounted))
    unproposed = [m for m in roll.reviewed if not _proposed(context, m)]
    if unproposed:
        missing.append(
            tr("mức chi bộ đề nghị của {ds} (mức được công nhận không thay được)").format(
                ds=_called(context, unproposed)
            )
        )
    return missing


def _proposed(context: CheckContext, member: Member) -> str:
    review = context.ward.review_of(member)
    return review.proposed_grade if review else ""


def _called(context: CheckContext, members: list[Member]) -> str:
    return _some([context.ward.called(m) for m in members])


def _some(names: list[str]) -> str:
    """The first few of many names, and how many more there are."""
    shown = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    return shown if more <= 0 else tr("{ds} và {n} nữa").format(ds=shown, n=more)
