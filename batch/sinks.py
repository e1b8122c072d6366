"""Where documents go (nơi nhận): what every place must do, and the folder.

A sink writes a file whole or not at all, tells what stands under a name, and
sets a file aside under a clear name. Paths are relative, with ``/``.
"""

from __future__ import annotations

import glob
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from ..errors import CannotWrite
from ..files.faults import cannot_write
from ..files.whole import make_folder, passing, sweep, write_bytes
from ..i18n import tr

_ASIDE = "-sua-tay-"
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

    def move(self, path: str, to: str) -> bool:
        """Give a file another place unless that is taken; whether it got it.

        In a folder its PDF and the copies edited by hand go with it.
        """

    def remove(self, path: str) -> None:
        """Delete a file."""

    def clean(self, folder: str) -> None:
        """Delete half-written files that a killed run left in a folder."""

    def shown(self, path: str) -> str:
        """The path as a person looks for it."""


class Folder:
    """A folder on a disk or a network share (thư mục)."""

    def __init__(self, root: Path) -> None:
        self.root: str = str(root)

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
        write_bytes(target, data)
        return self._stamped(target)

    def write_with(self, path: str, make: Callable[[Path], object]) -> tuple[Stamp, str]:
        target = self.shown(path)
        with passing(target) as made:
            make(made)
            digest = hashlib.sha256(made.read_bytes()).hexdigest()
        return self._stamped(target), digest

    def _stamped(self, target: str) -> Stamp:
        try:
            found = os.stat(target)  # noqa: PTH116 - speed
        except OSError as error:
            raise cannot_write(target, error) from error
        return found.st_size, found.st_mtime_ns

    def set_aside(self, path: str) -> str:
        source = self._own(path)
        try:
            changed = source.stat().st_mtime
            for name in aside_names(path, changed):
                if not Path(self.shown(name)).exists():
                    source.rename(self.shown(name))
                    return name
        except OSError as error:
            raise cannot_write(source, error) from error
        raise AssertionError("names never end")

    def move(self, path: str, to: str) -> bool:
        source, target = self._own(path), Path(self.shown(to))
        make_folder(target.parent)
        try:
            if not _renamed(source, target):
                return False
        except OSError as error:
            raise cannot_write(source, error) from error
        for beside in self._beside(source):
            with suppress(OSError):  # open somewhere: it stays, and is not lost
                _renamed(beside, target.with_name(target.stem + beside.name[len(source.stem) :]))
        for folder in list(source.parents)[:3]:
            try:
                folder.rmdir()
            except OSError:
                break  # not empty: other documents are there
        return True

    def _beside(self, source: Path) -> list[Path]:
        """What stands beside a file and belongs to it."""
        copies = source.parent.glob(f"{glob.escape(source.stem)}{_ASIDE}*")
        return [source.with_suffix(".pdf"), *copies]

    def remove(self, path: str) -> None:
        target = self._own(path)
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(target, error) from error

    def _own(self, path: str) -> Path:
        """The file of a path, which must lie in the folder: what a link leads to is not ours."""
        file = Path(self.shown(path))
        if not file.parent.resolve().is_relative_to(Path(self.root).resolve()):
            raise CannotWrite(
                tr("Thư mục này là liên kết dẫn ra ngoài thư mục kết quả."),
                where=str(file.parent),
                why=tr("Tệp ở đó có thể là của việc khác nên không bị đổi tên hay xoá."),
                fix=tr("Bỏ liên kết ấy, hoặc chọn cả thư mục kết quả khác bằng --ra."),
            )
        return file

    def clean(self, folder: str) -> None:
        sweep(self.shown(folder))

    def shown(self, path: str) -> str:
        return f"{self.root}{os.sep}{path.replace('/', os.sep)}"


def _renamed(source: Path, target: Path) -> bool:
    # Where capitals do not count, a name may differ from itself.
    if target.exists() and not target.samefile(source):
        return False
    source.rename(target)
    return True


def aside_names(path: str, changed: float) -> Iterator[str]:
    """Names for a copy edited by hand, by the minute of its last change (bản sửa tay)."""
    stem, _, ending = path.rpartition(".")
    minute = time.strftime("%Y%m%d-%H%M", time.localtime(changed))
    yield f"{stem}{_ASIDE}{minute}.{ending}"
    number = 2
    while True:
        yield f"{stem}{_ASIDE}{minute}-{number}.{ending}"
        number += 1


ASIDE_LENGTH = len(f"{_ASIDE}20261205-1430-2")
