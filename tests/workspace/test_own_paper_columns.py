"""The clerk's own columns and the other names of columns, at the top of an own paper."""

from __future__ import annotations

import re

import openpyxl
import pytest

from giayto.workspace import Workspace
from giayto.workspace.masters.checking import MasterChecks
from giayto.workspace.masters.listing import list_masters
from tests.workspace.test_own_papers import letter, sample, texts, ward

__all__ = ["sample", "ward"]


def column(workspace: Workspace, sheet: str, header: str, *values: str) -> None:
    """A column of the clerk's own, with values for the first rows of data."""
    book = openpyxl.load_workbook(workspace.workbook)
    page = book[sheet]
    head = next(c.row for c in page["A"] if str(c.value).startswith("Mã"))
    at = page.max_column + 1
    for row, value in enumerate([header, *values], start=head):
        page.cell(row, at, value)
    book.save(workspace.workbook)


@pytest.fixture
def people(ward: Workspace) -> list[str]:
    """The first people of the ward, of whom every second one has a motorcycle."""
    rows = ["có", ""] * 3
    column(ward, "Đảng viên", "Xe máy", *rows)
    members = ward.read().ward.data.members
    return [m.full_name for m in members if m.own["xe_may"]]


@pytest.mark.parametrize(
    "only", ["Xe máy = có", "xe may có ghi", "dang_vien.xe_may = có", "Xe máy có ghi và Họ tên có ghi"]
)  # fmt: skip
def test_an_own_column_chooses_who_gets_a_paper_and_names_it(
    ward: Workspace, people: list[str], only: str
) -> None:
    letter(
        ward, "Thư", "Lập cho: mỗi đảng viên", f"Chỉ lập khi: {only}",
        "Tên tệp: {Xe máy} {Họ và tên}", "Gửi {{ dang_vien.ho_ten }}: {{ Xe máy }}",
    )  # fmt: skip

    assert [f for f in ward.check().errors if "Thư" in f.where] == []
    made = ward.make("Thư")

    written = texts(ward)
    gone = {skipped.subject for skipped in made.report.skipped}
    assert people and {f"Gửi {name}: có" for name in people if name not in gone} == set(
        written.values()
    )
    assert all(re.match(r"\d+-co-|co-", name) for name in written), written


def test_an_own_column_of_the_organisations_stands_in_the_abstract(ward: Workspace) -> None:
    column(ward, "Tổ chức đảng", "Nơi họp", "Hội trường A", "Nhà văn hoá B", "Nhà văn hoá C")
    letter(
        ward, "Giấy mời", "Lập cho: mỗi chi bộ", "Loại văn bản: Giấy mời",
        "Chỉ lập khi: Nơi họp có chữ nhà văn hoá", "Trích yếu: họp tại {Nơi họp}",
        "Về {{ trich_yeu }}",
    )  # fmt: skip

    ward.make("Giấy mời", numbers=True)

    assert sorted(texts(ward).values()) == ["Về họp tại Nhà văn hoá B", "Về họp tại Nhà văn hoá C"]
    noted = {entry.abstract for entry in ward.register().find()}
    assert noted == {"họp tại Nhà văn hoá B", "họp tại Nhà văn hoá C"}


def test_other_names_of_a_column_work_as_they_do_in_the_text(ward: Workspace) -> None:
    letter(
        ward, "Thư", "Lập cho: mỗi đảng viên", "Chỉ lập khi: Phái = Nữ",
        "Tên tệp: Thư {Họ tên}", "{{ Họ tên }}",
    )  # fmt: skip

    ward.make("Thư")

    women = {m.full_name for m in ward.read().ward.data.members if m.sex == "Nữ"}
    assert texts(ward) and set(texts(ward).values()) <= women


def test_a_name_of_several_columns_is_told_with_all_of_them(ward: Workspace) -> None:
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", "Chỉ lập khi: Chức vụ có ghi", "Gửi")

    (finding,) = [f for f in ward.check().findings if f.code == "KT-954"]

    assert "Chức vụ Đảng" in finding.fix and "Chức vụ chính quyền" in finding.fix


@pytest.mark.parametrize("said", ["Chỉ lập khi: Xe mái = có", "Tên tệp: {Xe mái}", "Trích yếu: {Xe mái}"])  # fmt: skip
def test_a_slip_in_an_own_columns_name_is_told_with_the_nearest(
    ward: Workspace, people: list[str], said: str
) -> None:
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", said, "Gửi")

    (finding,) = [f for f in ward.check().findings if f.code == "KT-954"]

    assert people and "“Xe mái”" in finding.why and finding.fix == "Có phải “Xe máy”?"


def test_names_are_checked_though_nobody_fulfils_the_condition(
    ward: Workspace, people: list[str]
) -> None:
    only = "Chỉ lập khi: Xe máy = xe đạp"
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", only, "Gửi {{ dang_vien.ho_tem }}")

    (finding,) = [f for f in ward.check().errors if "Thư" in f.where]

    assert people and finding.code == "KT-903"


def test_the_list_of_masters_reads_no_workbook_and_knows_the_paper(
    ward: Workspace, people: list[str]
) -> None:
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", "Chỉ lập khi: Xe máy = có", "Gửi")
    day = ward.read().ward.settings.date
    assert people and day is not None

    listing = list_masters(ward, day.latest())

    assert {name: path.name for name, path in listing.papers.items()} == {"Thư": "Thư.docx"}
    assert listing.ignored == []


def test_a_name_with_the_word_and_in_it_parts_no_condition(ward: Workspace) -> None:
    only = "Chỉ lập khi: Họ và tên có chữ Nguyễn và Giới tính = Nam"
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", only, "{{ Họ và tên }}, {{ Giới tính }}")

    ward.make("Thư")

    written = set(texts(ward).values())
    assert written and all("Nguyễn" in text and text.endswith(", Nam") for text in written)


def test_own_columns_are_known_though_the_workbook_has_errors(
    ward: Workspace, people: list[str]
) -> None:
    book = openpyxl.load_workbook(ward.workbook)
    sheet = book["Đảng viên"]
    cell = next(c for c in sheet[sheet.max_row // 2] if c.value in ("Nam", "Nữ"))
    cell.value = "nam hay nữ"
    book.save(ward.workbook)
    letter(ward, "Thư", "Lập cho: mỗi đảng viên", "Chỉ lập khi: Xe máy = có", "Gửi {{ Xe máy }}")

    (checked,) = MasterChecks(ward).files([ward.own_masters / "Thư.docx"])

    assert people and ward.read().errors and checked.errors == []
