"""Self-review forms filled in to the last place, and what they are called."""

from __future__ import annotations

import pytest

from giayto.data.models import Dataset
from giayto.data.ward import Ward
from giayto.generators import self_review
from giayto.generators.plan import Scope
from tests.busy import job_of, lines_of, ward_of

OPEN = "………………………………"
NO_TICK, TICK = "\u00a0" * 5, "\u00a0X\u00a0"
LEADER = "Giữ chức vụ lãnh đạo, quản lý"
STAFF = "Không giữ chức vụ lãnh đạo, quản lý"


def form(ward: Ward, key: str = "E1-2026") -> list[str]:
    return lines_of(job_of(self_review.plan(ward, Scope()), key), ward.settings.spelling)


def of_category(category: str) -> Ward:
    def change(data: Dataset) -> None:
        next(m for m in data.members if m.code == "E1").category = category

    return ward_of(change)


def after(lines: list[str], opening: str) -> str:
    """The line behind the one that begins so."""
    return lines[next(n for n, line in enumerate(lines) if line.startswith(opening)) + 1]


def test_every_text_of_the_row_stands_under_its_heading() -> None:
    lines = form(of_category(LEADER))
    headings = {
        "1. Về phẩm chất": "Phẩm chất tốt.",
        "2. Việc thực hiện nhiệm vụ": "Việc một.",
        "3. Kết quả công tác lãnh đạo": "Lãnh đạo sát.",
        "4. Trách nhiệm trong công việc": "Trách nhiệm cao.",
        "5. Trách nhiệm nêu gương": "Gương mẫu.",
        "6. Việc thực hiện cam kết": "Đã giữ cam kết.",
        "1. Hạn chế": "Còn chậm.",
        "2. Nguyên nhân": "Do chủ quan.",
        "Kiểm điểm rõ từng hạn chế": "Đã khắc phục.",
        "Giải trình từng vấn đề": "Xin giải trình.",
        "V. Làm rõ trách nhiệm": "Có phần trách nhiệm.",
        "VI. Phương hướng": "Sẽ cố gắng.",
    }
    assert {opening: after(lines, opening) for opening in headings} == headings
    assert lines[lines.index("Việc một.") + 1] == "Việc hai."


def test_scores_and_the_grade_claimed_are_ticked() -> None:
    lines = form(ward_of())
    start = lines.index("1. Nhóm tiêu chí chung: 27,25/30")
    assert lines[start + 1 : start + 8] == [
        "2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 60,5/70",
        "Tổng điểm: 87,75/100",
        "II. Đề xuất xếp loại mức chất lượng:",
        f"Hoàn thành xuất sắc nhiệm vụ\t{NO_TICK}",
        f"Hoàn thành tốt nhiệm vụ\t{TICK}",
        f"Hoàn thành nhiệm vụ\t{NO_TICK}",
        f"Không hoàn thành nhiệm vụ\t{NO_TICK}",
    ]


def test_a_score_not_known_stays_open_and_gives_no_total() -> None:
    lines = form(ward_of(), "E2-2026")
    start = lines.index("1. Nhóm tiêu chí chung: 20/30")
    assert lines[start + 1] == "2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: ……/70"
    assert lines[start + 2] == "Tổng điểm: ……/100"

    def only_tasks(data: Dataset) -> None:
        next(r for r in data.reviews if r.subject == "E1").general_score = None

    lines = form(ward_of(only_tasks))
    assert "1. Nhóm tiêu chí chung: ……/30" in lines
    assert "2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 60,5/70" in lines
    assert "Tổng điểm: ……/100" in lines


def test_a_member_without_a_row_gets_an_open_form() -> None:
    lines = form(ward_of(), "E4-2026")
    assert "Tổng điểm: ……/100" in lines
    assert f"Hoàn thành xuất sắc nhiệm vụ\t{NO_TICK}" in lines
    assert not any(TICK in line for line in lines)
    assert f"- Chi bộ đề xuất xếp loại mức chất lượng: {'…' * 22}" in lines
    assert f"- Đảng uỷ, chi uỷ cơ sở xếp loại mức chất lượng: {'…' * 22}" in lines


