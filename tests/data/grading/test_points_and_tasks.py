"""Scores from criteria or totals; tasks typed or counted from their sheet."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from giayto.data.grading import criteria, scores, tasks
from giayto.data.models import Criterion, Review, Score, Task
from tests.data.grading.cases import STAFF, ward_of
from tests.wards import member

LOCAL = [
    Criterion(annex=STAFF, group="Tiêu chí chung", number="I.1", text="Đạo đức", most=Decimal(20)),
    Criterion(annex=STAFF, group="Tiêu chí chung", number="I.2", text="Ý thức", most=Decimal(10)),
    Criterion(
        annex=STAFF,
        group="Kết quả thực hiện nhiệm vụ",
        number="II.1",
        text="Việc",
        most=Decimal(70),
    ),
]
PERSON = member("DV1", "Lê Thị Mơ", category=STAFF)


def scored(
    *given: tuple[str, float | None, float | None], local: bool = True, **review: Any
) -> scores.Scores:
    """The scores of a member with these rows: number, own points, verified points."""
    rows = [
        Score.model_validate(
            {"subject": "DV1", "criterion": n, "self_points": own, "points": verified}
        )
        for n, own, verified in given
    ]
    reviews = [Review(subject="DV1", **review)] if review else []
    ward = ward_of(PERSON, criteria=LOCAL if local else [], scores=rows, reviews=reviews)
    return scores.of(ward, PERSON)


def test_criteria_add_up_by_group() -> None:
    found = scored(("I.1", 18.5, None), ("i.2", 9, None), ("II.1", 60, None))
    assert (found.general, found.task) == (Decimal("27.5"), Decimal(60))
    assert (found.total, found.source) == (Decimal("87.5"), "criteria")


def test_verified_points_go_before_own_ones_all_or_none() -> None:
    assert scored(("I.1", 20, 15), ("I.2", 10, 8), ("II.1", 70, 50)).total == 73
    half = scored(("I.1", 20, 15), ("I.2", 10, None), ("II.1", 70, 50))
    assert (half.total, half.missing) == (None, ("I.2",))


def test_own_points_are_there_for_the_self_assessment() -> None:
    rows = [
        Score(subject="DV1", criterion=n, self_points=Decimal(own), points=Decimal(1))
        for n, own in (("I.1", 20), ("I.2", 9), ("II.1", 65))
    ]
    ward = ward_of(PERSON, criteria=LOCAL, scores=rows)
    assert scores.of(ward, PERSON, own=True).total == 94
    assert scores.of(ward, PERSON).total == 3


def test_an_incomplete_sheet_leaves_the_typed_totals() -> None:
    typed: dict[str, Any] = {"general_score": Decimal(28), "task_score": Decimal(60)}
    found = scored(("I.1", 18, None), **typed)
    assert (found.total, found.source) == (Decimal(88), "typed")
    assert found.missing == ("I.2", "II.1")
    found = scored(("I.1", 18, None), ("X.9", 5, None), **typed)
    assert (found.total, found.unknown) == (Decimal(88), ("X.9",))


def test_the_annex_is_scored_by_the_rows_one_has() -> None:
    found = scored(("I.1.1", 10, None), ("I.2", 12, None), ("II.2.1", 66, None), local=False)
    assert (found.general, found.task) == (Decimal(22), Decimal(66))


def test_local_criteria_replace_the_annex_of_their_own_kind_alone() -> None:
    ward = ward_of(criteria=LOCAL)
    assert [row.text for row in criteria.rows_for(ward, "staff")] == ["Đạo đức", "Ý thức", "Việc"]
    assert criteria.most_of(ward, "staff") == {"general": 30, "task": 70}
    outside = criteria.rows_for(ward, "outside")
    assert outside[-1].text.startswith("Hoàn thành các nhiệm vụ đột xuất, tích cực tham gia")
    assert criteria.most_of(ward, "outside") == {"general": 0, "task": 0}
    assert criteria.rows_for(ward_of(year=2023), "outside") == []


@pytest.mark.parametrize("annex", ["collective", "leader", "staff", "outside"])
def test_the_annexes_number_each_row_once(annex: Any) -> None:
    rows = criteria.rows_for(ward_of(), annex)
    assert len({row.number for row in rows}) == len(rows)
    assert {row.group for row in rows} == {"general", "task"}
    assert not any(row.most for row in rows)


def listed(*given: dict[str, Any]) -> tasks.Counts:
    rows = [Task(subject="DV1", task=f"Việc {n}", **task) for n, task in enumerate(given)]
    return tasks.counts(ward_of(PERSON, tasks=rows), PERSON)


def test_tasks_are_counted_from_their_sheet() -> None:
    found = listed(
        {"progress": "Đúng hạn", "done": Decimal(100)},
        {"progress": "Vượt tiến độ", "done": Decimal(130)},
        {"progress": "Chậm", "done": Decimal(100)},
        {"progress": "Chưa hoàn thành"},
        {"progress": "Đúng hạn", "done": Decimal("99.5")},
    )
    assert found == tasks.Counts(5, 3, 1, 1)
    assert found.share("done") == 60
    assert found.share("on_time") == 40
    assert found.share("undone") == 40
    assert found.share("late") == found.share("exceeded") == 20


def test_a_row_that_does_not_tell_leaves_the_number_unknown() -> None:
    found = listed({"progress": "Đúng hạn"}, {"done": Decimal(120)}, {})
    assert found == tasks.Counts(3, None, None, None)
    assert listed({"progress": "Đúng hạn"}) == tasks.Counts(1, 1, 0, None)


def test_numbers_typed_go_before_the_sheet_once_the_total_is_typed() -> None:
    rows = [Task(subject="DV1", task="Việc", progress="Chậm", done=Decimal(100))]
    typed = Review(subject="DV1", tasks=12, tasks_done=11)
    ward = ward_of(PERSON, tasks=rows, reviews=[typed])
    assert tasks.counts(ward, PERSON) == tasks.Counts(12, 11, None, None)
    ward = ward_of(PERSON, tasks=rows, reviews=[Review(subject="DV1", tasks_done=4)])
    assert tasks.counts(ward, PERSON).total == 1


def test_numbers_that_contradict_each_other_have_no_share() -> None:
    assert tasks.Counts(10, 11, 0, 0).share("done") is None
    assert tasks.Counts(10, 5, 6, 0).share("late") is None
    assert tasks.Counts(0, 0, 0, 0).share("done") is None
    assert tasks.Counts(3, 1, 0, 0).share("done") == Fraction(100, 3)
