"""The built-in sample ward (phường mẫu): invented people, complete data for one season.

Phường Hoa Ban does not exist; neither does anybody in it. The words stand in
``reference/sample-*.toml``; here they are put together, always the same way.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from ..membership import not_reviewed
from ..models import Award, Dataset, Organisation
from ..reference import choice, table
from ..workbook.defaults import starting_dataset
from .meetings import sample_meetings
from .members import Person, sample_people
from .reviews import cell_reviews, member_reviews
from .rows import grade_of, settings_of
from .season import with_season


def sample_of_year(year: int) -> Dataset:
    """The sample ward in another year under review (phường mẫu của năm ấy)."""
    data = sample_dataset()
    settings = data.settings.model_copy(update={"year": year})
    return data.model_copy(update={"settings": settings})


def sample_dataset() -> Dataset:
    """The whole sample ward: one committee, ten cells, their year 2026.

    Every call gives a new, equal dataset.
    """
    told = table("sample-ward")
    cells = [_cell(row) for row in told["cell"]]
    people = sample_people()
    reviewed = [person for person in people if _is_reviewed(person)]
    records = sample_meetings(cells, people, reviewed)
    names = {cell.code: cell.name for cell in cells}
    names |= {person.member.code: person.member.full_name for person in people}
    for row in records.attendance:
        row.name = names[row.member]
    for count in records.ballots:
        count.name = names[count.subject]
    dataset = starting_dataset(settings_of(told["settings"]))
    reviewed_ward = dataset.model_copy(
        update={
            "organisations": [Organisation(**told["committee"]), *cells],
            "members": [person.member for person in people],
            "reviews": [*cell_reviews(cells), *member_reviews(reviewed)],
            "meetings": records.meetings,
            "attendance": records.attendance,
            "ballots": records.ballots,
            "awards": _awards(cells, reviewed),
        }
    )
    return with_season(reviewed_ward)


def _cell(row: dict[str, Any]) -> Organisation:
    grade = grade_of(row["grade"])
    holders = _post_holders(row["code"])
    return Organisation(
        code=row["code"],
        name=row["name"],
        kind=choice("organisation_kind", "cell"),
        parent="DU",
        symbol="CB",
        has_committee=row["has_committee"],
        secretary=holders["Bí thư Chi bộ"],
        deputies=holders.get("Phó Bí thư Chi bộ", ""),
        self_grade=grade,
        proposed_grade=grade,
        grade=grade,
        exemplary=row.get("exemplary", False),
    )


def _post_holders(code: str) -> dict[str, str]:
    # A post may be followed by a higher one: "Bí thư Chi bộ, Phó Bí thư Đảng uỷ".
    return {
        person.member.party_post.split(",")[0]: person.member.full_name
        for person in sample_people()
        if person.member.cell == code
    }


def _is_reviewed(person: Person) -> bool:
    """Whether the member is reviewed at their cell's conference."""
    member = person.member
    day: dt.date = table("sample-meetings")[member.cell]["conference"]["date"]
    return member.joined is not None and not_reviewed(member, day) is None


def _awards(cells: list[Organisation], reviewed: list[Person]) -> list[Award]:
    """A certificate for every exemplary cell and excellent member, then the five-year cases."""
    told = table("sample-awards")
    awards = [
        Award(subject=cell.code, **told["yearly"][cell.code]) for cell in cells if cell.exemplary
    ]
    for person in reviewed:
        if person.level == 0:
            row = told["yearly"][person.member.full_name]
            awards.append(Award(subject=person.member.code, **row))
    codes = {person.member.full_name: person.member.code for person in reviewed}
    for row in told["five_years"]:
        fields = {key: value for key, value in row.items() if key != "name"}
        awards.append(Award(subject=codes[row["name"]], **fields))
    return awards
