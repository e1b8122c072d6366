"""Forgiving reading of tags (chữ trong thẻ): what Word and keyboards do to a typed tag.

Only characters inside ``{{ }}``, ``{% %}`` and ``{# #}`` are touched; the words
of the paper stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

from .tagscan import DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES, cut_at_tags

_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_FIXES = str.maketrans(
    {
        **dict.fromkeys(INVISIBLE, ""),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(DOUBLE_QUOTES, '"'),
        **dict.fromkeys(SINGLE_QUOTES, "'"),
        "\u2011": "-",
    }
)
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")


def clean_tag(tag: str) -> str:
    """One tag as it was meant: plain quotation marks and spaces, composed letters."""
    return tag if tag.isascii() else unicodedata.normalize("NFC", tag.translate(_FIXES))


def clean_text(text: str) -> str:
    """A text that is not XML (an attribute, a property) with its tags cleaned."""
    cut = cut_at_tags(text)
    cut[1::2] = map(clean_tag, cut[1::2])
    return "".join(cut)


def plain_source(text: str, labels: Mapping[str, str]) -> str:
    """The source of a text that is not XML: escaped as XML is, but for what its tags say."""
    cut = cut_at_tags(text)
    cut[::2] = [html.escape(piece, quote=False) for piece in cut[::2]]
    cut[1::2] = map(clean_tag, cut[1::2])
    return jinja_source("".join(cut), labels)


def jinja_source(source: str, labels: Mapping[str, str]) -> str:
    """The XML of a part as Jinja's source: escapes and labels inside tags resolved.

    ``labels`` maps what staff write (``Họ và tên``) to the key of the context
    (``dang_vien.ho_ten``). Text in quotation marks is never replaced.
    """
    pattern = _label_pattern(labels)
    keys = {_fold(label): key for label, key in labels.items()}

    def replace(match: re.Match[str]) -> str:
        return keys[_fold(match.group())]

    def resolved(tag: str) -> str:
        if tag.startswith("{#"):
            return tag
        text = html.unescape(tag)
        if pattern is None:
            return text
        cut = _STRING.split(text)
        cut[::2] = [pattern.sub(replace, piece) for piece in cut[::2]]
        return "".join(cut)

    cut = cut_at_tags(source)
    cut[1::2] = map(resolved, cut[1::2])
    return "".join(cut)


def _label_pattern(labels: Mapping[str, str]) -> re.Pattern[str] | None:
    """One expression for all labels, the longest first; ``None`` without labels."""
    if not labels:
        return None
    ordered = sorted((_fold(label) for label in labels), key=len, reverse=True)
    words = "|".join(r"\s+".join(re.escape(word) for word in label.split()) for label in ordered)
    return re.compile(rf"(?<![\w.])(?:{words})(?!\w)", re.IGNORECASE)


def _fold(label: str) -> str:
    """The label as it is compared: NFC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().split())
