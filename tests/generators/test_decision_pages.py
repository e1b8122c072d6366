"""Decisions on grades and on commendation: who is counted, in which order, for how much."""

from __future__ import annotations

import pytest

from giayto.data.models import Award, Dataset
from giayto.data.ward import Ward
from giayto.generators import decisions
from giayto.generators.commendations import decision as commendation_decision
from giayto.generators.plan import Scope
from tests.busy import job_of, lines_of, ward_of
from tests.wards import DONE, EXCELLENT, member

KEY = "DU-2026"


def on_members(ward: Ward) -> list[str]:
    return lines_of(job_of(decisions.plan_members(ward, Scope()), KEY))


def on_organisations(ward: Ward) -> list[str]:
    return lines_of(job_of(decisions.plan_organisations(ward, Scope()), KEY))


def awarded(ward: Ward, kind: str = "dang-vien") -> list[str]:
    plan = commendation_decision.plan(ward, Scope())
    return lines_of(job_of(plan, f"{KEY}-{kind}"))


def rows(lines: list[str]) -> list[str]:
    """The rows of the list behind the decision, without its heading."""
    return [line for line in lines if line.startswith("| ")][1:]


# --- grades ----------------------------------------------------------------------------


def test_the_decision_on_organisations_counts_each_level() -> None:
    lines = on_organisations(ward_of())
    start = lines.index("BAN THƯỜNG VỤ ĐẢNG UỶ QUYẾT ĐỊNH:")
    assert lines[start + 1 : start + 8] == [
        "Điều 1. Công nhận kết quả đánh giá, xếp loại chất lượng năm 2026 đối với 03 tổ chức "
        "đảng, cụ thể:",
        "- Hoàn thành xuất sắc nhiệm vụ: 02 tổ chức đảng (trong đó tiêu biểu: 02 tổ chức đảng);",
        "- Hoàn thành tốt nhiệm vụ: 01 tổ chức đảng;",
        "- Hoàn thành nhiệm vụ: không có;",
        "- Không hoàn thành nhiệm vụ: không có.",
        "(Có danh sách kèm theo).",
        "Điều 2. Ban Xây dựng Đảng, Văn phòng Đảng uỷ và các tổ chức đảng có tên trong "
        "danh sách kèm theo chịu trách nhiệm thi hành Quyết định này.",
    ]


def test_the_list_of_organisations_prints_every_column_in_sheet_order() -> None:
    assert rows(on_organisations(ward_of())) == [
        f"| 1 | Chi bộ Tổ dân phố 1 | {EXCELLENT} | {EXCELLENT} | {EXCELLENT} | x |  |",
        "| 2 | Chi bộ Cơ quan phường | Hoàn thành tốt nhiệm vụ | Hoàn thành tốt nhiệm vụ | "
        "Hoàn thành tốt nhiệm vụ |  | Mới thành lập |",
        f"| 3 | Đảng bộ Trường THPT Mẫu | {EXCELLENT} |  | {EXCELLENT} | x |  |",
    ]


def test_without_an_exemplary_organisation_nothing_is_said_of_them() -> None:
    def none(data: Dataset) -> None:
        for one in data.organisations:
            one.exemplary = False

    lines = on_organisations(ward_of(none))
    assert "- Hoàn thành xuất sắc nhiệm vụ: 02 tổ chức đảng;" in lines


def test_an_organisation_without_a_grade_is_left_out_with_the_reason() -> None:
    plan = decisions.plan_organisations(ward_of(), Scope())
    assert [(s.paper, s.unit, s.subject, s.reason) for s in plan.skipped] == [
        (
            "quyet-dinh-xep-loai-to-chuc",
            "Chi bộ Khối lớp 10",
            "Chi bộ Khối lớp 10",
            "chưa ghi mức xếp loại",
        )
    ]


