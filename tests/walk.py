"""A page for clerks, followed as it stands (trang hướng dẫn): commands typed, cells filled in."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

import giayto
from giayto.cli import main

PAGES = Path(giayto.__file__).resolve().parent / "docs" / "nguoi-dung"
PAGE = PAGES / "25-nguoi-mot-buoi.md"
WORKSPACE = "chi-bo"
_STEP = re.compile(
    r"^```sh\n(?P<typed>.*?)^```$|^\| (?P<sheet>[^|]+) \| (?P<cell>[A-Z]+\d+) \| (?P<value>[^|]+) \|",
    re.MULTILINE | re.DOTALL,
)


def follow(folder: Path) -> Iterator[tuple[str, int]]:
    """Do in ``folder`` what the walk-through says; each command typed and what it exits with."""
    shutil.copy(PAGES / "vi-du" / "danh-sach.xlsx", folder)
    with contextlib.chdir(folder):
        for step in _STEP.finditer(PAGE.read_text(encoding="utf-8")):
            if step["typed"] is None:
                _fill(Path(WORKSPACE, "du-lieu.xlsx"), step)
                continue
            for line in step["typed"].splitlines():
                yield line, main(shlex.split(line)[1:])


def _fill(workbook: Path, step: re.Match[str]) -> None:
    book = load_workbook(workbook)
    value = step["value"]
    row, column = coordinate_to_tuple(step["cell"])
    book[step["sheet"]].cell(row, column).value = int(value) if value.isdigit() else value
    book.save(workbook)


def blocks(kind: str) -> list[str]:
    """What the walk-through shows between fences of this kind, in order."""
    found = re.findall(
        rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [str(text) for text in found]
