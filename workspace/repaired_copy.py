"""A repaired copy of the workbook (bản sao đã sửa); the workbook itself is never touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..data.workbook.list_sheet import ListColumn, ListRow, add_list
from ..data.workbook.sheet_names import REPAIRS_SHEET
from ..errors import WorkbookUnreadable
from ..files.sheet_edit import EditableWorkbook
from ..files.whole import writing
from ..i18n import tr
from .repairs import Plan, Repair, plan_repairs

_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was repaired (kết quả sửa giúp). ``target`` is ``None`` when there was nothing to."""

    target: Path | None
    repairs: tuple[Repair, ...]


def write_repaired(workbook: Path, target: Path) -> Repaired:
    """Repair what needs no judgement, into a copy whose last sheet lists each change.

    A cell stays that holds a formula, or letters of several looks. Raises
    :class:`WorkbookUnreadable` and :class:`CannotWrite`.
    """
    book, plan, repairs = _planned(workbook)
    if not repairs:
        return Repaired(None, ())
    for name, ref in plan.parted:
        book.sheet(name).unmerge(ref)
    for repair in repairs:
        sheet = book.sheet(repair.sheet)
        look = sheet.look(repair.cell)
        sheet.set(repair.cell, repair.value, look)
        if repair.as_text:
            sheet.set_style(repair.cell, book.styles.with_format(look, _TEXT))
    _list(book, repairs, workbook.name)
    content = book.to_bytes()
    with writing(target) as file:
        file.write(content)
    return Repaired(target, repairs)


def repairable(workbook: Path) -> int:
    """How many cells `write_repaired` would change; 0 for a workbook that only can be read."""
    try:
        return len(_planned(workbook)[2])
    except WorkbookUnreadable:
        return 0


def _planned(workbook: Path) -> tuple[EditableWorkbook, Plan, tuple[Repair, ...]]:
    plan = plan_repairs(workbook)
    book = EditableWorkbook(workbook)
    return book, plan, tuple(repair for repair in plan.repairs if _is_plain(book, repair))


def _is_plain(book: EditableWorkbook, repair: Repair) -> bool:
    sheet = book.sheet(repair.sheet)
    return not sheet.holds_formula(repair.cell) and not book.holds_runs(sheet, repair.cell)


def _list(book: EditableWorkbook, repairs: tuple[Repair, ...], workbook: str) -> None:
    columns = (
        ListColumn(tr("Trang"), 16),
        ListColumn(tr("Ô"), 9, linked=True),
        ListColumn(tr("Cột"), 20),
        ListColumn(tr("Trước"), 36),
        ListColumn(tr("Sau"), 36),
        ListColumn(tr("Việc đã làm"), 44),
    )
    rows = [
        ListRow((r.sheet, r.cell, r.column, r.before, r.after, r.sentence), (r.sheet, r.cell))
        for r in repairs
    ]
    remarks = (
        tr("Những ô chương trình đã sửa: {so}").format(so=len(repairs)),
        tr("Bấm vào cột Ô thì đến ô đã sửa. Sổ {tep} không bị đụng đến.").format(tep=workbook),
    )
    add_list(book, REPAIRS_SHEET, remarks, columns, rows, first=False)
