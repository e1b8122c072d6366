"""What lies in a folder that others may write to is read within limits, and never waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.conventions.ruleset import load_rules
from giayto.data.workbook.write import create_workbook
from giayto.errors import RuleSetInvalid
from giayto.files.small import NotPlainFile, TooLarge, read_small
from tests.wards import small_dataset

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices are POSIX")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with papers."""
    made = Workspace.create(tmp_path / "phuong")
    create_workbook(made.workbook, small_dataset(), example=False)
    made.make("xep-loai", numbers=True)
    return made.folder


def test_a_plain_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"12345")
    assert read_small(tmp_path / "tep", 5) == b"12345"
    with pytest.raises(TooLarge):
        read_small(tmp_path / "tep", 4)
    with pytest.raises(FileNotFoundError):
        read_small(tmp_path / "khong-co")


@pytest.mark.parametrize("odd", [pipe, device])
def test_a_pipe_or_a_device_is_no_file(tmp_path: Path, odd: Callable[[Path], None]) -> None:
    odd(tmp_path / "tep")
    with pytest.raises(NotPlainFile):
        read_small(tmp_path / "tep")


@pytest.mark.parametrize("odd", [pipe, device])
@pytest.mark.parametrize(
    "name",
    [
        "dinh-danh.json",
        "van-ban/nhat-ky.jsonl",
        "mau/kiem-diem-02b.docx",
        ".so-van-ban.o-dau",
        "~$du-lieu.xlsx",
    ],
)
def test_no_command_waits_for_a_pipe_or_reads_a_device(
    place: Path, capsys: pytest.CaptureFixture[str], odd: Callable[[Path], None], name: str
) -> None:
    (place / name).unlink(missing_ok=True)
    odd(place / name)
    main(["kiem-tra", "-C", str(place)])
    main(["ho-tro", "-C", str(place)])
    assert "GT000" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [b"a = " + b"[" * 50_000, b"a = " + b"9" * 10_000, b"\xff", b"a = 1\n" * 1_000_000],
    ids=["deep", "a number without end", "no text", "large"],
)
def test_rules_of_an_office_that_are_none_are_told(tmp_path: Path, content: bytes) -> None:
    own = tmp_path / "the-thuc.toml"
    own.write_bytes(content)
    with pytest.raises(RuleSetInvalid) as told:
        load_rules("party-2026", own)
    assert told.value.where == str(own)
    assert told.value.why or told.value.fix


@pytest.mark.parametrize("odd", [pipe, device])
def test_rules_of_an_office_that_are_no_file_are_told(
    tmp_path: Path, odd: Callable[[Path], None]
) -> None:
    odd(tmp_path / "the-thuc.toml")
    with pytest.raises(RuleSetInvalid, match="Không đọc được"):
        load_rules("party-2026", tmp_path / "the-thuc.toml")
