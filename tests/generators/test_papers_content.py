"""What a clerk and a chief look for on each paper, read from the finished document."""

from __future__ import annotations

import datetime as dt

import pytest

from giayto.conventions.dates import months_later
from giayto.data.membership import not_reviewed
from giayto.data.models import Award, Dataset
from giayto.data.ward import Ward
from giayto.errors import UnknownPaper
from giayto.generators import decisions, self_review
from giayto.generators.commendations import decision as commendation_decision
from giayto.generators.commendations import proposal as commendation_proposal
from giayto.generators.minutes import ordinary as minutes_ordinary
from giayto.generators.minutes import review as minutes_review
from giayto.generators.papers import PAPERS, find_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_lines, visible_text
from tests.wards import day, member, small_dataset, small_ward


def render(job: Job) -> bytes:
    return CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)


def ward_with(**settings: object) -> Ward:
    data = small_dataset()
    data.settings = data.settings.model_copy(update=settings)
    return Ward(data)


def changed(change: object) -> Ward:
    data: Dataset = small_dataset()
    change(data)  # type: ignore[operator]
    return Ward(data)


# --- self-review -----------------------------------------------------------------------


def test_the_form_follows_the_members_category() -> None:
    plan = self_review.plan(small_ward(), Scope())
    forms = {job.key.removesuffix("-2026"): job.master for job in plan.jobs}
    assert forms == {
        "DV1": "kiem-diem-02a",
        "DV2": "kiem-diem-02b",
        "DV3": "kiem-diem-02c",
        "DV6": "kiem-diem-02c",
    }


def test_members_who_are_not_reviewed_are_listed_with_the_reason() -> None:
    plan = self_review.plan(small_ward(), Scope())
    assert {(s.subject, s.reason) for s in plan.skipped} == {
        ("Phạm Mới", "mới kết nạp chưa đủ 6 tháng (kết nạp 01/10/2026)"),
        ("Hoàng Miễn", "được miễn công tác và sinh hoạt đảng"),
    }


@pytest.mark.parametrize(
    ("joined", "on", "left_out"),
    [
        ("5/6/2026", dt.date(2026, 12, 5), False),
        ("6/6/2026", dt.date(2026, 12, 5), True),
        ("31/8/2026", dt.date(2027, 2, 28), False),
        ("2026", dt.date(2026, 12, 5), False),
    ],
)
def test_six_months_are_counted_by_the_calendar(joined: str, on: dt.date, left_out: bool) -> None:
    reason = not_reviewed(member("X", "Người Mẫu", joined=day(joined), official=None), on)
    assert (reason is not None) is left_out


def test_months_end_on_the_last_day_of_a_short_month() -> None:
    assert months_later(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)


def test_the_form_prints_texts_scores_and_the_tick() -> None:
    job = next(j for j in self_review.plan(small_ward(), Scope()).jobs if j.key == "DV1-2026")
    lines = visible_lines(render(job))
    assert "Mẫu 02A-HD KĐ.ĐG 2025" in lines
    assert "Họ và tên: Nguyễn Thuỷ Ủy\tNgày sinh: 19/5/1970" in lines
    assert "Chức vụ chính quyền: Phó Chủ tịch UBND phường" in lines
    assert "Đoàn kết nội bộ." in lines
    assert "Tổng điểm: 94,5/100" in lines
    assert "Hoàn thành xuất sắc nhiệm vụ\t\u00a0X\u00a0" in lines
    assert "T/M CHI UỶ" in lines


def test_an_empty_item_gets_as_many_dotted_lines_as_the_settings_say() -> None:
    ward = ward_with(writing_lines=5)
    job = next(j for j in self_review.plan(ward, Scope()).jobs if j.key == "DV6-2026")
    from tests.reading import opened

    dotted = [
        len(p.text.splitlines())
        for p in opened(render(job)).paragraphs
        if p.style is not None and p.style.name == "GT Dòng viết tay" and not p.text.strip()
    ]
    # Of 02C: three items of strengths, two of shortcomings, what was remedied; the two that
    # may be empty; the plan, and the committee's comment.
    assert dotted == [5] * 6 + [4] * 2 + [5] * 2


