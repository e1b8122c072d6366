"""What surrounds the reviews of the sample ward (giấy tờ quanh mùa kiểm điểm của phường mẫu).

Collectives and leaders, tasks, criteria and points, earlier years, the launch
conference, the committee's meeting, working groups, remedies: the rows stand in
``reference/sample-leadership.toml``, ``-evidence.toml`` and ``-season.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ..models import (
    AgendaItem,
    Attendance,
    Ballot,
    Collective,
    Criterion,
    Dataset,
    Delegate,
    GroupMember,
    Leader,
    Meeting,
    Organisation,
    Regrade,
    Remedy,
    Review,
    Score,
    Task,
)
from ..models.partial_date import PartialDate
from ..reference import choice, choices, table
from .earlier_years import past_results
from .rows import Handles, cells_of, grade_of, records, values
from .votes import ballots, selections, with_agreement

_STEP = Decimal("0.5")


def with_season(data: Dataset) -> Dataset:
    """The sample ward's dataset with all its other sheets filled (đủ các trang)."""
    leadership, evidence, season = (
        table(f"sample-{name}") for name in ("leadership", "evidence", "season")
    )
    bodies = {body.code: body.name for body in data.organisations}
    bodies |= {cells["code"]: cells["name"] for cells in cells_of(leadership["collectives"])}
    handles = Handles.of(data.members, bodies)
    reviews = _amended(
        [*data.reviews, *(_collective_review(told, bodies) for told in leadership["review"])],
        leadership,
        handles,
    )
    collectives = records(Collective, leadership["collectives"], handles)
    leaders = records(Leader, leadership["leaders"], handles)
    levels = _levels([*data.organisations, *collectives, *leaders])
    criteria = records(Criterion, evidence["criteria"], handles)
    scored = [handles.code(name) for name in evidence["scores"]["subjects"]]
    attendance = records(Attendance, season["attendance"], handles)
    for row in attendance:
        row.name = handles.names[row.member]
    return data.model_copy(
        update={
            "reviews": reviews,
            "meetings": [*data.meetings, *(_meeting(told) for told in season["meeting"])],
            "attendance": [*data.attendance, *attendance],
            "ballots": [*data.ballots, *_ballots(season["ballots"], data, levels, handles)],
            "awards": with_agreement(data.awards, data.ballots, season["ballots"]["voters"]),
            "collectives": collectives,
            "leaders": leaders,
            "tasks": records(Task, evidence["tasks"], handles),
            "criteria": criteria,
            "scores": [
                score
                for review in reviews
                if review.subject in scored
                for score in _scores(review, criteria)
            ],
            "year_results": past_results(evidence, data.awards, handles),
            "remedies": records(Remedy, season["remedies"], handles),
            "delegates": records(Delegate, season["delegates"], handles),
            "agenda": records(AgendaItem, season["agenda"], handles),
            "group_members": records(GroupMember, season["group_members"], handles),
            "regrades": records(Regrade, season["regrades"], handles),
        }
    )


def _collective_review(told: Mapping[str, Any], bodies: Mapping[str, str]) -> Review:
    """The report of a collective (báo cáo kiểm điểm tập thể)."""
    texts = {name: value.strip() for name, value in told.items() if isinstance(value, str)}
    numbers = {name: value for name, value in told.items() if isinstance(value, int)}
    grade = grade_of(texts.pop("grade"))
    general, task = map(Decimal, told["points"])
    return Review(
        **{**texts, **numbers},
        name=bodies[told["subject"]],
        general_score=general,
        task_score=task,
        self_grade=grade,
        # The ward and its committee are graded by the level above.
        proposed_grade=grade if told["subject"] != "DU" else "",
        grade=grade if told["subject"] not in ("DU", "TT01") else "",
    )


def _amended(reviews: list[Review], told: Mapping[str, Any], handles: Handles) -> list[Review]:
    """The reviews with what other tables add to them (bổ sung bản kiểm điểm)."""
    added: dict[str, dict[str, Any]] = {}
    for name in ("counts", "quarters", "suggestions", "opinions"):
        for cells in cells_of(told[name]):
            row = values(Review, cells, handles)
            added.setdefault(row["subject"], {}).update(row)
    return [Review(**{**dict(review), **added.get(review.subject, {})}) for review in reviews]


def _meeting(told: Mapping[str, Any]) -> Meeting:
    texts = {key: v.strip() if isinstance(v, str) else v for key, v in told.items()}
    return Meeting(**{**texts, "date": PartialDate.of(told["date"])})


def _levels(graded: Iterable[Organisation | Collective | Leader]) -> dict[str, int]:
    """By code, the place of the level proposed for a body or a leader, else of its own."""
    said = {
        row.person if isinstance(row, Leader) else row.code: row.proposed_grade or row.self_grade
        for row in graded
    }
    return {code: choices("grade").index(level) for code, level in said.items() if level}


def _ballots(
    told: Mapping[str, Any], data: Dataset, levels: Mapping[str, int], handles: Handles
) -> list[Ballot]:
    """The committee's votes: on the cells, its collectives and leaders, and on the other members
    proposed as excellent."""
    top = [r.subject for r in data.reviews if r.proposed_grade == choices("grade")[0]]
    selected = [code for code in top if code in handles.people and code not in levels]
    counted = [
        *ballots(told["meeting"], levels, told["voters"]),
        *selections(told["meeting"], selected, told["voters"]),
    ]
    for count in counted:
        count.name = handles.names[count.subject]
    return counted


def _scores(review: Review, criteria: list[Criterion]) -> list[Score]:
    """The points of one review for each criterion, which add up to its two totals."""
    scores = []
    for key, total in (("general", review.general_score), ("task", review.task_score)):
        rows = [row for row in criteria if row.group == choice("criterion_group", key)]
        for row, points in zip(rows, _dealt(total, rows), strict=True):
            scores.append(
                Score(
                    subject=review.subject,
                    name=review.name,
                    criterion=row.number,
                    self_points=points,
                    points=points,
                )
            )
    return scores


def _dealt(total: Decimal | None, rows: list[Criterion]) -> list[Decimal]:
    """A total dealt out over criteria: what is short is taken where the share is largest."""
    most = [row.most or Decimal(0) for row in rows]
    points = list(most)
    while sum(points) > (total or 0):
        fullest = max(range(len(rows)), key=lambda place: points[place] / most[place])
        points[fullest] -= _STEP
    return points
