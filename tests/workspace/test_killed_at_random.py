"""Killed at a random moment: the workbook is the old one or the new one, an archive whole or none.

Ten kills each by default; ``GIAYTO_KILLS=50`` for the long way.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from giayto.cli import main
from giayto.data.workbook.read import read_workbook
from giayto.data.workbook.write import create_workbook
from tests.data.books import write_book
from tests.killing import KILLS, Ended, killings
from tests.wards import small_dataset

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")

PAPERS = ("kiem-diem", "bien-ban-kiem-diem", "xep-loai", "khen-thuong")
NEW = [
    f"Lò {middle} {given}"
    for middle in ("Thị", "Văn")
    for given in ["Ánh", "Bình", "Chi", "Dung", "Én"]
]


def a_list(folder: Path) -> Path:
    head = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ"]
    rows = [[n, name, f"01/02/19{50 + n}", "Chi bộ 7"] for n, name in enumerate(NEW)]
    return write_book(folder / "danh-sach.xlsx", {"DS": [head, *rows]})


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    place = tmp_path / "mau-dau"
    create_workbook(place / "du-lieu.xlsx", small_dataset(), example=False)
    return place


def names(workbook: Path) -> list[str]:
    return [member.full_name for member in read_workbook(workbook).dataset.members]


def test_an_import_leaves_the_old_workbook_or_the_new_one(ward: Path, tmp_path: Path) -> None:
    source, old = a_list(tmp_path), names(ward / "du-lieu.xlsx")
    new = [*old, *NEW]

    def prepare(number: int) -> tuple[Path, Sequence[object]]:
        place = Path(shutil.copytree(ward, tmp_path / str(number)))
        return place, ["nhap", source, "-C", place]

    def look(ended: Ended) -> tuple[bool, bool, bool]:
        workbook = ended.folder / "du-lieu.xlsx"
        there = names(workbook)
        backups = {p.read_bytes() for p in ended.folder.glob("*.truoc-khi-nhap-*")}
        kept = there == old or (ward / "du-lieu.xlsx").read_bytes() in backups
        whole = zipfile.ZipFile(workbook).testzip() is None and there in (old, new)
        again = main(["nhap", str(source), "-C", str(ended.folder)]) == 0
        return whole, kept, again and names(workbook) == new

    found = [(ended.killed, look(ended)) for ended in killings(prepare)]
    assert sum(killed for killed, _ in found) == KILLS
    assert {seen for _, seen in found} == {(True, True, True)}


# Command, and the one file it makes where an older one stands.
RESULTS: dict[str, tuple[list[str], str]] = {
    "tao --zip": (["tao", "--van-tao", "--zip", "a.zip", "--ghi-de"], "a.zip"),
    "gop": (["gop", "van-ban", "-o", "in.docx", "--ghi-de"], "in.docx"),
}


@pytest.mark.parametrize("command", RESULTS)
def test_a_result_is_the_old_one_or_the_new_one(ward: Path, tmp_path: Path, command: str) -> None:
    words, name = RESULTS[command]
    assert main(["tao", "kiem-diem", "-C", str(ward), "--van-tao"]) == 0
    with zipfile.ZipFile(ward / name, "w") as older:
        older.writestr("cu.txt", "an older result")
    old = (ward / name).read_bytes()

    def typed(place: Path) -> list[str]:
        paths = [str(place / word) if word in (name, "van-ban") else word for word in words]
        return [*paths, *(["-C", str(place)] if words[0] == "tao" else [])]

    def prepare(number: int) -> tuple[Path, Sequence[object]]:
        place = Path(shutil.copytree(ward, tmp_path / str(number)))
        return place, typed(place)

    def look(ended: Ended) -> tuple[bool, bool, bool]:
        result = ended.folder / name
        replaced = result.read_bytes() != old
        whole = contents(result) == right or not replaced
        again = main(typed(ended.folder)) == 0 and contents(result) == right
        return whole, ended.killed or replaced, again

    right: dict[str, bytes] = {}
    found = []
    for ended in killings(prepare):
        right = right or contents(ended.folder / name)
        found.append((ended.killed, look(ended)))
    assert sum(killed for killed, _ in found) == KILLS
    assert {seen for _, seen in found} == {(True, True, True)}


def contents(result: Path) -> dict[str, bytes]:
    """Every part of a zip or a Word file."""
    with zipfile.ZipFile(result) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_papers_and_print_files_are_whole_and_the_next_run_ends(ward: Path, tmp_path: Path) -> None:
    def prepare(number: int) -> tuple[Path, Sequence[object]]:
        place = Path(shutil.copytree(ward, tmp_path / str(number)))
        return place, ["tao", *PAPERS, "-C", place, "--van-tao", "--gop"]

    def look(ended: Ended) -> tuple[bool, bool]:
        papers = list((ended.folder / "van-ban").rglob("*.docx"))
        whole = all(zipfile.ZipFile(path).testzip() is None for path in papers)
        again = main(["tao", *PAPERS, "-C", str(ended.folder), "--van-tao", "--gop"]) == 0
        names = {p.name for p in (ended.folder / "van-ban").rglob("*.docx")}
        left = list((ended.folder / "van-ban").rglob(".giayto-*"))
        return whole, again and names == right and not left

    right: set[str] = set()
    found = []
    for ended in killings(prepare):
        right = right or {p.name for p in (ended.folder / "van-ban").rglob("*.docx")}
        found.append((ended.killed, look(ended)))
    assert sum(killed for killed, _ in found) == KILLS
    assert {seen for _, seen in found} == {(True, True)}
