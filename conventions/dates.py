"""Dates, times and places (ngày tháng, giờ, địa danh) as official papers write them."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..errors import ConventionValue
from ..i18n import tr
from .ruleset import RuleSet
from .spelling import fold, nfc

PLACES_FILE = Path(__file__).resolve().parent / "places.toml"

# Day below 10 and month below 3 get a leading zero (HD05 II.I.4.2.2; NĐ30 PL I has
# the same). Dates in running text follow it too and have no rule set at hand.
_DAY_PAD_BELOW = 10
_MONTH_PAD_BELOW = 3

# Room to write a day or a month by hand; non-breaking, so that Word keeps it.
_GAP = "\u00a0" * 6
_SHORT_GAP = "\u00a0" * 5
_OPEN_YEAR = "20…"


def _day(day: date) -> str:
    return f"{day.day:02d}" if day.day < _DAY_PAD_BELOW else str(day.day)


def month_number(day: date) -> str:
    """The month as official papers write it (tháng): ``01``, ``02``, then ``3`` to ``12``."""
    return f"{day.month:02d}" if day.month < _MONTH_PAD_BELOW else str(day.month)


def date_line(place: str, day: date, rules: RuleSet) -> str:
    """Place and date (địa danh, ngày tháng năm): ``Hà Nội, ngày 03 tháng 02 năm 2026``.

    ``place`` is printed as given; see :func:`place_name`. Rule: HD05 II.I.4.2.
    """
    rule = rules.place
    return rule.pattern.format(
        dia_danh=nfc(place.strip()),
        ngay=f"{day.day:02d}" if day.day < rule.day_pad_below else str(day.day),
        thang=f"{day.month:02d}" if day.month < rule.month_pad_below else str(day.month),
        nam=day.year,
    )


def blank_date_line(place: str, year: int | None) -> str:
    """Place and date with room to write day and month by hand (để trống ngày, tháng).

    ``year`` ``None`` leaves the end of the year as well: ``năm 20…``.
    """
    return f"{nfc(place.strip())}, {blank_long_date(year)}"


def blank_long_date(year: int | None) -> str:
    """The date in words with room to write day and month by hand (để trống ngày, tháng)."""
    return f"ngày{_GAP}tháng{_GAP}năm {_OPEN_YEAR if year is None else year}"


def long_date(day: date) -> str:
    """The date in words and figures: ``ngày 03 tháng 02 năm 2026``."""
    return f"ngày {_day(day)} tháng {month_number(day)} năm {day.year}"


def short_date(day: date) -> str:
    """The date with slashes, as citations write it: ``09/01/2026``, ``05/3/2020``."""
    return f"{_day(day)}/{month_number(day)}/{day.year}"


def blank_short_date(year: int) -> str:
    """The date with slashes and room to write day and month by hand (để trống ngày, tháng)."""
    return f"{_SHORT_GAP}/{_SHORT_GAP}/{year}"


def blank_clock() -> str:
    """The time of day to be written by hand (để trống giờ): ``…… giờ …… phút``."""
    return "…… giờ …… phút"


def clock(hour: int, minute: int) -> str:
    """The time of day in minutes of a meeting (giờ họp): ``08 giờ 00 phút``.

    Raises :class:`ConventionValue` when it is no time of day.
    """
    if not (0 <= hour <= 24 and 0 <= minute <= 59) or (hour == 24 and minute):
        raise ConventionValue(
            tr("Giờ không đúng: {gio} giờ {phut} phút").format(gio=hour, phut=minute),
            fix=tr("Ghi giờ từ 0 đến 23, phút từ 0 đến 59."),
        )
    return f"{hour:02d} giờ {minute:02d} phút"


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day when it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class PlaceLists(NamedTuple):
    """Names that ask for the unit type (danh sách địa danh): folded, see ``places.toml``."""

    persons: frozenset[str]
    events: frozenset[str]
    provinces: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def place_lists() -> PlaceLists:
    """The lists of ``places.toml`` (tên người, tên tỉnh), folded for matching."""
    raw = tomllib.loads(PLACES_FILE.read_text(encoding="utf-8"))
    return PlaceLists(
        persons=frozenset(fold(name) for name in raw["persons"]["names"]),
        events=frozenset(fold(name) for name in raw["events"]["names"]),
        provinces={
            era: frozenset(fold(name) for name in names)
            for era, names in raw["provinces"].items()
            if isinstance(names, list)
        },
    )


def place_name(
    name: str,
    kind: str,
    rules: RuleSet,
    *,
    provinces: Collection[str] | None = None,
    person: bool | None = None,
    short: bool = False,
) -> str:
    """The place for the date line (địa danh), with the unit type where the rule asks for it.

    ``kind`` is ``phuong``, ``xa``, ``dac_khu``, ``thanh_pho`` or ``tinh``. The
    type is added when the name is a person's, has one syllable, is a number, or
    when a commune's name is also a province's: ``Phường Ngô Quyền``, ``Thành phố
    Huế``, ``Phường Phú Thọ``, but ``Ba Đình``. A name that carries its type
    already stays as it is. ``provinces`` replaces the list of the rule set's
    time; ``person`` says outright whether the name is a person's (``None``: look
    it up). ``short`` writes the type in its short form where there is one (``TP. Hồ
    Chí Minh``). Rule: HD05 II.I.4.1.1.c, 4.2.3; numbered names: HD36 1.4.1. Raises
    :class:`ConventionValue` for an unknown kind.
    """
    rule = rules.place
    word = rule.kinds.get(kind)
    if word is None:
        raise ConventionValue(
            tr("Không có loại đơn vị hành chính “{loai}”").format(loai=kind),
            fix=tr("Dùng một trong: {ds}.").format(ds=", ".join(rule.kinds)),
        )
    name = nfc(" ".join(name.split()))
    folded = fold(name)
    known_types = [*rule.kinds.values(), *rule.abbreviations.values()]
    if any(folded.startswith(f"{fold(known)} ") for known in known_types):
        return name
    lists = place_lists()
    if provinces is None:
        province_names: Collection[str] = lists.provinces.get(rule.provinces, frozenset())
    else:
        province_names = {fold(province) for province in provinces}
    is_person = folded in lists.persons if person is None else person
    asks = {
        "person": is_person,
        "one_syllable": " " not in name,
        "numbered": any(character.isdigit() for character in name),
        "province": kind not in ("tinh", "thanh_pho") and folded in province_names,
        "event": folded in lists.events,
    }
    if any(asks[reason] for reason in rule.add_type_for):
        return f"{rule.abbreviations.get(kind, word) if short else word} {name}"
    return name
