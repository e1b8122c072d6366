"""What cells show beside their values is read from the XML, and only what people put there."""

from __future__ import annotations

import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.write import create_workbook
from giayto.files.spreadsheet import SourceSheet, read_book


def _read(path: Path, book: Workbook) -> SourceSheet:
    book.save(path)
    return read_book(path).sheets[0]


def test_struck_percent_coloured_and_noted_cells_are_known(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 6):
        sheet[f"A{row}"] = row
    sheet["A1"].font = Font(strike=True)
    sheet["A2"].number_format = "0.0%"
    sheet["A3"].fill = PatternFill("solid", start_color="FFFF00")
    sheet["A4"].comment = Comment("hai\ndòng", "Lan")
    sheet["A5"].font = Font(strike=False)
    sheet["B5"].number_format = "0%"  # empty
    sheet["B6"] = "=A1+A2"
    read = _read(tmp_path / "so.xlsx", book)
    assert read.looks.struck == {"A1"}
    assert read.looks.percent == {"A2"}
    assert read.looks.coloured == {"A3": "FFFF00"}
    assert read.looks.notes == {"A4": ("Lan", "hai dòng")}
    assert read.formulas == {"B6"}


def test_the_dress_of_our_own_workbook_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "du-lieu.xlsx"
    create_workbook(path, sample_dataset())
    looks = [sheet.looks for sheet in read_book(path).sheets]
    assert len(looks) > 10
    assert [look for look in looks if look.struck or look.percent or look.coloured] == []
    assert {author for look in looks for author, _ in look.notes.values()} == {"giayto"}


def test_damaged_styles_hide_no_data(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "còn"
    book.worksheets[0]["A1"].comment = Comment("ghi", "Lan")
    book.save(tmp_path / "so.xlsx")
    with zipfile.ZipFile(tmp_path / "so.xlsx") as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/comments/comment1.xml"] = b"<!DOCTYPE x><comments/>"
    with zipfile.ZipFile(tmp_path / "hong.xlsx", "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    read = read_book(tmp_path / "hong.xlsx").sheets[0]
    assert read.rows[0][0] == "còn"
    assert read.looks.notes == {}
