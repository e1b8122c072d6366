"""The reviews of the sample ward (kiểm điểm mẫu), composed from ``reference/sample-texts.toml``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..models import Organisation, Review
from ..reference import choices, table
from .bank import Bank
from .members import Person


def member_reviews(people: list[Person]) -> list[Review]:
    """One review for each member who has to be reviewed, in list order."""
    texts = table("sample-texts")
    banks = {kind: Bank(lists) for kind, lists in texts.items() if kind != "person"}
    return [_review(person, banks, texts["person"]) for person in people]


def _review(person: Person, banks: dict[str, Bank], own: dict[str, dict[str, str]]) -> Review:
    member = person.member
    grade = choices("grade")[person.level]
    comments = banks["comment"]
    filled: dict[str, Any] = {
        "subject": member.code,
        "name": member.full_name,
        "committee_comment": comments.text(f"level_{person.level}"),
        "proposed_grade": grade,
        "grade": grade,
    }
    if person.fullness != "trống":
        filled |= _written(person, banks[person.texts], comments, _own_words(person, own))
        filled["self_grade"] = grade
        filled["general_score"], filled["task_score"] = _scores(person, comments)
    return Review(**filled)


def _written(person: Person, bank: Bank, comments: Bank, own: dict[str, str]) -> dict[str, str]:
    """What the member wrote; a person's own words take the place of the bank's."""
    full = person.fullness == "đủ"
    slots = ["virtue", "duty"]
    if full:
        slots += ["virtue_more", "duty_more", "commitment", "remedied"]
    if person.member.category == choices("category")[0]:
        slots += ["leadership", "responsibility", "example_setting"]
    words = _case(person, bank, comments) | own
    for slot in slots:
        if slot not in own:
            words[slot] = bank.text(slot)
    if full and person.member.party_post and "collective_duty" not in own:
        words["collective_duty"] = comments.text("collective_duty")
    for slot in ("virtue", "duty"):
        words[slot] = _paragraphs(words[slot], words.pop(f"{slot}_more", ""))
    return words


def _case(person: Person, bank: Bank, common: Bank) -> dict[str, str]:
    if person.level == 0:
        return common.case("top_case")
    return bank.case("low_case" if person.level >= 2 else "case")


def _own_words(person: Person, own: dict[str, dict[str, str]]) -> dict[str, str]:
    # Namesakes in one cell are told apart by the year of birth.
    handle = f"{person.member.cell} {person.member.full_name}"
    year = person.member.birth.year if person.member.birth else ""
    told = {**own.get(handle, {}), **own.get(f"{handle} {year}", {})}
    return {field: text.strip() for field, text in told.items()}


def _paragraphs(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _scores(person: Person, bank: Bank) -> tuple[Decimal, Decimal]:
    general, task = bank.text(f"scores_{person.level}").split("+")
    return Decimal(general.strip()), Decimal(task.strip())


def cell_reviews(cells: list[Organisation]) -> list[Review]:
    """The collective's own review of each cell (kiểm điểm tập thể)."""
    told = {row["code"]: row for row in table("sample-ward")["cell"]}
    return [
        Review(
            subject=cell.code,
            name=cell.name,
            general_score=Decimal(told[cell.code]["scores"][0]),
            task_score=Decimal(told[cell.code]["scores"][1]),
            self_grade=cell.self_grade,
            proposed_grade=cell.proposed_grade,
            grade=cell.grade,
            plan=_plan_of(cell.code),
            **told[cell.code]["review"],
        )
        for cell in cells
    ]


def _plan_of(cell_code: str) -> str:
    # What the conference resolved is what the collective promises.
    plan: str = table("sample-meetings")[cell_code]["conference"]["remedies"]
    return plan.strip()
