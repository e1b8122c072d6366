"""Blocks in the texts of drawings (khối thẻ trong hình): a condition over several runs.

A chart or diagram is filled text by text. Where a loop or condition begins in one run
of a line and ends in another, as when a word of it is bold, the texts between are
brought together in the run in which it begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..namespaces import A
from .tags import Tag, scan

if TYPE_CHECKING:
    from lxml.etree import _Element


def gather_blocks(root: _Element) -> None:
    """Brings every block of a line of a drawing into one text, in place."""
    for line in root.iter(f"{A}p"):
        home: _Element | None = None
        gathered: list[str] = []
        opened: list[Tag] = []
        for node in line.iter(f"{A}t"):
            text = node.text or ""
            if opened:
                gathered.append(text)
                node.text = ""
            else:
                home, gathered = node, [text]
            _follow(text, opened)
            if home is not None and not opened:
                home.text = "".join(gathered)
        if home is not None:
            home.text = "".join(gathered)


def unpaired(text: str) -> Tag | None:
    """The tag of a text that opens or closes a block whose other end is not in it."""
    opened: list[Tag] = []
    stray = _follow(text, opened)
    return stray or next(iter(opened), None)


def _follow(text: str, opened: list[Tag]) -> Tag | None:
    """Takes over what a text opens and closes; the first tag that closes nothing."""
    stray: Tag | None = None
    for tag in scan(text):
        if tag.opens:
            opened.append(tag)
        elif tag.closes and opened:
            opened.pop()
        elif tag.closes:
            stray = stray or tag
    return stray
