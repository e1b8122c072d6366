"""The members of the sample ward (đảng viên mẫu), from ``reference/sample-members.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Member
from ..models.partial_date import PartialDate
from ..reference import choices, table
from .rows import GRADE_LETTERS, date_of


@dataclass(frozen=True, slots=True)
class Person:
    """A sample member with what the sample tells of the year (một nhân vật mẫu).

    ``level`` is the index of the grade in ``choices.toml`` (0 is the best);
    ``fullness`` says how much of the self-review is written: ``đủ``, ``gọn``
    or ``trống``; ``texts`` names the bank of sentences.
    """

    member: Member
    level: int
    fullness: str
    texts: str


_CATEGORIES = "ABC"


def sample_people() -> list[Person]:
    """Every sample member, cell after cell, with codes ``DV0001`` on."""
    people: list[Person] = []
    for cell in table("sample-ward")["cell"]:
        for line in table("sample-members")[cell["code"]]["members"]:
            people.append(_person(line, cell, len(people) + 1))
    return people


def _person(line: str, cell: dict[str, str], number: int) -> Person:
    name, sex, birth, joined, official, *rest = (part.strip() for part in line.split("|"))
    more = dict(_item(item) for item in "".join(rest).split(";") if item.strip())
    born = date_of(birth)
    member = Member(
        code=f"DV{number:04d}",
        cell=cell["code"],
        full_name=name,
        given_name=more.get("gọi", ""),
        sex=sex,
        birth=born,
        card=more.get("thẻ") or _invented_card(born, number),
        joined=date_of(joined),
        official=date_of(official),
        party_post=more.get("đảng", ""),
        state_post=more.get("cq", ""),
        union_post=more.get("đt", ""),
        workplace=more.get("đv", cell["workplace"]),
        category=choices("category")[_CATEGORIES.index(more.get("mẫu", cell["category"]))],
        status=more.get("tt", choices("status")[0]),
        standing=more.get("tc", ""),
        note=more.get("chú", ""),
    )
    return Person(
        member=member,
        level=GRADE_LETTERS.index(more.get("xl", "T")),
        fullness=more.get("bản", "gọn"),
        texts=_bank_of(cell, member),
    )


def _bank_of(cell: dict[str, str], member: Member) -> str:
    # In a residential cell some still work, and must not write like pensioners.
    working = cell["texts"] == "retired" and member.workplace != cell["workplace"]
    return "working" if working else cell["texts"]


def _item(text: str) -> tuple[str, str]:
    key, _, value = text.partition(":")
    return key.strip(), value.strip()


def _invented_card(birth: PartialDate | None, number: int) -> str:
    # No province has the code 000, so no real person can have this number.
    year = birth.year if birth else 0
    return f"0000{year % 100:02d}{number:06d}"
