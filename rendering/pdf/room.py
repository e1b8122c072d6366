"""A private folder to convert in (phòng riêng): papers leave it only as finished PDFs.

Nothing of it outlives the run: closed at the end and on Ctrl-C, by the guardian
when giayto is killed, by the next run when the guardian was killed as well.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ...files.faults import cannot_write
from . import guardian

_NAME = "giayto-pdf-"


@contextmanager
def private_room() -> Iterator[Path]:
    """A folder for this user alone; at the end what works in it is ended, and it is removed.

    Raises :class:`CannotWrite` when the disk has no room for it.
    """
    base = Path(tempfile.gettempdir()).resolve()
    _sweep(base)
    room = base / f"{_NAME}{secrets.token_hex(8)}"
    lock = FileLock(f"{room}{guardian.LOCK}", timeout=0, mode=0o600)
    try:
        # Held as long as this process lives: a room whose lock is free is nobody's.
        with suppress(NotImplementedError):
            lock.acquire()
        room.mkdir(0o700)
    except OSError as error:
        lock.release()
        raise cannot_write(room, error) from error
    try:
        with _guarded(room):
            yield room
    finally:
        lock.release()


@contextmanager
def _guarded(room: Path) -> Iterator[None]:
    # A group of its own: what kills the family of giayto leaves the guardian to clean up.
    with subprocess.Popen(
        [sys.executable, "-I", "-S", guardian.__file__, str(room)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=room.parent,
    ) as watcher:
        try:
            yield
        finally:
            guardian.clear(str(room))
            watcher.kill()


def _sweep(base: Path) -> None:
    """Clear the rooms that killed runs of this user left."""
    for lock in base.glob(f"{_NAME}*{guardian.LOCK}"):
        with suppress(OSError, NotImplementedError, Timeout):
            if hasattr(os, "getuid") and lock.lstat().st_uid != os.getuid():
                continue
            with FileLock(lock, timeout=0, mode=0o600):
                guardian.clear(str(lock).removesuffix(guardian.LOCK))
