"""The law tables: what is in force on a day, and what a new workbook begins with."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.data.law import default_legal_bases, default_recipients
from giayto.data.models import LegalBasis, Settings
from giayto.data.reference import choice, choices, table
from giayto.data.workbook.defaults import starting_dataset


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
    tables = (table("legal-bases")["basis"], table("commendation", "grading")["rule"])
    for rows in (*tables, table("money", "grading")["step"]):
        assert rows
        for row in rows:
            assert row["source"], row
            assert row["confidence"] in "ABC", row


def test_the_report_line_follows_the_superior_in_the_settings() -> None:
    rows = [r.text for r in starting_dataset(Settings()).recipients]
    assert rows.count("{Cấp uỷ nhận tờ trình} (để báo cáo)") == 3


def test_each_group_of_recipients_ends_with_one_archive_line() -> None:
    groups = {r.papers for r in default_recipients()}
    shared = {choice("paper_group", key) for key in table("choices")["shared_paper_group"]}
    assert groups == set(choices("recipient_group")) - {"Tất cả"} - shared
    for group in groups:
        archive = [r.archive for r in default_recipients() if r.papers == group]
        assert archive.count(True) == 1
        assert archive[-1]


def test_new_workbook_begins_without_people() -> None:
    dataset = starting_dataset()
    assert not dataset.members and not dataset.organisations
    assert dataset.legal_bases and dataset.recipients
