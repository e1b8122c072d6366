"""``giayto tong-quan``: what is done, due and missing, on the screen, for a machine, in Excel."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import openpyxl
import pytest

from giayto import cli
from giayto.data.models import Dataset
from giayto.data.ward import Ward
from giayto.data.workbook.write import create_workbook
from giayto.workspace.overview import overview
from giayto.workspace.places import Places
from tests.wards import small_dataset

STEPS = {
    "Bản kiểm điểm cá nhân": (3, 4),
    "Báo cáo kiểm điểm tập thể": (1, 1),
    "Hội nghị kiểm điểm": (1, 1),
    "Kiểm phiếu": (1, 4),
    "Đề nghị xếp loại": (3, 4),
    "Công nhận xếp loại": (3, 4),
    "Hồ sơ đủ thành phần": (3, 4),
    "Báo cáo kết quả đã lập": (0, 1),
    "Văn bản có số đã phát hành": (0, 0),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return tmp_path


def giayto(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_each_step_says_how_much_is_done_and_who_lacks_it(folder: Path) -> None:
    found = overview(Places(folder), Ward(small_dataset()))
    assert {step.name: (step.done, step.of) for step in found.steps} == STEPS
    assert {step.lacking for step in found.steps if step.done < step.of} == {("CB01",)}
    cell = found.units[1]
    assert (cell.members, cell.due, cell.conference) == (6, 4, dt.date(2026, 12, 5))


def test_a_step_is_late_when_the_day_of_the_rule_is_over(folder: Path) -> None:
    first = overview(Places(folder), Ward(small_dataset())).steps[0]
    assert first.deadline == dt.date(2026, 12, 30)
    assert not first.is_late(dt.date(2026, 12, 30))
    assert first.is_late(dt.date(2026, 12, 31))


def test_a_year_without_known_rules_has_no_deadline(folder: Path) -> None:
    data: Dataset = small_dataset()
    data.settings.year = 2023
    assert {s.deadline for s in overview(Places(folder), Ward(data)).steps} == {None}


def test_the_table_fits_a_window_and_names_what_is_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert giayto("tong-quan", "-C", folder) == 0
    shown = capsys.readouterr().out
    assert max(len(line.rstrip()) for line in shown.splitlines() if "│" in line) <= 80
    assert "│ CB01   │ 3/4    │ 05/12 │ 1/4" in shown
    assert "- Kiểm phiếu: 1/4; " in shown
    assert "Còn thiếu: CB01" in shown


def test_papers_made_and_sent_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert giayto("tao", "bao-cao-ket-qua", "-C", folder, "--don-vi", "CB01", "--cap-so") == 0
    assert giayto("so", "phat-hanh", "1-BC/CB", "-C", folder, "--ngay", "06/12/2026") == 0
    capsys.readouterr()
    assert giayto("tong-quan", "-C", folder, "--don-vi", "CB01", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    (unit,) = told["units"]
    assert (unit["papers"], unit["numbered"], unit["sent"], unit["told"]) == (1, 1, 1, True)
    assert told["sums"]["sent"] == 1
    assert told["register"] is None


def test_nothing_there_is_not_all_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = small_dataset()
    data.members, data.organisations = [], data.organisations[:1]
    (folder / "trong").mkdir()
    create_workbook(folder / "trong" / "du-lieu.xlsx", data, example=False)
    assert giayto("tong-quan", "-C", folder / "trong") == 0
    told = capsys.readouterr().out
    assert "đã xong" not in told and "Chưa có chi bộ nào" in told


def test_a_report_of_results_without_any_is_not_made(folder: Path) -> None:
    data = small_dataset()
    for review in data.reviews:
        review.self_grade = review.proposed_grade = review.grade = ""
    place = folder / "chua"
    place.mkdir()
    create_workbook(place / "du-lieu.xlsx", data, example=False)
    giayto("tao", "bao-cao-ket-qua", "-C", place, "--van-tao")
    assert list((place / "van-ban").rglob("*.docx"))
    assert not any(unit.told for unit in overview(Places(place), Ward(data)).units if unit.cell)


def test_a_workbook_saved_after_the_papers_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert giayto("tao", "kiem-diem", "-C", folder) == 0
    capsys.readouterr()
    giayto("tong-quan", "-C", folder)
    assert "gõ giayto tao để làm theo" not in capsys.readouterr().out
    later = (folder / "van-ban" / "nhat-ky.jsonl").stat().st_mtime + 60
    os.utime(folder / "du-lieu.xlsx", (later, later))
    giayto("tong-quan", "-C", folder)
    assert f"gõ giayto tao -C {folder} để làm theo" in capsys.readouterr().out


def test_it_writes_nothing_but_the_excel_file_asked_for(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    out = folder.parent / "tong-quan.xlsx"
    assert giayto("tong-quan", "-C", folder, "--excel", out) == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Đơn vị", "Việc"]
    last = list(book["Đơn vị"].iter_rows(values_only=True))[-1]
    assert last[1:5] == ("Cộng", 6, 4, 3)
    rows = list(book["Việc"].iter_rows(min_row=2, values_only=True))
    assert {str(row[0]): row[1:3] for row in rows} == STEPS


def test_an_unknown_unit_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert giayto("tong-quan", "-C", folder, "--don-vi", "CB77") != 0
    assert "CB77" in capsys.readouterr().err


def test_nothing_is_replaced_where_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert giayto("tong-quan", "-C", folder, "--ghi-de") == 2
    assert "--ghi-de chỉ dùng cùng --excel" in capsys.readouterr().err
