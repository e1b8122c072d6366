"""Merging (gộp): many documents in one file to print, in one pass.

Every record is a section of its own that starts on a new page with page
number 1, with its own header and footer where they differ, its own list
numbers and its own notes. Nothing but the body of one record is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from ...errors import GiaytoError, MergeFailed
from ...files.whole import writing
from ...i18n import tr
from ..limits import DEFAULT_LIMITS, Limits
from ..live import render_live
from ..package.frozen import Codec, codec
from ..package.reading import read_package, read_source
from ..printing.printer import NeedsPackage
from ..template import CompiledTemplate
from .graph import NOTES, Graph
from .independent import Independent
from .looks import difference
from .notes import Notes
from .parts import SharedParts
from .record import (
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
from .roots import Root
from .sections import Sections, habits
from .whole_file import (
    with_endnotes_after_sections,
    with_even_pages,
    with_mirrored_margins,
    with_title,
)
from .zipstream import ZipStream

Start = Literal["page", "odd-page"]
_PROPERTIES = "docProps/core.xml"
_BREAKS = {"page": "nextPage", "odd-page": "oddPage"}


def merge_records(
    template: CompiledTemplate,
    contexts: Iterable[Mapping[str, Any]],
    out: str | Path,
    *,
    start: Start = "page",
    restart_pages: bool = True,
    title: str | None = None,
    on_error: Callable[[int, GiaytoError], None] | None = None,
) -> int:
    """Writes all records of one template into one document; returns how many.

    ``start`` begins each record on a new page, or on an odd page for printing
    on both sides, with mirrored margins. ``title`` is the file's in its properties
    (``None``: the first record's). ``on_error`` gets the index and error of a record that cannot
    be rendered, which is then left out; with ``None`` the first error stops.

    Raises :class:`MergeFailed` (no record, pictures or links in the data),
    :class:`CannotWrite` and the errors of rendering.
    """

    def documents() -> Iterable[Mapping[str, bytes]]:
        static = template.static_parts
        for index, context in enumerate(contexts):
            try:
                try:
                    parts = {**static, **template.render_parts(context)}
                except NeedsPackage:
                    parts = render_live(template, context)
            except GiaytoError as error:
                if on_error is None:
                    raise
                on_error(index, error)
            else:
                yield parts

    return _merge(documents(), Path(out), template.codec, start, restart_pages, title)


def merge_files(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    start: Start = "page",
    restart_pages: bool = True,
    title: str | None = None,
    replace: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> int:
    """Writes finished .docx files into one document, in their order; returns how many.

    What a file has that the others have not (pictures, charts, notes, styles) comes along.
    Files in which one style looks otherwise cannot be merged.

    ``replace=False`` takes the name of ``out`` only while no file has it.
    Raises :class:`MergeFailed`, :class:`CannotWrite`, :class:`WorkspaceExists`, and
    :class:`TemplateUnreadable` or :class:`TemplateUnsafe` for a file that is damaged or unsafe.
    """
    if not paths:
        raise MergeFailed(tr("Không có tệp nào để gộp."))

    def documents() -> Iterable[Mapping[str, bytes]]:
        for path in paths:
            data, name = read_source(path, limits)
            yield read_package(data, name, limits)

    first = root = None
    even_pages = False
    for path, parts in zip(paths, documents(), strict=True):
        graph = Graph(parts)
        if first is None or root is None:
            first, root = graph, Root(parts[graph.main])
        else:
            root.admit(parts[graph.main])
            unlike = difference(first, graph)
            if unlike is not None:
                raise _refused(Path(paths[0]).name, Path(path).name, unlike)
        even_pages |= habits(graph).even_pages
    packer = codec("auto")
    return _merge(
        documents(), Path(out), packer, start, restart_pages, title, replace, root, even_pages
    )


def _refused(first: str, other: str, why: str) -> MergeFailed:
    return MergeFailed(
        tr("Không gộp được tệp «{hai}» với tệp «{mot}».").format(mot=first, hai=other),
        why=why,
        fix=tr("Gộp riêng từng loại giấy tờ, hoặc gộp thành PDF (giayto gop … -o in.pdf)."),
    )


def _merge(
    documents: Iterable[Mapping[str, bytes]],
    out: Path,
    packer: Codec,
    start: Start,
    restart_pages: bool,
    title: str | None,
    replace: bool = True,
    root: Root | None = None,
    even_pages: bool | None = None,
) -> int:
    """``root`` and ``even_pages`` are known of all documents; ``None``: those of the first serve."""
    stream = iter(documents)
    parts = next(stream, None)
    if parts is None:
        raise MergeFailed(tr("Không có bản nào để gộp."))
    prepared = Independent(restarts=restart_pages)
    graph = Graph(prepared(parts))
    record = _Records(graph, root, even_pages)
    shared = record.shared
    if start == "odd-page":
        shared.change_settings(with_mirrored_margins)
    done = 0
    section = suffix = b""
    with writing(out, replace=replace) as raw:
        file = ZipStream(raw, packer, graph.main)
        while parts is not None:
            pieces = record.split(graph)
            if done == 0:
                file.grow(record.root.opened(pieces.prefix))
                suffix = pieces.suffix
            content, own, empty = record.fitted(graph, pieces)
            begun = first_section(
                content,
                own,
                lambda text, empty=empty: starting_section(  # type: ignore[misc]
                    text, _BREAKS[start], restart_pages, empty
                ),
            )
            # The section of a record is written when it is known whether another follows.
            parts = next(stream, None)
            section = begun.section
            file.grow(
                ended(begun.content) if parts is None else close_section(begun.content, section)
            )
            done += 1
            if parts is not None:
                graph = shared.graph(prepared(parts))
        file.grow(section + suffix)
        file.end_long_entry()
        record.finish()
        for name, data in shared.finished():
            if name == _PROPERTIES and title is not None:
                data = with_title(data, title)
            if name == prepared.numbering:
                data = prepared.lists() or data
            file.add(name, data)
        file.finish()
    return done


class _Records:
    """What the records of one merged file share while it is written."""

    def __init__(self, first: Graph, root: Root | None, even_pages: bool | None) -> None:
        self.root = root or Root(first.parts[first.main])
        self.shared = SharedParts(first)
        self._notes = {kind: Notes(kind, self.shared, first) for kind in NOTES}
        base = habits(first)
        self._even_pages = base.even_pages if even_pages is None else even_pages
        if self._even_pages and not base.even_pages:
            self.shared.change_settings(with_even_pages)
        self._sections = Sections(base, even_pages=self._even_pages)
        self._numbers = Numbers()
        self._references: set[tuple[str, str]] = set()
        self._is_first = True
        self._opening = b""

    def split(self, graph: Graph) -> Split:
        """The main part of a record cut up, its content fit to stand under the first's root."""
        document = graph.parts[graph.main]
        pieces = split(document)
        if self._is_first:
            self._opening = pieces.prefix
        elif pieces.prefix != self._opening and not self.root.serves(document):
            return split(self.root.fitted(document))
        return pieces

    def fitted(
        self, graph: Graph, pieces: Split
    ) -> tuple[bytes, bytes, tuple[tuple[str, str, str], ...]]:
        """Content and last section with the ids of the merged file; headers not to inherit."""
        shared = self.shared
        content, section = pieces.content, pieces.section
        relations = shared.relations_of(graph)
        if relations:
            content = with_relations(content, relations)
            section = with_relations(section, relations)
        noted = [kind for kind in NOTES if graph.shared(kind) is not None]
        if noted and not self._is_first:
            notes = {
                (kind[:-5].encode(), old): new
                for kind in noted
                for old, new in self._notes[kind].add(graph).items()
            }
            content = with_notes(content, notes)
        if noted or self._even_pages:
            content, section = self._sections.as_alone(content, section, habits(graph))
        several = b"<w:sectPr" in content
        references, sections = section_references(content + section if several else section)
        # A section inherits what it has not: within a record, but not from the one before.
        wanted = self._references | references if several else self._references
        empty = shared.empty_stories(wanted - section_references(sections[0])[0])
        self._references |= references
        self._is_first = False
        return self._numbers.make_unique(content), section, empty

    def finish(self) -> None:
        """Brings what all records together need into the shared parts."""
        for notes in self._notes.values():
            notes.finish()
        if self._sections.any_endnotes:
            self.shared.change_settings(with_endnotes_after_sections)
