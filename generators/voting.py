"""Who votes on whom at a meeting (ai bỏ phiếu về ai): before the ballots are printed, and after.

A cell votes on itself and on the members whom its conference reviews; a committee on the
bodies and leaders that it grades, and on those whom the cells propose for the top level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..conventions.spelling import fold
from ..data.attendance import roll_of
from ..data.delegates import Delegates
from ..data.grading.authority import decided_above, decider, own_collective
from ..data.grading.awarding import way_up
from ..data.grading.grades import given
from ..data.grading.subjects import person_of
from ..data.membership import belongs, not_reviewed
from ..data.models import Collective, Leader, Meeting, Member, Organisation
from ..data.reference import choice, choices, paper_words
from ..data.ward import REVIEW_CONFERENCE, Ward
from .commendations.candidates import Candidate, candidates
from .office import Office

VotedOn = Member | Leader | Organisation | Collective
"""Whom one vote is about (đối tượng bỏ phiếu)."""

COMMITTEE_MEETING = choice("meeting_kind", "committee")
TOP = choices("grade")[0]


def voters(ward: Ward, unit: Organisation, meeting: Meeting) -> int | None:
    """How many vote: official members or delegates present; ``None`` while nobody can say."""
    if ward.members_of(unit):
        return roll_of(ward, unit, meeting).voters
    known = Delegates(ward, meeting)
    return known.present if known.called else None


def members_to_grade(ward: Ward, unit: Organisation, meeting: Meeting) -> list[Member]:
    """The members on a cell's ballot: those whom its conference reviews, in the rule's order."""
    return roll_of(ward, unit, meeting).reviewed


def nominees(ward: Ward, unit: Organisation, meeting: Meeting) -> list[Member]:
    """Those proposed for the top level (đề nghị xuất sắc).

    In a cell whoever graded themselves so, where it has proposed nothing yet; at a
    committee's meeting those whom the cells below propose, but for the leaders, on whom
    it votes apart: nobody is voted on twice.
    """
    if ward.members_of(unit):
        reviewed = members_to_grade(ward, unit, meeting)
        return [m for m in reviewed if given(ward, m).proposed_or_own == TOP]
    day = meeting.date.latest() if meeting.date else ward.issue_day
    led = {id(person_of(ward, row)) for row in leaders_to_grade(ward, unit)}
    return [
        member
        for cell in ward.cells
        if any(body is unit for body in way_up(ward, cell))
        for member in ward.members_of(cell)
        if id(member) not in led
        and given(ward, member).proposed == TOP
        and belongs(member, day)
        and not_reviewed(member, ward.review_day(cell)) is None
    ]


def bodies_to_grade(ward: Ward, unit: Organisation) -> list[Organisation | Collective]:
    """The organisations and collectives that a committee grades, or proposes to the one above."""
    if ward.kind(unit)["cell"]:
        return []
    bodies = [
        body
        for body in ward.data.organisations
        if body is not unit and (decider(ward, body) is unit or ward.parent(body) is unit)
    ]
    return [*bodies, *(row for row in ward.data.collectives if decider(ward, row) is unit)]


def bodies_to_propose(ward: Ward, unit: Organisation) -> list[Organisation | Collective]:
    """The bodies on whose grades the issuing committee only proposes (đề nghị cấp trên): its own.

    Its own collective, then its party organisation (Quy định 366-QĐ/TW, điểm 12.2); where both
    are one, it is the collective.
    """
    if unit is not ward.issuer or ward.kind(unit)["cell"]:
        return []
    above = [row for row in ward.data.collectives if decided_above(ward, row)]
    apart = own_collective(ward) is None or bool(given(ward, unit).self_grade)
    return [*above, *([unit] if apart else [])]


def leaders_to_grade(ward: Ward, unit: Organisation) -> list[Leader]:
    """The leading individuals on whom a committee votes: those of the issuing one's sheet."""
    return ward.data.leaders if unit is ward.issuer else []


def awards_to_vote(ward: Ward, unit: Organisation) -> list[Candidate]:
    """The commendations on which a body votes: those that go through it on their way up."""
    return [c for c in candidates(ward) if any(body is unit for body in c.voters)]


def voted_on(ward: Ward, unit: Organisation, handle: str) -> VotedOn | None:
    """Whom a row of the sheet ``Kiểm phiếu`` is about; ``None`` for a name that nobody has.

    A committee votes on a leading individual as that, a cell as its member.
    """
    member = ward.member(handle, unit if ward.members_of(unit) else None)
    for row in leaders_to_grade(ward, unit):
        person = person_of(ward, row)
        if person is member if person is not None else fold(row.person) == fold(handle):
            return row
    return member or ward.organisation(handle) or ward.collective(handle)


def vote_on(office: Office, graded: Sequence[VotedOn]) -> str:
    """The basis of a decision that the body's meeting voted (kết quả bỏ phiếu); "" without one.

    All of those graded were voted on, or members of whom a committee votes on the best alone.
    """
    ward, unit = office.ward, office.unit
    for meeting in ward.meetings_of(unit):
        if meeting.kind != COMMITTEE_MEETING or not meeting.date:
            continue
        rows = [voted_on(ward, unit, row.subject) for row in ward.ballots_of(meeting)]
        counted = {id(one) for one in rows}
        voted = [id(one) in counted for one in graded]
        if all(voted) or (any(voted) and isinstance(graded[0], Member)):
            return _voted_at(office, meeting)
    return ""


def agreed_on(office: Office, agreed: Iterable[int | None], by: str = "vote") -> str:
    """The basis of a decision that the body's meeting agreed to all of it; "" while one is open.

    ``agreed`` are the numbers of those for it: of commendations, of a grade given again, which
    has no ballot (``by`` "agreed").
    """
    meeting = settling_meeting(office)
    counted = all(number is not None for number in agreed)
    return _voted_at(office, meeting, by) if meeting is not None and counted else ""


def settling_meeting(office: Office) -> Meeting | None:
    """The meeting at which a body settles grades and commendations: the last that has a day."""
    kind = REVIEW_CONFERENCE if office.is_cell else COMMITTEE_MEETING
    dated = [held for held in office.ward.meetings_of(office.unit, kind) if held.date]
    return dated[-1] if dated else None


def _voted_at(office: Office, meeting: Meeting, by: str = "vote") -> str:
    return paper_words("basis", by, co_quan=office.decider, ngay=str(meeting.date))


def ballots_cast(meeting: Meeting) -> bool:
    """Whether a meeting votes on grades with ballots: not one that raises hands."""
    votes = meeting.kind in (REVIEW_CONFERENCE, COMMITTEE_MEETING)
    return votes and meeting.vote_form != choice("vote_form", "hands")


def selects_top(ward: Ward, meeting: Meeting) -> bool:
    """Whether a meeting votes apart on the top level (bình chọn xuất sắc).

    A committee does; a cell in the second of two rounds.
    """
    if meeting.kind == COMMITTEE_MEETING:
        return True
    rounds = ward.settings.ballot_layout == choice("ballot_layout", "rounds")
    return rounds and meeting.kind == REVIEW_CONFERENCE
