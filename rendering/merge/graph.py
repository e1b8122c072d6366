"""One document as a graph of parts (đồ thị các phần): what leads where, and what it is.

A part is known by what it holds and by what it leads to, followed to the end,
never by its name: two files of one template have a ``header1.xml`` each.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from ...errors import MergeFailed
from ...i18n import tr

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = "[Content_Types].xml"

STORIES = frozenset(["header", "footer"])
NOTES = ("footnotes", "endnotes")
_STORY_KINDS = (*sorted(STORIES), *NOTES)
DRAWN = "diagramDrawing"
"""The ready picture of a diagram; its data name it by an id of the part they both hang on."""

# One for the whole file: the first document's serve all.
_SHARED = frozenset(
    [
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "glossaryDocument",
        "keyMapCustomizations",
        "footnotes",
        "endnotes",
    ]
)
_CARRIED = frozenset(
    [
        "header",
        "footer",
        "image",
        "hyperlink",
        "chart",
        "chartEx",
        "package",
        "oleObject",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
        "diagramDrawing",
    ]
)
# A reviewer's remarks are not for print; Word adds another part to them every few years.
_REMARKS = re.compile(r"comments|people|documenttasks", re.IGNORECASE)
_DEEPEST = 32
_REFERENCE = re.compile(rb'(\s(?:r:\w+|o:relid)=")([^"]*)(")')
_DRAWN_REFERENCE = re.compile(rb'(\srelId=")([^"]*)(")')


class Relation(NamedTuple):
    """One relationship (quan hệ): ``kind`` is the last word of its type."""

    id: str
    type: str
    kind: str
    target: str
    external: bool


@lru_cache(maxsize=256)
def read_relations(source: bytes) -> tuple[Relation, ...]:
    """The relationships of a ``.rels`` part but those to remarks; none for ``b""``."""
    if not source:
        return ()
    found = []
    for node in etree.fromstring(source).iter(f"{{{RELATIONS_NS}}}Relationship"):
        address, kind = node.get("Target", ""), node.get("Type", "")
        external = node.get("TargetMode", "").lower() == "external"
        word = kind.rsplit("/", 1)[-1]
        if not _REMARKS.match(word):
            found.append(Relation(node.get("Id", ""), kind, word, address, external))
    return tuple(found)


@lru_cache(maxsize=1024)
def _led(part: str, kind: str, source: bytes) -> tuple[str, ...]:
    """The names of the parts that ``part`` leads to by relationships of that kind."""
    found = (r for r in read_relations(source) if r.kind == kind and not r.external)
    return tuple(_resolved(part, relation.target) for relation in found)


@lru_cache(maxsize=256)
def _stories(main: str, source: bytes) -> tuple[str, ...]:
    return tuple(name for kind in _STORY_KINDS for name in _led(main, kind, source))


@lru_cache(maxsize=64)
def _read_types(source: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The content types by part (lower case) and by extension."""
    parts, extensions = {}, {}
    for node in etree.fromstring(source):
        if node.get("PartName"):
            parts[node.get("PartName", "").lstrip("/").lower()] = node.get("ContentType", "")
        elif node.get("Extension"):
            extensions[node.get("Extension", "").lower()] = node.get("ContentType", "")
    return parts, extensions


@lru_cache(maxsize=1024)
def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


