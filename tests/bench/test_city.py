"""The run of a whole city works; what it measures is for a quiet machine to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house import ROOT


def test_a_small_city_is_made_and_held_against_its_floor(tmp_path: Path) -> None:
    command = ["--forms", "300", "--processes", "1", "--out", str(tmp_path / "city")]
    run = subprocess.run(
        [sys.executable, "-m", "bench.city", *command],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "300" in run.stdout and "floor" in run.stdout
