"""Cells of own columns, as people see them in their sheet."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.data.cells.shown import shown


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (912345678, "0000000000", "0912345678"),
        (912345678, "0### ### ###", "0912 345 678"),
        (912345678, "(0##) ###-####", "(091) 234-5678"),
        (1234567.0, "#,##0", "1.234.567"),
        (1234.5, "#,##0.00", "1.234,50"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-5, "#,##0", "-5"),
        (1500000, "#,##0\\ [$₫-42A]", "1.500.000 ₫"),
        (1500000, "#,##0,", "1.500"),
        (0.9, "0%", "90%"),
        (2.5, "0.##", "2,5"),
        (2, "0.0#", "2,0"),
        (3, '"Bậc "0', "Bậc 3"),
        (0, "#,##0", "0"),
        (0.5, "# ?/?", "0,5"),
        (0.1 + 0.2, "", "0,3"),
        (27.0, "General", "27"),
        (79085012345.0, "", "79085012345"),
    ],
)
def test_a_number_is_told_by_the_format_of_its_cell(
    value: float, number_format: str, seen: str
) -> None:
    assert shown(value, number_format) == seen


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (dt.date(1990, 12, 25), "25/12/1990"),
        (dt.datetime(1990, 12, 25), "25/12/1990"),
        (dt.datetime(2026, 12, 25, 8, 30), "08 giờ 30 phút 25/12/2026"),
        (dt.datetime(1990, 12, 24, 23, 59, 50), "25/12/1990"),
        (dt.time(8, 5), "08 giờ 05 phút"),
        (dt.timedelta(hours=30, minutes=5), "30:05"),
        (True, "x"),
        (False, ""),
        (None, ""),
        ("  a \u00a0b ", "a b"),
        ("dòng một\ndòng hai", "dòng một\ndòng hai"),
    ],
)
def test_days_times_ticks_and_texts(value: object, seen: str) -> None:
    assert shown(value) == seen
