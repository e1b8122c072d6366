"""``giayto xep-loai``: what it shows, the Excel report, and its own two columns of the workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from giayto.cli import main
from giayto.data.models import Collective, Dataset, Leader, Review
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from tests.data.books import MEMBERS, ORGANISATIONS, SETTINGS, write_book
from tests.wards import EXCELLENT, GOOD, small_dataset

OWN = {"Mức theo quy định", "Lý do theo quy định"}


def graded_dataset() -> Dataset:
    """The small ward: DV1 fails a condition of the top, DV2 meets all of the second level."""
    data = small_dataset()
    done: dict[str, Any] = {"tasks": 12, "tasks_done": 12, "tasks_late": 0}
    data.reviews[0] = data.reviews[0].model_copy(
        update={**done, "tasks_exceeded": 1, "defects_fixed": "Đã khắc phục"}
    )
    data.reviews[1] = data.reviews[1].model_copy(update={**done, "tasks_exceeded": 0})
    data.reviews.append(Review(subject="TT01", general_score=Decimal(20)))
    data.collectives.append(Collective(code="TT01", name="Uỷ ban nhân dân phường", grade=GOOD))
    data.leaders.append(
        Leader(person="DV1", collective="TT01", is_head=True, proposed_grade=EXCELLENT)
    )
    return data


@pytest.fixture
def place(tmp_path: Path) -> Path:
    create_workbook(tmp_path / "du-lieu.xlsx", graded_dataset(), example=False)
    return tmp_path


def run(*arguments: object) -> int:
    return main(["xep-loai", *map(str, arguments)])


def test_it_shows_who_what_and_why_and_writes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p.name: p.read_bytes() for p in place.iterdir()}
    assert run("-C", place) == 0
    told = capsys.readouterr().out
    assert "94,5 điểm nhưng chỉ 8,3% số nhiệm vụ vượt mức, cần ít nhất 30%" in told
    assert "! Nguyễn Thuỷ Ủy: Mức “Hoàn thành xuất sắc nhiệm vụ” cao hơn mức theo quy định." in told
    assert "cao hơn “Uỷ ban nhân dân phường” (Hoàn thành tốt nhiệm vụ)" in told
    assert "Trên số xếp loại tốt: 1 : 0 = không tính được, được 0." in told
    assert "cấp có thẩm quyền quyết định" in told
    assert {p.name: p.read_bytes() for p in place.iterdir()} == before


def test_one_kind_and_one_unit(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-C", place, "--doi-tuong", "can-bo") == 0
    told = capsys.readouterr().out
    assert "Cá nhân lãnh đạo, quản lý" in told
    assert "Đỗ Văn Ánh" not in told
    assert run("-C", place, "--doi-tuong", "dang-vien", "--don-vi", "Chi bộ Tổ dân phố 1") == 0
    told = capsys.readouterr().out
    assert "Đỗ Văn Ánh" in told
    assert "Tính trên cả đảng bộ" in told
    assert run("-C", place, "--don-vi", "CB77") == 2
    assert "Không có tổ chức đảng “CB77”" in capsys.readouterr().err


def test_json_has_the_figures(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-C", place, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    by_code = {s["code"]: s for s in told["subjects"] if s["kind"] == "members"}
    assert by_code["DV2"]["allowed"] == GOOD
    assert by_code["DV2"]["scores"] == {"general": 27.0, "task": 55.0, "total": 82.0}
    assert by_code["DV3"]["allowed"] is None
    assert by_code["DV3"]["lacks"] == ["điểm", "số nhiệm vụ", "mức khắc phục hạn chế kỳ trước"]
    assert "DV5" not in by_code  # exempt
    caps = {(c["kind"], c["group"]): c for c in told["caps"]}
    assert caps["members", "Giữ chức vụ lãnh đạo, quản lý"]["over"] == 1


def cells(path: Path) -> Iterator[tuple[str, str, str, Any]]:
    """Sheet, header of the column, address and value of every cell of a workbook."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        headers = {c.column: str(c.value) for c in next(sheet.iter_rows(max_row=1))}
        for row in sheet.iter_rows():
            for cell in row:
                yield sheet.title, headers.get(cell.column, ""), cell.coordinate, cell.value


