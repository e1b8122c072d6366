"""The shape of a random list (hình dạng danh sách): header, order, merges, groups, second tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from hypothesis import strategies as st

from .people import Person

Format = Literal["xlsx", "xls", "ods", "csv", "docx"]
Name = Literal["one", "two", "three", "merged", "beside"]
Sex = Literal["none", "column", "ticks", "births"]
Cells = Literal["column", "merged", "rows", "roman", "counted", "counts beside", "sheets"]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, both ends included."""


@dataclass
class Grid:
    """One sheet as written (một trang): rows of texts, numbers and dates, and what is merged."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """One column: the lines of its header from top to bottom, and what stands in it."""

    header: tuple[str, ...]
    value: Callable[[Person, int], Any]


@dataclass(frozen=True)
class Layout:
    """How a list is laid out (cách trình bày)."""

    format: Format
    encoding: str
    separator: str
    titles: int
    headers: int
    name: Name
    sex: Sex
    cells: Cells
    order: Literal["first", "none", "restart"]
    seed: int
    own: int
    dates: Literal["text", "short", "dots", "cells", "years"]
    numbering: bool
    repeated: int
    totals: bool
    signed: bool
    blanks: bool
    halves: int
    second: bool
    capitals: bool
    decomposed: bool


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any layout that clerks could have made."""
    pick = st.sampled_from
    kind: Format = draw(pick(["xlsx", "xlsx", "xls", "ods", "csv", "docx"]))
    merges = kind != "csv"
    cells: Cells = draw(
        pick(["column", "rows", "roman", "counted", "counts beside", "sheets", "merged"])
    )
    plain = cells in ("column", "sheets")
    if (cells == "merged" and not merges) or (cells == "sheets" and kind in ("csv", "docx")):
        cells, plain = "column", True
    halves = draw(pick([0, 0, 0, 2, 3])) if plain and kind != "docx" else 0
    names: list[Name] = ["one", "one", "two", "three", "beside"]
    if merges:
        names.append("merged")
    name = "one" if halves else draw(pick(names))
    sex: Sex = "none" if halves else draw(pick(["none", "column", "ticks", "births"]))
    return Layout(
        kind,
        draw(pick(["utf-8-sig", "utf-8", "utf-16", "cp1258"])) if kind == "csv" else "",
        draw(pick([",", ";", "\t"])),
        draw(st.integers(0, 4)),
        2 if sex == "births" or name == "merged" else draw(st.integers(1, 2)),
        name,
        sex,
        cells,
        draw(pick(["first", "first", "none", "restart"])),
        draw(st.integers(0, 2**16)),
        draw(st.integers(0, 2)),
        draw(pick(["text", "short", "dots", "cells", "years"])),
        draw(st.booleans()),
        draw(pick([0, 0, 3, 5])),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        halves,
        not halves and plain and draw(pick([False, False, True])),
        draw(pick([False, False, False, True])),
        kind != "csv" and draw(pick([False, False, False, True])),
    )


def laid_out(layout: Layout, people: Sequence[Person]) -> list[Grid]:
    """The sheets of a list with these people in this layout."""
    if layout.cells == "sheets":
        cells = list(dict.fromkeys(p.cell for p in people))
        return [
            _sheet(layout, f"Chi bộ {cell}", [p for p in people if p.cell == cell])
            for cell in cells
        ]
    return [_sheet(layout, "DS", people)]


def _sheet(layout: Layout, name: str, people: Sequence[Person]) -> Grid:
    grid = Grid(name)
    width = len(_columns(layout, 0))
    titles = ["ĐẢNG BỘ THÀNH PHỐ MẪU", "ĐẢNG UỶ PHƯỜNG HOA SEN", "DANH SÁCH ĐẢNG VIÊN", ""]
    grid.rows += [[title] for title in titles[: layout.titles]]
    if layout.halves:
        _side_by_side(layout, grid, people)
    else:
        cut = (len(people) + 1) // 2 if layout.second else len(people)
        _table(layout, grid, people[:cut], _columns(layout, 0))
        if layout.second and people[cut:]:
            grid.rows += [[""], ["DANH SÁCH BỔ SUNG"], [""]]
            _table(layout, grid, people[cut:], _columns(layout, 1))
    if layout.totals:
        grid.rows.append(["", "Tổng cộng:", len(people)] + [""] * max(0, width - 3))
    if layout.signed:
        grid.rows += [
            ["", "Hoa Sen, ngày 05 tháng 11 năm 2026"],
            ["", "NGƯỜI LẬP", "", "T/M ĐẢNG UỶ"],
            ["", "(ký, ghi rõ họ tên)", "", "BÍ THƯ"],
            [""],
            ["", "Lý Thị Ký", "", "Đàm Văn Dấu"],
        ]
    if layout.decomposed:
        grid.rows = [[_decomposed(v) for v in row] for row in grid.rows]
    return grid


