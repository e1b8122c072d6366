"""Widths of printed text, and lines of even length."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.conventions.fitting import (
    balanced_lines,
    even_lines,
    fitted_line,
    text_width_mm,
    twentieths,
)
from giayto.conventions.ruleset import RuleSet


def test_the_title_is_as_wide_as_on_the_official_page(party: RuleSet) -> None:
    # Measured on the scan: 73.3 mm, from 122.0 to 195.3 mm.
    width = text_width_mm(party.phrases["title"], 15, bold=True)
    assert width == pytest.approx(party.letterhead.rule_length_mm, abs=0.5)


def test_marks_above_and_below_do_not_widen_a_letter() -> None:
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
        for bold in (False, True):
            for italic in (False, True):
                plain = text_width_mm(letter, 14, bold, italic)
                for tone in "\u0300\u0309\u0303\u0301\u0323":
                    toned = unicodedata.normalize("NFC", letter + tone)
                    assert text_width_mm(toned, 14, bold, italic) == pytest.approx(plain, abs=0.4)
                    assert text_width_mm(letter + tone, 14, bold, italic) == (
                        text_width_mm(toned, 14, bold, italic)
                    )


def test_bold_capitals_are_wider_and_size_scales() -> None:
    text = "ĐẢNG UỶ PHƯỜNG BA ĐÌNH"
    assert text_width_mm(text, 14, bold=True) > text_width_mm(text, 14)
    assert text_width_mm(text, 28) == pytest.approx(2 * text_width_mm(text, 14))
    assert text_width_mm("", 14) == 0
    assert text_width_mm("漢", 14) == text_width_mm("n", 14)


def test_a_long_name_breaks_evenly() -> None:
    text = "BAN CHỈ ĐẠO VỀ PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ VÀ CHUYỂN ĐỔI SỐ"
    lines = balanced_lines(tuple(text.split()), 90, 14, bold=True)
    widths = [text_width_mm(line, 14, bold=True) for line in lines]
    assert len(lines) == 3
    assert max(widths) - min(widths) < 15


def test_a_word_wider_than_the_column_stands_alone() -> None:
    words = ("A", "NGHIÊNGNGHIÊNGNGHIÊNG", "B")
    assert balanced_lines(words, 20, 14) == words
    assert balanced_lines((), 20, 14) == ()


WORDS = st.lists(
    st.sampled_from(["ĐẢNG UỶ", "PHƯỜNG", "BA ĐÌNH", "BAN", "CHẤP", "HÀNH", "TRUNG", "ƯƠNG"]),
    max_size=14,
)


@given(WORDS, st.floats(40, 120))
def test_lines_hold_every_word_and_fit(words: list[str], column: float) -> None:
    lines = balanced_lines(tuple(words), column, 14)
    assert " ".join(lines) == " ".join(words)
    for line in lines:
        assert text_width_mm(line, 14) <= column or line in words
    # Fewest lines: never more than a reader filling line after line would use.
    filled, current = 0, ""
    for word in words:
        if current and text_width_mm(f"{current} {word}", 14) <= column:
            current = f"{current} {word}"
        else:
            filled, current = filled + 1, word
    assert len(lines) <= filled


@given(WORDS.filter(bool), st.integers(1, 14))
def test_even_lines_are_as_many_as_asked_and_hold_every_group(words: list[str], count: int) -> None:
    lines = even_lines(tuple(words), min(count, len(words)), 14)
    assert len(lines) == min(count, len(words))
    assert " ".join(lines) == " ".join(words)


def test_the_widest_line_is_as_narrow_as_can_be() -> None:
    groups = ("ĐẢNG BỘ", "THÀNH PHỐ", "HỒ CHÍ MINH")
    assert even_lines(groups, 2, 14) == ("ĐẢNG BỘ THÀNH PHỐ", "HỒ CHÍ MINH")
    assert even_lines(groups, 1, 14) == ("ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH",)


def test_characters_set_closer_take_less_room() -> None:
    text = "Phường Hai Bà Trưng, ngày 21 tháng 12 năm 2026"
    saved = text_width_mm(text, 14) - text_width_mm(text, 14, condensed_pt=0.5)
    assert saved == pytest.approx((len(text) - 1) * 0.5 * 25.4 / 72)
    assert text_width_mm("", 14, condensed_pt=0.5) == 0
    assert twentieths(25.4) == 1440


LONG = ("Công", "Tằng", "Tôn", "Nữ", "Nguyễn", "Phúc", "Hoàng", "Phương", "Thảo", "Vy")


def test_a_name_for_a_cell_is_condensed_before_it_breaks(party: RuleSet) -> None:
    signer = party.styles["signer"]
    assert fitted_line(("Trần", "Thị", "Ban"), 81, signer, 0.5) == ("Trần Thị Ban", 0.0)
    whole = text_width_mm(" ".join(LONG), 14, bold=True)
    text, condensed = fitted_line(LONG, whole - 3, signer, 0.5)
    assert text == " ".join(LONG)
    assert 0 < condensed <= 0.5
    assert text_width_mm(text, 14, bold=True, condensed_pt=condensed) <= whole - 3
    text, condensed = fitted_line(LONG, 81, signer, 0.5)
    assert condensed == 0
    first, second = text.split(" ")
    assert first.replace("\u00a0", " ").endswith("Nguyễn")
    assert second.replace("\u00a0", " ") == "Phúc Hoàng Phương Thảo Vy"
    # Words wider than the cell stand each on its own line.
    assert fitted_line(("NGHIÊNGNGHIÊNG", "NGHIÊNGNGHIÊNG"), 20, signer)[0].count(" ") == 1
    assert fitted_line((), 20, signer) == ("", 0.0)
