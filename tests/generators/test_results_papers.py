"""Reports, lists, dossiers and what follows the grading: what the page says of awkward data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from giayto.data import results
from giayto.data.grading.grades import KINDS, Kind
from giayto.data.models import Dataset, Organisation, Review, Totals
from giayto.data.sample.seasons import sample_books
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward
from giayto.generators.papers import PAPERS
from giayto.generators.plan import Plan, Scope
from tests.busy import job_of, lines_of
from tests.season_rows import season_dataset
from tests.wards import EXCELLENT, GOOD, member

Change = Callable[[Dataset], None]


def season(*changes: Change, year: int = 2026) -> Ward:
    data = season_dataset(year)
    for change in changes:
        change(data)
    return Ward(data)


def planned(paper: str, ward: Ward) -> Plan:
    (found,) = [one for one in PAPERS if one.key == paper]
    return found.plan(ward, Scope())


def page(paper: str, key: str, *changes: Change) -> list[str]:
    return lines_of(job_of(planned(paper, season(*changes)), key))


def lacks(paper: str, ward: Ward) -> str:
    (found,) = [one for one in PAPERS if one.key == paper]
    return found.lacks(ward) if found.lacks else ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_total_is_graded_and_exempt_and_not_yet(kind: Kind) -> None:
    ward = season()
    assert ward.issuer is not None
    told = results.tally(ward, kind, ward.issuer)
    assert told.total == told.graded + told.exempt + told.pending


def test_the_table_of_the_ward_adds_up() -> None:
    (row,) = [x for x in page("bao-cao-ket-qua", "DU-2026") if x.startswith("| 4 | Đảng viên")]
    total, exempt, pending, graded = (cell.split(":")[0] for cell in row.split(" | ")[2:6])
    assert int(total) == int(exempt) + int(pending) + int(graded) == 46


def test_a_unit_with_members_in_the_workbook_is_not_counted_twice() -> None:
    def typed(data: Dataset) -> None:
        data.totals = [Totals(unit="CB01", subject="Đảng viên", total=500, good=500)]

    ward = season(typed)
    assert ward.issuer is not None
    assert results.tally(ward, "members", ward.issuer).total == 6


def test_a_total_typed_without_the_rest_leaves_the_others_not_yet_graded() -> None:
    def typed(data: Dataset) -> None:
        data.totals = [Totals(unit="Đảng bộ Mẫu", subject="Đảng viên", total=10, good=7)]

    (row,) = [
        line for line in page("bao-cao-ket-qua", "DU-2026", typed) if "| Đảng bộ Mẫu |" in line
    ]
    assert "| 10 | 0 | 3 | 7 |" in row


def test_a_cells_report_counts_what_it_proposes_and_says_who_waits_and_why() -> None:
    text = "\n".join(page("bao-cao-ket-qua", "CB01-2026"))
    assert "tổng số 06; không thuộc diện kiểm điểm: 02" in text
    assert "chưa kiểm điểm: 01 (Vũ Dự Bị: đi công tác)" in text
    assert "Hoàn thành xuất sắc nhiệm vụ: 01 (33,33%)" in text
    assert "- Đảng uỷ phường Mường Mẫu (để báo cáo);" in text.replace("\u00a0", " ")


def test_before_anything_is_decided_the_ward_reports_nobody_graded() -> None:
    def undecided(data: Dataset) -> None:
        data.reviews = [r.model_copy(update={"grade": ""}) for r in data.reviews]
        data.totals = []

    text = "\n".join(page("bao-cao-ket-qua", "DU-2026", undecided))
    assert "Đảng viên: tổng số 06; chưa đánh giá, xếp loại." in text
    assert "Hoàn thành xuất sắc nhiệm vụ: 01 (33,33%)" in "\n".join(
        page("bao-cao-ket-qua", "CB01-2026", undecided)
    )


def test_a_body_without_anybody_reports_nothing_and_says_so() -> None:
    def empty(data: Dataset) -> None:
        data.members, data.totals = [], []

    ward = season(empty)
    assert planned("bao-cao-ket-qua", ward).jobs == []
    assert lacks("bao-cao-ket-qua", ward) == "chưa có đảng viên nào, trang Tổng hợp cũng chưa ghi"
    assert lacks("danh-sach-chua-kiem-diem", ward).startswith("không có ai chưa kiểm điểm")


def test_sixty_people_and_a_long_name_stand_in_the_list_above_the_signature() -> None:
    long = "Công Tằng Tôn Nữ Huyền Trân Nguyễn Phước Ngọc"

    def many(data: Dataset) -> None:
        data.members += [member(f"M{n}", f"Nguyễn Văn {n}") for n in range(60)]
        data.members.append(member("L1", long))

    lines = page("tong-hop-de-xuat", "CB01-2026", many)
    assert sum(line.startswith("| ") for line in lines) == 1 + 4 + 61
    assert any(f"| {long} |" in line for line in lines)
    assert lines[-3:] == ["T/M CHI BỘ", "BÍ THƯ", "Nguyễn Thuỷ Ủy"]


def test_the_notice_calls_a_committee_by_its_organisation() -> None:
    def below(data: Dataset) -> None:
        data.organisations.append(
            Organisation(
                code="DX", name="Đảng uỷ Trường Mẫu", kind="Đảng uỷ cơ sở", parent="DU", grade=GOOD
            )
        )

    lines = page("thong-bao-ket-qua", "DU-2026", below)
    assert f"| 2 | Đảng bộ Trường Mẫu | {GOOD} |  |" in lines
    assert f"| 1 | Uỷ ban nhân dân phường | {EXCELLENT} |" in lines


@pytest.mark.parametrize("paper", ["bao-cao-ket-qua", "thong-bao-ket-qua"])
def test_whom_a_level_above_grades_is_proposed_to_it_not_counted(paper: str) -> None:
    lines = page(paper, "DU-2026")
    (asked,) = [line for line in lines if "Đề nghị cấp có thẩm quyền" in line]
    assert "Ban Thường vụ Đảng uỷ phường" in asked
    assert "đồng chí Trần Thị Ban, Bí thư Đảng uỷ phường" in asked
    assert not any(line.startswith("| ") and "Trần Thị Ban" in line for line in lines)


def test_a_committee_with_a_workbook_of_its_own_is_not_proposed_for() -> None:
    def below(data: Dataset) -> None:
        data.organisations.append(
            Organisation(
                code="DX", name="Đảng uỷ Trường Mẫu", kind="Đảng uỷ cơ sở", parent="DU", grade=GOOD
            )
        )

    keys = [job.key for job in planned("to-trinh-cong-nhan-xep-loai", season(below)).jobs]
    assert "CB01-2026" in keys
    assert not any(key.startswith("DX") for key in keys)


def test_a_committee_names_the_leaders_whom_it_proposes() -> None:
    plan = planned("to-trinh-cong-nhan-xep-loai", Ward(sample_dataset()))
    lines = lines_of(job_of(plan, "DU-2026"))
    at = lines.index("2. Cá nhân lãnh đạo, quản lý:")
    assert lines[at + 1].startswith("- Đồng chí Phạm Quốc Khánh, ")
    assert lines[at + 1].endswith(": Hoàn thành tốt nhiệm vụ.")


def test_a_body_without_a_row_has_not_reviewed_itself_whatever_level_it_has() -> None:
    def without(data: Dataset) -> None:
        bodies = {o.code for o in data.organisations} | {c.code for c in data.collectives}
        data.reviews = [row for row in data.reviews if row.subject not in bodies]

    ward = season(without)
    assert any(o.self_grade for o in ward.data.organisations)
    assert ward.issuer is not None and results.reviewing(ward, ward.issuer)[1] == 0


def test_units_with_workbooks_of_their_own_were_reviewed_where_they_are_graded() -> None:
    """The district's workbook has the grades of its wards, not their reports."""
    district = next(iter(sample_books(2023).values()))
    ward = Ward(district)
    assert ward.issuer is not None
    assert results.reviewing(ward, ward.issuer) == (130, 130)
    for row in district.collectives[:2]:
        row.grade = row.proposed_grade = ""
    ungraded = Ward(district)
    assert ungraded.issuer is not None
    assert results.reviewing(ungraded, ungraded.issuer) == (130, 128)


