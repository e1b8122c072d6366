"""Tags for the look of a whole cell or paragraph (thẻ định dạng cả ô, cả đoạn): one, and always.

Such a tag goes into the properties of its cell or paragraph, so a condition or loop
among the words there has no power over it: the colour of the one branch would be
printed for the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import tr
from ..quoting import in_paragraph
from .content import typed_around
from .tags import Tag, scan

if TYPE_CHECKING:
    from lxml.etree import _Element


def refused_condition(
    tag: Tag, node: _Element, owner: _Element, title: str
) -> list[TemplateSyntax]:
    """The error for a tag within a block that its owner's words open; none elsewhere.

    ``node`` is the text that holds the tag, ``owner`` the cell or paragraph it is for.
    """
    opened: list[Tag] = []
    for other in scan(_text_before(node, owner) + (node.text or "")[: tag.start]):
        if other.text.startswith("{%+"):
            continue  # written by ourselves, for a merged cell
        if other.closes:
            del opened[-1:]
        elif other.opens:
            opened.append(other)
    if not opened:
        return []
    what = tr("Thẻ {the} nằm trong {khoi}, mà nó định dạng cả ô, cả đoạn chứ không chỉ chỗ ấy.")
    return [_wrong(what.format(the=tag.text, khoi=opened[-1].text), node, title)]


def second_of_its_kind(tag: Tag, first: Tag, node: _Element, title: str) -> TemplateSyntax:
    """The error for a cell with two tags for one look, of which only one could hold."""
    what = tr("Ô có hai thẻ cùng loại: {mot} và {hai}.")
    return _wrong(what.format(mot=first.text, hai=tag.text), node, title)


def _wrong(what: str, node: _Element, title: str) -> TemplateSyntax:
    return TemplateSyntax(
        what,
        where=in_paragraph(title, typed_around(node)),
        fix=tr(
            "Chỉ để một thẻ, đặt ở đầu ô hay đoạn, và viết điều kiện trong chính thẻ ấy, ví dụ"
            " {% cellbg 'FF0000' if x else '' %}."
        ),
    )


def _text_before(node: _Element, owner: _Element) -> str:
    """What is written in a cell or paragraph before a text of it."""
    said: list[str] = []
    for event, element in etree.iterwalk(owner, events=("start", "end")):
        if element is node:
            break
        if element is not owner:
            said.append((element.text if event == "start" else element.tail) or "")
    return "".join(said)
