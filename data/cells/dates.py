"""Reading dates and times (đọc ngày, giờ): every form lists are written in, day before month.

Nothing is guessed: a month above 12 is a mistake, not a date written month
first, and a year alone stays a year alone.
"""

from __future__ import annotations

import datetime as dt
import re

from ...conventions.spelling import fold
from ...i18n import tr
from ..models.partial_date import PartialDate
from .reading import Problem, Reading, as_text

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Serial numbers of Excel for 01/01/1910 and 31/12/2099: smaller ones are taken
# for years, larger ones for card numbers that slipped into the column.
_FIRST_SERIAL, _LAST_SERIAL = 3654, 73050
_EPOCH = dt.date(1899, 12, 30)

_SEP = r"\s*[/.\-–]\s*"
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{2,4}})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{4}})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_WORDS = re.compile(
    r"(?:ngày\s*(\d{1,2})\s*,?\s*)?tháng\s*(\d{1,2})\s*(?:,|/)?\s*(?:năm\s*)?(\d{4})"
)
_WORD_YEAR = re.compile(r"năm\s*(\d{4})")
_MIDNIGHT = re.compile(r"\s+0?0:00(:00)?(\.0+)?$")
_UNKNOWN_PART = re.compile(r"^[\s.\-–_…?x]+[/.\-–]", re.IGNORECASE)
_HOUR_MINUTE = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ|\.)\s*(\d{1,2})?\s*(?:phút|p)?(?::\d{2})?")


def parse_date(raw: object) -> Reading[PartialDate]:
    """A date as read from a cell (ngày); ``None`` for an empty cell.

    ``raw`` is what the spreadsheet reader gives: text, a number, or a date.
    """
    if isinstance(raw, dt.datetime):
        return _plausible(PartialDate.of(raw.date()))
    if isinstance(raw, dt.date):
        return _plausible(PartialDate.of(raw))
    if isinstance(raw, bool):
        return Reading(None, _unreadable())
    if isinstance(raw, int | float):
        return _from_number(float(raw))
    text = _MIDNIGHT.sub("", as_text(raw).strip("'‘’`\"").strip())
    if not text:
        return Reading(None)
    return _from_text(text)


def _from_number(value: float) -> Reading[PartialDate]:
    if value == int(value) and FIRST_YEAR <= value <= LAST_YEAR:
        return Reading(PartialDate(int(value)))
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        day = PartialDate.of(_EPOCH + dt.timedelta(days=int(value)))
        why = tr("Ô chứa số {so}, là cách Excel ghi ngày {ngay}.").format(so=int(value), ngay=day)
        return Reading(day, Problem("KT-204", why, tr("Kiểm tra lại ngày này.")))
    return Reading(None, _unreadable())


def _from_text(text: str) -> Reading[PartialDate]:
    if text.isdecimal() and len(text) <= 5:
        return _from_number(float(text))
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = match.groups()
        if len(year) != 4:
            why = tr("Năm chỉ có {n} chữ số nên không biết là thế kỷ nào.").format(n=len(year))
            fix = tr("Ghi đủ bốn chữ số của năm, ví dụ 19/05/1970.")
            return Reading(None, Problem("KT-202", why, fix))
        return _built(int(year), int(month), int(day))
    if match := _MONTH_YEAR.fullmatch(text):
        month, year = match.groups()
        return _built(int(year), int(month), None)
    if match := _ISO.fullmatch(text):
        year, month, last = match.groups()
        return _built(int(year), int(month), int(last) if last else None)
    words = fold(text)
    if match := _WORDS.fullmatch(words):
        first, month, year = match.groups()
        return _built(int(year), int(month), int(first) if first else None)
    if match := _WORD_YEAR.fullmatch(words):
        return _built(int(match.group(1)), None, None)
    if (match := _UNKNOWN_PART.match(text)) and match.end() < len(text):
        rest = _from_text(_UNKNOWN_PART.sub("", text, count=1).lstrip(" ./-–…_?x"))
        if rest.value is not None and rest.value.day is None:
            return Reading(rest.value, _partly_known(rest.value))
    return Reading(None, _unreadable())


def _built(year: int, month: int | None, day: int | None) -> Reading[PartialDate]:
    if month == 0 and day in (0, None):
        if not year:
            return Reading(None, _unreadable())
        found = _plausible(PartialDate(year))
        return Reading(found.value, found.problem or _partly_known(PartialDate(year)))
    if day == 0 and month is not None and 1 <= month <= 12 and year:
        found = _plausible(PartialDate(year, month))
        return Reading(found.value, found.problem or _partly_known(PartialDate(year, month)))
    if month is not None and not 1 <= month <= 12:
        why = tr("Không có tháng {thang}; chương trình luôn đọc ngày trước, tháng sau.")
        fix = tr("Ghi lại theo thứ tự ngày/tháng/năm, ví dụ 25/12/1970.")
        return Reading(None, Problem("KT-203", why.format(thang=month), fix))
    try:
        value = PartialDate(year, month, day)
    except ValueError:
        why = tr("Tháng {thang} năm {nam} không có ngày {ngay}.")
        fix = tr("Xem lại giấy tờ gốc rồi sửa ngày.")
        return Reading(None, Problem("KT-203", why.format(thang=month, nam=year, ngay=day), fix))
    return _plausible(value)


def _plausible(value: PartialDate) -> Reading[PartialDate]:
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return Reading(value)
    why = tr("Năm {nam} không hợp lý.").format(nam=value.year)
    return Reading(None, Problem("KT-203", why, tr("Xem lại giấy tờ gốc rồi sửa năm.")))


def _partly_known(value: PartialDate) -> Problem:
    why = tr("Phần ngày hoặc tháng chưa biết, chỉ giữ lại {ngay}.").format(ngay=value)
    return Problem("KT-216", why, tr("Biết thêm thì ghi đủ; không biết thì để như vậy."))


def _unreadable() -> Problem:
    return Problem(
        "KT-202",
        tr("Đây không phải ngày tháng mà chương trình hiểu được."),
        tr("Ghi ngày/tháng/năm, ví dụ 19/05/1970; chỉ biết năm thì ghi 1970."),
    )


def parse_time(raw: object) -> Reading[dt.time]:
    """Hours and minutes as read from a cell (giờ phút); ``None`` for an empty cell."""
    if isinstance(raw, dt.datetime):
        return Reading(raw.time().replace(second=0, microsecond=0))
    if isinstance(raw, dt.time):
        return Reading(raw.replace(second=0, microsecond=0))
    if isinstance(raw, dt.timedelta):
        return _clock(round(raw.total_seconds() / 60))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if 0 <= raw < 1:
            return _clock(round(raw * 24 * 60))
        return _clock(int(raw) * 60) if raw == int(raw) else Reading(None, _no_time())
    text = fold(as_text(raw))
    if not text:
        return Reading(None)
    if text.isdecimal():
        return _clock(int(text) * 60)
    match = _HOUR_MINUTE.fullmatch(text)
    if match is None or int(match.group(2) or 0) > 59:
        return Reading(None, _no_time())
    return _clock(int(match.group(1)) * 60 + int(match.group(2) or 0))


def _clock(minutes: int) -> Reading[dt.time]:
    if not 0 <= minutes < 24 * 60:
        return Reading(None, _no_time())
    return Reading(dt.time(minutes // 60, minutes % 60))


def _no_time() -> Problem:
    why = tr("Đây không phải giờ trong ngày mà chương trình hiểu được.")
    return Problem("KT-206", why, tr("Ghi giờ và phút, ví dụ 19:30 hoặc 19h30."))
