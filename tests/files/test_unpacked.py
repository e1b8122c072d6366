"""One part of a zip: within limits, and only of what is a zip from its beginning."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from giayto.errors import WorkbookUnreadable
from giayto.files.unpacked import read_part

NAME = "word/document.xml"
TEXT = "Họ và tên;Ngày sinh\nLê Thị Hoa;05/06/1980\n"


def zipped(content: bytes, name: str = NAME) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def test_a_part_is_read_and_one_that_is_not_there_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(b"<w/>"))
    assert read_part(path, NAME) == b"<w/>"
    assert read_part(path, "khac.xml") == b""


def test_a_part_beyond_its_limit_is_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped(b"0" * 1_000_000))
    with pytest.raises(WorkbookUnreadable):
        read_part(tmp_path / "a.docx", NAME, 999_999)


@pytest.mark.parametrize("place", [40, 45, 60])
def test_a_damaged_part_is_told(tmp_path: Path, place: int) -> None:
    damaged = bytearray(zipped(bytes(range(256)) * 8))
    damaged[place : place + 20] = b"\xff" * 20
    (tmp_path / "a.docx").write_bytes(damaged)
    with pytest.raises(WorkbookUnreadable):
        read_part(tmp_path / "a.docx", NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    with pytest.raises(WorkbookUnreadable):
        read_part(tmp_path / "a.docx", NAME)


def test_a_zip_behind_a_text_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    behind = zipped(b"<fonts>.VnTime</fonts>", "xl/styles.xml")
    path.write_bytes(TEXT.encode() + behind)
    assert read_part(path, "xl/styles.xml") == b""
