"""Numbers that the workbook tells of and the register does not have (số đã dùng từ trước)."""

from __future__ import annotations

from collections.abc import Iterable

from ..conventions.numbering import parse_number
from ..conventions.ruleset import rules_for
from ..data.ward import Ward
from ..generators.issuing import issuing_symbol
from ..i18n import tr
from ..register.series import term_years
from .booking import Given


def unknown_before(ward: Ward, given: Iterable[Given]) -> str:
    """A remark where a series began below a number of this term that the workbook names.

    Old decisions stand beside results of earlier years and those taken up again. "" for none.
    """
    named = _named(ward)
    for one in given:
        entry = one.entry
        parsed = parse_number(entry.symbol)
        if parsed is None or one.job.unit is not ward.issuer:
            continue
        highest, symbol = named.get(parsed.type_symbol, (0, ""))
        if entry.number <= highest:
            return tr(
                "Sổ dữ liệu có nhắc số {cu} của nhiệm kỳ này, mà sổ văn bản mới cấp {moi}: nếu số "
                "cũ chưa vào sổ thì nhập sổ cũ (giayto so nhap), hoặc ghi từng số đã dùng (giayto "
                "so cap --so), rồi huỷ số vừa cấp nhầm."
            ).format(cu=symbol, moi=entry.symbol)
    return ""


def _named(ward: Ward) -> dict[str, tuple[int, str]]:
    """By type symbol, the highest number of the issuing committee that other rows name."""
    years = term_years(ward.settings.term)
    if ward.issuer is None or years is None:
        return {}
    own = issuing_symbol(ward, ward.issuer, rules_for(ward.issue_day, overlay=ward.overlay))
    told = [(row.old_number, row.old_date) for row in ward.data.regrades]
    told += [(row.decision, row.decided) for row in ward.data.year_results]
    found: dict[str, tuple[int, str]] = {}
    for symbol, day in told:
        parsed = parse_number(symbol)
        if parsed is None or parsed.number is None or parsed.bodies != (own,) or day is None:
            continue
        if years[0] <= day.earliest().year <= years[1]:
            before = found.get(parsed.type_symbol, (0, ""))
            found[parsed.type_symbol] = max(before, (parsed.number, symbol))
    return found
