"""What a paper is (loại giấy tờ) and what it is going to make (kế hoạch)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..data.models import Organisation
from ..data.reference import paper_words
from ..data.ward import Ward

Context = dict[str, Any]
_T = TypeVar("_T")
OWN_FAMILY = "giay-to-rieng"
"""The folder of the papers that an office made for itself (giấy tờ riêng)."""
DAY = "van_ban.ngay"
"""Where every context has the day of its paper, ``2026-12-20``; empty while it is unknown."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to make (một văn bản cần tạo).

    ``paper`` and ``key`` name it for good: the same record gives the same
    pair in every run. ``rules`` is the rule set that the paper's date chose,
    ``day`` the date by which the office's own masters are chosen; ``None`` while it was not
    planned. ``master`` is the template's name, ``stem`` the file name without number and
    ending, ``title`` what a person calls it. ``build`` makes the context when
    the number is known: it takes the number, ``None`` leaves room to write it
    by hand. ``number`` is what the register notes; ``None`` for papers that
    take no number. ``printed`` is number and symbol as the document bears
    them, ``None`` while it has none. One that is ``held`` has its place but is
    not made: it was sent out, or its number is in doubt. ``goes_with`` is the
    name of the numbered document that this one is attached to (kèm theo): its
    number is the one that ``build`` gets. ``fault`` is what kept it from being
    planned: it has its name and its place, and is told, not made. ``about`` are the codes
    (names without one) of the units that it is about where another unit issues it.
    """

    paper: str
    rules: str
    key: str
    master: str
    unit: Organisation
    stem: str
    title: str
    build: Callable[[int | None], Context]
    number: RegisterFacts | None = None
    printed: str | None = None
    held: bool = False
    goes_with: tuple[str, str] | None = None
    fault: Exception | None = None
    day: dt.date | None = None
    about: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """Paper and key: what names the document for good."""
        return self.paper, self.key

    @property
    def context(self) -> Context:
        """The context while the register has given no number, built anew at each call."""
        return self.content(self.number.typed if self.number is not None else None)

    def content(self, number: int | None) -> Context:
        """The whole context with this number: the paper's own, and what every paper has."""
        if self.fault is not None:
            raise self.fault
        day = self.number.day if self.number is not None else None
        about = {"ten": self.title, "ngay": "" if day is None else day.isoformat()}
        return {**self.build(number), "van_ban": about}


def planned(
    make: Callable[[], Job],
    *,
    paper: str,
    key: str,
    unit: Organisation,
    title: str,
    master: str = "",
) -> Job:
    """The document as planned, or what is known of it with the fault: a fault costs one alone.

    ``master`` is given where it is known before.
    """
    try:
        return make()
    except Exception as fault:
        nothing: Context = {}
        return Job(paper, "", key, master, unit, key, title, lambda _: nothing, fault=fault)


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the register of outgoing documents writes down for a numbered paper.

    ``type_key`` is the document type (``quyet_dinh``), ``body_symbol`` ĐU or CB;
    ``day`` is ``None`` while the date is to be written by hand. ``recipients``
    are plain names, without the marks that a paper prints around them;
    ``keeper`` is where the file copy stays. ``typed`` is a number that the
    clerk wrote into the workbook. ``place`` is sheet and cell of that number,
    else of the date; "" where there is none.
    """

    type_key: str
    body_symbol: str
    abstract: str
    signer: str
    day: dt.date | None
    recipients: tuple[str, ...] = ()
    keeper: str = ""
    typed: int | None = None
    place: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class InRegister:
    """What the register holds of a paper (dòng sổ của một giấy tờ), as far as papers care.

    ``sent_on`` is the day it was sent out; it is then never made again.
    ``None`` while it was not. ``day`` is ``None`` when the register has none.
    """

    number: int
    symbol: str
    day: dt.date | None
    abstract: str
    signer: str
    recipients: str
    sent_on: dt.date | None = None


Key = tuple[str, str]
"""Paper and record key: the name of a document."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that gets no paper (không lập), or no place in one, and why.

    ``key`` is the record key of a person; "" for anything else.
    """

    paper: str
    unit: str
    subject: str
    reason: str
    key: str = ""


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
    """Whose papers are wanted (phạm vi); ``units`` empty means the whole ward.

    ``whatever``: also of records that the paper's conditions leave out, to see what it gives.
    """

    units: tuple[Organisation, ...] = ()
    whatever: bool = False

    def wants(self, unit: Organisation) -> bool:
        """Whether this organisation's papers are wanted."""
        return not self.units or any(u is unit for u in self.units)

    def cells(self, ward: Ward) -> list[Organisation]:
        """The wanted cells, in sheet order."""
        return [c for c in ward.cells if self.wants(c)]


NO_END = 9999
"""The last year under review of a paper that is still made."""
_NAMED_AT_MOST = 12
"""More than these do not fit into one cell of a printed register."""

Planner = Callable[[Ward, Scope], Plan]


@dataclass(frozen=True, slots=True)
class Form:
    """One of several masters of a paper (mẫu của giấy tờ), by whom and when it is used.

    ``about`` is for whom it is, in words; ``since`` and ``until`` are years under review,
    ``None`` for no bound.
    """

    master: str
    about: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper (loại giấy tờ): its name in commands, its folder, its planner.

    ``numbered`` papers take a number from the register of outgoing documents.
    ``ranked`` papers are one for each person and carry the person's place in the
    list in their file names. One that ``gathers`` names many: whoever is left out
    is missing in it, not without a paper of their own. ``labels`` are the headers
    of what the paper is about, each with its name there: label → name. ``goes_with``
    is the key of the numbered paper that this one is attached to. ``to_units``: the ward's
    issuer makes it, each document about a unit or somebody in it. ``lacks`` says in a
    sentence which data there are none of for any document, "" where it can be made.
    ``origin`` says where its words come from, "" for nothing to say. ``forms`` are its masters
    where it has several, those in use first; they go by the year under review. ``since`` and
    ``last`` are the first and the last year under review that have the paper.
    """

    key: str
    label: str
    family: str
    plan: Planner
    numbered: bool = False
    ranked: bool = False
    gathers: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    goes_with: str = ""
    to_units: bool = False
    lacks: Callable[[Ward], str] | None = None
    origin: str = ""
    forms: tuple[Form, ...] = ()
    since: int = 0
    last: int = NO_END

    def of_year(self, year: int) -> bool:
        """Whether the season of a year under review has the paper."""
        return self.since <= year <= self.last

    @property
    def table(self) -> str:
        """What its names are found under (bảng tên): its key, one for all own papers."""
        return OWN_FAMILY if self.family == OWN_FAMILY else self.key


def named_or_counted(
    those: Sequence[_T], kind: str, called: Callable[[_T], str] = str
) -> list[str]:
    """Names for the register's recipients, as ``called`` says them; many are counted instead.

    ``kind`` is ``members`` or ``organisations``: ``35 đảng viên có tên trong văn bản``.
    """
    if len(those) <= _NAMED_AT_MOST:
        return list(map(called, those))
    return [paper_words("many_named", kind, so=len(those))]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell with several lines, without empty ones."""
    return [bare for line in text.splitlines() if (bare := line.strip())]


def merged(*parts: Mapping[str, Any]) -> Context:
    """One context of several parts; a later part wins."""
    context: Context = {}
    for part in parts:
        context.update(part)
    return context
