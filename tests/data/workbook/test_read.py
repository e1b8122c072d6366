"""Reading a clerk's workbook: forgiving in form, exact in what it reports."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from giayto.data.checks.dataset import check
from giayto.data.models.order import in_book_order
from giayto.data.models.partial_date import PartialDate
from giayto.data.workbook.read import read_workbook
from giayto.findings import found, has_errors
from tests.data.books import MEMBERS, ORGANISATIONS, SETTINGS, codes, only, ward_sheets, write_book


def test_a_plain_workbook_typed_by_hand_is_read(tmp_path: Path) -> None:
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets()))
    assert result.findings == []
    # It has no column of dates: nobody can say whether its member is official.
    assert codes(check(result.dataset)) == ["KT-345"]
    assert result.dataset.members[0].full_name == "Trần Văn Bèo"
    assert result.dataset.members[0].birth == PartialDate(1970, 5, 19)
    assert result.dataset.members[0].row == 2


def test_headers_are_known_in_every_dress(tmp_path: Path) -> None:
    rows = [
        ["DANH SÁCH", None, None, None, None, None],
        [
            " Mã đảng  viên",
            "Tổ chức Đảng đang sinh hoạt * (không sửa)",
            "HỌ VÀ TÊN *",
            "Sinh ngày * (dd/mm/yyyy)",
            "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)",
            "Đối\ntượng",
        ],
        *MEMBERS[1:],
    ]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert result.findings == []
    assert result.dataset.members[0].card == "001070000001"
    assert result.dataset.members[0].cell == "CB01"
    assert result.dataset.members[0].row == 3


def test_headers_without_marks_are_understood_with_a_note(tmp_path: Path) -> None:
    rows = [["Ma dang vien", "Chi bo", "Ho va ten"], ["DV1", "CB01", "Trần Văn Bèo"]]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert codes(result.findings) == ["KT-106"] * 3
    assert result.dataset.members[0].full_name == "Trần Văn Bèo"


def test_a_renamed_needed_column_is_one_error_naming_it(tmp_path: Path) -> None:
    rows = [["Mã đảng viên", "Chi bộ", "Họ và tênn"], ["DV1", "CB01", "Trần Văn Bèo"]] * 1
    rows += [["DV2", "CB01", "Lê Thị Sen"]]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    finding = only(result.findings, "KT-103")
    assert (finding.severity, finding.cell, finding.read) == ("error", "C1", "Họ và tênn")
    assert "Họ và tên" in finding.fix
    # The rows below do not repeat it.
    assert "KT-201" not in codes([*result.findings, *check(result.dataset)])


def test_a_renamed_optional_column_says_what_it_may_be(tmp_path: Path) -> None:
    rows = [
        ["Mã đảng viên", "Chi bộ", "Họ và tên", "Ngày sanh", "Môn thể thao"],
        ["DV1", "CB01", "Trần Văn Bèo", "19/05/1970", "cờ tướng"],
    ]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert "Ngày sinh" in only(result.findings, "KT-104").fix
    assert only(result.findings, "KT-105").read == "Môn thể thao"


def test_missing_sheets_are_errors_only_when_needed(tmp_path: Path) -> None:
    sheets = {"Thiết lập": SETTINGS, "Danh sách đảng viên": MEMBERS, "Tổ chức đảng": ORGANISATIONS}
    result = read_workbook(write_book(tmp_path / "so.xlsx", sheets))
    finding = only(result.findings, "KT-101")
    assert finding.sheet == "Đảng viên"
    assert "Danh sách đảng viên" in finding.fix
    assert not has_errors([f for f in result.findings if f.code != "KT-101"])


def test_an_empty_workbook_reports_every_needed_sheet(tmp_path: Path) -> None:
    result = read_workbook(write_book(tmp_path / "so.xlsx", {"Sheet1": []}))
    assert codes(result.findings) == ["KT-101"] * 3


def test_a_sheet_without_header_is_reported(tmp_path: Path) -> None:
    rows = [["DV1", "CB01", "Trần Văn Bèo"]]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert only(result.findings, "KT-110").sheet == "Đảng viên"


def test_a_true_in_a_cell_is_shown_as_excel_shows_it(tmp_path: Path) -> None:
    rows = [["Họ và tên", "Chi bộ", "Ngày sinh"], ["Lê Thị Sen", "CB01", True]]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert only(result.findings, "KT-202").read == "TRUE"


def test_every_bad_cell_is_reported_at_once_with_its_place(tmp_path: Path) -> None:
    rows = [
        ["Mã đảng viên", "Chi bộ", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Giới tính"],
        ["DV1", "CB01", "Trần Văn Bèo", "13/25/1970", "hôm qua", "Nam"],
        ["DV2", "CB01", "Lê Thị Sen", "19/05/1970", "31/02/1990", "chưa rõ"],
    ]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert [(f.code, f.cell, f.read) for f in result.findings] == [
        ("KT-203", "D2", "13/25/1970"),
        ("KT-202", "E2", "hôm qua"),
        ("KT-203", "E3", "31/02/1990"),
        ("KT-208", "F3", "chưa rõ"),
    ]
    assert [m.full_name for m in result.dataset.members] == ["Trần Văn Bèo", "Lê Thị Sen"]
    assert all(f.why and f.fix for f in result.findings)


def test_a_needed_cell_that_could_not_be_read_is_not_called_empty(tmp_path: Path) -> None:
    meetings = [
        ["Mã cuộc họp", "Loại cuộc họp", "Chi bộ", "Ngày họp"],
        ["H1", "Sinh hoạt định kỳ", "CB01", "ngày kia"],
        ["H2", "Sinh hoạt định kỳ", "CB01", None],
    ]
    sheets = ward_sheets(Cuộc_họp=meetings)
    result = read_workbook(write_book(tmp_path / "so.xlsx", sheets))
    findings = [*result.findings, *check(result.dataset)]
    assert only(findings, "KT-202").cell == "D2"
    assert only(findings, "KT-201").cell == "D3"


def test_error_cells_and_uncomputed_formulas_are_seen(tmp_path: Path) -> None:
    path = write_book(tmp_path / "so.xlsx", ward_sheets())
    book = load_workbook(path)
    book["Đảng viên"]["D2"] = "=VLOOKUP(1,A1:B2,9)"
    book["Đảng viên"]["E2"] = "#N/A"
    book["Thiết lập"]["B5"] = "=A1"
    book.save(path)
    findings = read_workbook(path).findings
    troubled = {(f.code, f.sheet, f.cell) for f in findings if f.code in ("KT-213", "KT-214")}
    assert troubled == {
        ("KT-214", "Đảng viên", "D2"),
        ("KT-213", "Đảng viên", "E2"),
        ("KT-214", "Thiết lập", "B5"),
    }


def test_dates_turned_round_by_an_english_excel_are_suspected(tmp_path: Path) -> None:
    head = ["Mã đảng viên", "Chi bộ", "Họ và tên", "Ngày sinh"]
    real = [[f"A{i}", "CB01", "Lê Thị Sen", dt.date(1970, 9, i)] for i in range(1, 7)]
    typed = [[f"B{i}", "CB01", "Lê Thị Sen", f"{i + 12}/09/1970"] for i in range(1, 7)]
    sheets = ward_sheets(Đảng_viên=[head, *real, *typed])
    result = read_workbook(write_book(tmp_path / "a.xlsx", sheets))
    told = {f.cell: f.read for f in result.findings if f.code == "KT-205"}
    assert told == {f"D{i + 1}": f"0{i}/09/1970" for i in range(1, 7)}, "each cell by name"
    real[0][3] = dt.date(1970, 9, 21)
    sheets = ward_sheets(Đảng_viên=[head, *real, *typed])
    assert read_workbook(write_book(tmp_path / "b.xlsx", sheets)).findings == []


def test_two_columns_of_one_meaning_are_an_error(tmp_path: Path) -> None:
    rows = [
        ["Mã đảng viên", "Chi bộ", "Họ và tên", "Họ tên"],
        ["DV1", "CB01", "Trần Văn Bèo", "X Y"],
    ]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert only(result.findings, "KT-107").cell == "D1"
    assert result.dataset.members[0].full_name == "Trần Văn Bèo"


def test_a_settings_item_misspelled_is_answered(tmp_path: Path) -> None:
    rows = [*SETTINGS[:4], ["Địa dan", "Hoa Sen"], ["Ghi chú của tôi", ""]]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Thiết_lập=rows)))
    assert "Địa danh" in only(result.findings, "KT-109").fix
    assert only(result.findings, "KT-103").sheet == "Thiết lập"


def test_the_old_and_the_open_formats_read_alike(tmp_path: Path) -> None:
    import xlwt
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    old = xlwt.Workbook()
    document = OpenDocumentSpreadsheet()
    for name, rows in ward_sheets().items():
        sheet, table = old.add_sheet(name), Table(name=name)
        for r, row in enumerate(rows):
            line = TableRow()
            for c, value in enumerate(row):
                sheet.write(r, c, value)
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    old.save(str(tmp_path / "so.xls"))
    document.save(str(tmp_path / "so.ods"))
    new = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets()))
    for name in ("so.xls", "so.ods"):
        other = read_workbook(tmp_path / name)
        assert other.findings == []
        assert other.dataset.model_dump() == new.dataset.model_dump()


def test_an_open_workbook_is_read_with_a_note(tmp_path: Path) -> None:
    path = write_book(tmp_path / "so.xlsx", ward_sheets())
    (tmp_path / "~$so.xlsx").write_bytes(b"x")
    assert codes(read_workbook(path).findings) == ["KT-112"]


def test_own_columns_moved_columns_and_gaps_do_no_harm(tmp_path: Path) -> None:
    rows = [
        ["Họ và tên", "", "Chi bộ", "Mã đảng viên"],
        ["Trần Văn Bèo", "?", "CB01", "DV1"],
        [],
        ["Lê Thị Sen", "", "CB01", "DV2"],
    ]
    result = read_workbook(write_book(tmp_path / "so.xlsx", ward_sheets(Đảng_viên=rows)))
    assert [m.row for m in result.dataset.members] == [2, 4]
    assert only(result.findings, "KT-111").cell == "B2"


def test_findings_say_everything_and_sort_by_weight_and_place() -> None:
    note = found("KT-105", "Đảng viên", "C1", "x", "Vì sao", "Làm gì")
    late = found("KT-202", "Đảng viên", "C15", "hôm qua", "Không phải ngày.", "Ghi lại.")
    early = found("KT-202", "Đảng viên", "AA2", "nay", "Không phải ngày.", "Ghi lại.")
    first = found("KT-303", "Thiết lập", "B3", "", "Chưa có.", "Điền.")
    assert in_book_order([note, late, early, first]) == [first, early, late, note]
    assert late.one_line() == (
        "Lỗi KT-202, trang Đảng viên, ô C15: đọc được “hôm qua”. Không phải ngày. Ghi lại."
    )
    assert "Cần làm: Ghi lại." in late.lines()


@pytest.mark.parametrize("name", ["so.xlsx"])
def test_a_stray_value_far_away_is_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    from giayto.errors import WorkbookUnreadable

    path = write_book(tmp_path / "goc.xlsx", ward_sheets())
    target = tmp_path / name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for item in source.namelist():
            data = source.read(item)
            if item == "xl/worksheets/sheet3.xml":
                stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                data = data.replace(b"</sheetData>", stray)
            copy.writestr(item, data)
    with pytest.raises(WorkbookUnreadable, match="1048576"):
        read_workbook(target)
