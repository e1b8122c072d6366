"""The law tables: what is in force on a day, and what a new workbook begins with."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from giayto.data.law import (
    award_authority,
    award_rule,
    base_salary_on,
    default_legal_bases,
    default_recipients,
    superior_gives,
)
from giayto.data.models import LegalBasis, Settings
from giayto.data.reference import choices, table
from giayto.data.workbook.defaults import starting_dataset
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
        ("member", "Giấy khen", "5 năm liền", "1.0", '"Hoàn thành xuất sắc nhiệm vụ" 5 năm liền'),
        ("member", "Bằng khen", "5 năm liền", "1.5", '"Hoàn thành xuất sắc nhiệm vụ" 5 năm liền'),
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
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu 5 năm liền',
        ),
        (
            "cell",
            "Bằng khen",
            "5 năm liền",
            "2.0",
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu 5 năm liền',
        ),
        (
            "grassroots_organisation",
            "Cờ",
            "5 năm liền",
            "8.0",
            '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu 5 năm liền',
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
    rows = table("commendation")["rule"]
    assert {row["object"] for row in rows if "tiêu biểu" in row["criterion"]} == {
        "cell",
        "grassroots_organisation",
    }
    assert {row["object"] for row in rows if "tiêu biểu" not in row["criterion"]} == {"member"}


@pytest.mark.parametrize(
    ("body", "kind", "form", "period", "day", "decides"),
    [
        ("commune", "member", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), True),
        ("commune", "cell", "Giấy khen", "Trong năm", dt.date(2026, 12, 20), True),
        ("commune", "member", "Giấy khen", "5 năm liền", dt.date(2026, 12, 20), True),
        ("commune", "member", "Giấy khen", "5 năm liền", dt.date(2025, 12, 20), True),
        # The ward of 2023 stood under its district, which gave the five-year certificate.
        ("commune", "member", "Giấy khen", "5 năm liền", dt.date(2023, 12, 20), False),
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
    assert (award_authority(body, kind, form, period, day) is not None) is decides


def test_a_city_gives_no_certificate_and_a_district_gave_them() -> None:
    assert not superior_gives("commune", "Giấy khen", dt.date(2026, 12, 20))
    assert superior_gives("commune", "Bằng khen", dt.date(2026, 12, 20))
    assert superior_gives("commune", "Giấy khen", dt.date(2023, 12, 20))
    assert not superior_gives("commune", "Bằng khen", dt.date(2023, 12, 20))
    assert not superior_gives("cell", "Bằng khen", dt.date(2026, 12, 20))


def test_weak_rules_say_that_they_are_weak() -> None:
    right = award_authority("commune", "member", "Giấy khen", "5 năm liền", dt.date(2026, 12, 1))
    assert right is not None
    assert right.confidence == "C"
    assert base_salary_on(dt.date(2026, 12, 1)).confidence == "C"


def test_a_commendation_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConventionValue):
        award_rule("member", "Cờ", "5 năm liền")
    with pytest.raises(NoRuleSet):
        award_rule("member", "Giấy khen", "Trong năm", dt.date(2016, 1, 1))


def _cited(group: str, day: dt.date) -> list[LegalBasis]:
    return [
        basis
        for basis in default_legal_bases()
        if basis.papers in ("Tất cả", group)
        and (basis.valid_from is None or basis.valid_from.earliest() <= day)
        and (basis.valid_until is None or day <= basis.valid_until.latest())
    ]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (dt.date(2023, 12, 15), "24-QĐ/TW"),
        (dt.date(2025, 5, 25), "24-QĐ/TW"),
        (dt.date(2025, 5, 26), "294-QĐ/TW"),
        (dt.date(2026, 4, 7), "294-QĐ/TW"),
        (dt.date(2026, 4, 8), "20-QĐ/TW"),
        (dt.date(2026, 7, 25), "20-QĐ/TW"),
        (dt.date(2026, 7, 26), "208-QĐ/TW"),
        (dt.date(2027, 1, 10), "208-QĐ/TW"),
    ],
)
def test_exactly_one_rule_on_the_statutes_is_cited_on_any_day(day: dt.date, number: str) -> None:
    cited = _cited("Quyết định xếp loại đảng viên", day)
    assert [b.number for b in cited if b.title == "về thi hành Điều lệ Đảng"] == [number]


def test_grading_decision_of_2026_cites_in_this_order() -> None:
    cited = _cited("Quyết định xếp loại tổ chức đảng", dt.date(2026, 12, 20))
    assert [b.wording or b.number for b in cited] == [
        "Căn cứ Điều lệ Đảng",
        "208-QĐ/TW",
        "366-QĐ/TW",
        "43-HD/BTCTW",
        "Căn cứ Quy chế làm việc của {Cơ quan ban hành}",
        "Xét đề nghị của các chi bộ",
    ]


def test_grading_decision_of_2023_cites_the_rules_of_2023() -> None:
    cited = _cited("Quyết định xếp loại đảng viên", dt.date(2023, 12, 20))
    numbers = [b.number for b in cited if b.number]
    assert numbers == ["24-QĐ/TW", "124-QĐ/TW", "25-HD/BTCTW"]


def test_commendation_decision_of_2026_cites_the_money_rule() -> None:
    cited = _cited("Quyết định khen thưởng", dt.date(2026, 12, 20))
    numbers = [b.number for b in cited if b.number]
    assert numbers == [
        "208-QĐ/TW",
        "01-HD/TW",
        "38-HD/BTCTW",
        "56-HD/VPTW",
        "19780-CV/VPTW",
    ]


def test_default_rows_use_words_the_sheet_offers() -> None:
    bases, recipients = default_legal_bases(), default_recipients()
    assert {row.papers for row in bases} <= set(choices("paper_group"))
    assert {row.papers for row in recipients} <= set(choices("recipient_group"))


def test_every_entry_names_its_source_and_confidence() -> None:
    for name, key in (("legal-bases", "basis"), ("commendation", "rule"), ("base-salary", "step")):
        rows = table(name)[key]
        assert rows
        for row in rows:
            assert row["source"], row
            assert row["confidence"] in "ABC", row


def test_the_report_line_follows_the_superior_in_the_settings() -> None:
    rows = [r.text for r in starting_dataset(Settings()).recipients]
    assert rows.count("{Cấp uỷ nhận tờ trình} (để báo cáo)") == 3


def test_each_group_of_recipients_ends_with_one_archive_line() -> None:
    groups = {r.papers for r in default_recipients()}
    assert groups == set(choices("recipient_group")) - {"Tất cả"}
    for group in groups:
        archive = [r.archive for r in default_recipients() if r.papers == group]
        assert archive.count(True) == 1
        assert archive[-1]


def test_new_workbook_begins_without_people() -> None:
    dataset = starting_dataset()
    assert not dataset.members and not dataset.organisations
    assert dataset.legal_bases and dataset.recipients