def _decomposed(value: Any) -> Any:
    return unicodedata.normalize("NFD", value) if isinstance(value, str) else value


def _table(layout: Layout, grid: Grid, people: Sequence[Person], columns: Sequence[Column]) -> None:
    top = len(grid.rows)
    header = [[c.header[min(i, len(c.header) - 1)] for c in columns] for i in range(layout.headers)]
    grid.rows += _merged_header(layout, grid, header, top)
    if layout.numbering:
        grid.rows.append([f"({i + 1})" for i in range(len(columns))])
    cell, number, first = "", 0, 0
    cell_column = next((i for i, c in enumerate(columns) if c.header[-1] == "Chi bộ"), None)
    for i, person in enumerate(people):
        if person.cell != cell:
            if cell:
                _close(layout, grid, first, cell_column)
            cell, first = person.cell, len(grid.rows)
            group = _group(layout, people, cell, len(columns), i)
            if group:
                grid.rows.append(group)
                first += 1
            number = 0 if layout.order == "restart" else number
        elif layout.cells != "merged" and layout.repeated and i % layout.repeated == 0:
            grid.rows.append(list(header[-1]))
        number += 1
        row = [c.value(person, number) for c in columns]
        if layout.cells == "merged" and cell_column is not None and len(grid.rows) > first:
            row[cell_column] = ""
        grid.rows.append(row)
        if layout.blanks and layout.cells != "merged" and i % 4 == 3:
            grid.rows.append([""])
    _close(layout, grid, first, cell_column)


def _merged_header(
    layout: Layout, grid: Grid, header: list[list[str]], top: int
) -> list[list[str]]:
    """The header rows; a text over several cells is written once and merged, where merges are."""
    if layout.headers == 1:
        return header
    upper, lower = (list(row) for row in header)
    start = 0
    for i in range(1, len(upper) + 1):
        if i < len(upper) and upper[i] == upper[start] and upper[start] != lower[start]:
            continue
        if i - start > 1:
            upper[start + 1 : i] = [""] * (i - start - 1)
            grid.merges.append((top, start, top, i - 1))
        elif upper[start] == lower[start]:
            lower[start] = ""
            grid.merges.append((top, start, top + 1, start))
        start = i
    if layout.name == "merged":  # one heading over both parts of the name, two rows high
        at = next(i for i, c in enumerate(header[1]) if c == "Họ và tên")
        grid.merges = [m for m in grid.merges if m[1] not in (at, at + 1)]
        upper[at + 1] = lower[at] = lower[at + 1] = ""
        grid.merges.append((top, at, top + 1, at + 1))
    return [upper, lower]


def _close(layout: Layout, grid: Grid, first: int, column: int | None) -> None:
    last = len(grid.rows) - 1
    if layout.cells == "merged" and column is not None and last > first:
        grid.merges.append((first, column, last, column))


def _group(
    layout: Layout, people: Sequence[Person], cell: str, width: int, number: int
) -> list[Any]:
    count = sum(p.cell == cell for p in people)
    women = sum(p.cell == cell and p.woman for p in people)
    headings: dict[str, list[Any]] = {
        "rows": [f"Chi bộ {cell}"],
        "roman": ["II" if number else "I", f"Chi bộ {cell}"],
        "counted": [f"Chi bộ {cell}: {count} đảng viên"],
        "counts beside": ["", f"Chi bộ {cell}", count, women] + [""] * max(0, width - 4),
    }
    return headings.get(layout.cells, [])


