"""The one workbook is never written over while somebody else has it, saves it or changes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from giayto import Workspace, cli
from giayto.batch.guard import only_run
from giayto.data.member_list.takeover import whole as takeover
from giayto.data.workbook import edit, fill, new_year
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from giayto.errors import CannotWrite
from giayto.files.whole import PASSING
from giayto.workspace import new_year as years
from tests.data.books import write_book
from tests.house import ROOT
from tests.killing import start
from tests.wards import small_dataset

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"]


def giayto(*arguments: object) -> int:
    return cli.main([str(a) for a in arguments])


def a_list(folder: Path, *people: str) -> Path:
    rows = [[n, name, f"01/02/19{50 + n}", "Chi bộ 7"] for n, name in enumerate(people)]
    return write_book(folder / f"ds-{len(list(folder.iterdir()))}.xlsx", {"DS": [HEAD, *rows]})


def names(place: Path) -> list[str]:
    return [m.full_name for m in read_workbook(place / "du-lieu.xlsx").dataset.members]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = Workspace.create(tmp_path_factory.mktemp("phuong") / "phuong")
    create_workbook(place.workbook, small_dataset(), example=False)
    return place.folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "phuong"))


def old_workbook(place: Path) -> None:
    """Take a column out, so that there is something to bring up to date."""
    import openpyxl

    book = openpyxl.load_workbook(place / "du-lieu.xlsx")
    book["Kiểm điểm"].delete_cols(book["Kiểm điểm"].max_column)
    book.save(place / "du-lieu.xlsx")


WRITERS: dict[str, Callable[[Path], list[object]]] = {
    "nhap": lambda p: ["nhap", a_list(p.parent, "Lò Thị Ánh"), "-C", p],
    "dien": lambda p: ["dien", "-C", p],
    "nang-cap": lambda p: ["nang-cap", "-C", p],
    "khoi-tao": lambda p: ["khoi-tao", p, "--tu", p, "--dong-y"],
    "khoi-phuc": lambda p: ["khoi-phuc", p.parent / "luu.zip", "-C", p],
}
LOCKS = ("~$du-lieu.xlsx", ".~lock.du-lieu.xlsx#", ".~du-lieu.xlsx")


def files(place: Path) -> dict[str, bytes]:
    """Every file but the locks, which say nothing."""
    found = (p for p in place.rglob("*") if p.is_file() and ".khoa" not in p.name)
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in found}


@pytest.mark.parametrize("command", WRITERS)
def test_an_open_workbook_is_left_alone_by_every_command_that_writes_it(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old_workbook(place)
    Workspace(place).save(place.parent / "luu.zip")
    words = WRITERS[command](place)
    before = files(place)
    for lock in LOCKS:
        (place / lock).write_bytes(b"\x05Hoa  " + b" " * 50)
        assert giayto(*words) == 1
        assert "đang mở trong" in capsys.readouterr().err
        (place / lock).unlink()
        assert files(place) == before
    assert giayto(*words) == 0
    assert files(place) != before


def saved_meanwhile(path: Path) -> None:
    """What another program saves within the second: other content, same size, same time."""
    was = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1  # in the comment's length, which readers of a zip pass over
    path.write_bytes(bytes(content))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)


# Where each command has read the workbook and has not yet written it.
READING = {
    "nhap": (takeover, "places_in"),
    "dien": (fill, "missing_rows"),
    "nang-cap": (years, "upgrade"),
    "khoi-tao": (new_year, "upgrade"),
}


@pytest.mark.parametrize("command", READING)
def test_what_another_program_saved_meanwhile_is_never_written_over(
    place: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old_workbook(place)
    words = WRITERS[command](place)
    module, name = READING[command]
    real = getattr(module, name)

    def interrupted(*arguments: object, **options: object) -> object:
        saved_meanwhile(place / "du-lieu.xlsx")
        return real(*arguments, **options)

    monkeypatch.setattr(module, name, interrupted)
    assert giayto(*words) == 1
    assert "vừa được lưu từ chương trình khác" in capsys.readouterr().err
    saved_meanwhile(place / "du-lieu.xlsx")  # the bit goes back
    monkeypatch.undo()
    assert [p.name for p in place.rglob("*.xlsx")] == ["du-lieu.xlsx"]
    assert giayto(*words) == 0


def test_a_workbook_opened_meanwhile_is_left_alone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_list(place.parent, "Lò Thị Ánh")
    before = (place / "du-lieu.xlsx").read_bytes()
    real = edit.places_in

    def opened(*arguments: object) -> object:
        (place / "~$du-lieu.xlsx").write_bytes(b"")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(takeover, "places_in", opened)
    with pytest.raises(CannotWrite):
        Workspace(place).import_list(source)
    assert (place / "du-lieu.xlsx").read_bytes() == before


def test_whoever_comes_second_waits_or_is_told_and_nobody_is_lost(place: Path) -> None:
    """Five at once, in processes of their own: each import is in the workbook, or was refused."""
    lists = {name: a_list(place.parent, name) for name in ("Lò Thị Ánh", "Lò Văn Bình", "Lò Én")}
    assert giayto("sao-luu", place.parent / "luu.zip", "-C", place) == 0
    running = {name: start("nhap", path, "-C", place) for name, path in lists.items()}
    beside = [start("dien", "-C", place), start("tao", "-C", place, "--van-tao")]
    said = {name: (p.communicate(timeout=120)[1], p.returncode) for name, p in running.items()}
    others = [(p.communicate(timeout=120)[1], p.returncode) for p in beside]
    taken = {name for name, (_, code) in said.items() if code == 0}
    # On a busy machine whoever fills in may come first, and all imports be told.
    assert taken or others[0][1] == 0
    assert taken == {name for name in names(place) if name in lists}
    refused = [trouble for trouble, code in [*said.values(), others[0]] if code]
    assert all("Đang có một lần chạy khác" in trouble for trouble in refused)
    assert others[1][1] == 0
    again = [giayto("nhap", path, "-C", place) for path in lists.values()]
    assert again == [0, 0, 0]
    assert sorted(name for name in names(place) if name in lists) == sorted(lists)


def test_a_restoration_waits_for_nobody_and_takes_nothing_from_an_import(place: Path) -> None:
    source, saved = a_list(place.parent, "Lò Thị Ánh"), place.parent / "luu.zip"
    assert giayto("sao-luu", saved, "-C", place) == 0
    old = names(place)
    for _ in range(3):
        imported = start("nhap", source, "-C", place)
        restored = start("khoi-phuc", saved, "-C", place)
        trouble = imported.communicate(timeout=120)[1] + restored.communicate(timeout=120)[1]
        codes = sorted([imported.returncode, restored.returncode])
        told = ("Đang có một lần chạy khác", "Đang có một lần khôi phục")
        assert codes == [0, 0] or (codes == [0, 1] and any(one in trouble for one in told))
        assert names(place) in (old, [*old, "Lò Thị Ánh"])


@pytest.mark.parametrize("command", ["nhap", "dien", "kiem-tra", "tao", "so"])
def test_while_a_restoration_is_at_work_others_are_told_to_wait(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    further: dict[str, list[object]] = {
        "nhap": [a_list(place.parent, "Lò Thị Ánh")],
        "so": ["xem"],
    }
    words = [command, *further.get(command, []), "-C", place]
    (place / ".khoi-phuc.do-dang").write_text("/luu/a.zip\n", "utf-8")
    with only_run(Workspace(place).lock):
        assert giayto(*words) == 1
    told = capsys.readouterr().err
    assert "Đang có một lần khôi phục" in told and "Chờ xong" in told
    assert "đang chạy trên máy" in told and "dừng giữa chừng" not in told
    assert giayto(*words) == 2
    assert "Lần khôi phục trước dừng giữa chừng" in capsys.readouterr().err


# Is told to end at the moment a file would get its name, or is begun (.tam).
TOLD_TO_END = """
import os, signal, sys
from giayto import cli

