"""What can go wrong with disks and files: named for each document, the rest goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from giayto.batch.remote import Remote
from giayto.batch.sinks import Folder
from giayto.errors import BatchInterrupted, CannotWrite
from giayto.files.whole import PASSING
from tests.batch.cases import big_ward, documents, on_file, reviews, run
from tests.wards import small_ward

ROOT = Path(__file__).resolve().parents[2]


def outside(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own; gives what it printed."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=True,
        timeout=120,
    )


def test_an_output_folder_that_is_a_file_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(CannotWrite) as caught:
        run(reviews(small_ward()), tmp_path / "out")
    assert str(tmp_path / "out") in str(caught.value.where)


def test_a_unit_whose_folder_cannot_be_made_does_not_stop_the_others(tmp_path: Path) -> None:
    ward = big_ward(6, cells=3)
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "Chi-bo-To-dan-pho-2").write_bytes(b"")
    report = run(reviews(ward), tmp_path)
    assert len(report.failed) == 2
    assert all(isinstance(f.error, CannotWrite) for f in report.failed)
    assert report.done == len(documents(tmp_path)) > 3


def test_a_place_taken_by_a_folder_is_one_document_s_matter(tmp_path: Path) -> None:
    ward = small_ward()
    taken = tmp_path / "2026/Chi-bo-To-dan-pho-1/kiem-diem/002-Do-Van-Anh.docx"
    (taken / "inside").mkdir(parents=True)
    report = run(reviews(ward), tmp_path)
    (failed,) = report.failed
    assert failed.error.where == str(taken)
    assert report.done == 3
    assert list(tmp_path.rglob(f"{PASSING}*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write bit on Windows")
def test_a_read_only_folder_is_said_for_its_documents(tmp_path: Path) -> None:
    probe = tmp_path / "probe"
    probe.mkdir(mode=0o555)
    if os.access(probe, os.W_OK):
        pytest.skip("this user may write everywhere")
    ward = big_ward(6, cells=3)
    run(reviews(ward), tmp_path)
    locked = tmp_path / "2026/Chi-bo-To-dan-pho-2/kiem-diem"
    locked.chmod(0o555)
    try:
        report = run(reviews(ward), tmp_path, redo=True)
        for document in locked.iterdir():
            document.write_bytes(b"")  # damaged, so they are due
        again = run(reviews(ward), tmp_path)
    finally:
        locked.chmod(0o755)
    assert report.failed == []  # the same bytes are there already
    assert len(again.failed) == 2
    assert {f.error.why for f in again.failed} <= {
        "Thư mục không cho ghi.",
        "Tệp đang mở trong Word, Excel, hoặc chỉ cho đọc.",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX matter")
def test_a_full_disk_is_said_for_each_document_and_leaves_no_half_file(tmp_path: Path) -> None:
    shown = outside(f"""
import resource
from pathlib import Path
from tests.batch.cases import big_ward, reviews, run
ward = big_ward(5)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
report = run(reviews(ward), Path({str(tmp_path)!r}), processes=1)
print(report.done, len(report.failed), {{f.error.why for f in report.failed}})
""").stdout
    assert "0 9 {'Ổ đĩa đã đầy.'}" in shown
    assert [p.name for p in tmp_path.rglob("*") if p.is_file() and "nhat-ky" not in p.name] == []
    ward = big_ward(5)
    assert run(reviews(ward), tmp_path).done == 9


def test_leavings_of_a_killed_run_are_cleared_away(tmp_path: Path) -> None:
    ward = small_ward()
    run(reviews(ward), tmp_path)
    folder = tmp_path / "2026/Chi-bo-To-dan-pho-1/kiem-diem"
    (folder / f"{PASSING}0123abcd-7.tam").write_bytes(b"half")
    (tmp_path / f"{PASSING}0123abcd-8.tam").write_bytes(b"half")  # of the manifest
    run(reviews(ward), tmp_path, redo=True)
    assert list(tmp_path.rglob(f"{PASSING}*")) == []


def test_stopping_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    ward = big_ward(150, cells=3)

    def press_ctrl_c(done: int, total: int) -> None:
        if done >= 32:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(BatchInterrupted) as caught:
        run(reviews(ward), tmp_path, progress=press_ctrl_c, processes=1)
    made = documents(tmp_path)
    assert 32 <= len(made) < 154
    assert caught.value.exit_code == 1 and "làm tiếp" in str(caught.value.fix)
    assert set(on_file(tmp_path)) == set(made)
    rest = run(reviews(ward), tmp_path)
    assert rest.unchanged.total() == len(made) and rest.done == 154 - len(made)


def test_ctrl_c_works_as_before_after_a_run(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    run(reviews(small_ward()), tmp_path)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("kind", ["folder", "memory", "file"])
def test_every_kind_of_place_keeps_the_same_promises(tmp_path: Path, kind: str) -> None:
    if kind != "folder":
        pytest.importorskip("fsspec")
    url = f"file://{tmp_path}" if kind == "file" else f"memory://{tmp_path.name}"
    sink = Folder(tmp_path) if kind == "folder" else Remote(url)
    assert sink.stamp("a/b.docx") is None
    assert sink.write("a/b.docx", b"one")[0] == 3
    assert sink.write("a/b.docx", b"three")[0] == 5
    stamp = sink.stamp("a/b.docx")
    assert stamp is not None and stamp[0] == 5
    assert sink.digest("a/b.docx") == (
        "8b5b9db0c13db24256c829aa364aa90c6d2eba318b9232a4ab9313b954d3555f"
    )
    stamp, digest = sink.write_with("a/c.docx", lambda path: path.write_bytes(b"three"))
    assert stamp[0] == 5 and digest == sink.digest("a/b.docx")
    copy = sink.set_aside("a/b.docx")
    assert sink.stamp("a/b.docx") is None and sink.digest(copy) == digest
    sink.clean("a")
    assert sink.move("a/c.docx", "b/d.docx")
    assert sink.stamp("a/c.docx") is None and sink.digest("b/d.docx") == digest
    sink.write("a/c.docx", b"another")
    assert not sink.move("a/c.docx", "b/d.docx")
    assert sink.digest("b/d.docx") == digest
    sink.remove("a/c.docx")
    assert sink.stamp("a/c.docx") is None
    with pytest.raises(CannotWrite):
        sink.digest("a/c.docx")
