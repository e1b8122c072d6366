"""What a declared paper is for (khai báo giấy tờ): whose, when, by whom, with which parts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...conventions.ruleset import RuleSet
from ...conventions.spelling import file_slug, fold
from ...errors import PaperDeclaration
from ...i18n import tr
from ...suggestions import asked, nearest
from ..plan import NO_END, OWN_FAMILY, Form
from .subjects import Per, labels

HOLE = re.compile(r"\{+\s*([^{}]+?)\s*\}+")
"""A field in braces within a text."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold of a record (điều kiện): a field, how it is compared, with what."""

    field: str
    compare: str
    values: tuple[str, ...] = ()

    def holds(self, *said: str) -> bool:
        """Whether it holds of the field's value, as papers print it, and in other words."""
        is_there = [fold(value) for value in said if value]
        wanted = [fold(each) for each in self.values]
        if self.compare in ("filled", "empty"):
            return bool(is_there) is (self.compare == "filled")
        if self.compare == "has":
            return any(each in value for each in wanted for value in is_there)
        return any(value in wanted for value in is_there) is (self.compare == "is")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a declared paper is for (giấy tờ dùng để làm gì).

    ``master`` is the template's name, ``key`` the paper's in commands. ``file`` and
    ``abstract`` are texts with fields in braces, "" for none. ``type_name`` is the document
    type that it is numbered as, "" without number. ``day`` ``None``: the day of the
    settings, of a meeting its own. ``on_sheet`` is how many members one document shows.
    ``group`` is the paper group whose legal bases and recipients it has. ``parts`` are what
    it prints beside its record, ``needs`` what a record must have to get a document, ``asks``
    what a record has that gets one at all (see :mod:`giayto.generators.declared.needs`).
    ``to`` are who receives it where the sheet names nobody: ``superior``, ``units``; and, before
    those of the sheet too, whom the text names: ``as_above``, ``as_article 3``.
    ``since`` and ``last`` are the first and the last year under review that have it.
    ``dated`` ``review`` takes the day of the unit's review conference, ``after_review``
    the same, but for the issuing body; ``decision`` that of the unit's decision on commendations,
    ``by_hand`` none: its number is then written by hand too; ``cited`` as the sheet of legal
    bases cites this very paper, else by hand.
    ``goes_with`` is the key of the numbered paper whose number and day it bears.
    ``origin`` says where the paper's words come from.
    ``until`` are masters of earlier seasons: the last year under review, the master's name.
    """

    key: str
    label: str
    master: str
    per: Per
    by_committee: bool
    only: tuple[Condition, ...] = ()
    file: str = ""
    type_name: str = ""
    abstract: str = ""
    day: dt.date | None = None
    on_sheet: int = 1
    family: str = OWN_FAMILY
    group: str = "all"
    parts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    until: tuple[tuple[int, str], ...] = ()
    dated: str = ""
    goes_with: str = ""
    origin: str = ""
    to: tuple[str, ...] = ()
    since: int = 0
    last: int = NO_END

    @property
    def numbered(self) -> bool:
        """Whether it takes a number of its own from the register."""
        return bool(self.type_name) and not self.by_hand and not self.goes_with

    @property
    def by_hand(self) -> bool:
        """Whether number and day are written by hand, not given by the program (ghi tay)."""
        return self.dated in ("by_hand", "cited")

    @property
    def forms(self) -> tuple[Form, ...]:
        """Its masters by years under review, the present one first; none where it has one."""
        if not self.until:
            return ()
        ends = [last for last, _ in self.until]
        since = [None, *(end + 1 for end in ends)]
        earlier = [
            Form(name, tr("năm {nam} về trước").format(nam=last), first, last)
            for first, (last, name) in zip(since, self.until, strict=False)
        ]
        now = Form(self.master, tr("từ năm {nam}").format(nam=since[-1]), since[-1])
        return (now, *reversed(earlier))

    def master_of(self, year: int) -> str:
        """The template's name for a year under review (mẫu của năm)."""
        return next((name for last, name in self.until if year <= last), self.master)

    @property
    def about(self) -> str:
        """The abstract where the keeper gives none: the label without the document type."""
        words, kind = self.label.split(), self.type_name.split()
        said = [fold(word) for word in words[: len(kind)]] == [fold(word) for word in kind]
        return " ".join(words[len(kind) :]) if kind and said else ""

    @property
    def labels(self) -> dict[str, str]:
        """Labels that the template may use beside the keys, of its record's columns."""
        return labels(self.per)


def paper_key(master: str) -> str:
    """The key of the paper that a master of this name is for, or how it begins."""
    return file_slug(master).lower()


def type_key(declaration: Declaration, rules: RuleSet) -> str | None:
    """The key of the document type, by the rules of a day; ``None`` without a number.

    Raises :class:`PaperDeclaration` for a type that the rules do not have.
    """
    typed = declaration.type_name
    if not typed:
        return None
    for key, kind in rules.types.items():
        if fold(typed) in (fold(kind.name), fold(kind.symbol)):
            return key
    names = [kind.name for kind in rules.types.values()]
    fault = PaperDeclaration(
        tr("{bo} không có loại văn bản “{ten}”.").format(bo=rules.short_title, ten=typed),
        where=declaration.label,
        fix=asked(nearest(typed, names)) or tr("Các loại: {ds}.").format(ds=", ".join(names)),
    )
    fault.item, fault.typed = "type", typed
    raise fault


def filled(pattern: str, value_of: Mapping[str, str]) -> str:
    """A text with its fields put in; ``value_of`` the values by key."""
    return " ".join(HOLE.sub(lambda hole: value_of.get(hole[1], ""), pattern).split())
