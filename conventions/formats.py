"""Values in another format (dạng hiện): dates and numbers as a template asks for them.

The formats are those of Word's mail merge: ``dd/MM/yyyy``, ``'ngày' d``, ``#.##0``.
A text that is no date or number stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .spelling import fold

_DATE = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
_KNOWN = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")
_VIETNAMESE = str.maketrans(",.", ".,")
_PART = re.compile(r"'([^']*)'|(d{1,2}|M{1,4}|y{4}|yy)")


def date_format(text: str, format: str) -> str:
    """A printed date in another format: ``05/01/2027`` by ``d/M/yyyy`` is ``5/1/2027``.

    ``text`` may lack its day; a format that wants it then leaves the date as it is.
    """
    found = _DATE.fullmatch(str(text).strip())
    if found is None:
        return str(text)
    day, month, year = found[1], found[2], found[3]
    if day is None and "d" in re.sub(r"'[^']*'", "", format):
        return str(text)

    def part(match: re.Match[str]) -> str:
        if match[2] is None:
            return str(match[1])
        kind, wide = match[2][0], len(match[2])
        if kind == "y":
            return year if wide == 4 else year[2:]
        value = int(day or 0) if kind == "d" else int(month)
        return f"{value:02}" if wide == 2 else str(value)

    return _PART.sub(part, format)


def number_format(text: str, format: str) -> str:
    """A printed number in another format: ``1500000`` by ``#.##0`` is ``1.500.000``.

    Dots between thousands and a decimal comma, whichever the format itself uses.
    """
    number = _number(text)
    if number is None:
        return str(text)
    places = re.search(r"0[.,](0+)\D*$", format)
    step = Decimal(1).scaleb(-len(places[1])) if places is not None else Decimal(1)
    value = number.quantize(step, ROUND_HALF_UP)
    grouped = re.search(r"[.,]##0", format) is not None
    shown = f"{value:,}" if grouped else f"{value}"
    return shown.translate(_VIETNAMESE)


def compared(text: str, other: str) -> int:
    """How two printed values stand to each other (so sánh): -1 less, 0 alike, 1 more.

    Numbers by their worth and dates by the calendar where both are such; else as texts.
    """
    readings: tuple[Callable[[str], Any], ...] = (_number, _day, fold)
    left, right = next(
        (a, b)
        for a, b in ((read(str(text)), read(str(other))) for read in readings)
        if a is not None and b is not None
    )
    return int(left > right) - int(left < right)


def first_capital(text: str) -> str:
    """The text with its first letter a capital."""
    return str(text)[:1].upper() + str(text)[1:]


def _number(text: str) -> Decimal | None:
    """The number that is printed so; ``None`` for any other text."""
    plain = str(text).strip().replace(".", "").replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def _day(text: str) -> tuple[int, ...] | None:
    """The date that is printed so, year first, 0 for a day or month that is not known."""
    found = _KNOWN.fullmatch(str(text).strip())
    return None if found is None else tuple(int(part or 0) for part in reversed(found.groups()))


FORMATS: Mapping[str, Callable[..., str | int]] = {
    "ngay_theo": date_format,
    "so_theo": number_format,
    "so_sanh": compared,
    "hoa_dau": first_capital,
}
"""The filters of every master, by name."""