def test_the_list_of_members_prints_every_column_by_name() -> None:
    lines = on_members(ward_of())
    assert rows(lines) == [
        "| 1 | Đỗ Văn Ánh | 1970 | Phó Bí thư chi bộ | Tổ dân phố 1 | Hoàn thành tốt nhiệm vụ |  |",
        "| 2 | Lê Mẫu | 1960 | Bí thư | Cơ quan phường | Hoàn thành nhiệm vụ | Hạ một mức |",
        "| 3 | Lê Mẫu | 1970 | Bí thư Đoàn | Cơ quan phường | Không hoàn thành nhiệm vụ |  |",
        f"| 4 | Phan Thầy | 1970 | Bí thư | Khối lớp 10 | {EXCELLENT} |  |",
        "| 5 | Nguyễn Thuỷ Ủy | 1970 | Bí thư chi bộ; Phó Chủ tịch UBND phường | Tổ dân phố 1 "
        f"| {EXCELLENT} |  |",
        f"| 6 | Lê A & B <C> | 1950 |  | Tổ dân phố 1 | {DONE} |  |",
    ]
    assert "- Hoàn thành xuất sắc nhiệm vụ: 02 đảng viên;" in lines
    assert "- Không hoàn thành nhiệm vụ: 01 đảng viên." in lines
    assert any("đối với 06 đảng viên" in line for line in lines)


def test_a_birth_not_known_leaves_its_cell_empty() -> None:
    def no_birth(data: Dataset) -> None:
        next(m for m in data.members if m.code == "DV2").birth = None

    assert rows(on_members(ward_of(no_birth)))[0].startswith("| 1 | Đỗ Văn Ánh |  | Phó Bí thư")


def test_who_is_not_in_the_decision_is_named_with_the_reason() -> None:
    plan = decisions.plan_members(ward_of(), Scope())
    assert [(s.unit, s.subject, s.reason) for s in plan.skipped] == [
        ("", "Người Lạc", "chi bộ “CB99” không có ở trang Tổ chức đảng"),
        ("Chi bộ Tổ dân phố 1", "Phạm Mới", "mới kết nạp chưa đủ 6 tháng (kết nạp 01/10/2026)"),
        ("Chi bộ Tổ dân phố 1", "Hoàng Miễn", "được miễn công tác và sinh hoạt đảng"),
        ("Chi bộ Tổ dân phố 1", "Vũ Dự Bị", "chưa ghi mức xếp loại"),
        ("Chi bộ Cơ quan phường", "Bùi Ảnh", "chưa ghi mức xếp loại"),
        ("Chi bộ Cơ quan phường", "Hồ Xa", "chưa ghi mức xếp loại"),
        ("Chi bộ Cơ quan phường", "Mai Đình", "đang bị đình chỉ sinh hoạt đảng"),
        ("Chi bộ Cơ quan phường", "Tô Miễn", "được miễn công tác và sinh hoạt đảng"),
    ]
    assert {s.paper for s in plan.skipped} == {"quyet-dinh-xep-loai-dang-vien"}


@pytest.mark.parametrize("plan", [decisions.plan_members, decisions.plan_organisations])
def test_nothing_graded_gives_no_decision(plan: object) -> None:
    def ungraded(data: Dataset) -> None:
        for review in data.reviews:
            review.grade = ""
        for organisation in data.organisations:
            organisation.grade = ""

    made = plan(ward_of(ungraded), Scope())  # type: ignore[operator]
    assert made.jobs == []
    assert made.skipped


@pytest.mark.parametrize(
    "plan", [decisions.plan_members, decisions.plan_organisations, commendation_decision.plan]
)
def test_decisions_are_the_committees_alone(plan: object) -> None:
    ward = ward_of()
    cell = ward.organisation("CB01")
    assert cell is not None and ward.issuer is not None
    nothing = plan(ward, Scope((cell,)))  # type: ignore[operator]
    assert (nothing.jobs, nothing.skipped) == ([], [])
    assert plan(ward, Scope((ward.issuer,))).jobs  # type: ignore[operator]
    nobody = plan(ward_of(issuer="không có"), Scope())  # type: ignore[operator]
    assert (nobody.jobs, nobody.skipped) == ([], [])


