"""Date columns of the workbook with day and month in the wrong order (cột ngày bị đảo)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..cells.swapped_dates import TurnedColumn, excel_turned_why, turned_columns
from ..models import Sheet
from ..models.fields import FieldSpec, Record
from ..models.partial_date import PartialDate
from ..models.source_map import SourceMap, column_letter

_CODES = {"typed": "KT-231", "excel": "KT-205", "unclear": "KT-232", "beside": "KT-232"}
_OF_ONE_CELL = "KT-203"


def tell_turned_dates(
    sheet: Sheet,
    source_sheet: SourceSheet,
    fields: Mapping[int, FieldSpec],
    records: Sequence[Record],
    findings: list[Finding],
    source: SourceMap,
) -> None:
    """Add a finding for each cell of such a column; they take the place of those on single cells.

    A date typed month first is not kept: read day first it would be another day.
    """
    rows = [source_sheet.rows[record.row - 1] for record in records]
    for i, column in turned_columns(rows, fields).items():
        told = []
        for n, date in column.dates.items():
            record, raw = records[n], rows[n][i]
            cell = f"{column_letter(i)}{record.row}"
            why, fix = _words(column, fields[i].label, raw, date)
            told.append(found(_CODES[column.turn], sheet.name, cell, _shown(raw), why, fix))
            if column.turn == "typed":
                setattr(record, fields[i].attribute, fields[i].default)
                source.rejected.add((sheet.key, cell))
        if column.turn == "typed":
            cells = {(f.sheet, f.cell) for f in told}
            findings[:] = [
                f for f in findings if f.code != _OF_ONE_CELL or (f.sheet, f.cell) not in cells
            ]
        findings += told


def _shown(raw: object) -> str:
    return str(PartialDate.of(raw)) if isinstance(raw, dt.date) else as_text(raw)


def _words(column: TurnedColumn, label: str, raw: object, date: PartialDate) -> tuple[str, str]:
    repair = tr("Gõ “{lenh}” để có bản sao đã đổi cả cột, rồi so vài người với lý lịch.")
    repair = repair.format(lenh="giayto kiem-tra --sua")
    if column.turn == "typed":
        why = tr(
            "Cả cột “{cot}” ghi tháng trước, ngày sau: {so} ô có số thứ hai trên 12, không ô "
            "nào có số thứ nhất trên 12. Chương trình luôn đọc ngày trước, tháng sau."
        )
        return why.format(cot=label, so=column.proven), repair
    if column.turn == "excel":
        return excel_turned_why(), repair
    why = tr(
        "Cột “{cot}” có {so} ô ghi tháng trước và có ô ghi ngày trước; ô này có thể là {ngay}."
    )
    if column.turn == "beside":
        why = tr("Trang này có cột ngày ghi tháng trước; ở cột “{cot}” ô này có thể là {ngay}.")
    fix = tr("So với lý lịch từng người, ghi lại theo ngày/tháng/năm.")
    return why.format(cot=label, so=column.proven, ngay=date), fix
