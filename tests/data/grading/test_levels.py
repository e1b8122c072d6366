"""The level that the rules allow: bands, every condition, the cases of the lowest, what lacks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.data.grading.levels import allowed
from giayto.data.models import Collective, Leader, Review
from tests.data.grading.cases import (
    FAILED,
    FULL,
    GRADES,
    LEADER,
    RETIRED,
    STAFF,
    points,
    reviewed,
    ward_of,
)
from tests.wards import DONE, EXCELLENT, GOOD, member


@pytest.mark.parametrize("category", [STAFF, RETIRED, LEADER])
@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (100, EXCELLENT),
        (90, EXCELLENT),
        ("89.99", GOOD),
        (70, GOOD),
        ("69.5", DONE),
        (50, DONE),
        ("49.75", FAILED),
        (0, FAILED),
    ],
)
def test_bands_begin_at_90_70_and_50(category: str, total: float | str, grade: str) -> None:
    assert reviewed(category=category, **FULL, **points(total)).level == grade


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"tasks_exceeded": 2},
            "92 điểm nhưng chỉ 20% số nhiệm vụ vượt mức, cần ít nhất 30% "
            "(Quy định 366-QĐ/TW, Điều 11, điểm 1.3).",
        ),
        ({"defects_fixed": "Đang khắc phục"}, "chưa khắc phục hết hạn chế kỳ trước"),
        ({"defects_fixed": "Chưa khắc phục"}, "(Quy định 366-QĐ/TW, Điều 11, điểm 1.4)"),
        ({"discipline": "Khiển trách"}, "bị kỷ luật trong năm (Khiển trách)"),
        ({"quarter_2": FAILED}, "có 1 quý không hoàn thành nhiệm vụ"),
    ],
)
def test_90_points_without_a_condition_of_the_top_are_good(
    change: dict[str, Any], said: str
) -> None:
    verdict = reviewed(**{**FULL, **points(92), **change})
    assert (verdict.level, verdict.ceiling) == (GOOD, GOOD)
    assert said in verdict.reason


def test_what_comes_from_a_secondary_source_says_so() -> None:
    quarter = reviewed(**FULL, **points(92), quarter_1=FAILED).reason
    assert "Hướng dẫn 02-HD/BTCTW; cần đối chiếu nguyên văn" in quarter
    assert "đối chiếu" not in reviewed(**{**FULL, "tasks_exceeded": 0}, **points(92)).reason


def test_quarters_count_from_2026_and_only_when_failed() -> None:
    assert reviewed(year=2025, **FULL, **points(92), quarter_1=FAILED).level == EXCELLENT
    assert reviewed(**FULL, **points(92), quarter_1=DONE, quarter_3=GOOD).level == EXCELLENT


def test_no_earlier_defect_is_as_good_as_all_fixed() -> None:
    full = {**FULL, "defects_fixed": "Không có hạn chế phải khắc phục"}
    assert reviewed(**full, **points(92)).level == EXCELLENT


def test_70_points_with_a_late_task_are_left_to_people() -> None:
    verdict = reviewed(**{**FULL, "tasks_late": 2}, **points(80))
    assert (verdict.level, verdict.ceiling) == (None, DONE)
    assert "quy định không nêu mức nào, cấp có thẩm quyền xem xét" in verdict.reason
    assert "chỉ 80% số nhiệm vụ hoàn thành đúng hạn, cần 100%" in verdict.reason


def test_one_late_task_of_many_is_not_rounded_to_all() -> None:
    verdict = reviewed(tasks=3000, tasks_done=3000, tasks_late=1, **points(80))
    assert verdict.level is None
    assert "chỉ 99,9% số nhiệm vụ" in verdict.reason


@pytest.mark.parametrize(("late", "level"), [(2, DONE), (3, None)])
def test_of_those_with_50_points_up_to_20_percent_may_be_late(late: int, level: str | None) -> None:
    assert reviewed(**{**FULL, "tasks_late": late}, **points(60)).level == level


@pytest.mark.parametrize(
    ("category", "done", "level"),
    [
        (LEADER, 7, None),
        (LEADER, 6, FAILED),
        (STAFF, 6, None),
        (STAFF, 5, None),
        (STAFF, 4, FAILED),
        (RETIRED, 4, FAILED),
    ],
)
def test_too_few_tasks_are_the_lowest_level(category: str, done: int, level: str | None) -> None:
    full = {**FULL, "tasks_done": done, "tasks_exceeded": 0}
    assert reviewed(category=category, **full, **points(92)).level == level


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            {"discipline": "Cảnh cáo", "discipline_by_duty": True},
            "bị kỷ luật liên quan nhiệm vụ (Cảnh cáo) (Quy định 366-QĐ/TW, Điều 11, điểm 4)",
        ),
        ({"failing": "mất đoàn kết\nnội bộ"}, "thuộc trường hợp đã ghi: mất đoàn kết nội bộ"),
    ],
)
def test_the_cases_of_the_lowest_level(case: dict[str, Any], said: str) -> None:
    verdict = reviewed(**FULL, **points(95), **case)
    assert verdict.level == FAILED
    assert said in verdict.reason


def test_a_reason_to_look_at_it_otherwise_leaves_it_to_people_but_not_the_score() -> None:
    excused: dict[str, Any] = {
        "failing": "mất đoàn kết",
        "failing_excused": "tự phát hiện, đã khắc phục xong",
    }
    verdict = reviewed(**FULL, **points(95), **excused)
    assert verdict.level is None
    assert "tự phát hiện, đã khắc phục xong" in verdict.reason
    assert reviewed(**FULL, **points(40), **excused).level == FAILED


def test_a_leader_is_asked_what_was_done_others_what_was_done_in_time() -> None:
    late = {**FULL, "tasks_late": 1}
    assert reviewed(category=LEADER, **late, **points(92)).level == EXCELLENT
    assert reviewed(category=STAFF, **late, **points(92)).level is None


@pytest.mark.parametrize(
    ("review", "lacks", "ceiling"),
    [
        ({}, ("điểm", "số nhiệm vụ", "mức khắc phục hạn chế kỳ trước"), EXCELLENT),
        (points(80), ("số nhiệm vụ",), GOOD),
        ({"tasks": 9, "tasks_done": 9, **points(80)}, ("số nhiệm vụ chậm",), GOOD),
        (FULL, ("điểm",), EXCELLENT),
        (
            {"tasks": 5, "tasks_done": 6, "tasks_late": 0, **points(80)},
            ("số nhiệm vụ đúng (các số đang mâu thuẫn)",),
            GOOD,
        ),
    ],
)
def test_what_lacks_is_named_and_nothing_decided(
    review: dict[str, Any], lacks: tuple[str, ...], ceiling: str
) -> None:
    verdict = reviewed(**review)
    assert (verdict.level, verdict.ceiling, verdict.lacks) == (None, ceiling, lacks)
    assert "Chưa đủ số liệu" in verdict.reason


def test_a_member_without_a_row_is_not_judged() -> None:
    person = member("DV1", "Lê Thị Mơ", category=STAFF)
    verdict = allowed(ward_of(person), person)
    assert (verdict.level, verdict.ceiling) == (None, None)
    assert "dòng ở trang Kiểm điểm" in verdict.reason


def test_points_beyond_the_frame_decide_nothing() -> None:
    verdict = reviewed(**FULL, general_score=31, task_score=60)
    assert verdict.level is None
    assert "Điểm ngoài khung 30 và 70" in verdict.reason


def test_a_disciplined_member_keeps_the_collective_from_the_top_and_by_duty_fails_it() -> None:
    def verdict(by_duty: bool) -> tuple[str | None, str]:
        person = member("DV1", "Lê Thị Mơ", category=LEADER)
        board = Collective(code="TT01", name="Uỷ ban nhân dân phường")
        ward = ward_of(
            person,
            collectives=[board],
            leaders=[Leader(person="DV1", collective="TT01")],
            reviews=[
                Review(subject="TT01", **FULL, **points(95)),
                Review(subject="DV1", discipline="Khiển trách", discipline_by_duty=by_duty),
            ],
        )
        found = allowed(ward, board)
        return found.level, found.reason

    assert verdict(False)[0] == GOOD
    assert "có thành viên, đơn vị trực thuộc bị kỷ luật (Lê Thị Mơ)" in verdict(False)[1]
    assert verdict(True)[0] == FAILED


def test_an_organisation_is_graded_as_a_collective() -> None:
    ward = ward_of(reviews=[Review(subject="CB01", **FULL, **points(91))])
    assert allowed(ward, ward.cells[0]).level == EXCELLENT


def test_a_leader_who_is_a_member_is_reviewed_once() -> None:
    person = member("DV1", "Lê Thị Mơ", category=STAFF)
    leader, stranger = Leader(person="DV1"), Leader(person="CB9", name="Đỗ Đạt")
    ward = ward_of(
        person,
        leaders=[leader, stranger],
        reviews=[
            Review(subject="DV1", **FULL, **points(93)),
            Review(subject="cb9", **FULL, **points(75)),
        ],
    )
    assert allowed(ward, leader).level == EXCELLENT
    assert allowed(ward, stranger).level == GOOD


def test_of_2023_only_what_is_known_is_said() -> None:
    told = reviewed(year=2023, **{**FULL, "tasks_exceeded": 4})
    assert (told.level, told.ceiling) == (None, GOOD)
    assert "chỉ 40% số nhiệm vụ vượt mức, cần ít nhất 50%" in told.reason
    assert "Quy định 124-QĐ/TW" in told.reason
    assert reviewed(year=2023, failing="mất đoàn kết").level is None
    assert reviewed(year=2019, **FULL).ceiling is None


NUMBER = st.none() | st.integers(min_value=-1, max_value=12)


@given(
    review=st.fixed_dictionaries(
        {
            "tasks": NUMBER,
            "tasks_done": NUMBER,
            "tasks_late": NUMBER,
            "tasks_exceeded": NUMBER,
            "general_score": st.none() | st.decimals(-1, 31, places=1),
            "task_score": st.none() | st.decimals(-1, 71, places=1),
            "defects_fixed": st.sampled_from(["", "Đã khắc phục", "Chưa khắc phục"]),
            "discipline": st.sampled_from(["", "Khiển trách"]),
            "discipline_by_duty": st.booleans(),
            "failing": st.sampled_from(["", "suy thoái"]),
            "failing_excused": st.sampled_from(["", "bất khả kháng"]),
            "quarter_1": st.sampled_from(["", *GRADES]),
        }
    ),
    category=st.sampled_from([STAFF, LEADER, RETIRED]),
    year=st.sampled_from([2019, 2023, 2024, 2025, 2026]),
)
def test_a_verdict_never_goes_beyond_what_it_leaves_open(
    review: dict[str, Any], category: str, year: int
) -> None:
    verdict = reviewed(year=year, category=category, **review)
    bands = {EXCELLENT: 90, GOOD: 70, DONE: 50, FAILED: 0}
    decided, total = verdict.level is not None, verdict.scores.total
    assert verdict.reason.endswith(".")
    assert not decided or (verdict.ceiling == verdict.level and not verdict.lacks)
    assert verdict.level in (None, FAILED) or (total or 0) >= bands[verdict.level or ""]
