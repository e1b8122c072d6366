"""Handing out the work (chia việc): numbered documents first, then an order for each unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..generators.plan import Context, Job, Key, Scope, Skipped
from .changed import changed_of, printed_number
from .library import Library, with_own_master
from .manifest import Entry, Manifest, latest
from .orders import Assignment, Numbering, Order, Outcome
from .placing import PRINTED, Folders, unit_code
from .report import Failed, Sent
from .work import failed, told

_PRINT_FILE = f'"paper":"{PRINTED}'.encode()
PART = 512
"""Members of a unit that make one order; a larger unit gets several."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A context that is built already (ngữ cảnh đã lập), fit to travel to another process."""

    context: Context

    def __call__(self, number: int | None) -> Context:
        return self.context


class Planning:
    """The work of a run, handed out unit by unit (chia việc).

    Numbered documents are planned and numbered at once, for their numbers
    follow their days, whatever unit they belong to. All others are planned by
    whoever carries the order out, so that a whole city's need not stand in
    memory.
    """

    def __init__(self, what: Assignment) -> None:
        self._what = what
        self._ward = what.ward
        self._places = {id(o): n for n, o in enumerate(what.ward.data.organisations)}
        self._choice = choice = what.choice
        reached = any(choice.reaches(paper, what.ward) for paper in what.papers)
        chosen = Scope(
            (*what.units, what.ward.issuer) if reached and what.ward.issuer else what.units
        )
        self.units = [o for o in what.ward.data.organisations if chosen.wants(o)]
        self.papers = what.papers
        self._paper_of = {paper.key: paper for paper in what.papers}
        self._library = Library(what.ward, what.own_masters, what.labels, what.pictures)
        self._outcome = Outcome()
        self.expected = 0
        """About how many documents there will be."""
        self._numbered: dict[int, list[Job]] = defaultdict(list)
        self._numbering = Numbering()
        self._for_lists: dict[Key, int] = {}
        self._unplanned: set[str] = set()

    def number(self) -> None:
        """Plan the documents that bear numbers, and have them numbered."""
        for paper in self._what.papers:
            if not paper.numbered:
                continue
            try:
                plan = paper.plan(self._ward, self._choice.scope(paper, self._ward))
            except Exception as error:
                self._outcome.failed.append(Failed(paper.key, "", paper.label, told(error)))
                self._unplanned.add(paper.key)
                continue
            self._outcome.skipped += self._choice.left_out(paper, self._ward, plan.skipped)
            for job in plan.jobs:
                self._numbered[id(job.unit)].append(with_own_master(job, self._what.own_masters))
                if job.fault is not None:  # a wrong date may have changed its key
                    self._unplanned.add(paper.key)
        lists = {paper.goes_with for paper in self.papers if paper.goes_with}
        if self._what.numbers is not None:
            jobs = [job for unit in self.units for job in self._numbered[id(unit)]]
            jobs = [
                job
                for job in jobs
                if self._choice.takes(job) and job.fault is None and not self._refused(job)
            ]
            self._numbering = self._what.numbers(jobs)
        self._for_lists = {k: n for k, n in self._numbering.numbers.items() if k[0] in lists}
        plain = any(not paper.numbered for paper in self.papers)
        members = sum(len(self._ward.members_of(unit)) for unit in self.units)
        self.expected = members * plain + sum(map(len, self._numbered.values()))

    @property
    def sent(self) -> frozenset[Key]:
        """The documents that were sent out, also those whose record is gone."""
        rows = self._numbering.rows
        return frozenset(name for name, row in rows.items() if row.sent_on is not None)

    def take_outcome(self) -> Outcome:
        """What planning itself has to report since it was last asked."""
        taken, self._outcome = self._outcome, Outcome()
        return taken

    def orders(self, manifest: Manifest | None, *, whole: bool) -> Iterator[Order]:
        """An order for each unit, in sheet order; ``whole`` never parts a unit."""
        year, sent = self._ward.settings.year, self.sent
        folders = Folders(self._ward, {} if manifest is None else manifest.folders(year))
        for unit in self.units:
            lines = b"" if manifest is None else manifest.lines_of(year, unit_code(unit))
            if manifest is not None and not lines:
                lines = self._inherited(manifest, unit_code(unit), folders.of(unit))
            ready = tuple(self._ready(self._numbered.pop(id(unit), []), lines))
            order = Order(
                self._places[id(unit)],
                folders.of(unit),
                ready,
                lines,
                unplanned=frozenset(self._unplanned),
                sent=sent,
                numbers=self._for_lists,
            )
            # A file to print holds the whole unit, also one that only has to be renewed.
            parts = (
                1
                if whole or _PRINT_FILE in lines
                else -(-max(1, len(self._ward.members_of(unit))) // PART)
            )
            for part in range(parts):
                yield replace(order, share=(part, parts))

    def _inherited(self, manifest: Manifest, code: str, folder: str) -> bytes:
        """What is on file of a unit that only got another code; it goes on file under the new one.

        It is the one unit without an organisation whose documents stand in this folder.
        """
        year = self._ward.settings.year
        here = {unit_code(unit) for unit in self._ward.data.organisations}
        for gone in sorted(manifest.units(year) - here):
            entries = manifest.of_unit(year, gone).values()
            if any(entry.path.startswith(f"{folder}/") for entry in entries):
                manifest.add(entry._replace(unit=code) for entry in entries)
                manifest.add(entry._replace(path="") for entry in entries)
        return manifest.lines_of(year, code)

    def _ready(self, jobs: list[Job], lines: bytes) -> Iterator[Job]:
        """The numbered documents of a unit with their contexts, which know their numbers.

        ``lines`` are what the manifest knows of the unit.
        """
        on_file = latest(lines) if self._numbering.rows else {}
        for job in jobs:
            if not self._choice.takes(job) or (self._refused(job) and job.name not in self.sent):
                yield replace(job, build=Ready({}), held=True)
                continue
            if job.fault is not None:
                self._outcome.failed.append(failed(job))
                yield replace(job, build=Ready({}), held=True, fault=None)
                continue
            if (why := self._numbering.waiting.get(job.name)) is not None:
                skipped = Skipped(job.paper, job.unit.name, job.title, why)
                self._outcome.skipped.append(skipped)
                yield replace(job, build=Ready({}), held=True)
                continue
            assert job.number is not None
            number = job.number.typed or self._numbering.numbers.get(job.name)
            try:
                if (refused := self._numbering.refused.get(job.name)) is not None:
                    raise refused
                context = job.content(number)
                printed = printed_number(job, number, self._ward)
                held = self._sent_out(job, context, printed, on_file.get(job.name))
            except Exception as error:
                reason = told(error, job.unit)
                self._outcome.failed.append(Failed(job.paper, job.key, job.title, reason))
                context, printed, held = {}, None, True
            yield replace(job, build=Ready(context), printed=printed, held=held)

    def _refused(self, job: Job) -> bool:
        """Whether nothing can be made with the document's master, so that it gets no number."""
        return job.master in self._what.refused

    def _sent_out(
        self, job: Job, context: Context, printed: str | None, entry: Entry | None
    ) -> bool:
        """Report how a document stands to the register; whether it was sent out."""
        row = self._numbering.rows.get(job.name)
        if row is None:
            return False
        reworded = (
            entry is not None
            and entry.number == printed is not None  # a new number is no other wording
            and not self._library.same(self._paper_of[job.paper], job, context, entry)
        )
        changed = changed_of(job, row, self._ward, reworded=reworded)
        if changed is not None:
            self._outcome.changed.append(changed)
        if row.sent_on is None:
            return False
        sent = Sent(job.paper, job.key, job.title, row.symbol, row.sent_on)
        self._outcome.sent.append(sent)
        return True
