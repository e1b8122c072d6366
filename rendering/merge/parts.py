"""The parts that records of a merged file share (phần dùng chung): each thing is there once."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from itertools import count
from typing import Any

from lxml import etree

from ...errors import MergeFailed
from ...i18n import tr
from ..namespaces import W
from ..package.content_types import TYPES_NS, TYPES_PART, WORD_TYPE
from ..package.relations import OFFICE, RELATION, RELATIONS_NS, relations_part
from .graph import STORIES, Graph, Relation, with_picture

# Of a template (.dotx) the merged file is a document.
_MAIN_TYPE = f"{WORD_TYPE}.document.main+xml"
_NUMBER = re.compile("[0-9]+$")
_DRAWING = re.compile(rb'(<wp:docPr\s(?:[^<>]*?\s)?id=")\d+(")')
_BEHIND_BODIES = 1_000_001


class Links:
    """The relationships of one part of the merged file (quan hệ), growing as records need more."""

    def __init__(self, part: str, first: Graph | None = None) -> None:
        self.part = part
        self._relations: list[Relation] = []
        self._ids: dict[tuple[str, str, bool], str] = {}
        self._used: set[str] = set()
        for relation in first.relations(part) if first is not None else ():
            target = relation.target if relation.external else first.target(part, relation)  # type: ignore[union-attr]
            self._add(relation, (relation.type, target, relation.external))

    def to(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id that leads to a part (by its name) or an address, added when new."""
        key = (kind, target, external)
        if key not in self._ids:
            number = len(self._used)
            while f"rIdGop{number}" in self._used:
                number += 1
            written = target if external else relative(self.part, target)
            self._add(
                Relation(f"rIdGop{number}", kind, kind.rsplit("/", 1)[-1], written, external), key
            )
        return self._ids[key]

    def __bool__(self) -> bool:
        return bool(self._relations)

    def forget(self, kind: str) -> None:
        """Leads no longer to parts of that kind."""
        gone = {relation.id for relation in self._relations if relation.kind == kind}
        self._relations = [r for r in self._relations if r.id not in gone]
        self._ids = {key: i for key, i in self._ids.items() if i not in gone}

    def _add(self, relation: Relation, key: tuple[str, str, bool]) -> None:
        self._relations.append(relation)
        self._used.add(relation.id)
        self._ids.setdefault(key, relation.id)

    def written(self) -> bytes:
        """The ``.rels`` part."""
        return _written(self._relations)


