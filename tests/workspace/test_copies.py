"""The marked and the repaired copy of a workbook, as a person opens them in Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from giayto import Workspace
from giayto.data.workbook.write import create_workbook
from giayto.errors import CannotWrite, WorkspaceExists
from tests.data.rich_book import OWN, YELLOW, parts_of, write_rich_book
from tests.office_validity import complaints
from tests.wards import member, small_dataset

# openpyxl, used here to look at the result, says what it will lose.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

RED, AMBER = "00FFC7CE", "00FFEB9C"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return Workspace(tmp_path)


def change(place: Workspace, edit: Callable[[Workbook], Any]) -> None:
    book = load_workbook(place.workbook)
    edit(book)
    book.save(place.workbook)


def column(sheet: Any, header: str) -> str:
    return str(next(c for c in sheet[1] if str(c.value).rstrip(" *") == header).column_letter)


def spoiled(place: Workspace) -> dict[str, str]:
    """The members' column letters, after faults were put in: a month-first birth, a wrong cell."""
    letters: dict[str, str] = {}

    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        letters.update(cell=column(sheet, "Chi bộ"), birth=column(sheet, "Ngày sinh"))
        for row, date in enumerate(("05/19/1970", "06/05/1970", "12/30/1950"), start=2):
            sheet[f"{letters['birth']}{row}"] = date
        for row in (5, 6, 7):
            sheet[f"{letters['birth']}{row}"] = None
        sheet[f"{letters['cell']}7"] = "CB 01"

    change(place, edit)
    return letters


def test_the_marked_copy_shows_and_lists_every_finding(place: Workspace, tmp_path: Path) -> None:
    letters = spoiled(place)
    checked = place.check()
    before = place.workbook.read_bytes()
    marked = place.mark(checked, tmp_path / "loi.xlsx")
    assert place.workbook.read_bytes() == before
    book = load_workbook(marked)
    listed = book.worksheets[0]
    assert (listed.title, book.active) == ("Lỗi", listed)
    head, *rows = listed.iter_rows(min_row=5)
    assert [c.value for c in head] == [
        "Mức", "Việc số", "Trang", "Ô", "Đang ghi", "Vì sao", "Cần làm", "Mã",
    ]  # fmt: skip
    assert len(rows) == len(checked.findings)
    of_dates = [row for row in rows if row[7].value == "KT-231"]
    assert [row[3].value for row in of_dates] == [f"{letters['birth']}{n}" for n in (2, 3, 4)]
    assert {row[1].value for row in of_dates} == {of_dates[0][1].value}, "one cause, one number"
    link = of_dates[0][3].hyperlink
    assert link is not None and link.location == f"'Đảng viên'!{letters['birth']}2"
    members = book["Đảng viên"]
    cell = members[f"{letters['birth']}3"]
    assert cell.fill.start_color.rgb == RED
    assert cell.value == "06/05/1970"
    assert "KT-231" in cell.comment.text and "giayto kiem-tra --sua" in cell.comment.text
    assert members[f"{letters['birth']}5"].fill.start_color.rgb != RED
    assert complaints(marked) == complaints(place.workbook), "openpyxl's own, nothing new"


def test_a_cell_with_two_findings_has_the_colour_of_the_graver(place: Workspace) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        sheet[f"{column(sheet, 'Chi bộ')}2"] = "CB99"
        sheet[f"{column(sheet, 'Số căn cước')}3"] = "12"

    change(place, edit)
    sheet = load_workbook(place.mark(place.check(), place.folder / "loi.xlsx"))["Đảng viên"]
    assert sheet[f"{column(sheet, 'Chi bộ')}2"].fill.start_color.rgb == RED
    assert sheet[f"{column(sheet, 'Số căn cước')}3"].fill.start_color.rgb == AMBER


