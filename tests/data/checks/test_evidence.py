"""Findings on criteria, points, tasks, years and rows about nobody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import (
    Criterion,
    Dataset,
    Regrade,
    Remedy,
    Score,
    Task,
    YearResult,
)
from giayto.data.models.fields import Record
from giayto.findings import Finding
from tests.wards import GOOD, small_dataset

ANNEX = "Giữ chức vụ lãnh đạo, quản lý"
CODES = tuple(f"KT-{n}" for n in (513, 514, 515, 516, 517, 518, 519, 524, 526))


def found(data: Dataset, *codes: str) -> list[Finding]:
    return [f for f in check(data) if f.code in (codes or CODES)]


def only(data: Dataset) -> Finding:
    (finding,) = found(data)
    return finding


def criterion(number: str, most: int, group: str = "Tiêu chí chung", **more: object) -> Criterion:
    values = {"annex": ANNEX, "number": number, "most": most, "group": group, **more}
    return Criterion.model_validate(values)


def scored(general: str = "28.5", task: str = "66") -> Dataset:
    """The first member scored by two local criteria, as typed in the sheet of reviews."""
    data = small_dataset()
    data.criteria = [
        criterion("I.1", 30, row=2),
        criterion("II.1", 70, "Kết quả thực hiện nhiệm vụ", row=3),
    ]
    data.scores = [
        Score(row=2, subject="DV1", criterion="I.1", points=Decimal(general)),
        Score(row=3, subject="DV1", criterion="II.1", points=Decimal(task)),
    ]
    return data


def test_points_that_fit_are_no_finding() -> None:
    assert found(scored()) == []


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("tasks", Task(row=5, subject="DV77", task="Việc")),
        ("scores", Score(row=5, subject="DV77", criterion="I.1")),
        ("year_results", YearResult(row=5, subject="DV77", year=2025, grade=GOOD)),
        ("remedies", Remedy(row=5, subject="DV77", defect="Hạn chế")),
        ("regrades", Regrade(row=5, subject="DV77", year=2025)),
    ],
)
def test_a_row_about_nobody_is_told(sheet: str, row: Record) -> None:
    data = small_dataset()
    setattr(data, sheet, [row])
    (finding,) = found(data, "KT-513")
    assert (finding.severity, finding.cell, finding.read) == ("warning", "5", "DV77")


def test_an_unknown_criterion_is_told_with_its_annex() -> None:
    data = scored()
    data.scores.append(Score(row=4, subject="DV1", criterion="IX.9", points=Decimal(1)))
    finding = only(data)
    assert (finding.code, finding.read, ANNEX in finding.why) == ("KT-514", "IX.9", True)


def test_points_above_the_most_are_told() -> None:
    finding = next(f for f in found(scored(general="31")) if f.code == "KT-515")
    assert "tối đa 30 điểm" in finding.why
    assert finding.severity == "error"


def test_points_of_one_criterion_above_those_of_its_whole_group_are_told() -> None:
    data = small_dataset()
    data.scores = [Score(row=2, subject="DV1", criterion="I.1", points=Decimal(50))]
    finding = next(f for f in found(data) if f.code == "KT-515")
    assert (finding.severity, "tối đa 30 điểm" in finding.why) == ("error", True)


def test_sums_above_the_frame_stop_the_work() -> None:
    data = scored(general="20")
    data.criteria.append(criterion("I.2", 0, row=4))
    data.criteria[-1].most = None
    data.scores.append(Score(row=4, subject="DV1", criterion="I.2", points=Decimal("12.5")))
    (finding,) = found(data, "KT-503")
    assert (finding.severity, finding.sheet) == ("error", "Chấm điểm")
    assert "32,5 điểm, tối đa 30" in finding.why


def test_criteria_that_do_not_add_up_to_the_frame_are_told() -> None:
    data = scored()
    data.criteria[0].most = Decimal("2.5E+1")
    data.scores = []
    finding = only(data)
    assert (finding.code, finding.read) == ("KT-516", "25")
    assert "25 điểm, phải là 30" in finding.why


def test_criteria_without_any_points_are_no_finding() -> None:
    data = scored()
    data.scores = []
    for row in data.criteria:
        row.most = None
    assert found(data) == []


def test_one_thing_in_two_rows_is_told() -> None:
    data = scored()
    data.scores.append(Score(row=4, subject="dv1", criterion="I.1", points=Decimal("28.5")))
    data.criteria.append(criterion("I.1", 0, row=4))
    data.year_results = [YearResult(row=n, subject="DV1", year=2025, grade=GOOD) for n in (2, 3)]
    told = {(f.sheet, f.cell) for f in found(data, "KT-517")}
    assert told == {("Chấm điểm", "4"), ("Tiêu chí", "4"), ("Các năm", "3")}


def test_sums_other_than_the_typed_totals_are_told() -> None:
    finding = only(scored(task="60"))
    assert (finding.code, finding.sheet, finding.read) == ("KT-518", "Kiểm điểm", "66")
    assert "60" in finding.why


def test_a_criterion_without_points_is_named() -> None:
    data = scored()
    del data.scores[1]
    finding = only(data)
    assert (finding.code, "II.1" in finding.why) == ("KT-524", True)


@pytest.mark.parametrize(
    ("numbers", "listed", "told"),
    [
        ({"tasks": 5, "tasks_done": 6}, 0, True),
        ({"tasks": 5, "tasks_done": 5, "tasks_late": 6}, 0, True),
        ({"tasks": 5, "tasks_done": 5}, 6, True),
        ({"tasks": 5, "tasks_done": 5}, 3, False),
        ({}, 3, False),
    ],
)
def test_numbers_of_tasks_that_cannot_be_are_told(
    numbers: dict[str, int], listed: int, told: bool
) -> None:
    data = small_dataset()
    data.reviews[0] = data.reviews[0].model_copy(update=numbers)
    data.tasks = [Task(subject="DV1", task=f"Việc {n}", progress="Đúng hạn") for n in range(listed)]
    assert bool(found(data, "KT-519")) is told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"progress": "Chậm", "done": Decimal(80)}, True),
        ({"progress": "Chậm"}, True),
        ({"progress": "Chưa hoàn thành"}, True),
        ({"progress": "Đúng hạn"}, False),
        ({}, False),
    ],
)
def test_rows_that_the_typed_numbers_have_no_room_for_are_told(
    row: dict[str, object], told: bool
) -> None:
    data = small_dataset()
    data.reviews[0] = data.reviews[0].model_copy(
        update={"tasks": 10, "tasks_done": 10, "tasks_late": 0}
    )
    data.tasks = [Task.model_validate({"subject": "DV1", "task": "Việc", **row})]
    assert [f.severity for f in found(data, "KT-519")] == ["warning"] * told


def test_this_year_among_the_earlier_ones_is_told() -> None:
    data = small_dataset()
    data.year_results = [YearResult(row=2, subject="DV1", year=2026, grade=GOOD)]
    assert only(data).code == "KT-526"
