"""Who may do what: words, signatures and papers follow the authority of each body."""

from __future__ import annotations

import pytest

from giayto.data.models import Award, Dataset, LegalBasis, Organisation, Recipient
from giayto.data.ward import Ward
from giayto.generators import decisions
from giayto.generators.commendations import decision as commendation_decision
from giayto.generators.commendations import listing as commendation_list
from giayto.generators.commendations import proposal as commendation_proposal
from giayto.generators.papers import PAPERS, find_papers, plan_papers
from giayto.generators.plan import Scope
from tests.busy import job_of, lines_of, ward_of
from tests.wards import EXCELLENT, day, member, small_dataset

PROPOSED_ON = "{ai} kính trình {noi} xem xét, đề nghị cấp có thẩm quyền khen thưởng."


def keys(ward: Ward, *papers: str) -> list[str]:
    return [job.key for job in plan_papers(ward, find_papers(papers), Scope()).jobs]


def lines(ward: Ward, paper: str, key: str) -> list[str]:
    return lines_of(job_of(plan_papers(ward, find_papers([paper]), Scope()), key))


def one_cell(kind: str, *awards: Award) -> Ward:
    """One cell that keeps its own workbook: no row of the committee above it."""
    data = small_dataset()
    data.organisations = [data.organisations[1].model_copy(update={"kind": kind, "parent": ""})]
    data.settings = data.settings.model_copy(
        update={
            "issuer": "CB01",
            "superior": "Đảng bộ phường Mường Mẫu",
            "superior_committee": "Ban Thường vụ Đảng uỷ phường Mường Mẫu",
            "signer": "",
        }
    )
    data.awards = list(awards)
    return Ward(data)


# --- one cell alone --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "decided"),
    [("Chi bộ cơ sở", ["CB01-2026"]), ("Chi bộ trực thuộc", [])],
)
def test_a_cell_alone_makes_its_papers_and_decides_only_as_a_base_cell(
    kind: str, decided: list[str]
) -> None:
    ward = one_cell(kind)
    assert len(keys(ward, "kiem-diem")) == 4
    assert keys(ward, "bien-ban-kiem-diem") == ["CB01-H01-2026"]
    assert keys(ward, "quyet-dinh-xep-loai-dang-vien") == decided
    assert keys(ward, "quyet-dinh-xep-loai-to-chuc") == []


def test_a_cell_alone_stands_under_the_party_organisation_of_its_settings() -> None:
    ward = one_cell("Chi bộ trực thuộc", Award(subject="DV1"))
    printed = lines(ward, "to-trinh-khen-thuong", "CB01-2026")
    assert printed[:2] == ["ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU", "CHI BỘ TỔ DÂN PHỐ 1"]
    assert "Kính trình: Ban Thường vụ Đảng uỷ phường Mường Mẫu;" in printed
    assert printed[-3:] == ["T/M CHI BỘ", "BÍ THƯ", "Nguyễn Thuỷ Ủy"]
    assert keys(ward, "quyet-dinh-khen-thuong") == []


@pytest.mark.parametrize(
    ("kind", "organ"), [("Chi bộ cơ sở", "T/M CHI BỘ"), ("Chi bộ trực thuộc", "T/M ĐẢNG UỶ")]
)
def test_a_form_of_one_cell_leaves_the_last_grade_to_who_gives_it(kind: str, organ: str) -> None:
    job = plan_papers(one_cell(kind), find_papers(["kiem-diem"]), Scope()).jobs[0]
    assert job.context["ky_dang_uy"]["quyen_han"] == organ


def test_a_base_cell_gives_its_members_its_own_certificate() -> None:
    """Quy định 294-QĐ/TW, điểm 28.2.3: what it decides itself it does not propose."""
    ward = one_cell("Chi bộ cơ sở", Award(subject="DV1"), Award(subject="CB01"))
    printed = lines(ward, "quyet-dinh-khen-thuong", "CB01-2026-dang-vien")
    assert "CHI BỘ QUYẾT ĐỊNH:" in printed
    assert not any("Xét đề nghị của các chi bộ" in line for line in printed)
    assert any("-QĐ/CB" in line for line in printed)
    assert any("của Chi bộ Tổ dân phố 1)" in line for line in printed)
    assert any("trích từ quỹ đảng phí của Chi bộ" in line for line in printed)
    assert (
        "Điều 3. Chi uỷ và đảng viên có tên trong danh sách kèm theo chịu trách nhiệm thi hành "
        "Quyết định này."
    ) in printed
    start = printed.index("T/M CHI BỘ")
    assert printed[start : start + 3] == ["T/M CHI BỘ", "BÍ THƯ", "Nguyễn Thuỷ Ủy"]
    proposal = lines(ward, "to-trinh-khen-thuong", "CB01-2026")
    assert "về việc đề nghị khen thưởng tổ chức đảng năm 2026" in proposal


