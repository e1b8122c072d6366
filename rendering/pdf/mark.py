"""Our own PDFs (dấu riêng): a line that says what a PDF was made from, and that it is untouched.

A comment of the PDF's own syntax, which no reader shows: the digest of the Word
file, and of the PDF without the line. A scan has none; a PDF that was signed,
annotated or printed over has another digest. So both are somebody's work, and
the mark goes wherever the file goes.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from ...errors import NotOurPdf, WorkspaceExists
from ...files.whole import write_bytes, writing
from ...i18n import tr

_MARK = re.compile(rb"%giayto ([0-9a-f]{64}) ([0-9a-f]{64})\n\Z")
_LENGTH = len("%giayto \n") + 2 * 64 + 1
_ENDING = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[\s\0]*\Z")
_TABLE_ROW = re.compile(rb"(\d{10}) \d{5} n")
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
# LibreOffice at the end of its memory finishes a PDF, its words in fonts that are not in it.
_WITHOUT_FONT = b"\n% CreateFontSubset failed"
_PAGE = re.compile(rb"/Type\s*/Page\b")


def is_whole(pdf: bytes) -> bool:
    """Whether a PDF is there from header to end mark, with all its fonts and objects."""
    ending = _ENDING.search(pdf, max(len(pdf) - 1024, 0))
    if not pdf.startswith(b"%PDF-") or ending is None or _WITHOUT_FONT in pdf:
        return False
    table = int(ending.group(1))
    if not pdf.startswith(b"xref", table):
        return _OBJECT.match(pdf, table) is not None  # a table that is an object itself
    rows = _TABLE_ROW.findall(pdf, table, ending.start())
    named = all(_OBJECT.match(pdf, int(place)) for place in rows)
    return bool(rows) and named and _PAGE.search(pdf) is not None


def marked(pdf: bytes, document: str) -> bytes:
    """The PDF with its mark; ``document`` is the digest of the Word file."""
    at = pdf.rindex(b"startxref")
    line = f"%giayto {document} {hashlib.sha256(pdf).hexdigest()}\n".encode()
    return pdf[:at] + line + pdf[at:]


def made_from(path: Path) -> str | None:
    """The digest of the Word file that a PDF was made from.

    "" for a PDF that is not ours, or has been changed since; ``None`` when there is none.
    """
    if not os.path.lexists(path):
        return None
    if path.is_symlink():
        return ""
    try:
        pdf = path.read_bytes()
    except OSError:
        return ""
    at = pdf.rfind(b"startxref")
    mark = _MARK.search(pdf, max(at - _LENGTH, 0), max(at, 0))
    if mark is None:
        return ""
    digest = hashlib.sha256(pdf[: mark.start()])
    digest.update(pdf[at:])
    return mark.group(1).decode() if digest.hexdigest() == mark.group(2).decode() else ""


def put(target: Path, pdf: bytes) -> None:
    """Give a marked PDF its name, in the place of ours alone.

    Raises :class:`NotOurPdf` and :class:`CannotWrite`.
    """
    there = made_from(target)
    if there is None:
        try:
            with writing(target, replace=False) as file:
                file.write(pdf)
        except WorkspaceExists:
            there = made_from(target)  # somebody made one meanwhile
        else:
            return
    if not there:
        raise not_ours(target)
    write_bytes(target, pdf)


def not_ours(target: Path) -> NotOurPdf:
    """The error for a PDF that stays as it is."""
    return NotOurPdf(
        tr("Đã có bản PDF không phải do chương trình làm ra, hoặc đã được ký, sửa: giữ nguyên."),
        where=str(target),
        fix=tr(
            "Muốn có bản PDF mới: đổi tên hoặc chuyển tệp ấy đi rồi gõ lại lệnh,"
            " hoặc ghi ra thư mục khác (giayto pdf … --ra)."
        ),
    )
