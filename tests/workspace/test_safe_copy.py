"""A whole workspace saved into one file and taken back: all of it, or nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.data.workbook.write import create_workbook
from giayto.errors import BackupUnusable, RegisterError, WorkspaceExists
from giayto.templates.store import find_master
from giayto.workspace.safe_copy import CONTENTS
from tests.wards import small_dataset


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The small ward's workspace with an own master, numbered papers and a register."""
    made = Workspace.create(tmp_path / "phuong")
    create_workbook(made.workbook, small_dataset(), example=False)
    master = find_master("kiem-diem-02c", "party-2026").content
    (made.own_masters / "kiem-diem-02c.docx").write_bytes(master)
    made.make("xep-loai", "kiem-diem", numbers=True)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the register, locks and backups."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.startswith(("so-van-ban.db", "."))
        and "sao-luu" not in path.parts
    }


def numbers(workspace: Workspace) -> list[str]:
    return [entry.symbol for entry in workspace.register().find()]


def test_all_of_it_comes_back_in_an_empty_folder(workspace: Workspace, tmp_path: Path) -> None:
    saved = workspace.save(tmp_path / "giu.zip", papers=True)
    assert saved.rows == len(numbers(workspace)) == 2
    other = Workspace(tmp_path / "may-khac")
    done = other.restore(tmp_path / "giu.zip")
    assert done.before is None
    assert contents(other.folder) == contents(workspace.folder)
    assert numbers(other) == numbers(workspace)


def test_papers_stay_out_unless_they_are_wished_for(workspace: Workspace, tmp_path: Path) -> None:
    workspace.save(tmp_path / "giu.zip")
    with zipfile.ZipFile(tmp_path / "giu.zip") as archive:
        assert sorted(archive.namelist()) == [
            "dinh-danh.json",
            "du-lieu.xlsx",
            CONTENTS,
            "mau/kiem-diem-02c.docx",
            "so-van-ban.db",
            "van-ban/nhat-ky.jsonl",
        ]


def test_what_stood_there_is_saved_before_it_is_replaced(workspace: Workspace) -> None:
    saved = workspace.save().path
    right = workspace.workbook.read_bytes()
    workspace.workbook.write_bytes(b"spoilt by hand")
    (workspace.own_masters / "bien-ban-sinh-hoat.docx").write_bytes(b"made later")
    done = workspace.restore(saved)
    assert workspace.workbook.read_bytes() == right
    assert [p.name for p in workspace.own_masters.iterdir()] == ["kiem-diem-02c.docx"]
    assert done.before is not None
    with zipfile.ZipFile(done.before) as archive:
        assert archive.read("du-lieu.xlsx") == b"spoilt by hand"
        assert archive.read("mau/bien-ban-sinh-hoat.docx") == b"made later"


def test_later_numbers_are_not_thrown_away(workspace: Workspace) -> None:
    saved = workspace.save().path
    before = contents(workspace.folder)
    workspace.register().issue("Thông báo", abstract="nghỉ Tết")
    with pytest.raises(RegisterError, match="thiếu 1 số"):
        workspace.restore(saved)
    assert contents(workspace.folder) == before
    workspace.restore(saved, force=True)
    assert len(numbers(workspace)) == 2


def test_a_file_that_is_there_is_not_replaced(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "giu.zip").write_bytes(b"somebody's")
    with pytest.raises(WorkspaceExists):
        workspace.save(tmp_path / "giu.zip")
    assert (tmp_path / "giu.zip").read_bytes() == b"somebody's"


def spoilt(saved: Path, target: Path, **members: bytes) -> Path:
    """A backup with some members replaced or added, the table of contents as it was."""
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, members.pop(name, source.read(name)))
        for name, data in members.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize("name", ["../ngoai.txt", "/tmp/ngoai.txt", "mau/../../ngoai.txt", "x.exe"])
def test_a_name_that_leads_elsewhere_is_refused(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    saved = workspace.save(tmp_path / "giu.zip").path
    with zipfile.ZipFile(saved) as archive:
        about = json.loads(archive.read(CONTENTS))
    about["tep"][name] = about["tep"]["du-lieu.xlsx"]
    bad = spoilt(saved, tmp_path / "xau.zip", **{CONTENTS: json.dumps(about).encode()})
    before = contents(workspace.folder)
    with pytest.raises(BackupUnusable, match="Không khôi phục"):
        workspace.restore(bad)
    assert contents(workspace.folder) == before
    assert not list(tmp_path.rglob("ngoai.txt"))


@pytest.mark.parametrize("data", [b"", b"x" * 9_000_000])
def test_a_member_that_is_not_what_was_saved_is_refused(
    workspace: Workspace, tmp_path: Path, data: bytes
) -> None:
    saved = workspace.save(tmp_path / "giu.zip").path
    bad = spoilt(saved, tmp_path / "xau.zip", **{"du-lieu.xlsx": data})
    before = contents(workspace.folder)
    with pytest.raises(BackupUnusable):
        workspace.restore(bad)
    assert contents(workspace.folder) == before


BOMB = b"0" * 40_000_000


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"tep": []}, id="a list of files"),
        pytest.param({"tep": {"du-lieu.xlsx": {"byte": -5, "sha256": ""}}}, id="below zero"),
        pytest.param({"tep": {"du-lieu.xlsx": {"byte": 1e999, "sha256": ""}}}, id="endless"),
        pytest.param({"tep": {"du-lieu.xlsx": {"byte": 10**15, "sha256": ""}}}, id="a petabyte"),
        pytest.param(
            {"tep": {f"mau/{i}.docx": {"byte": 500_000_000, "sha256": ""} for i in range(9)}},
            id="more than such a file can hold",
        ),
        pytest.param(BOMB, id="contents that are a bomb"),
        pytest.param(b"[" * 200_000, id="contents in contents"),
    ],
)
def test_contents_that_lie_fill_neither_memory_nor_disk(
    workspace: Workspace, tmp_path: Path, told: dict[str, object] | bytes
) -> None:
    hostile = tmp_path / "doc-hai.zip"
    written = told if isinstance(told, bytes) else json.dumps({"dinh-dang": 1, "luc": "", **told})
    with zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CONTENTS, written)
        archive.writestr("du-lieu.xlsx", BOMB)
    before = contents(workspace.folder)
    with pytest.raises(BackupUnusable):
        workspace.restore(hostile)
    assert contents(workspace.folder) == before


def test_a_note_of_a_restoration_that_is_no_text_is_told(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.folder / ".khoi-phuc.do-dang").write_bytes(b"\xff\xfe\n")
    assert main(["tao", "-C", str(workspace.folder)]) == 2
    assert "Lần khôi phục trước dừng giữa chừng" in capsys.readouterr().err


def test_a_clerk_saves_and_takes_back(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["-C", str(workspace.folder)]
    assert main(["sao-luu", str(tmp_path / "giu.zip"), *here]) == 0
    assert main(["khoi-phuc", str(tmp_path / "giu.zip"), *here]) == 0
    said = capsys.readouterr().out
    assert f"Đã sao lưu 5 tệp vào {tmp_path / 'giu.zip'}" in said
    assert "Sổ văn bản trong đó có 2 dòng." in said
    assert "Đã khôi phục 5 tệp từ bản sao lưu lúc " in said
    assert "Bản trước khi khôi phục giữ ở " in said
    assert main(["khoi-phuc", str(workspace.workbook), *here]) == 3
    assert "Lỗi GT206: Không khôi phục được từ tệp này." in capsys.readouterr().err
