"""Checks of review conferences (kiểm tra hội nghị kiểm điểm): when, how long, on whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...i18n import tr
from ..attendance import Roll
from ..grading.awarding import way_up
from ..membership import not_reviewed
from ..models import Ballot, Meeting, Member
from ..reference import table
from ..ward import COMMITTEE_MEETING, LAUNCH_CONFERENCE, REVIEW_CONFERENCE
from .context import CheckContext, some


def check_conferences(context: CheckContext) -> None:
    """The days of the conferences and of the papers after them; who was not reviewed."""
    held = _rolls(context)
    conferences = [roll for roll in held if roll.meeting.kind == REVIEW_CONFERENCE]
    deciding = [roll for roll in held if roll.meeting.kind == COMMITTEE_MEETING]
    _check_issue_day(context, conferences, deciding)
    _check_season(context, conferences, deciding)
    _check_order(context, held, conferences)
    _check_length(context, conferences)
    for roll in conferences:
        _check_unreviewed(context, roll)
    _check_open_places(context, held)


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


def cited(context: CheckContext, key: str) -> str:
    """The rule's point in brackets, to end a sentence with; "" where none is known."""
    rule = _rule(context)
    return f" ({rule[key]})" if rule else ""


def _shown(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _check_season(context: CheckContext, conferences: list[Roll], deciding: list[Roll]) -> None:
    """Whether the conferences were held at the end of the year, and all before it was over."""
    rule, year = _rule(context), context.data.settings.year
    if rule is None:
        return
    start = dt.date(year, rule["earliest_month"], 1)
    end, late = dt.date(year, *rule["before"]), dt.date(year + 1, *rule["before_late"])
    source = rule["when_source"]
    # One in quite another year is told by itself: the year is the slip.
    conferences = [roll for roll in conferences if year <= roll.day.year <= year + 1]
    ending = conferences + [roll for roll in deciding if roll.day.year <= year + 1]
    after = [roll for roll in ending if roll.day >= end]
    if after:
        why = tr(
            "Kiểm điểm, xếp loại phải xong trước ngày {han} (đơn vị tổng kết năm muộn hơn: trước "
            "ngày {han_muon}), theo {nguon}, mà: {ds}."
        ).format(han=_shown(end), han_muon=_shown(late), nguon=source, ds=some(_dated(after)))
        first = after[0]
        fix = tr("Xem lại ngày họp.")
        context.report("KT-433", first.meeting, "date", read=_shown(first.day), why=why, fix=fix)
    for roll in conferences:
        if roll.day >= start:
            continue
        why = tr("Kiểm điểm tiến hành vào dịp cuối năm, theo {nguon}.").format(nguon=source)
        fix = tr("Xem lại ngày họp.")
        turned = _turned(roll.day)
        if turned and start <= turned < end:
            fix = tr("Ngày và tháng có bị đổi chỗ không? Có phải {ngay}?").format(
                ngay=_shown(turned)
            )
        context.report("KT-433", roll.meeting, "date", read=_shown(roll.day), why=why, fix=fix)


def _check_order(context: CheckContext, held: list[Roll], conferences: list[Roll]) -> None:
    """The season is opened before the cells review, and they review before the committee grades."""
    ward, order = context.ward, cited(context, "order_source")
    for roll in held:
        if roll.meeting.kind not in (COMMITTEE_MEETING, LAUNCH_CONFERENCE):
            continue
        below = [c for c in conferences if any(b is roll.unit for b in way_up(ward, c.unit)[1:])]
        late = [c for c in below if c.day > roll.day]
        early = [c for c in below if c.day < roll.day]
        why = ""
        if roll.meeting.kind == COMMITTEE_MEETING and late:
            why = tr(
                "Chi bộ kiểm điểm trước, cấp uỷ xét xếp loại sau{nguon}, mà hội nghị này họp "
                "trước: {ds}."
            ).format(nguon=order, ds=some(_dated(late)))
        elif roll.meeting.kind == LAUNCH_CONFERENCE and early:
            why = tr("Triển khai trước, kiểm điểm sau, mà hội nghị này họp sau: {ds}.").format(
                ds=some(_dated(early))
            )
        if why:
            fix = tr("Xem lại ngày họp.")
            read = _shown(roll.day)
            context.report("KT-449", roll.meeting, "date", read=read, why=why, fix=fix)


def _dated(rolls: list[Roll]) -> list[str]:
    return [f"{roll.unit.name} ({_shown(roll.day)})" for roll in rolls]


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
            nguon=rule["length_source"], ds=some(held)
        )
        fix = tr("Xem lại giờ họp; nếu cấp uỷ cấp trên quy định thời gian khác thì bỏ qua.")
        first = short[0].meeting
        context.report("KT-434", first, "end", read=f"{first.end:%H:%M}", why=why, fix=fix)


def _is_short(roll: Roll, rule: dict[str, Any]) -> bool:
    start, end = roll.meeting.start, roll.meeting.end
    if start is None or end is None or end <= start:
        return False  # hours that cannot be are told by themselves
    return not (start < rule["starts_before"] and end > rule["ends_after"])


