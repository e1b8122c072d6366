"""``giayto khoi-tao`` says what it made and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from giayto.cli import main


def test_it_says_what_it_made_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "chi-bo"
    assert main(["khoi-tao", str(folder)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"Đã tạo: {folder / 'du-lieu.xlsx'}" in said
    assert f"giayto nhap DANH-SACH.xlsx -C {folder}" in said
    assert f"giayto dien -C {folder}" in said
    assert (folder / "du-lieu.xlsx").is_file()


def test_a_machine_gets_json_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["khoi-tao", str(tmp_path / "chi-bo"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert Path(told["workbook"]).is_file()
