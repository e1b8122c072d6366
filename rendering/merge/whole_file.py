"""What holds for a merged file as a whole (cả tệp gộp): its title, its two sides of a sheet."""

from __future__ import annotations

from lxml import etree

from ..schema_order import put

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def with_mirrored_margins(settings: bytes | None) -> bytes:
    """The settings of a file printed on both sides: the binding edge stays on the inside.

    ``None`` for a file that had no settings.
    """
    root = etree.Element(f"{_W}settings") if settings is None else etree.fromstring(settings)
    if root.find(f"{_W}mirrorMargins") is None:
        put(root, etree.Element(f"{_W}mirrorMargins"))
    return _written(root)


def with_title(properties: bytes, title: str) -> bytes:
    """The document properties with another title than the first record's."""
    root = etree.fromstring(properties)
    found = root.find(_TITLE)
    if found is None:
        found = etree.SubElement(root, _TITLE)
    found.text = title
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
