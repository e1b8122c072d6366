"""Who belongs, who is official, who is reviewed (tư cách đảng viên) on a given day."""

from __future__ import annotations

import datetime as dt

from ..conventions.dates import months_later
from .models import Member
from .reference import table


def belongs(member: Member, day: dt.date) -> bool:
    """Whether the member is in the Party and in the cell on this day."""
    if member.status in table("member-status")["gone"]:
        return False
    return member.joined is None or member.joined.earliest() <= day


def is_official(member: Member, day: dt.date) -> bool:
    """Whether the member is official, not probationary, on this day (chính thức)."""
    return member.official is not None and member.official.earliest() <= day


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
            return str(rule["too_new"]).format(ngay=member.joined)
    return None
