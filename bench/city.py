"""A whole city in one run: half a million self-review forms, time and memory.

    python -m bench.city [--forms 500000] [--processes 2] [--out FOLDER] [--planned]

The members are invented: every cell has a thousand, copied from the sample
ward under new names. Their data are ready as contexts; with ``--planned`` every
context is worked out from member and review as ``giayto tao kiem-diem`` does.
Comparing, rendering, writing and the manifest are what every run does. The
folder is removed at the end unless ``--keep`` is given. Do not run it right
after deleting many files: ext4 makes new files slowly for some minutes then.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

from giayto.batch.run import PlanStream, run
from giayto.data.models import Dataset, Member, Organisation, Review
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators import self_review
from giayto.generators.papers import PAPERS, Paper
from giayto.generators.plan import Job, Plan, Scope

CELL = 1_000


class City:
    """Plans cell after cell; only one cell's members exist at a time."""

    def __init__(self, forms: int, *, planned: bool) -> None:
        sample = sample_dataset()
        self._sample = sample
        self._committee = sample.organisations[0]
        model = sample.organisations[1]
        reviews = {review.subject: review for review in sample.reviews}
        probe = Ward(sample)
        forms_of = {job.key for job in self_review.plan(probe, Scope()).jobs}
        self._people = [
            (member, reviews.get(member.code))
            for member in sample.members
            if any(key.startswith(member.code) for key in forms_of)
        ]
        cells = [
            model.model_copy(update={"code": f"CB{n:04d}", "name": f"Chi bộ số {n:04d}"})
            for n in range(1, -(-forms // CELL) + 1)
        ]
        self.ward = Ward(sample.model_copy(update={"organisations": [self._committee, *cells]}))
        self._forms = forms
        self._begun = 0
        self._ready = [] if planned else self_review.plan(probe, Scope()).jobs

    def plan(self, ward: Ward, scope: Scope) -> Plan:
        """The forms of one cell."""
        (cell,) = scope.units
        if cell is self.ward.data.organisations[0]:
            return Plan()
        number = min(CELL, self._forms - self._begun)
        self._begun += number
        if self._ready:
            return Plan([self._renamed(cell, index) for index in range(number)])
        return self_review.plan(Ward(self._cell(cell, number)), Scope((cell,)))

    def _renamed(self, cell: Organisation, index: int) -> Job:
        job = self._ready[index % len(self._ready)]
        person = job.context["dang_vien"]
        name = f"{person['ho_ten']} {index:04d}"
        return replace(
            job,
            unit=cell,
            key=f"{cell.code}-{index:04d}",
            stem=f"{job.stem}-{index:04d}",
            context={**job.context, "dang_vien": {**person, "ho_ten": name}},
        )

    def _cell(self, cell: Organisation, number: int) -> Dataset:
        members: list[Member] = []
        reviews: list[Review] = []
        for index in range(number):
            member, review = self._people[index % len(self._people)]
            code = f"{cell.code}-{index:04d}"
            name = f"{member.full_name} {index:04d}"
            members.append(
                member.model_copy(update={"code": code, "full_name": name, "cell": cell.code})
            )
            if review is not None:
                reviews.append(review.model_copy(update={"subject": code}))
        return self._sample.model_copy(
            update={
                "organisations": [self._committee, cell],
                "members": members,
                "reviews": reviews,
                "meetings": [],
                "attendance": [],
                "ballots": [],
                "awards": [],
            }
        )


class Watch:
    """Prints rate and memory on the way."""

    def __init__(self, forms: int) -> None:
        self._step = max(100, forms // 10)
        self._next = [100, 1_000, 10_000]
        self.begin = time.perf_counter()

    def __call__(self, done: int, total: int) -> None:
        if self._next and done >= self._next[0]:
            self._next = [n for n in self._next if n > done] or [
                (done // self._step + 1) * self._step
            ]
            seconds = time.perf_counter() - self.begin
            print(f"{done:>9,} {seconds:7.1f} s {done / seconds:8,.0f}/s  RSS {_rss():6.1f} MiB")


def _rss() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Runs the city."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forms", type=int, default=500_000)
    parser.add_argument("--processes", type=int, default=None)
    parser.add_argument("--out", type=Path, default=Path("thanh-pho"))
    parser.add_argument("--planned", action="store_true")
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    if given.out.exists():
        sys.exit(f"{given.out} exists; name a new folder")
    city = City(given.forms, planned=given.planned)
    template = next(paper for paper in PAPERS if paper.key == self_review.PAPER)
    paper = Paper(template.key, template.label, template.family, city.plan)
    watch = Watch(given.forms)
    counted = 0

    def count(_: object) -> None:
        nonlocal counted
        counted += 1

    report = run(
        PlanStream(city.ward, [paper], Scope()),
        city.ward,
        given.out,
        processes=given.processes,
        progress=watch,
        on_made=count,
    )
    seconds = time.perf_counter() - watch.begin
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"made {report.done:,}, failed {len(report.failed)}, told {counted:,}")
    print(f"{seconds:.1f} s, {report.done / seconds:,.0f} forms/s")
    print(f"CPU: planning {own.ru_utime + own.ru_stime:.1f} s,", end=" ")
    print(f"workers {theirs.ru_utime + theirs.ru_stime:.1f} s")
    print(
        f"peak RSS: this {own.ru_maxrss / 1024:.0f} MiB, worker {theirs.ru_maxrss / 1024:.0f} MiB"
    )
    if not given.keep:
        shutil.rmtree(given.out)


if __name__ == "__main__":
    main()
