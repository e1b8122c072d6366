"""Taking a list over into a workspace: nothing lost, nothing overwritten, the source untouched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from giayto.data.checks.dataset import check
from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.models import Member, Organisation, Settings
from giayto.data.models.partial_date import PartialDate
from giayto.data.workbook.defaults import starting_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook, save_dataset
from giayto.errors import DataRejected, ListNotRecognised, UsageError, WorkbookUnreadable
from giayto.findings import has_errors
from tests.data.books import codes, only, write_book

SAMPLES = Path(__file__).parents[1] / "samples"
LIST = SAMPLES / "danh-sach-dang-vien-phuong.xlsx"
OLD_LIST = SAMPLES / "danh-sach-font-cu.xlsx"
HEAD = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Số thẻ đảng viên",
    "Chức vụ Đảng",
    "Đơn vị công tác",
    "Chi bộ",
]


def small_list(path: Path, *rows: list[Any]) -> Path:
    return write_book(path / "ds.xlsx", {"DS": [HEAD, *rows]})


def ready(path: Path) -> Path:
    """A workspace workbook with two people and an own column."""
    data = starting_dataset(Settings(issuer="DU", superior="Đảng bộ X", place="Hoa Sen"))
    data.organisations = [
        Organisation(code="DU", name="Đảng uỷ phường Hoa Sen", kind="Đảng uỷ xã, phường, đặc khu"),
        Organisation(code="C7", name="Chi bộ Tổ dân phố 7", kind="Chi bộ trực thuộc", parent="DU"),
    ]
    data.members = [
        Member(
            code="DV0007",
            cell="C7",
            full_name="Trần Văn Bèo",
            birth=PartialDate(1970),
            card="001070000001",
            workplace="Hưu trí",
        ),
        Member(code="X1", cell="C7", full_name="Lê Thị Sen", birth=PartialDate(1965, 3, 8)),
    ]
    book = path / "du-lieu.xlsx"
    save_dataset(book, data)
    edited = load_workbook(book)
    edited["Đảng viên"]["T1"] = "Cột của tôi"
    edited["Đảng viên"]["T2"] = "giữ"
    edited.create_sheet("Trang của tôi")["A1"] = "giữ"
    edited.save(book)
    return book


def test_the_sample_list_makes_a_workspace_ready_for_papers(tmp_path: Path) -> None:
    target = tmp_path / "ws" / "du-lieu.xlsx"
    result = import_into_workspace(LIST, target)
    assert (result.added, result.organisations_added, result.backup) == (181, 8, None)
    read = read_workbook(target)
    assert read.findings == []
    assert not has_errors(check(read.dataset))
    assert read.dataset.settings.superior == "Đảng bộ thành phố Hà Nội"
    assert read.dataset.settings.place == "Hai Bà Trưng"
    assert read.dataset.organisations[0].name == "Đảng uỷ phường Hai Bà Trưng"
    assert read.dataset.members[3].card == "099167419849"
    assert read.dataset.members[3].code == "DV0004"
    assert read.dataset.legal_bases
    assert "Thêm mới ở dòng" in next(r.what for r in result.report if r.kind == "member")
    assert len(result.report) == 202


def test_a_second_import_changes_nothing_and_another_list_adds(tmp_path: Path) -> None:
    target = tmp_path / "du-lieu.xlsx"
    import_into_workspace(LIST, target)
    before = target.read_bytes()
    again = import_into_workspace(LIST, target)
    assert (again.added, again.updated, again.unchanged, again.conflicts) == (0, 0, 181, 0)
    assert again.backup is None
    assert target.read_bytes() == before
    more = import_into_workspace(OLD_LIST, target)
    assert (more.added, more.organisations_added) == (34, 2)
    assert more.backup is not None
    assert more.backup.read_bytes() == before
    members = read_workbook(target).dataset.members
    assert len(members) == 215
    assert len({m.code for m in members}) == 215


def test_existing_rows_and_edits_stay_and_gaps_are_filled(tmp_path: Path) -> None:
    book = ready(tmp_path)
    source = small_list(
        tmp_path,
        [
            1,
            "TRẦN VĂN BÈO",
            "19/05/1970",
            1070000001,
            "Bí thư",
            "UBND phường",
            "chi bộ tổ dân phố 7",
        ],
        [2, "Lê Thị Sen", 1965, "001065000002", None, "Hưu trí", "Chi bộ Tổ dân phố 7"],
        [3, "Phạm Văn Cỏ", 1960, "001060000003", None, "Công ty TNHH Lá", "Chi bộ Tổ dân phố 9"],
    )
    before = source.read_bytes()
    result = import_into_workspace(source, book)
    assert (result.added, result.updated, result.conflicts) == (1, 2, 1)
    assert source.read_bytes() == before
    data = read_workbook(book).dataset
    beo, sen, co = data.members
    assert (str(beo.birth), beo.party_post, beo.workplace) == ("19/05/1970", "Bí thư", "Hưu trí")
    assert (str(sen.birth), sen.card, sen.code) == ("08/03/1965", "001065000002", "X1")
    assert (co.code, co.cell, co.row) == ("DV0008", "CB01", 4)
    assert data.organisations[-1].name == "Chi bộ Tổ dân phố 9"
    finding = only(result.findings, "KT-810")
    assert (finding.sheet, finding.read) == ("Đảng viên", "Hưu trí")
    assert "UBND phường" in finding.why
    kept = load_workbook(book)
    assert kept["Đảng viên"]["T2"].value == "giữ"
    assert kept["Trang của tôi"]["A1"].value == "giữ"
    assert kept["Đảng viên"].data_validations.dataValidation


def test_the_list_may_win_when_asked(tmp_path: Path) -> None:
    book = ready(tmp_path)
    source = small_list(
        tmp_path,
        [1, "Trần Văn Bèo", 1970, "001070000001", "", "UBND phường", "Chi bộ Tổ dân phố 7"],
    )
    result = import_into_workspace(source, book, on_conflict="take")
    assert (result.updated, result.conflicts) == (1, 1)
    assert read_workbook(book).dataset.members[0].workplace == "UBND phường"


def test_suggested_categories_are_marked_in_the_workbook(tmp_path: Path) -> None:
    book = tmp_path / "du-lieu.xlsx"
    source = small_list(tmp_path, [1, "Phạm Văn Cỏ", 1960, "", "", "Hưu trí", "Chi bộ 1"],
                        [2, "Lê Thị Sen", 1960, "", "", "Nơi lạ", "Chi bộ 1"])  # fmt: skip
    import_into_workspace(source, book)
    members = read_workbook(book).dataset.members
    assert [m.category for m in members] == ["Không làm việc trong hệ thống chính trị", ""]
    sheet = load_workbook(book)["Đảng viên"]
    column = next(c.column for c in sheet[1] if c.value == "Đối tượng")
    marked = sheet.cell(members[0].row, column)
    assert marked.comment is not None
    assert "hưu trí" in marked.comment.text
    assert sheet.cell(members[1].row, column).comment is None


def test_namesakes_are_kept_apart_and_doubles_reported(tmp_path: Path) -> None:
    book = tmp_path / "du-lieu.xlsx"
    source = small_list(
        tmp_path,
        [1, "Lê Thị Sen", "01/02/1960", "001060000001", "", "", "Chi bộ 1"],
        [2, "Lê Thị Sen", "03/04/1971", "001071000002", "", "", "Chi bộ 1"],
        [3, "Lê Thị Sen", "01/02/1960", "001060000001", "", "", "Chi bộ 2"],
    )
    result = import_into_workspace(source, book)
    assert result.added == 2
    assert codes(result.findings).count("KT-812") == 1


def test_an_old_card_and_a_new_one_are_one_person(tmp_path: Path) -> None:
    book = ready(tmp_path)
    source = small_list(
        tmp_path, [1, "Trần Văn Bèo", 1970, "12345678", "", "", "Chi bộ Tổ dân phố 7"]
    )
    result = import_into_workspace(source, book)
    assert (result.added, result.conflicts) == (0, 1)


def test_import_into_an_empty_workspace_keeps_its_example_rows_apart(tmp_path: Path) -> None:
    book = tmp_path / "du-lieu.xlsx"
    create_workbook(book, starting_dataset())
    result = import_into_workspace(OLD_LIST, book)
    assert result.added == 34
    read = read_workbook(book)
    assert len(read.dataset.members) == 34
    assert read.findings == []


def test_formulas_of_the_clerk_are_kept_and_mentioned(tmp_path: Path) -> None:
    book = ready(tmp_path)
    edited = load_workbook(book)
    edited["Trang của tôi"]["A2"] = "=1+1"
    edited.save(book)
    result = import_into_workspace(OLD_LIST, book)
    assert "KT-815" in codes(result.findings)
    assert load_workbook(book)["Trang của tôi"]["A2"].value == "=1+1"


def test_what_cannot_be_imported_leaves_everything_as_it_was(tmp_path: Path) -> None:
    book = ready(tmp_path)
    before = book.read_bytes()
    no_list = write_book(tmp_path / "x.xlsx", {"A": [["không"]]})
    with pytest.raises(ListNotRecognised):
        import_into_workspace(no_list, book)
    with pytest.raises(UsageError):
        import_into_workspace(book, book)
    with pytest.raises(WorkbookUnreadable):
        import_into_workspace(tmp_path / "khong-co.xlsx", book)
    bare = write_book(tmp_path / "bare.xlsx", {"Đảng viên": [["Họ và tên"]]})
    with pytest.raises(DataRejected):
        import_into_workspace(OLD_LIST, bare)
    assert book.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bare.xlsx", "du-lieu.xlsx", "x.xlsx"]


def test_the_example_row_goes_when_people_come(tmp_path: Path) -> None:
    workbook = tmp_path / "du-lieu.xlsx"
    create_workbook(workbook)
    listed = tmp_path / "danh-sach.xlsx"
    rows = [["Họ và tên", "Ngày sinh", "Chi bộ"], ["Lê Thị Sen", "1970", "Chi bộ Tổ dân phố 7"]]
    write_book(listed, {"Sheet1": rows})
    import_into_workspace(listed, workbook)
    cells = [cell.value for row in load_workbook(workbook)["Đảng viên"] for cell in row]
    assert "Lê Thị Sen" in cells
    assert not any("(ví dụ)" in str(value) for value in cells)
    assert load_workbook(workbook)["Đảng viên"]["C2"].value == "Lê Thị Sen"
