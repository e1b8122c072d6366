"""The print places of a part (chỗ in): where each printed value stands, and what fits there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """Where a printed value stands (chỗ đứng của giá trị)."""

    TEXT = "text"
    """Inside ``w:t`` of a plain run: everything about it is known."""
    ODD_TEXT = "odd text"
    """Inside ``w:t``, but its run or paragraph is only known when rendered."""
    ATTRIBUTE = "attribute"
    """Inside an attribute."""
    RUNS = "runs"
    """Between the runs of a paragraph (``{{r }}``)."""
    BLOCKS = "blocks"
    """Between paragraphs (``{{p }}``)."""
    UNKNOWN = "unknown"
    """Inside a macro or a captured block."""


@dataclass(slots=True)
class Site:
    """One printed value of a part (một chỗ in).

    ``name`` is the expression as text, ``line`` the line of the source (one
    line per paragraph). The four texts replace a line break, a tab, a new
    paragraph and a page break in the value. They, and the ways out of and back
    into the run, are only set for :attr:`Place.TEXT`.
    """

    index: int
    name: str
    line: int
    place: Place = Place.UNKNOWN
    newline: str = ""
    tab: str = ""
    paragraph: str = ""
    page: str = ""
    run_close: str = ""
    run_open: str = ""
    mark_open: str = ""
    """Closes the run and opens one that is highlighted in yellow."""
    splits: bool = True
    """Whether the paragraph may be cut in two here."""
