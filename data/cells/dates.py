"""Reading dates (đọc ngày): every form lists are written in, day before month.

Nothing is guessed: a month above 12 is a mistake, not a date written month
first, and a year alone stays a year alone. Moments and years that a
spreadsheet made of what was typed: see `moments`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cache
from typing import Any

from ...conventions.spelling import fold
from ...i18n import tr
from ..models.partial_date import PartialDate
from ..reference import table
from .moments import FIRST_YEAR, LAST_YEAR, day_meant, read_moment, typed_year
from .reading import Problem, Reading, as_text

# Serial numbers of Excel for 18/05/1927 and 31/12/2099: smaller ones are taken
# for years, larger ones for card numbers that slipped into the column.
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
_EPOCH = dt.datetime(1899, 12, 30)

SEPARATOR = r"\s*[/.,\-–—‐‑−\\_\s]\s*"
"""What stands between day, month and year, as a pattern."""
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){SEPARATOR}(\d{{1,2}}){SEPARATOR}['’]?(\d{{2,4}})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){SEPARATOR}(\d{{4}})")
_TWO_FIGURES = re.compile(rf"(\d{{1,2}}){SEPARATOR}['’]?(\d{{2}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){SEPARATOR}(\d{{1,2}})(?:{SEPARATOR}(\d{{1,2}}))?")
_WORDS = re.compile(
    r"(?:(?:ngày)?\s*(?:mùng|mồng)?\s*(\d{1,2})\s*,?\s*)?(?:tháng|thg\.?|t)\s*(\d{1,2})"
    r"\s*(?:,|/|-|\.)?\s*(?:năm\s*)?(\d{2,4})"
)
_WORD_YEAR = re.compile(r"năm\s*(\d{4})")
_SPELT = re.compile(r"\b(tháng|mùng|mồng|ngày)\s+([^\W\d]+(?:\s+(?:một|hai)\b)?)")
_UNKNOWN_PART = re.compile(r"^[\s.\-–_…?x]+[/.\-–]", re.IGNORECASE)
_QUOTES = "'‘’`´ʼ′\""


def parse_date(raw: object) -> Reading[PartialDate]:
    """A date as read from a cell (ngày); ``None`` for an empty cell.

    ``raw`` is what the spreadsheet reader gives: text, a number, or a date.
    """
    if isinstance(raw, dt.date):
        return _from_calendar(raw)
    if isinstance(raw, bool):
        return Reading(None, _unreadable())
    if isinstance(raw, int | float):
        return _from_number(float(raw))
    text = as_text(raw).strip(_QUOTES).rstrip(" ;").removesuffix(".")
    if not text:
        return Reading(None)
    if (moment := read_moment(text)) is not None:
        found = _from_text(moment.date)
        if found.value is None or (day := found.value.full()) is None:
            return found
        return _on(*day_meant(moment.at(day), day, as_text(raw)))
    return _from_text(text)


def lacks_century(text: str) -> bool:
    """Whether a text is a date of which the year has no century: ``12/3/70``, ``5/70``."""
    text = as_text(text)
    if match := _DAY_MONTH_YEAR.fullmatch(text) or _WORDS.fullmatch(_in_figures(fold(text))):
        return len(match.group(3)) < 4
    match = _TWO_FIGURES.fullmatch(text)
    return match is not None and int(match.group(2)) > 12


def calendar_day(raw: object) -> dt.date | None:
    """The day of a cell that holds a date; ``None`` for text, and for a year typed into one."""
    if not isinstance(raw, dt.date):
        return None
    found = _from_calendar(raw).value
    return None if found is None else found.full()


def _from_calendar(raw: dt.date) -> Reading[PartialDate]:
    if isinstance(raw, dt.datetime):
        if raw.time() != dt.time():
            return _on(*day_meant(raw, raw.date(), f"{raw:%d/%m/%Y %H:%M:%S}"))
        raw = raw.date()
    year = typed_year(raw)
    return Reading(PartialDate(year[0]), year[1]) if year else _plausible(PartialDate.of(raw))


def _on(day: dt.date | None, problem: Problem | None) -> Reading[PartialDate]:
    if day is None:
        return Reading(None, _unreadable())
    found = _plausible(PartialDate.of(day))
    return Reading(found.value, found.problem or problem)


def _from_number(value: float) -> Reading[PartialDate]:
    if math.isfinite(value) and value == int(value) and FIRST_YEAR <= value <= LAST_YEAR:
        return Reading(PartialDate(int(value)))
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        moment = _EPOCH + dt.timedelta(seconds=round(value * 86400))
        found = _from_calendar(moment)
        if found.problem is not None:
            return found
        why = tr("Ô chứa số {so}, là cách Excel ghi ngày {ngay}.")
        why = why.format(so=int(value), ngay=found.value)
        return Reading(found.value, Problem("KT-204", why, tr("Kiểm tra lại ngày này.")))
    if 1000 <= value < _FIRST_SERIAL and value == int(value):
        return _plausible(PartialDate(int(value)))
    return Reading(None, _unreadable())


def _from_text(text: str) -> Reading[PartialDate]:
    if text.isdecimal() and len(text) <= 5:
        return _from_number(float(text))
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = match.groups()
        return _dated(year, int(month), int(day))
    if match := _MONTH_YEAR.fullmatch(text):
        month, year = match.groups()
        return _built(int(year), int(month), None)
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, last = match.groups()
        return _built(int(year), int(month), int(last) if last else None)
    if match := _TWO_FIGURES.fullmatch(text):
        return Reading(None, _two_figures(int(match.group(2))))
    if (match := _UNKNOWN_PART.match(text)) and match.end() < len(text):
        rest = _from_text(_UNKNOWN_PART.sub("", text, count=1).lstrip(" ./-–…_?x"))
        if rest.value is not None and rest.value.day is None:
            return Reading(rest.value, _partly_known(rest.value))
    return _from_words(_in_figures(fold(text)), text)


def _from_words(words: str, text: str) -> Reading[PartialDate]:
    if match := _WORDS.fullmatch(words):
        first, month, year = match.groups()
        return _dated(year, int(month), int(first) if first else None)
    if match := _WORD_YEAR.fullmatch(words):
        return _built(int(match.group(1)), None, None)
    for kind in ("before", "about"):
        for word in _before(kind):
            rest = words.removeprefix(word)
            if rest != words and (rest[:1].isdecimal() or not rest[:1].isalnum()):
                found = _from_text(rest.strip(" :.-–"))
                if found.value is not None and kind == "about":
                    return Reading(found.value, _about(text, found.value))
                return found
    return Reading(None, _unreadable())


def _dated(year: str, month: int, day: int | None) -> Reading[PartialDate]:
    """A date as typed; ``year`` must have four figures, or nobody knows the century."""
    if len(year) == 4:
        return _built(int(year), month, day)
    why = tr("Năm chỉ có {n} chữ số nên không biết là thế kỷ nào.").format(n=len(year))
    fix = tr("Ghi đủ bốn chữ số của năm, ví dụ 19/05/1970.")
    return Reading(None, Problem("KT-202", why, fix))


def _two_figures(last: int) -> Problem:
    """``19/5`` is a day without a year; ``5/70`` a month of some century's year 70."""
    if last > 12:
        problem = _dated("70", 1, None).problem
        assert problem is not None
        return problem
    why = tr("Chỉ có hai số: thiếu năm, hoặc năm không đủ bốn chữ số.")
    return Problem("KT-202", why, tr("Ghi đủ ngày/tháng/năm, ví dụ 19/05/1970."))


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
        if day is None:
            return Reading(None, _unreadable())
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


