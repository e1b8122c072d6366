"""Findings of one cause told as one (gộp phát hiện cùng nguyên nhân), the most important first.

A column of 3,000 dates typed month first is one thing to mend, not 3,000.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..data.models.source_map import cell_range, runs
from ..finding_codes import EACH, Severity, importance
from ..findings import Finding
from ..i18n import tr

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
# What a sentence says of one case: a name in quotation marks, a figure, a date.
_OF_THE_CASE = re.compile(r"“[^”]*”|\d+(?:[./,:-]\d+)*")
_COLUMN = re.compile(r"[A-Z]+")
_IN_ONE_COLUMN = re.compile(r"([A-Z]*)(\d+)(?::\1(\d+))?")
# Its items stand one a row, so that a column there is no column of like values.
_ITEMS = "Thiết lập"
# Own columns: one remark for all of them.
_ACROSS_COLUMNS = frozenset(["KT-105"])
_RUNS_SHOWN = 4
_EXAMPLES = 3
_CASES, _PEOPLE = 5, 50
# Many people named twice are a list that stands there twice, and nothing to decide one by one.
_REPEATED, _A_LIST = "KT-812", 12
_FIXES = 6
"""So many different remedies are all told, each with its cells."""

Labels = Mapping[tuple[str, str], str]
"""The header of a column, by sheet name and column letter."""


@dataclass(frozen=True)
class Cause:
    """One cause with all its findings (một điều cần xem), in the order they were found.

    ``label`` is the header of the column they stand in, "" where there is none.
    """

    findings: tuple[Finding, ...]
    label: str = ""

    @property
    def severity(self) -> Severity:
        """How grave it is; the same for all its findings."""
        return self.findings[0].severity

    @property
    def code(self) -> str:
        """The code of all its findings."""
        return self.findings[0].code

    @cached_property
    def place(self) -> str:
        """Where: ``trang Đảng viên, cột Chi bộ, B4:B27 (24 ô)``."""
        first = self.findings[0]
        if len(self.findings) == 1:
            return first.place
        if self.has_no_cells:
            return tr("{so} chỗ").format(so=len(self.findings))
        parts = [tr("trang {trang}").format(trang=first.sheet)]
        if self.label:
            parts.append(tr("cột {cot}").format(cot=self.label))
        cells = list(dict.fromkeys(f.cell for f in self.findings if f.cell))
        if cells and all(cell.isdigit() for cell in cells):
            parts.append(tr("dòng {cac_dong}").format(cac_dong=ranges(cells)))
        elif cells:
            parts.append(tr("{cac_o} ({so} ô)").format(cac_o=ranges(cells), so=_count(cells)))
        return ", ".join(parts)

    @property
    def has_no_cells(self) -> bool:
        """Whether it is told case by case: no cells, as a whole sheet or a master, or people."""
        first = self.findings[0]
        return bool(first.where) or not first.cell or first.code in EACH

    @property
    def _says_one_thing(self) -> bool:
        return len({finding.why for finding in self.findings}) == 1

    @property
    def fix(self) -> str:
        """The next step that is the same for all findings; "" where each has its own."""
        fixes = {finding.fix for finding in self.findings}
        return fixes.pop() if len(fixes) == 1 else ""

    def cases(self) -> list[str]:
        """Each place with what is wrong there; all of them for errors, else the first few.

        What to do is said with each where it is not one thing for all.
        """
        most = _PEOPLE if self.code in EACH else _CASES
        if self.code == _REPEATED and len(self.findings) > _A_LIST:
            most = _CASES
        shown = self.findings if self.severity == "error" else self.findings[:most]
        told = [
            f"{finding.place}: {finding.why}"
            if self.fix
            else f"{finding.place}: {finding.why} {finding.fix}".strip()
            for finding in shown
        ]
        if len(shown) < len(self.findings):
            told.append(tr("… và {so} chỗ nữa").format(so=len(self.findings) - len(shown)))
        return told

    @property
    def examples(self) -> str:
        """Up to three different things that were read, each with its cell; "" for empty cells."""
        seen: dict[str, str] = {}
        for finding in self.findings:
            if finding.read and finding.read not in seen:
                seen[finding.read] = finding.cell
        shown = [f"{read} ({cell})" if cell else read for read, cell in seen.items()][:_EXAMPLES]
        return "; ".join(shown) + ("; …" if len(seen) > _EXAMPLES else "")

    def lines(self) -> str:
        """The cause in several lines: place, what was read, why, what to do."""
        first = self.findings[0]
        if len(self.findings) == 1:
            return first.lines()
        parts = [f"{first.severity_word} {first.code}, {self.place}"]
        if self.examples:
            parts.append(tr("  Đọc được: {chu}").format(chu=self.examples))
        if self.has_no_cells and self.fix and self.severity != "error" and self._says_one_thing:
            places = [f.place for f in self.findings[:_CASES]]
            more = "; …" if len(self.findings) > _CASES else ""
            parts.append(tr("  Ở đâu: {noi}").format(noi="; ".join(places) + more))
            parts.append(tr("  Vì sao: {ly_do}").format(ly_do=first.why))
            parts.append(tr("  Cần làm: {can_lam}").format(can_lam=self.fix))
            return "\n".join(parts)
        if self.has_no_cells:
            parts += [f"  - {case}" for case in self.cases()]
            if self.fix:
                parts.append(tr("  Cần làm: {can_lam}").format(can_lam=self.fix))
            return "\n".join(parts)
        parts += self._told(tr("Vì sao"), [(f.why, f.cell) for f in self.findings], 1)
        parts += self._told(tr("Cần làm"), [(f.fix, f.cell) for f in self.findings], _FIXES)
        return "\n".join(parts)

    @staticmethod
    def _told(words: str, told: Sequence[tuple[str, str]], most: int) -> list[str]:
        """One sentence for all cells; of several the first, or all of no more than ``most``."""
        cells: dict[str, list[str]] = defaultdict(list)
        for sentence, cell in told:
            cells[sentence].append(cell)
        if len(cells) == 1:
            return [f"  {words}: {sentence}" for sentence in cells if sentence]
        if len(cells) > most:
            sentence, cell = told[0]
            return [f"  {words} ({cell}): {sentence}"] if sentence else []
        return [f"  {words} ({ranges(at)}): {s}" for s, at in cells.items() if s]

    def one_line(self) -> str:
        """The cause in one line."""
        first = self.findings[0]
        if len(self.findings) == 1:
            return first.one_line()
        text = f"{first.severity_word} {first.code}, {self.place}: "
        if self.examples:
            text += tr("đọc được “{chu}”. ").format(chu=self.examples)
        return f"{text}{first.why} {first.fix}".strip()


def by_cause(findings: Iterable[Finding], labels: Labels | None = None) -> list[Cause]:
    """The findings as causes (gộp): errors, warnings, notes; inside by importance and number.

    One cause is one code in one column with sentences that differ in nothing
    but names and figures. Findings that are equally important stay in the order given.
    """
    groups: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[_cause_of(finding)].append(finding)
    causes = [Cause(tuple(group), _label(group, labels or {})) for group in groups.values()]
    return sorted(
        causes,
        key=lambda c: (_RANK[c.severity], importance(c.code), -len(c.findings)),
    )


def _cause_of(finding: Finding) -> tuple[str, ...]:
    column = finding.cell if finding.sheet == _ITEMS else _column(finding.cell)
    if finding.code in _ACROSS_COLUMNS:
        column = ""
    return (
        finding.code,
        finding.sheet,
        column,
        _OF_THE_CASE.sub("…", finding.where),
        _OF_THE_CASE.sub("…", finding.why),
        _OF_THE_CASE.sub("…", finding.fix),
    )


def _label(group: Sequence[Finding], labels: Labels) -> str:
    columns = {(finding.sheet, _column(finding.cell)) for finding in group}
    return labels.get(columns.pop(), "") if len(columns) == 1 else ""


def _column(cell: str) -> str:
    match = _COLUMN.match(cell)
    return match.group() if match else ""


def ranges(cells: Sequence[str]) -> str:
    """Addresses as a person writes them (vùng ô): ``F4, F6, F8:F10``; many are cut short.

    Rows alone (``15``) and ranges in one column (``B3:B27``) are taken as well.
    """
    by_column, others = _rows_by_column(cells)
    shown = [
        cell_range(column, first, last)
        for column, rows in by_column.items()
        for first, last in runs(rows)
    ]
    shown += others
    if len(shown) > _RUNS_SHOWN:
        return f"{', '.join(shown[: _RUNS_SHOWN - 1])} … {shown[-1].rpartition(':')[2]}"
    return ", ".join(shown)


def _count(cells: Sequence[str]) -> int:
    by_column, others = _rows_by_column(cells)
    return sum(map(len, by_column.values())) + len(others)


def _rows_by_column(cells: Sequence[str]) -> tuple[dict[str, set[int]], list[str]]:
    """The rows of each column, and what is no cell or range in one column."""
    by_column: dict[str, set[int]] = defaultdict(set)
    others = []
    for cell in dict.fromkeys(cells):
        match = _IN_ONE_COLUMN.fullmatch(cell)
        if match is None:
            others.append(cell)
        else:
            column, first, last = match.groups()
            by_column[column].update(range(int(first), int(last or first) + 1))
    return by_column, others
