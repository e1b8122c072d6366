"""The count of the ballots of a meeting (kết quả kiểm phiếu), for minutes of a cell or a committee.

Whoever stands on the meeting's ballots has a line, with cells to write in where nothing was
counted yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...conventions.spelling import uncapitalised
from ...data.grading.authority import decided_above
from ...data.grading.grades import given
from ...data.grading.subjects import name_of, unit_of
from ...data.models import Ballot, Collective, Leader, Organisation
from ...data.party_posts import held_posts
from ...data.reference import choice, paper_words
from ..ballots import agreed_of, agreement, tally_texts, usual_tally, vote_columns
from ..declared.subjects import Subject
from ..minutes import shared as minutes
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context
from ..record_columns import (
    graded_body,
    leader,
    listed_person,
    numbered,
    posts,
)
from ..values import template_values
from ..voting import (
    COMMITTEE_MEETING,
    TOP,
    VotedOn,
    awards_to_vote,
    bodies_to_grade,
    bodies_to_propose,
    leaders_to_grade,
    members_to_grade,
    nominees,
    voted_on,
)
from .after import regraded
from .ballot_papers import award_row
from .conference import told_roll

_AGREE = choice("ballot_layout", "agree")


def vote_count(office: Office, subject: Subject) -> Context:
    """The parts ``kiem_phieu`` (how many), ``nguoi_kiem_phieu`` (the tellers), and the results.

    One table for each ballot: ``bang_to_chuc`` the votes on bodies, ``bang_can_bo`` on leading
    individuals, ``bang_ca_nhan`` on members, ``bang_dong_y`` on members whose level was only
    agreed to, ``bang_khen_thuong`` on commendations.
    """
    meeting = subject.meeting
    assert meeting is not None
    ballots = office.ward.ballots_of(meeting)
    usual = usual_tally(ballots)
    voted = [(voted_on(office.ward, subject.unit, b.subject), b) for b in ballots]
    counted = {id(about) for about, _ in voted} | _counted_elsewhere(office, subject)
    asked = list(_on_ballots(office, subject))
    place = {id(about): n for n, (about, _) in enumerate(asked)}
    voted += [vote for vote in asked if id(vote[0]) not in counted]
    if office.is_cell:  # a row filled in for somebody who sent nothing: nobody voted on them
        voted = [vote for vote in voted if id(vote[0]) in place or any(vote[1].votes)]
    voted.sort(key=lambda vote: place.get(id(vote[0]), len(place)))
    tables: dict[str, list[Context]] = {name: [] for name in _TABLES}
    for about, ballot in voted:
        tables[_table(office, about)].append(
            {
                **_columns(office, about, ballot),
                **vote_columns(office, ballot, usual),
                **agreement(ballot, usual, _level(office, about)),
                "cap_tren": _decided_above(office, about),
            }
        )
    return {
        "nguoi_kiem_phieu": [minutes.person(name) for name in minutes.tellers(office, meeting)],
        "kiem_phieu": {"hinh_thuc": uncapitalised(meeting.vote_form), **tally_texts(usual)},
        **{name: numbered(rows) for name, rows in tables.items()},
        "nhieu_loai_phieu": sum(map(bool, tables.values())) > 1 and not office.is_cell,
        "bang_khen_thuong": _awards(office, subject, usual[2]),
        "bang_xep_loai_lai": _regrades(office, usual[2]),
        "cua_chi_bo": office.is_cell,
        "noi_hop": office.author,
        "quyet_dinh_muc": bool(office.kind["recognises"]) and not office.is_cell,
    }


_TABLES = ("bang_to_chuc", "bang_can_bo", "bang_ca_nhan", "bang_dong_y")


def _table(office: Office, about: VotedOn | None) -> str:
    """In which table a line stands: as its ballot asked."""
    if isinstance(about, Organisation | Collective):
        return "bang_to_chuc"
    if isinstance(about, Leader):
        return "bang_can_bo"
    only_agreed = not office.is_cell or office.ward.settings.ballot_layout == _AGREE
    return "bang_dong_y" if about is not None and only_agreed else "bang_ca_nhan"


def _level(office: Office, about: VotedOn | None) -> str:
    """The level that a ballot asks to agree to: of a committee's the top, of a cell's the one
    proposed."""
    if not office.is_cell:
        return TOP
    return given(office.ward, about).proposed_or_own if about is not None else ""


def _decided_above(office: Office, about: VotedOn | None) -> bool:
    """Whether the vote only proposes to a level above this workbook's."""
    if isinstance(about, Collective | Leader):
        return decided_above(office.ward, about)
    return about is office.unit and not office.is_cell


def _counted_elsewhere(office: Office, subject: Subject) -> set[int]:
    """Those on whom a committee voted at another of its meetings: it may vote on some apart."""
    ward, unit = office.ward, subject.unit
    others = [m for m in ward.meetings_of(unit, COMMITTEE_MEETING) if m is not subject.meeting]
    rows = [row for meeting in others for row in ward.ballots_of(meeting)]
    return set() if office.is_cell else {id(voted_on(ward, unit, row.subject)) for row in rows}


def _awards(office: Office, subject: Subject, valid: int | None) -> list[Context]:
    """The votes on commendations (biểu quyết khen thưởng), in the order of their ballot."""
    proposed = awards_to_vote(office.ward, subject.unit)
    return numbered(
        {**award_row(office, one), **agreed_of(one.agreed(subject.unit), valid)} for one in proposed
    )


def _regrades(office: Office, valid: int | None) -> list[Context]:
    """The votes on results taken up again (xếp loại lại): the issuing committee's."""
    ward = office.ward
    rows = ward.data.regrades if office.unit is ward.issuer and not office.is_cell else []
    return numbered(
        {**template_values(row), "ten": regraded(office, row), **agreed_of(row.agreed, valid)}
        for row in rows
    )


def _on_ballots(office: Office, subject: Subject) -> Iterator[tuple[VotedOn | None, Ballot]]:
    """Those on the ballots of a meeting, with nothing counted yet."""
    ward, unit, meeting = office.ward, subject.unit, subject.meeting
    assert meeting is not None
    about: list[VotedOn] = (
        [unit, *members_to_grade(ward, unit, meeting)]
        if office.is_cell
        else [
            *bodies_to_grade(ward, unit),
            *bodies_to_propose(ward, unit),
            *leaders_to_grade(ward, unit),
            *nominees(ward, unit, meeting),
        ]
    )
    return ((each, Ballot(meeting=meeting.code, subject="")) for each in about)


def _columns(office: Office, about: VotedOn | None, ballot: Ballot) -> Context:
    """The columns of one line: ``ten``, ``chuc_vu_don_vi``, and those of the row it is made of."""
    ward = office.ward
    own = own_fields(ward, ("kiem_phieu", [ballot]))
    if about is None:
        return {**own, "ten": ballot.subject, "chuc_vu_don_vi": ""}
    if isinstance(about, Organisation | Collective):
        return {**graded_body(office, about), **own}
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
    roll = told_roll(office, subject)
    tellers = minutes.tellers(office, roll.meeting)
    name = minutes.plain(tellers[0]) if tellers else ""
    organ, post = (paper_words("tellers", key) for key in ("organ", "head"))
    left, right = office.collective(organ, post, name), minutes.signers(office, roll)["ky_phai"]
    own = office.signature()["ky"]
    if right["ho_ten"] == own["ho_ten"]:  # as the form has it: the chair signs as secretary
        right = {**right, "chuc_vu": own["chuc_vu"], "con_dau": own["con_dau"]}
    return {"ky_trai": {**left, "con_dau": right["con_dau"]}, "ky_phai": right}
