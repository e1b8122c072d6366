"""The checklist of the season (tổng quan mùa kiểm điểm): what is done, due and missing, per unit.

From the workbook, the manifest and the register alone: no paper is planned, nothing written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from ..batch.manifest import NAME, Entry, all_on_file
from ..batch.numbers import given_entries
from ..batch.placing import PRINTED, unit_code
from ..conventions.spelling import fold
from ..data import dossiers, results
from ..data.grading.awarding import way_up
from ..data.models import Organisation
from ..data.reference import table
from ..data.ward import REVIEW_CONFERENCE, Ward
from ..errors import GiaytoError
from ..i18n import tr
from .identity import reader_of
from .loading import find_units
from .numbering import register_of
from .places import SUMMARY, Places

_REPORT = "bao-cao-ket-qua"
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class UnitState:
    """How far one unit is (tình hình một đơn vị): counts of members, days, papers.

    ``due`` are the members who are to be reviewed, of whom the self-review is ``written``,
    ballots ``counted``, a grade ``proposed`` and ``recognised``, the dossier ``complete``.
    ``conference`` is the day of the review conference, ``None`` while unknown; ``report``
    whether the collective's own is written, ``told`` whether the report of results is made
    with any result in it.
    ``papers`` are the files there, of which ``numbered`` bear a number and ``sent`` are out.
    """

    code: str
    name: str
    cell: bool
    members: int
    due: int
    written: int
    counted: int
    proposed: int
    recognised: int
    complete: int
    conference: dt.date | None
    report: bool
    told: bool
    papers: int
    numbered: int
    sent: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the season (một việc): how much of it is done, and who lacks it.

    ``deadline`` is the last day for it, ``None`` where no rule is known; ``source`` its rule.
    """

    name: str
    done: int
    of: int
    lacking: tuple[str, ...]
    deadline: dt.date | None = None
    source: str = ""

    def is_late(self, today: dt.date) -> bool:
        """Whether it is not done though its day is over."""
        return self.done < self.of and self.deadline is not None and today > self.deadline


@dataclass(frozen=True, slots=True)
class Overview:
    """The checklist (tổng quan): units in sheet order, steps in the order of the season.

    ``behind`` says that the workbook was saved after papers were made last; ``trouble`` is
    why the register could not be asked, ``None`` for nothing.
    """

    year: int
    units: tuple[UnitState, ...]
    steps: tuple[Step, ...]
    behind: bool
    trouble: GiaytoError | None = None

    @property
    def sums(self) -> Mapping[str, int]:
        """The sums of all numbers, by their names (cộng)."""
        return {
            name: sum(getattr(unit, name) for unit in self.units)
            for name in (f.name for f in fields(UnitState) if f.type == "int")
        }

    def as_dict(self, today: dt.date) -> dict[str, Any]:
        """All of it as plain data for ``--json``."""
        steps = [asdict(step) | {"late": step.is_late(today)} for step in self.steps]
        told = {"year": self.year, "units": [asdict(unit) for unit in self.units], "steps": steps}
        trouble = self.trouble.as_dict() if self.trouble is not None else None
        return told | {"sums": dict(self.sums), "behind": self.behind, "register": trouble}


def overview(places: Places, ward: Ward, units: Iterable[str] = ()) -> Overview:
    """The checklist of all units, or of some and those below. Raises :class:`UnknownUnit`."""
    wanted = find_units(ward, units)
    year = ward.settings.year
    on_file = all_on_file(places.output / NAME, year)
    trouble = None
    try:
        sent = _sent(places, ward)
    except GiaytoError as error:
        sent, trouble = frozenset(), error
    shown = [body for body in ward.data.organisations if _within(ward, body, wanted)]
    states = [_state(ward, body, on_file.get(unit_code(body), {}), sent) for body in shown]
    return Overview(year, tuple(states), tuple(_steps(ward, states)), _behind(places), trouble)


def _within(ward: Ward, body: Organisation, units: Sequence[Organisation]) -> bool:
    return not units or any(step is unit for step in way_up(ward, body) for unit in units)


def _sent(places: Places, ward: Ward) -> frozenset[_Key]:
    """The papers that the register has as sent out, by paper and record."""
    register = register_of(places, create=False)
    if register is None:
        return frozenset()
    entries = given_entries(register, ward, reader_of(places, ward, register).body)
    return frozenset(key for key, entry in entries.items() if entry.sent_on is not None)


