"""The letterhead (tên cơ quan ban hành): superior, issuing body, star."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from ..errors import ConventionValue
from ..i18n import tr
from .page_head import HeadFit, fitted_head
from .rule_models import KindRule
from .ruleset import RuleSet
from .spelling import fold, nfc


class BodyKind(StrEnum):
    """The kinds of issuing bodies (loại cơ quan ban hành); the rule set says how to write each."""

    CONGRESS = "congress"
    CONGRESS_ORGAN = "congress_organ"
    CELL_CONGRESS_ORGAN = "cell_congress_organ"
    CENTRAL_COMMITTEE = "central_committee"
    PROVINCIAL_COMMITTEE = "provincial_committee"
    DISTRICT_COMMITTEE = "district_committee"
    COMMUNE_COMMITTEE = "commune_committee"
    SUPERIOR_GRASSROOTS_COMMITTEE = "superior_grassroots_committee"
    GRASSROOTS_COMMITTEE = "grassroots_committee"
    SUB_COMMITTEE = "sub_committee"
    CELL = "cell"
    CENTRAL_AGENCY = "central_agency"
    PROVINCIAL_AGENCY = "provincial_agency"
    DISTRICT_AGENCY = "district_agency"
    PARTY_SCHOOL_UNIT = "party_school_unit"
    COMMUNE_AGENCY = "commune_agency"
    INSPECTION_COMMITTEE = "inspection_committee"
    STEERING_COMMITTEE = "steering_committee"
    INSPECTION_TEAM = "inspection_team"
    PARTY_GROUP = "party_group"
    UNIT_IN_AGENCY = "unit_in_agency"
    JOINT = "joint"
    STATE_BODY = "state_body"


class Letterhead(NamedTuple):
    """The left block on top of page one: each tuple holds printed lines, in capitals.

    ``superior`` is set regular and is empty where the rule gives none;
    ``issuing`` is bold; ``star`` is empty for state papers. ``place_date`` is the
    line at the right, ``fit`` the measures that make both sides fit.
    """

    superior: tuple[str, ...]
    issuing: tuple[str, ...]
    star: str
    place_date: str
    fit: HeadFit


def letterhead(
    kind: BodyKind | str,
    name: str | Sequence[str],
    superior: str | None = None,
    *,
    rules: RuleSet,
    place_date: str = "",
) -> Letterhead:
    """The letterhead of a body (phần tên cơ quan): capitals, fitted beside the date line.

    ``superior`` is the body above as the rule wants it, or its other name: for a
    committee or cell ``Đảng uỷ phường X`` becomes ``ĐẢNG BỘ PHƯỜNG X``, for an
    agency the other way round. Several ``name`` make a joint document, lead body
    first. A line feed in a name forces a break. ``place_date`` is the date line,
    "" for papers without one. Rule: HD05 II.I.2.1-2.2. Raises
    :class:`ConventionValue` for a kind the rule set does not have, an empty name,
    or a missing superior.
    """
    rule = _kind_rule(str(kind), rules)
    joined = name if isinstance(name, str) else " - ".join(part.strip() for part in name)
    if not joined.strip():
        raise ConventionValue(tr("Thiếu tên cơ quan ban hành"), fix=tr("Ghi tên đầy đủ."))
    above = _superior(rule, joined, superior, rules)
    own = _short_name(joined, above, rules) if rule.short_name else joined
    head = fitted_head(above, own, place_date, rules)
    return Letterhead(
        head.superior, head.issuing, rules.phrases.get("star", ""), head.place_date, head.fit
    )


def congress_name(
    organisation: str,
    rules: RuleSet,
    *,
    ordinal: str | None = None,
    term: str | None = None,
    plenary: bool = False,
) -> str:
    """The name of a congress (tên đại hội), with a line feed where the rule breaks it.

    ``ordinal`` as the congress writes it (``XV``); ``None`` when it is not known,
    and then ``term`` (``2025-2030``) is named. ``plenary`` makes it a congress of
    all members; a cell's is only ``Đại hội Chi bộ …``. Rule: HD05 II.I.2.1.1.
    """
    name = nfc(" ".join(organisation.split()))
    if ordinal:
        name += " " + rules.phrase("congress_ordinal").format(so=ordinal)
    elif term:
        name += " " + rules.phrase("congress_term").format(ky=term)
    if fold(name).startswith(fold(rules.phrase("cell_word")) + " "):
        return f"{rules.phrase('congress_cell')} {name}"
    kind = rules.phrase("congress_plenary" if plenary else "congress_delegates")
    return f"{kind}\n{name}"


def organisation_name(name: str, rules: RuleSet) -> str:
    """The party organisation (đảng bộ) of a committee.

    ``Thành uỷ Hà Nội`` gives ``Đảng bộ thành phố Hà Nội``; a name that is none of
    a committee comes back unchanged.
    """
    for committee, organisation in rules.organisation_words.items():
        tail = _after(name, committee)
        if tail is not None:
            return f"{organisation[:1].upper()}{organisation[1:]} {tail}".strip()
    return nfc(name)


def committee_name(name: str, rules: RuleSet) -> str:
    """The committee (cấp uỷ) of an organisation.

    ``Đảng bộ phường X`` gives ``Đảng uỷ phường X``, ``Đảng bộ tỉnh X`` gives ``Tỉnh
    uỷ X``; other names come back unchanged.
    """
    pairs = sorted(rules.organisation_words.items(), key=lambda pair: -len(pair[1]))
    for committee, organisation in pairs:
        tail = _after(name, organisation)
        if tail is not None:
            return f"{committee[:1].upper()}{committee[1:]} {tail}".strip()
    return nfc(name)


def bare_cell_name(name: str, rules: RuleSet) -> str:
    """The cell's name as it stands behind the word (tên chi bộ): ``Chi bộ 3`` gives ``3``."""
    return _after(name, rules.phrase("cell_word")) or nfc(name)


