"""Files that only look like .docx (tệp giả dạng): what each is, and what to do with it."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import NamedTuple

from ...i18n import tr
from .refusals import mended

_OLE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HEAD = 4096


class Lookalike(NamedTuple):
    """What a file is (``why``) and the way to a .docx (``fix``)."""

    why: str
    fix: str


def no_zip(data: bytes) -> Lookalike:
    """What a file is that cannot be opened as a zip."""
    head = data[:_HEAD].lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    if not data.strip(b"\0"):
        return Lookalike(
            tr("tệp rỗng, không có nội dung nào"),
            tr("Chép hoặc tải lại tệp từ bản gốc: lần trước có thể chưa xong."),
        )
    if data.startswith(b"PK"):
        return Lookalike(
            tr("tệp bị cắt cụt hoặc hỏng khi chép, tải, gửi"),
            mended(),
        )
    if data.startswith(_OLE):
        return _old_office(data)
    if head.startswith(b"{\\rtf"):
        return Lookalike(tr("tệp là RTF mang đuôi .docx"), _save_as())
    if head.startswith(b"%PDF"):
        return Lookalike(tr("tệp là PDF, không phải Word"), tr("Dùng tệp Word gốc của bản PDF đó."))
    if head.startswith(_PICTURES):
        return Lookalike(tr("tệp là ảnh, không phải Word"), tr("Dùng tệp Word gốc của ảnh đó."))
    if head.startswith(_ARCHIVES):
        return Lookalike(tr("tệp là tệp nén"), tr("Giải nén trước, rồi dùng tệp .docx bên trong."))
    if head.startswith(b"<"):
        return Lookalike(tr("tệp là trang web hoặc Word XML mang đuôi .docx"), _save_as())
    if _is_text(data):
        return Lookalike(
            tr("tệp chỉ là chữ thường (text) mang đuôi .docx"),
            tr("Mở Word, dán nội dung vào, lưu thành «Word Document (*.docx)»."),
        )
    return Lookalike(tr("tệp hỏng hoặc không phải .docx"), _save_as())


def other_package(parts: Mapping[str, bytes], types: bytes) -> Lookalike:
    """What a zip is that holds no Word document; ``types`` are its content types, if any."""
    if b"spreadsheetml" in types:
        return Lookalike(
            tr("tệp là bảng tính Excel, không phải văn bản Word .docx"),
            tr("Chọn đúng tệp mẫu Word."),
        )
    if b"presentationml" in types:
        return Lookalike(
            tr("tệp là bản trình chiếu PowerPoint, không phải văn bản Word .docx"),
            tr("Chọn đúng tệp mẫu Word."),
        )
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return Lookalike(
            tr("tệp là OpenDocument (.odt) mang đuôi .docx"),
            tr("Mở bằng LibreOffice hoặc Word, lưu thành kiểu Word (.docx)."),
        )
    if any(part.lower().endswith(".iwa") for part in parts):
        return Lookalike(tr("tệp là của Apple Pages"), tr("Trong Pages: File → Export To → Word."))
    if any(part.lower().endswith((".docx", ".doc", ".dotx")) for part in parts):
        return Lookalike(tr("tệp là tệp nén"), tr("Giải nén trước, rồi dùng tệp .docx bên trong."))
    why = tr("tệp không phải văn bản Word .docx")
    return Lookalike(
        why if types else tr("trong tệp không có phần nào của một văn bản Word"), _save_as()
    )


def _old_office(data: bytes) -> Lookalike:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Lookalike(
            tr("tệp có mật khẩu"),
            tr(
                "Mở bằng Word, chọn File → Info → Protect Document → Encrypt with Password,"
                " xoá mật khẩu rồi lưu lại."
            ),
        )
    if "WordDocument".encode("utf-16-le") in data:
        return Lookalike(tr("tệp là Word đời cũ (.doc)"), _save_as())
    return Lookalike(tr("tệp có mật khẩu hoặc là tệp .doc đời cũ"), _save_as())


def _is_text(data: bytes) -> bool:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        text = data[:_HEAD].decode(errors="strict" if len(data) <= _HEAD else "ignore")
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char.isspace() for char in text)


def _save_as() -> str:
    return tr("Mở bằng Word, chọn Lưu thành (Save As) kiểu «Word Document (*.docx)».")