@pytest.mark.parametrize(
    ("plan", "key", "stem", "title"),
    [
        (
            decisions.plan_organisations,
            KEY,
            "quyet-dinh-xep-loai-to-chuc-dang",
            "Quyết định công nhận kết quả đánh giá, xếp loại chất lượng tổ chức đảng năm 2026",
        ),
        (
            decisions.plan_members,
            KEY,
            "quyet-dinh-xep-loai-dang-vien",
            "Quyết định công nhận kết quả đánh giá, xếp loại chất lượng đảng viên năm 2026",
        ),
        (
            commendation_decision.plan,
            f"{KEY}-dang-vien",
            "quyet-dinh-khen-thuong-dang-vien",
            "Quyết định khen thưởng đảng viên năm 2026",
        ),
        (
            commendation_decision.plan,
            f"{KEY}-to-chuc",
            "quyet-dinh-khen-thuong-to-chuc-dang",
            "Quyết định khen thưởng tổ chức đảng năm 2026",
        ),
    ],
)
def test_what_a_decision_is_called(plan: object, key: str, stem: str, title: str) -> None:
    job = job_of(plan(ward_of(), Scope()), key)  # type: ignore[operator]
    assert (job.stem, job.title, job.unit.code, job.rules) == (stem, title, "DU", "party-2026")
    assert job.master == job.paper


def test_the_abstract_and_the_heading_of_the_list_name_whom_it_is_about() -> None:
    lines = on_members(ward_of())
    start = lines.index("QUYẾT ĐỊNH")
    assert lines[start + 1 : start + 3] == [
        "công nhận kết quả đánh giá, xếp loại chất lượng",
        "đảng viên năm 2026",
    ]
    start = lines.index("DANH SÁCH")
    assert lines[start + 1 : start + 3] == [
        "đảng viên được công nhận kết quả đánh giá,",
        "xếp loại chất lượng năm 2026",
    ]
    assert lines[start + 4] == "của Ban Thường vụ Đảng uỷ phường Mường Mẫu)"
    lines = on_organisations(ward_of())
    assert "tổ chức đảng được công nhận kết quả đánh giá," in lines


def test_a_decision_without_a_day_leaves_room_for_it() -> None:
    lines = on_members(ward_of(date=None))
    gap = "\u00a0" * 6
    assert f"Mường Mẫu, ngày{gap}tháng{gap}năm 2026" in lines
    start = lines.index("DANH SÁCH")
    small = "\u00a0" * 5
    assert f"ngày {small}/{small}/2026" in " ".join(lines[start + 3 : start + 5])


def test_words_of_a_decision_are_spelt_as_the_settings_say() -> None:
    def posts(data: Dataset) -> None:
        data.members[1].party_post = "Uỷ viên Đảng uỷ"
        data.organisations[1].name = "Chi bộ Hoà Mẫu"

    ward = ward_of(posts, spelling="ủy", executors="Văn phòng Đảng uỷ")
    assert "BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH:" in on_members(ward)
    assert any("Hòa Mẫu" in row for row in rows(on_organisations(ward)))
    row = next(row for row in rows(on_members(ward)) if "Đỗ Văn Ánh" in row)
    assert "| Ủy viên Đảng ủy | Hòa Mẫu |" in row
    assert any(line.startswith("Điều 2. Văn phòng Đảng ủy, các") for line in on_members(ward))


# --- commendation ----------------------------------------------------------------------


def test_each_amount_stands_with_its_words_and_its_multiple() -> None:
    lines = awarded(ward_of())
    assert "Điều 1. Tặng Giấy khen cho 02 đảng viên đạt tiêu chuẩn " in "\n".join(lines)
    assert (
        "Điều 2. Mức tiền thưởng kèm theo là 500.000 đồng/giấy khen (bằng chữ: Năm trăm nghìn "
        "đồng); 759.000 đồng/giấy khen (bằng chữ: Bảy trăm năm mươi chín nghìn đồng), bằng 0,3 "
        "lần mức lương cơ sở 2.530.000 đồng, trích từ quỹ đảng phí của Đảng bộ. Tổng số tiền "
        "thưởng: 1.259.000 đồng (bằng chữ: Một triệu hai trăm năm mươi chín nghìn đồng)."
    ) in lines
    assert (
        "Điều 3. Ban Xây dựng Đảng, Văn phòng Đảng uỷ, các chi bộ và đảng viên có tên trong danh "
        "sách kèm theo chịu trách nhiệm thi hành Quyết định này."
    ) in lines


