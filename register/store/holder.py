"""Who is writing in a register (người đang ghi): noted beside the file, told to those who wait.

The note is a courtesy: a lock without one is held by another program, and a
note without a lock is what a killed writer left.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from ...errors import CannotWrite
from ...files.small import read_small
from ...files.whole import discard, write_bytes
from ...i18n import tr

_ENDING = ".dang-ghi"
_LONGEST = 200


def this_user() -> str:
    """Who works here (người ghi sổ): user and computer, as the system knows them."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "?"
    return f"{user}@{socket.gethostname()}"


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """Let those who wait for a register's file see who is writing in it."""
    note = path.with_name(path.name + _ENDING)
    said = f"{this_user()} · {os.getpid()} · {datetime.now():%d/%m/%Y %H:%M:%S}"
    with suppress(CannotWrite):
        write_bytes(note, said.encode("utf-8"))
    try:
        yield
    finally:
        discard(str(note))


def holder_of(path: Path) -> str:
    """Who is writing in a file, as noted; another program when nothing is."""
    try:
        said = read_small(path.with_name(path.name + _ENDING))[:_LONGEST]
    except OSError:
        said = b""
    words = "".join(c for c in said.decode("utf-8", "replace") if c.isprintable())
    return words or nobody_known()


def nobody_known() -> str:
    """What is said when it is not known who is writing."""
    return tr("không rõ, có thể là một chương trình khác")
