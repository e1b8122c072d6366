"""No command's result falls on its inputs or on the workspace's own files; modes and full disks."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import click
import openpyxl
import pytest

from giayto import cli
from giayto.data.workbook.write import create_workbook
from giayto.files.whole import PASSING
from tests.checking.masters.keeper import copy_of_an_older_one
from tests.reading import visible_text
from tests.wards import small_dataset

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and limits of POSIX")
COPIED = "quyet-dinh-xep-loai-to-chuc"
DOCUMENT = "van-ban/2026/Chi-bo-To-dan-pho-1/kiem-diem/002-Do-Van-Anh.docx"


def giayto(*arguments: object) -> int:
    """The command line in this process; gives the exit code."""
    return cli.main([str(a) for a in arguments])


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after some months: papers, numbers, backups, a master of its own, its own rules."""
    place = tmp_path_factory.mktemp("used") / "phuong"
    create_workbook(place / "du-lieu.xlsx", small_dataset(), example=False)
    for left in ("truoc-khi-nhap", "bao-cao-nhap"):
        shutil.copy(place / "du-lieu.xlsx", place / f"du-lieu.{left}-20261201-080000.xlsx")
    (place / "the-thuc.toml").write_text("", encoding="utf-8")
    (place / "khac.txt").write_text("something else", encoding="utf-8")
    (place / "mau").mkdir()
    assert giayto("tao", "-C", place, "--van-tao", "--cap-so") == 0
    assert giayto("so", "sao-luu", "-C", place, place / "sao-luu" / "a.db") == 0
    shutil.copy(place / DOCUMENT, place / "mau" / "cua-toi.docx")
    copy_of_an_older_one(place / "mau", COPIED, "Điều 3.", "Điều 4.")
    return place


@pytest.fixture
def place(used: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(used, tmp_path / "phuong"))


def contents(place: Path) -> dict[str, bytes]:
    """Every file below a folder; SQLite's own notes beside the register come and go."""
    return {
        p.relative_to(place).as_posix(): p.read_bytes()
        for p in place.rglob("*")
        if p.suffix != ".khoa"
        if p.is_file() and not p.name.startswith("so-van-ban.db-")
    }


# Each makes its command aim at a file; the ending is what the command asks for.
Aim = Callable[[Path, Path], list[object]]
COMMANDS: dict[str, tuple[str, Aim]] = {
    "tao --zip": (".zip", lambda w, t: ["tao", "-C", w, "--van-tao", "--zip", t, "--ghi-de"]),
    "kiem-tra": (".xlsx", lambda w, t: ["kiem-tra", "-C", w, "--ra", t, "--ghi-de"]),
    "tong-quan": (".xlsx", lambda w, t: ["tong-quan", "-C", w, "--excel", t, "--ghi-de"]),
    "de-nghi-khen": (".xlsx", lambda w, t: ["de-nghi-khen", "-C", w, "--excel", t, "--ghi-de"]),
    "gop": (".docx", lambda w, t: ["gop", w / "van-ban", "-o", t, "--ghi-de"]),
    "so xuat": (".xlsx", lambda w, t: ["so", "xuat", "-C", w, t, "--ghi-de"]),
    "so xuat Word": (".docx", lambda w, t: ["so", "xuat", "-C", w, t, "--ghi-de"]),
    "so sao-luu": ("", lambda w, t: ["so", "sao-luu", "-C", w, t]),
    "sao-luu": (".zip", lambda w, t: ["sao-luu", "-C", w, t]),
    "mau so-sanh": (
        ".docx",
        lambda w, t: ["mau", "so-sanh", f"{COPIED}.docx", "-C", w, "--nhan", t, "--ghi-de"],
    ),
    "mau truong": (
        ".xlsx",
        lambda w, t: ["mau", "truong", "kiem-diem-02c", "-C", w, "--ra", t, "--ghi-de"],
    ),
    "mau kiem-tra": (
        ".docx",
        lambda w, t: [
            "mau",
            "kiem-tra",
            w / "mau" / "cua-toi.docx",
            "-C",
            w,
            "--chu-thich",
            "--ra",
            t,
            "--ghi-de",
        ],
    ),
    "xep-loai": (".xlsx", lambda w, t: ["xep-loai", "-C", w, "--excel", t, "--ghi-de"]),
    "ho-tro": (".txt", lambda w, t: ["ho-tro", "-C", w, t]),
}
NEVER_REPLACE = {"so sao-luu", "sao-luu", "ho-tro"}
"""Commands that replace no file, whatever one wishes."""
FOLDERS = {"tao", "pdf", "mau xem-thu"}
"""Commands that are told a folder for their results."""
INTO_ITS_OWN = {"mau sao-chep"}
"""Commands that write into the workspace's own folder alone, and keep what they replace."""
MAKERS: dict[str, Callable[[Path], list[object]]] = {
    "dung-thu": lambda t: ["dung-thu", t],
    "khoi-tao": lambda t: ["khoi-tao", t],
}
"""Commands that make a new folder to work in."""
OWN = (
    "du-lieu.xlsx",
    "so-van-ban.db",
    "mau/cua-toi.docx",
    "the-thuc.toml",
    "sao-luu/a.db",
    "van-ban/nhat-ky.jsonl",
    "du-lieu.truoc-khi-nhap-20261201-080000.xlsx",
    "du-lieu.bao-cao-nhap-20261201-080000.xlsx",
)


