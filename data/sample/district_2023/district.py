"""The district's committee of 2023 over its wards (Quận uỷ giả định), and what they reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...attendance import Roll
from ...models import (
    AgendaItem,
    Award,
    Collective,
    Dataset,
    Delegate,
    GroupMember,
    Leader,
    LegalBasis,
    Meeting,
    Organisation,
    Recipient,
    Remedy,
    Totals,
)
from ...models.partial_date import PartialDate
from ...reference import choice, choices, table
from ...ward import Ward
from ...workbook.defaults import starting_dataset
from ..earlier_years import past_results
from ..rows import Handles, cells_of, records, settings_of
from ..votes import ballots, with_agreement
from .cells import collective_review
from .wards import NOTHING, with_plan

_LEVELS = ("excellent", "good", "done", "failed")


def district_dataset(wards: Mapping[str, Dataset]) -> Dataset:
    """The district's workbook over these wards, by their names (sổ của Quận uỷ)."""
    told = table("sample-2023-district")
    settings = settings_of(told["settings"])
    dataset = starting_dataset(settings)
    committee = Organisation(**told["committee"])
    bodies = [
        _body(number, name, data) for number, (name, data) in enumerate(wards.items(), start=1)
    ]
    collectives = [
        _collective(body, data) for body, data in zip(bodies, wards.values(), strict=True)
    ]
    named = {body.code: body.name for body in (committee, *bodies)}
    named |= {collective.code: collective.name for collective in collectives}
    handles = Handles.of([], named)
    leaders = [
        leader
        for body, data in zip(bodies, wards.values(), strict=True)
        for leader in _leaders(body, data)
    ]
    voters = told["ballots"]["voters"]
    awards = with_agreement([_award(body) for body in bodies if body.exemplary], [], voters)
    levels = {body.code: choices("grade").index(body.grade) for body in bodies}
    levels[committee.code] = choices("grade").index(committee.self_grade)
    levels |= {row.code: choices("grade").index(row.grade) for row in collectives}
    levels |= {row.person: choices("grade").index(row.grade) for row in leaders}
    counts = ballots(told["ballots"]["meeting"], levels, voters)
    called = named | {leader.person: leader.name for leader in leaders}
    for count in counts:
        count.name = called[count.subject]
    return dataset.model_copy(
        update={
            "organisations": [committee, *bodies],
            "reviews": [collective_review(committee, told["review"], committee.self_grade, "")],
            "meetings": [_meeting(row) for row in told["meeting"]],
            "ballots": counts,
            "awards": awards,
            "legal_bases": _bases(with_plan(dataset.legal_bases), told["wordings"]),
            "recipients": _recipients(dataset.recipients, told["wordings"]),
            "collectives": collectives,
            "leaders": leaders,
            "year_results": past_results({**told, "past": NOTHING}, awards, handles),
            "remedies": records(Remedy, told["remedies"], handles),
            "delegates": _delegates(told, bodies, wards.values()),
            "agenda": records(AgendaItem, told["agenda"], handles),
            "group_members": _groups(told, bodies, handles),
            "totals": [
                row
                for body, data in zip(bodies, wards.values(), strict=True)
                for row in reported(body.name, data)
            ],
        }
    )


def _body(number: int, name: str, data: Dataset) -> Organisation:
    """A ward's committee as the district's workbook has it."""
    own = data.organisations[0]
    return own.model_copy(
        update={
            "code": f"P{number:02d}",
            "parent": "QU",
            "place": name,
            "proposed_grade": own.self_grade,
            "grade": own.self_grade,
            "exemplary": name == table("sample-2023-district")["exemplary"]["ward"],
            "note": "",
        }
    )


def _collective(body: Organisation, data: Dataset) -> Collective:
    """The standing committee of a ward, which the district grades."""
    own = data.collectives[0]
    group = table("sample-2023-district")["groups"]["collectives"]
    return own.model_copy(
        update={
            "code": f"TT{body.code[1:]}",
            "unit": body.code,
            "group": group,
            "grade": body.grade,
        }
    )


def _leaders(body: Organisation, data: Dataset) -> Iterable[Leader]:
    """The leaders of a ward whom the district grades, in groups by their posts."""
    groups = table("sample-2023-district")["groups"]["leaders"]
    managed = [leader for leader in data.leaders if not leader.grade]
    for number, (leader, group) in enumerate(zip(managed, groups, strict=True), start=1):
        yield leader.model_copy(
            update={
                "person": f"{body.code}-{number}",
                "post": f"{leader.post} {body.place}".strip(),
                "collective": f"TT{body.code[1:]}",
                "is_head": number == 1,
                "group": group,
                "grade": leader.proposed_grade,
                "decider": "",
            }
        )


