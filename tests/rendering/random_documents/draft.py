"""A document while it grows by chance (bản nháp): what it has once, and what it leads to."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from .values import LISTS, TEXTS, Shape

if TYPE_CHECKING:
    from .pieces import Inline

_FIRST_ISLAND = 0xF0000  # private characters, which no value and no word has


class Marks:
    """What must not stand twice in one file (số dấu): bookmarks, changes, drawings, islands."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._islands: dict[str, str] = {}

    def next(self) -> int:
        """A fresh number."""
        return next(self._numbers)

    def island(self, xml: str) -> str:
        """A character that stands for the XML among the words of a paragraph."""
        mark = chr(_FIRST_ISLAND + len(self._islands))
        self._islands[mark] = xml
        return mark

    def xml(self, mark: str) -> str | None:
        """The XML behind a character, ``None`` for a character of words."""
        return self._islands.get(mark)


@dataclass
class Draft:
    """One part of a document: its chance, its notes, its links.

    ``body`` tells that it is the part that may have notes and lists.
    """

    chance: random.Random
    shape: Shape = Shape.TEXT
    marks: Marks = field(default_factory=Marks)
    body: bool = True
    notes: dict[str, list[tuple[Inline, ...]]] = field(
        default_factory=lambda: {"footnote": [], "endnote": [], "comment": []}
    )
    links: list[tuple[Inline, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Spot:
    """A place of the document: the values in reach, how deep it is, how wide (in twips).

    ``once`` says that it is in no loop, so what a file has once may stand there;
    ``tables`` how many tables are around it.
    """

    paths: tuple[str, ...] = TEXTS
    lists: tuple[str, ...] = LISTS
    depth: int = 0
    room: int = 9_000
    once: bool = True
    tables: int = 0

    def inside(self, name: str = "") -> Spot:
        """The place in a loop over items called ``name``, or in a condition."""
        reach = (f"{name}.a", f"{name}.b") if name else ()
        return replace(
            self, paths=(*self.paths, *reach), depth=self.depth + 1, once=self.once and not name
        )
