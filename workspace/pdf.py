"""Making PDF of Word files (lập bản PDF): which are needed, and making them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..batch.report import Made
from ..errors import CannotWrite, ConversionFailed, GiaytoError, UsageError
from ..files.faults import os_reason
from ..files.whole import make_folder, write_bytes
from ..i18n import tr
from ..rendering.fonts import FontUse, fonts_report
from ..rendering.pdf import BATCH, to_pdf
from .outputs import output_folder
from .word_files import word_files


@dataclass(slots=True)
class Sheets:
    """What became of the documents (kết quả chuyển PDF); ``unchanged`` had a new one already."""

    made: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, GiaytoError]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def replaced_fonts(self) -> list[FontUse]:
        """Official fonts that this computer lacks, so that pages may break elsewhere."""
        return [use for use in fonts_report() if not use.good] if self.made else []


class PdfWatch:
    """The PDF files beside documents (bản PDF): which are missing, which have become old.

    ``wanted`` looks for those of all documents, not of fresh ones alone.
    """

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self.missing: list[Path] = []
        """Documents without a PDF as new as they are, if PDFs are wanted."""
        self.outdated: list[Path] = []
        """PDF files older than their document, if none are wanted."""

    def look_at(self, made: Made) -> None:
        """Note a document's PDF if it must be made, or is older than the document."""
        if not self._wanted and not made.fresh:
            return
        current = pdf_is_current(made.path)
        if self._wanted and not current:
            self.missing.append(made.path)
        elif current is False:
            self.outdated.append(pdf_of(made.path))


def convert_to_pdf(
    sources: Iterable[str | Path],
    *,
    out: str | Path | None = None,
    redo: bool = False,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Sheets:
    """Turn Word files, and those in folders, into PDF: beside them, or in the folder ``out``.

    One that has a PDF as new as itself is left, unless ``redo``. For the rest see
    `make_pdfs`. Raises :class:`UsageError` for what is no Word file and for two
    of one name in ``out``, and :class:`ConverterMissing`.
    """
    folder = output_folder(out) if out else None
    documents = word_files(sources)
    if folder is not None:
        _make_room(documents, folder)
    due = [d for d in documents if redo or not pdf_is_current(d, folder)]
    sheets = make_pdfs(due, folder=folder, workers=workers, progress=progress)
    sheets.unchanged = len(documents) - len(due)
    return sheets


def make_pdfs(
    documents: Sequence[Path],
    *,
    folder: Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Sheets:
    """Turn each document into a PDF of the same name, beside it or in ``folder``.

    ``workers`` is how many LibreOffices run at once (``None``: as many as the
    computer has cores); ``progress`` is told how many are done and how many
    there are. Raises :class:`ConverterMissing`; a document that
    fails stands in the result.
    """
    workers = workers or os.cpu_count() or 1
    sheets = Sheets()
    step_size = BATCH * workers
    for start in range(0, len(documents), step_size):
        _some(documents[start : start + step_size], folder, workers, sheets)
        if progress is not None:
            progress(min(start + step_size, len(documents)), len(documents))
    return sheets


def pdf_of(document: Path, folder: Path | None = None) -> Path:
    """The PDF of a document: of the same name, beside it or in ``folder``."""
    return (folder or document.parent) / f"{document.stem}.pdf"


def pdf_is_current(document: Path, folder: Path | None = None) -> bool | None:
    """Whether a document's PDF is as new as the document; ``None`` when there is none."""
    try:
        return pdf_of(document, folder).stat().st_mtime_ns >= document.stat().st_mtime_ns
    except OSError:
        return None


def _some(documents: Sequence[Path], folder: Path | None, workers: int, sheets: Sheets) -> None:
    # Many folders in one start of LibreOffice: numbered copies never share a name, and a PDF
    # gets its own name only when it is whole.
    with tempfile.TemporaryDirectory(prefix="giayto-pdf-") as passing:
        copies = []
        for number, document in enumerate(documents):
            copy = Path(passing) / f"{number:06d}.docx"
            try:
                shutil.copyfile(document, copy)
            except OSError as error:
                sheets.failed.append((document, _failed(document, os_reason(error))))
                continue
            copies.append((document, copy))
        done = to_pdf([copy for _, copy in copies], Path(passing) / "pdf", workers=workers)
        for (document, _), result in zip(copies, done, strict=True):
            target = pdf_of(document, folder)
            if result.pdf is None:
                why = result.error.why if result.error is not None else None
                sheets.failed.append((document, _failed(document, why)))
                continue
            try:
                write_bytes(target, result.pdf.read_bytes())
            except CannotWrite as error:
                sheets.failed.append((document, error))
            else:
                sheets.made.append(target)


def _failed(document: Path, why: str | None) -> ConversionFailed:
    return ConversionFailed(
        tr("Không chuyển được tệp «{ten}» sang PDF.").format(ten=document.name),
        where=str(document),
        why=why,
        fix=tr("Mở tệp bằng Word hoặc LibreOffice xem có lỗi không, rồi thử lại."),
    )


def _make_room(documents: Sequence[Path], folder: Path) -> None:
    """Make the folder for results; refuse two documents that would get one name there.

    Raises :class:`UsageError` and :class:`CannotWrite`.
    """
    seen: dict[str, Path] = {}
    for document in documents:
        other = seen.setdefault(document.stem.casefold(), document)
        if other is not document:
            raise UsageError(
                tr("Hai tệp cùng tên sẽ ghi đè lên nhau trong thư mục --ra."),
                where=f"{other}; {document}",
                fix=tr("Bỏ --ra để bản PDF nằm cạnh bản Word, hoặc chuyển từng thư mục."),
            )
    make_folder(folder)
