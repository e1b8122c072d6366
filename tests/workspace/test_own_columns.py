"""A column that a clerk adds to a sheet is a field of its record in every paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from giayto.data.workbook.write import create_workbook
from giayto.workspace import Workspace
from giayto.workspace.masters.reading import fields_of
from tests.data.books import only
from tests.reading import visible_lines
from tests.wards import small_dataset

FORM = "kiem-diem-02b"
DECISION = "quyet-dinh-xep-loai-dang-vien"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with the small ward; the one member who holds a post has form 02B."""
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return Workspace(tmp_path)


def _add(place: Workspace, sheet: str, header: str, values: list[Any], look: str = "") -> None:
    """A column of the clerk's own, right of all others, with values from the first row on."""
    book = load_workbook(place.workbook)
    page = book[sheet]
    column = page.max_column + 1
    page.cell(1, column, header)
    for row, value in enumerate(values, start=2):
        page.cell(row, column, value).number_format = look or "General"
    book.save(place.workbook)


def _add_item(place: Workspace, item: str, value: Any) -> None:
    book = load_workbook(place.workbook)
    page = book["Thiết lập"]
    row = page.max_row + 1
    page.cell(row, 1, item)
    page.cell(row, 2, value)
    book.save(place.workbook)


def _own_master(place: Workspace, name: str, *lines: str) -> None:
    place.own_masters.mkdir(exist_ok=True)
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(place.own_masters / f"{name}.docx"))


def _made(place: Workspace, paper: str, folder: str) -> list[list[str]]:
    produced = place.make(paper)
    assert [str(failed.error) for failed in produced.report.failed] == []
    files = sorted(place.output.rglob(f"{folder}/*.docx"))
    return [visible_lines(file.read_bytes()) for file in files]


def test_own_columns_are_printed_as_the_sheet_shows_them(place: Workspace) -> None:
    _add(place, "Đảng viên", "Số điện thoại", [912345678] * 6, "0000 000 000")
    _add(place, "Đảng viên", "Ngày cưới (dương lịch)", [dt.date(1995, 3, 2)] * 6, "dd/mm/yyyy")
    _add(place, "Đảng viên", "Con", [None])
    _add(place, "Tổ chức đảng", "Nơi họp", ["", "Nhà văn hoá"])
    _add_item(place, "Số fax", "024.3456")
    _own_master(
        place, FORM, "{{ Họ và tên }}, ĐT {{ dang_vien.so_dien_thoai }}, {{ SỐ ĐIỆN THOẠI }}",
        "{{ Ngày cưới (dương lịch) }}, {{ ngay_cuoi_duong_lich }}",
        "{% if Con %}Có con{% else %}Chưa có con{% endif %}",
        "{{ Nơi họp }}, {{ Thiết lập.Số fax }}, {{ địa danh }}",
    )  # fmt: skip
    assert [code for code in (f.code for f in place.check().findings) if code == "KT-903"] == []
    forms = _made(place, "kiem-diem", "kiem-diem")
    assert [
        "Đỗ Văn Ánh, ĐT 0912 345 678, 0912 345 678",
        "02/3/1995, 02/3/1995",
        "Chưa có con",
        "Nhà văn hoá, 024.3456, Mường Mẫu",
    ] in forms


def test_an_own_column_is_listed_among_the_fields_by_its_header(place: Workspace) -> None:
    _add(place, "Đảng viên", "Số điện thoại", ["0912"] * 6)
    (fields,) = fields_of(place, ["02b"])
    (own,) = [field for field in fields.fields if field.name == "dang_vien.so_dien_thoai"]
    assert (own.label, own.source) == ("Số điện thoại", "trang Đảng viên, cột T “Số điện thoại”")


