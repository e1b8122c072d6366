"""Merged cells of an .ods (ô gộp): the fast reader tells them for other kinds only."""

from __future__ import annotations

import html
import re

Span = tuple[tuple[int, int], tuple[int, int]]
"""((row, column), (row, column)) counted from 0, both ends included."""

# Within a tag no "<" can stand, so that an unclosed one costs no more than its own length.
_TAG = re.compile(
    rb"<table:(table-row|covered-table-cell|table-cell|table)(?=[\s/>])((?:\"[^\"<]*\"|[^<>\"])*)>"
)
_NUMBER = re.compile(
    rb'table:number-(rows|columns)-(spanned|repeated)="(\d{1,7})"',
)
_NAME = re.compile(rb'table:name="([^"]*)"')
_SPANNED = re.compile(rb'-spanned="(?!1")')


def spans_of_ods(content: bytes) -> dict[str, list[Span]]:
    """The merged cells of an .ods by sheet, from its ``content.xml``; only sheets with any."""
    found: dict[str, list[Span]] = {}
    if _SPANNED.search(content) is None:
        return found
    sheet, row, column, next_row = "", 0, 0, 0
    for kind, attributes in _TAG.findall(content):
        numbers = {(a, b): int(n) for a, b, n in _NUMBER.findall(attributes)}
        if kind == b"table":
            name = _NAME.search(attributes)
            sheet = html.unescape(name.group(1).decode(errors="replace")) if name else ""
            next_row = 0
        elif kind == b"table-row":
            row, column = next_row, 0
            next_row += numbers.get((b"rows", b"repeated"), 1)
        else:
            down = numbers.get((b"rows", b"spanned"), 1)
            across = numbers.get((b"columns", b"spanned"), 1)
            if down > 1 or across > 1:
                last = (row + max(down, 1) - 1, column + max(across, 1) - 1)
                found.setdefault(sheet, []).append(((row, column), last))
            column += numbers.get((b"columns", b"repeated"), 1)
    return found
