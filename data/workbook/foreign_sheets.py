"""Sheets of the workbook that nobody reads (trang lạ): each is told, and what it looks like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...conventions.spelling import fold
from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..models import SHEETS, Settings, Sheet
from ..models.fields import fields_of
from .headers import HeaderIndex
from .sheet_names import GUIDE_SHEET, LISTS_SHEET, NEEDED

# A header of the sheet it looks like stands in its first rows, with so many of the columns.
_SEARCHED_ROWS = 15
_ALIKE = 4


def unread_sheets(sheets: Iterable[SourceSheet], read: Mapping[str, SourceSheet]) -> list[Finding]:
    """One finding for each sheet with something in it that is none of the book's own.

    One that holds the columns of a sheet of the book is a warning: people copy
    a sheet and go on in the copy. Where the book's own is gone it was renamed, and
    stops the work: papers made of its rows would be taken for papers of no rows.
    """
    own = {fold(GUIDE_SHEET), fold(LISTS_SHEET)}
    taken = {id(sheet) for sheet in read.values()}
    findings = []
    for sheet in sheets:
        if id(sheet) in taken or fold(sheet.name) in own or not _filled(sheet):
            continue
        like = _like(sheet)
        if like is None:
            why = tr("Trang này không phải trang của sổ nên không được đọc.")
            fix = tr("Là trang ghi riêng thì không phải làm gì.")
            findings.append(found("KT-121", sheet.name, why=why, fix=fix))
        elif like.key in NEEDED and like.key not in read:
            continue  # that the sheet is missing is told, and which one it may be
        elif like.key not in read:
            why = tr("Trang này có các cột của trang “{ten}”, mà sổ không còn trang “{ten}”.")
            fix = tr("Đổi tên trang này thành “{ten}”; không dùng nữa thì xoá trang này.")
            why, fix = why.format(ten=like.name), fix.format(ten=like.name)
            findings.append(found("KT-132", sheet.name, why=why, fix=fix))
        else:
            why = tr("Trang này có các cột của trang “{ten}” nhưng không được đọc.")
            fix = tr("Dữ liệu còn dùng thì chép sang trang “{ten}”; không dùng thì xoá trang này.")
            why, fix = why.format(ten=like.name), fix.format(ten=like.name)
            findings.append(found("KT-102", sheet.name, why=why, fix=fix))
    return findings


def _filled(sheet: SourceSheet) -> bool:
    return any(cell not in ("", None) for row in sheet.rows for cell in row)


def _like(sheet: SourceSheet) -> Sheet | None:
    best: tuple[int, Sheet | None] = (_ALIKE - 1, None)
    for known in SHEETS:
        if known.model is Settings:
            continue
        index = HeaderIndex(fields_of(known.model))
        for row in sheet.rows[:_SEARCHED_ROWS]:
            texts = [text for cell in row if (text := as_text(cell))]
            alike = len({match.attribute for t in texts if (match := index.match(t))})
            if alike > best[0]:
                best = alike, known
    return best[1]
