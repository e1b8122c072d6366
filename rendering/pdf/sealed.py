"""Word files shut off from outside (bịt liên kết), before another program opens them.

A received document may name pictures, templates, data and objects elsewhere: on
the network, or on this computer, whose content would then stand in the PDF.
All of it is cut out, and told; text, and what a field last showed, stays.
"""

from __future__ import annotations

import posixpath
import re
from typing import cast

from lxml import etree

from ...errors import TemplateUnreadable, TemplateUnsafe
from ...i18n import tr
from ..limits import Limits
from ..package.content_types import TYPES_PART
from ..package.fetching import fields
from ..package.frozen import FrozenPackage, codec
from ..package.pictures import is_hidden_markup
from ..package.reading import unzip
from ..package.relations import KEPT, OUTSIDE, SIGNED, fetched_by, in_words, is_outside, kind_of
from .controls import open_controls
from .hidden_cells import empty_hidden_cells
from .note_order import settle_notes

# Files to print hold whole wards: larger than any template.
LIMITS = Limits(
    package_bytes=500_000_000,
    package_entries=20_000,
    part_bytes=400_000_000,
    total_bytes=800_000_000,
)
_MAIN = (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")
_HARMLESS_DATA = re.compile(r"#|\s*data:image/(?:png|jpe?g|gif|bmp)[;,]", re.IGNORECASE)

# In C: a file to print has a million elements.
_DROPPED = etree.XPath(
    "//*[local-name()='mailMerge' or local-name()='altChunk' or local-name()='subDoc'"
    " or local-name()='style']"
)
_SOURCES = etree.XPath("//*[@*[local-name()='src' or local-name()='href']]")


def sealed(data: bytes, name: str) -> tuple[bytes, list[str]]:
    """The document without anything from outside itself, and what was cut out of it.

    Raises :class:`TemplateError` for what is no Word document, is damaged or hides something.
    """
    parts = unzip(data, name, LIMITS)
    if not any(kind in parts.get(TYPES_PART, b"") for kind in _MAIN):
        raise TemplateUnreadable(name, why=tr("tệp không phải văn bản Word .docx"))
    cut: list[str] = []
    trees = {part: _tree(part, content, name) for part, content in parts.items()}
    roots = [root for root in trees.values() if root is not None]
    settled = [root for root in roots if open_controls(root)]
    settled += [root for root in roots if empty_hidden_cells(root)]
    settled += settle_notes(roots)
    for part, root in trees.items():
        if root is None:
            if is_hidden_markup(parts[part]):
                cut.append(tr("phần lạ trong tệp: {ten}").format(ten=part))
                parts[part] = b""
            continue
        before = len(cut)
        if posixpath.basename(posixpath.dirname(part)).lower() == "_rels":
            changed = _cut_relations(part, root, trees, cut)
        else:
            changed = _cut_content(root, cut)
        if changed or len(cut) > before or root in settled:
            parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    packed = FrozenPackage({}, list(parts), codec("auto")).assemble(list(parts.values()))
    return packed, list(dict.fromkeys(cut))


def _tree(part: str, content: bytes, name: str) -> etree._Element | None:
    """The XML of a part; ``None`` for one that is no XML, whatever it is called."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if part.lower().endswith((".xml", ".rels")) and content:
            raise TemplateUnreadable(
                name, why=tr("phần {phan} trong tệp bị hỏng").format(phan=part)
            ) from error
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateUnsafe(name, why=tr("phần {phan} có khai báo DTD").format(phan=part))
    return root


def _cut_relations(
    part: str,
    root: etree._Element,
    trees: dict[str, etree._Element | None],
    cut: list[str],
) -> bool:
    folder, file = posixpath.split(part)
    owner = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
    tree = trees.get(owner)
    fetched = set() if tree is None else fetched_by(tree)
    changed = False
    for relation in list(root.iter("{*}Relationship")):
        kind = kind_of(relation)
        outside = is_outside(relation)
        if kind == "hyperlink" and relation.get("Id", "") not in fetched:
            continue
        if kind in KEPT | SIGNED and not outside:
            continue
        parent = relation.getparent()
        if parent is not None:
            parent.remove(relation)
        changed = True
        # A chart shows what it holds itself; its workbook is only for editing.
        if outside or "/charts/" not in f"/{owner}":
            cut.append(f"{in_words(kind)}: {relation.get('Target', '')[:120]}")
    return changed


def _cut_content(root: etree._Element, cut: list[str]) -> bool:
    changed = False
    for field in fields(root):
        if field.fetching is not None or not field.is_typed:
            field.empty()
            cut.append(tr("trường {ten}").format(ten=field.fetching or "?"))
    drawing = etree.QName(root).localname == "svg"
    for element in cast(list[etree._Element], _DROPPED(root)):
        if drawing or etree.QName(element).localname != "style":
            element.clear()
            changed = True
    for element in cast(list[etree._Element], _SOURCES(root)):
        name = etree.QName(element).localname
        for key, value in _attributes(element):
            if etree.QName(key).localname not in ("src", "href"):
                continue
            if _HARMLESS_DATA.match(value) if drawing else not OUTSIDE.match(value):
                continue
            del element.attrib[key]
            if name in ("imagedata", "image", "fill", "stroke") or drawing:
                cut.append(f"{in_words('image')}: {value[:120]}")
            changed = True
    return changed


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in element.attrib.items()]
