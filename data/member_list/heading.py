"""The title block of a member list (phần đầu danh sách): whose list it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...conventions.spelling import capitalised, fold
from ...files.spreadsheet import Row
from ..cells.reading import as_paragraphs
from ..models import Organisation
from ..models.partial_date import PartialDate
from ..reference import table
from .unit_names import cell_in_title, committee_in

# "ĐẢNG BỘ: Phường Hoa Sen"
_COLON = re.compile(r"^(đảng\s+bộ|đảng\s+u[ỷy]|đảng\s+ủy)\s*:\s*", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class ListHeading:
    """What the lines above a list tell (phần đầu); "" or ``None`` for what they do not.

    ``superior`` is the party organisation above (``Đảng bộ thành phố Hà
    Nội``), ``committee`` the one that keeps the list (``Đảng uỷ phường Hai Bà
    Trưng``), ``cell`` a party cell named there, ``place_kind`` and ``place``
    the ward, ``as_of`` the day the list was made, ``part`` a committee between
    ward and cells.
    """

    superior: str = ""
    committee: str = ""
    cell: str = ""
    place_kind: str = ""
    place: str = ""
    as_of: PartialDate | None = None
    part: Organisation | None = None

    def __bool__(self) -> bool:
        return bool(self.superior or self.committee or self.cell)


def read_heading(rows: Sequence[Row]) -> ListHeading:
    """What the rows above the header tell."""
    words = table("list-words")["heading"]
    superior = committee = cell = ""
    part = as_of = None
    for text in _lines(rows):
        key = fold(text)
        if part is None and (between := committee_in(text)) is not None:
            part = between
        elif not committee and _begins(key, words["committee"]):
            committee = _spoken(text)
        elif not superior and _begins(key, words["superior"]):
            superior = _spoken(text)
        elif not cell and (told := cell_in_title(text)):
            cell = told
        if as_of is None and (match := _DAY.search(text)):
            as_of = _date(*map(int, match.groups()))
    kind, place = _place(committee or superior, words["places"])
    if not committee and place:
        # A cell's own list is headed by the party organisation of its ward.
        committee, superior = f"Đảng uỷ {kind.lower()} {place}", ""
    return ListHeading(superior, committee, cell, kind, place, as_of, part)


def _lines(rows: Sequence[Row]) -> list[str]:
    """The lines of text of the title block; ``Chi bộ:`` and the cell beside it are one line."""
    lines: list[str] = []
    for row in rows:
        texts = [line for raw in row for line in as_paragraphs(raw).split("\n") if line]
        while texts:
            text = texts.pop(0)
            if text.endswith(":") and texts:
                text = f"{text} {texts.pop(0)}"
            lines.append(_COLON.sub(r"\1 ", text))
    return lines


def committee_of(party_body: str) -> str:
    """The committee of a ward's party organisation: ``Đảng uỷ phường Hoa Sen``; "" for others."""
    kind, place = _place(_spoken(party_body), table("list-words")["heading"]["places"])
    return f"Đảng uỷ {kind.lower()} {place}" if place else ""


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
