"""What keeps a run orderly (giữ trật tự): one run a folder, and a clean stop by Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, TypeVar

from ..errors import CannotWrite
from ..files.faults import cannot_write
from ..i18n import tr

_T = TypeVar("_T")

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Hold a lock file while a run is at work; the system frees it even if the run is killed.

    Raises :class:`CannotWrite` when another run holds it, or it cannot be made.
    """
    try:
        file = path.open("ab")
    except OSError as error:
        raise cannot_write(path, error) from error
    with file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError) as error:
            raise CannotWrite(
                tr("Đang có một lần chạy khác ghi vào thư mục này."),
                where=str(path.parent),
                fix=tr("Chờ lần chạy ấy xong rồi gõ lại lệnh."),
            ) from error
        except OSError:
            pass  # some network shares know no locks; a run there is not refused for that
        yield


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
    """Ctrl-C sets a :class:`StopRequest` instead of raising; only in the main thread."""
    request = StopRequest()
    if threading.current_thread() is not threading.main_thread():
        yield request
        return

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        if request.asked:
            raise KeyboardInterrupt
        request.ask()

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield request
    finally:
        signal.signal(signal.SIGINT, before)


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
