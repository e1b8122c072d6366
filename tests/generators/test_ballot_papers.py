"""Ballots to print: who stands on them, how many one sheet holds, what a setting changes."""

from __future__ import annotations

import re

import pytest

from giayto.data.models import Award, Delegate, Organisation, Review
from giayto.data.reference import choices
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_lines
from tests.season_rows import season_dataset
from tests.wards import EXCELLENT, member

ROUNDS = "Hai vòng: ba mức, rồi bình chọn xuất sắc"
AGREE = "Đồng ý, không đồng ý"
MANY = 60


def jobs(paper: str, ward: Ward) -> dict[str, Job]:
    return {job.key: job for job in plan_papers(ward, find_papers([paper]), Scope()).jobs}


def render(job: Job) -> bytes:
    return CompiledTemplate.load(find_master(job.master, job.rules).content).render(job.context)


def lines(job: Job) -> list[str]:
    return visible_lines(render(job))


def ward_with(**settings: object) -> Ward:
    data = season_dataset(2026)
    usual = {"ballot_layout": choices("ballot_layout")[0]}
    data.settings = data.settings.model_copy(update={**usual, **settings})
    return Ward(data)


def rows(shown: list[str]) -> list[str]:
    return [line for line in shown if re.match(r"\| \d", line)]


def test_a_cell_votes_on_those_it_reviews_and_on_nobody_else() -> None:
    shown = lines(jobs("phieu-xep-loai-dang-vien", ward_with())["CB01-H01-2026"])
    assert rows(shown)[:3] == [
        "| 1 | Nguyễn Thuỷ Ủy |  |  |  |  |",
        "| 2 | Đỗ Văn Ánh |  |  |  |  |",
        "| 3 | Lê A & B <C> |  |  |  |  |",
    ]
    assert not any("Hoàng Miễn" in line or "Vũ Dự Bị" in line for line in shown)


def test_a_ballot_is_secret() -> None:
    """Neither a number nor a place for a name of the voter."""
    shown = lines(jobs("phieu-xep-loai-dang-vien", ward_with())["CB01-H01-2026"])
    assert not any(word in line for line in shown for word in ("Số:", "Người ghi", "ĐẢNG CỘNG SẢN"))


@pytest.mark.parametrize(
    ("layout", "head", "row"),
    [
        (ROUNDS, "| TT | Họ và tên | Mức 2 | Mức 3 | Mức 4 |", "| 1 | Nguyễn Thuỷ Ủy |  |  |  |"),
        (
            AGREE,
            "| TT | Họ và tên | Mức đề nghị | Đồng ý | Không đồng ý |",
            f"| 1 | Nguyễn Thuỷ Ủy | {EXCELLENT} |  |  |",
        ),
    ],
)
def test_the_settings_choose_the_layout(layout: str, head: str, row: str) -> None:
    job = jobs("phieu-xep-loai-dang-vien", ward_with(ballot_layout=layout))["CB01-H01-2026"]
    shown = lines(job)
    assert head in shown
    assert row in shown
    assert ("- Mức 2. Hoàn thành tốt nhiệm vụ." in shown) is (layout == ROUNDS)


def test_only_two_rounds_make_a_cell_select_the_best() -> None:
    assert "CB01-H01-2026" not in jobs("phieu-binh-chon-xuat-sac", ward_with())
    shown = lines(
        jobs("phieu-binh-chon-xuat-sac", ward_with(ballot_layout=ROUNDS))["CB01-H01-2026"]
    )
    assert set(rows(shown)) == {"| 1 | Nguyễn Thuỷ Ủy | Tổ dân phố 1 |  |  |"}


def test_nobody_stands_on_two_ballots_of_a_committee() -> None:
    ward = ward_with()
    leaders = lines(jobs("phieu-danh-gia-can-bo", ward)["DU-H09-2026"])
    assert any("Nguyễn Thuỷ Ủy" in line for line in leaders)
    assert "DU-H09-2026" not in jobs("phieu-binh-chon-xuat-sac", ward)


def test_a_committee_votes_on_what_it_proposes_above_too() -> None:
    shown = lines(jobs("phieu-xep-loai-to-chuc", ward_with())["DU-H09-2026"])
    assert any("| Ban Thường vụ Đảng uỷ phường |" in line for line in rows(shown))
    (asked,) = jobs("phieu-xin-y-kien", ward_with()).values()
    assert not any("Ban Thường vụ" in line for line in rows(lines(asked)))


def test_a_committee_does_not_vote_on_what_a_cell_of_its_own_right_decides() -> None:
    data = season_dataset(2026)
    data.organisations.append(
        Organisation(code="CS", name="Chi bộ Chợ Mẫu", kind="Chi bộ cơ sở", parent="DU")
    )
    data.members.append(member("CS1", "Tạ Văn Chợ", cell="CS"))
    data.awards.append(Award(subject="CS1"))
    shown = {
        paper: " ".join(lines(jobs(paper, Ward(data))[key]))
        for paper, key in (
            ("phieu-khen-thuong", "DU-H09-2026"),
            ("bao-cao-ket-qua", "DU-2026"),
            ("quyet-dinh-khen-thuong", "CS-2026-dang-vien"),
        )
    }
    assert "Tạ Văn Chợ" in shown["quyet-dinh-khen-thuong"]
    assert "Tạ Văn Chợ" not in shown["phieu-khen-thuong"]
    assert "thẩm quyền: Giấy khen (trong năm) cho 01 đảng viên" in shown["bao-cao-ket-qua"]