class SharedParts:
    """All parts of a merged file but its body, growing as records need more.

    ``parts`` are those there so far, by name; ``links`` the relationships of the body.
    """

    def __init__(self, first: Graph) -> None:
        self.main = first.main
        self.parts = dict(first.parts)
        self.links = Links(first.main, first)
        self._first = first
        # The parts of which there is one.
        own = {kind: first.shared(kind) for kind in ("settings", "styles", "numbering")}
        self._own = {kind: name for kind, name in own.items() if name is not None}
        self._types: dict[str, str] = {}
        # Where each thing already in the file is, by what it is.
        self._stored: dict[tuple[bytes, ...], str] = {}
        self._names = {name.lower() for name in self.parts}
        self._drawings = count(_BEHIND_BODIES)
        self._numbers: Counter[str] = Counter()
        self._last: tuple[list[tuple[str, bytes | None]], dict[bytes, bytes]] = ([], {})
        for name in sorted(first.below(first.main)):
            for relation in first.relations(name):
                if not relation.external and first.target(name, relation) in first.parts:
                    ids = [r.id for r in first.drawn(name, relation)]
                    key = _key(first.identity(name, relation), ids)
                    self._stored.setdefault(key, first.target(name, relation))

    def graph(self, parts: Any) -> Graph:
        """The graph of the next record."""
        return Graph(parts, self._first)

    # -- headers, footers, pictures, charts, links ---------------------------------------

    def relations_of(self, graph: Graph) -> dict[bytes, bytes]:
        """The relationship ids of one record's body that change, old to new."""
        read, mapping = self._last
        parts = graph.parts
        if read and all(parts.get(name) is data for name, data in read):
            return mapping
        mapping = {}
        names = {relations_part(graph.main): None}
        for relation in graph.carried():
            new = self.place(graph, graph.main, relation, self.links)
            if new != relation.id:
                mapping[relation.id.encode()] = new.encode()
            if not relation.external:
                names.update(dict.fromkeys(graph.extent(graph.target(graph.main, relation))))
        self._last = ([(name, parts.get(name)) for name in names], mapping)
        return mapping

    def place(self, graph: Graph, owner: str, relation: Relation, links: Links) -> str:
        """The id among ``links`` of what a relationship of ``owner`` leads to, added when new."""
        if relation.external:
            return links.to(relation.type, relation.target, external=True)
        drawn = graph.drawn(owner, relation)
        ids = {r.id: self.place(graph, owner, r, links) for r in drawn}
        return links.to(relation.type, self._store(graph, owner, relation, ids))

    def _store(self, graph: Graph, owner: str, relation: Relation, drawn: dict[str, str]) -> str:
        """The name in the merged file of the part that a relationship leads to, added when new."""
        source = graph.target(owner, relation)
        if source not in graph.parts:
            raise MergeFailed(
                tr("Tệp thiếu phần «{ten}».").format(ten=source),
                fix=tr("Mở tệp đó bằng Word, lưu lại rồi gộp."),
            )
        key = _key(graph.identity(owner, relation), drawn.values())
        if key in self._stored:
            return self._stored[key]
        content = with_picture(graph.parts[source], drawn)
        if relation.kind in STORIES:
            content = self.drawn_apart(content)
        name = self._stored[key] = self.add(source, content, graph.content_type(source))
        led = []
        for inner in graph.relations(source):
            if not inner.external:
                if graph.target(source, inner) not in graph.parts:
                    continue  # Word passes over what leads nowhere
                ids = {r.id: r.id for r in graph.drawn(source, inner)}
                target = relative(name, self._store(graph, source, inner, ids))
                inner = inner._replace(target=target)
            led.append(inner)
        if led:
            self.parts[relations_part(name)] = _written(led)
        return name

    def add(self, wanted: str, content: bytes, content_type: str) -> str:
        """Adds a part under a name like ``wanted`` that no other has; gives the name."""
        folder, base = posixpath.split(wanted)
        stem, dot, extension = base.rpartition(".")
        stem = posixpath.join(folder, _NUMBER.sub("", stem))
        name = wanted
        while name.lower() in self._names:
            self._numbers[stem] += 1
            name = f"{stem}{self._numbers[stem]}{dot}{extension}"
        self._names.add(name.lower())
        self.parts[name] = content
        self._types[name] = content_type
        return name

    def drawn_apart(self, story: bytes) -> bytes:
        """A header or note whose drawings have numbers that are in the file once."""
        if b"<wp:docPr " not in story:
            return story
        return _DRAWING.sub(
            lambda m: m.group(1) + str(next(self._drawings)).encode() + m.group(2), story
        )

    def empty_stories(self, wanted: Set[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
        """References to empty headers and footers, so that a record inherits none."""
        found = []
        for element, kind in sorted(wanted):
            story = element.removesuffix("Reference")
            assert story in STORIES
            name = self.beside(f"{story}-trong.xml")
            if name not in self.parts:
                root = "hdr" if story == "header" else "ftr"
                empty = f'<w:{root} xmlns:w="{W[1:-1]}"><w:p/></w:{root}>'.encode()
                self.add(name, empty, f"{WORD_TYPE}.{story}+xml")
            found.append((element, kind, self.links.to(f"{OFFICE}/{story}", name)))
        return tuple(found)

    def beside(self, base: str) -> str:
        """The name of a part in the folder of the body."""
        return posixpath.join(posixpath.dirname(self.main), base)

    # -- settings ------------------------------------------------------------------------

    def change_settings(self, change: Callable[[bytes | None], bytes]) -> None:
        """Puts other settings in the place of those of the file (``None``: it had none)."""
        self.put("settings", change(self.read("settings")))

    def read(self, kind: str) -> bytes | None:
        """The part of which there is one of that kind, as it is now."""
        name = self._own.get(kind)
        return None if name is None else self.parts[name]

    def put(self, kind: str, content: bytes) -> None:
        """Puts another part in the place of the one of that kind, or a first one."""
        name = self._own.get(kind)
        if name is None:
            wanted = self.beside(f"{kind}.xml")
            name = self._own[kind] = self.add(wanted, content, f"{WORD_TYPE}.{kind}+xml")
            self.links.to(f"{OFFICE}/{kind}", name)
        self.parts[name] = content

    # -- the end -------------------------------------------------------------------------

    def finished(self) -> Iterator[tuple[str, bytes]]:
        """All parts but the body, by name, when every record is in; none that nothing leads to."""
        parts = self.parts
        parts[relations_part(self.main)] = self.links.written()
        reached = Graph(parts).below("")
        parts[TYPES_PART] = self._types_part(reached)
        led = {relations_part(name) for name in reached}
        for name, data in parts.items():
            if name == TYPES_PART or name in led or (name in reached and name != self.main):
                yield name, data

    def _types_part(self, reached: set[str]) -> bytes:
        root = etree.fromstring(self.parts[TYPES_PART])
        lowered = {name.lower() for name in reached}
        defaults = {}
        for node in list(root):
            name = (node.get("PartName") or "").lstrip("/").lower()
            if node.get("Extension"):
                defaults[node.get("Extension", "").lower()] = node.get("ContentType")
            elif name not in lowered:
                root.remove(node)
            elif name == self.main.lower():
                node.set("ContentType", _MAIN_TYPE)
        for name, kind in self._types.items():
            extension = posixpath.splitext(name)[1].lstrip(".").lower()
            if extension not in ("", "xml", *defaults):
                node = etree.Element(f"{{{TYPES_NS}}}Default")
                node.set("Extension", extension)
                root.insert(0, node)
                defaults[extension] = kind
            elif defaults.get(extension) != kind:
                node = etree.SubElement(root, f"{{{TYPES_NS}}}Override")
                node.set("PartName", f"/{name}")
            else:
                continue
            node.set("ContentType", kind)
        return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)


def _key(identity: bytes, drawn: Any) -> tuple[bytes, ...]:
    """What a part is in the merged file: data of a diagram are also where their picture is."""
    return (identity, *(i.encode() for i in sorted(drawn)))


def relative(part: str, target: str) -> str:
    """A target as the relationships of ``part`` write it."""
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def _written(relations: list[Relation]) -> bytes:
    root = etree.Element(f"{{{RELATIONS_NS}}}Relationships", nsmap={None: RELATIONS_NS})  # type: ignore[dict-item]
    for relation in relations:
        node = etree.SubElement(root, RELATION)
        node.set("Id", relation.id)
        node.set("Type", relation.type)
        node.set("Target", relation.target)
        if relation.external:
            node.set("TargetMode", "External")
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
