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
from tests.batch.cases import documents, read_manifest, reviews, run, small_ward

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_ENTRY = st.builds(
    Entry,
    year=st.integers(2000, 2100),
    unit=_TEXT,
    paper=_TEXT,
    key=_TEXT,
    path=st.from_regex(r"[a-zĐư]{1,9}/[A-Zưđ0-9][A-Zưđ0-9 -]{0,20}[0-9]\.docx", fullmatch=True),
    template=_TEXT,
    context=_TEXT,
    output=_TEXT,
    size=st.integers(0, 2**40),
    mtime=st.none() | st.integers(0, 2**63 - 1),
    number=st.none() | _TEXT,
    time=_TEXT,
).map(lambda entry: entry._replace(path=f"{entry.year}/{entry.path}"))


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


@pytest.mark.parametrize(
    "path",
    [
        "../../thu-quan-trong.docx",
        "2026/../../thu.docx",
        "2026/a/../../../thu.docx",
        "/etc/thu.docx",
        "2026//thu.docx",
        "2026/a/. ./thu.docx",
        "2026/a/.. /thu.docx",
        "2026/a\\..\\..\\thu.docx",
        "C:/a/thu.docx",
        "2026/a/thu.docx:dong",
        "2026/a/\x1b[2Jthu.docx",
        "2026/thu.docx",
        "2025/a/thu.docx",
        "2026/a/du-lieu.xlsx",
        "2026/a/nhat-ky.jsonl",
    ],
)
def test_a_path_that_is_none_of_ours_is_not_on_file(tmp_path: Path, path: str) -> None:
    file = tmp_path / "m"
    told = [entry(1)._asdict(), {**entry(2)._asdict(), "path": path}]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in told), encoding="utf-8")
    with Manifest(file) as manifest:
        assert [e.key for e in manifest.of_unit(2026, "CB01").values()] == ["DV1"]


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        "null",
        '"van-ban"',
        "[]",
        "{}",
        '{"year":' + "9" * 5_000 + "}",
        *(
            json.dumps({**entry(2)._asdict(), field: value})
            for field, value in [
                ("year", "2026"),
                ("year", 2026.0),
                ("year", True),
                ("year", None),
                ("unit", None),
                ("unit", ["CB01"]),
                ("unit", "\ud800"),
                ("paper", 5),
                ("key", {}),
                ("path", 7),
                ("path", None),
                ("output", None),
                ("size", "12"),
                ("size", None),
                ("mtime", "hôm qua"),
                ("number", 15),
                ("time", None),
                ("la", 1),
            ]
        ),
    ],
)
def test_a_line_that_is_no_entry_stops_no_run(tmp_path: Path, line: str) -> None:
    run(reviews(small_ward()), tmp_path)
    file = tmp_path / "nhat-ky.jsonl"
    file.write_bytes(file.read_bytes() + line.encode() + b"\n\xff\xfe\x00\n")
    report = run(reviews(small_ward()), tmp_path)
    assert not report.failed and not report.kept and not report.done
    assert report.unchanged.total() == len(documents(tmp_path))
