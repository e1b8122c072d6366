"""How the documents of one merged file look (vẻ ngoài): styles, lists, theme, each as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from ...i18n import tr
from ..package.content_types import TYPES_NS, TYPES_PART, WORD_TYPE
from ..package.relations import OFFICE, RELATION, RELATIONS_NS, relations_part
from .graph import Graph
from .markup import plain, with_style
from .numbering import Numbering, numbers_in
from .parts import SharedParts
from .styles import Names, Styles, ids_in
from .themes import compare_themes
from .unlike import unlike

_KINDS = ("styles", "numbering", "theme")
_USE = re.compile(rb'(<w:(pStyle|rStyle|tblStyle|numId)\s[^<>]*?w:val=")([^"<]*)(")')
_NOWHERE = b"KhongCo"
_TABLE = re.compile(rb"(<w:tblPr(?:\s[^<>]*?)?)(/?>)(\s*<w:tblStyle\s)?")


_Sources = tuple[bytes | None, ...]


class Renaming(NamedTuple):
    """What one document's styles and lists are called in the merged file."""

    styles: Names
    lists: Mapping[str, str]
    own_styles: frozenset[str]
    own_lists: frozenset[str]


class Looks:
    """The looks of a merged file, begun with those of its first document."""

    def __init__(self, first: Graph) -> None:
        self._first = first
        self._sources = _sources(first)
        names = [relations_part(first.main), *filter(None, map(first.shared, _KINDS))]
        # The very bytes of the first document need no reading: records of one template.
        self._same = [(name, first.parts.get(name)) for name in names]
        self._styles = Styles(self._sources[0])
        self._numbering = Numbering(self._sources[1])
        self._known: dict[_Sources, Renaming] = {}
        self._grown = self._is_begun = self._is_mixed = False
        self._kept = _renaming(Names({}, None, None), {}, self._sources)
        self._bullets = _bullets(first)

    def take(self, graph: Graph) -> Renaming | None:
        """Takes in the looks of a document; ``None`` when it has those of the first.

        Raises :class:`MergeFailed` where one of them would have to look otherwise.
        """
        sources = _sources(graph)
        if sources == self._sources:
            return None
        if sources not in self._known:
            compare_themes(self._first, graph)
            if sources[1] is not None and _bullets(graph) not in (b"", self._bullets):
                raise unlike(tr("danh sách có dấu đầu dòng là ảnh khác nhau"))
            lists = self._numbering.take(sources[1]) if sources[1] is not None else {}
            names = self._styles.take(sources[0], lists)
            self._numbering.rename_styles(names.styles)
            self._grown = True
            renaming = _renaming(names, lists, sources)
            stories = (graph.main, *graph.stories())
            if names.styles and any(b"STYLEREF" in graph.parts[name] for name in stories):
                raise unlike(
                    tr("trường STYLEREF gọi kiểu chữ «{ten}», mà kiểu ấy khác nhau").format(
                        ten=next(iter(names.styles))
                    )
                )
            if self._is_begun:  # its new lists are this record's own
                return renaming
            self._known[sources] = renaming
        return self._known[sources]

    def fitted(self, parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """The parts of the next document, named as in the merged file.

        The first has the looks taken in so far. Raises :class:`MergeFailed` as :meth:`take`.
        """
        if not self._is_begun:
            self._numbering.begin()
            self._is_begun = True
            self._is_mixed = self._grown
            if not self._grown:
                return parts
            parts = _renamed_parts(self._first, self._kept)
            parts = _with_part(parts, "styles", self._styles.written())
            return _with_part(parts, "numbering", self._numbering.written())
        if not self._is_mixed and all(parts.get(name) is data for name, data in self._same):
            return parts
        graph = Graph(parts, self._first)
        renaming = self.take(graph)
        if renaming is None and not self._is_mixed:
            return parts
        return _renamed_parts(graph, renaming or self._kept)

    def finish(self, shared: SharedParts) -> None:
        """Brings the looks taken in since the first document into the merged file."""
        if not self._grown:
            return
        late = self._numbering.completed(shared.read("numbering"))
        shared.put("styles", self._styles.written())
        shared.links.forget("stylesWithEffects")  # a copy of the first document's, for Word 2010
        if late is not None:
            shared.put("numbering", late)


def _with_part(parts: Mapping[str, bytes], kind: str, content: bytes) -> Mapping[str, bytes]:
    """The parts with another part of a kind that is there once, or with a first one."""
    graph = Graph(parts)
    name = graph.shared(kind)
    if name is not None:
        return {**parts, name: content}
    if not len(etree.fromstring(content)):
        return parts
    folder = graph.main.rpartition("/")[0]
    name = next(
        name
        for end in ("", "-gop")
        if (name := f"{folder}/{kind}{end}.xml".lstrip("/")) not in parts
    )
    rels, types = relations_part(graph.main), etree.fromstring(parts[TYPES_PART])
    relations = etree.fromstring(
        parts.get(rels, b'<Relationships xmlns="%s"/>' % RELATIONS_NS.encode())
    )
    relation = etree.SubElement(relations, RELATION)
    relation.attrib.update({"Id": f"rIdGop_{kind}", "Type": f"{OFFICE}/{kind}"})
    relation.set("Target", f"/{name}")
    override = etree.SubElement(types, f"{{{TYPES_NS}}}Override", PartName=f"/{name}")
    override.set("ContentType", f"{WORD_TYPE}.{kind}+xml")
    return {
        **parts,
        name: content,
        rels: etree.tostring(relations, encoding="UTF-8", standalone=True),
        TYPES_PART: etree.tostring(types, encoding="UTF-8", standalone=True),
    }


def _renaming(names: Names, lists: Mapping[str, str], sources: _Sources) -> Renaming:
    return Renaming(names, lists, ids_in(sources[0]), numbers_in(sources[1]))


def _renamed_parts(graph: Graph, renaming: Renaming) -> Mapping[str, bytes]:
    names = (graph.main, *graph.stories())
    return {**graph.parts, **{n: _renamed(plain(graph.parts[n]), renaming) for n in names}}


def _renamed(part: bytes, renaming: Renaming) -> bytes:
    """A body or story that names its styles and lists as the merged file does."""
    new_styles, new_lists = renaming.styles.styles, renaming.lists
    styles = {n.encode(): new_styles.get(n, n).encode() for n in renaming.own_styles}
    lists = {n.encode(): new_lists.get(n, n).encode() for n in renaming.own_lists}
    paragraph, table = renaming.styles.paragraph, renaming.styles.table

    def used(match: re.Match[bytes]) -> bytes:
        # What is not in its own document must not become another's list or style.
        old = match.group(3)
        new = lists.get(old, b"0") if match.group(2) == b"numId" else styles.get(old, _NOWHERE)
        return match.group(1) + new + match.group(4)

    part = _USE.sub(used, part)
    if paragraph is not None:
        part = with_style(part, paragraph)
    if table is not None:
        style_of_table = b'<w:tblStyle w:val="%s"/>' % table.encode()
        part = _TABLE.sub(
            lambda m: (
                m.group()
                if m.group(3)
                else m.group(1)
                + b">"
                + style_of_table
                + (b"</w:tblPr>" if m.group(2) == b"/>" else b"")
            ),
            part,
        )
    return part


def _sources(graph: Graph) -> _Sources:
    return (*map(graph.read, _KINDS), _bullets(graph))


def _bullets(graph: Graph) -> bytes:
    """What the bullets are that are pictures; nothing where there are none."""
    name = graph.shared("numbering")
    if name is None or b"numPicBullet" not in graph.parts[name]:
        return b""
    return b"".join(graph.identity(name, relation) for relation in graph.relations(name))
