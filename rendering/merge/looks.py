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
from .markup import plain
from .numbering import Numbering
from .parts import SharedParts
from .styles import Names, Styles
from .themes import compare_themes
from .unlike import unlike

_KINDS = ("styles", "numbering", "theme")
_USE = re.compile(rb'(<w:(pStyle|rStyle|tblStyle|numId)\s[^<>]*?w:val=")([^"<]*)(")')
_PARAGRAPH = re.compile(
    rb"(<w:p(?:\s[^<>]*?)?)(/?>)(?:(?<!/>)(\s*<w:pPr(?:\s[^<>]*?)?)(/?>)(\s*<w:pStyle\s)?)?"
)
_TABLE = re.compile(rb"(<w:tblPr(?:\s[^<>]*?)?)(/?>)(\s*<w:tblStyle\s)?")


class Renaming(NamedTuple):
    """What one document's styles and lists are called in the merged file."""

    styles: Names
    lists: Mapping[str, str]

    @property
    def changes_nothing(self) -> bool:
        return not (self.lists or self.styles.styles or self.styles.paragraph or self.styles.table)


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
        self._known: dict[tuple[bytes | None, ...], Renaming] = {}
        self._grown = self._is_begun = False

    def take(self, graph: Graph) -> Renaming | None:
        """Takes in the looks of a document; ``None`` when it has those of the first.

        Raises :class:`MergeFailed` where one of them would have to look otherwise.
        """
        sources = _sources(graph)
        if sources == self._sources:
            return None
        if sources not in self._known:
            compare_themes(self._first, graph)
            lists = self._numbering.take(sources[1]) if sources[1] is not None else {}
            names = self._styles.take(sources[0], lists)
            self._numbering.rename_styles(names.styles)
            self._grown = True
            renaming = Renaming(names, lists)
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
            if not self._grown:
                return parts
            parts = _with_part(parts, "styles", self._styles.written())
            return _with_part(parts, "numbering", self._numbering.written())
        if all(parts.get(name) is data for name, data in self._same):
            return parts
        graph = Graph(parts, self._first)
        renaming = self.take(graph)
        if renaming is None or renaming.changes_nothing:
            return parts
        names = (graph.main, *graph.stories())
        return {**parts, **{name: _renamed(plain(parts[name]), renaming) for name in names}}

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


def _renamed(part: bytes, renaming: Renaming) -> bytes:
    """A body or story that names its styles and lists as the merged file does."""
    styles = {old.encode(): new.encode() for old, new in renaming.styles.styles.items()}
    lists = {old.encode(): new.encode() for old, new in renaming.lists.items()}
    paragraph, table = renaming.styles.paragraph, renaming.styles.table

    def used(match: re.Match[bytes]) -> bytes:
        names = lists if match.group(2) == b"numId" else styles
        return match.group(1) + names.get(match.group(3), match.group(3)) + match.group(4)

    part = _USE.sub(used, part)
    if paragraph is not None:
        style = b'<w:pStyle w:val="%s"/>' % paragraph.encode()
        part = _PARAGRAPH.sub(lambda m: _styled(m, style), part)
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


def _styled(match: re.Match[bytes], style: bytes) -> bytes:
    """The beginning of a paragraph, which names its style."""
    start, end, properties, closed, named = match.groups()
    if named:
        return match.group()
    whole = b"<w:pPr>" + style + b"</w:pPr>"
    if end == b"/>":
        return start + b">" + whole + b"</w:p>"
    if properties is None or closed == b"/>":
        return start + b">" + whole
    return start + b">" + properties + b">" + style


def _sources(graph: Graph) -> tuple[bytes | None, ...]:
    return tuple(map(graph.read, _KINDS))
