"""The first lines of an own master (dòng đầu mẫu): what it is for, written in Word.

``Lập cho: mỗi chi bộ`` and what goes with it stand in the first paragraphs of the
document, or among its properties. The lines are for the program: no paper shows them.
The names of the items stand in ``heading.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ..conventions.spelling import fold_plain
from ..rendering.namespaces import W

_BODY = "word/document.xml"
_MOST = 20
"""Paragraphs that are looked at; no heading is longer."""
_LONGEST = 300
_TEXT = (f"{W}t", f"{W}tab", f"{W}br")


class Heading(NamedTuple):
    """What a master says of itself, by item, and its parts without the lines.

    ``said`` has ``next``, the first line that is no item, and ``late``, a line that says
    what a paper is for further down; only those that are there.
    """

    said: dict[str, str]
    parts: Mapping[str, bytes]


def read_heading(
    parts: Mapping[str, bytes], properties: Mapping[str, str], *, emptied: bool = False
) -> Heading:
    """The heading of a settled package; ``properties`` are those of the file.

    With ``emptied`` the lines stay as empty paragraphs, so that places can be counted as
    Word shows them. A line at the top wins over a property of the same name. The parts are
    the same ones where there are no lines.
    """
    said = {item: text for key, text in properties.items() if (item := _item(key)) is not None}
    body = etree.fromstring(parts[_BODY]).find(f"{W}body")
    if body is None:
        return Heading(said, parts)
    lines = _lines(body)
    said |= _beside(body, len(lines))
    if not lines:
        return Heading(said, parts)
    for paragraph, item, text in lines:
        said[item] = text
        _take_out(paragraph, emptied=emptied)
    written = etree.tostring(body.getroottree(), encoding="UTF-8", standalone=True)
    return Heading(said, {**parts, _BODY: written})


def _lines(body: etree._Element) -> list[tuple[etree._Element, str, str]]:
    """The first paragraphs that are items, empty ones between them left aside."""
    found = []
    for paragraph in list(body)[:_MOST]:
        text = _text(paragraph)
        key, _, value = text.partition(":")
        item = _item(key)
        if paragraph.tag != f"{W}p" or (text.strip() and item is None):
            break
        if item is not None:
            found.append((paragraph, item, value.strip()))
    return found


def _beside(body: etree._Element, items: int) -> dict[str, str]:
    """The first lines behind the heading that may have been meant for it."""
    texts = [text for p in islice(body.iter(f"{W}p"), _MOST) if (text := _text(p).strip())][items:]
    late = [text for text in texts[1:] if ":" in text and _item(text.partition(":")[0]) == "per"]
    told = {"next": texts[:1], "late": late[:1]}
    return {key: text[:_LONGEST] for key, found in told.items() for text in found}


def _text(paragraph: etree._Element) -> str:
    said = ((n.text or "") if n.tag == f"{W}t" else " " for n in paragraph.iter(*_TEXT))
    return "".join(said).replace("：", ":")


def item_name(item: str) -> str:
    """What a keeper calls an item."""
    return str(_words()[item][0])


def item_names() -> dict[str, list[str]]:
    """What keepers call each item, the usual name first."""
    return dict(_words())


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
