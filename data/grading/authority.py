"""Who grades (thẩm quyền xếp loại): who grades itself, who proposes, who decides."""

from __future__ import annotations

from dataclasses import dataclass

from ...conventions.letterhead import organisation_name
from ...conventions.ruleset import rules_for
from ...conventions.spelling import fold
from ..models import Collective, Leader, Member, Organisation
from ..reference import choice, choices
from ..ward import Ward, once_a_ward
from .rules import rules_of
from .subjects import Graded, unit_of


@dataclass(frozen=True, slots=True)
class Authority:
    """The three steps for one subject, in the words of the rule (ba bước xếp loại).

    ``proposes`` is "" where nobody stands between. ``body`` is the organisation
    of this workbook that decides, ``None`` for one above it.
    """

    self_grades: str
    proposes: str
    decides: str
    source: str
    body: Organisation | None


def authority_of(ward: Ward, subject: Graded) -> Authority | None:
    """Who grades a subject, proposes and decides; ``None`` where no rule of the year is known."""
    rules = rules_of(ward)
    rule = rules.authorities.get(_key(ward, subject)) if rules is not None else None
    if rule is None:
        return None
    between = not rule.proposes_if or _has_above(ward, subject, rule.proposes_if)
    without = isinstance(subject, Organisation) and not subject.has_committee
    return Authority(
        rule.without_committee if without else rule.self_grades,
        rule.proposes if between else "",
        rule.decides,
        rule.source,
        decider(ward, subject),
    )


def decider(ward: Ward, subject: Graded) -> Organisation | None:
    """The organisation of this workbook that decides on a subject's grade; ``None``: one above.

    The nearest on the way up that recognises results; of an organisation, one
    above itself; of a collective or leader, as :func:`decided_above` has it.
    """
    if isinstance(subject, Collective | Leader) and decided_above(ward, subject):
        return None
    body = unit_of(ward, subject)
    if isinstance(subject, Organisation):
        body = _above(ward, subject)
    elif isinstance(subject, Collective | Leader):
        body = ward.issuer
    seen: set[int] = set()
    while body is not None and id(body) not in seen:
        if ward.kind(body)["recognises"]:
            return body
        seen.add(id(body))
        body = _above(ward, body)
    return None


def decided_above(ward: Ward, subject: Collective | Leader) -> bool:
    """Whether a level above this workbook's decides on it (cấp trên quyết định).

    As its row says; without that, nobody decides on itself: the committee that decides and its
    head are graded above.
    """
    if subject.decider:
        return subject.decider == choice("award_decider", "above")
    if isinstance(subject, Leader):
        led = ward.collective(subject.collective)
        return subject.is_head and led is not None and decided_above(ward, led)
    return _is_committee_of(ward, subject, ward.issuer)


@once_a_ward
def own_collective(ward: Ward) -> Collective | None:
    """The row of the sheet Tập thể that is the issuing committee itself; ``None`` without one."""
    rows = ward.data.collectives
    return next((row for row in rows if _is_committee_of(ward, row, ward.issuer)), None)


@once_a_ward
def in_two_sheets(ward: Ward) -> list[Organisation]:
    """The organisations whose own committee has a row in the sheet Tập thể (ban thường vụ).

    It is one body in two sheets: what is reviewed and counted is that row.
    """
    led = ((ward.body_of(row), row) for row in ward.data.collectives)
    return [body for body, row in led if body is not None and _is_committee_of(ward, row, body)]


def _is_committee_of(ward: Ward, collective: Collective, body: Organisation | None) -> bool:
    """Whether a collective is a body's own committee, by its name or how it begins."""
    name = fold(collective.name)
    if body is None or not name:
        return False
    rules = rules_for(ward.issue_day, overlay=ward.overlay)
    whose = (body.name, body.party_body or organisation_name(body.name, rules))
    full = [fold(f"{organ} {one}") for organ in choices("decision_authority") for one in whose]
    return any(text.startswith(name) for text in (*full, fold(body.name)))


def _above(ward: Ward, organisation: Organisation) -> Organisation | None:
    return None if organisation is ward.issuer else ward.parent(organisation)


def _has_above(ward: Ward, subject: Graded, kind: str) -> bool:
    unit = unit_of(ward, subject)
    above = _above(ward, unit) if unit is not None else None
    return above is not None and ward.kind(above)["key"] == kind


def _key(ward: Ward, subject: Graded) -> str:
    if isinstance(subject, Member):
        return "member"
    if isinstance(subject, Collective):
        return "collective"
    if isinstance(subject, Leader):
        return "leader"
    return str(ward.kind(subject)["key"])
