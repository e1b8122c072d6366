"""Packages of every kind: strict ones, sheets without notes or tables, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table

from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import save_dataset
from giayto.errors import DataRejected, WorkbookUnreadable
from giayto.files.sheet_edit import EditableWorkbook
from tests.data.books import write_book
from tests.data.rich_book import MAIN, OFFICE, parts_of, sheet_part, write_parts

LIST = [
    ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Đơn vị công tác", "Chi bộ"],
    [1, "Phạm Văn Cỏ", "02/03/1960", "001060000003", "Hưu trí", "Chi bộ Tổ dân phố 90"],
]
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def ward(folder: Path) -> Path:
    path = folder / "du-lieu.xlsx"
    save_dataset(path, sample_dataset())
    return path


def a_list(folder: Path) -> Path:
    return write_book(folder / "ds.xlsx", {"DS": LIST})


def test_a_strict_workbook_stays_strict(tmp_path: Path) -> None:
    path = ward(tmp_path)
    parts = parts_of(path)
    for loose, strict in STRICT.items():
        parts = {
            name: content.replace(loose.encode(), strict.encode())
            for name, content in parts.items()
        }
    # No notes yet, so that those of the import are made from nothing.
    sheet, kinds = sheet_part(path, "Đảng viên"), "[Content_Types].xml"
    del parts[sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"]
    start = parts[sheet].index(b"<legacyDrawing")
    parts[sheet] = parts[sheet][:start] + parts[sheet][parts[sheet].index(b">", start) + 1 :]
    write_parts(path, parts)
    result = import_into_workspace(a_list(tmp_path), path)
    assert result.added == 1
    assert read_workbook(path).dataset.members[-1].full_name == "Phạm Văn Cỏ"
    after = parts_of(path)
    assert {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"} <= set(after)
    assert not any(loose.encode() in content for loose in STRICT for content in after.values())
    assert b"/xl/comments1.xml" in after[kinds]


def test_notes_are_made_for_a_sheet_that_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    book.worksheets[0].title = "A"
    book.worksheets[0].add_table(Table(displayName="T", ref="A1:B2"))
    book.worksheets[0].append(["x", "y"])
    book.save(path)
    for text, place in (("một", "C1"), ("hai", "C2")):
        edited = EditableWorkbook(path)
        notes = {"B2": text, place: text}
        edited.add_notes(edited.sheet("A"), notes, author="giayto", size=lambda _: (200, 50))
        path.write_bytes(edited.to_bytes())
    sheet = load_workbook(path)["A"]
    got = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    # A cell has one note: the first stays.
    assert got == {"B2": "một", "C1": "một", "C2": "hai"}
    comment = sheet["C2"].comment
    assert comment is not None
    assert comment.author == "giayto"
    drawing = parts_of(path)["xl/drawings/vmlDrawing1.vml"].decode()
    assert [drawing.count(f'id="_x0000_s{n}"') for n in (1025, 1026, 1027)] == [1, 1, 1]
    assert drawing.count("<v:shapetype") == 1
    assert sheet.tables["T"].ref == "A1:B2"
    # The schema wants the mark for notes before the tables.
    xml = parts_of(path)["xl/worksheets/sheet1.xml"]
    assert xml.index(b"<legacyDrawing") < xml.index(b"<tableParts")


@pytest.mark.parametrize(
    ("ref", "totals", "together", "wanted"),
    [
        ("A1:C5", 0, True, "A1:C8"),
        ("A1:C5", 1, True, "A1:C5"),
        ("A1:C5", 0, False, "A1:C5"),
        ("A1:C4", 0, True, "A1:C4"),
        ("A1:C9", 0, True, "A1:C9"),
    ],
)
def test_a_table_grows_when_the_new_rows_follow_it(
    tmp_path: Path, ref: str, totals: int, together: bool, wanted: str
) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "A"
    for number in range(9):
        sheet.append([f"{letter}{number}" for letter in "abc"])
    sheet.add_table(Table(displayName="T", ref=ref, totalsRowCount=totals or None))
    book.save(path)
    edited = EditableWorkbook(path)
    edited.sheet("A").stretch(5, 8, tables=together)
    path.write_bytes(edited.to_bytes())
    table = load_workbook(path)["A"].tables["T"]
    assert table.ref == wanted
    assert table.autoFilter is None or table.autoFilter.ref == wanted


def broken_sheet(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet4.xml"] = parts["xl/worksheets/sheet4.xml"].replace(b"</row>", b"", 1)


def with_entities(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet4.xml"]
    parts["xl/worksheets/sheet4.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet


def binary(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.bin"] = parts.pop("xl/workbook.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")


def no_start(parts: dict[str, bytes]) -> None:
    parts["_rels/.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )


@pytest.mark.parametrize("spoil", [broken_sheet, with_entities, binary, no_start])
def test_what_cannot_be_edited_is_refused_before_anything_is_written(
    tmp_path: Path, spoil: object
) -> None:
    path = ward(tmp_path)
    parts = parts_of(path)
    spoil(parts)  # type: ignore[operator]
    write_parts(path, parts)
    before = path.read_bytes()
    source = a_list(tmp_path)
    with pytest.raises(WorkbookUnreadable) as caught:
        import_into_workspace(source, path)
    assert str(path) in str(caught.value.where)
    assert "Excel" in str(caught.value.fix)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ds.xlsx", "du-lieu.xlsx"]


def test_a_workbook_of_another_kind_under_a_good_name_is_refused(tmp_path: Path) -> None:
    import xlwt

    old = xlwt.Workbook()
    old.add_sheet("Đảng viên").write(0, 0, "Họ và tên")
    path = tmp_path / "du-lieu.xlsx"
    old.save(str(path))
    before = path.read_bytes()
    with pytest.raises(WorkbookUnreadable) as caught:
        import_into_workspace(a_list(tmp_path), path)
    assert ".xls" in str(caught.value.why)
    assert path.read_bytes() == before


def test_a_text_no_cell_can_hold_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = ward(tmp_path)
    before = path.read_bytes()
    source = a_list(tmp_path)
    book = load_workbook(source)
    book["DS"]["E2"] = "Hưu trí"
    book.save(source)
    parts = parts_of(source)
    name = "xl/worksheets/sheet1.xml"
    long = b"x " * 20_000
    parts[name] = parts[name].replace("Hưu trí".encode("ascii", "xmlcharrefreplace"), long)
    write_parts(source, parts)
    with pytest.raises(DataRejected) as caught:
        import_into_workspace(source, path)
    assert "Đảng viên" in str(caught.value.where)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ds.xlsx", "du-lieu.xlsx"]
