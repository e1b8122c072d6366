"""Pictures that data name (ảnh theo tên tệp), out of one folder and nowhere else."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ..errors import MissingValue, TemplateError
from ..files.faults import os_reason
from ..files.small import read_small
from ..i18n import tr
from .inserts import Framed, Image, made
from .package.pictures import is_picture

ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
"""What the name of a picture ends in, in small letters."""
LARGEST = 10_000_000
"""Bytes of one picture; a photograph of a telephone has less."""
_HEAD = 64
FRAME = "giayto_frame"
"""The filter that reading puts into the words of a drawn picture."""


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """The folder whose pictures data may name (thư mục ảnh).

    With ``required`` false one that is not there is left out.
    """

    folder: Path
    required: bool = True

    def path(self, name: str) -> Path | None:
        """The file of a name (``an.jpg``, ``CB01/an.jpg``), ``None`` where there is none.

        Capitals and forms of accents count for nothing; nothing outside of the folder is found.
        """
        here = self.folder
        for step in PurePosixPath(name.strip().replace("\\", "/")).parts:
            if step in ("/", "..") or not here.is_dir():
                return None
            if not (here / step).exists():
                step = _listed(here, here.stat().st_mtime_ns).get(_compared(step), "")
                if not step:
                    return None
            here /= step
        inside = here.resolve().is_relative_to(self.folder.resolve())
        return here if inside and here.is_file() else None

    def content(self, name: str) -> bytes:
        """The picture of this name. Raises what :meth:`look_at` raises."""
        path = self.look_at(name)
        try:
            return read_small(path, LARGEST)
        except OSError as error:
            raise _unreadable(name, error) from error

    def look_at(self, name: str) -> Path:
        """The file of a picture that can be printed.

        Raises :class:`MissingValue` when there is no such file, :class:`TemplateError`
        for one that is no picture, too large or not to be read.
        """
        told = name.strip()
        path = self.path(told)
        if path is None:
            raise MissingValue(
                tr("Không có ảnh “{ten}” trong thư mục {thu_muc}.").format(
                    ten=told, thu_muc=self.folder.name
                ),
                fix=tr("Chép tệp ảnh vào thư mục ấy, hoặc sửa tên tệp trong sổ."),
            )
        try:
            size = path.stat().st_size
            with path.open("rb") as file:
                head = file.read(_HEAD)
        except OSError as error:
            raise _unreadable(told, error) from error
        if size > LARGEST:
            raise TemplateError(
                tr("Ảnh “{ten}” quá lớn (hơn {so} MB).").format(ten=told, so=LARGEST // 1_000_000),
                fix=tr("Thu nhỏ ảnh rồi lưu lại."),
            )
        if not is_picture(head):
            raise TemplateError(
                tr("Tệp “{ten}” không phải là ảnh.").format(ten=told),
                fix=tr("Dùng tệp ảnh PNG hoặc JPEG."),
            )
        return path

    def sized(
        self, value: object, width_mm: float | None = None, height_mm: float | None = None
    ) -> object:
        """The picture that a value names, in this size; an empty value prints nothing."""
        if not isinstance(value, str) or not value.strip():
            return value
        try:
            return Image(self.content(value), width_mm, height_mm)
        except MissingValue:
            if self.required:
                raise
            return ""

    def framed(self, value: object) -> object:
        """What stands in the words of a drawn picture: the mark of another in its place.

        A value that names no picture is the picture's words, as typed.
        """
        if not isinstance(value, str) or not value.strip().lower().endswith(ENDINGS):
            return value
        try:
            return made(Framed(self.content(value), PurePosixPath(value.strip()).stem))
        except MissingValue:
            if self.required:
                raise
            return ""


def _unreadable(name: str, error: OSError) -> TemplateError:
    return TemplateError(tr("Không đọc được ảnh “{ten}”.").format(ten=name), why=os_reason(error))


@lru_cache(maxsize=64)  # thousands of names are looked up in one folder
def _listed(folder: Path, _changed: int) -> dict[str, str]:
    """The names in a folder as they are compared; ``_changed`` is when it was last changed."""
    return {_compared(path.name): path.name for path in folder.iterdir()}


def _compared(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
