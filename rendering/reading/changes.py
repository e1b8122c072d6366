"""Tracked changes (sửa đổi đang theo dõi): a paper is made as if all were accepted.

A paper is made new from its template and goes out to others, so it carries neither what
the template's author took out nor the red marks of what was put in: Word shows and
prints it as the document without markup. Marks that come in pairs (bookmarks, comments,
permissions, the three marks of a field) are never left with one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ..namespaces import M, W
from ..schema_order import put


def _names(*names: str) -> frozenset[str]:
    return frozenset(W + name for name in names)


_DELETED = (f"{W}del", f"{W}moveFrom")
# What was put in, and the former look of what was changed.
_INSERTED = (f"{W}ins", f"{W}moveTo", f"{W}cellIns")
_FORMER = tuple(
    f"{W}{owner}Change"
    for owner in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid",
                  "numbering")
)  # fmt: skip
_HOLDERS_OF_MARKS = _names("rPr", "trPr") | {f"{M}ctrlPr"}
PAIRED = _names(
    *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"),
    *("permStart", "permEnd"),
)
"""Marks that come in pairs."""
_BETWEEN = PAIRED | _names("proofErr")
# Where something was, before it was moved or its control was deleted: gone with it.
_RANGES = tuple(
    f"{W}{kind}{end}"
    for kind in ("moveFromRange", "moveToRange", "customXmlDelRange", "customXmlMoveFromRange",
                 "customXmlMoveToRange")
    for end in ("Start", "End")
)  # fmt: skip
_WRAPPERS = _names("smartTag", "customXml", "hyperlink", "dir", "bdo", "fldSimple") | {
    f"{M}oMath",
    f"{M}oMathPara",
}
_CLOSED_BY_PARAGRAPH = _names(
    *("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
)
# What a row and a table cannot be without.
_NEEDED = {f"{W}tr": f"{W}tc", f"{W}tbl": f"{W}tr"}
_REFERENCES = {
    f"{W}footnoteReference": f"{W}footnote",
    f"{W}endnoteReference": f"{W}endnote",
    f"{W}commentReference": f"{W}comment",
}
_NOTES = frozenset(_REFERENCES.values())


def has_changes(root: etree._Element) -> bool:
    """Whether a part has tracked changes, also such as change a look, a row or a mark only."""
    kinds = (*_DELETED, *_INSERTED, *_FORMER, *_RANGES, f"{W}cellDel")
    return next(root.iter(*kinds), None) is not None


def accept_changes(root: etree._Element, title: str) -> None:
    """Accepts the tracked changes of one part, in place; moved text is where it was moved to."""
    remarks = references(root)
    for node in list(root.iter(*_INSERTED)):
        _replace(node, list(node))
    kept = _halves_of_fields(root)
    # From the end, so that what is within another deletion goes first.
    for node in reversed(list(root.iter(*_DELETED))):
        holder = node.getparent()
        if holder is None or holder.tag in _HOLDERS_OF_MARKS:
            continue
        _replace(node, _marks_in(node, kept))
        _drop_emptied(holder)
    for node in list(root.iter(f"{W}delText", f"{W}delInstrText", *_RANGES, *_FORMER)):
        _replace(node, ())
    _accept_in_formulas(root)
    _accept_in_tables(root)
    _accept_in_paragraphs(root)
    drop_ranges(root, remarks - references(root))


def references(root: etree._Element) -> set[tuple[str, str | None]]:
    """The notes and comments, by kind and id, that a part refers to."""
    return {(_REFERENCES[str(node.tag)], node.get(f"{W}id")) for node in root.iter(*_REFERENCES)}


def drop_ranges(root: etree._Element, lost: set[tuple[str, str | None]]) -> None:
    """Takes away where comments began and ended that nothing refers to any more."""
    for end in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        if (f"{W}comment", end.get(f"{W}id")) in lost:
            _replace(end, ())


def drop_notes(root: etree._Element, called: set[tuple[str, str | None]]) -> None:
    """Takes those notes away from a part of notes that no part before it refers to."""
    for note in root.findall("*"):
        is_line = note.get(f"{W}type", "normal") != "normal"
        if note.tag in _NOTES and not is_line and (note.tag, note.get(f"{W}id")) not in called:
            root.remove(note)


# -- runs ------------------------------------------------------------------------


def _halves_of_fields(root: etree._Element) -> set[etree._Element]:
    """The marks of fields in deleted text whose field is not deleted as a whole."""
    kept: set[etree._Element] = set()
    open_fields: list[list[etree._Element]] = []
    for mark in root.iter(f"{W}fldChar"):
        if mark.get(f"{W}fldCharType") == "begin":
            open_fields.append([mark])
        elif open_fields:
            open_fields[-1].append(mark)
            if mark.get(f"{W}fldCharType") == "end":
                marks = open_fields.pop()
                gone = [m for m in marks if next(m.iterancestors(*_DELETED), None) is not None]
                if len(gone) != len(marks):
                    kept.update(gone)
    return kept


def _marks_in(node: etree._Element, kept: set[etree._Element]) -> list[etree._Element]:
    """What must outlive a deletion: marks of pairs, and runs with half a field."""
    found: list[etree._Element] = []
    for inner in node.iter(*PAIRED, f"{W}fldChar"):
        if inner.tag in PAIRED:
            found.append(inner)
        elif inner in kept:
            run = etree.Element(f"{W}r")
            run.append(inner)
            found.append(run)
    return found


def _replace(node: etree._Element, others: Iterable[etree._Element]) -> None:
    """Puts others in the place of an element."""
    parent = node.getparent()
    if parent is not None:
        for other in others:
            node.addprevious(other)
        parent.remove(node)


def _drop_emptied(node: etree._Element | None) -> None:
    """Takes away a link, a control's shell, a formula of which nothing is left."""
    while node is not None and node.tag in _WRAPPERS and _is_bare(node):
        parent = node.getparent()
        _replace(node, ())
        node = parent


