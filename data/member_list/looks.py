"""What the cells of a list show beside their values (vẻ ngoài của danh sách): struck out, noted.

Somebody struck out has most likely left. Nobody is dropped for it, and nobody
made an active member in silence: their state is left to be chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ...files.spreadsheet import SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.reading import as_text
from ..cells.state_words import state_in
from ..models.source_map import column_letter, split_address
from ..workbook.beside import OUR_NAME

STATE_TO_CHOOSE = "Bị gạch ngang trong danh sách"
"""What stands in the column of states for somebody struck out, until it is chosen.

Written into the workbook, it is the same whatever the screen speaks.
"""


def struck_out(sheet: SourceSheet, row: int, columns: Collection[int]) -> bool:
    """Whether a cell of a row (from 1) in one of these columns is struck out and not empty."""
    struck = sheet.looks.struck
    cells = sheet.rows[row - 1]
    return bool(struck) and any(
        f"{column_letter(i)}{row}" in struck and i < len(cells) and as_text(cells[i])
        for i in columns
    )


def shown_beside(
    sheet: SourceSheet, people: Mapping[int, str], names: Collection[int], told: Collection[str]
) -> list[Finding]:
    """Findings on what is struck out, noted, or shows an error.

    ``people`` maps the rows (from 1) of those taken over to their names, whose
    columns are ``names``; ``told`` are the cells whose errors were told already.
    """
    return [
        *_struck(sheet, people, names),
        *_noted(sheet, people),
        *_troubled(sheet, told),
    ]


def _struck(
    sheet: SourceSheet, people: Mapping[int, str], names: Collection[int]
) -> Iterator[Finding]:
    rows: dict[int, list[str]] = {}
    for cell in sheet.looks.struck:
        column, row = split_address(cell)
        if row in people:
            rows.setdefault(row, []).append(column)
    for row, columns in sorted(rows.items()):
        first = min(columns, key=lambda column: (len(column), column))
        if struck_out(sheet, row, names):
            why = tr("“{ten}” bị gạch ngang trong danh sách; vẫn nhập, chờ chọn Tình trạng.")
            fix = tr(
                "Chọn Tình trạng trong sổ (“Đã chuyển đi”, “Từ trần” …); gạch nhầm thì xoá chữ ở "
                "ô Tình trạng."
            )
            yield found(
                "KT-124", sheet.name, f"{first}{row}", people[row], why.format(ten=people[row]), fix
            )
            continue
        why = tr("Chữ bị gạch ngang vẫn được đọc như chữ thường.")
        fix = tr("Xem lại ô ấy của “{ten}” trong sổ.").format(ten=people[row])
        yield found("KT-124", sheet.name, f"{first}{row}", "", why, fix)


def _noted(sheet: SourceSheet, people: Mapping[int, str]) -> Iterator[Finding]:
    for cell, (author, text) in sheet.looks.notes.items():
        row = split_address(cell)[1]
        if author == OUR_NAME:
            continue
        meant = state_in(text) if row in people else None
        if meant is None:
            why = tr("Chú thích gắn vào ô này không được nhập.")
            fix = tr("Nội dung cần dùng thì ghi vào cột tương ứng của sổ.")
            yield found("KT-122", sheet.name, cell, text, why, fix)
            continue
        why = tr("Chú thích gắn vào ô của “{ten}” có chữ “{chu}”; chú thích không được nhập.")
        fix = tr("Nếu đúng thì chọn “{tt}” ở cột Tình trạng của người này, trang Đảng viên.")
        why = why.format(ten=people[row], chu=meant.word)
        yield found("KT-341", sheet.name, cell, text, why, fix.format(tt=meant.status))


def _troubled(sheet: SourceSheet, told: Collection[str]) -> Iterator[Finding]:
    """One finding for each column with cells that show an error or were never calculated."""
    columns: dict[str, list[str]] = {}
    for cell in sheet.troubles:
        if cell not in told:
            columns.setdefault(split_address(cell)[0], []).append(cell)
    for cells in columns.values():
        why = tr("{n} ô báo lỗi hoặc có công thức chưa tính nên không có giá trị, từ ô này.")
        fix = tr("Mở danh sách bằng Excel, sửa hoặc tính lại, lưu rồi nhập lại.")
        text = sheet.troubles[cells[0]][1]
        yield found("KT-213", sheet.name, cells[0], text, why.format(n=len(cells)), fix)
