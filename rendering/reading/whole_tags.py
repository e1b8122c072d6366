"""Tags that Word cut over runs (thẻ bị cắt), made whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beside import TEXT, W, drop_empty
from .tags import scan

if TYPE_CHECKING:
    from lxml.etree import _Element


def join_tags(root: _Element, title: str) -> None:
    """Moves every tag of a paragraph whole into the text in which it begins, in place."""
    texts: dict[_Element, list[_Element]] = {}
    for node in root.iter(TEXT):
        paragraph = next(node.iterancestors(f"{W}p"), None)
        if paragraph is not None and node.text:
            texts.setdefault(paragraph, []).append(node)
    for nodes in texts.values():
        if len(nodes) > 1:
            _join(nodes)


def _join(nodes: list[_Element]) -> None:
    text = "".join(node.text or "" for node in nodes)
    tags = list(scan(text))
    owner = list(range(len(text)))
    place = 0
    for number, node in enumerate(nodes):
        for _ in node.text or "":
            owner[place] = number
            place += 1
    for tag in tags:
        owner[tag.start : tag.end] = [owner[tag.start]] * (tag.end - tag.start)
    for number, node in enumerate(nodes):
        if tags:
            node.text = "".join(text[i] for i in range(len(text)) if owner[i] == number)
        if not node.text:
            drop_empty(node)
