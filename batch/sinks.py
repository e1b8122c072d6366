"""Where documents go (nơi nhận): what every place must do, and the folder.

A sink writes a file whole or not at all, tells what stands under a name, and
sets a file aside under a clear name. Paths are relative, with ``/``.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from .faults import cannot_write

PASSING = ".giayto-"
"""What names of half-written files begin with."""
ENDING = ".tam"
"""What they end with."""
_BINARY = getattr(os, "O_BINARY", 0)

Stamp = tuple[int, int | None]
"""Size in bytes, and time of last change in nanoseconds (``None``: not known)."""


class Sink(Protocol):
    """A place for documents (nơi nhận văn bản). All methods raise :class:`CannotWrite`."""

    def stamp(self, path: str) -> Stamp | None:
        """Size and time of a file; ``None`` when there is none."""

    def digest(self, path: str) -> str:
        """SHA-256 of a file in hexadecimal."""

    def write(self, path: str, data: bytes) -> Stamp:
        """Put a whole file in place; missing folders are made."""

    def write_with(self, path: str, make: Callable[[Path], object]) -> tuple[Stamp, str]:
        """Put a file in place that ``make`` writes; gives its stamp and digest."""

    def set_aside(self, path: str) -> str:
        """Rename a file so that its place is free; gives the new path."""

    def remove(self, path: str) -> None:
        """Delete a file, and its folder if that is then empty."""

    def clean(self, folder: str) -> None:
        """Delete half-written files that a killed run left in a folder."""

    def shown(self, path: str) -> str:
        """The path as a person looks for it."""


class Folder:
    """A folder on a disk or a network share (thư mục)."""

    def __init__(self, root: Path) -> None:
        self.root: str = str(root)
        self._count = itertools.count(1)
        self._mark = ""
        self._marked_by = 0

    def stamp(self, path: str) -> Stamp | None:
        try:
            found = os.stat(self.shown(path))  # noqa: PTH116 - speed
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def digest(self, path: str) -> str:
        try:
            return hashlib.sha256(Path(self.shown(path)).read_bytes()).hexdigest()
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error

    def write(self, path: str, data: bytes) -> Stamp:
        target = self.shown(path)
        passing = self._passing(target)
        try:
            try:
                handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
                handle = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
            try:
                view = memoryview(data)
                while view:
                    view = view[os.write(handle, view) :]
            finally:
                os.close(handle)
            os.replace(passing, target)  # noqa: PTH105
            found = os.stat(target)  # noqa: PTH116
        except OSError as error:
            _discard(passing)
            raise cannot_write(target, error) from error
        return found.st_size, found.st_mtime_ns

    def write_with(self, path: str, make: Callable[[Path], object]) -> tuple[Stamp, str]:
        target = Path(self.shown(path))
        passing = Path(self._passing(str(target)))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            make(passing)
            digest = hashlib.sha256(passing.read_bytes()).hexdigest()
            passing.replace(target)
            found = target.stat()
        except OSError as error:
            raise cannot_write(str(target), error) from error
        finally:
            _discard(str(passing))
        return (found.st_size, found.st_mtime_ns), digest

    def set_aside(self, path: str) -> str:
        source = Path(self.shown(path))
        try:
            changed = source.stat().st_mtime
            for name in aside_names(path, changed):
                if not Path(self.shown(name)).exists():
                    source.rename(self.shown(name))
                    return name
        except OSError as error:
            raise cannot_write(str(source), error) from error
        raise AssertionError("names never end")

    def remove(self, path: str) -> None:
        target = Path(self.shown(path))
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(str(target), error) from error
        try:
            target.parent.rmdir()
        except OSError:
            return  # not empty: other documents are there

    def clean(self, folder: str) -> None:
        try:
            with os.scandir(self.shown(folder)) as items:
                stale = [i.path for i in items if i.name.startswith(PASSING)]
        except OSError:
            return
        for path in stale:
            _discard(path)

    def shown(self, path: str) -> str:
        return f"{self.root}{os.sep}{path.replace('/', os.sep)}"

    def _passing(self, target: str) -> str:
        # Two computers may share the folder and have a process of the same number.
        if self._marked_by != os.getpid():
            self._marked_by, self._mark = os.getpid(), uuid.uuid4().hex[:8]
        folder = os.path.dirname(target)  # noqa: PTH120
        return f"{folder}{os.sep}{PASSING}{self._mark}-{next(self._count)}{ENDING}"


def aside_names(path: str, changed: float) -> Iterator[str]:
    """Names for a copy edited by hand, by the minute of its last change (bản sửa tay)."""
    stem, _, ending = path.rpartition(".")
    minute = time.strftime("%Y%m%d-%H%M", time.localtime(changed))
    yield f"{stem}-sua-tay-{minute}.{ending}"
    number = 2
    while True:
        yield f"{stem}-sua-tay-{minute}-{number}.{ending}"
        number += 1


ASIDE_LENGTH = len("-sua-tay-20261205-1430-2")


def _discard(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except OSError:
        return
