"""``giayto pdf`` and ``gop`` stopped in every way: nothing runs on, no paper lies about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto.cli import main
from giayto.rendering.pdf.guardian import LOCK
from giayto.rendering.pdf.mark import is_whole, made_from
from tests.killing import killings, start
from tests.rendering.fake_office import fake_office
from tests.rendering.word_papers import p, paper

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def running(passing: Path) -> list[int]:
    """The processes that have to do with this folder, other than this one."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes() + b"PHONG" * (
                b"GIAYTO_PHONG=" + os.fsencode(passing) in (process / "environ").read_bytes()
            )
        except OSError:
            continue
        if process.name.isdigit() and (os.fsencode(passing) in words or b"PHONG" in words):
            found.append(int(process.name))
    return [number for number in found if number != os.getpid()]


def comes_true(fact: Callable[[], bool]) -> bool:
    """Whether it becomes so before anybody would notice."""
    until = time.monotonic() + 20
    while not fact():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def clean(passing: Path) -> bool:
    """Whether nothing runs and nothing lies about, soon."""
    return comes_true(lambda: not running(passing) and not list(passing.glob("giayto-*")))


def hanging(place: Path, passing: Path, fault: str) -> subprocess.Popen[str]:
    """A run that has come to a document that hangs."""
    (place / "a.docx").write_bytes(paper(p(fault)))
    process = start("pdf", place)
    # The guardian, the stand-in, and its child.
    wanted = 3 if fault == "RIENG" else 2

    def hangs() -> bool:
        """As many twice in a row: one of the first may be a process that only starts another."""
        before = set(running(passing))
        time.sleep(0.2)
        return len(before & set(running(passing))) >= wanted

    assert comes_true(hangs)
    return process


@pytest.mark.parametrize("fault", ["TREO", "RIENG"])
@pytest.mark.parametrize(
    "stop",
    [
        lambda process: process.send_signal(signal.SIGINT),
        lambda process: process.terminate(),
        lambda process: process.send_signal(signal.SIGHUP),
        lambda process: process.kill(),
        lambda process: os.killpg(process.pid, signal.SIGKILL),
    ],
    ids=["ctrl-c", "term", "hangup", "kill", "kill-group"],
)
def test_a_stopped_run_leaves_nothing(
    tmp_path: Path,
    passing: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    stop: Callable[[subprocess.Popen[str]], None],
) -> None:
    fake_office(tmp_path / "lo", monkeypatch)
    place = tmp_path / "noi"
    place.mkdir()
    process = hanging(place, passing, fault)
    (room,) = (path for path in passing.iterdir() if path.is_dir())
    assert room.stat().st_mode & 0o777 == 0o700
    stop(process)
    process.communicate(timeout=20)
    assert clean(passing)
    assert [path.name for path in place.iterdir()] == ["a.docx"]


def test_what_even_the_guardian_left_is_swept_by_the_next_run(
    tmp_path: Path, passing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office(tmp_path / "lo", monkeypatch)
    place = tmp_path / "noi"
    place.mkdir()
    process = hanging(place, passing, "RIENG")
    (room,) = (path for path in passing.iterdir() if path.is_dir())
    for number in running(passing):
        words = Path(f"/proc/{number}/cmdline").read_bytes()
        if b"guardian" in words:
            os.kill(number, signal.SIGKILL)
    process.kill()
    process.communicate(timeout=20)
    assert list(room.rglob("*.docx")) and running(passing)
    (place / "a.docx").write_bytes(paper(p("tốt")))
    assert main(["pdf", str(place)]) == 0
    assert clean(passing)


def test_a_room_in_use_is_not_swept(
    tmp_path: Path, passing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office(tmp_path / "lo", monkeypatch)
    place, other = tmp_path / "noi", tmp_path / "noi-khac"
    place.mkdir()
    other.mkdir()
    process = hanging(place, passing, "TREO")
    (lock,) = passing.glob(f"*{LOCK}")
    (other / "b.docx").write_bytes(paper(p("tốt")))
    assert main(["pdf", str(other)]) == 0
    assert process.poll() is None and lock.exists()
    assert len([path for path in passing.iterdir() if path.is_dir()]) == 1
    process.kill()
    process.communicate(timeout=20)
    assert clean(passing)


def test_pdf_killed_at_any_moment_leaves_old_or_new_sheets(
    tmp_path: Path, passing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office(tmp_path / "lo", monkeypatch, pause=0.02)
    place = tmp_path / "noi"
    place.mkdir()
    names = [f"{number:02d}" for number in range(12)]
    faults: list[object] = []

    def prepare(number: int) -> tuple[Path, list[object]]:
        for name in names:
            (place / f"{name}.docx").write_bytes(paper(p(f"bản {name} lần {number}")))
        return place, ["pdf", place]

    killed = 0
    for end in killings(prepare):
        killed += end.killed
        if not end.killed and end.code:
            faults.append(("failed", end.said, end.trouble))
        sheets = {name: place / f"{name}.pdf" for name in names}
        for name, sheet in sheets.items():
            if not sheet.exists() or not is_whole(sheet.read_bytes()) or not made_from(sheet):
                faults.append(("lost or half", name))
        if not clean(passing):
            faults.append(("left behind", running(passing), list(passing.iterdir())))
    assert faults == [] and killed
    assert main(["pdf", str(place)]) == 0


def test_gop_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    place = tmp_path / "noi"
    place.mkdir()
    out = tmp_path / "ra" / "in.docx"
    out.parent.mkdir()
    words = ["gop", place, "-o", out, "--ghi-de"]

    def write(number: int) -> None:
        for name in range(40):
            (place / f"{name:02d}.docx").write_bytes(paper(*[p(f"bản {name} lần {number}")] * 50))

    right = set()
    for number in (0, 1):
        write(number)
        assert main([str(word) for word in words]) == 0
        right.add(out.read_bytes())

    def prepare(number: int) -> tuple[Path, list[object]]:
        write(number % 2)
        return out.parent, list(words)

    ends = [(end.killed, out.read_bytes() in right) for end in killings(prepare)]
    assert {whole for _, whole in ends} == {True}
    assert {killed for killed, _ in ends} == {True, False}
