"""Columns ticked for full and probationary members (cột đánh dấu Chính thức, Dự bị)."""

from __future__ import annotations

from functools import cache

from ....files.spreadsheet import Row
from ...cells.numbers import parse_mark
from ...reference import choice, table
from ...workbook.headers import header_key
from .mapping import ListColumns


def ticked_standing(row: Row, columns: ListColumns) -> dict[int, str]:
    """The standing that a tick in a row tells, by column; nothing where two ticks contradict."""
    told = {
        i: standing
        for i, header in columns.headers.items()
        if i < len(row)
        and isinstance(row[i], str)
        and (standing := _standing_of().get(header_key(header)))
        and parse_mark(row[i]).value
    }
    return told if len(set(told.values())) == 1 else {}


@cache
def _standing_of() -> dict[str, str]:
    return {
        header_key(header): choice("standing", key)
        for key, headers in table("list-headers")["standing_ticks"].items()
        for header in headers
    }
