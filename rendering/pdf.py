"""PDF (xuất PDF): many documents a start of LibreOffice, several LibreOffices at once.

Starting LibreOffice costs more than a page, so each start gets a batch. Every
worker has a profile of its own, because two LibreOffices cannot share one. A
batch that hangs is killed and its rest goes to a new start; a document that
hangs alone is reported, the others go on.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConversionFailed, ConverterMissing, GiaytoError
from ..files.whole import make_folder
from ..i18n import tr

BATCH = 50
"""Documents for one start of LibreOffice."""
START_SECONDS = 60.0
"""Time allowed for a start, besides the time for each document."""
SECONDS_EACH = 30.0
"""Time allowed for one document."""


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What became of one document (kết quả): exactly one of ``pdf`` and ``error`` is set."""

    source: Path
    pdf: Path | None
    error: GiaytoError | None


def to_pdf(
    paths: Sequence[str | Path],
    out_dir: str | Path,
    *,
    workers: int = 2,
    timeout_s: float = SECONDS_EACH,
    batch: int = BATCH,
) -> list[PdfResult]:
    """Converts documents to PDF, into ``out_dir`` under the same names; results in order.

    ``timeout_s`` is the time for each document. Two documents of one name in
    different folders would overwrite each other and raise :class:`ConversionFailed`.

    Raises :class:`ConverterMissing` (neither LibreOffice nor, on Windows, Word
    with docx2pdf) and :class:`CannotWrite`; a failing document only fails itself.
    """
    sources = [Path(path) for path in paths]
    folder = Path(out_dir)
    _check_names(sources)
    make_folder(folder)
    if not sources:
        return []
    program = find_libreoffice()
    if program is None:
        by_word = _by_word(sources, folder)
        if by_word is None:
            raise converter_missing()
        return by_word
    size = max(1, min(batch, -(-len(sources) // max(1, workers))))
    batches = [sources[index : index + size] for index in range(0, len(sources), size)]
    results: dict[Path, PdfResult] = {}
    with ThreadPoolExecutor(max(1, workers)) as pool:
        for done in pool.map(lambda some: _convert(program, some, folder, timeout_s), batches):
            results.update(done)
    return [results[source] for source in sources]


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, or ``None``. ``GIAYTO_SOFFICE`` overrides."""
    named = os.environ.get("GIAYTO_SOFFICE")
    if named:
        return named if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    for place in _USUAL_PLACES:
        if place.is_file():
            return str(place)
    return None


_USUAL_PLACES = (
    Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "LibreOffice/program/soffice.exe",
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)


def converter_missing() -> ConverterMissing:
    """The error that says how to install LibreOffice on this system."""
    if sys.platform == "win32":
        command = "winget install TheDocumentFoundation.LibreOffice"
    elif sys.platform == "darwin":
        command = "brew install --cask libreoffice"
    else:
        command = "sudo apt install libreoffice-writer fonts-liberation2"
    return ConverterMissing(
        tr("Chưa có chương trình xuất PDF (LibreOffice)."),
        fix=tr("Cài bằng lệnh: {lenh}").format(lenh=command),
    )


def _check_names(sources: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for source in sources:
        other = seen.setdefault(source.stem.casefold(), source)
        if other is not source:
            raise ConversionFailed(
                tr("Hai tệp cùng tên «{ten}» sẽ ghi đè lên nhau.").format(ten=source.stem),
                where=f"{other}; {source}",
                fix=tr("Đổi tên một tệp, hoặc xuất vào hai thư mục."),
            )


def _convert(
    program: str, sources: Sequence[Path], folder: Path, seconds: float
) -> dict[Path, PdfResult]:
    """Converts one batch; what is left after a failure is tried again one by one."""
    results: dict[Path, PdfResult] = {}
    there = [source for source in sources if source.is_file()]
    for source in set(sources) - set(there):
        results[source] = _failure(source, tr("không có tệp này"))
    why = _run(program, there, folder, START_SECONDS + seconds * len(there)) if there else None
    left = [source for source in there if not _made(source, folder)]
    for source in there:
        if source in left and (len(there) > 1 or why):
            again = _run(program, [source], folder, START_SECONDS + seconds)
            if not _made(source, folder):
                results[source] = _failure(source, again or tr("LibreOffice không đọc được tệp"))
                continue
        elif source in left:
            results[source] = _failure(source, tr("LibreOffice không đọc được tệp"))
            continue
        results[source] = PdfResult(source, folder / f"{source.stem}.pdf", None)
    return results


def _made(source: Path, folder: Path) -> bool:
    pdf = folder / f"{source.stem}.pdf"
    try:
        fresh = pdf.stat().st_mtime_ns >= source.stat().st_mtime_ns
        with pdf.open("rb") as file:
            return fresh and file.read(5) == b"%PDF-"
    except OSError:
        return False


def _failure(source: Path, why: str) -> PdfResult:
    error = ConversionFailed(
        tr("Không xuất được PDF của «{ten}».").format(ten=source.name),
        where=str(source),
        why=why,
        fix=tr("Mở tệp bằng Word hoặc LibreOffice xem có lỗi không, rồi thử lại."),
    )
    return PdfResult(source, None, error)


def _run(program: str, sources: Sequence[Path], folder: Path, seconds: float) -> str | None:
    """One start of LibreOffice; why it failed, or ``None``."""
    # Old results would be taken for new ones.
    for source in sources:
        (folder / f"{source.stem}.pdf").unlink(missing_ok=True)
    with _profile() as profile:
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--nologo",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            *(str(source) for source in sources),
        ]
        # A session of its own: soffice is a script whose child does the work.
        with subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=sys.platform != "win32",
        ) as process:
            try:
                _, said = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                _kill(process)
                process.communicate()
                return tr("quá {so} giây mà chưa xong").format(so=round(seconds))
            except BaseException:
                _kill(process)
                raise
    if process.returncode:
        return said.decode(errors="replace").strip()[:300] or str(process.returncode)
    return None


@contextmanager
def _profile() -> Iterator[Path]:
    """A passing LibreOffice profile; two running copies must not share one."""
    with tempfile.TemporaryDirectory(prefix="giayto-lo-", ignore_cleanup_errors=True) as name:
        yield Path(name).resolve()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice and the children it started."""
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
        )
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _by_word(sources: Sequence[Path], folder: Path) -> list[PdfResult] | None:
    """Conversion by Word itself (Windows with docx2pdf); ``None`` where that is not there."""
    if sys.platform != "win32":
        return None
    try:
        convert = importlib.import_module("docx2pdf").convert
    except ImportError:
        return None
    results = []
    for source in sources:
        pdf = folder / f"{source.stem}.pdf"
        try:
            convert(str(source), str(pdf))
        except Exception as error:  # Word answers with errors of COM's own kind
            results.append(_failure(source, str(error)))
        else:
            results.append(PdfResult(source, pdf, None))
    return results
