"""A list in a Word file (danh sách .docx): each table a sheet, with the lines above it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...files.held import held
from ...files.kinds import unreadable
from ...files.spreadsheet import Row, SourceBook, SourceSheet, Span
from ...i18n import tr

if TYPE_CHECKING:
    from docx.table import Table

SUFFIXES = (".docx",)


def read_word_tables(path: Path) -> SourceBook:
    """The tables of a Word file as sheets named after their order.

    A table's sheet begins with the paragraphs and small tables since the one
    before: the letterhead, the title. Raises ``WorkbookUnreadable``.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile):
        why = tr("Tệp Word đã hỏng hoặc được đặt mật khẩu.")
        raise unreadable(path, why, tr("Mở bằng Word, lưu lại thành .docx.")) from None
    sheets: list[SourceSheet] = []
    above: list[Row] = []
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            above.append([block.text] if block.text.strip() else [])
            continue
        rows, merged = _cells(block)
        if len(rows) < 3 and not sheets:
            above += rows  # the letterhead is a table of one or two rows
            continue
        name = tr("Bảng {so}").format(so=len(sheets) + 1)
        spans = [((a + len(above), b), (c + len(above), d)) for (a, b), (c, d) in merged]
        sheets.append(SourceSheet(name, True, [*above, *rows], spans))
        above = []
    if sheets:
        sheets[-1].rows += above
    elif above:
        sheets.append(SourceSheet(tr("Bảng {so}").format(so=1), True, above))
    return SourceBook(path, sheets, held(path))


def _cells(table: Table) -> tuple[list[Row], list[Span]]:
    """The texts of a table, a merged cell's only once, and where cells are merged."""
    rows: list[Row] = []
    places: dict[Any, list[tuple[int, int]]] = {}
    for r, row in enumerate(table.rows):
        texts: Row = [""] * row.grid_cols_before
        for cell in row.cells:
            spot = places.setdefault(cell._tc, [])
            texts.append("" if spot else cell.text)
            spot.append((r, len(texts) - 1))
        rows.append(texts)
    merged = [(min(spots), max(spots)) for spots in places.values() if len(spots) > 1]
    return rows, merged
