"""The count of a vote, the committee's minutes, the proposal to recognise grades."""

from __future__ import annotations

import pytest

from giayto.data.models import Ballot, Dataset, Review
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from tests.generators.test_ballot_papers import jobs, lines
from tests.season_rows import season_dataset
from tests.wards import GOOD, member

COUNT, MINUTES, PROPOSAL = (
    "bien-ban-kiem-phieu",
    "bien-ban-hop-cap-uy",
    "to-trinh-cong-nhan-xep-loai",
)
AWARDS = "Kết quả biểu quyết khen thưởng:"


@pytest.fixture
def data() -> Dataset:
    return season_dataset(2026)


def count(data: Dataset, key: str = "CB01-H01-2026") -> list[str]:
    return lines(jobs(COUNT, Ward(data))[key])


def minutes(data: Dataset) -> Job:
    return jobs(MINUTES, Ward(data))["DU-H09-2026"]


def proposal(data: Dataset, key: str) -> list[str]:
    return lines(jobs(PROPOSAL, Ward(data))[key])


def _counted(subject: str, **votes: int) -> Ballot:
    return Ballot(meeting="H01", subject=subject, issued=3, returned=3, valid=3, invalid=0, **votes)


def test_a_vote_not_counted_yet_is_written_in_by_hand(data: Dataset) -> None:
    data.ballots = []
    shown = count(data)
    assert "- Tổng số phiếu phát ra: …… phiếu; tổng số phiếu thu về: …… phiếu." in shown
    assert "| 1 | Chi bộ Tổ dân phố 1 |  |  |  |  |  |" in shown
    assert "| 3 | Lê A & B <C> |  |  |  |  |  |  |" in shown
    at_committee = count(data, "DU-H09-2026")
    assert "| 1 | Chi bộ Tổ dân phố 1 |  |  |  |  |  |" in at_committee
    # Who is a leader and proposed as excellent has one line.
    on_grades = at_committee[: at_committee.index(AWARDS)]
    assert sum("Nguyễn Thuỷ Ủy" in line for line in on_grades if line[0] == "|") == 1


def test_whoever_is_on_the_ballots_has_a_line_in_the_order_of_the_review(data: Dataset) -> None:
    data.ballots.insert(0, _counted("DV3", done=3))
    counted = count(data)
    on_grades = counted[: counted.index(AWARDS)]
    shown = [line.split(" | ")[1] for line in on_grades if line.startswith("| ")]
    assert shown[-3:] == ["Nguyễn Thuỷ Ủy", "Đỗ Văn Ánh", "Lê A & B <C>"]


def test_a_selection_is_counted_as_agreed_or_not(data: Dataset) -> None:
    data.leaders = []
    shown = count(data, "DU-H09-2026")
    assert "Kết quả bình chọn đảng viên Hoàn thành xuất sắc nhiệm vụ:" in shown
    assert "| 1 | Nguyễn Thuỷ Ủy | Bí thư Chi bộ Tổ dân phố 1 | 2 | 1 |" in shown


def test_the_votes_on_commendations_are_those_of_each_body(data: Dataset) -> None:
    data.awards[0] = data.awards[0].model_copy(update={"agreed": 2, "committee_agreed": 3})
    of_cell, of_committee = count(data), count(data, "DU-H09-2026")
    assert "| 1 | Nguyễn Thuỷ Ủy | Giấy khen (trong năm) | 2 | 1 |" in of_cell
    assert any(line.endswith("| Giấy khen (trong năm) | 3 | 0 |") for line in of_committee)
    minutes_of_cell = lines(jobs("bien-ban-kiem-diem", Ward(data))["CB01-H01-2026"])
    assert any("2/03 đảng viên chính thức có mặt đồng ý." in line for line in minutes_of_cell)


def test_what_another_meeting_counted_is_not_asked_again(data: Dataset) -> None:
    held = next(m for m in data.meetings if m.code == "H09")
    data.meetings.append(held.model_copy(update={"code": "H21"}))
    data.ballots.append(Ballot(meeting="H21", subject="TT01", valid=3, good=3))
    first = count(data, "DU-H09-2026")
    assert not any("Ban Thường vụ Đảng uỷ phường |" in line for line in first)


def test_no_invalid_ballot_is_said_in_a_word_and_a_differing_tally_beside_the_name(
    data: Dataset,
) -> None:
    data.ballots.append(
        Ballot(meeting="H01", subject="DV2", issued=3, returned=3, valid=2, excellent=0, good=2)
    )
    shown = count(data)
    assert "- Số phiếu hợp lệ: 03 phiếu; số phiếu không hợp lệ: không." in shown
    apart = "(phát ra: 03; thu về: 03; hợp lệ: 02; không hợp lệ: 01)"
    assert any(f"Đỗ Văn Ánh {apart}" in line for line in shown)


def test_a_share_is_printed_only_where_the_settings_want_it(data: Dataset) -> None:
    assert not any("%" in line for line in count(data))
    data.settings = data.settings.model_copy(update={"vote_shares": True})
    assert any("| 2 (66,67%) | 1 (33,33%) |" in line for line in count(data))


