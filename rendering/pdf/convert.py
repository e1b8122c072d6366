"""Converting (chuyển PDF): many documents a start of LibreOffice, several LibreOffices at once.

Starting LibreOffice costs more than a page, so each start gets a batch. A start
that hangs or breaks costs the document it was at, unless that can be made plainer and
tried once more; the rest goes to a new one.
When start after start gives nothing, the fault is LibreOffice's, and the run ends.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ...errors import ConversionFailed, ConverterBroken, GiaytoError
from ...files.faults import library_reason, os_reason
from ...files.whole import make_folder, write_bytes
from ...i18n import tr
from . import guardian, office
from .mark import is_whole, made_from, marked, not_ours, put
from .plain_lists import with_plain_lists
from .room import private_room
from .sealed import sealed

BATCH = 50
"""Documents for one start of LibreOffice."""
SECONDS_EACH = 30.0
"""Time allowed for one document, besides what its size asks for."""
_BYTES_A_SECOND = 20_000
_TOTAL_SECONDS = 600.0
"""Time allowed for a run, besides some seconds for each document."""
_TOTAL_EACH = 5.0
_FRUITLESS = 3
"""As many starts in a row without any PDF end the run."""

Pair = tuple[Path, Path]
"""A Word file, and the PDF to be made of it."""


@dataclass(frozen=True, slots=True)
class PdfResult:
    """What became of one document (kết quả): exactly one of ``pdf`` and ``error`` is set.

    ``cut`` is what was left out because it would have come from outside the file.
    """

    source: Path
    pdf: Path | None
    error: GiaytoError | None
    cut: tuple[str, ...] = ()


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
    For the rest see :func:`convert`.
    """
    sources = [Path(path) for path in paths]
    _check_names(sources)
    folder = make_folder(out_dir)
    pairs = [(source, folder / f"{source.stem}.pdf") for source in sources]
    return convert(pairs, workers=workers, seconds=timeout_s, batch=batch)


