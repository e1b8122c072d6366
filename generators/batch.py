"""Runs a plan (chạy kế hoạch): makes what is due, writes it safely, reports on all.

One bad record never stops the others. A file is written beside and renamed, so
that no half file ever carries a good name; what is finished stands in the
manifest, so that a killed run goes on where it stopped, and a later run makes
only what changed. Nothing that somebody edited by hand is ever lost.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from ..data.index import Ward
from ..errors import BatchInterrupted, GiaytoError, UsageError
from ..i18n import tr
from .batch_archive import Archive
from .batch_due import Due, Surveyor, entry_of, made_of
from .batch_engines import CHUNK, Engine, InProcess, WhatItTakes, cores
from .batch_guard import StopRequest, only_run, stop_by_ctrl_c
from .batch_library import Library
from .batch_manifest import NAME, Entry, Manifest
from .batch_placing import Places, longest_path
from .batch_report import Failed, Kept, Made, Report
from .batch_sinks import Folder, Remote, Sink, cannot_write
from .batch_stream import PlanStream, UnitPlan, unit_plans
from .batch_work import Chunk, Result
from .plan import Plan

__all__ = ["Failed", "Kept", "Made", "PlanStream", "Progress", "Report", "run"]

Progress = Callable[[int, int], None]
"""Called with how many documents are done and how many there are (an estimate while planning)."""


def run(
    plan: Plan | PlanStream,
    ward: Ward,
    out_dir: Path | str,
    *,
    own_masters: Path | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
    redo: bool = False,
    print_files: bool = False,
    archive: Path | None = None,
    cluster: str | None = None,
    manifest: Path | None = None,
    on_made: Callable[[Made], None] | None = None,
) -> Report:
    """Make the documents of a plan that are due, under ``out_dir/<năm>/<đơn vị>/<loại>/``.

    ``plan`` is ready, or made unit by unit on the way, which keeps memory flat.
    ``out_dir`` is a folder, or an address of fsspec (``s3://…``).
    ``own_masters`` is the clerk's folder of templates. ``processes`` is how
    many may work at once (``None``: as many as the computer has cores; small
    plans are done by this one). ``redo`` makes unchanged documents again.
    ``print_files`` adds a file to print for each unit and template.
    ``archive`` puts all documents into this zip instead of the folder.
    ``cluster`` is the address of a Dask scheduler whose workers do the work.
    ``manifest`` is the file of the manifest (``None``: ``nhat-ky.jsonl`` in the
    output folder). ``on_made`` gets every document that is there, fresh or
    not, one by one; ``None`` collects the fresh ones in the report.

    Raises :class:`CannotWrite` when the output folder itself cannot be used,
    :class:`BatchInterrupted` after Ctrl-C; the failure of a single document is
    reported, not raised.
    """
    sink = _sink(out_dir, archive)
    report = Report()
    with ExitStack() as held:
        stop = held.enter_context(stop_by_ctrl_c())
        records = zipped = None
        if archive is not None:
            zipped = held.enter_context(Archive(archive))
        else:
            records = held.enter_context(_opened_manifest(out_dir, manifest, held))
        engine = _engine(sink, processes, cluster)
        works = _Run(
            plan=plan,
            ward=ward,
            sink=sink,
            records=records,
            zipped=zipped,
            report=report,
            surveyor=Surveyor(
                Places(ward, longest=_longest(out_dir, archive)),
                Library(ward, own_masters),
                sink,
                report,
                redo=redo,
                print_files=print_files,
            ),
            stop=stop,
            tell=on_made or (lambda made: report.made.append(made) if made.fresh else None),
            progress=progress,
        )
        works.carry_out(engine)
        if stop.asked:
            raise _interrupted(report, archive)
    if records is not None:
        report.trouble = records.trouble
    return report


class _Run:
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
        return self._records.of_unit(self._year, unit.unit.code or unit.unit.name)

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
        here = {unit.code or unit.name for unit in plan.units}
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


def _sink(out_dir: Path | str, archive: Path | None) -> Sink | None:
    if archive is not None:
        return None
    if isinstance(out_dir, str) and "://" in out_dir:
        return Remote(out_dir)
    return Folder(Path(os.path.abspath(out_dir)))  # noqa: PTH100 - links are kept as they are


def _opened_manifest(out_dir: Path | str, path: Path | None, held: ExitStack) -> Manifest:
    """The manifest, for this run alone."""
    if path is None:
        if isinstance(out_dir, str) and "://" in out_dir:
            raise UsageError(
                tr("Ghi ra kho từ xa thì phải cho biết tệp nhật ký nằm ở đâu trên máy này.")
            )
        path = Path(out_dir) / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(str(path.parent), error) from error
    held.enter_context(only_run(path.with_name(f".{path.name}.khoa")))
    return Manifest(path)


def _longest(out_dir: Path | str, archive: Path | None) -> int | None:
    return None if archive is not None or "://" in str(out_dir) else longest_path(Path(out_dir))


def _engine(sink: Sink | None, processes: int | None, cluster: str | None) -> Engine:
    if cluster is not None:
        from .batch_cluster import Cluster

        return Cluster(cluster, sink)
    number = cores() if processes is None else processes
    return InProcess(sink) if number <= 1 else WhatItTakes(sink, number)


def _interrupted(report: Report, archive: Path | None) -> GiaytoError:
    if archive is not None:
        return BatchInterrupted(
            tr("Đã dừng theo yêu cầu; tệp nén chưa được tạo."),
            fix=tr("Gõ lại đúng lệnh vừa rồi để làm lại từ đầu."),
        )
    return BatchInterrupted(
        tr("Đã dừng theo yêu cầu: lần này làm xong {so} văn bản, tất cả vẫn giữ nguyên.").format(
            so=report.done
        ),
        fix=tr("Gõ lại đúng lệnh vừa rồi: chương trình làm tiếp từ chỗ dừng."),
    )
