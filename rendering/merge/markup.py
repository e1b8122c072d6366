"""Word's tags in bytes (thẻ trong tệp): read and rewritten in one linear pass, without a tree.

Thousands of records pass here, so nothing is parsed that need not be. That is
sound because `plain` leaves one way of writing only: no comments, no CDATA, double
quotation marks, the prefixes ``w`` and ``r``. A pattern below stops at the next ``<``, which no
value of well-formed XML holds, so none can run through the file in vain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from operator import itemgetter
from xml.sax.saxutils import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIXES = {W: "w", R: "r"}
_LEADING = f'"{R}"'.encode()
_LEADING_DECLARED = f'xmlns:r="{R}"'.encode()
_DECLARED = f'xmlns:w="{W}"'.encode()
_NAMESPACE = f'"{W}"'.encode()
_REST = rb'(?=[\s/>])(?:[^<>"]|"[^<"]*+")*+>'

Edit = tuple[int, int, bytes]
"""Replace what stands from the first place up to the second."""


def tags(*names: str) -> str:
    """The pattern of the opening tags ``w:name``, without groups."""
    return f"<w:(?:{'|'.join(names)}){_REST.decode()}"


def plain(part: bytes) -> bytes:
    """A well-formed part as other writers would write it, if it is written in an unusual way.

    A part of a strange file needs `rewritten`: this looks for what lxml leaves as it is.
    """
    # One letter is found ten times as fast as two, and most parts have none of these.
    begin = part.find(b"?>") + 2 if part.startswith(b"<?xml") else 0
    if (
        (part.find(b"'", begin) < 0 or not _QUOTED.search(part, begin))
        and (b"!" not in part or b"<!" not in part)
        and (part.find(b"?", begin) < 0 or part.find(b"<?", begin) < 0)
        and part.count(_NAMESPACE) == 1
        and _DECLARED in part
        and part.count(_LEADING) == part.count(_LEADING_DECLARED)
    ):
        return part
    return rewritten(part)


def rewritten(part: bytes) -> bytes:
    """A well-formed part of Word's, written in the one way that the patterns here know."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    root = etree.fromstring(part, parser)
    if not str(root.tag).startswith(f"{{{W}}}"):
        return part
    spaces = {p: uri for p, uri in root.nsmap.items() if p and uri not in _PREFIXES}
    known = {"w": W, "r": R} if R.encode() in part else {"w": W}
    whole = etree.Element(root.tag, nsmap={**spaces, **known})
    whole.attrib.update(root.attrib)
    whole.text = root.text
    whole.extend(root)
    # A prefix is chosen when a name is given: what is moved may keep another.
    astray = []
    for node in whole.iter(etree.Element):
        if str(node.tag).startswith(f"{{{W}}}") and node.prefix != "w":
            node.tag = str(node.tag)
        if any(_PREFIXES.get(uri, prefix) != prefix for prefix, uri in node.nsmap.items()):
            astray.append((node, list(node.attrib.items())))
            node.attrib.clear()
    etree.cleanup_namespaces(whole, keep_ns_prefixes=[*known, *spaces])
    for node, attributes in astray:
        node.attrib.update(attributes)
    return etree.tostring(whole, encoding="UTF-8", standalone=True)


_QUOTED = re.compile(rb"=\s?'")


def attribute(tag: bytes, name: str) -> str | None:
    """The value of an attribute, as it reads."""
    found = _attribute(name).search(tag)
    return None if found is None else unescape(found.group(2).decode())


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The tag with another value of an attribute that it has."""
    return _attribute(name).sub(lambda m: m.group(1) + quoted(value) + m.group(3), tag, count=1)


@lru_cache(maxsize=64)
def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb'(\s%s\s*=\s*")([^"]*)(")' % name.encode())


def quoted(value: str) -> bytes:
    """A value as it stands between quotation marks."""
    return escape(value, {'"': "&quot;"}).encode()


def escaped(value: str) -> bytes:
    """A value as it stands as text."""
    return escape(value).encode()


def edited(part: bytes, edits: Iterable[Edit]) -> bytes:
    """The part after all edits; none may reach into another. Those of one place stay in order."""
    pieces: list[bytes] = []
    done = 0
    for start, end, new in sorted(edits, key=itemgetter(0, 1)):
        pieces += (part[done:start], new)
        done = end
    pieces.append(part[done:])
    return b"".join(pieces)


def with_style(part: bytes, style: str) -> bytes:
    """The part, its paragraphs that name no style naming this one."""
    tag = b'<w:pStyle w:val="%s"/>' % quoted(style)
    return _PARAGRAPH.sub(lambda m: _styled(m, tag), part)


_PARAGRAPH = re.compile(
    rb"(<w:p(?:\s[^<>]*?)?)(/?>)(?:(?<!/>)(\s*<w:pPr(?:\s[^<>]*?)?)(/?>)(\s*<w:pStyle\s)?)?"
)


def _styled(match: re.Match[bytes], style: bytes) -> bytes:
    """The beginning of a paragraph, which names its style."""
    start, end, properties, closed, named = match.groups()
    if named:
        return match.group()
    whole = b"<w:pPr>" + style + b"</w:pPr>"
    if end == b"/>":
        return start + b">" + whole + b"</w:p>"
    if properties is None or closed == b"/>":
        return start + b">" + whole
    return start + b">" + properties + b">" + style
