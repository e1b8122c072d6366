"""Whom a body proposes to the one above to be recognised, at which level (đề nghị công nhận).

A cell proposes itself and its members, a committee below itself and its cells; the issuing
committee itself, and the collectives and leaders on whom a level above decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...conventions.spelling import uncapitalised
from ...conventions.words import padded_count
from ...data import results
from ...data.grading.authority import decided_above
from ...data.grading.grades import Given, given
from ...data.grading.subjects import name_of
from ...data.models import Collective, Leader, Organisation
from ...data.reference import paper_words
from ...data.results import State
from ...data.ward import Ward
from ..commendations.proposal import TYPE, address, addressee
from ..declared.subjects import Subject
from ..office import Office
from ..plan import Context
from ..record_columns import (
    birth_year,
    blank_columns,
    graded_body,
    graded_name,
    listed_leader,
    listed_person,
    numbered,
    posts,
)
from ..voting import ballots_cast, settling_meeting


def recognition(office: Office, subject: Subject) -> Context:
    """The addressee, and the lists ``de_nghi_to_chuc``, ``de_nghi_ca_nhan`` (đảng viên, cán bộ)."""
    ward, unit, to = office.ward, subject.unit, addressee(office)
    led = leaders(ward, unit)
    people = [_member(office, state) for state in members(ward, unit)]
    return {
        **address(office, TYPE, to),
        "noi_trinh": to,
        "de_nghi_to_chuc": numbered(_body(office, body) for body in bodies(ward, unit)),
        "de_nghi_ca_nhan": numbered([*people, *(_leader(office, row) for row in led)]),
        "so_can_bo": padded_count(len(led)),
        "hop_xet": _settled(office),
    }


def _settled(office: Office) -> Context:
    """The committee's meeting on what it proposes: its day, and whether ballots were cast."""
    held = None if office.is_cell else settling_meeting(office)
    return {
        "ngay": "" if held is None else str(held.date),
        "bo_phieu": held is not None and ballots_cast(held),
    }


def members(ward: Ward, unit: Organisation) -> Sequence[State]:
    """The members whom a cell proposes: a cell that recognises results itself proposes none."""
    if not ward.kind(unit)["cell"] or ward.kind(unit)["recognises"]:
        return []
    people = results.states(ward, unit)
    return [s for s in people if not s.exempt and results.counted(ward, unit, s.grades)]


def proposes(ward: Ward, unit: Organisation) -> bool:
    """Whether a body has anything to propose: a level for one body or person of its lists.

    A committee whose members stand in a workbook of its own writes its proposal there.
    """
    if results.keeps_own_workbook(ward, unit):
        return False
    subjects = [*bodies(ward, unit), *leaders(ward, unit)]
    return bool(members(ward, unit)) or any(given(ward, s).proposed_or_own for s in subjects)


def bodies(ward: Ward, unit: Organisation) -> list[Organisation | Collective]:
    """The bodies on which one above decides: itself, and those whose grades it only passes on."""
    passes_on = not ward.kind(unit)["recognises"]
    below = [o for o in ward.data.organisations if passes_on and ward.parent(o) is unit]
    above = ward.data.collectives if unit is ward.issuer else []
    return [unit, *below, *(row for row in above if decided_above(ward, row))]


def leaders(ward: Ward, unit: Organisation) -> list[Leader]:
    """The leading individuals on whom a level above the issuing committee decides."""
    rows = ward.data.leaders if unit is ward.issuer else []
    return [row for row in rows if decided_above(ward, row)]


def _body(office: Office, body: Organisation | Collective) -> Context:
    return {**graded_body(office, body), **_grades(given(office.ward, body))}


def _leader(office: Office, row: Leader) -> Context:
    return {**listed_leader(office, row), **_grades(given(office.ward, row))}


def _member(office: Office, state: State) -> Context:
    return {
        **blank_columns(Leader),
        **listed_person(office, state.member, state.cell),
        "ho_ten": state.member.full_name,
        "nam_sinh": birth_year(state.member),
        "chuc_vu": posts(state.member, office),
        "tu_xep_loai": state.grades.self_grade,
        "de_nghi": results.counted(office.ward, state.cell, state.grades),
    }


def _grades(grades: Given) -> Context:
    return {"tu_xep_loai": grades.self_grade, "de_nghi": grades.proposed_or_own}


def called(office: Office, one: Organisation | Collective | Leader) -> str:
    """What running text calls a body or a leader: ``đồng chí Phạm Quốc Khánh, Bí thư …``."""
    if isinstance(one, Leader):
        named = f"{paper_words('receivers', 'person')} {name_of(office.ward, one)}"
        return ", ".join(filter(None, (uncapitalised(named), office.spell(one.post))))
    return office.spell(one.name) if isinstance(one, Collective) else graded_name(office, one)
