"""Work in a process that can be killed (tiến trình tách riêng): time and memory bounded.

A single call into a library cannot be interrupted: it may hang, eat memory or abort.
What may do so works where it takes nobody along. Plain values alone come back.
"""

from __future__ import annotations

import atexit
import faulthandler
import importlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from .. import errors
from ..i18n import language, use
from .refusals import too_much

_MOST_SECONDS = 90
_MOST_MEMORY = 2 << 30
_MOST_ANSWER = 512 << 20
_SERVE = "import sys; sys.path[:] = {path!r}; from giayto.files.killable import serve; serve()"


class Broken(Exception):
    """The process ended, or was ended, before it gave an answer; ``late``: for its time was up."""

    def __init__(self, *, late: bool) -> None:
        super().__init__()
        self.late = late


class Apart:
    """A process of its own (tiến trình riêng), started at the first question.

    After a question that broke it the next one starts another. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._alone = threading.Lock()
        self.life = 1
        """Which process it is, counted from 1: what one of them knew, the next does not."""

    def ask(self, function: Callable[..., Any], *args: Any, seconds: float) -> Any:
        """What ``function`` of a module makes of ``args``, within so many seconds.

        It gives lists, tuples, texts, bytes, numbers and dates, or raises one of our
        errors; so does this. Raises :class:`Broken` when the process breaks down.
        """
        task = (function.__module__, function.__qualname__, args, seconds, language())
        with self._alone:
            process = self._process or self._started()
            assert process.stdin is not None and process.stdout is not None
            begun = time.monotonic()
            try:
                pickle.dump(task, process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.flush()
                refused, result = _Plain(process.stdout).load()
            except (OSError, pickle.UnpicklingError, EOFError, MemoryError):
                self._end()
                raise Broken(late=time.monotonic() - begun >= seconds) from None
            except BaseException:  # the answer on its way would be taken for the next one's
                self._end()
                raise
        if refused is not None:
            what, where, why, fix, details = result
            kind: type[errors.GiaytoError] = getattr(errors, refused)
            raise kind(what, where=where, why=why, fix=fix, details=details)
        return result

    def close(self) -> None:
        """Ends the process, if there is one."""
        with self._alone:
            self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self.life += 1
            process.kill()
            assert process.stdin is not None and process.stdout is not None
            with suppress(OSError):  # what was not sent is not wanted any more
                process.stdin.close()
            process.stdout.close()
            process.wait()


SHARED = Apart()
"""The process that all masters of a clerk's own are read and filled in by."""
atexit.register(SHARED.close)


def read_apart(reader: Callable[[Path, bytes], Any], path: Path, content: bytes) -> Any:
    """What ``reader`` makes of a file's content, worked out in a process for it alone.

    ``reader`` is a function of a module; it gives plain values, or raises
    ``WorkbookUnreadable``. So does this when the process breaks down or outlives
    its limits.
    """
    apart = Apart()
    try:
        return apart.ask(reader, path, content, seconds=_MOST_SECONDS)
    except Broken:
        raise too_much(path) from None
    finally:
        apart.close()


class _Plain(pickle.Unpickler):
    """Takes dates beside what needs no class; nothing a broken process sends is run."""

    def find_class(self, module: str, name: str) -> Any:
        if module != "datetime":
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


# -- the other process -----------------------------------------------------------

_seconds = 0.0


def serve() -> None:
    """The other process: tasks from standard input, their results to standard output."""
    _bound()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked decides when to stop
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while True:
        try:
            module, name, args, seconds, words = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        use(words)
        _watch(seconds)
        refused: str | None = None
        try:
            answer = getattr(importlib.import_module(module), name)(*args)
        except errors.GiaytoError as error:
            refused = type(error).__name__
            answer = (error.what, error.where, error.why, error.fix, list(error.details))
        faulthandler.cancel_dump_traceback_later()
        said = pickle.dumps((refused, answer), pickle.HIGHEST_PROTOCOL)
        if len(said) > _MOST_ANSWER:
            return
        answers.write(said)
        answers.flush()


def still_at_work() -> None:
    """Gives a task of many steps the whole of its time for the next of them.

    Outside the other process there is nobody to tell.
    """
    if _seconds:
        _watch(_seconds)


def _watch(seconds: float) -> None:
    """Ends this process after so many seconds: by a thread that needs nothing of Python's."""
    global _seconds
    _seconds = seconds
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit alone
        return
    for limit, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(limit, (wanted, hard))
        except (OSError, ValueError):  # macOS knows the name of a limit that it does not keep
            continue
