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
