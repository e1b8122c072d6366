"""Bringing a list typed with old fonts into Unicode (chuyển mã danh sách)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from ...files.sheet_edit import EditableWorkbook
from ...files.spreadsheet import SourceBook, SourceSheet
from ...files.unpacked import read_part
from ...findings import Finding, found
from ...i18n import tr
from ..cells.legacy_text import Codec, decode, font_codec, guess_codec, has_odd_words
from ..cells.reading import as_text
from ..models.source_map import column_letter

_OLD_FONT = re.compile(rb'(?:val|typeface|rFont)="(?:\.Vn|VNI-)', re.IGNORECASE)
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_CODEC_NAMES: dict[Codec, str] = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}

Fonts = dict[tuple[int, int], tuple[Codec, bool]]


def decode_book(book: SourceBook) -> list[Finding]:
    """Turn all text of a book that was typed with old fonts into Unicode, in place.

    The font of a cell tells the encoding where the file names fonts; else the
    words do, sheet by sheet. Each sheet so treated gives one finding.
    """
    fonts = _fonts(book.path)
    findings: list[Finding] = []
    for sheet in book.sheets:
        findings += _decode_sheet(sheet, fonts.get(sheet.name, {}))
    return findings


def _decode_sheet(sheet: SourceSheet, fonts: Fonts) -> list[Finding]:
    codec = _sheet_codec(sheet)
    if codec is None and not fonts:
        return []
    mixed = any(isinstance(c, str) and _UNICODE.search(c) for row in sheet.rows for c in row)
    counts: Counter[Codec] = Counter()
    first: dict[Codec, tuple[str, str]] = {}
    findings: list[Finding] = []
    for r, row in enumerate(sheet.rows):
        for c, cell in enumerate(row):
            if not isinstance(cell, str) or not cell or _UNICODE.search(cell):
                continue
            told, capitals = fonts.get((r, c), (None, False))
            used = told or codec
            if used is None or (cell.isascii() and not capitals):
                continue
            decoded = decode(cell, used, capitals=capitals)
            address = f"{column_letter(c)}{r + 1}"
            if has_odd_words(decoded) and not has_odd_words(cell):
                continue
            if told is None and mixed and not has_odd_words(cell):
                findings.append(_unsure(sheet.name, address, cell, decoded))
                continue
            row[c] = decoded
            counts[used] += 1
            first.setdefault(used, (address, cell))
    for used, count in counts.items():
        address, text = first[used]
        why = tr("{n} ô gõ bằng bảng mã {ma}, đã chuyển sang Unicode, bắt đầu từ ô này.").format(
            n=count, ma=_CODEC_NAMES[used]
        )
        findings.append(found("KT-807", sheet.name, address, text, why, tr("So lại vài tên.")))
    return findings


def _unsure(sheet: str, address: str, cell: str, decoded: str) -> Finding:
    why = tr("Trang có cả chữ Unicode và chữ mã cũ; ô này để nguyên, nhưng có thể là “{chu}”.")
    fix = tr("So với bản in; nếu sai thì sửa trong sổ.")
    return found("KT-814", sheet, address, cell, why.format(chu=as_text(decoded)), fix)


def _sheet_codec(sheet: SourceSheet) -> Codec | None:
    """The old encoding most suspicious words of a sheet are in, ``None`` when there are none."""
    votes: Counter[Codec] = Counter()
    for row in sheet.rows:
        for cell in row:
            if isinstance(cell, str) and not cell.isascii():
                guess = guess_codec(cell)
                if guess is not None:
                    votes[guess] += 1
    return votes.most_common(1)[0][0] if votes else None


def _fonts(path: Path) -> dict[str, Fonts]:
    """The cells in an old font of each sheet, by (row, column) from 0; {} when there are none."""
    if not _OLD_FONT.search(read_part(path, "xl/styles.xml")):
        return {}
    book = EditableWorkbook(path)
    codec_of = cache(lambda style: font_codec(book.styles.font(style)))
    result: dict[str, Fonts] = {}
    for name in book.sheet_names:
        cells: Fonts = {}
        for row, column, style in book.sheet(name).cell_styles():
            if old := codec_of(style):
                cells[row - 1, column - 1] = old
        result[name] = cells
    return result
