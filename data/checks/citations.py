"""Checks of legal bases and recipients (kiểm tra căn cứ, nơi nhận): validity, completeness, effect.

No row may be silently without effect: what no paper prints is said.
"""

from __future__ import annotations

from typing import Any

from ...conventions.spelling import fold
from ...i18n import tr
from ..law import in_force, in_force_on, known_documents
from ..models import LegalBasis, Recipient, Settings
from ..models.fields import FieldSpec, fields_of
from ..placeholders import ISSUING_BODY, placeholder_values, placeholders_in
from ..reference import choices
from .context import CheckContext
from .typed_citations import check_typed_citations


def check_citations(context: CheckContext) -> None:
    """Every legal basis and recipient: in force, with something to print, printed somewhere."""
    told: dict[str, LegalBasis] = {}
    for basis in context.data.legal_bases:
        _check_basis(context, basis)
        _check_known(context, basis, told)
        _check_places(context, basis, "wording")
    _report_own_gaps(context, told)
    for recipient in context.data.recipients:
        _check_printed(context, recipient)
        _check_places(context, recipient, "text")
    _check_archive_lines(context)
    check_typed_citations(context)


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


def _is_ready_made(basis: LegalBasis) -> bool:
    """Whether the row stands in the program's own table: it waits there for its day."""
    date = basis.date.full() if basis.date else None
    return any(row.get("date") == date for row in known_documents(basis.number))


def _known(context: CheckContext, basis: LegalBasis) -> dict[str, Any]:
    """What the program's own table has of a document on the day of the papers; else empty."""
    rows = known_documents(basis.number)
    return next((row for row in rows if in_force_on(row, context.issue_day)), {})


def _missing(basis: LegalBasis) -> list[FieldSpec]:
    return [
        spec
        for spec in fields_of(LegalBasis)
        if spec.attribute in _FULL and not getattr(basis, spec.attribute)
    ]


def _check_known(context: CheckContext, basis: LegalBasis, told: dict[str, LegalBasis]) -> None:
    """A cited row with parts missing; each document is told of once.

    Those that the program put there itself are left in ``told``: it is no slip of the clerk's.
    Rule: HD05 II.I.6.2.3 (type, number, body, date, abstract).
    """
    day = context.issue_day
    key = fold(basis.number)
    if not basis.number or basis.wording or key in told or not in_force(basis, day):
        return
    missing, known = _missing(basis), _known(context, basis)
    if known:
        if missing or known.get("confidence") == _WEAK:
            told[key] = basis
        return
    if missing:
        why = tr("“{ten}” dẫn thiếu {thieu}.").format(ten=basis.number, thieu=_labels(missing))
        fix = tr("Điền theo bản gốc.")
        context.report("KT-708", basis, "number", read=basis.number, why=why, fix=fix)


def _report_own_gaps(context: CheckContext, told: dict[str, LegalBasis]) -> None:
    """What the program's own rows lack, all in one note: what it knows now, and what nobody does.

    A workbook of an older version lacks what has been found since.
    """
    parts, fixes = [], []
    for basis in told.values():
        missing, known = _missing(basis), _known(context, basis)
        lack = (
            tr("thiếu {thieu}").format(thieu=_labels(missing)) if missing else tr("theo nguồn yếu")
        )
        parts.append(
            tr("“{ten}” {thieu} (mức tin cậy {muc}: {nguon})").format(
                ten=basis.number, thieu=lack, muc=known["confidence"], nguon=known["source"]
            )
        )
        found = [(spec.label, known.get(spec.attribute)) for spec in missing]
        fixes += [
            tr("{so}: ghi {cot} “{gt}”.").format(so=basis.number, cot=label, gt=value)
            for label, value in found
            if value
        ]
        if not all(value for _, value in found) or not missing:
            fixes.append(tr("{so}: đối chiếu bản gốc rồi điền.").format(so=basis.number))
    if parts:
        why = tr("Căn cứ có sẵn của giayto: {ds}.").format(ds="; ".join(parts))
        first = next(iter(told.values()))
        read = ", ".join(basis.number for basis in told.values())
        context.report("KT-707", first, "number", read=read, why=why, fix=" ".join(fixes))


def _labels(specs: list[FieldSpec]) -> str:
    return ", ".join(spec.label.lower() for spec in specs)


_FULL = ("kind", "date", "body", "title")
_WEAK = "C"


def _check_places(context: CheckContext, row: LegalBasis | Recipient, attribute: str) -> None:
    """Names in braces that are no item of the settings."""
    values = placeholder_values(context.data.settings) | {ISSUING_BODY: "…"}
    known = {fold(label) for label in values} | {fold(s.label) for s in fields_of(Settings)}
    for name in placeholders_in(getattr(row, attribute)):
        if fold(name) not in known:
            why = tr("Không có mục “{ten}” ở trang Thiết lập để thay vào.").format(ten=name)
            fix = tr("Sửa tên trong ngoặc nhọn cho đúng tên mục, hoặc ghi thẳng chữ cần in.")
            context.report("KT-710", row, attribute, read=name, why=why, fix=fix)


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
    if starts is not None and starts.earliest() > day and not _is_ready_made(basis):
        why = tr("“{ten}” có từ ngày {tu}, sau ngày văn bản ({ngay}).").format(
            ten=name, tu=starts, ngay=shown
        )
        attribute = "valid_from" if basis.valid_from else "date"
        fix = tr("Xem lại ngày ban hành ở trang Thiết lập, hoặc căn cứ này.")
        context.report("KT-702", basis, attribute, read=starts, why=why, fix=fix)
