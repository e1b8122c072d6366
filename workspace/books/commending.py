"""Who may be commended as an Excel workbook (diện đề nghị khen thưởng trên Excel)."""

from __future__ import annotations

from ...i18n import tr
from ..commending import Commendable
from .tables import ExcelTable, tables_workbook


def commendable_workbook(found: Commendable) -> bytes:
    """Three sheets: who may be proposed, the sums by form, who is left out or short of years."""
    columns = {tr("Họ tên, tên tổ chức"): 34, tr("Mã chi bộ"): 12, tr("Hình thức"): 14}
    columns |= {tr("Thành tích"): 14, tr("Căn cứ"): 60, tr("Còn thiếu"): 40}
    columns |= {tr("Tiền thưởng (đồng)"): 18, tr("Ai quyết định"): 34, tr("Đã ghi ở sổ"): 12}
    lines = [
        [
            line.name,
            line.unit,
            line.form,
            line.period,
            "\n".join(line.evidence),
            "\n".join(line.missing),
            line.amount,
            line.decider,
            "x" if line.listed else "",
        ]
        for line in found.lines
    ]
    kinds = {tr("Hình thức"): 20, tr("Thành tích"): 20, tr("Số trường hợp"): 16}
    kinds |= {tr("Tiền thưởng (đồng)"): 20}
    short = tr("chưa biết đủ bốn năm trước để xét 5 năm liền")
    left = [*found.left_out, *((name, short) for name in found.gaps)]
    return tables_workbook(
        ExcelTable(tr("Đề nghị"), columns, lines),
        ExcelTable(tr("Cộng"), kinds, found.sums),
        ExcelTable(tr("Không đề nghị"), {tr("Họ tên, tên tổ chức"): 34, tr("Vì sao"): 80}, left),
    )
