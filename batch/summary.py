"""What there is of a ward's papers after a run (tổng kết): each document, each left out, counted.

Whatever part of the ward a run was for, the whole is told: people are always
those with a paper, those still without one, and those left out, with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..data.models import Organisation
from ..data.ward import Ward
from ..generators.plan import Job, Paper, Plan, Scope, Skipped
from ..i18n import tr
from ..register.printed import without_word
from ..templates.store import NONE_OWN, OwnMasters
from .manifest import Entry
from .placing import Name, unique_keys, unit_code
from .report import Report

FRESH, THERE, EDITED, SENT, FAILED, MISSING = (
    "fresh",
    "there",
    "edited",
    "sent",
    "failed",
    "missing",
)
"""Made in this run; there before; there, edited by hand; sent out; could not be made; not yet."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the workbook (một văn bản), there or not.

    ``path`` is relative to the output folder, "" when there is no file; ``why``
    says what went wrong. ``number`` is the printed number and symbol, ``None``
    for none; ``new_number`` when it was given in this run.
    """

    unit: str
    paper: Paper
    title: str
    state: str
    path: str = ""
    why: str = ""
    number: str | None = None
    day: dt.date | None = None
    new_number: bool = False


@dataclass(slots=True)
class Count:
    """The papers of one kind of a unit, counted (một dòng tổng hợp).

    ``people`` is how many should have one each; ``None`` for papers that are
    not one for each person. ``left_out`` counts by reason those who get none,
    or, of a paper that gathers, those who are not named in it.
    """

    unit: str
    paper: Paper
    people: int | None
    states: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def there(self) -> int:
        """How many documents there are."""
        return sum(self.states[state] for state in (FRESH, THERE, EDITED, SENT))

    @property
    def not_made(self) -> int:
        """How many papers are not made on purpose."""
        if self.paper.gathers:
            return int(bool(self.left_out) and not self.states.total())
        return self.left_out.total()


@dataclass(slots=True)
class Summary:
    """The state of a ward's papers (tổng kết). ``gone`` are files put aside.

    Of these: the unit, the path, whether the run found it edited by hand.
    """

    year: int
    members: int
    counts: list[Count] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    left_out: list[tuple[Paper, Skipped]] = field(default_factory=list)
    gone: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run did and found (lần chạy), as far as a summary tells.

    ``on_file`` is the manifest after it, by unit; ``fresh`` and ``given`` name
    the documents made and the numbers given. ``shown`` is a path as the report
    has it, ``lies`` tells whether there is a file. ``own`` are the clerk's masters.
    """

    report: Report
    on_file: Mapping[str, Mapping[Name, Entry]]
    fresh: frozenset[Name]
    given: Mapping[Name, str]
    shown: Callable[[str], str]
    lies: Callable[[str], bool]
    own: OwnMasters = NONE_OWN


def summarise(
    ward: Ward, papers: Sequence[Paper], units: Sequence[Organisation], ran: Ran
) -> Summary:
    """The papers of these units as they stand after a run; ``units`` in sheet order."""
    whole = len(units) == len(ward.data.organisations)
    lost = _without_cell(ward)
    people = {id(cell): len(ward.members_of(cell)) for cell in ward.cells}
    if ward.issuer is not None:
        people[id(ward.issuer)] = people.get(id(ward.issuer), 0) + lost
    counted = len(ward.data.members) if whole else sum(people.get(id(unit), 0) for unit in units)
    result = Summary(ward.settings.year, counted)
    teller = _Teller(ran, {(f.paper, f.key): str(f.error.what) for f in ran.report.failed})
    plans = _Plans(ward, papers, units)
    for unit in units:
        for paper in papers:
            count = Count(unit.name, paper, people.get(id(unit), 0) if paper.ranked else None)
            plan = plans.of(paper, unit)
            if plan is None:
                count.states[FAILED] += count.people or 1
            else:
                documents = list(teller.documents(unit, paper, plan.jobs))
                count.states.update(document.state for document in documents)
                count.left_out.update(skipped.reason for skipped in plan.skipped)
                result.documents += documents
                result.left_out += [(paper, skipped) for skipped in plan.skipped]
            if count.people or count.states or count.left_out:
                result.counts.append(count)
    if whole and ward.issuer is None and lost:
        reason = tr("chi bộ không có ở trang Tổ chức đảng")
        for paper in papers:
            if paper.ranked:
                result.counts.append(Count("", paper, lost, left_out=Counter({reason: lost})))
    result.gone = list(teller.gone({unit_code(unit): unit.name for unit in units}))
    return result


