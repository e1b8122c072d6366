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
from ..models.fields import fields_of
from ..models.people import Member, Organisation
from ..reference import choices
from .read import read_workbook, records_of
from .upgrade import Added, places_of, upgrade
from .write import cell_value

EMPTIED = ("kiem_diem", "cuoc_hop", "du_hop", "kiem_phieu", "khen_thuong")
"""The sheets of one year."""
_GRADES = ("self_grade", "proposed_grade", "grade", "exemplary")


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


def carry_over(source: Path) -> tuple[bytes, CarriedOver]:
    """The workbook of the year after, and what became of the old one's rows.

    Nothing is written. Raises ``WorkbookUnreadable``.
    """
    dataset = read_workbook(source).dataset
    book, places = EditableWorkbook(source), places_of(source)
    added = upgrade(book, places)
    year = dataset.settings.year

    def put(key: str, row: int, attribute: str, value: Any) -> None:
        place = places[key]
        spec = _SPECS[key][attribute]
        address = place.columns[attribute]
        edited = book.sheet(place.name)
        cell = address if key == "thiet_lap" else f"{address}{row}"
        edited.set(cell, cell_value(spec, value), edited.look(cell))

    emptied = about_to_go(dataset)
    for sheet in SHEETS:
        if sheet.key in EMPTIED and sheet.key in places:
            edited = book.sheet(places[sheet.key].name)
            for record in records_of(dataset, sheet):
                edited.empty(record.row)
    put("thiet_lap", 0, "year", year + 1)
    put("thiet_lap", 0, "date", None)
    results = 0
    for key, record, grade, exemplary in _graded(dataset):
        put(key, record.row, "history", _with_result(record.history, year, grade, exemplary))
        results += 1
    for organisation in dataset.organisations:
        for attribute in _GRADES:
            put("to_chuc", organisation.row, attribute, None)
    return book.to_bytes(), CarriedOver(
        year + 1, len(dataset.organisations), len(dataset.members), results, emptied, added
    )


_SPECS = {sheet.key: {s.attribute: s for s in fields_of(sheet.model)} for sheet in SHEETS}


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
    short = dict(zip(choices("grade"), choices("grade_short"), strict=True)).get(grade, grade)
    this = f"{year}: {short}{' tiêu biểu' if exemplary else ''}"
    if str(year) in history:
        return history
    return "; ".join(part for part in (history.strip(" ;."), this) if part)
