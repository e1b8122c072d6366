"""The file a list comes in (tệp nguồn): a workbook, a text file or a Word file, as sheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...errors import UsageError
from ...files.held import held
from ...files.killable import read_apart
from ...files.kinds import HEAD, WORKBOOKS, read_bytes, refuse_strangers
from ...files.spreadsheet import SourceBook, SourceSheet, read_book
from ...i18n import tr
from . import delimited, word_tables
from .unit_names import natural_key

_KINDS = (*WORKBOOKS, *delimited.SUFFIXES, *word_tables.SUFFIXES)


def read_source(path: Path) -> SourceBook:
    """All sheets of a file with lists, told by its content, not by its name.

    Raises ``WorkbookUnreadable``.
    """
    head = _begins(path)
    if head.startswith(b"PK") and path.suffix.lower() in word_tables.SUFFIXES:
        tables = read_apart(word_tables.read_tables, path, read_bytes(path))
        return SourceBook(path, [SourceSheet(*table) for table in tables], held(path))
    if head and delimited.is_text(head):
        refuse_strangers(path, head)
        if path.suffix.lower() in delimited.SUFFIXES or delimited.is_table(head):
            return delimited.read_delimited(path)
    return read_book(path)


def _begins(path: Path) -> bytes:
    """The beginning of a plain file; nothing of what the reader of workbooks has to refuse."""
    if not path.is_file() or path.name.startswith("~$"):
        return b""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""  # the reader of workbooks says why


def expanded(named: Iterable[Path]) -> list[Path]:
    """The files meant (các tệp được chỉ): a folder stands for the lists in it, ``*`` for any name.

    Windows leaves ``*.xlsx`` to the program. Files that Excel or LibreOffice
    put beside an open workbook are no lists. Raises :class:`UsageError` for a
    folder or pattern without any.
    """
    files: list[Path] = []
    for path in named:
        if path.is_dir():
            found = [p for p in path.iterdir() if p.suffix.lower() in _KINDS]
        elif "*" in path.name and not path.exists():
            found = list(path.parent.glob(path.name))
        else:
            files.append(path)
            continue
        named_so = [p for p in found if p.is_file() and not p.name.startswith(("~$", "."))]
        lists = sorted(named_so, key=lambda p: natural_key(p.name))
        if not lists:
            raise UsageError(
                tr("Không thấy danh sách nào trong “{ten}”.").format(ten=path),
                fix=tr("Kiểm tra lại tên thư mục, hoặc ghi tên từng tệp."),
            )
        files += lists
    return list(dict.fromkeys(files))