def test_the_comment_part_can_be_switched_off() -> None:
    ward = ward_with(comment_parts=False)
    job = self_review.plan(ward, Scope()).jobs[0]
    text = visible_text(render(job))
    assert "NGƯỜI TỰ KIỂM ĐIỂM" in text
    assert "Nhận xét, đánh giá của chi uỷ" not in text


def test_a_name_is_never_respelled_while_the_words_are() -> None:
    ward = ward_with(spelling="ủy")
    job = next(j for j in self_review.plan(ward, Scope()).jobs if j.key == "DV1-2026")
    master = find_master(job.master, job.rules, spelling="ủy")
    text = visible_text(CompiledTemplate.load(master.content).render(job.context))
    assert "Nguyễn Thuỷ Ủy" in text
    assert "T/M CHI ỦY" in text
    assert "cấp uỷ" not in text


def test_markup_in_a_name_is_text() -> None:
    job = next(j for j in self_review.plan(small_ward(), Scope()).jobs if j.key == "DV3-2026")
    assert "Lê A & B <C>" in visible_lines(render(job))


# --- minutes ---------------------------------------------------------------------------


def test_attendance_is_counted_from_the_data() -> None:
    text = visible_text(render(minutes_review.plan(small_ward(), Scope()).jobs[0]))
    assert "Tổng số đảng viên của chi bộ: 06 đồng chí (chính thức: 04; dự bị: 02)." in text
    assert "- Được miễn công tác và sinh hoạt đảng: đồng chí Hoàng Miễn." in text
    assert "triệu tập: 05 đồng chí; có mặt: 04 đồng chí (chính thức: 03; dự bị: 01)" in text
    assert "vắng mặt: 01 đồng chí (có lý do: 01)." in text
    assert "- Đi công tác: đồng chí Vũ Dự Bị." in text


def test_review_minutes_follow_the_order_secretary_deputy_members() -> None:
    text = visible_text(render(minutes_review.plan(small_ward(), Scope()).jobs[0]))
    places = [
        text.index(f"{n}. Đồng chí {name}")
        for n, name in (
            (1, "Nguyễn Thuỷ Ủy"),
            (2, "Đỗ Văn Ánh"),
            (3, "Lê A & B <C>"),
        )
    ]
    assert places == sorted(places)


def test_review_minutes_name_opinions_votes_and_both_signers() -> None:
    lines = visible_lines(render(minutes_review.plan(small_ward(), Scope()).jobs[0]))
    assert "Số 08-BB/CB" in lines
    assert "- Đồng chí Lê A & B <C>: Nhất trí với báo cáo." in lines
    assert "- Đồng chí Đỗ Văn Ánh góp ý: Cần sâu sát hơn." in lines
    assert "Số phiếu phát ra: 03; thu về: 03; hợp lệ: 03; không hợp lệ: không." in lines
    assert "| 1 | Nguyễn Thuỷ Ủy | 2 | 1 | 0 | 0 | Hoàn thành xuất sắc |" in lines
    assert any(
        line.startswith("Hội nghị kết thúc vào hồi 21 giờ 15 phút cùng ngày. ") for line in lines
    )
    assert lines.index("NGƯỜI GHI BIÊN BẢN") < lines.index("CHỦ TRÌ HỘI NGHỊ")
    assert lines[-1] == "Nguyễn Thuỷ Ủy"


def test_ordinary_minutes_state_the_vote_among_official_members() -> None:
    job = minutes_ordinary.plan(small_ward(), Scope()).jobs[0]
    text = visible_text(render(job))
    assert "Hôm nay, vào hồi 08 giờ 00 phút, ngày 03 tháng 02 năm 2026" in text
    assert "đồng ý: 02/02 đảng viên chính thức có mặt (đạt 100%)" in text
    assert "- Không có lý do: đồng chí Lê A & B <C>." in text


def test_a_meeting_before_the_2026_rule_uses_the_rule_of_its_day() -> None:
    job = minutes_ordinary.plan(small_ward(), Scope()).jobs[0]
    assert job.rules == "party-2018"


