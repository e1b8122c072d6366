"""What a review rests on (minh chứng kiểm điểm): the tasks of the year, the points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...conventions.spelling import fold
from ...conventions.words import percent_vi
from ...data.grading import scores as scoring
from ...data.grading import tasks as counting
from ...data.grading.criteria import Row, is_local, rows_for
from ...data.grading.rules import rules_of
from ...data.grading.scores import Scores
from ...data.grading.subjects import role
from ...data.models import Score, Task
from ...data.ward import Subject as Body
from ..declared.needs import about
from ..declared.subjects import Subject
from ..grades import score_text
from ..minutes.shared import some
from ..office import Office
from ..plan import Context
from ..values import OPEN, template_values

_SHARES: Mapping[str, counting.Share] = {"hoan_thanh": "done", "vuot": "exceeded", "cham": "late"}
"""Template key → which part of the tasks."""


def tasks(office: Office, subject: Subject) -> Context:
    """The tasks of a person or a body, and how many of them were done (nhiệm vụ)."""
    body = about(office.ward, subject)
    if body is None:
        return {}
    listed, rules = office.ward.rows_about(Task, body), rules_of(office.ward)
    by_points = rules is not None and rules.general_most is not None
    return {
        # Alone, as in the years without points, an annex has no number.
        "so_phu_luc": "1" if by_points else "",
        "nhiem_vu": [
            {"tt": str(number), **{k: office.typed(v) for k, v in template_values(task).items()}}
            for number, task in enumerate(listed, start=1)
        ],
        "tong_hop": _counts_below(office, body),
    }


def _counts_below(office: Office, body: Body) -> Context:
    """The counts printed below the rows: those of the rows where the typed ones contradict them."""
    said, rows = counting.counts(office.ward, body), counting.listed(office.ward, body)
    if rows.contradicts(said):
        said = counting.counted(office.ward, body)
    return _told(office, body, said)


def task_counts(office: Office, body: Body) -> Context:
    """How many tasks, done, exceeded, late, each with its percent; dots for the unknown.

    "" is none; ``co`` whether the tasks and those done are known; ``ghi`` is how
    many are listed where the year had more than those.
    """
    return _told(office, body, counting.counts(office.ward, body))


def _told(office: Office, body: Body, counts: counting.Counts) -> Context:
    listed = len(office.ward.rows_about(Task, body))
    parts = {"so": counts.total, **{key: getattr(counts, of) for key, of in _SHARES.items()}}
    shares = {key: counts.share(of) for key, of in _SHARES.items()}
    return {
        **{key: OPEN if number is None else some(number) for key, number in parts.items()},
        "ty_le": {
            key: "" if share is None else percent_vi(share, 100) for key, share in shares.items()
        },
        "co": counts.total is not None and counts.done is not None,
        "ghi": some(listed) if counts.total not in (None, listed) else "",
    }


def points(office: Office, subject: Subject) -> Context:
    """The score sheet of a person or a body (phụ lục chấm điểm): criteria, points, totals."""
    ward, body = office.ward, about(office.ward, subject)
    rules = rules_of(ward)
    if body is None or rules is None:
        return {}
    annex = role(ward, body)
    given = {fold(row.criterion): row for row in ward.rows_about(Score, body)}
    criteria = rows_for(ward, annex)
    shown = criteria if is_local(ward, annex) else _of_its_field(criteria, given)
    own, checked = scoring.of(ward, body, own=True), scoring.of(ward, body)
    if checked.source != "criteria" or all(row.points is None for row in given.values()):
        checked = Scores(None, None, "")
    review = ward.review_of(body)
    return {
        "so_phu_luc": "2" if ward.rows_about(Task, body) else "",
        "khung": annex,
        "dia_phuong": is_local(ward, annex),
        "tieu_chi": {
            "chung": [_row(office, row, given) for row in shown if row.group == "general"],
            "nhiem_vu": [_row(office, row, given) for row in shown if row.group == "task"],
        },
        "diem_toi_da": {
            "chung": str(rules.general_most),
            "nhiem_vu": str(rules.task_most),
            "tong": str((rules.general_most or 0) + (rules.task_most or 0)),
        },
        "tu_cham": _totals(own),
        "tham_dinh": _totals(checked),
        "de_xuat": review.self_grade if review else "",
    }


def _row(office: Office, row: Row, given: Mapping[str, Score]) -> Context:
    score = given.get(fold(row.number))
    own, checked = (score.self_points, score.points) if score else (None, None)
    return {
        "tt": row.number,
        "noi_dung": office.typed(row.text),
        "toi_da": score_text(row.most, blank=""),
        "tu_cham": score_text(own, blank=""),
        "tham_dinh": score_text(checked, blank=""),
        "ghi_chu": office.typed(score.note) if score else "",
        "de_muc": row.heading,
    }


def _totals(known: Scores) -> dict[str, str]:
    totals = {"chung": known.general, "nhiem_vu": known.task, "tong": known.total}
    return {key: score_text(value, blank=OPEN) for key, value in totals.items()}


def _of_its_field(criteria: Sequence[Row], given: Mapping[str, Score]) -> list[Row]:
    """The annex's rows without those of fields (khối) that the subject is not scored by.

    The fields stand below the second level of its tasks; while none of their rows has
    points, nobody knows which the subject's is, and all are shown.
    """
    headings = {row.number for row in criteria if row.heading}

    def field_of(row: Row) -> str:
        above = row.number.rpartition(".")[0]
        return above if above in headings else row.number

    below = [row for row in criteria if row.group == "task" and row.number.count(".") > 1]
    scored = {field_of(row) for row in below if fold(row.number) in given}
    if not scored:
        return list(criteria)
    others = {field_of(row) for row in below} - scored
    return [
        row
        for row in criteria
        if row.number not in others and not (row in below and field_of(row) in others)
    ]
