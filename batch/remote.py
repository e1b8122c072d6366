"""A storage elsewhere (kho từ xa): whatever fsspec knows, as a place for documents."""

from __future__ import annotations

import hashlib
import importlib
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import CannotWrite
from ..files.faults import cannot_write, os_reason
from ..files.scratch import scratch
from ..files.whole import ENDING, PASSING
from ..i18n import tr
from .sinks import Stamp, aside_names


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
                    why=_why(error),
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
                passing = f"{folder}/{PASSING}{uuid.uuid4().hex}{ENDING}"
                files.pipe_file(passing, data)
                files.mv(passing, place)
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error
        return len(data), None

    def write_with(self, path: str, make: Callable[[Path], object]) -> tuple[Stamp, str]:
        with scratch() as folder:
            passing = folder / "tep.docx"
            make(passing)
            data = passing.read_bytes()
        return self.write(path, data), hashlib.sha256(data).hexdigest()

    def set_aside(self, path: str) -> str:
        files, place = self._place(path)
        try:
            for name in aside_names(path, time.time()):
                if not files.exists(self._place(name)[1]):
                    files.mv(place, self._place(name)[1])
                    return name
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error
        raise AssertionError("names never end")

    def move(self, path: str, to: str) -> bool:
        files, place = self._place(path)
        _, target = self._place(to)
        try:
            if files.exists(target):
                return False
            files.makedirs(target.rpartition("/")[0], exist_ok=True)
            files.mv(place, target)
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error
        return True

    def remove(self, path: str) -> None:
        files, place = self._place(path)
        try:
            files.rm_file(place)
        except OSError as error:
            raise cannot_write(self.shown(path), error) from error

    def clean(self, folder: str) -> None:
        files, place = self._place(folder)
        try:
            for stale in files.glob(f"{place}/{PASSING}*{ENDING}"):
                files.rm_file(stale)
        except OSError:
            return

    def shown(self, path: str) -> str:
        return f"{self.url}/{path}"


def _why(error: Exception) -> str | None:
    """Why a storage could not be opened; ``None`` when the address says nothing to fsspec."""
    # fsspec words the lack of a storage's own package anew; the first error names it.
    for missing in (error.__cause__, error):
        if isinstance(missing, ImportError) and missing.name:
            return tr("Thiếu gói “{ten}” của Python.").format(ten=missing.name)
    return os_reason(error) if isinstance(error, OSError) else None
