"""What minutes say of people, votes and levels: counted over who belongs, and never guessed."""

from __future__ import annotations

import pytest

from giayto.data.models import Attendance, Ballot, Dataset
from giayto.data.ward import Ward
from giayto.generators.minutes import ordinary as minutes_ordinary
from giayto.generators.minutes import review as minutes_review
from giayto.generators.plan import Scope
from tests.busy import job_of, ward_of
from tests.generators.test_minutes_pages import between, ordinary_minutes, review_minutes
from tests.wards import dataset_of_2023, member

AWARDS = (
    "Biểu quyết đề nghị khen thưởng:",
    '- Đồng chí Lê Mẫu (sinh năm 1960), bằng khen ("Hoàn thành xuất sắc nhiệm vụ" 5 năm liền (2022 - 2026)); '
    "số đồng ý: \t",
    "- Đồng chí Lê Mẫu (sinh năm 1970), cờ; số đồng ý: \t",
    "- Chi bộ Cơ quan phường, cờ; số đồng ý: \t",
)
OPEN_LEVEL = "………………"
BALLOTS, CONCLUSION = "V. BIỂU QUYẾT, BỎ PHIẾU XẾP LOẠI", "VI. KẾT LUẬN"


def test_nobody_away_is_said_in_a_word() -> None:
    def all_there(data: Dataset) -> None:
        data.attendance = []

    told = "có mặt: 03 đồng chí (chính thức: 03); vắng mặt: không."
    assert any(line.endswith(told) for line in review_minutes(ward_of(all_there)))
    assert any(line.endswith(told) for line in ordinary_minutes(ward_of(all_there)))


def test_many_away_for_one_reason_are_one_line() -> None:
    def crowd(data: Dataset) -> None:
        for number in range(20):
            code = f"X{number}"
            data.members.append(member(code, f"Người {number}", "CB02"))
            reason = ("Ốm.", "ốm", "Đi công tác")[number % 3]
            presence = "Vắng không có lý do" if number > 17 else "Vắng có lý do"
            data.attendance.append(
                Attendance(meeting="H12", member=code, presence=presence, reason=reason)
            )

    lines = ordinary_minutes(ward_of(crowd))
    start = lines.index("3. Chủ trì hội nghị: đồng chí ……………….")
    excused, ill, working, unexcused = lines[start - 4 : start]
    assert excused == "- Có lý do: đồng chí Lê Mẫu (sinh năm 1960)."
    assert ill.startswith("- Ốm: 12 đồng chí, gồm: Người 0, Người 1, Người 3, Người 4,")
    assert working.startswith("- Đi công tác: 06 đồng chí, gồm: Người 2, Người 5,")
    assert unexcused == (
        "- Không có lý do: 03 đồng chí, gồm: Lê Mẫu (sinh năm 1970), Người 18, Người 19."
    )


def test_members_of_unknown_standing_are_counted_by_hand() -> None:
    """Thirty years in the Party and no official date: probationary is the last thing they are."""

    def undated(data: Dataset) -> None:
        for one in data.members:
            one.official = None

    lines = ordinary_minutes(ward_of(undated))
    assert any("06 đồng chí (chính thức: ……; dự bị: ……)." in line for line in lines)
    assert (
        "Kết quả biểu quyết: đồng ý: 01/…… đảng viên chính thức có mặt; không đồng ý: 01 đồng "
        "chí; ý kiến khác: 02 đồng chí."
    ) in lines


def test_the_exempt_who_come_are_counted_with_the_others() -> None:
    def come(data: Dataset) -> None:
        data.attendance.append(Attendance(meeting="H12", member="E6", opinion="Chúc chi bộ."))

    lines = ordinary_minutes(ward_of(come))
    assert any("được triệu tập: 04 đồng chí; có mặt: 02 đồng chí" in line for line in lines)
    assert any("đồng ý: 01/02 đảng viên chính thức có mặt" in line for line in lines)
    assert not any(line.startswith("- Được miễn") for line in lines)


