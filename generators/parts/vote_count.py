"""The count of the ballots of a meeting (kết quả kiểm phiếu), for minutes of a cell or a committee.

Whoever stands on a cell's ballots has a line, with cells to write in where nothing was counted
yet; of a committee, which may vote on some alone, those of the workbook, else all of the ballots.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...conventions.spelling import bare_item, uncapitalised
from ...data.grading.subjects import name_of, person_of, unit_of
from ...data.models import Ballot, Collective, Leader, Organisation
from ...data.party_posts import held_posts
from ...data.reference import paper_words
from .. import minutes
from ..ballots import tally_texts, usual_tally, vote_columns
from ..declared.subjects import Subject
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context
from ..record_columns import collective, graded_name, leader, listed_person, organisation, posts
from ..voting import (
    VotedOn,
    bodies_to_grade,
    leaders_to_grade,
    members_to_grade,
    nominees,
    voted_on,
)
from .conference import roll_of


def vote_count(office: Office, subject: Subject) -> Context:
    """The parts ``kiem_phieu`` (how many), ``nguoi_kiem_phieu`` (the tellers), and the results.

    ``bang_to_chuc`` are the votes on bodies, ``bang_ca_nhan`` those on persons.
    """
    meeting = subject.meeting
    assert meeting is not None
    ballots = office.ward.ballots_of(meeting)
    usual = usual_tally(ballots)
    voted = [(voted_on(office.ward, subject.unit, b.subject), b) for b in ballots]
    if office.is_cell or not voted:
        counted = {id(about) for about, _ in voted}
        voted += [vote for vote in _on_ballots(office, subject) if id(vote[0]) not in counted]
    if office.is_cell:
        place = {id(m): n for n, m in enumerate(roll_of(office, subject).reviewed)}
        voted.sort(key=lambda vote: place.get(id(vote[0]), len(place)))
    bodies: list[Context] = []
    persons: list[Context] = []
    for about, ballot in voted:
        known = isinstance(about, Organisation | Collective)
        row = {**_columns(office, about, ballot), **vote_columns(office, ballot, usual)}
        (bodies if known else persons).append(row)
    return {
        "nguoi_kiem_phieu": [
            minutes.person(bare_item(name)) for name in office.told(meeting.tellers)
        ],
        "kiem_phieu": {"hinh_thuc": uncapitalised(meeting.vote_form), **tally_texts(usual)},
        "bang_to_chuc": _numbered(bodies),
        "bang_ca_nhan": _numbered(persons),
        "cua_chi_bo": office.is_cell,
        "quyet_dinh_muc": bool(office.kind["recognises"]) and not office.is_cell,
    }


def _numbered(rows: list[Context]) -> list[Context]:
    return [{"tt": str(number), **row} for number, row in enumerate(rows, start=1)]


def _on_ballots(office: Office, subject: Subject) -> Iterator[tuple[VotedOn | None, Ballot]]:
    """Those on the ballots of a meeting, with nothing counted yet."""
    ward, unit, meeting = office.ward, subject.unit, subject.meeting
    assert meeting is not None
    if office.is_cell:
        about: list[VotedOn] = [unit, *members_to_grade(ward, unit, meeting)]
    else:
        leaders = leaders_to_grade(ward, unit)
        led = {id(person_of(ward, row)) for row in leaders}
        others = [m for m in nominees(ward, unit, meeting) if id(m) not in led]
        about = [*bodies_to_grade(ward, unit), *leaders, *others]
    return ((each, Ballot(meeting=meeting.code, subject="")) for each in about)


def _columns(office: Office, about: VotedOn | None, ballot: Ballot) -> Context:
    """The columns of one line: ``ten``, ``chuc_vu_don_vi``, and those of the row it is made of."""
    ward = office.ward
    own = own_fields(ward, ("kiem_phieu", [ballot]))
    if about is None:
        return {**own, "ten": ballot.subject, "chuc_vu_don_vi": ""}
    if isinstance(about, Organisation):
        return {**organisation(office, about), **own, "ten": graded_name(office, about)}
    if isinstance(about, Collective):
        return {**collective(office, about), **own}
    unit = unit_of(ward, about) or office.unit
    if isinstance(about, Leader):
        shown = leader(office, about)
        return {**shown, **own, "ten": shown["ho_ten"], "chuc_vu_don_vi": shown["chuc_vu"]}
    post = posts(about, office)
    if unit is not office.unit:  # the cell says more of somebody than a post outside the Party
        post = office.post_in(held_posts(about.party_post), unit)
    return {
        **listed_person(office, about, unit),
        **own,
        "ten": name_of(ward, about),
        "chuc_vu_don_vi": post,
    }


def signers(office: Office, subject: Subject) -> Context:
    """The two signatures of a vote count: head of the tellers on the left, chair on the right."""
    roll = roll_of(office, subject)
    tellers = office.told(roll.meeting.tellers)
    name = minutes.plain(bare_item(tellers[0])) if tellers else ""
    organ, post = (paper_words("tellers", key) for key in ("organ", "head"))
    left, right = office.collective(organ, post, name), minutes.signers(office, roll)["ky_phai"]
    own = office.signature()["ky"]
    if right["ho_ten"] == own["ho_ten"]:  # as the form has it: the chair signs as secretary
        right = {**right, "chuc_vu": own["chuc_vu"], "con_dau": own["con_dau"]}
    return {"ky_trai": {**left, "con_dau": right["con_dau"]}, "ky_phai": right}
