"""Reading numbers, marks and identifiers (đọc số, dấu có/không, số định danh)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from ...conventions.spelling import fold
from ...i18n import tr
from ..reference import table
from .reading import Problem, Reading, as_text

_UNIT = re.compile(
    r"\s*(?:đồng\s+chí|đ/c|đc|đảng\s+viên|đv|người|đồng|vnđ|vnd|đ|₫|điểm|phiếu|lượt)?"
    r"(?:\s*/\s*\w+)?\s*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"/\s*(\d{1,4})\s*(?:điểm)?\s*$", re.IGNORECASE)
_PERCENT = re.compile(r"[%％‰]|phần\s+trăm", re.IGNORECASE)
_PERCENT_AT_END = re.compile(r"(?<=\d)\s*(?:[%％]|phần\s+trăm)\s*$", re.IGNORECASE)
# 1.518.000 and 3,510,000 and 1 518 000: groups of three digits, one separator throughout.
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)|(\d{1,3}(?:,\d{3})+)\.(\d+)")

# Nothing that papers count or pay comes near these.
_MOST, _MOST_COUNTED = 10**12, 10**6
_MOST_WRITTEN = 30
_TRAILING_ZERO = re.compile(r"(\d+)\.0")

_NOT_DIGITS = re.compile(r"[\s.\-–']")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE]\+?\d+")
# More zeros than this are not lost by Excel from a number that real cards begin with.
_MOST_LOST_ZEROS = 2


def parse_decimal(raw: object) -> Reading[Decimal]:
    """A number as read from a cell (số): ``0,6``, ``1.518.000``, ``3,510,000``, ``450.000 đồng``.

    A lone group of three digits after a dot or comma is thousands, as
    Vietnamese writes them: ``1.518`` is one thousand five hundred and eighteen.
    """
    if isinstance(raw, bool):
        return Reading(None, _no_number())
    if isinstance(raw, int | float):
        return _sensible(Decimal(str(raw)).normalize())
    text = as_text(raw)
    if not text:
        return Reading(None)
    if len(text) > _MOST_WRITTEN:
        return Reading(None, _no_number() if not text.isdecimal() else _too_large())
    if _PERCENT.search(text):
        return Reading(None, percentage())
    text = _UNIT.sub("", text)
    if match := _GROUPED_DECIMAL.fullmatch(text):
        whole, part = [g for g in match.groups() if g is not None]
        return _sensible(Decimal(f"{re.sub('[.,]', '', whole)}.{part}"))
    if _GROUPED.fullmatch(text) and not text.startswith("0"):
        return _sensible(Decimal(re.sub(r"[.,\s]", "", text)))
    if _PLAIN.fullmatch(text):
        return _sensible(Decimal(text.replace(",", ".")))
    return Reading(None, _no_number())


def parse_percent(raw: object) -> Reading[Decimal]:
    """A number of a column in percent (phần trăm): ``120``, ``120%`` and ``120 phần trăm``."""
    sign = _PERCENT_AT_END.search(raw) if isinstance(raw, str) else None
    return parse_decimal(raw[: sign.start()] if isinstance(raw, str) and sign else raw)


def _sensible(value: Decimal) -> Reading[Decimal]:
    if not value.is_finite() or value < 0:
        return Reading(None, _no_number())
    return Reading(value) if value <= _MOST else Reading(None, _too_large())


def parse_count(raw: object) -> Reading[int]:
    """A whole number of people, votes or things (số đếm): ``12`` and ``12 đ/c``."""
    found = parse_int(raw)
    if found.value is not None and found.value > _MOST_COUNTED:
        return Reading(None, _too_large())
    return found


def parse_int(raw: object) -> Reading[int]:
    """A whole number as read from a cell (số nguyên)."""
    found = parse_decimal(raw)
    if found.value is None:
        return Reading(None, found.problem)
    if found.value != found.value.to_integral_value():
        why = tr("Ô này cần một số nguyên.")
        return Reading(None, Problem("KT-207", why, tr("Ghi lại số, không có phần lẻ.")))
    return Reading(int(found.value))


def percentage() -> Problem:
    """What is said of a percentage where a count or a score is asked: of what, nobody knows."""
    why = tr("Ô này ghi phần trăm; cột này cần số, không cần tỉ lệ.")
    return Problem("KT-221", why, tr("Ghi số điểm hoặc số phiếu, định dạng ô là số thường."))


def within(value: Decimal | int, least: int | None, most: int | None) -> Problem | None:
    """What is wrong with a number that lies outside its bounds; ``None`` when it does not."""
    if (least is None or value >= least) and (most is None or value <= most):
        return None
    if least is None:
        why = tr("Số ở cột này không quá {nhieu}.").format(nhieu=most)
    else:
        why = tr("Số ở đây phải từ {it} đến {nhieu}.").format(it=least, nhieu=most)
    return Problem("KT-222", why, tr("Sửa lại số này."))


def out_of(raw: object, most: int | None) -> Problem | None:
    """What is wrong with ``55/60`` where the most is 70: a part of another total.

    ``None`` when nothing is, or when there is no most.
    """
    total = _TOTAL.search(as_text(raw)) if isinstance(raw, str) and most is not None else None
    if total is None or int(total.group(1)) == most:
        return None
    why = tr("Ghi trên tổng {tong}, mà cột này tính trên {nhieu}.").format(
        tong=total.group(1), nhieu=most
    )
    return Problem("KT-222", why, tr("Ghi số điểm theo thang {nhieu}.").format(nhieu=most))


def _too_large() -> Problem:
    why = tr("Số này quá lớn, không thể là số thật ở cột này.")
    return Problem("KT-222", why, tr("Sửa lại số này."))


def _no_number() -> Problem:
    why = tr("Đây không phải số không âm mà chương trình hiểu được.")
    return Problem("KT-207", why, tr("Chỉ ghi số, ví dụ 12 hoặc 0,6 hoặc 1.518.000."))


def parse_mark(raw: object) -> Reading[bool]:
    """A yes or no mark as read from a cell (dấu x); an empty cell is ``None``."""
    if isinstance(raw, bool):
        return Reading(raw)
    word = fold(as_text(raw))
    if not word:
        return Reading(None)
    for kind, said in (("yes", True), ("no", False)):
        if word in _marks(kind):
            return Reading(said)
    why = tr("Ô này chỉ nhận dấu x (có) hoặc để trống (không).")
    return Reading(None, Problem("KT-209", why, tr("Ghi x hoặc xoá trống ô.")))


@cache
def _marks(kind: str) -> frozenset[str]:
    return frozenset(map(fold, table("mark-words")[kind]))


def without_point(text: str) -> str:
    """``12.0`` that another program made of the code 12, as it was."""
    whole = _TRAILING_ZERO.fullmatch(text)
    return whole.group(1) if whole else text


def parse_number_text(raw: object, lengths: tuple[int, ...]) -> Reading[str]:
    """A number kept as text (số thẻ, số căn cước), its lost zeros put back.

    ``lengths`` are the lengths such a number may have, ascending. Spaces and
    dots inside are dropped and zeros that Excel lost at the front put back,
    each with a note; text that is not a number is kept as it is.
    """
    numeric = isinstance(raw, int | float) and not isinstance(raw, bool)
    text = as_text(raw).strip("'‘’`")
    if not text:
        return Reading(None)
    if _SCIENTIFIC.fullmatch(text):
        why = tr("Excel đã rút gọn số này nên các chữ số cuối có thể đã mất.")
        fix = tr("Đặt định dạng ô là Text rồi gõ lại số theo thẻ.")
        return Reading(None, Problem("KT-212", why, fix))
    digits = _NOT_DIGITS.sub("", without_point(text))
    if not digits.isdecimal():
        return Reading(text)
    for length in lengths:
        if len(digits) == length:
            break
        if length - _MOST_LOST_ZEROS <= len(digits) < length:
            full = digits.zfill(length)
            why = tr("Số chỉ còn {n} chữ số, đã thêm số 0 ở đầu thành {so}.")
            fix = tr("So lại với thẻ; nếu đúng thì không phải làm gì.")
            return Reading(full, Problem("KT-210", why.format(n=len(digits), so=full), fix))
    if digits != text and not numeric:
        why = tr("Đã bỏ dấu cách hoặc dấu chấm trong số, còn {so}.").format(so=digits)
        return Reading(digits, Problem("KT-211", why, ""))
    return Reading(digits)
