"""Dates of which perhaps only the year, or month and year, is known (ngày không đầy đủ)."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from ...conventions.dates import month_number, short_date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with its precision (ngày, hoặc tháng/năm, hoặc chỉ có năm).

    ``month`` and ``day`` are ``None`` when unknown; nothing is ever invented
    for them. Order between dates is asked with :meth:`earliest` and
    :meth:`latest`, because "1962" has no single place among days.

    Raises ``ValueError`` for a day that does not exist.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("day without month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """The full date of a calendar day."""
        return cls(day.year, day.month, day.day)

    def earliest(self) -> dt.date:
        """The first calendar day this can be."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> dt.date:
        """The last calendar day this can be."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def full(self) -> dt.date | None:
        """The calendar day, or ``None`` when day or month is unknown."""
        if self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)

    def iso(self) -> str:
        """``2026-03-05``, ``2026-03`` or ``2026``."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def printed(self) -> str:
        """As papers print it (ngày trong văn bản): ``05/3/2026``, ``3/2026`` or ``2026``.

        One way for the dates of lists and of running text; rule: HD05 II.I.4.2.2.
        """
        day = self.full()
        if day is not None:
            return short_date(day)
        if self.month is None:
            return str(self.year)
        return f"{month_number(self.earliest())}/{self.year}"

    def __str__(self) -> str:
        """As lists of the workbook write it: ``05/03/2026``, ``03/2026`` or ``2026``."""
        parts = [] if self.day is None else [f"{self.day:02d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        return "/".join((*parts, f"{self.year:04d}"))
