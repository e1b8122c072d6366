"""Problems with cells of a list (vấn đề của các ô), told once a column where they are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import Problem

# So many like problems in one column have one cause; fewer are told cell by cell.
_MANY = 4
_SHOWN_RANGES = 6


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One problem with a cell (vấn đề một ô); ``column`` its letters, ``row`` counts from 1."""

    column: str
    row: int
    read: str
    problem: Problem


def findings_of(sheet: str, problems: Iterable[CellProblem]) -> list[Finding]:
    """The findings on the cells of a sheet, one for each column and kind that has many."""
    groups: dict[tuple[str, str], list[CellProblem]] = defaultdict(list)
    for each in problems:
        groups[each.column, each.problem.code].append(each)
    findings = []
    for (column, code), cells in groups.items():
        first = cells[0]
        if len(cells) >= _MANY:
            why = tr("{n} ô ở các dòng {dong}. Ô đầu: {vi_sao}").format(
                n=len(cells), dong=ranges(c.row for c in cells), vi_sao=first.problem.why
            )
            findings.append(found(code, sheet, column, first.read, why, first.problem.fix))
            continue
        findings += [
            found(code, sheet, f"{column}{c.row}", c.read, c.problem.why, c.problem.fix)
            for c in cells
        ]
    return findings


def ranges(rows: Iterable[int]) -> str:
    """Row numbers in few words (khoảng dòng): ``13–20, 22``; the end of a long list left out."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:_SHOWN_RANGES]]
    return ", ".join(shown) + (", …" if len(spans) > _SHOWN_RANGES else "")
