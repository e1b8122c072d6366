"""Old Vietnamese encodings, checked against the system's own converter."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.data.cells.legacy_text import decode, font_codec, guess_codec
from giayto.data.cells.syllables import is_syllable
from giayto.data.reference import table

TCVN3 = {int(k, 16): v for k, v in table("legacy-encodings")["tcvn3"].items()}
PRECOMPOSED = {b: c for b, c in TCVN3.items() if not unicodedata.combining(c)}


def iconv(data: bytes) -> str:
    if shutil.which("iconv") is None:
        pytest.skip("no iconv on this system")
    run = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=data, capture_output=True
    )
    if run.returncode:
        pytest.skip("this iconv does not know TCVN5712-1")
    return unicodedata.normalize("NFC", run.stdout.decode())


def test_the_table_says_what_iconv_says() -> None:
    for byte in range(0x20, 0x100):
        shown = iconv(bytes([byte]))
        assert decode(chr(byte), "tcvn3") == shown, hex(byte)


def test_running_text_says_what_iconv_says() -> None:
    stored = "NguyÔn V¨n §øc, §¶ng bé ph\xadêng; Hoa\xb0, \x83nh".encode("latin-1")
    assert decode(stored.decode("latin-1"), "tcvn3") == iconv(stored)
    assert "phường" in iconv(stored)


@given(st.lists(st.sampled_from(sorted(PRECOMPOSED.values())), min_size=1).map("".join))
def test_every_letter_survives_the_round_trip(text: str) -> None:
    back = {c: chr(b) for b, c in PRECOMPOSED.items()}
    assert decode("".join(back[c] for c in text), "tcvn3") == text


def test_bytes_shown_by_windows_as_signs_are_the_same_letters() -> None:
    assert decode("ƒnh", "tcvn3") == "Ánh"


def test_capital_fonts_give_capitals() -> None:
    assert font_codec(".VnTimeH") == ("tcvn3", True)
    assert decode("§¶ng bé", "tcvn3", capitals=True) == "ĐẢNG BỘ"


def test_vni() -> None:
    assert decode("Nguyeãn Vaên Ñöùc, phöôøng Toå daân phoá", "vni") == (
        "Nguyễn Văn Đức, phường Tổ dân phố"
    )
    assert decode("ÑAÛNG BOÄ", "vni") == "ĐẢNG BỘ"
    assert guess_codec("Traàn Thò Höông") == "vni"


@pytest.mark.parametrize(
    "text", ["Bùi Anh Tú", "Hà", "25°C", "12 m²", "François", "© 2026", "Nguyễn Văn Đức", "ABC", ""]
)
def test_text_of_today_is_left_alone(text: str) -> None:
    assert guess_codec(text) is None


@pytest.mark.parametrize(
    "word", ["Nguyễn", "nghiêng", "Quý", "quyển", "gì", "giếng", "Ưởng", "Mỵ", "xoong"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nguyôn", "bcd", "hång", "ồố", "strength"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
