"""A repaired copy of the workbook (bản sao đã sửa); the workbook itself is never touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..data.workbook.list_sheet import ListColumn, ListRow, add_list
from ..data.workbook.sheet_names import REPAIRS_SHEET
from ..files.sheet_edit import EditableWorkbook
from ..files.whole import writing
from ..i18n import tr
from .repairs import Repair, plan_repairs

_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was repaired (kết quả sửa giúp). ``target`` is ``None`` when there was nothing to."""

    target: Path | None
    repairs: tuple[Repair, ...]


def write_repaired(workbook: Path, target: Path) -> Repaired:
    """Repair what needs no judgement, into a copy whose last sheet lists each change.

    A cell that holds a formula stays. Raises :class:`WorkbookUnreadable` and
    :class:`CannotWrite`.
    """
    plan = plan_repairs(workbook)
    book = EditableWorkbook(workbook)
    repairs = tuple(r for r in plan.repairs if not book.sheet(r.sheet).holds_formula(r.cell))
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
