"""Where documents go (nơi nhận): a folder, or any storage that fsspec knows.

A sink writes a file whole or not at all, tells what stands under a name, and
sets a file aside under a clear name. Paths are relative, with ``/``.
"""

from __future__ import annotations

import errno
import hashlib
import importlib
import os
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from ..errors import CannotWrite
from ..i18n import tr

PASSING = ".giayto-"
"""What names of half-written files begin with."""
_ENDING = ".tam"
_BINARY = getattr(os, "O_BINARY", 0)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WINDOWS_NAME_TOO_LONG = 206

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
        self._count = 0
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
            for name in _aside_names(path, changed):
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
        self._count += 1
        folder = os.path.dirname(target)  # noqa: PTH120
        return f"{folder}{os.sep}{PASSING}{self._mark}-{self._count}{_ENDING}"


class Remote:
    """A storage that fsspec knows (kho từ xa): ``s3://…``, ``sftp://…``, ``memory://…``.

    Object stores put a whole object or nothing; elsewhere the file is written
    beside and moved.
    """

    _WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"})

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._opened: tuple[Any, str] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return (Remote, (self.url,))

    def _place(self, path: str) -> tuple[Any, str]:
        if self._opened is None:
            try:
                self._opened = importlib.import_module("fsspec").url_to_fs(self.url)
            except (ImportError, ValueError, OSError) as error:
                raise CannotWrite(
                    tr("Không mở được kho “{dia_chi}”.").format(dia_chi=self.url),
                    why=str(error),
                    fix=tr("Xem lại địa chỉ; một số kho cần cài thêm gói của fsspec."),
                ) from error
        files, root = self._opened
        return files, f"{root.rstrip('/')}/{path}"

    def stamp(self, path: str) -> Stamp | None:
        files, place = self._place(path)
        try:
            return int(files.info(place)["size"]), None
        except OSError:
            return None

    def digest(self, path: str) -> str:
        files, place = self._place(path)
        try:
            return hashlib.sha256(files.cat_file(place)).hexdigest()
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error

    def write(self, path: str, data: bytes) -> Stamp:
        files, place = self._place(path)
        folder, _, _ = place.rpartition("/")
        protocol = files.protocol
        names = {protocol} if isinstance(protocol, str) else set(protocol)
        try:
            files.makedirs(folder, exist_ok=True)
            if names & self._WHOLE:
                files.pipe_file(place, data)
            else:
                passing = f"{folder}/{PASSING}{uuid.uuid4().hex}{_ENDING}"
                files.pipe_file(passing, data)
                files.mv(passing, place)
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error
        return len(data), None

    def write_with(self, path: str, make: Callable[[Path], object]) -> tuple[Stamp, str]:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="giayto-") as folder:
            passing = Path(folder) / "tep.docx"
            make(passing)
            data = passing.read_bytes()
        return self.write(path, data), hashlib.sha256(data).hexdigest()

    def set_aside(self, path: str) -> str:
        files, place = self._place(path)
        try:
            for name in _aside_names(path, time.time()):
                if not files.exists(self._place(name)[1]):
                    files.mv(place, self._place(name)[1])
                    return name
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error
        raise AssertionError("names never end")

    def remove(self, path: str) -> None:
        files, place = self._place(path)
        try:
            files.rm_file(place)
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error

    def clean(self, folder: str) -> None:
        files, place = self._place(folder)
        try:
            for stale in files.glob(f"{place}/{PASSING}*{_ENDING}"):
                files.rm_file(stale)
        except OSError:
            return

    def shown(self, path: str) -> str:
        return f"{self.url}/{path}"


def _aside_names(path: str, changed: float) -> Iterator[str]:
    """Names for a copy edited by hand, by the minute of its last change."""
    stem, _, ending = path.rpartition(".")
    minute = time.strftime("%Y%m%d-%H%M", time.localtime(changed))
    yield f"{stem}-sua-tay-{minute}.{ending}"
    number = 2
    while True:
        yield f"{stem}-sua-tay-{minute}-{number}.{ending}"
        number += 1


ASIDE_LENGTH = len("-sua-tay-20261205-1430-2")


def cannot_write(path: str, error: OSError) -> CannotWrite:
    """The error for a file that could not be written, with its cause in the clerk's words."""
    what = tr("Không ghi được tệp.")
    again = tr("rồi gõ lại lệnh: chỉ những văn bản còn thiếu được làm.")
    if error.errno in _FULL:
        why = tr("Ổ đĩa đã đầy.")
        fix = tr("Xoá bớt tệp không cần, hoặc chọn ổ đĩa khác bằng --ra,")
    elif error.errno == errno.EROFS:
        why = tr("Ổ đĩa chỉ cho đọc, không cho ghi.")
        fix = tr("Chọn nơi khác bằng --ra,")
    elif isinstance(error, PermissionError):
        if os.path.isfile(path):  # noqa: PTH113 - the same question for every kind of path
            why = tr("Tệp đang mở trong Word, hoặc chỉ cho đọc.")
            fix = tr("Đóng tệp trong Word,")
        else:
            why = tr("Thư mục không cho ghi.")
            fix = tr("Xin quyền ghi vào thư mục, hoặc chọn nơi khác bằng --ra,")
    elif (
        error.errno == errno.ENAMETOOLONG
        or getattr(error, "winerror", None) == _WINDOWS_NAME_TOO_LONG
    ):
        why = tr("Đường dẫn quá dài.")
        fix = tr("Đặt thư mục làm việc gần gốc ổ đĩa (ví dụ D:\\giayto),")
    elif isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError):
        why = tr("Đã có tệp hoặc thư mục khác mang tên này.")
        fix = tr("Đổi tên cái đang có,")
    else:
        why = tr("Hệ điều hành từ chối: {loi}.").format(loi=error.strerror or str(error))
        fix = tr("Kiểm tra ổ đĩa và đường dẫn,")
    return CannotWrite(what, where=path, why=why, fix=f"{fix} {again}")


def _discard(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except OSError:
        return