def test_within_a_ward_a_base_cell_decides_for_its_members_as_well() -> None:
    def yearly(data: Dataset) -> None:
        data.awards = [Award(subject="E1"), Award(subject="DV1")]

    ward = ward_of(yearly)
    assert keys(ward, "quyet-dinh-khen-thuong") == ["DU-2026-dang-vien", "CB02-2026-dang-vien"]
    assert keys(ward, "to-trinh-khen-thuong") == ["CB01-2026"]
    own = lines(ward, "quyet-dinh-khen-thuong", "CB02-2026-dang-vien")
    assert "Mẫu Sơn, ngày 09 tháng 12 năm 2026" in own
    rows = [line for line in own if line.startswith("| 1 |")]
    assert rows == [
        "| 1 | Lê Mẫu | 1960 | Bí thư, Chi bộ Cơ quan phường | Giấy khen (trong năm) | 759.000 |  |"
    ]


# --- who only proposes -----------------------------------------------------------------


def test_a_committee_within_a_base_committee_proposes_and_recognises_nothing() -> None:
    """Hướng dẫn 43-HD/BTCTW, mục 3; Hướng dẫn 06-HD/TW, điểm 19.1."""
    data = small_dataset()
    data.organisations[0] = data.organisations[0].model_copy(
        update={"name": "Đảng uỷ bộ phận Nhà máy Mẫu", "kind": "Đảng uỷ bộ phận"}
    )
    data.settings = data.settings.model_copy(
        update={"superior_committee": "Đảng uỷ Công ty Mẫu", "decision_authority": "Ban Chấp hành"}
    )
    ward = Ward(data)
    assert decisions.plan_members(ward, Scope()).jobs == []
    assert decisions.plan_organisations(ward, Scope()).jobs == []
    assert commendation_decision.plan(ward, Scope()).jobs == []
    assert keys(ward, "to-trinh-khen-thuong") == ["CB01-2026", "DU-2026"]
    own = lines(ward, "to-trinh-khen-thuong", "CB01-2026")
    assert PROPOSED_ON.format(ai="Chi bộ Tổ dân phố 1", noi=_of_part()) in own
    above = lines(ward, "to-trinh-khen-thuong", "DU-2026")
    assert (
        "Đảng uỷ bộ phận Nhà máy Mẫu kính trình Đảng uỷ Công ty Mẫu xem xét, quyết định." in above
    )
    assert "T/M ĐẢNG UỶ" in above


def _of_part() -> str:
    return "Ban Chấp hành Đảng bộ bộ phận Nhà máy Mẫu"


def test_a_cell_asks_that_a_certificate_of_merit_be_proposed() -> None:
    def merit(data: Dataset) -> None:
        data.awards = [Award(subject="DV1", form="Bằng khen", period="5 năm liền")]

    ward = ward_of(merit)
    committee = "Ban Thường vụ Đảng uỷ phường Mường Mẫu"
    printed = lines(ward, "to-trinh-khen-thuong", "CB01-2026")
    assert PROPOSED_ON.format(ai="Chi bộ Tổ dân phố 1", noi=committee) in printed
    assert f"{committee} kính trình Ban Thường vụ Thành uỷ Hà Nội xem xét, quyết định." in lines(
        ward, "to-trinh-khen-thuong", "DU-2026"
    )


def test_a_ward_does_not_ask_the_city_for_a_certificate() -> None:
    """Quy định 294-QĐ/TW, điểm 28.2.5: a city gives bằng khen and cờ."""

    def five_years(data: Dataset) -> None:
        data.awards = [Award(subject="DV1", period="5 năm liền"), Award(subject="CB01")]

    ward = ward_of(five_years)
    assert keys(ward, "to-trinh-khen-thuong") == ["CB01-2026"]
    assert keys(ward, "quyet-dinh-khen-thuong") == ["DU-2026-dang-vien", "DU-2026-to-chuc"]


