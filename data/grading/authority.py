"""Who grades (thẩm quyền xếp loại): who grades itself, who proposes, who decides."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Collective, Leader, Member, Organisation
from ..ward import Ward
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
    above itself.
    """
    body = unit_of(ward, subject)
    if isinstance(subject, Organisation):
        body = _above(ward, subject)
    seen: set[int] = set()
    while body is not None and id(body) not in seen:
        if ward.kind(body)["recognises"]:
            return body
        seen.add(id(body))
        body = _above(ward, body)
    return None


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
