"""Formulas, errors and looks are told however legally the XML of a sheet is written."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from giayto.errors import WorkbookUnreadable
from giayto.files.spreadsheet import SourceSheet, read_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def package(
    path: Path, sheet: bytes, *, target: str = "worksheets/sheet1.xml", shared: str = ""
) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="DS" sheetId="1" r:id="s"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="s" '
            f'Type="{OFFICE}/worksheet" Target="{target}"/><Relationship Id="t" '
            f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def sheet_xml(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def read(tmp_path: Path, rows: str) -> SourceSheet:
    return read_book(package(tmp_path / "ds.xlsx", sheet_xml(rows).encode())).sheets[0]


NAME = '<c r="A2" t="inlineStr"><is><t>Tạo</t></is></c>'
FORMULAS = {
    "style before place": '<c s="0" r="C2"><f>A1+1</f></c>',
    "single quotes": "<c r='C2'><f>A1+1</f></c>",
    "new lines": '<c\n r="C2"\n>\n<f\n>A1+1</f\n>\n</c>',
    "no place": "<c/><c><f>A1+1</f></c>",
    "marked section": '<c r="C2"><f><![CDATA[A1+1]]></f></c>',
    "comment": '<c r="C2"><!-- x --><f>A1+1</f></c>',
    "empty value": '<c r="C2"><f>A1+1</f><v></v></c>',
    "text without value": '<c r="C2" t="str"><f>A1+1</f></c>',
}


@pytest.mark.parametrize("case", FORMULAS)
def test_a_formula_never_computed_is_told(tmp_path: Path, case: str) -> None:
    sheet = read(tmp_path, f'<row r="2">{NAME}{FORMULAS[case]}</row>')
    assert sheet.troubles == {"C2": ("formula", "=A1+1")}
    assert sheet.formulas == {"C2"}


def test_prefixed_names_are_names(tmp_path: Path) -> None:
    rows = f'<row r="2" hidden="1">{NAME}<c r="C2"><f>A1+1</f></c></row>'
    xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet_xml(rows)).replace("xmlns=", "xmlns:x=")
    sheet = read_book(package(tmp_path / "ds.xlsx", xml.encode())).sheets[0]
    assert sheet.rows[1][0] == "Tạo"
    assert sheet.troubles == {"C2": ("formula", "=A1+1")}
    assert sheet.hidden_rows == {2}


def test_shared_and_array_formulas_tell_every_cell(tmp_path: Path) -> None:
    shared = (
        '<c r="B2"><f t="shared" ref="B2:C2" si="0">A1</f></c><c r="C2"><f t="shared" si="0"/></c>'
    )
    array = '<c r="D2"><f t="array" ref="D2:E2">A1:B1</f></c>'
    sheet = read(tmp_path, f'<row r="2">{NAME}{shared}{array}</row>')
    assert {cell: told for cell, (_, told) in sheet.troubles.items()} == {
        "B2": "=A1",
        "C2": "=A1",
        "D2": "=A1:B1",
        "E2": "=A1:B1",
    }


def test_an_error_and_an_empty_result_differ(tmp_path: Path) -> None:
    cells = '<c t="e"\n r="B2"><v>#REF!</v></c><c r="C2" t="str"><f>A1</f><v></v></c>'
    assert read(tmp_path, f'<row r="2">{NAME}{cells}</row>').troubles == {"B2": ("error", "#REF!")}


@pytest.mark.parametrize(
    "value", ["<![CDATA[12]]>", "1<!-- x -->2", "1&#50;", "\n12\n", "<?x y?>12"]
)
def test_a_number_is_read_whole(tmp_path: Path, value: str) -> None:
    sheet = read(tmp_path, f'<row r="1"><c r="B1"><v>{value}</v></c></row>')
    assert sheet.rows == [["", 12.0]]


def test_parts_in_utf16_and_winding_targets(tmp_path: Path) -> None:
    rows = f'<row r="2">{NAME}<c r="C2"><f>A1+1</f></c></row>'
    xml = ('<?xml version="1.0" encoding="UTF-16"?>' + sheet_xml(rows)).encode("utf-16")
    path = package(tmp_path / "ds.xlsx", xml, target="../xl/./worksheets/sheet1.xml")
    sheet = read_book(path).sheets[0]
    assert sheet.rows[1][0] == "Tạo"
    assert sheet.troubles == {"C2": ("formula", "=A1+1")}


def test_letters_xml_forbids_lose_nobody(tmp_path: Path) -> None:
    xml = sheet_xml(f'<row r="2">{NAME}<c r="C2"><f>A1+1</f></c></row>').replace("Tạo", "T\x0bạo")
    sheet = read_book(package(tmp_path / "ds.xlsx", xml.encode())).sheets[0]
    assert sheet.rows[1][0] == "Tạo"


FAR = {
    "plain": '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
    "style first": '<row r="1"><c s="0" r="XFD1048576"><v>1</v></c></row>',
    "small letters": "<row><c r='xfd1048576'><v>1</v></c></row>",
    "stray": f'<row r="2">{NAME}</row><row r="1048576"><c r="H1048576"><v>1</v></c></row>',
}


@pytest.mark.parametrize("case", FAR)
def test_a_far_cell_is_named(tmp_path: Path, case: str) -> None:
    with pytest.raises(WorkbookUnreadable, match=r"ô (XFD|H)1048576"):
        read(tmp_path, FAR[case])


def test_the_limit_is_the_whole_books(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for number in range(10):
        sheet = book.create_sheet(f"T{number}")
        sheet["A1"], sheet["T50000"] = 1, 2
    book.save(tmp_path / "so.xlsx")
    with pytest.raises(WorkbookUnreadable, match="ô T50000"):
        read_book(tmp_path / "so.xlsx")


@pytest.mark.parametrize(
    "rows",
    ["<row " * 100_000, '<row r="1"><c r="A1"><f>' * 50_000, '<row r="99999999999"/><x>'],
)
def test_damaged_xml_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(WorkbookUnreadable):
        read(tmp_path, f"{rows}<c r='A1'/>")


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    xml = '<!DOCTYPE a [<!ENTITY x "y">]>' + sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    with pytest.raises(WorkbookUnreadable, match="hỏng"):
        read_book(package(tmp_path / "ds.xlsx", xml.encode()))
