"""Settling (quyết toán): what became of the work goes on file and into the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..generators.plan import Skipped
from .archive import Archive
from .manifest import Manifest
from .orders import Assignment, Delivery, Order, Outcome
from .placing import same_file, unit_code
from .planning import Planning
from .report import Refused, Report
from .sinks import Sink
from .survey import leave, paper_of


class Settling:
    """Puts outcomes on file, counts them, tells about them (quyết toán)."""

    def __init__(
        self,
        planning: Planning,
        what: Assignment,
        how: Delivery,
        sink: Sink | None,
        manifest: Manifest | None,
        zipped: Archive | None,
    ) -> None:
        self.report = Report()
        self._planning = planning
        self._year = what.ward.settings.year
        self._refused = what.refused
        self._papers = planning.papers
        self._families = {paper.family for paper in planning.papers}
        self._how = how
        self._sink = sink
        self._manifest = manifest
        self._zipped = zipped
        self._said: set[Skipped] = set()
        self._done = 0

    def prepared(self, orders: Iterable[Order]) -> Iterator[Order]:
        """The orders; where one will write, what a killed run left half-written goes first."""
        for order in orders:
            if self._sink is not None and order.share[0] == 0:
                for folder in (order.folder, *(f"{order.folder}/{f}" for f in self._families)):
                    self._sink.clean(folder)
            self.settle(self._planning.take_outcome())
            yield order

    def settle(self, outcome: Outcome) -> None:
        """Put an outcome on file and into the report."""
        report = self.report
        report.failed += outcome.failed
        for (paper, master), documents in outcome.refused.items():
            self._refuse(paper, master, documents)
        report.kept += outcome.kept
        report.moved += outcome.moved
        report.gone += outcome.gone
        report.left_over += outcome.left_over
        report.print_files_behind += outcome.print_files_behind
        report.sent += outcome.sent
        report.changed += outcome.changed
        # Some planners name what belongs to nobody whoever is asked for: once is enough.
        # Of a unit all are told: two namesakes are two people.
        fresh = [s for s in outcome.skipped if s not in self._said]
        self._said.update(s for s in fresh if not s.unit)
        report.skipped += fresh
        if self._zipped is not None:
            for entry, data in zip(outcome.entries, outcome.data, strict=True):
                self._zipped.add(entry, data)
        elif self._manifest is not None:
            self._manifest.add(outcome.entries)
        for made in outcome.made:
            if made.copies > 1:
                report.print_files += made.fresh
            else:
                (report.fresh if made.fresh else report.unchanged)[made.paper] += 1
            if self._how.on_made is not None:
                self._how.on_made(made)
            elif made.fresh:
                report.made.append(made)
        self._step(len(outcome.made) + len(outcome.failed))

    def close(self, *, whole: bool) -> None:
        """The end of a run that was not stopped; ``whole``: all units were wanted."""
        self.settle(self._planning.take_outcome())
        if whole and self._manifest is not None:
            self.settle(self._vanished_units(self._manifest))
        if self._manifest is not None:
            self.report.trouble = self._manifest.trouble
        if self._how.progress is not None and self._done:
            self._how.progress(self._done, self._done)

    def _vanished_units(self, manifest: Manifest) -> Outcome:
        """Documents of units that are no longer in the workbook."""
        outcome = Outcome()
        here = {unit_code(unit) for unit in self._planning.units}
        wanted = {paper.key for paper in self._papers}
        left = [
            entry
            for code in sorted(manifest.units(self._year) - here)
            for name, entry in manifest.of_unit(self._year, code).items()
            if paper_of(entry) in wanted and name not in self._planning.sent
        ]
        held: set[str] = set()
        if not all(entry.is_gone for entry in left):
            # Whoever has the unit's folder now has the files that stand there.
            for code in here:
                entries = manifest.of_unit(self._year, code).values()
                held.update(same_file(entry.path) for entry in entries)
        leave(left, held, self._sink, outcome)
        return outcome

    def _refuse(self, paper: str, master: str, documents: int) -> None:
        """Count documents of a refused master; it stands in the report once."""
        for told in self.report.refused:
            if (told.paper, told.master) == (paper, master):
                told.documents += documents
                return
        self.report.refused.append(Refused(paper, master, self._refused[master], documents))

    def _step(self, documents: int) -> None:
        self._done += documents
        if self._how.progress is not None and documents:
            self._how.progress(self._done, max(self._planning.expected, self._done))
