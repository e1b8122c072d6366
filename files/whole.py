"""Writing a file whole or not at all (ghi tệp trọn vẹn): beside its place first, then renamed.

A reader never sees half a file; a failure leaves the old one as it was and
nothing beside it. Folders that are missing are made.

One policy of permissions. While a file is being written only its owner may
read it. Finished, it gets the mode of the file it replaces, else what the umask
allows a new file. ``private`` (registers, backups) stays with the owner.
"""

from __future__ import annotations

import itertools
import os
import stat
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from ..errors import CannotWrite
from .faults import cannot_write
from .outputs import taken

PASSING = ".giayto-"
"""What names of half-written files begin with."""
ENDING = ".tam"
"""What they end with."""
STALE = 3600.0
"""Seconds after which nobody can still be writing to one; whoever was has been killed."""

_T = TypeVar("_T")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_HAS_MODES = os.name != "nt"
_PRIVATE = 0o600
# Two computers may share the folder and have a process of the same number.
_mark = uuid.uuid4().hex[:8]
_numbers = itertools.count(1)
_umask_held = threading.Lock()
_swept: set[str] = set()


def write_bytes(path: str | os.PathLike[str], data: bytes, *, private: bool = False) -> None:
    """Write a whole file. Raises :class:`CannotWrite`.

    The way of every document, thousands a second: nothing but the calls needed.
    """
    target = os.fspath(path)
    made = _passing_name(target)
    try:
        handle = _begin(made)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            if _HAS_MODES and not private:
                _set_mode(handle, _mode(target))
        finally:
            os.close(handle)
        os.replace(made, target)  # noqa: PTH105 - speed
    except OSError as error:
        discard(made)
        raise cannot_write(target, error) from error
    except BaseException:  # Ctrl-C
        discard(made)
        raise


@contextmanager
def passing(
    path: str | os.PathLike[str],
    *,
    private: bool = False,
    replace: bool = True,
    durable: bool = False,
) -> Iterator[Path]:
    """An empty file beside ``path`` to write to, which gets its name when the block ends well.

    ``replace=False`` takes the name only while nobody has it, also when
    somebody took it meanwhile. ``durable`` waits until the disk has it, for
    files that exist nowhere else. Raises :class:`CannotWrite`, and
    :class:`WorkspaceExists` for a name that is taken.
    """
    target = os.fspath(path)
    _sweep_once(os.path.dirname(target) or ".")  # noqa: PTH120
    made: Path | None = None
    try:
        made = Path(_passing_name(target))
        os.close(_begin(str(made)))
        yield made
        if durable:
            with made.open("rb+") as file:
                os.fsync(file.fileno())
        if _HAS_MODES:
            _set_mode(str(made), _PRIVATE if private else _mode(target))
        if replace:
            made.replace(target)
        elif not publish(made, Path(target)):
            raise taken(Path(target))
    except OSError as error:
        raise cannot_write(target, error) from error
    except CannotWrite as error:
        if error.where == str(made):  # whoever wrote to it knows no other name
            error.where = target
        raise
    finally:
        if made is not None:
            discard(str(made))


@contextmanager
def staged(
    path: str | os.PathLike[str], data: bytes, *, replace: bool = True, durable: bool = False
) -> Iterator[None]:
    """A file beside ``path``, which gets its name when the block ends well. As `passing`."""
    with passing(path, replace=replace, durable=durable) as made:
        made.write_bytes(data)
        yield


@contextmanager
def writing(
    path: str | os.PathLike[str],
    *,
    private: bool = False,
    replace: bool = True,
    durable: bool = False,
) -> Iterator[BinaryIO]:
    """An open file that takes ``path``'s name when the block ends well. As :func:`passing`."""
    with (
        passing(path, private=private, replace=replace, durable=durable) as made,
        made.open("wb") as stream,
    ):
        yield stream


def write_with(
    path: str | os.PathLike[str],
    make: Callable[[Path], _T],
    *,
    private: bool = False,
    replace: bool = True,
    durable: bool = False,
) -> _T:
    """Let ``make`` write the file at the path it is given; gives what ``make`` gives."""
    with passing(path, private=private, replace=replace, durable=durable) as made:
        return make(made)


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder and those above it, unless it is there. Raises :class:`CannotWrite`."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder


def start_beside(path: str | os.PathLike[str]) -> Path:
    """A new empty file beside ``path``, for its owner alone; the caller renames or removes it.

    For databases, whose library writes more than one file. The folder must be
    there. Raises :class:`OSError`.
    """
    made = _passing_name(os.fspath(path))
    os.close(os.open(made, _NEW, _PRIVATE))
    return Path(made)


def publish(made: Path, target: Path) -> bool:
    """Give a finished file its name unless that is taken; whether it got it.

    Raises :class:`OSError`.
    """
    try:
        os.link(made, target)
    except FileExistsError:
        return False
    except OSError:
        # No hard links here (a FAT stick): a look and a rename is the next best.
        if os.path.lexists(target):
            return False
        made.rename(target)
    return True


def _passing_name(target: str) -> str:
    folder, _ = os.path.split(target)
    name = f"{PASSING}{_mark}-{os.getpid():x}-{next(_numbers)}{ENDING}"
    return os.path.join(folder, name)  # noqa: PTH118 - speed


def _begin(made: str) -> int:
    try:
        return os.open(made, _NEW, _PRIVATE)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(made), exist_ok=True)  # noqa: PTH103, PTH120
        return os.open(made, _NEW, _PRIVATE)


def _mode(target: str) -> int:
    """The mode for a finished file at this place."""
    try:
        found = os.lstat(target).st_mode
    except OSError:
        found = 0
    if stat.S_ISREG(found):
        return found & 0o777
    # The umask can only be read by setting it. A strict one meanwhile: a file made by another
    # thread in that moment is too private rather than too open.
    with _umask_held:
        mask = os.umask(0o077)
        os.umask(mask)
    return 0o666 & ~mask


def _set_mode(made: int | str, mode: int) -> None:
    try:
        os.chmod(made, mode)  # noqa: PTH101 - a handle, too
    except OSError:
        return  # a stick or a share that knows no modes of its own


def _sweep_once(folder: str) -> None:
    """Sweep a folder of old passing files, the first time that this process writes there."""
    if folder not in _swept:
        _swept.add(folder)
        sweep(folder, older_than=STALE)


def sweep(folder: str | os.PathLike[str], *, older_than: float = 0) -> None:
    """Remove what killed runs left half-written in a folder.

    Nobody else may be writing there, unless only files are swept that have not
    been touched for so many seconds.
    """
    until = time.time() - older_than
    try:
        with os.scandir(folder) as items:
            stale = [
                item.path
                for item in items
                if item.name.startswith(PASSING)
                and (not older_than or item.stat(follow_symlinks=False).st_mtime < until)
            ]
    except OSError:
        return
    for path in stale:
        discard(path)


def discard(path: str) -> None:
    """Remove a passing file if it is there and may be removed."""
    try:
        os.unlink(path)  # noqa: PTH108 - speed
    except OSError:
        return
