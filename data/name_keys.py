"""Names for comparing (khoá so tên): of persons and party organisations, however they are written.

The same wherever a name is read: in the workbook's own columns and in lists.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ..conventions.spelling import fold, nfc
from .reference import table

ABOVE = r"đảng\s+(?:bộ|u[ỷy]|ủy)\b"
"""What names of organisations above a cell begin with, as a pattern."""

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
# ", Đảng bộ phường Hoa Sen", "(Đảng uỷ phường …)", "thuộc Đảng bộ …" behind a cell's name.
_BEHIND = re.compile(
    rf"\s*(?:[,;–\-(/|]\s*(?:trực\s+thuộc|thuộc)?|\b(?:trực\s+thuộc|thuộc))\s*({ABOVE}.+)$",
    re.IGNORECASE,
)
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# What joins the parts of a highland name, however it is typed: H'Hen, H’ Hen, Y-Bhăm, Y – Bhăm.
_JOINING = dict.fromkeys(map(ord, "'’‘‛`´ʼʹʻˈ′＇-‐‑‒–—―−﹣－"), " ")
_SOFT_HYPHEN = {0xAD: None}  # copied along; the other signs nobody sees go in `fold`
_SIGNS = _JOINING | _SOFT_HYPHEN
# "Lý" and "Lí" are one name, "Thuý" and "Thúi", "Mai" and "May" are not.
_LONE_Y = re.compile(r"(?:[bcdđghklmnpqrstvx]{1,3}|qu)y")


@lru_cache(maxsize=16384)  # a ward's names are asked for once by every list
def name_key(text: str) -> str:
    """A name for comparing (khoá so tên): case, spaces and the ways of spelling do not count.

    Unlike :func:`fold` it also equals ``Tòan`` and ``Toàn``, ``Mỹ`` and ``Mĩ``,
    ``H'Hen`` and ``H’Hen``, ``Y-Bhăm`` and ``Y – Bhăm``.
    """
    words = []
    for word in fold(text.translate(_SIGNS)).split():
        if word.isascii():
            letters, marks = word, ""
        else:
            loose = unicodedata.normalize("NFD", word)
            letters = unicodedata.normalize("NFC", "".join(c for c in loose if c not in _TONES))
            marks = "".join(sorted(c for c in loose if c in _TONES))
        if letters.endswith("y") and _LONE_Y.fullmatch(letters):
            letters = letters[:-1] + "i"
        words.append(letters + marks)
    return " ".join(words)


@lru_cache(maxsize=8192)  # the same few cells stand in every row
def written_key(text: str) -> str:
    """A code or name of an organisation without signs and zeros before a figure.

    ``cb-01``, ``CB 1`` and ``CB01`` give the same; nothing is spelt out.
    """
    return name_key(" ".join(_tokens(text)))


@lru_cache(maxsize=8192)
def unit_key(text: str) -> str:
    """An organisation's name for comparing (khoá so tên chi bộ), short forms spelt out.

    ``CB TDP1``, ``Chi bộ TDP số 01`` and ``Chi bộ Tổ dân phố 1`` give the same.
    """
    said = _tokens(split_superior(text)[0])
    words = [word for token in said for word in _in_full().get(token, [token])]
    unsaid = table("unit-words")["unsaid"]
    for begin in map(str.split, unsaid["first"]):
        if words[: len(begin)] == begin:
            words = words[len(begin) :]
    return name_key(" ".join(word for word in words if word not in unsaid["anywhere"]))


@lru_cache(maxsize=8192)
def split_superior(text: str) -> tuple[str, str]:
    """A cell's name and the organisation above that is written behind it, "" when none is.

    ``Chi bộ TDP 2, Đảng bộ phường Hoa Sen`` gives ``Chi bộ TDP 2`` and ``Đảng bộ phường Hoa Sen``.
    """
    text = nfc(" ".join(text.split()))
    match = _BEHIND.search(text)
    if match is None or not text[: match.start()].strip():
        return text, ""
    return text[: match.start()].strip(), match.group(1).strip(" )")


def tokens(text: str) -> list[str]:
    """The words and figures of a text, in order (các tiếng và số)."""
    return _TOKEN.findall(text)


def _tokens(text: str) -> list[str]:
    said = tokens(fold(text))
    return [(token.lstrip("0") or "0") if token.isdecimal() else token for token in said]


@cache
def _in_full() -> dict[str, list[str]]:
    short = table("unit-words")["short"]
    return {fold(word): fold(full).split() for word, full in short.items()}
