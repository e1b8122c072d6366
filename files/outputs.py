"""Where a result may go (nơi ghi kết quả): never onto an input, nor onto what it must not replace.

Paths are compared as files, not as words: through links, hard links, relative
paths, and in any spelling of capitals and accents that Windows or macOS would
take for the same name.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from ..errors import UsageError, WorkspaceExists
from ..i18n import tr


def free_name(path: Path) -> Path:
    """The path itself, or with the first number behind its name that no file has yet."""
    number = 1
    free = path
    while os.path.lexists(free):
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def check_output(
    target: Path, *, never: Iterable[Path] = (), overwrite: bool | None = None
) -> None:
    """Refuse a file for results that would destroy something (không ghi đè).

    ``never`` are files that no wish of the user may replace, and folders in
    which nothing is written: the inputs of the command, the workspace's own.
    Any other file that is there is replaced only with ``overwrite``; ``None``
    when the command offers no such option. Raises :class:`WorkspaceExists`,
    and :class:`UsageError` when a folder (or a device) has the name.
    """
    spot = _Spot(target)
    for own in never:
        if spot.lies_in(_Spot(own)):
            raise WorkspaceExists(
                tr("Kết quả không được ghi đè lên tệp đang dùng."),
                where=str(target),
                why=tr("Chỗ này là của “{ten}”, cần giữ nguyên.").format(ten=own),
                fix=tr("Chọn tên khác, hoặc thư mục khác, cho kết quả."),
            )
    if not os.path.lexists(target):
        return
    if target.is_dir():
        raise UsageError(
            tr("Nơi ghi kết quả là một thư mục, không phải tệp."),
            where=str(target),
            fix=tr("Ghi thêm tên tệp."),
        )
    if target.exists() and not target.is_file():
        raise UsageError(
            tr("Nơi ghi kết quả là một thiết bị của máy, không phải tệp."),
            where=str(target),
            fix=tr("Chọn tên khác, hoặc thư mục khác, cho kết quả."),
        )
    if not overwrite:
        raise taken(target, offers_overwrite=overwrite is not None)


def check_output_folder(folder: Path, *, never: Iterable[Path] = ()) -> None:
    """Refuse a folder for results that is, or lies in, one of ``never``, or is a file.

    Raises :class:`UsageError`.
    """
    for own in never:
        if within(folder, own):
            raise UsageError(
                tr("Không ghi kết quả vào thư mục này."),
                where=str(folder),
                why=tr("Chỗ này là của “{ten}”, cần giữ nguyên.").format(ten=own),
                fix=tr("Chọn thư mục khác cho kết quả."),
            )
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            tr("Nơi ghi kết quả là một tệp, không phải thư mục."),
            where=str(folder),
            fix=tr("Chọn thư mục khác cho kết quả."),
        )


def taken(target: Path, *, offers_overwrite: bool = False) -> WorkspaceExists:
    """The error for a file that is there already and is not to be replaced."""
    return WorkspaceExists(
        tr("Đã có tệp mang tên này."),
        where=str(target),
        fix=tr("Chọn tên khác, hoặc thêm --ghi-de.") if offers_overwrite else tr("Chọn tên khác."),
    )


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths mean one file, also one that is not there yet."""
    return _Spot(one).is_at(_Spot(other))


def within(path: Path, place: Path) -> bool:
    """Whether ``path`` is ``place`` itself or, if that is a folder, lies somewhere in it."""
    return _Spot(path).lies_in(_Spot(place))


class _Spot:
    """A place on a disk (một chỗ trên đĩa), whether something is there or not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: os.stat_result | None
        try:
            self._found = path.stat()
        except OSError:
            self._found = None

    def is_at(self, other: _Spot) -> bool:
        """Whether both are one place: one file by whatever links, else one name."""
        if self._found is not None and other._found is not None:
            return os.path.samestat(self._found, other._found)
        return not self._names.isdisjoint(other._names)

    def lies_in(self, place: _Spot) -> bool:
        """Whether this is ``place`` or below it."""
        if self.is_at(place):
            return True
        if place._found is not None and not stat.S_ISDIR(place._found.st_mode):
            return False
        return any(folder.is_at(place) for folder in self._above)

    @cached_property
    def _names(self) -> set[str]:
        """The names of the place, with links followed in its folders, and to the end.

        Equal for spellings that Windows or macOS take for the same name.
        """
        place = self._path.absolute()
        # Windows drops dots and blanks at the end of a name.
        own = f"{os.path.realpath(place.parent)}{os.sep}{place.name.rstrip(' .')}"
        return {
            unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
            for name in (own, os.path.realpath(place))
        }

    @cached_property
    def _above(self) -> list[_Spot]:
        plain = Path(os.path.abspath(self._path))  # noqa: PTH100 - links are kept as they are
        folders = {*plain.parents, *Path(os.path.realpath(self._path)).parents}
        return [_Spot(folder) for folder in folders]
