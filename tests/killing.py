"""Commands killed with SIGKILL at random moments (kill -9), and what each of them left behind.

``for killed in killings(prepare):`` runs the command that ``prepare`` gives
again and again, kills it, and hands over what there is to look at. Ten kills
by default; ``GIAYTO_KILLS=50`` for the long way. POSIX only.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.house import ROOT

KILLS = int(os.environ.get("GIAYTO_KILLS", "10"))

_LONGEST = 300.0
_LOOK = 0.002
# Whoever runs the tests without a terminal may have told their children to ignore these.
_CODE = """
import signal, sys
for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
from giayto.cli import main
sys.exit(main(sys.argv[1:]))
"""

Prepare = Callable[[int], tuple[Path, Sequence[object]]]
"""From the number of the run: the folder the command writes in, and its words."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of a command ended (lần chạy đã dừng).

    ``killed`` is false for one that came to its end first; ``working`` tells
    whether it had begun to change the folder by then.
    """

    folder: Path
    killed: bool
    working: bool
    code: int
    said: str
    trouble: str


def start(*command: object) -> subprocess.Popen[str]:
    """A command of giayto in a process of its own, which heads its group."""
    return subprocess.Popen(
        [sys.executable, "-c", _CODE, *map(str, command)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


def killings(prepare: Prepare, *, kills: int = KILLS, seed: int = 20261127) -> Iterator[Ended]:
    """Run a command once to its end, which tells how long it takes; then kill it so many times.

    Half of the moments are counted from the first change in the folder: most of
    a run is spent on reading, where nothing can be lost. Half of the kills take
    the whole family, as a power cut does, the others the parent alone.
    """
    chance = random.Random(seed)
    folder, command = prepare(0)
    before = time.monotonic()
    process = start(*command)
    begun = _wait_for_change(process, folder, _LONGEST)
    first = time.monotonic() - before
    yield _ended(process, folder, killed=False, working=begun)
    whole = time.monotonic() - before
    number = done = 0
    while done < kills:
        number += 1
        folder, command = prepare(number)
        process = start(*command)
        if chance.random() < 0.5:
            begun = _wait_for_change(process, folder, _LONGEST)
            wait = chance.uniform(0, max(whole - first, _LOOK))
        else:
            wait = chance.uniform(0, whole)
            begun = _wait_for_change(process, folder, wait)
            wait = 0
        with suppress(subprocess.TimeoutExpired):
            process.wait(wait)
        killed = process.poll() is None
        if killed and chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        elif killed:
            process.kill()
        done += killed
        yield _ended(process, folder, killed=killed, working=begun)


def _ended(process: subprocess.Popen[str], folder: Path, *, killed: bool, working: bool) -> Ended:
    """Wait for the end of the process and of its children, which hold its output open."""
    try:
        said, trouble = process.communicate(timeout=10 if killed else _LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, trouble = process.communicate()
    return Ended(folder, killed, working, process.returncode, said, trouble)


def _wait_for_change(process: subprocess.Popen[str], folder: Path, seconds: float) -> bool:
    """Whether something in the folder changes before the process ends or the time is over."""
    until = time.monotonic() + seconds
    before = _state(folder)
    while process.poll() is None and time.monotonic() < until:
        if _state(folder) != before:
            return True
        time.sleep(_LOOK)
    return False


def _state(folder: Path) -> set[tuple[str, int, int]]:
    """What files there are, how long, how old; locks come first and say nothing."""
    found = set()
    for place, _, names in os.walk(folder):
        for name in names:
            if ".khoa" in name:
                continue
            try:
                status = os.lstat(os.path.join(place, name))  # noqa: PTH118
            except OSError:
                continue
            found.add((os.path.join(place, name), status.st_size, status.st_mtime_ns))  # noqa: PTH118
    return found
