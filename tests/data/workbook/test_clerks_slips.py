"""What a secretary does to the workbook, and what is said of it: nothing passes in silence."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.cell import get_column_letter

from giayto.data.workbook.write import create_workbook
from giayto.findings import has_errors
from giayto.workspace.causes import by_cause
from tests.data.books import only
from tests.data.clerk_book import FIRST_ROW, PEOPLE, clerk_book, columns, put, read_and_check, told

MEMBERS, REVIEWS = "Đảng viên", "Kiểm điểm"


def test_a_faultless_book_is_met_with_silence(tmp_path: Path) -> None:
    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx"))
    assert findings == []
    assert [m.full_name for m in result.dataset.members] == list(PEOPLE)


def test_a_new_book_is_asked_for_its_settings_in_their_own_words(tmp_path: Path) -> None:
    create_workbook(tmp_path / "so.xlsx")
    _, findings = read_and_check(tmp_path / "so.xlsx")
    assert {f.code for f in findings} == {"KT-201"}
    assert all("Mục “" in f.why and "Cột" not in f.why for f in findings)


# Names in capitals: the paper has them as text does.


def _capitals(book: Workbook) -> None:
    for row, name in enumerate(PEOPLE, start=FIRST_ROW):
        put(book[MEMBERS], row, {"Họ và tên": name.upper()})


def test_names_in_capitals_are_one_finding_and_print_rightly(tmp_path: Path) -> None:
    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", _capitals))
    (cause,) = by_cause(findings)
    assert (cause.code, cause.place) == ("KT-344", "trang Đảng viên, C3:C7 (5 ô)")
    assert "“Ngô Đức An”" in findings[0].why
    assert "giayto kiem-tra --sua" in findings[0].fix
    assert [m.full_name for m in result.dataset.members] == list(PEOPLE)


# The example row.


def test_the_example_is_known_when_its_mark_went_with_a_column(tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda book: book[MEMBERS].delete_cols(1))
    result, findings = read_and_check(path)
    assert "Nguyễn Văn Mẫu" not in [m.full_name for m in result.dataset.members]
    assert only(findings, "KT-128").cell == "2"
    # All codes are unknown for one cause, which is told once.
    (lost,) = (cause for cause in by_cause(findings) if cause.code == "KT-501")
    assert lost.place == "trang Kiểm điểm, A3:A7 (5 ô)"
    assert "cột Mã đảng viên" in lost.findings[0].fix


def test_a_person_typed_over_the_example_does_not_get_its_birthday(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book[MEMBERS], 2, {"Mã đảng viên": "DV0000", "Họ và tên": "Phạm Thị Đầu"})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    finding = only(findings, "KT-127")
    assert finding.severity == "error"
    assert "Ngày sinh 19/05/1970 (F2)" in finding.why
    assert "001075000000 (G2)" in finding.why


def test_the_example_row_without_its_mark_is_nobody(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book[MEMBERS], 2, {"Mã đảng viên": ""})
    )
    result, findings = read_and_check(path)
    assert told(findings) == [("KT-128", "2")]
    assert len(result.dataset.members) == len(PEOPLE)


def test_a_real_person_may_share_a_date_with_the_example(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book[MEMBERS], 3, {"Ngày vào Đảng": "03/02/1995", "Ngày chính thức": "03/02/1996"})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert findings == []


# Numbers.


def _percent_cell(book: Workbook) -> None:
    book[REVIEWS]["O9"] = None
    book[REVIEWS]["O3"] = 0.9
    book[REVIEWS]["O3"].number_format = "0%"


@pytest.mark.parametrize(
    ("slip", "code", "read"),
    [
        (lambda book: put(book[REVIEWS], 3, {"Điểm tiêu chí chung": "25%"}), "KT-221", "25%"),
        (_percent_cell, "KT-221", "90%"),
        (lambda book: put(book[REVIEWS], 3, {"Điểm tiêu chí chung": "1.250"}), "KT-222", "1.250"),
        (lambda book: put(book[REVIEWS], 3, {"Điểm tiêu chí chung": 31}), "KT-222", "31"),
        (lambda book: put(book[REVIEWS], 3, {"Điểm tiêu chí chung": -1}), "KT-207", "-1"),
        (lambda book: put(book[REVIEWS], 3, {"Điểm tiêu chí chung": "27;5"}), "KT-207", "27;5"),
        (lambda book: put(book[REVIEWS], 3, {"Điểm tiêu chí chung": "28/40"}), "KT-222", "28/40"),
    ],
)
def test_a_score_that_is_none_is_refused_and_never_read_as_another(
    slip: Callable[[Workbook], None], code: str, read: str, tmp_path: Path
) -> None:
    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert told(findings) == [(code, "O3")]
    assert findings[0].read == read
    assert result.dataset.reviews[0].general_score is None


def test_a_percentage_of_votes_is_no_count(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        put(book["Kiểm phiếu"], 3, {"Mã cuộc họp": "H01", "Mã đối tượng": "DV0001", "Tốt": "80 %"})

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert told(findings) == [("KT-221", "I3")]
    assert result.dataset.ballots[0].good is None


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        ("120%", "General", "120"),
        ("12,5 %", "General", "12.5"),
        (120, "General", "120"),
        (1.2, "0%", "120"),
        (0.12345, "0.00%", "12.345"),
    ],
)
def test_how_far_a_task_is_done_is_asked_in_percent(
    value: object, number_format: str, read: str, tmp_path: Path
) -> None:
    def slip(book: Workbook) -> None:
        sheet = book["Nhiệm vụ"]
        row = {"Mã đối tượng": "DV0001", "Nhiệm vụ, chỉ tiêu": "Việc", "Mức hoàn thành (%)": value}
        put(sheet, 3, row)
        sheet[f"{columns(sheet)['Mức hoàn thành (%)']}3"].number_format = number_format

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert [f for f in findings if f.sheet == "Nhiệm vụ"] == []
    assert result.dataset.tasks[0].done == Decimal(read)


@pytest.mark.parametrize(("year", "code"), [("2026-2027", "KT-207"), ("206", "KT-222")])
def test_a_year_under_review_is_one_year(year: str, code: str, tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda book: book["Thiết lập"].__setitem__("B2", year))
    _, findings = read_and_check(path)
    finding = only(findings, code)
    assert finding.cell == "B2"
    assert "2026" in finding.fix or "2000" in finding.why


# What stands beside the data.


def _noted(book: Workbook) -> None:
    book[MEMBERS]["C5"].comment = Comment("đã chuyển đi tháng 6", "Lan")
    book[MEMBERS]["C6"].comment = Comment("hỏi lại số thẻ", "Lan")


def test_notes_on_cells_are_told_and_their_words_understood(tmp_path: Path) -> None:
    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", _noted))
    assert told(findings) == [("KT-341", "C5"), ("KT-122", "C6")]
    assert "“Đã chuyển đi”" in findings[0].fix
    assert findings[1].read == "hỏi lại số thẻ"


def _struck(book: Workbook) -> None:
    book[MEMBERS]["C5"].font = Font(strike=True)
    book[MEMBERS]["C6"] = CellRichText(TextBlock(InlineFont(strike=True), PEOPLE[3]), " ")
    book[MEMBERS]["C7"].font = Font(strike=False)


def test_names_struck_through_are_told(tmp_path: Path) -> None:
    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", _struck))
    assert told(findings) == [("KT-124", "C5"), ("KT-124", "C6")]
    assert "Tình trạng" in findings[0].fix


def test_a_struck_name_whose_state_is_told_needs_no_word(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        book[MEMBERS]["C5"].font = Font(strike=True)
        put(book[MEMBERS], 5, {"Tình trạng": "Từ trần"})
        put(book[REVIEWS], 5, {"Mức xếp loại": None})

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert findings == []


def test_hidden_and_filtered_rows_are_told(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        for row in (4, 5, 7):
            book[MEMBERS].row_dimensions[row].hidden = True

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    (cause,) = by_cause(findings)
    assert (cause.code, cause.place) == ("KT-123", "trang Đảng viên, dòng 4:5, 7")
    assert len(result.dataset.members) == len(PEOPLE)


def test_a_few_coloured_rows_are_told_many_are_a_matter_of_taste(tmp_path: Path) -> None:
    def colour(rows: range) -> Callable[[Workbook], None]:
        def slip(book: Workbook) -> None:
            for row in rows:
                book[MEMBERS][f"C{row}"].fill = PatternFill("solid", start_color="FFFF00")

        return slip

    _, few = read_and_check(clerk_book(tmp_path / "ít.xlsx", colour(range(4, 6))))
    assert told(few) == [("KT-129", "C4")]
    assert "dòng 4, 5" in few[0].why
    _, many = read_and_check(clerk_book(tmp_path / "nhiều.xlsx", colour(range(3, 8))))
    assert many == []


def right_of_the_table(tmp_path: Path) -> str:
    """The letter of the first column behind those of a new workbook."""
    create_workbook(tmp_path / "moi.xlsx")
    return get_column_letter(load_workbook(tmp_path / "moi.xlsx")[MEMBERS].max_column + 1)


def test_words_right_of_the_table_are_told(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        last = book[MEMBERS].max_column
        book[MEMBERS].cell(4, last + 1, "đã mất 3/2026")
        book[MEMBERS].cell(6, last + 1, "gọi lại")

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    free = right_of_the_table(tmp_path)
    assert told(findings) == [("KT-111", f"{free}4:{free}6"), ("KT-341", f"{free}4")]
    assert "“Từ trần”" in findings[1].fix


def test_words_in_a_column_of_ones_own_are_read(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        last = book[MEMBERS].max_column
        book[MEMBERS].cell(1, last + 1, "Theo dõi riêng")
        book[MEMBERS].cell(4, last + 1, "chuyển sinh hoạt về quê")

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    free = right_of_the_table(tmp_path)
    assert told(findings) == [("KT-341", f"{free}4"), ("KT-105", f"{free}1")]


def test_totals_and_signatures_are_nobody(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        sheet = book[MEMBERS]
        sheet["C8"] = "Tổng cộng: 5 đảng viên"
        sheet["K10"] = "Hoa Sen, ngày 5 tháng 12 năm 2026"
        sheet["C11"], sheet["K11"] = "NGƯỜI LẬP", "BÍ THƯ"
        sheet["K12"] = "(Ký, ghi rõ họ tên)"
        sheet["C14"], sheet["K14"] = "Lê Văn Lập", "Ngô Đức An"

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert [m.full_name for m in result.dataset.members] == list(PEOPLE)
    (cause,) = by_cause(findings)
    assert (cause.code, cause.place) == ("KT-125", "trang Đảng viên, dòng 8, 10:12, 14")
    assert not has_errors(findings)


def test_a_name_alone_below_a_gap_is_a_person_still_to_be_filled_in(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda book: put(book[MEMBERS], 10, {"Họ và tên": "Lê Văn Sau"})
    )
    result, findings = read_and_check(path)
    assert result.dataset.members[-1].full_name == "Lê Văn Sau"
    assert only(findings, "KT-201").cell == "B10"


def test_a_second_table_is_told_and_not_taken_for_members(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        rows = [["DANH SÁCH KHÁCH MỜI"], ["Họ và tên", "Đơn vị công tác", "Ghi chú"]]
        for number, row in enumerate([*rows, ["Lê Văn Khách", "UBND", ""]], start=10):
            for column, text in enumerate(row, start=1):
                book[MEMBERS].cell(number, column, text)

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert len(result.dataset.members) == len(PEOPLE)
    assert ("KT-126", "A11:A12") in told(findings)


def test_a_header_pasted_again_is_passed_over(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        sheet = book[MEMBERS]
        for letter in columns(sheet).values():
            sheet[f"{letter}9"] = sheet[f"{letter}1"].value
            sheet[f"{letter}10"] = sheet[f"{letter}7"].value
        put(sheet, 10, {"Mã đảng viên": "DV0006", "Họ và tên": "Lê Văn Sau", "Ngày sinh": "1960"})

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert findings == []
    assert result.dataset.members[-1].full_name == "Lê Văn Sau"


def test_foreign_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    def slip(book: Workbook) -> None:
        book.create_sheet("Nháp")["A1"] = "việc phải làm"
        book.create_sheet("Sheet9")
        copy = book.create_sheet("Bản cũ")
        for header, letter in columns(book[MEMBERS]).items():
            copy[f"{letter}1"] = header
        book[REVIEWS].sheet_state = "hidden"

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    where = {(f.code, f.sheet) for f in findings}
    assert where == {("KT-121", "Nháp"), ("KT-102", "Bản cũ"), ("KT-123", REVIEWS)}


def test_the_first_remark_of_a_thread_is_read_without_excels_preface(tmp_path: Path) -> None:
    thread = (
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment. "
        "Learn more: https://example.org\n\nComment:\n    xin miễn sinh hoạt"
    )

    def slip(book: Workbook) -> None:
        book[MEMBERS]["C4"].comment = Comment(thread, "tc={0A}")

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", slip))
    assert told(findings) == [("KT-341", "C4")]
    assert findings[0].read == "xin miễn sinh hoạt"


# What was printed in silence.


def test_a_name_in_small_letters_prints_as_a_name(tmp_path: Path) -> None:
    path = clerk_book(
        tmp_path / "so.xlsx", lambda b: put(b[MEMBERS], 5, {"Họ và tên": "bùi văn cường"})
    )
    result, findings = read_and_check(path)
    assert told(findings) == [("KT-344", "C5")]
    assert "viết thường" in findings[0].why
    assert result.dataset.members[2].full_name == "Bùi Văn Cường"


@pytest.mark.parametrize(
    ("typed", "post", "codes"),
    [
        ("CUV", "Chi uỷ viên", ["KT-354"]),
        ("P.BT", "Phó Bí thư", ["KT-354"]),
        ("đảng viên", "", []),
        ("Chi uỷ viên", "Chi uỷ viên", []),
    ],
)
def test_a_shortened_post_is_read_in_full(
    typed: str, post: str, codes: list[str], tmp_path: Path
) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda b: put(b[MEMBERS], 5, {"Chức vụ Đảng": typed}))
    result, findings = read_and_check(path)
    assert [f.code for f in findings] == codes
    assert result.dataset.members[2].party_post == post


def test_a_post_that_ended_with_a_death_tells_both(tmp_path: Path) -> None:
    gone = "Nguyên Bí thư (đã mất)"
    path = clerk_book(tmp_path / "so.xlsx", lambda b: put(b[MEMBERS], 5, {"Chức vụ Đảng": gone}))
    _, findings = read_and_check(path)
    assert {f.code for f in findings} == {"KT-341", "KT-342"}
    assert any("“Từ trần”" in f.fix for f in findings)


@pytest.mark.parametrize(
    ("note", "state"),
    [("về nơi ở mới", "Đã chuyển đi"), ("đi nước ngoài", "Sinh hoạt tạm thời nơi khác")],
)
def test_a_note_that_somebody_lives_elsewhere_is_told(
    note: str, state: str, tmp_path: Path
) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda b: put(b[MEMBERS], 5, {"Ghi chú": note}))
    _, findings = read_and_check(path)
    assert [f.code for f in findings] == ["KT-341"]
    assert f"“{state}”" in findings[0].fix


def test_a_column_that_was_deleted_is_missed(tmp_path: Path) -> None:
    def delete(book: Workbook) -> None:
        book[MEMBERS].delete_cols(9)

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", delete))
    assert [f.code for f in findings] == ["KT-113"]
    assert "“Ngày vào Đảng”" in findings[0].why


def test_a_column_of_grades_that_was_deleted_is_missed(tmp_path: Path) -> None:
    def delete(book: Workbook) -> None:
        sheet = book["Kiểm điểm"]
        at = next(cell.column for cell in sheet[1] if cell.value == "Mức xếp loại")
        sheet.delete_cols(at)

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", delete))
    told = [f for f in findings if f.code == "KT-113"]
    assert [f.sheet for f in told] == ["Kiểm điểm"]
    assert "“Mức xếp loại”" in told[0].why and "nang-cap" in told[0].fix


def test_a_renamed_sheet_of_what_is_not_always_kept_stops_the_work(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book["Khen thưởng"].title = "Khen thưởng 2026"

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", rename))
    (finding,) = [f for f in findings if f.sheet == "Khen thưởng 2026"]
    assert (finding.code, finding.severity) == ("KT-132", "error")
    assert "Đổi tên trang này thành “Khen thưởng”" in finding.fix


def test_a_renamed_sheet_is_told_once(tmp_path: Path) -> None:
    def rename(book: Workbook) -> None:
        book[MEMBERS].title = "DS đảng viên"

    result, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", rename))
    assert [f.code for f in result.findings] == ["KT-101"]
    assert "“DS đảng viên”" in result.findings[0].fix
    assert "KT-102" not in {f.code for f in findings}


@pytest.mark.parametrize(
    ("term", "word"), [("2020 - 2025", "không có năm"), ("khoá XI", "năm đầu và năm cuối")]
)
def test_a_term_without_the_year_under_review_is_told(term: str, word: str, tmp_path: Path) -> None:
    path = clerk_book(tmp_path / "so.xlsx", lambda b: b["Thiết lập"].__setitem__("B3", term))
    _, findings = read_and_check(path)
    assert told(findings) == [("KT-353", "B3")]
    assert word in findings[0].why


def test_a_year_of_issue_mistyped_is_told_once(tmp_path: Path) -> None:
    def mistype(book: Workbook) -> None:
        for item in book["Thiết lập"]["A"]:
            if item.value == "Ngày ban hành":
                book["Thiết lập"][f"B{item.row}"] = "20/12/2016"

    _, findings = read_and_check(clerk_book(tmp_path / "so.xlsx", mistype))
    assert [f.code for f in findings] == ["KT-351"]
