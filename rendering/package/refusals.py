"""Refusals (từ chối): the errors of a file that is damaged, of another kind, or unsafe."""

from __future__ import annotations

from ...errors import TemplateUnreadable, TemplateUnsafe
from ...i18n import tr


def unreadable(name: str, why: str, fix: str | None = None) -> TemplateUnreadable:
    """The error for a file that is no usable Word document; ``fix`` ``None``: save it again."""
    return TemplateUnreadable(
        tr("Không dùng được tệp mẫu «{ten}».").format(ten=name),
        why=why,
        fix=fix or tr("Mở tệp bằng Word, lưu lại thành .docx không mật khẩu, rồi thử lại."),
    )


def unsafe(
    name: str, why: str, fix: str | None = None, *, where: str | None = None
) -> TemplateUnsafe:
    """The error for a file that asks for something forbidden; ``fix`` ``None``: save it anew."""
    return TemplateUnsafe(
        tr("Mẫu «{ten}» bị từ chối vì không an toàn.").format(ten=name),
        where=where,
        why=why,
        fix=fix or saved_anew(),
    )


def saved_anew() -> str:
    """What to do about what Word itself never writes into a file: it goes when Word saves it."""
    return tr(
        "Mở mẫu bằng Word, chọn Lưu thành (Save As) kiểu .docx với tên mới, rồi dùng tệp mới;"
        " mẫu từ nơi khác gửi tới thì hỏi lại người gửi."
    )


def mended() -> str:
    """What to do about a damaged file."""
    return tr("Chép lại từ bản gốc; hoặc trong Word chọn File → Open → Open and Repair rồi lưu.")


def with_macro(name: str) -> TemplateUnsafe:
    """The error for a file with macros."""
    return unsafe(
        name,
        tr("tệp chứa macro"),
        tr("Mở mẫu bằng Word, chọn Lưu thành (Save As) kiểu .docx, rồi dùng tệp mới."),
    )
