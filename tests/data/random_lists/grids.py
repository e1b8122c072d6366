"""Laying people out in rows (xếp người vào các dòng): titles, tables, groups, totals, signatures."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from .columns import columns_of
from .layout import Column, Grid, Layout
from .people import Person

_TITLES = ["ĐẢNG BỘ THÀNH PHỐ MẪU", "ĐẢNG UỶ PHƯỜNG HOA SEN", "DANH SÁCH ĐẢNG VIÊN", ""]
_STRANGERS: dict[str, list[list[Any]]] = {
    "Bìa": [["ĐẢNG BỘ THÀNH PHỐ MẪU"], ["ĐẢNG UỶ PHƯỜNG HOA SEN"], [""], ["HỒ SƠ ĐẢNG VIÊN"]],
    "Thống kê": [
        ["THỐNG KÊ SỐ LƯỢNG"], ["Chi bộ", "Tổng số", "Nữ"],
        ["Tổ dân phố 1", 12, 5], ["Tổ dân phố 2", 9, 3],
    ],
}  # fmt: skip


def laid_out(layout: Layout, people: Sequence[Person]) -> list[list[Grid]]:
    """The files of a list with these people in this layout: for each its sheets."""
    again = [
        replace(p, again=True, post="")
        for p in people[:: 2 + layout.seed % 3]
        if layout.again and (p.has_card or layout.dates != "years")
    ]
    if layout.again == "files" and again:
        return [_sheets(layout, people), _sheets(replace(layout, seed=layout.seed + 5), again)]
    return [_sheets(layout, [*people, *again])]


def _sheets(layout: Layout, people: Sequence[Person]) -> list[Grid]:
    order = list(dict.fromkeys(p.cell for p in people))
    people = sorted(people, key=lambda p: order.index(p.cell))
    grids = [Grid(name, [list(row) for row in _STRANGERS[name]]) for name in layout.strangers]
    if layout.cells == "sheets":
        for cell, own in groupby(people, key=lambda p: p.cell):
            grids.insert(layout.seed % (len(grids) + 1), _sheet(layout, f"Chi bộ {cell}", [*own]))
    else:
        grids.append(_sheet(layout, "DS", people))
    return grids


def _sheet(layout: Layout, name: str, people: Sequence[Person]) -> Grid:
    grid = Grid(name)
    columns = columns_of(layout, 0)
    titles = _TITLES[: layout.titles]
    if layout.cells == "sheets" and layout.format == "docx":
        titles.append(f"DANH SÁCH {name.upper()}")
    _add(layout, grid, *([title] for title in titles))
    if layout.wide:
        grid.merges += [(r, 0, r, len(columns) - 1) for r in range(len(titles))]
        for row in grid.rows:
            row.reverse()  # the text of a merged cell stands in its first column
    if layout.halves:
        _side_by_side(layout, grid, people, columns)
    else:
        cut = (len(people) + 1) // 2 if layout.second else len(people)
        _table(layout, grid, people[:cut], columns)
        if people[cut:]:
            _add(layout, grid, [""], ["DANH SÁCH BỔ SUNG"], [""])
            _table(layout, grid, people[cut:], columns_of(layout, 1))
    if layout.totals:
        _add(layout, grid, ["", "Tổng cộng:", len(people)])
    if layout.signed:
        _add(
            layout,
            grid,
            ["", "Hoa Sen, ngày 05 tháng 11 năm 2026"],
            ["", "NGƯỜI LẬP", "", "T/M ĐẢNG UỶ"],
            ["", "(ký, ghi rõ họ tên)", "", "BÍ THƯ"],
            [""],
            ["", "Lý Thị Ký", "", "Đàm Văn Dấu"],
        )
    if layout.hidden:
        grid.hidden_rows = list(grid.people)[:: 3 + layout.seed % 3]
        grid.hidden_columns = [
            i for i, c in enumerate(columns) if c.header[0] == "Quê quán" and not layout.halves
        ]
    if layout.decomposed:
        grid.rows = [[_decomposed(v) for v in row] for row in grid.rows]
    return grid


def _add(layout: Layout, grid: Grid, *rows: list[Any]) -> None:
    grid.rows += [[""] * layout.indent + row for row in rows]


def _decomposed(value: Any) -> Any:
    return unicodedata.normalize("NFD", value) if isinstance(value, str) else value


def _table(layout: Layout, grid: Grid, people: Sequence[Person], columns: Sequence[Column]) -> None:
    _header(layout, grid, columns)
    if layout.numbering:
        numbers = [f"({i + 1})" for i in range(len(columns) - layout.indent)]
        _add(layout, grid, numbers)
    number = done = 0
    for cell, own in groupby(people, key=lambda p: p.cell):
        members = list(own)
        group = _group(layout, members, cell, len(columns) - layout.indent, done)
        _add(layout, grid, *([group] if group else []))
        number = 0 if layout.order == "restart" else number
        first = len(grid.rows)
        for person in members:
            if layout.cells != "merged" and layout.repeated and done % layout.repeated == 2:
                grid.rows.append([c.header[-1] for c in columns])
            number, done = number + 1, done + 1
            grid.people[len(grid.rows)] = [person]
            grid.rows.append([c.value(person, number) for c in columns])
            if layout.blanks and layout.cells != "merged" and done % 4 == 3:
                grid.rows.append([""])
        if layout.cells == "merged":
            _merge_down(grid, first, columns, f"Chi bộ {cell}")
        if layout.subtotals:
            _add(layout, grid, ["", f"Cộng chi bộ: {len(members)} đồng chí"])


def _merge_down(grid: Grid, first: int, columns: Sequence[Column], text: str) -> None:
    last = len(grid.rows) - 1
    at = grid.rows[first].index(text)
    for row in grid.rows[first + 1 :]:
        row[at] = ""
    if last > first:
        grid.merges.append((first, at, last, at))


def _header(layout: Layout, grid: Grid, columns: Sequence[Column]) -> None:
    """The header rows; a text over several cells is written once and merged, where merges are."""
    top, depth = len(grid.rows), layout.headers
    stacks = [_stack(layout, c, depth) for c in columns]
    rows: list[list[Any]] = [[""] * len(columns) for _ in range(depth)]
    taken: set[tuple[int, int]] = set()
    for i, stack in enumerate(stacks):
        for r, text in enumerate(stack):
            if (r, i) in taken or not text:
                continue
            bottom = r
            while bottom + 1 < depth and stack[bottom + 1] == text:
                bottom += 1
            right = i
            while right + 1 < len(stacks) and stacks[right + 1][r : bottom + 1] == [text] * (
                bottom + 1 - r
            ):
                right += 1
            rows[r][i] = text
            taken |= {(a, b) for a in range(r, bottom + 1) for b in range(i, right + 1)}
            if (bottom, right) != (r, i):
                grid.merges.append((top + r, i, top + bottom, right))
    grid.rows += rows


def _stack(layout: Layout, column: Column, depth: int) -> list[str]:
    """The lines of a column's header, the last one repeated down to the bottom."""
    lines = list(column.header)
    if depth == 3 and lines[0] not in ("", "STT", "TT", "Số TT", "Số thứ tự", "Stt"):
        lines.insert(0, "Thông tin đảng viên")
    return (lines + lines[-1:] * depth)[:depth]


