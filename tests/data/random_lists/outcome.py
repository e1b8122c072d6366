"""What became of a random list (kết quả nhập): compared with who and what stood in it.

Names are compared here in a way of its own, on purpose not the program's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from giayto.data.member_list.takeover.outcome import TakeOver

from .layout import Grid, Layout
from .people import APOSTROPHES, PLACEHOLDERS, Person

Row = dict[str, str]


def faults(
    layout: Layout, lists: Sequence[Sequence[Grid]], result: TakeOver, workbook: Path
) -> list[str]:
    """Everybody lost or made up, every value, row, column or sheet of which nothing is said."""
    grids = [grid for sheets in lists for grid in sheets]
    persons = {p for grid in grids for row in grid.people.values() for p in row if not p.again}
    rows = _rows(workbook)
    told = sorted(_told(row, layout) for row in rows)
    meant = sorted(_meant(person, layout) for person in persons)
    found = [f"lost: {each}" for each in meant if each not in told]
    found += [f"made up: {each}" for each in told if each not in meant]
    if len(told) != len(meant):
        found.append(f"{len(meant)} people became {len(told)}")
    found += [f"nothing said of {value!r}" for value in _unsaid(layout, grids, result, rows)]
    filled = sum(any(map(_tokens, row)) for grid in grids for row in grid.rows)
    reported = sum(row.kind != "blank" for row in result.report)
    if reported < filled:
        found.append(f"{filled} rows, {reported} reported")
    if not {c.sheet for c in result.columns} >= {r.sheet for r in result.report}:
        found.append("a sheet whose columns are not reported")
    said = " ".join(f"{f.sheet} {f.why}" for f in result.findings)
    found += [f"sheet not named: {s}" for s in layout.strangers if s != "Bìa" and s not in said]
    return found


def _rows(path: Path) -> list[Row]:
    """The rows of Đảng viên by header, the cell by its name; all else together under ``""``."""
    book = CalamineWorkbook.from_path(str(path))
    tables = {}
    for name in ("Tổ chức đảng", "Đảng viên"):
        head, *rows = book.get_sheet_by_name(name).to_python()
        keys = [str(h).strip(" *") for h in head]
        texts = [[_text(value) for value in row] for row in rows]
        real = [r for r in texts if any(r) and not next(filter(None, r)).startswith("(ví dụ)")]
        tables[name] = [{**dict(zip(keys, row, strict=True)), "": "\n".join(row)} for row in real]
    cells = {row["Mã"]: row["Tên tổ chức đảng"] for row in tables["Tổ chức đảng"]}
    for row in tables["Đảng viên"]:
        row["Chi bộ"] = cells.get(row["Chi bộ"], "")
    return tables["Đảng viên"]


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(int(value)) if isinstance(value, float) else str(value)


def _plain(text: str) -> str:
    """A text without marks and case."""
    for sign in APOSTROPHES:
        text = text.replace(sign, "'")
    low = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return "".join(c for c in low if not unicodedata.combining(c))


def _tokens(value: Any) -> set[str]:
    return {token.lstrip("0") for token in re.findall(r"\w+", _plain(_text(value)))} - {""}


def _told(row: Row, layout: Layout) -> tuple[str, ...]:
    name = unicodedata.normalize("NFC", row["Họ và tên"])
    for sign in APOSTROPHES:
        name = name.replace(sign, "'")
    card = row.get("Số thẻ đảng viên", "")
    return (
        _plain(name) if layout.capitals else name,
        row["Ngày sinh"],
        "" if card in PLACEHOLDERS else card,
        _plain(row["Chi bộ"]).removeprefix("chi bo "),
        row["Giới tính"] if layout.sex != "none" else "",
        row.get("Ngày vào Đảng", ""),
    )


def _meant(person: Person, layout: Layout) -> tuple[str, ...]:
    years = layout.dates == "years"
    return (
        _plain(person.name) if layout.capitals else person.name,
        *[str(person.birth.year) if years else f"{person.birth:%d/%m/%Y}"],
        person.card if person.has_card else "",
        _plain(person.cell),
        ("Nữ" if person.woman else "Nam") if layout.sex != "none" else "",
        *[str(person.joined.year) if years else f"{person.joined:%d/%m/%Y}"],
    )


def _unsaid(
    layout: Layout, grids: Sequence[Grid], result: TakeOver, rows: Sequence[Row]
) -> Iterator[Any]:
    """The filled cells of people's rows that are neither in the workbook nor named."""
    kept: dict[str, set[str]] = {}
    for row in rows:
        kept.setdefault(_plain(row["Họ và tên"]), set()).update(
            _tokens(row[""] + "\n" + row["Chi bộ"])
        )
    done: dict[int, set[str]] = {}
    for report in result.report:
        done.setdefault(report.row, set()).update(_tokens(report.what))
    named = {f.cell for f in result.findings}
    ticks = {"x", "1"} if layout.sex == "ticks" else set()
    for grid in grids:
        for r, persons in grid.people.items():
            known = set.union(ticks, *(kept.get(_plain(p.name), set()) for p in persons))
            known |= done.get(r + 1, set())
            for c, value in enumerate(grid.rows[r]):
                letter = get_column_letter(c + 1)
                if (
                    _is_number(layout, value)
                    or not _tokens(value)
                    or {letter, f"{letter}{r + 1}"} & named
                ):
                    continue
                if not _tokens(value) <= known:
                    yield value


def _is_number(layout: Layout, value: Any) -> bool:
    """Whether a value is a running number, of which the report says what it is for."""
    return isinstance(value, int) and value < 1000
