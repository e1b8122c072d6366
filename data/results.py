"""The results of the season in figures (kết quả kiểm điểm, xếp loại): counted once a ward.

Whoever there is was graded, is exempt, or is not graded yet: the three make the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..conventions.spelling import bare_item
from .attendance import review_roll
from .grading.authority import decided_above, in_two_sheets
from .grading.awarding import way_up
from .grading.grades import Given, Kind, given
from .grading.subjects import Graded
from .membership import belongs, not_reviewed
from .models import Collective, Leader, Member, Organisation, Review, Totals
from .models.fields import fields_of
from .reference import choice, choices, chosen
from .ward import Ward, once_a_ward

_LEVELS = choices("grade")


class State(NamedTuple):
    """Where a member stands (tình trạng): exempt for a reason, reviewed or not, the grades given.

    ``exempt`` is "" for who is due; ``reason`` says why one who is due was not reviewed,
    "" while nobody wrote it down.
    """

    member: Member
    cell: Organisation
    exempt: str
    reviewed: bool
    grades: Given
    reason: str

    @property
    def ground(self) -> str:
        """Why an exempt member is: ``exempt``, ``suspended``, or ``new`` (dưới 6 tháng)."""
        named = chosen("status", self.member.status)
        return named if named in ("exempt", "suspended") else "new"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one kind there are (số liệu một đối tượng).

    ``pending`` are not graded yet, ``levels`` how many have each of the four, the best
    first; ``reasons`` counts why not, as far as somebody said.
    """

    exempt: int = 0
    pending: int = 0
    levels: tuple[int, ...] = (0, 0, 0, 0)
    exemplary: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def graded(self) -> int:
        """How many were graded (đã đánh giá)."""
        return sum(self.levels)

    @property
    def total(self) -> int:
        """All of them: graded, exempt, not yet (tổng số)."""
        return self.graded + self.exempt + self.pending

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.exempt + other.exempt,
            self.pending + other.pending,
            tuple(map(sum, zip(self.levels, other.levels, strict=True))),
            self.exemplary + other.exemplary,
            self.reasons + other.reasons,
        )


@once_a_ward
def _states(ward: Ward) -> dict[int, list[State]]:
    return {id(cell): list(_of_cell(ward, cell)) for cell in ward.cells}


def states(ward: Ward, body: Organisation) -> list[State]:
    """The members of a cell, or of all cells below a committee, in sheet order."""
    return [state for cell in cells_below(ward, body) for state in _states(ward)[id(cell)]]


def _of_cell(ward: Ward, cell: Organisation) -> Iterator[State]:
    day, roll = ward.review_day(cell), review_roll(ward, cell)
    away = {} if roll is None else {id(m): row.reason for m, row in roll.absent}
    here = None if roll is None else {id(m) for m in roll.reviewed}
    for member in ward.members_of(cell):
        if not belongs(member, day):
            continue
        exempt, grades = not_reviewed(member, day) or "", given(ward, member)
        reviewed = bool(grades.current) if here is None else id(member) in here
        review = ward.review_of(member)
        reason = bare_item(away.get(id(member), "") or (review.note if review is not None else ""))
        yield State(member, cell, exempt, not exempt and reviewed, grades, exempt or reason)


def cells_below(ward: Ward, body: Organisation) -> list[Organisation]:
    """The cells of a committee, of a cell itself (các chi bộ trực thuộc)."""
    return _cells_below(ward)[id(body)]


@once_a_ward
def _cells_below(ward: Ward) -> dict[int, list[Organisation]]:
    return {
        id(body): [cell for cell in ward.cells if _is_below(ward, cell, body)]
        for body in ward.data.organisations
    }


def _is_below(ward: Ward, unit: Organisation, body: Organisation) -> bool:
    return body is ward.issuer or any(step is body for step in way_up(ward, unit))


def bodies(ward: Ward, body: Organisation) -> list[tuple[Organisation | Collective, bool]]:
    """The bodies that review themselves at a body or below it, and whether each has (tập thể).

    Those have whose report or own grade is written down.
    """
    twice = {id(unit) for unit in in_two_sheets(ward)}
    found: list[Organisation | Collective] = [
        unit
        for unit in ward.data.organisations
        if id(unit) not in twice and (unit is body or _is_below(ward, unit, body))
    ]
    found += ward.data.collectives if body is ward.issuer else []
    return [(one, is_reviewed(ward, one)) for one in found]


def reviewing(ward: Ward, body: Organisation) -> tuple[int, int]:
    """How many bodies review themselves at a body or below it, and how many have (tập thể).

    Those that other units reported were reviewed where they are graded.
    """
    own = bodies(ward, body)
    told = from_reports(ward, "organisations", body) + from_reports(ward, "collectives", body)
    return len(own) + told.total, sum(reviewed for _, reviewed in own) + told.graded


def is_reviewed(ward: Ward, subject: Graded) -> bool:
    """Whether a self-review is written: a text of its own, or the grade somebody gives himself.

    Of a body it is written where it has a row in ``Kiểm điểm``: without one its report
    cannot be made, whatever level stands in its own sheet. A committee whose cells stand in a
    workbook of its own reported there, as its collective did: reviewed where it is graded.
    """
    review = None if isinstance(subject, Leader) else ward.review_of(subject)
    if review is None and isinstance(subject, Organisation | Collective):
        body = ward.body_of(subject) if isinstance(subject, Collective) else subject
        elsewhere = body is not None and keeps_own_workbook(ward, body)
        return elsewhere and bool(given(ward, subject).current)
    told = review is not None and any(getattr(review, name) for name in _TEXTS)
    return told or bool(given(ward, subject).self_grade)