def test_in_2023_the_district_gave_the_certificate_of_five_years() -> None:
    def five_years(data: Dataset) -> None:
        data.awards = [
            Award(subject="DV1", period="5 năm liền"),
            Award(subject="DV2", form="Bằng khen", period="5 năm liền"),
        ]

    ward = ward_of(
        five_years,
        year=2023,
        date=day("20/12/2023"),
        superior_committee="Ban Thường vụ Quận uỷ Mường Thử",
    )
    printed = lines(ward, "to-trinh-khen-thuong", "DU-2023")
    assert (
        "Ban Thường vụ Đảng uỷ phường Mường Mẫu kính trình Ban Thường vụ Quận uỷ Mường Thử xem "
        "xét, quyết định khen thưởng theo mục 1; xem xét, đề nghị cấp có thẩm quyền khen thưởng "
        "theo mục 2."
    ) in printed


def test_nobody_decides_on_itself() -> None:
    def itself(data: Dataset) -> None:
        data.awards = [Award(subject="DU", form="Bằng khen", period="5 năm liền")]

    ward = ward_of(itself)
    assert keys(ward, "quyet-dinh-khen-thuong") == []
    assert keys(ward, "to-trinh-khen-thuong") == ["DU-2026"]


# --- counts and names ------------------------------------------------------------------


def two_awards(data: Dataset) -> None:
    data.members += [
        member("DV7", "Lê Từ Trần", status="Từ trần"),
        member("DV8", "Lê Chuyển Đi", status="Đã chuyển đi"),
    ]
    data.awards = [
        Award(subject="DV1", history="2025: HTXSNV; 2026: HTXSNV.", summary="Chủ trì 12 việc."),
        Award(
            subject="DV1",
            period="5 năm liền",
            history="2022: HTXSNV\n2023: HTXSNV\n2024: HTXSNV\n2025: HTXSNV",
            summary="Năm năm liền.",
        ),
        Award(subject="CB01", history="2025: HTTNV; 2026: HTXSNV tiêu biểu"),
    ]


def test_one_person_with_two_awards_is_one_person() -> None:
    printed = lines(ward_of(two_awards), "danh-sach-khen-thuong", "CB01-2026")
    people = [line for line in printed if "Nguyễn Thuỷ Ủy | " in line]
    assert people == [
        "| 1 | Nguyễn Thuỷ Ủy | 19/5/1970 | Bí thư chi bộ; Phó Chủ tịch UBND phường | Tổ dân "
        "phố 1 | 03/02/1995 | 2022: HTXSNV; 2023: HTXSNV; 2024: HTXSNV; 2025: HTXSNV; 2026: "
        "HTXSNV | Giấy khen (trong năm); Giấy khen (5 năm liền) | Chủ trì 12 việc. Năm năm liền. |"
    ]
    assert "Danh sách này có 01 tổ chức đảng và 01 đảng viên (03 đề nghị khen thưởng)." in printed


def test_the_amounts_of_one_person_stand_in_one_row_and_add_up() -> None:
    printed = lines(ward_of(two_awards), "quyet-dinh-khen-thuong", "DU-2026-dang-vien")
    (row,) = [line for line in printed if line.startswith("| 1 |")]
    assert row.split(" | ")[4:6] == [
        "Giấy khen (trong năm); Giấy khen (5 năm liền)",
        "759.000; 2.530.000",
    ]
    assert any("2.530.000 đồng/giấy khen 5 năm liền" in line for line in printed)
    assert "|  | Cộng |  |  |  | 3.289.000 |  |" in printed
    assert any(line.startswith("Danh sách này có 01 đảng viên;") for line in printed)


def test_the_strength_of_a_cell_is_that_of_its_minutes_of_the_day() -> None:
    ward = ward_of(two_awards)
    minutes = lines(ward, "bien-ban-kiem-diem", "CB01-H01-2026")
    (row,) = [
        line
        for line in lines(ward, "danh-sach-khen-thuong", "CB01-2026")
        if line.startswith("| 1 | Chi bộ")
    ]
    assert row.split(" | ")[2] == "6"
    assert any("Tổng số đảng viên của chi bộ: 06 đồng chí" in line for line in minutes)


