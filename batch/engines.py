"""Who does the work (ai làm): this process, or several on this computer.

An engine carries orders out and gives their outcomes in the same order,
whatever the number of processes; so manifest and archive are always the same.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from typing import Protocol

from .. import i18n
from ..errors import GiaytoError
from ..i18n import tr
from .guard import StopRequest, children_ignore_ctrl_c
from .orders import Order, Outcome
from .work import Setup, Workshop

_SMALL = 1_000
"""Documents that one process makes before others would have started."""
_LOOKED_AT = 10
"""As many as are looked at and found unchanged while a few are made."""
_AHEAD = 2
"""Orders on the way for each process."""
_LISTEN_SECONDS = 0.2
"""How often a waiting run looks whether it is to stop."""


class Engine(Protocol):
    """Carries out orders (máy chạy)."""

    def carry_out(self, orders: Iterable[Order], stop: StopRequest) -> Iterator[Outcome]:
        """The outcomes of all orders, in their order."""


def engine_for(setup: Setup, processes: int | None, new: int) -> Engine:
    """The engine for about so many new documents; ``processes`` ``None``: one for each core."""
    number = cores() if processes is None else processes
    if number <= 1:
        return InProcess(setup)
    several = Processes(setup, number)
    return several if new > _SMALL else Growing(setup, several)


def cores() -> int:
    """How many processes this computer can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class InProcess:
    """Does the work here (một tiến trình)."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def carry_out(self, orders: Iterable[Order], stop: StopRequest) -> Iterator[Outcome]:
        workshop = Workshop(self._setup, lambda: stop.asked)
        for order in orders:
            yield from workshop.carry_out(order)


class Growing:
    """Begins here, and calls in other processes when there is much to do (tự chọn).

    How much there is shows only on the way: of a ward where one row changed,
    seven thousand documents are looked at and a few are made.
    """

    def __init__(self, setup: Setup, several: Processes) -> None:
        self._setup = setup
        self._several = several

    def carry_out(self, orders: Iterable[Order], stop: StopRequest) -> Iterator[Outcome]:
        source = iter(orders)
        workshop = Workshop(self._setup, lambda: stop.asked)
        work = 0
        while work < _SMALL * _LOOKED_AT:
            order = next(source, None)
            if order is None:
                return
            for outcome in workshop.carry_out(order):
                work += sum(_LOOKED_AT if made.fresh else 1 for made in outcome.made)
                yield outcome
        first = next(source, None)
        if first is not None:
            yield from self._several.carry_out(chain([first], source), stop)


class Processes:
    """Does the work in several processes of this computer (nhiều tiến trình).

    When a process dies (killed by the system, crashed by a library), the orders
    in hand are done again one at a time, in ever smaller parts where one dies
    again, so that only the guilty document is reported. Processes end with
    this one, even if it is killed.
    """

    def __init__(self, setup: Setup, processes: int) -> None:
        self._setup = setup
        self._number = processes

    def carry_out(self, orders: Iterable[Order], stop: StopRequest) -> Iterator[Outcome]:
        asked = multiprocessing.get_context("spawn").Event()
        given = pickle.dumps(self._setup, pickle.HIGHEST_PROTOCOL)
        source = iter(orders)
        while True:
            waiting: deque[_InHand] = deque()
            try:
                with _Pool(self._number, given, asked) as pool:
                    while True:
                        self._hand_out(source, waiting, pool)
                        if not waiting:
                            return
                        outcomes = waiting[0].outcomes(stop, asked)
                        waiting.popleft()
                        yield from outcomes
            except BrokenProcessPool:
                for in_hand in waiting:
                    if in_hand.finished:
                        yield from in_hand.outcomes(stop, asked)
                    else:
                        yield from self._alone(in_hand.order, given, asked)

    def _hand_out(self, source: Iterator[Order], waiting: deque[_InHand], pool: _Pool) -> None:
        while len(waiting) < _AHEAD * self._number:
            order = next(source, None)
            if order is None:
                return
            waiting.append(_InHand(order))  # first, so that none is lost when the pool is broken
            waiting[-1].future = pool.hand_over(order)

    def _alone(self, order: Order, given: bytes, asked: Event) -> Iterator[Outcome]:
        """An order done again by a process of its own, in parts if that dies as well."""
        try:
            with _Pool(1, given, asked) as pool:
                outcomes = pool.hand_over(order).result()
        except BrokenProcessPool:
            workshop = Workshop(self._setup)
            if order.tells_of_unit:
                yield workshop.about(order)
            documents = workshop.jobs(order)
            if len(documents) > 1:
                for half in order.halves():
                    yield from self._alone(half, given, asked)
            else:
                yield Outcome(failed=[item.failed(_died()) for item in documents])
            return
        yield from outcomes


@dataclass(slots=True)
class _InHand:
    """An order that was handed over (phiếu việc đang làm), or is about to be."""

    order: Order
    future: Future[list[Outcome]] | None = None

    @property
    def finished(self) -> bool:
        """Whether its outcomes are there, whatever became of the process since."""
        future = self.future
        return future is not None and future.done() and future.exception() is None

    def outcomes(self, stop: StopRequest, asked: Event) -> list[Outcome]:
        """Wait for its outcomes; a wish to stop is passed on meanwhile."""
        assert self.future is not None
        while True:
            if stop.asked:
                asked.set()
            try:
                return self.future.result(timeout=_LISTEN_SECONDS)
            except TimeoutError:
                continue


class _Pool:
    """Worker processes with what they need (nhóm tiến trình). Use as a context manager."""

    def __init__(self, number: int, given: bytes, asked: Event) -> None:
        self._asked = asked
        self._executor = ProcessPoolExecutor(
            number,
            multiprocessing.get_context("spawn"),
            _begin,
            (given, asked, i18n.language()),
        )

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._asked.set()
        self._executor.shutdown(cancel_futures=True)

    def hand_over(self, order: Order) -> Future[list[Outcome]]:
        with children_ignore_ctrl_c():  # a process may be started for it
            return self._executor.submit(_work, order)


_workshop: Workshop
_trouble: Exception | None = None
"""Why this process could not begin."""


def _begin(given: bytes, asked: Event, language: str) -> None:
    """The start of a worker process.

    One that cannot begin says so when it is given work: were it to die here, as
    many would be started as there are documents.
    """
    global _workshop, _trouble
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    i18n.use(language)
    try:
        _workshop = Workshop(pickle.loads(given), asked.is_set)
    except Exception as error:
        _trouble = error
    gc.freeze()  # what is loaded now stays for good: no need to look at it again and again


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _work(order: Order) -> list[Outcome]:
    if _trouble is not None:
        raise _trouble
    return list(_workshop.carry_out(order))


def _died() -> GiaytoError:
    return GiaytoError(
        tr("Tiến trình lập văn bản này bị tắt đột ngột."),
        why=tr("Thường là hết bộ nhớ, hoặc phần mềm diệt vi-rút chặn."),
        fix=tr("Chạy lại với --tien-trinh 1; đóng bớt chương trình khác."),
    )
