"""Checks of the day the papers carry (kiểm tra ngày ban hành): in the season, under some rule."""

from __future__ import annotations

from ...conventions.ruleset import rules_for
from ...errors import NoRuleSet
from ...i18n import tr
from .context import CheckContext


def check_issue_date(context: CheckContext) -> None:
    """A day no rule set covers forbids all papers; one outside the season is likely a slip."""
    settings = context.data.settings
    date, year = settings.date, settings.year
    if date is None:
        return
    in_season = context.issue_day_in_season
    fix = tr("Sửa mục Ngày ban hành hoặc mục Năm kiểm điểm cho khớp nhau.")
    season = tr("Năm kiểm điểm là {nam}, văn bản ban hành trong năm ấy hoặc đầu năm sau.")
    try:
        rules_for(date.latest())
    except NoRuleSet:
        why = tr("Không có quy định thể thức nào trong chương trình áp dụng cho ngày {ngay}.")
        why = why.format(ngay=date) + ("" if in_season else " " + season.format(nam=year))
        context.report("KT-351", settings, "date", read=date, why=why, fix=fix)
    else:
        if not in_season:
            why = season.format(nam=year)
            context.report("KT-349", settings, "date", read=date, why=why, fix=fix)
