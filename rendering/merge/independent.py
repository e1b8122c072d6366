"""Records made independent (bản độc lập): nothing in one is counted, named or shown by another.

Here are the words and numbers of a record: its lists, marks and references, fields
and page totals, in its body as in its headers and notes. Its parts stay as many as
they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..package.relations import relations_part
from .body import without_remarks
from .fields import Field, fields_of, frozen, with_code
from .graph import STORIES, Graph
from .lists import Lists
from .markup import ANY_TAGS, Edit, Tags, edited, plain
from .properties import SHOWING, Properties, unbound
from .references import (
    Marks,
    leads_to,
    links_in,
    made_by,
    marks_in,
    sees_all,
    with_addresses,
)
from .totals import Total, around, counting, total_of


class Independent:
    """Takes the parts of one record of a merged file after the other.

    ``restarts`` tells that the pages of each are numbered from 1.
    """

    def __init__(self, *, restarts: bool) -> None:
        self._restarts = restarts
        self._marks = Marks()
        self._lists: Lists | None = None
        self._kept: dict[str, _Kept] = {}
        self.numbering: str | None = None
        """The name of the part with the lists; ``None`` when the first record has none."""

    def __call__(self, parts: Mapping[str, bytes], tags: Tags = ANY_TAGS) -> dict[str, bytes]:
        """The parts of the next record, changed where another record would be meant.

        What stays the same for all records stays the very same bytes; ``tags`` are of its body.
        Raises :class:`MergeFailed` for a file without a body, and for too many lists.
        """
        graph = Graph(parts)
        stories = dict.fromkeys(graph.stories())
        body = parts[graph.main]
        texts = {graph.main: body if tags.are_plain else plain(body)}
        fields = {graph.main: _fields(texts[graph.main], tags)}
        for name in stories:
            texts[name] = plain(parts[name])
            fields[name] = _story_fields(texts[name])
        every = [one for found in fields.values() for one in found]
        marked = (n for n in texts if n != graph.main or tags.are_in(body, b"<w:bookmarkStart "))
        own = set[str]().union(*(marks_in(texts[n]) for n in marked), *map(made_by, every))
        names = self._marks.new_names(own)
        total = Total()
        if any(one.name == "NUMPAGES" for one in every):
            total = total_of(texts[graph.main], self._restarts, self._marks.own_name)
        scope = self._marks.own_name("_Ban") if any(map(sees_all, every)) else ""
        bounds = around(texts[graph.main], scope) if scope else []
        led_to: set[str] | None = None
        if own:
            led_to = {word.strip('"').casefold() for one in every for word in one.words}
            led_to.update(*map(links_in, texts.values()))
        lists = self._next_lists(graph)
        record = _Record(names, led_to, total, scope, Properties(graph), self._marks)
        sheets = {name for kind in STORIES for name in graph.led(graph.main, kind)}
        for name, text in texts.items():
            if name == graph.main:
                edits = [*bounds, *total.marks, *record.edits(text, fields[name], lists.record > 1)]
                texts[name] = lists.anew(record.settled(text, edits, sheet=False, tags=tags))
                continue
            kept = self._kept.get(name)
            key = (total, scope, *record.shown(fields[name]))
            if kept is not None and not own and kept.source is text and kept.key == key:
                texts[name] = kept.result
                continue
            edits = list(record.edits(text, fields[name], anew=False))
            result = without_remarks(record.settled(text, edits, sheet=name in sheets))
            texts[name] = lists.anew(result)
            same = texts[name] is result and lists.record > 1 and b"dataBinding" not in text
            if same and not own:
                self._kept[name] = _Kept(text, key, result)
        for name in tuple(texts) if names else ():
            rels = relations_part(name)
            if rels in parts:
                texts[rels] = with_addresses(parts[rels], names)
        return {**parts, **texts}

    def lists(self) -> bytes | None:
        """The part :attr:`numbering` of the merged file; ``None`` when it is the first record's."""
        return self._lists.finished() if self._lists else None

    def _next_lists(self, graph: Graph) -> Lists:
        if self._lists is None:
            self.numbering = graph.shared("numbering")
            numbering = graph.read("numbering")
            self._lists = Lists(numbering and plain(numbering), graph.read("styles"))
        self._lists.next_record()
        return self._lists


class _Kept(NamedTuple):
    """What became of a story, to be had again for the same story and circumstances."""

    source: bytes
    key: tuple[object, ...]
    result: bytes


class _Record(NamedTuple):
    """What the parts of one record have in common; ``scope`` is a mark around it, "" for none."""

    names: Mapping[str, str]
    led_to: set[str] | None
    total: Total
    scope: str
    properties: Properties
    marks: Marks

    def shown(self, fields: Iterable[Field]) -> Iterator[str | None]:
        """What the fields show that show the document."""
        return (self.properties.shown_by(one) for one in fields if one.name in SHOWING)

    def settled(
        self, part: bytes, edits: list[Edit], *, sheet: bool, tags: Tags = ANY_TAGS
    ) -> bytes:
        """The part with its edits, marks and controls; a ``sheet`` is a header or footer."""
        part = edited(part, edits) if edits else part
        if self.led_to is not None or self.names or self.total.marks or self.scope:
            part = self.marks.renamed(part, self.names, self.led_to if sheet else None)
        if tags.are_in(part, b"</w:sdtContent>") and b"dataBinding" in part:
            part = unbound(part, self.properties)
        return part

    def edits(self, part: bytes, fields: Iterable[Field], anew: bool) -> Iterator[Edit]:
        """What changes in the fields of one part; ``anew``: sequences (SEQ) begin again."""
        seen: set[str] = set()
        gone = 0  # up to here a field's code goes away, with all that is in it
        for one in fields:
            name = one.name
            if one.start < gone:
                continue
            if name in SHOWING:
                yield from frozen(part, one, self.properties.shown_by(one))
                gone = one.closing if not one.simple else 0
            elif name == "NUMPAGES":
                yield from counting(part, one, self.total)
            else:
                code = leads_to(one, self.names) if self.names else one.code
                if sees_all(one):
                    code = f"{code.rstrip()} \\b {self.scope} "
                if name == "SEQ" and anew:
                    code = _begun(one, code, seen)
                if code != one.code:
                    yield from with_code(part, one, code)


def _begun(one: Field, code: str, seen: set[str]) -> str:
    """The code of a sequence field (SEQ), which counts from 1 where it is the record's first."""
    words = [word.casefold() for word in one.words]
    first = len(words) > 1 and words[1] not in seen
    seen.update(words[1:2])
    if not first or "\\r" in words or "\\c" in words:
        return code
    return f"{code.rstrip()} \\r 1 "


def _fields(text: bytes, tags: Tags = ANY_TAGS) -> list[Field]:
    return fields_of(text) if tags.are_in(text, b"w:instr") else []


# Records share most of their headers and notes, byte for byte.
_story_fields = lru_cache(maxsize=64)(_fields)
