"""Invented people in any number (người mẫu), copied from the sample ward under new names."""

from __future__ import annotations

import functools
from typing import TypeVar

from bench import samples
from giayto.data.models import Award, Dataset, Member, Organisation, Review
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators import self_review
from giayto.generators.plan import Scope

_Record = TypeVar("_Record", Member, Review, Award)


@functools.cache
def sample() -> Dataset:
    """The sample ward's data."""
    return sample_dataset()


@functools.cache
def reviewed() -> list[tuple[Member, Review]]:
    """The sample ward's members that are reviewed, with their reviews."""
    ward = Ward(sample())
    titles = {job.title for job in self_review.plan(ward, Scope()).jobs}
    return [
        (member, review)
        for member in sample().members
        if f"Bản kiểm điểm – {member.full_name}" in titles
        and (review := ward.review_of(member)) is not None
    ]


def like(record: _Record, changes: dict[str, str]) -> _Record:
    """A record like another, but for some values; not fit for pickling.

    Not by pydantic, whose copies cost as much as a form: inventing people is
    no part of what is measured.
    """
    twin = object.__new__(type(record))
    twin.__dict__.update(record.__dict__, **changes)
    return twin


def cell(index: int) -> Organisation:
    """A party cell, by its number; the number is its code."""
    number = f"{index + 1:04d}"  # 0000 would be read as no code at all
    changes = {"code": number, "name": f"Chi bộ số {number}"}
    return sample().organisations[1].model_copy(update=changes)


def people_of(unit: Organisation, number: int) -> tuple[list[Member], list[Review]]:
    """The members of a cell, and their reviews: always the same for the same cell."""
    members, reviews = [], []
    for index in range(number):
        member, review = reviewed()[index % len(reviewed())]
        code = f"{unit.code}-{index:04d}"
        name = samples.name(int(unit.code) * 97 + index)
        changes = {
            "code": code,
            "card": f"{unit.code}{index:08d}",
            "full_name": name,
            "cell": unit.code,
        }
        if index:
            changes["party_post"] = ""  # a cell has one secretary
        members.append(like(member, changes))
        reviews.append(like(review, {"subject": code, "name": name}))
    return members, reviews


def dataset(
    cells: list[Organisation],
    members: list[Member],
    reviews: list[Review],
    awards: list[Award],
) -> Dataset:
    """The sample ward's settings and committee, with other cells and people."""
    kept = sample()
    return Dataset(
        settings=kept.settings,
        organisations=[kept.organisations[0], *cells],
        members=members,
        reviews=reviews,
        awards=awards,
        legal_bases=kept.legal_bases,
        recipients=kept.recipients,
    )