def _about(text: str, value: PartialDate) -> Problem:
    why = tr("“{chu}” chỉ là áng chừng; đọc là {ngay}.").format(chu=text, ngay=value)
    return Problem("KT-216", why, tr("Biết chính xác thì ghi lại; không biết thì để như vậy."))


def _unreadable() -> Problem:
    return Problem(
        "KT-202",
        tr("Đây không phải ngày tháng mà chương trình hiểu được."),
        tr("Ghi ngày/tháng/năm, ví dụ 19/05/1970; chỉ biết năm thì ghi 1970."),
    )


def _in_figures(words: str) -> str:
    """Days and months that are spelt out, in figures: ``tháng giêng`` is ``tháng 1``."""
    numbers, year = _words()["numbers"], fold("năm")

    def figure(match: re.Match[str]) -> str:
        before, said = match.groups()
        # "tháng năm 1970" may be a form of which the month was left open.
        if said == year and not match.string[match.end() :].lstrip().startswith(year):
            return match.group()
        for word in (said, said.split()[0]):
            if word in numbers:
                return f"{before} {numbers[word]}{said[len(word) :]}"
        return match.group()

    return _SPELT.sub(figure, words)


def _before(kind: str) -> list[str]:
    return sorted((fold(word) for word in _words()[kind]["words"]), key=len, reverse=True)


@cache
def _words() -> dict[str, Any]:
    said = table("date-words")
    return {**said, "numbers": {fold(word): n for word, n in said["numbers"].items()}}