def test_the_lines_of_a_list_have_the_own_columns_of_their_people(place: Workspace) -> None:
    _add(place, "Đảng viên", "Tổ dân phố", ["Tổ 1", "Tổ 2", "Tổ 3", "Tổ 4", "Tổ 5", "Tổ 6"])
    _add(place, "Kiểm điểm", "Số phiếu", [5, 4, 3])
    _own_master(
        place,
        DECISION,
        "{% for d in Danh sách %}{{ d.Họ và tên }}: {{ d.Số thẻ đảng viên }}={{ d.so_the }}, "
        "{{ d.Tổ dân phố }} {{ d.số phiếu }}. "
        "{% endfor %}",
    )
    (decision,) = _made(place, DECISION, "xep-loai")
    people = {member.full_name: member.own["to_dan_pho"] for member in place.read().dataset.members}
    lines = [line.strip() for line in decision[0].split(".") if line.strip()]
    assert len(lines) > 1
    cards = {member.full_name: member.card for member in place.read().dataset.members}
    assert all(f": {(c := cards[line.partition(':')[0]])}={c}, " in line for line in lines)
    assert all(people[name] in line for line in lines for name in [line.partition(":")[0]])
    assert any(line.endswith((" 5", " 4", " 3")) for line in lines)


@pytest.mark.parametrize("printed", [True, False])
def test_a_changed_value_makes_the_papers_anew_that_print_it(
    place: Workspace, printed: bool
) -> None:
    _add(place, "Đảng viên", "Số điện thoại", ["0911", "0912", "0913", "0914", "0915", "0916"])
    for form in ("kiem-diem-02a", "kiem-diem-02b", "kiem-diem-02c") if printed else ():
        _own_master(place, form, "{{ Họ và tên }}, ĐT {{ Số điện thoại }}")
    assert place.make("kiem-diem").report.made
    book = load_workbook(place.workbook)
    page = book["Đảng viên"]
    page.cell(2, page.max_column, "0999")
    book.save(place.workbook)
    assert len(place.make("kiem-diem").report.made) == (1 if printed else 0)


def test_names_of_own_columns_that_masters_cannot_tell_apart_are_told(place: Workspace) -> None:
    _add(place, "Đảng viên", "Điện thoại 1", ["a"])
    _add(place, "Đảng viên", "Điện thoại (1)", ["b"])
    _add(place, "Đảng viên", "2026", ["c"])
    _add(place, "Đảng viên", "Tên_gọi?", ["d"])
    findings = place.check().findings
    twin = only(findings, "KT-152")
    assert "“Điện thoại 1”" in twin.why and twin.read == "Điện thoại (1)"
    assert only(findings, "KT-153").read == "2026"
    assert only(findings, "KT-151").read == "Tên_gọi?"
    assert place.read().dataset.members[0].own == {"dien_thoai_1": "a"}


def test_a_column_under_no_header_is_told(place: Workspace) -> None:
    _add(place, "Đảng viên", "", ["0911"])
    assert "không có tiêu đề" in only(place.check().findings, "KT-111").why


def test_a_name_not_in_the_workbook_is_still_unknown(place: Workspace) -> None:
    _add(place, "Đảng viên", "Số điện thoại", ["0911"])
    _own_master(place, FORM, "{{ dang_vien.so_dien_thoi }}")
    finding = only(place.check().findings, "KT-903")
    assert finding.fix == "Có phải “{{ dang_vien.so_dien_thoai }}”?"


def test_a_row_and_a_lone_condition_need_no_letters_in_an_own_master(place: Workspace) -> None:
    _add(place, "Đảng viên", "Tổ dân phố", ["Tổ 1"] * 6)
    place.own_masters.mkdir()
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Họ và tên", "Tổ"
    first, last = table.rows[1].cells
    first.text = "{% for d in Danh sách %}{{ d.Họ và tên }}"
    last.text = "{{ d.Tổ dân phố }}{% endfor %}"
    for line in ("{% if Năm %}", "Năm {{ Năm }}", "{% endif %}"):
        document.add_paragraph(line)
    document.save(str(place.own_masters / f"{DECISION}.docx"))
    found = {f.code for f in place.check().findings if f.code.startswith("KT-9")}
    assert found <= {"KT-932", "KT-930"}  # a page that is no whole decision, a font
    place.make(DECISION)
    (made,) = place.output.rglob(f"{DECISION}.docx")
    printed = Document(str(made))
    rows = [[cell.text for cell in row.cells] for row in printed.tables[0].rows]
    assert rows[0] == ["Họ và tên", "Tổ"]
    assert len(rows) > 2 and all(len(row) == 2 and row[1] == "Tổ 1" for row in rows[1:])
    assert [paragraph.text for paragraph in printed.paragraphs] == ["Năm 2026"]
