"""When an own master is used (mùa của mẫu riêng): “Áp dụng từ”, “Áp dụng đến” in its properties.

A keeper types them in Word, as text or as a date of Word's own; accents, capitals and
spaces in their names do not count.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..conventions.dates import short_date
from ..conventions.spelling import fold_plain
from ..i18n import tr
from ..suggestions import asked, nearest

SINCE = "Áp dụng từ"
UNTIL = "Áp dụng đến"

_HOURS_AHEAD = dt.timedelta(hours=7)
"""Word writes the midnight of a date typed in Viet Nam as 17:00 of the day before."""
_DAY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})")
_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?Z?)?")
_TRAILING = re.compile(r"(ngay|het ngay|het)$")


@dataclass(frozen=True, slots=True)
class Season:
    """The days whose papers a master is used for (khoảng ngày); ``None`` leaves a side open."""

    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether papers of that day are of this season."""
        return (self.since or dt.date.min) <= day <= (self.until or dt.date.max)

    def meets(self, other: Season) -> bool:
        """Whether any day is of both seasons."""
        both = self.within(other)
        return (both.since or dt.date.min) <= (both.until or dt.date.max)

    def within(self, other: Season) -> Season:
        """The days that are of both seasons; there may be none."""
        since = [side for side in (self.since, other.since) if side]
        until = [side for side in (self.until, other.until) if side]
        return Season(max(since, default=None), min(until, default=None))

    @property
    def rank(self) -> tuple[dt.date, int]:
        """Of two that hold a day the one that begins later counts, then what ends sooner."""
        return self.since or dt.date.min, -(self.until or dt.date.max).toordinal()

    def told(self) -> str:
        """The season in words: ``từ 27/05/2026``; "" for all days."""
        since = tr("từ {ngay}").format(ngay=short_date(self.since)) if self.since else ""
        until = tr("đến {ngay}").format(ngay=short_date(self.until)) if self.until else ""
        return f"{since} {until}".strip()

    def properties(self) -> dict[str, str | None]:
        """What a master's properties say of the season; ``None`` where it is open."""
        return {
            SINCE: short_date(self.since) if self.since else None,
            UNTIL: short_date(self.until) if self.until else None,
        }


ALL_DAYS = Season()
"""No bound on either side."""


@dataclass(frozen=True, slots=True)
class SeasonFault:
    """What is wrong with a property (chỗ sai): as written, why, what to write instead."""

    read: str
    why: str
    fix: str


def season_of(properties: Mapping[str, str]) -> tuple[Season, list[SeasonFault]]:
    """The season that a master's properties say, and what is wrong with them.

    A side that cannot be read is open.
    """
    sides: dict[str, dt.date] = {}
    faults: list[SeasonFault] = []
    for name, value in properties.items():
        side = _side(name)
        if side is None:
            faults += _misspelt(name, value)
        elif value and (day := read_day(value)) is not None:
            sides[side] = day
        elif value:
            why = tr("Không đọc được ngày ở thuộc tính “{ten}”.").format(ten=name)
            faults.append(SeasonFault(f"{name}: {value}", why, _how(side)))
    season = Season(sides.get(SINCE), sides.get(UNTIL))
    if season.since and season.until and season.since > season.until:
        read = season.told()
        why = tr("Ngày ở “{tu}” sau ngày ở “{den}” nên mẫu này không dùng cho ngày nào cả.")
        why = why.format(tu=SINCE, den=UNTIL)
        return ALL_DAYS, [*faults, SeasonFault(read, why, _how(SINCE))]
    return season, faults


def read_day(text: str) -> dt.date | None:
    """A day as a person types it, or as Word writes a date into the file; ``None`` for neither."""
    bare = fold_plain(text).strip(" .;")
    if (match := _DAY.fullmatch(bare) or _WORDS.fullmatch(bare)) is not None:
        day, month, year = map(int, match.groups())
        return _day(year, month, day)
    if (match := _MOMENT.fullmatch(text.strip())) is not None:
        year, month, day, hour, minute = (int(part or 0) for part in match.groups())
        found = _day(year, month, day)
        if found is None or hour > 23 or minute > 59 or not match[4] or found.year == dt.MAXYEAR:
            return found
        return (dt.datetime(year, month, day, hour, minute) + _HOURS_AHEAD).date()
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _side(name: str) -> str | None:
    bare = _TRAILING.sub("", fold_plain(name).strip(" .:")).strip()
    return _SIDES.get(bare.replace(" ", "").replace("_", "").replace("-", ""))


_SIDES = {fold_plain(name).replace(" ", ""): name for name in (SINCE, UNTIL)}


def _misspelt(name: str, value: str) -> Iterator[SeasonFault]:
    """The fault of a property whose name is nearly one of ours: it would be passed over unsaid."""
    meant = nearest(name, (SINCE, UNTIL))
    if meant is not None:
        why = tr("Không có thuộc tính “{ten}” nên ngày ở đó không được đọc.").format(ten=name)
        yield SeasonFault(f"{name}: {value}", why, asked(meant) or "")


def _how(side: str) -> str:
    return tr(
        "Trong Word: File → Info → Properties → Advanced Properties → thẻ Custom, chọn “{ten}”,"
        " gõ ngày như 01/01/2026 rồi bấm Modify; muốn bỏ thì bấm Delete."
    ).format(ten=side)
