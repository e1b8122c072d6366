"""A private folder for what is only passing (chỗ nháp riêng): papers, lists, copies of registers.

One place for all of them, in the system's folder for temporary files. Its owner
holds a lock for as long as he lives: whose lock is free was killed, and the next
start removes what he left.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .faults import cannot_write

_NAME = "giayto-tam-"
LOCK = ".khoa"
"""What the lock file beside a folder ends with."""


def _remove(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        Path(folder + LOCK).unlink()


@contextmanager
def scratch(name: str = _NAME, remove: Callable[[str], None] = _remove) -> Iterator[Path]:
    """A new folder for this user alone, removed at the end with all that is in it.

    ``name`` is what folders of this kind begin with, ``remove`` how one of them
    and its lock go. Raises :class:`CannotWrite` when the disk has no room.
    """
    from filelock import FileLock, Timeout

    sweep_scratch(name, remove)
    base = Path(tempfile.gettempdir()).resolve()
    while True:
        folder = base / f"{name}{os.urandom(8).hex()}"
        lock = FileLock(f"{folder}{LOCK}", timeout=0, mode=0o600, thread_local=False)
        try:
            with suppress(NotImplementedError):
                lock.acquire()
            folder.mkdir(0o700)
        except Timeout:  # somebody sweeps, and took it for nobody's
            continue
        except OSError as error:
            lock.release()
            with suppress(OSError):
                Path(lock.lock_file).unlink()
            raise cannot_write(folder, error) from error
        break
    try:
        yield folder
    finally:
        remove(str(folder))
        lock.release()


def sweep_scratch(name: str = _NAME, remove: Callable[[str], None] = _remove) -> None:
    """Remove the folders of this kind that killed runs of this user left."""
    try:
        base = os.path.realpath(tempfile.gettempdir())
        found = [
            item.path
            for item in os.scandir(base)
            if item.name.startswith(name) and item.name.endswith(LOCK)
        ]
    except OSError:
        return
    if not found:  # the library is loaded only when there is something to do
        return
    from filelock import FileLock, Timeout

    for lock in found:
        with suppress(OSError, NotImplementedError, Timeout):
            if hasattr(os, "getuid") and os.lstat(lock).st_uid != os.getuid():
                continue
            with FileLock(lock, timeout=0, mode=0o600):
                remove(lock.removesuffix(LOCK))
