"""A register that cannot be written: looked at, exported, checked; giving numbers says why not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from giayto.errors import RegisterReadOnly
from giayto.register import IssueRequest, open_register
from giayto.register.store.network_share import on_network

Paper = Callable[..., IssueRequest]

_LOOK = """
import sys
from giayto.errors import RegisterReadOnly
from giayto.register import IssueRequest, open_register
register = open_register(sys.argv[1], create=False)
print(*(row.symbol for row in register.find()), len(register.check()))
try:
    register.cancel(1, "x")
except RegisterReadOnly as error:
    print(error.code)
"""


@pytest.fixture
def protected(tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Write-protects a file and its folder, for this test."""
    done: list[Path] = []

    def protect(path: Path) -> Path:
        for each in (*path.parent.iterdir(), path.parent):
            each.chmod(0o555 if each.is_dir() else 0o444)
        done.append(path.parent)
        return path

    yield protect
    for folder in done:
        folder.chmod(0o755)


def _as_anybody(*command: str) -> str:
    """What a command prints for a user whom write protection binds: root without its powers."""
    plain = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    done = subprocess.run(
        [*(plain if os.geteuid() == 0 else []), *command],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "HOME": "/", "TMPDIR": "/tmp"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _there(folder: Path, paper: Paper) -> Path:
    folder.mkdir()
    path = folder / "so-van-ban.db"
    open_register(path).issue_many([paper(), paper()])
    return path


@pytest.mark.parametrize("left", ["", "a log", "an old journal"])
def test_a_protected_register_is_read_and_never_written(
    tmp_path: Path, paper: Paper, protected: Callable[[Path], Path], left: str
) -> None:
    path = _there(tmp_path / "so", paper)
    seen = "01-TB/ĐU 02-TB/ĐU"
    if left == "a log":
        holder = sqlite3.connect(path)
        holder.execute("SELECT count(*) FROM register_entries").fetchone()
        open_register(path).issue(paper())
        seen += " 03-TB/ĐU"
        copy = tmp_path / "chep"
        copy.mkdir()
        for part in (path, path.with_name(path.name + "-wal")):
            shutil.copy(part, copy / part.name)  # as a killed writer leaves them
        holder.close()
        path = copy / path.name
    elif left == "an old journal":
        with sqlite3.connect(path) as raw:
            raw.execute("PRAGMA journal_mode = DELETE")
        raw.close()
    before = {p.name: p.read_bytes() for p in protected(path).parent.iterdir()}
    told = _as_anybody(sys.executable, "-c", _LOOK, str(path)).splitlines()
    assert told[0].startswith(seen) and told[1] == "GT606"
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == before


def test_a_register_of_an_older_version_on_a_disc_is_read(
    tmp_path: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _there(tmp_path / "so", paper)
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM register_schema WHERE version = 3")
        raw.execute("DROP TRIGGER register_entries_sent")
        raw.execute("ALTER TABLE register_entries DROP COLUMN sent_on")
    raw.close()
    before = path.read_bytes()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: mode != os.W_OK and allowed(p, mode))
    register = open_register(path, create=False)
    assert len(register.find()) == 2 and register.name == str(path)
    with pytest.raises(RegisterReadOnly, match="chỉ đọc được"):
        register.issue(paper())
    assert path.read_bytes() == before


def test_a_network_share_is_told_from_a_disk() -> None:
    mounts = (
        "/dev/sda / ext4 rw 0 0\nmay:/chung /mnt/chung nfs4 rw 0 0\n//m/c /mnt/a\\040b cifs rw 0 0"
    )
    assert on_network(Path("/mnt/chung/so/so.db"), mounts)
    assert on_network(Path("/mnt/a b/so.db"), mounts)
    assert not on_network(Path("/mnt/chung-khac/so.db"), mounts)
    assert not on_network(Path("/home/so.db"), mounts)
