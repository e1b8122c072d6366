"""The rules of commendation: who gives what to whom on a day, and how much it brings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from giayto.data.grading.commendation import (
    award_right,
    award_rule,
    basis_on,
    first_form,
    object_on,
    superior_gives,
)
from giayto.data.grading.money import base_salary_on, reward
from giayto.data.reference import table
from giayto.errors import ConventionValue, NoRuleSet


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (dt.date(2023, 12, 20), 1_800_000),
        (dt.date(2024, 6, 30), 1_800_000),
        (dt.date(2024, 7, 1), 2_340_000),
        (dt.date(2026, 6, 30), 2_340_000),
        (dt.date(2026, 7, 1), 2_530_000),
        (dt.date(2026, 12, 20), 2_530_000),
    ],
)
def test_base_salary_changes_on_its_day(day: dt.date, amount: int) -> None:
    assert base_salary_on(day).amount == amount


def test_no_base_salary_is_guessed_before_the_table() -> None:
    with pytest.raises(NoRuleSet) as caught:
        base_salary_on(dt.date(2018, 1, 1))
    assert "Mức lương cơ sở" in (caught.value.fix or "")


@pytest.mark.parametrize(
    ("kind", "form", "period", "multiple", "criterion"),
    [
        (
            "member",
            "Giấy khen",
            "Trong năm",
            "0.3",
            '"Hoàn thành xuất sắc nhiệm vụ" trong năm {nam}',
        ),
        (
            "member",
            "Giấy khen",
            "5 năm liền",
            "1.0",
            '"Hoàn thành xuất sắc nhiệm vụ" 5 năm liền ({tu} - {nam})',
        ),
        (
            "member",
            "Bằng khen",
            "5 năm liền",
            "1.5",
            '"Hoàn thành xuất sắc nhiệm vụ" 5 năm liền ({tu} - {nam})',
        ),
        (
            "cell",
            "Giấy khen",
            "Trong năm",
            "0.6",
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu trong năm {nam}',
        ),
        (
            "cell",
            "Giấy khen",
            "5 năm liền",
            "1.5",
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu 5 năm liền ({tu} - {nam})',
        ),
        (
            "cell",
            "Bằng khen",
            "5 năm liền",
            "2.0",
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu 5 năm liền ({tu} - {nam})',
        ),
        (
            "grassroots_organisation",
            "Cờ",
            "5 năm liền",
            "8.0",
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu 5 năm liền ({tu} - {nam})',
        ),
    ],
)
def test_multiple_and_criterion_are_those_of_the_rule(
    kind: str, form: str, period: str, multiple: str, criterion: str
) -> None:
    rule = award_rule(kind, form, period)
    assert rule.multiple == Decimal(multiple)
    assert rule.criterion == criterion
    assert rule.source


def test_only_organisations_need_the_word_tieu_bieu() -> None:
    rows = table("commendation", "grading")["rule"]
    with_it = {row["object"] for row in rows if "tiêu biểu" in row["criterion"]}
    without = {row["object"] for row in rows if "tiêu biểu" not in row["criterion"]}
    assert with_it == {"cell", "grassroots_organisation", "above_grassroots"}
    assert without == {"member"}


@pytest.mark.parametrize(
    ("body", "kind", "form", "period", "day", "decides"),
    [
        ("commune", "member", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), True),
        ("commune", "cell", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), True),
        ("commune", "member", "Giấy khen", "5 năm liền", dt.date(2026, 12, 20), True),
        ("commune", "member", "Giấy khen", "5 năm liền", dt.date(2025, 12, 20), True),
        # The ward of 2023 stood under its district, which gave the five-year certificate.
        ("commune", "member", "Giấy khen", "5 năm liền", dt.date(2023, 12, 20), False),
        ("district", "member", "Giấy khen", "5 năm liền", dt.date(2023, 12, 20), True),
        ("district", "cell", "Giấy khen", "5 năm liền", dt.date(2023, 12, 20), True),
        ("district", "member", "Bằng khen", "5 năm liền", dt.date(2023, 12, 20), False),
        ("district", "member", "Giấy khen", "5 năm liền", dt.date(2026, 12, 20), False),
        ("commune", "member", "Bằng khen", "5 năm liền", dt.date(2026, 12, 20), False),
        ("grassroots", "member", "Giấy khen", "5 năm liền", dt.date(2026, 12, 20), False),
        ("grassroots_cell", "member", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), True),
        ("grassroots_cell", "cell", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), False),
        ("part", "cell", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), False),
        ("cell", "member", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), False),
    ],
)
def test_who_may_award_what(
    body: str, kind: str, form: str, period: str, day: dt.date, decides: bool
) -> None:
    assert (award_right(body, kind, form, period, day) is not None) is decides


def test_a_city_gives_no_certificate_and_a_district_gave_them() -> None:
    assert not superior_gives("commune", "Giấy khen", dt.date(2026, 12, 20))
    assert superior_gives("commune", "Bằng khen", dt.date(2026, 12, 20))
    assert superior_gives("commune", "Giấy khen", dt.date(2023, 12, 20))
    assert not superior_gives("commune", "Bằng khen", dt.date(2023, 12, 20))
    assert not superior_gives("cell", "Bằng khen", dt.date(2026, 12, 20))


def test_weak_rules_say_that_they_are_weak() -> None:
    right = award_right("commune", "member", "Giấy khen", "5 năm liền", dt.date(2026, 12, 1))
    assert right is not None
    assert right.confidence == "C"
    assert base_salary_on(dt.date(2026, 12, 1)).confidence == "C"


def test_a_commendation_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConventionValue):
        award_rule("member", "Cờ", "5 năm liền")
    with pytest.raises(NoRuleSet):
        award_rule("member", "Giấy khen", "Trong năm", dt.date(2016, 1, 1))


# --- dates of the rules ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "cited", "read"),
    [
        (dt.date(2023, 12, 20), "24-QĐ/TW", False),
        (dt.date(2025, 12, 20), "294-QĐ/TW", True),
        (dt.date(2026, 4, 8), "20-QĐ/TW", False),
        (dt.date(2026, 7, 25), "20-QĐ/TW", False),
        (dt.date(2026, 7, 26), "208-QĐ/TW", False),
    ],
)
def test_what_could_not_be_read_of_a_rule_is_said(day: dt.date, cited: str, read: bool) -> None:
    basis = basis_on(day)
    assert basis is not None
    assert cited in basis.text
    assert (basis.note == "") is read


def test_before_the_table_nothing_is_cited() -> None:
    assert basis_on(dt.date(2015, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "object_kind", "form"),
    [
        (dt.date(2024, 12, 20), "grassroots_organisation", "Giấy khen"),
        (dt.date(2025, 12, 20), "above_grassroots", "Bằng khen"),
        (dt.date(2026, 12, 20), "grassroots_organisation", "Giấy khen"),
    ],
)
def test_a_ward_was_for_a_year_above_the_grassroots(
    day: dt.date, object_kind: str, form: str
) -> None:
    found = object_on("commune", "grassroots_organisation", day)
    assert found == object_kind
    assert first_form(found, "Trong năm", day) == form
    assert object_on("cell", "cell", day) == "cell"


# --- worked examples of money ----------------------------------------------------------


@pytest.mark.parametrize(
    ("multiple", "before", "after"),
    [
        ("0.3", 702_000, 759_000),
        ("0.6", 1_404_000, 1_518_000),
        ("1.0", 2_340_000, 2_530_000),
        ("1.5", 3_510_000, 3_795_000),
        ("2.0", 4_680_000, 5_060_000),
        ("3.0", 7_020_000, 7_590_000),
        ("5.0", 11_700_000, 12_650_000),
        ("8.0", 18_720_000, 20_240_000),
    ],
)
def test_amounts_follow_the_base_salary_of_the_day(multiple: str, before: int, after: int) -> None:
    old, new = (base_salary_on(day).amount for day in (dt.date(2026, 6, 30), dt.date(2026, 7, 1)))
    assert (reward(Decimal(multiple), old), reward(Decimal(multiple), new)) == (before, after)


@pytest.mark.parametrize(
    ("multiple", "salary", "step", "amount"),
    [
        ("0.3", 1_150_000, 1, 345_000),
        ("0.3", 1_490_000, 1, 447_000),
        ("0.3", 1_490_000, 10_000, 450_000),
        ("0.6", 1_490_000, 10_000, 900_000),
        ("0.3", 2_530_000, 1_000, 759_000),
    ],
)
def test_real_decisions_are_reckoned_again(
    multiple: str, salary: int, step: int, amount: int
) -> None:
    assert reward(Decimal(multiple), salary, step) == amount
