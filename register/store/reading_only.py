"""A register that can only be read (sổ chỉ đọc): a write-protected file, folder, stick or disc."""

from __future__ import annotations

import os
import shutil
import sqlite3
import weakref
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from ...files.scratch import scratch
from .engine import file_uri

_WAL_MARK = slice(18, 20)  # https://www.sqlite.org/fileformat2.html#file_format_version_numbers
_WAL = b"\x02\x02"
_IMMUTABLE = "mode=ro&immutable=1"


@dataclass(frozen=True)
class ReadingOnly:
    """How to read what cannot be written (cách đọc): the file to open, how SQLite opens it."""

    file: Path
    how: str


def reading_only(path: Path) -> ReadingOnly | None:
    """How to read a file that is write-protected; ``None`` for one that can be written.

    Raises :class:`OSError`.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return None
    with path.open("rb") as file:
        logged = file.read(_WAL_MARK.stop)[_WAL_MARK] == _WAL
    log = path.with_name(path.name + ("-wal" if logged else "-journal"))
    if logged and not (log.exists() and log.stat().st_size):
        # Nobody writes: SQLite may read without the files it cannot lay beside it.
        return ReadingOnly(path, _IMMUTABLE)
    if _opens(path):
        return ReadingOnly(path, "mode=ro")
    return copied(path) if log.exists() else ReadingOnly(path, _IMMUTABLE)


def copied(path: Path) -> ReadingOnly:
    """A private copy, with its log: what a killed writer left is read in, an old one upgraded.

    It goes with the object. Raises :class:`OSError`.
    """
    with ExitStack() as held:
        reads = ReadingOnly(copy_into(held.enter_context(scratch()), path), "mode=rw")
        weakref.finalize(reads, held.pop_all().close)
    return reads


def copy_into(folder: Path, path: Path) -> Path:
    """Copy a register's file with its log; the copy. Raises :class:`OSError`."""
    copy = folder / path.name
    for ending in ("", "-wal", "-journal"):
        source = path.with_name(path.name + ending)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + ending))
    return copy


def _opens(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file_uri(path)}?mode=ro", uri=True)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        return False
    return True
