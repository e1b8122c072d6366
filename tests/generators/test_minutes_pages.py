"""Minutes of a cell where much happened: who was there, who spoke, how it was voted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giayto.data.models import Dataset
from giayto.data.ward import Ward
from giayto.generators.minutes import ordinary as minutes_ordinary
from giayto.generators.minutes import review as minutes_review
from giayto.generators.plan import Scope
from tests.busy import busy_dataset, job_of, lines_of, ward_of
from tests.wards import day, member


def review_minutes(ward: Ward, key: str = "CB02-H11-2026") -> list[str]:
    return lines_of(job_of(minutes_review.plan(ward, Scope()), key), ward.settings.spelling)


def ordinary_minutes(ward: Ward, key: str = "CB02-H12-2026") -> list[str]:
    return lines_of(job_of(minutes_ordinary.plan(ward, Scope()), key), ward.settings.spelling)


def between(lines: list[str], first: str, last: str) -> list[str]:
    """The lines between two headings."""
    return lines[lines.index(first) + 1 : lines.index(last)]


def test_what_the_sheet_does_not_say_stays_open() -> None:
    lines = review_minutes(ward_of())
    assert (
        "Hôm nay, vào hồi …… giờ …… phút, ngày 09 tháng 12 năm 2026, tại ………………, Chi bộ Cơ quan "
        "phường tổ chức hội nghị kiểm điểm, đánh giá, xếp loại chất lượng năm 2026."
    ) in lines
    assert "3. Chủ trì hội nghị: đồng chí Lê Mẫu." in lines
    assert "4. Người ghi biên bản: đồng chí ………………." in lines
    assert (
        "Hội nghị kết thúc vào hồi …… giờ …… phút cùng ngày. Biên bản được thông qua với ……/02 "
        "đảng viên chính thức có mặt nhất trí."
    ) in lines
    assert "Hình thức biểu quyết: \t" in lines
    assert not any("tổ kiểm phiếu" in line for line in lines)
    assert lines[-3:] == ["NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "Lê Mẫu"]


def test_the_roll_counts_everybody_by_kind() -> None:
    lines = review_minutes(ward_of())
    assert between(lines, "I. THÀNH PHẦN THAM DỰ", "II. KHAI MẠC") == [
        "1. Tổng số đảng viên của chi bộ: 06 đồng chí (chính thức: 06). Không thuộc diện triệu "
        "tập:",
        "- Được miễn công tác và sinh hoạt đảng: đồng chí Tô Miễn.",
        "- Sinh hoạt tạm thời ở nơi khác: đồng chí Hồ Xa.",
        "- Bị đình chỉ sinh hoạt đảng: đồng chí Mai Đình.",
        "2. Số đảng viên được triệu tập: 03 đồng chí; có mặt: 02 đồng chí (chính thức: 02); vắng "
        "mặt: 01 đồng chí (có lý do: 01).",
        "- Ốm nặng: đồng chí Bùi Ảnh.",
        "3. Chủ trì hội nghị: đồng chí Lê Mẫu.",
        "4. Người ghi biên bản: đồng chí ……………….",
        "5. Đại biểu cấp trên dự hội nghị:",
        "- Ông Nguyễn Khách, Phó Bí thư.",
        "- Bà Trần Khách.",
    ]


def test_two_of_one_status_are_named_together() -> None:
    def another(data: Dataset) -> None:
        data.members.append(member("E9", "An Xa", "CB02", status="Sinh hoạt tạm thời nơi khác"))

    lines = review_minutes(ward_of(another))
    assert "- Sinh hoạt tạm thời ở nơi khác: 02 đồng chí, gồm: Hồ Xa, An Xa." in lines


def test_probationary_members_are_told_apart() -> None:
    def probationary(data: Dataset) -> None:
        for one in data.members:
            if one.code in ("E1", "E3"):
                one.joined, one.official = day("1/3/2026"), None

    lines = review_minutes(ward_of(probationary))
    assert any("06 đồng chí (chính thức: 04; dự bị: 02)." in line for line in lines)
    assert any("có mặt: 02 đồng chí (chính thức: 01; dự bị: 01)" in line for line in lines)


def test_the_opinions_on_the_collective_are_those_about_it() -> None:
    lines = review_minutes(ward_of())
    assert between(lines, "III. KIỂM ĐIỂM TẬP THỂ CHI BỘ", "IV. KIỂM ĐIỂM CÁ NHÂN") == [
        "Đồng chí Bùi Ảnh trình bày báo cáo kiểm điểm tập thể chi bộ.",
        "Ý kiến của hội nghị:",
        "- Đồng chí Lê Mẫu (sinh năm 1970): Chi bộ cần đổi mới!",
        "- Đồng chí Lê Mẫu (sinh năm 1970): Tán thành?",
        "- Đồng chí Lê Mẫu (sinh năm 1960): Đúng…",
        "- Đồng chí Lê Mẫu (sinh năm 1960): Nên sớm hơn.",
        "- Bà Trần Khách: Chúc mừng.",
        "Kết luận: Tập thể đoàn kết.",
        "Tập thể tự xếp loại: Hoàn thành tốt nhiệm vụ.",
    ]


def test_the_collectives_own_form_counts_where_the_sheet_of_cells_is_empty() -> None:
    def unsaid(data: Dataset) -> None:
        data.organisations[2].self_grade = ""
        data.organisations[2].proposed_grade = ""

    lines = review_minutes(ward_of(unsaid))
    assert "Tập thể tự xếp loại: Hoàn thành nhiệm vụ." in lines
    assert lines[lines.index("VI. KẾT LUẬN") + 1] == "1. Chi bộ đề nghị xếp loại chi bộ: \t"

    def nothing(data: Dataset) -> None:
        unsaid(data)
        data.reviews = [r for r in data.reviews if r.subject != "CB02"]

    assert "Tập thể tự xếp loại: \t" in review_minutes(ward_of(nothing))


def test_the_cells_own_grade_stands_in_for_a_missing_proposal() -> None:
    def unsaid(data: Dataset) -> None:
        data.organisations[2].proposed_grade = ""
        data.organisations[2].self_grade = "Hoàn thành nhiệm vụ"

    lines = review_minutes(ward_of(unsaid))
    assert "1. Chi bộ đề nghị xếp loại chi bộ: Hoàn thành nhiệm vụ." in lines


def test_persons_follow_in_the_order_of_their_posts_with_what_was_said() -> None:
    lines = review_minutes(ward_of())
    assert between(lines, "IV. KIỂM ĐIỂM CÁ NHÂN", "V. BIỂU QUYẾT, BỎ PHIẾU XẾP LOẠI") == [
        "1. Đồng chí Lê Mẫu (sinh năm 1960), Bí thư trình bày bản kiểm điểm; tự xếp loại: "
        "Hoàn thành tốt nhiệm vụ (87,75/100 điểm).",
        "- Nhận xét của chi bộ: Có tiến bộ. Cần nêu gương hơn.",
        "2. Đồng chí Lê Mẫu (sinh năm 1970) trình bày bản kiểm điểm; tự xếp loại: "
        "Hoàn thành nhiệm vụ.",
        "Đảng viên vắng mặt, chưa kiểm điểm tại hội nghị: 02 đồng chí, gồm: Bùi Ảnh, Hồ Xa.",
        "Đảng viên không thuộc diện kiểm điểm, xếp loại:",
        "- Đang bị đình chỉ sinh hoạt đảng: đồng chí Mai Đình.",
        "- Được miễn công tác và sinh hoạt đảng: đồng chí Tô Miễn.",
    ]


def test_without_a_chair_or_presenter_the_secretary_does_both() -> None:
    def nobody(data: Dataset) -> None:
        data.meetings[2].chair = data.meetings[2].presenter = ""
        data.organisations[2].secretary = "Bùi Ảnh"
        data.attendance = [row for row in data.attendance if row.member != "E3"]

    lines = review_minutes(ward_of(nobody))
    assert "3. Chủ trì hội nghị: đồng chí Bùi Ảnh, Uỷ viên." in lines
    assert any(line.startswith("Đồng chí Bùi Ảnh trình bày báo cáo") for line in lines)
    assert lines[-1] == "Bùi Ảnh"


def test_nobody_known_leaves_the_chair_open() -> None:
    def nobody(data: Dataset) -> None:
        data.meetings[2].chair = ""
        data.members[6].party_post = ""

    lines = review_minutes(ward_of(nobody))
    assert "3. Chủ trì hội nghị: đồng chí ………………." in lines
    assert lines[-1] == "CHỦ TRÌ HỘI NGHỊ"


def test_ordinary_minutes_hold_only_what_was_done() -> None:
    lines = ordinary_minutes(ward_of())
    start = lines.index("I. THÀNH PHẦN THAM DỰ")
    assert lines[start - 1] == (
        "Hôm nay, vào hồi 14 giờ 05 phút, ngày 10 tháng 11 năm 2026, tại Hội trường, Chi bộ Cơ "
        "quan phường tổ chức sinh hoạt định kỳ tháng 11 năm 2026."
    )
    assert lines[start + 1 :] == [
        "1. Tổng số đảng viên của chi bộ: 06 đồng chí (chính thức: 06). Không thuộc diện triệu "
        "tập:",
        "- Được miễn công tác và sinh hoạt đảng: đồng chí Tô Miễn.",
        "- Sinh hoạt tạm thời ở nơi khác: đồng chí Hồ Xa.",
        "- Bị đình chỉ sinh hoạt đảng: đồng chí Mai Đình.",
        "2. Số đảng viên được triệu tập: 03 đồng chí; có mặt: 01 đồng chí (chính thức: 01); vắng "
        "mặt: 02 đồng chí (có lý do: 01; không có lý do: 01).",
        "- Có lý do: đồng chí Lê Mẫu (sinh năm 1960).",
        "- Không có lý do: đồng chí Lê Mẫu (sinh năm 1970).",
        "3. Chủ trì hội nghị: đồng chí ……………….",
        "4. Người ghi biên bản: đồng chí Người Ngoài.",
        "5. Đại biểu cấp trên dự hội nghị:",
        "- Ông Nguyễn Khách.",
        "II. NỘI DUNG VÀ DIỄN BIẾN SINH HOẠT",
        "1. Đồng chí chủ trì quán triệt mục đích, yêu cầu và thông qua chương trình sinh hoạt "
        "chi bộ.",
        "2. Đánh giá kết quả thực hiện nhiệm vụ tháng qua",
        "Việc một.",
        "Việc hai.",
        "3. Chi bộ thảo luận",
        "- Đồng chí Bùi Ảnh: Đồng tình.",
        "- Đại biểu cấp trên: Nhất trí cao.",
        "III. QUYẾT NGHỊ VÀ BIỂU QUYẾT",
        "Kết quả biểu quyết: đồng ý: 01/01 đảng viên chính thức có mặt (đạt 100%); không đồng ý: "
        "01 đồng chí; ý kiến khác: 02 đồng chí.",
        "Buổi sinh hoạt kết thúc vào hồi …… giờ …… phút cùng ngày. Biên bản đã được thông qua "
        "trước chi bộ.",
        "NGƯỜI GHI BIÊN BẢN",
        "Người Ngoài",
        "CHỦ TRÌ HỘI NGHỊ",
    ]


def test_all_three_points_of_an_ordinary_meeting_stand_in_their_order() -> None:
    lines = ordinary_minutes(ward_of(), "CB01-H02-2026")
    start = lines.index("2. Thông tin thời sự, phổ biến, quán triệt các văn bản của cấp trên")
    assert lines[start + 1 :] == [
        "Phổ biến văn bản mới.",
        "3. Đánh giá kết quả thực hiện nhiệm vụ tháng qua",
        "Hoàn thành việc tháng 01.",
        "4. Triển khai nhiệm vụ tháng tới",
        "Chuẩn bị kế hoạch tháng 3.",
        "5. Đồng chí chủ trì kết luận",
        "Thống nhất thực hiện.",
        "III. QUYẾT NGHỊ VÀ BIỂU QUYẾT",
        "Chi bộ thống nhất quyết nghị các nội dung sau:",
        "- Thông qua nghị quyết tháng 02.",
        "Kết quả biểu quyết: đồng ý: 02/02 đảng viên chính thức có mặt (đạt 100%); không đồng ý: "
        "không; ý kiến khác: không.",
        "Buổi sinh hoạt kết thúc vào hồi 09 giờ 30 phút cùng ngày. Biên bản đã được thông qua "
        "trước chi bộ.",
        "NGƯỜI GHI BIÊN BẢN",
        "Đỗ Văn Ánh",
        "CHỦ TRÌ HỘI NGHỊ",
        "Nguyễn Thuỷ Ủy",
    ]


@pytest.mark.parametrize(
    ("agreed", "printed"),
    [
        (None, None),
        (0, "đồng ý: 00/03 đảng viên chính thức có mặt (đạt 0%)"),
        (1, "đồng ý: 01/03 đảng viên chính thức có mặt (đạt 33,33%)"),
        (2, "đồng ý: 02/03 đảng viên chính thức có mặt (đạt 66,67%)"),
    ],
)
def test_the_share_of_votes_is_of_the_official_members_present(
    agreed: int | None, printed: str | None
) -> None:
    def vote(data: Dataset) -> None:
        data.meetings[3].votes_for = agreed
        data.attendance = [row for row in data.attendance if row.meeting != "H12"]

    found = [x for x in ordinary_minutes(ward_of(vote)) if x.startswith("Kết quả biểu quyết")]
    assert len(found) == (printed is not None)
    assert all(str(printed) in line for line in found)


def test_a_vote_without_voters_has_no_share() -> None:
    def probationary(data: Dataset) -> None:
        for one in data.members:
            one.joined, one.official = day("1/3/2026"), None

    assert any(
        "đồng ý: 01/00 đảng viên chính thức có mặt; không" in x
        for x in ordinary_minutes(ward_of(probationary))
    )


@pytest.mark.parametrize(
    ("opinion", "printed"),
    [
        ("Hay lắm!", "Hay lắm!"),
        ("Có nên?", "Có nên?"),
        ("Và còn…", "Và còn…"),
        ("Nhất  trí\ncao", "Nhất trí cao."),
        ("Nhất trí.", "Nhất trí."),
    ],
)
def test_an_opinion_ends_like_a_sentence(opinion: str, printed: str) -> None:
    def say(data: Dataset) -> None:
        data.attendance[-1].opinion = opinion

    assert f"- Đồng chí Bùi Ảnh: {printed}" in ordinary_minutes(ward_of(say))


@pytest.mark.parametrize(
    ("reason", "printed"),
    [("đi công tác;", "Đi công tác"), ("", "Có lý do"), ("TDP họp.", "TDP họp")],
)
def test_a_reason_for_absence_reads_on(reason: str, printed: str) -> None:
    def away(data: Dataset) -> None:
        (row,) = (r for r in data.attendance if r.meeting == "H12" and r.member == "E1")
        row.reason = reason

    assert f"- {printed}: đồng chí Lê Mẫu (sinh năm 1960)." in ordinary_minutes(ward_of(away))


def test_what_minutes_are_called_in_folders_and_reports() -> None:
    review = job_of(minutes_review.plan(ward_of(), Scope()), "CB02-H11-2026")
    assert (review.paper, review.master, review.unit.code) == (
        "bien-ban-kiem-diem",
        "bien-ban-kiem-diem",
        "CB02",
    )
    assert review.stem == "H11-2026-12-09"
    assert review.title == "Biên bản hội nghị kiểm điểm – Chi bộ Cơ quan phường"
    ordinary = job_of(minutes_ordinary.plan(ward_of(), Scope()), "CB02-H12-2026")
    assert (ordinary.paper, ordinary.master, ordinary.unit.code) == (
        "bien-ban-sinh-hoat",
        "bien-ban-sinh-hoat",
        "CB02",
    )
    assert ordinary.stem == "H12-2026-11-10"
    assert ordinary.title == "Biên bản sinh hoạt tháng 11 – Chi bộ Cơ quan phường"


def test_meetings_without_a_whole_date_are_left_out_with_the_reason() -> None:
    plan = minutes_ordinary.plan(ward_of(), Scope())
    assert [(s.paper, s.unit, s.subject, s.reason) for s in plan.skipped] == [
        (
            "bien-ban-sinh-hoat",
            unit,
            code,
            "cuộc họp chưa ghi đủ ngày, tháng, năm",
        )
        for unit, code in (("Chi bộ Cơ quan phường", "H13"), ("Chi bộ Khối lớp 10", "H14"))
    ]
    assert [job.key for job in plan.jobs] == ["CB01-H02-2026", "CB02-H12-2026"]


def test_the_number_of_the_sheet_stands_on_the_minutes() -> None:
    assert "Số 08-BB/CB" in review_minutes(ward_of(), "CB01-H01-2026")
    lines = review_minutes(ward_of())
    assert "Số-BB/CBP" in [line.replace("\u00a0", "") for line in lines]


def test_the_posts_are_spelt_as_the_settings_say() -> None:
    def chair(data: Dataset) -> None:
        data.meetings[2].chair = data.meetings[2].presenter = "Bùi Ảnh"
        data.attendance = [row for row in data.attendance if row.member != "E3"]

    lines = review_minutes(ward_of(chair, spelling="ủy"))
    assert any("đồng chí Bùi Ảnh, Ủy viên." in line for line in lines)
    assert any(line.startswith("2. Đồng chí Bùi Ảnh, Ủy viên trình bày") for line in lines)

    def committee(data: Dataset) -> None:
        data.organisations[2].has_committee = True

    lines = review_minutes(ward_of(committee, spelling="ủy"))
    assert "III. KIỂM ĐIỂM TẬP THỂ CHI ỦY" in lines
    assert any(line.startswith("Kết quả đối với Đảng bộ Trường THPT Mẫu (") for line in lines)


def test_a_date_of_the_settings_does_not_move_a_meeting() -> None:
    data = busy_dataset()
    data.settings = data.settings.model_copy(update={"date": day("31/12/2026")})
    assert "Mẫu Sơn, ngày 09 tháng 12 năm 2026" in review_minutes(Ward(data))


def test_scores_under_each_other_have_as_many_decimals() -> None:
    def change(data: Dataset) -> None:
        for review in data.reviews:
            if review.subject == "E2":
                review.general_score, review.task_score = Decimal(28), Decimal(65)

    lines = review_minutes(ward_of(change))
    said = [line.rpartition("(")[2] for line in lines if line.endswith("/100 điểm).")]
    assert said == ["87,75/100 điểm).", "93,00/100 điểm)."]