@pytest.mark.parametrize(
    ("against", "other", "printed"),
    [
        (None, None, "không đồng ý: …… đồng chí; ý kiến khác: …… đồng chí."),
        (2, None, "không đồng ý: 02 đồng chí; ý kiến khác: không."),
        (1, None, "không đồng ý: 01 đồng chí; ý kiến khác: …… đồng chí."),
        (0, 2, "không đồng ý: không; ý kiến khác: 02 đồng chí."),
    ],
)
def test_a_count_nobody_wrote_down_is_no_zero(
    against: int | None, other: int | None, printed: str
) -> None:
    def vote(data: Dataset) -> None:
        meeting = data.meetings[3]
        meeting.votes_for, meeting.votes_against, meeting.other_opinion = 1, against, other
        data.attendance = [row for row in data.attendance if row.meeting != "H12"]

    (line,) = (x for x in ordinary_minutes(ward_of(vote)) if x.startswith("Kết quả biểu quyết"))
    assert line.endswith(f"01/03 đảng viên chính thức có mặt (đạt 33,33%); {printed}")


@pytest.mark.parametrize("chair", ["Bí thư", "bí thư chi bộ", "E1"])
def test_a_chair_is_a_person_also_where_the_sheet_has_a_post(chair: str) -> None:
    def post(data: Dataset) -> None:
        data.meetings[2].chair = chair

    lines = review_minutes(ward_of(post))
    assert "3. Chủ trì hội nghị: đồng chí Lê Mẫu (sinh năm 1960), Bí thư." in lines


@pytest.mark.parametrize("away", ["Đã chuyển đi", "absent"])
def test_a_secretary_who_was_not_there_does_not_chair(away: str) -> None:
    def gone(data: Dataset) -> None:
        data.meetings[2].chair = ""
        if away == "absent":
            data.attendance.append(
                Attendance(meeting="H11", member="E1", presence="Vắng có lý do", reason="ốm")
            )
        else:
            data.members[6].status = away

    lines = review_minutes(ward_of(gone))
    assert "3. Chủ trì hội nghị: đồng chí ………………." in lines
    assert lines[-1] == "CHỦ TRÌ HỘI NGHỊ"


def test_only_a_cell_with_a_committee_has_one() -> None:
    assert not any("chi uỷ" in line.lower() for line in review_minutes(ward_of()))


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ({"reader": "E1"}, "có gửi bản kiểm điểm; đồng chí Lê Mẫu (sinh năm 1960) đọc thay"),
        ({"sent": True}, "có gửi bản kiểm điểm"),
    ],
)
def test_who_sent_the_form_was_reviewed_though_away(sent: dict[str, object], printed: str) -> None:
    def away(data: Dataset) -> None:
        (row,) = (r for r in data.attendance if (r.meeting, r.member) == ("H11", "E3"))
        data.attendance.remove(row)
        data.attendance.append(row.model_copy(update=sent))
        elsewhere = Attendance(meeting="H11", member="E4", presence="Vắng có lý do", reason="ở xa")
        data.attendance.append(elsewhere.model_copy(update=sent))

    lines = review_minutes(ward_of(away))
    start = lines.index(
        f"2. Đồng chí Bùi Ảnh, Uỷ viên vắng mặt, {printed}; tự xếp loại: {OPEN_LEVEL}."
    )
    assert lines[start + 1] == "- Đồng chí Lê Mẫu (sinh năm 1960) góp ý: Cố gắng hơn."
    # Whoever is elsewhere for a time is reviewed in the own cell, and not among the absent.
    called = f"4. Đồng chí Hồ Xa không thuộc diện triệu tập, {printed}; tự xếp loại: {OPEN_LEVEL}."
    assert called in lines
    assert not any("chưa kiểm điểm" in line or "Ở xa" in line for line in lines)