def test_ghi_changes_its_own_columns_alone_and_leaves_a_copy(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = place / "du-lieu.xlsx"
    original = book.read_bytes()
    before = {(s, at): value for s, _, at, value in cells(book)}
    assert run("-C", place, "--ghi") == 0
    told = capsys.readouterr().out
    (copy,) = place.glob("du-lieu.truoc-khi-xep-loai-*.xlsx")
    assert copy.read_bytes() == original
    assert copy.name in told
    changed = {(s, h) for s, h, at, value in cells(book) if before.get((s, at)) != value}
    sheets = ("Kiểm điểm", "Tổ chức đảng", "Tập thể", "Cán bộ")
    assert changed == {(sheet, header) for sheet in sheets for header in OWN}
    data = read_workbook(book).dataset
    assert data.reviews[0].computed_grade == GOOD
    assert data.reviews[0].grade == EXCELLENT
    assert "chỉ 8,3% số nhiệm vụ vượt mức" in data.leaders[0].computed_reason
    assert data.reviews[2].computed_grade == (
        "Chưa xác định (cao nhất: Hoàn thành xuất sắc nhiệm vụ)"
    )


def test_ghi_again_has_nothing_to_write(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-C", place, "--ghi") == 0
    after = (place / "du-lieu.xlsx").read_bytes()
    assert run("-C", place, "--ghi") == 0
    assert "không ô nào phải ghi" in capsys.readouterr().out
    assert (place / "du-lieu.xlsx").read_bytes() == after
    assert len(list(place.glob("*.truoc-khi-xep-loai-*"))) == 1


def test_what_was_computed_goes_once_nobody_is_due_for_it(place: Path) -> None:
    assert run("-C", place, "--ghi") == 0
    data = read_workbook(place / "du-lieu.xlsx").dataset
    data.members[1].status = "Miễn công tác và sinh hoạt đảng"
    create_workbook(place / "du-lieu.xlsx", data, example=False)
    assert run("-C", place, "--ghi") == 0
    found = read_workbook(place / "du-lieu.xlsx").dataset.reviews[1]
    assert (found.computed_grade, found.computed_reason) == ("", "")
    assert found.grade == GOOD


def test_what_is_in_the_columns_is_never_read_as_a_decision(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = graded_dataset()
    for review in data.reviews:
        review.grade = review.proposed_grade = ""
        review.computed_grade = EXCELLENT
    create_workbook(place / "du-lieu.xlsx", data, example=False)
    assert run("-C", place, "--json", "--doi-tuong", "dang-vien") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["caps"] == []
    assert {s["grade"] for s in told["subjects"]} == {""}


def test_a_workbook_without_the_columns_is_told_how_to_get_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviews = [["Mã đối tượng", "Điểm tiêu chí chung", "Điểm kết quả nhiệm vụ"], ["DV1", 25, 60]]
    sheets = {
        "Thiết lập": SETTINGS,
        "Tổ chức đảng": ORGANISATIONS,
        "Đảng viên": MEMBERS,
        "Kiểm điểm": reviews,
    }
    book = write_book(tmp_path / "du-lieu.xlsx", sheets)
    before = book.read_bytes()
    assert run("-C", tmp_path, "--ghi") == 3
    assert "giayto nang-cap" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert run("-C", tmp_path) == 0
    assert main(["nang-cap", "-C", str(tmp_path)]) == 0
    assert run("-C", tmp_path, "--ghi") == 0
    assert read_workbook(book).dataset.reviews[0].computed_grade == (
        "Chưa xác định (cao nhất: Hoàn thành tốt nhiệm vụ)"
    )


def test_the_report_shows_inputs_and_counts_with_formulas(place: Path) -> None:
    report = place / "xep-loai.xlsx"
    assert run("-C", place, "--excel", report) == 0
    book = openpyxl.load_workbook(report)
    assert book.sheetnames == ["Tỷ lệ xuất sắc", "Đảng viên", "Tổ chức đảng", "Tập thể", "Cán bộ"]
    members = book["Đảng viên"]
    first = dict(zip(*members.iter_rows(max_row=2, values_only=True), strict=True))
    assert (first["Tên"], first["Điểm chung"], first["Nhiệm vụ"]) == ("Nguyễn Thuỷ Ủy", 28.5, 12)
    assert first["Tổng điểm"] == '=IF(COUNT(E2:F2)<2,"",E2+F2)'
    assert (first["Công nhận"], first["Theo quy định"]) == ("HTXSNV", "HTTNV")
    counted = book["Tỷ lệ xuất sắc"]["E8"].value
    assert counted.startswith("=COUNTIFS('Đảng viên'!$D$2:$D$")
    assert '"HTXSNV"' in counted


def test_the_report_replaces_a_file_only_when_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = place / "xep-loai.xlsx"
    assert run("-C", place, "--excel", report) == 0
    assert run("-C", place, "--excel", report) == 2
    assert run("-C", place, "--excel", report, "--ghi-de") == 0
    assert run("-C", place, "--ghi-de") == 2
    assert "--ghi-de chỉ dùng cùng --excel" in capsys.readouterr().err


def test_the_sample_ward_is_within_its_cap(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create_workbook(tmp_path / "du-lieu.xlsx", sample_dataset(), example=False)
    assert run("-C", tmp_path) == 0
    told = capsys.readouterr().out
    assert "Vượt" not in told
    assert "… và" in told  # a long group is cut, and says so


def test_those_without_figures_are_counted_behind_those_with_some(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = graded_dataset()
    for number in range(60):
        member = data.members[0].model_copy(
            update={"code": f"TR{number}", "card": "", "full_name": f"Trần Trống {number}"}
        )
        data.members.insert(0, member)
    (place / "sau").mkdir()
    create_workbook(place / "sau" / "du-lieu.xlsx", data, example=False)
    assert run("-C", place / "sau", "--doi-tuong", "dang-vien") == 0
    told = capsys.readouterr().out
    assert "│ Nguyễn Thuỷ Ủy" in told and "│ Trần Trống" not in told
    assert "… và 60 người chưa có điểm, chưa có mức." in told


def test_a_year_before_the_rules_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = small_dataset()
    data.settings.year = 2021
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    assert run("-C", tmp_path) == 0
    assert "không có quy định xếp loại của năm 2021" in capsys.readouterr().out
