"""The records of a merged file (các bản): each fitted between those before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from ..called_notes import only_called
from .body import (
    Numbers,
    Split,
    close_section,
    ended,
    first_section,
    section_references,
    split,
    starting_section,
    with_notes,
    with_relations,
)
from .graph import NOTES, Graph
from .independent import Independent
from .looks import Looks
from .markup import ANY_TAGS, Tags, plain
from .markup import rewritten as rewritten_part
from .notes import Notes
from .parts import SharedParts
from .roots import Root
from .sections import Sections, habits
from .settings import compare_settings
from .whole_file import (
    with_endnotes_after_sections,
    with_even_pages,
    with_mirrored_margins,
)

Start = Literal["page", "odd-page"]
_BREAKS = {"page": "nextPage", "odd-page": "oddPage"}


class Common:
    """What all documents of a merged file need together, begun with the first.

    ``mirrored`` tells that its pages get mirrored margins.
    Raises :class:`MergeFailed` for a document without a body.
    """

    def __init__(self, first: Mapping[str, bytes], *, mirrored: bool = False) -> None:
        self._first = graph = Graph(first)
        self._mirrored = mirrored
        self.root = Root(plain(first[graph.main]))
        self.looks = Looks(graph)
        self.even_pages = habits(graph).even_pages

    def admit(self, parts: Mapping[str, bytes]) -> None:
        """Takes in what another document needs, before any is written.

        Raises :class:`MergeFailed` where the two cannot be one file.
        """
        graph = Graph(parts)
        compare_settings(self._first, graph, mirrored=self._mirrored)
        self.root.admit(plain(parts[graph.main]))
        self.looks.take(graph)
        self.even_pages |= habits(graph).even_pages


def rewritten(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts of a strange file, its texts and lists written as the rest here knows them.

    Raises :class:`MergeFailed` for a file without a body.
    """
    graph = Graph(parts)
    lists = graph.shared("numbering")
    names = [graph.main, *graph.stories(), *([lists] if lists else [])]
    written = {name: rewritten_part(parts[name]) for name in names}
    noted = {str(name): written.pop(str(name)) for name in map(graph.shared, NOTES) if name}
    return {**parts, **written, **only_called(written.values(), noted)}


@lru_cache(maxsize=256)
def _references(section: bytes) -> frozenset[tuple[str, str]]:
    return frozenset(section_references(section)[0])


class Piece(NamedTuple):
    """A record ready to be written: its content and its last section, which ends it."""

    content: bytes
    section: bytes

    @property
    def last(self) -> bytes:
        """The record as the last one of the file."""
        return ended(self.content) + self.section

    @property
    def closed(self) -> bytes:
        """The record with its section ended, so that another may follow."""
        return close_section(self.content, self.section)


class Records:
    """Takes the records of one merged file, in their order, with the ``tags`` of their bodies.

    ``opening`` and ``closing`` are what stands before and behind them all.
    """

    def __init__(
        self, first: Mapping[str, bytes], common: Common, start: Start, *, restart_pages: bool
    ) -> None:
        self._common = common
        self._start = start
        self._restart_pages = restart_pages
        self._independent = Independent(restarts=restart_pages)
        graph = Graph(self._independent(common.looks.fitted(first)))
        self.main = graph.main
        base = habits(graph)
        self._shared = shared = SharedParts(graph)
        self._notes = {kind: Notes(kind, shared, graph) for kind in NOTES}
        if common.even_pages and not base.even_pages:
            shared.change_settings(with_even_pages)
        if start == "odd-page":
            shared.change_settings(with_mirrored_margins)
        self._sections = Sections(base, even_pages=common.even_pages)
        self._numbers = Numbers()
        self._references: set[tuple[str, str]] = set()
        self._is_first = True
        pieces = split(graph.parts[graph.main])
        self._prefix = pieces.prefix
        self.opening = common.root.opened(pieces.prefix)
        self.closing = pieces.suffix
        self.first = self._fitted(graph, pieces, ANY_TAGS)

    def next(self, parts: Mapping[str, bytes], tags: Tags) -> Piece:
        """Another record. Raises :class:`MergeFailed`."""
        self._is_first = False
        prepared = self._independent(self._common.looks.fitted(parts), tags)
        graph = self._shared.graph(prepared)
        document = graph.parts[graph.main]
        pieces = split(document, tags)
        if pieces.prefix != self._prefix and not self._common.root.serves(document):
            pieces = split(self._common.root.fitted(document))
        return self._fitted(graph, pieces, tags)

    def _fitted(self, graph: Graph, pieces: Split, tags: Tags) -> Piece:
        shared = self._shared
        content, section = pieces.content, pieces.section
        relations = shared.relations_of(graph)
        if relations:
            content = with_relations(content, relations)
            section = with_relations(section, relations)
        noted = [kind for kind in NOTES if graph.shared(kind) is not None]
        if noted or tags.are_in(content, b"noteReference"):
            notes = {
                (kind.removesuffix("notes").encode(), old): new
                for kind in noted
                for old, new in self._notes[kind].add(graph).items()
            }
            content = with_notes(content, notes)
        if noted or self._common.even_pages:
            content, section = self._sections.as_alone(content, section, habits(graph))
        several = b"<w:sectPr" in content
        every = section_references(content)[1] if several else []
        own = [_references(text) for text in (*every, section)]
        # A section inherits what it has not: within a record, but not from the one before.
        inherited = self._references.union(*own) if several else self._references
        missing = inherited - own[0]
        empty = shared.empty_stories(missing) if missing else ()
        self._references.update(*own)

        def starting(text: bytes) -> bytes:
            return starting_section(text, _BREAKS[self._start], self._restart_pages, empty)

        content = self._numbers.make_unique(content, tags)
        if not several:
            return Piece(content, starting(section))
        begun = first_section(content, section, starting)
        return Piece(begun.content, begun.section)

    def finished(self) -> Iterator[tuple[str, bytes]]:
        """All other parts of the file, by name, when every record is in."""
        for notes in self._notes.values():
            notes.finish()
        if self._sections.any_endnotes:
            self._shared.change_settings(with_endnotes_after_sections)
        parts = self._shared.parts
        lists = self._independent.lists()
        if lists is not None and self._independent.numbering is not None:
            parts[self._independent.numbering] = lists
        self._common.looks.finish(self._shared)
        yield from self._shared.finished()
