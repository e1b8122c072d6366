"""Proposals to the level above and their lists: who proposes whom, how each is named."""

from __future__ import annotations

import pytest

from giayto.data.models import Award, Dataset, YearResult
from giayto.data.ward import Ward
from giayto.generators.commendations import listing as commendation_list
from giayto.generators.commendations import proposal as commendation_proposal
from giayto.generators.plan import Scope
from tests.busy import job_of, lines_of, ward_of
from tests.wards import EXCELLENT, member


def proposal(ward: Ward, key: str = "CB02-2026") -> list[str]:
    return lines_of(job_of(commendation_proposal.plan(ward, Scope()), key))


def listed(ward: Ward, key: str = "CB02-2026") -> list[str]:
    return lines_of(job_of(commendation_list.plan(ward, Scope()), key))


def items(lines: list[str]) -> list[str]:
    """What is proposed: the lines between the opening and the list of what is enclosed."""
    start = next(n for n, line in enumerate(lines) if line.startswith("Trên cơ sở"))
    end = next(n for n, line in enumerate(lines) if line.startswith("Hồ sơ kèm theo"))
    return lines[start + 1 : end]


def rows(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("| ") and not line.startswith("| TT")]


def test_a_cell_proposes_to_the_committee_above_it() -> None:
    lines = proposal(ward_of())
    assert "Kính trình: Ban Thường vụ Đảng uỷ phường Mường Mẫu;" in lines
    assert (
        "Trên cơ sở kết quả kiểm điểm, đánh giá, xếp loại chất lượng năm 2026, Chi bộ Cơ quan "
        "phường đề nghị khen thưởng như sau:"
    ) in lines
    assert (
        "Hồ sơ kèm theo: danh sách đề nghị khen thưởng; bản thành tích của tổ chức đảng, đảng "
        "viên được đề nghị."
    ) in lines
    assert (
        "Chi bộ Cơ quan phường kính trình Ban Thường vụ Đảng uỷ phường Mường Mẫu xem xét, "
        "quyết định khen thưởng theo mục 1; xem xét, đề nghị cấp có thẩm quyền khen thưởng "
        "theo mục 2, 3."
    ) in lines
    assert "về việc đề nghị khen thưởng tổ chức đảng, đảng viên năm 2026" in lines
    assert lines[-3:] == ["T/M CHI BỘ", "BÍ THƯ", "Lê Mẫu"]


def test_what_the_addressee_decides_stands_first_and_namesakes_are_told_apart() -> None:
    assert items(proposal(ward_of())) == [
        "1. Tặng Cờ cho 01 tổ chức đảng:",
        "- Chi bộ Cơ quan phường.",
        '2. Tặng Bằng khen cho 01 đảng viên đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" 5 năm '
        "liền (2022 - 2026):",
        "- Đồng chí Lê Mẫu (sinh năm 1960), Bí thư.",
        "3. Tặng Cờ cho 01 đảng viên:",
        "- Đồng chí Lê Mẫu (sinh năm 1970).",
    ]


def test_the_committee_proposes_upward_what_is_not_its_own_to_decide() -> None:
    lines = proposal(ward_of(), "DU-2026")
    assert "Kính trình: Ban Thường vụ Thành uỷ Hà Nội;" in lines
    assert items(lines) == [
        '1. Tặng Cờ cho 01 tổ chức đảng đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" tiêu biểu '
        "5 năm liền (2022 - 2026):",
        "- Đảng bộ Trường THPT Mẫu.",
        '2. Tặng Bằng khen cho 01 đảng viên đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" 5 năm '
        "liền (2022 - 2026):",
        "- Đồng chí Lê Mẫu (sinh năm 1960), Bí thư, Chi bộ Cơ quan phường.",
        "3. Tặng Cờ cho 01 đảng viên:",
        "- Đồng chí Lê Mẫu (sinh năm 1970), Chi bộ Cơ quan phường.",
    ]
    assert (
        "Ban Thường vụ Đảng uỷ phường Mường Mẫu kính trình Ban Thường vụ Thành uỷ Hà Nội xem xét, "
        "quyết định."
    ) in lines
    assert lines[-3:] == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Thị Ban"]


def test_the_decider_of_the_sheet_counts_before_the_law() -> None:
    def decided(data: Dataset) -> None:
        data.awards = [
            Award(subject="DV1", decider="Cấp trên"),
            Award(subject="DV2"),
            Award(subject="E1", form="Bằng khen", period="5 năm liền", decider="Đảng uỷ"),
        ]

    assert items(proposal(ward_of(decided), "DU-2026")) == [
        '1. Tặng Giấy khen cho 01 đảng viên đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" trong '
        "năm 2026:",
        "- Đồng chí Nguyễn Thuỷ Ủy, Bí thư Chi bộ Tổ dân phố 1.",
    ]


