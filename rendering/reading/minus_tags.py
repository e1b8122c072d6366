"""Tags with a minus (thẻ có dấu trừ): ``-%}`` joins the next line or paragraph, ``{%-`` the last.

As in docxtpl, but only where the minus stands at the edge of its line; elsewhere
it takes blanks only, as Jinja's own does, but wherever Word has cut the run. No word goes away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from ..namespaces import SPACE, M, W
from ..schema_order import put
from .content import PAGE_BREAKS, TEXT, Piece, pieces
from .tags import scan

if TYPE_CHECKING:
    from lxml.etree import _Element

_MINUS = re.compile(r"\{[{%#]-|-[}%#]\}")
_BREAKS = frozenset({f"{W}br", f"{W}cr", f"{W}tab"})
# In a run, and nothing on the page.
_SILENT = frozenset(
    W + name for name in ("rPr", "lastRenderedPageBreak", "commentReference", "annotationRef")
)
_P, _R, _LOOK = f"{W}p", f"{W}r", f"{W}pPr"
_SECTION = f"{_LOOK}/{W}sectPr"


def join_paragraphs(root: _Element, title: str) -> None:
    """Joins lines and paragraphs at the minus signs of the tags at their edges, in place."""
    paragraphs = list(root.iter(_P))
    edges: dict[_Element, tuple[Piece | None, Piece | None]] = {}
    for paragraph in filter(_has_minus, paragraphs):
        _join_lines(paragraph)
        shown = [piece for piece in pieces(paragraph) if piece.kind != "mark"]
        if shown:
            edges[paragraph] = (_command(shown[0], "{%-"), _command(shown[-1], "-%}", last=True))
    joined: set[_Element] = set()
    for paragraph in paragraphs:
        if paragraph not in joined:
            joined.update(_join_behind(paragraph, edges))


def _join_behind(
    paragraph: _Element, edges: dict[_Element, tuple[Piece | None, Piece | None]]
) -> list[_Element]:
    """Joins to a paragraph all that the minus signs say; gives these back."""
    joined: list[_Element] = []
    seams: list[tuple[_Element, _Element]] = []
    _, last = edges.get(paragraph, (None, None))
    while (behind := paragraph.getnext()) is not None and behind.tag == _P:
        first, after = edges.get(behind, (None, None))
        if (first is None and last is None) or paragraph.find(_SECTION) is not None:
            break
        if last is not None:
            last.node.text = f"{(last.node.text or '').rstrip()[:-3]}%}}"
        if first is not None:
            first.node.text = f"{{%{(first.node.text or '').lstrip()[3:]}"
        seams += _absorb(paragraph, behind)
        joined.append(behind)
        last = after
    for own, other in reversed(seams):
        _join_runs(own, other)
    return joined


def _join_lines(paragraph: _Element) -> None:
    """Takes away what a minus does: blanks up to the next word, breaks up to the next text."""
    leaves = [
        node
        for node in paragraph.iter(etree.Element)
        if _is_leaf(node) and next(node.iterancestors(_P)) is paragraph
    ]
    for number, node in enumerate(leaves):
        text = node.text or ""
        tags = list(scan(text)) if node.tag == TEXT else []
        if not tags:
            continue
        first, last = tags[0], tags[-1]
        if last.text[:-2].endswith("-") and not last.level and not text[last.end :].strip():
            behind = range(number + 1, len(leaves))
            if _closed_up(leaves, behind, str.lstrip, lines=last.kind == "%"):
                text = f"{text[: last.end - 3]}%}}"
        if first.text[2:].startswith("-") and not first.level and not text[: first.start].strip():
            before = range(number - 1, -1, -1)
            if _closed_up(leaves, before, str.rstrip, lines=first.kind == "%"):
                text = f"{{%{text[first.start + 3 :]}"
        node.text = text


def _is_leaf(node: _Element) -> bool:
    parent = node.getparent()
    in_run = parent is not None and parent.tag == _R and node.tag not in _SILENT
    return in_run or node.tag == f"{M}oMath"


def _closed_up(
    leaves: list[_Element], numbers: range, stripped: Callable[[str], str], *, lines: bool
) -> bool:
    """Takes blanks away up to the next word, in whatever runs they are.

    With ``lines`` also breaks, up to the next text, which then keeps its blanks: whether
    there is one.
    """
    joined = False
    for number in numbers:
        leaf = leaves[number]
        run = leaf.getparent()
        if leaf.tag == TEXT:
            if joined:
                return True
            leaf.text = stripped(leaf.text or "")
            if leaf.text:
                break
        elif not lines or leaf.tag not in _BREAKS or leaf.get(f"{W}type") in PAGE_BREAKS:
            break
        else:
            joined = True
            if run is not None:
                run.remove(leaf)
    return False


def _has_minus(paragraph: _Element) -> bool:
    return any(_MINUS.search(node.text or "") for node in paragraph.iter(TEXT))


def _command(piece: Piece, sign: str, *, last: bool = False) -> Piece | None:
    """The piece, if it is a plain command with the sign at its beginning, or at its end."""
    if piece.tag is None or piece.tag.level or piece.tag.kind != "%":
        return None
    signed = piece.said.endswith(sign) if last else piece.said.startswith(sign)
    return piece if signed else None


def _absorb(paragraph: _Element, behind: _Element) -> list[tuple[_Element, _Element]]:
    """Moves what the paragraph behind holds; gives the runs back between which the seam is."""
    section = behind.find(_SECTION)
    look = behind.find(_LOOK)
    if look is not None:
        behind.remove(look)
    if section is not None:
        if paragraph.find(_LOOK) is None:
            paragraph.insert(0, paragraph.makeelement(_LOOK))
        put(paragraph.find(_LOOK), section)
    parent = behind.getparent()
    assert parent is not None
    parent.remove(behind)
    own = paragraph[-1] if len(paragraph) else None
    other = behind[0] if len(behind) else None
    paragraph.extend(list(behind))
    if own is None or other is None or not own.tag == other.tag == _R:
        return []
    return [(own, other)]


def _join_runs(own: _Element, other: _Element) -> None:
    """One run of two that look alike, so that the text is one."""
    looks = [_look(own), _look(other)]
    texts = [child for child in other if child.tag != f"{W}rPr"]
    if looks[0] != looks[1] or own[-1].tag != TEXT or not texts or texts[0].tag != TEXT:
        return
    own[-1].text = (own[-1].text or "") + (texts[0].text or "")
    own[-1].set(SPACE, "preserve")
    own.extend(texts[1:])
    holder = other.getparent()
    if holder is not None:
        holder.remove(other)


def _look(run: _Element) -> bytes:
    look = run.find(f"{W}rPr")
    return b"" if look is None else etree.tostring(look, method="c14n", exclusive=True)
