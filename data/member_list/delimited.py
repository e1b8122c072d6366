"""A list in a text file (danh sách .csv): its encoding and its separator told from the content."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from pathlib import Path

from ...conventions.spelling import nfc
from ...files.held import held
from ...files.kinds import read_bytes, too_large, wide_encoding
from ...files.refusals import unreadable
from ...files.spreadsheet import Row, SourceBook, SourceSheet
from ...findings import Finding, found
from ...i18n import tr
from ..cells.legacy_text import decode
from ..cells.syllables import is_syllable
from .columns.mapping import find_header

SUFFIXES = (".csv", ".txt", ".tsv", ".tab")
_SEPARATORS = ";,\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD = re.compile(r"[^\W\d_]+")
_OLD_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’–…]+")
_TOLD = re.compile(r"sep=(.)", re.IGNORECASE)
# ="00123" is how programs keep Excel from eating zeros.
_AS_FORMULA = re.compile(r'="([^"]*)"')
# 25,000 people take some 10 MB.
_MOST_BYTES = 40 << 20
_MOST_CELLS = 4_000_000
_MOST_LETTERS = 200_000
_HEAD = 4096
# So many letters tell the encoding.
_SAMPLE = 200_000
# A few bytes of zero are dirt of old programs; many are no text.
_MOST_ZEROS = 0.02
# Web pages, PDF, zip archives, old Office files.
_STRANGERS = (b"%PDF", b"PK\3\4", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")


def is_text(content: bytes) -> bool:
    """Whether a file holds plain text, in whatever encoding."""
    head = content[:_HEAD]
    if head.lstrip().startswith(_STRANGERS):
        return False
    marked = head.startswith(tuple(mark for mark, _ in _MARKS))
    controls = sum(head.count(byte) for byte in (b"\1", b"\2", b"\3", b"\4", b"\6", b"\7"))
    zeros = head.count(0) <= len(head) * _MOST_ZEROS and not controls
    return marked or bool(wide_encoding(head)) or zeros


def is_table(head: bytes) -> bool:
    """Whether the beginning of a text is plainly a table: two lines with as many separators."""
    lines = [line for line in decoded(head).splitlines() if line.strip()][:3]
    return any(
        len(lines) > 1 and all(line.count(separator) >= 2 for line in lines)
        for separator in _SEPARATORS
    )


def read_delimited(path: Path) -> SourceBook:
    """The one sheet of a text file whose columns are separated by ``;``, ``,``, tab or ``|``.

    Raises ``WorkbookUnreadable`` for a file that holds nothing to read, or too much.
    """
    content = read_bytes(path, _MOST_BYTES)
    text, findings = _mended(decoded(content).replace("\0", ""), path)
    if max(map(len, text.splitlines()), default=0) > _MOST_LETTERS:
        why = tr("Tệp có một dòng dài quá {so} chữ, không thể là danh sách.")
        fix = tr("Mở bằng Excel xem lại, hoặc chép lại tệp gốc.")
        raise unreadable(path, why.format(so=_MOST_LETTERS), fix)
    rows = _table(text, path) if text.strip() else []
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled or (len(filled) == 1 and len(filled[0]) > 1):
        why = tr("Tệp CSV này trống hoặc chỉ có một dòng, không có dòng dữ liệu nào.")
        raise unreadable(path, why, tr("Chép lại tệp gốc, hoặc mở tệp xem lại."))
    sheet = SourceSheet(path.stem, True, rows)
    return SourceBook(path, [sheet], held(path), findings)


def _mended(text: str, path: Path) -> tuple[str, list[Finding]]:
    """The text with letters put right that some program broke, and what is to be told of it."""
    findings = []
    with contextlib.suppress(UnicodeError):
        right = text.encode("cp1252", errors="giayto-latin1").decode("utf-8")
        if right != text:
            why = tr(
                "Chữ trong tệp bị lỗi bảng mã (như “{sai}”), đã đổi lại thành “{dung}”."
            ).format(sai=_first_word(text), dung=_first_word(right))
            findings.append(found("KT-130", "", read=path.name, why=why, fix=tr("So lại vài tên.")))
            text = right
    if text.count('"') % 2:
        why = tr('Tệp có một dấu nháy kép (") không đóng; từng dòng được đọc riêng.')
        fix = tr("Xem lại các dòng có dấu nháy trong danh sách.")
        findings.append(found("KT-131", "", read=path.name, why=why, fix=fix))
    return text, findings


def _first_word(text: str) -> str:
    return next((w for w in text.replace(";", " ").split() if not w.isascii()), "")[:20]


def decoded(content: bytes) -> str:
    """The text of a file (giải mã): Unicode in any form, else what makes Vietnamese words.

    Text typed with an old font (TCVN3, VNI) is left in its Western letters;
    a list's sheets are brought out of those wherever they come from.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff")
    if wide := wide_encoding(content[:_HEAD]):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = content.decode("cp1252", errors="giayto-latin1")
    windows = nfc(content.decode("cp1258", errors="replace"))
    some, some_windows = western[:_SAMPLE], windows[:_SAMPLE]
    old = max(_sense(decode(some, codec), _WORD) for codec in ("tcvn3", "vni"))
    return windows if _sense(some_windows, _WORD) >= max(old, _sense(some, _OLD_WORD)) else western


