"""Dates in the wrong order (ngày bị đảo): what a whole column tells that no single date can."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...files.spreadsheet import Row
from ...findings import Finding, found
from ...i18n import tr
from ..models.fields import FieldSpec
from ..models.partial_date import PartialDate
from ..models.source_map import column_letter
from .dates import calendar_day, parse_date
from .moments import FIRST_YEAR, LAST_YEAR

Turn = Literal["typed", "excel", "unclear", "beside"]

_ENOUGH = 5
LAST_MONTH = 12
# Of dates in one order at least so many show it, unless the column is peculiar.
_PROVEN_SHARE = 1 / 3
_TYPED = re.compile(
    r"\s*['‘’`]?\s*(\d{1,2})\s*[/.\-–]\s*(\d{1,2})\s*[/.\-–]\s*(\d{4})(?:\s+0?0:00(?::00)?)?\s*"
)


@dataclass(frozen=True, slots=True)
class TurnedColumn:
    """A date column in which day and month change places (cột ngày bị đảo).

    ``turn`` is ``typed`` for text typed month first throughout, ``excel`` for
    date cells that an Excel set to English made of text typed day first, and
    ``unclear`` where some are proven month first and others day first, and
    ``beside`` where nothing is proven but another column is ``typed``. ``dates``
    maps the position of a row to the date meant there; for the last two, to the
    other date that it may be. ``proven`` are how many could not be read otherwise.
    """

    turn: Turn
    dates: Mapping[int, PartialDate]
    proven: int

    @property
    def certain(self) -> bool:
        """Whether the column says what each date is."""
        return self.turn in ("typed", "excel")


def turned_columns(rows: Sequence[Row], fields: Mapping[int, FieldSpec]) -> dict[int, TurnedColumn]:
    """The columns whose dates stand in the wrong order, by position; ``rows`` are data alone."""
    found: dict[int, TurnedColumn] = {}
    unsettled: dict[int, dict[int, tuple[int, int, int]]] = {}
    for i, spec in fields.items():
        if spec.kind != "date":
            continue
        cells = {n: row[i] for n, row in enumerate(rows) if i < len(row) and row[i] != ""}
        real = {n: day for n, c in cells.items() if (day := calendar_day(c)) is not None}
        typed = {n: f for n, c in cells.items() if (f := _figures(c)) is not None}
        turned = _typed_month_first(typed, real) or _turned_by_excel(cells, real)
        if turned is not None:
            found[i] = turned
        else:
            unsettled[i] = typed
    if any(column.turn == "typed" for column in found.values()):
        for i, typed in unsettled.items():
            if unproven := _unproven(typed):
                found[i] = TurnedColumn("beside", unproven, 0)
    return found


def _figures(raw: object) -> tuple[int, int, int] | None:
    """The three figures of a date typed in full, as they stand; ``None`` for anything else."""
    match = _TYPED.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        return None
    first, second, year = map(int, match.groups())
    return (first, second, year) if FIRST_YEAR <= year <= LAST_YEAR else None


def _typed_month_first(
    typed: Mapping[int, tuple[int, int, int]], real: Mapping[int, dt.date]
) -> TurnedColumn | None:
    if not any(second > LAST_MONTH for _, second, _ in typed.values()):
        return None
    turned = {n: date for n, figures in typed.items() if (date := _month_first(*figures))}
    proven = sum(typed[n][1] > LAST_MONTH for n in turned)
    against = sum(first > LAST_MONTH for first, _, _ in typed.values())
    if not proven:
        return None
    if against:
        unclear = {n: date for n, date in turned.items() if _differs(*typed[n][:2])}
        return TurnedColumn("unclear", unclear, proven) if unclear else None
    if proven < len(typed) * _PROVEN_SHARE:
        return None
    # An Excel that reads the day first took what it could for dates.
    if len(real) >= _ENOUGH and all(day.day <= LAST_MONTH for day in real.values()):
        turned |= {n: PartialDate(day.year, day.day, day.month) for n, day in real.items()}
    return TurnedColumn("typed", dict(sorted(turned.items())), proven)


def _unproven(typed: Mapping[int, tuple[int, int, int]]) -> dict[int, PartialDate]:
    """Dates that can be read two ways, in a column in which no date settles the order."""
    if any(max(figures[:2]) > LAST_MONTH for figures in typed.values()):
        return {}
    return {
        n: date
        for n, figures in typed.items()
        if _differs(*figures[:2]) and (date := _month_first(*figures))
    }


def _month_first(month: int, day: int, year: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _differs(first: int, second: int) -> bool:
    """Whether a date can be read two ways that are not the same day."""
    return first != second and max(first, second) <= LAST_MONTH


def _turned_by_excel(
    cells: Mapping[int, object], real: Mapping[int, dt.date]
) -> TurnedColumn | None:
    """An Excel set to English makes ``05/06/1990`` a date cell for 6 May.

    It leaves ``26/03/1962`` as text. So a column is suspect in which every date
    cell has a day up to 12 and every full date typed as text a day above 12.
    """
    if len(real) < _ENOUGH or any(day.day > LAST_MONTH for day in real.values()):
        return None
    typed = [v for c in cells.values() if isinstance(c, str) and (v := parse_date(c).value)]
    days = [v.day for v in typed if v.day is not None]
    if len(days) < _ENOUGH or any(day <= LAST_MONTH for day in days):
        return None
    dates = {
        n: PartialDate(day.year, day.day, day.month)
        for n, day in real.items()
        if day.day != day.month
    }
    return TurnedColumn("excel", dates, len(days)) if dates else None


def excel_turned_why() -> str:
    """Why date cells are thought to be turned round."""
    return tr(
        "Các ô kiểu ngày đều có ngày không quá 12, còn các ô kiểu chữ đều có ngày trên 12: "
        "dấu hiệu Excel đặt theo kiểu Mỹ đã đổi chỗ ngày và tháng."
    )


def swapped_columns(sheet: str, rows: Sequence[Row], fields: dict[int, FieldSpec]) -> list[Finding]:
    """A warning for each date column of a list that Excel seems to have read month first."""
    fix = tr("So vài người với lý lịch; nếu sai, gõ lại các ô kiểu ngày ở dạng chữ.")
    return [
        found("KT-205", sheet, column_letter(i), why=excel_turned_why(), fix=fix)
        for i, column in turned_columns(rows, fields).items()
        if column.turn == "excel"
    ]
