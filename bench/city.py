"""A whole city in one run: half a million self-review forms, and their floor.

    python -m bench.city [--forms 500000] [--processes 2] [--out FOLDER] [--ready]

The members are invented: every cell has a thousand, copied from the sample
ward under new names. Whoever carries a cell's order out plans it: every context
is worked out from member and review, as ``giayto tao kiem-diem`` does; with
``--ready`` the contexts of one cell are worked out once and serve all cells.
Planning, comparing, rendering, writing and the manifest are what every run does.

The floor is what no program can spare: as many processes compress such
documents, rendered beforehand, with the same compressor and write them;
nothing else. It is measured twice, writing plain files, and writing each file
beside and renaming it, as every run must; for a part of the forms before the
run and another after, so that a slow hour of the machine hits all alike.

The folder is removed at the end unless ``--keep`` is given. Do not run it right
after deleting many files: ext4 makes new files slowly for some minutes then.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import multiprocessing
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from bench import people
from giayto.batch.built_in import BuiltIn
from giayto.batch.engines import cores
from giayto.batch.library import Library
from giayto.batch.planning import Ready
from giayto.batch.run import Assignment, Delivery, run
from giayto.data.models import Organisation
from giayto.data.ward import Ward
from giayto.files.whole import write_bytes
from giayto.generators import self_review
from giayto.generators.papers import PAPERS
from giayto.generators.plan import Job, Paper, Plan, Scope
from giayto.templates.store import OwnMasters

CELL = 1_000
"""Members of a cell."""
_SAMPLES = 200
"""Documents that stand for all of them in the floor."""
_BEGIN_S = 120.0
"""After so many seconds a process that has not begun has died."""
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class City:
    """The planner of a city (thành phố): invents a cell's members when its forms are wanted.

    It holds no state: any process plans any cell, the same way every time.
    """

    forms: int
    ready: bool = False

    def ward(self) -> Ward:
        """The city's organisations; members exist only where they are planned."""
        cells = [people.cell(index) for index in range(-(-self.forms // CELL))]
        return Ward(people.dataset(cells, [], [], []))

    def paper(self) -> Paper:
        """The self-review form, planned by this planner."""
        known = next(paper for paper in PAPERS if paper.key == self_review.PAPER)
        return replace(known, plan=self)

    def __call__(self, ward: Ward, scope: Scope) -> Plan:
        """The forms of the wanted cells."""
        result = Plan()
        for cell in scope.cells(ward):
            number = min(CELL, self.forms - CELL * (int(cell.code) - 1))
            if self.ready:
                result.jobs += [replace(job, unit=cell) for job in _ready_jobs()[:number]]
            else:
                result.extend(_planned(cell, number))
        return result


def _planned(cell: Organisation, number: int) -> Plan:
    """A cell's forms, from its members and their reviews."""
    members, reviews = people.people_of(cell, number)
    ward = Ward(people.dataset([cell], members, reviews, []))
    return self_review.plan(ward, Scope((cell,)))


@functools.cache
def _ready_jobs() -> list[Job]:
    return [replace(j, build=Ready(j.context)) for j in _planned(people.cell(0), CELL).jobs]


def floor(folder: Path, forms: int, processes: int, *, whole: bool) -> tuple[float, float]:
    """Seconds by the clock, and of all processors, to compress and write so many forms.

    ``whole`` writes them so that no half file ever carries a good name.
    """
    begun, ended = _SPAWN.Barrier(processes + 1), _SPAWN.SimpleQueue()
    shares = [forms * n // processes for n in range(processes + 1)]
    children = [
        _SPAWN.Process(target=_bare, args=(folder, start, end, whole, begun, ended))
        for start, end in itertools.pairwise(shares)
    ]
    for child in children:
        child.start()
    begun.wait(_BEGIN_S)
    started = time.perf_counter()
    processors = sum(ended.get() for _ in children)
    seconds = time.perf_counter() - started
    for child in children:
        child.join()
    return seconds, processors


def _bare(
    folder: Path, start: int, end: int, whole: bool, begun: Barrier, ended: SimpleQueue[float]
) -> None:
    """One process's share of the floor; what it needs is made ready before the start."""
    city = City(CELL)
    ward = city.ward()
    jobs = city(ward, Scope()).jobs[:_SAMPLES]
    library = Library(ward, OwnMasters.of(None))
    documents = []
    for job in jobs:
        found = library.get(city.paper(), job.rules, job.master)
        assert isinstance(found, BuiltIn)
        template = found.compiled
        parts = list(template.render_parts(job.context).values())
        documents.append((template.codec, parts, template.render(job.context)))
    for number in range(start // CELL, -(-end // CELL)):
        (folder / str(number)).mkdir(parents=True, exist_ok=True)
    write = write_bytes if whole else _write_plain
    begun.wait(_BEGIN_S)
    before = time.process_time()
    for number in range(start, end):
        (_, compress, crc32, _), parts, data = documents[number % _SAMPLES]
        for part in parts:
            compress(part)
            crc32(part)
        write(f"{folder}/{number // CELL}/{number}.docx", data)
    ended.put(time.process_time() - before)


def _write_plain(path: str, data: bytes) -> None:
    with open(path, "wb", 0) as file:  # noqa: PTH123 - speed
        file.write(data)


class Watch:
    """Prints rate and memory on the way."""

    def __init__(self, forms: int) -> None:
        self._step = max(100, forms // 10)
        self._next = [100, 1_000, 10_000]
        self.begin = time.perf_counter()

    def __call__(self, done: int, total: int) -> None:
        if done < self._next[0]:
            return
        self._next = [n for n in self._next if n > done] or [(done // self._step + 1) * self._step]
        seconds = time.perf_counter() - self.begin
        workers = [c.pid for c in multiprocessing.active_children() if c.pid is not None]
        memory = " + ".join(f"{_rss(pid):.1f}" for pid in ("self", *workers))
        print(f"{done:>9,} {seconds:7.1f} s {done / seconds:8,.0f}/s  RSS {memory} MiB")


def _rss(process: int | str) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _processors() -> tuple[float, float]:
    """Processor seconds of this process, and of its children that have ended."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, theirs.ru_utime + theirs.ru_stime


def main() -> None:
    """Runs the city and its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forms", type=int, default=500_000)
    parser.add_argument("--processes", type=int, default=cores())
    parser.add_argument("--out", type=Path, default=Path("thanh-pho"))
    parser.add_argument("--ready", action="store_true")
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    if given.out.exists():
        sys.exit(f"{given.out} exists; name a new folder")
    some = max(1, given.forms // 4)

    def floors(place: Path) -> Iterator[tuple[float, float]]:
        for whole in (False, True):
            yield floor(place / str(whole), some, given.processes, whole=whole)

    before = list(floors(given.out / "san-1"))
    city = City(given.forms, given.ready)
    ward = city.ward()
    watch, counted = Watch(given.forms), 0

    def count(_: object) -> None:
        nonlocal counted
        counted += 1

    own, theirs = _processors()
    report = run(
        Assignment(ward, [city.paper()]),
        Delivery(given.out / "van-ban", processes=given.processes, progress=watch, on_made=count),
    )
    seconds = time.perf_counter() - watch.begin
    own, theirs = (now - then for now, then in zip(_processors(), (own, theirs), strict=True))

    after = floors(given.out / "san-2")
    print(f"made {report.done:,}, failed {len(report.failed)}, told {counted:,}")
    print(f"run: {seconds:.1f} s, {report.done / seconds:,.0f}/s, CPU {own:.1f} + {theirs:.1f} s")
    for title, first, second in zip(("plain files", "whole files"), before, after, strict=True):
        clock, processors = (2 * (x + y) for x, y in zip(first, second, strict=True))
        print(
            f"floor, {title}: {clock:.1f} s, {given.forms / clock:,.0f}/s, CPU {processors:.1f} s"
        )
        print(f"  run: {seconds / clock:.2f} x by the clock,", end=" ")
        print(f"{(own + theirs) / processors:.2f} x by CPU")
    if not given.keep:
        shutil.rmtree(given.out)


if __name__ == "__main__":
    main()
