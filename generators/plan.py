"""What a paper is going to make (kế hoạch): jobs, and records left out with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..data.models import Organisation
from ..data.ward import Ward

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make (một văn bản cần tạo).

    ``paper`` and ``key`` name it for good: the same record gives the same
    pair in every run. ``rules`` is the rule set that the paper's date chose,
    ``master`` the template's name, ``stem`` the file name without number and
    ending, ``title`` what a person calls it.
    """

    paper: str
    rules: str
    key: str
    master: str
    unit: Organisation
    stem: str
    title: str
    context: Context
    number: RegisterFacts | None = None


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the register of outgoing documents writes down for a numbered paper.

    ``type_key`` is the document type (``quyet_dinh``), ``body_symbol`` ĐU or CB;
    ``day`` is ``None`` while the date is to be written by hand.
    """

    type_key: str
    body_symbol: str
    abstract: str
    signer: str
    day: dt.date | None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that gets no paper (không lập), and why."""

    paper: str
    unit: str
    subject: str
    reason: str


@dataclass(slots=True)
class Plan:
    """Jobs in list order, and what was left out."""

    jobs: list[Job] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def extend(self, other: Plan) -> None:
        """Add another plan's jobs and left-out records behind this one's."""
        self.jobs.extend(other.jobs)
        self.skipped.extend(other.skipped)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose papers are wanted, and numbers already given (phạm vi).

    ``units`` empty means the whole ward. ``numbers`` holds, by paper and record
    key, the numbers that the register has given.
    """

    units: tuple[Organisation, ...] = ()
    numbers: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def wants(self, unit: Organisation) -> bool:
        """Whether this organisation's papers are wanted."""
        return not self.units or any(u is unit for u in self.units)

    def number(self, paper: str, key: str) -> int | None:
        """The number given to a paper; ``None`` leaves room to write it by hand."""
        return self.numbers.get((paper, key))

    def cells(self, ward: Ward) -> list[Organisation]:
        """The wanted cells, in sheet order."""
        return [c for c in ward.cells if self.wants(c)]


Planner = Callable[[Ward, Scope], Plan]


def join_list(items: Sequence[str]) -> str:
    """Items as a sentence lists them: ``a, b và c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} và {items[-1]}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell with several lines, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def merged(*parts: Mapping[str, Any]) -> Context:
    """One context of several parts; a later part wins."""
    context: Context = {}
    for part in parts:
        context.update(part)
    return context
