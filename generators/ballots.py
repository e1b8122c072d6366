"""The count of the ballots of a review conference (kết quả kiểm phiếu), as its minutes print it."""

from __future__ import annotations

from collections import Counter

from ..conventions.spelling import uncapitalised
from ..conventions.words import padded_count, percent_vi
from ..data.attendance import Roll
from ..data.models import Ballot
from ..data.reference import choice, choices
from .former import former_tellers
from .grades import LEVEL_KEYS
from .minutes import shared as minutes
from .office import Office
from .own_fields import own_fields
from .plan import Context
from .record_columns import graded_name, listed_person, numbered, organisation
from .values import OPEN

_KEYS = (*LEVEL_KEYS, "chua_xep_loai")
_LEVEL_KEY = dict(zip(choices("grade"), LEVEL_KEYS, strict=True))
_Tally = tuple[int | None, int | None, int | None, int | None]
_UNKNOWN: _Tally = (None, None, None, None)


def ballot_part(office: Office, roll: Roll) -> Context:
    """The parts ``kiem_phieu`` (how, how many), ``phieu_to_chuc``, ``phieu`` (the results)
    and ``nguoi_kiem_phieu`` (the tellers).

    Members follow in the order in which they were reviewed; whoever was not
    reviewed is not on the ballot.
    """
    ballots = office.ward.ballots_of(roll.meeting)
    usual = usual_tally(ballots)
    organisations, persons = [], []
    place = {id(member): number for number, member in enumerate(roll.reviewed)}
    for ballot in ballots:
        member = office.ward.member(ballot.subject, office.unit)
        body = None if member else office.ward.organisation(ballot.subject)
        if body is not None:
            name = graded_name(office, body)
            own = own_fields(office.ward, ("to_chuc", [body]), ("kiem_phieu", [ballot]))
            columns = organisation(office, body)
            organisations.append({**columns, **own, "ten": name, **_result(office, ballot, usual)})
        elif member is None or id(member) in place:
            name = office.ward.called(member) if member else ballot.subject
            rank = place[id(member)] if member else len(place)
            review = office.ward.review_of(member) if member else None
            level = {"muc": _LEVEL_KEY.get(review.proposed_grade, "") if review else ""}
            own = own_fields(office.ward, ("dang_vien", [member]), ("kiem_phieu", [ballot]))
            columns = listed_person(office, member, office.unit)
            row = {**columns, **own, "ten": name, **vote_columns(office, ballot, usual), **level}
            persons.append((rank, row))
    ordered = [row for _, row in sorted(persons, key=lambda item: item[0])]
    form = roll.meeting.vote_form
    tellers = [minutes.person(name) for name in minutes.tellers(office, roll.meeting)]
    return {
        "nguoi_kiem_phieu": tellers,
        **former_tellers(tellers),
        "kiem_phieu": {
            "hinh_thuc": uncapitalised(form),
            "gio_tay": form == choice("vote_form", "hands"),
            "co_chua_xep_loai": any(row["chua_xep_loai"] not in ("", "0") for row in ordered),
            **tally_texts(usual),
        },
        "phieu_to_chuc": organisations,
        "phieu": numbered(ordered),
    }


def _counted(ballot: Ballot) -> _Tally:
    return ballot.issued, ballot.returned, ballot.valid, ballot.void


def usual_tally(ballots: list[Ballot]) -> _Tally:
    """The numbers of ballots that most subjects share: said once, above the results."""
    known = [tally for tally in map(_counted, ballots) if tally != _UNKNOWN]
    most = Counter(known).most_common(1)
    return most[0][0] if most else _UNKNOWN


def tally_texts(tally: _Tally) -> Context:
    """The numbers of ballots: ``co`` whether any is known, "" for none, dots for unknown."""
    keys = ("phat_ra", "thu_ve", "hop_le", "khong_hop_le")
    shown = [OPEN if n is None else minutes.some(n) for n in tally]
    return {"co": any(n is not None for n in tally), **dict(zip(keys, shown, strict=True))}


def _apart(ballot: Ballot, usual: _Tally) -> Context:
    """The subject's own numbers of ballots, where they differ: ``rieng``."""
    counted = _counted(ballot)
    return {"rieng": {**tally_texts(counted), "co": counted not in (usual, _UNKNOWN)}}


def vote_columns(office: Office, ballot: Ballot, usual: _Tally) -> Context:
    """Votes by template key; an empty cell is for what was not written down."""
    votes = {}
    for key, number in zip(_KEYS, ballot.votes, strict=True):
        share = _share(office, number, ballot)
        shown = _shown(number)
        votes[key] = f"{shown} ({share}%)" if share else shown
    return {**votes, **_apart(ballot, usual)}


def agreement(ballot: Ballot, usual: _Tally, level: str) -> Context:
    """The votes for one proposed level and against it: ``dong_y``, ``khong_dong_y`` (bình chọn).

    Whoever marked a valid ballot otherwise did not agree; "" for what was not written down.
    """
    agreed = dict(zip(choices("grade"), ballot.votes, strict=False)).get(level)
    valid = usual[2] if ballot.valid is None else ballot.valid
    return agreed_of(agreed, valid)


def agreed_of(agreed: int | None, valid: int | None) -> Context:
    """How many agreed and how many did not, of the valid ballots or of those who vote."""
    against = None if agreed is None or valid is None else max(0, valid - agreed)
    return {"dong_y": _shown(agreed), "khong_dong_y": _shown(against)}


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _result(office: Office, ballot: Ballot, usual: _Tally) -> Context:
    """The votes on an organisation, for a sentence: the levels that had any.

    ``ten`` is "" for the votes not to grade it yet; ``da_ghi`` whether any is known.
    """
    levels = [
        {"ten": level, "so": _open(number), "ty_le": _share(office, number, ballot)}
        for level, number in zip((*choices("grade"), ""), ballot.votes, strict=True)
        if number != 0
    ]
    known = any(number is not None for number in ballot.votes)
    return {"da_ghi": known, "muc": levels, **_apart(ballot, usual)}


def _open(number: int | None) -> str:
    return OPEN if number is None else padded_count(number)


def _share(office: Office, votes: int | None, ballot: Ballot) -> str:
    """Percent of the valid ballots, "" unless the settings want it (tỷ lệ phiếu)."""
    if not (office.ward.settings.vote_shares and ballot.valid and votes is not None):
        return ""
    return percent_vi(votes, ballot.valid)
