"""What is said of letters that only look Vietnamese (báo chữ lạ): once a sheet."""

from __future__ import annotations

from ...conventions.spelling import nfc
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..models.source_map import column_letter
from .look_alikes import look_alikes_in, true_letters
from .reading import as_text

_SHOWN = 6


def odd_letters(sheet: SourceSheet, fix: str) -> list[Finding]:
    """One finding for a sheet with such letters, at the first cell; ``fix`` is what to do."""
    cells = [
        (f"{column_letter(i)}{number}", cell)
        for number, row in enumerate(sheet.rows, start=1)
        for i, cell in enumerate(row)
        if isinstance(cell, str) and not cell.isascii() and look_alikes_in(cell)
    ]
    cells = [(place, text) for place, text in cells if true_letters(nfc(text)) != nfc(text)]
    if not cells:
        return []
    place, text = cells[0]
    letters = dict.fromkeys(letter for _, cell in cells for letter in look_alikes_in(cell))
    why = tr(
        "{n} ô có chữ trông như chữ Việt mà là chữ khác ({chu}); đã đọc thành chữ Việt, bắt đầu "
        "từ ô này: “{moi}”."
    ).format(n=len(cells), chu=" ".join(list(letters)[:_SHOWN]), moi=as_text(text))
    return [found("KT-220", sheet.name, place, text, why, fix)]
