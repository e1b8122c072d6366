"""Many machines at once, and machines that die: every number once, none missing."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from giayto.register import Action, IssueRequest, Query, open_register
from tests.register.old_registers import Old, old_register

WORKER = Path(__file__).with_name("number_worker.py")


_started: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def _nobody_is_left_running() -> Iterator[None]:
    """A test that fails half-way must not leave a worker asking for numbers for ever."""
    yield
    while _started:
        process = _started.pop()
        process.kill()
        process.wait(timeout=60)
        for stream in (process.stdin, process.stdout):
            if stream is not None and not stream.closed:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


class Worker:
    """A running `number_worker.py`."""

    def __init__(self, address: str, name: str, count: int, mode: str, body: str = "") -> None:
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER), address, name, str(count), mode, body],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        _started.append(self.process)

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def numbers(self) -> list[int]:
        """What it printed until it ended (a line cut off by the kill does not count)."""
        assert self.process.stdout is not None
        text = self.process.stdout.read()
        self.process.stdout.close()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(timeout=300)
        return [int(line) for line in text[: text.rfind("\n") + 1].splitlines()]


ENDLESS = 1_000_000


def started(address: str, names: Sequence[str], count: int, mode: str) -> list[Worker]:
    return begin([Worker(address, name, count, mode) for name in names])


def begin(workers: list[Worker]) -> list[Worker]:
    """Let all of them go once all of them stand ready."""
    assert [worker.line() for worker in workers] == ["ready"] * len(workers)
    for worker in workers:
        worker.go()
    return workers


def test_sixteen_processes_give_two_thousand_numbers_exactly_once(address: str) -> None:
    # None of them finds a register there: they also race to make it.
    workers = started(address, [f"may-{i}" for i in range(16)], 125, "unkeyed")
    told = [number for worker in workers for number in worker.numbers()]
    assert all(worker.process.returncode == 0 for worker in workers)
    assert sorted(told) == list(range(1, 2001))
    register = open_register(address, create=False)
    assert [entry.number for entry in register.find()] == list(range(1, 2001))
    assert register.check() == []


def test_two_wards_at_once_each_get_their_own_numbers(address: str) -> None:
    old_register(address, [Old(1, symbol="TB/ĐU", type_key="thong_bao", series="thong_bao")])
    workers = begin(
        [Worker(address, f"may-{i}", 40, "keyed", ("hoa-sen", "hoa-mai")[i % 2]) for i in range(6)]
    )
    told = [worker.numbers() for worker in workers]
    register = open_register(address, create=False)
    ends = {}
    for body, position in (("hoa-sen", 0), ("hoa-mai", 1)):
        given = sorted(n for numbers in told[position::2] for n in numbers)
        rows = [row.number for row in register.find(Query(body_id=body))]
        assert rows == list(range(1, len(rows) + 1))
        assert given == rows[-120:]
        ends[body] = len(rows)
    assert sorted(ends.values()) == [120, 121], "the old row became one ward's, once"
    claims = [c for c in register.history() if c.action is Action.CLAIM]
    assert [c.entry_id for c in claims] == [1]


def run_with_deaths(address: str, names: Sequence[str], count: int, mode: str) -> list[int]:
    """Every other worker would never stop and is killed -9 at its work; what all were told."""
    workers = begin(
        [
            Worker(address, name, ENDLESS if position % 2 else count, mode)
            for position, name in enumerate(names)
        ]
    )
    told: list[int] = []
    for position, worker in enumerate(workers):
        if position % 2:
            told += [int(worker.line()) for _ in range(5 + position)]
            worker.process.send_signal(signal.SIGKILL)
    for worker in workers:
        told += worker.numbers()
    dead = sum(worker.process.returncode == -signal.SIGKILL for worker in workers)
    assert dead == len(names) // 2
    return told


def test_killed_processes_leave_no_hole_and_no_double(address: str) -> None:
    told = run_with_deaths(address, [f"may-{i}" for i in range(8)], 60, "unkeyed")
    register = open_register(address, create=False)
    numbers = [entry.number for entry in register.find()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(told) == len(set(told))
    assert set(told) <= set(numbers), "a number that a clerk was told must be in the register"
    assert register.check() == []


def test_a_killed_run_started_again_keeps_every_papers_number(address: str) -> None:
    names = [f"may-{i}" for i in range(6)]
    run_with_deaths(address, names, 40, "keyed")
    before = {row.record: row.number for row in open_register(address).find()}

    told = [len(worker.numbers()) for worker in started(address, names, 40, "keyed")]
    assert told == [40] * 6
    rows = open_register(address).find()
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    after = {row.record: row.number for row in rows}
    assert len(after) == len(rows), "one number for each paper"
    assert before.items() <= after.items()
    assert {f"{name}-{i}" for name in names for i in range(40)} <= after.keys()


def test_backup_while_others_write_is_one_consistent_moment(
    address: str, tmp_path: Path, paper: Callable[..., IssueRequest]
) -> None:
    register = open_register(address)
    register.issue(paper())
    workers = started(address, ["may-1", "may-2", "may-3"], 80, "keyed")
    backups = []
    for round_ in range(4):
        target = tmp_path / f"luu-{round_}.db"
        count = register.backup(target)
        backups.append((target, count))
    assert [len(worker.numbers()) for worker in workers] == [80] * 3
    assert len(backups) == 4
    for target, count in backups:
        saved = open_register(target, create=False)
        rows = saved.find()
        assert [row.number for row in rows] == list(range(1, count + 1))
        assert len(saved.history()) == count, "a row and its history are saved together"
    assert [row.number for row in register.find()] == list(range(1, 242))


def test_the_register_can_be_read_while_somebody_writes(
    address: str, paper: Callable[..., IssueRequest]
) -> None:
    register = open_register(address, wait_seconds=0.2)
    register.issue(paper())
    with register.database.writing():
        assert len(register.find(Query(text="phien hop"))) == 1


def test_a_writer_that_waits_too_long_is_told_so(
    address: str, paper: Callable[..., IssueRequest]
) -> None:
    from giayto.errors import RegisterUnavailable

    register = open_register(address, wait_seconds=0.2)
    register.issue(paper())
    with register.database.writing(), pytest.raises(RegisterUnavailable, match="đang bận"):
        register.issue(paper())
    assert register.issue(paper()).number == 2, "the refused request took no number"
