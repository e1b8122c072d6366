"""Lists of random shape (danh sách hình dạng bất kỳ): nobody lost, nobody merged, nothing unsaid.

Forty lists by default; ``GIAYTO_LISTS=2000`` for the long way.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.workbook.defaults import starting_dataset
from giayto.data.workbook.write import create_workbook
from tests.data.random_lists.formats import write_list
from tests.data.random_lists.grids import laid_out
from tests.data.random_lists.layout import Layout, layouts
from tests.data.random_lists.outcome import faults
from tests.data.random_lists.people import Person, people

LISTS = int(os.environ.get("GIAYTO_LISTS", "40"))
LACKING = {"card": "Số thẻ đảng viên", "party_post": "Chức vụ Đảng", "joined": "Ngày vào Đảng"}


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks as `khoi-tao` leaves them: a whole one, and some that lack a column."""
    folder = tmp_path_factory.mktemp("so")
    create_workbook(folder / "so-.xlsx", starting_dataset())
    for attribute, label in LACKING.items():
        book = load_workbook(folder / "so-.xlsx")
        sheet = book["Đảng viên"]
        (header,) = sheet.iter_rows(max_row=1)
        sheet.delete_cols(next(c.column or 0 for c in header if label in str(c.value)))
        book.save(folder / f"so-{attribute}.xlsx")
    return folder


@settings(
    max_examples=LISTS,
    deadline=None,
    derandomize=LISTS <= 40,
    suppress_health_check=list(HealthCheck),
)
@given(layout=layouts(), persons=people())
def test_nobody_is_lost(books: Path, layout: Layout, persons: list[Person]) -> None:
    lists = laid_out(layout, persons)
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "du-lieu.xlsx"
        shutil.copy(books / f"so-{layout.lacking}.xlsx", workbook)
        files = [write_list(Path(folder), layout, n, sheets) for n, sheets in enumerate(lists)]
        result = import_into_workspace(files, workbook)
        assert faults(layout, lists, result, workbook) == []
