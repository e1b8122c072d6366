"""What a clerk writes in a column reaches the paper: own symbol, own place, order, counts, numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from giayto import cli
from giayto.data.models import Award, Dataset, Organisation, Review
from giayto.data.ward import Ward
from giayto.data.workbook.write import create_workbook
from giayto.generators.papers import find_papers, plan_papers
from giayto.generators.plan import Plan, Scope, Skipped
from giayto.rendering import CompiledTemplate
from giayto.templates.store import find_master
from tests.batch.cases import big_ward, everything, planned_by, run
from tests.reading import visible_lines, visible_text
from tests.wards import GOOD, member, small_dataset


def _texts(change: Callable[[Dataset], None], paper: str, number: int | None = None) -> list[str]:
    """The visible text of each document of a paper after a change of the small ward's data."""
    data = small_dataset()
    change(data)
    jobs = plan_papers(Ward(data), find_papers([paper]), Scope()).jobs
    assert jobs
    return [
        visible_text(
            CompiledTemplate.load(find_master(j.master, j.rules).content).render(j.content(number))
        )
        for j in jobs
    ]


def _set(data: Dataset, code: str, **values: object) -> None:
    """Change columns of an organisation."""
    data.organisations = [
        o.model_copy(update=values) if o.code == code else o for o in data.organisations
    ]


def test_a_units_own_symbol_stands_in_its_numbers_and_in_the_register() -> None:
    paper = "quyet-dinh-xep-loai-dang-vien"
    (text,) = _texts(lambda data: _set(data, "DU", symbol="ĐUP"), paper, number=7)
    assert "Số 07-QĐ/ĐUP" in text
    assert "(Kèm theo Quyết định số 07-QĐ/ĐUP" in text
    data = small_dataset()
    _set(data, "DU", symbol="ĐUP")
    (job,) = plan_papers(Ward(data), find_papers([paper]), Scope()).jobs
    assert job.number is not None
    assert job.number.body_symbol == "ĐUP"


def test_a_units_own_place_stands_before_the_date_of_its_papers_only() -> None:
    def change(data: Dataset) -> None:
        _set(data, "CB01", place="Bản Thử")

    (minutes,) = _texts(change, "bien-ban-sinh-hoat")
    assert "Bản Thử, ngày 03 tháng 02 năm 2026" in minutes
    assert "Mường Mẫu, ngày" not in minutes
    (decision,) = _texts(change, "quyet-dinh-xep-loai-dang-vien")
    assert "Mường Mẫu, ngày 20 tháng 12 năm 2026" in decision


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Theo tên", ["Bùi Thị An", "Đỗ Văn Ánh", "Lê Văn Chín", "Nguyễn Thuỷ Ủy", "Tạ Văn Yên"]),
        (
            "Theo chi bộ",
            ["Đỗ Văn Ánh", "Lê Văn Chín", "Nguyễn Thuỷ Ủy", "Bùi Thị An", "Tạ Văn Yên"],
        ),
    ],
)
def test_the_list_of_members_is_in_the_order_of_the_settings(
    order: str, expected: list[str]
) -> None:
    data = small_dataset()
    data.settings = data.settings.model_copy(update={"list_order": order})
    data.organisations.append(
        Organisation(code="CB02", name="Chi bộ Tổ dân phố 2", kind="Chi bộ trực thuộc", parent="DU")
    )
    data.members[2] = data.members[2].model_copy(update={"full_name": "Lê Văn Chín"})
    for code, name in (("DV8", "Tạ Văn Yên"), ("DV9", "Bùi Thị An")):
        data.members.append(member(code, name, "CB02"))
        data.reviews.append(Review(subject=code, self_grade=GOOD, grade=GOOD))
    (job,) = plan_papers(Ward(data), find_papers(["quyet-dinh-xep-loai-dang-vien"]), Scope()).jobs
    master = find_master(job.master, job.rules)
    rows = [
        line.split(" | ")
        for line in visible_lines(CompiledTemplate.load(master.content).render(job.context))
        if line.startswith("| ")
    ]
    assert [row[1] for row in rows if row[0] in ("| 1", "| 2", "| 3", "| 4", "| 5")] == expected


def test_the_share_of_votes_is_printed_on_demand_and_is_of_the_valid_ballots() -> None:
    """Three of four valid ballots are 75 %, though five were issued and five came back."""

    def change(data: Dataset) -> None:
        data.ballots[0] = data.ballots[0].model_copy(
            update={"issued": 6, "returned": 5, "valid": 4, "invalid": 1, "excellent": 3, "good": 1}
        )

    def shares(data: Dataset) -> None:
        change(data)
        data.settings = data.settings.model_copy(update={"vote_shares": True})

    (text,) = _texts(change, "bien-ban-kiem-diem")
    assert "%" not in text
    (text,) = _texts(shares, "bien-ban-kiem-diem")
    assert "| 3 (75,00%) | 1 (25,00%) | 0 (0%) | 0 (0%) |" in text
    assert "Hoàn thành xuất sắc nhiệm vụ: 03 phiếu (100%)." in text


def test_a_cancelled_number_is_printed_no_more(tmp_path: Path) -> None:
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    here = ["-C", str(tmp_path)]

    def decision() -> str:
        (path,) = tmp_path.rglob("*quyet-dinh-xep-loai-to-chuc*.docx")
        return visible_text(path.read_bytes())

    assert cli.main(["tao", "quyet-dinh-xep-loai-to-chuc", "--cap-so", *here]) == 0
    assert "Số 01-QĐ/ĐU" in decision()
    assert cli.main(["so", "huy", "01-QĐ/ĐU", "--ly-do", "cấp nhầm", *here]) == 0
    assert cli.main(["tao", "quyet-dinh-xep-loai-to-chuc", *here]) == 0
    assert "01-QĐ/ĐU" not in decision()
    assert "-QĐ/ĐU" in decision()
    assert cli.main(["tao", "quyet-dinh-xep-loai-to-chuc", "--cap-so", *here]) == 0
    assert "Số 02-QĐ/ĐU" in decision()


def test_what_belongs_to_nobody_is_told_once_for_the_whole_ward(tmp_path: Path) -> None:
    """The clerk has one row to mend, however many units' papers run into it."""
    ward = big_ward(3, cells=3)
    ward.data.awards.append(Award(subject="DV999"))
    report = run(everything(ward), tmp_path / "a", processes=1)
    assert [s.subject for s in report.skipped].count("DV999") == 1
    report = run(planned_by(ward, _naming_a_stranger), tmp_path / "b", processes=1)
    assert [s.subject for s in report.skipped] == ["DV999"]


def _naming_a_stranger(_ward: Ward, _scope: Scope) -> Plan:
    """A planner that names a row without a unit whoever is asked for."""
    return Plan([], [Skipped("kiem-diem", "", "DV999", "không tìm thấy người có mã này")])
