"""Lists of random shape (danh sách hình dạng bất kỳ): nobody lost, nobody merged, nothing unsaid.

Forty lists by default; ``GIAYTO_LISTS=2000`` for the long way.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from giayto.data.member_list.takeover import import_into_workspace
from giayto.data.workbook.defaults import starting_dataset
from giayto.data.workbook.write import create_workbook
from tests.data.random_lists.formats import write_list
from tests.data.random_lists.layout import Grid, Layout, laid_out, layouts
from tests.data.random_lists.people import PLACEHOLDERS, Person, people

LISTS = int(os.environ.get("GIAYTO_LISTS", "40"))


@pytest.fixture(scope="session")
def blank_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook as `khoi-tao` leaves it."""
    path = tmp_path_factory.mktemp("so") / "du-lieu.xlsx"
    create_workbook(path, starting_dataset())
    return path


@settings(
    max_examples=LISTS,
    deadline=None,
    derandomize=LISTS <= 40,
    suppress_health_check=list(HealthCheck),
)
@given(layout=layouts(), persons=people())
def test_nobody_is_lost(blank_book: Path, layout: Layout, persons: list[Person]) -> None:
    grids = laid_out(layout, persons)
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "du-lieu.xlsx"
        shutil.copy(blank_book, workbook)
        result = import_into_workspace(write_list(Path(folder), layout, grids), workbook)
        rows, everything = _book(workbook)
    assert sorted(_told(row, layout) for row in rows) == sorted(_meant(p, layout) for p in persons)
    own = [f"{p.token}{k}" for p in persons for k in range(layout.own)]
    assert [token for token in own if token not in everything] == []
    assert _reported_rows(result.report) >= _filled_rows(grids)
    assert {c.sheet for c in result.columns} >= {r.sheet for r in result.report}


def _book(path: Path) -> tuple[list[dict[str, Any]], str]:
    """The rows of Đảng viên by header with the name of the cell, and all text of the workbook."""
    book = load_workbook(path)
    tables = {}
    for name in ("Tổ chức đảng", "Đảng viên"):
        head, *rows = book[name].iter_rows(values_only=True)
        keys = [str(h or "").strip(" *") for h in head]
        filled = [row for row in rows if any(v is not None for v in row)]
        real = [r for r in filled if not str(next(v for v in r if v)).startswith("(ví dụ)")]
        tables[name] = [dict(zip(keys, row, strict=True)) for row in real]
    cells = {row["Mã"]: row["Tên tổ chức đảng"] for row in tables["Tổ chức đảng"]}
    for row in tables["Đảng viên"]:
        row["Chi bộ"] = cells.get(row["Chi bộ"], "")
    said = "\n".join(str(v) for row in book["Đảng viên"].iter_rows(values_only=True) for v in row)
    return tables["Đảng viên"], said


def _plain(text: str) -> str:
    """A text without marks and case: how names are compared here, on purpose not our own way."""
    low = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("’", "'"))
    return "".join(c for c in low if not unicodedata.combining(c))


def _told(row: dict[str, Any], layout: Layout) -> tuple[str, ...]:
    birth = row["Ngày sinh"]
    if isinstance(birth, datetime):
        birth = f"{birth:%d/%m/%Y}"
    name = unicodedata.normalize("NFC", row["Họ và tên"]).replace("’", "'")
    cell = _plain(str(row["Chi bộ"] or "")).removeprefix("chi bo ")
    card = row["Số thẻ đảng viên"] or ""
    card = "" if card in PLACEHOLDERS else card
    return (_plain(name) if layout.capitals else name, str(birth or ""), str(card), cell)


def _meant(person: Person, layout: Layout) -> tuple[str, ...]:
    name = _plain(person.name) if layout.capitals else person.name
    birth = str(person.birth.year) if layout.dates == "years" else f"{person.birth:%d/%m/%Y}"
    return name, birth, person.card if person.has_card else "", _plain(person.cell)


def _filled_rows(grids: Sequence[Grid]) -> int:
    return sum(any(value != "" for value in row) for grid in grids for row in grid.rows)


def _reported_rows(report: Sequence[Any]) -> int:
    return sum(row.kind != "blank" for row in report)
