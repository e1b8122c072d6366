"""Word files shut off from outside (bịt liên kết), before another program opens them.

A received document may name pictures, templates, data and objects elsewhere: on
the network, or on this computer, whose content would then stand in the PDF.
All of it is cut out, and told; text, and what a field last showed, stays.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from typing import cast

from lxml import etree

from ...errors import TemplateUnreadable, TemplateUnsafe
from ...i18n import tr
from ..limits import Limits
from ..package.frozen import FrozenPackage, codec
from ..package.reading import unzip

# Files to print hold whole wards: larger than any template.
_LIMITS = Limits(
    package_bytes=500_000_000,
    package_entries=20_000,
    part_bytes=400_000_000,
    total_bytes=800_000_000,
)
_TYPES = "[Content_Types].xml"
_MAIN = (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")
# By the last word of their kind; whatever else a document is related to is not a page.
_KEPT = frozenset([
    "officeDocument", "core-properties", "extended-properties", "custom-properties",
    "thumbnail", "styles", "stylesWithEffects", "numbering", "settings", "webSettings",
    "fontTable", "font", "theme", "themeOverride", "header", "footer", "footnotes",
    "endnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "image", "hdphoto", "hyperlink", "customXml", "customXmlProps", "glossaryDocument",
    "chart", "chartStyle", "chartColorStyle", "chartUserShapes", "diagramData",
    "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "origin",
    "signature", "certificate", "documenttasks", "keyMapCustomizations", "printerSettings",
    "classificationlabels",
])  # fmt: skip
_LINKS = frozenset(["hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"])
_OUTSIDE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\|[/\\]{2})|.*\\")
_FETCHES = re.compile(
    r"(?<![A-Za-z])(INCLUDE\w*|IMPORT|DDE\w*|LINK|DATABASE|RD|EMBED|AUTOTEXT\w*)(?![A-Za-z])",
    re.IGNORECASE,
)
_HARMLESS_DATA = re.compile(r"#|\s*data:image/(?:png|jpe?g|gif|bmp)[;,]", re.IGNORECASE)
# Programs of other kinds are started for these (PostScript), or they hide what they hold.
_NO_PICTURES = (b"%!PS", b"\xc5\xd0\xd3\xc6", b"\x1f\x8b")
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\x01\0\0\0",
    b"\xd7\xcd\xc6\x9a",
)  # fmt: skip
_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\xfe\xff\0\s]*<|.{0,9999}<(?:svg|html|\?xml|!doc)", re.I | re.S
)

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
    parts = unzip(data, name, _LIMITS)
    if not any(kind in parts.get(_TYPES, b"") for kind in _MAIN):
        raise TemplateUnreadable(name, why=tr("tệp không phải văn bản Word .docx"))
    cut: list[str] = []
    trees = {part: _tree(part, content, name, cut) for part, content in parts.items()}
    for part, root in trees.items():
        if root is None:
            if _is_hidden_markup(parts[part]):
                cut.append(tr("phần lạ trong tệp: {ten}").format(ten=part))
                parts[part] = b""
            continue
        before = len(cut)
        if posixpath.basename(posixpath.dirname(part)).lower() == "_rels":
            changed = _cut_relations(part, root, trees, cut)
        else:
            changed = _cut_content(root, cut)
        if changed or len(cut) > before:
            parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    packed = FrozenPackage({}, list(parts), codec("auto")).assemble(list(parts.values()))
    return packed, list(dict.fromkeys(cut))


def _tree(part: str, content: bytes, name: str, cut: list[str]) -> etree._Element | None:
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


def _is_hidden_markup(content: bytes) -> bool:
    """Whether a part that is no XML may still be read as a drawing or a page by somebody."""
    if content.startswith(_NO_PICTURES):
        return True
    return not content.startswith(_PICTURES) and _MARKUP.match(content) is not None


def _cut_relations(
    part: str,
    root: etree._Element,
    trees: dict[str, etree._Element | None],
    cut: list[str],
) -> bool:
    folder, file = posixpath.split(part)
    owner = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
    changed = False
    for relation in list(root.iter("{*}Relationship")):
        kind = relation.get("Type", "").rstrip("/").rpartition("/")[2]
        target = relation.get("Target", "")
        outside = relation.get("TargetMode", "").strip().lower() == "external"
        outside = outside or _OUTSIDE.match(target) is not None
        if kind == "hyperlink" and _only_a_link(relation.get("Id", ""), trees.get(owner)):
            continue
        if kind in _KEPT and not outside:
            continue
        parent = relation.getparent()
        if parent is not None:
            parent.remove(relation)
        changed = True
        # A chart shows what it holds itself; its workbook is only for editing.
        if outside or "/charts/" not in f"/{owner}":
            cut.append(f"{_kind_words(kind)}: {target[:120]}")
    return changed


def _only_a_link(mark: str, owner: etree._Element | None) -> bool:
    """Whether a relation serves as a link to click on, and no picture is fetched by it."""
    if owner is None:
        return True
    users = (e for e in owner.iter(etree.Element) if mark in e.attrib.values())
    return all(etree.QName(element).localname in _LINKS for element in users)


def _kind_words(kind: str) -> str:
    words = {
        "image": tr("ảnh ở ngoài tệp"),
        "attachedTemplate": tr("mẫu đính kèm"),
        "aFChunk": tr("đoạn chèn từ tệp khác"),
        "subDocument": tr("văn bản con"),
        "mailMergeSource": tr("nguồn trộn thư"),
        "oleObject": tr("đối tượng nhúng hoặc liên kết"),
        "package": tr("đối tượng nhúng hoặc liên kết"),
    }
    return words.get(kind) or tr("phần ngoài trang giấy ({loai})").format(loai=kind[:40])


def _cut_content(root: etree._Element, cut: list[str]) -> bool:
    changed = False
    for instruction, empty in _instructions(root):
        found = _FETCHES.search(instruction)
        if found:
            empty()
            cut.append(tr("trường {ten}").format(ten=found.group(1).upper()))
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
            if _HARMLESS_DATA.match(value) if drawing else not _OUTSIDE.match(value):
                continue
            del element.attrib[key]
            if name in ("imagedata", "image", "fill", "stroke") or drawing:
                cut.append(f"{_kind_words('image')}: {value[:120]}")
            changed = True
    return changed


def _instructions(root: etree._Element) -> Iterator[tuple[str, partial[None]]]:
    """The instruction of each field, joined from its pieces, and what empties it."""
    open_fields: list[list[etree._Element]] = []
    loose: list[etree._Element] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}fldSimple"):
        name = etree.QName(element).localname
        if name == "fldSimple":
            key = next((k for k, _ in _attributes(element) if k.endswith("instr")), None)
            if key is not None:
                yield element.get(key, ""), partial(element.set, key, "")
        elif name != "fldChar":
            (open_fields[-1] if open_fields else loose).append(element)
        else:
            role = next((v for k, v in _attributes(element) if k.endswith("fldCharType")), "")
            if role == "begin":
                open_fields.append([])
            elif role == "end" and open_fields:
                pieces = open_fields.pop()
                yield _joined(pieces), partial(_empty, pieces)
    for pieces in [*open_fields, loose]:
        yield _joined(pieces), partial(_empty, pieces)


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in element.attrib.items()]


def _joined(pieces: list[etree._Element]) -> str:
    return "".join(piece.text or "" for piece in pieces)


def _empty(pieces: list[etree._Element]) -> None:
    for piece in pieces:
        piece.text = ""
