"""Ballots to print, cut and hand out (phiếu): what stands on them, how many one sheet holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from ...conventions.fitting import text_width_mm
from ...conventions.spelling import upper
from ...conventions.words import padded_count
from ...data.grading.rules import rules_of
from ...data.grading.subjects import review_of
from ...data.models import Collective, Leader, Member, Organisation
from ...data.past_grades import short_grade
from ...data.reference import choice, choices
from ...data.ward import REVIEW_CONFERENCE
from ..commendations.candidates import Candidate
from ..declared.subjects import Subject
from ..grades import abbreviations, score_texts
from ..office import Office
from ..plan import Context
from ..record_columns import (
    blank_columns,
    graded_body,
    graded_name,
    leader,
    listed_either,
    listed_person,
    numbered,
    posts,
)
from ..voting import (
    awards_to_vote,
    bodies_to_grade,
    bodies_to_propose,
    leaders_to_grade,
    members_to_grade,
    nominees,
    voters,
)

_SIZE_PT = 12
_LINE_MM, _AROUND_LINE_MM = 4.9, 1.6
_FRAME_MM = 42
"""What stands around the rows: unit, title, note, the line to cut along."""
_STRIP_MM = 12
"""The last strip, which says how many sheets to print."""
_MOST_ON_SHEET = 4
_BROKEN = 0.9
"""How much of a line words fill, where the next one does not fit."""

Cells = Mapping[tuple[str, ...], float]
"""What a row prints in the cells that may take more lines: keys, and the room in mm."""
_NAMES: Cells = {("ten",): 48}
_NAMES_AND_LEVELS: Cells = {("ten",): 46, ("de_nghi",): 54}
_NAMES_AND_CELLS: Cells = {("ten",): 48, ("chi_bo",): 46}
_BODIES: Cells = {("ten",): 44, ("tu_xep_loai",): 29}
_AWARDS: Cells = {("ten", "don_vi"): 54, ("hinh_thuc",): 42}

_POINTS = {"diem_chung": "general_score", "diem_nhiem_vu": "task_score"}
_PROPOSALS = ("tu_xep_loai", "tap_the_de_xuat", "de_nghi_xep_loai")

Row = dict[str, str]


def of_members(office: Office, subject: Subject) -> Context:
    """The ballot on a cell's members (phiếu xếp loại đảng viên), as the settings lay it out."""
    ward, meeting = office.ward, subject.meeting
    members = members_to_grade(ward, subject.unit, meeting) if meeting else []
    layout = ward.settings.ballot_layout
    in_rounds = layout == choice("ballot_layout", "rounds")
    more = {"hai_vong": in_rounds, "dong_y": layout == choice("ballot_layout", "agree")}
    rows = (_member(office, member) for member in members)
    cells = _NAMES_AND_LEVELS if more["dong_y"] else _NAMES
    return _ballot(office, subject, rows, cells, 7 if in_rounds else 3, **more)


def of_nominees(office: Office, subject: Subject) -> Context:
    """The ballot on those proposed for the top level (phiếu bình chọn xuất sắc)."""
    meeting = subject.meeting
    members = nominees(office.ward, subject.unit, meeting) if meeting else []
    return _ballot(
        office, subject, (_member(office, member) for member in members), _NAMES_AND_CELLS, 2
    )


def of_bodies(office: Office, subject: Subject) -> Context:
    """The ballot on the body that meets, or on all that a committee grades (tổ chức, tập thể).

    A review conference is the body's own, of a cell as of a committee.
    """
    ward, unit, meeting = office.ward, subject.unit, subject.meeting
    own = meeting is not None and meeting.kind == REVIEW_CONFERENCE
    bodies = [] if own else bodies_to_grade(ward, unit)
    if meeting is not None and not own:
        bodies += bodies_to_propose(ward, unit)
    blank = {**blank_columns(Organisation), **blank_columns(Collective)}
    levels: list[Row] = [{**blank, "ten": grade} for grade in choices("grade")]
    return _ballot(
        office,
        subject,
        levels if own else [graded_body(office, body) for body in bodies],
        {} if own else _BODIES,
        1 if own else 6,
        nhieu=not own,
        toan_chi_bo=all(isinstance(b, Organisation) and ward.kind(b)["cell"] for b in bodies),
        cua_chi_bo=office.is_cell,
        ten_to_chuc=upper(graded_name(office, unit)),
    )


