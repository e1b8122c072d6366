"""The file of a register as the system has it (tệp sổ): there, whole, the same one as before."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ...errors import RegisterDamaged, RegisterUnavailable
from ...files.faults import os_reason
from ...i18n import tr


def mark(path: Path | None) -> tuple[int, int] | None:
    """Which file stands at a path; ``None`` when none does."""
    try:
        found = path.stat() if path is not None else None
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None


@contextmanager
def unreadable_told(path: Path) -> Iterator[None]:
    """Raise `RegisterUnavailable` for what the system says of a register's file."""
    try:
        yield
    except OSError as error:
        raise RegisterUnavailable(
            tr("Không đọc được tệp sổ văn bản."),
            where=str(path),
            why=os_reason(error),
            fix=tr("Kiểm tra quyền đọc, ghi đối với tệp và thư mục."),
        ) from error


def check_file(path: Path, *, create: bool) -> None:
    """Refuse a file that cannot be a register before SQLite takes it for a new one."""
    # SQLite itself tells other files from its own. They are not opened here: to close a file
    # gives up every lock that this process has on it.
    with unreadable_told(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            if path.with_name(path.name + "-wal").exists():
                # The log without its database: someone moved one file and not the other.
                raise damaged(str(path), why=tr("Còn tệp -wal nhưng mất tệp chính.")) from None
            if not create:
                raise missing(str(path)) from None
            return
        if not stat.S_ISREG(found.st_mode):
            raise missing(str(path))
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, "", str(path))
    if not found.st_size:
        # SQLite would begin again at number 1 in it.
        raise damaged(str(path), why=tr("Tệp rỗng."))


def sidecars(path: Path) -> tuple[Path, Path]:
    """The files SQLite keeps beside a database: its log and the log's index."""
    return (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))


def damaged(where: str, *, why: str) -> RegisterDamaged:
    """The error for a register that is not sound, with the way out."""
    return RegisterDamaged(
        tr("Sổ văn bản bị hỏng."),
        where=where,
        why=why,
        fix=tr(
            "Không xoá tệp hỏng. Lấy lại bản sao lưu gần nhất: giayto so khoi-phuc TỆP-SAO-LƯU; "
            "sau đó nhập lại các số đã cấp sau ngày sao lưu."
        ),
    )


def missing(where: str) -> RegisterUnavailable:
    """The error for a place without a register."""
    return RegisterUnavailable(
        tr("Ở đây chưa có sổ văn bản."),
        where=where,
        fix=tr(
            "Sổ được lập khi cấp số đầu tiên (giayto so cap) hoặc khi nhập sổ cũ (giayto so nhap)."
        ),
    )
