"""Checks of legal bases and recipients (kiểm tra căn cứ, nơi nhận): validity, completeness, effect.

No row may be silently without effect: what no paper prints is said.
"""

from __future__ import annotations

from ...i18n import tr
from ..models import LegalBasis, Recipient
from ..reference import choices
from .context import CheckContext


def check_citations(context: CheckContext) -> None:
    """Every legal basis and recipient: in force, with something to print, printed somewhere."""
    for basis in context.data.legal_bases:
        _check_basis(context, basis)
    for recipient in context.data.recipients:
        _check_printed(context, recipient)
    _check_archive_lines(context)


def _check_printed(context: CheckContext, row: Recipient) -> None:
    if row.papers in choices("retired_recipient_group"):
        why = tr("{loai} không có phần Nơi nhận nên dòng này không được in.").format(
            loai=row.papers
        )
        fix = tr("Xoá dòng này, hoặc chọn loại giấy tờ khác ở cột “Dùng cho”.")
        context.report("KT-705", row, "papers", read=row.papers, why=why, fix=fix)


def _check_archive_lines(context: CheckContext) -> None:
    """A paper has one archive line, the last one written for it."""
    every, *groups = choices("recipient_group")
    rows = [row for row in context.data.recipients if row.archive and row.text]
    last = {group: row for row in rows for group in groups if row.papers in (every, group)}
    for row in rows:
        if row.papers in (every, *groups) and not any(row is used for used in last.values()):
            why = tr("Mỗi văn bản chỉ có một dòng Lưu, là dòng ghi sau cùng.")
            fix = tr("Xoá bớt dòng Lưu ghi cho cùng loại giấy tờ.")
            context.report("KT-706", row, "text", read=row.text, why=why, fix=fix)


def _is_replaced(context: CheckContext, basis: LegalBasis) -> bool:
    """Whether a basis of the same kind for the same papers is in force on the day of issue."""
    day = context.issue_day
    return any(
        other.kind == basis.kind
        and other.papers == basis.papers
        and (other.valid_until is None or other.valid_until.latest() >= day)
        for other in context.data.legal_bases
    )


def _check_basis(context: CheckContext, basis: LegalBasis) -> None:
    name = basis.number or basis.wording or basis.title
    if not (basis.number or basis.wording or basis.title):
        why = tr("Dòng này không có gì để trích dẫn.")
        context.report(
            "KT-703", basis, "number", why=why, fix=tr("Điền số và ký hiệu, hoặc nguyên văn.")
        )
    until, since = basis.valid_until, basis.valid_from
    if until and since and until.latest() < since.earliest():
        why = tr("Hết hiệu lực {het} trước khi có hiệu lực {tu}.").format(het=until, tu=since)
        fix = tr("Sửa lại hai ngày.")
        context.report("KT-704", basis, "valid_until", read=basis.valid_until, why=why, fix=fix)
    if context.issue_day_is_sound:  # else that is told, and most bases would seem too old or new
        _check_in_force(context, basis, name)


def _check_in_force(context: CheckContext, basis: LegalBasis, name: str) -> None:
    day = context.issue_day
    shown = f"{day:%d/%m/%Y}"
    expired = basis.valid_until is not None and basis.valid_until.latest() < day
    if expired and not _is_replaced(context, basis):
        why = tr("“{ten}” hết hiệu lực ngày {het}; văn bản ghi ngày {ngay}.").format(
            ten=name, het=basis.valid_until, ngay=shown
        )
        fix = tr("Văn bản sẽ không trích dẫn nữa; thêm văn bản mới thay nó.")
        context.report("KT-701", basis, "valid_until", read=basis.valid_until, why=why, fix=fix)
    starts = basis.valid_from or basis.date
    if starts is not None and starts.earliest() > day:
        why = tr("“{ten}” có từ ngày {tu}, sau ngày văn bản ({ngay}).").format(
            ten=name, tu=starts, ngay=shown
        )
        attribute = "valid_from" if basis.valid_from else "date"
        fix = tr("Xem lại ngày ban hành ở trang Thiết lập, hoặc căn cứ này.")
        context.report("KT-702", basis, attribute, read=starts, why=why, fix=fix)