def _is_bare(node: etree._Element) -> bool:
    return all(str(child.tag).endswith("Pr") for child in node)


def _accept_in_formulas(root: etree._Element) -> None:
    """The look of a deleted bar or root stays with the formula, as plain look."""
    for node in list(root.iter(*_DELETED)):
        holder = node.getparent()
        if holder is not None and holder.tag == f"{M}ctrlPr":
            _replace(node, list(node))


# -- tables ----------------------------------------------------------------------


def _accept_in_tables(root: etree._Element) -> None:
    for mark in list(root.iter(f"{W}cellDel", f"{W}del")):
        properties = mark.getparent()
        kind = None if properties is None else properties.tag
        if properties is not None and (
            kind == f"{W}trPr" or (kind == f"{W}tcPr" and mark.tag == f"{W}cellDel")
        ):
            take_out(properties.getparent())


def take_out(node: etree._Element | None) -> None:
    """Takes a block, a cell or a row away, and what is nothing without it; halves of pairs stay."""
    holder = None if node is None else node.getparent()
    if node is None or holder is None:
        return
    _replace(node, _marks_in(node, set()))
    if holder.tag == f"{W}sdtContent" and not len(holder):
        take_out(holder.getparent())
    elif holder.tag in _NEEDED and holder.find(f".//{_NEEDED[str(holder.tag)]}") is None:
        take_out(holder)
    elif holder.tag in _CLOSED_BY_PARAGRAPH and not _ends_well(holder):
        holder.append(holder.makeelement(f"{W}p"))


def _ends_well(holder: etree._Element) -> bool:
    blocks = [child.tag for child in holder if child.tag not in _BETWEEN]
    return bool(blocks) and blocks[-1] in (f"{W}p", f"{W}sdt")


# -- paragraphs ------------------------------------------------------------------


def _accept_in_paragraphs(root: etree._Element) -> None:
    """Joins every paragraph whose mark is deleted to the one behind it."""
    gone: dict[etree._Element, None] = {}  # in the order of the paper
    for look in list(root.iter(f"{W}rPr")):
        properties = look.getparent()
        holder = None if properties is None else properties.getparent()
        if holder is not None and properties is not None and properties.tag == f"{W}pPr":
            for mark in [node for node in look if node.tag in _DELETED]:
                look.remove(mark)
                gone[holder] = None
    for first in list(gone):
        if first not in gone:
            continue
        run = [first]
        while (behind := run[-1].getnext()) is not None and (
            behind in gone or behind.tag in _BETWEEN
        ):
            run.append(behind)
        for node in run:
            gone.pop(node, None)
        if behind is not None and behind.tag == f"{W}p":
            _join(run, behind)
            continue
        while run[-1].tag in _BETWEEN:
            run.pop()
        last = run.pop()
        _join(run, last)
        _drop_blank(last)


def _join(run: list[etree._Element], last: etree._Element) -> None:
    """Puts what stands in paragraphs, and marks between them, at the start of the last.

    The look is the last one's, but where it has no text: then of the last that has some.
    """
    look = last.find(f"{W}pPr")
    texts = [] if _has_text(last) else [node for node in run if _has_text(node)]
    if texts:
        section = None if look is None else look.find(f"{W}sectPr")
        if look is not None:
            last.remove(look)
        look = texts[-1].find(f"{W}pPr")
        if look is None:
            look = last.makeelement(f"{W}pPr")
        for node in look.findall(f"{W}sectPr"):
            look.remove(node)
        if section is not None:
            put(look, section)
        last.insert(0, look)
    content = [part for node in run for part in (_content(node) if node.tag == f"{W}p" else [node])]
    start = 0 if look is None else 1
    last[start:start] = content
    for node in run:
        if node.tag == f"{W}p":
            _replace(node, ())


def _drop_blank(paragraph: etree._Element) -> None:
    """Takes an emptied paragraph away where Word can do without it."""
    before, behind = paragraph.getprevious(), paragraph.getnext()
    while behind is not None and behind.tag in _BETWEEN:
        behind = behind.getnext()
    parts_tables = before is not None and before.tag == f"{W}tbl"
    if behind is not None and not parts_tables and not _has_text(paragraph):
        _replace(paragraph, _content(paragraph))


def _content(paragraph: etree._Element) -> list[etree._Element]:
    return [child for child in paragraph if child.tag != f"{W}pPr"]


def _has_text(paragraph: etree._Element) -> bool:
    return any(child.tag != f"{W}pPr" and child.tag not in _BETWEEN for child in paragraph)
