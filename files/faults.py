"""What the system refuses (lỗi tệp), in the language in use: cause and remedy for each kind.

The system itself speaks English, or the language it was installed in; its own
words never reach a user. A cause that is not in the table is told by its code.
"""

from __future__ import annotations

import errno
import os
import re

from ..errors import CannotWrite
from ..i18n import later, tr

_FULL, _LOCKED, _NETWORK, _DAMAGED = "ENOSPC", "EBUSY", "ENETUNREACH", "DAMAGED"

_REASONS = later(
    {
        "ENOENT": "Không có tệp hoặc thư mục này.",
        "EACCES": "Không có quyền, hoặc tệp đang mở trong chương trình khác.",
        "EBUSY": "Tệp đang được chương trình khác dùng.",
        "ENOTDIR": "Một phần của đường dẫn là tệp, không phải thư mục.",
        "EISDIR": "Đây là một thư mục.",
        "EEXIST": "Đã có tệp hoặc thư mục khác mang tên này.",
        "ENOTEMPTY": "Thư mục không trống.",
        "ENOSPC": "Ổ đĩa đã đầy.",
        "EROFS": "Ổ đĩa chỉ cho đọc, không cho ghi.",
        "ENAMETOOLONG": "Đường dẫn quá dài.",
        "EINVAL": "Tên tệp hoặc đường dẫn có chỗ không hợp lệ.",
        "ELOOP": "Đường tắt (liên kết) trỏ vòng quanh.",
        "EXDEV": "Hai nơi nằm trên hai ổ đĩa khác nhau.",
        "EIO": "Ổ đĩa hoặc đường mạng hỏng giữa chừng.",
        "ENODEV": "Ổ đĩa không còn đó hoặc chưa sẵn sàng.",
        "EMFILE": "Máy đang mở quá nhiều tệp.",
        "ENOMEM": "Máy hết bộ nhớ.",
        "ENETUNREACH": "Không tới được máy chủ: đường mạng đứt hoặc máy chủ tắt.",
        "ENOTSUP": "Ổ đĩa này không làm được việc ấy.",
        "DAMAGED": "Tệp đã hỏng.",
        "NotPlainFile": "Đây là thiết bị hoặc đường ống của máy, không phải tệp.",
        "TooLarge": "Tệp quá lớn.",
    }
)

# Other names of the same causes.
_SAME = {
    "EPERM": "EACCES",
    "EDQUOT": _FULL,
    "EFBIG": _FULL,
    "ETXTBSY": _LOCKED,
    "EAGAIN": _LOCKED,
    "EDEADLK": _LOCKED,
    "EILSEQ": "EINVAL",
    "ENXIO": "ENODEV",
    "ENFILE": "EMFILE",
    "EOPNOTSUPP": "ENOTSUP",
    "ENOSYS": "ENOTSUP",
    "ESTALE": _NETWORK,
    "ENETDOWN": _NETWORK,
    "ENETRESET": _NETWORK,
    "EHOSTDOWN": _NETWORK,
    "EHOSTUNREACH": _NETWORK,
    "ETIMEDOUT": _NETWORK,
    "ECONNREFUSED": _NETWORK,
    "ECONNRESET": _NETWORK,
    "ECONNABORTED": _NETWORK,
    "ENOTCONN": _NETWORK,
}
# Windows has causes of its own, which Python's table of errno blurs or does not know.
_WINDOWS = {
    19: "EROFS",
    21: "ENODEV",
    32: _LOCKED,
    33: _LOCKED,
    39: _FULL,
    51: _NETWORK,
    53: _NETWORK,
    59: _NETWORK,
    64: _NETWORK,
    67: _NETWORK,
    112: _FULL,
    123: "EINVAL",
    161: "EINVAL",
    206: "ENAMETOOLONG",
    1117: "EIO",
    1231: _NETWORK,
}
# SQLite speaks of files as well; its extended names carry a suffix (SQLITE_IOERR_WRITE).
_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": "EROFS",
    "SQLITE_PERM": "EACCES",
    "SQLITE_CANTOPEN": "EACCES",
    "SQLITE_IOERR": "EIO",
    "SQLITE_NOMEM": "ENOMEM",
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
}
_KINDS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "ENOENT"),
    (PermissionError, "EACCES"),
    (IsADirectoryError, "EISDIR"),
    (NotADirectoryError, "ENOTDIR"),
    (FileExistsError, "EEXIST"),
    (TimeoutError, _NETWORK),
    (ConnectionError, _NETWORK),
)
# By name, so that no library is loaded for it; the first that fits a class or its bases.
_LIBRARY = later(
    {
        (
            "zipfile.BadZipFile",
            "zlib.error",
            "builtins.EOFError",
            "isal.isal_zlib.IsalError",
        ): "Tệp đã hỏng: không mở được phần nén bên trong.",
        (
            "lxml.etree.XMLSyntaxError",
            "xml.etree.ElementTree.ParseError",
            "xml.parsers.expat.ExpatError",
        ): "Phần XML bên trong tệp viết sai.",
        ("python_calamine.CalamineError", "python_calamine._python_calamine.CalamineError"): (
            "Tệp đã hỏng, không đọc được các trang bên trong."
        ),
        ("builtins.UnicodeDecodeError",): "Tệp không phải chữ Unicode (UTF-8).",
        ("builtins.RecursionError",): "Dữ liệu lồng nhau quá sâu.",
        ("builtins.MemoryError",): "Máy hết bộ nhớ.",
        ("builtins.ImportError",): "Máy thiếu một thư viện mà chương trình cần.",
        ("docx.opc.exceptions.PackageNotFoundError",): "Tệp không phải gói Word (.docx).",
        ("builtins.KeyError",): "Tệp thiếu một phần bên trong.",
    }
)
_PLACE = re.compile(r"line (\d+), column (\d+)")


