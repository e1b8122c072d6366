"""Passages (khối chữ): text of a template or of values together with its formatting.

What a macro or a ``{% set %}`` block has written, and rich text joined with
text. To a template a passage is its plain text, whatever filter, method or slice
works on it; its formatting only shows when it is printed as a whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from ..inserts import Insert, Link
from ..limits import DEFAULT_LIMITS, exceeded

_HIDDEN = re.compile(r"<w:(instrText|delText|delInstrText)\b.*?</w:\1>", re.DOTALL)
_LINE = re.compile(r"<w:(?:br|cr)\b[^>]*/>|</w:p>")
_ELEMENT = re.compile(r"<[^>]*>")
# What is no text, so that letters alone would lose it.
_FORMED = re.compile(
    r"<(?:giayto:put|w:(?:drawing|pict|object|fldChar|fldSimple|sym|hyperlink)|m:oMath)\b"
)


class Written(str):
    """XML that the template itself wrote: fixed text with values already printed in it."""

    __slots__ = ()


class Passage(str):
    """Text with formatting (khối chữ); as a string it is the plain text.

    ``parts`` are plain texts, :class:`Written` XML, rich text and inserts.
    """

    __slots__ = ("parts",)
    parts: tuple[Any, ...]

    def __new__(cls, parts: Iterable[Any]) -> Passage:
        """The passage of those parts."""
        kept = tuple(parts)
        made = super().__new__(cls, "".join(map(_letters, kept)))
        made.parts = kept
        return made

    @property
    def is_text(self) -> bool:
        """Whether the plain text is all there is, besides the look of the template's runs."""
        return all(
            isinstance(part, str) and not (type(part) is Written and _FORMED.search(part))
            for part in self.parts
        )

    def __add__(self, other: str) -> str:
        """The two side by side."""
        return joined((self, other))

    def __radd__(self, other: str) -> str:
        """The two side by side."""
        return joined((other, self))


def captured(pieces: Iterable[str]) -> str:
    """What a macro or a block has written: plain text, or a passage with its runs."""
    xml = "".join(pieces)
    if "<" in xml:
        return Passage((Written(xml),))
    return html.unescape(xml) if "&" in xml else xml


def as_xml(written: str) -> str:
    """The XML from which :func:`captured` made its result."""
    return "".join(written.parts) if isinstance(written, Passage) else str(escape(written))


def joined(values: Iterable[Any], separator: str = "") -> str:
    """Texts, rich texts and inserts one after the other: plain text while it can be."""
    parts: list[Any] = []
    most = DEFAULT_LIMITS.value_chars
    weight = 0  # of the markup: a passage of empty runs is long and has no text
    for value in values:
        more = (*(_parts(separator) if parts and separator else ()), *_parts(value))
        weight += sum(map(_weight, more))
        if weight > most:
            raise exceeded("value_chars", most)
        parts += more
    if all(type(part) is str for part in parts):
        return "".join(parts)
    return Passage(parts)


def _parts(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Passage):
        return value.parts
    value = as_text(value)
    return (value if isinstance(value, Insert) or is_rich(value) else str(value),)


def _weight(part: Any) -> int:
    return 1 + len(part if isinstance(part, str) else getattr(part, "xml", ""))


def as_text(value: Any) -> Any:
    """Text that carries escapes (``Markup``, ``Listing``) as plain text; all else as it is."""
    if isinstance(value, Markup):
        return value.unescape()
    if is_rich(value) and type(value).__name__ == "Listing":
        return html.unescape(value.xml)
    return value


def is_rich(value: Any) -> bool:
    """Whether the value is formatted text of docxtpl (``RichText``, ``Listing``)."""
    kind = type(value)
    return kind.__module__.partition(".")[0] == "docxtpl" and hasattr(kind, "__html__")


def _letters(part: Any) -> str:
    if isinstance(part, Link):
        return part.text
    if isinstance(part, Insert):
        return ""
    return part if type(part) is str else letters(str(part))


def letters(xml: str) -> str:
    """The plain text of a piece of WordprocessingML; paragraphs and line breaks are lines."""
    shown = _HIDDEN.sub("", xml).replace("<w:tab/>", "\t")
    shown = _LINE.sub("\n", shown).removesuffix("\n") if "<" in shown else shown
    return html.unescape(_ELEMENT.sub("", shown))
