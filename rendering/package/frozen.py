"""Writing of .docx files (đóng gói): a zip with almost everything ready beforehand.

All parts that are the same in every document are compressed once. A document
is then: those bytes, the few rendered parts, and a directory. Times are fixed
(1980-01-01, as Word writes them), so the same input gives the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ...errors import UsageError
from ...i18n import tr

Compressor = Literal["auto", "zlib", "isal"]

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
END_RECORD = struct.Struct("<4sHHHHLLH")
_DATE = 0x21  # 1980-01-01 in the zip's own calendar
_DEFLATED = 8
_NEEDED = 20  # zip version 2.0
_UTF8_NAME = 0x800


class Codec(NamedTuple):
    """A compressor for rendered parts (bộ nén): raw deflate and checksums.

    ``stream`` makes an object with ``compress`` and ``flush`` for long entries.
    """

    name: str
    compress: Callable[[bytes], bytes]
    crc32: Callable[..., int]
    stream: Callable[[], Any]


def codec(compressor: Compressor) -> Codec:
    """The compressor of that name.

    ``auto`` takes isal when it is installed, else zlib level 1. Files are
    byte-identical only between machines with the same compressor; what is
    inside them always is. Raises :class:`UsageError` when isal is asked for
    and not installed.
    """
    if compressor != "zlib":
        try:
            from isal import isal_zlib
        except ImportError as error:
            if compressor == "isal":
                raise UsageError(tr("Chưa cài bộ nén isal."), fix="pip install isal") from error
        else:
            return Codec(
                "isal",
                lambda data: isal_zlib.compress(data, 1, -15),
                isal_zlib.crc32,
                lambda: isal_zlib.compressobj(1, zlib.DEFLATED, -15),
            )
    return Codec(
        "zlib",
        lambda data: zlib.compress(data, 1, -15),
        zlib.crc32,
        lambda: zlib.compressobj(1, zlib.DEFLATED, -15),
    )


class FrozenPackage:
    """All unchanging bytes of a template's documents (gói đóng băng).

    ``static`` are the parts that never change, ``rendered`` the names of the
    others, in the order in which :meth:`assemble` gets their contents.
    """

    def __init__(
        self,
        static: Mapping[str, bytes],
        rendered: Sequence[str],
        packer: Codec,
    ) -> None:
        self._codec = packer
        blob: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for name, content in static.items():
            packed = zlib.compress(content, 9, -15)
            encoded, crc = name.encode(), zlib.crc32(content)
            local = local_header(encoded, crc, len(packed), len(content))
            directory.append(central_header(encoded, crc, len(packed), len(content), offset))
            blob += (local, packed)
            offset += len(local) + len(packed)
        self._blob = b"".join(blob)
        self._directory = b"".join(directory)
        self._count = len(static) + len(rendered)
        self._names = tuple(name.encode() for name in rendered)

    def assemble(self, contents: Sequence[bytes]) -> bytes:
        """One whole .docx from the contents of its rendered parts."""
        _, compress, crc32, _ = self._codec
        offset = len(self._blob)
        pieces = [self._blob]
        directory = [self._directory]
        for name, content in zip(self._names, contents, strict=True):
            packed = compress(content)
            crc = crc32(content)
            local = local_header(name, crc, len(packed), len(content))
            directory.append(central_header(name, crc, len(packed), len(content), offset))
            pieces += (local, packed)
            offset += len(local) + len(packed)
        pieces += directory
        size = sum(map(len, directory))
        pieces.append(END_RECORD.pack(b"PK\5\6", 0, 0, self._count, self._count, size, offset, 0))
        return b"".join(pieces)


def _flags(name: bytes) -> int:
    return 0 if name.isascii() else _UTF8_NAME


def local_header(name: bytes, crc: int, packed: int, size: int) -> bytes:
    """What stands before an entry's data."""
    flags = _flags(name)
    return (
        _LOCAL.pack(b"PK\3\4", _NEEDED, flags, _DEFLATED, 0, _DATE, crc, packed, size, len(name), 0)
        + name
    )


def central_header(name: bytes, crc: int, packed: int, size: int, offset: int) -> bytes:
    """An entry's line in the directory at the end."""
    flags = _flags(name)
    return (
        _CENTRAL.pack(
            b"PK\1\2", _NEEDED, _NEEDED, flags, _DEFLATED, 0, _DATE, crc, packed, size,
            len(name), 0, 0, 0, 0, 0, offset,
        )
        + name
    )  # fmt: skip