def os_reason(error: Exception) -> str:
    """Why the system, or SQLite, refused, in the language in use (lý do của hệ điều hành)."""
    cause = _cause(error)
    if cause in _REASONS:
        return tr(_REASONS[cause])
    return tr("Hệ điều hành từ chối (mã {ma}).").format(ma=cause)


def cannot_write(path: str | os.PathLike[str], error: Exception) -> CannotWrite:
    """The error for a file or folder that could not be written (không ghi được tệp).

    ``path`` is the one the user knows, not the passing one beside it. The
    remedy names no option of a command: who has one may add it.
    """
    place = os.fspath(path)
    cause = _cause(error)
    why = os_reason(error)
    fix = tr("Kiểm tra ổ đĩa và đường dẫn, rồi gõ lại lệnh.")
    if cause == _FULL:
        fix = tr("Xoá bớt tệp không cần, hoặc ghi ra ổ đĩa khác, rồi gõ lại lệnh.")
    elif cause == "EROFS":
        fix = tr("Ghi ra nơi khác, rồi gõ lại lệnh.")
    elif cause == _LOCKED or (cause == "EACCES" and os.path.isfile(place)):  # noqa: PTH113
        why = tr("Tệp đang mở trong Word, Excel, hoặc chỉ cho đọc.")
        fix = tr("Đóng tệp trong Word, Excel, rồi gõ lại lệnh.")
    elif cause == "EACCES":
        why = tr("Thư mục không cho ghi.")
        fix = tr("Xin quyền ghi vào thư mục, hoặc ghi ra nơi khác, rồi gõ lại lệnh.")
    elif cause == "ENAMETOOLONG":
        fix = tr("Đặt thư mục làm việc gần gốc ổ đĩa (ví dụ D:\\giayto), rồi gõ lại lệnh.")
    elif cause in ("EISDIR", "ENOTEMPTY", "EEXIST"):
        why = tr("Đã có tệp hoặc thư mục khác mang tên này.")
        fix = tr("Đổi tên cái đang có, hoặc chọn tên khác, rồi gõ lại lệnh.")
    elif cause == "ENOTDIR":
        fix = tr("Chọn thư mục khác, rồi gõ lại lệnh.")
    elif cause == "EINVAL":
        fix = tr("Đặt tên khác, không có ký tự như : * ? < >, rồi gõ lại lệnh.")
    return CannotWrite(tr("Không ghi được tệp."), where=place, why=why, fix=fix)


def library_reason(error: Exception) -> str:
    """Why a library gave up (lý do của thư viện), in the language in use.

    Its own words are English and may hold what stands in a file, so they never
    reach a user; `library_details` has them for whoever mends the fault.
    """
    if isinstance(error, OSError) or hasattr(error, "sqlite_errorname"):
        return os_reason(error)
    for kinds, words in _LIBRARY.items():
        if any(f"{kind.__module__}.{kind.__name__}" in kinds for kind in type(error).__mro__):
            return tr(words)
    return tr("Chương trình hoặc thư viện bên trong báo lỗi (loại {loai}).").format(
        loai=type(error).__name__
    )


def library_details(error: Exception) -> tuple[str, ...]:
    """A library's own words, only with ``GIAYTO_DEBUG`` in the environment; else nothing."""
    return (f"{type(error).__name__}: {error}",) if os.environ.get("GIAYTO_DEBUG") else ()


def toml_reason(error: ValueError | RecursionError) -> str:
    """Why a TOML file could not be read: where it is written wrongly (lỗi tệp cài đặt).

    ``error`` is what ``tomllib`` raises, or a ``UnicodeDecodeError``.
    """
    if isinstance(error, RecursionError):
        return library_reason(error)
    if isinstance(error, UnicodeDecodeError):
        return tr("Tệp không phải chữ Unicode (UTF-8).")
    place = _PLACE.search(str(error))
    if place is None:
        return tr("Cuối tệp viết dở: thiếu giá trị, ngoặc hoặc nháy.")
    return tr("Dòng {dong}, chỗ chữ thứ {cot} viết sai.").format(dong=place[1], cot=place[2])


def refused(error: OSError) -> CannotWrite:
    """The error for a refusal that nobody nearer to it has put into words.

    The command line's last net: what, where and why are still told.
    """
    path = error.filename if error.filename2 is None else error.filename2
    return CannotWrite(
        tr("Không đọc hoặc không ghi được tệp."),
        where=None if path is None else os.fsdecode(path) if not isinstance(path, int) else None,
        why=os_reason(error),
        fix=tr("Kiểm tra ổ đĩa và đường dẫn, rồi gõ lại lệnh."),
    )


def _cause(error: Exception) -> str:
    """The name of the cause, as in the table; else the code the system gives it."""
    said = getattr(error, "sqlite_errorname", None)
    if isinstance(said, str):
        return _SQLITE.get("_".join(said.split("_")[:2]), said)
    windows = getattr(error, "winerror", None)
    if windows in _WINDOWS:
        return _WINDOWS[windows]
    number = error.errno if isinstance(error, OSError) else None
    name = errno.errorcode.get(number or 0, "")
    if name:
        return _SAME.get(name, name)
    if not number:  # fsspec, Dask and asyncio raise the system's kinds without its numbers
        name = next((cause for kind, cause in _KINDS if isinstance(error, kind)), "")
    return name or (str(number) if number else type(error).__name__)