def keeps_own_workbook(ward: Ward, body: Organisation) -> bool:
    """Whether a committee's members stand in a workbook of its own: here are none of its cells."""
    return body is not ward.issuer and not ward.kind(body)["cell"] and not states(ward, body)


_TEXTS = tuple(spec.attribute for spec in fields_of(Review) if spec.kind == "long")


def tally(ward: Ward, kind: Kind, body: Organisation) -> Tally:
    """The figures of one kind of subjects of a body (số liệu).

    A committee that decides counts the grades recognised, a cell those that it proposes;
    collectives and leaders on whom a level above decides count there.
    """
    if kind == "members":
        own = _tally(ward, body, states(ward, body))
    elif kind == "organisations":
        below = [o for o in ward.data.organisations if o is not body and _is_below(ward, o, body)]
        own = _of_subjects(ward, body, below)
    elif body is ward.issuer:
        rows: list[Collective | Leader] = getattr(ward.data, kind)
        own = _of_subjects(ward, body, [row for row in rows if not decided_above(ward, row)])
    else:
        own = Tally()
    return own + from_reports(ward, kind, body)


def from_reports(ward: Ward, kind: Kind, body: Organisation) -> Tally:
    """What of the figures other units reported (đơn vị báo cáo), none but of the committee."""
    return sum((told for _, told in _reported(ward, kind, body)), Tally())


def by_unit(ward: Ward, body: Organisation) -> list[tuple[Organisation | str, Tally]]:
    """The members of each cell below a body, and of each unit that reported figures."""
    cells = cells_below(ward, body)
    own = [(cell, _tally(ward, body, states(ward, cell))) for cell in cells]
    return [*own, *_reported(ward, "members", body)]


def strength_reported(ward: Ward, body: Organisation) -> int:
    """How many members the units of other workbooks at a body or below it have (trang Tổng hợp)."""
    if ward.issuer is None:
        return 0
    told = _reported(ward, "members", ward.issuer)
    ways = [(way_up(ward, unit), tally) for unit, tally in told if isinstance(unit, Organisation)]
    return sum(tally.total for way, tally in ways if any(step is body for step in way))


def _reported(ward: Ward, kind: Kind, body: Organisation) -> list[tuple[Organisation | str, Tally]]:
    """The rows of the sheet ``Tổng hợp`` that count: of units without members in the workbook."""
    if body is not ward.issuer:
        return []
    word = choice("graded_subject", kind)
    rows = [row for row in ward.data.totals if row.subject == word]
    units = [ward.organisation(row.unit) for row in rows]
    return [
        (unit or row.unit, _typed(row))
        for row, unit in zip(rows, units, strict=True)
        if unit is None or not states(ward, unit)
    ]


def _typed(row: Totals) -> Tally:
    levels = (row.excellent, row.good, row.done, row.failed)
    graded = tuple(number or 0 for number in levels)
    pending = row.pending or 0
    if row.pending is None and row.total is not None:
        pending = max(0, row.total - sum(graded) - (row.exempt or 0))
    reasons = Counter({row.reasons: pending} if row.reasons and pending else {})
    return Tally(row.exempt or 0, pending, graded, row.exemplary or 0, reasons)


def _tally(ward: Ward, body: Organisation, members: Iterable[State]) -> Tally:
    members = list(members)
    due = [state for state in members if not state.exempt]
    levels = [counted(ward, body, state.grades) for state in due]
    pending = [state for state, level in zip(due, levels, strict=True) if not level]
    return Tally(
        len(members) - len(due),
        len(pending),
        _of_each(levels),
        0,
        Counter(state.reason for state in pending if state.reason),
    )


def _of_subjects(ward: Ward, body: Organisation, subjects: Iterable[Graded]) -> Tally:
    subjects = list(subjects)
    levels = [counted(ward, body, given(ward, subject)) for subject in subjects]
    exemplary = sum(isinstance(one, Organisation) and one.exemplary for one in subjects)
    return Tally(0, levels.count(""), _of_each(levels), exemplary)


def _of_each(levels: Iterable[str]) -> tuple[int, ...]:
    found = Counter(levels)
    return tuple(found[level] for level in _LEVELS)


def counted(ward: Ward, body: Organisation, grades: Given) -> str:
    """The grade that counts in a body's papers: recognised where it decides, else proposed."""
    if body is ward.issuer and ward.kind(body)["recognises"]:
        return grades.grade
    return grades.proposed or grades.grade


def is_open(ward: Ward, body: Organisation, state: State) -> bool:
    """Whether a member is exempt, not reviewed or not graded: a name for the list of those."""
    return bool(state.exempt) or is_waiting(ward, body, state)


def is_waiting(ward: Ward, body: Organisation, state: State) -> bool:
    """Whether one who is due was not reviewed, or not graded (chưa xong)."""
    return not state.exempt and not (state.reviewed and counted(ward, body, state.grades))
