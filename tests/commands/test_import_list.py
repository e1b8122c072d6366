"""``giayto nhap`` as a clerk types it: several lists, a folder, a workbook that is open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from giayto import cli
from giayto.data.workbook.read import read_workbook
from tests.data.books import write_book

HEAD = ["STT", "Họ và tên", "Năm sinh", "SĐT"]


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert cli.main(["khoi-tao", str(tmp_path / "phuong")]) == 0
    capsys.readouterr()
    return tmp_path / "phuong"


def lists(folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    made = []
    for n in (1, 2):
        rows: list[list[Any]] = [HEAD, [1, "Lê Thị Sen", 1960 + n, "0901"]]
        made.append(str(write_book(folder / f"chi-bo-tdp-{n}.xlsx", {"Sheet1": rows})))
    return made


def test_several_lists_at_once(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["nhap", *lists(tmp_path / "cb"), "-C", str(place)]) == 0
    said = capsys.readouterr().out
    assert "Đã nhập 2 tệp" in said
    assert "Cột thêm ở bên phải trang Đảng viên: SĐT" in said
    assert "Báo cáo từng dòng, từng cột: " in said
    assert len(read_workbook(place / "du-lieu.xlsx").dataset.members) == 2


def test_one_bad_list_among_several_is_told_and_counts(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists(tmp_path / "cb")
    (tmp_path / "cb" / "anh.csv").write_bytes(b"\x89PNG\r\n\0\0\0\1\0\2\0\3")
    assert cli.main(["nhap", str(tmp_path / "cb"), "-C", str(place)]) == 1
    assert "Không nhập “anh.csv”" in capsys.readouterr().out
    assert cli.main(["nhap", str(tmp_path / "cb"), "-C", str(place), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["unchanged"], told["backup"]) == (0, 2, None)
    assert [row["code"] for row in told["rows"] if row["kind"] == "member"] == ["DV0001", "DV0002"]
    assert {column["column"] for column in told["columns"]} == set("ABCD")
    assert Path(told["report"]).is_file()


@pytest.mark.parametrize("mark", ["~$du-lieu.xlsx", ".~lock.du-lieu.xlsx#"])
def test_a_workbook_open_elsewhere_is_seen_before_anything_is_done(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: str
) -> None:
    (place / mark).write_bytes(b"x")
    before = (place / "du-lieu.xlsx").read_bytes()
    assert cli.main(["nhap", *lists(tmp_path / "cb"), "-C", str(place)]) == 1
    said = capsys.readouterr().err
    assert ("LibreOffice" if "lock" in mark else "Excel") in said
    assert mark in said
    assert (place / "du-lieu.xlsx").read_bytes() == before
    assert not list(place.glob("*.truoc-khi-nhap-*"))


def test_a_folder_with_nothing_in_it(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "trong").mkdir()
    assert cli.main(["nhap", str(tmp_path / "trong"), "-C", str(place)]) == 2
    assert "Không thấy danh sách nào" in capsys.readouterr().err


def test_a_folder_that_is_the_workspace_gives_its_lists_only(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lists(place)
    assert cli.main(["nhap", str(place), "-C", str(place)]) == 0
    assert cli.main(["nhap", str(place), "-C", str(place), "--json"]) == 0
    out = capsys.readouterr().out
    told = json.loads(out[out.index("{") :])
    assert told["lists"] == ["chi-bo-tdp-1.xlsx", "chi-bo-tdp-2.xlsx"]