def test_a_meeting_without_a_full_date_is_left_out_with_the_reason() -> None:
    def undate(data: Dataset) -> None:
        data.meetings[0].date = day("12/2026")

    plan = minutes_review.plan(changed(undate), Scope())
    assert plan.jobs == []
    assert "chưa ghi đủ ngày" in plan.skipped[0].reason


# --- decisions -------------------------------------------------------------------------


def test_the_decision_on_members_counts_and_lists_in_vietnamese_order() -> None:
    plan = decisions.plan_members(small_ward(), Scope())
    lines = visible_lines(render(plan.jobs[0]))
    assert "BAN THƯỜNG VỤ ĐẢNG UỶ QUYẾT ĐỊNH:" in lines
    assert any("đối với 03 đảng viên" in line for line in lines)
    rows = [line for line in lines if line.startswith("| ") and "TT" not in line]
    assert [row.split(" | ")[1] for row in rows] == [
        "Đỗ Văn Ánh",
        "Nguyễn Thuỷ Ủy",
        "Lê A & B <C>",
    ]
    assert "(Kèm theo Quyết định số" in visible_text(render(plan.jobs[0]))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Huyền, hỏi, ngã, sắc, nặng", ["Lê Thuỷ", "Lê Thuý"]),
        ("Huyền, sắc, hỏi, ngã, nặng", ["Lê Thuý", "Lê Thuỷ"]),
    ],
)
def test_a_list_follows_the_chosen_order_of_tones(order: str, expected: list[str]) -> None:
    def rename(data: Dataset) -> None:
        data.members[0].full_name, data.members[1].full_name = "Lê Thuý", "Lê Thuỷ"
        data.settings = data.settings.model_copy(update={"tone_order": order})

    lines = visible_lines(render(decisions.plan_members(changed(rename), Scope()).jobs[0]))
    listed = [line.split(" | ")[1] for line in lines if line.startswith("| ")]
    assert [name for name in listed if name in expected] == expected


def test_a_number_not_yet_given_stays_open() -> None:
    lines = visible_lines(render(decisions.plan_members(small_ward(), Scope()).jobs[0]))
    number = next(line for line in lines if line.startswith("Số") and "QĐ/ĐU" in line)
    assert number.replace("\u00a0", " ").split() == ["Số", "-QĐ/ĐU"]
    reference = next(line for line in lines if line.startswith("(Kèm theo Quyết định"))
    assert "\u00a0\u00a0\u00a0-QĐ/ĐU" in reference


def test_legal_bases_are_those_in_force_on_the_day() -> None:
    text = visible_text(render(decisions.plan_members(small_ward(), Scope()).jobs[0]))
    assert "208-QĐ/TW" in text
    assert "366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị" in text
    assert "294-QĐ/TW" not in text
    assert "124-QĐ/TW" not in text


def test_each_legal_basis_ends_as_the_rule_says() -> None:
    lines = visible_lines(render(decisions.plan_members(small_ward(), Scope()).jobs[0]))
    bases = [line for line in lines if line.startswith(("- Căn cứ", "- Xét"))]
    assert len(bases) >= 4
    assert all(line.endswith(";") for line in bases[:-1])
    assert bases[-1].endswith(".")


def test_the_committee_may_sign_instead_of_the_standing_committee() -> None:
    ward = ward_with(decision_authority="Ban Chấp hành", signer_position="Phó Bí thư")
    lines = visible_lines(render(decisions.plan_members(ward, Scope()).jobs[0]))
    assert "T/M ĐẢNG UỶ" in lines
    assert "PHÓ BÍ THƯ" in lines


def test_the_decision_on_organisations_marks_the_exemplary() -> None:
    lines = visible_lines(render(decisions.plan_organisations(small_ward(), Scope()).jobs[0]))
    assert any("01 tổ chức đảng (trong đó tiêu biểu: 01 tổ chức đảng)" in line for line in lines)
    row = next(line for line in lines if line.startswith("| 1 |"))
    assert "Chi bộ Tổ dân phố 1" in row
    assert " | x | " in row


# --- commendation ----------------------------------------------------------------------


