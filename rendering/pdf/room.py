"""A private folder to convert in (phòng riêng): papers leave it only as finished PDFs.

Nothing of it outlives the run: closed at the end and on Ctrl-C, by the guardian
when giayto is killed, by the next run when the guardian was killed as well.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...files.scratch import scratch
from . import guardian

_NAME = "giayto-pdf-"


@contextmanager
def private_room() -> Iterator[Path]:
    """A folder for this user alone; at the end what works in it is ended, and it is removed.

    Raises :class:`CannotWrite` when the disk has no room for it.
    """
    with scratch(_NAME, guardian.clear) as room, _guarded(room):
        yield room


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
