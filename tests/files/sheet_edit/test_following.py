"""What stands below and beside a table stays, and what reckons with its rows reckons with the new."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import save_dataset
from giayto.files.sheet_edit import EditableWorkbook
from tests.data.books import codes, only, write_book
from tests.data.rich_book import parts_of, write_parts

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"]
NEW = ["Phạm Văn Cỏ", "Lê Thị Lá", "Đỗ Văn Rễ"]
PEOPLE = 4
LAST = PEOPLE + 1
"""The row of the last member there is."""


def a_list(folder: Path) -> Path:
    rows = [[n, name, f"01/02/19{50 + n}", "Chi bộ Tổ dân phố 1"] for n, name in enumerate(NEW)]
    return write_book(folder / "ds.xlsx", {"DS": [HEAD, *rows]})


@cache
def members() -> bytes:
    """A workbook of four members."""
    data = sample_dataset()
    data.members = data.members[:PEOPLE]
    with TemporaryDirectory() as folder:
        save_dataset(Path(folder) / "a.xlsx", data)
        return (Path(folder) / "a.xlsx").read_bytes()


def ward(folder: Path, change: Callable[[Workbook, Worksheet], None]) -> Path:
    """That workbook, to which a clerk did something."""
    path = folder / "du-lieu.xlsx"
    book = load_workbook(BytesIO(members()))
    change(book, book["Đảng viên"])
    book.save(path)
    return path


def imported(folder: Path, change: Callable[[Workbook, Worksheet], None]) -> tuple[Workbook, Any]:
    path = ward(folder, change)
    result = import_into_workspace(a_list(folder), path)
    names = [m.full_name for m in read_workbook(path).dataset.members]
    assert (len(names), names[-3:]) == (PEOPLE + 3, NEW)
    return load_workbook(path), result


def test_sums_and_signatures_below_the_table_stay_and_new_rows_stand_together(
    tmp_path: Path,
) -> None:
    def closed(book: Workbook, sheet: Worksheet) -> None:
        sheet[f"C{LAST + 2}"] = "Tổng cộng"
        sheet[f"F{LAST + 2}"] = f"=COUNTA(C2:C{LAST})"
        sheet[f"C{LAST + 4}"], sheet[f"C{LAST + 5}"] = "NGƯỜI LẬP BIỂU", "(ký tên)"
        sheet[f"W{LAST + 6}"] = "Ghi thêm của tôi"

    before = ward(tmp_path, closed)
    old = {c.coordinate: c.value for r in load_workbook(before)["Đảng viên"] for c in r if c.value}
    book, result = imported(tmp_path, closed)
    sheet = book["Đảng viên"]
    now = {c.coordinate: c.value for r in sheet for c in r if c.value}
    changed = {place for place in old if now.get(place) != old[place]}
    assert changed == {f"F{LAST + 2}"}
    assert sheet[f"F{LAST + 2}"].value == f"=COUNTA(C2:C{LAST + 9})"
    assert [sheet[f"C{LAST + n}"].value for n in (7, 8, 9)] == NEW
    assert only(result.findings, "KT-140").cell == str(LAST + 7)


def test_a_sum_that_would_count_itself_is_left_and_told(tmp_path: Path) -> None:
    def counted(book: Workbook, sheet: Worksheet) -> None:
        sheet[f"C{LAST + 1}"] = f'=COUNTA(C2:C{LAST})&" đồng chí"'

    book, result = imported(tmp_path, counted)
    assert book["Đảng viên"][f"C{LAST + 1}"].value == f'=COUNTA(C2:C{LAST})&" đồng chí"'
    told = only(result.findings, "KT-141")
    assert (told.sheet, told.cell) == ("Đảng viên", f"C{LAST + 1}")


FOLLOWING = {
    f"=COUNTA('Đảng viên'!$C$2:$C${LAST})": f"=COUNTA('Đảng viên'!$C$2:$C${LAST + 3})",
    f"=COUNTA('Đảng viên'!C1:C{LAST})-1": f"=COUNTA('Đảng viên'!C1:C{LAST + 3})-1",
    f"=SUM('Đảng viên'!A2:B{LAST + 1})+A1": f"=SUM('Đảng viên'!A2:B{LAST + 3})+A1",
}
STAYING = [
    # Some of the rows, other sheets, words in quotes, rows enough, this sheet.
    f"=COUNTA('Đảng viên'!C3:C{LAST})",
    f"=COUNTA('Đảng viên'!C2:C{LAST - 1})",
    f"=COUNTA('Tổ chức đảng'!C2:C{LAST})",
    f"=\"C2:C{LAST}\"&'Đảng viên'!C2",
    "=COUNTA('Đảng viên'!C:C)",
    "=COUNTA('Đảng viên'!C2:C2000)",
    f"=COUNTA(C2:C{LAST})",
]


def test_formulas_of_other_sheets_follow(tmp_path: Path) -> None:
    def counted(book: Workbook, sheet: Worksheet) -> None:
        own = book.create_sheet("Của tôi")
        for formula in [*FOLLOWING, *STAYING]:
            own.append([None, formula])

    book, _ = imported(tmp_path, counted)
    assert [row[1].value for row in book["Của tôi"]] == [*FOLLOWING.values(), *STAYING]


def test_formulas_filled_down_beside_the_table_follow_where_they_are_meant_to(
    tmp_path: Path,
) -> None:
    def beside(book: Workbook, sheet: Worksheet) -> None:
        for row in range(2, LAST + 1):
            sheet[f"W{row}"] = f"=COUNTIF(C$2:C${LAST},C{row})"
            sheet[f"X{row}"] = f"=COUNTIF(C$2:C{row},C{row})"

    book, result = imported(tmp_path, beside)
    sheet = book["Đảng viên"]
    assert sheet["W2"].value == f"=COUNTIF(C$2:C${LAST + 3},C2)"
    assert sheet[f"X{LAST}"].value == f"=COUNTIF(C$2:C{LAST},C{LAST})"
    assert sheet[f"C{LAST + 1}"].value == NEW[0]
    assert not {"KT-140", "KT-141"} & set(codes(result.findings))


def test_own_columns_filled_down_further_than_the_members_take_no_row(tmp_path: Path) -> None:
    def ahead(book: Workbook, sheet: Worksheet) -> None:
        for row in range(2, 60):
            sheet[f"W{row}"], sheet[f"X{row}"] = row - 1, f'=IF(C{row}="","",LEN(C{row}))'

    book, _ = imported(tmp_path, ahead)
    assert [book["Đảng viên"][f"C{LAST + n}"].value for n in (1, 2, 3)] == NEW


def test_names_charts_and_rules_follow(tmp_path: Path) -> None:
    def drawn(book: Workbook, sheet: Worksheet) -> None:
        book.defined_names["ten"] = DefinedName("ten", attr_text=f"'Đảng viên'!$C$2:$C${LAST}")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=5, min_row=2, max_row=LAST))
        book.create_sheet("Của tôi").add_chart(chart, "B2")

    path = ward(tmp_path, drawn)
    parts = parts_of(path)
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    parts[cache] = (
        '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<cacheSource type="worksheet"><worksheetSource ref="A1:F{LAST}" sheet="Đảng viên"/>'
        "</cacheSource></pivotCacheDefinition>"
    ).encode()
    write_parts(path, parts)
    import_into_workspace(a_list(tmp_path), path)
    after = parts_of(path)
    assert load_workbook(path).defined_names["ten"].attr_text == f"'Đảng viên'!$C$2:$C${LAST + 3}"
    assert f"<c:f>'Đảng viên'!$E$2:$E${LAST + 3}</c:f>".replace("c:", "") in after[
        "xl/charts/chart1.xml"
    ].decode().replace("c:", "")
    assert f'ref="A1:F{LAST + 3}"' in after[cache].decode()


def test_a_shared_formula_moves_only_what_is_fixed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "A"
    for number in range(5):
        sheet.append([f"x{number}", number])
    sheet["D1"], sheet["E1"] = "=SUM(B2:B5)", "=SUM(B$2:B$5)"
    book.save(path)
    parts = parts_of(path)
    xml = "xl/worksheets/sheet1.xml"
    parts[xml] = parts[xml].replace(b"<f>", b'<f t="shared" si="0" ref="D1:D3">')
    write_parts(path, parts)
    edited = EditableWorkbook(path)
    assert edited.follow("A", 2, 5, 8) == []
    path.write_bytes(edited.to_bytes())
    text = parts_of(path)[xml].decode()
    assert ">SUM(B2:B5)</f>" in text and ">SUM(B$2:B$8)</f>" in text
