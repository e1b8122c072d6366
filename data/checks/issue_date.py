"""Checks of the day the papers carry (kiểm tra ngày ban hành): in the season, under some rule."""

from __future__ import annotations

import re

from ...conventions.ruleset import has_rules, rules_for
from ...i18n import tr
from .context import CheckContext


def check_issue_date(context: CheckContext) -> None:
    """A day no rule set covers forbids all papers; one outside the season is likely a slip."""
    settings = context.data.settings
    date, year = settings.date, settings.year
    _check_term(context, settings.term, year)
    _check_kinds(context)
    if date is None:
        return
    in_season = context.issue_day_in_season
    fix = tr("Sửa mục Ngày ban hành hoặc mục Năm kiểm điểm cho khớp nhau.")
    season = tr("Năm kiểm điểm là {nam}, văn bản ban hành trong năm ấy hoặc đầu năm sau.")
    if not has_rules(date.latest()):
        why = tr("Không có quy định thể thức nào trong chương trình áp dụng cho ngày {ngay}.")
        why = why.format(ngay=date) + ("" if in_season else " " + season.format(nam=year))
        context.report("KT-351", settings, "date", read=date, why=why, fix=fix)
    elif not in_season:
        why = season.format(nam=year)
        context.report("KT-349", settings, "date", read=date, why=why, fix=fix)


def _check_kinds(context: CheckContext) -> None:
    """Kinds of bodies and units that there were none of on the day: a district in 2026."""
    if not has_rules(context.issue_day):
        return
    settings, rules = context.data.settings, rules_for(context.issue_day)
    why = tr("{bo} không có “{loai}”, nên không lập được văn bản.")
    fix = tr("Chọn loại khác, hoặc sửa mục Ngày ban hành, mục Năm kiểm điểm.")
    for body in context.data.organisations:
        if str(context.ward.kind(body)["body_kind"]) not in rules.kinds:
            told = why.format(bo=rules.short_title, loai=body.kind)
            context.report("KT-332", body, "kind", read=body.kind, why=told, fix=fix)
    if settings.place_unit not in rules.place.kinds:
        told = why.format(bo=rules.short_title, loai=settings.place_kind)
        context.report(
            "KT-332", settings, "place_kind", read=settings.place_kind, why=told, fix=fix
        )


def _check_term(context: CheckContext, term: str, year: int) -> None:
    """The term runs over the year under review: numbers begin anew with each term."""
    years = [int(found) for found in re.findall(r"(?<!\d)\d{4}(?!\d)", term)]
    if not term or (len(years) == 2 and years[0] <= year <= years[1]):
        return
    why = tr("Nhiệm kỳ này không có năm kiểm điểm {nam}; số văn bản chạy theo nhiệm kỳ.")
    if len(years) != 2:
        why = tr("Nhiệm kỳ cần năm đầu và năm cuối; năm kiểm điểm là {nam}.")
    fix = tr("Sửa mục Nhiệm kỳ hoặc mục Năm kiểm điểm, ví dụ 2025 - 2030.")
    settings = context.data.settings
    context.report("KT-353", settings, "term", read=term, why=why.format(nam=year), fix=fix)
