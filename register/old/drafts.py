"""What is read of an old register before it is placed (dòng sổ cũ đã đọc): plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ...conventions.ruleset import RuleSet
from ...findings import Finding, has_errors
from ..entries import Taken
from ..printed import Place


@dataclass(frozen=True, slots=True)
class OldBody:
    """Whose register it is (cơ quan của sổ cũ): what its rows do not say themselves.

    ``rules`` groups the types and prints missing symbols; ``None`` takes for
    every row the rule set of its date, with the office's own ``overlay`` laid
    over it. ``id`` is the body's identity, "" for none.
    """

    code: str
    name: str
    symbol: str
    term: str
    rules: RuleSet | None = None
    id: str = ""
    overlay: Path | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row stands in the file (chỗ của dòng): its sheet and its number as Excel shows it."""

    sheet: str
    line: int


@dataclass(slots=True)
class Draft:
    """One number of an old register, understood but for its term (số đã hiểu).

    ``cell`` is where the number stands, ``typed`` what stands there; ``changed``
    names the kinds of signs in it that were mended. ``mark`` is the "a" of a
    number put in between (``01a``), ``sign`` the type's symbol. ``reason`` is
    why the number was cancelled, "" while it is in force; ``term`` what the
    sheet says, "" when only the date can tell.
    """

    spot: Spot
    cell: str
    number: int
    mark: str
    type_key: str
    sign: str
    body_symbol: str
    suffix: str
    day: date | None
    text: dict[str, str]
    note: str
    reason: str
    term: str
    typed: str
    changed: frozenset[str]
    copies: int | None
    congress: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row with a number that is not entered (dòng bị bỏ), as far as it was understood."""

    spot: Spot
    numbers: tuple[int, ...]
    type_key: str
    day: date | None
    term: str


@dataclass(slots=True)
class OldRegister:
    """What was read from a file (sổ cũ đã đọc): rows fit to be entered, and findings.

    ``rows`` pairs the row's place in the file with the number; ``left_out``
    are the numbers of rows that have an error, where they could be read.
    """

    sheet: str = ""
    rows: list[tuple[Spot, Taken]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: list[tuple[Spot, Place, int]] = field(default_factory=list)
    inserted: list[tuple[Spot, Spot]] = field(default_factory=list)
    """Rows of numbers put in between, each with the row whose note keeps it."""

    @property
    def rejected(self) -> bool:
        """Whether any row has an error."""
        return has_errors(self.findings)
