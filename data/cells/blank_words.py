"""What is typed where there is nothing (chữ thay cho ô trống): "chưa có", "-", "0", "#N/A".

The words are data, in ``reference/blank-words.toml``.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from ...conventions.spelling import fold
from ...i18n import tr
from ..models.fields import FieldSpec
from ..reference import table
from .reading import Problem, Reading, as_text

BLANK_WORD = "KT-835"
"""The code of a cell that holds a stand-in: it is as good as empty, and that is said."""

_KINDS = frozenset(["text", "long", "name", "ident", "date"])
_LONGEST, _SHORT = 20, 4
# No sign of anything but "nothing here"; a number of one figure only is nobody's.
_SIGNS = re.compile(r"[-–—−_.…·*?/\\\s]+|[0.,\s]+")
_ONE_FIGURE = re.compile(r"(\d)\1{5,}")
# The day 0 of Excel, which a link to an empty cell shows in a column of dates.
_DAY_ZERO = (dt.date(1899, 12, 30), dt.date(1899, 12, 31))


def stands_for_nothing(spec: FieldSpec, raw: object) -> bool:
    """Whether a cell of this field holds only a stand-in for an empty one."""
    if spec.kind not in _KINDS:
        return False
    if not isinstance(raw, str):
        return raw is not None and not isinstance(raw, bool) and _is_zero(raw)
    if len(raw) > _LONGEST or _is_plainly_something(spec, raw):
        return False
    text = fold(as_text(raw)).strip("'‘’` ")
    if text in _words("everywhere"):
        return True
    # Dots in a long text are room for a hand to write in.
    if spec.kind != "long" and _SIGNS.fullmatch(text):
        return True
    if spec.kind != "date" and not spec.digits:
        return False
    text = text.strip(" .:;,()[]")
    if text in _words("dates_and_numbers"):
        return True
    return bool(spec.digits and (text in _words("numbers") or is_one_figure(text)))


def _is_plainly_something(spec: FieldSpec, raw: str) -> bool:
    """Whether one look says that a cell is filled, as nearly all are."""
    if raw.isdecimal():
        return (raw[0] != "0" and not spec.digits) or len(set(raw)) > 1
    if spec.kind == "date":
        return "1" <= raw[0] <= "9" or "1" <= raw[1:2] <= "9"
    return not spec.digits and len(raw) > _SHORT and raw[0].isalpha()


def is_stand_in(text: str) -> bool:
    """Whether a text in a column of any meaning says that there is nothing."""
    word = fold(text)
    return word in _words("everywhere") or (len(word) > 2 and word in _words("dates_and_numbers"))


def is_one_figure(number: str) -> bool:
    """Whether a number is one figure throughout: ``000000000000``."""
    return _ONE_FIGURE.fullmatch(re.sub(r"[\s.\-]", "", number)) is not None


def as_blank(raw: object) -> Reading[str]:
    """The reading of a stand-in: empty, and said to be."""
    why = tr("“{chu}” chỉ ghi thay cho chỗ chưa có thông tin; ô này coi là trống.")
    fix = tr("Nếu đúng thì không phải làm gì.")
    return Reading(None, Problem(BLANK_WORD, why.format(chu=as_text(raw)), fix))


def _is_zero(raw: object) -> bool:
    if isinstance(raw, int | float):
        return raw == 0
    if isinstance(raw, dt.datetime):
        return raw.date() in _DAY_ZERO
    return raw in _DAY_ZERO or raw == dt.time()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(fold, table("blank-words")[kind]))
