"""Foreign files are read where they take nobody along: killed, refused, or given back plain."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import Any

import pytest

from giayto.errors import WorkbookUnreadable
from giayto.files import killable
from giayto.files.killable import read_apart
from giayto.files.refusals import damaged


def plain(path: Path, content: bytes) -> list[Any]:
    return [path.name, len(content), dt.date(2026, 1, 2)]


def refusing(path: Path, content: bytes) -> list[Any]:
    raise damaged(path)


def aborting(path: Path, content: bytes) -> list[Any]:
    os.abort()


def sleeping(path: Path, content: bytes) -> list[Any]:
    time.sleep(60)
    return []


def hostile(path: Path, content: bytes) -> list[Any]:
    return [print]


def test_plain_values_come_back() -> None:
    assert read_apart(plain, Path("a.xls"), b"abc") == ["a.xls", 3, dt.date(2026, 1, 2)]


@pytest.mark.parametrize(("reader", "said"), [(refusing, "hỏng"), (aborting, "đã dừng")])
def test_a_refusal_and_a_breakdown_name_the_file(reader: Any, said: str) -> None:
    with pytest.raises(WorkbookUnreadable, match=said) as caught:
        read_apart(reader, Path("a.xls"), b"")
    assert "a.xls" in caught.value.what
    assert caught.value.fix


def test_one_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(killable, "_MOST_SECONDS", 1)
    with pytest.raises(WorkbookUnreadable, match="quá nhiều thời gian"):
        read_apart(sleeping, Path("a.xls"), b"")


def test_nothing_but_plain_values_is_taken() -> None:
    with pytest.raises(WorkbookUnreadable):
        read_apart(hostile, Path("a.xls"), b"")
