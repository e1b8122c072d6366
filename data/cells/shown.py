"""A cell's content as its sheet shows it (ô như người ta thấy), for columns of the clerk's own."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...conventions.dates import clock
from .dates import parse_date
from .reading import as_paragraphs

_SECTIONS = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|;|[^\";\\\[]+|.", re.DOTALL)
# What a number format may hold: quoted and escaped letters, brackets, a padding, a filling.
_PIECES = re.compile(r"\"([^\"]*)\"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|([#0?.,]+)|(.)")
_UNSHOWN = re.compile(r"[A-Za-z/?@]")
_GENERAL = frozenset(["", "General", "@"])
_DIGITS = 11


def shown(raw: object, number_format: str = "") -> str:
    """The content of a cell as text: a date the Vietnamese way, a number by its format.

    Yes is ``x``, as in the columns of ours; an empty cell and no are "".
    """
    if raw is None or raw == "" or raw is False:
        return ""
    if raw is True:
        return "x"
    if isinstance(raw, str):
        return as_paragraphs(raw)
    if isinstance(raw, dt.date):
        return _day(raw)
    if isinstance(raw, dt.time):
        return clock(raw.hour, raw.minute)
    if isinstance(raw, dt.timedelta):
        minutes = int(raw.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(raw, int | float):
        return _number(Decimal(repr(raw)), number_format)
    return str(raw)


def _day(raw: dt.date) -> str:
    day = parse_date(raw).value
    told = f"{raw:%d/%m/%Y}" if day is None else day.printed()
    if not isinstance(raw, dt.datetime) or not (raw.hour or raw.minute):
        return told
    # Near midnight the time is an error of counting, which reading the day puts right.
    settled = day is not None and day.full() != raw.date()
    return told if settled else f"{clock(raw.hour, raw.minute)} {told}"


class _Form(NamedTuple):
    """One section of a number format: letters before and after, places, scale."""

    before: str
    after: str
    whole: str
    least: int
    most: int
    grouped: bool
    scale: int


def _number(value: Decimal, number_format: str) -> str:
    positive, negative = _forms(number_format)
    form = positive if value >= 0 or negative is None else negative
    if form is None:
        return _general(value)
    sign = "-" if value < 0 and negative is None else ""
    scaled = abs(value).scaleb(form.scale)
    rounded = f"{scaled:.{form.most}f}"
    whole, _, part = rounded.partition(".")
    while len(part) > form.least and part.endswith("0"):
        part = part[:-1]
    whole = f"{int(whole):,}".replace(",", ".") if form.grouped else _filled(whole, form.whole)
    return f"{sign}{form.before}{whole}{',' if part else ''}{part}{form.after}"


def _general(value: Decimal) -> str:
    """As a cell without a format shows it; long numbers whole, for they are codes."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{float(value):.{_DIGITS}g}".replace(".", ",")


def _filled(digits: str, places: str) -> str:
    """The digits in their places from the right: ``0### ### ###`` writes a telephone number."""
    left = list(digits.lstrip("0"))
    told: list[str] = []
    for at in range(len(places) - 1, -1, -1):
        place = places[at]
        if place not in "#0":
            if left or "0" in places[:at]:
                told.append(place)
        elif left:
            told.append(left.pop())
        elif place == "0":
            told.append("0")
    return "".join(left) + "".join(reversed(told))


@lru_cache(maxsize=256)
def _forms(number_format: str) -> tuple[_Form | None, _Form | None]:
    """The form of a number, and of one less than nought where that has one of its own."""
    if number_format in _GENERAL:
        return None, None
    sections = [""]
    for piece in _SECTIONS.findall(number_format):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    positive = _form(sections[0])
    return positive, _form(sections[1]) if len(sections) > 1 and sections[1] else None


def _form(section: str) -> _Form | None:
    """``None`` for a section that shows more than a number, as fractions and dates do."""
    before, places, after, scale = "", "", "", 0
    for quoted, escaped, symbol, digits, other in _PIECES.findall(section):
        literal = quoted or escaped or symbol or other
        if digits:
            places, after = f"{places}{after}{digits}", ""
        elif other and _UNSHOWN.match(other):
            return None
        elif other == "%":
            scale += 2
            after += "%"
        elif places:
            after += literal
        else:
            before += literal
    whole, _, part = places.partition(".")
    part = part.rstrip(",")
    if not places or "?" in places or part.strip("#0"):
        return None
    bare = whole.rstrip(",")
    scale -= 3 * (len(whole) - len(bare))
    return _Form(
        before, after, bare.replace(",", ""), part.count("0"), len(part), "," in bare, scale
    )
