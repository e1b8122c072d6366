"""Recognising a listed person among the members of a workbook (nhận người đã có trong sổ)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ....conventions.spelling import fold, unaccented
from ...cells.identity_numbers import is_identity
from ...models import Member
from ...models.fields import fields_of
from ...models.partial_date import PartialDate
from ...name_keys import name_key

# What a list may tell about a member that the workbook already has; the cell is compared by code.
COMPARED = tuple(s.attribute for s in fields_of(Member) if s.attribute not in ("code", "cell"))

OTHERS_NUMBER, OTHER_NUMBERS, UNSURE, BY_LESS = "KT-836", "KT-837", "KT-838", "KT-839"
"""What is to be asked of a match: the number is another person's; name and birth are, with other
numbers; it may be a person who is there; it is one by fewer facts than usual."""


@dataclass(frozen=True, slots=True)
class Match:
    """Who a listed person is (kết quả nhận người): a member, or nobody known.

    ``ask`` is the code of what a person has to decide, "" for nothing;
    ``other`` the member whom that concerns.
    """

    member: Member | None = None
    ask: str = ""
    other: Member | None = None


class MemberIndex:
    """The members known so far (sổ tra người), by numbers and by name."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._numbers: dict[str, list[Member]] = defaultdict(list)
        self._codes: dict[str, Member] = {}
        # By name and year of birth: a ward has many people of one common name.
        self._names: dict[str, dict[int | None, list[Member]]] = defaultdict(dict)
        self._bare: dict[str, list[Member]] = defaultdict(list)
        for member in members:
            self.add(member)

    def add(self, member: Member) -> None:
        """Remember one more member."""
        for number in _numbers_of(member):
            self._numbers[number].append(member)
        if member.code:
            self._codes.setdefault(fold(member.code), member)
        year = member.birth.year if member.birth else None
        self._names[name_key(member.full_name)].setdefault(year, []).append(member)
        if member.full_name.isascii():
            self._bare[name_key(member.full_name)].append(member)
        if "_plain" in self.__dict__:
            self._plain[_plain_key(member)].append(member)

    def told(self, member: Member, before: PartialDate | None) -> None:
        """Follow what a list has just told of a member: numbers, and a birth instead of ``before``.

        The index goes by the name a member had before.
        """
        for number in _numbers_of(member):
            if all(member is not known for known in self._numbers[number]):
                self._numbers[number].append(member)
        year, old = (d.year if d else None for d in (member.birth, before))
        if year != old:
            by_year = self._names[name_key(member.full_name)]
            by_year[old] = [known for known in by_year.get(old, ()) if known is not member]
            by_year.setdefault(year, []).append(member)

    def find(self, listed: Member, cell: str, taken: Callable[[Member], bool]) -> Match:
        """Who a listed person is: one fact alone, be it a number, makes nobody the same.

        A number counts with the name or the birth, the name with the birth or,
        where that is unknown, with the cell (a code). ``taken`` tells whom a row
        of the same list was already.
        """
        bearers = self._bearers(listed)
        for same in (_same_name, _same_birth, _alike):
            ones = [m for m in bearers if same(m, listed)]
            if ones:
                return Match(next((m for m in ones if not _births_differ(m, listed)), ones[0]))
        # A code alone may be another office's: it counts where the name agrees.
        coded = self._codes.get(fold(listed.code)) if listed.code else None
        if coded is not None and name_key(coded.full_name) == name_key(listed.full_name):
            return Match(coded)
        by_name = self._by_name(listed, cell, taken)
        if bearers:
            return Match(by_name.member, OTHERS_NUMBER, bearers[0])
        return by_name

    def _bearers(self, listed: Member) -> list[Member]:
        numbers = _numbers_of(listed)
        return [m for number in numbers for m in self._numbers.get(number, ())]

    def _by_name(self, listed: Member, cell: str, taken: Callable[[Member], bool]) -> Match:
        by_year = self._names.get(name_key(listed.full_name))
        if by_year is None:
            return self._by_bare_name(listed, taken)
        years = [listed.birth.year, None] if listed.birth else list(by_year)
        agreeing = [m for y in years for m in by_year.get(y, ()) if not _births_differ(m, listed)]
        fitting = [m for m in agreeing if not _numbers_differ(m, listed)]
        sure = [
            m for m in fitting if _same_birth(m, listed) or _same_year_and_cell(m, listed, cell)
        ]
        if len(sure) > 1:
            sure = [m for m in sure if fold(m.cell) == fold(cell)] or sure
        if len(sure) == 1:
            return Match(sure[0])
        near = sure or [m for m in fitting if fold(m.cell) == fold(cell) and not _dated(m, listed)]
        if len(near) == 1 and not taken(near[0]):
            return Match(near[0], BY_LESS, near[0])
        for m in near:
            if not taken(m) and not any(differences(m, listed)):
                return Match(m)
        if fitting:
            return Match(ask=UNSURE, other=(near or fitting)[0])
        same = [m for m in agreeing if _dated(m, listed)]
        return Match(ask=OTHER_NUMBERS, other=same[0]) if same else Match()

    def _by_bare_name(self, listed: Member, taken: Callable[[Member], bool]) -> Match:
        """By a name typed without any marks on one side, and the same day of birth."""
        if listed.full_name.isascii():
            known = self._plain.get(name_key(listed.full_name), [])
        else:
            known = self._bare.get(_plain_key(listed), []) if self._bare else []
        ones = [m for m in known if _same_birth(m, listed) and not _numbers_differ(m, listed)]
        if len(ones) == 1 and not taken(ones[0]):
            return Match(ones[0], BY_LESS, ones[0])
        return Match(ask=UNSURE, other=ones[0]) if ones else Match()

    @cached_property
    def _plain(self) -> dict[str, list[Member]]:
        plain: dict[str, list[Member]] = defaultdict(list)
        for by_year in self._names.values():
            for members in by_year.values():
                for member in members:
                    plain[_plain_key(member)].append(member)
        return plain


