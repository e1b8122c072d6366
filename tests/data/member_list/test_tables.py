"""Several tables on one sheet: below each other with other columns, and side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from tests.data.books import codes, write_book

HALF = ["STT", "Họ và tên", "Năm sinh", "Chi bộ"]
BARE = ["TT", "Họ tên", "Năm sinh"]


def read(tmp_path: Path, *rows: list[Any]) -> MemberList:
    return read_member_list(write_book(tmp_path / "ds.xlsx", {"DS": list(rows)}))


def people(result: MemberList) -> list[tuple[str, str, str]]:
    return [(m.full_name, str(m.birth), m.cell.removeprefix("Chi bộ ")) for m in result.members]


def test_a_second_table_is_read_by_its_own_header(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ"],
        [1, "Lê An", "12/03/1950", "03/02/1975", "Chi bộ 1"],
        [None, "Tổng cộng: 1 đồng chí"],
        [],
        ["DANH SÁCH ĐẢNG VIÊN DỰ BỊ"],
        ["Chi bộ", "Họ và tên", "Số thẻ", "Ngày vào Đảng", "Ngày sinh", "Lý do"],
        ["Chi bộ 2", "Lê Bé", "01000001", "03/02/2025", "01/01/1999", "mới"],
        ["Chi bộ", "Họ và tên", "Số thẻ", "Ngày vào Đảng", "Ngày sinh", "Lý do"],
        ["Chi bộ 1", "Lê Chi", "01000002", "03/02/2024", "01/01/1998", None],
    )
    assert people(result) == [
        ("Lê An", "12/03/1950", "1"), ("Lê Bé", "01/01/1999", "2"), ("Lê Chi", "01/01/1998", "1"),
    ]  # fmt: skip
    assert [str(m.joined) for m in result.members] == ["03/02/1975", "03/02/2025", "03/02/2024"]
    assert result.people[1].own == {"Lý do": "mới"}
    assert codes(result.findings) == ["KT-809"]
    assert [r.row for r in result.report] == list(range(1, 10))
    assert [r.kind for r in result.report][4:6] == ["title", "header"]


def test_two_header_rows_on_every_page_and_a_table_with_births_by_sex(tmp_path: Path) -> None:
    plain, split = ["TT", "Họ và tên", "Năm sinh", "Chi bộ"], ["TT", "Họ và tên", "Năm sinh", None]
    result = read(
        tmp_path,
        plain, [1, "Lê An", 1950, "Chi bộ 1"],
        ["Chi bộ 2"], split, [None, None, "Nam", "Nữ"], [1, "Lê Bé", None, 1960],
        split, [None, None, "Nam", "Nữ"], [2, "Lê Chi", 1961, None],
    )  # fmt: skip
    assert people(result) == [
        ("Lê An", "1950", "1"), ("Lê Bé", "1960", "2"), ("Lê Chi", "1961", "2"),
    ]  # fmt: skip
    assert [m.sex for m in result.members] == ["", "Nữ", "Nam"]
    assert codes(result.findings) == []


def test_the_first_of_two_lists_is_read_though_the_second_has_more_columns(tmp_path: Path) -> None:
    wide = ["Họ và tên", "Năm sinh", "Số thẻ", "Ngày vào Đảng", "Chi bộ"]
    result = read(
        tmp_path,
        ["Họ và tên", "Năm sinh", "Chi bộ"], ["Lê An", 1950, "Chi bộ 1"],
        ["Họ và tên", "Năm sinh", "Chi bộ"], ["Lê Bé", 1951, "Chi bộ 1"],
        wide, ["Lê Chi", 1952, None, None, "Chi bộ 2"],
    )  # fmt: skip
    assert people(result) == [
        ("Lê An", "1950", "1"), ("Lê Bé", "1951", "1"), ("Lê Chi", "1952", "2"),
    ]  # fmt: skip


def test_a_person_with_a_name_like_a_header_is_a_person(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên đệm", "Tên", "Giới tính", "Năm sinh"],
        [1, "Bùi Văn", "Họ", "Nam", 1950],
        [2, "Lê Thị", "Tên", "Nữ", 1951],
        [3, "Ngô Văn", "Ký", "Nam", 1952],
    )
    assert [m.full_name for m in result.members] == ["Bùi Văn Họ", "Lê Thị Tên", "Ngô Văn Ký"]


def test_a_table_that_tells_nothing_of_people_adds_nobody_and_is_told(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        HALF, [1, "Lê An", 1950, "Chi bộ 1"], [],
        ["Kết quả bầu cử"], ["Họ và tên", "Số phiếu"], ["Lê An", 25], ["Lê Bé", 20],
    )  # fmt: skip
    assert people(result) == [("Lê An", "1950", "1")]
    assert [(f.code, f.cell) for f in result.findings] == [("KT-803", "6"), ("KT-803", "7")]


def test_names_of_other_people_under_a_heading_are_no_second_list(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ", "Người giới thiệu", None],
        [None, None, None, None, "Họ và tên", "Năm sinh"],
        [1, "Lê An", 1950, "Chi bộ 1", "Trần Mẫn", 1940],
    )
    assert people(result) == [("Lê An", "1950", "1")]
    assert list(result.people[0].own.values()) == ["Trần Mẫn", "1940"]


@pytest.mark.parametrize("gap", [0, 1])
def test_a_list_broken_into_halves_or_thirds(tmp_path: Path, gap: int) -> None:
    def line(*parts: list[Any]) -> list[Any]:
        return [cell for part in parts for cell in [*part, *[None] * gap]]

    result = read(
        tmp_path,
        ["DANH SÁCH ĐẢNG VIÊN"],
        line(HALF, HALF, HALF),
        line([1, "Lê An", 1950, "CB 1"], [3, "Lê Chi", 1952, "CB 2"], [5, "Lê Em", 1954, "CB 1"]),
        line([2, "Lê Bé", 1951, "CB 1"], [4, "Lê Dần", 1953, "CB 2"]),
        [None, "Tổng cộng: 5 đồng chí"],
    )
    assert people(result) == [
        ("Lê An", "1950", "1"), ("Lê Bé", "1951", "1"), ("Lê Chi", "1952", "2"),
        ("Lê Dần", "1953", "2"), ("Lê Em", "1954", "1"),
    ]  # fmt: skip
    assert codes(result.findings) == ["KT-823"]
    assert [c.column for c in result.columns] == [*"ABCDEFGHIJKLMNO"][: 12 + 2 * gap]


def test_a_list_that_runs_on_takes_its_cell_along(tmp_path: Path) -> None:
    result = read(
        tmp_path,
        BARE * 2,
        ["I", "Chi bộ 1: 3 đồng chí", None, 3, "Lê Chi", 1952],
        [1, "Lê An", 1950, "II", "Chi bộ 2: 2 đồng chí"],
        [2, "Lê Bé", 1951, 4, "Lê Dần", 1953],
        [None, None, None, 5, "Lê Em", 1954],
    )
    assert [(m.full_name, m.cell) for m in result.members] == [
        ("Lê An", "Chi bộ 1"), ("Lê Bé", "Chi bộ 1"), ("Lê Chi", "Chi bộ 1"),
        ("Lê Dần", "Chi bộ 2"), ("Lê Em", "Chi bộ 2"),
    ]  # fmt: skip
    assert codes(result.findings) == ["KT-823"]


def test_a_cell_named_over_both_halves_and_one_over_each(tmp_path: Path) -> None:
    over_both = read(
        tmp_path,
        BARE * 2,
        ["Chi bộ 1: 3 đồng chí"],
        [1, "Lê An", 1950, 2, "Lê Bé", 1951],
        [3, "Lê Chi", 1952],
        ["Chi bộ 2: 2 đồng chí"],
        [1, "Ngô An", 1950, 2, "Ngô Bé", 1951],
        ["Tổng cộng: 5 đồng chí"],
    )
    assert {(m.full_name, m.cell[-1]) for m in over_both.members} == {
        ("Lê An", "1"), ("Lê Bé", "1"), ("Lê Chi", "1"), ("Ngô An", "2"), ("Ngô Bé", "2"),
    }  # fmt: skip
    assert codes(over_both.findings) == ["KT-823"]
    over_each = read(
        tmp_path,
        ["CHI BỘ 1", None, None, "CHI BỘ 2"],
        BARE * 2,
        [1, "Lê An", 1950, 1, "Ngô An", 1951],
    )
    assert [(m.full_name, m.cell) for m in over_each.members] == [
        ("Lê An", "Chi bộ 1"), ("Ngô An", "Chi bộ 2"),
    ]  # fmt: skip
