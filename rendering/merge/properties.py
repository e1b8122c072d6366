"""Fields and controls that show the document (thuộc tính văn bản): fixed to their own record.

A merged file has one title, one author, one name; the records had their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape

from lxml import etree

from .fields import Field
from .graph import Graph
from .markup import Edit, attribute, edited, escaped

SHOWING = frozenset(
    [
        *("AUTHOR", "COMMENTS", "CREATEDATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME"),
        *("FILENAME", "FILESIZE", "INFO", "KEYWORDS", "LASTSAVEDBY", "NUMCHARS", "NUMWORDS"),
        *("PRINTDATE", "REVNUM", "SAVEDATE", "SUBJECT", "TEMPLATE", "TITLE"),
    ]
)
"""The fields that show something of the file they stand in."""
_NAMED = ("DOCPROPERTY", "INFO")
# What fields call a property, and what the file calls it.
_CORE = {
    "AUTHOR": "creator",
    "CATEGORY": "category",
    "COMMENTS": "description",
    "KEYWORDS": "keywords",
    "LAST AUTHOR": "lastModifiedBy",
    "LASTSAVEDBY": "lastModifiedBy",
    "SUBJECT": "subject",
    "TITLE": "title",
}
_CASES: dict[str, Callable[[str], str]] = {
    "UPPER": str.upper,
    "LOWER": str.lower,
    "CAPS": str.title,
    "FIRSTCAP": lambda text: text[:1].upper() + text[1:],
    "MERGEFORMAT": str,
    "CHARFORMAT": str,
}
_KINDS = ("core-properties", "extended-properties", "custom-properties")
_BINDING = re.compile(
    rb"<(w\d*):dataBinding(?=[\s>/])(?:[^<>\"]|\"[^<\"]*+\")*+>(?:</\1:dataBinding\s*>)?"
)
_CONTENT = re.compile(rb"<(/?)w:sdtContent(?=[\s>/])[^<>]*>")
_TEXT = re.compile(rb"(<w:t(?=[\s>])[^<>]*>)([^<]*)</w:t\s*>")
_BOUND = re.compile(r"[:/](\w+)\[\d+\]$|[:/](\w+)$")


class Properties:
    """What one record says of itself, read when first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._values: dict[str, str] | None = None

    def value(self, name: str) -> str | None:
        """A property by the name of its element or its own name; ``None`` when empty or unknown."""
        if self._values is None:
            self._values = {}
            for kind in _KINDS:
                for part in self._graph.led("", kind):
                    self._values.update(_read(self._graph.parts[part]))
        return self._values.get(name.casefold())

    def shown_by(self, one: Field) -> str | None:
        """What a field shows today; ``None`` when only its result tells."""
        words = [word.strip('"') for word in one.words]
        name, rest = one.name, words[1:]
        if name in _NAMED and rest:
            name, rest = rest[0].upper(), rest[1:]
        elif rest and not rest[0].startswith("\\"):
            return None  # it sets the property itself
        value = self.value(_CORE.get(name, name))
        while value is not None and rest:
            switch = _CASES.get(rest[1].upper()) if rest[0] == "\\*" and len(rest) > 1 else None
            value = None if switch is None else switch(value)
            rest = rest[2:]
        return value


@lru_cache(maxsize=8)
def _read(part: bytes) -> dict[str, str]:
    if not part:
        return {}
    found = {}
    for node in etree.fromstring(part).iterchildren(etree.Element):
        text = "".join(map(str, node.itertext())).strip()
        if text:
            found[str(node.get("name") or etree.QName(node).localname).casefold()] = text
    return found


def unbound(part: bytes, properties: Properties) -> bytes:
    """The part with its controls showing text of their own, no longer the file's data."""
    return edited(part, _unbinding(part, properties))


def _unbinding(part: bytes, properties: Properties) -> Iterator[Edit]:
    for found in _BINDING.finditer(part):
        yield *found.span(), b""
        path = attribute(found.group(), "w:xpath") or ""
        last = _BOUND.search(path)
        if last is None or "roperties" not in path:
            continue
        value = properties.value(last.group(1) or last.group(2))
        start, end = _content_after(part, found.end())
        texts = list(_TEXT.finditer(part, start, end))
        shown = unescape(b"".join(text.group(2) for text in texts).decode())
        if value is None or value == shown or b"dataBinding" in part[start:end]:
            continue
        for place, text in enumerate(texts):
            new = b'<w:t xml:space="preserve">' + escaped(value) + b"</w:t>"
            yield *text.span(), new if place == 0 else b""


def _content_after(part: bytes, at: int) -> tuple[int, int]:
    """Where the content of a control stands whose properties are at ``at``."""
    start = depth = 0
    for found in _CONTENT.finditer(part, at):
        if found.group(1):
            depth -= 1
        else:
            start = start or found.end()
            depth += 1
        if depth == 0:
            return start, found.start()
    return at, at
