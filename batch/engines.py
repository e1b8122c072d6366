"""Who does the work (ai làm): this process, or several on this computer.

An engine takes chunks of tasks and gives their results in the same order,
whatever the number of processes; so manifest and archive are always the same.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from typing import Protocol

from .. import i18n
from ..errors import GiaytoError
from ..i18n import tr
from .guard import children_ignore_ctrl_c
from .sinks import Sink
from .work import Chunk, Result, Task, Workshop

CHUNK = 32
"""Documents in a chunk: about ten milliseconds of work."""
_SMALL = 32
"""Chunks that one process finishes before others would have started (about 1,000 documents)."""
_AHEAD = 4
"""Chunks a process may be ahead of the oldest unfinished one."""


class Engine(Protocol):
    """Does chunks of tasks (máy chạy)."""

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Result]]]:
        """Each chunk with its results, in order."""


class InProcess:
    """Does the work here (một tiến trình)."""

    def __init__(self, sink: Sink | None) -> None:
        self._workshop = Workshop(sink)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Result]]]:
        for chunk in chunks:
            self._workshop.templates.update(chunk.templates)
            yield chunk, self._workshop.work(chunk.tasks)


class WhatItTakes:
    """Does small plans here, and starts other processes only for more (tự chọn)."""

    def __init__(self, sink: Sink | None, processes: int) -> None:
        self._sink = sink
        self._processes = processes

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Result]]]:
        source = iter(chunks)
        first = list(islice(source, _SMALL))
        if len(first) < _SMALL:
            yield from InProcess(self._sink).run(first)
        else:
            yield from Processes(self._sink, self._processes).run(chain(first, source))


def cores() -> int:
    """How many processes this computer can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Slot:
    """A chunk on its way (một lô đang làm)."""

    __slots__ = ("chunk", "results")

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.results: list[Result] | None = None


class Processes:
    """Does the work in several processes of this computer (nhiều tiến trình).

    Each process gets a template once. When one dies (killed by the system,
    crashed by a library), its chunk is done again document by document, so
    that only the guilty one is reported. Processes end with this one, even if
    it is killed: they see their pipe closed.
    """

    def __init__(self, sink: Sink | None, processes: int) -> None:
        self._sink = sink
        self._number = processes

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Result]]]:
        workers = [_Worker(self._sink) for _ in range(self._number)]
        try:
            yield from self._run(iter(chunks), workers)
        finally:
            for worker in workers:
                worker.close()

    def _run(
        self, source: Iterator[Chunk], workers: list[_Worker]
    ) -> Iterator[tuple[Chunk, list[Result]]]:
        order: deque[_Slot] = deque()
        waiting: deque[_Slot] = deque()
        more = True
        while True:
            for worker in workers:
                if worker.slot is None and waiting:
                    worker.begin(waiting.popleft())
            while order and order[0].results is not None:
                slot = order.popleft()
                assert slot.results is not None
                yield slot.chunk, slot.results
            # Planning the next chunk comes before waiting, so that nobody idles.
            if more and len(waiting) < self._number and len(order) < _AHEAD * self._number:
                chunk = next(source, None)
                more = chunk is not None
                if chunk is not None:
                    slot = _Slot(chunk)
                    order.append(slot)
                    waiting.append(slot)
                timeout: float | None = 0
            elif order:
                timeout = None
            else:
                return
            busy = {worker.pipe: worker for worker in workers if worker.slot is not None}
            for pipe in wait(list(busy), timeout) if busy else ():
                busy[pipe].finish()  # type: ignore[index]


class _Worker:
    """The parent's end of one process (đầu dây của một tiến trình)."""

    def __init__(self, sink: Sink | None) -> None:
        self._sink = sink
        self.slot: _Slot | None = None
        self._start()

    def _start(self) -> None:
        # "spawn" on every system: the same everywhere, and safe beside other threads.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._sent: set[str] = set()
        self._process = context.Process(
            target=_serve, args=(theirs, self._sink, i18n.language()), daemon=True
        )
        with children_ignore_ctrl_c():
            self._process.start()
        theirs.close()

    def begin(self, slot: _Slot) -> None:
        """Hand over a chunk."""
        self.slot = slot
        try:
            self._send(slot.chunk, slot.chunk.tasks)
        except OSError:
            return  # it died; finish() will see that

    def finish(self) -> None:
        """Take the results of the chunk in hand."""
        slot = self.slot
        assert slot is not None
        try:
            slot.results = self._receive()
        except (EOFError, OSError):
            slot.results = self._one_by_one(slot.chunk)
        self.slot = None

    def _one_by_one(self, chunk: Chunk) -> list[Result]:
        """Do a chunk again after the process died over it, to find the guilty document."""
        results = []
        self._restart()
        for task in chunk.tasks:
            try:
                self._send(chunk, [task])
                results += self._receive()
            except (EOFError, OSError):
                results.append(Result(error=_died()))
                self._restart()
        return results

    def _send(self, chunk: Chunk, tasks: list[Task]) -> None:
        fresh = {d: t for d, t in chunk.templates.items() if d not in self._sent}
        self.pipe.send_bytes(pickle.dumps((fresh, tasks), pickle.HIGHEST_PROTOCOL))
        self._sent.update(fresh)

    def _receive(self) -> list[Result]:
        results: list[Result] = self.pipe.recv()
        return results

    def _restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        """End the process; the file in hand is finished first."""
        self.pipe.close()
        self._process.join(timeout=10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _serve(pipe: Connection, sink: Sink | None, language: str) -> None:
    """The life of a worker process: tasks in, results out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    i18n.use(language)
    workshop = Workshop(sink)
    gc.freeze()  # what is loaded now stays for good: no need to look at it again and again
    while True:
        try:
            templates, tasks = pickle.loads(pipe.recv_bytes())
            workshop.templates.update(templates)
            pipe.send(workshop.work(tasks))
        except (EOFError, OSError):
            return


def _died() -> GiaytoError:
    return GiaytoError(
        tr("Tiến trình lập văn bản này bị tắt đột ngột."),
        why=tr("Thường là hết bộ nhớ, hoặc phần mềm diệt vi-rút chặn."),
        fix=tr("Chạy lại với --tien-trinh 1; đóng bớt chương trình khác."),
    )
