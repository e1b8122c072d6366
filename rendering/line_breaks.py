"""Line breaks, tabs and page breaks (ngắt dòng, tab, ngắt trang) in text, on the slow path.

Works on the tree: every piece keeps the look of the run, and every new paragraph
the layout of the paragraph, in which the text really stands.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from .carried_values import MARKS
from .namespaces import W
from .placing import P, R, T, add_text, like, place

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROL = re.compile(r"([\n\t\a\f])")
_CHARS = {target: char for char, target in MARKS.items()}


def set_values(root: _Element, title: str) -> _Element:
    """The tree of a rendered part with its values set in and its line breaks made.

    ``title`` names the part for people. Raises :class:`TemplateError` for a value
    that cannot stand where its tag does.
    """
    place(root, title)
    for text in list(root.iter(T)):
        if len(text) or _CONTROL.search(text.text or ""):
            _break(text)
    return root


def _break(text: _Element) -> None:
    words = text.text or ""
    for mark in list(text):
        words += _CHARS.get(str(getattr(mark, "target", "")), "") + (mark.tail or "")
        text.remove(mark)
    first, *rest = _CONTROL.split(words)
    run = text.getparent()
    if run is None or run.tag != R:
        text.text = _CONTROL.sub(" ", words)
        return
    text.text = first
    after = list(text.itersiblings())
    for control, piece in zip(rest[::2], rest[1::2], strict=True):
        paragraph = run.getparent()
        if control == "\t":
            tab, following = like(run), like(run)
            etree.SubElement(tab, f"{W}tab")
            run.addnext(tab)
            tab.addnext(following)
            run = following
        elif control == "\n" or paragraph is None or paragraph.tag != P:
            # Within a link or a tracked insertion the paragraph cannot be cut in two.
            etree.SubElement(run, f"{W}br")
        else:
            run = _new_paragraph(paragraph, run, page=control == "\f")
        add_text(run, piece)
    run.extend(after)


def _new_paragraph(paragraph: _Element, run: _Element, *, page: bool) -> _Element:
    """Begins a paragraph of the same layout after the run; its first run."""
    new = paragraph.makeelement(P)
    layout = paragraph.find(f"{W}pPr")
    if layout is not None and len(layout):
        copied = deepcopy(layout)
        copied.tail = None
        for former in copied.findall(f"{W}pPrChange"):
            copied.remove(former)
        new.append(copied)
        section = layout.find(f"{W}sectPr")
        if section is not None:
            layout.remove(section)  # a section ends with its last paragraph
    first = etree.SubElement(new, R)
    first.extend(list(like(run)))
    new.extend(list(run.itersiblings()))
    paragraph.addnext(new)
    if page:
        between = paragraph.makeelement(P)
        etree.SubElement(etree.SubElement(between, R), f"{W}br", {f"{W}type": "page"})
        paragraph.addnext(between)
    return first
