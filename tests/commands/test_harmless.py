"""What stands in data is shown as text: a terminal obeys nothing of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from giayto import cli
from giayto.commands.console import say, say_json, say_table

BAD = "\x1b[31m\x07 \x9b2J \u202etxt [/b]"


def test_lines_and_tables_hold_nothing_a_terminal_obeys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(BAD)
    say_table(BAD, [BAD, "B"], [[BAD, "1"]])
    shown = capsys.readouterr().out
    assert not set(shown) & set("\x1b\x07\x9b\u202e")
    assert shown.count("[/b]") >= 3


def test_json_keeps_the_text_and_escapes_it(capsys: pytest.CaptureFixture[str]) -> None:
    say_json([BAD])
    shown = capsys.readouterr().out
    assert not set(shown) & set("\x1b\x9b\u202e")
    assert json.loads(shown) == [BAD]


def test_a_file_name_is_shown_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["nhap", str(tmp_path / "a\x1b[31m.xlsx"), "-C", str(tmp_path)]) != 0
    shown = capsys.readouterr()
    assert "\x1b[31m" not in shown.out + shown.err
    assert "a␛[31m.xlsx" in shown.err
