"""Tables that go beyond the right margin: told where they really do, by how much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from giayto.checking.masters.one_file import check_master

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def told(folder: Path, table_mm: float, change: Callable[[Table], object] = bool) -> list[str]:
    """Why a table of two columns is told, on a page 165 mm wide between its margins."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for column in table.columns:
        column.width = Mm(table_mm / 2)
        for cell in column.cells:
            cell.width = column.width
    table.cell(0, 0).text = "Họ và tên"
    change(table)
    path = folder / "mẫu.docx"
    document.save(str(path))
    findings = check_master(path, [])
    assert all("bảng 1, hàng 1, cột 1 “Họ và tên”" in f.where for f in findings)
    return [f.why for f in findings if f.code == "KT-943"]


def test_a_table_wider_than_the_text_is_told_with_how_much(tmp_path: Path) -> None:
    (why,) = told(tmp_path, 175)
    assert "rộng 175 mm" in why and "165 mm" in why and "quá lề 10 mm" in why
    assert "không in ra" not in why
    (why,) = told(tmp_path, 200)
    assert "quá lề 35 mm" in why and "không in ra" in why


def _as_wide_as_the_window(table: Table) -> None:
    for width in table._tbl.iterfind(f"{qn('w:tblPr')}/{qn('w:tblW')}"):
        width.set(qn("w:type"), "pct")
        width.set(qn("w:w"), "5000")


def _autofit(table: Table) -> None:
    table.autofit = True


def _floating(table: Table) -> None:
    table._tbl.tblPr.insert(0, parse_xml(f'<w:tblpPr {W} w:tblpX="1"/>'))


def _to_the_right(table: Table) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.RIGHT


def _landscape(table: Table) -> None:
    (size,) = table.part.element.iter(qn("w:pgSz"))
    size.set(qn("w:orient"), "landscape")
    size.set(qn("w:w"), "16838")


@pytest.mark.parametrize(
    "change", [_as_wide_as_the_window, _autofit, _floating, _to_the_right, _landscape]
)
def test_a_table_that_word_keeps_on_the_page_is_not_told(
    tmp_path: Path, change: Callable[[Table], object]
) -> None:
    assert told(tmp_path, 200, change) == []


def test_a_hair_beyond_the_margin_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, 167) == []


def _indented(table: Table) -> None:
    table._tbl.tblPr.append(parse_xml(f'<w:tblInd {W} w:w="567" w:type="dxa"/>'))


def _centred(table: Table) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER


def test_where_the_table_begins_counts(tmp_path: Path) -> None:
    (why,) = told(tmp_path, 165, _indented)
    assert "quá lề 10 mm" in why
    (why,) = told(tmp_path, 185, _centred)
    assert "quá lề 10 mm" in why
