"""``giayto dien``: the sheets that repeat others fill themselves, and nothing typed is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from giayto.data.models import SHEETS
from giayto.data.workbook.fill import FILLED, fill_workbook
from giayto.data.workbook.read import read_workbook
from giayto.errors import CannotWrite, DataRejected
from giayto.files.sheet_edit import EditableWorkbook
from tests.data.books import only
from tests.data.clerk_book import FIRST_ROW, PEOPLE, clerk_book, put, read_and_check, told

CODES = [f"DV000{n}" for n in range(1, 6)]


def empty(book: Workbook) -> None:
    """Only people and a conference; the sheet of reviews holds its example again."""
    book["Kiểm điểm"].delete_rows(FIRST_ROW, len(PEOPLE))


def column(path: Path, sheet: str, letter: str, *, values: bool = True) -> list[object]:
    cells = load_workbook(path, data_only=values)[sheet][letter][1:]
    return [cell.value for cell in cells if cell.value is not None]


def test_everybody_gets_a_row_and_the_example_goes(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", empty)
    done = fill_workbook(path)
    assert done.added == {"Kiểm điểm": 5, "Dự họp": 5, "Kiểm phiếu": 6}
    assert column(path, "Kiểm điểm", "A") == CODES
    assert column(path, "Kiểm điểm", "B") == list(PEOPLE)
    assert column(path, "Dự họp", "B") == CODES
    assert set(column(path, "Dự họp", "D")) == {"Có mặt"}
    assert column(path, "Kiểm phiếu", "B") == ["CB01", *CODES]
    assert column(path, "Kiểm phiếu", "C") == ["Chi bộ Tổ dân phố 1", *PEOPLE]
    assert column(path, "Kiểm phiếu", "D") == []
    assert all("(ví dụ)" not in str(v) for v in column(path, "Kiểm điểm", "A"))
    result, findings = read_and_check(path)
    assert findings == []
    assert len(result.dataset.reviews) == 5


def test_the_name_is_a_formula_old_versions_of_excel_know(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", empty)
    fill_workbook(path)
    formulas = column(path, "Kiểm điểm", "B", values=False)
    assert all(re.match(r"=IFERROR\(INDEX\('Đảng viên'!", str(f)) for f in formulas)
    assert all("MATCH(A" in str(f) and "XLOOKUP" not in str(f) for f in formulas)


def test_the_stored_name_is_shown_and_never_read(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", empty)
    fill_workbook(path)
    # Renamed without Excel, so that the stored names are old.
    book = EditableWorkbook(path)
    book.sheet("Đảng viên").set("C5", "Bùi Văn Vinh")
    renamed = tmp_path / "doi-ten.xlsx"
    renamed.write_bytes(book.to_bytes())
    result, findings = read_and_check(renamed)
    assert result.dataset.members[2].full_name == "Bùi Văn Vinh"
    assert column(renamed, "Kiểm điểm", "B")[2] == PEOPLE[2]
    assert findings == []


def test_what_is_there_stays(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        book["Kiểm điểm"].delete_rows(FIRST_ROW + 2, 3)
        put(book["Kiểm điểm"], 3, {"Phẩm chất chính trị, đạo đức, lối sống": "Tốt."})
        put(book["Kiểm điểm"], 4, {"Họ tên (để xem)": PEOPLE[1]})
        book["Kiểm điểm"]["C3"].comment = Comment("của tôi", "Lan")
        book["Kiểm điểm"]["W1"], book["Kiểm điểm"]["W3"] = "Cột riêng", "giữ"
        absent = {"Mã cuộc họp": "H01", "Mã đảng viên": "DV0002", "Có mặt": "Vắng có lý do"}
        put(book["Dự họp"], 3, {**absent, "Lý do vắng": "ốm"})

    path = clerk_book(tmp_path / "so.xlsx", slip)
    before = path.read_bytes()
    done = fill_workbook(path)
    # Whoever is absent and sent nothing is on no ballot.
    assert done.added == {"Kiểm điểm": 3, "Dự họp": 4, "Kiểm phiếu": 5}
    assert done.backup is not None
    assert done.backup.read_bytes() == before
    sheet = load_workbook(path)["Kiểm điểm"]
    assert (sheet["C3"].value, sheet["W3"].value) == ("Tốt.", "giữ")
    assert sheet["C3"].comment.text == "của tôi"
    # A name that was typed and is right becomes a formula too, so that it follows a renaming.
    assert str(sheet["B4"].value).startswith("=")
    rows = read_workbook(path).dataset.attendance
    assert (rows[0].member, rows[0].present) == ("DV0002", False)
    assert len(rows) == 5


def test_a_second_time_there_is_nothing_to_do(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", empty)
    fill_workbook(path)
    before = path.read_bytes()
    again = fill_workbook(path)
    assert (again.added, again.linked, again.backup) == ({}, 0, None)
    assert path.read_bytes() == before


def test_who_is_not_due_gets_no_row(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        empty(book)
        members = book["Đảng viên"]
        put(members, 4, {"Tình trạng": "Miễn công tác và sinh hoạt đảng"})
        put(members, 5, {"Tình trạng": "Từ trần"})
        put(members, 6, {"Ngày vào Đảng": "1/10/2026", "Ngày chính thức": None})

    path = clerk_book(tmp_path / "so.xlsx", slip)
    fill_workbook(path)
    assert column(path, "Kiểm điểm", "A") == ["DV0001", "DV0005"]
    # Too new to be reviewed, but at the meeting.
    assert column(path, "Dự họp", "B") == ["DV0001", "DV0004", "DV0005"]


def test_names_stand_beside_the_codes_of_the_sheets_used_at_need(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        body = {"Mã tập thể": "TT01", "Tên tập thể": "Uỷ ban nhân dân phường"}
        put(book["Tập thể"], FIRST_ROW, body)
        for row, code in enumerate(("DV0002", "CB01", "TT01"), start=FIRST_ROW):
            put(book["Nhiệm vụ"], row, {"Mã đối tượng": code, "Nhiệm vụ, chỉ tiêu": "Việc"})
        leader = {"Mã cán bộ": "DV0004", "Chức vụ": "Trưởng Ban Xây dựng Đảng"}
        put(book["Cán bộ"], FIRST_ROW, leader)
        year = {"Mã đối tượng": "DV0003", "Năm": 2025, "Mức xếp loại": "HTTNV"}
        put(book["Các năm"], FIRST_ROW, year)

    path = clerk_book(tmp_path / "so.xlsx", slip)
    done = fill_workbook(path)
    assert "Nhiệm vụ" not in done.added  # its rows are the clerk's
    names = [PEOPLE[1], "Chi bộ Tổ dân phố 1", "Uỷ ban nhân dân phường"]
    assert column(path, "Nhiệm vụ", "B") == names
    formulas = column(path, "Nhiệm vụ", "B", values=False)
    assert "'Đảng viên'!" in str(formulas[0]) and "'Tập thể'!" in str(formulas[2])
    assert column(path, "Các năm", "B") == [PEOPLE[2]]
    assert column(path, "Cán bộ", "B")[1:] == [PEOPLE[3]]
    assert told(read_and_check(path)[1]) == []


def test_an_older_workbook_without_those_sheets_is_filled_as_ever(tmp_path: Path) -> None:
    def older(book: Workbook) -> None:
        empty(book)
        for sheet in SHEETS:
            if sheet.at_need:
                book.remove(book[sheet.name])

    path = clerk_book(tmp_path / "so.xlsx", older)
    assert fill_workbook(path).added == {"Kiểm điểm": 5, "Dự họp": 5, "Kiểm phiếu": 6}
    assert read_and_check(path)[1] == []


def test_a_wrong_name_typed_beside_a_code_stays_and_is_told(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx",
        lambda book: put(book["Kiểm điểm"], 4, {"Họ tên (để xem)": "Người Khác"}),
    )
    fill_workbook(path, FILLED[:1])
    assert load_workbook(path)["Kiểm điểm"]["B4"].value == "Người Khác"
    assert only(read_and_check(path)[1], "KT-506").cell == "B4"


def test_a_member_whom_nothing_tells_apart_is_named(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        empty(book)
        for row in (4, 6):
            put(book["Đảng viên"], row, {"Họ và tên": "Lê Thị Lan", "Mã đảng viên": None})

    done = fill_workbook(clerk_book(tmp_path / "so.xlsx", slip))
    assert [m.row for m in done.nameless] == [4, 6]
    assert done.added["Kiểm điểm"] == 3


@pytest.mark.parametrize("lock", ["~$so.xlsx", ".~lock.so.xlsx#"])
def test_a_book_open_elsewhere_is_left_alone(lock: str, tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", empty)
    (tmp_path / lock).touch()
    before = path.read_bytes()
    with pytest.raises(CannotWrite):
        fill_workbook(path)
    assert path.read_bytes() == before


def test_a_book_without_the_sheet_is_refused_in_words(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda book: book.remove(book["Dự họp"]))
    with pytest.raises(DataRejected, match="Dự họp"):
        fill_workbook(path)


def test_excel_itself_warns_of_a_word_outside_a_list(tmp_path: Path) -> None:
    book = load_workbook(clerk_book(tmp_path / "so.xlsx"))
    rules = [r for s in book.worksheets for r in s.data_validations.dataValidation]
    assert len(rules) > 10
    assert all(rule.showErrorMessage for rule in rules)
    assert told(read_and_check(tmp_path / "so.xlsx")[1]) == []
