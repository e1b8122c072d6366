"""Notes that are called (chú thích được gọi): a note whose mark is not printed leaves the file.

The words of a footnote, an endnote or a reviewer's remark stand in a part of their own, and a
mark in the text calls them. Where a condition takes the mark away nobody sees them on paper,
but whoever opens the file could read what it says of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .compiling.program import Program

_MARK = re.compile(rb'<w:(footnote|endnote|comment)Reference\s(?:[^<>]*?\s)?w:id="([^"]*)"')
_NOTE = re.compile(rb"<w:(footnote|endnote|comment)\s([^<>]*?)(?:/>|>.*?</w:\1\s*>)", re.DOTALL)
_ID = re.compile(rb'(?<!\S)w:id="([^"]*)"')
# The lines between text and notes are notes of another type.
_LINE = re.compile(rb'(?<!\S)w:type="(?!normal")')
_Mark = tuple[bytes, bytes]


def only_called(texts: Iterable[bytes], notes: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of notes, by name, without the notes that no mark calls.

    ``texts`` are the other parts that may hold marks. Remarks may be called in notes.
    """
    called: set[_Mark | None] = {None}
    for text in texts:
        called.update(_MARK.findall(text))
    kept: dict[str, bytes] = {}
    for name in sorted(notes, key=lambda name: b"<w:comment " in notes[name]):
        kept[name] = _NOTE.sub(
            lambda note: note.group() if _mark(note) in called else b"", notes[name]
        )
        called.update(_MARK.findall(kept[name]))
    return kept


def _mark(note: re.Match[bytes]) -> _Mark | None:
    """The mark that calls a note; ``None`` for a line, which is always there."""
    if _LINE.search(note[2]):
        return None
    found = _ID.search(note[2])
    return note[1], b"" if found is None else found[1]


@dataclass(frozen=True, slots=True)
class CalledNotes:
    """The notes of one template: the parts that hold them, and the others, which call them."""

    notes: tuple[str, ...]
    """Empty where every note is called in every document."""
    texts: tuple[str, ...]
    static: tuple[bytes, ...]
    """What is the same in every document and may call notes."""

    def settle(self, parts: dict[str, bytes]) -> dict[str, bytes]:
        """The parts of one document without the notes that it does not call; changed in place."""
        if self.notes:
            texts = (*self.static, *(parts[name] for name in self.texts))
            parts.update(only_called(texts, {name: parts[name] for name in self.notes}))
        return parts


def called_notes(programs: Mapping[str, Program], static: Iterable[str]) -> CalledNotes:
    """What is to be done for the notes of a template, from all its parts with paragraphs.

    ``static`` are the names of those without tags.
    """
    fixed = {name: program.fixed.encode() for name, program in programs.items()}
    notes = {name: set(map(_mark, _NOTE.finditer(text))) for name, text in fixed.items()}
    texts = [name for name in programs if not notes[name]]
    sure = {mark for name in texts for mark in _MARK.findall(programs[name].always.encode())}
    unsure = set[_Mark | None]().union(*notes.values()) - sure - {None}
    same = frozenset(static)
    return CalledNotes(
        tuple(name for name in programs if notes[name]) if unsure else (),
        tuple(name for name in texts if name not in same),
        tuple(fixed[name] for name in texts if name in same),
    )
