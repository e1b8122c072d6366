"""Text typed with old Vietnamese fonts (bảng mã cũ): TCVN3 (``.VnTime``) and VNI, to Unicode.

Such a file holds the old byte codes as if they were Western letters:
``NguyÔn V¨n §øc``. The letter ``ư`` is the invisible soft hyphen there, so
nothing may be stripped before decoding.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ...conventions.spelling import nfc
from ..reference import table
from .syllables import is_syllable

Codec = Literal["tcvn3", "vni"]

# Letters that only Unicode text has; Western letters with marks exist in both worlds.
_UNICODE_VIETNAMESE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300-\u0323]")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’–…]+")


@cache
def _tcvn3() -> dict[int, str]:
    """Code points to letters, both as raw bytes and as Windows shows those bytes."""
    mapping: dict[int, str] = {}
    for code, letter in table("legacy-encodings")["tcvn3"].items():
        byte = int(code, 16)
        mapping[byte] = letter
        shown = bytes([byte]).decode("cp1252", errors="ignore")
        if shown:
            mapping[ord(shown)] = letter
    return mapping


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs: dict[str, str] = table("legacy-encodings")["vni"]
    longest_first = sorted(pairs, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), pairs


def decode(text: str, codec: Codec, *, capitals: bool = False) -> str:
    """The text in Unicode (chuyển mã), composed.

    ``capitals`` is for fonts that show every letter as a capital
    (``.VnTimeH``): there the codes are those of small letters.
    """
    if codec == "tcvn3":
        plain = nfc(text.translate(_tcvn3()))
    else:
        pattern, pairs = _vni()
        plain = pattern.sub(lambda m: pairs[m.group()], text)
    return plain.upper() if capitals else plain


def guess_codec(text: str) -> Codec | None:
    """The old encoding a text is in, judged by its words; ``None`` if it is none, or unclear.

    A text is old when some of its words cannot be Vietnamese as they stand
    and all of them can once decoded.
    """
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return None
    words = [w for w in _WORD.findall(text) if not w.isascii()]
    if not any(re.search("[A-Za-z]", w) and not is_syllable(w) for w in words):
        return None
    codecs: tuple[Codec, ...] = ("tcvn3", "vni")
    fitting = [c for c in codecs if all(is_syllable(decode(w, c)) for w in words)]
    return fitting[0] if len(fitting) == 1 else None


def has_odd_words(text: str) -> bool:
    """Whether some accented word of the text cannot be a Vietnamese syllable."""
    return any(not is_syllable(w) for w in _WORD.findall(text) if not w.isascii())


def looks_legacy(text: str) -> bool:
    """Whether a text was typed with an old font, as far as its words tell."""
    return guess_codec(text) is not None


def font_codec(font: str) -> tuple[Codec, bool] | None:
    """The encoding a font name tells, and whether it shows capitals only; ``None`` for others."""
    name = font.casefold()
    if name.startswith(".vn"):
        return "tcvn3", name.endswith("h")
    if name.startswith("vni"):
        return "vni", False
    return None
