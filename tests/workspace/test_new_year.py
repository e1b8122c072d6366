"""A year begins: people and settings stay, the year's words go, numbers run on in one place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from giayto.errors import BodyUnclear, WorkspaceExists
from giayto.templates.store import find_master
from tests.wards import EXCELLENT, small_dataset


@pytest.fixture
def old(tmp_path: Path) -> Workspace:
    """Last year's workspace: numbered papers, an own master, an own column, an own sheet."""
    workspace = Workspace.create(tmp_path / "nam-2026")
    create_workbook(workspace.workbook, small_dataset(), example=False)
    book = openpyxl.load_workbook(workspace.workbook)
    members = book["Đảng viên"]
    column = members.max_column + 1
    members.cell(1, column, "Điện thoại")
    members.cell(2, column, "0900 000 000")
    book.create_sheet("Việc phải làm")["A1"] = "mua giấy"
    book.save(workspace.workbook)
    master = find_master("kiem-diem-02c", "party-2026").content
    (workspace.own_masters / "kiem-diem-02c.docx").write_bytes(master)
    workspace.make("xep-loai", numbers=True)
    return workspace


def test_people_and_settings_stay_and_the_years_words_go(old: Workspace, tmp_path: Path) -> None:
    before = read_workbook(old.workbook).dataset
    done = Workspace.next_year(tmp_path / "nam-2027", old.folder)
    now = read_workbook(tmp_path / "nam-2027" / "du-lieu.xlsx").dataset
    assert (now.settings.year, now.settings.date) == (2027, None)
    assert now.settings.issuer == before.settings.issuer
    assert [m.full_name for m in now.members] == [m.full_name for m in before.members]
    assert [
        len(x) for x in (now.reviews, now.meetings, now.attendance, now.ballots, now.awards)
    ] == [0] * 5
    assert len(now.legal_bases) == len(before.legal_bases)
    assert {o.grade for o in now.organisations} == {""}
    assert done.masters == 1
    assert (tmp_path / "nam-2027" / "mau" / "kiem-diem-02c.docx").is_file()


def test_grades_become_earlier_results(old: Workspace, tmp_path: Path) -> None:
    Workspace.next_year(tmp_path / "nam-2027", old.folder)
    now = read_workbook(tmp_path / "nam-2027" / "du-lieu.xlsx").dataset
    graded = {r.subject: r.grade for r in read_workbook(old.workbook).dataset.reviews if r.grade}
    excellent = [m for m in now.members if graded.get(m.code) == EXCELLENT]
    assert [m.history for m in excellent] == ["2026: HTXSNV"] * len(excellent) != []
    assert {m.history for m in now.members if m.code not in graded} == {""}