def test_the_list_of_awarded_prints_posts_cells_amounts_notes_and_the_sum() -> None:
    lines = awarded(ward_of())
    assert rows(lines) == [
        "| 1 | Phan Thầy | 1970 | Bí thư, Chi bộ Khối lớp 10 | Giấy khen (trong năm) | 500.000 "
        "| Đặc cách |",
        "| 2 | Nguyễn Thuỷ Ủy | 1970 | Bí thư Chi bộ Tổ dân phố 1 | Giấy khen (trong năm) "
        "| 759.000 |  |",
        "|  | Cộng |  |  |  | 1.259.000 |  |",
    ]
    assert lines[-1] == (
        "Danh sách này có 02 đảng viên; số tiền bằng chữ: Một triệu hai trăm năm mươi chín nghìn "
        "đồng."
    )
    start = lines.index("DANH SÁCH")
    assert lines[start + 1] == "đảng viên được khen thưởng năm 2026"
    assert lines[start + 2].startswith("(Kèm theo Quyết định số")


def test_organisations_are_awarded_by_a_decision_of_their_own() -> None:
    lines = awarded(ward_of(), "to-chuc")
    assert "khen thưởng tổ chức đảng năm 2026" in lines
    assert "tổ chức đảng được khen thưởng năm 2026" in lines
    assert (
        "Điều 3. Ban Xây dựng Đảng, Văn phòng Đảng uỷ và các tổ chức đảng có tên trong danh sách "
        "kèm theo chịu trách nhiệm thi hành Quyết định này."
    ) in lines
    assert (
        rows(lines)[0]
        == "| 1 | Chi bộ Tổ dân phố 1 | Giấy khen (tiêu biểu trong năm) | 1.518.000 |  |"
    )


def test_several_forms_are_listed_one_after_the_other() -> None:
    def decide(data: Dataset) -> None:
        (award,) = (a for a in data.awards if a.subject == "E1")
        award.decider, award.amount = "Đảng uỷ", 3_795_000

    lines = awarded(ward_of(decide))
    assert (
        'Điều 1. Tặng Bằng khen cho 01 đảng viên đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" '
        "5 năm liền (2022 - 2026); tặng Giấy khen cho 02 đảng viên đạt tiêu chuẩn "
        '"Hoàn thành xuất sắc nhiệm vụ" trong năm 2026.'
    ) in lines
    assert any(
        "3.795.000 đồng/bằng khen (bằng chữ: Ba triệu bảy trăm chín mươi lăm nghìn đồng), bằng "
        "1,5 lần mức lương cơ sở 2.530.000 đồng" in line
        for line in lines
    )


def test_two_of_the_same_amount_are_stated_once() -> None:
    def another(data: Dataset) -> None:
        data.awards.append(Award(subject="DV2"))

    money = next(line for line in awarded(ward_of(another)) if line.startswith("Điều 2."))
    assert money.count("759.000 đồng/giấy khen") == 1
    assert "Tổng số tiền thưởng: 2.018.000 đồng" in money


@pytest.mark.parametrize(
    ("rounding", "amount"),
    [
        ("Không làm tròn", "702.003"),
        ("Lên hàng nghìn đồng", "703.000"),
        ("Lên hàng chục nghìn đồng", "710.000"),
        ("Lên hàng trăm nghìn đồng", "800.000"),
    ],
)
def test_amounts_are_rounded_up_as_the_settings_say(rounding: str, amount: str) -> None:
    lines = awarded(ward_of(award_rounding=rounding, base_salary=2_340_010))
    assert rows(lines)[1].split(" | ")[5] == amount


def test_an_amount_is_rounded_up_to_a_whole_dong() -> None:
    lines = awarded(ward_of(base_salary=2_340_001))
    assert rows(lines)[1].split(" | ")[5] == "702.001"


def test_the_base_salary_of_the_settings_counts_before_the_table() -> None:
    lines = awarded(ward_of(base_salary=2_000_000))
    assert any(
        "600.000 đồng/giấy khen (bằng chữ: Sáu trăm nghìn đồng), bằng 0,3 lần mức lương cơ sở "
        "2.000.000 đồng" in line
        for line in lines
    )
    assert rows(lines)[1].split(" | ")[5] == "600.000"


def test_the_day_chooses_the_base_salary_and_without_a_day_the_end_of_the_year() -> None:
    assert "759.000" in rows(awarded(ward_of(date=None)))[1]