@lru_cache(maxsize=1024)
def rels_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part`` (``""``: the package)."""
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels".lstrip("/")


class Graph:
    """The parts of one document (``parts``, by name) and what they lead to.

    ``main`` is the part with the body. ``base`` is a document that most parts are shared
    with, the very same bytes: what is known of them there need not be found out again.
    Raises :class:`MergeFailed` for a document without a body.
    """

    def __init__(self, parts: Mapping[str, bytes], base: Graph | None = None) -> None:
        self.parts = parts
        self._base = base
        self._extents: dict[str, tuple[str, ...]] = {}
        self._identities: dict[tuple[str, str], bytes] = {}
        self.main = next(iter(self.led("", "officeDocument")), "")
        if self.main not in parts:
            raise MergeFailed(
                tr("Tệp không có thân văn bản (w:body)."),
                fix=tr("Mở tệp đó bằng Word, lưu lại rồi gộp."),
            )

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What ``part`` leads to."""
        return read_relations(self.parts.get(rels_name(part), b""))

    def target(self, part: str, relation: Relation) -> str:
        """The name of the part that an internal relationship leads to, there or not."""
        return self._there(_resolved(part, relation.target))

    def _there(self, name: str) -> str:
        return name if name in self.parts else unquote(name)

    def led(self, part: str, kind: str) -> list[str]:
        """The parts there that ``part`` leads to by relationships of that kind."""
        names = _led(part, kind, self.parts.get(rels_name(part), b""))
        return [found for name in names if (found := self._there(name)) in self.parts]

    def shared(self, kind: str) -> str | None:
        """The one part of that kind of the whole document, such as ``styles``."""
        return next(iter(self.led(self.main, kind)), None)

    def read(self, kind: str) -> bytes | None:
        """The content of :meth:`shared`."""
        name = self.shared(kind)
        return None if name is None else self.parts[name]

    def carried(self) -> Iterator[Relation]:
        """The relationships of the main part that its body refers to by their ids."""
        for relation in self.relations(self.main):
            kind = relation.kind
            named = b'"%s"' % relation.id.encode()
            if kind in _CARRIED or (kind not in _SHARED and named in self.parts[self.main]):
                yield relation

    def stories(self) -> list[str]:
        """The headers, footers and notes."""
        names = _stories(self.main, self.parts.get(rels_name(self.main), b""))
        return [found for name in names if (found := self._there(name)) in self.parts]

    def below(self, part: str) -> set[str]:
        """``part`` and all parts it leads to, however far, remarks left out."""
        found: set[str] = set()
        waiting = [part]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            for relation in self.relations(name):
                if not relation.external and self.target(name, relation) in self.parts:
                    waiting.append(self.target(name, relation))
        return found

    def extent(self, part: str) -> tuple[str, ...]:
        """All names that decide what ``part`` is: its own, of what is below it, of their types."""
        if part not in self._extents:
            below = sorted(self.below(part))
            self._extents[part] = (TYPES, *below, *map(rels_name, below))
        return self._extents[part]

    def content_type(self, part: str) -> str:
        """The content type that the document gives a part; "" when it gives none."""
        parts, extensions = _read_types(self.parts.get(TYPES, b"<x/>"))
        extension = part.rpartition(".")[2].lower()
        return parts.get(part.lower()) or extensions.get(extension, "")

    # -- identity ------------------------------------------------------------------

    def identity(self, owner: str, relation: Relation) -> bytes:
        """What a relationship leads to: equal for equal things, whatever their names."""
        return self._identity(owner, relation, ())

    def _identity(self, owner: str, relation: Relation, path: tuple[str, ...]) -> bytes:
        if relation.external:
            return _digest(b"external", relation.type.encode(), relation.target.encode())
        name = self.target(owner, relation)
        if name not in self.parts:
            return _digest(b"missing", name.encode())
        if self._is_in_circle(name):  # the same only where every part of it is
            circle = sorted(self.below(name))
            parts = (p.encode() + b"\0" + self.parts[p] for p in circle)
            return _digest(b"circle", name.encode(), *parts)
        if len(path) == _DEEPEST:
            raise MergeFailed(
                tr("Các phần trong tệp lồng nhau quá sâu: «{ten}».").format(ten=path[0]),
                fix=tr("Mở tệp đó bằng Word, lưu lại rồi gộp."),
            )
        drawn = self.drawn(owner, relation)
        key = (name, owner if drawn else "")
        base = self._base
        if base is not None and not drawn and base.same(self.parts, name):
            return base._identity(owner, relation, path)
        if key not in self._identities:
            inner = (*path, name)
            led = {r.id: self._identity(name, r, inner) for r in self.relations(name)}
            pictures = {r.id: self._identity(owner, r, inner) for r in drawn}
            self._identities[key] = self._meaning(name, led, pictures)
        return self._identities[key]

    def _is_in_circle(self, name: str) -> bool:
        led = (self.target(name, r) for r in self.relations(name) if not r.external)
        return any(name in self.below(part) for part in led if part in self.parts)

    def same(self, parts: Mapping[str, bytes], part: str) -> bool:
        """Whether other parts hold the very bytes that decide here what ``part`` is."""
        mine = self.parts
        return all(parts.get(name) is mine.get(name) for name in self.extent(part))

    def drawn(self, owner: str, relation: Relation) -> list[Relation]:
        """The ready picture that the data of a diagram name by an id of their owner."""
        if relation.kind != "diagramData":
            return []
        data = self.parts.get(self.target(owner, relation), b"")
        named = {match.group(2).decode() for match in _DRAWN_REFERENCE.finditer(data)}
        return [r for r in self.relations(owner) if r.kind == DRAWN and r.id in named]

    def _meaning(self, name: str, led: Mapping[str, bytes], drawn: Mapping[str, bytes]) -> bytes:
        """The digest of a part whose references are replaced by what they lead to."""
        content = self.parts[name]
        if drawn:
            content = _replaced(_DRAWN_REFERENCE, content, drawn)
        named = {match.group(2).decode() for match in _REFERENCE.finditer(content)} if led else ()
        others = [k.encode() + b"\0" + v for k, v in led.items() if k not in named]
        kind = self.content_type(name).encode()
        return _digest(kind, _replaced(_REFERENCE, content, led), *sorted(others))


def with_references(content: bytes, ids: Mapping[str, str]) -> bytes:
    """A part with its relationship ids replaced."""
    return _replaced(_REFERENCE, content, {old: new.encode() for old, new in ids.items()})


def with_picture(data: bytes, ids: Mapping[str, str]) -> bytes:
    """The data of a diagram with the id of its ready picture replaced."""
    return _replaced(_DRAWN_REFERENCE, data, {old: new.encode() for old, new in ids.items()})


def _replaced(reference: re.Pattern[bytes], content: bytes, ids: Mapping[str, bytes]) -> bytes:
    if not ids:
        return content
    known = {old.encode(): new for old, new in ids.items()}
    return reference.sub(
        lambda m: m.group(1) + known.get(m.group(2), m.group(2)) + m.group(3), content
    )


def _digest(*pieces: bytes) -> bytes:
    found = blake2b(digest_size=24)
    for piece in pieces:
        found.update(b"%d:" % len(piece))
        found.update(piece)
    return found.digest()