def test_raised_hands_need_no_ballots() -> None:
    data = season_dataset(2026)
    data.meetings = [m.model_copy(update={"vote_form": "Giơ tay"}) for m in data.meetings]
    ward, (paper,) = Ward(data), find_papers(["phieu-khen-thuong"])
    made = plan_papers(ward, find_papers(["phieu"]), Scope()).jobs
    assert {job.paper for job in made} == {"phieu-xin-y-kien"}
    assert paper.lacks is not None
    assert paper.lacks(ward).endswith("hội nghị cấp uỷ nào bỏ phiếu")


def test_sixty_people_take_a_sheet_each_and_three_share_one() -> None:
    few = lines(jobs("phieu-xep-loai-dang-vien", ward_with())["CB01-H01-2026"])
    assert few[-1] == "Dải này cắt bỏ. Mỗi tờ có 3 phiếu; 03 đồng chí bỏ phiếu: in 01 tờ."
    data = season_dataset(2026)
    data.members += [
        member(f"N{n}", f"Nguyễn Hoàng Phương Thảo Vy Tôn Nữ Số {n}") for n in range(MANY)
    ]
    many = lines(jobs("phieu-xep-loai-dang-vien", Ward(data))["CB01-H01-2026"])
    assert len(rows(many)) == MANY + 3
    assert not any("Dải này" in line for line in many)


def test_sheets_are_not_counted_while_nobody_knows_who_votes() -> None:
    data = season_dataset(2026)
    data.delegates = [row for row in data.delegates if row.meeting != "H09"]
    shown = lines(jobs("phieu-xep-loai-to-chuc", Ward(data))["DU-H09-2026"])
    assert re.fullmatch(r"Dải này cắt bỏ. Mỗi tờ có \d phiếu\.", shown[-1])


def test_guests_do_not_vote() -> None:
    data = season_dataset(2026)
    data.delegates += [Delegate(meeting="H09", name=f"Khách {n}", role="Khách mời") for n in "123"]
    shown = lines(jobs("phieu-xep-loai-to-chuc", Ward(data))["DU-H09-2026"])
    assert "03 đồng chí bỏ phiếu: in " in shown[-1]


def test_a_committee_that_reviews_itself_votes_on_its_whole_body() -> None:
    data = season_dataset(2026)
    held = next(m for m in data.meetings if m.code == "H09")
    data.meetings.append(
        held.model_copy(update={"code": "H20", "kind": "Hội nghị kiểm điểm", "title": ""})
    )
    shown = lines(jobs("phieu-xep-loai-to-chuc", Ward(data))["DU-H20-2026"])
    assert "PHIẾU ĐÁNH GIÁ ĐẢNG BỘ PHƯỜNG MƯỜNG MẪU" in shown
    assert "| STT | XẾP LOẠI CHẤT LƯỢNG ĐẢNG BỘ | ĐÁNH GIÁ |" in shown


def test_a_committee_votes_on_all_it_grades_with_their_own_grades() -> None:
    data = season_dataset(2026)
    data.organisations.append(
        Organisation(code="CB02", name="Chi bộ Hai", kind="Chi bộ trực thuộc", parent="DU")
    )
    shown = lines(jobs("phieu-xep-loai-to-chuc", Ward(data))["DU-H09-2026"])
    assert f"| 1 | Chi bộ Tổ dân phố 1 | {EXCELLENT} |  |  |  |  |" in shown
    assert "| 2 | Chi bộ Hai |  |  |  |  |  |" in shown


def test_the_request_for_opinions_says_the_cap_as_the_settings_read_it() -> None:
    (usual,) = jobs("phieu-xin-y-kien", ward_with()).values()
    said = "không vượt quá 20% trên tổng số hoàn thành tốt nhiệm vụ."
    assert any(line.endswith(said) for line in lines(usual))
    wide = ward_with(cap_rate=25, cap_base="Từ Hoàn thành tốt nhiệm vụ trở lên")
    (other,) = jobs("phieu-xin-y-kien", wide).values()
    said = "không vượt quá 25% trên tổng số từ hoàn thành tốt nhiệm vụ trở lên."
    assert any(line.endswith(said) for line in lines(other))


def test_points_stand_on_a_leaders_ballot_only_where_the_season_has_points() -> None:
    (now,) = jobs("phieu-danh-gia-can-bo", Ward(season_dataset(2026))).values()
    (then,) = jobs("phieu-danh-gia-can-bo", Ward(season_dataset(2023))).values()
    assert any("Điểm TC (4a)" in line for line in lines(now))
    assert not any("Điểm" in line for line in lines(then))


def test_somebody_proposed_by_nobody_is_no_nominee() -> None:
    data = season_dataset(2026)
    for review in data.reviews:
        if review.subject == "DV1":
            review.proposed_grade = ""
    assert "DU-H09-2026" not in jobs("phieu-binh-chon-xuat-sac", Ward(data))
    data.members.append(member("N9", "Lê Được Bầu"))
    data.reviews.append(Review(subject="N9", proposed_grade=EXCELLENT))
    shown = lines(jobs("phieu-binh-chon-xuat-sac", Ward(data))["DU-H09-2026"])
    assert set(rows(shown)) == {"| 1 | Lê Được Bầu | Tổ dân phố 1 |  |  |"}
