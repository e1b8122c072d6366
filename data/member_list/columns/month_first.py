"""Date columns written month first (tháng trước ngày sau), known by the column as a whole.

A list's column is turned round at once, so it needs more proof than the
workbook's, of which `swapped_dates` only tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....files.spreadsheet import Row
from ....findings import Finding, found
from ....i18n import tr
from ...cells.dates import parse_date
from ...cells.swapped_dates import LAST_MONTH

_DATE = re.compile(r"\s*(\d{1,2})(\s*[/.\-]\s*)(\d{1,2})(\s*[/.\-]\s*\d{4})\s*")
# One date may be a slip; so many that can only be read one way are a habit.
_ENOUGH = 3


def month_first(rows: Sequence[Row], column: int) -> int:
    """How many texts of a column can only be dates written month first; 0 unless the column is so.

    It is when there are three or more of them, at least a quarter of its full
    dates, and none that can only be read day first.
    """
    proofs = dates = 0
    for row in rows:
        raw = row[column] if column < len(row) else ""
        match = _DATE.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            continue
        dates += 1
        first, second = int(match[1]), int(match[3])
        if first > LAST_MONTH:
            return 0
        if second > LAST_MONTH and parse_date(turned(match.group())).value is not None:
            proofs += 1
    return proofs if proofs >= _ENOUGH and proofs * 4 >= dates else 0


def turned(raw: object) -> object:
    """A date written month first as one written day first; anything else as it is."""
    match = _DATE.fullmatch(raw) if isinstance(raw, str) else None
    return f"{match[3]}{match[2]}{match[1]}{match[4]}" if match else raw


def said_of(sheet: str, letter: str, label: str, proofs: int) -> Finding:
    """The finding on a column that was read month first."""
    why = tr(
        "Cột {cot} ghi tháng trước ngày: {n} ô chỉ đọc được theo cách ấy, không ô nào chỉ đọc "
        "được theo cách ngày trước. Cả cột đã được đọc theo tháng/ngày/năm."
    )
    fix = tr("So vài người với lý lịch.")
    return found("KT-816", sheet, letter, why=why.format(cot=label, n=proofs), fix=fix)
