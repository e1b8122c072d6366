"""Any one cell of a workbook may hold anything: it is told, and nothing stops."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.data.checks.dataset import check
from giayto.data.ward import Ward
from giayto.data.workbook.read import read_workbook
from giayto.errors import GiaytoError
from giayto.findings import Finding
from giayto.generators.papers import PAPERS, plan_papers
from giayto.generators.plan import Scope
from tests.data.books import MEMBERS, ORGANISATIONS, SETTINGS, codes, write_book

_SHEETS: dict[str, list[list[Any]]] = {
    "Thiết lập": [*SETTINGS, ["Ngày ban hành", "20/12/2026"], ["Mức lương cơ sở", 2_340_000]],
    "Tổ chức đảng": ORGANISATIONS,
    "Đảng viên": MEMBERS,
    "Kiểm điểm": [["Mã", "Mức xếp loại"], ["DV1", "Hoàn thành tốt nhiệm vụ"]],
    "Cuộc họp": [
        ["Mã cuộc họp", "Loại cuộc họp", "Chi bộ", "Ngày họp", "Giờ bắt đầu", "Số đồng ý"],
        ["H01", "Sinh hoạt định kỳ", "CB01", "05/12/2026", "19:30", 1],
    ],
    "Khen thưởng": [
        ["Mã", "Hình thức", "Thời gian", "Tiền thưởng", "Số đồng ý"],
        ["DV1", "Giấy khen", "Trong năm", 702_000, 1],
    ],
}
_CELLS = [
    (sheet, row, column)
    for sheet, rows in _SHEETS.items()
    for row in range(1, len(rows))
    for column in range(1 if sheet == "Thiết lập" else 0, len(rows[row]))
]
_VALUES = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(
        ["00/00/0000", "31/12/9999", "01/01/1900", "1E+400", "9" * 400, "12 đ/c", "#N/A"]
    ),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.dates(dt.date(1900, 3, 1)),
    st.datetimes(dt.datetime(1900, 3, 1)),
    st.booleans(),
)


def _changed(path: Path, sheet: str, row: int, column: int, value: Any) -> Path:
    sheets = {name: [list(cells) for cells in rows] for name, rows in _SHEETS.items()}
    sheets[sheet][row][column] = value
    return write_book(path, sheets)


def _made_of(path: Path) -> tuple[list[Finding], list[str], list[Exception]]:
    """What is said of a workbook, the papers it gives, and what failed."""
    read = read_workbook(path)
    made, failed = [], []
    ward = Ward(read.dataset)
    for job in plan_papers(ward, PAPERS, Scope()).jobs:
        try:
            made.append(str(job.content(1)["van_ban"]["ten"]))
        except Exception as error:
            failed.append(error)
    return read.findings + check(read.dataset), made, failed


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cell=st.sampled_from(_CELLS), value=_VALUES)
def test_whatever_stands_in_a_cell_is_read_checked_and_planned(
    tmp_path_factory: pytest.TempPathFactory, cell: tuple[str, int, int], value: Any
) -> None:
    path = _changed(tmp_path_factory.mktemp("so") / "du-lieu.xlsx", *cell, value)
    findings, _, failed = _made_of(path)
    assert "KT-360" not in codes(findings)
    assert [error for error in failed if not isinstance(error, GiaytoError)] == []


@pytest.mark.parametrize(
    ("sheet", "column", "value", "code"),
    [
        ("Cuộc họp", 3, "00/00/0000", "KT-201"),
        ("Cuộc họp", 3, "31/12/9999", "KT-203"),
        ("Cuộc họp", 3, "05/12/1900", "KT-446"),
        ("Cuộc họp", 5, 1e308, "KT-222"),
        ("Khen thưởng", 3, 1e308, "KT-222"),
        ("Khen thưởng", 4, "9" * 5000, "KT-222"),
        ("Đảng viên", 3, "05/05/1885", "KT-203"),
        ("Đảng viên", 3, "05/05/1911", "KT-356"),
        ("Đảng viên", 2, True, "KT-223"),
        ("Đảng viên", 3, "#N/A", "KT-213"),
    ],
)
def test_an_absurd_cell_is_told_and_the_other_papers_are_made(
    tmp_path: Path, sheet: str, column: int, value: Any, code: str
) -> None:
    findings, made, failed = _made_of(_changed(tmp_path / "so.xlsx", sheet, 1, column, value))
    assert code in codes(findings)
    assert len(made) >= 2
    assert len(failed) <= 1


def test_the_base_salary_has_its_bounds(tmp_path: Path) -> None:
    path = _changed(tmp_path / "so.xlsx", "Thiết lập", 6, 1, 1e308)
    findings, made, failed = _made_of(path)
    assert "KT-222" in codes(findings)
    assert (len(made) > 2, failed) == (True, [])
