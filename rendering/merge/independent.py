"""Records made independent (bản độc lập): nothing in one is counted, named or shown by another.

Here are the words and numbers of a record: its lists, marks and references, fields
and page totals, in its body as in its headers and notes. Its parts stay as many as
they were.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from .fields import Field, fields_of, frozen, with_code
from .lists import Lists
from .markup import Edit, attribute, edited, plain
from .properties import SHOWING, Properties, unbound
from .references import Marks, leads_to, links_in, made_by, marks_in, with_addresses
from .totals import Total, counting, total_of

_DOCUMENT = "word/document.xml"
_RELATION = re.compile(rb"<Relationship(?=\s)(?:[^<>\"]|\"[^<\"]*+\")*+>")
_SHEETS = ("header", "footer")
_STORIES = (*_SHEETS, "footnotes", "endnotes")


class Independent:
    """Takes the records of one merged file, in their order.

    ``restarts`` tells that the pages of each are numbered from 1.
    """

    def __init__(self, *, restarts: bool) -> None:
        self._restarts = restarts
        self._marks = Marks()
        self._lists: Lists | None = None
        self.numbering = ""
        """The name of the part with the lists; "" when the first record has none."""

    def each(self, documents: Iterable[Mapping[str, bytes]]) -> Iterator[dict[str, bytes]]:
        """The parts of each record, changed where another record would be meant.

        Raises :class:`MergeFailed` for a part that is damaged, and for too many lists.
        """
        for parts in documents:
            yield {**parts, **self._changed(parts)}

    def lists(self) -> bytes | None:
        """The part :attr:`numbering` of the merged file; ``None`` when it is the first record's."""
        return self._lists.finished() if self._lists else None

    def _changed(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        leads = _leads(parts.get(_rels_name(_DOCUMENT), b""))
        kinds = {name: kind for kind, name in leads if kind in _STORIES and name in parts}
        texts = {name: plain(parts[name]) for name in (_DOCUMENT, *kinds) if name in parts}
        fields = {
            name: _story_fields(text) if name in kinds else _fields(text)
            for name, text in texts.items()
        }
        every = [one for found in fields.values() for one in found]
        own = set[str]().union(*map(marks_in, texts.values()), *map(made_by, every))
        names = self._marks.new_names(own)
        total = Total()
        if any(one.name == "NUMPAGES" for one in every):
            total = total_of(texts[_DOCUMENT], self._restarts, self._marks.own_name)
        led_to = set[str]()
        if own:
            led_to.update(*(links_in(text) for text in texts.values()))
            led_to.update(word.strip('"').casefold() for one in every for word in one.words)
        lists = self._lists_of(parts, leads)
        properties = Properties(parts)
        for name, text in texts.items():
            body = name == _DOCUMENT
            edits: list[Edit] = list(total.marks) if body else []
            first = not body or lists.first_record
            edits += _edits(text, fields[name], names, properties, total, sequences=not first)
            text = edited(text, edits) if edits else text
            if own or (body and total.marks):
                sheet = kinds.get(name) in _SHEETS
                text = self._marks.renamed(text, names, led_to if sheet else None)
            if b"</w:sdtContent>" in text and b"dataBinding" in text:
                text = unbound(text, properties)
            texts[name] = lists.anew(text)
        for name in tuple(texts) if names else ():
            rels = _rels_name(name)
            if rels in parts:
                texts[rels] = with_addresses(parts[rels], names)
        return texts

    def _lists_of(self, parts: Mapping[str, bytes], leads: tuple[tuple[str, str], ...]) -> Lists:
        if self._lists is None:
            of_kind = {kind: name for kind, name in leads if name in parts}
            self.numbering = of_kind.get("numbering", "")
            numbering = parts.get(self.numbering)
            styles = parts.get(of_kind.get("styles", ""))
            self._lists = Lists(numbering and plain(numbering), styles)
        self._lists.next_record()
        return self._lists


def _edits(
    part: bytes,
    fields: Iterable[Field],
    names: Mapping[str, str],
    properties: Properties,
    total: Total,
    *,
    sequences: bool,
) -> Iterator[Edit]:
    """What changes in the fields of one part; ``sequences`` tells that they begin anew."""
    seen: set[str] = set()
    gone = 0  # up to here a field's code goes away, with all that is in it
    for one in fields:
        name = one.name
        if one.start < gone:
            continue
        if name in SHOWING:
            yield from frozen(part, one, properties.shown_by(one))
            gone = one.closing if not one.simple else 0
        elif name == "NUMPAGES":
            yield from counting(part, one, total)
        else:
            code = leads_to(one, names) if names else one.code
            if name == "SEQ" and sequences:
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


def _fields(text: bytes) -> list[Field]:
    return fields_of(text) if b"w:instr" in text else []


# Records share most of their headers and notes, byte for byte.
_story_fields = lru_cache(maxsize=64)(_fields)


@lru_cache(maxsize=64)
def _leads(rels: bytes) -> tuple[tuple[str, str], ...]:
    """What the main part leads to in its file: (kind, name of the part)."""
    found = []
    for relation in _RELATION.findall(rels):
        if attribute(relation, "TargetMode") != "External":
            kind = (attribute(relation, "Type") or "").rsplit("/", 1)[-1]
            target = unquote(attribute(relation, "Target") or "")
            name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            found.append((kind, posixpath.normpath(name)))
    return tuple(found)


def _rels_name(part: str) -> str:
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels"
