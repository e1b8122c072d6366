"""What is said of a cell that could not be read as it stands (ô có vấn đề)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ...files.sheet_xml import CellTrouble
from ...findings import Finding, found
from ...i18n import tr
from ..cells.person_names import person_name
from ..cells.reading import Reading, as_text
from ..models import Sheet
from ..models.source_map import SourceMap, cell_range, runs

_CAPITALS = "KT-344"


def problem_of(
    sheet: Sheet, cell: str, raw: object, reading: Reading[Any], source: SourceMap
) -> list[Finding]:
    """The finding on a value that was repaired or not understood; empty when there is none.

    ``source`` learns of a cell that gave no value.
    """
    problem = reading.problem
    if problem is None:
        return []
    if reading.value is None:
        source.rejected.add((sheet.key, cell))
    return [found(problem.code, sheet.name, cell, as_text(raw), problem.why, problem.fix)]


def trouble_of(sheet: Sheet, cell: str, trouble: CellTrouble, source: SourceMap) -> Finding:
    """The finding on a cell whose formula has an error or was never calculated."""
    source.rejected.add((sheet.key, cell))
    kind, text = trouble
    if kind == "error":
        why = tr("Công thức trong ô báo lỗi nên không có giá trị.")
        fix = tr("Sửa công thức, hoặc gõ thẳng giá trị vào ô.")
        return found("KT-213", sheet.name, cell, text, why, fix)
    why = tr("Ô có công thức chưa được Excel tính.")
    fix = tr("Mở sổ bằng Excel, lưu lại rồi chạy lại.")
    return found("KT-214", sheet.name, cell, text, why, fix)


def in_runs(findings: list[Finding]) -> list[Finding]:
    """Names in capitals as one finding for each unbroken run of a column, the rest as it is.

    A list typed in capitals is one cause, whatever the number of its people.
    """
    columns: dict[tuple[str, str], dict[int, Finding]] = defaultdict(dict)
    kept = []
    for finding in findings:
        if finding.code == _CAPITALS:
            letters = finding.cell.rstrip("0123456789")
            columns[finding.sheet, letters][int(finding.cell[len(letters) :])] = finding
        else:
            kept.append(finding)
    for (sheet, column), rows in columns.items():
        for first, last in runs(rows):
            kept.append(
                rows[first]
                if first == last
                else _capitals(sheet, cell_range(column, first, last), rows, first, last)
            )
    return kept


def _capitals(sheet: str, place: str, rows: dict[int, Finding], first: int, last: int) -> Finding:
    shown = [rows[row].read for row in range(first, last + 1)]
    names = "; ".join(f"“{person_name(name)}”" for name in shown[:3])
    why = tr("{n} họ tên viết hoa toàn bộ; trên giấy tờ in là {ten} …").format(
        n=len(shown), ten=names
    )
    fix = tr("Xem lại cách in; tên nào in sai thì gõ lại đúng chữ hoa, chữ thường vào sổ.")
    return found(_CAPITALS, sheet, place, shown[0], why, fix)