def test_a_committee_counts_the_members_of_its_cells_and_nobody_is_not_zero() -> None:
    def committee(data: Dataset) -> None:
        data.awards = [Award(subject="TH", form="Cờ", period="5 năm liền")]

    def nobody(data: Dataset) -> None:
        committee(data)
        data.members = [m for m in data.members if m.cell != "CB03"]

    def strength(ward: Ward) -> str:
        printed = lines(ward, "danh-sach-khen-thuong", "TH-2026")
        (row,) = [line for line in printed if line.startswith("| 1 |")]
        return row.split("|")[3].strip()

    assert strength(ward_of(committee)) == "1"
    assert strength(ward_of(nobody)) == ""


def test_namesakes_are_told_apart_wherever_a_person_is_named() -> None:
    def both(data: Dataset) -> None:
        for one in data.reviews:
            if one.subject in ("E1", "E2"):
                one.grade = EXCELLENT
        data.awards = [
            Award(subject="E1", decider="Đảng uỷ"),
            Award(subject="E2", form="Bằng khen", period="5 năm liền"),
        ]

    ward = ward_of(both)
    proposal = lines(ward, "to-trinh-khen-thuong", "CB02-2026")
    assert "- Đồng chí Lê Mẫu (sinh năm 1960), Bí thư." in proposal
    assert "- Đồng chí Lê Mẫu (sinh năm 1970)." in proposal
    decision = job_of(commendation_decision.plan(ward, Scope()), "DU-2026-dang-vien")
    assert "| 1 | Lê Mẫu | 1960 | Bí thư, Chi bộ Cơ quan phường |" in "\n".join(lines_of(decision))
    assert decision.number is not None
    assert "Lê Mẫu (sinh năm 1960)" in decision.number.recipients
    graded = job_of(decisions.plan_members(ward, Scope()), "DU-2026")
    assert graded.number is not None
    assert {"Lê Mẫu (sinh năm 1960)", "Lê Mẫu (sinh năm 1970)"} <= set(graded.number.recipients)


def test_namesakes_of_one_year_are_told_apart_by_the_day() -> None:
    def same_year(data: Dataset) -> None:
        next(m for m in data.members if m.code == "E1").birth = day("3/2/1970")

    printed = lines(ward_of(same_year), "to-trinh-khen-thuong", "CB02-2026")
    assert "- Đồng chí Lê Mẫu (sinh ngày 03/02/1970), Bí thư." in printed
    assert "- Đồng chí Lê Mẫu (sinh ngày 04/05/1970)." in printed


def test_a_cells_proposal_says_how_many_agreed() -> None:
    def voted(data: Dataset) -> None:
        data.awards = [Award(subject="DV1", agreed=3), Award(subject="CB01", agreed=2)]

    printed = lines(ward_of(voted), "to-trinh-khen-thuong", "CB01-2026")
    assert (
        "- Đồng chí Nguyễn Thuỷ Ủy, Bí thư chi bộ (03/03 đảng viên chính thức có mặt đồng ý)."
        in printed
    )
    assert "- Chi bộ Tổ dân phố 1 (02/03 đảng viên chính thức có mặt đồng ý)." in printed


def test_typed_words_take_the_spelling_of_the_paper_and_names_do_not() -> None:
    def typed(data: Dataset) -> None:
        data.awards = [Award(subject="DV1", summary="Giúp Đảng ủy, Ủy ban; cùng bà Trần Thị Ủy.")]

    printed = "\n".join(lines(ward_of(typed), "danh-sach-khen-thuong", "CB01-2026"))
    assert "Giúp Đảng uỷ, Uỷ ban; cùng bà Trần Thị Ủy." in printed
    printed = "\n".join(lines(ward_of(typed, spelling="ủy"), "danh-sach-khen-thuong", "CB01-2026"))
    assert "Giúp Đảng ủy, Ủy ban; cùng bà Trần Thị Ủy." in printed


# --- who signs -------------------------------------------------------------------------


def signed(ward: Ward, key: str = "CB02-2026") -> list[str]:
    job = job_of(commendation_proposal.plan(ward, Scope()), key)
    printed = lines_of(job)
    start = next(n for n, line in enumerate(printed) if line.startswith("T/M"))
    return printed[start : start + 3]


