"""Date lines, dates in text, clock times, place names."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.conventions.dates import (
    blank_date_line,
    clock,
    date_line,
    long_date,
    place_name,
    short_date,
)
from giayto.conventions.ruleset import RuleSet
from giayto.errors import ConventionValue

DATE_LINES = [
    ("Hà Nội", date(2026, 2, 3), "Hà Nội, ngày 03 tháng 02 năm 2026"),
    ("Hà Nội", date(2026, 5, 27), "Hà Nội, ngày 27 tháng 5 năm 2026"),
    ("Ba Đình", date(2026, 2, 5), "Ba Đình, ngày 05 tháng 02 năm 2026"),
]


@pytest.mark.parametrize(("place", "day", "printed"), DATE_LINES)
def test_date_line(place: str, day: date, printed: str, rule_sets: dict[str, RuleSet]) -> None:
    assert {date_line(place, day, rules) for rules in rule_sets.values()} == {printed}


# Every date that the domain file cites, in the form it cites it.
SHORT_DATES = [
    (date(2026, 1, 9), "09/01/2026"),
    (date(2017, 2, 6), "06/02/2017"),
    (date(2020, 3, 6), "06/3/2020"),
    (date(2019, 3, 11), "11/3/2019"),
    (date(2025, 8, 21), "21/8/2025"),
    (date(2026, 5, 27), "27/5/2026"),
    (date(2018, 4, 3), "03/4/2018"),
    (date(2018, 3, 4), "04/3/2018"),
    (date(2020, 3, 5), "05/3/2020"),
    (date(2019, 9, 27), "27/9/2019"),
    (date(2021, 6, 4), "04/6/2021"),
    (date(2025, 1, 24), "24/01/2025"),
    (date(2025, 5, 26), "26/5/2025"),
    (date(2025, 5, 30), "30/5/2025"),
    (date(2026, 4, 29), "29/4/2026"),
    (date(2026, 7, 21), "21/7/2026"),
    (date(2026, 10, 8), "08/10/2026"),
]


@pytest.mark.parametrize(("day", "printed"), SHORT_DATES)
def test_short_date(day: date, printed: str) -> None:
    assert short_date(day) == printed


def test_long_date() -> None:
    assert long_date(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"


def test_every_day_of_a_year_fits_the_rule(party: RuleSet) -> None:
    # The pattern of the domain file, section 7.
    pattern = re.compile(r"^.+, ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$")
    for offset in range(366):
        day = date(2028, 1, 1) + timedelta(offset)
        assert pattern.match(date_line("Hà Nội", day, party))


def test_blank_date_line_keeps_room_in_word() -> None:
    line = blank_date_line("Hà Nội", 2026)
    assert re.fullmatch(r"Hà Nội, ngày\u00a0{6}tháng\u00a0{6}năm 2026", line)


@pytest.mark.parametrize(
    ("hour", "minute", "printed"),
    [(19, 30, "19 giờ 30 phút"), (8, 0, "08 giờ 00 phút"), (21, 30, "21 giờ 30 phút")],
)
def test_clock(hour: int, minute: int, printed: str) -> None:
    assert clock(hour, minute) == printed


@pytest.mark.parametrize(("hour", "minute"), [(25, 0), (-1, 0), (8, 60), (24, 1)])
def test_no_time_of_day(hour: int, minute: int) -> None:
    with pytest.raises(ConventionValue):
        clock(hour, minute)


PLACES = [
    ("2026", "Ngô Quyền", "phuong", "Phường Ngô Quyền"),
    ("2026", "Huế", "thanh_pho", "Thành phố Huế"),
    ("2026", "Phú Thọ", "phuong", "Phường Phú Thọ"),
    ("2026", "Hà Nội", "thanh_pho", "Hà Nội"),
    ("2026", "Ba Đình", "phuong", "Ba Đình"),
    ("2026", "Phú Thọ", "tinh", "Phú Thọ"),
    ("2026", "Hồ Chí Minh", "thanh_pho", "Thành phố Hồ Chí Minh"),
    ("2026", "Hai Bà Trưng", "phuong", "Phường Hai Bà Trưng"),
    ("2026", "Bạch Mai", "phuong", "Bạch Mai"),
    ("2026", "7", "phuong", "Phường 7"),
    ("2018", "Quảng Trị", "tinh", "Quảng Trị"),
    ("2018", "Nhân Thắng", "xa", "Nhân Thắng"),
    ("2018", "Tân Triều", "xa", "Tân Triều"),
    ("2018", "7", "phuong", "Phường 7"),
    ("2018", "1", "quan", "Quận 1"),
    ("state", "1", "phuong", "Phường 1"),
    ("state", "Điện Biên Phủ", "phuong", "Phường Điện Biên Phủ"),
    ("state", "Ba Đình", "phuong", "Ba Đình"),
]


@pytest.mark.parametrize(("rule_set", "name", "kind", "printed"), PLACES)
def test_place_name(
    rule_set: str, name: str, kind: str, printed: str, rule_sets: dict[str, RuleSet]
) -> None:
    assert place_name(name, kind, rule_sets[rule_set]) == printed


@pytest.mark.parametrize(
    ("name", "kind", "printed"),
    [("Hồ Chí Minh", "thanh_pho", "TP. Hồ Chí Minh"), ("Lê Chân", "quan", "Q. Lê Chân")],
)
def test_short_form_of_the_unit_type(
    name: str, kind: str, printed: str, party_2018: RuleSet
) -> None:
    assert place_name(name, kind, party_2018, short=True) == printed


def test_a_name_with_its_type_stays(party: RuleSet) -> None:
    assert place_name("Phường Ngô Quyền", "phuong", party) == "Phường Ngô Quyền"
    assert place_name("TP Huế", "thanh_pho", party) == "TP Huế"


def test_the_office_can_say_what_the_list_does_not_know(party: RuleSet) -> None:
    assert place_name("Nguyễn Văn Mẫu", "phuong", party) == "Nguyễn Văn Mẫu"
    assert place_name("Nguyễn Văn Mẫu", "phuong", party, person=True) == "Phường Nguyễn Văn Mẫu"
    assert place_name("Ngô Quyền", "phuong", party, person=False) == "Ngô Quyền"
    assert place_name("Ba Đình", "phuong", party, provinces=["Ba Đình"]) == "Phường Ba Đình"


def test_tone_placement_does_not_hide_a_province(party: RuleSet) -> None:
    assert place_name("Thanh Hóa", "phuong", party) == "Phường Thanh Hóa"


def test_an_unknown_kind_of_unit(party: RuleSet) -> None:
    with pytest.raises(ConventionValue, match="phuong"):
        place_name("Ba Đình", "quan", party)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_short_date_reads_back(day: date) -> None:
    day_text, month_text, year_text = short_date(day).split("/")
    assert date(int(year_text), int(month_text), int(day_text)) == day
    assert len(day_text) == 2
