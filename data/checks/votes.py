"""Checks of votes (kiểm tra phiếu, biểu quyết): counts that must add up."""

from __future__ import annotations

from typing import NamedTuple

from ...conventions.spelling import fold
from ...i18n import tr
from ..attendance import roll_of
from ..grading.grades import given
from ..grading.subjects import Graded, name_of
from ..models import SHEET_OF, Attendance, Ballot, Delegate, Meeting, Member
from ..models.fields import Record
from ..reference import choices
from ..ward import COMMITTEE_MEETING
from .context import CheckContext

_COUNTS = (
    "issued", "returned", "valid", "invalid", "excellent", "good", "done", "failed", "ungraded",
)  # fmt: skip


_HANDS = ("votes_for", "votes_against", "other_opinion")


def check_votes(context: CheckContext) -> None:
    """Ballots of known subjects and meetings, sums, and how many could vote."""
    meetings = {fold(m.code): m for m in reversed(context.data.meetings) if m.code}
    voters = {
        code: counted
        for code, meeting in meetings.items()
        if (counted := voters_of(context, meeting)) is not None
    }
    seen: dict[tuple[str, int], Ballot] = {}
    for ballot in context.data.ballots:
        _check_sums(context, ballot)
        code = fold(ballot.meeting)
        if ballot.meeting and code not in meetings:
            why = tr("Không có cuộc họp nào mang mã này ở trang Cuộc họp.")
            fix = tr("Sửa mã, hoặc thêm cuộc họp.")
            context.report("KT-406", ballot, "meeting", read=ballot.meeting, why=why, fix=fix)
        _check_subject(context, ballot, meetings.get(code), seen)
        if code in voters:
            _check_issued(context, ballot, voters[code])
    for code, meeting in meetings.items():
        _check_negative(context, meeting, _HANDS)
        if code in voters:
            _check_show_of_hands(context, meeting, voters[code])


def _check_subject(
    context: CheckContext,
    ballot: Ballot,
    meeting: Meeting | None,
    seen: dict[tuple[str, int], Ballot],
) -> None:
    if not ballot.subject:
        return
    ward = context.ward
    cell = ward.organisation(meeting.unit) if meeting else None
    subject = ward.member(ballot.subject, cell) or context.graded(ballot.subject)
    if subject is None:
        why = tr("Không có đảng viên, tổ chức đảng hay tập thể nào mang mã này.")
        fix = f"{context.nearest_member(ballot.subject, cell)} {tr('Sửa lại mã.')}".strip()
        context.report("KT-413", ballot, "subject", read=ballot.subject, why=why, fix=fix.strip())
        return
    if isinstance(subject, Member) or _decides(meeting):
        _check_outcome(context, ballot, subject, decided=_decides(meeting))
    first = seen.setdefault((fold(ballot.meeting), id(subject)), ballot)
    if first is not ballot:
        why = tr("Đối tượng này đã được kiểm phiếu ở {dong}.").format(dong=context.place(first))
        fix = tr("Xoá một dòng.")
        context.report("KT-414", ballot, "subject", read=ballot.subject, why=why, fix=fix)


def _decides(meeting: Meeting | None) -> bool:
    """Whether a meeting is the committee's on grades: what it votes for is no proposal."""
    return meeting is not None and meeting.kind == COMMITTEE_MEETING


def _check_outcome(
    context: CheckContext, ballot: Ballot, subject: Graded, *, decided: bool
) -> None:
    """A level written down for which few voted, while more than half were for another."""
    grades = given(context.ward, subject)
    written = grades.grade if decided else grades.proposed
    counts = dict(zip(choices("grade"), ballot.votes, strict=False))
    cast = ballot.valid or sum(n or 0 for n in ballot.votes)
    chosen = next((grade for grade, n in counts.items() if n and n * 2 > cast), "")
    if not chosen or written in ("", chosen):
        return
    why = tr("“{ten}”: {n}/{tong} phiếu “{muc}”, mà chi bộ đề nghị “{de_nghi}”.")
    fix = tr("Xem lại số phiếu, hoặc cột Chi bộ đề nghị xếp loại ở trang Kiểm điểm.")
    if decided:
        why = tr("“{ten}”: {n}/{tong} phiếu “{muc}”, mà mức xếp loại ghi “{de_nghi}”.")
        fix = tr("Xem lại số phiếu, hoặc cột Mức xếp loại.")
    why = why.format(
        ten=name_of(context.ward, subject), n=counts[chosen], tong=cast, muc=chosen, de_nghi=written
    )
    context.report("KT-444", ballot, "subject", read=ballot.subject, why=why, fix=fix)


