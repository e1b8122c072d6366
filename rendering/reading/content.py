"""What stands beside a tag (cạnh thẻ): the content of a paragraph, row or cell in order.

Of a paragraph that holds ``{%p if x %}`` only the tag remains; this module
tells what else was in it, so that nothing is lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import later, tr
from ..namespaces import M, W
from .tags import Tag, scan
from .tagscan import INVISIBLE, as_typed

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = f"{W}t"


def _names(words: str) -> frozenset[str]:
    return frozenset(W + word for word in words.split())


_LOOKS = _names(
    "pPr rPr trPr tcPr tblPr tblPrEx tblGrid sdtPr sdtEndPr smartTagPr customXmlPr rubyPr"
)
_BLANKS = _names(
    "tab cr lastRenderedPageBreak proofErr softHyphen annotationRef del moveFrom delText"
)
_HIDDEN = str.maketrans("", "", INVISIBLE)
PAGE_BREAKS = frozenset({"page", "column"})
_HOLDERS = _names(
    "p r hyperlink ins moveTo smartTag sdt sdtContent customXml fldSimple dir bdo ruby rt rubyBase"
    " tbl tr tc"
)
_MARKS = _names("bookmarkStart bookmarkEnd permStart permEnd commentReference")
_RANGES = ("RangeStart", "RangeEnd")
# Seen on the page as words are, so never kept in a paragraph of its own.
_SIGNS = later(
    {
        f"{W}sym": "ký hiệu",
        f"{W}noBreakHyphen": "dấu gạch nối",
        f"{W}footnoteReference": "dấu chú thích cuối trang",
        f"{W}endnoteReference": "dấu chú thích cuối văn bản",
    }
)
_THINGS = later(
    {
        "drawing": "hình",
        "pict": "hình",
        "AlternateContent": "hình",
        "object": "đối tượng nhúng",
        "br": "ngắt trang",
        "oMath": "công thức",
        "oMathPara": "công thức",
    }
)


@dataclass(slots=True)
class Piece:
    """One thing in a paragraph, row or cell.

    ``kind`` is ``tag``; ``words`` (also other tags and note marks); ``thing``
    (a picture, a page break, a part of a field); or ``mark`` (a bookmark or
    the range of a comment: nothing that is printed).
    """

    kind: str
    said: str
    node: _Element
    tag: Tag | None = None


def pieces(owner: _Element) -> Iterator[Piece]:
    """What a paragraph, row or cell holds, in order, without blanks and remarks.

    Text boxes are one thing, whatever they hold: their paragraphs are their own.
    """
    for child in owner:
        name = child.tag
        if not isinstance(name, str) or name in _LOOKS or name in _BLANKS:
            continue
        if name == TEXT:
            yield from _of_text(child)
        elif name in _HOLDERS:
            yield from pieces(child)
        elif name in _MARKS or name.endswith(_RANGES):
            yield Piece("mark", "", child)
        elif name in _SIGNS:
            yield Piece("words", f"[{tr(_SIGNS[name])}]", child)
        elif name != f"{W}br" or child.get(f"{W}type") in PAGE_BREAKS:
            words = "".join(node.text or "" for node in child.iter(f"{M}t")).strip()
            thing = etree.QName(child).localname
            said = tr(_THINGS[thing]) if thing in _THINGS else tr("trường")
            yield Piece("words" if words else "thing", words or f"[{said}]", child)


def _of_text(node: _Element) -> Iterator[Piece]:
    text = node.text or ""
    done = 0
    for tag in scan(text):
        yield from _words(text[done : tag.start], node)
        if tag.kind != "#" or tag.level:
            yield Piece("tag" if tag.level else "words", tag.text, node, tag)
        done = tag.end
    yield from _words(text[done:], node)


def _words(text: str, node: _Element) -> Iterator[Piece]:
    text = text.translate(_HIDDEN).strip()
    if text:
        yield Piece("words", text, node)


def quote(found: Iterable[Piece]) -> str:
    """The pieces as one line for people, at most 120 characters."""
    return _short(" ".join(piece.said for piece in found if piece.said))


def typed(owner: _Element) -> str:
    """The text of a paragraph, row or cell as it was typed, at most 120 characters."""
    said = "".join(
        " " if node.tag == f"{W}p" else node.text or "" for node in owner.iter(TEXT, f"{W}p")
    )
    return _short(said.strip())


def typed_around(node: _Element) -> str:
    """The text of the paragraph in which a text stands."""
    return typed(next(node.iterancestors(f"{W}p"), node))


def outside_table(tag: Tag, node: _Element, title: str) -> TemplateSyntax:
    """The error for a tag that needs a table around it and has none."""
    return TemplateSyntax(
        tr("Thẻ {the} phải nằm trong một bảng.").format(the=tag.text),
        where=tr("{phan}, đoạn «{doan}»").format(phan=title, doan=typed_around(node)),
        fix=tr("Đưa thẻ vào một ô của bảng, hoặc bỏ thẻ."),
    )


def _short(said: str) -> str:
    said = as_typed(said)
    return said if len(said) <= 120 else f"{said[:119]}…"


def rehoused(things: Iterable[Piece], owner: _Element) -> _Element:
    """A paragraph that looks as ``owner`` and holds its ``things`` only, moved into it.

    Each keeps the run, link or insertion around it.
    """
    home: _Element = owner.makeelement(owner.tag)
    look = owner.find(f"{W}pPr")
    if look is not None:
        home.append(deepcopy(look))
        for section in home.findall(f"{W}pPr/{W}sectPr"):
            home[0].remove(section)
    for thing in things:
        node = thing.node
        chain = list(node.iterancestors())
        for around in chain[: chain.index(owner)]:
            shell = owner.makeelement(around.tag)
            shell.attrib.update(around.attrib)
            shell.extend(deepcopy(look) for look in around if look.tag in _LOOKS)
            shell.append(node)
            node = shell
        home.append(node)
    return home


def replace(element: _Element, by: Iterable[str | _Element]) -> None:
    """Puts texts and elements in the place of an element, in order."""
    parent = element.getparent()
    assert parent is not None
    place, before, tail = parent.index(element), element.getprevious(), element.tail
    element.tail = None
    parent.remove(element)
    for new in (*by, tail or ""):
        if not isinstance(new, str):
            new.tail = None
            parent.insert(place, new)
            place, before = place + 1, new
        elif before is None:
            parent.text = (parent.text or "") + new
        else:
            before.tail = (before.tail or "") + new


def drop_empty(node: _Element) -> None:
    """Takes away the run that held nothing but this text."""
    run = node.getparent()
    holder = run.getparent() if run is not None else None
    if run is None or holder is None or run.tag != f"{W}r":
        return
    if all(child is node or child.tag == f"{W}rPr" for child in run):
        holder.remove(run)
