"""Another workspace's workbook taken in as a list: its people and cells, never its codes."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.models import Member, Organisation, Review
from giayto.data.models.partial_date import PartialDate
from giayto.data.workbook.defaults import starting_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook, save_dataset
from tests.data.books import codes, only, write_book
from tests.data.clerk_book import columns


def cell_book(path: Path, number: int) -> Path:
    """The workbook of one cell, which calls itself CB01 and its members DV0001 …"""
    data = starting_dataset()
    data.organisations = [
        Organisation(code="DU", name="Đảng uỷ phường Hoa Sen", kind="Đảng uỷ xã, phường, đặc khu"),
        Organisation(
            code="CB01",
            name=f"Chi bộ Tổ dân phố {number}",
            kind="Chi bộ trực thuộc",
            parent="DU",
            secretary="Lê Văn Một",
            has_committee=True,
        ),
    ]
    data.members = [
        Member(
            code=f"DV{i:04d}",
            cell="CB01",
            full_name=f"Lê Văn {name}",
            birth=PartialDate(1970, number, i),
            card=f"0010700{number:02d}0{i:02d}",
        )
        for i, name in enumerate(("Một", "Hai"), start=1)
    ]
    data.reviews = [Review(subject="DV0001", self_grade="Hoàn thành tốt nhiệm vụ")]
    save_dataset(path, data)
    edited = load_workbook(path)
    members = edited["Đảng viên"]
    free = members.max_column + 1
    members.cell(1, free, "SĐT")
    members.cell(3, free, "0901")
    members[f"{columns(members)['Ngày sinh']}3"] = "2/30/1970"
    edited.save(path)
    return path


def test_two_cells_workbooks_make_a_ward(tmp_path: Path) -> None:
    book = tmp_path / "ws" / "du-lieu.xlsx"
    create_workbook(book, starting_dataset())
    sources = [cell_book(tmp_path / f"cb{n}.xlsx", n) for n in (7, 3)]
    before = [path.read_bytes() for path in sources]
    result = import_into_workspace(sources, book)
    assert [path.read_bytes() for path in sources] == before
    data = read_workbook(book).dataset
    assert [(o.code, o.name, o.secretary, o.has_committee) for o in data.organisations] == [
        ("CB01", "Chi bộ Tổ dân phố 3", "Lê Văn Một", True),
        ("CB02", "Chi bộ Tổ dân phố 7", "Lê Văn Một", True),
    ]
    assert [(m.code, m.cell, m.full_name) for m in data.members] == [
        ("DV0001", "CB02", "Lê Văn Một"),
        ("DV0002", "CB02", "Lê Văn Hai"),
        ("DV0003", "CB01", "Lê Văn Một"),
        ("DV0004", "CB01", "Lê Văn Hai"),
    ]
    sheet = load_workbook(book)["Đảng viên"]
    birth, phone = (columns(sheet)[header] for header in ("Ngày sinh", "SĐT"))
    assert [sheet[f"{birth}{row}"].value for row in (3, 5)] == ["2/30/1970"] * 2
    assert [sheet[f"{phone}{row}"].value for row in (2, 3)] == [None, "0901"]
    left = [f for f in result.findings if f.code == "KT-818"]
    assert [("Kiểm điểm" in f.why, f.severity) for f in left] == [(True, "warning")] * 2
    again = import_into_workspace(sources, book)
    assert (again.added, again.updated, again.unchanged, again.conflicts) == (0, 0, 4, 0)


def test_a_code_of_the_cell_is_nobody_elses_in_the_ward(tmp_path: Path) -> None:
    """DV0001 of the cell and DV0001 of the ward are two people."""
    ward = cell_book(tmp_path / "du-lieu.xlsx", 1)
    result = import_into_workspace(cell_book(tmp_path / "cb2.xlsx", 2), ward)
    assert (result.added, result.conflicts) == (2, 0)
    members = read_workbook(ward).dataset.members
    assert [m.code for m in members] == ["DV0001", "DV0002", "DV0003", "DV0004"]


def test_a_list_with_another_offices_codes_changes_nobody(tmp_path: Path) -> None:
    ward = cell_book(tmp_path / "du-lieu.xlsx", 1)
    rows = [
        ["Mã đảng viên", "Họ và tên", "Ngày sinh", "Chi bộ"],
        ["DV0001", "Trần Thị Lạ", "1/1/1980", "Chi bộ Tổ dân phố 1"],
    ]
    result = import_into_workspace(write_book(tmp_path / "ds.xlsx", {"DS": rows}), ward)
    assert (result.added, result.conflicts) == (1, 0)
    new = read_workbook(ward).dataset.members[-1]
    assert (new.code, new.cell, new.full_name) == ("DV0003", "CB01", "Trần Thị Lạ")


def test_the_example_row_of_a_new_workbook_is_no_member(tmp_path: Path) -> None:
    source = tmp_path / "cb.xlsx"
    create_workbook(source, starting_dataset())
    edited = load_workbook(source)
    for column, value in (("B", "CB01"), ("C", "Lê Thị Sen"), ("F", "1970")):
        edited["Đảng viên"][f"{column}3"] = value
    edited.save(source)
    result = import_into_workspace(source, tmp_path / "ws" / "du-lieu.xlsx")
    assert (result.added, codes(result.findings)) == (1, [])
    members = read_workbook(tmp_path / "ws" / "du-lieu.xlsx").dataset.members
    assert [m.full_name for m in members] == ["Lê Thị Sen"]
    assert [r.kind for r in result.report if r.sheet == "Đảng viên"] == [
        "header",
        "header",
        "member",
    ]


def test_sheets_left_behind_are_named(tmp_path: Path) -> None:
    result = import_into_workspace(
        cell_book(tmp_path / "cb.xlsx", 1), tmp_path / "ws" / "du-lieu.xlsx"
    )
    assert "Kiểm điểm" in only(result.findings, "KT-818").why
    sheets = {c.sheet: c.what for c in result.columns}
    assert sheets["Kiểm điểm"].startswith("Không nhập")


def test_a_list_without_any_cell_comes_into_the_only_one(tmp_path: Path) -> None:
    """A secretary keeps one cell; the row report says where each person went."""
    book = cell_book(tmp_path / "du-lieu.xlsx", 1)
    rows = [["STT", "Họ và tên", "Năm sinh"], [1, "Trần Thị Bèo", 1980], [2, "Trần Thị Sen", 1981]]
    result = import_into_workspace(write_book(tmp_path / "ds.xlsx", {"Sheet1": rows}), book)
    assert [m.cell for m in read_workbook(book).dataset.members] == ["CB01"] * 4
    assert "Chi bộ Tổ dân phố 1" in only(result.findings, "KT-819").why
    assert "KT-813" not in codes(result.findings)
