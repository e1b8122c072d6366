"""Many PDFs in one (gộp PDF): a print run of papers that no Word file could hold together."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError

from ...errors import MergeFailed
from ...files.faults import library_details, os_reason
from ...i18n import tr
from .mark import marked, put

# It tells its doubts about a file to whoever listens; with nobody there, to the screen.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_END_MARK = b"%%EOF"
_NEAR_THE_END = 2048
# What pypdf meets in damaged files, beside its own errors.
_DAMAGED = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError,
            OSError, RecursionError, AssertionError, NotImplementedError)  # fmt: skip


def join_pdfs(pieces: Iterable[tuple[str, Path]], out: Path, *, two_sided: bool = False) -> int:
    """Writes PDFs into one, in their order; returns how many pages it has.

    ``pieces`` are names and files: the names stand in the outline. ``two_sided`` begins each
    on the front of a sheet, with a blank page before it where needed. The file is marked as
    made here, see `mark`; signatures and passwords of the pieces do not come along.
    Raises :class:`MergeFailed` for a file that is damaged or locked, with its name, and when
    there is none; :class:`NotOurPdf` when ``out`` is somebody else's, and :class:`CannotWrite`.
    """
    writer = PdfWriter()
    sources = hashlib.sha256()
    for name, path in pieces:
        content = _content(path)
        sources.update(hashlib.sha256(content).digest())
        if two_sided and len(writer.pages) % 2:
            writer.add_blank_page()
        try:
            # The piece's own outline would bury the names of the papers.
            writer.append(_reader(content, path), outline_item=name, import_outline=False)
        except _DAMAGED as error:
            raise _damaged(path, error) from error
    if not writer.pages:
        raise MergeFailed(tr("Không có tệp nào để gộp."))
    # Papers of one template bring the same fonts and emblems, each its own copy.
    writer.compress_identical_objects()
    writer.page_mode = "/UseOutlines"
    writer.add_metadata({"/Title": out.stem, "/Producer": "giayto"})
    joined = io.BytesIO()
    writer.write(joined)
    put(out, marked(joined.getvalue(), sources.hexdigest()))
    return len(writer.pages)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MergeFailed(
            tr("Không đọc được tệp PDF «{ten}».").format(ten=path.name),
            where=str(path),
            why=os_reason(error),
        ) from error
    if _END_MARK not in content[-_NEAR_THE_END:]:
        raise _damaged(path, None)
    return content


def _reader(content: bytes, path: Path) -> PdfReader:
    """The PDF, open. One that anybody may open, but not change, can be printed as well."""
    reader = PdfReader(io.BytesIO(content))
    locked = False
    if reader.is_encrypted:
        try:
            locked = not reader.decrypt("")
        except DependencyError:  # a cipher that is not at hand
            locked = True
    if locked:
        raise MergeFailed(
            tr("Tệp PDF «{ten}» có mật khẩu hoặc bị khoá, không gộp được.").format(ten=path.name),
            where=str(path),
            fix=tr("Mở tệp ấy, in ra một tệp PDF mới không có mật khẩu rồi gộp tệp mới."),
        )
    if not reader.pages:
        raise _damaged(path, None)
    return reader


def _damaged(path: Path, error: Exception | None) -> MergeFailed:
    return MergeFailed(
        tr("Tệp PDF «{ten}» bị hỏng hoặc không phải là PDF.").format(ten=path.name),
        where=str(path),
        details=() if error is None else library_details(error),
        fix=tr("Xuất hoặc quét lại tệp ấy; hoặc bỏ tệp ấy ra rồi gộp lại."),
    )
