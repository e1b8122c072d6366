"""Lists of members with their results (danh sách đảng viên): proposals, and who was left out."""

from __future__ import annotations

from collections.abc import Iterable

from ...conventions.spelling import capitalised
from ...data import results
from ...data.results import State
from ...data.ward import Ward, once_a_ward
from ..declared.subjects import Subject
from ..office import Office
from ..own_fields import own_fields
from ..plan import Context
from ..record_columns import listed_person, numbered, posts


def proposals(office: Office, subject: Subject) -> Context:
    """Who of a cell is proposed for which level, and by whom (đề xuất của các chủ thể)."""
    led = _proposed_by_collectives(office.ward)
    due = [state for state in results.states(office.ward, subject.unit) if not state.exempt]
    return {
        "danh_sach": [
            {
                **row,
                "tu_xep_loai": state.grades.self_grade,
                "doan_the": led.get(id(state.member), "") if state.member.union_post else "",
                "chi_bo_xep_loai": state.grades.proposed,
            }
            for state, row in zip(due, _rows(office, due), strict=True)
        ]
    }


def left_out(office: Office, subject: Subject) -> Context:
    """Who was not reviewed or not graded, and who need not be, each with the reason."""
    people = results.states(office.ward, subject.unit)
    exempt = [state for state in people if state.exempt]
    waiting = [state for state in people if results.is_waiting(office.ward, subject.unit, state)]
    grades = [results.counted(office.ward, subject.unit, state.grades) for state in waiting]
    marks = [
        {
            "chua_kiem_diem": "" if state.reviewed else "x",
            "chua_xep_loai": "" if grade else "x",
        }
        for state, grade in zip(waiting, grades, strict=True)
    ]
    rows = zip(_rows(office, waiting), marks, strict=True)
    return {
        "chua_xong": [{**row, **mark} for row, mark in rows],
        "duoc_mien": _rows(office, exempt),
        "la_chi_bo": office.is_cell,
    }


def _rows(office: Office, those: Iterable[State]) -> list[Context]:
    """One line a person: every column of theirs, name, posts, cell, the reason."""
    return numbered(
        {
            **listed_person(office, state.member, state.cell),
            **own_fields(office.ward, ("dang_vien", [state.member])),
            "ho_ten": office.ward.called(state.member),
            "chuc_vu": posts(state.member, office),
            "ly_do": capitalised(office.typed(state.reason)),
        }
        for state in those
    )


@once_a_ward
def _proposed_by_collectives(ward: Ward) -> dict[int, str]:
    """What a leadership collective proposes for its leaders, by the member's identity."""
    led = ((ward.member(leader.person), leader.collective_grade) for leader in ward.data.leaders)
    return {id(member): grade for member, grade in led if member is not None}
