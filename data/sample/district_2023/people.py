"""The invented members of the wards of 2023 (đảng viên giả định), drawn always the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from ...models import Member
from ...models.partial_date import PartialDate
from ...reference import choice, choices, table
from ..rows import date_of

_Item = TypeVar("_Item")
_CATEGORIES = "ABC"
_COMMITTEE_FROM = 9
"""A cell with so many official members has a committee (chi uỷ)."""
_EXEMPT, _NEW, _YOUNG = 6, 8, 7
"""Places in a residential cell: the exempt, who came this autumn, where the young begin."""


class Draw:
    """Numbers and things drawn by a fixed seed (bốc theo hạt giống), the same on every machine."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def number(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        return least + int(self._random.random() * (most - least + 1))

    def one(self, items: Sequence[_Item]) -> _Item:
        """One of several things."""
        return items[self.number(0, len(items) - 1)]

    def filled(self, text: str) -> str:
        """A sentence with its numbers: parts in braces (số hộ, số việc, số người …)."""
        return text.strip().format(
            ky=self.number(10, 11),
            ho=self.number(8, 24),
            viec=self.number(6, 14),
            nguoi=self.number(5, 19),
            pt=self.number(92, 99),
        )


def drawn_members(
    cell: str, told: Mapping[str, Any], where: Mapping[str, object], draw: Draw, known: list[Member]
) -> list[Member]:
    """The members of one cell; ``told`` is its kind, ``where`` the ward and the cell's number.

    ``known`` are the ward's members so far: nobody gets the name of one of them.
    """
    names = {member.full_name for member in known}
    members: list[Member] = []
    for place in range(draw.number(*told["size"])):
        sex = _sex(told, draw)
        name = _name(sex, draw, names)
        names.add(name)
        members.append(
            _member(f"DV{len(known) + place + 1:03d}", cell, name, sex, place, told, where, draw)
        )
    official = [m for m in members if m.status == choice("status", "active") and m.official]
    if len(official) < _COMMITTEE_FROM:
        for member in members:
            member.party_post = member.party_post.removeprefix(_words("committee_member"))
    return members


def _sex(told: Mapping[str, Any], draw: Draw) -> str:
    if told.get("women"):
        return choice("sex", "female")
    return draw.one(choices("sex"))


def _name(sex: str, draw: Draw, taken: set[str]) -> str:
    """A name that nobody in the ward has yet."""
    words = table("sample-2023-names")
    while True:
        parts = (words["surnames"], words[sex]["middles"], words[sex]["given"])
        surname, middle, given = map(draw.one, parts)
        name = f"{surname} {middle} {given}"
        if name not in taken and middle.split()[-1] != given:
            return name


def _member(
    code: str,
    cell: str,
    name: str,
    sex: str,
    place: int,
    told: Mapping[str, Any],
    where: Mapping[str, object],
    draw: Draw,
) -> Member:
    posts = told["posts"][min(place, len(told["posts"]) - 1)].format(**where)
    party, state, union, letter, *since = (post.strip() for post in posts.split("|"))
    residential = letter == "C"
    young = residential and place >= _YOUNG
    earliest, latest = (1988, 1998) if young else told["born"]
    born = draw.number(int("".join(since) or earliest), latest)
    joined = _joined(born, draw)
    new = residential and place == _NEW
    exempt = residential and place == _EXEMPT
    if new:
        joined = PartialDate(2023, 9, 2)
    elif exempt:
        born = 1938 + draw.number(0, 4)
        joined = _joined(born, draw)
    return Member(
        code=code,
        cell=cell,
        full_name=name,
        sex=sex,
        birth=PartialDate(born, draw.number(1, 12), draw.number(1, 28)),
        # Eight digits, as cards had until 2025; no province has the code 00, so nobody's is this.
        card=f"00{draw.number(0, 999999):06d}",
        joined=joined,
        official=None if new else PartialDate(joined.year + 1, joined.month, joined.day),
        party_post=party,
        state_post=state,
        union_post=union,
        workplace=_words("young_workplace") if young else told["workplace"].format(**where),
        category=choices("category")[_CATEGORIES.index(letter)],
        status=choice("status", "exempt" if exempt else "active"),
        note=_words("exempt_note") if exempt else "",
    )


def _words(key: str) -> str:
    return str(table("sample-2023-wards")["words"][key])


def _joined(born: int, draw: Draw) -> PartialDate:
    day = date_of(f"{draw.one(table('sample-2023-wards')['dates']['anniversaries'])}/2000")
    assert day is not None
    return PartialDate(min(born + draw.number(23, 32), 2021), day.month, day.day)
