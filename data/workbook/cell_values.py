"""What is said of a cell that could not be read as it stands (ô có vấn đề)."""

from __future__ import annotations

from typing import Any

from ...files.sheet_xml import CellTrouble
from ...findings import Finding, found
from ..cells.blank_words import BLANK_WORD
from ..cells.reading import Reading, as_text, formula_problem
from ..models import Sheet
from ..models.source_map import SourceMap


def problem_of(
    sheet: Sheet, cell: str, raw: object, reading: Reading[Any], source: SourceMap
) -> list[Finding]:
    """The finding on a value that was repaired or not understood; empty when there is none.

    ``source`` learns of a cell that gave no value.
    """
    problem = reading.problem
    if problem is None:
        return []
    if reading.value is None and problem.code != BLANK_WORD:
        source.rejected.add((sheet.key, cell))
    return [found(problem.code, sheet.name, cell, as_text(raw), problem.why, problem.fix)]


def trouble_of(sheet: Sheet, cell: str, trouble: CellTrouble, source: SourceMap) -> Finding:
    """The finding on a cell whose formula has an error or was never calculated."""
    source.rejected.add((sheet.key, cell))
    kind, text = trouble
    problem = formula_problem(kind)
    return found(problem.code, sheet.name, cell, text, problem.why, problem.fix)
