"""The first lines of an own master (dòng đầu mẫu): what it is for, written in Word.

``Lập cho: mỗi chi bộ`` and what goes with it stand in the first paragraphs of the
document, or among its properties. The lines are for the program: no paper shows them.
The names of the items stand in ``heading.toml``.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ..conventions.spelling import fold_plain
from ..rendering.limits import DEFAULT_LIMITS
from ..rendering.namespaces import W
from ..rendering.package.reading import open_package
from .properties import read_properties

_BODY = "word/document.xml"
_MOST = 20
"""Paragraphs that are looked at; no heading is longer."""
_TEXT = (f"{W}t", f"{W}tab", f"{W}br")


class Heading(NamedTuple):
    """What a master says of itself, by item, and the master without the lines."""

    said: dict[str, str]
    content: bytes


def read_heading(content: bytes, name: str, *, emptied: bool = False) -> Heading:
    """The heading of a master; ``name`` is its file's, for messages.

    With ``emptied`` the lines stay as empty paragraphs, so that places can be counted as
    Word shows them. A line at the top wins over a property of the same name. Raises what
    :func:`..rendering.package.reading.open_package` raises.
    """
    properties = read_properties(content, name).items()
    said = {item: text for key, text in properties if (item := _item(key)) is not None}
    package = open_package(content, name, DEFAULT_LIMITS)
    body = etree.fromstring(package.parts[_BODY]).find(f"{W}body")
    lines = [] if body is None else _lines(body)
    if body is None or not lines:
        return Heading(said, content)
    for paragraph, item, text in lines:
        said[item] = text
        _take_out(paragraph, emptied=emptied)
    parts = {
        **package.parts,
        _BODY: etree.tostring(body.getroottree(), encoding="UTF-8", standalone=True),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(zipfile.ZipInfo(part), data)
    return Heading(said, packed.getvalue())


def _lines(body: etree._Element) -> list[tuple[etree._Element, str, str]]:
    """The first paragraphs that are items, empty ones between them left aside."""
    found = []
    for paragraph in list(body)[:_MOST]:
        text = "".join(
            (node.text or "") if node.tag == f"{W}t" else " " for node in paragraph.iter(*_TEXT)
        )
        key, _, value = text.partition(":")
        item = _item(key)
        if paragraph.tag != f"{W}p" or (text.strip() and item is None):
            break
        if item is not None:
            found.append((paragraph, item, value.strip()))
    return found


def item_name(item: str) -> str:
    """What a keeper calls an item."""
    return str(_words()[item][0])


def _item(name: str) -> str | None:
    """The item that a name means; ``None`` for other words."""
    return _items().get(" ".join(fold_plain(name).split()))


@cache
def _items() -> dict[str, str]:
    return {fold_plain(word): item for item, words in _words().items() for word in words}


@cache
def _words() -> dict[str, list[str]]:
    read = tomllib.loads((Path(__file__).parent / "heading.toml").read_text(encoding="utf-8"))
    return dict(read["items"])


def _take_out(paragraph: etree._Element, *, emptied: bool) -> None:
    """The paragraph away; the end of a section stays where it is, empty."""
    if emptied or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        for node in [node for node in paragraph if node.tag != f"{W}pPr"]:
            paragraph.remove(node)
    elif (parent := paragraph.getparent()) is not None:
        parent.remove(paragraph)