def _state(
    ward: Ward, body: Organisation, entries: Mapping[_Key, Entry], sent: frozenset[_Key]
) -> UnitState:
    cell = bool(ward.kind(body)["cell"])
    people = results.states(ward, body) if cell else []
    due = [state for state in people if not state.exempt]
    here = {
        name: entry
        for name, entry in entries.items()
        if not entry.paper.startswith(PRINTED) and not entry.is_gone
    }
    return UnitState(
        body.code,
        body.name,
        cell,
        len(people),
        len(due),
        sum(results.is_reviewed(ward, state.member) for state in due),
        _counted(ward, body),
        sum(bool(state.grades.current) for state in due),
        sum(bool(state.grades.grade) for state in due),
        sum(not dossiers.missing(ward, state.member) for state in due),
        ward.conference_day(body),
        results.is_reviewed(ward, body),
        any(paper == _REPORT for paper, _ in here) and any(s.grades.current for s in due),
        len(here),
        sum(entry.number is not None for entry in here.values()),
        sum(name in sent for name in here),
    )


def _counted(ward: Ward, body: Organisation) -> int:
    """How many of the cell's members have votes written down."""
    rows = (
        row
        for meeting in ward.meetings_of(body, REVIEW_CONFERENCE)
        for row in ward.ballots_of(meeting)
        if row.counted and ward.member(row.subject, body) is not None
    )
    return len({fold(row.subject) for row in rows})


def _steps(ward: Ward, units: Sequence[UnitState]) -> list[Step]:
    """The steps of the season over the cells; the last two over all units."""
    cells = [unit for unit in units if unit.cell]
    day, source = _deadline(ward.settings.year)

    def of_members(name: str, done: Callable[[UnitState], int]) -> Step:
        lacking = tuple(_called(unit) for unit in cells if done(unit) < unit.due)
        total, so_far = sum(unit.due for unit in cells), sum(map(done, cells))
        return Step(name, so_far, total, lacking, day, source)

    def of_cells(name: str, done: Callable[[UnitState], bool]) -> Step:
        lacking = tuple(_called(unit) for unit in cells if not done(unit))
        return Step(name, len(cells) - len(lacking), len(cells), lacking, day, source)

    open_papers = tuple(_called(unit) for unit in units if unit.sent < unit.numbered)
    numbered, sent = sum(unit.numbered for unit in units), sum(unit.sent for unit in units)
    return [
        of_members(tr("Bản kiểm điểm cá nhân"), lambda unit: unit.written),
        of_cells(tr("Báo cáo kiểm điểm tập thể"), lambda unit: unit.report),
        of_cells(tr("Hội nghị kiểm điểm"), lambda unit: unit.conference is not None),
        of_members(tr("Kiểm phiếu"), lambda unit: unit.counted),
        of_members(tr("Đề nghị xếp loại"), lambda unit: unit.proposed),
        of_members(tr("Công nhận xếp loại"), lambda unit: unit.recognised),
        of_members(tr("Hồ sơ đủ thành phần"), lambda unit: unit.complete),
        of_cells(tr("Báo cáo kết quả đã lập"), lambda unit: unit.told),
        Step(tr("Văn bản có số đã phát hành"), sent, numbered, open_papers),
    ]


def _called(unit: UnitState) -> str:
    return unit.code or unit.name


def _deadline(year: int) -> tuple[dt.date | None, str]:
    """The last day for the season's steps and the point of the rule; ``None`` where unknown."""
    known = [rule for rule in table("conferences")["rule"] if rule["from_year"] <= year]
    if not known:
        return None, ""
    rule = known[-1]
    return dt.date(year, *rule["before"]) - dt.timedelta(days=1), rule["when_source"]


def _behind(places: Places) -> bool:
    """Whether the workbook was saved after the last run that made papers."""
    try:
        # A run that finds nothing to do leaves at most a newer summary.
        left = (places.output / name for name in (NAME, SUMMARY))
        made = max(path.stat().st_mtime_ns for path in left if path.exists())
        return places.workbook.stat().st_mtime_ns > made
    except (OSError, ValueError):  # nothing made yet
        return False
