"""Which series a paper takes its number from (dãy số), and how a term is written.

A committee numbers each document type by itself, through one term and never
again from the start within it; a congress has one series for all its papers
(Hướng dẫn 05-HD/VPTW, 3.1.1).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..conventions.numbering import series_key

if TYPE_CHECKING:
    from ..conventions.ruleset import RuleSet

CONGRESS = "*"
"""The series of a congress, which holds every document type."""

LARGEST = 9_999
"""No series of a party body comes near it in a term; more is a date or a slip of the keyboard."""

WIDEST_GAP = 500
"""Numbers that nobody has between two rows; behind a wider gap a few rows are slips."""

_JOIN = "+"
_TERM = re.compile(r"^(?:nhiệm kỳ)?\s*(\d{4})\s*[-–—/]\s*(\d{4})$", re.IGNORECASE)


def clean(value: str) -> str:
    """The text in one Unicode form (NFC), with single spaces and none outside.

    Characters that no database, Word or Excel file can hold are dropped, and those
    that would steer a screen or turn the direction of what follows.
    """
    text = " ".join(unicodedata.normalize("NFC", value).split())
    return "".join(
        letter
        for letter in text
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs") and letter not in "\ufffe\uffff"
    ).strip()


def normalise_term(term: str) -> str:
    """A term (nhiệm kỳ) in one spelling: ``"Nhiệm kỳ 2025 – 2030"`` is ``"2025-2030"``.

    Anything that is no pair of years stays as written, but for its spaces.
    """
    text = clean(term)
    match = _TERM.match(text)
    return f"{match[1]}-{match[2]}" if match else text


def term_years(term: str) -> tuple[int, int] | None:
    """First and last year of a term; ``None`` when it is not written as years."""
    match = _TERM.match(term)
    return (int(match[1]), int(match[2])) if match else None


def series_of(type_key: str, congress: bool, rules: RuleSet) -> str:
    """The name of a paper's series: its document types, joined when they share one.

    Raises `ConventionValue` for a type the rule set does not know.
    """
    key = series_key(type_key, rules, congress=congress)
    if key == CONGRESS:
        return CONGRESS
    return _JOIN.join(sorted(t for t in rules.types if series_key(t, rules) == key))


def types_in(series: str) -> tuple[str, ...]:
    """The document types of a series, by its name; none for a congress."""
    return () if series == CONGRESS else tuple(series.split(_JOIN))


def overlaps(series: str, other: str) -> bool:
    """Whether two series are the same or would number the same document type."""
    return series == other or bool(set(types_in(series)) & set(types_in(other)))