def test_a_members_own_words_are_an_answer() -> None:
    def answer(data: Dataset) -> None:
        data.attendance += [
            Attendance(meeting="H11", member="E1", topic="E1", opinion="Tôi nhận khuyết điểm"),
            Attendance(meeting="H11", member="E2", topic="E1", opinion="Cần sâu sát."),
        ]

    lines = review_minutes(ward_of(answer))
    start = lines.index("- Đồng chí Lê Mẫu (sinh năm 1970) góp ý: Cần sâu sát.")
    assert lines[start + 1] == (
        "- Đồng chí Lê Mẫu (sinh năm 1960) tiếp thu, giải trình: Tôi nhận khuyết điểm."
    )


def test_ballots_leave_open_what_was_not_counted() -> None:
    lines = review_minutes(ward_of())
    assert between(lines, BALLOTS, CONCLUSION) == [
        "Hình thức biểu quyết: \t",
        "Số phiếu phát ra: 09; thu về: 08; hợp lệ: 07; không hợp lệ: 01.",
        "Kết quả đối với Đảng bộ Trường THPT Mẫu (phát ra: 02; thu về: 02; hợp lệ: 01; không hợp lệ: "
        "01): \t",
        "Kết quả đối với đảng viên (số phiếu ở từng mức):",
        "| TT | Họ và tên | Hoàn thành xuất sắc | Hoàn thành tốt | Hoàn thành | Không hoàn thành "
        "| Mức đề nghị |",
        "| 1 | Lê Mẫu (sinh năm 1960) | 0 | 3 | 4 | 0 | Hoàn thành tốt |",
        "| 2 | Lê Mẫu (sinh năm 1970) | 1 |  |  |  |  |",
        "| 3 | Ai đó (phát ra: 02; thu về: 02; hợp lệ: 02; không hợp lệ: không) |  |  |  | 1 |  |",
        *AWARDS,
    ]


def test_the_secretary_leads_the_table_of_votes_wherever_the_sheet_has_the_row() -> None:
    def last(data: Dataset) -> None:
        mine = [b for b in data.ballots if b.subject == "E1"]
        data.ballots = [b for b in data.ballots if b.subject != "E1"] + mine

    rows = [line for line in review_minutes(ward_of(last)) if line.startswith("| ")]
    assert rows[1].startswith("| 1 | Lê Mẫu (sinh năm 1960)")


def test_whoever_was_not_reviewed_is_not_on_the_ballot() -> None:
    def voted(data: Dataset) -> None:
        data.ballots += [
            Ballot(meeting="H11", subject=code, issued=2, returned=2, valid=2, good=2)
            for code in ("E3", "E6")
        ]

    rows = [line for line in review_minutes(ward_of(voted)) if line.startswith("| ")]
    assert len(rows) == 4
    assert not any("Bùi Ảnh" in row or "Tô Miễn" in row for row in rows)


def test_a_show_of_hands_has_no_ballots() -> None:
    def hands(data: Dataset) -> None:
        data.meetings[2].vote_form = "Giơ tay"
        counted = {"good": 1, "done": 0, "failed": 0, "excellent": 0}
        data.ballots = [
            Ballot(meeting="H11", subject="E1", **counted),
            Ballot(meeting="H11", subject="CB02", ungraded=1, **counted),
        ]

    lines = between(review_minutes(ward_of(hands)), BALLOTS, CONCLUSION)
    assert lines[:3] == [
        "Hình thức biểu quyết: giơ tay.",
        "Kết quả đối với Chi bộ Cơ quan phường: Hoàn thành tốt nhiệm vụ: 01 đồng chí; chưa đánh "
        "giá, xếp loại: 01 đồng chí.",
        "Kết quả đối với đảng viên (số đồng chí tán thành ở từng mức):",
    ]


def test_the_first_teller_leads() -> None:
    def tellers(data: Dataset) -> None:
        data.meetings[2].tellers = "Hồ Một;\nđ/c Hồ Hai.\nHồ XX,"

    assert (
        "Hội nghị bầu tổ kiểm phiếu gồm: đồng chí Hồ Một (tổ trưởng), đồng chí Hồ Hai, đồng chí "
        "Hồ XX."
    ) in review_minutes(ward_of(tellers))


