"""What the terminal gets is text: no name, no cell of a workbook is obeyed by it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from giayto.commands.console import (
    printable,
    say,
    say_aside,
    say_error,
    say_json,
    say_table,
)
from giayto.errors import CannotWrite

HOSTILE = [
    "\x1b[2J\x1b[1;1H",  # clears the screen
    "\x1b]0;tên cửa sổ\x07",
    "\x1b]8;;http://127.0.0.1/\x1b\\bấm\x1b]8;;\x1b\\",
    "\x9b31m",  # the same in one character
    "\x08\x08\x08xong",
    "dòng này\rbị che",
    "\u202etxt.exe",  # read from right to left
    "\u2066a\u2069",
    "\x00\x7f\ufeff",
    "\udcff",
]
OBEYED = set("\x00\x07\x08\r\x1b\x7f\x9b\u202e\u2066\u2069\ufeff\udcff")


def through_table(text: str) -> None:
    say_table(text, ["Tên", text], [["a", text], [text, "[/b] [red]b"]])


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "way",
    [
        say,
        say_aside,
        say_json,
        lambda text: say_json({text: [text]}),
        lambda text: say_error(CannotWrite(text, where=text, why=text, fix=text, details=[text])),
        through_table,
    ],
)
def test_nothing_the_terminal_would_obey_is_printed(
    way: Callable[[str], None], hostile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    way(f"Đảng uỷ {hostile} [/b]")
    said = capsys.readouterr()
    shown = said.out + said.err
    assert not OBEYED & set(shown)
    assert "Đảng uỷ" in shown and "[/b]" in shown


@pytest.mark.parametrize("hostile", HOSTILE[:-1], ids=range(len(HOSTILE) - 1))
def test_a_machine_gets_the_very_same_text(
    hostile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_json({"ten": hostile})
    assert json.loads(capsys.readouterr().out) == {"ten": hostile}


def test_a_name_of_two_lines_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\nLỗi GT000: giả.docx"
    say_error(CannotWrite(f"Không ghi được {name}.", where=name))
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert printable(name, one_line=True) == "a\\nLỗi GT000: giả.docx"
    assert printable(name) == name


def test_ordinary_vietnamese_is_printed_as_it_stands() -> None:
    text = "Đặng Thị Ánh – “Chi bộ 1”, H’Hen Niê\u0301, 100%\n\tdòng hai"
    assert printable(text) == text
