"""Making PDF beside Word files (lập bản PDF): shared by ``pdf``, ``tao`` and ``dung-thu``."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CannotWrite, ConversionFailed, GiaytoError
from ..files.faults import os_reason
from ..files.whole import write_bytes
from ..i18n import tr
from ..rendering.fonts import fonts_report
from ..rendering.pdf import BATCH, to_pdf
from .console import progress_bar, say, say_error

_NAMED = 8


@dataclass(slots=True)
class Sheets:
    """What became of the documents (kết quả chuyển PDF)."""

    made: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, GiaytoError]] = field(default_factory=list)


def make_pdfs(
    documents: Sequence[Path],
    *,
    folder: Path | None = None,
    workers: int | None = None,
    quiet: bool = False,
) -> Sheets:
    """Turn each document into a PDF of the same name, beside it or in ``folder``.

    ``workers`` is how many LibreOffices run at once (``None``: as many as the
    computer has cores). Raises :class:`ConverterMissing`; a document that
    fails stands in the result.
    """
    workers = workers or os.cpu_count() or 1
    sheets = Sheets()
    step_size = BATCH * workers
    with progress_bar(tr("Đang chuyển sang PDF"), shown=not quiet) as step:
        for start in range(0, len(documents), step_size):
            _some(documents[start : start + step_size], folder, workers, sheets)
            if step is not None:
                step(min(start + step_size, len(documents)), len(documents))
    return sheets


def tell(sheets: Sheets) -> None:
    """Say what was made, what failed, and whether the fonts are right."""
    if sheets.made:
        say(tr("Đã chuyển {so} tệp sang PDF.").format(so=len(sheets.made)))
        for use in fonts_report():
            if not use.good:
                say(
                    tr(
                        "Máy chưa có phông {phong}; bản PDF dùng {thay} nên dòng và trang có thể"
                        " khác bản Word."
                    ).format(phong=use.wanted, thay=use.used)
                )
    for _, error in sheets.failed[:_NAMED]:
        say_error(error)
    if len(sheets.failed) > _NAMED:
        say(tr("… và {so} lỗi khác").format(so=len(sheets.failed) - _NAMED))


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
            target = (folder or document.parent) / f"{document.stem}.pdf"
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
