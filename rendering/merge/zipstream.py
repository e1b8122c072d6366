"""A zip written in one pass (ghi zip một lượt): one long entry that grows, then the small ones."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

from ...errors import CannotWrite, MergeFailed
from ...i18n import os_reason, tr
from ..pack import END_RECORD, Codec, central_header, discard, local_header, passing_name

_MOST = 0xFFFFFFFF  # a plain zip counts in 32 bits; Word reads no larger ones anyway


class ZipStream:
    """A .docx being written: beside its final name, renamed when complete.

    Use as a context manager: leaving it after an error removes the passing file.
    """

    def __init__(self, path: Path, packer: Codec, long_name: str) -> None:
        self._path = path
        self._passing = passing_name(path)
        self._codec = packer
        self._long_name = long_name.encode()
        self._directory: list[bytes] = []
        self._offset = 0
        try:
            self._file = Path(self._passing).open("wb")  # noqa: SIM115 - closed in __exit__
        except OSError as error:
            raise self._failed(error) from error
        self._deflate = packer.stream()
        self._crc = self._size = self._packed = 0
        self._write(local_header(self._long_name, 0, 0, 0))
        self._done = False

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
        try:
            self._file.seek(0)
            self._file.write(local_header(self._long_name, *sizes))
            self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise self._failed(error) from error
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
        """Writes the directory and gives the file its name."""
        directory = b"".join(self._directory)
        start, entries = self._offset, len(self._directory)
        self._write(directory)
        end = (b"PK\5\6", 0, 0, entries, entries, len(directory), start, 0)
        self._write(END_RECORD.pack(*end))
        try:
            self._file.close()
            Path(self._passing).replace(self._path)
        except OSError as error:
            raise self._failed(error) from error
        self._done = True

    def __enter__(self) -> ZipStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._done:
            self._file.close()
            discard(self._passing)

    def _send(self, packed: bytes) -> None:
        self._packed += len(packed)
        self._write(packed)

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise self._failed(error) from error
        self._offset += len(data)

    def _failed(self, error: OSError) -> CannotWrite:
        return CannotWrite(
            tr("Không ghi được tệp «{ten}».").format(ten=self._path.name),
            where=str(self._path),
            why=os_reason(error),
            fix=tr("Đóng tệp nếu đang mở trong Word; kiểm tra quyền ghi và chỗ trống của ổ đĩa."),
        )