def _kind_rule(kind: str, rules: RuleSet) -> KindRule:
    rule = rules.kinds.get(kind)
    if rule is None:
        raise ConventionValue(
            tr("{bo} không có loại cơ quan “{loai}”").format(bo=rules.short_title, loai=kind),
            fix=tr("Dùng một trong: {ds}.").format(ds=", ".join(rules.kinds)),
        )
    return rule


def _superior(rule: KindRule, name: str, superior: str | None, rules: RuleSet) -> str:
    if rule.superior == "none":
        return ""
    if rule.superior == "optional":
        return (superior or "").strip()
    if not superior or not superior.strip():
        raise ConventionValue(
            tr("Thiếu tên cấp trên trực tiếp của {ten}").format(ten=" ".join(name.split())),
            why=tr("{loai} phải ghi tên cấp trên ở dòng đầu ({nguon}).").format(
                loai=rule.name, nguon=rule.source
            ),
            fix=tr("Ghi tên cấp trên trực tiếp, ví dụ Đảng bộ phường …"),
        )
    if rule.superior == "organisation":
        return organisation_name(superior, rules)
    if rule.superior == "committee":
        return committee_name(superior, rules)
    return superior


def _short_name(name: str, superior: str, rules: RuleSet) -> str:
    """The agency's name without the committee's at its end."""
    name = nfc(" ".join(name.split()))
    for tail in (superior, *rules.short_names.tails):
        words = len(tail.split())
        kept = name.split()[:-words]
        if kept and fold(" ".join(name.split()[-words:])) == fold(tail):
            return " ".join(kept)
    return name


def _after(name: str, opening: str) -> str | None:
    """What follows ``opening`` in ``name``, ``None`` when it does not begin so."""
    words = nfc(name).split()
    count = len(opening.split())
    if fold(" ".join(words[:count])) != fold(opening):
        return None
    return " ".join(words[count:])