def _group(
    layout: Layout, members: Sequence[Person], cell: str, width: int, number: int
) -> list[Any]:
    count, women = len(members), sum(p.woman for p in members)
    headings: dict[str, list[Any]] = {
        "rows": [f"Chi bộ {cell}"],
        "roman": ["II" if number else "I", f"Chi bộ {cell}"],
        "counted": [f"Chi bộ {cell}: {count} đảng viên"],
        "counts beside": ["", f"Chi bộ {cell}", count, women] + [""] * max(0, width - 4),
    }
    return headings.get(layout.cells, [])


def _side_by_side(
    layout: Layout, grid: Grid, people: Sequence[Person], columns: Sequence[Column]
) -> None:
    """Halves (or thirds) of the list beside each other, with or without a blank column between."""
    gap = [""] * (layout.seed % 2)
    size = -(-len(people) // layout.halves)
    parts = [people[i : i + size] for i in range(0, len(people), size)]
    parts += [[]] * (layout.halves - len(parts))
    header = [c.header[-1] for c in columns]
    grid.rows.append([cell for _ in parts for cell in [*header, *gap]])
    for i in range(size):
        row: list[Any] = []
        here = {k: part[i] for k, part in enumerate(parts) if i < len(part)}
        for k in range(len(parts)):
            values = [c.value(here[k], k * size + i + 1) if k in here else "" for c in columns]
            row += values + gap
        grid.people[len(grid.rows)] = list(here.values())
        grid.rows.append(row)