def test_nothing_for_the_level_above_gives_no_proposal_of_the_committee() -> None:
    def own(data: Dataset) -> None:
        data.awards = [Award(subject="DV1")]

    plan = commendation_proposal.plan(ward_of(own), Scope())
    assert [job.key for job in plan.jobs] == ["CB01-2026"]


def test_a_committee_within_the_ward_is_addressed_by_its_own_cells() -> None:
    lines = proposal(ward_of(decision_authority="Ban Chấp hành"), "CB03-2026")
    assert "Kính trình: Đảng uỷ Trường Mẫu;" in lines
    assert "ĐẢNG BỘ TRƯỜNG THPT MẪU" in lines
    lines = proposal(ward_of(decision_authority="Ban Chấp hành"), "TH-2026")
    assert "Kính trình: Ban Chấp hành Đảng bộ phường Mường Mẫu;" in lines


def test_an_addressee_not_known_stays_open() -> None:
    dots = "………………"
    lines = proposal(ward_of(superior_committee=""), "DU-2026")
    assert any(line.startswith(f"Kính trình: {dots}") for line in lines)
    assert any(f"kính trình {dots} xem xét" in line for line in lines)


OPEN_DAY = "ngày{0}tháng{0}năm 2026".format("\u00a0" * 6)
CONFERENCE_DAY = "ngày 09 tháng 12 năm 2026"


def test_a_cell_proposes_on_the_day_of_its_conference_unknown_it_stays_open() -> None:
    assert f"Mường Mẫu, {OPEN_DAY}" in proposal(ward_of(), "CB03-2026")
    assert f"Mẫu Sơn, {CONFERENCE_DAY}" in proposal(ward_of())


@pytest.mark.parametrize(("count", "named"), [(12, True), (13, False)])
def test_more_than_twelve_names_stand_only_in_the_list(count: int, named: bool) -> None:
    def many(data: Dataset) -> None:
        data.members += [member(f"X{n}", f"Người Số {n}", "CB03") for n in range(count)]
        data.awards = [Award(subject=f"X{n}") for n in range(count)]

    lines = items(proposal(ward_of(many), "CB03-2026"))
    assert lines[0] == (
        f"1. Tặng Giấy khen cho {count} đảng viên đạt tiêu chuẩn "
        f'"Hoàn thành xuất sắc nhiệm vụ" trong năm 2026{":" if named else "."}'
    )
    assert len(lines) == (1 + count if named else 1)
    assert len(rows(listed(ward_of(many), "CB03-2026"))) == count


@pytest.mark.parametrize(
    ("subjects", "objects"),
    [
        (["DV1"], "đảng viên"),
        (["CB01"], "tổ chức đảng"),
        (["CB01", "DV1"], "tổ chức đảng, đảng viên"),
    ],
)
def test_the_abstract_names_whom_it_is_about(subjects: list[str], objects: str) -> None:
    def change(data: Dataset) -> None:
        data.awards = [Award(subject=subject) for subject in subjects]

    ward = ward_of(change)
    job = job_of(commendation_proposal.plan(ward, Scope()), "CB01-2026")
    assert job.title == f"Tờ trình về việc đề nghị khen thưởng {objects} năm 2026"
    assert f"về việc đề nghị khen thưởng {objects} năm 2026" in lines_of(job)
    job = job_of(commendation_list.plan(ward, Scope()), "CB01-2026")
    assert job.title == f"Danh sách đề nghị khen thưởng {objects} năm 2026"
    assert f"đề nghị khen thưởng {objects} năm 2026" in lines_of(job)


def test_the_list_prints_every_column_of_members_and_organisations() -> None:
    lines = listed(ward_of(), "CB01-2026")
    start = lines.index("II. Đảng viên")
    assert lines[start + 2] == (
        "| 1 | Nguyễn Thuỷ Ủy | 19/5/1970 | Bí thư chi bộ; Phó Chủ tịch UBND phường | Tổ dân "
        "phố 1 | 03/02/1995 | 2024: HTTNV; 2025: HTXSNV; 2026: HTXSNV | Giấy khen (trong năm) "
        "| Chủ trì 12 việc. |"
    )
    start = lines.index("I. Tổ chức đảng")
    assert lines[start + 2] == (
        "| 1 | Chi bộ Tổ dân phố 1 | 6 | 2026: HTXSNV | đề nghị | Giấy khen (tiêu biểu trong năm) "
        "| Dẫn đầu phong trào. |"
    )
    assert "Danh sách này có 01 tổ chức đảng và 01 đảng viên." in lines
    assert (
        "Chữ viết tắt: HTXSNV: Hoàn thành xuất sắc nhiệm vụ; HTTNV: Hoàn thành tốt nhiệm vụ."
    ) in lines


