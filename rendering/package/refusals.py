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
    """The error for a file that asks for something forbidden; ``fix`` ``None``: take it out."""
    return TemplateUnsafe(
        tr("Mẫu «{ten}» bị từ chối vì không an toàn.").format(ten=name),
        where=where,
        why=why,
        fix=fix or tr("Gỡ nội dung đó khỏi mẫu, hoặc dùng mẫu từ nguồn tin cậy."),
    )


def with_macro(name: str) -> TemplateUnsafe:
    """The error for a file with macros."""
    return unsafe(
        name,
        tr("tệp chứa macro"),
        tr("Mở mẫu bằng Word, chọn Lưu thành (Save As) kiểu .docx, rồi dùng tệp mới."),
    )
