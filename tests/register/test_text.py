"""What stands in a register is text: no markup, no order to the screen, however it came in."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.register import open_register
from tests.reading import visible_text

HOSTILE = (
    "[/b] [red]x[/] {{ so }} \x1b[31mđỏ\x1b]0;tên\x07 \u202engược\u2066 dòng\nhai " + "dài " * 400
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace whose register came from elsewhere."""
    facts = {"body_code": "DU", "body_name": "Đảng uỷ", "symbol": "ĐU", "term": "2025-2030"}
    Workspace(tmp_path).register().issue("TB", abstract=HOSTILE, **facts)  # type: ignore[arg-type]
    with sqlite3.connect(tmp_path / "so-van-ban.db") as raw:
        raw.execute(
            "UPDATE register_entries SET abstract = ?, signer = ?, note = ?, body_name = ?",
            [HOSTILE] * 4,
        )
        raw.execute(
            "INSERT INTO register_history (entry_id, action, who, at, details) VALUES "
            "(1, 'correct', ?, '2026-06-05T00:00:00+00:00', ?)",
            ["\x1b[2Jai", '{"note": ["\\u001b[31m", "[/b]\\u202e"]}'],
        )
    raw.close()
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("xem",),
        ("xem", "--json"),
        ("xem", "1-TB/ĐU", "--lich-su"),
        ("kiem-tra",),
        ("huy", "1-TB/ĐU", "--ly-do", "[/b]\x1b[31m"),
        ("phat-hanh", "1-TB/ĐU"),
        ("cap", "--loai", "TB", "--trich-yeu", HOSTILE),
    ],
)
def test_every_command_prints_it_as_text(
    folder: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert main(["so", *command, "-C", str(folder)]) in (0, 3)
    told = capsys.readouterr()
    assert not set("\x1b\x07\u202e\u2066") & set(told.out + told.err)
    assert "GT000" not in told.err


def test_exports_hold_it_as_text(folder: Path) -> None:
    word, excel = folder / "so.docx", folder / "so.xlsx"
    assert main(["so", "xuat", str(word), str(excel), "-C", str(folder)]) == 0
    printed = visible_text(word.read_bytes())
    assert "[/b] [red]x[/] {{ so }}" in printed and "\u202e" not in printed
    sheet = openpyxl.load_workbook(excel).active
    assert sheet is not None
    cells = [str(cell.value) for row in sheet for cell in row if cell.value]
    assert any("[/b] [red]x[/] {{ so }}" in text for text in cells)
    assert not any("\u202e" in text or "\x1b" in text for text in cells)


def test_what_is_written_is_cleaned(tmp_path: Path, folder: Path) -> None:
    rows = open_register(folder).find()
    assert rows[0].abstract.startswith("[/b] [red]x[/] {{ so }} [31mđỏ]0;tên ngược dòng hai")
