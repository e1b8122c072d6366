"""Memory stays flat: ten thousand documents need hardly more than a hundred."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_CODE = """
import sys
from pathlib import Path
from tests.batch.cases import big_ward, reviews, run

def rss() -> float:
    import resource
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20

at: dict[int, float] = {}
def look(done: int, total: int) -> None:
    if done >= 100 and not at or done == total:
        at[done] = rss()

ward = big_ward(10_000, cells=50)
report = run(reviews(ward), Path(sys.argv[1]), processes=1, progress=look,
             on_made=lambda made: None)
assert report.failed == [] and report.done > 10_000
print(max(at.values()) - min(at.values()))
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads /proc")
def test_memory_grows_by_less_than_twenty_megabytes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, timeout=300,
    )  # fmt: skip
    assert float(done.stdout) < 20
