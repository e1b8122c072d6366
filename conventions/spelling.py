"""Spelling of Vietnamese text (chính tả): normal forms, tone placement, capitals, file names.

Everything here returns NFC text. Tone placement is the one choice that official
texts leave open: ``uỷ, hoà`` (as the Party's own texts print) or ``ủy, hòa``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

TonePlacement = Literal["uỷ", "ủy"]

# On decomposed text: the tones are grave, hook, tilde, acute, dot below.
_TONE = "[\u0300\u0309\u0303\u0301\u0323]"
# An open syllable: neither a letter nor a mark may follow.
_OPEN = r"(?![^\W\d_]|[\u0300-\u036f])"
_TONE_FIRST = re.compile(rf"(?i)(?:(o)({_TONE})([ae])|(u)({_TONE})(y)){_OPEN}")
# In "quý" the u belongs to the consonant and never carries the tone.
_TONE_SECOND = re.compile(rf"(?i)(?:(o)([ae])({_TONE})|(?<!q)(u)(y)({_TONE})){_OPEN}")
_MARKS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
_COMMITTEE_WORDS = re.compile(
    r"(?i)\b(?:đảng|chi|cấp|thành|tỉnh|quận|huyện) (?:uỷ|ủy)\b"
    r"|\b(?:uỷ|ủy) (?:ban|viên|quyền|nhiệm|thác)\b"
)
# Marks of direction and width, joiners, variants of a picture: what copying brings in.
INVISIBLE = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
"""Letters that nobody sees (ký tự ẩn), as the inside of a set of a regular expression."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
CROSSED = str.maketrans("ÐðƉɖ", "ĐđĐđ")
"""Letters of other languages that look like đ (chữ giống đ): eth, and the African d."""

_BULLETS, _END_MARKS = " \t\u00a0-–—+•", " \t\u00a0;,."
_SENTENCE_ENDS = (".", "!", "?", "…")

_FORBIDDEN_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED_FILES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{n}" for device in ("com", "lpt") for n in "0123456789¹²³"]
)


def nfc(text: str) -> str:
    """The text in composed form (dạng dựng sẵn), one code per Vietnamese letter."""
    return unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """The text without invisible characters (ký tự không nhìn thấy), which copying brings in."""
    return _INVISIBLE.sub("", text)


def upper(text: str) -> str:
    """The text in capitals (chữ in hoa), composed."""
    return nfc(text).upper()


def capitalised(text: str) -> str:
    """The text with its first letter in capitals (viết hoa chữ đầu), the rest unchanged."""
    text = nfc(text)
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with its first letter small; a word in capitals (``TDP``) stays as it is."""
    text = nfc(text)
    first_word = text.split(" ", 1)[0]
    if len(first_word) > 1 and first_word.isupper():
        return text
    return text[:1].lower() + text[1:]


def bare_item(text: str) -> str:
    """The item without the bullet and the end mark that a clerk may have typed (bỏ gạch, dấu)."""
    return nfc(" ".join(text.split())).lstrip(_BULLETS).rstrip(_END_MARKS)


def sentence(text: str) -> str:
    """The text on one line with a mark at its end (câu): a full stop where it has none."""
    text = nfc(" ".join(text.split()))
    return text if text.endswith(_SENTENCE_ENDS) else f"{text}."


@lru_cache(maxsize=8192)  # the same few posts and names of units stand in every row
def set_tone_placement(text: str, style: TonePlacement) -> str:
    """The text with the tone of open oa, oe, uy placed as ``style`` shows (cách đặt dấu).

    For generated text only: a personal name is kept as its bearer writes it.
    """
    if text.isascii():
        return text
    loose = unicodedata.normalize("NFD", text)
    misplaced = _TONE_FIRST if style == "uỷ" else _TONE_SECOND
    return unicodedata.normalize("NFC", misplaced.sub(_swap, loose))


def set_committee_spelling(text: str, style: TonePlacement) -> str:
    """A typed text with the word uỷ placed as ``style`` shows where it means a body (uỷ, ủy).

    ``Đảng ủy``, ``chi ủy``, ``ủy ban``, ``ủy viên``: only in these words, so that a
    person called Ủy keeps the name as its bearer writes it.
    """
    return _COMMITTEE_WORDS.sub(lambda found: set_tone_placement(found[0], style), nfc(text))


def _swap(match: re.Match[str]) -> str:
    first, second, third = (part for part in match.groups() if part is not None)
    return first + third + second


@lru_cache(maxsize=8192)  # the same few names of units and columns stand in every row
def fold(text: str) -> str:
    """The text for matching (dạng so khớp): composed, no case, one tone placement, single spaces.

    Two spellings of one thing give the same string: ``Đảng  Uỷ`` and ``đảng ủy``, also with
    an Icelandic ``ð``. Invisible characters are dropped. Not for printing.
    """
    if text.isascii():  # codes and numbers: nothing to compose, no tone to place
        return " ".join(text.split()).casefold()
    text = _SPACES.sub(" ", visible(text)).strip().translate(CROSSED)
    return set_tone_placement(nfc(text).casefold(), "uỷ")


def unaccented(text: str) -> str:
    """The text without any mark (không dấu): ``Đặng Thuỳ`` gives ``Dang Thuy``."""
    loose = unicodedata.normalize("NFD", text)
    bare = _MARKS.sub("", loose).replace("đ", "d").replace("Đ", "D")
    return unicodedata.normalize("NFC", bare)


def fold_plain(text: str) -> str:
    """Like :func:`fold`, and without marks (so khớp không dấu): the last resort of matching."""
    return unaccented(fold(text))


def file_slug(text: str, accents: bool = False, max_length: int = 80) -> str:
    """A name for a file or folder (tên tệp) that Windows, macOS and Linux accept.

    Words are joined by hyphens; letters stay as they are, without marks unless
    ``accents``. No forbidden or control character, no dot or space at either
    end, no device name (``CON``), at most ``max_length`` characters. Text that
    leaves nothing gives ``"khong-ten"``.
    """
    text = nfc(text) if accents else unaccented(text)
    text = _FORBIDDEN_IN_FILES.sub(" ", visible(text))
    slug = re.sub(r"-{2,}", "-", "-".join(text.split()))
    slug = slug.strip(" .-")[:max_length].rstrip(" .-")
    if not slug:
        return "khong-ten"
    if slug.split(".", 1)[0].casefold() in _RESERVED_FILES:
        return f"{slug.split('.', 1)[0]}_{slug[len(slug.split('.', 1)[0]) :]}"
    return slug
