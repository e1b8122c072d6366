"""Numbers in words and figures (số viết bằng chữ, bằng số): formal reading, money, numerals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ..errors import ConventionValue
from ..i18n import tr
from .spelling import capitalised

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MAX = 10**15

# Vietnamese letters in their order, as points are lettered (HD05 II.I.6.2.4.đ).
_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def number_in_words(
    n: int,
    *,
    zero_tens: Literal["linh", "lẻ"] = "linh",
    four: Literal["tư", "bốn"] = "bốn",
    thousand: Literal["nghìn", "ngàn"] = "nghìn",
) -> str:
    """The number as it is read in formal papers (đọc số).

    2026 → ``hai nghìn không trăm hai mươi sáu``: a group of three figures below
    the highest is read in full, an empty group is left out. ``zero_tens`` is the
    word for a missing ten (105), ``four`` the 4 of 24, 34 …, ``thousand`` the
    word for 1000. Raises :class:`ConventionValue` beyond ±10^15.
    """
    if abs(n) > _MAX:
        raise ConventionValue(
            tr("Số {so} quá lớn để viết bằng chữ").format(so=n),
            why=tr("Chỉ viết được đến một triệu tỷ."),
        )
    if n < 0:
        words = number_in_words(-n, zero_tens=zero_tens, four=four, thousand=thousand)
        return f"âm {words}"
    if n == 0:
        return _DIGITS[0]
    billions, rest = divmod(n, 10**9)
    words_out: list[str] = []
    if billions:
        words_out += _below_billion(billions, False, zero_tens, four, thousand)
        words_out.append("tỷ")
    if rest:
        words_out += _below_billion(rest, bool(billions), zero_tens, four, thousand)
    return " ".join(words_out)


def _below_billion(n: int, full: bool, zero_tens: str, four: str, thousand: str) -> list[str]:
    words: list[str] = []
    for power, unit in ((10**6, "triệu"), (10**3, thousand), (1, "")):
        group = n // power % 1000
        if group:
            words += _group(group, full or bool(words), zero_tens, four)
            if unit:
                words.append(unit)
    return words


def _group(n: int, full: bool, zero_tens: str, four: str) -> list[str]:
    """Three figures; ``full`` reads the hundreds even when they are zero."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    words: list[str] = []
    if hundreds or full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if ones:
            words += [zero_tens, _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append(four)
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words


def ordinal(n: int) -> str:
    """The ordinal in words (số thứ tự): ``thứ nhất``, ``thứ hai``, ``thứ tư``, ``thứ mười``."""
    special = {1: "nhất", 4: "tư"}
    return f"thứ {special.get(n, number_in_words(n))}"


def number_vi(value: int | float | Decimal) -> str:
    """The number in figures (số): ``6.323``, ``16,61``; dot for thousands, comma for decimals."""
    return _in_figures(Decimal(str(value)))


@lru_cache(maxsize=4096)
def _in_figures(exact: Decimal) -> str:
    # Kept, because thousands of papers print the same few scores and amounts.
    from babel.numbers import format_decimal

    return str(format_decimal(exact, locale="vi", decimal_quantization=False))


def decimal_vi(value: Decimal | float) -> str:
    """The decimal number in figures (số thập phân): ``0,6``."""
    return number_vi(value)


def percent_vi(part: int | Fraction, whole: int) -> str:
    """A share in percent (tỷ lệ): ``11,76``, always two decimals but for none and all; "" of none.

    Each is rounded for itself: shares made to add up to 100 would tell two numbers of one.
    """
    if not whole:
        return ""
    if part in (0, whole):
        return "100" if part else "0"
    exact = Fraction(part * 100, whole)
    share = Decimal(exact.numerator) / exact.denominator
    return str(share.quantize(Decimal("0.01"), ROUND_HALF_UP)).replace(".", ",")


def money(amount: int) -> str:
    """The amount in figures (số tiền): ``759.000 đồng``."""
    return f"{number_vi(amount)} đồng"


def money_in_words(amount: int) -> str:
    """The amount in words (số tiền bằng chữ): ``Bảy trăm năm mươi chín nghìn đồng``."""
    return f"{capitalised(number_in_words(amount))} đồng"


def padded_count(n: int) -> str:
    """A count in running text (số lượng): below 10 with a leading zero, ``08 đảng viên``."""
    return f"{n:02d}" if 0 <= n < 10 else number_vi(n)


def roman(n: int) -> str:
    """The Roman numeral (số La Mã), 1 to 3999. Raises :class:`ConventionValue` outside."""
    if not 1 <= n <= 3999:
        raise ConventionValue(
            tr("Số La Mã chỉ viết được từ 1 đến 3999, không viết được {so}").format(so=n)
        )
    text = ""
    for value, letters in _ROMAN:
        count, n = divmod(n, value)
        text += letters * count
    return text


def point_letter(index: int) -> str:
    """The letter of the point (chữ của điểm), from 1: a b c d đ e g h …; after y, aa, ab …

    Raises :class:`ConventionValue` below 1. Rule: HD05 II.I.6.2.4.đ.
    """
    if index < 1:
        raise ConventionValue(tr("Thứ tự điểm phải từ 1, không thể là {so}").format(so=index))
    letters = ""
    while index:
        index, place = divmod(index - 1, len(_POINT_LETTERS))
        letters = _POINT_LETTERS[place] + letters
    return letters