def came(data: Dataset) -> None:
    data.reviews[0].residence = "Gương mẫu ở nơi cư trú."


def test_a_dossier_says_which_piece_is_missing_and_leaves_open_what_nobody_knows() -> None:
    lines = page("danh-muc-ho-so", "CB01-2026", came)
    rows = {line.split(" | ")[1]: line.split(" | ")[3:12] for line in lines if "| " in line}
    first, works, retired = rows["Nguyễn Thuỷ Ủy"], rows["Đỗ Văn Ánh"], rows["Lê A & B <C>"]
    assert first[:5] == ["x", "x", "x", "", "x"]
    assert works[:5] == ["x", "thiếu", "x", "", "x"]
    assert retired[:5] == ["x", "", "x", "", "x"]
    assert works[5:8] == retired[5:8] == ["", "", ""]
    assert "Cộng: 04 hồ sơ cá nhân; hồ sơ còn thiếu thành phần đã biết: 02." in lines


def test_opinions_kept_on_paper_alone_are_not_missed() -> None:
    lines = page("danh-muc-ho-so", "CB01-2026")
    assert "Cộng: 04 hồ sơ cá nhân; hồ sơ còn thiếu thành phần đã biết: 01." in lines


def test_whoever_lives_party_life_elsewhere_needs_the_opinion_from_there() -> None:
    def away(data: Dataset) -> None:
        data.members[2].status = "Sinh hoạt tạm thời nơi khác"

    (row,) = [line for line in page("danh-muc-ho-so", "CB01-2026", away) if "Lê A & B" in line]
    assert row.split(" | ")[11] == "thiếu"


