"""Pieces of WordprocessingML that are printed as they are (mảnh có định dạng): looked at first."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SNIPPET = (
    '<x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{}</x>'
)
# What a run of rich text may hold, besides its look.
_IN_RUN = frozenset(
    _W + name
    for name in ("t", "br", "tab", "cr", "sym", "ptab", "noBreakHyphen", "softHyphen")
)
_LOOKS = frozenset({f"{_W}rPr", f"{_W}pPr"})
_NO_LOOK = frozenset(_W + name for name in ("sectPr", "r", "t", "p", "rPrChange", "pPrChange"))
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
    if (root.text or "").strip():
        return False
    outer = f"{_W}p" if blocks else f"{_W}r"
    return all(node.tag == outer and _is_sound(node) for node in root)


_CONTROLS = re.compile("[\a\f]")


def _is_sound(node: object) -> bool:
    from lxml import etree

    assert isinstance(node, etree._Element)
    if (node.tail or "").strip():
        return False
    for child in node:
        if child.tag in _LOOKS:
            if any(_is_no_look(inner) for inner in child.iterdescendants()):
                return False
        elif node.tag == f"{_W}p":
            if child.tag != f"{_W}r" or not _is_sound(child):
                return False
        elif child.tag not in _IN_RUN or len(child):
            return False
    return True


def _is_no_look(node: object) -> bool:
    from lxml import etree

    assert isinstance(node, etree._Element)
    named = isinstance(node.tag, str) and node.tag.startswith(_W) and node.tag not in _NO_LOOK
    return not named or any(key.startswith("{") and not key.startswith(_W) for key in node.attrib)
