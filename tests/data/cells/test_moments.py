"""Years and moments that spreadsheets and web software made of dates."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.data.cells.dates import calendar_day, lacks_century, parse_date


def read(raw: object) -> tuple[str, str]:
    """The date as the workbook shows it, and the code of what is said of it."""
    reading = parse_date(raw)
    return (
        "" if reading.value is None else str(reading.value),
        "" if reading.problem is None else reading.problem.code,
    )


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (dt.date(1905, 5, 5), "1952"),
        (dt.datetime(1905, 6, 10), "1988"),
        (dt.date(1905, 3, 14), "1900"),
        (dt.date(1905, 9, 30), "2100"),
        (dt.date(1909, 5, 6), "1952"),  # a workbook of an old Mac
    ],
)
def test_a_year_typed_into_a_date_cell_is_that_year(cell: dt.date, year: str) -> None:
    assert read(cell) == (year, "KT-217")
    problem = parse_date(cell).problem
    assert problem is not None
    assert f"{cell:%d/%m/%Y}" in problem.why
    assert calendar_day(cell) is None


@pytest.mark.parametrize("cell", [dt.date(1905, 3, 13), dt.date(1905, 10, 1), dt.date(1910, 5, 6)])
def test_days_beside_those_are_days(cell: dt.date) -> None:
    assert read(cell) == (f"{cell:%d/%m/%Y}", "")


@pytest.mark.parametrize(
    ("raw", "shown", "code"),
    [
        (dt.datetime(1970, 3, 11, 23, 59, 20), "12/03/1970", "KT-218"),
        (dt.datetime(1970, 3, 11, 23, 53, 30), "12/03/1970", "KT-218"),
        (dt.datetime(1970, 3, 12, 0, 0, 39), "12/03/1970", "KT-218"),
        (dt.datetime(1970, 12, 31, 23, 59, 59), "01/01/1971", "KT-218"),
        ("1970-03-11T23:59:59", "12/03/1970", "KT-218"),
        ("11/03/1970 23:59:59", "12/03/1970", "KT-218"),
        ("1970-03-11T17:00:00Z", "12/03/1970", "KT-218"),
        ("1970-03-11T17:00:00.000Z", "12/03/1970", "KT-218"),
        ("1970-03-11T16:00:00Z", "12/03/1970", "KT-218"),
        (25638.99954, "12/03/1970", "KT-218"),
        (dt.datetime(1970, 3, 11, 17, 0), "11/03/1970", "KT-219"),
        ("12/03/2026 8:30", "12/03/2026", "KT-219"),
        ("1970-03-12T00:00:00", "12/03/1970", ""),
        ("1970-03-12T00:00:00Z", "12/03/1970", ""),
        ("1970-03-12T00:00:00+07:00", "12/03/1970", ""),
        ("12/3/1970 12:00:00 SA", "12/03/1970", ""),
        ("12/3/1970 0:00", "12/03/1970", ""),
    ],
)
def test_a_moment_is_the_day_that_was_meant(raw: object, shown: str, code: str) -> None:
    assert read(raw) == (shown, code)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("tháng giêng năm 1970", "01/1970"),
        ("tháng ba năm 1970", "03/1970"),
        ("tháng năm năm 1970", "05/1970"),
        ("tháng mười hai năm 1970", "12/1970"),
        ("ngày mùng 3 tháng chạp năm 1970", "03/12/1970"),
        ("sinh năm 1970", "1970"),
        ("SN 1970", "1970"),
        ("1970/03/12", "12/03/1970"),
        ("12 03 1970", "12/03/1970"),
        ("12\\3\\1970", "12/03/1970"),
        ("１２/３/１９７０", "12/03/1970"),
    ],
)
def test_words_and_signs_of_lists(typed: str, shown: str) -> None:
    assert read(typed) == (shown, "")


def test_about_a_year_is_that_year_with_a_note() -> None:
    assert read("khoảng năm 1958") == ("1958", "KT-216")
    assert read("~1958") == ("1958", "KT-216")


@pytest.mark.parametrize("typed", ["12/3/70", "12-3-'70", "3/70", "tháng 3 năm 70"])
def test_a_year_without_its_century_is_asked_for(typed: str) -> None:
    assert read(typed) == ("", "KT-202")
    assert lacks_century(typed)


@pytest.mark.parametrize("typed", ["12/3/1970", "19/5", "1970", "hôm qua", "31/11/1970", ""])
def test_other_texts_do_not_lack_it(typed: str) -> None:
    assert not lacks_century(typed)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (float("inf"), "KT-202"),
        (float("nan"), "KT-202"),
        (1e308, "KT-202"),
        (-5, "KT-202"),
        (9999, "KT-203"),
        ("31/12/9999", "KT-203"),
        ("31/11/1970", "KT-203"),
        ("29/02/1900", "KT-203"),
        ("tháng năm 1970", "KT-202"),
        (dt.datetime(9999, 12, 31, 23, 59, 59), "KT-202"),
        ("9999-12-31T23:59:59Z", "KT-203"),
        ("0001-01-01T00:00:00+14:00", "KT-203"),
    ],
)
def test_what_can_be_no_day_is_told(raw: object, code: str) -> None:
    assert read(raw) == ("", code)
