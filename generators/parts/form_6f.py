"""The statistic 6F (Biểu số 6F - BTCTW): who reviewed themselves, who did not, whom to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from ...conventions.letterhead import BodyKind
from ...conventions.spelling import fold
from ...data import results
from ...data.grading.authority import decided_above
from ...data.grading.subjects import Graded, person_of, subject_of
from ...data.models import Collective, Leader, Member
from ...data.reference import paper_words
from ..deciding import executors
from ..declared.subjects import Subject
from ..minutes.shared import some
from ..office import Office
from ..plan import Context


def statistic_6f(office: Office, subject: Subject) -> Context:
    """The statistic 6F: who was to review themselves, who did, who did not and why.

    Of units that only reported figures, those graded were reviewed; why others are exempt
    nobody knows then, and the three lines stay open.
    """
    ward, body = office.ward, subject.unit
    people = results.states(ward, body)
    bodies, reviewed = results.reviewing(ward, body)
    told = results.from_reports(ward, "members", body)
    grounds = [state.ground for state in people if state.exempt]
    total = len(people) + told.total
    done = sum(state.reviewed for state in people) + told.graded
    suggested = [subject_of(ward, row.subject) for row in ward.data.reviews if row.suggested]
    persons = [one for one in suggested if isinstance(one, Member | Leader)]
    others = [one for one in suggested if not isinstance(one, Member | Leader)]
    exempt = len(grounds) + told.exempt
    return {
        **_of_its_office(office),
        "bieu": {
            "tap_the": {
                "phai": str(bodies),
                "da": str(reviewed),
                "chua": str(bodies - reviewed),
                "goi_y": str(len(others)),
                "goi_y_cap": _managed(office, others),
            },
            "dang_vien": {
                "phai": str(total),
                "da": str(done),
                "chua": str(total - done),
                "khong_thuoc_dien": some(exempt),
                "ly_do_khac": some(total - done - exempt),
                **{
                    key: "" if told.exempt else str(grounds.count(ground))
                    for ground, key in _GROUNDS.items()
                },
                "goi_y": str(len(persons)),
                "goi_y_cap": _managed(office, persons),
            },
        },
    }


def _managed(office: Office, suggested: Sequence[Graded | None]) -> dict[str, str]:
    """How many of those with suggestions each level manages (diện quản lý), "" while unknown."""
    kind = office.kind
    told = cast("list[dict[str, Any]]", kind.get("managed_by", []))
    above = next((t["level"] for t in told if office.known_day <= t.get("until", dt.date.max)), "")
    if not above:
        return dict.fromkeys(_LEVELS.values(), "")
    levels = [above if _above(office, one) else str(kind["manages"]) for one in suggested]
    return {key: str(levels.count(level)) for level, key in _LEVELS.items()}


_LEVELS = {"province": "tinh", "district": "huyen", "grassroots": "co_so"}


def _above(office: Office, one: Graded | None) -> bool:
    """Whether a body or person is the level above's to manage: as it decides on the grade."""
    ward = office.ward
    if isinstance(one, Member):
        led = [row for row in ward.data.leaders if person_of(ward, row) is one]
        return any(decided_above(ward, row) for row in led)
    if isinstance(one, Collective | Leader):
        return decided_above(ward, one)
    return one is ward.issuer


def _of_its_office(office: Office) -> Context:
    """The letterhead of the board that advises the committee (ban tham mưu), as the form has it.

    The first of the offices that carry decisions out; the committee's own where that is no board.
    """
    board = next(iter(executors(office)), "").split(",")[0].strip()
    if not fold(board).startswith(f"{fold(paper_words('office', 'board'))} "):
        return {}
    speaker = (office.name, board, office.place)
    return office.head(None, speaker=speaker, speaks_as=BodyKind.COMMUNE_AGENCY)


_GROUNDS = {"new": "moi", "exempt": "mien", "suspended": "dinh_chi"}
