"""The zip package of a workbook (gói .xlsx): parts, relations, content types."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from .xml import Element, namespace, parse, serialise

_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a part to another (quan hệ): ``part`` is its target."""

    id: str
    type: str
    part: str

    @property
    def kind(self) -> str:
        """What the target is to the part: ``worksheet``, ``comments`` …"""
        return self.type.rpartition("/")[2]


class Package:
    """An open package (gói đang sửa); parts that are not written are given back as they were.

    Names of parts are found whatever their case, as Excel does. Raises
    ``ValueError`` where the package lacks what every package has.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._infos = {info.filename: info for info in self._archive.infolist()}
        self._names = {name.lower(): name for name in self._infos}
        self._written: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def names(self) -> list[str]:
        """The names of all parts as they are written."""
        return list(self._names.values())

    def read(self, name: str) -> bytes:
        """The content of a part as it stands now."""
        if name not in self:
            raise ValueError(f"no part {name}")
        real = self._names[name.lower()]
        return self._written[real] if real in self._written else self._archive.read(real)

    def write(self, name: str, content: bytes) -> None:
        """Replace a part, or add one that is declared already."""
        real = self._names.setdefault(name.lower(), name)
        self._written[real] = content
        self._removed.discard(real)

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part and declare its type."""
        self.write(name, content)
        types = parse(self.read(_CONTENT_TYPES))
        override = etree.SubElement(types, namespace(types) + "Override")
        override.set("PartName", "/" + name)
        override.set("ContentType", content_type)
        self.write(_CONTENT_TYPES, serialise(types))

    def remove(self, name: str, owner: str) -> None:
        """Take a part out, with its declaration and the owner's relation to it."""
        real = self._names.pop(name.lower())
        self._removed.add(real)
        self._written.pop(real, None)
        types = parse(self.read(_CONTENT_TYPES))
        for entry in list(types):
            if entry.get("PartName", "").lower() == "/" + name.lower():
                types.remove(entry)
        self.write(_CONTENT_TYPES, serialise(types))
        relations = parse(self.read(_relations_name(owner)))
        for entry in list(relations):
            if _target(owner, entry).lower() == name.lower():
                relations.remove(entry)
        self.write(_relations_name(owner), serialise(relations))

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part to other parts of the package; ``""`` is the package itself."""
        name = _relations_name(part)
        if name not in self:
            return []
        return [
            Relation(entry.get("Id", ""), entry.get("Type", ""), _target(part, entry))
            for entry in parse(self.read(name))
            if isinstance(entry.tag, str) and entry.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> Relation | None:
        """The first relation of this kind to a part that exists."""
        found = (r for r in self.relations(part) if r.kind == kind and r.part in self)
        return next(found, None)

    def relate(self, part: str, relation_type: str, target: str) -> str:
        """Add a relation to a part; gives its identifier."""
        name = _relations_name(part)
        if name in self:
            root = parse(self.read(name))
        else:
            root = parse(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        taken = {entry.get("Id") for entry in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        entry = etree.SubElement(root, namespace(root) + "Relationship")
        entry.set("Id", f"rId{number}")
        entry.set("Type", relation_type)
        entry.set("Target", "/" + target)
        self.write(name, serialise(root))
        return f"rId{number}"

    def default_type(self, extension: str, content_type: str) -> None:
        """Declare the type of all parts with this extension, when nothing declares it yet."""
        types = parse(self.read(_CONTENT_TYPES))
        if any(entry.get("Extension", "").lower() == extension for entry in types):
            return
        entry = etree.Element(namespace(types) + "Default")
        entry.set("Extension", extension)
        entry.set("ContentType", content_type)
        types.insert(0, entry)
        self.write(_CONTENT_TYPES, serialise(types))

    def free_name(self, pattern: str) -> str:
        """The first unused name of a pattern such as ``xl/comments{}.xml``."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def to_bytes(self) -> bytes:
        """The package as it stands now, its parts in the order they had."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, info in self._infos.items():
                if name not in self._removed:
                    archive.writestr(_like(info), self.read(name))
            for name, content in self._written.items():
                if name not in self._infos:
                    archive.writestr(name, content)
        return target.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A fresh entry of the same name, time and way of packing."""
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    stored = info.compress_type == zipfile.ZIP_STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = info.external_attr
    return entry


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _target(part: str, entry: Element) -> str:
    base = posixpath.join("/", posixpath.dirname(part))
    return posixpath.normpath(posixpath.join(base, entry.get("Target", ""))).lstrip("/")