def _words(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = cast(click.Command, group.get_command(context, name))
        if isinstance(command, click.Group):
            yield from _words(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def test_every_command_that_is_told_where_to_write_is_tried_here() -> None:
    telling = {"--ra", "-o", "--zip", "--ghi-de", "target", "targets"}
    told = {
        name
        for name, command in _words(cli.root)
        if any(telling & {*param.opts} for param in command.params)
        or any(param.name == "folder" and "-C" not in param.opts for param in command.params)
    }
    tried = {name.split(" --")[0].removesuffix(" Word") for name in COMMANDS}
    assert told and told == tried | FOLDERS | INTO_ITS_OWN | {*MAKERS}


def straight(victim: Path, ending: str) -> Path:
    return victim


def by_link(victim: Path, ending: str) -> Path:
    link = victim.parent / f"lien-ket-{victim.stem}{ending}"
    link.symlink_to(victim)
    return link


def by_hard_link(victim: Path, ending: str) -> Path:
    link = victim.parent / f"lien-ket-cung-{victim.stem}{ending}"
    os.link(victim, link)
    return link


def in_capitals(victim: Path, ending: str) -> Path:
    return victim.with_name(victim.name.upper())


def round_about(victim: Path, ending: str) -> Path:
    return victim.parent / ".." / victim.parent.name / "." / victim.name


def with_a_dot_behind(victim: Path, ending: str) -> Path:
    return victim.with_name(f"{victim.name}. ")


def decomposed(victim: Path, ending: str) -> Path:
    return Path(unicodedata.normalize("NFD", str(victim)))


WAYS = (straight, by_link, by_hard_link, in_capitals, round_about, with_a_dot_behind, decomposed)


@POSIX
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_on_what_the_workspace_keeps(
    place: Path, command: str, way: Callable[[Path, str], Path]
) -> None:
    ending, aim = COMMANDS[command]
    targets = [way(place / victim, ending) for victim in OWN]
    before = contents(place)
    assert [giayto(*aim(place, target)) for target in targets] == [2] * len(OWN)
    assert contents(place) == before


@POSIX
@pytest.mark.parametrize("command", COMMANDS)
def test_folders_devices_and_loops_are_no_place_for_a_result(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ending, aim = COMMANDS[command]
    out = place.parent / "ra"
    (out / f"con{ending}").mkdir(parents=True)
    (out / f"may{ending}").symlink_to("/dev/null")
    (out / f"ben-trong{ending}").symlink_to(place / "du-lieu.xlsx")
    for name in ("con", "may", "ben-trong"):
        assert giayto(*aim(place, out / f"{name}{ending}")) == 2
    assert "GT000" not in capsys.readouterr().err
    assert sorted(p.name for p in out.iterdir()) == sorted(
        f"{name}{ending}" for name in ("con", "may", "ben-trong")
    )


@pytest.mark.parametrize("command", MAKERS)
def test_a_new_folder_is_made_on_nothing_of_somebodys(place: Path, command: str) -> None:
    (place.parent / "chi-mot-tep.txt").write_bytes(b"somebody's")
    before = contents(place.parent)
    for target in (place, place / "mau", place.parent / "chi-mot-tep.txt", place / "du-lieu.xlsx"):
        assert giayto(*MAKERS[command](target)) in (1, 2)
    assert contents(place.parent) == before


@POSIX
@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may all")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_one_may_not_write_in_is_told(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ending, aim = COMMANDS[command]
    closed = place.parent / "dong"
    closed.mkdir(mode=0o500)
    assert giayto(*aim(place, closed / f"a{ending}")) == 1
    assert "GT501" in capsys.readouterr().err
    assert list(closed.iterdir()) == []


@pytest.mark.parametrize("name", ["so-van-ban.db-wal", "so-van-ban.db-shm", "mau/moi.docx"])
def test_no_new_file_is_slipped_in_among_the_workspaces_own(place: Path, name: str) -> None:
    before = contents(place)
    assert giayto("so", "sao-luu", "-C", place, place / name) == 2
    assert giayto("gop", place / "van-ban", "-o", (place / name).with_suffix(".docx")) in (0, 2)
    made = {n for n in contents(place) if n not in before}
    assert made <= {"so-van-ban.docx"}
    assert {n: d for n, d in contents(place).items() if n in before} == before


@pytest.mark.parametrize("command", COMMANDS)
def test_another_file_is_replaced_only_with_ghi_de(place: Path, command: str) -> None:
    ending, aim = COMMANDS[command]
    target = place.parent / f"cua-ai{ending}"
    target.write_bytes(b"somebody's")
    wishes = [w for w in aim(place, target) if w != "--ghi-de"]
    assert giayto(*wishes) == 2
    assert target.read_bytes() == b"somebody's"
    assert giayto(*aim(place, target)) == (2 if command in NEVER_REPLACE else 0)
    assert (target.read_bytes() == b"somebody's") is (command in NEVER_REPLACE)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_folder_is_made(place: Path, command: str) -> None:
    ending, aim = COMMANDS[command]
    target = place.parent / "chưa có" / "thư mục" / f"kết quả{ending}"
    assert giayto(*aim(place, target)) == 0
    assert [p.name for p in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("name", ["tat-ca.docx", "tat-ca", "zip", "du-lieu.xlsx"])
def test_an_archive_must_be_called_zip(place: Path, name: str) -> None:
    assert giayto("tao", "-C", place, "--zip", place.parent / name) == 2
    assert not (place.parent / name).exists()


def test_ghi_de_without_zip_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(place)
    assert giayto("tao", "-C", place, "--van-tao", "--ghi-de") == 2
    assert "--zip" in capsys.readouterr().err
    assert contents(place) == before


@POSIX
@pytest.mark.parametrize("way", [straight, by_link, by_hard_link])
def test_a_merged_file_never_falls_on_what_is_merged(
    place: Path, way: Callable[[Path, str], Path]
) -> None:
    first, second = sorted((place / DOCUMENT).parent.glob("*.docx"))[:2]
    target = way(first, ".docx")
    before = contents(place)
    assert giayto("gop", first, second, "-o", target, "--ghi-de") == 2
    assert giayto("gop", first.parent, "-o", target, "--ghi-de") == 2
    assert contents(place) == before


@pytest.mark.parametrize("folder", [".", "mau", "mau/con", "van-ban/../mau"])
def test_papers_are_not_strewn_into_the_workspace(place: Path, folder: str) -> None:
    before = contents(place)
    assert giayto("tao", "-C", place, "--van-tao", "--ra", place / folder) == 2
    assert giayto("pdf", place / "van-ban", "--ra", place / folder) == 2
    assert contents(place) == before
    assert not (place / "mau" / "con").exists()


def test_results_do_not_go_into_a_file(place: Path) -> None:
    assert giayto("tao", "-C", place, "--van-tao", "--ra", place / "khac.txt") == 2
    assert giayto("so", "sao-luu", "-C", place, place / "van-ban") == 2
    assert (place / "khac.txt").read_text(encoding="utf-8") == "something else"


@pytest.mark.parametrize("gone", ["du-lieu.xlsx", "du-lieu.xlsx so-van-ban.db"])
def test_a_sample_is_not_poured_over_papers(place: Path, gone: str) -> None:
    for name in gone.split():
        (place / name).unlink()
    before = contents(place)
    assert giayto("dung-thu", place) == 2
    assert contents(place) == before


@POSIX
@pytest.mark.parametrize("way", [straight, by_link, by_hard_link])
def test_a_workbook_is_not_imported_into_itself(
    place: Path, way: Callable[[Path, str], Path]
) -> None:
    source = way(place / "du-lieu.xlsx", ".xlsx")
    before = contents(place)
    assert giayto("nhap", source, "-C", place) == 2
    assert contents(place) == before


def test_a_shared_register_elsewhere_is_kept_as_well(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = place.parent / "so-chung.docx"  # a name that an export could have
    (place / "so-van-ban.db").rename(shared)
    for address in (str(shared), f"sqlite:///{shared}"):
        monkeypatch.setenv("GIAYTO_SO_VAN_BAN", address)
        before = shared.read_bytes()
        assert giayto("so", "xuat", "-C", place, shared, "--ghi-de") == 2
        assert giayto("gop", place / "van-ban", "-o", shared, "--ghi-de") == 2
        assert shared.read_bytes() == before


def test_a_wrong_address_of_the_register_does_not_stop_merging(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIAYTO_SO_VAN_BAN", "mysql://may-chu/so")
    assert giayto("gop", place / "van-ban", "-o", place.parent / "in.docx") == 0


def _list(folder: Path) -> Path:
    """A member list to import, with people the small ward does not have."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Chi bộ"])
    sheet.append([1, "Lò Thị Mới", "01/02/1990", "Chi bộ Tổ dân phố 1"])
    path = folder / "danh-sach.xlsx"
    book.save(path)
    return path


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@POSIX
@pytest.mark.parametrize(("mask", "wanted"), [(0o077, 0o600), (0o022, 0o644)])
def test_results_follow_the_umask_and_what_is_private_stays_so(
    used: Path, tmp_path: Path, umask: Callable[[int], int], mask: int, wanted: int
) -> None:
    umask(mask)
    new = tmp_path / "moi"
    assert giayto("khoi-tao", new) == 0
    (new / "du-lieu.xlsx").unlink()
    create_workbook(new / "du-lieu.xlsx", small_dataset(), example=False)
    out = tmp_path / "ra"
    assert giayto("tao", "-C", new, "--van-tao", "--cap-so", "--gop") == 0
    assert giayto("tao", "-C", new, "--van-tao", "--zip", out / "a.zip") == 0
    assert giayto("gop", new / "van-ban", "-o", out / "a.docx") == 0
    assert giayto("so", "xuat", "-C", new, out / "so.docx", out / "so.xlsx") == 0
    assert giayto("so", "sao-luu", "-C", new) == 0
    assert giayto("nhap", _list(tmp_path), "-C", new) == 0
    modes = {p: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.rglob("*") if p.is_file()}
    private = re.compile(r"so-van-ban.*\.db|truoc-khi-nhap|bao-cao-nhap")
    kinds = {p.suffix for p in modes if not private.search(p.name)}
    assert {".docx", ".xlsx", ".zip", ".jsonl"} <= kinds
    assert sum(bool(private.search(p.name)) for p in modes) >= 3
    wrong = {
        p.name: oct(m)
        for p, m in modes.items()
        if p.name != "danh-sach.xlsx" and m != (0o600 if private.search(p.name) else wanted)
    }
    assert wrong == {}


@POSIX
def test_an_import_keeps_a_private_workbook_private(place: Path) -> None:
    (place / "du-lieu.xlsx").chmod(0o600)
    assert giayto("nhap", _list(place.parent), "-C", place) == 0
    assert stat.S_IMODE((place / "du-lieu.xlsx").stat().st_mode) == 0o600


@POSIX
def test_a_workbook_that_is_a_link_stays_one(place: Path) -> None:
    shared = place.parent / "chung.xlsx"
    (place / "du-lieu.xlsx").rename(shared)
    (place / "du-lieu.xlsx").symlink_to(shared)
    assert giayto("nhap", _list(place.parent), "-C", place) == 0
    assert (place / "du-lieu.xlsx").is_symlink()
    sheet = openpyxl.load_workbook(shared)["Đảng viên"]
    assert any("Lò Thị Mới" in row for row in sheet.iter_rows(values_only=True))


def outside(limit: int, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own that may write files of ``limit`` bytes at most."""
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "from giayto import cli; sys.exit(cli.main(sys.argv[1:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@POSIX
@pytest.mark.parametrize(
    "command", ["tao --zip", "gop", "so sao-luu", "nhap", "dien", "kiem-tra", "ho-tro", "khoi-tao"]
)
def test_a_full_disk_is_said_and_leaves_nothing(place: Path, command: str) -> None:
    source = _list(place.parent)
    out = place.parent / "ra"
    if_there = {
        "nhap": ["nhap", source, "-C", place],
        "dien": ["dien", "-C", place],
        "khoi-tao": ["khoi-tao", place, "--tu", place, "--dong-y"],
        **{name: aim(place, out / f"a{ending}") for name, (ending, aim) in COMMANDS.items()},
    }
    before = contents(place)
    # SQLite needs 32 KB beside a register to read it at all.
    reads_register = command.startswith(("tao", "so"))
    limit = 500 if command == "ho-tro" else 40_000 if reads_register else 4000
    said = outside(limit, *if_there[command])
    assert said.returncode == 1 and "GT501" in said.stderr and "Errno" not in said.stderr
    # SQLite takes the limit that stands for a full disk here for a broken one.
    assert ("hỏng giữa chừng" if command == "so sao-luu" else "Ổ đĩa đã đầy.") in said.stderr
    assert PASSING not in said.stderr
    assert contents(place) == before
    assert list(place.parent.rglob(f"{PASSING}*")) == []
    assert not out.exists() or list(out.iterdir()) == []


def test_two_archives_of_one_name_give_one_whole_archive(place: Path) -> None:
    target = place.parent / "a.zip"
    code = "import sys; from giayto import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "tao", "-C", str(place), "--van-tao"]
    command += ["--zip", str(target)]
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert sorted(process.wait(timeout=120) for process in running) == [0, 2, 2]
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        papers = [n for n in archive.namelist() if n.endswith(".docx")]
        assert len(papers) > 8 and all(visible_text(archive.read(name)) for name in papers)
    assert list(place.parent.glob(f"{PASSING}*")) == []


@POSIX
def test_what_nobody_foresaw_of_the_system_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, words in (("vi", "Đường dẫn quá dài."), ("en", "The path is too long.")):
        assert giayto("kiem-tra", "-C", tmp_path / ("a" * 300), "--lang", language) in (1, 2)
        said = capsys.readouterr().err
        assert words in said and "Errno" not in said
    cli.main(["--version"])


def test_advice_names_another_place_only_where_the_command_has_one(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place.parent / "ra"
    (out / DOCUMENT.removeprefix("van-ban/") / "inside").mkdir(parents=True)
    assert giayto("tao", "-C", place, "--van-tao", "kiem-diem", "--ra", out) == 1
    said = capsys.readouterr()
    assert "chỉ những văn bản còn thiếu" in said.out and "--ra" in said.out
    assert "Đổi tên cái đang có" in said.err and "--ra" not in said.err
