"""Ids that Word gives anew (mã tạm): those of paragraphs and controls that a loop repeats.

No two of them may be the same in a document, and nothing is lost without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ..namespaces import W14, W
from .tags import scan

if TYPE_CHECKING:
    from lxml.etree import _Element

_REPEATING = frozenset({"for", "macro", "call", "set"})
_ENDS = frozenset(f"end{word}" for word in _REPEATING)


def drop_passing_ids(root: _Element, _title: str) -> None:
    """Takes them from what stands in a loop, a macro or a captured text, in place."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and depth:
            node.attrib.pop(f"{W14}paraId", "")
            node.attrib.pop(f"{W14}textId", "")
            if node.tag == f"{W}sdtPr":
                for number in node.findall(f"{W}id"):
                    node.remove(number)
        for tag in scan((node.text if event == "start" else node.tail) or ""):
            if tag.word in _ENDS:
                depth = max(depth - 1, 0)
            elif tag.opens and tag.word in _REPEATING:
                depth += 1
