"""A list in a text file (danh sách .csv): its encoding and its separator told from the content."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from ...conventions.spelling import nfc
from ...errors import WorkbookUnreadable
from ...files.held import held
from ...files.kinds import unreadable
from ...files.spreadsheet import Row, SourceBook, SourceSheet
from ...i18n import tr
from ..cells.legacy_text import decode
from ..cells.syllables import is_syllable
from .columns import find_header

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
# A quote never closed swallows the rest of the file into one cell.
_MOST_LINES = 12
_HEAD = 4096
# Web pages, PDF, zip archives, old Office files.
_STRANGERS = (b"<", b"%PDF", b"PK\3\4", b"\xd0\xcf\x11\xe0")


def is_text(content: bytes) -> bool:
    """Whether a file holds plain text, in whatever encoding."""
    head = content[:_HEAD]
    if head.lstrip().startswith(_STRANGERS):
        return False
    marked = head.startswith(tuple(mark for mark, _ in _MARKS))
    return marked or bool(_wide(head)) or b"\0" not in head


def read_delimited(path: Path, content: bytes) -> SourceBook:
    """The one sheet of a text file whose columns are separated by ``;``, ``,``, tab or ``|``.

    Raises ``WorkbookUnreadable`` for a file that holds nothing.
    """
    text = decoded(content)
    if not text.strip():
        raise _empty(path)
    rows = _table(text)
    return SourceBook(path, [SourceSheet(path.stem, True, rows)], held(path))


def decoded(content: bytes) -> str:
    """The text of a file (giải mã): Unicode in any form, else what makes Vietnamese words.

    Text typed with an old font (TCVN3, VNI) is left in its Western letters;
    a list's sheets are brought out of those wherever they come from.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff")
    if wide := _wide(content[:_HEAD]):
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = content.decode("cp1252", errors="giayto-latin1")
    windows = nfc(content.decode("cp1258", errors="replace"))
    old = max(_sense(decode(western, codec), _WORD) for codec in ("tcvn3", "vni"))
    return windows if _sense(windows, _WORD) >= max(old, _sense(western, _OLD_WORD)) else western


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western letters is zero; "" for none."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if (even + odd) * 5 < len(head) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _sense(text: str, word: re.Pattern[str]) -> float:
    """The share of words with foreign letters that can be Vietnamese syllables."""
    words = [w for w in word.findall(text) if not w.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("giayto-latin1", _western)


def _table(text: str) -> list[Row]:
    """The rows of a text by the separator under which a list's header is understood best."""
    first, _, rest = text.partition("\n")
    if match := _TOLD.fullmatch(first.strip().strip('"')):
        return [[first.strip()], *_rows(rest, match.group(1))]
    best: list[Row] = []
    best_score = (-1, -1, -1)
    for separator in _SEPARATORS:
        rows = _rows(text, separator)
        header = find_header(SourceSheet("", True, rows))
        # A whole line in one cell may look like a column with several facts: it counts for less.
        roles = sum(i not in header.origin for i in header.roles) if header else 0
        named = len(header.headers) - len(header.origin) if header else 0
        score = (roles, named, sum(len(row) > 1 for row in rows))
        if score > best_score:
            best, best_score = rows, score
    return best


def _rows(text: str, separator: str) -> list[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        rows = []
    if not rows or any(cell.count("\n") > _MOST_LINES for row in rows for cell in row):
        lines = io.StringIO(text, newline="")
        rows = list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE))
    return [[_AS_FORMULA.sub(r"\1", cell) for cell in row] for row in rows]


def _empty(path: Path) -> WorkbookUnreadable:
    return unreadable(path, tr("Tệp trống, không có chữ nào."), tr("Chép lại tệp gốc."))
