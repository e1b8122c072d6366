"""Findings on levels: conditions not met, cases of the lowest level, heads, groups over the cap."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import Collective, Dataset, Leader, Review
from giayto.findings import Finding
from tests.wards import DONE, EXCELLENT, GOOD, dataset_of_2023, member, small_dataset

FAILED = "Không hoàn thành nhiệm vụ"


def found(data: Dataset, *codes: str) -> list[Finding]:
    return [f for f in check(data) if f.code in codes]


def only(data: Dataset, code: str) -> Finding:
    (finding,) = found(data, code)
    return finding


def of_members(data: Dataset, code: str) -> list[Finding]:
    return [f for f in found(data, code) if f.sheet == "Kiểm điểm"]


def reviewed(**more: object) -> Dataset:
    """The small ward, whose first member is reviewed with these values."""
    data = small_dataset()
    data.reviews[0] = data.reviews[0].model_copy(update={"row": 2, **more})
    return data


TASKS = {"tasks": 10, "tasks_done": 10, "tasks_late": 0, "tasks_exceeded": 3}


# --- conditions of the top level -------------------------------------------------------


def test_all_conditions_met_is_no_finding() -> None:
    data = reviewed(**TASKS, defects_fixed="Đã khắc phục")
    assert found(data, "KT-510", "KT-511") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({**TASKS, "tasks_exceeded": 2}, "20% số nhiệm vụ vượt mức"),
        ({**TASKS, "tasks_done": 9}, "90% số nhiệm vụ"),
        ({"defects_fixed": "Đang khắc phục"}, "khắc phục"),
        ({"discipline": "Khiển trách"}, "Khiển trách"),
    ],
)
def test_the_condition_that_the_top_level_lacks_is_named(
    changes: dict[str, object], told: str
) -> None:
    (finding,) = of_members(reviewed(**changes), "KT-510")
    assert (finding.severity, finding.read) == ("warning", EXCELLENT)
    assert told in finding.why and "Điều 11" in finding.why
    assert "Nguyễn Thuỷ Ủy" in finding.why


def test_a_score_too_low_is_told_once_by_the_score() -> None:
    data = reviewed(task_score=Decimal(50), defects_fixed="Đã khắc phục")
    assert len(found(data, "KT-504")) == 1
    assert found(data, "KT-510") == []


def test_the_level_of_a_cell_is_looked_at_in_its_own_sheet() -> None:
    data = small_dataset()
    data.reviews[3] = data.reviews[3].model_copy(update={**TASKS, "tasks_exceeded": 0})
    data.organisations[1].row = 3
    finding = only(data, "KT-510")
    assert (finding.sheet, finding.read) == ("Tổ chức đảng", EXCELLENT)


def test_a_year_without_known_conditions_gives_no_verdict_on_tasks_done() -> None:
    data = dataset_of_2023()
    data.reviews[0] = data.reviews[0].model_copy(
        update={"tasks": 10, "tasks_done": 8, "tasks_exceeded": 8}
    )
    assert found(data, "KT-510", "KT-511") == []


# --- cases of the lowest level ---------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"discipline": "Khiển trách", "discipline_by_duty": True},
        {"failing": "Mất đoàn kết nội bộ"},
        {"tasks": 10, "tasks_done": 6},
    ],
)
def test_a_case_of_the_lowest_level_with_another_level_is_told(changes: dict[str, object]) -> None:
    (finding,) = of_members(reviewed(**changes), "KT-511")
    assert finding.severity == "warning"
    assert FAILED in finding.fix
    assert of_members(reviewed(**changes), "KT-510") == []


def test_a_disciplined_member_of_a_cell_s_committee_holds_the_cell_back() -> None:
    told = [f for f in found(reviewed(discipline="Khiển trách"), "KT-510") if "Chi bộ" in f.why]
    assert [f.sheet for f in told] == ["Tổ chức đảng"]


def test_a_written_reason_or_the_lowest_level_itself_ends_the_remark() -> None:
    case = {"tasks": 10, "tasks_done": 6}
    assert found(reviewed(**case, failing_excused="Bão số 3, đã khắc phục xong"), "KT-511") == []
    assert found(reviewed(**case, grade=FAILED, proposed_grade=FAILED), "KT-511") == []


def test_a_mark_of_duty_without_a_discipline_is_told() -> None:
    assert only(reviewed(discipline_by_duty=True), "KT-525").sheet == "Kiểm điểm"


# --- heads -----------------------------------------------------------------------------


def test_a_head_above_the_collective_is_told() -> None:
    data = small_dataset()
    data.collectives = [Collective(row=2, code="TT01", name="Uỷ ban nhân dân phường", grade=GOOD)]
    data.leaders = [
        Leader(row=2, person="DV1", collective="TT01", is_head=True, grade=EXCELLENT),
        Leader(row=3, person="DV2", collective="TT01", grade=EXCELLENT),
    ]
    finding = only(data, "KT-512")
    assert (finding.sheet, finding.cell) == ("Cán bộ", "2")
    assert "Uỷ ban nhân dân phường" in finding.why
    data.collectives[0].grade = EXCELLENT
    assert found(data, "KT-512") == []


def test_of_a_secretary_above_the_cell_only_a_note_is_made() -> None:
    data = small_dataset()
    for attribute in ("grade", "proposed_grade"):
        setattr(data.organisations[1], attribute, DONE)
    assert only(data, "KT-527").severity == "note"
    assert found(data, "KT-512") == []


# --- the cap ---------------------------------------------------------------------------


def graded(top: int, good: int, **settings: object) -> Dataset:
    """A ward of retired members only, so many with each of the two upper levels recognised."""
    data = small_dataset()
    data.settings = data.settings.model_copy(update=settings)
    data.members = [member(f"M{n}", f"Lê Văn {chr(65 + n % 26)}h") for n in range(top + good)]
    data.reviews = [
        Review(subject=one.code, grade=EXCELLENT if n < top else GOOD, task_score=Decimal(60 + n))
        for n, one in enumerate(data.members)
    ]
    data.meetings, data.attendance, data.ballots, data.awards = [], [], [], []
    return data


def over(data: Dataset) -> list[Finding]:
    return [f for f in found(data, "KT-507") if f.sheet == "Kiểm điểm"]


def test_the_worked_examples_of_the_cap() -> None:
    assert over(graded(6, 30)) == []
    (finding,) = over(graded(6, 27))
    assert "22,2% (6 : 27)" in finding.why and "18,2% (6 : 33)" in finding.why
    assert "Tối đa 5" in finding.fix and "xem lại 1 trường hợp" in finding.fix


def test_the_base_chosen_in_the_settings_counts() -> None:
    assert over(graded(6, 27, cap_base="Từ Hoàn thành tốt nhiệm vụ trở lên")) == []


def test_groups_are_looked_at_one_by_one() -> None:
    data = graded(6, 30)
    for one in data.members[6:20]:
        one.category = "Không giữ chức vụ lãnh đạo, quản lý"
    (finding,) = over(data)
    assert "Không làm việc trong hệ thống chính trị" in finding.why
    assert "6 : 16" in finding.why


def test_what_is_only_proposed_is_not_over_the_cap() -> None:
    data = graded(6, 1)
    for review in data.reviews:
        review.grade, review.proposed_grade = "", review.grade
    assert over(data) == []


def test_a_proposal_for_somebody_not_reviewed_is_told() -> None:
    data = small_dataset()
    data.reviews.append(Review(row=9, subject="DV4", proposed_grade=GOOD))
    data.reviews.append(Review(row=10, subject="DV5", self_grade=GOOD))
    finding = only(data, "KT-508")
    assert (finding.cell, finding.read) == ("9", GOOD)
    assert "chưa đủ 6 tháng" in finding.why
