"""The proposal to the level above (tờ trình đề nghị khen thưởng)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from ...conventions.recipients import addressees
from ...conventions.ruleset import has_rules
from ...conventions.words import padded_count
from ...data.attendance import review_roll
from ...data.grading.commendation import superior_gives
from ...data.models import Member, Organisation
from ...data.party_posts import held_posts
from ...data.ward import REVIEW_CONFERENCE, Ward, once_a_ward
from ...i18n import tr
from ..issuing import issue_day
from ..office import Office
from ..plan import Context, Job, Plan, Scope, Skipped, merged, planned
from ..record_columns import listed_either
from ..values import BLANK, OPEN
from .candidates import Candidate, candidates, own_of

PROPOSAL = "to-trinh-khen-thuong"
TYPE = "to_trinh"
_NAMED_AT_MOST = 12
"""More names than this stand only in the attached list."""


def plan(ward: Ward, scope: Scope) -> Plan:
    """A proposal of each body to the one above it, on all that it cannot decide itself."""
    result = plan_each(PROPOSAL, "Tờ trình đề nghị khen thưởng", ward, scope, _proposal)
    result.skipped = _unknown(ward)
    return result


def plan_each(
    paper: str,
    label: str,
    ward: Ward,
    scope: Scope,
    job: Callable[[Ward, Organisation, list[Candidate]], Job],
) -> Plan:
    """A document of each body that proposes; a fault of one costs no others."""
    return Plan(
        [
            planned(
                partial(job, ward, unit, proposed),
                paper=paper,
                key=record_key(ward, unit),
                unit=unit,
                title=f"{label} – {unit.name}",
            )
            for unit, proposed in proposers(ward, scope)
        ]
    )


def record_key(ward: Ward, unit: Organisation) -> str:
    """The name of a body's proposal and list for good."""
    return f"{unit.code}-{ward.settings.year}"


def proposers(ward: Ward, scope: Scope) -> list[tuple[Organisation, list[Candidate]]]:
    """Who proposes whom: cells and committees in sheet order, the issuing committee last."""
    proposed = _proposed_by(ward)
    bodies = [o for o in ward.data.organisations if o is not ward.issuer]
    if ward.issuer is not None:
        bodies.append(ward.issuer)
    return [(o, proposed[id(o)]) for o in bodies if id(o) in proposed and scope.wants(o)]


@once_a_ward
def _proposed_by(ward: Ward) -> dict[int, list[Candidate]]:
    """What each body proposes, by the body itself: two may have one code."""
    found: dict[int, list[Candidate]] = {}
    for candidate in candidates(ward):
        for body in candidate.proposers:
            found.setdefault(id(body), []).append(candidate)
    return found


def _unknown(ward: Ward) -> list[Skipped]:
    known = {id(c.award) for c in candidates(ward)}
    return [
        Skipped(PROPOSAL, "", award.subject, tr("không tìm thấy người hoặc tổ chức có mã này"))
        for award in ward.data.awards
        if id(award) not in known
    ]


def addressee(office: Office) -> str:
    """Whom a body's proposals go to (nơi trình): the body above it; dots where it is not known."""
    if office.unit is office.ward.issuer:
        return office.spell(office.ward.settings.superior_committee) or BLANK
    parent = office.ward.parent(office.unit)
    return Office(office.ward, parent, office.day).decider if parent else BLANK


def objects(proposed: Sequence[Candidate]) -> str:
    """Whom a paper is about: organisations, members or both (đối tượng)."""
    kinds = frozenset(c.member is None for c in proposed)
    whom = {frozenset({False}): "đảng viên", frozenset({True}): "tổ chức đảng"}
    return whom.get(kinds, "tổ chức đảng, đảng viên")


def decision_day(ward: Ward, unit: Organisation) -> dt.date | None:
    """The committee's own day; a cell proposes and decides on the day of its review conference.

    A cell without a dated conference leaves the day to be written by hand.
    """
    if unit is ward.issuer and not ward.kind(unit)["cell"]:
        return issue_day(ward)
    days = [m.date.full() for m in ward.meetings_of(unit, REVIEW_CONFERENCE) if m.date]
    return next((day for day in days if day and has_rules(day)), None)


def proposing(ward: Ward, unit: Organisation) -> Office:
    """The office of a body that proposes, on the day of :func:`decision_day`."""
    return Office(ward, unit, decision_day(ward, unit))


