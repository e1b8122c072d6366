"""Votes on grades (kết quả biểu quyết): what the counts come to; nothing from what is not known."""

from __future__ import annotations

from dataclasses import dataclass

from ...conventions.spelling import fold
from ...i18n import tr
from ..attendance import roll_of
from ..membership import is_official
from ..models import Ballot, Leader, Meeting
from ..reference import choices
from ..ward import REVIEW_CONFERENCE, Ward, once_a_ward
from .subjects import Graded, rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote on one subject came to (kết quả phiếu).

    ``level`` is the grade for which more than half of those entitled voted,
    ``None`` where none has that, or where it is not known how many they are
    (``voters``). ``leading`` is the grade with most votes, "" for a tie or no
    votes; ``votes`` are its votes.
    """

    ballot: Ballot
    meeting: Meeting
    level: str | None
    leading: str
    votes: int
    voters: int | None

    @property
    def figures(self) -> str:
        """The votes, and of how many where that is known: ``18/25``."""
        return str(self.votes) if self.voters is None else f"{self.votes}/{self.voters}"

    @property
    def told(self) -> str:
        """The result in words: ``18/25 phiếu``, and where the number is from."""
        if self.voters is None:
            return tr("{n} phiếu; chưa rõ số người có quyền biểu quyết").format(n=self.votes)
        return tr("{n}/{tong} đảng viên chính thức được triệu tập").format(
            n=self.votes, tong=self.voters
        )


def outcome(ward: Ward, subject: Graded) -> Outcome | None:
    """The vote on a subject: that of a review conference, else the last; ``None`` without one.

    More than half of the members of the body must be for a resolution (Điều lệ
    Đảng, Điều 9, khoản 5; Quy định 294-QĐ/TW, điểm 9.3); no rule sets another
    number for grades. A cell's vote is on the member, not on the leader who it is.
    """
    held = [
        (meeting, ballot)
        for ballot in rows(ward, Ballot, subject)
        if ballot.counted and (meeting := _meetings(ward).get(fold(ballot.meeting))) is not None
    ]
    if isinstance(subject, Leader):
        held = [pair for pair in held if pair[0].kind != REVIEW_CONFERENCE]
    if not held:
        return None
    at_review = [pair for pair in held if pair[0].kind == REVIEW_CONFERENCE]
    meeting, ballot = (at_review or held)[-1]
    voters = _voters_by_meeting(ward)[id(meeting)]
    counts = [(n or 0, grade) for n, grade in zip(ballot.votes, choices("grade"), strict=False)]
    most = max(n for n, _ in counts)
    ahead = [grade for n, grade in counts if n == most and n > 0]
    leading = ahead[0] if len(ahead) == 1 else ""
    enough = voters is not None and most * 2 > voters and most <= voters
    return Outcome(ballot, meeting, leading if leading and enough else None, leading, most, voters)


def voters_of(ward: Ward, meeting: Meeting) -> int | None:
    """How many are entitled to vote at a cell's meeting: its official members summoned.

    Those elsewhere for a time, exempt and not come, or suspended do not count
    (Quy định 294-QĐ/TW, điểm 9.3.2). ``None`` for a committee, whose members the
    workbook does not list, and where nobody can say who is official.
    """
    unit = ward.organisation(meeting.unit)
    if unit is None or not ward.members_of(unit):
        return None
    roll = roll_of(ward, unit, meeting)
    if roll.doubtful(roll.summoned):
        return None
    return sum(is_official(member, roll.day) for member in roll.summoned)


@once_a_ward
def _voters_by_meeting(ward: Ward) -> dict[int, int | None]:
    return {id(meeting): voters_of(ward, meeting) for meeting in _meetings(ward).values()}


@once_a_ward
def _meetings(ward: Ward) -> dict[str, Meeting]:
    return {fold(m.code): m for m in reversed(ward.data.meetings) if m.code}