def test_the_comment_part_prints_what_the_cell_said_and_who_signs() -> None:
    lines = form(ward_of())
    start = lines.index("- Nhận xét, đánh giá của chi uỷ:")
    assert lines[start + 1 :] == [
        "Có tiến bộ.",
        "Cần nêu gương hơn.",
        "- Chi bộ đề xuất xếp loại mức chất lượng: Hoàn thành tốt nhiệm vụ.",
        "T/M CHI BỘ",
        "(Xác lập thời điểm, ký, ghi rõ họ tên)",
        "- Đảng uỷ, chi uỷ cơ sở xếp loại mức chất lượng: Hoàn thành nhiệm vụ.",
        "T/M ĐẢNG UỶ",
        "(Xác lập thời điểm, ký, ghi rõ họ tên)",
    ]
    assert lines[start - 4 : start - 1] == ["NGƯỜI TỰ KIỂM ĐIỂM", "(Ký, ghi rõ họ tên)", "Lê Mẫu"]


def test_a_cell_with_a_committee_signs_with_it() -> None:
    assert "T/M CHI UỶ" in form(ward_of(), "DV1-2026")
    assert "T/M CHI ỦY" in form(ward_of(spelling="ủy"), "DV1-2026")
    assert "T/M ĐẢNG ỦY" in form(ward_of(spelling="ủy"), "DV1-2026")


def test_a_cell_that_issues_its_own_papers_signs_for_itself() -> None:
    lines = form(ward_of(issuer="CB02"))
    assert [line for line in lines if line.startswith("T/M")] == ["T/M CHI BỘ", "T/M CHI BỘ"]


def test_who_the_form_is_about() -> None:
    def person(data: Dataset) -> None:
        one = next(m for m in data.members if m.code == "E1")
        one.category = LEADER
        one.party_post, one.state_post, one.union_post = "Bí thư", "Trưởng phòng", "Chủ tịch Hội"
        one.workplace = "Trạm Y tế"

    lines = form(ward_of(person))
    start = lines.index("Họ và tên: Lê Mẫu\tNgày sinh: 1960")
    assert lines[start + 1 : start + 6] == [
        "Chức vụ Đảng: Bí thư",
        "Chức vụ chính quyền: Trưởng phòng",
        "Chức vụ đoàn thể: Chủ tịch Hội",
        "Đơn vị công tác: Trạm Y tế",
        "Chi bộ: Cơ quan phường",
    ]


def test_what_is_not_known_of_a_person_is_dotted() -> None:
    def nothing(data: Dataset) -> None:
        one = next(m for m in data.members if m.code == "E3")
        one.category, one.party_post = LEADER, ""

    lines = form(ward_of(nothing), "E3-2026")
    start = next(n for n, line in enumerate(lines) if line.startswith("Họ và tên: Bùi Ảnh"))
    assert lines[start].split("\t") == ["Họ và tên: Bùi Ảnh", "Ngày sinh: …………………"]
    dots = "…" * 12
    assert lines[start + 1 : start + 5] == [
        f"Chức vụ Đảng: {dots}",
        f"Chức vụ chính quyền: {dots}",
        f"Chức vụ đoàn thể: {dots}",
        f"Đơn vị công tác: {dots}",
    ]


def test_the_letterhead_is_the_cells_with_room_for_the_day() -> None:
    lines = form(ward_of())
    gap = "\u00a0" * 6
    assert lines[1:5] == [
        "ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU",
        "CHI BỘ CƠ QUAN PHƯỜNG",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"Mẫu Sơn, ngày{gap}tháng{gap}năm 2026",
    ]
    assert "ĐẢNG BỘ TRƯỜNG THPT MẪU" in form(ward_of(), "F1-2026")


def test_the_cells_name_is_spelt_as_the_settings_say() -> None:
    def rename(data: Dataset) -> None:
        next(o for o in data.organisations if o.code == "CB02").name = "Chi bộ Hoà Mẫu"
        for one in data.members:
            one.cell = one.cell.replace("CB02", "Chi bộ Hoà Mẫu")

    assert "Chi bộ: Hòa Mẫu" in form(ward_of(rename, spelling="ủy"))


