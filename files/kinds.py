"""What a file really is (loại tệp), told before any spreadsheet reader touches it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import WorkbookUnreadable
from ..i18n import later, tr
from ..suggestions import nearest
from .faults import os_reason
from .refusals import protected, unreadable
from .unpacked import unpack

MOST_FILE_SIZE = 150 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""What names of workbooks end with."""
HEAD = 4096
"""So much of a file tells its kind."""

_PDF = later("Đây là tệp PDF.")
_PICTURE = later("Đây là tệp ảnh, không phải bảng tính.")
_PACKED = later("Đây là tệp nén, không phải sổ Excel.")
_SAYS = later(
    {
        b"%PDF": _PDF,
        b"\x89PNG": _PICTURE,
        b"\xff\xd8\xff": _PICTURE,
        b"GIF8": _PICTURE,
        b"BM": _PICTURE,
        b"II*\0": _PICTURE,
        b"MM\0*": _PICTURE,
        b"RIFF": _PICTURE,
        b"\0\0\0\x18ftyp": _PICTURE,
        b"\0\0\0\x1cftyp": _PICTURE,
        b"\0\0\0 ftyp": _PICTURE,
        b"{\\rtf": "Đây là tệp Word.",
        b"Rar!": _PACKED,
        b"7z\xbc\xaf": _PACKED,
        b"\x1f\x8b": _PACKED,
        b"SQLite format 3": "Đây là tệp cơ sở dữ liệu, không phải sổ Excel.",
        b"\0\1\0\0Standard": "Đây là tệp cơ sở dữ liệu, không phải sổ Excel.",
        b"MZ": "Đây là một chương trình, không phải sổ Excel.",
        b"\x7fELF": "Đây là một chương trình, không phải sổ Excel.",
    }
)
_DOES = later(
    {
        _PDF: "Cần tệp Excel gốc.",
        _PICTURE: "Cần tệp Excel gốc; ảnh chụp bảng thì gõ lại vào Excel.",
        _PACKED: "Giải nén, rồi dùng tệp Excel nằm bên trong.",
        "Đây là tệp Word.": (
            "Cần tệp Excel. Danh sách trong Word thì lưu thành .docx rồi nhập bằng giayto nhap."
        ),
    }
)
_NO_TABLE = later(
    {
        "ppt/": "Đây là tệp PowerPoint, không phải sổ Excel.",
        "Index/": "Đây là tệp Numbers của máy Apple, không phải sổ Excel.",
        "index.apxl": "Đây là tệp Numbers của máy Apple, không phải sổ Excel.",
    }
)


def utf16(name: str) -> bytes:
    """A stream name as it stands in an old Office file."""
    return name.encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """A file that is a workbook of some kind (tệp sổ): its bytes, and its parts if it is a zip."""

    path: Path
    content: bytes
    parts: dict[str, bytes] = field(default_factory=dict)


def open_workbook(path: Path) -> WorkbookFile:
    """A file that looks like a workbook Excel or LibreOffice wrote.

    Raises ``WorkbookUnreadable`` when it is missing, empty, locked, too large,
    protected by a password, or something else than a workbook.
    """
    content = read_bytes(path)
    head = content[:HEAD]
    if head.startswith(b"PK"):
        parts = unpack(path, content)
        _refuse_package(path, parts)
        return WorkbookFile(path, content, parts)
    if head.startswith(_OLE):
        _refuse_ole(path, content)
    elif not head.startswith(_OLD_EXCEL):
        refuse_strangers(path, head)
        if _looks_like_table(_plain_text(head)):
            # Excel would drop zeros and turn dates round on the way, so it is not sent there.
            fix = tr("Muốn nhập danh sách này thì đổi đuôi tệp thành .csv rồi gõ giayto nhap.")
            raise unreadable(path, tr("Đây là tệp văn bản (CSV), không phải sổ Excel."), fix)
        why = tr("Nội dung tệp không phải sổ Excel hay LibreOffice; có thể tệp đã hỏng.")
        raise unreadable(path, why, tr("Chép lại tệp gốc, hoặc mở bằng Excel rồi lưu lại."))
    return WorkbookFile(path, content)


def read_workbook_bytes(path: Path) -> bytes:
    """The content of a file that is a workbook; see `open_workbook`."""
    return open_workbook(path).content


