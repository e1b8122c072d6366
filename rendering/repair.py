"""Repair of the structure (sửa cấu trúc): what loops and conditions leave empty.

Word refuses a file whose cell has no paragraph, whose row has no cell or whose
table has no row. A loop over an empty list makes exactly these.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .namespaces import MC, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_WP_DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CONTENT = (f"{W}p", f"{W}tbl", f"{MC}AlternateContent")
_BLOCKS = frozenset({*_CONTENT, f"{W}sdt", f"{W}customXml"})
_STORIES = tuple(
    W + name for name in ("hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
)
# What lies around a control → one of these it must hold; nothing, within a line.
_HELD: dict[str, tuple[str, ...]] = {
    f"{W}tbl": (f"{W}tr",),
    f"{W}tr": (f"{W}tc",),
    **{W + name: () for name in ("p", "hyperlink", "r")},
    **dict.fromkeys((*_STORIES, f"{W}tc", f"{W}body"), _CONTENT),
}

# What a paper has once, each half of it by its id.
_ONCE = tuple(
    W + name
    for name in (
        *("bookmarkStart", "bookmarkEnd", "permStart", "permEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference"),
    )
)

_BETWEEN_COPIES = 1_000_000

_EMPTY_TABLE = re.compile(rb"</w:tblGrid>\s*</w:tbl>")
_ENDS = re.compile(rb"</w:tblGrid>\s*</w:tbl>|</w:tc>")
_GOOD_CELL_ENDS = (b"</w:p>", b"<w:p/>", b"<w:p ", b"</w:sdt>")
_BAD_CELL_ENDS = (b"</w:tcPr>", b"<w:tcPr/>", b"</w:tbl>", b"<w:tc>", b"<w:tc ")


def mend_bytes(data: bytes) -> bytes | None:
    """The XML without empty tables and cells, for a part that can have no other fault.

    What :func:`repair` does in the two common cases, without building a tree;
    ``None`` when something else stands at the end of a cell.
    """
    if all(_is_good(data, end.start()) for end in _ENDS.finditer(data)):
        return data  # nearly every document: found in one pass
    while (table := _EMPTY_TABLE.search(data)) is not None:
        start = max(
            data.rfind(b"<w:tbl>", 0, table.start()), data.rfind(b"<w:tbl ", 0, table.start())
        )
        if start < 0:
            return None
        data = data[:start] + data[table.end() :]
    pieces: list[bytes] = []
    done = 0
    end = data.find(b"</w:tc>")
    while end >= 0:
        last_tag = data.rfind(b"<", 0, end)
        if not data.startswith(_GOOD_CELL_ENDS, last_tag):
            if not data.startswith(_BAD_CELL_ENDS, last_tag):
                return None
            pieces += (data[done:end], b"<w:p/>")
            done = end
        end = data.find(b"</w:tc>", end + 7)
    if not pieces:
        return data
    pieces.append(data[done:])
    return b"".join(pieces)


def _is_good(data: bytes, end: int) -> bool:
    """Whether the last tag before ``end`` may stand there; before an empty table's never."""
    return data.startswith(_GOOD_CELL_ENDS, data.rfind(b"<", 0, end))


def repair(root: _Element) -> int:
    """Makes the tree valid in place; returns how many places were mended.

    A row without cells and a table without rows go away; a cell, a header, a
    note and a text box get an empty paragraph; an empty content control too,
    or it goes away where it held cells or rows.
    """
    mended = 0
    for row in list(root.iter(f"{W}tr")):
        if row.find(f".//{W}tc") is None:
            mended += _remove(row)
    # Inner tables first: their going can empty the cell around them.
    for table in reversed(list(root.iter(f"{W}tbl"))):
        if table.find(f".//{W}tr") is None:
            mended += _remove(table)
    for content in reversed(list(root.iter(f"{W}sdtContent", f"{W}customXml"))):
        mended += _fill_control(content)
    for cell in root.iter(f"{W}tc"):
        blocks = [child for child in cell if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag not in (f"{W}p", f"{W}sdt"):
            _append_paragraph(cell)
            mended += 1
    for story in root.iter(*_STORIES):
        if not any(child.tag in _BLOCKS for child in story):
            _append_paragraph(story)
            mended += 1
    if mended:
        _pair_bookmarks(root)
    return mended


def number_drawings(root: _Element, start: int = 1000) -> None:
    """Gives every drawing of the body an id of its own, counting up from ``start`` + 1."""
    for number, drawing in enumerate(root.iter(_WP_DOCPR), start + 1):
        drawing.set("id", str(number))


def settle_copies(root: _Element) -> None:
    """Leaves bookmarks and remarks where they stand first; every drawing gets an id of its own.

    A macro, or a ``{% set %}`` block, prints them again at every call.
    """
    seen: set[tuple[str, str | None]] = set()
    for mark in list(root.iter(*_ONCE)):
        key = (str(mark.tag), mark.get(f"{W}id"))
        if key in seen:
            _remove(mark)
        seen.add(key)
    # Told apart from the first one by what no id of another part of the file has.
    copies = Counter[str]()
    for drawing in root.iter(_WP_DOCPR):
        number = drawing.get("id", "")
        if copies[number] and number.isdecimal():
            drawing.set("id", str(int(number) + copies[number] * _BETWEEN_COPIES))
        copies[number] += 1


def _fill_control(content: _Element) -> int:
    """Mends a control or a custom element that holds nothing of what it should hold."""
    level = next((outer.tag for outer in content.iterancestors() if outer.tag in _HELD), None)
    if level is None or content.getparent() is None:
        return 0
    held = _HELD[level]
    if not held or next(content.iter(*held), None) is not None:
        return 0
    if level in (f"{W}tbl", f"{W}tr"):
        control = content.getparent() if content.tag == f"{W}sdtContent" else content
        return 0 if control is None else _remove(control)
    _append_paragraph(content)
    return 1


def _pair_bookmarks(root: _Element) -> None:
    """Takes out the half of a bookmark whose other half went away with its row or table."""
    halves = [list(root.iter(W + name)) for name in ("bookmarkStart", "bookmarkEnd")]
    ids = [{half.get(f"{W}id") for half in some} for some in halves]
    for half in halves[0] + halves[1]:
        if half.get(f"{W}id") not in ids[0] & ids[1]:
            _remove(half)


def _append_paragraph(parent: _Element) -> None:
    parent.append(parent.makeelement(f"{W}p"))


def _remove(element: _Element) -> int:
    parent = element.getparent()
    if parent is None:
        return 0
    parent.remove(element)
    return 1
