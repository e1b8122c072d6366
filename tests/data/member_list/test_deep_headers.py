"""Headers of three rows (tiêu đề ba dòng), names repeated beside, groups without a number column."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from giayto.data.member_list.read import read_member_list
from giayto.data.member_list.result import MemberList
from tests.data.books import codes, only, write_book

DEEP: list[list[Any]] = [
    ["STT", "Thông tin đảng viên", None, None],
    [None, "Họ và tên", "Ngày sinh", "Số thẻ đảng viên"],
    [None, None, None, None],
]
SPANS = ("A1:A3", "B1:D1", "B2:B3", "C2:C3", "D2:D3")
AN = [1, "Lê An", "02/03/1970", "001070000001"]
BINH = [1, "Ngô Bình", "001071000002", "04/05/1971"]


def merged(tmp_path: Path, rows: list[list[Any]], spans: tuple[str, ...]) -> MemberList:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for span in spans:
        sheet.merge_cells(span)
    book.save(tmp_path / "ds.xlsx")
    return read_member_list(tmp_path / "ds.xlsx")


def facts(result: MemberList) -> list[tuple[str, str, str]]:
    return [(m.full_name, str(m.birth), m.card) for m in result.members]


def test_a_heading_over_the_whole_table_makes_no_name_of_its_columns(tmp_path: Path) -> None:
    result = merged(tmp_path, [*DEEP, AN], SPANS)
    assert facts(result) == [("Lê An", "02/03/1970", "001070000001")]


def test_a_second_deep_header_keeps_its_first_column_and_its_order(tmp_path: Path) -> None:
    second = [DEEP[0], [None, "Họ và tên", "Số thẻ đảng viên", "Ngày sinh"], DEEP[2], BINH]
    below = ("A5:A7", "B5:D5", "B6:B7", "C6:C7", "D6:D7")
    result = merged(tmp_path, [*DEEP, AN, *second], (*SPANS, *below))
    assert facts(result) == [
        ("Lê An", "02/03/1970", "001070000001"), ("Ngô Bình", "04/05/1971", "001071000002"),
    ]  # fmt: skip
    assert "KT-821" not in codes(result.findings)


def test_a_second_header_may_have_its_marks_apart(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["STT", "Tên đồng chí", "Ngày sinh", "Số thẻ đảng viên"], AN,
        ["STT", "Tên đồng chí", "Số thẻ đảng viên", "Ngày sinh"], BINH,
    ]  # fmt: skip
    apart = [[unicodedata.normalize("NFD", str(v)) for v in row] for row in rows]
    result = read_member_list(write_book(tmp_path / "ds.xlsx", {"DS": apart}))
    assert facts(result) == [
        ("Lê An", "02/03/1970", "001070000001"), ("Ngô Bình", "04/05/1971", "001071000002"),
    ]  # fmt: skip


def test_a_short_list_with_signers_has_each_name_once(tmp_path: Path) -> None:
    rows = [
        ["STT", "Họ và tên", "Họ và tên đệm", "Tên", "Ngày sinh"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Lê Thị An", "Lê Thị", "An", "02/03/1970"],
        [None, "NGƯỜI LẬP", None, "T/M ĐẢNG UỶ"],
        [None, "(ký, ghi rõ họ tên)", None, "BÍ THƯ"],
        [None, "Lý Thị Ký", None, "Đàm Văn Dấu"],
    ]
    result = read_member_list(write_book(tmp_path / "ds.xlsx", {"DS": rows}))
    assert [m.full_name for m in result.members] == ["Lê Thị An"]


def test_a_cell_numbered_in_the_column_of_names_is_nobody(tmp_path: Path) -> None:
    rows = [
        ["Họ và tên", "Giới tính", "Ngày sinh"],
        ["I", "Chi bộ Thôn Đông", None],
        ["Lê An", "Nam", "02/03/1970"],
        ["II", "Tổ dân phố 2", None],
        ["Ngô Bình", "Nữ", "04/05/1971"],
    ]
    result = read_member_list(write_book(tmp_path / "ds.xlsx", {"DS": rows}))
    assert [(m.full_name, m.cell) for m in result.members] == [
        ("Lê An", "Chi bộ Thôn Đông"), ("Ngô Bình", "Chi bộ Tổ dân phố 2"),
    ]  # fmt: skip
    assert not {"KT-822", "KT-803"} & set(codes(result.findings))


def test_a_sheet_of_figures_is_named_a_cover_is_not(tmp_path: Path) -> None:
    sheets = {
        "Bìa": [["ĐẢNG UỶ PHƯỜNG HOA SEN"], ["DANH SÁCH ĐẢNG VIÊN"]],
        "DS": [["STT", "Họ và tên", "Ngày sinh"], [1, "Lê An", "02/03/1970"]],
        "Thống kê": [["Chi bộ", "Tổng số"], ["Tổ dân phố 1", 12], ["Tổ dân phố 2", 9]],
    }
    result = read_member_list(write_book(tmp_path / "ds.xlsx", sheets))
    finding = only(result.findings, "KT-828")
    assert "“Thống kê”" in finding.why
    assert "Bìa" not in finding.why
    assert "dòng tiêu đề" in finding.fix
