"""Killed at any moment (kill -9): no document lost, no half file, and the next run goes on.

Ten kills by default; ``GIAYTO_KILLS=200`` for the long way.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from giayto.data.ward import Ward
from giayto.files.whole import PASSING
from tests.batch.cases import big_ward, documents, read_manifest, reviews, run

KILLS = int(os.environ.get("GIAYTO_KILLS", "10"))
FORMS = 1_500
ROOT = Path(__file__).resolve().parents[1]

_SCRIPT = """
import sys
from pathlib import Path
from tests.batch.cases import big_ward, reviews, run
from tests.test_kill import FORMS, season

if __name__ == "__main__":
    ward = season(int(sys.argv[2]))
    report = run(reviews(ward), Path(sys.argv[1]), processes=int(sys.argv[3]))
    assert not report.failed, report.failed[0].error
    assert not report.kept and not report.left_over
    print("complete")
"""


def season(number: int) -> Ward:
    """A ward whose every form differs from the season before."""
    ward = big_ward(FORMS, cells=3)
    for member in ward.data.members:
        member.workplace = f"Nơi công tác mùa {number % 2}"
    return ward


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 of a group is a POSIX matter")
def test_a_run_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    out = tmp_path / "out"
    script = tmp_path / "run.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    right = []
    for number in (0, 1):
        ward = season(number)
        run(reviews(ward), tmp_path / str(number), processes=1)
        right.append(documents(tmp_path / str(number)))
    there: set[str] = set()
    kills = seasons = 0
    longest = 2.5
    faults: list[object] = []
    while kills < KILLS or seasons == 0:
        begin = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, str(script), str(out), str(seasons), chance.choice("12")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        killed = kills < KILLS
        try:
            said, trouble = process.communicate(
                timeout=chance.uniform(0.3, longest) if killed else 300
            )
            killed = False
        except subprocess.TimeoutExpired:
            # The whole family, as a power cut does, or only the parent, as a task manager does.
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            said, trouble = process.communicate()
            kills += 1
        now = documents(out) if out.exists() else {}
        faults += [("a document was lost", path) for path in there - set(now)]
        faults += [
            ("half a file", path)
            for path, digest in now.items()
            if digest not in (right[0].get(path), right[1].get(path))
        ]
        if (out / "nhat-ky.jsonl").exists():
            entered = {entry.path for entry in read_manifest(out / "nhat-ky.jsonl")}
            faults += [("in the manifest only", path) for path in entered - set(now)]
        there = set(now)
        if not killed:
            if said.strip() != "complete" or now != right[seasons % 2]:
                faults.append(("not complete", trouble))
            faults += [("left behind", path) for path in out.rglob(f"{PASSING}*")]
            longest = max(longest, (time.monotonic() - begin) * 0.9)
            seasons += 1
    assert faults == []
    assert kills == KILLS
