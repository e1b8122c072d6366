"""A workbook carried over into the next year (sổ của năm sau).

Organisations, members, settings, bases and recipients stay, and every column of
the clerk's own with them; the year's grades go into the column of earlier
results; reviews, meetings, votes and awards are taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...files.sheet_edit import EditableWorkbook
from ..models import SHEETS, Dataset
from ..models.people import Member, Organisation
from ..past_grades import of_year, year_result
from .edit import WorkbookEditor, WorkbookEdits, places_in
from .read import read_workbook, records_of
from .upgrade import Added, upgrade

EMPTIED = ("kiem_diem", "cuoc_hop", "du_hop", "kiem_phieu", "khen_thuong")
"""The sheets of one year."""
_GRADES = (
    *("self_grade", "proposed_grade", "grade", "exemplary"),
    *("computed_grade", "computed_reason"),
)


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What the workbook of the next year keeps, and what it does not (kết quả chuyển năm).

    ``emptied`` are (sheet, rows taken out), ``results`` how many grades went
    into the column of earlier results.
    """

    year: int
    organisations: int
    members: int
    results: int
    emptied: list[tuple[str, int]]
    added: Added


def about_to_go(dataset: Dataset) -> list[tuple[str, int]]:
    """The sheets that the next year begins without, and how many rows are on each."""
    counts = [(s.name, len(records_of(dataset, s))) for s in SHEETS if s.key in EMPTIED]
    return [(name, count) for name, count in counts if count]


def carry_over(source: Path) -> tuple[EditableWorkbook, CarriedOver]:
    """The workbook of the year after, and what became of the old one's rows.

    Nothing is written. Raises ``WorkbookUnreadable``.
    """
    book = EditableWorkbook(source)
    read = read_workbook(source)
    dataset, places = read.dataset, places_in(read.dataset, read.sheets)
    added = upgrade(book, places)
    editor, edits = WorkbookEditor(book, places), WorkbookEdits()
    year = dataset.settings.year

    def put(key: str, row: int | str, attribute: str, value: Any) -> None:
        edits.cells.append((key, f"{places[key].columns[attribute]}{row}", attribute, value))

    emptied = about_to_go(dataset)
    for sheet in SHEETS:
        if sheet.key in EMPTIED and sheet.key in places:
            for record in records_of(dataset, sheet):
                editor.sheet(sheet.key).empty(record.row)
    put("thiet_lap", "", "year", year + 1)
    put("thiet_lap", "", "date", None)
    graded = _graded(dataset)
    for key, record, grade, exemplary in graded:
        put(key, record.row, "history", _with_result(record.history, year, grade, exemplary))
    for organisation in dataset.organisations:
        for attribute in _GRADES:
            put("to_chuc", organisation.row, attribute, None)
    editor.apply(edits)
    return book, CarriedOver(
        year + 1, len(dataset.organisations), len(dataset.members), len(graded), emptied, added
    )


def _graded(dataset: Dataset) -> list[tuple[str, Member | Organisation, str, bool]]:
    """Whoever has a recognised grade: sheet, record, grade, whether exemplary."""
    grades = {review.subject: review.grade for review in dataset.reviews if review.grade}
    found: list[tuple[str, Member | Organisation, str, bool]] = []
    for organisation in dataset.organisations:
        grade = organisation.grade or grades.get(organisation.code, "")
        if grade:
            found.append(("to_chuc", organisation, grade, organisation.exemplary))
    for member in dataset.members:
        grade = grades.get(member.code) or grades.get(member.card) or ""
        if grade and (member.code or member.card):
            found.append(("dang_vien", member, grade, False))
    return found


def _with_result(history: str, year: int, grade: str, exemplary: bool) -> str:
    """Earlier results with this year's behind them: ``2025: HTTNV; 2026: HTXSNV``."""
    this = year_result(year, grade, exemplary=exemplary)
    if of_year(history, year):
        return history
    return "; ".join(part for part in (history.strip(" ;."), this) if part)