def test_what_is_not_known_of_the_proposed_leaves_its_cell_empty() -> None:
    def change(data: Dataset) -> None:
        data.awards = [
            Award(subject="E3", history="2025: HTNV;", decider="Đảng uỷ"),
            Award(subject="CB03"),
        ]

    ward = ward_of(change)
    assert rows(listed(ward)) == [
        "| 1 | Bùi Ảnh |  | Uỷ viên | Cơ quan phường |  | 2025: HTNV | Giấy khen (trong năm) |  |"
    ]
    lines = listed(ward, "CB03-2026")
    assert rows(lines) == [
        "| 1 | Chi bộ Khối lớp 10 | 1 |  | đề nghị | Giấy khen (tiêu biểu trong năm) |  |"
    ]
    assert "Tổ chức đảng" not in lines and "I. Tổ chức đảng" not in lines
    assert "Danh sách này có 01 tổ chức đảng." in lines
    assert "Danh sách này có 01 đảng viên." in listed(ward)


def test_a_proposed_grade_stands_in_for_the_one_not_yet_given() -> None:
    def change(data: Dataset) -> None:
        for review in data.reviews:
            review.grade = ""
        for one in data.organisations:
            one.grade = ""

    results = [row.split(" | ")[-3] for row in rows(listed(ward_of(change)))]
    assert results[1:] == ["2026: HTTNV", ""]
    assert "| 6 | 2026: HTTNV |  | Cờ (trong năm) |" in rows(listed(ward_of(change)))[0]


def test_a_grade_of_ones_own_is_printed_as_written() -> None:
    def change(data: Dataset) -> None:
        next(r for r in data.reviews if r.subject == "E1").grade = "Xuất sắc"

    assert "| 2026: Xuất sắc | Bằng khen (5 năm liền) |" in rows(listed(ward_of(change)))[1]


def test_the_list_is_signed_and_has_no_number() -> None:
    lines = listed(ward_of())
    assert not any(line.startswith("Số") for line in lines)
    assert lines[0:4] == [
        "ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU",
        "CHI BỘ CƠ QUAN PHƯỜNG",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"Mẫu Sơn, {CONFERENCE_DAY}",
    ]
    assert lines[-3:] == ["T/M CHI BỘ", "BÍ THƯ", "Lê Mẫu"]


def test_who_is_not_found_is_named_once() -> None:
    ward = ward_of()
    plan = commendation_proposal.plan(ward, Scope())
    assert [(s.paper, s.unit, s.subject, s.reason) for s in plan.skipped] == [
        ("to-trinh-khen-thuong", "", "Ai đó", "không tìm thấy người hoặc tổ chức có mã này")
    ]
    assert commendation_list.plan(ward, Scope()).skipped == []


def test_only_the_wanted_propose() -> None:
    ward = ward_of()
    cell = ward.organisation("CB02")
    assert cell is not None and ward.issuer is not None
    for plan in (commendation_proposal.plan, commendation_list.plan):
        assert [job.key for job in plan(ward, Scope((cell,))).jobs] == ["CB02-2026"]
        assert [job.key for job in plan(ward, Scope((ward.issuer,))).jobs] == ["DU-2026"]
        assert [job.unit.code for job in plan(ward, Scope()).jobs] == [
            "CB01",
            "CB02",
            "TH",
            "CB03",
            "DU",
        ]


def test_without_an_issuing_committee_the_cells_still_propose() -> None:
    def known(data: Dataset) -> None:
        data.organisations[1].parent = data.organisations[2].parent = "TH"

    plan = commendation_proposal.plan(ward_of(known, issuer=""), Scope())
    assert {"CB01-2026", "CB02-2026", "CB03-2026"} <= {job.key for job in plan.jobs}


