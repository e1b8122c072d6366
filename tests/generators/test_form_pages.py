"""Self-review forms filled in to the last place, and what they are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giayto.data.models import Dataset, Review
from giayto.data.ward import Ward
from giayto.generators import self_review
from giayto.generators.grades import score_texts
from giayto.generators.plan import Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.busy import job_of, lines_of, ward_of
from tests.reading import opened
from tests.wards import DONE, GOOD, dataset_of_2023, day

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
        "III. Kết quả khắc phục": "Đã khắc phục.",
        "IV. Giải trình": "Xin giải trình.",
        "V. Làm rõ trách nhiệm": "Có phần trách nhiệm.",
        "VI. Phương hướng": "Sẽ cố gắng.",
    }
    assert {opening: after(lines, opening) for opening in headings} == headings
    assert lines[lines.index("Việc một.") + 1] == "Việc hai."


def test_scores_and_the_grade_claimed_are_ticked() -> None:
    lines = form(ward_of())
    start = lines.index("1. Nhóm tiêu chí chung: 27,25/30")
    assert lines[start + 1 : start + 8] == [
        "2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 60,50/70",
        "Tổng điểm: 87,75/100",
        "II. Đề xuất xếp loại mức chất lượng:",
        f"Hoàn thành xuất sắc nhiệm vụ\t{NO_TICK}",
        f"Hoàn thành tốt nhiệm vụ\t{TICK}",
        f"Hoàn thành nhiệm vụ\t{NO_TICK}",
        f"Không hoàn thành nhiệm vụ\t{NO_TICK}",
    ]


def test_scores_under_each_other_have_as_many_decimals() -> None:
    assert score_texts([Decimal("94.4"), Decimal(100), Decimal("93.0"), None], "") == [
        "94,4", "100,0", "93,0", "",
    ]  # fmt: skip
    assert score_texts([Decimal("1E+2"), Decimal("90.00")]) == ["100", "90"]


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
    assert "Không có." not in lines
    assert [line for line in lines if line.startswith(("Kiểm điểm rõ", "Giải trình từng"))] == [
        "Kiểm điểm rõ từng hạn chế, khuyết điểm (đã được khắc phục; đang khắc phục, mức độ khắc "
        "phục; chưa được khắc phục); những khó khăn, vướng mắc (nếu có); trách nhiệm của cá nhân.",
        "Giải trình từng vấn đề được gợi ý kiểm điểm, nêu nguyên nhân, xác định trách nhiệm của "
        "cá nhân đối với từng vấn đề được gợi ý kiểm điểm.",
    ]


def test_what_is_empty_in_a_typed_form_is_none_where_the_form_allows_it() -> None:
    def only_plan(data: Dataset) -> None:
        data.reviews = [Review(subject="E1", plan="Sẽ cố gắng.", leadership="Không in ở mẫu này.")]

    lines = form(ward_of(only_plan))
    assert after(lines, "IV. Giải trình") == "Không có."
    assert after(lines, "V. Làm rõ trách nhiệm") == "Không có."
    assert after(lines, "VI. Phương hướng") == "Sẽ cố gắng."
    assert lines.count("Không có.") == 2
    assert not any(line.startswith(("Kiểm điểm rõ", "Giải trình từng")) for line in lines)


def test_a_text_that_the_form_does_not_have_leaves_it_blank() -> None:
    def only_leadership(data: Dataset) -> None:
        data.reviews = [Review(subject="E1", leadership="Lãnh đạo sát.")]

    ward = ward_of(only_leadership)
    assert "Không có." not in form(ward)
    next(m for m in ward.data.members if m.code == "E1").category = LEADER
    assert form(ward).count("Không có.") == 2


def test_what_the_levels_above_say_is_left_to_be_written_by_hand() -> None:
    lines = form(ward_of())
    start = lines.index("- Nhận xét, đánh giá của chi bộ:")
    assert lines[start + 1 :] == [
        "- Chi bộ đề xuất xếp loại mức chất lượng: \t",
        "- Đảng uỷ, chi uỷ cơ sở xếp loại mức chất lượng: \t",
        "T/M CHI BỘ",
        "(Xác lập thời điểm, ký, ghi rõ họ tên)",
        "T/M ĐẢNG UỶ",
        "(Xác lập thời điểm, ký, ghi rõ họ tên)",
    ]
    assert f"Hoàn thành tốt nhiệm vụ\t{TICK}" in lines


def test_the_comment_part_prints_what_the_cell_said_when_the_settings_ask_for_it() -> None:
    lines = form(ward_of(verdict_parts=True))
    start = lines.index("- Nhận xét, đánh giá của chi bộ:")
    assert lines[start + 1 :] == [
        "Có tiến bộ.",
        "Cần nêu gương hơn.",
        "- Chi bộ đề xuất xếp loại mức chất lượng: Hoàn thành tốt nhiệm vụ.",
        "- Đảng uỷ, chi uỷ cơ sở xếp loại mức chất lượng: Hoàn thành nhiệm vụ.",
        "T/M CHI BỘ",
        "(Xác lập thời điểm, ký, ghi rõ họ tên)",
        "T/M ĐẢNG UỶ",
        "(Xác lập thời điểm, ký, ghi rõ họ tên)",
    ]
    assert lines[start - 4 : start - 1] == ["NGƯỜI TỰ KIỂM ĐIỂM", "(Ký, ghi rõ họ tên)", "Lê Mẫu"]


def test_a_cell_with_a_committee_signs_with_it() -> None:
    lines = form(ward_of(), "DV1-2026")
    assert "T/M CHI UỶ" in lines
    assert "- Nhận xét, đánh giá của chi uỷ:" in lines
    assert "T/M CHI ỦY" in form(ward_of(spelling="ủy"), "DV1-2026")
    assert "T/M ĐẢNG ỦY" in form(ward_of(spelling="ủy"), "DV1-2026")


def test_a_cell_that_issues_its_own_papers_signs_for_itself() -> None:
    lines = form(ward_of(issuer="CB02"))
    assert [line for line in lines if line.startswith("T/M")] == ["T/M CHI BỘ", "T/M CHI BỘ"]

    def elect(data: Dataset) -> None:
        next(o for o in data.organisations if o.code == "CB02").has_committee = True

    lines = form(ward_of(elect, issuer="CB02"))
    assert [line for line in lines if line.startswith("T/M")] == ["T/M CHI UỶ", "T/M CHI UỶ"]


def test_who_the_form_is_about() -> None:
    def person(data: Dataset) -> None:
        one = next(m for m in data.members if m.code == "E1")
        one.category = LEADER
        one.party_post, one.state_post, one.union_post = "Bí thư", "Trưởng phòng", "Chủ tịch Hội"
        one.workplace = "Trạm Y tế"

    lines = form(ward_of(person))
    start = lines.index("Họ và tên: Lê Mẫu\tNgày sinh: 1960")
    assert lines[start + 1 : start + 5] == [
        "Chức vụ Đảng: Bí thư",
        "Chức vụ chính quyền: Trưởng phòng",
        "Chức vụ đoàn thể: Chủ tịch Hội",
        "Đơn vị công tác: Trạm Y tế\tChi bộ Cơ quan phường",
    ]


def test_what_does_not_fit_beside_its_neighbour_stands_under_it() -> None:
    name = "Công Tằng Tôn Nữ Thị Hoàng Phương Thảo Vy"
    unit = "Trung tâm Phục vụ hành chính công phường Mường Mẫu"

    def person(data: Dataset) -> None:
        one = next(m for m in data.members if m.code == "E1")
        one.full_name, one.workplace, one.birth = name, unit, day("19/5/1960")

    lines = form(ward_of(person))
    start = lines.index(f"Họ và tên: {name}")
    assert lines[start + 1 : start + 4] == [
        "Ngày sinh: 19/5/1960",
        f"Đơn vị công tác: {unit}",
        "Chi bộ Cơ quan phường",
    ]


def test_what_is_not_known_of_a_person_is_dotted() -> None:
    def nothing(data: Dataset) -> None:
        one = next(m for m in data.members if m.code == "E3")
        one.category, one.party_post = LEADER, ""

    lines = form(ward_of(nothing), "E3-2026")
    start = lines.index("Họ và tên: Bùi Ảnh\tNgày sinh: \t")
    assert lines[start + 1 : start + 5] == [
        "Chức vụ Đảng: \t",
        "Chức vụ chính quyền: \t",
        "Chức vụ đoàn thể: \t",
        "Đơn vị công tác: \t Chi bộ Cơ quan phường",
    ]


def test_a_line_to_write_on_is_a_leader_and_never_torn_apart() -> None:
    job = job_of(self_review.plan(ward_of(), Scope()), "E4-2026")
    master = find_master(job.master, job.rules).content
    document = opened(CompiledTemplate.load(master).render(job.context))
    dotted = [
        p for p in document.paragraphs if "\t" in p.text and "hoàn thành" not in p.text.casefold()
    ]
    assert len(dotted) > 10
    assert {p.style.name for p in dotted if p.style is not None} == {"GT Dòng viết tay"}
    assert not any("………" in p.text for p in document.paragraphs)


def test_the_letterhead_is_the_cells_with_room_for_the_day() -> None:
    lines = form(ward_of())
    gap = "\u00a0" * 6  # CB02 holds its conference on 9/12/2026
    assert lines[1:5] == [
        "ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU",
        "CHI BỘ CƠ QUAN PHƯỜNG",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"Mẫu Sơn, ngày{gap}tháng{gap}năm 2026",
    ]
    assert "ĐẢNG BỘ TRƯỜNG THPT MẪU" in form(ward_of(), "F1-2026")


@pytest.mark.parametrize(
    ("conference", "decision", "year"),
    [
        ("9/12/2026", "5/1/2027", "2026"),
        ("9/1/2027", "15/1/2027", "20…"),
        (None, "20/12/2026", "2026"),
        (None, "5/1/2027", "20…"),
        (None, None, "20…"),
    ],
)
def test_the_year_stays_open_while_members_may_sign_in_january(
    conference: str | None, decision: str | None, year: str
) -> None:
    def when(data: Dataset) -> None:
        held = next(m for m in data.meetings if m.code == "H11")
        held.date = None if conference is None else day(conference)

    lines = form(ward_of(when, date=None if decision is None else day(decision)))
    assert lines[4].endswith(f"năm {year}")


def test_the_boxes_of_2023_are_ticked_from_the_sheet() -> None:
    data = dataset_of_2023()
    review = next(r for r in data.reviews if r.subject == "DV1")
    review.virtue_rating, review.remedied_rating = "Tốt", "Kém"
    review.staff_grade, review.self_grade = DONE, GOOD
    lines = form(Ward(data), "DV1-2023")
    rated = [line for line in lines if line.startswith("Tự đánh giá về cấp độ")]
    box = {True: TICK, False: NO_TICK}
    shown = [
        "Tự đánh giá về cấp độ thực hiện:"
        + "".join(
            f"  {box[mark == ticked]}\u00a0{mark}"
            for mark in ("Xuất sắc", "Tốt", "Trung bình", "Kém")
        )
        for ticked in ("Tốt", "", "", "", "", "Kém")
    ]
    assert rated == shown
    first = lines.index("1. Xếp loại cán bộ, công chức, viên chức:")
    assert lines[first + 2].startswith(f"{TICK}\u00a0Hoàn thành nhiệm vụ")
    assert f"{TICK}\u00a0Hoàn thành tốt nhiệm vụ" in after(lines, "2. Xếp loại đảng viên:")


def test_the_form_of_2023_asks_the_head_of_the_office_for_the_stamp() -> None:
    lines = form(Ward(dataset_of_2023()), "DV1-2023")
    assert after(lines, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ") == (
        "(Xác lập thời điểm, ký,\nghi rõ họ tên và đóng dấu)"
    )
    assert after(lines, "NGƯỜI TỰ KIỂM ĐIỂM") == "(ký, ghi rõ họ tên)"


def test_the_cells_name_is_spelt_as_the_settings_say() -> None:
    def rename(data: Dataset) -> None:
        next(o for o in data.organisations if o.code == "CB02").name = "Chi bộ Hoà Mẫu"
        for one in data.members:
            one.cell = one.cell.replace("CB02", "Chi bộ Hoà Mẫu")

    assert "Đơn vị công tác: \t Chi bộ Hòa Mẫu" in form(ward_of(rename, spelling="ủy"))


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


def test_the_file_says_in_words_what_it_is() -> None:
    job = job_of(self_review.plan(of_category(STAFF), Scope()), "E1-2026")
    content = CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)
    title = opened(content).core_properties.title
    assert title == "Bản kiểm điểm – Lê Mẫu"


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
