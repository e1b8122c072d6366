"""Footnotes and endnotes of a merged file (chú thích): each record's own, counted anew."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...i18n import tr
from ..namespaces import W14
from ..package.content_types import WORD_TYPE
from ..package.relations import OFFICE, relations_part
from .graph import Graph, with_references
from .parts import Links, SharedParts
from .unlike import unlike
from .whole_file import with_separators

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
_ID = b"giayto-note"
_SHOWING = frozenset(["separator", "continuationSeparator", "t", "drawing", "pict"])


class Notes:
    """The footnotes or endnotes (``kind``) of a merged file, growing with its records."""

    def __init__(self, kind: str, shared: SharedParts, first: Graph) -> None:
        self.kind = kind
        self._tag = _W + kind.removesuffix("s")
        self._shared = shared
        self._added: list[bytes] = []
        self._cache: tuple[tuple[object, ...], list[tuple[bytes, bytes, bytes]]] = ((), [])
        self._part: str | None = None
        self._next = 1
        self._first = first
        self._own: list[bytes] = []
        self._lines: dict[str, list[str]] = {}
        name = first.shared(kind)
        self._links = Links(name or "", None if name is None else first)
        if name is not None:
            self._start(first, first.parts[name])

    def add(self, graph: Graph) -> dict[bytes, bytes]:
        """Takes in the notes of a record; gives their numbers, old to new.

        Raises :class:`MergeFailed` where notes are parted from the text by another line.
        """
        name = graph.shared(self.kind)
        if name is None:
            return {}
        if graph is self._first:
            return {number: number for number in self._own}
        if self._part is None:
            self._start_empty(graph)
        key = tuple(map(graph.parts.get, graph.extent(name)))
        if self._cache[0] != key:
            self._cache = (key, list(self._cut(graph, name)))
        mapping = {}
        for old, before, after in self._cache[1]:
            new = str(self._next).encode()
            self._next += 1
            self._added.append(self._shared.drawn_apart(before + new + after))
            mapping[old] = new
        return mapping

    def _start(self, graph: Graph, content: bytes) -> None:
        """Makes the part of the merged file."""
        name = graph.shared(self.kind) or ""
        kind = graph.content_type(name) or f"{WORD_TYPE}.{self.kind}+xml"
        shared = self._shared
        shared.links.forget(self.kind)
        wanted = shared.beside(f"{self.kind}.xml")
        there = name == wanted and shared.parts.get(name) is content
        self._part = name if there else shared.add(wanted, content, kind)
        self._links.part = self._part
        shared.links.to(f"{OFFICE}/{self.kind}", self._part)
        root = etree.fromstring(content)
        ids = [int(node.get(f"{_W}id", "0")) for node in root.iter(self._tag)]
        self._next = max(ids, default=0) + 1
        self._own = [node.get(f"{_W}id", "").encode() for node in root.iter(self._tag)]
        self._lines = _lines(root, self._tag)

    def _start_empty(self, graph: Graph) -> None:
        """Makes the part that the first record had not, with the separators of this one."""
        root = etree.fromstring(graph.read(self.kind) or b"")
        for node in root.findall(self._tag):
            if _is_text(node):
                root.remove(node)
        self._start(graph, etree.tostring(root, encoding="UTF-8", standalone=True))
        settings = graph.read("settings")
        said = None if settings is None else etree.fromstring(settings)
        theirs = None if said is None else said.find(f"{_W}{self.kind[:-1]}Pr")
        if theirs is not None:
            self._shared.change_settings(lambda mine: with_separators(mine, theirs))

    def _cut(self, graph: Graph, name: str) -> Iterator[tuple[bytes, bytes, bytes]]:
        root = etree.fromstring(graph.parts[name])
        used = [node for node in root.iter(self._tag) if _is_text(node)]
        if not used:
            return
        if _lines(root, self._tag) != self._lines:
            raise unlike(tr("đường ngăn chú thích với thân văn bản khác nhau"))
        ids = {r.id: self._shared.place(graph, name, r, self._links) for r in graph.relations(name)}
        for node in used:
            for inner in node.iter(f"{_W}p", f"{_W}tr"):
                inner.attrib.pop(f"{W14}paraId", "")
                inner.attrib.pop(f"{W14}textId", "")
            old = node.get(f"{_W}id", "").encode()
            node.set(f"{_W}id", _ID.decode())
            text = with_references(etree.tostring(node, encoding="UTF-8", with_tail=False), ids)
            before, _, after = text.partition(_ID)
            yield old, before, after

    def finish(self) -> None:
        """Writes the notes of all records into the merged file."""
        if self._part is None:
            return
        parts = self._shared.parts
        content = parts[self._part]
        if self._added:
            if b"</" not in content:  # a root without a single note
                root = etree.fromstring(content)
                root.text = ""
                content = etree.tostring(root, encoding="UTF-8", standalone=True)
            position = content.rfind(b"</")
            content = content[:position] + b"".join(self._added) + content[position:]
        parts[self._part] = content
        if self._links:
            parts[relations_part(self._part)] = self._links.written()


def _lines(root: etree._Element, tag: str) -> dict[str, list[str]]:
    """What stands between text and notes, by kind of line, where it is not Word's own line."""
    found = {}
    for line in root.iter(tag):
        kind = line.get(f"{_W}type", "")
        shown = [f"{etree.QName(n).localname}{n.text or ''}" for n in line.iter() if _shows(n)]
        if not _is_text(line) and shown != [kind] * kind.endswith("eparator"):
            found[kind] = shown
    return found


def _shows(node: etree._Element) -> bool:
    return etree.QName(node).localname in _SHOWING


def _is_text(node: etree._Element) -> bool:
    """Whether it is a note, not a line that separates notes from text: those are shared."""
    return node.get(f"{_W}type") in (None, "normal")
