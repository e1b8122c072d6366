"""The order of findings (thứ tự phát hiện): as the sheets of the workbook stand."""

from __future__ import annotations

from collections.abc import Iterable

from ...findings import Finding, in_order
from . import SHEETS


def in_book_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, then as their places follow one another in the workbook."""
    return in_order(findings, [sheet.name for sheet in SHEETS])
