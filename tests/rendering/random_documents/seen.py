"""All that a part of a document says (chữ đọc được), in its order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from tests.rendering.word_papers import WP, R, W

_W, _R = f"{{{W}}}", f"{{{R}}}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
_NOTES = {f"{_W}{kind}Reference": f"{_W}{kind}" for kind in ("footnote", "endnote", "comment")}


def seen(parts: Mapping[str, bytes], name: str, *, hidden: bool = True) -> str:
    """The text of a part; the ends of its paragraphs are left out.

    The text of a note is read where the note is called; ``hidden`` reads the codes of
    fields, remarks, addresses of links and the words for pictures as well.
    """
    folder, base = posixpath.split(name)
    related = parts.get(f"{folder}/_rels/{base}.rels")
    targets = {
        node.get("Id"): node.get("Target", "")
        for node in (etree.fromstring(related).iter(_REL) if related is not None else ())
    }
    notes = {
        kind: {node.get(f"{_W}id"): node for node in etree.fromstring(parts[part]).iter(kind)}
        for kind in _NOTES.values()
        if (part := f"word/{kind.removeprefix(_W)}s.xml") in parts
    }
    return "".join(_pieces(etree.fromstring(parts[name]), targets, notes, hidden))


def _pieces(
    root: etree._Element,
    targets: Mapping[str | None, str],
    notes: Mapping[str, Mapping[str | None, etree._Element]],
    hidden: bool,
) -> Iterator[str]:
    for node in root.iter(etree.Element):
        kind, parent = str(node.tag), node.getparent()
        in_run = parent is not None and parent.tag == f"{_W}r"
        if kind == f"{_M}t" or (kind == f"{_W}t" and in_run):
            yield node.text or ""
        elif kind in _BREAKS and in_run:  # not the tab stops of a paragraph
            yield _BREAKS[kind]
        elif kind in _NOTES and (hidden or not kind.startswith(f"{_W}comment")):
            note = notes[_NOTES[kind]][node.get(f"{_W}id")]
            yield from _pieces(note, targets, notes, hidden)
        elif hidden and kind == f"{_W}instrText":
            yield node.text or ""
        elif hidden and kind == f"{_W}fldSimple":
            yield node.get(f"{_W}instr", "")
        elif hidden and kind == f"{{{WP}}}docPr":
            yield node.get("descr", "")
        elif hidden and kind == f"{_W}hyperlink" and (target := node.get(f"{_R}id")) is not None:
            yield unquote(targets[target])
