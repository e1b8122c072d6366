"""One run (một lần chạy): from the first unit to the last, chunk by chunk."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..data.ward import Ward
from ..generators.plan import Plan
from .archive import Archive
from .engines import CHUNK, Engine
from .guard import StopRequest
from .manifest import Entry, Manifest
from .placing import unit_code
from .report import Failed, Kept, Made, Report
from .sinks import Sink
from .stream import PlanStream, UnitPlan, unit_plans
from .survey import Due, Surveyor, entry_of, made_of
from .work import Chunk, Result

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are (an estimate while planning)."""


class Run:
    """One run, from the first unit to the last (một lần chạy)."""

    def __init__(
        self,
        *,
        plan: Plan | PlanStream,
        ward: Ward,
        sink: Sink | None,
        records: Manifest | None,
        zipped: Archive | None,
        report: Report,
        surveyor: Surveyor,
        stop: StopRequest,
        tell: Callable[[Made], None],
        progress: Progress | None,
    ) -> None:
        self._plan = plan
        self._year = ward.settings.year
        self._sink = sink
        self._records = records
        self._zipped = zipped
        self._report = report
        self._surveyor = surveyor
        self._stop = stop
        self._tell = tell
        self._progress = progress
        self._on_the_way: deque[list[Due]] = deque()
        self._done = self._planned = self._units_planned = 0
        self._units = len(plan.units if isinstance(plan, PlanStream) else unit_plans(plan))

    def carry_out(self, engine: Engine) -> None:
        """Make everything that is due."""
        if isinstance(self._plan, Plan):
            self._report.skipped.extend(self._plan.skipped)
        # Results come in the order of the chunks, so the oldest on the way is theirs.
        for _, results in engine.run(self._chunks()):
            self._settle(self._on_the_way.popleft(), results)
        if isinstance(self._plan, PlanStream) and self._plan.whole and not self._stop.asked:
            self._vanished_units(self._plan)

    def _chunks(self) -> Iterator[Chunk]:
        """The work, in chunks that may span units."""
        waiting: list[Due] = []
        for unit in self._unit_plans():
            waiting += self._surveyed(unit)
            while len(waiting) >= CHUNK:
                if self._stop.asked:
                    return
                yield self._chunk(waiting[:CHUNK])
                del waiting[:CHUNK]
            if self._stop.asked:
                return
        if waiting:
            yield self._chunk(waiting)

    def _unit_plans(self) -> Iterable[UnitPlan]:
        return self._plan if isinstance(self._plan, PlanStream) else unit_plans(self._plan)

    def _surveyed(self, unit: UnitPlan) -> list[Due]:
        """What is due in a unit; the rest is reported at once."""
        report, records = self._report, self._records
        on_file = {} if records is None else self._of_unit(unit)
        failed = len(report.failed)
        survey = self._surveyor.survey(unit, on_file)
        report.skipped.extend(unit.skipped)
        self._planned += len(survey.due) + len(survey.unchanged) + len(report.failed) - failed
        self._units_planned += 1
        self._clean(survey.due)
        for made in survey.unchanged:
            if made.copies == 1:
                report.unchanged[made.paper] += 1
            self._tell(made)
        if records is not None:
            records.add(survey.refreshed)
        self._left_over(survey.vanished)
        self._step(len(survey.unchanged) + len(report.failed) - failed)
        return survey.due

    def _of_unit(self, unit: UnitPlan) -> dict[tuple[str, str], Entry]:
        assert self._records is not None
        return self._records.of_unit(self._year, unit_code(unit.unit))

    def _chunk(self, dues: list[Due]) -> Chunk:
        self._on_the_way.append(dues)
        return Chunk(
            [due.task for due in dues], {due.template.digest: due.template for due in dues}
        )

    def _settle(self, dues: list[Due], results: list[Result]) -> None:
        """Put finished documents on file and into the report."""
        report = self._report
        now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        entries = []
        for due, result in zip(dues, results, strict=True):
            if result.error is not None:
                report.failed.append(Failed(due.paper, due.key, due.title, result.error))
                continue
            place = self._placed(due, result)
            if place is None:
                continue
            entries.append(entry_of(due, self._year, result.output, result.stamp, now))
            if due.task.merged:
                report.print_files += 1
            else:
                report.fresh[due.paper] += 1
            self._tell(made_of(due, place))
        if self._records is not None:
            self._records.add(entries)
        self._step(len(dues))

    def _placed(self, due: Due, result: Result) -> str | None:
        """Where a document stands now; ``None`` when the archive did not take it."""
        if self._zipped is not None:
            assert result.data is not None
            self._zipped.add(
                due.task.path,
                result.data,
                {
                    "paper": due.paper,
                    "key": due.key,
                    "template": due.task.template,
                    "context": due.context,
                    "output": result.output,
                    "number": due.number,
                },
            )
            return due.task.path
        assert self._sink is not None
        place = self._sink.shown(due.task.path)
        if result.kept is not None:
            self._report.kept.append(Kept(due.title, place, self._sink.shown(result.kept)))
        if result.left is not None:
            self._report.left_over.append(self._sink.shown(result.left))
        return place

    def _clean(self, dues: list[Due]) -> None:
        """Remove what a killed run left half-written where this one will write."""
        if self._sink is not None:
            for folder in {due.task.path.rpartition("/")[0] for due in dues}:
                self._sink.clean(folder)

    def _vanished_units(self, plan: PlanStream) -> None:
        """Documents of units that are no longer in the workbook."""
        if self._records is None:
            return
        here = {unit_code(unit) for unit in plan.units}
        wanted = {paper.key for paper in plan.papers}
        for code in sorted(self._records.units(self._year) - here):
            entries = self._records.of_unit(self._year, code).values()
            self._left_over([entry for entry in entries if entry.paper in wanted])

    def _left_over(self, entries: Iterable[Entry]) -> None:
        """List files whose record is gone; forget those that are gone as well."""
        sink, records = self._sink, self._records
        if sink is None or records is None:
            return
        for entry in entries:
            if sink.stamp(entry.path) is None:
                records.add([replace(entry, path="")])
            else:
                self._report.left_over.append(sink.shown(entry.path))

    def _step(self, documents: int) -> None:
        self._done += documents
        if self._progress is None or not documents:
            return
        # Units not yet planned are taken to be like those that are.
        expected = self._planned * self._units // max(1, self._units_planned)
        self._progress(self._done, max(expected, self._planned))
