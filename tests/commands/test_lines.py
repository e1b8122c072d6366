"""In a window of 80 columns no line is longer, and none breaks inside a word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from giayto.commands.console import say_table, wrapped
from giayto.data.workbook.write import create_workbook
from tests.wards import small_dataset

_COLOUR = re.compile(r"\x1b\[[\d;]*m")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a window of POSIX")


def in_window(columns: int, program: str, *words: str) -> list[str]:
    """The lines a program shows in a terminal window so many columns wide."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    environment |= {"TERM": "dumb", "GIAYTO_LANG": "vi"}
    running = subprocess.Popen(
        [sys.executable, *program.split(), *words],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        said += piece
    running.wait()
    os.close(ours)
    return _COLOUR.sub("", said.decode()).replace("\r\n", "\n").splitlines()


def words_of(lines: list[str]) -> list[str]:
    return " ".join(lines).split()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return tmp_path


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        ("kiem-tra",),
        ("tao", "--don-vi", "Chi bộ không có trong sổ này " * 5),
        ("tao", "--donvi " * 12),
    ],
    ids=["findings", "error", "misuse"],
)
def test_messages_break_between_words(place: Path, words: tuple[str, ...]) -> None:
    shown = in_window(80, "-m giayto.cli", *words, "-C", str(place))
    wide = in_window(2000, "-m giayto.cli", *words, "-C", str(place))
    too_long = [line for line in shown if len(line) > 80 and str(place) not in line]
    assert shown and too_long == []
    assert words_of(shown) == words_of(wide), "the same words, none in two"


TABLE = (
    "from giayto.commands.console import say_table;"
    "say_table('Sổ văn bản đi', ['Số và ký hiệu', 'Ngày', 'Trích yếu', 'Người ký'],"
    "[['01-QĐ/ĐU', '21/12/2026', 'Về việc công nhận kết quả đánh giá, xếp loại chất lượng đảng viên"
    " thuộc Đảng bộ phường Mường Mẫu', 'Nguyễn-Trần Thị Hương Giang']])"
)


@POSIX
@pytest.mark.parametrize("columns", [80, 60, 40, 30])
def test_tables_break_between_words(columns: int) -> None:
    shown = in_window(columns, "-c", TABLE)
    assert shown and max(map(len, shown)) <= columns
    seen = {word.strip("│┃┏┓└┘┳━┡╇┩┴─-:") for line in shown for word in line.split()}
    for word in ("01-QĐ/ĐU", "21/12/2026", "Trích", "chất", "phường", "Nguyễn-Trần", "Giang"):
        assert word in seen, f"“{word}” whole in {columns} columns"


def test_a_table_in_a_pipe_keeps_its_lines_whole(capsys: pytest.CaptureFixture[str]) -> None:
    abstract = "Về việc công nhận kết quả đánh giá, xếp loại chất lượng đảng viên"
    say_table("Sổ", ["Số", "Trích yếu"], [["01", abstract]])
    assert abstract in capsys.readouterr().out


def test_lines_are_indented_where_they_go_on() -> None:
    assert wrapped("  Vì sao: một hai ba", 14) == "  Vì sao: một\n    hai ba"
    assert wrapped("a" * 30, 10) == "a" * 30, "a path is never cut"
    assert wrapped("một\n\nhai", 10) == "một\n\nhai"
    assert wrapped("một hai", None) == "một hai"


def test_a_command_to_be_typed_stays_in_one_piece() -> None:
    said = wrapped("Gõ lại “giayto kiem-tra --sua -C cb25” để sửa.", 36)
    assert said == "Gõ lại\n  “giayto kiem-tra --sua -C cb25” để\n  sửa."
    said = wrapped("Muốn dò: giayto kiem-tra --ra loi.xlsx", 30)
    assert said == "Muốn dò:\n  giayto kiem-tra --ra loi.xlsx"