def test_codes_become_names_and_tellers_may_share_a_line() -> None:
    def coded(data: Dataset) -> None:
        data.meetings[2].tellers = "E2; Hồ Hai"
        data.meetings[2].chair, data.meetings[2].secretary = "E1", "E2"

    data = ward_of(coded)
    first, second = (m.full_name for m in map(data.member, ("E1", "E2")) if m is not None)
    lines = review_minutes(data)
    told = f"Hội nghị bầu tổ kiểm phiếu gồm: đồng chí {second} (tổ trưởng), đồng chí Hồ Hai."
    assert told in lines
    assert any(second in line for line in lines[-6:])
    assert any(first in line for line in lines[-6:])
    assert not any("E1" in line or "E2" in line for line in lines)


def test_the_conclusion_says_who_is_proposed_for_which_level() -> None:
    lines = review_minutes(ward_of())
    assert between(lines, CONCLUSION, "VII. Ý KIẾN CỦA ĐẠI BIỂU CẤP TRÊN") == [
        "1. Chi bộ đề nghị xếp loại chi bộ: Hoàn thành tốt nhiệm vụ.",
        "2. Chi bộ đề nghị xếp loại đảng viên:",
        "- Hoàn thành tốt nhiệm vụ: đồng chí Lê Mẫu (sinh năm 1960).",
        "- Đồng chí Lê Mẫu (sinh năm 1970): \t",
        "- Chưa đánh giá, xếp loại: 02 đồng chí, gồm: Bùi Ảnh, Hồ Xa; chi bộ đánh giá, xếp loại "
        "vào cuộc họp gần nhất khi đảng viên có mặt.",
        "- Không thuộc diện đánh giá, xếp loại: 02 đồng chí.",
        "3. Đồng chí chủ trì kết luận: Chủ trì ghi nhận.",
    ]
    start = lines.index("VII. Ý KIẾN CỦA ĐẠI BIỂU CẤP TRÊN")
    assert lines[start + 1 : start + 3] == ["Biểu dương chi bộ.", "Đề nghị giữ nền nếp."]


def test_the_level_that_was_granted_is_not_what_the_cell_proposed() -> None:
    def granted(data: Dataset) -> None:
        for review in data.reviews:
            review.proposed_grade, review.grade = "", "Hoàn thành nhiệm vụ"

    lines = review_minutes(ward_of(granted))
    start = lines.index("2. Chi bộ đề nghị xếp loại đảng viên:")
    assert lines[start + 1 : start + 5] == [
        "- Hoàn thành xuất sắc nhiệm vụ: \t",
        "- Hoàn thành tốt nhiệm vụ: \t",
        "- Hoàn thành nhiệm vụ: \t",
        "- Không hoàn thành nhiệm vụ: \t",
    ]


def test_everybody_stands_in_one_group_of_the_conclusion() -> None:
    """Proposed, open, not reviewed, not to be reviewed: together all members of the cell."""
    context = job_of(minutes_review.plan(ward_of(), Scope()), "CB02-H11-2026").context
    ending = context["ket_luan"]
    named = [name for level in ending["muc"] for name in level["ho_ten"]]
    named += ending["chua_ghi"] + context["chua_kiem_diem"]
    named += [name for group in context["khong_kiem_diem"] for name in group["ho_ten"]]
    assert len(named) == len(set(named)) == int(context["so"]["tong"])


def test_who_disagreed_with_the_minutes_is_counted() -> None:
    def divided(data: Dataset) -> None:
        meeting = data.meetings[2]
        meeting.votes_for, meeting.votes_against, meeting.other_opinion = 1, 1, 0

    (closing,) = [
        line for line in review_minutes(ward_of(divided)) if line.startswith("Hội nghị kết thúc")
    ]
    assert closing.endswith(
        "Biên bản được thông qua với 01/02 đảng viên chính thức có mặt nhất trí; không nhất trí: "
        "01; ý kiến khác: không."
    )


