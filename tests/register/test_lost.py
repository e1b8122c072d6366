"""A lost register is no new one: whatever tells of numbers given before stops a series at 01."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto import Workspace
from giayto.batch.manifest import NAME
from giayto.cli import main
from giayto.errors import RegisterLost, UsageError, WorkspaceMissing
from giayto.register import ADDRESS_VARIABLE, open_register
from giayto.workspace.register.lost import register_for_numbers, remember

FACTS = {
    "body_code": "DU",
    "body_name": "Đảng uỷ phường Hoa Sen",
    "symbol": "ĐU",
    "term": "2025-2030",
}


def _numbered(folder: Path) -> Workspace:
    workspace = Workspace(folder)
    workspace.register().issue("TB", **FACTS)  # type: ignore[arg-type]
    return workspace


def _backup(folder: Path) -> str:
    _numbered(folder).register().backup()
    return "sao-luu"


def _backup_of_all(folder: Path) -> str:
    _numbered(folder).register().backup(folder / "so-van-ban.db.luu")
    (folder / "sao-luu").mkdir()
    with zipfile.ZipFile(folder / "sao-luu" / "noi-lam-viec-1.zip", "w") as archive:
        archive.write(folder / "so-van-ban.db.luu", "so-van-ban.db")
    (folder / "so-van-ban.db.luu").unlink()
    return "noi-lam-viec-1.zip"


def _renamed(folder: Path) -> str:
    _numbered(folder)
    shutil.copy(folder / "so-van-ban.db", folder / "so-van-ban (1).db")
    return "so-van-ban (1).db"


def _manifest(folder: Path) -> str:
    _numbered(folder)
    line = {
        "year": 2026, "unit": "DU", "paper": "quyet-dinh", "key": "1", "path": "2026/dang-uy/a.docx",
        "template": "", "context": "", "output": "", "size": 1, "mtime": None,
        "number": "07-QĐ/ĐU", "time": "2026-06-05T10:00:00",
    }  # fmt: skip
    (folder / "van-ban").mkdir()
    (folder / "van-ban" / NAME).write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    return "07-QĐ/ĐU"


def _papers(folder: Path) -> str:
    _numbered(folder)
    (folder / "van-ban" / "2026").mkdir(parents=True)
    with zipfile.ZipFile(folder / "van-ban" / "2026" / "a.docx", "w") as paper:
        paper.writestr("word/document.xml", "<w:p><w:t>Số: 12</w:t><w:t>-TB/ĐU</w:t></w:p>")
    return "12-TB/ĐU"


def _memory(folder: Path) -> str:
    _numbered(folder)
    return "lần trước"


TRACES = [_backup, _backup_of_all, _renamed, _manifest, _papers, _memory]


@pytest.mark.parametrize("leave", TRACES, ids=lambda f: f.__name__)
def test_no_series_begins_again_where_numbers_were_given(
    tmp_path: Path, leave: Callable[[Path], str]
) -> None:
    told = leave(tmp_path)
    (tmp_path / "so-van-ban.db").unlink()
    if leave is not _memory:
        (tmp_path / ".so-van-ban.o-dau").unlink()
    before = sorted(tmp_path.rglob("*"))
    register = Workspace(tmp_path).register()
    for ask in (
        lambda: register.issue("TB", **FACTS),  # type: ignore[arg-type]
        lambda: register.issue("TB", number=9, **FACTS),  # type: ignore[arg-type]
        register.find,
    ):
        with pytest.raises(RegisterLost) as caught:
            ask()
        assert any(told in line for line in caught.value.details)
        assert "--so-moi" in (caught.value.fix or "") and "khoi-phuc" in (caught.value.fix or "")
    assert sorted(tmp_path.rglob("*")) == before, "nothing is made"

    assert main(["so", "co-quan", "--so-moi", "-C", str(tmp_path)]) == 0
    assert Workspace(tmp_path).register().issue("TB", **FACTS).number == 1  # type: ignore[arg-type]
    (tmp_path / "so-van-ban.db").unlink()
    with pytest.raises(RegisterLost):  # said once, meant once
        register.issue("TB", **FACTS)  # type: ignore[arg-type]


def test_the_first_number_of_a_folder_needs_no_word(tmp_path: Path) -> None:
    assert main(["so", "co-quan", "--so-moi", "-C", str(tmp_path)]) == 2
    _numbered(tmp_path)
    assert main(["so", "co-quan", "--so-moi", "-C", str(tmp_path)]) == 2
    with pytest.raises(UsageError, match="vẫn còn số"):
        Workspace(tmp_path).register().begin_anew()


def test_an_empty_register_in_the_place_of_a_full_one_is_a_loss(tmp_path: Path) -> None:
    _numbered(tmp_path)
    (tmp_path / "so-van-ban.db").unlink()
    open_register(tmp_path)
    with pytest.raises(RegisterLost):
        Workspace(tmp_path).register().issue("TB", **FACTS)  # type: ignore[arg-type]


def test_a_forgotten_or_changed_address_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, folder = tmp_path / "chung" / "so.db", tmp_path / "phuong"
    shared.parent.mkdir()
    folder.mkdir()
    monkeypatch.setenv(ADDRESS_VARIABLE, str(shared))
    _numbered(folder)
    monkeypatch.delenv(ADDRESS_VARIABLE)
    with pytest.raises(RegisterLost) as caught:
        _numbered(folder)
    assert str(shared) in caught.value.details[0]
    # Another register, with another body's numbers alone.
    other = tmp_path / "khac.db"
    monkeypatch.setenv(ADDRESS_VARIABLE, str(other))
    elsewhere = Workspace(tmp_path / "xa").register()
    (tmp_path / "xa").mkdir()
    facts = {**FACTS, "body_code": "DUX", "body_name": "Đảng uỷ xã Núi Cao"}
    elsewhere.issue("TB", **facts)  # type: ignore[arg-type]
    with pytest.raises(RegisterLost):
        _numbered(folder)
    # Back at the old one all is as before.
    monkeypatch.setenv(ADDRESS_VARIABLE, str(shared))
    assert Workspace(folder).register().issue("TB", **FACTS).number == 2  # type: ignore[arg-type]


def test_what_is_remembered_holds_no_password(tmp_path: Path, address: str) -> None:
    register = open_register(address)
    places = Workspace(tmp_path / "noi")
    (tmp_path / "noi").mkdir()
    remember(places, register)
    said = (tmp_path / "noi" / ".so-van-ban.o-dau").read_text("utf-8")
    assert said == register.name
    with pytest.raises(RegisterLost):
        register_for_numbers(places)  # empty, though numbers were given in it


def test_a_register_moved_with_its_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    _numbered(tmp_path / "a")
    (tmp_path / "a").rename(tmp_path / "b")
    assert Workspace(tmp_path / "b").register().issue("TB", **FACTS).number == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "command",
    [
        ("so", "xem"),
        ("so", "cap", "--loai", "TB"),
        ("so", "huy", "01-TB/ĐU", "--ly-do", "x"),
        ("so", "sao-luu"),
        ("so", "kiem-tra"),
        ("kiem-tra",),
        ("tao",),
    ],
)
def test_nothing_is_done_in_a_workspace_that_is_half_restored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    (tmp_path / ".khoi-phuc.do-dang").write_text("/luu/noi-lam-viec.zip\n", "utf-8")
    assert main([*command, "-C", str(tmp_path)]) == WorkspaceMissing.exit_code
    assert "giayto khoi-phuc" in capsys.readouterr().err


def test_a_list_is_not_taken_into_a_half_restored_workspace(tmp_path: Path) -> None:
    (tmp_path / ".khoi-phuc.do-dang").write_text("/luu/noi-lam-viec.zip\n", "utf-8")
    with pytest.raises(WorkspaceMissing):
        Workspace(tmp_path).import_list(tmp_path / "ds.xlsx")