def _check_sums(context: CheckContext, ballot: Ballot) -> None:
    _check_negative(context, ballot, _COUNTS)
    written = [n for n in ballot.votes if n is not None]
    total, valid = sum(written), ballot.valid
    complete = len(written) == len(ballot.votes)
    if valid is not None and written and (total != valid if complete else total > valid):
        why = tr("{tong_cac} = {tong}, còn số phiếu hợp lệ là {hop_le}.").format(
            tong_cac=" + ".join(map(str, written)), tong=total, hop_le=valid
        )
        fix = tr("Đếm lại phiếu các mức và phiếu hợp lệ.")
        context.report("KT-415", ballot, "valid", read=valid, why=why, fix=fix)
    if ballot.returned is not None and valid is not None:
        void = max(ballot.void or 0, 0)
        if valid + void != ballot.returned:
            why = tr("{a} hợp lệ + {b} không hợp lệ = {tong}, còn số thu về là {thu}.").format(
                a=valid, b=void, tong=valid + void, thu=ballot.returned
            )
            fix = tr("Đếm lại phiếu thu về.")
            context.report("KT-416", ballot, "returned", read=ballot.returned, why=why, fix=fix)
    issued, returned = ballot.issued, ballot.returned
    if issued is not None and returned is not None and returned > issued:
        why = tr("Phát ra {phat} phiếu mà thu về {thu}.").format(phat=issued, thu=returned)
        fix = tr("Xem lại số phát ra, số thu về.")
        context.report("KT-417", ballot, "returned", read=ballot.returned, why=why, fix=fix)


def _check_negative(context: CheckContext, record: Record, attributes: tuple[str, ...]) -> None:
    for attribute in attributes:
        number = getattr(record, attribute)
        if number is not None and number < 0:
            why = tr("Số phiếu, số người không nhỏ hơn 0.")
            context.report("KT-441", record, attribute, read=number, why=why, fix=tr("Sửa số."))


class Voters(NamedTuple):
    """How many voters were present: those surely so, and at most; and who they are, in words."""

    fewest: int
    most: int
    told: str
    sheet: str


def voters_of(context: CheckContext, meeting: Meeting) -> Voters | None:
    """The voters of a meeting; ``None`` where the workbook does not say who they are.

    Of a cell they are its official members; the exempt who came are among them
    where the sheet says that they came (Quy định 294-QĐ/TW, điểm 9.3.2). Of the
    committee's own meeting on grades they are those of the sheet ``Đại biểu`` who
    were called and came.
    """
    cell = context.ward.organisation(meeting.unit)
    if cell is None:
        return None
    if not context.ward.members_of(cell):
        called = context.ward.rows_of_meeting(Delegate, meeting) if _decides(meeting) else []
        here = sum(row.present and not row.is_guest for row in called)
        who = tr("{n} người được triệu tập có mặt").format(n=here)
        return Voters(here, here, who, SHEET_OF[Delegate].name) if here else None
    roll = roll_of(context.ward, cell, meeting)
    sure = len(roll.present_official)
    who = tr("{n} đảng viên chính thức có mặt").format(n=sure)
    most = sure + sum(roll.doubtful([m]) for m in roll.present)
    return Voters(sure, most, who, SHEET_OF[Attendance].name)


def _check_issued(context: CheckContext, ballot: Ballot, voters: Voters) -> None:
    if ballot.issued is None or voters.fewest <= ballot.issued <= voters.most:
        return
    why = tr("Theo trang {trang} có {ai}.").format(trang=voters.sheet, ai=voters.told)
    fix = tr(
        "Xem lại số phiếu phát ra, hoặc ghi thêm ở trang {trang}: người vắng; người được miễn sinh "
        "hoạt mà đến dự thì ghi một dòng Có mặt."
    ).format(trang=voters.sheet)
    context.report("KT-418", ballot, "issued", read=ballot.issued, why=why, fix=fix)


def _check_show_of_hands(context: CheckContext, meeting: Meeting, voters: Voters) -> None:
    """As many hands as voters: more cannot be, fewer leaves somebody out once all is written."""
    votes = [getattr(meeting, attribute) for attribute in _HANDS]
    total = sum(n or 0 for n in votes)
    read = meeting.votes_for
    if total > voters.most:
        why = tr("{n} lượt biểu quyết, mà chỉ có {ai}.").format(n=total, ai=voters.told)
        fix = tr("Xem lại số đồng ý, không đồng ý, ý kiến khác.")
        context.report("KT-419", meeting, "votes_for", read=read, why=why, fix=fix)
    elif total < voters.fewest and None not in votes:
        why = tr("{n} lượt biểu quyết, mà có {ai}.").format(n=total, ai=voters.told)
        fix = tr(
            "Ghi đủ số đồng ý, không đồng ý, ý kiến khác; hoặc ghi người vắng ở trang {trang}."
        ).format(trang=voters.sheet)
        context.report("KT-442", meeting, "votes_for", read=read, why=why, fix=fix)
