"""Writing a file whole or not at all (ghi tệp an toàn): beside it first, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..errors import CannotWrite
from ..i18n import os_reason, tr


def write_beside(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` make a temporary file in the target's folder, then give it the target's name.

    A reader never sees half a file, and a failure leaves the old one as it
    was. Missing folders are made. Raises ``CannotWrite``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".giayto-", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise _cannot(path, error) from None
    temporary = Path(name)
    try:
        write(temporary)
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _cannot(path, error) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _usual_mode() -> int:
    """The mode an ordinary new file gets here; temporary files are made private."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _cannot(path: Path, error: OSError) -> CannotWrite:
    if isinstance(error, PermissionError):
        why = tr("Tệp đang mở trong Excel, hoặc thư mục không cho ghi.")
        fix = tr("Đóng tệp trong Excel, hoặc chọn thư mục khác, rồi chạy lại.")
    elif isinstance(error, NotADirectoryError | FileExistsError):
        why = tr("Một phần của đường dẫn là tệp, không phải thư mục.")
        fix = tr("Chọn thư mục khác.")
    else:
        why = os_reason(error)
        fix = tr("Kiểm tra ổ đĩa còn chỗ trống và đường dẫn rồi chạy lại.")
    what = tr("Không ghi được tệp “{ten}”.").format(ten=path.name)
    return CannotWrite(what, where=str(path), why=why, fix=fix)
