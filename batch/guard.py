"""What keeps a run orderly (giữ trật tự): one run a folder, and a clean stop by Ctrl-C."""

from __future__ import annotations

import datetime as dt
import getpass
import signal
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TypeVar

from filelock import FileLock, Timeout

from ..errors import CannotWrite
from ..files.faults import cannot_write
from ..files.small import read_small
from ..files.whole import write_bytes
from ..i18n import tr

_T = TypeVar("_T")


def run_lock(manifest: Path) -> Path:
    """The lock file of the runs that keep this manifest."""
    return manifest.with_name(f".{manifest.name}.khoa")


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Hold a lock file while a run is at work; the system frees it even if the run is killed.

    Raises :class:`CannotWrite` when another run holds it, which is told with
    whose it is (folders are shared), or when it cannot be made.
    """
    lock = FileLock(path, timeout=0)
    whose = _whose(path)
    try:
        lock.acquire()
    except Timeout as error:
        raise CannotWrite(
            tr("Đang có một lần chạy khác ghi vào thư mục này."),
            where=str(path.parent),
            why=_read_whose(path),
            fix=tr("Chờ lần chạy ấy xong rồi gõ lại lệnh."),
        ) from error
    except NotImplementedError:
        pass  # some network shares know no locks; a run there is not refused for that
    except OSError as error:
        raise cannot_write(path, error) from error
    _write_whose(path)
    try:
        yield
    finally:
        with suppress(OSError):
            whose.unlink()
        lock.release()


def refuse_while_held(path: Path, what: str) -> None:
    """Raise :class:`CannotWrite` that says ``what`` is going on while a run holds a lock file.

    Where locks are not known nobody holds one.
    """
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise CannotWrite(
            what,
            where=str(path.parent.resolve()),
            why=_read_whose(path),
            fix=tr("Chờ xong rồi gõ lại lệnh."),
        ) from error
    except (NotImplementedError, OSError):
        return
    lock.release()


def _whose(path: Path) -> Path:
    """The note beside a lock file that says whose it is."""
    return path.with_name(f"{path.name}.ai")


def _write_whose(path: Path) -> None:
    """Note down who is at work, on which computer, since when; for people only."""
    with suppress(OSError, KeyError, CannotWrite):  # a user without a name is no reason to stop
        since = f"{dt.datetime.now():%H:%M %d/%m}"
        said = f"{getpass.getuser()}\n{socket.gethostname()}\n{since}\n"
        write_bytes(_whose(path), said.encode())


def _read_whose(path: Path) -> str | None:
    try:
        user, host, since = read_small(_whose(path)).decode().splitlines()[:3]
    except (OSError, ValueError):
        return None
    return tr("{ai} đang chạy trên máy {may}, từ {luc}.").format(ai=user, may=host, luc=since)


class StopRequest:
    """Whether the clerk pressed Ctrl-C (yêu cầu dừng).

    The run looks at :attr:`asked` between documents, so that nothing is
    broken off half-way. A second Ctrl-C stops at once.
    """

    asked = False

    def ask(self) -> None:
        """Ask the run to stop after the documents in hand."""
        self.asked = True

    def until_asked(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items, as long as nobody has asked to stop."""
        for item in items:
            if self.asked:
                return
            yield item


@contextmanager
def stop_by_ctrl_c() -> Iterator[StopRequest]:
    """Ctrl-C, or an end from outside, sets a :class:`StopRequest` instead of raising.

    Only in the main thread.
    """
    request = StopRequest()
    if threading.current_thread() is not threading.main_thread():
        yield request
        return

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if request.asked:
            raise KeyboardInterrupt
        request.ask()

    before = {n: signal.signal(n, on_interrupt) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def children_ignore_ctrl_c() -> Iterator[None]:
    """Processes started in here do not hear Ctrl-C: their parent decides, and misses none."""
    if hasattr(signal, "pthread_sigmask"):
        # A child inherits the mask; what comes meanwhile waits until the parent listens again.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
