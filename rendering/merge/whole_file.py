"""What holds for a merged file as a whole (cả tệp gộp): its title, its two sides of a sheet."""

from __future__ import annotations

from lxml import etree

from ..namespaces import W
from ..schema_order import put

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def with_mirrored_margins(settings: bytes | None) -> bytes:
    """The settings of a file printed on both sides: the binding edge stays on the inside.

    ``None``, here and below, for a file that had no settings.
    """
    root = _settings(settings)
    _fresh(root, "mirrorMargins")
    return _written(root)


def with_even_pages(settings: bytes | None) -> bytes:
    """Settings by which even pages have headers of their own."""
    root = _settings(settings)
    for node in root.findall(f"{W}evenAndOddHeaders"):
        root.remove(node)
    _fresh(root, "evenAndOddHeaders")
    return _written(root)


def with_endnotes_after_sections(settings: bytes | None) -> bytes:
    """Settings by which the endnotes of a record follow it, not the last record of all."""
    root = _settings(settings)
    place = _fresh(_fresh(root, "endnotePr"), "pos")
    place.set(f"{W}val", "sectEnd")
    return _written(root)


def with_separators(settings: bytes | None, theirs: etree._Element) -> bytes:
    """Settings that name the separators of notes as ``theirs`` (``w:footnotePr``) does."""
    root = _settings(settings)
    mine = _fresh(root, etree.QName(theirs).localname)
    for node in theirs.iter(f"{W}footnote", f"{W}endnote"):
        mine.append(etree.fromstring(etree.tostring(node, with_tail=False)))
    return _written(root)


def with_title(properties: bytes, title: str) -> bytes:
    """The document properties with another title than the first record's."""
    root = etree.fromstring(properties)
    found = root.find(_TITLE)
    if found is None:
        found = etree.SubElement(root, _TITLE)
    found.text = title
    return _written(root)


def _settings(settings: bytes | None) -> etree._Element:
    if settings is None:
        return etree.Element(f"{W}settings", nsmap={"w": W[1:-1]})
    return etree.fromstring(settings)


def _fresh(parent: etree._Element, name: str) -> etree._Element:
    """The child of that name, made at its place when it is not there."""
    found = parent.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        put(parent, found)
    return found


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
