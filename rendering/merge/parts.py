"""The parts that records of a merged file share (phần dùng chung): headers, lists, notes, media."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from ...errors import MergeFailed
from ...i18n import tr
from .whole_file import with_mirrored_margins

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT_RELS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_NUMBERING = "word/numbering.xml"
_NOTES = {"foot": "word/footnotes.xml", "end": "word/endnotes.xml"}
# What must be equal for a direct merge: it decides what every paragraph looks like.
_LOOKS = ("word/styles.xml", _NUMBERING)
# Relations of the main part that bodies refer to by id.
_STORIES = ("/header", "/footer")
_CARRIED = (*_STORIES, "/image", "/hyperlink")
# Remarks of a reviewer are not for print, and their numbers would be there twice.
_REMARKS = ("word/comments", "word/people")
_DROPPED = ("/comments", "/commentsExtended", "/commentsIds", "/people")


class SharedParts:
    """All parts of a merged file but its body, growing as records need more."""

    def __init__(self, first: Mapping[str, bytes]) -> None:
        self._parts = {
            name: data
            for name, data in first.items()
            if name != "word/document.xml" and not name.startswith(_REMARKS)
        }
        self._first_relations = first.get(_DOCUMENT_RELS, b"")
        self._base_relations = _relations(self._first_relations)
        self._relations = list(self._base_relations)
        self._types: list[tuple[str, str]] = []
        self._extensions: dict[str, str] = {}
        # Stories and pictures already in the file, by what they are.
        self._known: dict[tuple[str, ...] | tuple[str, bytes, bytes], str] = {}
        self._names = set(self._parts)
        self._story_cache: dict[tuple[bytes, ...], dict[bytes, bytes]] = {}
        self._notes = {kind: _Notes(kind, first.get(name)) for kind, name in _NOTES.items()}
        self._record = 0
        for relation in self._relations:
            self._remember(relation, first)

    @staticmethod
    def fits(first: Mapping[str, bytes], other: Mapping[str, bytes]) -> bool:
        """Whether another document can be merged directly with the first."""
        if any(first.get(name) != other.get(name) for name in _LOOKS):
            return False
        mirrored = [b"evenAndOddHeaders" in p.get("word/settings.xml", b"") for p in (first, other)]
        if mirrored[0] != mirrored[1]:
            return False
        used = set(re.findall(rb'\sr:[a-zA-Z]+="([^"]*)"', other["word/document.xml"]))
        for relation in _relations(other.get(_DOCUMENT_RELS, b"")):
            if relation["Id"].encode() not in used:
                continue
            if not relation["Type"].endswith(_CARRIED):
                return False
            if relation["Type"].endswith(_STORIES):
                rels = _rels_name(_target(relation))
                if rels in other and other[rels] != first.get(rels):
                    return False
        return True

    def next_record(self) -> None:
        """Tells that the record is done; the next one gets fresh lists and notes."""
        self._record += 1

    # -- headers, footers, pictures, links ----------------------------------------

    def relations_of(self, parts: Mapping[str, bytes]) -> dict[bytes, bytes]:
        """The relationship ids of one record that change, old to new."""
        source = parts.get(_DOCUMENT_RELS, b"")
        relations = _relations(source) if source != self._first_relations else self._base_relations
        key = (source, *(parts.get(_target(r), b"") for r in relations if _is_carried(r)))
        if key in self._story_cache:
            return self._story_cache[key]
        mapping: dict[bytes, bytes] = {}
        for relation in relations:
            if _is_carried(relation):
                new = self._place(relation, parts)
                if new != relation["Id"]:
                    mapping[relation["Id"].encode()] = new.encode()
        if len(self._story_cache) > 64:
            self._story_cache.clear()
        self._story_cache[key] = mapping
        return mapping

    def _identity(
        self, relation: Mapping[str, str], parts: Mapping[str, bytes]
    ) -> tuple[str, bytes, bytes]:
        if relation.get("TargetMode") == "External":
            return (relation["Type"], relation["Target"].encode(), b"")
        name = _target(relation)
        return (relation["Type"], parts.get(name, b""), parts.get(_rels_name(name), b""))

    def _remember(self, relation: Mapping[str, str], parts: Mapping[str, bytes]) -> None:
        if _is_carried(relation):
            self._known.setdefault(self._identity(relation, parts), relation["Id"])

    def _place(self, relation: Mapping[str, str], parts: Mapping[str, bytes]) -> str:
        """The id in the merged file of what ``relation`` points to, added when new."""
        identity = self._identity(relation, parts)
        if identity in self._known:
            return self._known[identity]
        new = dict(relation)
        new["Id"] = f"rIdGop{len(self._relations)}"
        if relation.get("TargetMode") != "External":
            self._copy_part(relation, parts, new)
        self._relations.append(new)
        self._known[identity] = new["Id"]
        return new["Id"]

    def _copy_part(
        self, relation: Mapping[str, str], parts: Mapping[str, bytes], new: dict[str, str]
    ) -> None:
        old_name = _target(relation)
        if old_name not in parts:
            raise MergeFailed(
                tr("Tệp thiếu phần «{ten}».").format(ten=old_name),
                fix=tr("Mở tệp đó bằng Word, lưu lại rồi gộp."),
            )
        folder, base = posixpath.split(old_name)
        stem, _, extension = base.rpartition(".")
        name = old_name
        number = len(self._relations)
        while name in self._names:
            name = f"{folder}/{re.sub('[0-9]+$', '', stem)}{number}.{extension}"
            number += 1
        self._names.add(name)
        data = parts[old_name]
        if relation["Type"].endswith(_STORIES):
            kind = relation["Type"].rsplit("/", 1)[1]
            self._types.append((f"/{name}", f"{_WORD_TYPE}.{kind}+xml"))
            rels = _rels_name(old_name)
            if rels in parts:
                self._parts[_rels_name(name)] = parts[rels]
        else:
            self._extensions[extension.lower()] = _picture_type(extension)
        self._parts[name] = data
        new["Target"] = posixpath.relpath(name, "word")

    def empty_stories(self, wanted: set[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
        """References to empty headers and footers, so that a record inherits none."""
        found = []
        for element, kind in sorted(wanted):
            story = element.removesuffix("Reference")
            name = f"word/{story}-trong.xml"
            relation = {"Id": f"rIdTrong_{story}", "Type": f"{_OFFICE}/{story}"}
            relation["Target"] = posixpath.basename(name)
            if name not in self._names:
                root = "hdr" if story == "header" else "ftr"
                uri = _W.strip("{}")
                self._parts[name] = f'<w:{root} xmlns:w="{uri}"><w:p/></w:{root}>'.encode()
                self._names.add(name)
                self._types.append((f"/{name}", f"{_WORD_TYPE}.{story}+xml"))
                self._relations.append(relation)
            found.append((element, kind, relation["Id"]))
        return tuple(found)

    # -- notes -----------------------------------------------------------

    def notes_of(self, parts: Mapping[str, bytes]) -> dict[tuple[bytes, bytes], bytes]:
        """The note numbers of one record that change."""
        mapping: dict[tuple[bytes, bytes], bytes] = {}
        for kind, name in _NOTES.items():
            for old, new in self._notes[kind].add(parts.get(name), first=self._record == 0).items():
                mapping[(kind.encode(), old)] = new
        return mapping

    # -- settings ---------------------------------------------------------------------

    def mirror_margins(self) -> None:
        """Keep the binding edge on the inside of both sides of a sheet."""
        kind = f"{_OFFICE}/settings"
        found = next((r for r in self._relations if r["Type"] == kind), None)
        if found is None:
            found = {"Id": "rIdGopCaiDat", "Type": kind, "Target": "cai-dat.xml"}
            self._relations.append(found)
            self._types.append(("/word/cai-dat.xml", f"{_WORD_TYPE}.settings+xml"))
        name = _target(found)
        self._parts[name] = with_mirrored_margins(self._parts.get(name))

    # -- the end ---------------------------------------------------------------------

    def finished(self) -> Iterator[tuple[str, bytes]]:
        """All parts but the body, by name, when every record is in."""
        parts = dict(self._parts)
        for kind, name in _NOTES.items():
            if name in parts:
                parts[name] = self._notes[kind].finished(parts[name])
        parts[_DOCUMENT_RELS] = self._relations_part()
        parts[_TYPES] = self._types_part(parts[_TYPES])
        yield from parts.items()

    def _relations_part(self) -> bytes:
        root = etree.fromstring(f'<Relationships xmlns="{_REL_NS}"/>')
        for relation in self._relations:
            node = etree.SubElement(root, f"{{{_REL_NS}}}Relationship")
            for key, value in relation.items():
                node.set(key, value)
        return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)

    def _types_part(self, source: bytes) -> bytes:
        root = etree.fromstring(source)
        for node in list(root):
            if (node.get("PartName") or "").lstrip("/").startswith(_REMARKS):
                root.remove(node)
        have = {(n.get("Extension") or "").lower() for n in root}
        for extension, kind in self._extensions.items():
            if extension not in have:
                node = etree.Element(f"{{{_TYPES_NS}}}Default")
                node.set("Extension", extension)
                node.set("ContentType", kind)
                root.insert(0, node)
        for name, kind in self._types:
            node = etree.SubElement(root, f"{{{_TYPES_NS}}}Override")
            node.set("PartName", name)
            node.set("ContentType", kind)
        return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)


class _Notes:
    """Footnotes or endnotes: the ones of each record get numbers of their own."""

    def __init__(self, kind: str, first: bytes | None) -> None:
        self._tag = f"{_W}{kind}note"
        self._added: list[bytes] = []
        self._cache: tuple[bytes, list[tuple[bytes, bytes, bytes]]] = (b"", [])
        self._next = 1
        if first is not None:
            ids = [
                int(node.get(f"{_W}id", "0")) for node in etree.fromstring(first).iter(self._tag)
            ]
            self._next = max(ids, default=0) + 1

    def add(self, part: bytes | None, *, first: bool) -> dict[bytes, bytes]:
        if part is None or first:
            return {}
        if self._cache[0] != part:
            self._cache = (part, list(self._cut(part)))
        mapping = {}
        for old, before, after in self._cache[1]:
            new = str(self._next).encode()
            self._next += 1
            self._added.append(before + new + after)
            mapping[old] = new
        return mapping

    def _cut(self, part: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
        mark = "giayto-note"
        for node in etree.fromstring(part).iter(self._tag):
            if node.get(f"{_W}type") not in (None, "normal"):
                continue  # separators are shared
            old = node.get(f"{_W}id", "").encode()
            node.set(f"{_W}id", mark)
            before, _, after = etree.tostring(node, with_tail=False).partition(mark.encode())
            yield old, before, after

    def finished(self, part: bytes) -> bytes:
        position = part.rfind(b"</")
        return part[:position] + b"".join(self._added) + part[position:]


def _relations(source: bytes) -> list[dict[str, str]]:
    if not source:
        return []
    return [
        {str(key): str(value) for key, value in node.attrib.items()}
        for node in etree.fromstring(source).iter(f"{{{_REL_NS}}}Relationship")
        if not str(node.get("Type")).endswith(_DROPPED)
    ]


def _is_carried(relation: Mapping[str, str]) -> bool:
    return relation["Type"].endswith(_CARRIED)


def _target(relation: Mapping[str, str]) -> str:
    target = relation["Target"]
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("word", target))


def _rels_name(part: str) -> str:
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels"


def _picture_type(extension: str) -> str:
    known = {"jpg": "jpeg", "tif": "tiff", "emf": "x-emf", "wmf": "x-wmf", "svg": "svg+xml"}
    name = extension.lower()
    return f"image/{known.get(name, name)}"