def test_tellers_nobody_wrote_down_have_lines_to_be_written_on(data: Dataset) -> None:
    data.meetings = [m.model_copy(update={"tellers": ""}) for m in data.meetings]
    shown = count(data)
    assert [line.strip() for line in shown if line.startswith("(")] == [
        f"({n}) Đồng chí" for n in (1, 2, 3)
    ]
    assert "T/M TỔ KIỂM PHIẾU" in shown


def test_tellers_and_chair_written_by_code_sign_with_their_names(data: Dataset) -> None:
    coded = {"tellers": "DV1; Lê Hai", "chair": "DV2"}
    data.meetings = [m.model_copy(update=coded) for m in data.meetings]
    first, chair = (m.full_name for m in map(Ward(data).member, ("DV1", "DV2")) if m is not None)
    for key in ("CB01-H01-2026", "DU-H09-2026"):
        shown = count(data, key)
        said = [line.strip() for line in shown if line.startswith("(")]
        assert [first in said[0], "Lê Hai" in said[1]] == [True, True]
        assert not any("DV1" in line or "DV2" in line for line in shown)
        signed = "\n".join(shown[-8:])
        assert first in signed
        assert chair in signed


def test_the_committees_minutes_take_their_number_and_chair_from_the_sheet(data: Dataset) -> None:
    data.meetings = [
        m.model_copy(update={"number": 31}) if m.code == "H09" else m for m in data.meetings
    ]
    job = minutes(data)
    assert job.number is not None
    assert (job.number.typed, job.number.signer) == (31, "Trần Thị Ban")
    assert job.number.abstract.startswith("hội nghị Ban Thường vụ Đảng uỷ xét")


def test_the_committees_minutes_say_who_was_called_and_what_was_decided(data: Dataset) -> None:
    shown = lines(minutes(data))
    assert any(
        "tổng số triệu tập: 04 đồng chí; có mặt: 03 đồng chí; vắng mặt: 01 đồng chí" in line
        for line in shown
    )
    assert "- Đi công tác: đồng chí Hồ Vắng." in shown
    assert "4. Chủ trì: đồng chí Trần Thị Ban, Bí thư Đảng uỷ." in shown
    assert "- Công nhận kết quả xếp loại của chi bộ." in shown
    assert any(
        line.endswith("với 03/03 đồng chí có quyền biểu quyết có mặt nhất trí.") for line in shown
    )


def test_nobody_knows_the_delegates_of_a_committee_without_rows(data: Dataset) -> None:
    data.delegates = []
    shown = lines(minutes(data))
    assert any("tổng số triệu tập: …… đồng chí; có mặt: …… đồng chí" in line for line in shown)
    assert any("với 03/…… đồng chí" in line for line in shown)


def test_a_cells_proposal_accounts_for_every_member(data: Dataset) -> None:
    data.members += [member(f"N{n}", f"Người Mới {n}", joined=None) for n in range(2)]
    shown = proposal(data, "CB01-2026")
    assert any(
        line.startswith(
            "2. Đảng viên: tổng số 08 đồng chí, gồm: đã đánh giá, xếp loại 03; "
            "không thuộc diện đánh giá, xếp loại: 02 (mới kết nạp chưa đủ 6 tháng: 01; được miễn "
            "công tác và sinh hoạt đảng: 01); chưa đánh giá, xếp loại: 03."
        )
        for line in shown
    )
    listed = shown[shown.index("II. Đảng viên") :]
    assert sum(line.startswith("| ") for line in listed) == 1 + 3


def test_a_level_nobody_has_is_said_in_words(data: Dataset) -> None:
    assert "- Không hoàn thành nhiệm vụ: không có." in proposal(data, "CB01-2026")


def test_the_ward_proposes_itself_and_those_whom_the_level_above_grades(data: Dataset) -> None:
    data.reviews.append(Review(subject="DU", self_grade=GOOD))
    shown = proposal(data, "DU-2026")
    assert "Kính trình: Ban Thường vụ Thành uỷ Hà Nội;" in shown
    assert f"- Đảng bộ phường Mường Mẫu: {GOOD}." in shown
    assert not any("Uỷ ban nhân dân phường" in line for line in shown)  # graded by the ward itself


def test_a_base_cell_proposes_itself_alone(data: Dataset) -> None:
    data.organisations[1] = data.organisations[1].model_copy(update={"kind": "Chi bộ cơ sở"})
    shown = proposal(data, "CB01-2026")
    assert any(line.startswith("- Chi bộ Tổ dân phố 1: Hoàn thành xuất sắc") for line in shown)
    assert not any("Đảng viên" in line for line in shown)


def test_nothing_graded_is_nothing_to_propose(data: Dataset) -> None:
    data.reviews = []
    nothing = {"self_grade": "", "proposed_grade": "", "grade": ""}
    data.organisations = [o.model_copy(update=nothing) for o in data.organisations]
    data.collectives, data.leaders = [], []
    ward, (paper,) = Ward(data), find_papers([PROPOSAL])
    assert plan_papers(ward, [paper], Scope()).jobs == []
    assert paper.lacks is not None
    assert paper.lacks(ward) == "chưa ghi mức tự xếp loại, mức đề nghị nào"
