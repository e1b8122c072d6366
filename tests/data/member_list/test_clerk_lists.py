"""The lists clerks keep, taken over whole: people, cells, posts, columns nobody asked for, raw cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from giayto.data.member_list.source import read_source
from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.models import Dataset, Member
from giayto.data.signing import secretary_on
from giayto.data.ward import Ward
from giayto.data.workbook.defaults import starting_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from giayto.workspace.causes import by_cause
from tests.data.books import codes, only, write_book
from tests.data.clerk_book import columns
from tests.office_validity import complaints

CLERK = Path(__file__).parents[1] / "samples" / "clerk"
LISTS = sorted(CLERK.iterdir())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A new workbook with its example rows."""
    path = tmp_path / "ws" / "du-lieu.xlsx"
    create_workbook(path, starting_dataset())
    return path


def clerk(name: str) -> Path:
    (path,) = CLERK.glob(f"{name}*")
    return path


def data_of(book: Path) -> Dataset:
    return read_workbook(book).dataset


def own(book: Path, header: str) -> list[Any]:
    """What stands in a column of the sheet of members, row by row."""
    sheet = load_workbook(book)["Đảng viên"]
    column = next(c.column for c in sheet[1] if c.value == header)
    return [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]


def posts(member: Member) -> tuple[str, str, str]:
    return member.party_post, member.state_post, member.union_post


def cells_of(dataset: Dataset) -> list[tuple[str, str]]:
    return [(o.code, o.name) for o in dataset.organisations if o.code.startswith("CB")]


