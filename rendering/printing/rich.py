"""Pieces of WordprocessingML that are printed as they are (mảnh có định dạng): looked at first."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from ..namespaces import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_SNIPPET = (
    '<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</x>'
)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_CONTROLS = re.compile("[\a\f]")  # XML has no such characters
# What may stand in a paragraph and in a run of rich text, besides their looks.
_CHILDREN = {
    "p": frozenset({"r"}),
    "r": frozenset({"t", "br", "tab", "cr", "sym", "ptab", "noBreakHyphen", "softHyphen"}),
}
_LOOKS = frozenset({f"{W}rPr", f"{W}pPr"})
_NO_LOOK = frozenset(W + name for name in ("sectPr", "r", "t", "p", "rPrChange", "pPrChange"))
_TOKEN = re.compile(r"<([/?!]?)([\w:.-]*)[^>]*?(/?)>|[^<]+")
_BLOCKS = frozenset({"w:p", "w:tbl"})
_ROWS = frozenset({"w:tr", "w:tc"})
_RUNS = frozenset({"w:r", "w:hyperlink", "w:fldSimple", "w:ins", "w:smartTag", "m:oMath"})
_BESIDE = frozenset({"w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:sdt"})


class Form(Enum):
    """What a piece of a template consists of (dạng)."""

    TEXT = "text"
    """Text, perhaps over the ends of runs: it goes on where the text around it ends."""
    RUNS = "runs"
    BLOCKS = "blocks"
    ROWS = "rows"


def form_of(xml: str) -> Form:
    """What a piece consists of, by the elements at its outside."""
    depth = 0
    outer: set[str] = set()
    for token in _TOKEN.finditer(xml):
        kind, name, empty = token.groups()
        if name is None:  # text between tags
            if depth == 0 and token.group().strip():
                return Form.TEXT
        elif kind == "/":
            depth -= 1
            if depth < 0:
                return Form.TEXT
        elif not kind:
            if depth == 0:
                outer.add(name)
            depth += not empty
    real = outer - _BESIDE
    for names, form in ((_BLOCKS, Form.BLOCKS), (_ROWS, Form.ROWS), (_RUNS, Form.RUNS)):
        if real and real <= names and depth == 0:
            return form
    return Form.TEXT


@lru_cache(maxsize=512)
def rich_is_sound(xml: str, *, blocks: bool) -> bool:
    """Whether rich text holds runs of text and nothing else; with ``blocks`` in paragraphs."""
    from lxml import etree

    try:
        root = etree.fromstring(_SNIPPET.format(_CONTROLS.sub(" ", xml)))
    except etree.XMLSyntaxError:
        return False
    outer = "p" if blocks else "r"
    return not (root.text or "").strip() and all(
        node.tag == f"{W}{outer}" and _is_sound(node) for node in root
    )


def _is_sound(node: _Element) -> bool:
    name = str(node.tag).removeprefix(W)
    allowed = _CHILDREN.get(name, frozenset())
    words = (node.tail, None if name == "t" else node.text)
    return (
        not any(text and text.strip() for text in words)
        and all(str(key).startswith((W, _XML)) for key in node.attrib)
        and all(
            str(child.tag).removeprefix(W) in allowed and _is_sound(child)
            if child.tag not in _LOOKS
            else _is_look(child)
            for child in node
        )
    )


def _is_look(node: _Element) -> bool:
    return all(
        isinstance(inner.tag, str)
        and inner.tag.startswith(W)
        and inner.tag not in _NO_LOOK
        and not (inner.text or "").strip()
        and all(str(key).startswith(W) for key in inner.attrib)
        for inner in node.iterdescendants()
    )
