"""The folder a command works in, in every way a clerk names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto import cli
from giayto.data.workbook.write import create_workbook
from tests.data.books import write_book
from tests.wards import small_dataset


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two workspaces in the folder one stands in, which is none; a folder without a workbook."""
    monkeypatch.chdir(tmp_path)
    for name in ("cb25", "kiem-diem"):
        create_workbook(Path(name) / "du-lieu.xlsx", small_dataset(), example=False)
    Path("trong").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["kiem-tra", "cb25"],
        ["kiem-tra", "./cb25"],
        ["kiem-tra", "--json", "cb25"],
        ["kiem-tra", "-C", "cb25"],
        ["kiem-tra", "-C", "cb25/du-lieu.xlsx"],
        ["kiem-tra", "cb25/du-lieu.xlsx"],
        ["check", "cb25"],
        ["tao", "cb25"],
        ["tao", "kiem-diem", "cb25"],
        ["tao", "cb25", "kiem-diem"],
        ["tao", "--don-vi", "CB01", "cb25"],
        ["so", "co-quan", "cb25"],
    ],
    ids=" ".join,
)
def test_the_folder_is_understood(
    words: list[str], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 0, capsys.readouterr().err
    assert not (place / "van-ban").exists()


def test_a_folder_of_several_workspaces_names_them(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["kiem-tra"]) == 2
    assert "Ở đây có: cb25, kiem-diem." in " ".join(capsys.readouterr().err.split())
    assert cli.main(["kiem-tra", "-C", "trong"]) == 2
    assert "giayto khoi-tao" in capsys.readouterr().err


def test_a_word_that_is_a_paper_stays_one(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tao", "kiem-diem", "-C", "cb25"]) == 0
    assert cli.main(["tao", "kiem-diem"]) == 2, "the folder of that name is not meant"
    assert "chưa có sổ dữ liệu" in capsys.readouterr().err
    assert not (place / "kiem-diem" / "van-ban").exists()


def test_words_to_search_for_stay_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["so", "xem", "cb25"]) == 3
    assert str(place / "so-van-ban.db") in capsys.readouterr().err, "the register here"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["kiem-tra", "cb52"], "Thừa chữ sau lệnh: cb52."),
        (["kiem-tra", "cb25", "kiem-diem"], "Thừa chữ sau lệnh: cb25 kiem-diem."),
        (["kiem-tra", "cb25", "-C", "kiem-diem"], "Thừa chữ sau lệnh: cb25."),
        (["kiem-tra", "trong"], "Thư mục này chưa có sổ dữ liệu du-lieu.xlsx."),
        (["tao", "cb52", "-C", "cb25"], "Không có loại giấy tờ “cb52”."),
        (["nhap", "cb25"], "giayto nhap DANH-SÁCH -C cb25"),
        (["nhap", "ds.xlsx", "cb25"], "giayto nhap DANH-SÁCH -C cb25"),
        (["nhap", "cb25", "ds.xlsx"], "“cb25” là một thư mục làm việc, không phải danh sách."),
        (["nhap", "trong"], "Không thấy danh sách nào trong “trong”."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_not_clear_is_not_guessed(
    words: list[str], sentence: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 2
    assert sentence in capsys.readouterr().err


def test_a_folder_without_a_workbook_stands_for_the_lists_in_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["STT", "Họ và tên", "Năm sinh"], [1, "Lê Thị Sen", 1970]]
    write_book(place / "trong" / "chi-bo-tdp-1.xlsx", {"DS": rows})
    assert cli.main(["nhap", "trong", "-C", "cb25"]) == 0
    assert "Đã nhập “chi-bo-tdp-1.xlsx”" in capsys.readouterr().out
