"""Forgiving reading of tags (chữ trong thẻ): what Word and keyboards do to a typed tag.

Only characters inside ``{{ }}``, ``{% %}`` and ``{# #}`` are touched; the words
of the paper stay as they are.
"""

from __future__ import annotations

import html
import unicodedata

from .spoken import Spoken, TagReader, Undecided
from .tagscan import DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES, cut_at_tags

ODD_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
ODD_HYPHEN = "\u2011"
_FIXES = str.maketrans(
    {
        **dict.fromkeys(INVISIBLE, ""),
        **dict.fromkeys(ODD_SPACES, " "),
        **dict.fromkeys(DOUBLE_QUOTES, '"'),
        **dict.fromkeys(SINGLE_QUOTES, "'"),
        ODD_HYPHEN: "-",
    }
)


def clean_tag(tag: str) -> str:
    """One tag as it was meant: plain quotation marks and spaces, composed letters."""
    return tag if tag.isascii() else unicodedata.normalize("NFC", tag.translate(_FIXES))


def clean_text(text: str) -> str:
    """A text that is not XML (an attribute, a property) with its tags cleaned."""
    cut = cut_at_tags(text)
    cut[1::2] = map(clean_tag, cut[1::2])
    return "".join(cut)


def plain_source(text: str, spoken: Spoken) -> str:
    """The source of a text that is not XML: escaped as XML is, but for what its tags say."""
    cut = cut_at_tags(text)
    cut[::2] = [html.escape(piece, quote=False) for piece in cut[::2]]
    cut[1::2] = map(clean_tag, cut[1::2])
    return jinja_source("".join(cut), spoken)[0]


def jinja_source(source: str, spoken: Spoken) -> tuple[str, list[Undecided]]:
    """The XML of a part as Jinja's source: escapes and spoken names inside tags resolved.

    With it the names that may mean several things. Text in quotation marks is
    never replaced.
    """
    cut = cut_at_tags(source)
    tags = [tag if tag.startswith("{#") else html.unescape(tag) for tag in cut[1::2]]
    reader = TagReader(spoken, tags)
    cut[1::2] = map(reader.read, tags)
    return "".join(cut), reader.undecided