def test_a_sentence_names_no_rule_that_was_not_in_force() -> None:
    (old,) = (line for line in _review_of(dataset_of_2023()) if "quán triệt" in line)
    # In full, for it is the first time that the minutes name them (HD 05-HD/VPTW, điểm 6.1.3).
    assert "quán triệt Quy định số 124-QĐ/TW, ngày 04/10/2023 của Bộ Chính trị về" in old
    assert "; Hướng dẫn số 25-HD/BTCTW, ngày 10/11/2023 của Ban Tổ chức Trung ương về" in old
    assert "366-QĐ/TW" not in old
    unruled = dataset_of_2023()
    unruled.legal_bases = []
    (bare,) = (line for line in _review_of(unruled) if "quán triệt" in line)
    assert bare == (
        "Đồng chí chủ trì nêu mục đích, yêu cầu của hội nghị; quán triệt kế hoạch của cấp trên."
    )


def _review_of(data: Dataset) -> list[str]:
    return review_minutes(Ward(data), f"CB01-H01-{data.settings.year}")


def test_minutes_of_which_nothing_is_known_are_a_form_to_write_on() -> None:
    def silent(data: Dataset) -> None:
        data.attendance, data.ballots, data.reviews = [], [], []
        nothing = {"guests": "", "guest_opinion": "", "collective_conclusion": "", "past": "",
                   "conclusion": "", "briefing": "", "presenter": "", "chair": "",
                   "votes_for": None, "votes_against": None, "other_opinion": None}  # fmt: skip
        data.meetings[2:4] = [m.model_copy(update=nothing) for m in data.meetings[2:4]]

    ward = ward_of(silent, writing_lines=2)
    ordinary = ordinary_minutes(ward)
    start = ordinary.index("II. NỘI DUNG VÀ DIỄN BIẾN SINH HOẠT")
    assert ordinary[start + 2 : start + 11] == [
        "2. Thông tin thời sự, phổ biến, quán triệt các văn bản của cấp trên",
        "3. Đánh giá kết quả thực hiện nhiệm vụ tháng qua",
        "4. Triển khai nhiệm vụ tháng tới",
        "5. Chi bộ thảo luận",
        "6. Đồng chí chủ trì kết luận",
        "III. QUYẾT NGHỊ VÀ BIỂU QUYẾT",
        "Chi bộ thống nhất quyết nghị các nội dung sau:",
        "Kết quả biểu quyết: đồng ý: ……/03 đảng viên chính thức có mặt; không đồng ý: …… đồng "
        "chí; ý kiến khác: …… đồng chí.",
        "Buổi sinh hoạt kết thúc vào hồi …… giờ …… phút cùng ngày. Biên bản đã được thông qua "
        "trước chi bộ.",
    ]
    review = review_minutes(ward)
    assert between(review, BALLOTS, CONCLUSION) == [
        "Hình thức biểu quyết: \t",
        "Kết quả kiểm phiếu:",
        *AWARDS,
    ]
    assert not any("chưa ghi" in line.lower() for line in review)


def test_the_headings_of_both_minutes_are_of_one_kind() -> None:
    review = job_of(minutes_review.plan(ward_of(), Scope()), "CB02-H11-2026")
    ordinary = job_of(minutes_ordinary.plan(ward_of(), Scope()), "CB02-H12-2026")
    assert review.context["so_dong_ke"] == ordinary.context["so_dong_ke"] == 3
    for lines in (review_minutes(ward_of()), ordinary_minutes(ward_of())):
        parts = [line for line in lines if line.split(". ")[0] in ("I", "II", "III", "IV", "V")]
        assert parts[0] == "I. THÀNH PHẦN THAM DỰ"
        assert all(part == part.upper() for part in parts)
