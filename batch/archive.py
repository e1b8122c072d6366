"""All documents in one archive (tệp nén): a stored zip, since .docx files are packed already."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from types import TracebackType

from ..errors import CannotWrite
from .faults import cannot_write
from .manifest import NAME, Entry

_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_FACTS = ("path", "paper", "key", "template", "context", "output", "number")
"""What the archive says of a document: nothing that differs from run to run."""


class Archive:
    """A zip being written (tệp nén đang ghi). Use as a context manager.

    It gets its name only when all is in it; an error leaves no file, and an
    older archive as it was. The same documents give the same bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._passing = path.with_name(f".{path.name[:100]}.tam")
        self._lines: list[str] = []

    def __enter__(self) -> Archive:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Opened for writing only, with sizes in front: readable by anything.
            self._zip = zipfile.ZipFile(self._passing, "w", zipfile.ZIP_STORED)
        except OSError as error:
            raise cannot_write(str(self.path), error) from error
        return self

    def add(self, entry: Entry, data: bytes) -> None:
        """Put a document in, with a line of facts in the archive's own manifest."""
        self._put(entry.path, data)
        facts = {name: getattr(entry, name) for name in _FACTS}
        self._lines.append(json.dumps(facts, ensure_ascii=False))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._zip.close()
            self._passing.unlink(missing_ok=True)
            return
        try:
            self._put(NAME, "".join(f"{line}\n" for line in self._lines).encode())
            self._zip.close()
            self._passing.replace(self.path)
        except OSError as problem:
            self._passing.unlink(missing_ok=True)
            raise cannot_write(str(self.path), problem) from problem

    def _put(self, path: str, data: bytes) -> None:
        info = zipfile.ZipInfo(path, _DATE)
        info.external_attr = _MODE
        info.create_system = 3  # the same bytes on every system
        try:
            self._zip.writestr(info, data)
        except OSError as error:
            raise self._cannot(error) from error

    def _cannot(self, error: OSError) -> CannotWrite:
        return cannot_write(str(self.path), error)
