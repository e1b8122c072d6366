"""Old registers as offices keep them, built in a line, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from giayto.register import Entry, IssueRequest, open_register
from giayto.register.export.columns import load_layout
from giayto.register.old import OldBody, OldRegister, compare, read_old_register

BODY = OldBody("DU", "Đảng uỷ phường Hoa Sen", "ĐU", "2025-2030")
HEADS = ["Số và ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Ghi chú"]
DAY = "05/06/2026"

Rows = Sequence[Sequence[Any]]


def book(
    path: Path, sheets: Mapping[str, Rows], change: Callable[[Any], None] | None = None
) -> Path:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(made)
    made.save(path)
    return path


def read(
    folder: Path,
    *rows: Sequence[Any],
    sheets: Mapping[str, Rows] | None = None,
    heads: Sequence[str] = HEADS,
    change: Callable[[Any], None] | None = None,
    name: str = "so.xlsx",
) -> OldRegister:
    """What is read of rows under headings, or of whole sheets."""
    made = book(folder / name, sheets or {"DS": [heads, *rows]}, change)
    return compare(None, read_old_register(made, BODY, load_layout()))


def symbols(old: OldRegister) -> list[str]:
    """The numbers to be entered, in the order of the file."""
    return [str(taken.symbol) for _spot, taken in old.rows]


def codes(old: OldRegister) -> list[str]:
    """The codes of what is told."""
    return [finding.code for finding in old.findings]


def told(old: OldRegister, code: str) -> str:
    """Everything told under a code."""
    return " ".join(f"{f.place}: {f.why}" for f in old.findings if f.code == code)


def reasons(old: OldRegister) -> dict[str, str]:
    """Why numbers are cancelled, "" for those in force."""
    return {str(taken.symbol): taken.cancelled_reason for _spot, taken in old.rows}


def next_number(folder: Path, old: OldRegister, type_key: str, day: dt.date | None = None) -> Entry:
    """The number given once the old register is entered."""
    register = open_register(folder / "so.db")
    register.take_many([taken for _spot, taken in old.rows])
    return register.issue(
        IssueRequest(
            body_code=BODY.code,
            body_name=BODY.name,
            body_symbol=BODY.symbol,
            type_key=type_key,
            term=BODY.term,
            document_date=day or dt.date(2026, 12, 1),
        )
    )
