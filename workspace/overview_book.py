"""The checklist of the season as an Excel workbook (tổng quan trên Excel)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..files.excel import FONT, print_on_a4, save_workbook
from ..i18n import tr
from .overview import Overview, Step, UnitState

_HEAD = PatternFill("solid", fgColor="DDEBF7")
_SIZE_PT = 12
_UNITS = (10, 42, *[11] * 13)
_STEPS = (34, 10, 10, 14, 34, 90)
"""Widths of the columns, in characters."""


def overview_workbook(found: Overview) -> bytes:
    """Two sheets: the units with their counts, the steps with who lacks them."""
    book = Workbook()
    units = book.worksheets[0]
    units.title = tr("Đơn vị")
    heads = [tr("Mã"), tr("Tên đơn vị"), tr("Đảng viên"), tr("Thuộc diện"), tr("Bản kiểm điểm")]
    heads += [tr("Báo cáo tập thể"), tr("Ngày họp"), tr("Kiểm phiếu"), tr("Đề nghị")]
    heads += [tr("Công nhận"), tr("Hồ sơ đủ"), tr("Báo cáo kết quả"), tr("Giấy tờ")]
    heads += [tr("Có số"), tr("Phát hành")]
    _fill(units, heads, _UNITS, [_unit(unit) for unit in found.units])
    steps = book.create_sheet(tr("Việc"))
    heads = [tr("Việc"), tr("Đã xong"), tr("Tất cả"), tr("Hạn"), tr("Căn cứ"), tr("Còn thiếu")]
    _fill(steps, heads, _STEPS, [_step(step) for step in found.steps])
    stream = io.BytesIO()
    save_workbook(book, stream)
    return stream.getvalue()


def _unit(unit: UnitState) -> list[object]:
    return [
        unit.code,
        unit.name,
        unit.members,
        unit.due,
        unit.written,
        "x" if unit.report else "",
        unit.conference or "",
        unit.counted,
        unit.proposed,
        unit.recognised,
        unit.complete,
        "x" if unit.told else "",
        unit.papers,
        unit.numbered,
        unit.sent,
    ]


def _step(step: Step) -> list[object]:
    day, lacking = step.deadline or "", ", ".join(step.lacking)
    return [step.name, step.done, step.of, day, step.source, lacking]


def _fill(
    sheet: Worksheet, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[object]]
) -> None:
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            first = cell.row == 1
            cell.font = Font(name=FONT, size=_SIZE_PT, bold=first)
            cell.alignment = Alignment(wrap_text=True, vertical="center" if first else "top")
            if first:
                cell.fill = _HEAD
            if isinstance(cell.value, dt.date):
                cell.number_format = "dd/mm/yyyy"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, header_row=1)
