"""Setting values in (đặt vào chỗ), on the slow path: in a tree each place is certain."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from ..errors import TemplateError
from ..i18n import later, tr
from .carried_values import BLOCK_HOLDERS, PUT_SPACE, RUN_HOLDERS, Kind, misfit
from .namespaces import SPACE, M, W
from .quoting import in_paragraph
from .schema_order import put

if TYPE_CHECKING:
    from lxml.etree import _Element

_PUT = f"{{{PUT_SPACE}}}put"
P, R, T = f"{W}p", f"{W}r", f"{W}t"
_TBL, _LINK = f"{W}tbl", f"{W}hyperlink"
_RUBY = (f"{W}rt", f"{W}rubyBase")
_RUN_HOLDERS = frozenset(W + name for name in RUN_HOLDERS)
_BLOCK_HOLDERS = frozenset(W + name for name in BLOCK_HOLDERS)
_WRAPPERS = frozenset({f"{W}sdtContent", f"{W}sdt", f"{W}customXml"})
_TEXTS = (T, f"{W}delText", f"{W}instrText", f"{W}delInstrText", f"{M}t")
_INLINE = {T, R, P, _LINK, _TBL, f"{W}tr"}
# What Word finds nowhere in these; every such file is refused by it.
_NEVER_IN = {
    P: _INLINE,
    _TBL: _INLINE,
    R: {T, R, _TBL, f"{W}tr", *_BLOCK_HOLDERS},
    _LINK: {T, R, _TBL, f"{W}tr", *_BLOCK_HOLDERS},
}
_CALLED = later(
    {
        "t": "chữ của đoạn",
        "r": "chữ của đoạn",
        "p": "đoạn",
        "tbl": "bảng",
        "tr": "hàng",
        "tc": "ô",
        "hyperlink": "liên kết",
        "hdr": "đầu trang",
        "ftr": "chân trang",
        "body": "thân văn bản",
        "txbxContent": "khung chữ",
    }
)
# What makes a paragraph more than a place for one value.
_CONTENT = tuple(
    W + name
    for name in (
        *("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "br"),
        *("footnoteReference", "endnoteReference", "commentReference"),
    )
)
# What begins in one place and ends in another, and must not be lost.
_ENDS = tuple(
    W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"),
        *("permStart", "permEnd"),
    )
)


def place(root: _Element, title: str) -> None:
    """Sets every value of a part in, in place.

    ``title`` names the part for people. Raises :class:`TemplateError` for a value
    that cannot stand where its tag does, and for an element of the template that
    no file of Word has there.
    """
    for holder in list(root.iter(_PUT)):
        _set_in(holder)
    _check_nesting(root, title)


def _set_in(holder: _Element) -> None:
    parent = holder.getparent()
    assert parent is not None
    if parent.tag == T and (run := parent.getparent()) is not None and run.tag == R:
        rest = cut_run(run, parent, holder)
    elif parent.tag == R:
        run, rest = parent, cut_run(parent, None, holder)
    else:
        _set_between(holder, parent)
        return
    content = _content(holder, run)
    outer = run.getparent()
    if outer is None or not _holds_runs(outer):
        raise _misplaced(holder, outer)
    _insert_after(run, [holder, rest])
    holder.tail = None
    _replace(holder, outer, content)


def _set_between(holder: _Element, parent: _Element) -> None:
    if _holds_runs(parent):
        _replace(holder, parent, _content(holder, None))
        return
    if not _holds_blocks(parent):
        raise _misplaced(holder, parent)
    content = _content(holder, None)
    if holder.get("kind") != Kind.BLOCKS.value:
        paragraph = holder.makeelement(P)
        paragraph.extend(content)
        content = [paragraph]
    _splice(holder, content)


def _replace(holder: _Element, outer: _Element, content: list[_Element]) -> None:
    """Sets runs in; what consists of paragraphs takes the place of its own paragraph."""
    if holder.get("kind") != Kind.BLOCKS.value:
        if _takes_no_link(outer) and any(node.tag == _LINK for node in content):
            raise _misplaced(holder, outer)
        _splice(holder, content)
        return
    if _is_in(outer, *_RUBY):
        raise _misplaced(holder, outer)
    paragraph = outer if outer.tag == P else next(outer.iterancestors(P), None)
    above = None if paragraph is None else paragraph.getparent()
    if paragraph is None or above is None or not _holds_blocks(above):
        raise _misplaced(holder, outer)
    if _is_full(paragraph, holder):
        raise _misplaced(holder, outer)
    if paragraph.find(f"{W}pPr/{W}sectPr") is None:
        _splice(paragraph, [*paragraph.iterchildren(*_ENDS), *content])
    else:  # the end of a section stays behind
        at = above.index(paragraph)
        above[at:at] = content
        _splice(holder, [])


def _is_full(paragraph: _Element, holder: _Element) -> bool:
    inside = set(holder.iter())
    if any(node not in inside for node in paragraph.iter(*_CONTENT)):
        return True
    texts = (node for node in paragraph.iter(*_TEXTS) if node not in inside)
    return any(_words(text) for text in texts)


def _content(holder: _Element, run: _Element | None) -> list[_Element]:
    if holder.get("kind") != Kind.MARK.value:
        return list(holder)
    marked = holder.makeelement(R) if run is None else like(run)
    look = marked.find(f"{W}rPr")
    if look is None:
        look = etree.SubElement(marked, f"{W}rPr")
    for old in look.findall(f"{W}highlight"):
        look.remove(old)
    put(look, look.makeelement(f"{W}highlight", {f"{W}val": "yellow"}))
    add_text(marked, holder.text or "")
    return [marked]


def cut_run(run: _Element, text: _Element | None, node: _Element) -> _Element:
    """Cuts a run at ``node``, which goes out of it; what followed, as a run of the same look.

    ``text`` is the ``w:t`` that holds the node, ``None`` when the run itself does.
    The new run is not yet in the tree.
    """
    rest = like(run)
    if text is None:
        following = list(node.itersiblings())
        run.remove(node)
    else:
        following = list(text.itersiblings())
        tail = add_text(rest, node.tail or "")
        tail.extend(list(node.itersiblings()))
        node.tail = None
        text.remove(node)
    rest.extend(following)
    return rest


def like(run: _Element) -> _Element:
    """An empty run with the look of another; a former, tracked look stays behind."""
    made = run.makeelement(R)
    look = run.find(f"{W}rPr")
    if look is not None and len(look):
        look = deepcopy(look)
        look.tail = None
        for former in look.findall(f"{W}rPrChange"):
            look.remove(former)
        made.append(look)
    return made


def add_text(run: _Element, text: str) -> _Element:
    """A new ``w:t`` at the end of the run."""
    made = etree.SubElement(run, T, {SPACE: "preserve"})
    made.text = text
    return made


def _insert_after(node: _Element, new: list[_Element]) -> None:
    parent = node.getparent()
    assert parent is not None
    at = parent.index(node) + 1
    parent[at:at] = new


def _splice(old: _Element, new: list[_Element]) -> None:
    parent = old.getparent()
    assert parent is not None
    at = parent.index(old)
    parent[at : at + 1] = new


def _holder(node: _Element) -> _Element:
    """What really holds the content: not the control or custom element around it."""
    while node.tag in _WRAPPERS and (parent := node.getparent()) is not None:
        node = parent
    return node


def _holds_runs(node: _Element) -> bool:
    return node.tag != f"{W}sdt" and _holder(node).tag in _RUN_HOLDERS


def _holds_blocks(node: _Element) -> bool:
    return node.tag != f"{W}sdt" and _holder(node).tag in _BLOCK_HOLDERS


def _misplaced(holder: _Element, parent: _Element | None) -> TemplateError:
    blocks = holder.get("kind") == Kind.BLOCKS.value
    if parent is not None and _is_in(parent, *_RUBY):
        at = tr("trong chữ có phiên âm (Phonetic Guide)")
    elif parent is not None and _is_in(parent, _LINK):
        at = tr("trong một liên kết")
    elif parent is not None and blocks and _holds_runs(parent):
        at = tr("trong đoạn có chữ khác")
    else:
        at = tr("ở đó")
    return misfit(holder.get("what", ""), holder.get("field", ""), at, holder.get("where", ""))


def _check_nesting(root: _Element, title: str) -> None:
    for node in _misnested(root):
        paragraph = next((n for n in (node, *node.iterancestors()) if n.tag == P), node)
        raise TemplateError(
            tr("Khối mà mẫu in ra không hợp với chỗ của nó: {phan_tu} nằm trong {cho}.").format(
                phan_tu=_name(node), cho=_name(node.getparent())
            ),
            where=in_paragraph(title, _words(paragraph)),
            fix=tr(
                "Khối gồm cả đoạn, cả bảng thì in bằng {{p … }} một mình trong một đoạn;"
                " khối chữ thì in trong đoạn."
            ),
        )


def _misnested(root: _Element) -> Iterator[_Element]:
    for text in root.iter(*_TEXTS):
        yield from text.iterchildren(tag=etree.Element)
    for node in root.iter(*_NEVER_IN):
        parent = node.getparent()
        if parent is not None and parent.tag in _NEVER_IN[str(node.tag)]:
            yield node


def _takes_no_link(node: _Element) -> bool:
    return _is_in(node, _LINK, *_RUBY)


def _is_in(node: _Element, *names: str) -> bool:
    return node.tag in names or next(node.iterancestors(*names), None) is not None


def _words(node: _Element) -> str:
    return "".join(map(str, node.itertext())).strip()


def _name(node: _Element | None) -> str:
    name = "" if node is None else etree.QName(node).localname
    return tr(_CALLED[name]) if name in _CALLED else tr("khối khác")
