"""Reading times of day (đọc giờ): ``19:30``, ``19h30``, ``8 giờ``."""

from __future__ import annotations

import datetime as dt
import re

from ...conventions.spelling import fold
from ...i18n import tr
from .reading import Problem, Reading, as_text

_HOUR_MINUTE = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ|\.)\s*(\d{1,2})?\s*(?:phút|p)?(?::\d{2})?")


def parse_time(raw: object) -> Reading[dt.time]:
    """Hours and minutes as read from a cell (giờ phút); ``None`` for an empty cell."""
    if isinstance(raw, dt.datetime):
        return Reading(raw.time().replace(second=0, microsecond=0))
    if isinstance(raw, dt.time):
        return Reading(raw.replace(second=0, microsecond=0))
    if isinstance(raw, dt.timedelta):
        return _clock(round(raw.total_seconds() / 60))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if 0 <= raw < 1:
            return _clock(round(raw * 24 * 60))
        return _clock(int(raw) * 60) if raw in range(24) else Reading(None, _no_time())
    text = fold(as_text(raw))
    if not text:
        return Reading(None)
    if text.isdecimal() and len(text) <= 2:
        return _clock(int(text) * 60)
    match = _HOUR_MINUTE.fullmatch(text)
    if match is None or int(match.group(2) or 0) > 59:
        return Reading(None, _no_time())
    return _clock(int(match.group(1)) * 60 + int(match.group(2) or 0))


def _clock(minutes: int) -> Reading[dt.time]:
    if not 0 <= minutes < 24 * 60:
        return Reading(None, _no_time())
    return Reading(dt.time(minutes // 60, minutes % 60))


def _no_time() -> Problem:
    why = tr("Đây không phải giờ trong ngày mà chương trình hiểu được.")
    return Problem("KT-206", why, tr("Ghi giờ và phút, ví dụ 19:30 hoặc 19h30."))
