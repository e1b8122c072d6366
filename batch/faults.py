"""What disks refuse (lỗi khi ghi), in the clerk's words."""

from __future__ import annotations

import errno
import os

from ..errors import CannotWrite
from ..i18n import os_reason, tr

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WINDOWS_NAME_TOO_LONG = 206


def cannot_write(path: str, error: OSError) -> CannotWrite:
    """The error for a file that could not be written, with its cause in the clerk's words."""
    what = tr("Không ghi được tệp.")
    again = tr("rồi gõ lại lệnh: chỉ những văn bản còn thiếu được làm.")
    if error.errno in _FULL:
        why = tr("Ổ đĩa đã đầy.")
        fix = tr("Xoá bớt tệp không cần, hoặc chọn ổ đĩa khác bằng --ra,")
    elif error.errno == errno.EROFS:
        why = tr("Ổ đĩa chỉ cho đọc, không cho ghi.")
        fix = tr("Chọn nơi khác bằng --ra,")
    elif isinstance(error, PermissionError):
        if os.path.isfile(path):  # noqa: PTH113 - the same question for every kind of path
            why = tr("Tệp đang mở trong Word, hoặc chỉ cho đọc.")
            fix = tr("Đóng tệp trong Word,")
        else:
            why = tr("Thư mục không cho ghi.")
            fix = tr("Xin quyền ghi vào thư mục, hoặc chọn nơi khác bằng --ra,")
    elif (
        error.errno == errno.ENAMETOOLONG
        or getattr(error, "winerror", None) == _WINDOWS_NAME_TOO_LONG
    ):
        why = tr("Đường dẫn quá dài.")
        fix = tr("Đặt thư mục làm việc gần gốc ổ đĩa (ví dụ D:\\giayto),")
    elif isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError):
        why = tr("Đã có tệp hoặc thư mục khác mang tên này.")
        fix = tr("Đổi tên cái đang có,")
    else:
        why = os_reason(error)
        fix = tr("Kiểm tra ổ đĩa và đường dẫn,")
    return CannotWrite(what, where=path, why=why, fix=f"{fix} {again}")
