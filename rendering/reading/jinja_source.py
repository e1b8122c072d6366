"""The Jinja source of a part (mã Jinja): its XML, with the insides of tags as they were typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from .tags import scan

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")
# What the writer of XML does to characters; the ampersand last, for it is in all of them.
_WRITTEN = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))


def jinja_source(root: _Element, labels: Mapping[str, str]) -> str:
    """The XML of a part as text, without a prologue."""
    return resolve(etree.tostring(root, encoding="unicode"), labels)


def resolve(text: str, labels: Mapping[str, str]) -> str:
    """The text with the escapes of XML and the labels inside its tags resolved.

    ``labels`` maps what staff write (``Họ và tên``) to the key of the context
    (``dang_vien.ho_ten``). Text in quotation marks is never replaced.
    """
    pattern = _label_pattern(labels)
    keys = {_fold(label): key for label, key in labels.items()}

    def replace(match: re.Match[str]) -> str:
        return keys[_fold(match.group())]

    pieces: list[str] = []
    done = 0
    for tag in scan(text):
        if tag.kind == "#":
            continue
        inside = tag.text
        for written, meant in _WRITTEN:
            inside = inside.replace(written, meant)
        if pattern is not None:
            words = _STRING.split(inside)
            words[::2] = [pattern.sub(replace, word) for word in words[::2]]
            inside = "".join(words)
        pieces += (text[done : tag.start], inside)
        done = tag.end
    return "".join([*pieces, text[done:]])


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
