"""Tags for whole blocks (thẻ cả khối): ``{%p %}``, ``{%tr %}``, ``{%tc %}`` and their like.

The paragraph, row or cell around such a tag goes away and the tag itself, as
it was typed, stands between its neighbours. Beside it may stand

* nothing but blanks;
* bookmarks and comments: they move to the outer side of the loop or condition;
* in a paragraph also pictures, page breaks and the end of a section: they stay
  in a paragraph of their own, in the order they had;
* words between the tag that opens and the one that closes: that block itself is
  what is repeated.

Anything else is an error that quotes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import later, tr
from ..namespaces import W
from ..quoting import in_paragraph
from .content import (
    TEXT,
    Piece,
    outside_table,
    pieces,
    quote,
    rehoused,
    replace,
    typed,
    typed_around,
)
from .tags import NotFilledThere, Tag, enclose, scan

if TYPE_CHECKING:
    from lxml.etree import _Element

# Rows before cells before paragraphs: the larger block takes the smaller with it.
_LEVELS = {"tr": f"{W}tr", "tc": f"{W}tc", "p": f"{W}p"}
_P = _LEVELS["p"]
_WRAPS = frozenset({f"{W}sdtContent", f"{W}customXml"})
_WHERE = later({"tr": "{phan}, hàng «{doan}»", "tc": "{phan}, ô «{doan}»"})
_WHAT = later(
    {
        "p": "Thẻ {the} thay cả đoạn, mà đoạn còn có: «{gi}».",
        "tr": "Thẻ {the} thay cả hàng, mà hàng còn có: «{gi}».",
        "tc": "Thẻ {the} thay cả ô, mà ô còn có: «{gi}».",
    }
)
_FIX = later(
    {
        "p": (
            "Để mỗi thẻ một mình trong một đoạn riêng; vòng lặp, điều kiện ở giữa dòng thì viết"
            " không có chữ p: {% if … %}…{% endif %}."
        ),
        "tr": (
            "Để mỗi thẻ trong một hàng riêng của bảng, các ô khác của hàng đó để trống; hoặc đặt"
            " thẻ mở ở đầu, thẻ đóng ở cuối chính hàng cần lặp."
        ),
        "tc": (
            "Để mỗi thẻ trong một ô riêng của hàng; hoặc đặt thẻ mở ở đầu, thẻ đóng ở cuối chính"
            " ô cần lặp."
        ),
    }
)


class WordsBesideTag(TemplateSyntax):
    """A block would go away together with more than its tag (chữ mất theo thẻ)."""


def lift_block_tags(root: _Element, title: str) -> list[TemplateSyntax]:
    """Puts every tag for a block in the place of its block, in place.

    ``title`` names the part for people. Gives back what cannot be done: a block that
    would go away with more than its tag, a tag outside any such block.
    """
    faults: list[TemplateSyntax] = []
    owners: dict[str, dict[_Element, None]] = {level: {} for level in _LEVELS}
    for node in root.iter(etree.Element):
        if node.tag != TEXT:
            faults += _refused(node, title)
            continue
        for tag in scan(node.text or ""):
            if tag.level in _LEVELS:
                owner = next(node.iterancestors(_LEVELS[tag.level]), None)
                if owner is None:
                    faults.append(outside_table(tag, node, title))
                else:
                    owners[tag.level][owner] = None
    for level, found in owners.items():
        for owner in found:
            if root in owner.iterancestors():
                fault = _lift(owner, level, title)
                if fault is not None:
                    faults.append(fault)
    return faults


def _refused(node: _Element, title: str) -> Iterator[TemplateSyntax]:
    """Tells of a tag for a block or run in a formula, a field code, an alternative text."""
    for text in (node.text or "", *map(str, node.values())):
        for tag in scan(text):
            if tag.level:
                yield NotFilledThere(
                    tr("Thẻ {the} chỉ đứng được trong chữ thường của một đoạn.").format(
                        the=tag.text
                    ),
                    where=in_paragraph(title, typed_around(node) or text),
                    fix=tr("Bỏ chữ {chu}: viết {{{{ … }}}}, {{% … %}}.").format(chu=tag.level),
                )


def _lift(owner: _Element, level: str, title: str) -> WordsBesideTag | None:
    """Puts the tags of a block in its place; the error that says why not."""
    held = list(pieces(owner))
    shown = [piece for piece in held if piece.kind != "mark"]
    if all(tag.kind == "#" for _, tag in _tags(shown)):
        shown = []  # a remark takes its block away, as its writer means it to
    words = [
        number
        for number, piece in enumerate(shown)
        if piece.kind == "words"
        or (piece.tag is not None and piece.tag.level != level)
        or (piece.kind == "thing" and level != "p")
    ]
    if words:
        before, after = _tags(shown[: words[0]]), _tags(shown[words[-1] + 1 :])
        between = shown[words[0] : words[-1] + 1]
        if not enclose([tag for _, tag in before], [tag for _, tag in after]) or any(
            piece.tag is not None and piece.tag.level == level for piece in between
        ):
            return _beside(owner, shown, level, title)
        _strip(before + after)
        replace(owner, [*_texts(before), owner, *_texts(after)])
        return None
    tags = _tags(shown)
    closing = bool(tags) and all(tag.closes for _, tag in tags)
    marks = [piece.node for piece in held if piece.kind == "mark"]
    _move_marks(marks, owner, closing=closing)
    put = _paragraphs(shown, owner, closing=closing) if level == "p" else _texts(tags)
    replace(_outermost(owner), put)
    return None


def _tags(found: Iterable[Piece]) -> list[tuple[_Element, Tag]]:
    return [(piece.node, piece.tag) for piece in found if piece.tag is not None]


def _texts(tags: Iterable[tuple[_Element, Tag]]) -> list[str | _Element]:
    return [tag.text for _, tag in tags if tag.kind != "#"]


def _beside(owner: _Element, shown: list[Piece], level: str, title: str) -> WordsBesideTag:
    own: list[Piece] = []
    others: list[Piece] = []
    for piece in shown:
        (own if piece.tag is not None and piece.tag.level == level else others).append(piece)
    said = typed(owner)
    return WordsBesideTag(
        tr(_WHAT[level]).format(the=own[0].said, gi=quote(others)),
        where=in_paragraph(title, said)
        if level == "p"
        else tr(_WHERE[level]).format(phan=title, doan=said),
        why=tr("phần đó sẽ mất khỏi mọi văn bản làm ra"),
        fix=tr(_FIX[level]),
    )


def _strip(tags: Iterable[tuple[_Element, Tag]]) -> None:
    for node, tag in reversed(list(tags)):
        text = node.text or ""
        node.text = text[: tag.start] + text[tag.end :]


def _paragraphs(shown: list[Piece], owner: _Element, *, closing: bool) -> list[str | _Element]:
    """The tags of a paragraph with what stays of it: things in order, the end of a section."""
    put: list[str | _Element] = []
    things: list[Piece] = []
    for piece in [*shown, None]:
        if piece is not None and piece.tag is None:
            things.append(piece)
            continue
        if things:
            put.append(rehoused(things, owner))
            things = []
        if piece is not None and piece.tag is not None and piece.tag.kind != "#":
            put.append(piece.tag.text)
    if owner.find(f"{W}pPr/{W}sectPr") is not None:
        section = owner.makeelement(_P)
        section.extend(deepcopy(look) for look in owner.iterfind(f"{W}pPr"))
        put.insert(len(put) if closing else 0, section)
    return put


def _move_marks(marks: list[_Element], owner: _Element, *, closing: bool) -> None:
    """Takes bookmarks and comments out, to the outer side of a loop or condition.

    They go into the neighbouring paragraph, else between the blocks.
    """
    block = _outermost(owner)
    for mark in reversed(marks) if closing else marks:
        before, behind = block.getprevious(), block.getnext()
        if before is not None and (before.tail or "").strip():
            before = None  # another tag stands between
        outer, inner = (behind, before) if closing else (before, behind)
        run = mark.getparent() if mark.tag == f"{W}commentReference" else None
        homes = [outer] if run is None else [outer, inner]
        home = next((home for home in homes if home is not None and home.tag == _P), None)
        if home is not None:
            place = 0 if home is behind else len(home)
            if place == 0 and len(home) and home[0].tag == f"{W}pPr":
                place = 1
            home.insert(place, mark if run is None else run)
        elif run is None:
            (block.addnext if closing else block.addprevious)(mark)


def _outermost(owner: _Element) -> _Element:
    """The block, or the content control that holds nothing else."""
    parent = owner.getparent()
    while parent is not None and parent.tag in _WRAPS:
        held = [child for child in parent if child.tag != f"{W}customXmlPr"]
        texts = [parent.text, *(child.tail for child in parent)]
        if len(held) != 1 or any(text and text.strip() for text in texts):
            break
        control = parent.getparent() if parent.tag == f"{W}sdtContent" else parent
        assert control is not None
        owner, parent = control, control.getparent()
    return owner
