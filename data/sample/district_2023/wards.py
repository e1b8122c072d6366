"""The 18 wards of the district in 2023 (18 phường), each a dataset of its own, people invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...models import (
    AgendaItem,
    Award,
    Ballot,
    Collective,
    Dataset,
    Leader,
    LegalBasis,
    Organisation,
    Review,
)
from ...models.partial_date import PartialDate
from ...reference import choices, table
from ...workbook.defaults import starting_dataset
from ..bank import Bank
from ..earlier_years import past_results
from ..rows import Handles, cells_of, filled, grade_of, records, settings_of
from ..votes import ballots, selections, with_agreement
from .around import (
    DECIDING,
    STANDING,
    awarded,
    cell_tasks,
    committee_meeting,
    delegates,
    launch_opinions,
    remedies,
    working_groups,
)
from .cells import (
    Cell,
    cell_reviews,
    cells_of_ward,
    collective_review,
    holders_of,
    levels_of,
    member_reviews,
)
from .conferences import cell_meetings
from .people import Draw


def ward_datasets() -> dict[str, Dataset]:
    """Every ward's dataset by the ward's name, in the order of the district's list."""
    rows = cells_of(table("sample-2023-wards")["wards"])
    return {row["name"]: _ward(row, first) for first, row in enumerate(rows)}


def with_plan(bases: Sequence[LegalBasis]) -> list[LegalBasis]:
    """The legal bases with the district's plan, behind the guidance that it carries out."""
    plan = table("sample-2023-wards")["plan"]
    own = {key: value for key, value in plan.items() if key not in ("papers", "date")}
    day = PartialDate.of(plan["date"])
    found: list[LegalBasis] = []
    for basis in bases:
        found.append(basis)
        if basis.number == "25-HD/BTCTW" and basis.papers in plan["papers"]:
            found.append(LegalBasis(papers=basis.papers, date=day, **own))
    return found


def _ward(row: Mapping[str, str], first: int) -> Dataset:
    """One ward; ``first`` is its place among the 18, from 0: no two begin alike."""
    told, name = table("sample-2023-wards"), row["name"]
    draw = Draw(f"2023 {name}")
    cells = cells_of_ward(
        [word.strip() for word in row["cells"].split(",")], name, row.get("pending", ""), draw
    )
    grade = grade_of(row["grade"])
    levels = levels_of(cells, choices("grade").index(grade))
    members = [member for cell in cells for member in cell.members]
    holders = holders_of(cells)
    who = {key: member.full_name for key, member in holders.items()}
    committee = _committee(name, who, grade)
    bodies = {body.code: body.name for body in (committee, *(cell.body for cell in cells))}
    collectives = _collectives(told, name, who, grade)
    handles = Handles.of(members, bodies | {c.code: c.name for c in collectives})
    guest = f"{who['chu_tich']}, {told['who']['chu_tich']}"
    held = cell_meetings(cells, levels, guest, first, draw)
    awards = _awards(cells, levels, draw, first)
    dataset = starting_dataset(settings_of(told["settings"], place=name))
    asked = {cell.body.code: choices("grade").index(cell.body.grade) for cell in cells}
    asked[committee.code] = choices("grade").index(grade)
    leaders = _leaders(told, who, handles, levels)
    asked |= {row.code: choices("grade").index(row.proposed_grade) for row in collectives}
    asked |= {row.person: choices("grade").index(row.proposed_grade) for row in leaders}
    top = [code for code, level in levels.items() if level == 0 and code not in asked]
    # The standing committee, and the secretaries of the other cells.
    voters = len(STANDING) + len(cells) - 1
    committee_votes = [
        *ballots(DECIDING, asked, voters, first=first),
        *selections(DECIDING, top, voters),
    ]
    words = {**who, "so": f"{voters:02d}", "giay_khen": awarded(awards, cells)}
    return dataset.model_copy(
        update={
            "organisations": [committee, *(cell.body for cell in cells)],
            "members": members,
            "reviews": [
                *_reviews(told, collectives, grade),
                *cell_reviews(cells, first, draw),
                *member_reviews(cells, levels, first, draw),
            ],
            "meetings": [
                *held.meetings,
                *(committee_meeting(row, words, voters) for row in told["meeting"]),
            ],
            "attendance": [*held.attendance, *launch_opinions(cells, first)],
            "ballots": _named([*held.ballots, *committee_votes], handles),
            "awards": with_agreement(awards, held.ballots, voters),
            "legal_bases": with_plan(dataset.legal_bases),
            "collectives": collectives,
            "leaders": leaders,
            "tasks": cell_tasks(cells, first, draw),
            "year_results": past_results({**told, "past": NOTHING}, awards, handles),
            "remedies": remedies(cells, committee, who, first),
            "delegates": delegates(cells, holders),
            "agenda": records(AgendaItem, filled(told["agenda"], **words), handles),
            "group_members": working_groups(who, cells, handles),
        }
    )


