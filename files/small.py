"""Reading a small file whole (tệp nhỏ): never waits on a pipe, never takes a device for a text.

For what lies in a folder that others may write to: notes, locks, settings.
"""

from __future__ import annotations

import os
import stat

_MOST = 4 << 20


class NotPlainFile(OSError):
    """A pipe or a device (không phải tệp)."""


class TooLarge(OSError):
    """Larger than such a file can be (tệp quá lớn)."""


def read_small(path: str | os.PathLike[str], most: int = _MOST) -> bytes:
    """The content of a plain file of at most so many bytes. Raises :class:`OSError`."""
    need_plain(path)
    with open(path, "rb") as file:  # noqa: PTH123
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge
    return content


def need_plain(path: str | os.PathLike[str]) -> None:
    """Raise :class:`NotPlainFile` for a pipe or a device: to open one may wait for ever.

    And what the system says of a file that is not there.
    """
    mode = os.stat(path).st_mode  # noqa: PTH116 - also of a text
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise NotPlainFile
