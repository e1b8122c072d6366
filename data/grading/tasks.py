"""Tasks (nhiệm vụ): how many there were, how many are done, late, exceeded; their shares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..models import Review, Task
from ..reference import choice
from ..ward import Ward
from .subjects import Graded, review_of, rows

Share = Literal["done", "on_time", "late", "exceeded", "undone"]
"""What part of the tasks is asked for, in percent of all that were given."""

_DONE = 100
_UNDONE, _LATE = choice("progress", "undone"), choice("progress", "late")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks (số nhiệm vụ); ``None`` is not known.

    ``done`` includes those done ``late`` and those ``exceeded``.
    """

    total: int | None = None
    done: int | None = None
    late: int | None = None
    exceeded: int | None = None

    @property
    def consistent(self) -> bool:
        """Whether no part is greater than what it is a part of."""
        parts = ((self.done, self.total), (self.late, self.done), (self.exceeded, self.done))
        numbers = (self.total, self.done, self.late, self.exceeded)
        return all(n is None or n >= 0 for n in numbers) and all(
            part is None or whole is None or part <= whole for part, whole in parts
        )

    def share(self, share: Share) -> Fraction | None:
        """Percent of all tasks; ``None`` when numbers lack, contradict each other or are 0."""
        part = self._part(share)
        if part is None or not self.total or not self.consistent:
            return None
        return Fraction(part * 100, self.total)

    def _part(self, share: Share) -> int | None:
        if share == "on_time":
            return None if self.done is None or self.late is None else self.done - self.late
        if share == "undone":
            return None if self.done is None or self.total is None else self.total - self.done
        return {"done": self.done, "late": self.late, "exceeded": self.exceeded}[share]


def counts(ward: Ward, subject: Graded) -> Counts:
    """The tasks of a subject: as typed in ``Kiểm điểm`` if a total is, else as listed.

    That is what the column there says: left empty, the sheet ``Nhiệm vụ`` is counted.
    """
    review = review_of(ward, subject)
    if review is not None and review.tasks is not None:
        return typed(review)
    return counted(ward, subject)


def typed(review: Review) -> Counts:
    """The numbers typed in a row of ``Kiểm điểm``."""
    return Counts(review.tasks, review.tasks_done, review.tasks_late, review.tasks_exceeded)


def counted(ward: Ward, subject: Graded) -> Counts:
    """The rows of the sheet ``Nhiệm vụ`` about a subject, counted.

    A row tells that it is done by its percentage, else by its progress. What
    one row does not tell is not known of them all.
    """
    listed = rows(ward, Task, subject)
    if not listed:
        return Counts()
    return Counts(
        len(listed),
        _sum([_is_done(task) for task in listed]),
        _sum([_is_late(task) for task in listed]),
        _sum([_is_exceeded(task) for task in listed]),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """What the rows of ``Nhiệm vụ`` show for certain (số dòng chậm, số dòng chưa xong)."""

    late: int
    undone: int

    def contradicts(self, said: Counts) -> bool:
        """Whether more rows are late or unfinished than the numbers given leave room for."""
        undone = None if said.total is None or said.done is None else said.total - said.done
        pairs = ((self.late, said.late), (self.undone, undone))
        return any(most is not None and rows > most for rows, most in pairs)


def listed(ward: Ward, subject: Graded) -> Listed:
    """The rows about a subject that tell of themselves that they are late, or unfinished."""
    about = rows(ward, Task, subject)
    return Listed(
        sum(_is_late(task) is True for task in about),
        sum(_is_done(task) is False for task in about),
    )


def _is_done(task: Task) -> bool | None:
    if task.progress == _UNDONE:
        return False
    if task.done is not None:
        return task.done >= _DONE
    return True if task.progress else None


def _is_late(task: Task) -> bool | None:
    if _is_done(task) is False:
        return False
    return task.progress == _LATE if task.progress else None


def _is_exceeded(task: Task) -> bool | None:
    if _is_done(task) is False:
        return False
    return task.done > _DONE if task.done is not None else None


def _sum(states: list[bool | None]) -> int | None:
    known = [state for state in states if state is not None]
    return sum(known) if len(known) == len(states) else None