def convert(
    pairs: Sequence[Pair],
    *,
    workers: int = 2,
    seconds: float = SECONDS_EACH,
    batch: int = BATCH,
    progress: Callable[[int, int], None] | None = None,
) -> list[PdfResult]:
    """Makes PDFs of Word files; the results in order. Nothing is fetched from outside a file.

    Only PDFs that we made, and that nobody has changed since, are replaced.
    Raises :class:`ConverterMissing` (neither LibreOffice nor, on Windows, Word
    with docx2pdf) and :class:`CannotWrite`; a failing document only fails itself.
    """
    program = office.find_libreoffice()
    by_word = _word() if program is None else None
    if pairs and program is None and by_word is None:
        raise office.converter_missing()
    results: dict[Pair, PdfResult] = {}
    for pair in pairs:
        source, target = pair
        if not source.is_file():
            why = tr("đây là thư mục") if source.is_dir() else tr("không có tệp này")
            results[pair] = PdfResult(source, None, _failure(source, why))
        elif made_from(target) == "":
            results[pair] = PdfResult(source, None, not_ours(target))
    due = [pair for pair in dict.fromkeys(pairs) if pair not in results]
    if due:
        size = max(1, min(batch, -(-len(due) // max(1, workers))))
        batches = [due[index : index + size] for index in range(0, len(due), size)]
        with private_room() as room:
            run = _Run(room, program, by_word, seconds, due)
            for done in run.batches(batches, 1 if by_word else workers):
                results.update(done)
                if progress is not None:
                    progress(len(results), len(pairs))
    return [results[pair] for pair in pairs]


class _Run:
    """The conversions of one call (một lần chạy): what they share, and when all is to end."""

    def __init__(
        self,
        room: Path,
        program: str | None,
        by_word: Callable[[str, str], object] | None,
        seconds: float,
        pairs: Sequence[Pair],
    ) -> None:
        self._room = room
        self._program = program
        self._by_word = by_word
        self._seconds = seconds
        self._until = time.monotonic() + _TOTAL_SECONDS + _TOTAL_EACH * len(pairs)
        self._until += sum(map(_more_seconds, pairs))
        self._numbers = count(1)
        self._held = threading.Lock()
        self._fruitless = 0
        self._stop = False

    def batches(
        self, batches: Sequence[Sequence[Pair]], workers: int
    ) -> Iterable[dict[Pair, PdfResult]]:
        """The results of all batches, as they are ready."""
        with ThreadPoolExecutor(max(1, workers)) as pool:
            try:
                futures = [pool.submit(self._batch, some) for some in batches]
                for future in as_completed(futures):
                    yield future.result()
            except BaseException:  # Ctrl-C: nothing runs on
                self._stop = True
                pool.shutdown(wait=False, cancel_futures=True)
                guardian.end_processes(str(self._room))
                raise

    def _batch(self, pairs: Sequence[Pair]) -> dict[Pair, PdfResult]:
        results: dict[Pair, PdfResult] = {}
        left: list[_Sealed] = []
        inside = self._room / f"vao-{next(self._numbers)}"
        for number, pair in enumerate(pairs):
            try:
                left.append(_seal(pair, inside / f"{number:06d}.docx"))
            except GiaytoError as error:
                results[pair] = PdfResult(pair[0], None, error)
        while left:
            if self._fruitless >= _FRUITLESS or self._stopped():
                results.update({d.pair: PdfResult(d.pair[0], None, self._over(d)) for d in left})
                break
            left = self._start(left, results)
        return results

    def _start(self, documents: list[_Sealed], results: dict[Pair, PdfResult]) -> list[_Sealed]:
        """One start; puts what is settled into ``results`` and gives what is to be tried again."""
        place = make_folder(self._room / f"lan-{next(self._numbers)}")
        slowest = max(_more_seconds(document.pair) for document in documents)
        if self._program is None:
            ended = self._start_word(documents, place)
        else:
            copies = [document.copy for document in documents]
            seconds = self._seconds + slowest
            ended = office.run(self._program, copies, place, seconds, self._stopped)
        left, last = [], -1
        for number, document in enumerate(documents):
            pdf = _read(place / f"{document.copy.stem}.pdf")
            if is_whole(pdf):
                results[document.pair] = document.delivered(pdf)
                last = number
            else:
                left.append(document)
        with self._held:
            self._fruitless = 0 if last >= 0 else self._fruitless + 1
        if not left or self._stop:
            return left
        if ended.why is None and last >= 0:
            return left  # LibreOffice passed over some; once more without the others
        # It works from first to last: the one behind the last PDF stopped it.
        guilty = left if ended.why is None else [self._guilty(documents, left, last)]
        again: list[_Sealed] = []
        for document in guilty:
            if ended.why is not None and document.made_plainer():
                again.append(document)
                continue
            half = (place / f"{document.copy.stem}.pdf").exists()
            unread = tr("LibreOffice không đọc được tệp")
            broken = tr("LibreOffice làm ra bản PDF dở dang")
            why = ended.why or (broken if half else unread)
            results[document.pair] = document.failed(why)
        # From the other end: a few bad ones in a row are not the whole list.
        return [document for document in reversed(left) if document not in guilty] + again

    @staticmethod
    def _guilty(documents: list[_Sealed], left: list[_Sealed], last: int) -> _Sealed:
        return next((d for d in documents[last + 1 :] if d in left), left[0])

    def _start_word(self, documents: list[_Sealed], place: Path) -> office.Ended:
        assert self._by_word is not None
        why = None
        for document in documents:
            try:
                self._by_word(str(document.copy), str(place / f"{document.copy.stem}.pdf"))
            except Exception as error:  # Word answers with errors of COM's own kind
                why = library_reason(error)
        return office.Ended(why)

    def _stopped(self) -> bool:
        return self._stop or time.monotonic() > self._until

    def _over(self, document: _Sealed) -> ConverterBroken:
        """Why a document is not tried any more."""
        where = str(document.pair[0])
        if self._fruitless < _FRUITLESS:
            return ConverterBroken(
                tr("Chuyển PDF quá lâu, chương trình dừng; những bản đã xong vẫn còn."),
                where=where,
                fix=tr("Gõ lại lệnh để chuyển tiếp những tệp còn lại."),
            )
        return ConverterBroken(
            tr("LibreOffice không làm ra bản PDF nào, chương trình dừng chuyển."),
            where=where,
            why=tr("Đã khởi động {so} lần liền, lần nào cũng treo hoặc hỏng.").format(
                so=_FRUITLESS
            ),
            fix=tr(
                "Mở LibreOffice bằng tay xem có chạy không (nó có thể đang hỏi khôi phục tệp),"
                " đóng lại, khởi động lại máy hoặc cài lại, rồi gõ lại lệnh."
            ),
        )


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A document ready to convert: its copy without links, and what was cut out."""

    pair: Pair
    copy: Path
    digest: str
    cut: tuple[str, ...]

    def made_plainer(self) -> bool:
        """Makes the lists of the copy plainer, where that has not been done; whether it has now."""
        plainer = with_plain_lists(_read(self.copy), self.pair[0].name)
        if plainer is not None:
            write_bytes(self.copy, plainer, private=True)
        return plainer is not None

    def delivered(self, pdf: bytes) -> PdfResult:
        source, target = self.pair
        try:
            put(target, marked(pdf, self.digest))
        except GiaytoError as error:
            return PdfResult(source, None, error)
        return PdfResult(source, target, None, self.cut)

    def failed(self, why: str) -> PdfResult:
        return PdfResult(self.pair[0], None, _failure(self.pair[0], why))


def _seal(pair: Pair, copy: Path) -> _Sealed:
    source = pair[0]
    try:
        data = source.read_bytes()
    except OSError as error:
        raise _failure(source, os_reason(error)) from error
    try:
        clean, cut = sealed(data, source.name)
    except GiaytoError as error:
        raise _failure(source, error.why or error.what) from error
    except Exception as error:  # hostile files surprise libraries; the others go on
        raise _failure(source, library_reason(error)) from error
    write_bytes(copy, clean, private=True)
    return _Sealed(pair, copy, hashlib.sha256(data).hexdigest(), tuple(cut))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _more_seconds(pair: Pair) -> float:
    try:
        return pair[0].stat().st_size / _BYTES_A_SECOND
    except OSError:
        return 0.0


def _word() -> Callable[[str, str], object] | None:
    """Conversion by Word itself (Windows with docx2pdf); ``None`` where that is not there."""
    if sys.platform != "win32":
        return None
    try:
        convert_one: Callable[[str, str], object] = importlib.import_module("docx2pdf").convert
    except ImportError:
        return None
    return convert_one


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


def _failure(source: Path, why: str | None) -> ConversionFailed:
    return ConversionFailed(
        tr("Không chuyển được tệp «{ten}» sang PDF.").format(ten=source.name),
        where=str(source),
        why=why,
        fix=tr("Mở tệp bằng Word hoặc LibreOffice xem có lỗi không, rồi thử lại."),
    )
