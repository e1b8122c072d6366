"""What names documents for good (khoá hồ sơ), and the day that chooses their form."""

from __future__ import annotations

import datetime as dt

from ..conventions.spelling import file_slug
from ..data.models import Member


def member_key(member: Member, year: int) -> str:
    """A member's document: code, card, or cell and name; and the year under review."""
    who = member.code or member.card or f"{file_slug(member.cell)}-{file_slug(member.full_name)}"
    return f"{who}-{year}"


def season_day(year: int) -> dt.date:
    """The day by which an own master of a form is chosen: forms are those of a year under review.

    Its members may be reviewed in the January after it.
    """
    return dt.date(year, 12, 31)
