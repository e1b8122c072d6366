"""A zip written in one pass (ghi zip một lượt): one long entry that grows, then the small ones."""

from __future__ import annotations

import os
from typing import BinaryIO

from ...errors import MergeFailed
from ...i18n import tr
from ..package.frozen import END_RECORD, Codec, central_header, local_header

_MOST = 0xFFFFFFFF  # a plain zip counts in 32 bits; Word reads no larger ones anyway


class ZipStream:
    """A .docx being written into an open file, which the caller closes.

    All methods raise :class:`OSError` when the disk refuses.
    """

    def __init__(self, file: BinaryIO, packer: Codec, long_name: str) -> None:
        self._file = file
        self._codec = packer
        self._long_name = long_name.encode()
        self._directory: list[bytes] = []
        self._offset = 0
        self._deflate = packer.stream()
        self._crc = self._size = self._packed = 0
        self._write(local_header(self._long_name, 0, 0, 0))

    def grow(self, data: bytes) -> None:
        """Adds to the long entry."""
        self._crc = self._codec.crc32(data, self._crc)
        self._size += len(data)
        self._send(self._deflate.compress(data))

    def end_long_entry(self) -> None:
        """Closes the long entry: its header gets the sizes known only now."""
        self._send(self._deflate.flush())
        if max(self._size, self._offset) > _MOST:
            raise MergeFailed(
                tr("Tệp gộp quá lớn ({so} GB).").format(so=round(self._size / 1e9, 1)),
                fix=tr("Chia thành nhiều tệp, mỗi tệp ít bản hơn."),
            )
        sizes = (self._crc, self._packed, self._size)
        self._file.seek(0)
        self._file.write(local_header(self._long_name, *sizes))
        self._file.seek(0, os.SEEK_END)
        self._directory.append(central_header(self._long_name, *sizes, 0))

    def add(self, name: str, content: bytes) -> None:
        """Adds a small entry; only after :meth:`end_long_entry`."""
        packed = self._codec.compress(content)
        sizes = (self._codec.crc32(content), len(packed), len(content))
        encoded = name.encode()
        self._directory.append(central_header(encoded, *sizes, self._offset))
        self._write(local_header(encoded, *sizes))
        self._write(packed)

    def finish(self) -> None:
        """Writes the directory: the zip is complete."""
        directory = b"".join(self._directory)
        start, entries = self._offset, len(self._directory)
        self._write(directory)
        end = (b"PK\5\6", 0, 0, entries, entries, len(directory), start, 0)
        self._write(END_RECORD.pack(*end))

    def _send(self, packed: bytes) -> None:
        self._packed += len(packed)
        self._write(packed)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._offset += len(data)
