"""An import writes into a clerk's own workbook and loses nothing of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.models import Member, Organisation
from giayto.data.models.fields import fields_of
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.read import read_workbook
from giayto.errors import DataRejected
from tests.data.books import codes, only, write_book
from tests.data.rich_book import OWN, YELLOW, parts_of, sheet_part, write_parts, write_rich_book

# openpyxl, used here to look at the result, says what it will lose.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

HEAD = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Số thẻ đảng viên",
    "Chức vụ Đảng",
    "Đơn vị công tác",
    "Chi bộ",
]
NEW = [
    [1, "Phạm Văn Cỏ", "02/03/1960", "001060000003", "Chi uỷ viên", "Hưu trí", "Chi bộ Tổ dân phố 90"],
    [2, "Lê Thị Lá", 1971, "001171000004", None, "Công ty TNHH Lá", "Chi bộ Tổ dân phố 90"],
]  # fmt: skip


def a_list(folder: Path, *rows: list[object]) -> Path:
    return write_book(folder / "ds.xlsx", {"DS": [HEAD, *(rows or NEW)]})


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    return write_rich_book(tmp_path / "du-lieu.xlsx", sample_dataset())


def problems(path: Path) -> set[tuple[str, str]]:
    """What the Open XML rules hold against a workbook.

    That Excel moves inline texts into its table of texts is no fault of theirs.
    """
    errors = OpenXmlValidator(max_errors=10_000).validate(path).errors
    return {(str(e.part_uri), e.description) for e in errors if "inline" not in e.description}


def written(element: Any) -> bytes:
    """An element as text that says the same for the same content."""
    return etree.tostring(element, method="c14n", exclusive=True)


def test_every_part_but_those_written_is_the_same_byte_for_byte(rich: Path) -> None:
    before, members, cells = (
        parts_of(rich),
        sheet_part(rich, "Đảng viên"),
        sheet_part(rich, "Tổ chức đảng"),
    )
    found_wrong = problems(rich)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = import_into_workspace(a_list(rich.parent), rich)
    assert (result.added, result.organisations_added) == (2, 1)
    after = parts_of(rich)
    assert list(after) == list(before)
    notes = {n for n in before if n.startswith(("xl/comments/", "xl/drawings/comments"))}
    changed = {name for name in before if before[name] != after[name]}
    assert changed - notes == {members, cells, "xl/workbook.xml", "xl/styles.xml"}
    assert len(changed & notes) == 2
    assert problems(rich) <= found_wrong


def test_what_the_clerk_added_to_the_sheet_stays(rich: Path) -> None:
    before = etree.fromstring(parts_of(rich)[sheet_part(rich, "Đảng viên")])
    last = len(sample_dataset().members) + 1
    import_into_workspace(a_list(rich.parent), rich)
    after = etree.fromstring(parts_of(rich)[sheet_part(rich, "Đảng viên")])
    assert (after.nsmap, after.attrib) == (before.nsmap, before.attrib)
    assert [e.tag for e in after] == [e.tag for e in before]
    rows_before, rows_after = (list(e.iterfind("{*}sheetData/*")) for e in (before, after))
    assert [written(e) for e in rows_after[:last]] == [written(e) for e in rows_before]
    changed = [
        new.tag for old, new in zip(before, after, strict=True) if written(old) != written(new)
    ]
    assert {etree.QName(tag).localname for tag in changed} == {
        "dimension", "sheetData", "autoFilter", "conditionalFormatting", "extLst",
    }  # fmt: skip
    lists = f">T2:T{last + 2}<".encode()
    assert written(after.find("{*}extLst")).replace(lists, f">T2:T{last}<".encode()) == written(
        before.find("{*}extLst")
    )
    sheet = load_workbook(rich)["Đảng viên"]
    assert sheet["C2"].fill.start_color.rgb == YELLOW
    assert sheet["C2"].comment is not None
    assert (sheet["C2"].comment.text, sheet["C2"].comment.author) == ("Hỏi lại năm sinh.", "Thư ký")
    assert sheet[f"T{last}"].value == f'=IF(A{last}="","",LEN(C{last}))'
    assert load_workbook(rich)[OWN].tables["Thu"].ref == "A1:B4"
    assert [str(r) for r in load_workbook(rich)[OWN].merged_cells.ranges] == ["D1:E3"]


def test_new_rows_look_like_the_ones_above_and_carry_no_marks_of_theirs(rich: Path) -> None:
    book = load_workbook(rich)
    last = len(sample_dataset().members) + 1
    sheet = book["Đảng viên"]
    for row in range(2, last + 1):
        sheet[f"G{row}"].number_format = '"thẻ "@'
    book.save(rich)
    import_into_workspace(a_list(rich.parent), rich)
    sheet = load_workbook(rich)["Đảng viên"]
    new = sheet[f"G{last + 1}"]
    assert (new.value, new.number_format) == ("001060000003", '"thẻ "@')
    assert sheet[f"C{last + 1}"].fill.fill_type is None
    assert sheet[f"C{last + 1}"].style_id == sheet[f"C{last}"].style_id


def test_nobody_is_written_into_a_hidden_row(rich: Path) -> None:
    """Some hide all rows below the table."""
    book = load_workbook(rich)
    last = len(sample_dataset().members) + 1
    for row in range(last + 1, last + 10):
        book["Đảng viên"].row_dimensions[row].hidden = True
    book.save(rich)
    import_into_workspace(a_list(rich.parent), rich)
    rows = load_workbook(rich)["Đảng viên"].row_dimensions
    assert [rows[last + n].hidden for n in (1, 2, 3)] == [False, False, True]


def test_the_colour_of_a_suggestion_does_not_spread(tmp_path: Path) -> None:
    """All known categories are suggestions; a category the next list tells is none."""
    book = tmp_path / "du-lieu.xlsx"
    import_into_workspace(
        a_list(tmp_path, *[[1, "Phạm Văn Cỏ", 1960, "", "", "Hưu trí", "Chi bộ 1"]]), book
    )
    rows = [[*HEAD, "Đối tượng"], [1, "Lê Thị Lá", 1971, "", "", "Hưu trí", "Chi bộ 1", "02C"]]
    import_into_workspace(write_book(tmp_path / "b.xlsx", {"DS": rows}), book)
    sheet = load_workbook(book)["Đảng viên"]
    column = next(c.column_letter for c in sheet[1] if c.value == "Đối tượng")
    suggested, told = sheet[f"{column}2"], sheet[f"{column}3"]
    assert (suggested.value, suggested.fill.start_color.rgb[-6:]) == (told.value, "FFF2CC")
    assert suggested.comment is not None
    assert (told.fill.fill_type, told.comment) == (None, None)


def test_filter_print_area_and_rules_reach_the_new_rows(rich: Path) -> None:
    last = len(sample_dataset().members) + 1
    import_into_workspace(a_list(rich.parent), rich)
    sheet = load_workbook(rich)["Đảng viên"]
    wide = get_column_letter(len(fields_of(Member)))
    assert sheet.auto_filter.ref == f"A1:{wide}{last + 2}"
    assert sheet.print_area == f"'Đảng viên'!$A$1:$T${last + 2}"
    assert [str(r.sqref) for r in sheet.conditional_formatting] == [f"F2:F{last + 2}"]
    names = parts_of(rich)["xl/workbook.xml"].decode()
    assert f"'Đảng viên'!$A$1:${wide}${last + 2}</definedName>" in names


def convert(path: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180
    )
    return folder / path.name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_every_row_and_what_it_saves_is_taken_too(
    rich: Path, tmp_path: Path
) -> None:
    import_into_workspace(a_list(tmp_path), rich)
    saved = convert(rich, tmp_path / "lo")

    def rows(path: Path) -> list[list[object]]:
        with CalamineWorkbook.from_path(str(path)) as book:
            return [[*row] for row in book.get_sheet_by_name("Đảng viên").to_python()]

    def columns_told(path: Path) -> list[list[object]]:
        return [row[:17] for row in rows(path)]

    assert columns_told(saved) == columns_told(rich)
    notes = [
        c.comment for row in load_workbook(saved)["Đảng viên"].iter_rows() for c in row if c.comment
    ]
    assert sum("gợi ý" in note.text for note in notes) == 2
    # LibreOffice writes shared texts, prefixes and styles of its own; they stay as they are.
    before = parts_of(saved)
    again = import_into_workspace(
        a_list(
            tmp_path,
            [1, "Đỗ Văn Rễ", 1980, "001080000005", None, "Hưu trí", "Chi bộ Tổ dân phố 90"],
        ),
        saved,
    )
    assert again.added == 1
    assert parts_of(saved)["xl/sharedStrings.xml"] == before["xl/sharedStrings.xml"]
    third = convert(saved, tmp_path / "lo2")
    assert [row[2] for row in rows(third)][-3:] == ["Phạm Văn Cỏ", "Lê Thị Lá", "Đỗ Văn Rễ"]


def strange_family(parts: dict[str, bytes]) -> None:
    """A number openpyxl refuses and Excel does not mind."""
    old = parts["xl/styles.xml"]
    parts["xl/styles.xml"] = old.replace(b'<family val="2"/>', b'<family val="34"/>')
    assert parts["xl/styles.xml"] != old


def without_styles(parts: dict[str, bytes]) -> None:
    del parts["xl/styles.xml"]
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        entries = parts[name].decode().replace("/>", "/>\n").split("\n")
        parts[name] = "".join(e for e in entries if "styles" not in e).encode()
    for name in [n for n in parts if n.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb' (s|style)="\d+"', b"", parts[name])


def open_vml(parts: dict[str, bytes]) -> None:
    """Excel leaves line breaks open in the drawing of notes."""
    for name in [n for n in parts if n.endswith(".vml")]:
        parts[name] = parts[name].replace(b"<div ", b"<br><div ")


@pytest.mark.parametrize("make", [strange_family, without_styles, open_vml])
def test_a_workbook_only_excel_would_read_is_written_into(
    rich: Path, make: Callable[[dict[str, bytes]], None]
) -> None:
    parts = parts_of(rich)
    make(parts)
    write_parts(rich, parts)
    result = import_into_workspace(a_list(rich.parent), rich)
    assert result.added == 2
    members = read_workbook(rich).dataset.members
    assert [m.full_name for m in members[-2:]] == ["Phạm Văn Cỏ", "Lê Thị Lá"]


def test_macros_stay(rich: Path) -> None:
    parts = parts_of(rich)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0macro"
    macros = rich.with_suffix(".xlsm")
    write_parts(macros, parts)
    import_into_workspace(a_list(rich.parent), macros)
    assert parts_of(macros)["xl/vbaProject.bin"] == parts["xl/vbaProject.bin"]
    assert parts_of(macros)["[Content_Types].xml"] == parts["[Content_Types].xml"]


def test_a_cell_under_a_merged_one_is_told_and_left(tmp_path: Path) -> None:
    data = sample_dataset()
    data.members = data.members[:3]
    for member in data.members:
        member.workplace = "" if member is data.members[1] else "UBND phường"
    path = write_rich_book(tmp_path / "du-lieu.xlsx", data)
    book = load_workbook(path)
    sheet = book["Đảng viên"]
    column = next(
        get_column_letter(c.column or 0)
        for c in sheet[1]
        if c.value == "Nơi công tác" or "công tác" in str(c.value)
    )
    sheet.merge_cells(f"{column}2:{column}3")
    sheet.merge_cells("C5:C6")
    book.save(path)
    second = data.members[1]
    listed = [
        1,
        second.full_name,
        str(second.birth),
        second.card,
        None,
        "Hưu trí",
        "Chi bộ Tổ dân phố 90",
    ]
    result = import_into_workspace(a_list(tmp_path, listed, NEW[0]), path)
    finding = only(result.findings, "KT-829")
    assert (finding.cell, "Hưu trí" in finding.why) == (f"{column}3", True)
    again = read_workbook(path).dataset.members
    assert again[1].workplace == ""
    # Row 5 and 6 are merged in a column that is read: the new person comes below.
    assert (again[-1].full_name, again[-1].row) == ("Phạm Văn Cỏ", 7)


def test_a_table_closed_by_merged_cells_is_refused(rich: Path) -> None:
    parts, sheet = parts_of(rich), sheet_part(rich, "Đảng viên")
    merged = (
        f'<mergeCells><mergeCell ref="C{len(sample_dataset().members) + 2}:D1048576"/></mergeCells>'
    )
    parts[sheet] = parts[sheet].replace(b"<conditional", merged.encode() + b"<conditional", 1)
    write_parts(rich, parts)
    with pytest.raises(DataRejected) as caught:
        import_into_workspace(a_list(rich.parent), rich)
    assert (caught.value.where, "Bỏ gộp ô" in str(caught.value.fix)) == ("Đảng viên", True)
    assert parts_of(rich) == parts


def test_an_example_row_sorted_to_the_bottom_is_not_written_over(tmp_path: Path) -> None:
    from giayto.data.workbook.defaults import starting_dataset

    data = starting_dataset()
    data.organisations = [Organisation(code="C7", name="Chi bộ 7", kind="Chi bộ trực thuộc")]
    data.members = sample_dataset().members[:2]
    path = write_rich_book(tmp_path / "du-lieu.xlsx", data)
    book = load_workbook(path)
    book["Đảng viên"]["A4"], book["Đảng viên"]["C4"] = "(ví dụ) DV0001", "Nguyễn Văn Mẫu"
    book.save(path)
    result = import_into_workspace(a_list(tmp_path), path)
    assert "KT-108" not in codes(result.findings)
    assert load_workbook(path)["Đảng viên"]["C4"].value == "Nguyễn Văn Mẫu"
    assert [m.row for m in read_workbook(path).dataset.members] == [2, 3, 5, 6]
