"""The cells of a ward of 2023 (chi bộ giả định): who is in them, their grades and reviews."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...membership import not_reviewed
from ...models import Collective, Member, Organisation, Review
from ...party_posts import post_rank
from ...reference import choice, choices, table
from ..bank import Bank
from ..rows import GRADE_LETTERS, grade_of
from .people import Draw, drawn_members

_LEADER = choices("category")[0]
_OUTSIDE = choices("category")[2]
_MANAGED = 5
"""The first of the office's cell are the ward's leaders."""
_ORDINARY = 5
"""The first of every cell have a part in its conference; from here on some may be absent."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, with what its kind tells of it (một chi bộ giả định).

    ``pending`` is the member who was not reviewed; ``None`` in nearly all cells.
    """

    body: Organisation
    kind: str
    told: Mapping[str, Any]
    place: str
    day: dt.date
    members: list[Member]
    pending: Member | None

    @property
    def reviewed(self) -> list[Member]:
        """Those whom the conference reviews, in sheet order."""
        return [
            member
            for member in self.members
            if not_reviewed(member, self.day) is None and member is not self.pending
        ]

    @property
    def ordinary(self) -> list[Member]:
        """Those reviewed who have no part in the conference."""
        return [m for m in self.members[_ORDINARY:] if m in self.reviewed]


def cells_of_ward(words: Sequence[str], ward: str, pending: str, draw: Draw) -> list[Cell]:
    """The cells of a ward, each said in a word: ``CQ``, ``TDP 3 X``; ``pending`` is one's code."""
    season = table("sample-2023-wards")
    cells: list[Cell] = []
    for number, (word, day) in enumerate(
        zip(words, season["dates"]["conference"], strict=False), start=1
    ):
        kind, *more = word.split()
        told, code = season["kind"][kind], f"CB{number:02d}"
        where = {"so": next((part for part in more if part.isdecimal()), ""), "phuong": ward}
        grade = grade_of(more[-1] if more and more[-1] in GRADE_LETTERS else "T")
        known = [member for cell in cells for member in cell.members]
        members = drawn_members(code, told, where, draw, known)
        holders = {post_rank(m.party_post): m.full_name for m in reversed(members)}
        body = Organisation(
            code=code,
            name=told["name"].format(**where),
            kind=choice("organisation_kind", "cell"),
            parent="DU",
            symbol="CB",
            has_committee="committee" in holders,
            secretary=holders["secretary"],
            deputies=holders["deputy"],
            self_grade=grade,
            proposed_grade=grade,
            grade=grade,
            exemplary=grade == choices("grade")[0],
        )
        left_out = members[_ORDINARY] if code == pending else None
        place = told["place"].format(**where)
        cells.append(Cell(body, kind, told, place, day, members, left_out))
    return cells


def levels_of(cells: Sequence[Cell], ward_level: int) -> dict[str, int]:
    """The level of everybody reviewed, by code: few excellent, fewer only done (mức xếp loại).

    A secretary is excellent where the cell is, the ward's secretary where the ward is.
    In each category the excellent stay within a fifth of the good.
    """
    levels = {member.code: 1 for cell in cells for member in cell.reviewed}
    for cell in cells:
        if cell.body.exemplary:
            levels[cell.members[0].code] = 0
    if ward_level == 0:
        levels[holders_of(cells)["bi_thu"].code] = 0
    others = [
        member for cell in cells for member in cell.reviewed[_MANAGED if cell.kind == "CQ" else 2 :]
    ]
    low = [member for cell in cells for member in cell.ordinary][5::15]
    for member in low:
        levels[member.code] = 2
    most = (len(levels) - len(low)) // 7
    for member in [*others[2::6], *others]:
        alike = [m for cell in cells for m in cell.reviewed if m.category == member.category]
        of = Counter(levels[m.code] for m in alike)
        fits = (of[0] + 1) * 5 <= of[1] - 1 and list(levels.values()).count(0) < most
        if fits and levels[member.code] == 1:
            levels[member.code] = 0
    return levels


