"""Who decides on a commendation (thẩm quyền khen thưởng), and through whom it is proposed.

The rights stand in ``commendation.toml``; here they meet the organisations of
a workbook.
"""

from __future__ import annotations

import datetime as dt

from ..models import Award, Member, Organisation
from ..reference import choice
from ..ward import Ward
from .commendation import AwardRight, award_right, object_on


def object_kind(ward: Ward, subject: Member | Organisation, day: dt.date) -> str:
    """``member``, ``cell``, ``grassroots_organisation`` …, as the law table calls them that day."""
    if isinstance(subject, Member):
        return "member"
    kind = ward.kind(subject)
    return object_on(str(kind["key"]), str(kind["award_object"]), day)


def way_up(ward: Ward, organisation: Organisation) -> list[Organisation]:
    """The bodies from an organisation up to the issuing committee (đường trình), itself first."""
    steps = [organisation]
    while steps[-1] is not ward.issuer:
        above = ward.parent(steps[-1])
        if above is None or any(above is step for step in steps):
            break
        steps.append(above)
    return steps


def acting_bodies(ward: Ward) -> list[Organisation]:
    """The bodies that propose or decide on some commendation, so that their papers are made."""
    acting: dict[int, Organisation] = {}
    for award in ward.data.awards:
        member = ward.member(award.subject)
        cell = ward.organisation(member.cell if member else award.subject)
        acting |= {id(body): body for body in way_up(ward, cell)} if cell is not None else {}
    return list(acting.values())


def award_right_of(
    ward: Ward, body: Organisation, award: Award, subject: Member | Organisation, day: dt.date
) -> AwardRight | None:
    """The right of a body to decide by the law table; nobody decides on itself."""
    if body is subject:
        return None
    key = str(ward.kind(body)["key"])
    return award_right(key, object_kind(ward, subject, day), award.form, award.period, day)


def decider_of(
    ward: Ward, award: Award, subject: Member | Organisation, way: list[Organisation], day: dt.date
) -> Organisation | None:
    """Who decides (cấp quyết định): as written, else the nearest body on the way with the right.

    ``None``: a level above this workbook's.
    """
    if award.decider == choice("award_decider", "own"):
        return ward.issuer
    if award.decider == choice("award_decider", "above"):
        return None
    return next(
        (body for body in way if award_right_of(ward, body, award, subject, day) is not None), None
    )
