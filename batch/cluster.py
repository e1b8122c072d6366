"""A Dask cluster at work (cụm máy): the same plan, carried out by many computers.

Dask carries tasks and results by pickle: whoever is let into the cluster, or reads along on the
way, runs code on all its computers, this one as well. So it is TLS with the cluster's own
authority (Dask's settings ``distributed.comm.tls``), or a warning.

Needs ``pip install 'giayto[dask]'`` here and giayto on the workers. Every
worker gets the ward once; it writes to a folder that all computers share, or
to a storage that fsspec knows, and sends back only what the manifest needs. A
worker that dies is no loss: its orders are done again elsewhere, and documents
it had finished are found to be right.
"""

from __future__ import annotations

import importlib
import ipaddress
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .. import i18n
from ..errors import GiaytoError, OutputError, UsageError
from ..files.faults import library_details, library_reason, os_reason
from ..i18n import tr
from .guard import StopRequest
from .orders import Order, Outcome
from .work import Setup, Workshop

_AHEAD = 4
"""Orders on the way for each thread of the cluster."""
_CONNECT_SECONDS = 15
_TLS_SETTINGS = (
    "DASK_DISTRIBUTED__COMM__TLS__CA_FILE",
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT",
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY",
)


def exposed(address: str) -> bool:
    """Whether others on the way to a scheduler could read along, or answer in its place."""
    scheme, _, rest = address.rpartition("://")
    if scheme in ("tls", "wss", "inproc"):
        return False
    host = rest.partition("/")[0].rpartition(":")[0].strip("[]") or rest
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() != "localhost"


class Cluster:
    """Does the work on a Dask cluster (cụm Dask).

    ``address`` is the scheduler's, as ``tcp://host:8786``. Raises
    :class:`UsageError` when Dask is not installed, :class:`OutputError` when
    nobody answers there.
    """

    def __init__(self, address: str, setup: Setup) -> None:
        self._setup = setup
        self._client = _connected(address)

    def carry_out(self, orders: Iterable[Order], stop: StopRequest) -> Iterator[Outcome]:
        with self._client as client:
            courier = _Courier(client, self._setup)
            source = iter(orders)
            waiting: deque[tuple[Order, Any]] = deque()
            more = True
            while more or waiting:
                while more and len(waiting) < courier.room():
                    order = next(source, None)
                    more = order is not None
                    if order is not None:
                        waiting.append((order, courier.send(order)))
                if waiting:
                    yield from courier.outcomes(*waiting.popleft())


class _Courier:
    """Carries orders to the cluster and outcomes back (người chuyển việc)."""

    def __init__(self, client: Any, setup: Setup) -> None:
        self._client = client
        self._setup = setup
        # A task of its own, so that any worker can have it again after another dies.
        self._given = client.submit(_unchanged, setup, pure=False, retries=10)

    def room(self) -> int:
        """How many orders may be on the way now; workers come and go."""
        threads: int = sum(self._client.nthreads().values())
        return max(2, threads * _AHEAD)

    def send(self, order: Order) -> Any:
        """Hand an order to whichever worker is free; what all orders need goes there once."""
        return self._client.submit(
            _work, self._given, order, i18n.language(), pure=False, retries=3
        )

    def outcomes(self, order: Order, future: Any) -> list[Outcome]:
        """Wait for an order; when it killed every worker that tried, its documents are reported.

        Raises :class:`OutputError` when the cluster as a whole cannot do the work.
        """
        try:
            outcomes: list[Outcome] = future.result()
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                documents = Workshop(self._setup).jobs(order)
                return [Outcome(failed=[item.failed(_killed()) for item in documents])]
            raise _cluster_failed(error) from error
        finally:
            future.release()
        return outcomes


def _unchanged(setup: Setup) -> Setup:
    return setup


def _work(setup: Setup, order: Order, language: str) -> list[Outcome]:
    """Runs on a worker, in one of its threads."""
    i18n.use(language)
    if getattr(_thread, "setup", None) is not setup:
        _thread.setup, _thread.workshop = setup, Workshop(setup)
    return list(_thread.workshop.carry_out(order))


_thread = threading.local()
"""The workshop of each thread of a worker, kept from order to order."""


def _connected(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError(
            tr("Chưa cài Dask để chạy trên cụm máy."),
            fix=tr("Cài bằng lệnh: pip install 'giayto[dask]'"),
        ) from error
    security = _security(address)
    try:
        return distributed.Client(address, timeout=_CONNECT_SECONDS, security=security)
    except (OSError, TimeoutError, ValueError) as error:
        raise OutputError(
            tr("Không kết nối được cụm Dask “{dia_chi}”.").format(dia_chi=address),
            why=os_reason(error) if isinstance(error, OSError) else None,
            fix=tr("Xem lại địa chỉ (ví dụ tcp://10.0.0.5:8786) và bộ điều phối đã chạy chưa."),
        ) from error


def _security(address: str) -> Any:
    """Dask's own settings of TLS; with ``tls://`` nothing less than both sides' certificates."""
    tls = address.startswith(("tls://", "wss://"))
    security = importlib.import_module("distributed.security").Security(
        **({"require_encryption": True} if tls else {})
    )
    files = (security.tls_ca_file, security.tls_client_cert, security.tls_client_key)
    if not tls or all(file and Path(file).is_file() for file in files):
        return security
    raise UsageError(
        tr("Chưa khai đủ chứng thư để nối cụm Dask qua TLS."),
        where=address,
        why=tr("Cần ba tệp có thật: chứng thư của nơi cấp, chứng thư và khoá của máy này."),
        fix=tr("Khai ba biến môi trường, mỗi biến một đường dẫn: {ten}").format(
            ten=", ".join(_TLS_SETTINGS)
        ),
    )


def _killed() -> GiaytoError:
    return GiaytoError(
        tr("Các máy nhận văn bản này đều bị tắt khi đang làm."),
        fix=tr("Chạy lại trên máy này, không dùng --dask, để biết văn bản nào gây lỗi."),
    )


def _cluster_failed(error: Exception) -> OutputError:
    return OutputError(
        tr("Cụm máy không làm được việc được giao."),
        why=library_reason(error),
        details=library_details(error),
        fix=tr(
            "Cài cùng một phiên bản giayto trên mọi máy của cụm; xem bộ điều phối còn chạy không."
            " Gõ lại lệnh: chương trình làm tiếp từ chỗ dừng."
        ),
    )
