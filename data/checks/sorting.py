"""Names that a list cannot sort by itself (tên khó xếp thứ tự)."""

from __future__ import annotations

import re

from ...i18n import tr
from ..models import Member
from .context import CheckContext

_HIGHLAND = re.compile(r"^(?:[YK]|H[’'ʼ]?)[’'ʼ ]")
_SHOWN = 5


def check_sorting(context: CheckContext) -> None:
    """Names of the highlands, whose last word is the clan's: said once, with whom it concerns.

    A list goes by the last word, unless the column "Tên" names another.
    """
    found = [m for m in context.present_members if _clan_last(m) and not m.given_name]
    if not found:
        return
    names = "; ".join(m.full_name for m in found[:_SHOWN])
    more = tr(" và {n} người nữa").format(n=len(found) - _SHOWN) if len(found) > _SHOWN else ""
    why = tr(
        "Danh sách in ra xếp theo tiếng cuối của họ tên; ở những người này tiếng cuối là tên dòng "
        "họ, không phải tên gọi: {ten}{them}."
    ).format(ten=names, them=more)
    fix = tr("Ghi tên gọi vào cột Tên, ví dụ Bhăm cho Y Bhăm Êban.")
    context.report("KT-340", found[0], "given_name", why=why, fix=fix)


def _clan_last(member: Member) -> bool:
    name = member.full_name.strip()
    return _HIGHLAND.match(name) is not None and len(name.split()) > 2
