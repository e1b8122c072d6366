"""Reports of achievements, opinions of other places, the form of 2018 for organisations."""

from __future__ import annotations

from giayto.data.models import Award, Dataset, YearResult
from giayto.data.ward import Ward
from tests.declared import changed, keys, lacks, read, ward_with
from tests.wards import EXCELLENT, GOOD, dataset_of_2023, day, member

ACHIEVEMENT, RESIDENCE, TEMPORARY = (
    "bao-cao-thanh-tich",
    "nhan-xet-noi-cu-tru",
    "nhan-xet-sinh-hoat-tam-thoi",
)
ANALYSIS = "phieu-phan-tich-to-chuc"


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
    assert 'đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" 5 năm liền (2022 - 2026)' in lines


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
    assert f"| 2026 | {EXCELLENT} | …… |  |" in cell
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


# --- the form of 2018 ------------------------------------------------------------------


def test_each_organisation_has_a_form_to_tick_until_there_are_points() -> None:
    ward = Ward(dataset_of_2023())
    assert keys(ward, ANALYSIS) == ["DU-2023", "CB01-2023"]
    lines = read(ward, ANALYSIS, "CB01")
    assert lines[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"  # whoever assesses writes no letterhead
    assert "- Đánh giá, xếp loại tổ chức đảng: Chi bộ Tổ dân phố 1." in lines
    assert "| 4 | Công tác kiểm tra, giám sát và kỷ luật đảng |  |  |  |  |" in lines
    assert keys(ward_with(), ANALYSIS) == []
    assert lacks(ward_with(), ANALYSIS) == "chỉ có đến năm kiểm điểm 2024"
