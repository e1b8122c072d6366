"""The Word files a clerk means by files and folders (tệp Word được chọn)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..batch.placing import PRINTED
from ..errors import UsageError
from ..files.whole import make_folder
from ..i18n import tr

SENT_MARK = "-da-phat-hanh-so-"
"""Stands in the name of a sent paper that a newer one has taken the place of."""
_SET_ASIDE = re.compile(rf"-sua-tay-\d{{8}}-\d{{4}}|{SENT_MARK}\d")


def word_files(sources: Sequence[str], *, print_files: bool = True) -> list[Path]:
    """The .docx files, folders opened up, in the order given and by name within a folder.

    Word's own passing files (``~$…``) and hidden ones are left out, and without
    ``print_files`` the merged ones (``in-….docx``) that a folder holds and the
    older copies, edited by hand or sent out, whose new version stands beside
    them; a file
    named twice counts once. Raises :class:`UsageError` for what is not there
    or is no Word file.
    """
    left_out = ("~$", ".") if print_files else ("~$", ".", PRINTED)
    found: dict[Path, None] = {}
    for source in sources:
        path = Path(source)
        if path.is_dir():
            for inner in sorted(path.rglob("*.docx")):
                aside = not print_files and _SET_ASIDE.search(inner.stem)
                if not inner.name.startswith(left_out) and not aside:
                    found[inner] = None
        elif path.is_file() and path.suffix.lower() == ".docx":
            found[path] = None
        else:
            raise UsageError(
                tr("Không có tệp Word “{ten}”.").format(ten=source),
                fix=tr("Ghi đúng đường dẫn tới tệp .docx hoặc thư mục có tệp .docx."),
            )
    if not found:
        raise UsageError(tr("Trong thư mục này không có tệp .docx nào."), where=", ".join(sources))
    return list(found)


def beside(documents: Sequence[Path], folder: Path) -> None:
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
