"""What is only passing lies in one private place, and goes whatever ends the run."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from giayto.cli import main
from giayto.errors import CannotWrite
from giayto.files.scratch import LOCK, scratch, sweep_scratch

_DIES = """
import os, signal
from giayto.files.scratch import scratch
with scratch() as folder:
    (folder / "giay-to.docx").write_bytes(b"x")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def left(passing: Path) -> Path:
    """The folder for temporary files, after a run that was killed."""
    if sys.platform == "win32":
        pytest.skip("kill -9 is a POSIX matter")
    subprocess.run([sys.executable, "-c", _DIES], check=False)
    assert [path.name for path in passing.rglob("*.docx")] == ["giay-to.docx"]
    return passing


def test_a_scratch_folder_is_private_and_goes_with_what_is_in_it(passing: Path) -> None:
    with scratch() as folder:
        mode = stat.S_IMODE(folder.stat().st_mode)
        (folder / "sau").mkdir()
        (folder / "sau" / "tep").write_bytes(b"x")
    assert folder.parent == passing
    assert os.name == "nt" or mode == 0o700
    assert list(passing.iterdir()) == []


def test_what_a_killed_run_left_goes_when_the_next_one_needs_a_place(left: Path) -> None:
    with scratch():
        assert list(left.rglob("*.docx")) == []


def test_what_a_killed_run_left_goes_when_any_command_starts(
    left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    subprocess.run(
        [sys.executable, "-c", "from giayto.cli import script; script()", "--version"], check=True
    )
    assert list(left.iterdir()) == []


def test_what_a_living_run_works_in_stays(passing: Path) -> None:
    with scratch() as folder:
        sweep_scratch()
        with scratch() as other:
            assert other != folder
        assert folder.is_dir()


def test_a_lock_that_somebody_else_laid_there_is_left_alone(
    passing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = passing / f"giayto-tam-0{LOCK}"
    foreign.write_bytes(b"")
    monkeypatch.setattr(os, "getuid", lambda: -1, raising=False)
    sweep_scratch()
    assert foreign.exists()


def test_a_link_in_the_place_of_a_left_folder_leads_nowhere(passing: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cua-nguoi-dung"
    kept.mkdir()
    (kept / "tep").write_bytes(b"x")
    (passing / f"giayto-tam-0{LOCK}").write_bytes(b"")
    (passing / "giayto-tam-0").symlink_to(kept)
    sweep_scratch()
    assert (kept / "tep").exists()


def test_no_place_for_passing_files_is_told(passing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (passing / "tep").write_bytes(b"")
    monkeypatch.setattr("tempfile.tempdir", str(passing / "tep"))
    with pytest.raises(CannotWrite, match="Không ghi được tệp"), scratch():
        pass


def test_no_command_leaves_anything_in_the_folder_for_temporary_files(
    passing: Path, tmp_path: Path
) -> None:
    assert main(["dung-thu", str(tmp_path / "x")]) == 0
    assert main(["sao-luu", "-C", str(tmp_path / "x")]) == 0
    assert list(passing.iterdir()) == []
