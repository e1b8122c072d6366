"""Days that a spreadsheet or a web page made of what was meant (thời điểm): hours, years.

Two machines spoil dates. A cell formatted as a date shows the year 1952 as
05/05/1905, the day with that number (06/05/1909 in workbooks of old Macs). And
software that keeps a birth as a moment in another time zone gives it seconds
before midnight, or at 17:00 the day before.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ...i18n import tr
from .reading import Problem

# Day 0 of Excel, and of Excel on old Macs.
_EPOCHS = (dt.date(1899, 12, 30), dt.date(1904, 1, 1))
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that dates of people and papers lie in (năm hợp lý)."""
# The days with these numbers lie in 1905 and 1909: nothing in these papers happened then.
_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
# Local time of old days differs by some minutes from that of zones counted in hours.
_NEAR_MIDNIGHT = dt.timedelta(minutes=10)
_HERE = dt.timedelta(hours=7)
# Clocks here were one or two hours ahead in several years before this one.
_SETTLED, _LATE = 1976, 22
_MOMENT = re.compile(
    r"(?P<date>.*?\d)(?:\s*T\s*|\s*,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>AM|PM|SA|CH)?\s*"
    r"(?P<zone>Z|UTC|GMT|(?:GMT|UTC)?[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with a time, as text has it (ngày kèm giờ); ``zone`` ``None`` when none is said."""

    date: str
    time: dt.time
    zone: dt.timedelta | None

    def at(self, day: dt.date) -> dt.datetime:
        """The moment on this day; midnight of the day meant, where a zone tells it."""
        typed = dt.datetime.combine(day, self.time)
        if self.zone is None or typed.time() == dt.time():
            return typed  # midnight anywhere is a day that was never a moment
        try:
            here = typed - self.zone + _HERE
            if here.year < _SETTLED and here.hour >= _LATE:
                return dt.datetime.combine(here.date() + dt.timedelta(days=1), dt.time())
            return here
        except OverflowError:
            return typed


def read_moment(text: str) -> Moment | None:
    """The date and the time of a text that has both, ``None`` for others."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    second = int(match["second"] or 0)
    half = (match["half"] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in ("PM", "CH") else 0)
    try:
        time = dt.time(hour, minute, second)
    except ValueError:
        return None
    return Moment(match["date"], time, _zone(match["zone"]))


def _zone(said: str | None) -> dt.timedelta | None:
    if not said:
        return None
    match = _OFFSET.search(said)
    if match is None:
        return dt.timedelta()
    sign, hours, minutes = match.groups()
    offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
    return -offset if sign == "-" else offset


def day_meant(
    moment: dt.datetime, typed: dt.date, shown: str
) -> tuple[dt.date | None, Problem | None]:
    """The day that a moment was, and what is to be said of it.

    ``typed`` is the day that the cell names, ``shown`` how the cell has it. No
    day (``None``) at the end of the calendar; no problem when nothing is to be said.
    """
    midnight = dt.datetime.combine(moment.date(), dt.time())
    day = moment.date()
    try:
        if moment - midnight >= dt.timedelta(days=1) - _NEAR_MIDNIGHT:
            day += dt.timedelta(days=1)
        elif moment - midnight > _NEAR_MIDNIGHT:
            return day, _with_hour(moment, shown)
    except OverflowError:
        return None, None
    if moment == midnight and day == typed:
        return day, None
    why = tr("Ô ghi “{chu}”: phần mềm xuất ra đã thêm giờ, lệch múi giờ; lấy ngày {ngay}.")
    fix = tr("So lại với lý lịch; đúng thì không phải làm gì.")
    return day, Problem("KT-218", why.format(chu=shown, ngay=f"{day:%d/%m/%Y}"), fix)


def _with_hour(moment: dt.datetime, shown: str) -> Problem:
    why = tr("Ô ghi cả giờ (“{chu}”); chỉ lấy ngày {ngay}.")
    fix = tr("Ngày do phần mềm khác xuất ra có thể lệch một ngày: so lại với lý lịch.")
    return Problem("KT-219", why.format(chu=shown, ngay=f"{moment:%d/%m/%Y}"), fix)


def typed_year(day: dt.date) -> tuple[int, Problem] | None:
    """The year that was typed into a cell formatted as a date; ``None`` for a real date."""
    numbers = ((day - epoch).days for epoch in _EPOCHS)
    year = next((number for number in numbers if number in _YEARS), None)
    if year is None:
        return None
    why = tr("Ô định dạng kiểu ngày nên Excel hiện {ngay}; số gõ vào là {nam}, đọc là năm {nam}.")
    fix = tr("Nếu đúng thì đặt định dạng ô là General hoặc Text rồi gõ lại {nam}.").format(nam=year)
    return year, Problem("KT-217", why.format(ngay=f"{day:%d/%m/%Y}", nam=year), fix)
