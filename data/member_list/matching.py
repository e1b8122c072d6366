"""Recognising a listed person among the members of a workbook (nhận người đã có trong sổ)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ...conventions.spelling import fold
from ..models import Member
from ..models.partial_date import PartialDate
from ..name_keys import name_key

# What a list may tell about a member that the workbook already has.
COMPARED = (
    "full_name",
    "sex",
    "birth",
    "card",
    "national_id",
    "joined",
    "official",
    "standing",
    "party_post",
    "state_post",
    "union_post",
    "workplace",
    "status",
    "note",
)


class MemberIndex:
    """The members known so far (sổ tra người), by numbers and by name."""

    def __init__(self, members: list[Member]) -> None:
        self._numbers: dict[str, Member] = {}
        # By name and year of birth: a ward has many people of one common name.
        self._names: dict[str, dict[int | None, list[Member]]] = defaultdict(dict)
        for member in members:
            self.add(member)

    def add(self, member: Member) -> None:
        """Remember one more member."""
        for number in (member.card, member.national_id, member.code):
            if number:
                self._numbers.setdefault(fold(number), member)
        year = member.birth.year if member.birth else None
        self._names[name_key(member.full_name)].setdefault(year, []).append(member)

    def find(self, listed: Member, cell: str) -> Member | None:
        """The member a listed person is: by card, identity number or code, else by name.

        By name only when birth dates agree as far as both are known, and
        exactly one member fits; ``cell`` (a code) decides between namesakes
        without dates.
        """
        for number in (listed.card, listed.national_id):
            if number and (known := self._numbers.get(fold(number))):
                return known
        # A code alone may be another office's: it counts where the name agrees.
        coded = self._numbers.get(fold(listed.code)) if listed.code else None
        if coded is not None and name_key(coded.full_name) == name_key(listed.full_name):
            return coded
        namesakes = self._names.get(name_key(listed.full_name), {})
        years = [listed.birth.year, None] if listed.birth else list(namesakes)
        fitting = [
            m
            for year in years
            for m in namesakes.get(year, ())
            if _births_agree(m.birth, listed.birth) and not _cards_differ(m, listed)
        ]
        dated = [m for m in fitting if m.birth and listed.birth]
        here = [m for m in fitting if fold(m.cell) == fold(cell)]
        for group in (dated, here):
            if len(group) == 1:
                return group[0]
        return None


def _births_agree(a: PartialDate | None, b: PartialDate | None) -> bool:
    if a is None or b is None:
        return True
    return a.earliest() <= b.latest() and b.earliest() <= a.latest()


def _cards_differ(a: Member, b: Member) -> bool:
    """Two cards of one kind with different numbers belong to two people; an old and a new one
    may belong to the same.
    """
    return bool(a.card and b.card and len(a.card) == len(b.card) and a.card != b.card)


def differences(known: Member, listed: Member) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a list adds to a known member, and where it contradicts the workbook.

    Both by attribute, with the list's value. A date told more exactly is an
    addition.
    """
    additions: dict[str, Any] = {}
    conflicts: dict[str, Any] = {}
    for attribute in COMPARED:
        if attribute not in listed.model_fields_set:
            continue
        new, old = getattr(listed, attribute), getattr(known, attribute)
        if new in ("", None) or new == old or _same_text(attribute, new, old):
            continue
        if _more_exact(old, new):
            continue
        if old in ("", None) or _more_exact(new, old):
            additions[attribute] = new
        else:
            conflicts[attribute] = new
    return additions, conflicts


def _same_text(attribute: str, new: object, old: object) -> bool:
    if attribute == "full_name":
        return name_key(str(new)) == name_key(str(old))
    if attribute == "note":
        return fold(str(new)) in fold(str(old))
    return isinstance(new, str) and isinstance(old, str) and fold(new) == fold(old)


def _more_exact(new: object, old: object) -> bool:
    if not isinstance(new, PartialDate) or not isinstance(old, PartialDate):
        return False
    return old.day is None and len(new.iso()) > len(old.iso()) and new.iso().startswith(old.iso())
