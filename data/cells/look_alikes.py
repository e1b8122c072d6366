"""Letters that only look Vietnamese (chữ giống chữ Việt): ``Ð`` for ``Đ``, a Cyrillic ``а``.

They come from old typing programs, PDF files and web pages. Nobody sees the
difference, and everything that compares does. Which they are is data, in
``reference/look-alike-letters.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ..reference import table

# Eth and its like, ư of old PDF files, Greek, Cyrillic, wide and mathematical letters and figures.
LOOK_ALIKES = "ÐðƉɖƢƣǍǎ\u0370-\u03ff\u0400-\u04ff\uff01-\uff5e\U0001d400-\U0001d7ff"
"""All of them, as the inside of a set of a regular expression."""
_LOOK_ALIKE = re.compile(f"[{LOOK_ALIKES}]")
_WIDE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
# A word of two letters or more that is Greek or Russian throughout is one.
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff][\u0300-\u036f\u0370-\u03ff\u0400-\u04ff]+")


def true_letters(text: str) -> str:
    """The text with Vietnamese letters and plain figures in place of what looks like them."""
    return _true_letters(text) if _LOOK_ALIKE.search(text) else text


def look_alikes_in(text: str) -> list[str]:
    """The letters of a text that may be such."""
    return _LOOK_ALIKE.findall(text)


@lru_cache(maxsize=8192)
def _true_letters(text: str) -> str:
    always, among_latin = _tables()
    # Apart from its marks each letter is easier to know; they are put together again.
    loose = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(always))
    loose = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide.group()), loose)
    loose = " ".join(
        word if _FOREIGN.fullmatch(word) else word.translate(among_latin)
        for word in loose.split(" ")
    )
    return unicodedata.normalize("NFC", loose)


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    letters = table("look-alike-letters")
    return str.maketrans(letters["always"]), str.maketrans(letters["among_latin"])
