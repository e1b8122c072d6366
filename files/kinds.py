"""What a file really is (loại tệp), told before any spreadsheet reader touches it."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from ..errors import WorkbookUnreadable
from ..i18n import tr
from ..suggestions import nearest
from .faults import os_reason

# A workbook of 25,000 people unpacks to some 40 MB; more than this is no member list.
MOST_UNPACKED = 400 * 1024 * 1024
MOST_FILE_SIZE = 150 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


def utf16(name: str) -> bytes:
    """A stream name as it stands in an old Office file."""
    return name.encode("utf-16-le")


def unreadable(path: Path, why: str, fix: str) -> WorkbookUnreadable:
    """The error for a file that is no readable workbook."""
    what = tr("Không đọc được sổ Excel “{ten}”.").format(ten=path.name)
    return WorkbookUnreadable(what, where=str(path), why=why, fix=fix)


def read_workbook_bytes(path: Path) -> bytes:
    """The content of a file that looks like a workbook Excel or LibreOffice wrote.

    Raises ``WorkbookUnreadable`` when it is missing, empty, locked, too large,
    protected by a password, or something else than a workbook.
    """
    if path.name.startswith("~$"):
        why = tr("Đây là tệp khoá tạm mà Excel tạo ra khi đang mở sổ, không phải sổ.")
        fix = tr("Chọn tệp “{ten}”.").format(ten=path.name[2:])
        raise unreadable(path, why, fix)
    try:
        if path.is_dir():
            why = tr("Đây là một thư mục.")
            raise unreadable(path, why, tr("Ghi tên tệp Excel nằm trong thư mục này."))
        if path.stat().st_size > MOST_FILE_SIZE:
            why = tr("Tệp quá lớn, không thể là sổ đảng viên.")
            raise unreadable(path, why, tr("Xoá hình ảnh, trang thừa trong sổ rồi lưu lại."))
        content = path.read_bytes()
    except FileNotFoundError:
        raise unreadable(path, tr("Không có tệp này."), _where_it_may_be(path)) from None
    except OSError as error:
        fix = tr("Đóng tệp trong Excel, kiểm tra quyền đọc rồi chạy lại.")
        raise unreadable(path, os_reason(error), fix) from None
    _refuse_strangers(path, content)
    return content


def _where_it_may_be(path: Path) -> str:
    folder = path.parent
    names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    books = [n for n in names if n.lower().endswith(_SUFFIXES) and not n.startswith("~$")]
    stems = {Path(name).stem: name for name in books}
    near = nearest(path.stem, stems)
    if near is not None:
        fix = tr("Có phải là “{ten}”? Kiểm tra lại tên và thư mục.")
        return fix.format(ten=stems[near])
    return tr("Kiểm tra lại tên tệp và thư mục.")


def _refuse_strangers(path: Path, content: bytes) -> None:
    head = content[:4096]
    head = _plain_text(head)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    again = tr("Mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu Excel Workbook (.xlsx).")
    if not content:
        raise unreadable(path, tr("Tệp trống, không có byte nào."), tr("Chép lại tệp gốc."))
    if head.startswith(b"PK"):
        _refuse_zip(path, again)
    elif head.startswith(_OLE):
        _refuse_ole(path, content)
    elif text.startswith(b"%pdf"):
        raise unreadable(path, tr("Đây là tệp PDF."), tr("Cần tệp Excel gốc."))
    elif b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise unreadable(path, tr("Đây là bảng tính kiểu XML 2003."), again)
    elif _is_web_page(text):
        why = tr("Tệp mang đuôi {duoi} nhưng thật ra là một trang web.").format(duoi=path.suffix)
        raise unreadable(path, why, again)
    elif b"\0" not in head and (path.suffix.lower() == ".csv" or _looks_like_csv(head)):
        # Excel would drop zeros and turn dates round on the way, so it is not sent there.
        fix = tr("Muốn nhập danh sách này thì đổi đuôi tệp thành .csv rồi gõ giayto nhap.")
        raise unreadable(path, tr("Đây là tệp văn bản (CSV), không phải sổ Excel."), fix)
    else:
        why = tr("Nội dung tệp không phải sổ Excel hay LibreOffice; có thể tệp đã hỏng.")
        raise unreadable(path, why, tr("Chép lại tệp gốc, hoặc mở bằng Excel rồi lưu lại."))


def _plain_text(head: bytes) -> bytes:
    """The beginning of a file in UTF-8 where it is text in UTF-16, as "Unicode Text" of Excel."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head
    return head[: len(head) // 2 * 2].decode("utf-16", errors="ignore").encode()


def _is_web_page(text: bytes) -> bool:
    if text.startswith(b"mime-version:"):  # a page saved in one file, as reports send it
        return True
    return text.startswith(b"<") and any(t in text for t in (b"<html", b"<table", b"<!doctype"))


def _looks_like_csv(head: bytes) -> bool:
    line = head.split(b"\n", 1)[0]
    return max(line.count(b","), line.count(b";"), line.count(b"\t")) >= 2


def _refuse_zip(path: Path, again: str) -> None:
    damaged = tr("Tệp đã hỏng: không mở được phần nén bên trong.")
    copy = tr("Chép lại tệp gốc, hoặc mở bằng Excel, để Excel sửa rồi lưu lại.")
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = 0
            for info in archive.infolist():
                # Read, not believed: a size in a header can lie.
                with archive.open(info) as part:
                    while chunk := part.read(1 << 20):
                        unpacked += len(chunk)
                        if unpacked > MOST_UNPACKED:
                            why = tr("Tệp bung ra quá lớn, giống tệp phá hoại.")
                            fix = tr("Không mở tệp này; hỏi lại người gửi.")
                            raise unreadable(path, why, fix)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:
        if "encrypted" in str(error):
            raise _protected(path) from None
        raise unreadable(path, damaged, copy) from None
    if "word/document.xml" in names:
        raise _word(path)
    if not any(n.startswith("xl/") for n in names) and "content.xml" not in names:
        raise unreadable(path, tr("Đây là tệp nén, không phải sổ Excel."), again)


def _refuse_ole(path: Path, content: bytes) -> None:
    if utf16("EncryptedPackage") in content:
        raise _protected(path)
    if utf16("WordDocument") in content and utf16("Workbook") not in content:
        raise _word(path)


def _word(path: Path) -> WorkbookUnreadable:
    fix = tr("Cần tệp Excel. Danh sách trong Word thì lưu thành .docx rồi nhập bằng giayto nhap.")
    return unreadable(path, tr("Đây là tệp Word."), fix)


def _protected(path: Path) -> WorkbookUnreadable:
    why = tr("Sổ được đặt mật khẩu mở tệp.")
    fix = tr("Mở bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ, bỏ mật khẩu rồi lưu lại.")
    return unreadable(path, why, fix)