def test_what_proposals_and_lists_are_called() -> None:
    job = job_of(commendation_proposal.plan(ward_of(), Scope()), "CB02-2026")
    assert (job.paper, job.master, job.stem) == (
        "to-trinh-khen-thuong",
        "to-trinh-khen-thuong",
        "to-trinh-de-nghi-khen-thuong",
    )
    assert (job.unit.code, job.rules) == ("CB02", "party-2026")
    job = job_of(commendation_list.plan(ward_of(), Scope()), "CB02-2026")
    assert (job.paper, job.master, job.stem, job.number) == (
        "danh-sach-khen-thuong",
        "danh-sach-khen-thuong",
        "danh-sach-de-nghi-khen-thuong",
        None,
    )
    assert (job.unit.code, job.rules) == ("CB02", "party-2026")


def test_words_are_spelt_as_the_settings_say_and_names_are_not() -> None:
    def change(data: Dataset) -> None:
        data.organisations[2].name = "Chi bộ Hoà Mẫu"
        for one in data.members:
            one.cell = one.cell.replace("CB02", "Chi bộ Hoà Mẫu")
        next(m for m in data.members if m.code == "E1").full_name = "Lê Thuý"
        next(m for m in data.members if m.code == "E1").party_post = "Uỷ viên"

    ward = ward_of(change, spelling="ủy")
    lines = proposal(ward)
    assert "Kính trình: Ban Thường vụ Đảng ủy phường Mường Mẫu;" in lines
    assert "- Đồng chí Lê Thuý, Ủy viên." in lines
    assert "- Chi bộ Hòa Mẫu." in lines
    assert "- Đồng chí Lê Thuý, Ủy viên, Chi bộ Hòa Mẫu." in proposal(ward, "DU-2026")
    first, _, third = rows(listed(ward))
    assert first.startswith("| 1 | Chi bộ Hòa Mẫu |")
    assert third.startswith("| 2 | Lê Thuý | 1960 | Ủy viên | Hòa Mẫu |")


def test_the_results_of_earlier_years_come_from_the_nearest_place_that_has_them() -> None:
    def change(data: Dataset) -> None:
        data.awards = [
            Award(subject="E3", decider="Đảng uỷ"),
            Award(subject="CB03"),
            Award(subject="DV1", form="Giấy khen", history="2025: HTTNV"),
            Award(subject="DV1", form="Bằng khen", period="5 năm liền"),
        ]
        next(m for m in data.members if m.code == "E3").history = "2024: HTTNV; 2025: HTNV"
        one = next(m for m in data.members if m.code == "DV1")
        one.history = "2025: KHTNV"

    ward = ward_of(change)
    # The award's row has none: the member's own.
    (row,) = rows(listed(ward))
    assert "| 2024: HTTNV; 2025: HTNV |" in row
    # The committee's list holds the other row, which has none: that of the first one.
    (row,) = rows(listed(ward, "DU-2026"))
    assert "| 2025: HTTNV; 2026: HTXSNV | Bằng khen (5 năm liền) |" in row


def test_the_sheet_of_years_fills_an_empty_column_and_the_member_s_own() -> None:
    def change(data: Dataset) -> None:
        data.awards = [Award(subject="E3", decider="Đảng uỷ")]
        next(m for m in data.members if m.code == "E3").history = "2024: HTTNV"
        data.year_results = [
            YearResult(subject="E3", year=2025, grade=EXCELLENT, decision="31-QĐ/ĐU")
        ]

    (row,) = rows(listed(ward_of(change)))
    assert "| 2024: HTTNV; 2025: HTXSNV |" in row


def test_the_year_under_review_is_not_listed_twice() -> None:
    def change(data: Dataset) -> None:
        data.awards = [Award(subject="CB01", form="Cờ", period="5 năm liền")]
        next(o for o in data.organisations if o.code == "CB01").history = "2025: HTTNV; 2026: HTTNV"

    (row,) = rows(listed(ward_of(change), "CB01-2026"))
    assert "| 2025: HTTNV; 2026: HTXSNV |" in row


def test_a_long_addressee_breaks_between_words() -> None:
    name = "Đảng uỷ Công ty cổ phần Thương mại và Dịch vụ Mường Mẫu"

    def change(data: Dataset) -> None:
        data.settings.decision_authority = "Ban Chấp hành"
        data.organisations[0].name = name
        data.organisations[0].party_body = name.replace("uỷ", "bộ")

    lines = proposal(ward_of(change))
    start = next(n for n, line in enumerate(lines) if line.startswith("Kính trình:"))
    assert lines[start : start + 2] == [
        "Kính trình: Ban Chấp hành Đảng bộ Công ty",
        "cổ phần Thương mại và Dịch vụ Mường Mẫu;",
    ]
