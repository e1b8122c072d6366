"""Checks of the day the papers carry (kiểm tra ngày ban hành): in the season, under some rule."""

from __future__ import annotations

import re

from ...conventions.ruleset import has_rules
from ...i18n import tr
from .context import CheckContext


def check_issue_date(context: CheckContext) -> None:
    """A day no rule set covers forbids all papers; one outside the season is likely a slip."""
    settings = context.data.settings
    date, year = settings.date, settings.year
    _check_term(context, settings.term, year)
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
