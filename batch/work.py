"""One document's way (việc của một tiến trình): render, compare, write. Runs in every worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..errors import GiaytoError
from ..generators.plan import Context
from ..i18n import tr
from ..rendering import CompiledTemplate
from .sinks import Sink, Stamp


class OnFile(NamedTuple):
    """What the manifest says stands under a path (tệp đã ghi trong nhật ký)."""

    path: str
    output: str
    stamp: Stamp


class Task(NamedTuple):
    """One file to make (một việc).

    One context gives one document; several give one file to print (``--gop``).
    ``known`` is what the manifest knows at this path, ``replaces`` the same
    document's file under an earlier name; ``None`` when there is none.
    """

    path: str
    template: str
    contexts: tuple[Context, ...]
    merged: bool = False
    known: OnFile | None = None
    replaces: OnFile | None = None


class Result(NamedTuple):
    """What became of a task (kết quả).

    ``kept`` is the path of a copy edited by hand that was set aside,
    ``left`` an earlier file that stays because it was edited. ``data`` is the
    document itself when there is no sink to write to.
    """

    output: str = ""
    stamp: Stamp = (0, None)
    kept: str | None = None
    left: str | None = None
    data: bytes | None = None
    error: GiaytoError | None = None


@dataclass(slots=True)
class Chunk:
    """Tasks that travel together (một lô việc), and the templates they need, by digest."""

    tasks: list[Task] = field(default_factory=list)
    templates: dict[str, CompiledTemplate] = field(default_factory=dict)


class Workshop:
    """A worker's bench (bàn làm việc): compiled templates, and the sink.

    ``sink`` ``None`` hands documents back instead of writing them.
    """

    def __init__(self, sink: Sink | None) -> None:
        self.templates: dict[str, CompiledTemplate] = {}
        self._sink = sink

    def work(self, tasks: list[Task]) -> list[Result]:
        """Do all tasks; one that fails does not stop the others."""
        return [self.perform(task) for task in tasks]

    def perform(self, task: Task) -> Result:
        """Do one task; errors come back in the result."""
        try:
            return self._merged(task) if task.merged else self._single(task)
        except GiaytoError as error:
            return Result(error=error)
        except Exception as error:  # a fault of ours in one record must not stop the others
            return Result(error=unexpected(error))

    def _single(self, task: Task) -> Result:
        data = self.templates[task.template].render(task.contexts[0])
        output = hashlib.sha256(data).hexdigest()
        sink = self._sink
        if sink is None:
            return Result(output, (len(data), None), data=data)
        stamp = sink.stamp(task.path)
        kept = None
        if stamp is not None:
            if self._same(task.path, stamp, output):
                return Result(output, stamp, left=self._drop(task))
            kept = self._keep_edited(task, stamp)
        stamp = sink.write(task.path, data)
        return Result(output, stamp, kept=kept, left=self._drop(task))

    def _merged(self, task: Task) -> Result:
        from ..rendering.merge.documents import merge_records

        template = self.templates[task.template]

        def make(path: Path) -> object:
            # A record that cannot be rendered is reported as a document of its own.
            return merge_records(template, task.contexts, path, on_error=lambda *_: None)

        if self._sink is None:
            return _merged_bytes(make)
        stamp = self._sink.stamp(task.path)
        kept = self._keep_edited(task, stamp) if stamp is not None else None
        stamp, output = self._sink.write_with(task.path, make)
        return Result(output, stamp, kept=kept, left=self._drop(task))

    def _same(self, path: str, stamp: Stamp, output: str) -> bool:
        """Whether the file is there already, as a killed run left it."""
        assert self._sink is not None
        return stamp[0] > 0 and self._sink.digest(path) == output

    def _keep_edited(self, task: Task, stamp: Stamp) -> str | None:
        """Set a file aside that is not as we wrote it; an empty one holds nothing to keep."""
        assert self._sink is not None
        if stamp[0] == 0 or untouched(self._sink, task.path, stamp, task.known):
            return None
        return self._sink.set_aside(task.path)

    def _drop(self, task: Task) -> str | None:
        """Remove the document's file under its earlier name; gives it if it was edited."""
        earlier, sink = task.replaces, self._sink
        if earlier is None or sink is None:
            return None
        stamp = sink.stamp(earlier.path)
        if stamp is None:
            return None
        if not untouched(sink, earlier.path, stamp, earlier):
            return earlier.path
        sink.remove(earlier.path)
        return None


def untouched(sink: Sink, path: str, stamp: Stamp, known: OnFile | None) -> bool:
    """Whether a file is as the manifest knows it: by size and time, else by its content."""
    if known is None:
        return False
    if stamp == known.stamp and stamp[1] is not None:
        return True
    return stamp[0] == known.stamp[0] and sink.digest(path) == known.output


def unexpected(error: BaseException) -> GiaytoError:
    """The error of a document for a fault nobody foresaw."""
    return GiaytoError(
        tr("Lỗi ngoài dự kiến khi lập văn bản này."),
        why=f"{type(error).__name__}: {error}",
        fix=tr("Xem lại dữ liệu của dòng này; nếu vẫn lỗi, báo cho người lập trình."),
    )


def _merged_bytes(make: object) -> Result:
    import tempfile

    assert callable(make)
    with tempfile.TemporaryDirectory(prefix="giayto-") as folder:
        path = Path(folder) / "in.docx"
        make(path)
        data = path.read_bytes()
    return Result(hashlib.sha256(data).hexdigest(), (len(data), None), data=data)
