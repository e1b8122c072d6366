"""A district's papers on its wards: whose place, whose number, what is counted once."""

from __future__ import annotations

import pytest

from giayto.data.sample.seasons import sample_books
from giayto.data.ward import Ward
from giayto.generators.office import Office
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Job, Scope
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.reading import visible_text


@pytest.fixture(scope="module")
def district() -> Ward:
    return Ward(sample_books(2023)["quan-uy"])


def made(ward: Ward, paper: str) -> list[Job]:
    wanted = [each for each in PAPERS if each.key == paper]
    return plan_papers(ward, wanted, Scope()).jobs


def text(job: Job) -> str:
    master = CompiledTemplate.load(find_master(job.master, job.rules).content)
    return visible_text(master.render(job.context))


def test_a_ward_in_a_districts_workbook_is_a_ward(district: Ward) -> None:
    places = {o.place: Office(district, o, None).place for o in district.data.organisations}
    assert places["Nguyễn Du"] == "Phường Nguyễn Du"
    assert places["Bạch Mai"] == "Bạch Mai"
    assert places[""] == "Quận Hai Bà Trưng"


def test_the_plan_bears_its_own_number_and_is_no_basis_of_itself(district: Ward) -> None:
    (plan,) = made(district, "ke-hoach-kiem-diem")
    page = text(plan)
    assert "Số 159-KH/QU" in page and "ngày 13 tháng 11 năm 2023" in page
    assert "Kèm theo Kế hoạch số 159-KH/QU, ngày 13/11/2023" in page
    assert "Căn cứ Kế hoạch số 159-KH/QU" not in page
    (groups,) = made(district, "quyet-dinh-to-cong-tac")
    assert "Căn cứ Kế hoạch số 159-KH/QU, ngày 13/11/2023" in text(groups)


def test_each_committee_is_counted_once_and_proposes_from_its_own_workbook(district: Ward) -> None:
    (report,) = made(district, "bao-cao-ket-qua")
    # 75 cells; 18 standing committees, ward governments and fronts; the district's own.
    assert "phải kiểm điểm 130" in text(report)
    proposals = made(district, "to-trinh-cong-nhan-xep-loai")
    assert [job.unit for job in proposals] == [district.issuer]


def test_what_is_graded_and_awarded_is_the_whole_body(district: Ward) -> None:
    for paper in ("phieu-xep-loai-to-chuc", "bien-ban-kiem-phieu", "giay-khen"):
        (job,) = made(district, paper)
        page = text(job)
        assert "Đảng bộ phường Bạch Mai" in page
        assert "| Đảng uỷ phường Bạch Mai" not in page and "\nĐảng uỷ phường" not in page
