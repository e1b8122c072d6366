"""A ward of 7,000 members, from the workbook on disk to the files on disk.

    python -m bench.ward [--members 7000] [--cells 110] [--awards 1400] [--processes 2]

All papers are made: a first run, an unchanged one, and one after a member's
name was changed. Each is printed as a ratio, beside its bar: the unchanged and
the changed run to python-calamine's bare reading of the same workbook, the
first run to that reading and plain writing of the same files by as many
processes. Every measurement runs in a process of its own, which has loaded the
program already; each is made ``--rounds`` times, in turn, and the fastest counts.
Then: how long it takes to plan the commendations, unit by unit.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import python_calamine

from bench import people
from giayto.data.workbook.write import create_workbook
from giayto.generators.papers import find_papers
from giayto.generators.plan import Scope
from giayto.workspace import Workspace

_BARS = {"unchanged": 2.0, "changed": 3.0, "first": 2.5}


def main() -> None:
    """Measures, or does one step of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=7_000)
    parser.add_argument("--cells", type=int, default=110)
    parser.add_argument("--awards", type=int, default=1_400)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(_STEPS[given.step](given.folder, given.processes)))
        return
    with tempfile.TemporaryDirectory(prefix="giayto-bench-") as name:
        _compare(Path(name), given)


def _compare(place: Path, given: argparse.Namespace) -> None:
    workbooks = []
    for changed in (False, True):
        workbook = place / f"{changed}.xlsx"
        _invent(workbook, given, changed=changed)
        workbooks.append(workbook.read_bytes())
    best: dict[str, float] = {}
    for turn in range(given.rounds):
        folder = place / str(turn)
        folder.mkdir()
        (folder / "du-lieu.xlsx").write_bytes(workbooks[0])
        for step in ("read", "first", "write", "unchanged", "change", "changed", "plan"):
            if step == "change":
                (folder / "du-lieu.xlsx").write_bytes(workbooks[1])
                continue
            seconds, count = _alone(step, folder, given.processes)
            best[step] = min(seconds, best.get(step, seconds))
            print(f"{step:9} {seconds:6.2f} s  {count:>6,}", flush=True)
    floors = {"unchanged": best["read"], "changed": best["read"]}
    floors["first"] = best["read"] + best["write"]
    for step, bar in _BARS.items():
        ratio = best[step] / floors[step]
        print(f"{step:9} {best[step]:6.2f} s = {ratio:5.2f} x {floors[step]:.2f} s (bar: {bar})")
    print(f"planning the commendations of all units: {best['plan']:.2f} s (bar: 2)")


def _alone(step: str, folder: Path, processes: int) -> tuple[float, int]:
    command = [sys.executable, "-m", "bench.ward", "--step", step, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--processes", str(processes)], check=True, stdout=subprocess.PIPE
    )
    seconds, count = json.loads(done.stdout)
    return seconds, count


def _invent(workbook: Path, given: argparse.Namespace, *, changed: bool) -> None:
    """The workbook of the ward; ``changed``: with one member's other name."""
    cells = [people.cell(index) for index in range(given.cells)]
    members, reviews = [], []
    for index, cell in enumerate(cells):
        number = given.members * (index + 1) // given.cells - given.members * index // given.cells
        for some, more in zip((members, reviews), people.people_of(cell, number), strict=True):
            some += more
    model = next(award for award in people.sample().awards if award.summary)
    awards = [
        people.like(model, {"subject": member.code})
        for member in members[:: max(1, len(members) // max(1, given.awards))][: given.awards]
    ]
    if changed:
        middle = len(members) // 2
        members[middle] = people.like(members[middle], {"full_name": "Lò Văn Đổi"})
    create_workbook(workbook, people.dataset(cells, members, reviews, awards))


def _read(folder: Path, _: int) -> tuple[float, int]:
    started = time.perf_counter()
    book = python_calamine.load_workbook(folder / "du-lieu.xlsx")
    rows = sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return time.perf_counter() - started, rows


def _make(folder: Path, processes: int) -> tuple[float, int]:
    started = time.perf_counter()
    report = Workspace.open(folder).make(processes=processes).report
    seconds = time.perf_counter() - started
    assert not report.failed, report.failed[0].error
    return seconds, report.done


def _write(folder: Path, processes: int) -> tuple[float, int]:
    files = [path.read_bytes() for path in sorted((folder / "van-ban").rglob("*.docx"))]
    (folder / "san").mkdir()
    context = multiprocessing.get_context("fork")
    children = [
        context.Process(target=_plain, args=(folder / "san", files, number, processes))
        for number in range(processes)
    ]
    started = time.perf_counter()
    for child in children:
        child.start()
    for child in children:
        child.join()
    return time.perf_counter() - started, len(files)


def _plain(folder: Path, files: list[bytes], start: int, step: int) -> None:
    for number in range(start, len(files), step):
        with open(f"{folder}/{number}.docx", "wb", 0) as file:  # noqa: PTH123 - speed
            file.write(files[number])


def _plan(folder: Path, _: int) -> tuple[float, int]:
    ward = Workspace.open(folder).read().ward
    started = time.perf_counter()
    jobs = [
        job
        for paper in find_papers(["khen-thuong"])
        for unit in ward.data.organisations
        for job in paper.plan(ward, Scope((unit,))).jobs
    ]
    return time.perf_counter() - started, len(jobs)


_STEPS: dict[str, Callable[[Path, int], tuple[float, int]]] = {
    "read": _read,
    "first": _make,
    "write": _write,
    "unchanged": _make,
    "changed": _make,
    "plan": _plan,
}


if __name__ == "__main__":
    main()
