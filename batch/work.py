"""One unit's way through a run (việc của một đơn vị): plan, survey, work. Runs in every process."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from ..data.models import Organisation
from ..data.ward import Ward
from ..errors import GiaytoError
from ..files.faults import library_reason
from ..files.scratch import scratch
from ..generators.plan import Context, Job, Paper, Scope
from ..i18n import tr
from ..rendering.apart import TemplateApart
from ..rendering.merge.documents import Start, merge_records
from ..rendering.reading.spoken import Labels
from ..templates.store import OwnMasters
from .choice import Choice
from .library import Library, Template, with_own_master
from .orders import Order, Outcome
from .placing import Placed, unit_code
from .report import Failed, Kept, Made
from .sinks import Sink, Stamp
from .survey import Due, Survey, Unit

TELL = 32
"""Documents after which an outcome is given, so that the manifest is never far behind."""


def _with_number(job: Job, order: Order) -> Job:
    """A list that goes with a numbered document, told that document's number."""
    number = order.numbers.get(job.goes_with) if job.goes_with is not None else None
    if number is None:
        return job
    build = job.build
    return replace(job, build=lambda _: build(number))


@dataclass(frozen=True, slots=True)
class Setup:
    """What whoever carries orders out needs for all of them (bàn giao).

    ``sink`` ``None`` hands documents back instead of writing them. ``longest``
    is the longest path that may be written, in characters (``None``: any).
    ``choice`` says which documents are wanted. ``refused``
    are the names of masters with faults, of which nothing is made. ``labels`` are
    what own masters may call the fields, by the masters' names; ``pictures`` is the
    folder of the pictures that data name.
    """

    ward: Ward
    papers: Sequence[Paper]
    own: OwnMasters
    sink: Sink | None
    redo: bool
    print_files: bool
    two_sided: bool
    longest: int | None
    choice: Choice = field(default_factory=Choice)
    refused: frozenset[str] = frozenset()
    labels: Mapping[str, Labels] = field(default_factory=dict)
    pictures: Path | None = None


