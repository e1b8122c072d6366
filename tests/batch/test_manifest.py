"""The manifest: what is put on file comes back, whatever happened in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.batch.manifest import Entry, Manifest
from giayto.errors import CannotWrite
from tests.batch.cases import read_manifest

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_ENTRY = st.builds(
    Entry,
    year=st.integers(2000, 2100),
    unit=_TEXT,
    paper=_TEXT,
    key=_TEXT,
    path=_TEXT,
    template=_TEXT,
    context=_TEXT,
    output=_TEXT,
    size=st.integers(0, 2**40),
    mtime=st.none() | st.integers(0, 2**63 - 1),
    number=st.none() | _TEXT,
    time=_TEXT,
)


def entry(member: int, **changes: object) -> Entry:
    """An entry like any other."""
    plain = Entry(
        2026,
        "CB01",
        "kiem-diem",
        f"DV{member}",
        f"2026/a/{member}.docx",
        "t",
        "c",
        "o",
        1,
        2,
        None,
        "2026-12-05T10:00:00+07:00",
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


@given(st.lists(_ENTRY, max_size=8))
def test_what_is_put_on_file_comes_back(entries: list[Entry]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nhat-ky.jsonl"
        with Manifest(path) as manifest:
            for one in entries:
                manifest.add([one])
        latest = {(e.year, e.unit, e.name): e for e in entries}
        assert {(e.year, e.unit, e.name): e for e in read_manifest(path)} == latest
        with Manifest(path) as again:
            for (year, unit, name), expected in latest.items():
                assert again.of_unit(year, unit)[name] == expected


def test_entries_of_this_run_are_found_at_once(tmp_path: Path) -> None:
    with Manifest(tmp_path / "m") as manifest:
        manifest.add([entry(1), entry(2)])
        manifest.add([entry(1, output="new")])
        assert manifest.of_unit(2026, "CB01")["kiem-diem", "DV1"].output == "new"
        assert manifest.units(2026) == {"CB01"} and manifest.units(2025) == set()


def test_a_torn_last_line_loses_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Manifest(path) as manifest:
        manifest.add([entry(n) for n in range(20)])
    whole = path.read_bytes()
    lines = len(whole.splitlines())
    for cut in range(1, 200, 7):
        path.write_bytes(whole[:-cut])
        with Manifest(path) as manifest:
            manifest.add([entry(99)])
        keys = {e.key for e in read_manifest(path)}
        assert {"DV99", "DV0"} <= keys and len(keys) >= lines - 1


def test_foreign_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Manifest(path) as manifest:
        manifest.add([entry(1)])
    path.write_bytes(b"\xff\xfe junk\n[]\n{}\n" + path.read_bytes() + b'{"year": 1}\n')
    with Manifest(path) as manifest:
        assert set(manifest.of_unit(2026, "CB01")) == {("kiem-diem", "DV1")}


def test_each_line_is_plain_json_in_readable_letters(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Manifest(path) as manifest:
        manifest.add([entry(1, number="Số 15-QĐ/ĐU")])
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["number"] == "Số 15-QĐ/ĐU" and "Số" in line


def test_outdated_lines_are_cleared_away_in_time(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Manifest(path) as manifest:
        for turn in range(30):
            manifest.add([entry(n, output=str(turn)) for n in range(50)])
    with Manifest(path) as manifest:
        manifest.of_unit(2026, "CB01")
    assert len(path.read_bytes().splitlines()) == 50
    assert {e.output for e in read_manifest(path)} == {"29"}


def test_a_forgotten_document_stays_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Manifest(path) as manifest:
        manifest.add([entry(1), entry(2)])
        manifest.add([entry(1, path="")])
        assert set(manifest.of_unit(2026, "CB01")) == {("kiem-diem", "DV2")}
    assert [e.key for e in read_manifest(path)] == ["DV2"]


def test_a_manifest_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    with pytest.raises(CannotWrite) as caught:
        Manifest(tmp_path / "m")
    assert caught.value.where == str(tmp_path / "m")


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX matter")
def test_a_disk_that_fills_up_costs_lines_but_no_run(tmp_path: Path) -> None:
    code = f"""
import resource
from giayto.batch.manifest import Manifest
from tests.batch.test_manifest import entry
from pathlib import Path
with Manifest(Path({str(tmp_path / "m")!r})) as manifest:
    manifest.add([entry(1)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, resource.RLIM_INFINITY))
    manifest.add([entry(n) for n in range(2, 20)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    manifest.add([entry(50)])
    assert set(manifest.of_unit(2026, "CB01")) >= {{("kiem-diem", "DV1"), ("kiem-diem", "DV50")}}
    print(manifest.trouble.why)
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
    )
    assert "Ổ đĩa đã đầy" in done.stdout
    assert {"DV1", "DV50"} <= {e.key for e in read_manifest(tmp_path / "m")}