def of_leaders(office: Office, subject: Subject) -> Context:
    """The ballot on leading individuals (phiếu đánh giá cán bộ), with what each level proposed."""
    leaders = leaders_to_grade(office.ward, subject.unit)
    points = zip(*(_points(office, leaders, key) for key in _POINTS.values()), strict=True)
    rows = [
        {**_leader(office, row), **dict(zip(_POINTS, scores, strict=True))}
        for row, scores in zip(leaders, points, strict=True)
    ]
    return {
        **_ballot(office, subject, rows, {}, 10, landscape=True),
        "viet_tat": abbreviations(row[key] for row in rows for key in _PROPOSALS),
    }


def of_awards(office: Office, subject: Subject) -> Context:
    """The ballot on commendations (phiếu khen thưởng): those that go through the body."""
    rows = (award_row(office, candidate) for candidate in awards_to_vote(office.ward, subject.unit))
    return _ballot(office, subject, rows, _AWARDS, 2)


def cap(office: Office, subject: Subject) -> Context:
    """The cap on the top level as the settings read it (tỷ lệ xuất sắc), "" for a year before."""
    settings, rules = office.ward.settings, rules_of(office.ward)
    known = None if rules is None else rules.cap.rate
    rate = known if settings.cap_rate is None else settings.cap_rate
    wide = settings.cap_base == choice("cap_base", "good_up")
    return {"ty_le_xuat_sac": {"so": "" if rate is None else str(rate), "tu_tot_tro_len": wide}}


def _member(office: Office, member: Member) -> Row:
    ward = office.ward
    review, cell = ward.review_of(member), ward.organisation(member.cell) or office.unit
    return {
        **listed_person(office, member, cell),
        "ten": ward.called(member),
        "chuc_vu": posts(member, office),
        "tu_xep_loai": review.self_grade if review else "",
        "de_nghi": (review.proposed_grade or review.self_grade) if review else "",
    }


def _leader(office: Office, row: Leader) -> Row:
    shown = leader(office, row)
    return {**shown, **{key: short_grade(shown[key]) for key in _PROPOSALS}}


def _points(office: Office, leaders: Sequence[Leader], attribute: str) -> list[str]:
    """One column of points (điểm), all with as many decimals as one of them needs."""
    reviews = [review_of(office.ward, row) for row in leaders]
    return score_texts([getattr(review, attribute, None) for review in reviews], blank="")


def award_row(office: Office, candidate: Candidate) -> Row:
    """One commendation on a ballot, and in its count: who, of which cell, for what."""
    member, cell = candidate.member, candidate.cell
    return {
        **listed_either(office, member, cell),
        "ten": candidate.called if member else graded_name(office, cell),
        "don_vi": office.spell(cell.name) if member and cell is not office.unit else "",
        "hinh_thuc": candidate.form,
    }


def _ballot(
    office: Office,
    subject: Subject,
    rows: Iterable[Row],
    cells: Cells,
    lines: int,
    *,
    landscape: bool = False,
    **flags: object,
) -> Context:
    """What every ballot has: its rows, how often it stands on a sheet, how many sheets to print.

    ``lines`` are those of the table's head, and what else it has that others have not.
    """
    shown = numbered(rows)
    page, meeting = office.rules.page, subject.meeting
    height = (page.width_mm if landscape else page.height_mm) - page.top_mm - page.bottom_mm
    tall = _FRAME_MM + lines * _LINE_MM + sum(_row_mm(row, cells) for row in shown)
    copies = max(1, min(_MOST_ON_SHEET, int((height - _STRIP_MM) / tall)))
    voting = None if meeting is None else voters(office.ward, subject.unit, meeting)
    return {
        "la_phieu": {
            **flags,
            "hang": shown,
            "ban": [str(number) for number in range(1, copies + 1)],
            "tren_to": str(copies),
            "nguoi": "" if voting is None else padded_count(voting),
            "so_to": "" if voting is None else padded_count(ceil(voting / copies)),
        }
    }


def _row_mm(row: Row, cells: Cells) -> float:
    """The height of a row: that of its longest cell (chiều cao dòng)."""
    lines = (
        ceil(text_width_mm(", ".join(filter(None, map(row.get, keys))), _SIZE_PT) / room / _BROKEN)
        for keys, room in cells.items()
    )
    return _AROUND_LINE_MM + _LINE_MM * max(lines, default=1)
