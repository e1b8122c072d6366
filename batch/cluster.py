"""A Dask cluster at work (cụm máy): the same plan, carried out by many computers.

Needs ``pip install 'giayto[dask]'`` here and giayto on the workers. Every
worker gets a template once; it writes to a folder that all computers share, or
to a storage that fsspec knows, and sends back only what the manifest needs. A
worker that dies is no loss: its chunks are done again elsewhere, and documents
it had finished are found to be right.
"""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from .. import i18n
from ..errors import GiaytoError, OutputError, UsageError
from ..i18n import tr
from ..rendering import CompiledTemplate
from .sinks import Sink
from .work import Chunk, Result, Task, Workshop

_AHEAD = 4
"""Chunks on the way for each thread of the cluster."""
_CONNECT_SECONDS = 15


class Cluster:
    """Does the work on a Dask cluster (cụm Dask).

    ``address`` is the scheduler's, as ``tcp://host:8786``. Raises
    :class:`UsageError` when Dask is not installed, :class:`OutputError` when
    nobody answers there.
    """

    def __init__(self, address: str, sink: Sink | None) -> None:
        self._sink = sink
        self._client = _connected(address)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, list[Result]]]:
        with self._client as client:
            courier = _Courier(client, self._sink)
            source = iter(chunks)
            order: deque[tuple[Chunk, Any]] = deque()
            more = True
            while more or order:
                while more and len(order) < courier.room():
                    chunk = next(source, None)
                    more = chunk is not None
                    if chunk is not None:
                        order.append((chunk, courier.send(chunk)))
                if order:
                    chunk, future = order.popleft()
                    yield chunk, courier.results(chunk, future)


class _Courier:
    """Carries chunks to the cluster and results back (người chuyển việc)."""

    def __init__(self, client: Any, sink: Sink | None) -> None:
        self._client = client
        self._sink = sink
        self._templates: dict[str, Any] = {}

    def room(self) -> int:
        """How many chunks may be on the way now; workers come and go."""
        threads: int = sum(self._client.nthreads().values())
        return max(2, threads * _AHEAD)

    def send(self, chunk: Chunk) -> Any:
        """Hand a chunk to whichever worker is free; a template goes to each worker once."""
        for digest, template in chunk.templates.items():
            if digest not in self._templates:
                # A task of its own, so that any worker can make it again after another dies.
                self._templates[digest] = self._client.submit(
                    _unchanged, template, key=f"giayto-mau-{digest}", pure=True, retries=10
                )
        needed = [self._templates[digest] for digest in chunk.templates]
        return self._client.submit(
            _work, needed, chunk.tasks, self._sink, i18n.language(), pure=False, retries=3
        )

    def results(self, chunk: Chunk, future: Any) -> list[Result]:
        """Wait for a chunk; when it killed every worker that tried, its documents are reported.

        Raises :class:`OutputError` when the cluster as a whole cannot do the work.
        """
        try:
            results: list[Result] = future.result()
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                return [Result(error=_killed()) for _ in chunk.tasks]
            raise _cluster_failed(error) from error
        finally:
            future.release()
        return results


def _unchanged(template: CompiledTemplate) -> CompiledTemplate:
    return template


def _work(
    templates: list[CompiledTemplate], tasks: list[Task], sink: Sink | None, language: str
) -> list[Result]:
    """Runs on a worker; the compiled templates are there already."""
    i18n.use(language)
    workshop = Workshop(sink)
    workshop.templates.update((template.digest, template) for template in templates)
    return workshop.work(tasks)


def _connected(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError(
            tr("Chưa cài Dask để chạy trên cụm máy."),
            fix=tr("Cài bằng lệnh: pip install 'giayto[dask]'"),
        ) from error
    try:
        return distributed.Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise OutputError(
            tr("Không kết nối được cụm Dask “{dia_chi}”.").format(dia_chi=address),
            why=str(error),
            fix=tr("Xem lại địa chỉ (ví dụ tcp://10.0.0.5:8786) và bộ điều phối đã chạy chưa."),
        ) from error


def _killed() -> GiaytoError:
    return GiaytoError(
        tr("Các máy nhận văn bản này đều bị tắt khi đang làm."),
        fix=tr("Chạy lại trên máy này, không dùng --dask, để biết văn bản nào gây lỗi."),
    )


def _cluster_failed(error: Exception) -> OutputError:
    return OutputError(
        tr("Cụm máy không làm được việc được giao."),
        why=f"{type(error).__name__}: {error}",
        fix=tr(
            "Cài cùng một phiên bản giayto trên mọi máy của cụm; xem bộ điều phối còn chạy không."
            " Gõ lại lệnh: chương trình làm tiếp từ chỗ dừng."
        ),
    )