def _columns(layout: Layout, table: int) -> list[Column]:
    """The columns in an order of their own; a second table has another."""
    chosen = _name(layout) + _sex(layout)
    pairs = [
        [_one("Ngày vào Đảng", lambda p, n: _day(layout, p.joined))],
        [_one("Số thẻ đảng viên", lambda p, n: p.card)],
        [_one("Chức vụ Đảng", lambda p, n: p.post)],
        [_one(("Quê quán", "Địa chỉ liên hệ")[k], _own(k)) for k in range(layout.own)],
    ]
    if layout.cells in ("column", "merged"):
        pairs.append([_one("Chi bộ", lambda p, n: f"Chi bộ {p.cell}")])
    if layout.sex != "births":
        pairs.append([_one("Ngày sinh", lambda p, n: _day(layout, p.birth))])
    turn = (layout.seed + 3 * table) % len(pairs)
    pairs = pairs[turn:] + pairs[:turn]
    if (layout.seed // 7 + table) % 2:
        pairs.reverse()
    rest = [column for pair in pairs for column in pair]
    order = [] if layout.order == "none" else [_one(("STT", "TT")[layout.seed % 2], lambda p, n: n)]
    return [*order, *chosen, *rest]


def _one(header: str, value: Callable[[Person, int], Any]) -> Column:
    return Column((header,), value)


def _own(number: int) -> Callable[[Person, int], Any]:
    return lambda p, n: f"{p.token}{number}"


def _name(layout: Layout) -> list[Column]:
    def said(text: str) -> str:
        return text.upper() if layout.capitals else text

    whole = _one("Họ và tên", lambda p, n: said(p.name))
    front = ("Họ và tên đệm", lambda p: " ".join(filter(None, (p.surname, p.middle))))
    parts = {
        "two": [front, ("Tên", lambda p: p.given)],
        "merged": [("Họ và tên", front[1]), ("Họ và tên", lambda p: p.given)],
        "three": [
            ("Họ", lambda p: p.surname), ("Đệm", lambda p: p.middle), ("Tên", lambda p: p.given),
        ],
        "beside": [front, ("Tên", lambda p: p.given)],
    }.get(layout.name, [])  # fmt: skip

    def part(header: str, value: Callable[[Person], str]) -> Column:
        return _one(header, lambda p, n: said(value(p)))

    columns = [part(header, value) for header, value in parts]
    return [whole, *columns] if layout.name in ("one", "beside") else columns


def _sex(layout: Layout) -> list[Column]:
    if layout.sex == "column":
        return [_one("Giới tính", lambda p, n: "Nữ" if p.woman else "Nam")]
    if layout.sex == "ticks":
        tick = ("x", "X", 1)[layout.seed % 3]
        return [
            _one("Nam", lambda p, n: "" if p.woman else tick),
            _one("Nữ", lambda p, n: tick if p.woman else ""),
        ]
    if layout.sex == "births":
        return [
            Column(("Ngày sinh", "Nam"), lambda p, n: "" if p.woman else _day(layout, p.birth)),
            Column(("Ngày sinh", "Nữ"), lambda p, n: _day(layout, p.birth) if p.woman else ""),
        ]
    return []


def _day(layout: Layout, day: date) -> Any:
    if layout.dates == "cells" and layout.format not in ("csv", "docx"):
        return day
    if layout.dates == "years":
        return day.year
    return {
        "short": f"{day.day}/{day.month}/{day.year}",
        "dots": f"{day:%d.%m.%Y}",
    }.get(layout.dates, f"{day:%d/%m/%Y}")


def _side_by_side(layout: Layout, grid: Grid, people: Sequence[Person]) -> None:
    """Halves (or thirds) of the list beside each other, with or without a blank column between."""
    columns = _columns(layout, 0)
    gap = [""] * (layout.seed % 2)
    size = -(-len(people) // layout.halves)
    parts = [people[i : i + size] for i in range(0, len(people), size)]
    parts += [[]] * (layout.halves - len(parts))
    header = [c.header[-1] for c in columns]
    grid.rows.append([cell for _ in parts for cell in [*header, *gap]])
    for i in range(size):
        row: list[Any] = []
        for k, part in enumerate(parts):
            person = part[i] if i < len(part) else None
            row += [c.value(person, k * size + i + 1) if person else "" for c in columns] + gap
        grid.rows.append(row)
