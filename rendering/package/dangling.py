"""References without a relation (tham chiếu lơ lửng), taken out so that Word opens the file."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, cast

from lxml import etree

from .relations import OFFICE

_REFERENCES = etree.XPath("//@r:* | //@*[local-name()='relid']", namespaces={"r": OFFICE})
# These show what they show without it: text of a link, the frame of a picture.
_BARE = frozenset(["hyperlink", "blip", "imagedata", "fill", "stroke"])
# These are of no use without it, and what holds them is of no use without them.
_HOLDERS = {
    "chart": ("drawing", "graphicFrame"),
    "relIds": ("drawing", "graphicFrame"),
    "contentPart": ("drawing", "pict"),
    "model3d": ("drawing",),
    "svgBlip": ("ext",),
    "imgLayer": ("ext",),
    "OLEObject": ("object", "pict"),
    "control": ("object",),
}
_NOTES = {
    "footnotes": ("footnoteReference",),
    "endnotes": ("endnoteReference",),
    "comments": ("commentReference", "commentRangeStart", "commentRangeEnd"),
}


def mend_references(root: etree._Element, known: Container[str]) -> bool:
    """Takes out what asks for relations that are not ``known``; true when anything was."""
    found: list[Any] = [
        value
        for value in cast(list[Any], _REFERENCES(root))
        # An empty one asks for nothing, one with a tag is not known yet.
        if value.strip() and value not in known and "{" not in value
    ]
    for value in found:
        element: etree._Element = value.getparent()
        local = etree.QName(element).localname
        if local in _BARE:
            element.attrib.pop(value.attrname, "")
        else:
            _remove(_holder(element, _HOLDERS.get(local, ())))
    return bool(found)


def drop_notes(root: etree._Element, kinds: Iterable[str]) -> bool:
    """Takes out the marks of notes and comments whose part is lost; true when there were any."""
    names = [f"{{*}}{mark}" for kind in kinds for mark in _NOTES.get(kind, ())]
    marks = list(root.iter(*names)) if names else []
    for mark in marks:
        _remove(mark)
    return bool(marks)


def _holder(element: etree._Element, names: tuple[str, ...]) -> etree._Element:
    above = element.iterancestors()
    return next((node for node in above if etree.QName(node).localname in names), element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
