"""What is to be done for a unit (việc cần làm): compares the plan with what is on file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..conventions.numbering import parse_number
from ..errors import GiaytoError
from ..generators.plan import Context
from ..i18n import tr
from ..rendering import CompiledTemplate
from .library import Library
from .manifest import Entry
from .placing import Placed, Places, same_file, unit_code
from .report import Failed, Kept, Made, Report
from .sinks import Sink
from .stream import UnitPlan
from .work import OnFile, Task, unexpected, untouched

PRINTED = "in-"
"""What the paper of a file to print begins with in the manifest, and its file name."""
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Due:
    """A task with what the report and the manifest will say about it (việc kèm hồ sơ).

    ``context`` is the hash of the data, ``number`` the printed number or ``None``.
    """

    unit: str
    paper: str
    key: str
    title: str
    task: Task
    template: CompiledTemplate
    context: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Survey:
    """How a unit stands (tình trạng một đơn vị): what is due, what is as it should be."""

    due: list[Due]
    unchanged: list[Made]
    refreshed: list[Entry]
    vanished: list[Entry]


class Surveyor:
    """Decides for each document whether it must be made (so với nhật ký).

    ``sink`` ``None`` means: everything, and nothing is on file. ``redo`` makes
    everything again. ``print_files`` wants a file to print beside.
    """

    def __init__(
        self,
        places: Places,
        library: Library,
        sink: Sink | None,
        report: Report,
        *,
        redo: bool,
        print_files: bool,
    ) -> None:
        self._places = places
        self._library = library
        self._sink = sink
        self._report = report
        self._redo = redo
        self._print_files = print_files

    def survey(self, plan: UnitPlan, on_file: Mapping[tuple[str, str], Entry]) -> Survey:
        """Compare a unit's plan with the manifest. Failures go to the report."""
        result = Survey([], [], [], [])
        placed = self._places.place(plan.jobs)
        targets = {same_file(item.path) for item in placed}
        by_path = {same_file(e.path): e for e in on_file.values()}
        printed: dict[str, list[Due]] = {}
        for item in placed:
            try:
                due = self._due(item, on_file, by_path, targets)
                printed.setdefault(item.job.master, []).append(due)
                self._sort(due, on_file.get((due.paper, due.key)), result)
            except GiaytoError as error:
                self._fail(item, error)
            except Exception as error:  # a fault of ours in one record must not stop the others
                self._fail(item, unexpected(error))
        names = {(item.job.paper, item.key) for item in placed}
        for master, group in printed.items():
            name = (f"{PRINTED}{master}", unit_code(plan.unit))
            entry = on_file.get(name)
            if len(group) < 2 or not self._wants_print(group[0].paper, plan, entry):
                continue
            names.add(name)
            self._sort(self._print_file(plan, master, group, entry), entry, result)
        for name, entry in on_file.items():
            paper = entry.paper
            if name not in names and (
                paper in plan.papers or (self._print_files and paper.startswith(PRINTED))
            ):
                result.vanished.append(entry)
        return result

    def _fail(self, item: Placed, error: GiaytoError) -> None:
        self._report.failed.append(Failed(item.job.paper, item.key, item.job.title, error))

    def _due(
        self,
        item: Placed,
        on_file: Mapping[tuple[str, str], Entry],
        by_path: Mapping[str, Entry],
        targets: set[str],
    ) -> Due:
        if item.refused is not None:
            raise item.refused
        job = item.job
        template = self._library.get(job.rules, job.master)
        there = by_path.get(same_file(item.path))
        earlier = on_file.get((job.paper, item.key))
        moved = earlier is not None and same_file(earlier.path) not in targets
        return Due(
            unit_code(job.unit),
            job.paper,
            item.key,
            job.title,
            Task(
                item.path,
                template.digest,
                (job.context,),
                known=_on_file(there),
                replaces=_on_file(earlier) if moved else None,
            ),
            template,
            context_hash(job.context),
            _number(job.context),
        )

    def _print_file(
        self, plan: UnitPlan, master: str, group: list[Due], entry: Entry | None
    ) -> Due:
        path = self._places.print_file(plan.unit, master)
        moved = entry is not None and same_file(entry.path) != same_file(path)
        template = group[0].template
        contexts = tuple(due.task.contexts[0] for due in group)
        return Due(
            unit_code(plan.unit),
            f"{PRINTED}{master}",
            unit_code(plan.unit),
            tr("Tệp để in – {ten} – {so} bản").format(ten=plan.unit.name, so=len(group)),
            Task(
                path,
                template.digest,
                contexts,
                merged=True,
                known=None if moved else _on_file(entry),
                replaces=_on_file(entry) if moved else None,
            ),
            template,
            hashlib.sha256("".join(due.context for due in group).encode()).hexdigest(),
            None,
        )

    def _wants_print(self, paper: str, plan: UnitPlan, entry: Entry | None) -> bool:
        """Asked for; or made before and still there, for an old one must not be printed."""
        if self._print_files:
            return True
        return (
            entry is not None
            and paper in plan.papers
            and self._sink is not None
            and self._sink.stamp(entry.path) is not None
        )

    def _sort(self, due: Due, entry: Entry | None, result: Survey) -> None:
        """Put a document where it belongs: due, or unchanged."""
        sink, task = self._sink, due.task
        if (
            sink is None
            or self._redo
            or entry is None
            or (entry.path, entry.template, entry.context)
            != (task.path, task.template, due.context)
        ):
            result.due.append(due)
            return
        stamp = sink.stamp(task.path)
        if stamp is None or stamp[0] == 0:
            result.due.append(due)
            return
        known = _on_file(entry)
        if not untouched(sink, task.path, stamp, known):
            self._report.kept.append(Kept(due.title, sink.shown(task.path), None))
        elif known is not None and stamp != known.stamp:
            result.refreshed.append(_restamped(entry, stamp))
        result.unchanged.append(made_of(due, sink.shown(task.path), fresh=False))


def made_of(due: Due, place: str, *, fresh: bool = True) -> Made:
    """The report's line about a document that is there."""
    return Made(due.paper, due.key, due.title, place, fresh, len(due.task.contexts))


def context_hash(context: Context) -> str:
    """SHA-256 of everything that a document says; equal for equal data."""
    return hashlib.sha256(_PLAIN.encode(context).encode("utf-8", "surrogatepass")).hexdigest()


def entry_of(due: Due, year: int, output: str, stamp: tuple[int, int | None], time: str) -> Entry:
    """The manifest's line about a finished document."""
    size, mtime = stamp
    return Entry(
        year,
        due.unit,
        due.paper,
        due.key,
        due.task.path,
        due.task.template,
        due.context,
        output,
        size,
        mtime,
        due.number,
        time,
    )


def _restamped(entry: Entry, stamp: tuple[int, int | None]) -> Entry:
    return replace(entry, size=stamp[0], mtime=stamp[1])


def _on_file(entry: Entry | None) -> OnFile | None:
    return None if entry is None else OnFile(entry.path, entry.output, (entry.size, entry.mtime))


def _number(context: Context) -> str | None:
    """The printed number and symbol, when the paper bears one."""
    head = context.get("dau")
    printed = head.get("so_ky_hieu") if isinstance(head, dict) else None
    if not isinstance(printed, str) or not printed:
        return None
    parsed = parse_number(printed)
    return None if parsed is None or parsed.number is None else printed