def read_bytes(path: Path, most: int = MOST_FILE_SIZE) -> bytes:
    """The content of a plain file of at most ``most`` bytes; never waits on a pipe or a device.

    Raises ``WorkbookUnreadable``.
    """
    if path.name.startswith("~$"):
        why = tr("Đây là tệp khoá tạm mà Excel tạo ra khi đang mở sổ, không phải sổ.")
        fix = tr("Chọn tệp “{ten}”.").format(ten=path.name[2:])
        raise unreadable(path, why, fix)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            why = tr("Đây là một thư mục.")
            raise unreadable(path, why, tr("Ghi tên tệp Excel nằm trong thư mục này."))
        if not stat.S_ISREG(kind.st_mode):
            why = tr("Đây là thiết bị hoặc đường ống của máy, không phải tệp.")
            raise unreadable(path, why, tr("Chép dữ liệu ra một tệp Excel rồi ghi tên tệp ấy."))
        if kind.st_size > most:
            raise too_large(path)
        with path.open("rb") as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise too_large(path)
    except FileNotFoundError:
        if path.is_symlink():
            why = tr("Đây là đường tắt (liên kết) tới một tệp không còn ở chỗ cũ.")
            raise unreadable(path, why, tr("Tìm tệp gốc rồi ghi tên tệp ấy.")) from None
        raise unreadable(path, tr("Không có tệp này."), _where_it_may_be(path)) from None
    except (OSError, ValueError) as error:
        why = os_reason(error)
        fix = tr("Đóng tệp trong Excel, kiểm tra quyền đọc rồi chạy lại.")
        raise unreadable(path, why, fix) from None
    if not content:
        raise unreadable(path, tr("Tệp trống, không có byte nào."), tr("Chép lại tệp gốc."))
    return content


def too_large(path: Path) -> WorkbookUnreadable:
    """A file larger than any list of members."""
    why = tr("Tệp quá lớn, không thể là sổ đảng viên.")
    return unreadable(path, why, tr("Xoá hình ảnh, trang thừa trong sổ rồi lưu lại."))


def _where_it_may_be(path: Path) -> str:
    folder = path.parent
    readable = folder.is_dir() and os.access(folder, os.R_OK)
    names = [p.name for p in folder.iterdir()] if readable else []
    books = [n for n in names if n.lower().endswith(WORKBOOKS) and not n.startswith("~$")]
    stems = {Path(name).stem: name for name in books}
    near = nearest(path.stem, stems)
    if near is not None:
        fix = tr("Có phải là “{ten}”? Kiểm tra lại tên và thư mục.")
        return fix.format(ten=stems[near])
    return tr("Kiểm tra lại tên tệp và thư mục.")


def refuse_strangers(path: Path, head: bytes) -> None:
    """Raise ``WorkbookUnreadable`` for a beginning that belongs to some other kind of file."""
    again = tr("Mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu Excel Workbook (.xlsx).")
    text = _plain_text(head).lstrip(b"\xef\xbb\xbf \t\r\n")
    for begin, why in _SAYS.items():
        # Two letters may begin a plain text as well.
        if text.startswith(begin) and (len(begin) > 2 or b"\0" in head):
            raise unreadable(path, tr(why), tr(_DOES[why]) if why in _DOES else again)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise unreadable(path, tr("Đây là bảng tính kiểu XML 2003."), again)
    if _is_web_page(text.lower()):
        why = tr("Tệp mang đuôi {duoi} nhưng thật ra là một trang web.").format(duoi=path.suffix)
        raise unreadable(path, why, again)


def _plain_text(head: bytes) -> bytes:
    """The beginning of a file in UTF-8 where it is text in UTF-16, as "Unicode Text" of Excel."""
    wide = wide_encoding(head)
    if not wide:
        return head
    return head[: len(head) // 2 * 2].decode(wide, errors="ignore").encode()


def wide_encoding(head: bytes) -> str:
    """The name of UTF-16, with or without its mark; "" for text in single bytes.

    Without the mark every other byte of Western letters is zero.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if (even + odd) * 5 < len(head) or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _is_web_page(text: bytes) -> bool:
    # A page saved in one file, as reports and browsers send it.
    if text.startswith(b"mime-version:") or b"multipart/related" in text:
        return True
    return text.startswith(b"<") and any(t in text for t in (b"<html", b"<table", b"<!doctype"))


def _looks_like_table(head: bytes) -> bool:
    lines = head.split(b"\n", 2)
    return b"\0" not in head and any(
        max(line.count(b","), line.count(b";"), line.count(b"\t"), line.count(b"|")) >= 2
        for line in lines[:2]
    )


def _refuse_package(path: Path, parts: dict[str, bytes]) -> None:
    if "word/document.xml" in parts:
        raise _word(path)
    folders = {name.lower().partition("/")[0] for name in parts}
    if "xl" in folders or "content.xml" in parts or _names_workbook(parts):
        return
    for begin, why in _NO_TABLE.items():
        if any(name.startswith(begin) for name in parts):
            fix = tr("Mở tệp ấy bằng phần mềm đã tạo ra nó, xuất ra Excel (.xlsx).")
            raise unreadable(path, tr(why), fix)
    raise unreadable(path, tr(_PACKED), tr(_DOES[_PACKED]))


def _names_workbook(parts: dict[str, bytes]) -> bool:
    """A package may keep its workbook in any folder; its list of types names it then."""
    return b"sheet.main+xml" in parts.get("[Content_Types].xml", b"")


def _refuse_ole(path: Path, content: bytes) -> None:
    if utf16("EncryptedPackage") in content:
        raise protected(path)
    if utf16("WordDocument") in content and utf16("Workbook") not in content:
        raise _word(path)
    if utf16("PowerPoint Document") in content:
        why = tr(_NO_TABLE["ppt/"])
        raise unreadable(path, why, tr("Cần tệp Excel gốc."))


def _word(path: Path) -> WorkbookUnreadable:
    why = "Đây là tệp Word."
    return unreadable(path, tr(why), tr(_DOES[why]))