def _award(body: Organisation) -> Award:
    told = table("sample-2023-district")["exemplary"]
    return Award(subject=body.code, history=told["history"], summary=told["summary"])


def _meeting(row: Mapping[str, Any]) -> Meeting:
    texts = {key: v.strip() if isinstance(v, str) else v for key, v in row.items()}
    return Meeting(**{**texts, "date": PartialDate.of(row["date"])})


def _bases(bases: list[LegalBasis], words: Mapping[str, str]) -> list[LegalBasis]:
    """The legal bases, where a ward's cells proposed something said of the wards."""
    return [
        basis.model_copy(update={"wording": words.get(basis.wording, basis.wording)})
        for basis in bases
    ]


def _recipients(recipients: list[Recipient], words: Mapping[str, str]) -> list[Recipient]:
    """The recipients, with the district's own office among them."""
    return [row.model_copy(update={"text": words.get(row.text, row.text)}) for row in recipients]


def _delegates(
    told: Mapping[str, Any], bodies: Sequence[Organisation], wards: Iterable[Dataset]
) -> list[Delegate]:
    """Whom the district called: its own people, and of each ward the two at its head."""
    unit, guest = told["committee"]["name"], choice("delegate_role", "guest")
    own = [Delegate(meeting="", unit=unit, **row) for row in cells_of(told["people"])]
    called = [
        Delegate(meeting="", name=leader.name, post=leader.post, unit=body.name)
        for body, data in zip(bodies, wards, strict=True)
        for leader in data.leaders
        if leader.is_head and not leader.grade
    ]
    launch, committee = (row["code"] for row in told["meeting"])
    return [
        row.model_copy(update={"meeting": meeting})
        for meeting, rows in ((launch, [*own, *called]), (committee, own))
        for row in sorted(rows, key=lambda row: row.role == guest)
    ]


def _groups(
    told: Mapping[str, Any], bodies: Sequence[Organisation], handles: Handles
) -> list[GroupMember]:
    """The working groups; the first of each has its share of the wards."""
    rows = records(GroupMember, told["group_members"], handles)
    heads = [row for row in rows if row.role == choice("group_role", "head")]
    share = len(bodies) // len(heads)
    for number, head in enumerate(heads):
        head.units = "\n".join(b.name for b in bodies[number * share : (number + 1) * share])
    return rows


def reported(unit: str, data: Dataset) -> list[Totals]:
    """What a ward reports upward of its four subjects (số liệu tổng hợp của một phường)."""
    ward = Ward(data)
    rolls = [
        Roll(ward, ward.organisation(meeting.unit) or ward.cells[0], meeting, meeting.date.latest())
        for meeting in data.meetings
        if meeting.kind == choice("meeting_kind", "review") and meeting.date is not None
    ]
    members = [member for roll in rolls for member in roll.members]
    due = [member for roll in rolls for member in roll.to_review]
    pending = [member for roll in rolls for member in roll.unreviewed]
    graded = [r.grade for m in due if (r := ward.review_of(m)) is not None and r.grade]
    cells = [cell.grade for cell in ward.cells]
    words = table("sample-2023-wards")["words"]
    return [
        _totals(unit, "organisations", cells, exemplary=sum(c.exemplary for c in ward.cells)),
        _totals(unit, "collectives", [row.grade for row in data.collectives if row.grade]),
        _totals(unit, "leaders", [row.grade for row in data.leaders if row.grade]),
        _totals(
            unit,
            "members",
            graded,
            exempt=len(members) - len(due),
            pending=len(pending),
            reasons=words["pending_total"] if pending else "",
        ),
    ]


def _totals(
    unit: str, subject: str, grades: Sequence[str], exempt: int = 0, pending: int = 0, **more: Any
) -> Totals:
    counts = Counter(grades)
    levels = {key: counts[grade] for key, grade in zip(_LEVELS, choices("grade"), strict=True)}
    return Totals(
        unit=unit,
        subject=choice("graded_subject", subject),
        total=len(grades) + exempt + pending,
        exempt=exempt,
        pending=pending,
        **levels,
        **more,
    )