def _numbers_of(member: Member) -> list[str]:
    """The numbers a person is known by; a card of today bears the identity number."""
    numbers = dict.fromkeys((member.card, member.national_id))
    return [number for number in numbers if is_identity(number)]


def _plain_key(member: Member) -> str:
    return name_key(unaccented(member.full_name))


def _same_name(a: Member, b: Member) -> bool:
    return name_key(a.full_name) == name_key(b.full_name)


def _same_birth(a: Member, b: Member) -> bool:
    """Whether both were born on one day that is known."""
    return a.birth is not None and a.birth == b.birth and a.birth.day is not None


def _alike(a: Member, b: Member) -> bool:
    """Whether two names may be one misspelt, and no birth speaks against it."""
    if _births_differ(a, b):
        return False
    one, other = (_plain_key(m).split() for m in (a, b))
    return one == other or (one[:1] == other[:1] and one[-1:] == other[-1:])


def _same_year_and_cell(known: Member, listed: Member, cell: str) -> bool:
    """Whether both were born in one year, as far as is known, and belong to one cell."""
    here = not cell or not known.cell or fold(known.cell) == fold(cell)
    return here and _dated(known, listed)


def _dated(a: Member, b: Member) -> bool:
    return a.birth is not None and b.birth is not None


def _births_differ(a: Member, b: Member) -> bool:
    if a.birth is None or b.birth is None:
        return False
    return a.birth.earliest() > b.birth.latest() or b.birth.earliest() > a.birth.latest()


def _numbers_differ(a: Member, b: Member) -> bool:
    """Two numbers of one kind that differ belong to two people; an old and a new one may
    belong to the same.
    """
    pairs = ((a.card, b.card), (a.national_id, b.national_id))
    return any(len(x) == len(y) and x != y and is_identity(x) and is_identity(y) for x, y in pairs)


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
