"""The checklist of the season as an Excel workbook (tổng quan trên Excel)."""

from __future__ import annotations

from ...i18n import tr
from ..overview import Overview, Step, UnitState
from .tables import ExcelTable, tables_workbook


def overview_workbook(found: Overview) -> bytes:
    """Two sheets: the units with their counts, the steps with who lacks them."""
    units = ExcelTable(
        tr("Đơn vị"),
        {
            tr("Mã"): 10,
            tr("Tên đơn vị"): 42,
            tr("Đảng viên"): 11,
            tr("Thuộc diện"): 11,
            tr("Bản kiểm điểm"): 11,
            tr("Báo cáo tập thể"): 11,
            tr("Ngày họp"): 11,
            tr("Kiểm phiếu"): 11,
            tr("Đề nghị"): 11,
            tr("Công nhận"): 11,
            tr("Hồ sơ đủ"): 11,
            tr("Báo cáo kết quả"): 11,
            tr("Giấy tờ"): 11,
            tr("Có số"): 11,
            tr("Phát hành"): 11,
        },
        [_unit(unit) for unit in found.units],
        _sum(found) if len(found.units) > 1 else (),
    )
    columns = {tr("Việc"): 34, tr("Đã xong"): 10, tr("Tất cả"): 10, tr("Hạn"): 14}
    columns |= {tr("Căn cứ"): 34, tr("Còn thiếu"): 90}
    steps = ExcelTable(tr("Việc"), columns, [_step(step) for step in found.steps])
    return tables_workbook(units, steps)


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


def _sum(found: Overview) -> list[object]:
    """The last row: numbers added up, marks and days counted (cộng)."""
    sums, units = found.sums, found.units
    return [
        "",
        tr("Cộng"),
        *(sums[name] for name in ("members", "due", "written")),
        sum(unit.report for unit in units),
        sum(unit.conference is not None for unit in units),
        *(sums[name] for name in ("counted", "proposed", "recognised", "complete")),
        sum(unit.told for unit in units),
        *(sums[name] for name in ("papers", "numbered", "sent")),
    ]


def _step(step: Step) -> list[object]:
    day, lacking = step.deadline or "", ", ".join(step.lacking)
    return [step.name, step.done, step.of, day, step.source, lacking]
