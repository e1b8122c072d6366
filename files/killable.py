"""Reading in a process that can be killed (đọc ở tiến trình riêng): time and memory bounded.

What is known to be harmless is read here; all else by a library that may hang,
eat memory or abort, so it works where it takes nobody along. Plain values alone
come back.
"""

from __future__ import annotations

import importlib
import io
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import WorkbookUnreadable
from ..i18n import language, use
from .refusals import too_much

_MOST_SECONDS = 90
_MOST_MEMORY = 2 << 30
_MOST_ANSWER = 512 << 20
_SERVE = "import sys; sys.path[:] = {path!r}; from giayto.files.killable import serve; serve()"


def read_apart(reader: Callable[[Path, bytes], Any], path: Path, content: bytes) -> Any:
    """What ``reader`` makes of a file's content, worked out in a process of its own.

    ``reader`` is a function of a module; it gives lists, tuples, texts, numbers
    and dates, or raises ``WorkbookUnreadable``. So does this when the process
    breaks down or outlives its limits.
    """
    task = (reader.__module__, reader.__qualname__, str(path), content, language())
    try:
        done = subprocess.run(
            [sys.executable, "-c", _SERVE.format(path=sys.path)],
            input=pickle.dumps(task),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_MOST_SECONDS,
        )
        refused, result = _Plain(io.BytesIO(done.stdout)).load()
    except (subprocess.TimeoutExpired, pickle.UnpicklingError, EOFError, MemoryError):
        raise too_much(path) from None
    if refused:
        what, where, why, fix = result
        raise WorkbookUnreadable(what, where=where, why=why, fix=fix)
    return result


class _Plain(pickle.Unpickler):
    """Takes dates beside what needs no class; nothing a broken process sends is run."""

    def find_class(self, module: str, name: str) -> Any:
        if module != "datetime":
            raise pickle.UnpicklingError(name)
        return super().find_class(module, name)


def serve() -> None:
    """The other process: one task from standard input, its result to standard output."""
    _bound()
    answer_to = sys.stdout.buffer
    module, name, path, content, words = pickle.load(sys.stdin.buffer)
    use(words)
    try:
        answer = (False, getattr(importlib.import_module(module), name)(Path(path), content))
    except WorkbookUnreadable as error:
        answer = (True, (error.what, error.where, error.why, error.fix))
    said = pickle.dumps(answer)
    if len(said) <= _MOST_ANSWER:
        answer_to.write(said)
        answer_to.flush()


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit alone
        return
    for limit, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(limit, (wanted, hard))
        except (OSError, ValueError):  # macOS knows the name of a limit that it does not keep
            continue
