"""A zip taken apart within limits (tệp nén đã mở): its parts by name, none larger than allowed."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import WorkbookUnreadable
from ..i18n import tr
from .refusals import bomb, protected, unreadable
from .small import need_plain

# A workbook of 25,000 people unpacks to some 100 MB; more than this is no member list.
MOST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 10_000
_CHUNK = 1 << 20
_DIRECTORY_ENTRY = b"PK\x01\x02"


def unpack(path: Path, content: bytes) -> dict[str, bytes]:
    """All parts of a zip, in its order; names with ``/`` whoever wrote it.

    Raises ``WorkbookUnreadable`` when it is damaged, locked by a password, names
    a part twice, or grows beyond the limits. Sizes are counted while unpacking:
    what the zip says of itself can lie.
    """
    if content.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        raise bomb(path)
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    with _damage_told(path), zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            part = _read(archive, entry, left)
            left -= len(part)
            if left < 0:
                raise bomb(path)
            name = entry.filename.replace("\\", "/").lstrip("/")
            if name in parts:
                raise _damaged(path)
            parts[name] = part
    return parts


def read_part(path: Path, name: str, most: int = MOST_UNPACKED) -> bytes:
    """One part of a zip of at most so many bytes; "" when it is no zip or has none of this name.

    A zip begins as one: what hangs behind a text is none of it. Raises ``WorkbookUnreadable``.
    """
    with _damage_told(path), _opened(path) as file:
        if file.read(2) != b"PK":
            return b""
        with zipfile.ZipFile(file) as archive:
            if name not in archive.namelist():
                return b""
            part = _read(archive, archive.getinfo(name), most)
    if len(part) > most:
        raise bomb(path)
    return part


def _opened(path: Path) -> BinaryIO:
    need_plain(path)
    return path.open("rb")


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as error:
        if "encrypted" in str(error):
            raise protected(path) from None
        raise _damaged(path) from None


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A part, cut off where it grows beyond ``most`` bytes."""
    pieces = []
    with archive.open(entry) as stream:
        while most >= 0 and (piece := stream.read(_CHUNK)):
            pieces.append(piece)
            most -= len(piece)
    return b"".join(pieces)


def pack(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip again, uncompressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _damaged(path: Path) -> WorkbookUnreadable:
    why = tr("Tệp đã hỏng: không mở được phần nén bên trong.")
    fix = tr("Chép lại tệp gốc, hoặc mở bằng Excel, để Excel sửa rồi lưu lại.")
    return unreadable(path, why, fix)
