"""Text of a list that could not be read (chữ không đọc được): where the workbook keeps it.

In its own cell, where a check asks about it; only a date without a century goes
into the note, for a spreadsheet would guess the century when the cell is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...cells.dates import lacks_century
from ...models import Member
from ...models.fields import fields_of

_DATES = {spec.attribute: spec.label for spec in fields_of(Member) if spec.kind == "date"}


def kept_text(raw: Mapping[str, str], read: Mapping[str, Any]) -> dict[str, str]:
    """The cells such texts go to, by attribute.

    ``read`` are the values there are, of which none gives way.
    """
    unread = {a: text for a, text in raw.items() if a not in read}
    note = str(read.get("note") or "")
    noted = {a: text for a, text in unread.items() if a in _DATES and lacks_century(text)}
    kept = {a: text for a, text in unread.items() if a not in noted}
    told = [f"{_DATES[a]}: {text}" for a, text in noted.items()]
    told = [text for text in told if text not in note]
    if told:
        kept["note"] = "; ".join([note, *told] if note else told)
    return kept