@pytest.mark.parametrize("paper", ["danh-muc-ho-so", "quyet-dinh-xep-loai-lai"])
def test_a_form_of_2025_is_not_made_for_an_earlier_season(paper: str) -> None:
    ward = season(year=2023)
    assert planned(paper, ward).jobs == []
    assert lacks(paper, ward) == "chỉ có từ năm kiểm điểm 2025"


def test_a_result_cancelled_without_a_new_one_is_to_be_graded_again() -> None:
    def cancelled(data: Dataset) -> None:
        data.regrades[0].action, data.regrades[0].grade = "Huỷ bỏ", ""
        data.regrades[0].old_number = ""

    text = "\n".join(page("quyet-dinh-xep-loai-lai", "DV3-2025-2026", cancelled))
    assert "Huỷ bỏ kết quả xếp loại chất lượng năm 2025 đối với đồng chí Lê A & B <C>" in text
    assert "đã công bố tại Quyết định số ……, ngày 22/12/2025" in text
    assert "Mức xếp loại lại: đánh giá, xếp loại lại theo quy định." in text


def test_the_statistic_counts_the_exempt_among_those_not_reviewed() -> None:
    def alone(data: Dataset) -> None:
        data.totals = []
        data.reviews.append(Review(subject="DV4", suggested="Làm rõ việc sinh hoạt."))

    lines = page("thong-ke-6f", "DU-2026", alone)
    told = [line.split(" | ")[3] for line in lines if line.startswith("| ")][1:]
    assert told == ["6", "3", "3", "", "1", "1", "0", "2", "0", "0", "2"]
    assert next(line for line in lines if line.startswith("| 3 |")).endswith(
        "| Ngoài 02 đảng viên không thuộc diện, có 01 đảng viên thuộc diện, chưa kiểm điểm |"
    )


