"""The rules whose breach makes Word refuse a file, as one function for tests."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from urllib.parse import unquote

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_BLOCKS = {W + n for n in ("p", "tbl", "sdt", "customXml")}
_MARKS = {
    W + n
    for n in [
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "sectPr",
        "permStart",
        "permEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "ins",
        "del",
        "altChunk",
    ]
}
_TEXT_HOLDERS = {W + n for n in ("t", "instrText", "delText", "delInstrText")}


def problems(document: bytes) -> list[str]:
    """What is wrong with a .docx; empty when Word would open it."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        if archive.testzip():
            return ["damaged zip"]
        names = archive.namelist()
        found += [f"twice in zip: {n}" for n, k in Counter(names).items() if k > 1]
        parts = {name: archive.read(name) for name in names}
    trees: dict[str, etree._Element] = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                found.append(f"{name}: not well-formed: {error}")
    if "[Content_Types].xml" not in trees or "word/document.xml" not in trees:
        return [*found, "no content types or no document"]
    found += _content_types(parts, trees["[Content_Types].xml"])
    relations = {name: tree for name, tree in trees.items() if name.endswith(".rels")}
    for name, tree in relations.items():
        found += _relations(name, tree, parts)
    numbering = trees.get("word/numbering.xml")
    numbers = (
        {n.get(W + "numId") for n in numbering.iter(W + "num")} if numbering is not None else set()
    )
    for name, tree in trees.items():
        if name.startswith("word/") and tree.tag.startswith(W):
            folder, base = posixpath.split(name)
            own = relations.get(f"{folder}/_rels/{base}.rels")
            found += [f"{name}: {problem}" for problem in _story(tree, own, numbers)]
    return found


def _content_types(parts: dict[str, bytes], types: etree._Element) -> list[str]:
    defaults = {n.get("Extension", "").lower() for n in types.iter(_TYPES + "Default")}
    overrides = [n.get("PartName", "").lstrip("/") for n in types.iter(_TYPES + "Override")]
    found = [f"content type for a part that is not there: {n}" for n in overrides if n not in parts]
    found += [f"content type twice: {n}" for n, k in Counter(overrides).items() if k > 1]
    for name in parts:
        extension = name.rsplit(".", 1)[-1].lower()
        if name != "[Content_Types].xml" and name not in overrides and extension not in defaults:
            found.append(f"no content type: {name}")
    return found


def _relations(name: str, tree: etree._Element, parts: dict[str, bytes]) -> list[str]:
    found = []
    folder = posixpath.dirname(posixpath.dirname(name))
    source = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
    if name != "_rels/.rels" and source not in parts:
        found.append(f"{name}: describes no part")
    ids = Counter(node.get("Id") for node in tree.iter(_REL))
    found += [f"{name}: id twice {i}" for i, k in ids.items() if k > 1]
    for node in tree.iter(_REL):
        if node.get("TargetMode") == "External":
            continue
        target = unquote(node.get("Target", ""))
        full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        if posixpath.normpath(full) not in parts:
            found.append(f"{name}: {node.get('Id')} points nowhere ({target})")
    return found


def _story(tree: etree._Element, own: etree._Element | None, numbers: set[str | None]) -> list[str]:
    found = []
    known = {node.get("Id") for node in own.iter(_REL)} if own is not None else set()
    for node in tree.iter(etree.Element):
        for key, value in node.attrib.items():
            if str(key).startswith(R) and value not in known:
                found.append(f"unknown relationship {value!s}")
        if str(node.tag).startswith(W):
            if node.tag not in _TEXT_HOLDERS and (node.text or "").strip():
                found.append(f"text in {node.tag}")
            if (node.tail or "").strip():
                found.append(f"text after {node.tag}")
    for row in tree.iter(W + "tr"):
        if row.find(".//" + W + "tc") is None:
            found.append("row without cell")
    for table in tree.iter(W + "tbl"):
        if table.find(".//" + W + "tr") is None:
            found.append("table without row")
        if table.find(W + "tblGrid") is None:
            found.append("table without grid")
    for cell in tree.iter(W + "tc"):
        blocks = [child for child in cell if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag not in (W + "p", W + "sdt"):
            found.append("cell without closing paragraph")
    for name in ("hdr", "ftr", "footnote", "endnote", "txbxContent"):
        for story in tree.iter(W + name):
            named = story.getparent()
            if named is not None and named.tag in (W + "footnotePr", W + "endnotePr"):
                continue  # settings only name the separators
            if not any(child.tag in _BLOCKS for child in story):
                found.append(f"{name} without paragraph")
    for body in tree.iter(W + "body"):
        for child in body:
            if child.tag not in _BLOCKS | _MARKS:
                found.append(f"{child.tag} in body")
        if body.find(W + "sectPr") is not None and body[-1].tag != W + "sectPr":
            found.append("section properties not last")
    for paragraph in tree.iter(W + "p"):
        parent = paragraph.getparent()
        if parent is not None and parent.tag in (W + "p", W + "r", W + "t"):
            found.append("paragraph inside a run or paragraph")
    for run in tree.iter(W + "r"):
        parent = run.getparent()
        if parent is not None and parent.tag in (W + "r", W + "t", W + "body", W + "tc"):
            found.append(f"run inside {parent.tag}")
    found += _unique(tree)
    for number in tree.iter(W + "numId"):
        used = number.get(W + "val")
        if numbers and used != "0" and used not in numbers:
            found.append(f"unknown list {used}")
    return found


def _unique(tree: etree._Element) -> list[str]:
    found = []
    checks = (
        ("drawing id", [node.get("id") for node in tree.iter(WP + "docPr")]),
        ("bookmark id", [node.get(W + "id") for node in tree.iter(W + "bookmarkStart")]),
        ("bookmark name", [node.get(W + "name") for node in tree.iter(W + "bookmarkStart")]),
        ("paraId", [node.get(W14 + "paraId") for node in tree.iter(W + "p")]),
    )
    for what, values in checks:
        found += [f"{what} twice: {v}" for v, k in Counter(values).items() if v and k > 1]
    starts = Counter(node.get(W + "id") for node in tree.iter(W + "bookmarkStart"))
    ends = Counter(node.get(W + "id") for node in tree.iter(W + "bookmarkEnd"))
    if starts != ends:
        found.append("bookmarks not in pairs")
    return found