def test_what_the_committee_may_not_award_is_named_with_the_reason() -> None:
    plan = commendation_decision.plan(ward_of(), Scope())
    above = "do cấp trên quyết định, đã đưa vào tờ trình của Đảng uỷ phường Mường Mẫu"
    unknown = "bảng quy định không có mức tiền thưởng cho hình thức này; hãy ghi cột Tiền thưởng"
    assert [(s.paper, s.unit, s.subject, s.reason) for s in plan.skipped] == [
        ("quyet-dinh-khen-thuong", "Chi bộ Cơ quan phường", "Lê Mẫu (sinh năm 1960)", above),
        ("quyet-dinh-khen-thuong", "Chi bộ Cơ quan phường", "Lê Mẫu (sinh năm 1970)", above),
        ("quyet-dinh-khen-thuong", "Chi bộ Cơ quan phường", "Chi bộ Cơ quan phường", unknown),
        ("quyet-dinh-khen-thuong", "Đảng uỷ Trường Mẫu", "Đảng uỷ Trường Mẫu", above),
    ]


def test_a_grassroots_committee_is_no_cell_to_the_law() -> None:
    def annual(data: Dataset) -> None:
        data.awards = [
            Award(subject="TH", decider="Đảng uỷ"),
            Award(subject="CB02", decider="Đảng uỷ"),
            Award(subject="CB03", decider="Đảng uỷ"),
        ]

    lines = awarded(ward_of(annual), "to-chuc")
    assert [row.removesuffix(" |").split(" | ")[3] for row in rows(lines)] == [
        "5.060.000",
        "5.060.000",
        "1.518.000",
        "11.638.000",
    ]


def test_an_organisation_of_no_kind_counts_as_a_cell() -> None:
    def plain(data: Dataset) -> None:
        next(o for o in data.organisations if o.code == "CB03").kind = ""
        data.awards = [Award(subject="CB03", decider="Đảng uỷ")]

    assert (
        rows(awarded(ward_of(plain), "to-chuc"))[0].removesuffix(" |").split(" | ")[3]
        == "1.518.000"
    )


def test_members_are_awarded_by_name_and_organisations_in_sheet_order() -> None:
    def many(data: Dataset) -> None:
        data.members.append(member("E8", "Lê Ánh", "CB02"))
        data.awards = [
            Award(subject=subject, decider="Đảng uỷ")
            for subject in ("CB03", "DV1", "CB01", "E8", "F1")
        ]

    ward = ward_of(many)
    assert [row.split(" | ")[1] for row in rows(awarded(ward))] == [
        "Lê Ánh",
        "Phan Thầy",
        "Nguyễn Thuỷ Ủy",
        "Cộng",
    ]
    assert [row.split(" | ")[1] for row in rows(awarded(ward, "to-chuc"))] == [
        "Chi bộ Khối lớp 10",
        "Chi bộ Tổ dân phố 1",
        "Cộng",
    ]


def test_one_form_is_stated_once_although_names_mix_the_forms() -> None:
    def mixed(data: Dataset) -> None:
        data.awards = [
            Award(subject=code, form=form, decider="Đảng uỷ", amount=100_000)
            for code, form in (("DV2", "Giấy khen"), ("F1", "Bằng khen"), ("DV1", "Giấy khen"))
        ]

    (article,) = (line for line in awarded(ward_of(mixed)) if line.startswith("Điều 1."))
    assert article.count("Giấy khen cho 02 đảng viên") == 1
    assert article.count("Bằng khen cho 01 đảng viên") == 1


def test_the_list_of_awarded_is_spelt_as_the_settings_say_but_for_names() -> None:
    def change(data: Dataset) -> None:
        data.organisations[1].name = "Chi bộ Hoà Mẫu"
        data.members[1].full_name, data.members[1].party_post = "Lê Thuý", "Uỷ viên"
        data.members[1].cell = "Chi bộ Hoà Mẫu"
        data.awards = [Award(subject="DV2"), Award(subject="Chi bộ Hoà Mẫu")]

    ward = ward_of(change, spelling="ủy")
    assert rows(awarded(ward))[0].startswith("| 1 | Lê Thuý | 1970 | Ủy viên, Chi bộ Hòa Mẫu |")
    assert rows(awarded(ward, "to-chuc"))[0].startswith("| 1 | Chi bộ Hòa Mẫu |")