def test_the_proposal_uses_the_word_of_2026_and_names_the_addressee() -> None:
    text = visible_text(render(commendation_proposal.plan(small_ward(), Scope()).jobs[0]))
    assert "Kính trình: Ban Thường vụ Đảng uỷ phường Mường Mẫu;" in text
    assert (
        'Tặng Giấy khen cho 01 đảng viên đạt tiêu chuẩn "Hoàn thành xuất sắc nhiệm vụ" '
        "trong năm 2026:" in text
    )
    assert '"Hoàn thành xuất sắc nhiệm vụ" tiêu biểu trong năm 2026' in text
    assert "- Như trên;" in text
    assert "- Lưu Chi bộ." in text


def test_the_decision_states_money_in_figures_and_words() -> None:
    jobs = commendation_decision.plan(small_ward(), Scope()).jobs
    member_text = visible_text(render(jobs[0]))
    assert "759.000 đồng/giấy khen (bằng chữ: Bảy trăm năm mươi chín nghìn đồng)" in member_text
    assert "bằng 0,3 lần mức lương cơ sở 2.530.000 đồng" in member_text
    cell_text = visible_text(render(jobs[1]))
    assert "1.518.000 đồng/giấy khen" in cell_text
    assert "Một triệu năm trăm mười tám nghìn đồng" in cell_text


def test_rounding_and_an_amount_of_ones_own() -> None:
    ward = ward_with(award_rounding="Lên hàng chục nghìn đồng")
    text = visible_text(render(commendation_decision.plan(ward, Scope()).jobs[0]))
    assert "760.000 đồng/giấy khen" in text
    assert "lần mức lương cơ sở" not in text

    def own(data: Dataset) -> None:
        data.awards[0].amount = 1_000_000

    text = visible_text(render(commendation_decision.plan(changed(own), Scope()).jobs[0]))
    assert "1.000.000 đồng/giấy khen (bằng chữ: Một triệu đồng)" in text


def test_what_a_higher_level_decides_goes_up_in_a_proposal_of_the_committee() -> None:
    def five_years(data: Dataset) -> None:
        data.awards.append(Award(subject="DV2", form="Bằng khen", period="5 năm liền"))

    ward = changed(five_years)
    decided = commendation_decision.plan(ward, Scope())
    assert any(s.subject == "Đỗ Văn Ánh" and "cấp trên" in s.reason for s in decided.skipped)
    up = [j for j in commendation_proposal.plan(ward, Scope()).jobs if j.unit.code == "DU"]
    text = visible_text(render(up[0]))
    assert "Kính trình: Ban Thường vụ Thành uỷ Hà Nội" in text
    assert "Đỗ Văn Ánh" in text


def test_an_award_for_nobody_is_reported() -> None:
    def stranger(data: Dataset) -> None:
        data.awards.append(Award(subject="DV999"))

    plan = commendation_proposal.plan(changed(stranger), Scope())
    assert [s.subject for s in plan.skipped] == ["DV999"]


# --- choosing papers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ((), len(PAPERS)),
        (("bien-ban",), sum(paper.family == "bien-ban" for paper in PAPERS)),
        (("Biên bản",), sum(paper.family == "bien-ban" for paper in PAPERS)),
        (("kiem-diem", "kiểm điểm"), 1),
        (("Quyết định khen thưởng",), 1),
    ],
)
def test_papers_are_found_by_key_label_or_family(typed: tuple[str, ...], count: int) -> None:
    assert len(find_papers(typed)) == count


def test_an_unknown_paper_suggests_the_nearest() -> None:
    with pytest.raises(UnknownPaper) as caught:
        find_papers(["kiem-diemm"])
    assert caught.value.fix == "Có phải “kiem-diem”?"
    assert caught.value.exit_code == 2


def test_only_the_wanted_unit_is_planned() -> None:
    ward = small_ward()
    cell = ward.organisation("CB01")
    assert cell is not None
    jobs = [job for paper in PAPERS for job in paper.plan(ward, Scope((cell,))).jobs]
    assert {job.unit.code for job in jobs} == {"CB01"}
