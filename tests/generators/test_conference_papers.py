"""What the papers of conferences, of the season's plan and of commendations say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from giayto.data.models import (
    Attendance,
    Award,
    Dataset,
    Delegate,
    GroupMember,
    Leader,
    LegalBasis,
    Meeting,
)
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers
from giayto.generators.plan import Job, Plan, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_text
from tests.season_rows import season_dataset
from tests.wards import day, member


def ward_with(change: Callable[[Dataset], object] = lambda data: None) -> Ward:
    data = season_dataset(2026)
    change(data)
    return Ward(data)


def plan_of(paper: str, ward: Ward) -> Plan:
    return find_papers([paper])[0].plan(ward, Scope())


def job_of(paper: str, key: str, ward: Ward) -> Job:
    return next(job for job in plan_of(paper, ward).jobs if job.key == key)


def render(job: Job, number: int | None = None) -> bytes:
    master = find_master(job.master, job.rules).content
    return CompiledTemplate.load(master).render(job.content(number))


def text_of(paper: str, key: str, ward: Ward | None = None) -> str:
    return visible_text(render(job_of(paper, key, ward or ward_with())))


def launch(*delegates: Delegate, **more: object) -> Callable[[Dataset], object]:
    """The ward with one more conference, H77, and whom it calls."""
    held = {"code": "H77", "kind": "Hội nghị triển khai", "unit": "DU", "date": day("3/12/2026")}

    def change(data: Dataset) -> None:
        data.meetings.append(Meeting.model_validate({**held, **more}))
        data.delegates.extend(delegates)

    return change


def test_each_delegate_but_the_chair_gets_a_page() -> None:
    pages = text_of("giay-moi-hoi-nghi", "DU-H11-2026").split("GIẤY MỜI")[1:]

    assert len(pages) == 5
    assert "Đồng chí Nguyễn Thuỷ Ủy" in pages[0]
    assert "Bí thư Chi bộ Tổ dân phố 1, Phó Chủ tịch UBND phường" in pages[0]
    assert "\nBà Trần Khách\nBáo Mường Mẫu\n" in pages[-1]
    assert "Đề nghị bà thu xếp" in pages[-1]
    assert not any("Đồng chí Trần Thị Ban\n" in page for page in pages)
    assert "- Thời gian: 08 giờ 00, thứ Bảy, ngày 14 tháng 11 năm 2026." in pages[0]


def test_a_meeting_that_names_nobody_has_an_invitation_to_write_on() -> None:
    text = text_of("giay-moi-hoi-nghi", "DU-H77-2026", ward_with(launch(title="tổng kết năm")))

    assert text.count("GIẤY MỜI") == 1
    assert "Đồng chí ………………" in text
    assert "tới dự hội nghị tổng kết năm\n" in text
    assert "…… giờ …… phút" in text


def test_neither_the_chair_nor_who_signs_is_invited() -> None:
    people = [Delegate(meeting="H77", name=name) for name in ("Lê Chủ Trì", "Trần Thị Ban", "DV2")]
    pages = text_of(
        "giay-moi-hoi-nghi", "DU-H77-2026", ward_with(launch(*people, chair="Lê Chủ Trì"))
    )

    assert pages.count("GIẤY MỜI") == 1
    assert "Đồng chí Trần Thị Ban\n" not in pages


def test_a_plan_is_not_among_its_own_bases() -> None:
    def own_plan(data: Dataset) -> None:
        title = "về kiểm điểm, đánh giá, xếp loại chất lượng hằng năm"
        basis = {"papers": "Biên bản", "kind": "Kế hoạch", "number": "9-KH/ĐU", "title": title}
        issued = {"body": "Ban Thường vụ Đảng uỷ phường Mường Mẫu", "date": day("20/11/2026")}
        data.legal_bases.append(LegalBasis.model_validate(basis | issued))

    ward = ward_with(own_plan)

    plan = text_of("ke-hoach-kiem-diem", "DU-2026", ward)
    assert "09-KH/ĐU" in plan and "Kế hoạch số 9-KH/ĐU" not in plan
    assert "9-KH/ĐU" in text_of("quyet-dinh-to-cong-tac", "DU-2026", ward)


def test_what_people_said_stands_under_the_discussion() -> None:
    text = text_of("bien-ban-hoi-nghi", "DU-H11-2026")

    assert text.index("Thảo luận") < text.index("đề nghị gửi mẫu sớm") < text.index("KẾT LUẬN")


def test_an_extract_is_certified_by_the_office_and_signed_by_nobody_again() -> None:
    text = text_of("trich-quyet-dinh", "DV1-Giay-khen-Trong-nam-2026").replace("\u00a0", " ")

    assert "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG" in text
    assert "T/M" not in text
    assert "- Đồng chí Nguyễn Thuỷ Ủy;" in text
    assert "Như trên" not in text


def test_the_head_of_the_office_certifies_by_name_where_the_sheet_of_leaders_has_one() -> None:
    def named(data: Dataset) -> None:
        told = {"person": "CB-09", "name": "Lý Chánh Văn", "post": "Chánh Văn phòng Đảng uỷ phường"}
        data.leaders.append(Leader.model_validate(told))

    text = text_of("trich-quyet-dinh", "DV1-Giay-khen-Trong-nam-2026", ward_with(named))
    assert "CHÁNH VĂN PHÒNG\nLý Chánh Văn" in text


def test_the_schedule_has_the_day_on_which_a_collective_reviews_itself() -> None:
    text = text_of("ke-hoach-kiem-diem", "DU-2026")
    assert "| 1 | Uỷ ban nhân dân phường | 04/12/2026 |" in text


def test_a_group_may_attend_a_collective() -> None:
    def attended(data: Dataset) -> None:
        told = {"group": "Tổ số 9", "name": "Trần Thị Ban", "role": "Tổ trưởng", "units": "UBND"}
        data.group_members.append(GroupMember.model_validate(told))

    ward = ward_with(attended)
    plan = text_of("ke-hoach-kiem-diem", "DU-2026", ward)
    line = next(line for line in plan.splitlines() if "| Uỷ ban nhân dân phường |" in line)
    assert line.endswith("| Tổ số 9 |")
    decided = text_of("quyet-dinh-to-cong-tac", "DU-2026", ward)
    assert "Uỷ ban nhân dân phường" in decided and "\nUBND" not in decided


def test_whoever_is_not_summoned_is_not_called_absent() -> None:
    def elsewhere(data: Dataset) -> None:
        data.members[1].status = "Sinh hoạt tạm thời nơi khác"
        data.attendance = [row for row in data.attendance if row.member != "DV2"]
        told = {"meeting": "H01", "member": "DV2", "presence": "Vắng có lý do", "sent": True}
        data.attendance.append(Attendance.model_validate(told))

    text = text_of("bien-ban-kiem-diem", "CB01-H01-2026", ward_with(elsewhere))
    assert "không thuộc diện triệu tập, có gửi bản kiểm điểm" in text


def test_the_number_and_day_of_an_invitation_are_left_to_the_pen() -> None:
    job = job_of("giay-moi-hoi-nghi", "DU-H11-2026", ward_with())

    assert job.number is None
    assert "Số       -GM/ĐU" in visible_text(render(job)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("tổng kết công tác Đảng", "hội nghị tổng kết công tác Đảng"),
        ("Hội nghị Ban Chấp hành lần thứ 5", "hội nghị Ban Chấp hành lần thứ 5"),
        ("", "hội nghị triển khai"),
    ],
)
def test_a_meeting_is_called_once_by_its_word(title: str, called: str) -> None:
    text = text_of("bien-ban-hoi-nghi", "DU-H77-2026", ward_with(launch(title=title)))

    assert f"BIÊN BẢN\n{called}\n" in text


def test_sixty_delegates_are_counted_and_listed() -> None:
    many = [Delegate(meeting="H77", name=f"Đại biểu Số {n}", unit="Phường") for n in range(60)]
    many[7] = many[7].model_copy(update={"presence": "Vắng có lý do", "reason": "ốm"})
    ward = ward_with(launch(*many))

    listed = text_of("danh-sach-dai-bieu", "DU-H77-2026", ward)
    assert "| 60 | Đại biểu Số 59 |" in listed
    assert "Danh sách này có 60 đại biểu." in listed
    minutes = text_of("bien-ban-hoi-nghi", "DU-H77-2026", ward)
    assert "triệu tập: 60 đồng chí; có mặt: 59 đồng chí; vắng mặt: 01 đồng chí" in minutes
    assert "- Ốm: đồng chí Đại biểu Số 7." in minutes


def test_minutes_of_nobody_known_leave_the_counts_open() -> None:
    text = text_of("bien-ban-hoi-nghi", "DU-H77-2026", ward_with(launch()))

    assert "triệu tập: …… đồng chí; có mặt: …… đồng chí; vắng mặt: …… đồng chí." in text


def test_a_committees_meeting_has_minutes_of_its_own() -> None:
    kind = "Hội nghị cấp uỷ xét xếp loại, khen thưởng"

    keys = [job.key for job in plan_of("bien-ban-hoi-nghi", ward_with(launch(kind=kind))).jobs]

    assert "DU-H77-2026" not in keys


def test_conclusions_are_numbered_and_need_to_be_written_first() -> None:
    said = launch(conclusion="- Xong trước 10/12\n- Gửi hồ sơ;")
    text = text_of("thong-bao-ket-luan", "DU-H77-2026", ward_with(said))

    assert "1. Xong trước 10/12.\n2. Gửi hồ sơ.\n" in text
    left_out = plan_of("thong-bao-ket-luan", ward_with(launch())).skipped
    assert [s.reason for s in left_out if "H77" in s.subject] == [
        "chưa ghi cột Kết luận của chủ trì"
    ]


def test_the_plan_says_which_group_attends_where_and_when() -> None:
    text = text_of("ke-hoach-kiem-diem", "DU-2026")

    assert "| 2 | Chi bộ Tổ dân phố 1 | 05/12/2026 | 19 giờ 30 |" in text
    assert "| 3 | Ban Thường vụ Đảng uỷ phường |" in text
    assert "| Tổ số 1 |" in text
    assert "trước ngày 31/12/2026; đơn vị tổng kết năm muộn hơn: trước ngày 15/01/2027." in text


def test_a_group_begins_with_its_head_and_ends_with_its_secretary() -> None:
    text = text_of("quyet-dinh-to-cong-tac", "DU-2026")

    first = text[text.index("Tổ số 1") : text.index("Tổ số 2")]
    assert first.index("Nguyễn Thuỷ Ủy") < first.index("Lê Ghi")
    assert "Đơn vị phụ trách: Chi bộ Tổ dân phố 1." in first


def test_without_groups_there_is_no_decision_on_them() -> None:
    paper = find_papers(["quyet-dinh-to-cong-tac"])[0]
    ward = ward_with(lambda data: data.group_members.clear())

    assert paper.plan(ward, Scope()).jobs == []
    assert paper.lacks is not None and paper.lacks(ward) == "chưa có dòng ở trang Tổ công tác"


def test_suggestions_go_to_a_person_or_to_a_collective() -> None:
    assert "gợi ý tập thể Chi uỷ Chi bộ Tổ dân phố 1" in text_of("goi-y-kiem-diem", "CB01-2026")
    person = text_of("goi-y-kiem-diem", "DV2-2026")
    assert "gợi ý đồng chí Đỗ Văn Ánh" in person
    assert "- Trách nhiệm trong việc chậm nộp báo cáo." in person


def test_certificate_extract_and_book_bear_the_number_of_the_decision() -> None:
    ward = ward_with()
    decision = ("quyet-dinh-khen-thuong", "DU-2026-dang-vien")
    for paper, key in (
        ("giay-khen", "DV1-Giay-khen-Trong-nam-2026"),
        ("trich-quyet-dinh", "DV1-Giay-khen-Trong-nam-2026"),
        ("so-khen-thuong", "DU-2026-dang-vien"),
    ):
        job = job_of(paper, key, ward)
        assert (job.goes_with, job.number) == (decision, None)
        assert "12-QĐ/ĐU" in visible_text(render(job, number=12))
        assert "ngày 20 tháng 12 năm 2026" in visible_text(render(job, number=12))


def test_two_of_one_name_are_told_apart_wherever_money_is_paid() -> None:
    def namesake(data: Dataset) -> None:
        data.members.append(member("DV9", data.members[0].full_name, birth=day("1950")))

    ward = ward_with(namesake)
    key = "DV1-Giay-khen-Trong-nam-2026"
    assert "(sinh năm 1970)" in text_of("trich-quyet-dinh", key, ward)
    assert "(sinh năm 1970)" in text_of("so-khen-thuong", "DU-2026-dang-vien", ward)
    certificate = job_of("giay-khen", key, ward).context["giay_khen"]
    assert certificate["ten"] == ["Nguyễn Thuỷ Ủy"]
    assert " ".join(certificate["don_vi"]).startswith("Sinh năm 1970, ")


def test_only_a_long_name_shrinks_on_a_certificate() -> None:
    def renamed(name: str) -> Job:
        def change(data: Dataset) -> None:
            data.members.append(member("DV9", name))
            data.awards = [Award(subject="DV9")]

        return job_of("giay-khen", "DV9-Giay-khen-Trong-nam-2026", ward_with(change))

    sizes = {
        name: renamed(name).context["giay_khen"]["co"]
        for name in ("Lê An", "Hoàng Nguyễn Thị Phương Thảo Mai", "M" * 40)
    }
    assert list(sizes.values()) == ["lon", "lon", "nho"]


def test_the_office_may_word_the_certificate_itself() -> None:
    def change(data: Dataset) -> None:
        words = {"certificate_text": "Đã có thành tích xuất sắc năm {Năm kiểm điểm}"}
        data.settings = data.settings.model_copy(update=words)

    text = text_of("giay-khen", "DV1-Giay-khen-Trong-nam-2026", ward_with(change))
    assert "Đã có thành tích xuất sắc năm 2026" in text
    assert "Đạt tiêu chuẩn" not in text


def test_what_is_decided_above_has_no_certificate_here() -> None:
    def change(data: Dataset) -> None:
        data.awards = [Award(subject="DV1", form="Bằng khen", period="5 năm liền")]

    paper = find_papers(["giay-khen"])[0]
    assert paper.plan(ward_with(change), Scope()).jobs == []