def told(report: Path, sheet: str) -> list[dict[str, Any]]:
    rows = load_workbook(report)[sheet].iter_rows(values_only=True)
    header = [str(text) for text in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("path", LISTS, ids=lambda p: p.stem)
def test_every_row_and_every_column_is_told(path: Path, book: Path) -> None:
    result = import_into_workspace(path, book)
    source = read_source(path)
    rows = [(s.name, n) for s in source.sheets for n in range(1, len(s.rows) + 1)]
    columns = [(s.name, n) for s in source.sheets for n in range(max(map(len, s.rows), default=0))]
    assert result.report_file is not None
    assert result.backup is not None
    assert result.report_file.parent == result.backup.parent
    told_rows = told(result.report_file, "Từng dòng")
    told_columns = told(result.report_file, "Từng cột")
    assert [(r["Trang"], r["Dòng"]) for r in told_rows] == rows
    assert len(told_columns) == len(columns)
    assert all(r["Đã làm gì"] and r["Tệp"] == path.name for r in told_rows + told_columns)
    taken = [r["Mã trong sổ"] for r in told_rows if r["Là gì"] == "đảng viên"]
    assert taken == [m.code for m in data_of(book).members]
    assert len(taken) == result.added > 0


def test_posts_notes_phones_and_addresses_are_kept(book: Path) -> None:
    result = import_into_workspace(clerk("L1"), book)
    data = data_of(book)
    ward = Ward(data)
    assert (result.added, result.cells_added, result.committees_added) == (24, 3, 1)
    assert cells_of(data) == [
        ("CB01", "Chi bộ Tổ dân phố 1"),
        ("CB02", "Chi bộ Tổ dân phố 2"),
        ("CB03", "Chi bộ Trường Tiểu học Hoa Sen"),
    ]
    assert [secretary_on(ward, cell, dt.date(2026, 12, 1)) for cell in ward.cells] == [
        "Lê Hồng An", "Trần Thị Khánh", "Hoàng Đức Sơn",
    ]  # fmt: skip
    assert [posts(m) for m in data.members[:3]] == [
        ("Bí thư", "", ""), ("Phó Bí thư", "Tổ trưởng TDP", ""), ("", "Hưu trí", ""),
    ]  # fmt: skip
    assert own(book, "SĐT")[:2] == ["0900012345", "0900024690"]
    assert own(book, "Nơi ở hiện nay")[-1] == "Ngõ 8 Hoa Sen"
    assert [m.note for m in data.members[5:7]] == ["chuyển đi 6/2026", "Miễn SHĐ"]
    zeros = [c.place for c in by_cause(result.findings) if c.code == "KT-210"]
    assert len(zeros) == 2, "one for each column, not one a cell"
    assert "(24 ô)" in zeros[0]


def test_each_sheet_is_a_cell(book: Path) -> None:
    result = import_into_workspace(clerk("L2"), book)
    data = data_of(book)
    names = dict(cells_of(data))
    assert [names[m.cell] for m in data.members] == (
        ["Chi bộ Tổ dân phố 1"] * 8 + ["Chi bộ Trường Tiểu học"] * 8 + ["Chi bộ Tổ dân phố 3"] * 8
    )
    assert list(names) == ["CB01", "CB02", "CB03"]
    assert names["CB02"] == "Chi bộ Tổ dân phố 3"  # as people count, not as the sheets stand
    assert own(book, "Quê quán") == ["Hà Nội"] * 24
    assert own(book, "Đảng phí")[:2] == ["20000", "40000"]
    assert codes(result.findings) == ["KT-828", "KT-809"]
    assert [r.kind for r in result.report if r.sheet == "Biểu tổng hợp"] == ["unknown", "unknown"]


def test_a_date_that_is_not_there_is_not_invented(book: Path) -> None:
    import_into_workspace(clerk("L3"), book)
    data = data_of(book)
    assert len(data.members) == 10
    assert {(m.official, m.status) for m in data.members} == {(None, "Đang sinh hoạt")}
    assert [name for _, name in cells_of(data)] == ["Chi bộ Tổ dân phố 5"]
    assert own(book, "Điện thoại")[0] == "900000001"


def test_a_text_file_is_a_list(book: Path) -> None:
    result = import_into_workspace(clerk("L4"), book)
    members = data_of(book).members
    assert (result.added, result.findings) == (8, [])
    assert (members[2].full_name, members[2].card) == ("Nguyễn Quang Cường", "008719659571")
    assert (str(members[2].birth), str(members[2].official)) == ("21/04/1984", "19/11/2007")


def test_the_title_line_tells_the_cell(book: Path) -> None:
    import_into_workspace(clerk("n1"), book)
    assert [name for _, name in cells_of(data_of(book))] == ["Chi bộ Tổ dân phố 3"]


def test_two_facts_in_one_column(book: Path) -> None:
    result = import_into_workspace(clerk("n2"), book)
    (member,) = data_of(book).members
    assert (member.full_name, str(member.birth), member.sex) == ("Lê Hồng An", "1970", "")
    assert own(book, "Quê quán") == ["Thường Tín"]
    done = [c.what for c in result.columns if "Quê" in c.header]
    assert done == ["Tách thành: Họ và tên; cột riêng “Quê quán” ở bên phải trang Đảng viên."]


def test_what_cannot_be_read_stays_as_typed_and_is_found_again(book: Path) -> None:
    result = import_into_workspace(clerk("n3"), book)
    assert result.kept_raw == 2
    assert own(book, "Ngày sinh")[2] == "2/30/1970"
    assert own(book, "Số thẻ đảng viên")[2] is None
    assert own(book, "Theo danh sách: Số thẻ đảng viên")[2] == "1.07547E+11"
    read = read_workbook(book)
    found = {f.code: f.read for f in read.findings if f.severity == "error"}
    assert found == {"KT-203": "2/30/1970", "KT-212": "1.07547E+11"}
    an, binh, cuc = read.dataset.members
    assert [posts(m) for m in (an, binh, cuc)] == [
        ("Bí thư", "", ""), ("Chi ủy viên", "Tổ phó TDP", ""), ("", "", ""),
    ]  # fmt: skip
    assert [m.note for m in (an, binh)] == ["chuyển đi 6/2026", "từ trần 3/2026"]
    assert own(book, "Số thẻ theo Đảng quyết định 85")[0] == "01000123"
    row = next(r for r in result.report if "Cúc" in r.text)
    assert "Giữ nguyên chữ “2/30/1970” trong sổ" in row.what
    assert "“Đảng viên” không phải chức vụ" in row.what


@pytest.mark.parametrize("name", ["L1", "n3"])
def test_what_comes_out_is_a_valid_workbook(name: str, book: Path) -> None:
    result = import_into_workspace(clerk(name), book)
    assert result.report_file is not None
    assert complaints(book) == []
    assert complaints(result.report_file) == []


def test_a_second_import_of_any_list_changes_nothing(book: Path) -> None:
    import_into_workspace(LISTS, book)
    before = book.read_bytes()
    again = import_into_workspace(LISTS, book)
    assert (again.added, again.updated, again.kept_raw, again.backup) == (0, 0, 0, None)
    assert book.read_bytes() == before


def test_the_example_rows_go_when_real_rows_come(book: Path) -> None:
    import_into_workspace(clerk("L4"), book)
    workbook = load_workbook(book)
    members, cells = workbook["Đảng viên"], workbook["Tổ chức đảng"]
    assert (members["A2"].value, cells["A2"].value) == ("DV0001", "CB01")
    assert members["A2"].font.italic is not True
    assert members["A2"].fill.fill_type is None
    assert members["A2"].style_id == members["A3"].style_id
    rules = {str(r.sqref): r.formula1 for r in members.data_validations.dataValidation}
    assert rules["B2:B20000"] == "='Tổ chức đảng'!$A$2:$A$500"
    assert {str(ref).split(":")[0][1:] for ref in rules} == {"2"}
    assert "(ví dụ)" in str(workbook["Kiểm điểm"]["A2"].value)  # nothing came to that sheet


def test_an_example_row_somebody_wrote_into_is_left_alone(book: Path) -> None:
    workbook = load_workbook(book)
    workbook["Đảng viên"]["C2"] = "Lê Thị Thật"
    workbook.save(book)
    import_into_workspace(clerk("L4"), book)
    sheet = load_workbook(book)["Đảng viên"]
    assert [sheet[f"C{row}"].value for row in (2, 3)] == ["Lê Thị Thật", "Lê Hồng An"]


def test_own_columns_are_found_again_and_a_clerks_text_in_them_stays(book: Path) -> None:
    import_into_workspace(clerk("L1"), book)
    workbook = load_workbook(book)
    phone = columns(workbook["Đảng viên"])["SĐT"]
    workbook["Đảng viên"][f"{phone}2"] = "số mới"
    workbook.save(book)
    again = import_into_workspace(clerk("L1"), book)
    assert (again.updated, again.conflicts, again.own_columns) == (0, 1, [])
    assert only(again.findings, "KT-810").cell == f"{phone}2"
    assert own(book, "SĐT")[0] == "số mới"
    taken = import_into_workspace(clerk("L1"), book, on_conflict="take")
    assert (taken.updated, own(book, "SĐT")[0]) == (1, "0900012345")


def test_forty_files_in_one_call(tmp_path: Path, book: Path) -> None:
    folder = tmp_path / "cac-chi-bo"
    folder.mkdir()
    head = ["STT", "Họ và tên", "Năm sinh"]
    for n in range(1, 41):
        rows = [["DANH SÁCH ĐẢNG VIÊN"], head, [1, "Lê Thị Sen", 1940 + n]]
        write_book(folder / f"chi-bo-tdp-{n}.xlsx", {"Sheet1": rows})
    (folder / "~$chi-bo-tdp-1.xlsx").write_bytes(b"x")
    (folder / ".~lock.chi-bo-tdp-2.xlsx#").write_bytes(b"x")
    (folder / "hong.xlsx").write_bytes(b"")
    result = import_into_workspace(folder, book)
    assert (result.added, result.cells_added, len(result.lists)) == (40, 40, 40)
    assert [n.file.name for n in result.not_taken] == ["hong.xlsx"]
    data = data_of(book)
    assert cells_of(data)[9] == ("CB10", "Chi bộ Tổ dân phố 10")
    assert [m.cell for m in data.members] == [f"CB{n:02d}" for n in range(1, 41)]
    assert [f.read for f in result.findings if f.code == "KT-112"] == [
        "chi-bo-tdp-1.xlsx", "chi-bo-tdp-2.xlsx",
    ]  # fmt: skip
    assert all(f.place.startswith("chi-bo-tdp-") for f in result.findings)
    backups = list(book.parent.glob("du-lieu.truoc-khi-nhap-*"))
    assert len(backups) == 1
    pattern = import_into_workspace(folder / "chi-bo-tdp-1*.xlsx", book)
    assert (len(pattern.lists), pattern.added) == (11, 0)


def test_the_same_person_in_two_lists_of_one_call_brings_more(tmp_path: Path, book: Path) -> None:
    """Within one list a second row is a mistake; in the next list it fills gaps."""
    first = [["STT", "Họ và tên", "Năm sinh", "Chi bộ"], [1, "Lê Sen", 1970, "Chi bộ 1"]]
    second = [
        ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Số thẻ", "SĐT"],
        [1, "Lê Sen", "2/3/1970", "Chi bộ 1", "01000123", "0901"],
        [2, "Lê Sen", "2/3/1970", "Chi bộ 1", "01000123", "0901"],
    ]
    paths = [
        write_book(tmp_path / f"{n}.xlsx", {"DS": rows}) for n, rows in enumerate((first, second))
    ]
    result = import_into_workspace(paths, book)
    assert (result.added, result.updated, result.doubles, result.conflicts) == (1, 1, 1, 0)
    (sen,) = data_of(book).members
    assert (str(sen.birth), sen.card, own(book, "SĐT")) == ("02/03/1970", "01000123", ["0901"])
    assert only(result.findings, "KT-812").place == "1.xlsx, trang DS, ô B3"