def test_whom_a_level_above_manages_is_counted_at_that_level_in_the_statistic() -> None:
    def suggested(data: Dataset) -> None:
        data.reviews = [row for row in data.reviews if not row.suggested]
        data.reviews += [
            Review(subject="TT01", suggested="Làm rõ quy chế."),
            Review(subject="TT02", suggested="Làm rõ kiến nghị."),
            Review(subject="CB-01", suggested="Làm rõ việc nêu gương."),
            Review(subject="DV4", suggested="Làm rõ việc sinh hoạt."),
        ]

    def of_levels(year: int, key: str) -> list[list[str]]:
        lines = lines_of(job_of(planned("thong-ke-6f", season(suggested, year=year)), key))
        return [x.split(" | ")[2:4] for x in lines if x.startswith(("| 4 |", "| 4."))]

    assert of_levels(2026, "DU-2026") == [["2", "2"], ["1", "1"], ["0", "0"], ["1", "1"]]
    # There was a level between the ward and the city until 30/6/2025.
    assert of_levels(2023, "DU-2023") == [["2", "2"], ["0", "0"], ["1", "1"], ["1", "1"]]


MET = "tại hội nghị Ban Thường vụ Đảng uỷ phường Mường Mẫu, ngày 18/12/2026"


def test_a_decision_rests_on_the_vote_where_somebody_wrote_how_many_agreed() -> None:
    def open_vote(data: Dataset) -> None:
        data.regrades[0].agreed = None
        for award in data.awards:
            award.committee_agreed = None

    def agreed(data: Dataset) -> None:
        for award in data.awards:
            award.committee_agreed = 3

    again = ("quyet-dinh-xep-loai-lai", "DV3-2025-2026")
    praised = ("quyet-dinh-khen-thuong", "DU-2026-dang-vien")
    assert any(f"Căn cứ kết quả biểu quyết {MET}" in line for line in page(*again))
    assert any(f"Căn cứ kết quả bỏ phiếu {MET}" in line for line in page(*praised, agreed))
    assert not any(MET in line for paper in (again, praised) for line in page(*paper, open_vote))


def test_the_vote_on_a_result_taken_up_again_stands_in_the_count() -> None:
    lines = page("bien-ban-kiem-phieu", "DU-H09-2026")
    at = lines.index("Kết quả biểu quyết xếp loại lại:")
    assert any(
        "| 1 | Lê A & B <C> | Hoàn thành tốt nhiệm vụ (năm 2025) | Hoàn thành nhiệm vụ | 3 | 0 |"
        in line
        for line in lines[at : at + 4]
    )


def test_the_wards_proposal_encloses_the_minutes_of_its_meeting() -> None:
    plan = planned("to-trinh-cong-nhan-xep-loai", Ward(sample_dataset()))
    text = "\n".join(lines_of(job_of(plan, "DU-2026")))
    assert "biên bản hội nghị Ban Thường vụ Đảng uỷ phường Hoa Ban ngày 18/12/2026" in text
    assert "; biên bản kiểm phiếu." in text


def test_leaders_whom_the_city_grades_are_told_beside_the_counts() -> None:
    lines = page("tong-hop-ket-qua-can-bo", "DU-2026")
    assert any("| Gồm 01 do cấp trên quyết định |" in line for line in lines)


def test_a_plan_names_who_remedies_and_leaves_room_for_the_day() -> None:
    cell = page("ke-hoach-khac-phuc", "CB01-2026")
    assert any("| Đồng chí Đỗ Văn Ánh, Phó Bí thư chi bộ | 31/3/2027 |" in line for line in cell)
    body = page("ke-hoach-khac-phuc-tap-the", "TT02-2026")
    assert any("| Nguyễn Văn Ngoài Đảng |  |" in line for line in body)
    assert "T/M UỶ BAN NHÂN DÂN PHƯỜNG" in body
    assert not any(line.startswith("Số") for line in body)