told, ending = sys.argv[1:3]
del sys.argv[1:3]
wanted = {"open": 0} if ending == ".tam" else {"os.rename": 1, "os.link": 1}

def end(event, arguments):
    if event in wanted and str(arguments[wanted[event]]).endswith(ending):
        os.kill(os.getpid(), getattr(signal, told))

sys.addaudithook(end)
cli.script()
"""


@POSIX
@pytest.mark.parametrize("told", ["SIGTERM", "SIGINT", "SIGHUP"])
@pytest.mark.parametrize(
    ("ending", "words"),
    [
        ("du-lieu.xlsx", ["nhap", "DS", "-C", "."]),
        (".tam", ["tao", "-C", ".", "--van-tao", "--zip", "ra/a.zip"]),
        ("in.docx", ["gop", "van-ban", "-o", "in.docx"]),
    ],
)
def test_whoever_is_told_to_end_leaves_nothing_half_written(
    place: Path, told: str, ending: str, words: list[str]
) -> None:
    assert giayto("tao", "kiem-diem", "-C", place, "--van-tao") == 0
    source = a_list(place.parent, "Lò Thị Ánh")
    before = (place / "du-lieu.xlsx").read_bytes()
    command = [str(source) if word == "DS" else word for word in words]
    done = subprocess.run(
        [sys.executable, "-c", TOLD_TO_END, told, ending, *command],
        capture_output=True,
        encoding="utf-8",
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=120,
    )
    assert (done.returncode, "Đã dừng theo yêu cầu" in done.stderr) == (1, True)
    assert (place / "du-lieu.xlsx").read_bytes() == before
    assert list(place.rglob(f"{PASSING}*")) == []
    assert not (place / "in.docx").exists()
    assert list((place / "ra").glob("*")) == []


@POSIX
def test_a_restoration_that_finds_the_disk_full_changes_nothing(place: Path) -> None:
    assert giayto("sao-luu", place.parent / "luu.zip", "-C", place) == 0
    before = files(place)
    (place / "du-lieu.xlsx").write_bytes(b"short")
    limit = len(before["du-lieu.xlsx"]) - 1
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
    done = subprocess.run(
        [
            *(sys.executable, "-c", f"{code} from giayto.cli import script; script()"),
            *("khoi-phuc", place.parent / "luu.zip", "-C", place),
        ],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode in (1, 3) and "Ổ đĩa đã đầy" in done.stderr
    assert PASSING not in done.stderr
    (place / "du-lieu.xlsx").write_bytes(before["du-lieu.xlsx"])
    assert {n for n in files(place) if not n.startswith("sao-luu/")} == set(before)


def test_what_killed_runs_left_is_swept_once_it_is_old(place: Path) -> None:
    old, fresh = (place / f"{PASSING}{name}.tam" for name in ("cu", "moi"))
    for path in (old, fresh):
        path.write_bytes(b"half a workbook")
    yesterday = time.time() - 86_400
    os.utime(old, (yesterday, yesterday))
    assert giayto("nhap", a_list(place.parent, "Lò Thị Ánh"), "-C", place) == 0
    assert (old.exists(), fresh.exists()) == (False, True)
