"""Making PDF of Word files (lập bản PDF): which are needed, and making them."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..batch.report import Made
from ..errors import GiaytoError, UsageError
from ..i18n import tr
from ..rendering.fonts import FontUse, fonts_report
from ..rendering.pdf.convert import convert
from ..rendering.pdf.mark import made_from
from .outputs import output_folder
from .word_files import digest_of, word_files


@dataclass(slots=True)
class Sheets:
    """What became of the documents (kết quả chuyển PDF).

    ``unchanged`` had a PDF of just this content already; ``cut`` tells for each document what
    its PDF lacks because it would have come from outside the file.
    """

    made: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, GiaytoError]] = field(default_factory=list)
    cut: list[tuple[Path, tuple[str, ...]]] = field(default_factory=list)
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
        """Documents without a PDF of their content, if PDFs are wanted."""
        self.outdated: list[Path] = []
        """PDF files of another content than their document's, if none are wanted."""

    def look_at(self, made: Made) -> None:
        """Note a document's PDF if it must be made, or shows what the document was before."""
        if not self._wanted and not made.fresh:
            return
        current = pdf_is_current(made.path)
        if self._wanted and not current:
            self.missing.append(made.path)
        elif current is False and (made_from(pdf_of(made.path)) or _older(made.path)):
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

    One that has a PDF of its content is left, unless ``redo``. For the rest see
    `make_pdfs`. Raises :class:`UsageError` for what is no Word file and for two
    that would have one PDF, and :class:`ConverterMissing`.
    """
    folder = output_folder(out) if out else None
    documents = word_files(sources)
    _check_names(documents, folder)
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

    Nothing is fetched from outside a document, and only PDFs made here, and
    unchanged since, are replaced. ``workers`` is how many LibreOffices run at once
    (``None``: as many as the computer has cores); ``progress`` is told how many
    are done and how many there are. Raises :class:`ConverterMissing`; a document
    that fails stands in the result.
    """
    pairs = [(document, pdf_of(document, folder)) for document in documents]
    sheets = Sheets()
    for result in convert(pairs, workers=workers or os.cpu_count() or 1, progress=progress):
        if result.error is not None:
            sheets.failed.append((result.source, result.error))
        elif result.pdf is not None:
            sheets.made.append(result.pdf)
            if result.cut:
                sheets.cut.append((result.source, result.cut))
    return sheets


def join_papers(papers: Sequence[Path], target: Path, *, two_sided: bool = False) -> int:
    """Put Word files and PDFs into one PDF to print (gộp thành PDF); how many there were.

    A Word file goes in by the PDF beside it, if that is of its content, else by one
    made for the purpose. Nothing is written but ``target``, and that only where no
    PDF of somebody else is. ``two_sided`` begins each paper on the front of a sheet.
    Raises :class:`ConverterMissing`, :class:`MergeFailed`, :class:`NotOurPdf`,
    :class:`CannotWrite`, and the error of the first paper that LibreOffice cannot turn.
    """
    from ..rendering.pdf.joined import join_pdfs

    with tempfile.TemporaryDirectory(prefix="giayto-") as room:
        pieces: list[tuple[str, Path]] = []
        due: list[tuple[Path, Path]] = []
        for number, paper in enumerate(papers):
            pdf = paper
            if paper.suffix.lower() != ".pdf":
                pdf = pdf_of(paper)
                if not pdf_is_current(paper):
                    pdf = Path(room, f"{number}.pdf")
                    due.append((paper, pdf))
            pieces.append((paper.stem, pdf))
        for result in convert(due, workers=os.cpu_count() or 1) if due else ():
            if result.error is not None:
                raise result.error
        join_pdfs(pieces, target, two_sided=two_sided)
    return len(pieces)


def pdf_of(document: Path, folder: Path | None = None) -> Path:
    """The PDF of a document: of the same name, beside it or in ``folder``."""
    return (folder or document.parent) / f"{document.stem}.pdf"


def pdf_is_current(document: Path, folder: Path | None = None) -> bool | None:
    """Whether a document's PDF was made of just this content; ``None`` when there is none.

    By content, not by time: a document that was put back is older than its PDF.
    """
    source = made_from(pdf_of(document, folder))
    if not source:
        return None if source is None else False
    try:
        return source == digest_of(document)
    except OSError:
        return False


def _older(document: Path) -> bool:
    """Whether somebody else's PDF is older than its document: nothing but its time tells."""
    try:
        return pdf_of(document).stat().st_mtime_ns < document.stat().st_mtime_ns
    except OSError:
        return False


def _check_names(documents: Iterable[Path], folder: Path | None) -> None:
    """Refuse two documents whose PDFs would be one file."""
    seen: dict[str, Path] = {}
    for document in documents:
        pdf = pdf_of(document, folder)
        # A folder for results may lie on a disk that knows no capitals; so do not ask it.
        name = str(pdf) if folder is None else unicodedata.normalize("NFC", pdf.name.casefold())
        other = seen.setdefault(name, document)
        if other is not document:
            raise UsageError(
                tr("Hai tệp cùng tên sẽ cho ra một bản PDF, ghi đè lên nhau."),
                where=f"{other}; {document}",
                fix=tr("Bỏ --ra để bản PDF nằm cạnh bản Word, hoặc chuyển từng thư mục.")
                if folder
                else tr("Đổi tên một tệp."),
            )
