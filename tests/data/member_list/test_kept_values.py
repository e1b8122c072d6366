"""Every column and every value of a list ends somewhere: taken, kept aside, or named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from giayto.data.cells.identity_numbers import parse_identity_number
from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.workbook.read import read_workbook
from tests.data.books import codes, only, write_book
from tests.data.clerk_book import columns

NEW, OTHER, OLD_ID = "001070000001", "001070000002", "012345678"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "du-lieu.xlsx"


def taken(book: Path, *rows: list[Any]) -> Any:
    listed = write_book(book.parent / f"ds-{len(rows)}-{len(rows[0])}.xlsx", {"DS": rows})
    return import_into_workspace(listed, book)


def column(book: Path, header: str) -> list[Any]:
    sheet = load_workbook(book)["Đảng viên"]
    letter = columns(sheet)[header]
    return [sheet[f"{letter}{row}"].value for row in range(2, sheet.max_row + 1)]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (f"{NEW}/{OLD_ID}", NEW),
        (f"12345678\n{NEW}", NEW),
        (f"12345678 {NEW}", NEW),
        (f"{OLD_ID} - {NEW}", NEW),
        (f"12345678 (cũ), {NEW} (mới)", NEW),
        (f"CMND {OLD_ID}; CCCD: {NEW}", NEW),
    ],
)
def test_of_two_numbers_in_a_cell_the_one_of_today_is_taken(typed: str, number: str) -> None:
    reading = parse_identity_number(typed, (8, 12))
    assert reading.problem is not None
    assert (reading.value, reading.problem.code) == (number, "KT-842")


@pytest.mark.parametrize("typed", ["1234567\n0010700000", "12345678.5", "mất thẻ 3/2024"])
def test_what_is_no_number_is_never_glued_to_one(typed: str) -> None:
    assert parse_identity_number(typed, (8, 12)).value == " ".join(typed.split())


@pytest.mark.parametrize(
    "typed", ["001 070 000 001", "001.070.000.001", "001070\n000001", "1070000001"]
)
def test_one_number_typed_in_groups_or_cut_of_zeros_is_whole_again(typed: str) -> None:
    assert parse_identity_number(typed, (8, 12)).value == NEW


def test_numbers_that_cannot_be_settled_are_kept_beside_and_asked_again(book: Path) -> None:
    result = taken(
        book,
        ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Số CCCD", "Chi bộ"],
        [1, "Lê Văn Tạo", "12/03/1970", "1,07000E+09", f"{NEW}; {OTHER}", "Chi bộ 1"],
        [2, "Trần Thị Hoè", "1/2/1980", f"12345678\n{OTHER}", "", "Chi bộ 1"],
    )
    assert {"KT-212", "KT-842", "KT-843"} <= set(codes(result.findings))
    assert column(book, "Số thẻ đảng viên")[:2] == [None, OTHER]
    assert column(book, "Theo danh sách: Số thẻ đảng viên")[:2] == [
        "1,07000E+09",
        f"12345678\n{OTHER}",
    ]
    assert column(book, "Theo danh sách: Số căn cước")[0] == f"{NEW}; {OTHER}"
    asked = {f.code: f.cell for f in read_workbook(book).findings if f.severity == "error"}
    letters = columns(load_workbook(book)["Đảng viên"])
    assert asked == {
        "KT-212": f"{letters['Số thẻ đảng viên']}2",
        "KT-843": f"{letters['Số căn cước']}2",
    }


@pytest.mark.parametrize("order", [(3, 4), (4, 3)])
def test_of_two_columns_for_a_field_the_better_is_read(order: tuple[int, int], book: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Ngày sinh", "Số CMND", "Số CCCD", "Chi bộ"],
        [1, "Lê Văn Tạo", "12/03/1970", OLD_ID, NEW, "Chi bộ 1"],
        [2, "Trần Thị Hoè", "1/2/1980", "012345679", "", "Chi bộ 1"],
    ]
    turned = [[r[0], r[1], r[2], r[order[0]], r[order[1]], r[5]] for r in rows]
    result = taken(book, *turned)
    assert column(book, "Số căn cước")[:2] == [NEW, "012345679"]
    assert column(book, "Số CMND")[:2] == [OLD_ID, "012345679"]
    assert "“Số CMND” giữ riêng" in only(result.findings, "KT-845").why


def test_two_dates_for_one_field_that_differ_are_told_with_the_row(book: Path) -> None:
    result = taken(
        book,
        ["STT", "Họ và tên", "Ngày vào Đảng", "Ngày kết nạp", "Chi bộ"],
        [1, "Lê Văn Tạo", "1/1/1990", "1/1/1990", "Chi bộ 1"],
        [2, "Trần Thị Hoè", "2/2/1991", "3/3/1991", "Chi bộ 1"],
    )
    assert [str(m.joined) for m in read_workbook(book).dataset.members][1] == "02/02/1991"
    assert "khác nhau ở 1 dòng (3)" in only(result.findings, "KT-845").why
    assert column(book, "Theo danh sách: Ngày kết nạp")[1] == "3/3/1991"


def test_columns_taken_out_of_the_workbook_are_put_back_and_named(book: Path) -> None:
    head = ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Tình trạng", "Ghi chú", "Chi bộ"]
    taken(book, head[:3] + head[6:], [9, "Bùi Ân", "1/2/1960", "Chi bộ 1"])
    edited: Any = load_workbook(book)
    sheet: Any = edited["Đảng viên"]
    for header in ("Số căn cước", "Tình trạng", "Ghi chú"):
        headers = [str(cell.value).strip(" *") for cell in sheet[1]]
        sheet.delete_cols(headers.index(header) + 1)
    edited.save(book)
    rows = [1, "Lê Văn Tạo", "12/03/1970", NEW, "Mất 12/2024", "Tuổi cao", "Chi bộ 1"]
    result = taken(book, head, rows)
    why = only(result.findings, "KT-844").why
    assert all(label in why for label in ("“Số căn cước”", "“Tình trạng”", "“Ghi chú”"))
    kept = ("Số căn cước", "Tình trạng", "Ghi chú")
    assert [column(book, header)[1] for header in kept] == [NEW, "Mất 12/2024", "Tuổi cao"]
    again = taken(book, head, rows)
    assert (again.added, again.updated, again.conflicts) == (0, 0, 0)


def test_own_columns_are_named_each_time_and_stand_ins_contradict_nobody(book: Path) -> None:
    head = ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Chi bộ"]
    first = taken(book, head, [1, "Lê Văn Tạo", "12/03/1970", "-", "Chi bộ 1"])
    second = taken(book, head, [1, "Lê Văn Tạo", "12/03/1970", "Kinh", "Chi bộ 1"])
    assert (first.own_columns, second.own_columns) == (["Dân tộc"], [])
    assert (second.kept_columns, second.conflicts) == (["Dân tộc"], 0)
    assert column(book, "Dân tộc")[0] == "Kinh"
