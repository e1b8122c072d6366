"""Citations and legal-basis lines."""

from __future__ import annotations

from datetime import date

import pytest

from giayto.conventions.legal_basis import citation, legal_basis_lines
from giayto.conventions.ruleset import RuleSet

CITATIONS = [
    (
        "Quy định",
        "399-QĐ/TW",
        date(2026, 1, 9),
        "Ban Bí thư",
        "thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
        "Quy định số 399-QĐ/TW, ngày 09/01/2026 của Ban Bí thư về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
    ),
    (
        "Quy định",
        "Số 399-QĐ/TW",
        date(2026, 1, 9),
        "Ban Bí thư",
        "Về thể loại, thẩm quyền",
        "Quy định số 399-QĐ/TW, ngày 09/01/2026 của Ban Bí thư về thể loại, thẩm quyền",
    ),
    (
        "Quy định",
        "366-QĐ/TW",
        date(2025, 8, 30),
        "Bộ Chính trị",
        "về …",
        "Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị về …",
    ),
    (
        "Hướng dẫn",
        "36-HD/VPTW",
        date(2018, 4, 3),
        "Văn phòng Trung ương Đảng",
        "thể thức",
        "Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng về thể thức",
    ),
    (
        "Công văn",
        "5053-CV/VPTW",
        date(2019, 3, 11),
        None,
        "về thể loại",
        "Công văn số 5053-CV/VPTW, ngày 11/3/2019 về thể loại",
    ),
    ("Điều lệ Đảng", None, None, None, None, "Điều lệ Đảng"),
    ("Quy chế làm việc", "", None, "Đảng uỷ phường", "", "Quy chế làm việc của Đảng uỷ phường"),
]


@pytest.mark.parametrize(("type_name", "number", "day", "body", "title", "printed"), CITATIONS)
def test_citation(
    type_name: str,
    number: str | None,
    day: date | None,
    body: str | None,
    title: str | None,
    printed: str,
    party: RuleSet,
) -> None:
    assert citation(type_name, number, day, body, title, party) == printed


def test_state_citation(state: RuleSet) -> None:
    assert (
        citation("Quyết định", "2992/QĐ-BTL", date(2011, 12, 20), "Bộ Tư lệnh", None, state)
        == "Quyết định số 2992/QĐ-BTL ngày 20 tháng 12 năm 2011 của Bộ Tư lệnh"
    )


ITEMS = [
    "Căn cứ Điều lệ Đảng",
    "- Quy chế làm việc;",
    "",
    "Xét đề nghị của Ban Tổ chức.",
    "theo kết quả",
]


def test_the_last_one_ends_as_the_rule_of_its_time_says(
    party: RuleSet, party_2018: RuleSet, state: RuleSet
) -> None:
    assert legal_basis_lines(ITEMS, party) == [
        "- Căn cứ Điều lệ Đảng;",
        "- Căn cứ Quy chế làm việc;",
        "- Xét đề nghị của Ban Tổ chức;",
        "- Theo kết quả.",
    ]
    assert [line[-1] for line in legal_basis_lines(ITEMS, party_2018)] == [";", ";", ";", ","]
    assert legal_basis_lines(["Luật Thi đua"], state) == ["Căn cứ Luật Thi đua."]
    assert legal_basis_lines([], party) == []


def test_making_lines_again_changes_nothing(party: RuleSet) -> None:
    once = legal_basis_lines(ITEMS, party)
    assert legal_basis_lines(once, party) == once
