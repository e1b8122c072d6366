"""The names in braces that the wordings of a rule set may hold (chỗ trống trong câu chữ)."""

from __future__ import annotations

from string import Formatter

from ..i18n import tr

OF_PHRASES: dict[str, frozenset[str]] = {
    "theme_note": frozenset({"loai", "tac_gia", "dai_hoi"}),
    "citation_number": frozenset({"so"}),
    "citation_day": frozenset({"ngay", "ngay_dai"}),
    "citation_body": frozenset({"co_quan"}),
    "certify": frozenset({"ten"}),
    "draft": frozenset({"lan"}),
    "appendix_reference": frozenset({"van_ban"}),
    "drafter_code": frozenset({"ky_hieu", "so_ban"}),
    "contact_phone": frozenset({"gia_tri"}),
    "contact_fax": frozenset({"gia_tri"}),
    "contact_email": frozenset({"gia_tri"}),
    "congress_ordinal": frozenset({"so"}),
    "congress_term": frozenset({"ky"}),
}
"""Those that a fixed wording may hold, by its key; none for the others."""


def check_placeholders(key: str, text: str, known: frozenset[str]) -> None:
    """Raise ``ValueError`` for a wording with braces that do not fit or names not ``known``."""
    try:
        places = [place for place in Formatter().parse(text) if place[1] is not None]
    except ValueError as error:
        raise ValueError(tr("{khoa}: dấu ngoặc {{ }} không khớp").format(khoa=key)) from error
    found = {str(field) for _, field, _, _ in places}
    for _, field, width, conversion in places:
        if width or conversion:  # {so:2000000000} would fill the memory
            why = tr("{khoa}: trong ngoặc chỉ ghi tên, như {{{ten}}}, không ghi thêm gì.")
            raise ValueError(why.format(khoa=key, ten=field))
    if found - known:
        allowed = ", ".join(f"{{{field}}}" for field in sorted(known)) or tr("không có")
        why = tr("{khoa}: {{{ten}}} không dùng được; dùng được: {ds}")
        raise ValueError(why.format(khoa=key, ten=min(found - known), ds=allowed))
