"""Saving a workbook: valid for Office, nothing of it lost."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from giayto.files.excel import save_workbook
from tests.office_validity import complaints


def _book() -> Workbook:
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value = "chữ"
    cell.font = Font(
        name="Times New Roman", size=13, bold=True, italic=True, strike=True, underline="single",
        color="9C0006", family=1, charset=163,
    )  # fmt: skip
    return book


def test_fonts_are_valid_and_keep_every_property(tmp_path: Path) -> None:
    target = tmp_path / "so.xlsx"
    save_workbook(_book(), target)
    assert complaints(target) == []
    read = load_workbook(target).worksheets[0]["A1"].font
    assert repr(read) == repr(_book().worksheets[0]["A1"].font)


def test_a_workbook_that_was_read_is_put_in_order_too(tmp_path: Path) -> None:
    plain, mended = tmp_path / "nguon.xlsx", tmp_path / "so.xlsx"
    _book().save(plain)
    assert complaints(plain) != []
    save_workbook(load_workbook(plain), mended)
    assert complaints(mended) == []


def test_a_stream_gets_the_whole_workbook() -> None:
    stream = io.BytesIO()
    save_workbook(_book(), stream)
    stream.seek(0)
    assert load_workbook(stream).worksheets[0]["A1"].value == "chữ"
