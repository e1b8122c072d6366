"""A paper against docxtpl's (bằng nhau): part by part, by what they say."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from giayto.rendering import CompiledTemplate
from giayto.rendering.namespaces import SPACE, W

_PROPERTIES = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
)
_TEXT = W + "t"


def check_equal(
    source: bytes, template: CompiledTemplate, records: Sequence[dict[str, Any]]
) -> int:
    """Compares with docxtpl part by part, canonicalised; stops the run at a difference."""
    for record in records:
        document = DocxTemplate(io.BytesIO(source))
        document.render(record, autoescape=True)
        saved = io.BytesIO()
        document.save(saved)
        mine, other = _parts(template.render(record)), _parts(saved.getvalue())
        if mine.keys() != other.keys():
            sys.exit(f"khác phần: {mine.keys() ^ other.keys()}")
        for name, data in mine.items():
            if data != other[name] and _canonical(data) != _canonical(other[name]):
                sys.exit(f"khác docxtpl ở phần {name}")
    return len(records)


def _parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _canonical(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    if root.tag == _PROPERTIES:  # docxtpl adds the properties it asked for, empty ones too
        for empty in [node for node in root if not node.text]:
            root.remove(empty)
    for text in root.iter(_TEXT):
        if (text.text or "") == (text.text or "").strip():
            text.attrib.pop(SPACE, "")  # without blanks at its ends it says nothing
    return etree.tostring(root, method="c14n")
