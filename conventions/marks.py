"""Additional marks of a document (chỉ dẫn): urgency, draft, drafter, contact line."""

from __future__ import annotations

from ..errors import ConventionValue
from ..i18n import tr
from .ruleset import RuleSet
from .spelling import nfc, upper


def urgency_mark(level: int, rules: RuleSet) -> str:
    """The urgency mark (mức độ khẩn): 1 ``KHẨN``, 2 ``THƯỢNG KHẨN``, 3 ``HOẢ TỐC``.

    Raises :class:`ConventionValue` for another level. Rule: HD05 II.II.3.
    """
    if level not in (1, 2, 3):
        raise ConventionValue(
            tr("Mức độ khẩn phải là 1, 2 hoặc 3, không phải {muc}").format(muc=level),
            fix=tr("1: khẩn; 2: thượng khẩn; 3: hoả tốc."),
        )
    return rules.phrase(f"urgency_{level}")


def draft_mark(draft: int | None, rules: RuleSet) -> str:
    """The draft mark (dự thảo): ``Dự thảo lần 2``; ``None`` for the only draft.

    Rule: HD05 II.II.4.2.
    """
    pattern = rules.phrase("draft")
    if draft is None:
        return pattern.split(" lần ", 1)[0]
    return pattern.format(lan=draft)


def drafter_code(code: str, copies: int, rules: RuleSet) -> str:
    """The drafter's code and the number of copies (ký hiệu người soạn thảo): ``ABC-268``.

    Stands at the end of the recipients, only if copies are controlled. Rule:
    HD05 II.II.5.
    """
    return rules.phrase("drafter_code").format(ky_hieu=upper(code.strip()), so_ban=copies)


def contact_line(
    address: str,
    rules: RuleSet,
    *,
    phone: str | None = None,
    fax: str | None = None,
    email: str | None = None,
) -> str:
    """The contact line of the last page (thông tin liên hệ); a part that is ``None`` is left out.

    ``Số 9A, Nguyễn Cảnh Chân, Ba Đình, Hà Nội; điện thoại: …; fax: …; email: …``.
    Rule: HD05 II.II.6.
    """
    parts = [nfc(address.strip())]
    for key, value in (("phone", phone), ("fax", fax), ("email", email)):
        if value:
            parts.append(rules.phrase(f"contact_{key}").format(gia_tri=nfc(value.strip())))
    return rules.phrase("contact_separator").join(part for part in parts if part)
