"""The title block of a member list (phần đầu danh sách): whose list it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...conventions.spelling import capitalised, fold
from ...files.spreadsheet import Row
from ..cells.reading import as_text
from ..models.partial_date import PartialDate
from ..reference import table
from .names import organisation_name

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What the lines above a list tell (phần đầu); "" or ``None`` for what they do not.

    ``superior`` is the party organisation above (``Đảng bộ thành phố Hà
    Nội``), ``committee`` the one that keeps the list (``Đảng uỷ phường Hai Bà
    Trưng``), ``cell`` a party cell named there, ``place_kind`` and ``place``
    the ward, ``as_of`` the day the list was made.
    """

    superior: str = ""
    committee: str = ""
    cell: str = ""
    place_kind: str = ""
    place: str = ""
    as_of: PartialDate | None = None

    def __bool__(self) -> bool:
        return bool(self.superior or self.committee or self.cell)


def read_heading(rows: Sequence[Row]) -> ListHeading:
    """What the rows above the header tell."""
    words = table("list-words")["heading"]
    superior = committee = cell = ""
    as_of = None
    for text in (t for row in rows for raw in row if (t := as_text(raw))):
        key = fold(text)
        if not committee and _begins(key, words["committee"]):
            committee = _spoken(text)
        elif not superior and _begins(key, words["superior"]):
            superior = _spoken(text)
        elif not cell and _begins(key, ["chi bộ"]):
            cell = organisation_name(text)
        elif as_of is None and (match := _DAY.search(text)):
            as_of = _date(*map(int, match.groups()))
    kind, place = _place(committee, words["places"])
    return ListHeading(superior, committee, cell, kind, place, as_of)


def _begins(key: str, words: Sequence[str]) -> bool:
    return any(key.startswith(fold(w) + " ") for w in words)


def _date(day: int, month: int, year: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _spoken(text: str) -> str:
    """A line of the title block as running text: ``Đảng uỷ phường Hai Bà Trưng``."""
    words = text.split()
    if not text.isupper():
        return " ".join(words)
    rest = " ".join(w.capitalize() for w in words[2:])
    for small in table("list-words")["admin_words"]:
        rest = re.sub(rf"\b{small}\b", small.lower(), rest)
    return f"{capitalised(' '.join(words[:2]).lower())} {rest}".strip()


def _place(committee: str, kinds: Sequence[str]) -> tuple[str, str]:
    """The kind of unit and its name in a committee's name: ``("Phường", "Hai Bà Trưng")``."""
    words = committee.split()
    for kind in kinds:
        size = len(kind.split())
        if fold(" ".join(words[2 : 2 + size])) == fold(kind):
            return capitalised(kind), " ".join(words[2 + size :])
    return "", ""