def _proposal(ward: Ward, unit: Organisation, proposed: list[Candidate]) -> Job:
    office = proposing(ward, unit)
    year = ward.settings.year
    to = addressee(office)
    abstract = f"về việc đề nghị khen thưởng {objects(proposed)} năm {year}"

    def build(number: int | None) -> Context:
        return merged(
            office.frame(TYPE, number, PROPOSAL),
            address(office, TYPE, to),
            {
                "chu_the_trinh": office.author,
                "noi_trinh": to,
                "doi_tuong": objects(proposed),
                "co_to_chuc": any(c.member is None for c in proposed),
                "co_dang_vien": any(c.member is not None for c in proposed),
                **_asked(office, proposed),
            },
        )

    return Job(
        paper=PROPOSAL,
        rules=office.rules.id,
        day=office.known_day,
        key=record_key(ward, unit),
        master=PROPOSAL,
        unit=unit,
        stem="to-trinh-de-nghi-khen-thuong",
        title=f"Tờ trình {abstract}",
        build=build,
        number=office.register_facts(TYPE, abstract, PROPOSAL, [] if to == BLANK else [to]),
    )


def address(office: Office, type_key: str, to: str) -> Context:
    """The addressee: the word, then one line, or lines of like length for a long name."""
    word, lines = addressees(office.rules.types[type_key].addressed or "dear", [to], office.rules)
    word = office.spell(word)
    first, *more = office.balanced(f"{word} {lines[0]}", "dear_list")
    return {"kinh_trinh_tu": word, "kinh_trinh": [first.removeprefix(word).lstrip(), *more]}


def _asked(office: Office, proposed: Sequence[Candidate]) -> Context:
    """What is proposed, numbered, and what the level above is asked to do with each.

    ``quyet_dinh`` and ``chuyen`` name the items that it decides on, and those
    that it can only propose in turn, as ``1, 2``; "" for none and for all.
    """

    def sort(candidate: Candidate) -> tuple[bool, bool, str, str]:
        return (
            not _decided_next(office, candidate),
            candidate.member is not None,
            candidate.award.form,
            candidate.criterion,
        )

    items: list[Context] = []
    decided: list[str] = []
    passed_on: list[str] = []
    groups = groupby(sorted(proposed, key=sort), key=sort)
    for number, ((passes, member, form, criterion), group) in enumerate(groups, start=1):
        members = list(group)
        (passed_on if passes else decided).append(str(number))
        items.append(
            {
                "la_to_chuc": not member,
                "hinh_thuc": form,
                "so": padded_count(len(members)),
                "tieu_chuan": criterion,
                "danh_sach": [_named(office, c) for c in members]
                if len(members) <= _NAMED_AT_MOST
                else [],
            }
        )
    both = bool(decided and passed_on)
    return {
        "de_nghi": items,
        "co_quyet_dinh": bool(decided),
        "co_chuyen": bool(passed_on),
        "quyet_dinh": ", ".join(decided) if both else "",
        "chuyen": ", ".join(passed_on) if both else "",
    }


def _decided_next(office: Office, candidate: Candidate) -> bool:
    """Whether the addressee may decide on it itself, by what the law table says of it."""
    above = candidate.above(office.unit)
    if above is not None:
        return above is candidate.decider
    return superior_gives(str(office.kind["key"]), candidate.award.form, candidate.day)


def _named(office: Office, candidate: Candidate) -> Context:
    """Name, post and cell; a cell's own proposal does not name the cell again."""
    member = candidate.member
    return {
        **listed_either(office, member, candidate.cell),
        **own_of([candidate]),
        "ten": candidate.called if member else office.spell(office.organisation(candidate.cell)),
        "chuc_vu": _post(office, candidate, member) if member else "",
        "dong_y": _agreed(office, candidate),
    }


def _post(office: Office, candidate: Candidate, member: Member) -> str:
    cell = None if candidate.cell is office.unit else candidate.cell
    return office.post_in(held_posts(member.party_post), cell)


def _agreed(office: Office, candidate: Candidate) -> str:
    """How many of the official members present agreed, in the cell's own proposal: ``22/23``.

    The second number is left to be filled in while it is not known of all whether they vote.
    """
    agreed = candidate.award.agreed
    if agreed is None or candidate.cell is not office.unit:
        return ""
    roll = review_roll(office.ward, office.unit)
    if roll is None:
        return padded_count(agreed)
    voters = OPEN if roll.voters is None else padded_count(roll.voters)
    return f"{padded_count(agreed)}/{voters}"