NOTHING: dict[str, list[str]] = {"columns": [], "rows": []}
"""A table without rows."""


def _committee(name: str, who: Mapping[str, str], grade: str) -> Organisation:
    told = table("sample-2023-wards")
    return Organisation(
        code="DU",
        name=f"Đảng uỷ phường {name}",
        party_body=f"Đảng bộ phường {name}",
        secretary=who["bi_thu"],
        deputies=f"{who['thuong_truc']}; {who['chu_tich']}",
        self_grade=grade,
        note=told["words"]["note"],
        **told["committee"],
    )


def _collectives(
    told: Mapping[str, Any], ward: str, who: Mapping[str, str], grade: str
) -> list[Collective]:
    """The ward's three collectives; the first is graded by the district."""
    good = choices("grade")[1]
    rows = cells_of(filled(told["collectives"], phuong=ward, **who))
    return [
        Collective(
            **row,
            unit="DU",
            self_grade=good if number else grade,
            proposed_grade=good if number else grade,
            grade=good if number else "",
        )
        for number, row in enumerate(rows)
    ]


def _reviews(
    told: Mapping[str, Any], bodies: Sequence[Organisation | Collective], grade: str
) -> list[Review]:
    """The reports of the ward and of its collectives; what the district grades is left open."""
    return [
        collective_review(body, told["review"][body.code], body.self_grade, body.grade)
        for body in bodies
    ]


def _leaders(
    told: Mapping[str, Any], who: Mapping[str, str], handles: Handles, levels: Mapping[str, int]
) -> list[Leader]:
    """The ward's leaders, graded as at their cell; whom the district grades is left open."""
    leaders = records(Leader, filled(told["leaders"], **who), handles)
    groups = list(dict.fromkeys(leader.group for leader in leaders))
    for leader in leaders:
        grade = choices("grade")[levels[leader.person]]
        leader.name = handles.names[leader.person]
        leader.self_grade = leader.collective_grade = leader.proposed_grade = grade
        leader.grade = "" if leader.group == groups[0] else grade
    return leaders


def _awards(
    cells: Sequence[Cell], levels: Mapping[str, int], draw: Draw, first: int
) -> list[Award]:
    """A certificate for every exemplary cell and excellent member; five years here and there."""
    bank = Bank(table("sample-2023-texts")["common"], first)
    histories = table("sample-2023-wards")["histories"]
    some = Bank(histories, first)
    subjects = [cell.body.code for cell in cells if cell.body.exemplary]
    subjects += [code for code, level in levels.items() if level == 0]
    yearly = [
        Award(
            subject=subject,
            period=choices("award_period")[0],
            history=some.text("some"),
            summary=draw.filled(bank.text("achievement")),
        )
        for subject in subjects
    ]
    if first % 6 or not yearly:
        return yearly
    yearly[-1].history = histories["five_years"]
    five = yearly[-1].model_copy(update={"period": choices("award_period")[1]})
    return [*yearly, five]


def _named(rows: list[Ballot], handles: Handles) -> list[Ballot]:
    for row in rows:
        row.name = handles.names[row.subject]
    return rows
