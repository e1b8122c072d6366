"""A result never falls on what must stay, however its place is spelled."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto.errors import UsageError, WorkspaceExists
from giayto.files.outputs import check_output, check_output_folder, same_file, within

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file to be kept, in a folder ``kho``; a folder ``noi`` stands beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kho").mkdir()
    (tmp_path / "noi").mkdir()
    path = tmp_path / "kho" / "Sổ đảng viên.xlsx"
    path.write_bytes(b"kept")
    return path


SPELLINGS: dict[str, Callable[[Path], Path]] = {
    "itself": lambda p: p,
    "relative": lambda p: Path("kho") / p.name,
    "up and down": lambda p: p.parent / ".." / "kho" / "." / p.name,
    "capitals": lambda p: p.with_name(p.name.upper()),
    "folder in capitals": lambda p: p.parent.with_name("KHO") / p.name,
    "accents in two parts": lambda p: p.with_name(unicodedata.normalize("NFD", p.name)),
    "a dot that Windows drops": lambda p: p.with_name(p.name + ". "),
}


def linked(path: Path) -> Path:
    link = path.parents[1] / "noi" / "x.zip"
    link.symlink_to(path)
    return link


def hard_linked(path: Path) -> Path:
    link = path.parents[1] / "noi" / "x.zip"
    os.link(path, link)
    return link


def through_linked_folder(path: Path) -> Path:
    (path.parents[1] / "loi-tat").symlink_to(path.parent, target_is_directory=True)
    return path.parents[1] / "loi-tat" / path.name


SPELLINGS |= {
    "link": linked,
    "hard link": hard_linked,
    "folder that is a link": through_linked_folder,
}


@LINKS
@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("overwrite", [None, False, True])
def test_no_spelling_of_a_kept_file_passes(kept: Path, name: str, overwrite: bool | None) -> None:
    target = SPELLINGS[name](kept)
    with pytest.raises(WorkspaceExists) as caught:
        check_output(target, never=[kept], overwrite=overwrite)
    assert "--ghi-de" not in str(caught.value.fix) and caught.value.where == str(target)
    assert caught.value.exit_code == 2


@LINKS
@pytest.mark.parametrize("name", ["itself", "capitals", "relative", "folder that is a link"])
def test_a_kept_name_is_kept_before_the_file_is_there(kept: Path, name: str) -> None:
    kept.unlink()
    with pytest.raises(WorkspaceExists):
        check_output(SPELLINGS[name](kept), never=[kept])


@LINKS
def test_nothing_is_written_in_a_kept_folder(kept: Path) -> None:
    folder = kept.parent
    for target in (folder / "new.zip", folder / "deep" / "new.zip", through_linked_folder(kept)):
        with pytest.raises(WorkspaceExists):
            check_output(target, never=[folder], overwrite=True)
        with pytest.raises(UsageError):
            check_output_folder(target.parent, never=[folder])
    check_output(Path("noi/kho.zip"), never=[folder])
    check_output_folder(Path("noi"), never=[folder])


def test_another_file_is_replaced_only_on_wish(kept: Path) -> None:
    other = Path("noi/a.zip")
    check_output(other, never=[kept])
    other.write_bytes(b"mine")
    for overwrite, fix in ((None, "Chọn tên khác."), (False, "--ghi-de")):
        with pytest.raises(WorkspaceExists) as caught:
            check_output(other, never=[kept], overwrite=overwrite)
        assert fix in str(caught.value.fix)
    check_output(other, never=[kept], overwrite=True)


@LINKS
def test_a_link_to_nowhere_counts_as_a_file(kept: Path) -> None:
    Path("noi/a.zip").symlink_to("nowhere")
    with pytest.raises(WorkspaceExists):
        check_output(Path("noi/a.zip"), overwrite=False)


def test_a_folder_is_no_file_and_a_file_no_folder(kept: Path) -> None:
    with pytest.raises(UsageError, match="là một thư mục"):
        check_output(Path("noi"), overwrite=True)
    with pytest.raises(UsageError, match="là một tệp"):
        check_output_folder(kept)


def test_different_files_are_different(kept: Path) -> None:
    assert not same_file(kept, kept.with_name("Sổ đảng viên 2.xlsx"))
    assert not same_file(kept, Path("noi") / kept.name)
    assert not within(kept.parent, kept) and within(kept, kept.parent)
    assert not within(Path("kho-2/a"), Path("kho"))