def _sense(text: str, word: re.Pattern[str]) -> float:
    """The share of words with foreign letters that can be Vietnamese syllables."""
    words = [w for w in word.findall(text) if not w.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _western(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError):
        return error.object[error.start : error.end].encode("latin-1"), error.end
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("giayto-latin1", _western)


def _table(text: str, path: Path) -> list[Row]:
    """The rows of a text by the separator under which a list's header is understood best."""
    first, _, rest = text.partition("\n")
    if match := _TOLD.fullmatch(first.strip().strip('"')):
        return [[first.strip()], *_rows(rest, match.group(1), path)]
    best: list[Row] = []
    best_score = (-1, -1, -1)
    for separator in _SEPARATORS:
        rows = _rows(text, separator, path)
        header = find_header(SourceSheet("", True, rows))
        # A whole line in one cell may look like a column with several facts: it counts for less.
        roles = sum(i not in header.origin for i in header.roles) if header else 0
        named = len(header.headers) - len(header.origin) if header else 0
        score = (roles, named, sum(len(row) > 1 for row in rows))
        if score > best_score:
            best, best_score = rows, score
    return best


def _rows(text: str, separator: str, path: Path) -> list[Row]:
    """The rows of a text; where a quote is not closed, every line is a row by itself."""
    if text.count(separator) + text.count("\n") > _MOST_CELLS:
        raise too_large(path)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        rows = []
    if not rows or _has_swallowed(rows, separator, text):
        rows = [row for line in text.splitlines() for row in _line(line, separator)]
    return [[_AS_FORMULA.sub(r"\1", cell) for cell in row] for row in rows]


def _has_swallowed(rows: list[Row], separator: str, text: str) -> bool:
    """Whether an unclosed quote made one cell of whole lines: they hold the columns of rows."""
    columns = max(map(len, rows), default=0)
    if text.count('"') % 2 and any("\n" in row[-1] for row in rows[-1:] if row):
        return True
    return any(
        line.count(separator) >= max(min(columns - 1, len(row)), 1)
        for row in rows
        for cell in row
        if "\n" in cell
        for line in cell.split("\n")[1:]
    )


def _line(line: str, separator: str) -> list[Row]:
    """A line as a row; a quote that is not closed in it is a letter like any other."""
    if line.count('"') % 2 == 0:
        with contextlib.suppress(csv.Error):
            return list(csv.reader([line], delimiter=separator)) or [[]]
    return [[cell.removeprefix('"') for cell in line.split(separator)]]
