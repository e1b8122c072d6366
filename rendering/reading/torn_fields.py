"""Blocks against fields (khối thẻ cắt trường): a condition that holds half of a Word field.

A field is three marks, in any paragraphs: begin, separate, end. A block that holds one
of them without the others would print half a field where it is not printed, or printed twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import tr
from ..namespaces import W
from ..quoting import in_paragraph
from .content import typed
from .tags import CutTag, Tag, scan

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK, _KIND = f"{W}fldChar", f"{W}fldCharType"
_STORIES = frozenset({f"{W}txbxContent", f"{W}footnote", f"{W}endnote", f"{W}comment"})
_MIDDLE = frozenset({"else", "elif"})


@dataclass(slots=True)
class _Block:
    """An open block: its first tag with the element that holds it, the fields open around it."""

    tag: Tag
    holder: _Element
    fields: int
    torn: bool = False


def refuse_torn_fields(root: _Element, title: str) -> list[TemplateSyntax]:
    """The errors of the blocks of one part that hold half of a field, each once."""
    if next(root.iter(_MARK), None) is None:
        return []
    faults: list[TemplateSyntax] = []
    fields = 0
    blocks: list[_Block] = []
    around: list[tuple[int, list[_Block]]] = []

    def tear() -> None:
        if not blocks[-1].torn:
            faults.append(_torn(blocks[-1], title))
        blocks[-1].torn = True

    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag in _STORIES:
            if event == "start":
                around.append((fields, blocks))
                fields, blocks = 0, []
            else:
                fields, blocks = around.pop()
        if event == "start" and node.tag == _MARK:
            kind = node.get(_KIND)
            fields += {"begin": 1, "end": -1}.get(kind or "", 0)
            least = blocks[-1].fields if blocks else 0
            if blocks and (fields < least or (kind == "separate" and fields == least)):
                tear()
            fields = max(fields, 0)
        for tag in scan((node.text if event == "start" else node.tail) or ""):
            if blocks and (tag.closes or tag.word in _MIDDLE) and fields != blocks[-1].fields:
                tear()
            if tag.opens:
                blocks.append(_Block(tag, node, fields))
            elif tag.closes:
                del blocks[-1:]
    return faults


def _torn(block: _Block, title: str) -> TemplateSyntax:
    paragraph = next(block.holder.iterancestors(f"{W}p"), None)
    said = block.tag.text if paragraph is None else typed(paragraph)
    return CutTag(
        tr("Thẻ {the} và thẻ đi cùng nằm trong, ngoài một trường Word.").format(the=block.tag.text),
        where=in_paragraph(title, said),
        fix=tr("Đặt cả thẻ mở và thẻ đóng cùng ở trong, hoặc cùng ở ngoài trường đó."),
    )
