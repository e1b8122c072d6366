"""A workbook carried over into the next year (sổ của năm sau).

Organisations, members, collectives, leaders, working groups, criteria, settings, bases and
recipients stay, and every column of the clerk's own with them; the year's grades go into the
columns of earlier results, and into the sheet ``Các năm`` where the clerk keeps it; reviews,
meetings, tasks, points, votes and awards are taken out, and what has been remedied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...files.sheet_edit import EditableWorkbook
from ..models import SHEETS, Dataset, Sheet, YearResult
from ..models.fields import Record
from ..models.leadership import Collective
from ..models.partial_date import PartialDate
from ..models.people import Member, Organisation
from ..models.season import Remedy
from ..past_grades import of_year, year_result
from ..ward import Ward
from .edit import WorkbookEditor, WorkbookEdits, places_in
from .read import read_workbook, records_of
from .upgrade import Added, upgrade

EMPTIED = (
    *("kiem_diem", "cuoc_hop", "du_hop", "kiem_phieu", "khen_thuong", "nhiem_vu", "cham_diem"),
    *("khac_phuc", "dai_bieu", "chuong_trinh", "xep_loai_lai"),
)
"""The sheets of one year; what is not remedied yet stays for the next."""
_GRADES = ("self_grade", "proposed_grade", "grade", "computed_grade", "computed_reason")
_COUNTS = ("total", "exempt", "pending", "excellent", "good", "done", "failed", "exemplary")
_CLEARED: Mapping[str, tuple[str, ...]] = {
    "to_chuc": (*_GRADES, "exemplary"),
    "tap_the": _GRADES,
    "can_bo": (*_GRADES, "collective_grade", "reason"),
    "tong_hop": (*_COUNTS, "reasons"),
}
"""What a year leaves in rows that stay, by sheet."""
YEAR_RESULTS = "cac_nam"
_Graded = Member | Organisation | Collective

Decisions = Mapping[str, tuple[str, dt.date | None]]
"""Number and date of the decision on each kind of subject, by the key of its sheet."""


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
    counts = [(s.name, len(_going(dataset, s))) for s in SHEETS if s.key in EMPTIED]
    return [(name, count) for name, count in counts if count]


def _going(dataset: Dataset, sheet: Sheet) -> list[Record]:
    """The rows that go with the year: of the remedies those that have a result."""
    rows = records_of(dataset, sheet)
    return [row for row in rows if not isinstance(row, Remedy) or row.result]


def carry_over(
    source: Path, decisions: Decisions | None = None
) -> tuple[EditableWorkbook, CarriedOver]:
    """The workbook of the year after, and what became of the old one's rows.

    ``decisions`` are the year's on grades, ``None`` while they are not known. Nothing is
    written. Raises ``WorkbookUnreadable``.
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
            for record in _going(dataset, sheet):
                editor.sheet(sheet.key).empty(record.row)
    put("thiet_lap", "", "year", year + 1)
    put("thiet_lap", "", "date", None)
    graded = [*_graded(dataset)]
    for key, record, grade, exemplary in graded:
        put(key, record.row, "history", _with_result(record.history, year, grade, exemplary))
    if dataset.year_results:
        edits.rows[YEAR_RESULTS] = [
            *editor.below(YEAR_RESULTS, _year_results(dataset, graded, decisions or {}))
        ]
    for sheet in SHEETS:
        for attribute in _CLEARED.get(sheet.key, ()):
            for record in records_of(dataset, sheet):
                put(sheet.key, record.row, attribute, None)
    editor.apply(edits)
    return book, CarriedOver(
        year + 1, len(dataset.organisations), len(dataset.members), len(graded), emptied, added
    )


def _graded(dataset: Dataset) -> Iterator[tuple[str, _Graded, str, bool]]:
    """Whoever has a recognised grade: sheet, record, grade, whether exemplary.

    A leader's own grade is no result of the member's.
    """
    ward = Ward(dataset)
    subjects: list[tuple[str, _Graded, bool]] = [
        *(("to_chuc", body, body.exemplary) for body in dataset.organisations),
        *(("tap_the", body, False) for body in dataset.collectives),
        *(("dang_vien", m, False) for m in dataset.members if m.code or m.card),
    ]
    for key, subject, exemplary in subjects:
        review = ward.review_of(subject)
        own = "" if isinstance(subject, Member) else subject.grade
        grade = own or (review.grade if review is not None else "")
        if grade:
            yield key, subject, grade, exemplary


def _year_results(
    dataset: Dataset, graded: list[tuple[str, _Graded, str, bool]], decisions: Decisions
) -> Iterator[dict[str, Any]]:
    """The rows of this year for the sheet ``Các năm``, but for those who have one there."""
    ward, year = Ward(dataset), dataset.settings.year
    for key, subject, grade, exemplary in graded:
        if any(row.year == year for row in ward.rows_about(YearResult, subject)):
            continue
        name, other = (
            (subject.full_name, subject.card)
            if isinstance(subject, Member)
            else (subject.name, subject.name)
        )
        number, day = decisions.get(key, ("", None))
        yield {
            "subject": subject.code or other,
            "name": name,
            "year": year,
            "grade": grade,
            "exemplary": exemplary,
            "decision": number,
            "decided": None if day is None else PartialDate(day.year, day.month, day.day),
        }


def _with_result(history: str, year: int, grade: str, exemplary: bool) -> str:
    """Earlier results with this year's behind them: ``2025: HTTNV; 2026: HTXSNV``."""
    this = year_result(year, grade, exemplary=exemplary)
    if of_year(history, year):
        return history
    return "; ".join(part for part in (history.strip(" ;."), this) if part)
