"""``giayto de-nghi-khen``: the table, and rows added to the sheet only when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from giayto.cli import main
from giayto.data.models import Dataset, YearResult
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from tests.wards import EXCELLENT, small_dataset


@pytest.fixture
def place(tmp_path: Path) -> Path:
    data = small_dataset()
    data.awards = data.awards[:1]
    data.awards[0] = data.awards[0].model_copy(
        update={
            "subject": "DV1",
            "form": "Giấy khen",
            "period": "Trong năm",
            "summary": "Việc tốt.",
        }
    )
    data.year_results = [
        YearResult(subject="DV1", year=year, grade=EXCELLENT, decision=f"{year}-QĐ/ĐU")
        for year in (2022, 2023, 2024, 2025)
    ]
    folder = tmp_path / "phuong"
    folder.mkdir()
    create_workbook(folder / "du-lieu.xlsx", data, example=False)
    return folder


def giayto(*arguments: object) -> int:
    return main(list(map(str, arguments)))


def read(place: Path) -> Dataset:
    return read_workbook(place / "du-lieu.xlsx").dataset


def test_the_table_names_evidence_money_and_who_decides(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (place / "du-lieu.xlsx").read_bytes()
    assert giayto("de-nghi-khen", "-C", place) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Nguyễn Thuỷ Ủy (CB01)" in said
    assert "Giấy khen (Trong năm): 2 trường hợp, 2.277.000 đồng." in said
    assert "Giấy khen (5 năm liền): 1 trường hợp, 2.530.000 đồng." in said
    assert "Quy định 208-QĐ/TW" in said and "chưa đọc được phần khen thưởng" in said
    assert "2 trường hợp chưa có ở trang Khen thưởng" in said
    assert (place / "du-lieu.xlsx").read_bytes() == before


def test_written_are_only_new_rows_after_a_copy_and_a_second_time_none(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, (kept,) = (place / "du-lieu.xlsx").read_bytes(), read(place).awards
    assert giayto("de-nghi-khen", "-C", place, "--ghi") == 0
    assert "Đã thêm 2 dòng vào trang Khen thưởng." in capsys.readouterr().out
    (copy,) = place.glob("du-lieu.truoc-khi-de-nghi-khen-*.xlsx")
    assert copy.read_bytes() == before
    first, *new = read(place).awards
    assert first == kept
    assert [(a.subject, a.form, a.period) for a in new] == [
        ("CB01", "Giấy khen", "Trong năm"),
        ("DV1", "Giấy khen", "5 năm liền"),
    ]
    assert giayto("de-nghi-khen", "-C", place, "--ghi") == 0
    assert "Không có dòng nào phải thêm" in capsys.readouterr().out
    assert len(read(place).awards) == 3


def test_units_narrow_what_is_shown_and_an_unknown_one_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert giayto("de-nghi-khen", "-C", place, "--don-vi", "CB01", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [line["listed"] for line in found["lines"]] == [False, True, False]
    assert found["lines"][2]["missing"] == []
    assert giayto("de-nghi-khen", "-C", place, "--don-vi", "CB77") != 0
    assert "CB77" in capsys.readouterr().err


def test_the_list_goes_to_excel_and_the_workbook_stays(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = (place / "du-lieu.xlsx").read_bytes(), place / "khen.xlsx"
    assert giayto("de-nghi-khen", "-C", place, "--excel", out) == 0
    assert f"Bảng Excel: {out}" in " ".join(capsys.readouterr().out.split())
    book = load_workbook(out)
    assert book.sheetnames == ["Đề nghị", "Cộng", "Không đề nghị"]
    rows = list(book["Đề nghị"].iter_rows(min_row=2, values_only=True))
    assert ("Nguyễn Thuỷ Ủy", "CB01", "Giấy khen", "5 năm liền") in [row[:4] for row in rows]
    sums = {row[:2]: row[2:] for row in book["Cộng"].iter_rows(min_row=2, values_only=True)}
    assert sums["Giấy khen", "Trong năm"] == (2, 2_277_000)
    assert (place / "du-lieu.xlsx").read_bytes() == before
    assert giayto("de-nghi-khen", "-C", place, "--excel", out) != 0
    assert "khen.xlsx" in capsys.readouterr().err