class Workshop:
    """A process's bench (bàn làm việc): carries out orders, one document after the other."""

    def __init__(self, setup: Setup, stopped: Callable[[], bool] = lambda: False) -> None:
        self._setup = setup
        self._stopped = stopped
        self._papers = {paper.key: paper for paper in setup.papers}
        self._library = Library(setup.ward, setup.own, setup.labels, setup.pictures)
        self._sink = setup.sink
        self._open: tuple[Order, Unit] | None = None

    def carry_out(self, order: Order) -> Iterator[Outcome]:
        """Do an order; gives an outcome every few documents."""
        unit = self._unit(order)
        outcome = Outcome()
        survey = Survey(unit, self._setup, outcome)
        if order.tells_of_unit:
            survey.about()
        for item in unit.share(order.share):
            if self._stopped():
                break
            if item.job.master in self._setup.refused and item.job.name not in order.sent:
                outcome.refused[item.job.paper, item.job.master] += 1
                continue
            self._document(item, survey, outcome)
            if len(outcome.made) + len(outcome.failed) >= TELL:
                yield outcome
                outcome = survey.outcome = Outcome()
        else:
            if order.share == (0, 1):
                self._print_files(survey, outcome)
        yield outcome

    def about(self, order: Order) -> Outcome:
        """What concerns the unit as a whole, when its documents must be made in parts."""
        outcome = Outcome()
        survey = Survey(self._unit(order), self._setup, outcome)
        survey.about()
        survey.no_print_files()
        return outcome

    def jobs(self, order: Order) -> list[Placed]:
        """The documents of an order, by name; nothing is made."""
        return self._unit(order).share(order.share)

    def _unit(self, order: Order) -> Unit:
        """The unit as planned; kept for the next part of it."""
        if self._open is None or not order.same_unit(self._open[0]):
            self._open = order, self._planned(order)
        return self._open[1]

    def _planned(self, order: Order) -> Unit:
        """Step one: what there is to make for the unit."""
        setup = self._setup
        organisation = setup.ward.data.organisations[order.unit]
        jobs: list[Job] = []
        settings = setup.ward.settings
        unit = Unit(organisation, settings.year, settings.accented_files)
        for paper in setup.papers:
            if not setup.choice.scope(paper, setup.ward).wants(organisation):
                continue
            if paper.numbered:
                jobs += [job for job in order.ready if job.paper == paper.key]
                continue
            try:
                plan = paper.plan(setup.ward, Scope((organisation,)))
            except Exception as error:
                title = f"{paper.label} – {organisation.name}"
                unit.failed.append(Failed(paper.key, unit_code(organisation), title, told(error)))
                continue
            for job in plan.jobs:
                if job.fault is not None:
                    if setup.choice.takes(job):
                        unit.failed.append(failed(job))
                    job = replace(job, held=True, fault=None)
                job = with_own_master(_with_number(job, order), setup.own)
                jobs.append(replace(job, held=True) if job.master in setup.refused else job)
            unit.skipped += setup.choice.left_out(paper, setup.ward, plan.skipped)
            if all(job.fault is None for job in plan.jobs):
                unit.planned.add(paper.key)
        numbered = {paper.key for paper in setup.papers if paper.numbered}
        unit.planned |= numbered - order.unplanned
        unit.file(jobs, order, self._papers, setup.longest)
        if not setup.choice.whole(organisation):
            unit.keep_only(setup.choice.takes)
        return unit

    def _document(self, item: Placed, survey: Survey, outcome: Outcome) -> None:
        """Steps two and three for one document; its error stops no other."""
        if item.job.held:
            return
        try:
            if item.refused is not None:
                raise item.refused
            job = item.job
            template = self._library.get(self._papers[job.paper], job.rules, job.master)
            context = job.content(None)
            due = survey.document(item, template, self._library.said(template, context))
            if due is not None:
                self._make(due, template.render(context), outcome)
        except Exception as error:
            outcome.failed.append(item.failed(told(error, item.job.unit)))

    def _make(self, due: Due, data: bytes, outcome: Outcome) -> None:
        digest = hashlib.sha256(data).hexdigest()
        if self._sink is None:
            outcome.data.append(data)
            self._done(due, digest, (len(data), None), outcome)
            return
        stamp = self._free(due, digest, outcome)
        if stamp is None:
            stamp = self._sink.write(due.path, data)
        self._done(due, digest, stamp, outcome)

    def _print_files(self, survey: Survey, outcome: Outcome) -> None:
        """The files to print: all documents of the unit from one template in one."""
        if not self._setup.choice.whole(survey.unit.organisation):
            survey.print_files_behind()
            return
        for file, items in survey.print_files():
            try:
                due = survey.print_file(file, items)
                if due is not None:
                    template = self._library.get(
                        self._papers[items[0].job.paper], items[0].job.rules, file.master
                    )
                    start: Start = "odd-page" if file.two_sided else "page"
                    self._merge(due, template, [item.job for item in items], start, outcome)
            except Exception as error:
                outcome.failed.append(survey.failed_print_file(file, told(error)))

    def _merge(
        self,
        due: Due,
        template: Template,
        jobs: Sequence[Job],
        start: Start,
        outcome: Outcome,
    ) -> None:
        def make(path: Path) -> None:
            # A record that cannot be rendered is reported as a document of its own.
            if isinstance(template, TemplateApart):
                template.merge([*_contexts(jobs)], path, start=start, title=due.title)
                return
            merge_records(
                template.compiled,
                _contexts(jobs),
                path,
                start=start,
                title=due.title,
                on_error=lambda *_: None,
            )

        if self._sink is None:
            with scratch() as folder:
                path = folder / "in.docx"
                make(path)
                self._make(due, path.read_bytes(), outcome)
            return
        self._free(due, "", outcome)
        stamp, digest = self._sink.write_with(due.path, make)
        self._done(due, digest, stamp, outcome)

    def _free(self, due: Due, digest: str, outcome: Outcome) -> Stamp | None:
        """Make the place free; gives the stamp of a file that is right already.

        What stands there is compared by content, whatever its size and time
        say: a person's edit is never lost. An empty file holds nothing to keep.
        """
        assert self._sink is not None
        stamp = self._sink.stamp(due.path)
        if stamp is None or stamp[0] == 0:
            return None
        there = self._sink.digest(due.path)
        if there == digest:
            return stamp
        if due.known is None or there != due.known.output:
            copy = self._sink.set_aside(due.path)
            outcome.kept.append(Kept(due.title, self._sink.shown(due.path), self._sink.shown(copy)))
        return None

    def _done(self, due: Due, digest: str, stamp: Stamp, outcome: Outcome) -> None:
        """Put a finished document on file."""
        place = due.path if self._sink is None else self._sink.shown(due.path)
        outcome.made.append(Made(due.paper, due.key, due.title, place, digest, copies=due.copies))
        outcome.entries.append(due.entry(digest, stamp, _now()))


def _contexts(jobs: Sequence[Job]) -> Iterator[Context]:
    """The contexts that can be built; the others are reported as documents of their own."""
    for job in jobs:
        with suppress(Exception):
            yield job.content(None)


def _now() -> str:
    return _local_time(int(time.time()))


@lru_cache(maxsize=1)  # hundreds of documents share a second
def _local_time(second: int) -> str:
    return dt.datetime.fromtimestamp(second).astimezone().isoformat(timespec="seconds")


def failed(job: Job) -> Failed:
    """The report's line about a document that a fault kept from being planned."""
    assert job.fault is not None
    return Failed(job.paper, job.key, job.title, told(job.fault, job.unit))


def told(error: Exception, unit: Organisation | None = None) -> GiaytoError:
    """The error of a document: as raised on purpose, or for a fault nobody foresaw.

    ``unit`` is whose document it is, to be named with a fault.
    With ``GIAYTO_DEBUG`` in the environment, a fault carries its traceback.
    """
    if isinstance(error, GiaytoError):
        return error
    trace = traceback.format_exception(error) if os.environ.get("GIAYTO_DEBUG") else []
    return GiaytoError(
        tr("Lỗi ngoài dự kiến khi lập văn bản này."),
        where=unit.name if unit is not None else None,
        why=library_reason(error),
        fix=tr("Xem lại dữ liệu của dòng này; nếu vẫn lỗi, báo cho người lập trình."),
        details=[line for part in trace for line in part.rstrip().splitlines()],
    )