def test_the_form_follows_the_category_and_the_year() -> None:
    def masters(ward: Ward) -> dict[str, str]:
        return {job.key: job.master for job in self_review.plan(ward, Scope()).jobs}

    assert masters(of_category(STAFF))["E1-2026"] == "kiem-diem-02b"
    assert masters(ward_of(default_category=LEADER))["E1-2026"] == "kiem-diem-02a"
    assert masters(ward_of(year=2024, default_category=LEADER))["E1-2024"] == "kiem-diem-2023-02b"
    assert masters(ward_of(year=2023))["E1-2023"] == "kiem-diem-2023-02a"
    assert masters(ward_of(year=2025))["E1-2025"] == "kiem-diem-02c"


@pytest.mark.parametrize("year", [2022, 1999])
def test_a_year_without_forms_is_told_for_each_member(year: int) -> None:
    plan = self_review.plan(ward_of(year=year, date=None), Scope())
    assert plan.jobs == []
    reasons = {(s.paper, s.unit, s.subject): s.reason for s in plan.skipped}
    assert reasons["kiem-diem", "Chi bộ Cơ quan phường", "Bùi Ảnh"] == (
        f"chưa có mẫu bản kiểm điểm của năm {year}"
    )


def test_an_unknown_category_has_no_form() -> None:
    plan = self_review.plan(of_category("Khác"), Scope())
    assert "E1-2026" not in {job.key for job in plan.jobs}


def test_who_gets_no_form_is_named_with_the_reason() -> None:
    plan = self_review.plan(ward_of(), Scope())
    assert [(s.paper, s.unit, s.subject, s.reason) for s in plan.skipped] == [
        ("kiem-diem", "", "Người Lạc", "chi bộ “CB99” không có ở trang Tổ chức đảng"),
        (
            "kiem-diem",
            "Chi bộ Tổ dân phố 1",
            "Phạm Mới",
            "mới kết nạp chưa đủ 6 tháng (kết nạp 01/10/2026)",
        ),
        (
            "kiem-diem",
            "Chi bộ Tổ dân phố 1",
            "Hoàng Miễn",
            "được miễn công tác và sinh hoạt đảng",
        ),
        ("kiem-diem", "Chi bộ Cơ quan phường", "Mai Đình", "đang bị đình chỉ sinh hoạt đảng"),
        ("kiem-diem", "Chi bộ Cơ quan phường", "Tô Miễn", "được miễn công tác và sinh hoạt đảng"),
        (
            "kiem-diem",
            "Chi bộ Cơ quan phường",
            "Cao Đi",
            "đã chuyển sinh hoạt đảng đi nơi khác",
        ),
    ]


def test_members_of_unknown_cells_are_told_with_the_whole_ward_only() -> None:
    ward = ward_of()
    cell = ward.organisation("CB02")
    assert cell is not None and ward.issuer is not None
    alone = self_review.plan(ward, Scope((cell,)))
    assert {s.unit for s in alone.skipped} == {"Chi bộ Cơ quan phường"}
    assert {job.unit.code for job in alone.jobs} == {"CB02"}
    issuer = self_review.plan(ward, Scope((ward.issuer,)))
    assert [s.subject for s in issuer.skipped] == ["Người Lạc"]


@pytest.mark.parametrize(
    ("code", "card", "key"),
    [
        ("E1", "123", "E1-2026"),
        ("", "123", "123-2026"),
        ("", "", "Chi-bo-Co-quan-phuong-Le-Mau-2026"),
    ],
)
def test_a_form_is_named_by_code_card_or_cell_and_name(code: str, card: str, key: str) -> None:
    def change(data: Dataset) -> None:
        one = next(m for m in data.members if m.code == "E1")
        one.code, one.card, one.cell = code, card, "Chi bộ Cơ quan phường"

    assert key in {job.key for job in self_review.plan(ward_of(change), Scope()).jobs}


def test_what_a_form_is_called_in_folders_and_reports() -> None:
    job = job_of(self_review.plan(ward_of(), Scope()), "E3-2026")
    assert (job.paper, job.unit.code, job.stem) == ("kiem-diem", "CB02", "Bui-Anh")
    assert job.title == "Bản kiểm điểm – Bùi Ảnh"
    assert (job.rules, job.number) == ("party-2026", None)
    accented = job_of(self_review.plan(ward_of(accented_files=True), Scope()), "E3-2026")
    assert accented.stem == "Bùi-Ảnh"