def holders_of(cells: Sequence[Cell]) -> dict[str, Member]:
    """Who holds the ward's posts, by the keys of ``who`` (những người giữ chức vụ của phường)."""
    posts = {
        post.strip(): member
        for cell in cells
        for member in cell.members
        for post in f"{member.party_post},{member.state_post}".split(",")
    }
    return {key: posts[post] for key, post in table("sample-2023-wards")["who"].items()}


def member_reviews(
    cells: Sequence[Cell], levels: Mapping[str, int], first: int, draw: Draw
) -> list[Review]:
    """A review for everybody reviewed; ``first`` is where the ward begins in the lists."""
    texts = table("sample-2023-texts")
    banks = {name: Bank(lists, first) for name, lists in texts.items()}
    return [
        _review(member, levels[member.code], banks[cell.told["texts"]], banks["common"], draw)
        for cell in cells
        for member in cell.reviewed
    ]


def _review(member: Member, level: int, own: Bank, common: Bank, draw: Draw) -> Review:
    grade, rating = choices("grade")[level], choices("rating")[level]
    # Few rate all they did alike.
    milder = choices("rating")[max(level, 1)]
    slot = ("top_case", "case", "low_case")[level]
    shortcomings, causes, plan = (common if level == 0 else own).deal(slot)
    review = Review(
        subject=member.code,
        name=member.full_name,
        virtue=draw.filled(own.text("virtue")),
        duty=draw.filled(own.text("duty")),
        commitment=draw.filled(common.text("commitment")),
        shortcomings=draw.filled(shortcomings),
        causes=draw.filled(causes),
        remedied=draw.filled(common.text("remedied")),
        plan=draw.filled(plan),
        virtue_rating=choices("rating")[min(level, 1)],
        duty_rating=rating,
        remedied_rating=milder,
        self_grade=grade,
        committee_comment=table("sample-2023-texts")["common"]["comment"][level],
        proposed_grade=grade,
        grade=grade,
        staff_grade="" if member.category == _OUTSIDE else grade,
    )
    if member.category == _LEADER:
        for slot in ("leadership", "responsibility", "example_setting"):
            setattr(review, slot, draw.filled(own.text(slot)))
        review.leadership_rating = rating
        review.responsibility_rating = review.example_rating = milder
    return review


def cell_reviews(cells: Sequence[Cell], first: int, draw: Draw) -> list[Review]:
    """The report of each cell as a collective (kiểm điểm tập thể)."""
    texts = table("sample-2023-texts")
    banks = {name: Bank(lists, first) for name, lists in texts.items()}
    reviews = []
    for cell in cells:
        bank = banks[cell.told["texts"]]
        shortcomings, causes, plan = bank.deal("weak")
        reviews.append(
            collective_review(
                cell.body,
                {
                    "virtue": texts["common"]["cell_virtue"],
                    "duty": draw.filled(bank.text("done")),
                    "shortcomings": shortcomings,
                    "causes": causes,
                    "remedied": texts["common"]["cell_remedied"],
                    "plan": plan,
                },
                cell.body.grade,
            )
        )
    return reviews


def collective_review(
    body: Organisation | Collective,
    texts: Mapping[str, str],
    grade: str,
    decided: str | None = None,
) -> Review:
    """A collective's report with its ratings; ``decided`` where another level grades it."""
    rating = choices("rating")[choices("grade").index(grade)]
    return Review(
        subject=body.code,
        name=body.name,
        self_grade=grade,
        proposed_grade=grade,
        grade=grade if decided is None else decided,
        virtue_rating=rating,
        duty_rating=rating,
        leadership_rating=choices("rating")[1],
        responsibility_rating=choices("rating")[1],
        remedied_rating=choices("rating")[1],
        **texts,
    )
