"""Annexes to reviews, reports of achievements, opinions of other places; the collective's report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from giayto.data.models import (
    Award,
    Collective,
    Criterion,
    Dataset,
    Review,
    Score,
    Task,
    YearResult,
)
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers
from giayto.generators.plan import Scope
from tests.busy import job_of, lines_of
from tests.wards import EXCELLENT, GOOD, dataset_of_2023, day, member, small_dataset

REPORT, TASKS, POINTS = "bao-cao-kiem-diem", "phu-luc-nhiem-vu", "phu-luc-cham-diem"
ACHIEVEMENT, RESIDENCE, TEMPORARY = (
    "bao-cao-thanh-tich",
    "nhan-xet-noi-cu-tru",
    "nhan-xet-sinh-hoat-tam-thoi",
)
OUTSIDE = "Không làm việc trong hệ thống chính trị"


def ward_with(**rows: Sequence[object]) -> Ward:
    """The small ward with further rows, by list of the dataset."""
    data = small_dataset()
    for name, more in rows.items():
        getattr(data, name).extend(more)
    return Ward(data)


def read(ward: Ward, paper: str, key: str) -> list[str]:
    (found,) = find_papers([paper])
    return lines_of(job_of(found.plan(ward, Scope()), f"{key}-{ward.settings.year}"))


def keys(ward: Ward, paper: str) -> list[str]:
    (found,) = find_papers([paper])
    return [job.key for job in found.plan(ward, Scope()).jobs]


def lacks(ward: Ward, paper: str) -> str:
    (found,) = find_papers([paper])
    return found.lacks(ward) if found.lacks is not None else ""


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
        "Số nhiệm vụ trong năm: 04; hoàn thành: 03 (75%); vượt mức: 01 (25%); "
        "chậm tiến độ: 01 (25%)."
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
        "vượt mức: 05 (41,7%); chậm tiến độ: không."
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


# --- achievements ----------------------------------------------------------------------


def test_five_years_stand_with_their_evidence_and_dots_where_it_lacks() -> None:
    past = YearResult(
        subject="DV2",
        year=2025,
        grade=EXCELLENT,
        decision="31-QĐ/ĐU",
        decided=day("22/12/2025"),
        award="Giấy khen",
    )
    award = Award(subject="DV2", period="5 năm liền", history="2023: HTXSNV; 2024: HTTNV")
    lines = read(
        ward_with(awards=[award], year_results=[past]), ACHIEVEMENT, "DV2-Giay-khen-5-nam-lien"
    )
    assert [line for line in lines if line.startswith("| 20")] == [
        "| 2022 | …… | …… |  |",
        f"| 2023 | {EXCELLENT} | …… |  |",
        f"| 2024 | {GOOD} | …… |  |",
        f"| 2025 | {EXCELLENT} | 31-QĐ/ĐU, 22/12/2025 | Giấy khen |",
        f"| 2026 | {GOOD} | …… |  |",
    ]
    assert 'đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" 5 năm liền' in lines


def test_a_member_reports_to_the_cell_and_a_cell_proposes_itself() -> None:
    ward = ward_with()
    own = read(ward, ACHIEVEMENT, "DV1-Giay-khen-Trong-nam")
    assert own[0:2] == ["ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU", "CHI BỘ TỔ DÂN PHỐ 1"]
    assert (
        "Đối chiếu với tiêu chuẩn khen thưởng, tôi tự đánh giá, thấy có đủ tiêu chuẩn, báo cáo "
        "Chi bộ Tổ dân phố 1 xét, đề nghị Ban Thường vụ Đảng uỷ phường Mường Mẫu tặng Giấy khen."
    ) in own
    cell = read(ward, ACHIEVEMENT, "CB01-Giay-khen-Trong-nam")
    assert "Số đảng viên: 6." in cell
    assert f"| 2026 | {EXCELLENT}, tiêu biểu | …… |  |" in cell
    assert cell[-3:] == ["T/M CHI BỘ", "BÍ THƯ", "Nguyễn Thuỷ Ủy"]


def test_a_name_of_forty_letters_and_no_dates_leave_room_to_write() -> None:
    name = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Anh"
    someone = member("DV9", name, joined=None, official=None, birth=None, workplace="")
    lines = read(
        ward_with(members=[someone], awards=[Award(subject="DV9")]),
        ACHIEVEMENT,
        "DV9-Giay-khen-Trong-nam",
    )
    assert f"Họ và tên: {name}." in lines
    assert [line for line in lines if line.endswith("\t")][:3] == [
        "Ngày sinh: \t",
        "Ngày vào Đảng: \t",
        "Đơn vị công tác: \t",
    ]
    assert "Chức vụ: không." in lines


# --- opinions --------------------------------------------------------------------------


def test_who_works_is_asked_about_at_home_and_the_opinion_is_printed_when_it_came() -> None:
    def told(data: Dataset) -> None:
        data.reviews[0] = data.reviews[0].model_copy(update={"residence": "Gương mẫu.\nGần dân."})

    ward = changed(told)
    assert keys(ward, RESIDENCE) == ["DV1-2026", "DV2-2026"]
    asked = read(ward, RESIDENCE, "DV1")
    assert asked[0:2] == ["ĐẢNG BỘ ……………………", "CHI BỘ ……………………"]
    assert "Kính gửi: Chi bộ Tổ dân phố 1." in asked
    place = asked.index("Gương mẫu.")
    assert asked[place + 1] == "Gần dân."
    assert asked[-2:] == ["T/M CHI UỶ (CHI BỘ)", "(Ký, ghi rõ họ tên)"]


def test_only_who_meets_elsewhere_needs_the_opinion_of_the_cell_there() -> None:
    assert lacks(ward_with(), TEMPORARY) == "không có đảng viên nào sinh hoạt tạm thời nơi khác"

    def away(data: Dataset) -> None:
        data.members[2] = data.members[2].model_copy(
            update={"status": "Sinh hoạt tạm thời nơi khác"}
        )

    lines = read(changed(away), TEMPORARY, "DV3")
    assert "Họ và tên: Lê A & B <C>." in lines


def changed(change: Callable[[Dataset], None]) -> Ward:
    data = small_dataset()
    change(data)
    return Ward(data)
