"""Numbers in words: the formal reading, read back by a parser of the test's own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.conventions.words import (
    decimal_vi,
    money,
    money_in_words,
    number_in_words,
    number_vi,
    ordinal,
    padded_count,
    percent_vi,
    point_letter,
    roman,
)
from giayto.errors import ConventionValue

READINGS = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi bốn"),
    (25, "hai mươi lăm"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (105, "một trăm linh năm"),
    (115, "một trăm mười lăm"),
    (2026, "hai nghìn không trăm hai mươi sáu"),
    (5_060_000, "năm triệu không trăm sáu mươi nghìn"),
    (759_000, "bảy trăm năm mươi chín nghìn"),
    (1_518_000, "một triệu năm trăm mười tám nghìn"),
    (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
    (3_795_000, "ba triệu bảy trăm chín mươi lăm nghìn"),
    (1_000_001, "một triệu không trăm linh một"),
    (1_000_000_000, "một tỷ"),
    (10**12, "một nghìn tỷ"),
    (10**15, "một triệu tỷ"),
    (1_005_000_000_007, "một nghìn không trăm linh năm tỷ không trăm linh bảy"),
    (-1, "âm một"),
]


@pytest.mark.parametrize(("number", "words"), READINGS)
def test_formal_reading(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_regional_words() -> None:
    assert number_in_words(105, zero_tens="lẻ") == "một trăm lẻ năm"
    assert number_in_words(24, four="tư") == "hai mươi tư"
    assert number_in_words(14, four="tư") == "mười bốn"
    assert number_in_words(2026, thousand="ngàn") == "hai ngàn không trăm hai mươi sáu"


DIGITS = {
    word: value
    for value, word in enumerate(
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    )
} | {"mốt": 1, "tư": 4, "lăm": 5}


def read(words: str) -> int:
    """The value of a reading; knows nothing of how it was made."""
    head, found, tail = words.partition("tỷ")
    if found:
        return read(head.strip()) * 10**9 + (read(tail.strip()) if tail.strip() else 0)
    total = group = digit = 0
    for word in words.split():
        if word in ("triệu", "nghìn", "ngàn"):
            total += (group + digit) * (10**6 if word == "triệu" else 1000)
            group = digit = 0
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word not in ("linh", "lẻ"):
            digit = DIGITS[word]
    return total + group + digit


@given(
    st.integers(0, 10**12) | st.integers(0, 10**15),
    st.sampled_from(["linh", "lẻ"]),
    st.sampled_from(["tư", "bốn"]),
    st.sampled_from(["nghìn", "ngàn"]),
)
def test_words_read_back(number: int, zero_tens: str, four: str, thousand: str) -> None:
    words = number_in_words(number, zero_tens=zero_tens, four=four, thousand=thousand)  # type: ignore[arg-type]
    assert read(words) == number
    assert "  " not in words and words == words.strip()


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_two_numbers_never_read_alike(one: int, other: int) -> None:
    assert (number_in_words(one) == number_in_words(other)) == (one == other)


def test_beyond_the_largest() -> None:
    with pytest.raises(ConventionValue):
        number_in_words(10**15 + 1)


@pytest.mark.parametrize(
    ("amount", "figures", "words"),
    [
        (759_000, "759.000 đồng", "Bảy trăm năm mươi chín nghìn đồng"),
        (450_000, "450.000 đồng", "Bốn trăm năm mươi nghìn đồng"),
        (2_340_000, "2.340.000 đồng", "Hai triệu ba trăm bốn mươi nghìn đồng"),
        (5_060_000, "5.060.000 đồng", "Năm triệu không trăm sáu mươi nghìn đồng"),
        (0, "0 đồng", "Không đồng"),
    ],
)
def test_money(amount: int, figures: str, words: str) -> None:
    assert money(amount) == figures
    assert money_in_words(amount) == words


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("0.6"), "0,6"),
        (0.6, "0,6"),
        (16.61, "16,61"),
        (Decimal("0.33333"), "0,33333"),
        (Decimal("1.50"), "1,5"),
        (85.0, "85"),
    ],
)
def test_decimal(value: Decimal | float, printed: str) -> None:
    assert decimal_vi(value) == printed


def test_figures_with_dots() -> None:
    assert number_vi(6323) == "6.323"
    assert number_vi(15000) == "15.000"
    assert number_vi(-1234) == "-1.234"


@given(st.integers(0, 10**15))
def test_figures_read_back(number: int) -> None:
    assert int(number_vi(number).replace(".", "")) == number


@pytest.mark.parametrize(
    ("count", "printed"), [(8, "08"), (3, "03"), (1, "01"), (30, "30"), (0, "00"), (1234, "1.234")]
)
def test_padded_count(count: int, printed: str) -> None:
    assert padded_count(count) == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (13, "XIII"),
        (14, "XIV"),
        (40, "XL"),
        (2026, "MMXXVI"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_roman(number: int, printed: str) -> None:
    assert roman(number) == printed


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_no_roman_numeral(number: int) -> None:
    with pytest.raises(ConventionValue):
        roman(number)


@given(st.integers(1, 3999))
def test_roman_reads_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    figures = [values[letter] for letter in roman(number)]
    signed = [
        -value if index + 1 < len(figures) and value < figures[index + 1] else value
        for index, value in enumerate(figures)
    ]
    assert sum(signed) == number


def test_point_letters_run_in_vietnamese_order() -> None:
    letters = [point_letter(n) for n in range(1, 24)]
    assert letters == list("abcdđeghiklmnopqrstuvxy")
    assert point_letter(24) == "aa"
    assert len({point_letter(n) for n in range(1, 800)}) == 799
    with pytest.raises(ConventionValue):
        point_letter(0)


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 5, 10)] == [
        "thứ nhất",
        "thứ hai",
        "thứ ba",
        "thứ tư",
        "thứ năm",
        "thứ mười",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (2, 17, "11,76"),
        (1, 12, "8,33"),
        (1, 200, "0,50"),
        (1, 8, "12,50"),
        (4, 4, "100"),
        (0, 3, "0"),
    ],
)
def test_a_share_is_rounded_for_itself_to_two_decimals(part: int, whole: int, shown: str) -> None:
    assert percent_vi(part, whole) == shown
    assert percent_vi(part, 0) == ""