def test_a_marked_copy_keeps_what_a_clerk_put_in(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    write_rich_book(place.workbook, small_dataset())
    spoiled_parts = parts_of(place.workbook)
    marked = place.mark(place.check(), tmp_path / "loi.xlsx")
    parts = parts_of(marked)
    for name in ("xl/media/image70.png", "xl/drawings/drawing70.xml", "customXml/item1.xml"):
        assert parts[name] == spoiled_parts[name]
    assert {n for n in spoiled_parts if "chart" in n} <= set(parts)
    book = load_workbook(marked)
    assert book.sheetnames == ["Lỗi", *load_workbook(place.workbook).sheetnames]
    members = book["Đảng viên"]
    assert members["C2"].comment.text == "Hỏi lại năm sinh."
    assert members["C2"].fill.start_color.rgb == YELLOW
    assert str(members["T2"].value).startswith("=IF(A2")
    assert members.print_area == f"'Đảng viên'!$A$1:$T${len(small_dataset().members) + 1}"
    assert book[OWN].merged_cells.ranges


def test_marking_a_marked_copy_lists_anew(place: Workspace) -> None:
    spoiled(place)
    marked = place.mark(place.check(), place.folder / "loi.xlsx")
    place.workbook.write_bytes(marked.read_bytes())
    again = place.mark(place.check(), place.folder / "loi-2.xlsx")
    assert load_workbook(again).sheetnames == load_workbook(marked).sheetnames
    assert place.check().findings == place.check().findings


def test_a_copy_never_takes_the_place_of_a_file(place: Workspace) -> None:
    checked = place.check()
    assert complaints(place.mark(checked, place.folder / "loi.xlsx")) == []
    other = place.folder / "cua-toi.xlsx"
    other.write_bytes(b"mine")
    with pytest.raises(WorkspaceExists):
        place.mark(checked, other)
    with pytest.raises(WorkspaceExists):
        place.mark(checked, place.workbook, overwrite=True)
    with pytest.raises(WorkspaceExists):
        place.repair(place.workbook, overwrite=True)
    (place.folder / "~$cua-toi.xlsx").write_bytes(b"")
    with pytest.raises(CannotWrite):
        place.mark(checked, other, overwrite=True)
    assert other.read_bytes() == b"mine"


def test_the_repaired_copy_says_each_change_and_has_no_errors(place: Workspace) -> None:
    letters = spoiled(place)
    before = place.workbook.read_bytes()
    repaired = place.repair()
    assert place.workbook.read_bytes() == before
    assert repaired.target == place.folder / "du-lieu-da-sua.xlsx"
    done = {(r.kind, r.sheet, r.cell, r.before, r.after) for r in repaired.repairs}
    assert done == {
        ("turned", "Đảng viên", f"{letters['birth']}2", "05/19/1970", "19/05/1970"),
        ("turned", "Đảng viên", f"{letters['birth']}3", "06/05/1970", "05/06/1970"),
        ("turned", "Đảng viên", f"{letters['birth']}4", "12/30/1950", "30/12/1950"),
        ("unit", "Đảng viên", f"{letters['cell']}7", "CB 01", "CB01"),
    }
    book = load_workbook(repaired.target)
    assert book["Đảng viên"][f"{letters['birth']}2"].value == "19/05/1970"
    assert book["Đảng viên"][f"{letters['birth']}2"].number_format == "@"
    assert complaints(repaired.target) == complaints(place.workbook)
    listed = book["Đã sửa"]
    assert book.sheetnames[-1] == "Đã sửa"
    rows = [tuple(c.value for c in row[:5]) for row in listed.iter_rows(min_row=5)]
    assert ("Đảng viên", f"{letters['cell']}7", "Chi bộ", "CB 01", "CB01") in rows
    assert len(rows) == 4
    place.workbook.write_bytes(repaired.target.read_bytes())
    assert place.check().errors == []
    assert place.repairable() == 0
    assert place.repair().target is None, "nothing is left to do, so nothing is written"


def test_dates_turned_by_an_english_excel_are_named_and_turned_back(tmp_path: Path) -> None:
    dataset = small_dataset()
    dataset.members += [member(f"DV{n}", "Lê Thị Sen", workplace=str(n)) for n in range(10, 16)]
    create_workbook(tmp_path / "du-lieu.xlsx", dataset, example=False)
    place = Workspace(tmp_path)
    letters: dict[str, str] = {}

    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        letter = letters["birth"] = column(sheet, "Ngày sinh")
        for row in range(2, 8):
            sheet[f"{letter}{row}"] = dt.date(
                1970, 10, row
            )  # 10/02/1970 and so on, typed day first
            sheet[f"{letter}{row + 6}"] = f"{row + 12}/05/1970"

    change(place, edit)
    (cause,) = [cause for cause in place.check().causes if cause.code == "KT-205"]
    assert cause.place.endswith(f"cột Ngày sinh, {letters['birth']}2:{letters['birth']}7 (6 ô)")
    repaired = place.repair()
    assert [(r.before, r.after) for r in repaired.repairs if r.kind == "turned"] == [
        (f"0{day}/10/1970", f"10/0{day}/1970") for day in range(2, 8)
    ]
    assert repaired.target is not None
    cell = load_workbook(repaired.target)["Đảng viên"][f"{letters['birth']}2"]
    assert (cell.value, cell.number_format) == ("10/02/1970", "@")


def test_a_second_repaired_copy_gets_a_name_of_its_own(place: Workspace) -> None:
    spoiled(place)
    first, second = place.repair().target, place.repair().target
    assert first is not None and second is not None
    assert second.name == "du-lieu-da-sua-2.xlsx"


def test_a_merged_cell_is_parted_and_filled(place: Workspace) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        letter = column(sheet, "Chi bộ")
        for row in range(3, 8):
            sheet[f"{letter}{row}"] = None
        sheet.merge_cells(f"{letter}2:{letter}7")

    change(place, edit)
    (finding,) = [f for f in place.check().errors if f.code == "KT-233"]
    target = place.repair().target
    assert target is not None
    sheet = load_workbook(target)["Đảng viên"]
    assert not sheet.merged_cells.ranges
    letter = column(sheet, "Chi bộ")
    assert finding.cell == f"{letter}2:{letter}7"
    assert [sheet[f"{letter}{row}"].value for row in range(2, 8)] == ["CB01"] * 6


@pytest.mark.parametrize(
    ("header", "typed", "after", "kind"),
    [
        ("Họ và tên", "NGUYỄN THUỶ ỦY", "Nguyễn Thuỷ Ủy", "capitals"),
        ("Họ và tên", "  Nguyễn  Thuỷ Ủy ", "Nguyễn Thuỷ Ủy", "spelling"),
        ("Họ và tên", "Nguye\u0302\u0303n Thuỷ Ủy", "Nguyễn Thuỷ Ủy", "spelling"),
        ("Đơn vị công tác", "UBND\u00a0phường", "UBND phường", "spelling"),
        ("Số thẻ đảng viên", "001 070 000 001", "001070000001", "identifier"),
        ("Số căn cước", 123456789012, "123456789012", "identifier"),
        ("Chi bộ", "cb-1", "CB01", "unit"),
        ("Chi bộ", "Tổ dân phố 1", "CB01", "unit"),
        ("Chi bộ", "Chi bộ TDP 1", "CB01", "unit"),  # read so, too
    ],
)
def test_what_needs_no_judgement_is_repaired(
    place: Workspace, header: str, typed: Any, after: str, kind: str
) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        sheet[f"{column(sheet, header)}2"] = typed

    change(place, edit)
    (repair,) = place.repair().repairs
    assert (repair.kind, repair.after, repair.column) == (kind, after, header)


@pytest.mark.parametrize(
    ("header", "typed"),
    [
        ("Chi bộ", "CB02"),  # another cell, perhaps one that is to be added
        ("Chi bộ", "Chi bộ TDP 9"),
        ("Số thẻ đảng viên", "1070000001"),  # zeros may be lost, or other figures
        ("Ngày sinh", "khoảng 1970"),
        ("Đơn vị công tác", "UBND PHƯỜNG"),
    ],
)
def test_what_a_person_must_decide_is_left(place: Workspace, header: str, typed: str) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Đảng viên"]
        sheet[f"{column(sheet, header)}2"] = typed

    change(place, edit)
    assert place.repair().repairs == ()


def test_letters_struck_through_are_not_written_over(place: Workspace) -> None:
    def edit(book: Workbook) -> None:
        sheet: Any = book["Đảng viên"]
        struck = TextBlock(InlineFont(strike=True), "ĐỖ VĂN ")
        sheet[f"{column(sheet, 'Họ và tên')}3"] = CellRichText(struck, "ÁNH")
        sheet[f"{column(sheet, 'Họ và tên')}2"] = "NGUYỄN THUỶ ỦY"

    change(place, edit)
    letter = column(load_workbook(place.workbook)["Đảng viên"], "Họ và tên")
    assert place.repairable() == 1
    assert [repair.cell for repair in place.repair().repairs] == [f"{letter}2"]


def test_the_settings_are_repaired_as_well(place: Workspace) -> None:
    def edit(book: Workbook) -> None:
        sheet: Any = book["Thiết lập"]
        for row in range(2, sheet.max_row + 1):
            if str(sheet[f"A{row}"].value).startswith("Địa danh"):
                sheet[f"B{row}"] = " Mường  Mẫu"

    change(place, edit)
    (repair,) = place.repair().repairs
    assert (repair.sheet, repair.before, repair.after) == ("Thiết lập", "␣Mường␣␣Mẫu", "Mường Mẫu")


def test_numbers_typed_as_text_become_numbers_and_formulas_stay(place: Workspace) -> None:
    def edit(book: Workbook) -> None:
        reviews = book["Kiểm điểm"]
        letter = column(reviews, "Điểm tiêu chí chung")
        reviews[f"{letter}2"] = "28,5"
        reviews[f"{letter}3"] = "1.250"  # thousands, or a fraction
        members = book["Đảng viên"]
        members[f"{column(members, 'Đơn vị công tác')}2"] = '=" UBND  phường "'

    change(place, edit)
    (repair,) = [r for r in place.repair().repairs if r.kind == "number"]
    assert (repair.before, repair.value) == ("28,5", 28.5)
    assert "spelling" not in {r.kind for r in place.repair().repairs}
