"""The fast reader (người đọc nhanh): the values of a spreadsheet, by a library written in Rust."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from .refusals import damaged, protected, too_much

# 25,000 people take a third of it; so many cells, empty ones among them, take some 150 MB.
MOST_CELLS = 4_000_000

PlainSheet = tuple[str, bool, list[list[Any]], list[tuple[tuple[int, int], tuple[int, int]]]]
"""Name, visible, rows from row 1 and column A, merged ranges."""


def read_sheets(path: Path, content: bytes) -> list[PlainSheet]:
    """The sheets of a workbook of any kind; ``path`` only names it.

    Raises ``WorkbookUnreadable``. A hostile file may end the process it is read
    in: see `killable`.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        sheets: list[PlainSheet] = []
        left = MOST_CELLS
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for meta in book.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                left -= sheet.total_height * sheet.total_width
                if left < 0:
                    raise too_much(path)
                rows = sheet.to_python(skip_empty_area=False)
                merged = list(sheet.merged_cell_ranges or [])
                visible = meta.visible == SheetVisibleEnum.Visible
                sheets.append((meta.name, visible, rows, merged))
    except PasswordError:
        raise protected(path) from None
    except (CalamineError, OSError, ValueError):
        raise damaged(path) from None
    except BaseException as error:
        # A crash inside comes as a PanicException, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path) from None
    return sheets
