"""The dates of an old register (ngày trong sổ cũ): read as everywhere, a missing year found."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...data.cells.dates import parse_date
from ...data.cells.reading import Problem, as_text
from ...i18n import tr
from ..series import clean

# A date in words may follow a place: "Hà Nội, ngày 05 tháng 6 năm 2026".
_LONG_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.I)
_DAY_WORD = re.compile(
    r"^(?:(?:thứ\s*[^\W_]+|t\s*[2-7]|chủ nhật|cn)\s*[,.-]?\s*)?(?:ngày\s*)?(?=\d)", re.I
)
_SHORT = re.compile(r"^(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{2}))?$")
_SHORT_WORDS = re.compile(r"^(\d{1,2})\s+tháng\s+(\d{1,2})$", re.I)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—/]\s*(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Day:
    """A date read (ngày đã đọc): what is to be said of it, where its year was taken from.

    ``year_from`` is "title", "above", or "" when the cell has it.
    """

    day: date | None = None
    problem: Problem | None = None
    year_from: str = ""


def year_said(text: str) -> int | None:
    """The one year that a title or a group speaks of; ``None`` for none or several (a term)."""
    years = set(_YEAR.findall(_YEARS.sub(" ", text)))
    return int(years.pop()) if len(years) == 1 else None


def read_day(value: Any, *, year: int | None = None, above: date | None = None) -> Day:
    """The date of a cell; without a day when it is empty or not a whole date.

    A missing year is the ``year`` the sheet speaks of, else that of the date
    ``above``. A year of two figures is asked about, never guessed, unless the
    sheet speaks of the very year. ``None`` for a year or date that there is not.
    """
    written = clean(as_text(value)) if isinstance(value, str) else ""
    text = _DAY_WORD.sub("", written)
    fix = tr("Ghi đủ ngày/tháng/năm, ví dụ 05/12/2026.")
    if short := _SHORT.match(text) or _SHORT_WORDS.match(text):
        figures = [int(f) for f in short.groups() if f]
        if len(figures) == 3 and year is not None and year % 100 == figures[2]:
            return replace(read_day(f"{figures[0]}/{figures[1]}/{year}"), year_from="title")
        if len(figures) == 2 and (year or above):
            whole = read_day(f"{figures[0]}/{figures[1]}/{year or (above and above.year)}")
            return replace(_after(whole, above if year is None else None), year_from=_from(year))
        if len(figures) == 2:
            why = tr("Ngày {ngay} thiếu năm.").format(ngay=text)
            return Day(None, Problem("KT-202", why, fix))
    in_words = _LONG_DATE.search(written)
    read = parse_date(in_words.group() if in_words else text or value)
    day = read.value.full() if read.value is not None else None
    if read.value is not None and day is None:
        why = tr("Ngày {ngay} chưa đủ ngày, tháng, năm.").format(ngay=read.value)
        return Day(None, Problem("KT-202", why, fix))
    if day is None and read.problem is not None:
        why = tr("Không đọc được ngày {ngay}: {vi_sao}").format(
            ngay=clean(as_text(value)), vi_sao=read.problem.why
        )
        return Day(None, Problem(read.problem.code, why, fix))
    return Day(day, read.problem)


def _from(year: int | None) -> str:
    return "above" if year is None else "title"


def _after(read: Day, above: date | None) -> Day:
    """A register goes on in time: behind 28/12 a 03/01 is of the next year."""
    if read.day is None or above is None or (above - read.day).days < 183:
        return read
    try:
        return replace(read, day=read.day.replace(year=read.day.year + 1))
    except ValueError:
        return read