class _Teller:
    """Tells how documents stand (tra trạng thái)."""

    def __init__(self, ran: Ran, errors: Mapping[Name, str]) -> None:
        self._ran = ran
        self._errors = errors
        self._refused = {r.master: str(r.error.what) for r in ran.report.refused}
        self._sent = {(sent.paper, sent.key) for sent in ran.report.sent}
        self._edited = {kept.path for kept in ran.report.kept if kept.copy is None}

    def documents(
        self, unit: Organisation, paper: Paper, jobs: Sequence[Job]
    ) -> Iterator[Document]:
        """The documents planned for a unit, in list order."""
        on_file = self._ran.on_file.get(unit_code(unit), {})
        for job, key in zip(jobs, unique_keys(jobs), strict=True):
            name = (paper.key, key)
            entry = on_file.get(name)
            master = self._ran.own.in_force(job.master, job.day)
            refused = self._refused.get(master) if name not in self._sent else None
            state = FAILED if refused is not None else self._state(name, entry)
            given = self._ran.given.get(name)
            yield Document(
                unit.name,
                paper,
                job.title,
                state,
                entry.path if entry is not None and state != MISSING else "",
                (refused or self._errors.get(name, "")) if state == FAILED else "",
                given or (without_word(entry.number) if entry and entry.number else None),
                job.number.day if job.number is not None else None,
                given is not None,
            )

    def _state(self, name: Name, entry: Entry | None) -> str:
        if name in self._errors:
            return FAILED
        if entry is None:
            return MISSING
        if name in self._sent:
            return SENT
        if name in self._ran.fresh:
            return FRESH
        if self._ran.shown(entry.path) in self._edited:
            return EDITED
        return THERE if self._ran.lies(entry.path) else MISSING

    def gone(self, names: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
        """The files put aside, in this run or before; ``names`` are those of the units by code."""
        edited = {gone.place for gone in self._ran.report.gone if gone.edited}
        for unit, entries in self._ran.on_file.items():
            for entry in entries.values():
                if entry.is_gone:
                    place = self._ran.shown(entry.path)
                    yield names.get(unit, unit), entry.path, place in edited


class _Plans:
    """What is planned for each unit (kế hoạch từng đơn vị).

    A paper that gathers is planned once for all: it looks at the whole ward each
    time. Whoever it leaves out is told with the unit that issues the ward's papers.
    """

    def __init__(self, ward: Ward, papers: Sequence[Paper], units: Sequence[Organisation]) -> None:
        self._ward = ward
        issuer = ward.issuer
        self._teller = next((unit for unit in units if unit is issuer), units[0] if units else None)
        whole = Scope(tuple(units))
        self._gathered = {p.key: self._planned(p, whole) for p in papers if p.gathers}

    def of(self, paper: Paper, unit: Organisation) -> Plan | None:
        """The plan of a paper for a unit; ``None`` when planning fails, which the run has told."""
        if not paper.gathers:
            return self._planned(paper, Scope((unit,)))
        whole = self._gathered[paper.key]
        if whole is None:
            return None if unit is self._teller else Plan()
        jobs = [job for job in whole.jobs if job.unit is unit]
        return Plan(jobs, whole.skipped if unit is self._teller else [])

    def _planned(self, paper: Paper, scope: Scope) -> Plan | None:
        try:
            return paper.plan(self._ward, scope)
        except Exception:
            return None


def _without_cell(ward: Ward) -> int:
    cells = {id(cell) for cell in ward.cells}
    return sum(id(ward.organisation(m.cell)) not in cells for m in ward.data.members)