def _check_issue_day(context: CheckContext, conferences: list[Roll], deciding: list[Roll]) -> None:
    """The committee decides after the cells, its papers after its own meeting: no earlier day.

    A day of another year is a slip of its own, told elsewhere.
    """
    settings = context.data.settings
    if settings.date is None:
        return
    if not settings.year <= settings.date.year <= settings.year + 1:
        return
    later = [roll for roll in conferences if roll.day > settings.date.latest()]
    if later:
        why = tr(
            "Chi bộ kiểm điểm trước, đảng uỷ quyết định sau{nguon}, mà hội nghị của chi bộ lại họp "
            "sau ngày này: {ds}."
        ).format(nguon=cited(context, "order_source"), ds=some(_dated(later)))
        fix = tr("Sửa ngày ban hành, hoặc xem lại ngày họp ở trang Cuộc họp.")
        context.report("KT-436", settings, "date", read=settings.date, why=why, fix=fix)
    own = [roll for roll in deciding if roll.unit is context.ward.issuer]
    if own and all(roll.day > settings.date.latest() for roll in own):
        why = tr("Hội nghị cấp uỷ xét xếp loại, khen thưởng họp sau ngày này: {ds}.").format(
            ds=some(_dated(own))
        )
        fix = tr("Sửa ngày ban hành, hoặc xem lại ngày họp ở trang Cuộc họp.")
        context.report("KT-436", settings, "date", read=settings.date, why=why, fix=fix)


def _check_unreviewed(context: CheckContext, roll: Roll) -> None:
    """Whoever was not reviewed gets no grade, whoever need not be is not on the ballot."""
    voted_on = {
        id(member)
        for ballot in _counted(context, roll.meeting)
        if (member := context.ward.member(ballot.subject, roll.unit)) is not None
    }
    graded = [m for m in roll.unreviewed if id(m) in voted_on or _has_grade(context, m)]
    if graded:
        why = tr(
            "Vắng mặt, không có bản kiểm điểm gửi đến hội nghị, mà vẫn có phiếu hoặc mức xếp loại: "
            "{ds}. Được kiểm điểm mới được xếp loại{nguon}; biên bản ghi những người này chưa kiểm "
            "điểm, chưa xếp loại."
        ).format(ds=_called(context, graded), nguon=cited(context, "graded_source"))
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


def _check_open_places(context: CheckContext, held: list[Roll]) -> None:
    """What minutes leave open to be filled in by hand: one finding for each thing missing."""
    causes: dict[str, list[tuple[Roll, str]]] = {}
    for roll in held:
        for what, where in _missing(context, roll):
            causes.setdefault(what, []).append((roll, where))
    for what, places in causes.items():
        why = tr("Chưa ghi {gi}: {ds}. Biên bản chừa chỗ để điền tay.").format(
            gi=what, ds=some([where for _, where in places])
        )
        first = places[0][0].meeting
        fix = tr("Điền vào sổ rồi lập lại, hoặc điền tay trên biên bản.")
        context.report("KT-439", first, "code", read=first.code, why=why, fix=fix)


def _missing(context: CheckContext, roll: Roll) -> list[tuple[str, str]]:
    """What the minutes of one meeting lack, and for whom or in which meeting.

    A meeting of which no result is written down is still to come, or to be
    written up by hand: of that one only the proposals are missed, where the
    level granted is known already.
    """
    meeting = roll.meeting
    review = meeting.kind == REVIEW_CONFERENCE
    if not _has_result(context, meeting):
        return _unproposed(context, roll, after=True) if review else []
    missing = _missing_of_review(context, roll) if review else []
    if meeting.votes_for is None:
        if review or meeting.resolved:
            missing.append((tr("số đồng ý (trang Cuộc họp)"), meeting.code))
    elif roll.voters is not None and roll.voters > meeting.votes_for and not _divided(meeting):
        missing.append((tr("số không đồng ý, ý kiến khác (trang Cuộc họp)"), meeting.code))
    return missing


def _has_result(context: CheckContext, meeting: Meeting) -> bool:
    """Whether anything that the meeting decided is written down."""
    written = (meeting.vote_form, meeting.resolved, meeting.votes_for, meeting.remedies)
    return any(n not in ("", None) for n in written) or bool(_counted(context, meeting))


def _counted(context: CheckContext, meeting: Meeting) -> list[Ballot]:
    """The ballots of which a number is written down."""
    return [ballot for ballot in context.ward.ballots_of(meeting) if ballot.counted]


def _divided(meeting: Meeting) -> bool:
    """Whether it is written down how those voted who did not agree."""
    return meeting.votes_against is not None or meeting.other_opinion is not None


def _missing_of_review(context: CheckContext, roll: Roll) -> list[tuple[str, str]]:
    meeting, ward = roll.meeting, context.ward
    missing = []
    if not meeting.vote_form:
        missing.append((tr("hình thức biểu quyết (trang Cuộc họp)"), meeting.code))
    ballots = ward.ballots_of(meeting)
    # A row that was filled in for somebody who then sent nothing needs no count.
    waiting = {id(member) for member in roll.unreviewed}
    if not _counted(context, meeting):
        missing.append((tr("kết quả kiểm phiếu (trang Kiểm phiếu)"), meeting.code))
    missing += [
        (tr("đủ số phiếu từng mức (trang Kiểm phiếu)"), ballot.subject)
        for ballot in ballots
        if None in ballot.votes and _counted(context, meeting)
        if ballot.counted or id(ward.member(ballot.subject, roll.unit)) not in waiting
    ]
    return missing + _unproposed(context, roll, after=False)


def _unproposed(context: CheckContext, roll: Roll, *, after: bool) -> list[tuple[str, str]]:
    """Whom the cell has not proposed for a level; ``after``: though one was granted."""
    what = tr("mức chi bộ đề nghị (trang Kiểm điểm; mức được công nhận không thay được)")
    found = []
    for member in roll.reviewed:
        review = context.ward.review_of(member)
        proposed = review.proposed_grade if review else ""
        granted = review.grade if review else ""
        if not proposed and (granted or not after):
            found.append((what, context.ward.called(member)))
    return found


def _called(context: CheckContext, members: list[Member]) -> str:
    return some([context.ward.called(m) for m in members])
