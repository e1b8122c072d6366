"""The .docx package (gói Word): read with distrust, as a plain dict of parts.

A template comes from anywhere. Before any other library sees it, its zip
directory, sizes, names, relationships and XML prologues are checked here.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...errors import TemplateUnreadable
from ...files.faults import os_reason
from ...files.small import TooLarge, read_small
from ...i18n import tr
from ..limits import Limits, exceeded
from ..part_names import part_said
from .lookalikes import no_zip
from .packing import packed
from .refusals import mended, unreadable, unsafe, with_macro

CORE_PART = "docProps/core.xml"
"""The properties of the file, by this name in every settled package."""

_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
# zipfile says what it finds damaged in many ways: a false offset is a ValueError, a
# way of packing that it does not know a RuntimeError.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    RuntimeError,
)  # fmt: skip


def read_source(source: str | Path | bytes, limits: Limits) -> tuple[bytes, str]:
    """The bytes of a template and the name to call it in messages.

    Raises :class:`TemplateUnreadable` when the file cannot be read.
    """
    if isinstance(source, bytes):
        data, name = source, tr("mẫu")
    else:
        path = Path(source)
        name = path.name
        try:
            data = read_small(path, limits.package_bytes)
        except TooLarge:
            raise exceeded("package_bytes", limits.package_bytes, where=name) from None
        except OSError as error:
            raise TemplateUnreadable(
                tr("Không đọc được tệp mẫu «{ten}».").format(ten=name),
                where=str(path),
                why=os_reason(error),
                fix=tr("Kiểm tra tên tệp, quyền đọc, và tệp có đang bị chương trình khác giữ."),
            ) from error
    if len(data) > limits.package_bytes:
        raise exceeded("package_bytes", limits.package_bytes, where=name)
    return data, name


@dataclass(frozen=True, slots=True)
class Package:
    """A template's package, checked and settled (gói đã soát và dọn).

    ``parts`` are its parts by their names inside the zip, in zip order; ``data`` the
    whole .docx; ``notes`` sentences on what was left out.
    """

    parts: Mapping[str, bytes]
    data: bytes
    notes: tuple[str, ...]


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """The settled package of a .docx.

    Raises :class:`TemplateUnreadable` (damaged, no Word document),
    :class:`TemplateUnsafe` (macros, external content, path tricks, entities)
    and :class:`TemplateLimit` (sizes).
    """
    from .remarks import without_remarks
    from .settling import settle

    settled = settle(unzip(data, name, limits), name)
    parts = without_remarks(settled.parts)
    if settled.changed or parts is not settled.parts:
        data = packed(parts)
    return Package(parts, data, settled.notes)


def read_package(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """The parts of a .docx by their names inside the zip; raises as :func:`open_package`."""
    return dict(open_package(data, name, limits).parts)


def unzip(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """The parts of a zip with harmless names and sizes; what they hold is not looked at.

    Raises as :func:`open_package`.
    """
    parts: dict[str, bytes] = {}
    seen: set[str] = set()
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.package_entries:
                raise exceeded("package_entries", limits.package_entries, where=name)
            for entry in entries:
                if entry.is_dir():
                    continue
                _check_name(entry.filename, seen, name)
                # The directory may lie about sizes, so reading itself is bounded too.
                if entry.file_size > limits.part_bytes:
                    where = f"{name}: {part_said(entry.filename)}"
                    raise exceeded("part_bytes", limits.part_bytes, where=where)
                content = _content(archive, entry, name, limits.part_bytes)
                total += len(content)
                if total > limits.total_bytes:
                    raise exceeded("total_bytes", limits.total_bytes, where=name)
                parts[entry.filename] = content
    except _DAMAGE as error:
        raise unreadable(name, *no_zip(data)) from error
    return parts


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int) -> bytes:
    where = f"{name}: {part_said(entry.filename)}"
    if entry.flag_bits & 0x1:
        raise unreadable(
            name,
            tr("tệp nén có mật khẩu"),
            tr("Giải nén với mật khẩu, rồi mở bằng Word và lưu lại thành .docx."),
        )
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except _DAMAGE as error:
        raise unreadable(
            name,
            tr("{phan} bị hỏng").format(phan=part_said(entry.filename)),
            mended(),
        ) from error
    if len(content) > most:
        raise exceeded("part_bytes", most, where=where)
    return content


def _check_name(part: str, seen: set[str], name: str) -> None:
    normal = posixpath.normpath(part)
    if (
        part.startswith(("/", "\\"))
        or "\\" in part
        or ":" in part
        or "\x00" in part
        or normal != part
        or normal.startswith("..")
    ):
        raise unsafe(
            name,
            tr("bên trong tệp có tên lạ mà Word không bao giờ viết: {ten}").format(ten=repr(part)),
        )
    lowered = part.lower()
    if lowered in seen:
        raise unsafe(
            name, tr("bên trong tệp có hai phần cùng một tên: {ten}").format(ten=part_said(part))
        )
    seen.add(lowered)
    if posixpath.basename(lowered) in _MACRO_NAMES:
        raise with_macro(name)
    if "/activex/" in f"/{lowered}":
        from .relations import way_out

        raise unsafe(name, tr("tệp chứa điều khiển ActiveX"), way_out("control"))
