"""Who belongs, who is official, who is reviewed (tư cách đảng viên) on a given day."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ..conventions.dates import months_later
from .models import Member
from .reference import choice, table
from .ward import Ward

Standing = Literal["official", "probationary", "unknown"]
"""Official, probationary (dự bị), or not known: what is not known is neither."""


def belongs(member: Member, day: dt.date) -> bool:
    """Whether the member is in the Party and in the cell on this day."""
    if member.status in table("member-status")["gone"]:
        return False
    return member.joined is None or member.joined.earliest() <= day


def standing(member: Member, day: dt.date) -> Standing:
    """Whether the member is official or probationary on this day (tư cách đảng viên).

    The official date decides, then what the sheet says in words. Without
    either, only who is surely within the time of probation (Điều lệ Đảng,
    Điều 5: 12 months from admission) is probationary; of anybody else it is
    not known, and nothing may be taken for granted.
    """
    if member.official is not None:
        return "official" if member.official.earliest() <= day else "probationary"
    if member.standing:
        return "official" if member.standing == choice("standing", "official") else "probationary"
    if member.joined is None:
        return "unknown"
    months = table("member-status")["months_of_probation"]
    return "probationary" if months_later(member.joined.earliest(), months) > day else "unknown"


def is_official(member: Member, day: dt.date) -> bool:
    """Whether the member is known to be official on this day (chính thức); see `standing`."""
    return standing(member, day) == "official"


def not_reviewed(member: Member, day: dt.date) -> str | None:
    """Why the member is not reviewed on this day; ``None`` when they are.

    Rule: Quy định 366-QĐ/TW, điểm 5.2.1: exempt, suspended, admitted under
    six months. When only a year of admission is known, the member is left
    out only if even its first day is under six months ago.
    """
    rule = table("member-status")
    for status, reason in rule["not_reviewed"].items():
        if member.status == status:
            return str(reason)
    if member.status in rule["gone"]:
        return str(rule["gone"][member.status])
    if member.joined is not None:
        since = member.joined.earliest()
        if months_later(since, rule["months_before_review"]) > day:
            return str(rule["too_new"]).format(ngay=member.joined.printed())
    return None


def is_due(ward: Ward, member: Member) -> bool:
    """Whether a member of a known cell is reviewed this year (thuộc diện kiểm điểm)."""
    cell = ward.organisation(member.cell)
    if cell is None:
        return False
    day = ward.review_day(cell)
    return belongs(member, day) and not_reviewed(member, day) is None
