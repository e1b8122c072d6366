"""``giayto dien`` on the command line, and a workbook that only has another name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from giayto.cli import main
from tests.data.clerk_book import clerk_book


def test_dien_says_what_it_did_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk_book(tmp_path / "du-lieu.xlsx")
    assert main(["dien", "-C", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "Dự họp" in told
    assert "truoc-khi-dien" in told
    assert "giayto kiem-tra" in told
    assert main(["dien", "-C", str(tmp_path)]) == 0
    assert "Không có dòng nào phải điền thêm." in capsys.readouterr().out


def test_dien_fills_only_the_sheets_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk_book(tmp_path / "du-lieu.xlsx")
    assert main(["dien", "du-hop", "-C", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == {"Dự họp": 5}


def test_a_copy_with_another_name_is_pointed_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk_book(tmp_path / "du-lieu (1).xlsx")
    assert main(["kiem-tra", "-C", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert "“du-lieu (1).xlsx”" in told.out + told.err
    assert "đổi tên thành du-lieu.xlsx" in told.out + told.err


def test_a_day_no_rule_covers_is_a_finding_not_a_stop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk_book(
        tmp_path / "du-lieu.xlsx",
        lambda book: book["Thiết lập"].__setitem__("B9", "20/12/2016"),
    )
    assert main(["kiem-tra", "-C", str(tmp_path)]) == 3
    told = capsys.readouterr().out
    assert "KT-351" in told
    assert "B9" in told
