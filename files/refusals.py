"""Refusals of files from outside (lời từ chối tệp): which file, why, what to do next."""

from __future__ import annotations

from pathlib import Path

from ..errors import WorkbookUnreadable
from ..i18n import tr


def unreadable(path: Path, why: str, fix: str) -> WorkbookUnreadable:
    """The error for a file that is no readable workbook."""
    what = tr("Không đọc được sổ Excel “{ten}”.").format(ten=path.name)
    return WorkbookUnreadable(what, where=str(path), why=why, fix=fix)


def bomb(path: Path) -> WorkbookUnreadable:
    """A file that grows without end when it is opened (tệp phá hoại)."""
    why = tr("Tệp bung ra quá lớn, giống tệp phá hoại.")
    return unreadable(path, why, tr("Không mở tệp này; hỏi lại người gửi."))


def damaged(path: Path) -> WorkbookUnreadable:
    """A workbook whose sheets cannot be read."""
    why = tr("Tệp đã hỏng, không đọc được các trang bên trong.")
    return unreadable(path, why, tr("Mở bằng Excel, để Excel sửa rồi lưu lại thành .xlsx."))


def protected(path: Path) -> WorkbookUnreadable:
    """A workbook with a password for opening it."""
    why = tr("Sổ được đặt mật khẩu mở tệp.")
    fix = tr("Mở bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ, bỏ mật khẩu rồi lưu lại.")
    return unreadable(path, why, fix)


def too_much(path: Path) -> WorkbookUnreadable:
    """A file whose reading took more time or memory than any list does (đọc quá lâu)."""
    why = tr("Đọc tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên đã dừng; tệp hỏng hoặc quá lớn.")
    fix = tr(
        "Mở bằng Excel, chép riêng bảng cần đọc sang một sổ mới, lưu thành .xlsx rồi đọc tệp ấy."
    )
    return unreadable(path, why, fix)
