"""The collective's report, and the annexes of reviews: task results, score sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giayto.data.models import (
    Collective,
    Criterion,
    Review,
    Score,
    Task,
)
from giayto.data.ward import Ward
from tests.declared import keys, lacks, read, ward_with
from tests.wards import dataset_of_2023, small_dataset

REPORT, TASKS, POINTS = "bao-cao-kiem-diem", "phu-luc-nhiem-vu", "phu-luc-cham-diem"
OUTSIDE = "Không làm việc trong hệ thống chính trị"


def task(subject: str, text: str = "Việc", **more: object) -> Task:
    return Task.model_validate({"subject": subject, "task": text, **more})


# --- the collective's report -----------------------------------------------------------


def test_a_leadership_collective_speaks_and_signs_for_itself() -> None:
    people = Collective(code="TT", name="Uỷ ban nhân dân phường", head="DV1", head_post="Chủ tịch")
    lines = read(
        ward_with(collectives=[people], reviews=[Review(subject="TT", duty="Đạt.")]), REPORT, "TT"
    )
    assert lines[1:3] == ["ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU", "UỶ BAN NHÂN DÂN PHƯỜNG"]
    assert "tập thể Uỷ ban nhân dân phường kiểm điểm" in "\n".join(lines)
    assert lines[-3:] == ["T/M UỶ BAN NHÂN DÂN PHƯỜNG", "CHỦ TỊCH", "Nguyễn Thuỷ Ủy"]


def test_a_head_who_is_not_known_signs_by_hand() -> None:
    standing = Collective(code="TT", name="Ban Thường vụ Đảng uỷ phường")
    lines = read(
        ward_with(collectives=[standing], reviews=[Review(subject="TT", duty="Đạt.")]),
        REPORT,
        "TT",
    )
    assert lines[-2:] == ["T/M BAN THƯỜNG VỤ", "(Ký, ghi rõ họ tên và đóng dấu)"]


def test_the_report_has_the_points_of_its_score_sheet() -> None:
    scores = [
        Score(subject="CB01", criterion="I.1", self_points=Decimal(29)),
        Score(subject="CB01", criterion="II.2", self_points=Decimal(61)),
    ]
    lines = read(ward_with(scores=scores), REPORT, "CB01")
    assert "Tổng điểm: 90/100" in lines


# --- tasks -----------------------------------------------------------------------------


def test_tasks_are_counted_with_their_shares() -> None:
    done = [task("CB01", done=Decimal(100 + n), progress="Đúng hạn") for n in range(2)]
    late = task("CB01", done=Decimal(100), progress="Chậm")
    open_ = task("CB01", progress="Chưa hoàn thành")
    lines = read(ward_with(tasks=[*done, late, open_]), TASKS, "CB01")
    assert (
        "Số nhiệm vụ trong năm: 04; hoàn thành: 03 (75,00%); vượt mức: 01 (25,00%); "
        "chậm tiến độ: 01 (25,00%)."
    ) in lines
    assert lines[-3:] == ["T/M CHI UỶ", "BÍ THƯ", "Nguyễn Thuỷ Ủy"]


def test_what_a_task_does_not_tell_is_left_open_and_nobody_signs_for_a_member() -> None:
    lines = read(ward_with(tasks=[task("DV1", "Giao ban\ntuần")]), TASKS, "DV1")
    assert "| 1 | Giao ban\ntuần |  |  |  |  |  |  |  |" in lines
    assert "Số nhiệm vụ trong năm: 01; hoàn thành: ……; vượt mức: ……; chậm tiến độ: ……." in lines
    assert lines[-2].split("\t")[1:] == ["XÁC NHẬN CỦA CHI BỘ", "CÁ NHÂN TỰ ĐÁNH GIÁ"]


def test_a_year_with_more_tasks_than_are_listed_says_so() -> None:
    data = small_dataset()
    data.tasks.append(task("DV1", done=Decimal(100), progress="Đúng hạn"))
    data.reviews[0] = data.reviews[0].model_copy(
        update={"tasks": 12, "tasks_done": 12, "tasks_late": 0, "tasks_exceeded": 5}
    )
    assert (
        "Số nhiệm vụ trong năm: 12 (ghi ở trên: 01); hoàn thành: 12 (100%); "
        "vượt mức: 05 (41,67%); chậm tiến độ: không."
    ) in read(Ward(data), TASKS, "DV1")


def test_counts_that_the_rows_contradict_give_way_to_those_of_the_rows() -> None:
    data = small_dataset()
    data.tasks.append(task("DV1", done=Decimal(100), progress="Đúng hạn"))
    data.tasks.append(task("DV1", done=Decimal(100), progress="Chậm"))
    data.reviews[0] = data.reviews[0].model_copy(
        update={"tasks": 10, "tasks_done": 10, "tasks_late": 0, "tasks_exceeded": 0}
    )
    assert (
        "Số nhiệm vụ trong năm: 02; hoàn thành: 02 (100%); vượt mức: không; "
        "chậm tiến độ: 01 (50,00%)."
    ) in read(Ward(data), TASKS, "DV1")


def test_without_tasks_there_is_no_annex_and_it_is_said_which_sheet_lacks_rows() -> None:
    assert keys(ward_with(), TASKS) == []
    assert lacks(ward_with(), TASKS) == "chưa có dòng ở trang Nhiệm vụ"


# --- points ----------------------------------------------------------------------------


def test_everybody_who_is_reviewed_gets_a_score_sheet_and_nobody_else() -> None:
    assert keys(ward_with(), POINTS) == [
        f"{who}-2026" for who in ("DU", "CB01", "DV1", "DV2", "DV3", "DV6")
    ]
    assert keys(Ward(dataset_of_2023()), POINTS) == []
    assert lacks(Ward(dataset_of_2023()), POINTS) == "chỉ có từ năm kiểm điểm 2025"


@pytest.mark.parametrize(
    ("who", "annex", "first"),
    [
        ("CB01", "tập thể, Phụ\u00a0lục\u00a01", "| I.1 | Kết quả công tác xây dựng"),
        ("DV1", "cá nhân giữ chức vụ lãnh đạo, quản lý, Phụ\u00a0lục\u00a03", "| I.1 | Về chính"),
        ("DV2", "cá nhân không giữ chức vụ lãnh đạo, quản lý, Phụ\u00a0lục\u00a04", "| I.1 | Về"),
        (
            "DV3",
            "đảng viên không làm việc trong hệ thống chính trị, Phụ\u00a0lục\u00a05",
            "| I.1 |",
        ),
    ],
)
def test_the_criteria_are_those_of_the_annex(who: str, annex: str, first: str) -> None:
    lines = read(ward_with(), POINTS, who)
    assert f"Khung tiêu chí đánh giá đối với {annex}, Quy định số 366-QĐ/TW:" in lines
    head = next(n for n, line in enumerate(lines) if line.startswith("| I |"))
    assert lines[head + 1].startswith(first)


def test_totals_are_those_of_the_review_while_no_row_has_points() -> None:
    lines = read(ward_with(), POINTS, "DV1")
    assert "| I | NHÓM TIÊU CHÍ CHUNG | 30 | 28,5 | …… |  |" in lines
    assert "|  | TỔNG ĐIỂM | 100 | 94,5 | …… |  |" in lines


def test_local_criteria_take_the_place_of_the_annex() -> None:
    criteria = [
        Criterion(annex=OUTSIDE, group=group, number=number, text=text, most=Decimal(most))
        for group, number, text, most in (
            ("Tiêu chí chung", "I.1", "Gương mẫu", 30),
            ("Kết quả thực hiện nhiệm vụ", "II.1", "Làm đủ việc", 70),
        )
    ]
    scores = [
        Score(subject="DV3", criterion="I.1", self_points=Decimal(27), points=Decimal("26.5")),
        Score(subject="DV3", criterion="II.1", self_points=Decimal(60), points=Decimal(58)),
    ]
    lines = read(ward_with(criteria=criteria, scores=scores), POINTS, "DV3")
    assert lines[4].startswith("Tiêu chí cụ thể hoá khung tiêu chí đánh giá")
    assert [line for line in lines if line.startswith("| ")][1:] == [
        "| I | NHÓM TIÊU CHÍ CHUNG | 30 | 27 | 26,5 |  |",
        "| I.1 | Gương mẫu | 30 | 27 | 26,5 |  |",
        "| II | NHÓM TIÊU CHÍ VỀ KẾT QUẢ THỰC HIỆN NHIỆM VỤ | 70 | 60 | 58 |  |",
        "| II.1 | Làm đủ việc | 70 | 60 | 58 |  |",
        "|  | TỔNG ĐIỂM | 100 | 87 | 84,5 |  |",
    ]


def test_fields_other_than_the_one_scored_are_left_out() -> None:
    scores = [Score(subject="DV2", criterion="II.7.1", self_points=Decimal(50))]
    lines = read(ward_with(scores=scores), POINTS, "DV2")
    fields = [line.split(" | ")[1] for line in lines if line.startswith("| II.") and "Khối" in line]
    assert fields == ["Khối đơn vị sự nghiệp công lập tập trung đánh giá về:"]
    assert len([line for line in lines if line.startswith("| II.7.")]) == 2
