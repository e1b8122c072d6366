"""All documents in one archive (tệp nén): a stored zip, since .docx files are packed already."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..files.whole import writing
from .manifest import NAME, Entry

_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_FACTS = ("path", "paper", "key", "template", "context", "output", "number")
"""What the archive says of a document: nothing that differs from run to run."""


class Archive:
    """A zip being written (tệp nén đang ghi)."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        self._lines: list[str] = []

    def add(self, entry: Entry, data: bytes) -> None:
        """Put a document in, with a line of facts in the archive's own manifest."""
        self._put(entry.path, data)
        facts = {name: getattr(entry, name) for name in _FACTS}
        self._lines.append(json.dumps(facts, ensure_ascii=False))

    def finish(self) -> None:
        """Put the manifest in and close the zip."""
        self._put(NAME, "".join(f"{line}\n" for line in self._lines).encode())
        self._zip.close()

    def _put(self, path: str, data: bytes) -> None:
        info = zipfile.ZipInfo(path, _DATE)
        info.external_attr = _MODE
        info.create_system = 3  # the same bytes on every system
        self._zip.writestr(info, data)


@contextmanager
def new_archive(path: Path, *, replace: bool = True) -> Iterator[Archive]:
    """A zip that gets its name when all is in it (tệp nén mới).

    An error leaves no file, and an older archive as it was; with
    ``replace=False`` an older one is never replaced. The same documents give
    the same bytes. Raises :class:`CannotWrite` and :class:`WorkspaceExists`.
    """
    with writing(path, replace=replace) as file:
        # Written only forwards, with sizes in front: readable by anything.
        zipped = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        archive = Archive(zipped)
        try:
            yield archive
            archive.finish()
        finally:
            # After an error it is closed all the same, or it would try again when it is
            # collected; a full disk refuses that too.
            with suppress(OSError, ValueError):
                zipped.close()
