"""Spelling: tone placement, matching forms, capitals, file names."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.conventions.spelling import (
    TonePlacement,
    capitalised,
    file_slug,
    fold,
    fold_plain,
    nfc,
    set_tone_placement,
    unaccented,
    uncapitalised,
    upper,
)

# As HD05 prints it, and as many offices type it.
PAIRS = [
    ("uỷ", "ủy"),
    ("TỈNH UỶ", "TỈNH ỦY"),
    ("ĐẢNG UỶ", "ĐẢNG ỦY"),
    ("Uỷ ban", "Ủy ban"),
    ("hoà", "hòa"),
    ("hoá", "hóa"),
    ("khoá XIII", "khóa XIII"),
    ("tuỳ", "tùy"),
    ("hoả tốc", "hỏa tốc"),
    ("số hoá", "số hóa"),
    ("xoè", "xòe"),
    ("Thuỵ", "Thụy"),
    ("CỘNG HOÀ", "CỘNG HÒA"),
]


@pytest.mark.parametrize(("second", "first"), PAIRS)
def test_tone_placement(second: str, first: str) -> None:
    for typed in (second, first, unicodedata.normalize("NFD", second)):
        assert set_tone_placement(typed, "uỷ") == second
        assert set_tone_placement(typed, "ủy") == first
    assert fold(second) == fold(first)


@pytest.mark.parametrize(
    "text",
    [
        "quý",
        "quỳnh",
        "quỹ",
        "của",
        "mùa",
        "hoàn",
        "khoản",
        "toán",
        "huỷnh",
        "thuyết",
        "được",
        "tới",
        "giờ",
    ],
)
def test_what_is_not_an_open_syllable_stays(text: str) -> None:
    assert set_tone_placement(text, "ủy") == text
    assert set_tone_placement(text, "uỷ") == text


def test_a_tone_on_the_wrong_vowel_of_a_closed_syllable_stays() -> None:
    assert set_tone_placement("nguỵên", "uỷ") == "nguỵên"


def test_a_misplaced_tone_after_qu_is_mended() -> None:
    assert set_tone_placement("Qúy", "uỷ") == "Quý"


VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ UỶĐẢNG",
    max_size=24,
)


@given(VIETNAMESE, st.sampled_from(["uỷ", "ủy"]))
def test_placing_tones_again_changes_nothing(text: str, style: TonePlacement) -> None:
    once = set_tone_placement(text, style)
    assert set_tone_placement(once, style) == once
    assert sorted(unicodedata.normalize("NFD", once)) == sorted(unicodedata.normalize("NFD", text))


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)
    assert unaccented(unaccented(text)) == unaccented(text)


@given(VIETNAMESE)
def test_composition_case_and_spaces_do_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(text.upper()) == fold(text)
    assert fold(f"  {text}\n") == fold(text)
    assert fold_plain(text).isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đảng  Uỷ", "đảng ủy"),
        ("Họ và\ntên", "họ và tên"),
        ("Nơi\u00a0sinh", "nơi sinh"),
        ("Chi\u200b bộ", "chi bộ"),
    ],
)
def test_fold_joins(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_apart() -> None:
    assert fold("lý") != fold("lí")
    assert fold("Đạt") != fold("Dạt")


def test_capitals() -> None:
    assert upper("Đảng uỷ đặc khu Phú Quý") == "ĐẢNG UỶ ĐẶC KHU PHÚ QUÝ"
    assert upper(unicodedata.normalize("NFD", "ươ")) == "ƯƠ"
    assert capitalised("đồng chí Nguyễn") == "Đồng chí Nguyễn"
    assert uncapitalised("Về việc") == "về việc"
    assert uncapitalised("TDP số 5") == "TDP số 5"
    assert capitalised("") == uncapitalised("") == ""


def test_unaccented() -> None:
    assert unaccented("Đặng Thuỳ Trâm, đường Ư, ƠI") == "Dang Thuy Tram, duong U, OI"


@pytest.mark.parametrize(
    ("text", "accents", "name"),
    [
        ("Nguyễn Văn A", False, "Nguyen-Van-A"),
        ("Nguyễn Văn A", True, "Nguyễn-Văn-A"),
        ("Nguyễn Văn A_20/10/1990_30/11/2024", False, "Nguyen-Van-A_20-10-1990_30-11-2024"),
        ("Báo cáo: quý I?", False, "Bao-cao-quy-I"),
        ("  .ẩn. ", False, "an"),
        ("", False, "khong-ten"),
        ("???", True, "khong-ten"),
        ("CON", False, "CON_"),
        ("nul.docx", False, "nul_.docx"),
        ("Chi bộ - Tổ 1", False, "Chi-bo-To-1"),
    ],
)
def test_file_names(text: str, accents: bool, name: str) -> None:
    assert file_slug(text, accents) == name


@given(st.text(max_size=200), st.booleans(), st.integers(9, 120))
def test_any_text_makes_a_name_windows_accepts(text: str, accents: bool, longest: int) -> None:
    name = file_slug(text, accents, longest)
    assert name and len(name) <= longest + 1
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not name.endswith((".", " ")) and not name.startswith(" ")
    assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert file_slug(name, accents, longest) == name