def test_a_year_named_among_other_words_is_no_result(old: Workspace, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(old.workbook)
    members = book["Đảng viên"]
    headers = [cell.value for cell in members[1]]
    column = headers.index("Kết quả các năm trước") + 1
    members.cell(2, column, "2025: HTTNV (khen 12/2026)")
    book.save(old.workbook)
    graded = {r.subject: r.grade for r in read_workbook(old.workbook).dataset.reviews if r.grade}
    first = read_workbook(old.workbook).dataset.members[0]
    assert graded[first.code] == EXCELLENT
    Workspace.next_year(tmp_path / "nam-2027", old.folder)
    now = read_workbook(tmp_path / "nam-2027" / "du-lieu.xlsx").dataset.members[0]
    assert now.history == "2025: HTTNV (khen 12/2026); 2026: HTXSNV"


def test_a_master_named_in_capitals_comes_along(old: Workspace, tmp_path: Path) -> None:
    master = old.own_masters / "kiem-diem-02c.docx"
    master.rename(master.with_name("KIEM-DIEM-02C.DOCX"))
    assert Workspace.next_year(tmp_path / "nam-2027", old.folder).masters == 1
    assert (tmp_path / "nam-2027" / "mau" / "KIEM-DIEM-02C.DOCX").is_file()


def test_what_the_clerk_added_comes_along(old: Workspace, tmp_path: Path) -> None:
    Workspace.next_year(tmp_path / "nam-2027", old.folder)
    book = openpyxl.load_workbook(tmp_path / "nam-2027" / "du-lieu.xlsx")
    headers = [cell.value for cell in book["Đảng viên"][1]]
    assert book["Đảng viên"].cell(2, headers.index("Điện thoại") + 1).value == "0900 000 000"
    assert book["Việc phải làm"]["A1"].value == "mua giấy"


def test_numbers_run_on_in_the_new_folder_alone(old: Workspace, tmp_path: Path) -> None:
    last = max(entry.number for entry in old.register().find())
    assert Workspace.next_year(tmp_path / "nam-2027", old.folder).numbers
    new = Workspace(tmp_path / "nam-2027")
    assert new.register().issue("Quyết định", abstract="thử").number == last + 1
    with pytest.raises(BodyUnclear):
        old.register().issue("Quyết định", abstract="thử")


def test_the_same_folder_keeps_the_old_workbook(old: Workspace) -> None:
    before = old.workbook.read_bytes()
    done = Workspace.next_year(old.folder, old.folder)
    assert done.kept == old.folder / "sao-luu" / "du-lieu-2026.xlsx"
    assert done.kept.read_bytes() == before
    assert read_workbook(old.workbook).dataset.settings.year == 2027
    last = max(entry.number for entry in old.register().find())
    assert old.register().issue("Quyết định", abstract="thử").number == last + 1


def test_a_folder_that_somebody_works_in_is_not_taken(old: Workspace, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "khac")
    before = (tmp_path / "khac" / "du-lieu.xlsx").read_bytes()
    with pytest.raises(WorkspaceExists):
        Workspace.next_year(tmp_path / "khac", old.folder)
    assert (tmp_path / "khac" / "du-lieu.xlsx").read_bytes() == before


def test_nothing_is_done_before_the_clerk_has_agreed(
    old: Workspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "nam-2027"
    monkeypatch.setattr("builtins.input", lambda: "k")
    assert main(["khoi-tao", str(target), "--tu", str(old.folder)]) == 2
    said = capsys.readouterr()
    assert "giữ 2 tổ chức đảng, 6 đảng viên" in said.out
    assert "Không chuyển sang (số dòng): Kiểm điểm" in said.out
    assert "Chưa làm gì." in said.err
    assert not target.exists()
    monkeypatch.setattr("builtins.input", lambda: "c")
    assert main(["khoi-tao", str(target), "--tu", str(old.folder)]) == 0
    assert "Đã có sổ năm 2027" in capsys.readouterr().out


def test_a_workbook_of_an_older_giayto_gets_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace.create(tmp_path / "phuong")
    create_workbook(workspace.workbook, small_dataset(), example=False)
    book = openpyxl.load_workbook(workspace.workbook)
    del book["Kiểm phiếu"], book["Cán bộ"]
    members = book["Đảng viên"]
    headers = [cell.value for cell in members[1]]
    members.delete_cols(headers.index("Tình trạng") + 1)
    settings = book["Thiết lập"]
    row = next(r for r in range(1, 60) if settings.cell(r, 1).value == "Cách viết uỷ")
    settings.delete_rows(row)
    members["B40"] = "ghi riêng của tôi"
    book.save(workspace.workbook)
    before = workspace.workbook.read_bytes()

    assert main(["nang-cap", "-C", str(workspace.folder)]) == 0
    said = capsys.readouterr().out
    assert "Thêm trang “Kiểm phiếu”." in said and "Thêm trang “Cán bộ”." in said
    assert "Thêm cột “Tình trạng” ở trang Đảng viên." in said
    assert "Thêm mục “Cách viết uỷ” ở trang Thiết lập." in said
    (kept,) = (workspace.folder / "sao-luu").glob("du-lieu-truoc-nang-cap-*.xlsx")
    assert kept.read_bytes() == before

    new = openpyxl.load_workbook(workspace.workbook)
    assert new["Đảng viên"]["B40"].value == "ghi riêng của tôi"
    now = [cell.value for cell in new["Đảng viên"][1]]
    assert now.index("Tình trạng") == len(now) - 1
    rules = new["Đảng viên"].data_validations.dataValidation
    letter = openpyxl.utils.get_column_letter(len(now))
    (offered,) = (r for r in rules if str(r.sqref).startswith(f"{letter}2"))
    assert offered.formula1.startswith("_danh_muc!")
    result = read_workbook(workspace.workbook)
    assert result.dataset.source.knows("kiem_phieu", "issued")
    assert result.dataset.source.knows("can_bo", "post") and not result.findings
    assert result.dataset.settings.spelling == "uỷ"

    assert main(["nang-cap", "-C", str(workspace.folder)]) == 0
    assert "Sổ đã đủ trang, cột và mục" in capsys.readouterr().out


# --- the sheets that are used at need ----------------------------------------------------


@pytest.fixture
def season(tmp_path: Path) -> Workspace:
    """A year with rows on every sheet, its decisions numbered."""
    workspace = Workspace.create(tmp_path / "nam-2026")
    create_workbook(workspace.workbook, sample_dataset(), example=False)
    workspace.make("xep-loai", numbers=True)
    return workspace


def test_bodies_people_and_criteria_stay_without_their_grades(season: Workspace) -> None:
    before = read_workbook(season.workbook).dataset
    Workspace.next_year(season.folder, season.folder)
    now = read_workbook(season.workbook).dataset
    kept = ("collectives", "leaders", "group_members", "criteria", "totals")
    assert [len(getattr(now, name)) for name in kept] == [
        len(getattr(before, name)) for name in kept
    ]
    assert before.leaders[0].post == now.leaders[0].post != ""
    given = ("self_grade", "proposed_grade", "grade")
    rows = [*now.collectives, *now.leaders]
    assert {getattr(row, name) for row in rows for name in given} == {""}
    assert {row.collective_grade for row in now.leaders} == {""}
    assert {row.reason for row in now.leaders} == {""}
    history = {body.code: body.history for body in now.collectives}
    recognised = [body for body in before.collectives if body.grade == "Hoàn thành tốt nhiệm vụ"]
    assert len(recognised) == len([body for body in before.collectives if body.grade]) > 2
    for body in recognised:
        assert history[body.code] == f"{body.history}; 2026: HTTNV"


def test_what_is_of_the_year_goes_and_what_is_not_remedied_stays(season: Workspace) -> None:
    data = read_workbook(season.workbook).dataset
    Workspace.next_year(season.folder, season.folder)
    now = read_workbook(season.workbook).dataset
    assert [now.tasks, now.scores, now.delegates, now.agenda, now.regrades] == [[]] * 5
    left = [row.defect for row in data.remedies if not row.result]
    assert [row.defect for row in now.remedies] == left
    assert 0 < len(left) < len(data.remedies)


def test_the_years_results_are_kept_with_the_decision_as_evidence(season: Workspace) -> None:
    before = read_workbook(season.workbook).dataset
    Workspace.next_year(season.folder, season.folder)
    now = read_workbook(season.workbook).dataset
    new = now.year_results[len(before.year_results) :]
    graded = [review.subject for review in before.reviews if review.grade]
    people = [row for row in new if row.subject in {m.code for m in before.members}]
    assert len(people) == len([m for m in before.members if m.code in graded])
    symbols = {entry.paper: entry.symbol for entry in season.register().find()}
    assert {row.decision for row in people} == {symbols["quyet-dinh-xep-loai-dang-vien"]}
    assert {(row.year, str(row.decided)) for row in new} == {(2026, "21/12/2026")}
    bodies = {row.subject: row.decision for row in new if row.subject.startswith("TT")}
    assert bodies["TT02"] == symbols["quyet-dinh-xep-loai-tap-the"]
    assert any(row.exemplary for row in new)


def test_whoever_does_not_keep_the_sheet_of_years_gets_no_rows_there(old: Workspace) -> None:
    Workspace.next_year(old.folder, old.folder)
    assert read_workbook(old.workbook).dataset.year_results == []
