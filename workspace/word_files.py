"""Word files (tệp Word): those a clerk means by files and folders, and those set aside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..batch.manifest import GONE
from ..batch.placing import PRINTED
from ..conventions.spelling import file_slug
from ..errors import CannotWrite, UsageError
from ..files.faults import os_reason
from ..files.outputs import free_name
from ..i18n import tr
from ..rendering.pdf.mark import made_from
from .outputs import output_file

SENT_MARK = "-da-phat-hanh-so-"
"""Stands in the name of a sent paper that a newer one has taken the place of."""
_NUMBER = re.compile(r"(\d+)")
_SET_ASIDE = re.compile(rf"-sua-tay-\d{{8}}-\d{{4}}|{SENT_MARK}\d")


def word_files(
    sources: Iterable[str | Path], *, print_files: bool = True, scans: bool = False
) -> list[Path]:
    """The .docx files, folders opened up, in the order given and by name within a folder.

    By name as a person sees them: ``999-…`` before ``1000-…``. Word's own passing
    files (``~$…``) and hidden ones are left out, the files whose record is gone
    (``khong-con``) unless that folder is named itself, and without
    ``print_files`` the merged ones (``in-….docx``) that a folder holds and the
    older copies, edited by hand or sent out, whose new version stands beside
    them; a file named twice counts once. ``scans`` takes PDFs as well: those
    named, and in a folder those that somebody else made and no Word file stands
    beside. Raises :class:`UsageError` for what is not there or is no such file.
    """
    sources = list(sources)
    left_out = ("~$", ".") if print_files else ("~$", ".", PRINTED)
    endings = (".docx", ".pdf") if scans else (".docx",)
    found: dict[Path, None] = {}
    for source in sources:
        path = Path(source)
        if path.is_dir():
            inside = (inner for ending in endings for inner in path.rglob(f"*{ending}"))
            for inner in sorted(inside, key=_as_seen):
                aside = not print_files and _SET_ASIDE.search(inner.stem)
                gone = GONE in inner.relative_to(path).parts
                scan = inner.suffix != ".pdf" or _is_scan(inner)
                if not inner.name.startswith(left_out) and not aside and not gone and scan:
                    found[inner] = None
        elif path.is_file() and path.suffix.lower() in endings:
            found[path] = None
        elif path.is_file() and path.suffix.lower() == ".pdf":
            raise UsageError(
                tr("Tệp PDF không gộp được vào tệp Word: {ten}").format(ten=source),
                fix=tr("Gộp tất cả thành một tệp PDF, ví dụ: giayto gop … -o in.pdf"),
            )
        else:
            raise UsageError(
                tr("Không có tệp Word “{ten}”.").format(ten=source),
                fix=tr("Ghi đúng đường dẫn tới tệp .docx hoặc thư mục có tệp .docx."),
            )
    if not found:
        raise UsageError(
            tr("Trong thư mục này không có tệp .docx nào."), where=", ".join(map(str, sources))
        )
    return list(found)


def _is_scan(pdf: Path) -> bool:
    """Whether a PDF is a paper of its own, not made here of a Word file."""
    return not pdf.with_suffix(".docx").exists() and not made_from(pdf)


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file in hexadecimal (băm của tệp). Raises :class:`OSError`."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _as_seen(path: Path) -> list[list[int | str]]:
    """Sorts names as file managers do, numbers by their value."""
    return [
        [int(part) if place % 2 else part for place, part in enumerate(_NUMBER.split(name))]
        for name in path.parts
    ]


def merge_word_files(
    sources: Iterable[str | Path],
    target: str | Path,
    *,
    two_sided: bool = False,
    overwrite: bool = False,
) -> int:
    """Put papers into one file to print (gộp để in); how many there were.

    ``sources`` are files and folders, see `word_files`. Each document begins on
    a new page, with ``two_sided`` on an odd one with mirrored margins, and
    numbers its own pages. A ``target`` that ends in ``.pdf`` takes any papers,
    scans as well; see `pdf.join_papers`.
    Raises :class:`UsageError`, :class:`WorkspaceExists` when the target is
    there (not with ``overwrite``) or is one of the sources,
    :class:`MergeFailed` and :class:`CannotWrite`.
    """
    joins = Path(target).suffix.lower() == ".pdf"
    documents = word_files(sources, print_files=False, scans=joins)
    path = output_file(target, ".docx", ".pdf", inputs=documents, overwrite=overwrite)
    if joins:
        from .pdf import join_papers

        return join_papers(documents, path, two_sided=two_sided)
    from ..rendering.merge.documents import merge_files
    from ..rendering.merge.records import Start

    start: Start = "odd-page" if two_sided else "page"
    return merge_files(documents, path, start=start, title=path.stem, replace=overwrite)


@contextmanager
def set_aside(files: Iterable[str], symbol: str) -> Iterator[dict[str, Path]]:
    """Give the files of a sent paper names of their own; back again when the block fails.

    Where each is then; files that are gone are left out. Raises `CannotWrite`.
    """
    moved: dict[str, Path] = {}
    try:
        for file in files:
            if Path(file).is_file():
                moved[file] = _renamed(Path(file), symbol)
        yield moved
    except BaseException:
        for file, target in moved.items():
            target.rename(file)
        raise


def _renamed(path: Path, symbol: str) -> Path:
    stem = f"{path.stem}{SENT_MARK}{file_slug(symbol.replace('/', '-'))}"
    try:
        return path.rename(free_name(path.with_stem(stem)))
    except OSError as error:
        raise CannotWrite(
            tr("Không đổi được tên tệp."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Đóng tệp nếu đang mở trong Word rồi chạy lại."),
        ) from error
