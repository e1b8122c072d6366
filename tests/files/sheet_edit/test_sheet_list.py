"""A sheet put into a workbook, or taken out, leaves the others what they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from giayto.files.sheet_edit import EditableWorkbook, lay_out, link
from tests.data.books import write_book
from tests.data.rich_book import parts_of
from tests.office_validity import complaints


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two sheets, the second in front when opened; a print area and a filter on the second."""
    path = write_book(tmp_path / "so.xlsx", {"Một": [["a", 1]], "Hai": [["b", 2], ["c", 3]]})
    book = load_workbook(path)
    book["Hai"].print_area = "A1:B2"
    book["Hai"].auto_filter.ref = "A1:B2"
    book["Hai"].defined_names["rieng"] = DefinedName("rieng", attr_text="Hai!$A$1")
    book["Một"].sheet_view.tabSelected = False
    book.active = 1
    book.save(path)
    return path


def with_sheet(path: Path, *, first: bool) -> Path:
    book = EditableWorkbook(path)
    sheet = book.add_sheet("Mới", first=first)
    sheet.set("A1", "Bấm")
    link(sheet, {"A1": ("Hai", "B2")})
    lay_out(sheet, [20, 9], header_row=1, filter_ref="A1:B1", shown=first)
    after = path.with_stem("sau")
    after.write_bytes(book.to_bytes())
    return after


def test_a_sheet_in_front_is_the_one_seen_and_alone_selected(path: Path) -> None:
    book = load_workbook(with_sheet(path, first=True))
    assert book.sheetnames == ["Mới", "Một", "Hai"]
    assert book.active is not None and book.active.title == "Mới"
    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == ["Mới"]
    assert book["Hai"].print_area == "'Hai'!$A$1:$B$2", "names follow their sheet"
    assert list(book["Hai"].defined_names) == ["rieng"]
    assert book["Mới"]["A1"].hyperlink.location == "'Hai'!B2"
    assert book["Mới"].freeze_panes == "A2"


def test_a_sheet_at_the_end_leaves_what_is_seen(path: Path) -> None:
    after = with_sheet(path, first=False)
    book = load_workbook(after)
    assert book.sheetnames == ["Một", "Hai", "Mới"]
    assert book.active is not None and book.active.title == "Hai"
    before, parts = parts_of(path), parts_of(after)
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert parts[part] == before[part]
    assert complaints(after) == complaints(path)


@pytest.mark.parametrize("first", [True, False])
def test_added_and_taken_out_again_nothing_is_left(path: Path, first: bool) -> None:
    after = with_sheet(path, first=first)
    book = EditableWorkbook(after)
    book.remove_sheet("Mới")
    after.write_bytes(book.to_bytes())
    again = load_workbook(after)
    assert again.sheetnames == ["Một", "Hai"]
    assert again["Hai"].print_area == "'Hai'!$A$1:$B$2"
    assert set(parts_of(after)) == set(parts_of(path))


def test_a_sheet_replaced_in_one_go_is_there(path: Path) -> None:
    book = EditableWorkbook(path)
    book.remove_sheet("Hai")
    book.add_sheet("Hai").set("A1", "mới")
    path.write_bytes(book.to_bytes())
    again = load_workbook(path)
    assert again.sheetnames == ["Một", "Hai"]
    assert again["Hai"]["A1"].value == "mới"
    assert list(again["Hai"].defined_names) == []


def test_a_name_that_is_taken_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="Hai"):
        EditableWorkbook(path).add_sheet("Hai")
