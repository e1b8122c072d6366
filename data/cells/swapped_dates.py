"""Dates that Excel may have turned round (ngày bị đảo): the tell-tale of a whole column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ...files.spreadsheet import Row
from ...findings import Finding, found
from ...i18n import tr
from ..models.fields import FieldSpec
from ..models.source_map import column_letter
from .dates import parse_date

_ENOUGH = 5
_LAST_MONTH = 12


def swapped_columns(sheet: str, rows: Sequence[Row], fields: dict[int, FieldSpec]) -> list[Finding]:
    """A warning for each date column that Excel seems to have read month first.

    An Excel set to English turns ``05/06/1990`` into a date cell for 6 May and
    leaves ``26/03/1962`` as text. So a column in which every date cell has a
    day up to 12 and every full date typed as text a day above 12 is suspect.
    """
    findings = []
    for i, spec in fields.items():
        if spec.kind != "date":
            continue
        cells = [row[i] for row in rows if i < len(row) and row[i] != ""]
        real = [c for c in cells if isinstance(c, dt.date)]
        if len(real) < _ENOUGH or any(c.day > _LAST_MONTH for c in real):
            continue
        typed = [v for c in cells if isinstance(c, str) and (v := parse_date(c).value)]
        days = [v.day for v in typed if v.day is not None]
        if len(days) >= _ENOUGH and all(day > _LAST_MONTH for day in days):
            why = tr(
                "Các ô kiểu ngày đều có ngày không quá 12, còn các ô kiểu chữ đều có ngày trên 12: "
                "dấu hiệu Excel đặt theo kiểu Mỹ đã đổi chỗ ngày và tháng."
            )
            fix = tr("So vài người với lý lịch; nếu sai, gõ lại các ô kiểu ngày ở dạng chữ.")
            findings.append(found("KT-205", sheet, column_letter(i), why=why, fix=fix))
    return findings
