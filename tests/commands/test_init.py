"""``giayto khoi-tao`` on the command line: what it says to people, and to machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from giayto.cli import main


def test_a_new_workspace_says_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "phuong"
    assert main(["khoi-tao", str(folder)]) == 0
    told = capsys.readouterr().out
    assert str(folder / "du-lieu.xlsx") in told
    assert f"giayto nhap DANH-SACH.xlsx -C {folder}" in told
    assert f"giayto dien -C {folder}" in told


def test_a_machine_hears_where_the_workbook_is_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "phuong"
    assert main(["khoi-tao", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "workspace": str(folder),
        "workbook": str(folder / "du-lieu.xlsx"),
    }
