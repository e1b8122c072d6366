"""A file written beside its place and renamed, so no half file carries a good name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import CannotWrite
from ..i18n import os_reason, tr


@contextmanager
def writing_file(target: Path) -> Iterator[BinaryIO]:
    """An open file that takes ``target``'s name once the block ends without error.

    Raises `CannotWrite`, among others when Word or Excel has the file open.
    """
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".giayto-", dir=target.parent)
        made = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # mkstemp makes files only their owner may read; an export is for colleagues.
        made.chmod(0o644)
        made.replace(target)
    except OSError as error:
        raise CannotWrite(
            tr("Không ghi được tệp."),
            where=str(target),
            why=os_reason(error),
            fix=tr("Đóng tệp nếu đang mở trong Word, Excel; kiểm tra quyền ghi vào thư mục."),
        ) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
