"""Dates and times as clerks write them; the day always before the month."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.data.cells.dates import parse_date
from giayto.data.cells.times import parse_time
from giayto.data.models.partial_date import PartialDate


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("26/3/1962", "1962-03-26"),
        ("26/03/1962 ", "1962-03-26"),
        ("26-3-1962", "1962-03-26"),
        ("26.03.1962", "1962-03-26"),
        ("26 / 3 / 1962", "1962-03-26"),
        ("03/02/1995", "1995-02-03"),
        ("02/2001", "2001-02"),
        ("7-1954", "1954-07"),
        ("2001", "2001"),
        (1939, "1939"),
        (1939.0, "1939"),
        ("1998-08-21", "1998-08-21"),
        ("1998-08-21 00:00:00", "1998-08-21"),
        ("ngày 03 tháng 02 năm 1995", "1995-02-03"),
        ("Ngày 3, tháng 2, năm 1995", "1995-02-03"),
        ("tháng 2 năm 1995", "1995-02"),
        ("Tháng 02/1995", "1995-02"),
        ("năm 1995", "1995"),
        (dt.date(1998, 8, 21), "1998-08-21"),
        (dt.datetime(1998, 8, 21, 0, 0), "1998-08-21"),
        ("'19/05/1970", "1970-05-19"),
    ],
)
def test_every_form_is_read_with_its_precision(written: object, iso: str) -> None:
    reading = parse_date(written)
    assert reading.value is not None
    assert reading.value.iso() == iso
    assert reading.problem is None


@pytest.mark.parametrize("empty", ["", None, "   "])
def test_an_empty_cell_is_no_date_and_no_problem(empty: object) -> None:
    assert parse_date(empty).value is None
    assert parse_date(empty).problem is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("13/25/1990", "KT-203"),
        ("02/13/1990", "KT-203"),
        ("31/02/2020", "KT-203"),
        ("29/02/2023", "KT-203"),
        ("01/01/1790", "KT-203"),
        ("19/5", "KT-202"),
        ("03-02", "KT-202"),
        ("5/5/95", "KT-202"),
        ("không nhớ", "KT-202"),
        (99167419849.0, "KT-202"),
        (True, "KT-202"),
    ],
)
def test_what_is_no_date_is_reported_and_never_guessed(written: object, code: str) -> None:
    reading = parse_date(written)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == code
    assert reading.problem.why
    assert reading.problem.fix


def test_a_serial_number_of_excel_becomes_a_date_with_a_note() -> None:
    reading = parse_date(34733.0)
    assert str(reading.value) == "03/02/1995"
    assert reading.problem is not None
    assert reading.problem.code == "KT-204"


@pytest.mark.parametrize("written", ["00/00/1945", "0/0/1945", "--/--/1945", "../../1945"])
def test_unknown_day_and_month_leave_the_year(written: str) -> None:
    reading = parse_date(written)
    assert reading.value == PartialDate(1945)
    assert reading.problem is not None
    assert reading.problem.code == "KT-216"


@pytest.mark.parametrize("written", ["00/00/0000", "0/0/0000"])
def test_zeros_alone_are_no_date(written: str) -> None:
    reading = parse_date(written)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == "KT-202"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(["/", "-", "."]))
def test_day_month_year_comes_back_for_every_day(day: dt.date, separator: str) -> None:
    for form in (f"%d{separator}%m{separator}%Y", f"%-d{separator}%-m{separator}%Y"):
        assert parse_date(day.strftime(form)).value == PartialDate.of(day)


@given(
    st.builds(
        PartialDate,
        st.integers(1900, 2100),
        st.one_of(st.none(), st.integers(1, 12)),
    )
)
def test_what_the_workbook_shows_is_read_back(date: PartialDate) -> None:
    assert parse_date(str(date)).value == date


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    reading = parse_date(text)
    assert reading.value is None or 1900 <= reading.value.year <= 2100


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("19:30", "19:30"),
        ("19h30", "19:30"),
        ("19h", "19:00"),
        ("19 giờ 30 phút", "19:30"),
        ("19 giờ 30", "19:30"),
        ("8 giờ", "08:00"),
        ("08:00:00", "08:00"),
        ("19g30", "19:30"),
        (dt.time(19, 30), "19:30"),
        (dt.datetime(2026, 12, 5, 19, 30), "19:30"),
        (0.8125, "19:30"),
        (19.0, "19:00"),
    ],
)
def test_times(written: object, shown: str) -> None:
    value = parse_time(written).value
    assert value is not None
    assert f"{value:%H:%M}" == shown


@pytest.mark.parametrize("written", ["25:00", "19:75", "tối", -1.0, "24h"])
def test_no_time_is_reported(written: object) -> None:
    reading = parse_time(written)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == "KT-206"


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        ((2026, 3, 5), "05/3/2026"),
        ((2026, 2, 15), "15/02/2026"),
        ((1989, 12, 19), "19/12/1989"),
        ((1989, 5), "5/1989"),
        ((1989, 1), "01/1989"),
        ((1989,), "1989"),
    ],
)
def test_papers_print_dates_of_lists_as_those_of_the_text(
    known: tuple[int, ...], printed: str
) -> None:
    assert PartialDate(*known).printed() == printed
