"""What is wrong with a column or a merged cell is told of that, not of each cell by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from giayto.data.checks.dataset import check
from giayto.data.workbook.read import read_workbook
from tests.data.books import codes, only, ward_sheets, write_book

HEAD = ["Mã đảng viên", "Chi bộ", "Họ và tên", "Ngày sinh", "Đối tượng"]
DATES = ["01/27/1954", "05/04/1996", "07/24/1991", "10/04/1965"]


def people(*dates: str) -> list[list[Any]]:
    return [HEAD, *([f"DV{n}", "CB01", "Lê Thị Sen", date, "02C"] for n, date in enumerate(dates))]


def test_dates_month_first_are_all_told_and_none_is_read(tmp_path: Path) -> None:
    path = write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=people(*DATES)))
    result = read_workbook(path)
    assert {(f.code, f.cell, f.read) for f in result.findings} == {
        ("KT-231", f"D{row}", date) for row, date in enumerate(DATES, start=2)
    }, "those that could be read day first as well, and no KT-203 beside"
    assert all("Cả cột “Ngày sinh”" in f.why and "2 ô" in f.why for f in result.findings)
    assert [member.birth for member in result.dataset.members] == [None] * 4
    assert "KT-201" not in codes(check(result.dataset)), "they are not empty"


def test_the_example_row_proves_nothing(tmp_path: Path) -> None:
    rows = people(*DATES)
    rows.insert(1, ["(ví dụ) DV0001", "CB01", "Nguyễn Văn Mẫu", "19/05/1970", "02C"])
    path = write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows))
    assert set(codes(read_workbook(path).findings)) >= {"KT-231"}


def test_both_orders_in_one_column_warn_of_the_doubtful_cells(tmp_path: Path) -> None:
    rows = people("01/27/1954", "27/01/1954", "05/04/1996")
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert only(result.findings, "KT-203").cell == "D2"
    assert only(result.findings, "KT-232").cell == "D4"
    assert "04/05/1996" in only(result.findings, "KT-232").why


def merged(path: Path, rows: list[list[Any]], ref: str) -> Path:
    write_book(path, ward_sheets(Đảng_viên=rows))
    book = load_workbook(path)
    book["Đảng viên"].merge_cells(ref)
    book.save(path)
    return path


def test_a_merged_cell_is_one_finding(tmp_path: Path) -> None:
    rows = people(*["19/05/1970"] * 4)
    result = read_workbook(merged(tmp_path / "so.xlsx", rows, "B2:B5"))
    finding = only(result.findings, "KT-233")
    assert (finding.severity, finding.cell, finding.read) == ("error", "B2:B5", "CB01")
    assert finding.why.startswith("B2:B5 là ô gộp")
    assert "KT-201" not in codes(check(result.dataset))


def test_a_merged_title_hides_nothing(tmp_path: Path) -> None:
    rows = [["Danh sách đảng viên", "", "", "", ""], *people("19/05/1970")]
    result = read_workbook(merged(tmp_path / "so.xlsx", rows, "A1:E1"))
    assert codes(result.findings) == []


def test_a_formula_is_shown_as_it_stands_in_excel(tmp_path: Path) -> None:
    path = write_book(tmp_path / "so.xlsx", ward_sheets())
    book = load_workbook(path)
    book["Đảng viên"]["D2"] = '=IF(A2<>"",A2&"/1970","")'
    book.save(path)
    assert only(read_workbook(path).findings, "KT-214").read == '=IF(A2<>"",A2&"/1970","")'
