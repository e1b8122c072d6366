"""Killed with SIGKILL at each change of a name: a workspace is the old one, the new one, or says so."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from giayto.register import open_register
from giayto.templates.store import find_master
from tests.house import ROOT
from tests.wards import small_dataset

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")

# Dies at the n-th time a file below a folder would be renamed, linked or removed.
DYING = """
import os, signal, sys
from giayto.cli import main

folder, left = sys.argv[1], int(sys.argv[2])

def die(event, arguments):
    global left
    if event not in ("os.rename", "os.link", "os.remove"):
        return
    paths = [os.fsdecode(p) for p in arguments if isinstance(p, (str, bytes, os.PathLike))]
    if any(p.startswith(folder) for p in paths) and not any(".khoa" in p for p in paths):
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

sys.addaudithook(die)
sys.exit(main(sys.argv[3:]))
"""


def killed(folder: Path, at: int, *command: str) -> bool:
    """Run a command that is killed at the n-th change of a name; False when it ended before."""
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(folder), str(at), *command],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode != 0


def a_workspace(folder: Path) -> Workspace:
    made = Workspace.create(folder)
    create_workbook(made.workbook, small_dataset(), example=False)
    return made


def test_a_year_begun_in_place_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    found = []
    for at in range(20):
        workspace = a_workspace(tmp_path / str(at))
        old = workspace.workbook.read_bytes()
        folder = str(workspace.folder)
        died = killed(workspace.folder, at, "khoi-tao", folder, "--tu", folder, "--dong-y")
        year = read_workbook(workspace.workbook).dataset.settings.year
        kept = workspace.folder / "sao-luu" / "du-lieu-2026.xlsx"
        safe = (kept if year == 2027 else workspace.workbook).read_bytes() == old
        found.append((died, year, safe))
        if not died:
            break
    assert (True, 2026, True) in found
    assert found[-1] == (False, 2027, True)
    assert {safe for _, _, safe in found} == {True}


def test_a_new_folder_has_a_workbook_only_with_its_numbers(tmp_path: Path) -> None:
    found = []
    for at in range(20):
        old = a_workspace(tmp_path / f"cu-{at}")
        old.make("xep-loai", numbers=True)
        new = Workspace(tmp_path / f"moi-{at}")
        died = killed(
            new.folder, at, "khoi-tao", str(new.folder), "--tu", str(old.folder), "--dong-y"
        )
        numbers = len(new.register().find()) if new.workbook.is_file() else -1
        found.append((died, numbers, len(old.register().find())))
        if not died:
            break
    assert found[-1] == (False, 2, 2)
    assert {(numbers, left) for _, numbers, left in found} == {(-1, 2), (2, 2)}


def state(workspace: Workspace) -> tuple[bytes, list[str], int]:
    """The workbook, the own masters, how many numbers were given."""
    masters = sorted(path.name for path in workspace.own_masters.iterdir())
    # Past the workspace, which shows nobody a register that is half restored.
    register = open_register(workspace.folder / "so-van-ban.db", create=False)
    return workspace.workbook.read_bytes(), masters, len(register.find())


def test_a_backup_half_put_in_place_says_so_and_is_put_in_place_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for at in range(40):
        workspace = a_workspace(tmp_path / str(at))
        master = find_master("kiem-diem-02c", "party-2026").content
        (workspace.own_masters / "kiem-diem-02c.docx").write_bytes(master)
        workspace.make("xep-loai", numbers=True)
        saved, right = workspace.save().path, state(workspace)
        workspace.workbook.write_bytes(b"spoilt by hand")
        (workspace.own_masters / "bien-ban-sinh-hoat.docx").write_bytes(b"made later")
        spoilt = state(workspace)
        command = ("khoi-phuc", str(saved), "-C", str(workspace.folder))
        died = killed(workspace.folder, at, *command)
        now = state(workspace)
        whole = "old" if now == spoilt else "new" if now == right else "half"
        capsys.readouterr()
        told = main(["kiem-tra", "-C", str(workspace.folder)]) == 2 and (
            f"giayto khoi-phuc {saved}" in capsys.readouterr().err
        )
        again = main(list(command)) == 0 and state(workspace) == right
        backups = [p for p in (workspace.folder / "sao-luu").glob("*.zip") if p != saved]
        texts = [zipfile.ZipFile(path).read("du-lieu.xlsx") for path in backups]
        found.append((died, whole, told, again, b"spoilt by hand" in texts))
        if not died:
            break
    assert found[-1] == (False, "new", False, True, True)
    assert (True, "half", True, True, True) in found
    assert {(told, safe) for _, whole, told, _, safe in found if whole == "half"} == {(True, True)}
    assert {again for *_, again, _ in found} == {True}
