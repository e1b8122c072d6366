"""Text of a list that could not be read (chữ không đọc được): where the workbook keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..models import Member
from ..models.fields import fields_of

_DATES = {spec.attribute: spec.label for spec in fields_of(Member) if spec.kind == "date"}


def kept_text(raw: Mapping[str, str], read: Mapping[str, Any]) -> dict[str, str]:
    """The cells such texts go to: their own; a date's into the note, that nobody takes it for one.

    ``read`` are the values there are, of which none gives way.
    """
    unread = {a: text for a, text in raw.items() if a not in read}
    note = str(read.get("note") or "")
    kept = {attribute: text for attribute, text in unread.items() if attribute not in _DATES}
    told = [f"{_DATES[a]}: {text}" for a, text in unread.items() if a in _DATES]
    told = [text for text in told if text not in note]
    if told:
        kept["note"] = "; ".join([note, *told] if note else told)
    return kept
