"""Dates and numbers in the format a template asks for."""

from __future__ import annotations

import pytest

from giayto.conventions.formats import compared, date_format, first_capital, number_format


@pytest.mark.parametrize(
    ("printed", "format", "shown"),
    [
        ("05/01/2027", "dd/MM/yyyy", "05/01/2027"),
        ("05/01/2027", "d/M/yy", "5/1/27"),
        ("05/01/2027", "'ngày' dd 'tháng' MM 'năm' yyyy", "ngày 05 tháng 01 năm 2027"),
        ("03/1981", "MM/yyyy", "03/1981"),
        ("03/1981", "dd/MM/yyyy", "03/1981"),
        ("03/1981", "'tháng' M", "tháng 3"),
        ("1981", "dd/MM/yyyy", "1981"),
        ("", "dd/MM/yyyy", ""),
    ],
)
def test_dates(printed: str, format: str, shown: str) -> None:
    assert date_format(printed, format) == shown


@pytest.mark.parametrize(
    ("printed", "format", "shown"),
    [
        ("1500000", "#.##0", "1.500.000"),
        ("1.500.000", "#,##0", "1.500.000"),
        ("1.500.000", "0", "1500000"),
        ("8,75", "0,0", "8,8"),
        ("8,75", "#,##0.00", "8,75"),
        ("7", "0.00", "7,00"),
        ("Đạt", "#,##0", "Đạt"),
    ],
)
def test_numbers(printed: str, format: str, shown: str) -> None:
    assert number_format(printed, format) == shown


def test_first_capital_leaves_the_rest() -> None:
    assert first_capital("bí thư Chi bộ") == "Bí thư Chi bộ"


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("9", "10"),
        ("900.000", "1.500.000"),
        ("91,5", "91,75"),
        ("-1", "0"),
        ("31/12/1996", "03/02/1997"),
        ("1957", "03/02/1997"),
        ("5/1957", "01/5/1957"),
        ("An", "bình"),
        ("", "5"),
    ],
)
def test_values_are_compared_by_what_they_say(less: str, more: str) -> None:
    assert (compared(less, more), compared(more, less)) == (-1, 1)
    assert compared(less, less) == 0
