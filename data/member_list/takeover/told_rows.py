"""Rows that told something of a member (dòng đã nói về một người), and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ....findings import place_words
from ..members import Listed
from ..result import MemberList


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row of a list that was taken over (một dòng đã nhập); ``several`` lists are read."""

    person: Listed
    of: MemberList
    several: bool

    def cell(self, what: str = "full_name") -> str:
        """The address of what a row tells, an attribute or the header of a kept column."""
        letters = self.person.letters
        letter = letters.get(what) or (letters.get("surname") if what == "full_name" else "")
        return f"{letter or ''}{self.person.member.row}"

    def words(self, what: str = "full_name") -> str:
        """The place as a clerk says it, with the file where there are several."""
        place = place_words(self.person.sheet, self.cell(what))
        return f"{self.of.file}, {place}" if self.several else place


@dataclass(slots=True)
class Heard:
    """What the lists of one import have told of a member (những gì danh sách đã nói).

    ``rows`` are all that spoke of them; ``by`` tells for each attribute, and
    each header of a kept column, which of them gave what is now in the workbook.
    ``values`` are those of a row that is new, ``None`` for one that was there.
    ``raw`` is text that could not be read and stands there all the same.
    """

    values: dict[str, Any] | None = None
    rows: list[ToldRow] = field(default_factory=list)
    by: dict[str, ToldRow] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