def cell(data: Dataset, code: str = "CB02") -> Organisation:
    return next(o for o in data.organisations if o.code == code)


def vacant(data: Dataset) -> None:
    next(m for m in data.members if m.code == "E1").party_post = ""


def test_without_a_secretary_the_deputy_signs_as_deputy_in_every_paper() -> None:
    def deputy(data: Dataset) -> None:
        vacant(data)
        cell(data).deputies = "Bùi Ảnh; Lê Mẫu"
        next(m for m in data.meetings if m.code == "H11").chair = ""
        data.attendance = [a for a in data.attendance if a.member != "E3"]

    ward = ward_of(deputy)
    assert signed(ward) == ["T/M CHI BỘ", "PHÓ BÍ THƯ", "Bùi Ảnh"]
    assert lines_of(job_of(commendation_list.plan(ward, Scope()), "CB02-2026"))[-2:] == [
        "PHÓ BÍ THƯ",
        "Bùi Ảnh",
    ]
    minutes = lines(ward, "bien-ban-kiem-diem", "CB02-H11-2026")
    assert minutes[-2:] == ["CHỦ TRÌ HỘI NGHỊ", "Bùi Ảnh"]


def test_a_deputy_is_also_known_by_the_post_of_the_sheet_of_members() -> None:
    def deputy(data: Dataset) -> None:
        vacant(data)
        next(m for m in data.members if m.code == "E3").party_post = "Phó Bí thư"

    assert signed(ward_of(deputy)) == ["T/M CHI BỘ", "PHÓ BÍ THƯ", "Bùi Ảnh"]


def test_the_sheet_says_who_signs_and_as_what() -> None:
    def named(data: Dataset) -> None:
        cell(data).signer, cell(data).signer_position = "Bùi Ảnh", "Phó Bí thư"

    def position_alone(data: Dataset) -> None:
        cell(data).signer_position, cell(data).deputies = "Phó Bí thư", "Bùi Ảnh"

    for change in (named, position_alone):
        assert signed(ward_of(change)) == ["T/M CHI BỘ", "PHÓ BÍ THƯ", "Bùi Ảnh"]


def test_a_secretary_who_has_left_does_not_sign() -> None:
    def left(data: Dataset) -> None:
        next(m for m in data.members if m.code == "F1").status = "Đã chuyển đi"
        data.awards = [Award(subject="CB03")]

    assert "Phan Thầy" not in lines(ward_of(left), "to-trinh-khen-thuong", "CB03-2026")


# --- rows that follow the settings -----------------------------------------------------


def test_a_recipient_and_a_basis_follow_the_settings() -> None:
    def rows(data: Dataset) -> None:
        data.recipients = [Recipient(text="{Cấp uỷ nhận tờ trình} (để báo cáo)")]
        data.legal_bases = [
            LegalBasis(
                wording="Căn cứ Quy chế làm việc của {cơ quan ban hành}, nhiệm kỳ {Nhiệm kỳ}"
            )
        ]

    def printed(ward: Ward) -> str:
        return "\n".join(lines_of(job_of(decisions.plan_members(ward, Scope()), "DU-2026")))

    filled = printed(ward_of(rows))
    assert "- Ban Thường vụ Thành uỷ Hà Nội (để\u00a0báo\u00a0cáo);" in filled
    assert "- Căn cứ Quy chế làm việc của Đảng uỷ phường Mường Mẫu, nhiệm kỳ 2025 - 2030." in filled
    assert "để báo cáo" not in printed(ward_of(rows, superior_committee=""))


def test_a_long_addressee_breaks_into_lines_of_like_length() -> None:
    name = "Ban Thường vụ Đảng uỷ các cơ quan Đảng, đoàn thể thành phố Mường Thử Đông Tây Nam Bắc"
    printed = lines(ward_of(superior_committee=name), "to-trinh-khen-thuong", "DU-2026")
    start = next(n for n, line in enumerate(printed) if line.startswith("Kính trình:"))
    first, second = printed[start : start + 2]
    assert f"{first} {second}" == f"Kính trình: {name};"
    assert abs(len(first) - len(second)) < 15


def test_every_paper_of_the_busy_ward_can_be_made() -> None:
    jobs = plan_papers(ward_of(), PAPERS, Scope()).jobs
    assert len({job.name for job in jobs}) == len(jobs)
    assert all(lines_of(job) for job in jobs)
