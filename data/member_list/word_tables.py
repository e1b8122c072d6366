"""A list in a Word file (danh sách .docx): each table a sheet, with the lines above it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...files.fast_reader import PlainSheet
from ...files.refusals import unreadable
from ...files.sheet_xml import Span
from ...files.spreadsheet import Row
from ...files.unpacked import unpack
from ...i18n import tr

if TYPE_CHECKING:
    from docx.table import Table

SUFFIXES = (".docx",)


def read_tables(path: Path, content: bytes) -> list[PlainSheet]:
    """The tables of a Word file as sheets named after their order; ``path`` only names it.

    A table's sheet begins with the paragraphs and small tables since the one
    before: the letterhead, the title. Raises ``WorkbookUnreadable``.
    """
    from docx import Document
    from docx.table import Table

    unpack(path, content)
    try:
        document = Document(io.BytesIO(content))
        blocks = list(document.iter_inner_content())
    except Exception:  # whatever python-docx and lxml raise, it is no Word file to them
        why = tr("Tệp Word đã hỏng hoặc được đặt mật khẩu.")
        raise unreadable(path, why, tr("Mở bằng Word, lưu lại thành .docx.")) from None
    sheets: list[PlainSheet] = []
    above: list[Row] = []
    for block in blocks:
        if not isinstance(block, Table):
            above.append([block.text] if block.text.strip() else [])
            continue
        rows, merged = _cells(block)
        if len(rows) < 3 and not sheets:
            above += rows  # the letterhead is a table of one or two rows
            continue
        name = tr("Bảng {so}").format(so=len(sheets) + 1)
        spans = [((a + len(above), b), (c + len(above), d)) for (a, b), (c, d) in merged]
        sheets.append((name, True, [*above, *rows], spans))
        above = []
    if sheets:
        sheets[-1][2].extend(above)
    elif above:
        sheets.append((tr("Bảng {so}").format(so=1), True, above, []))
    return sheets


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
