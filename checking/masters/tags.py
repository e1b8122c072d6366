"""The tags of a master (thẻ): each found with its place; those never closed are faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...i18n import tr
from ...rendering.compiling.jinja_words import rightly_written
from ...rendering.reading.spoken import Spoken, TagReader
from ...rendering.reading.tagscan import TagScanner, cut_at_tags
from .passages import Passage, Story

_CLOSING = {"{": "}}", "%": "%}", "#": "#}"}
_MOST = 100
"""Tags that are told as not closed in one story; each costs a look through the rest of it."""
# docxtpl's letter: what is taken away around the tag, a row, a cell, a paragraph or a run.
_LETTER = re.compile(r"\{[{%](tr|tc|p|r)\s")
_INSIDE = re.compile(r"\{[{%]-?\s*(.*?)\s*-?[}%]\}", re.DOTALL)
# More than a name is not told twice: as not closed, and as what it would be when closed.
_NAME = re.compile(r"\{\{ [\w.]*\w \}\}")
_CONDITION = re.compile(r"\{%(?:-|tr\s|tc\s|p\s|r\s)?\s*(?:el)?if\b")
# Quoted text and what stands between brackets (a value given by name), else one lonely sign.
_ONE_SIGN = re.compile(r"(\"[^\"]*\"|'[^']*'|\([^()]*\))|(?<![=<>!])=(?!=)")
_PLAIN_END = re.compile(r"[}%#\n]|\{[{%#]")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag (thẻ) as typed, without what Word and keyboards do to it.

    ``kind`` is ``{`` (prints), ``%`` (commands) or ``#`` (a remark); ``letter`` docxtpl's
    ``p``, ``tr``, ``tc`` or ``r``, "" for none; ``inside`` what it says, with labels as keys.
    ``whole``: it takes a whole row, item or paragraph without a letter.
    """

    typed: str
    kind: str
    letter: str
    inside: str
    passage: Passage
    whole: bool = False

    @property
    def word(self) -> str:
        """The command: ``for``, ``endif``; "" in a tag that prints."""
        return self.inside.split(None, 1)[0] if self.kind == "%" and self.inside else ""

    @property
    def said(self) -> str:
        """What it says in the keeper's own words, labels as labels."""
        return _said(self.typed, self.kind, self.letter)

    @property
    def rest(self) -> str:
        """What stands behind the command."""
        return self.inside[len(self.word) :].strip()

    def with_inside(self, inside: str) -> str:
        """The tag as it should be typed, saying this."""
        return f"{{{self.kind}{self.letter} {inside} {_CLOSING[self.kind]}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a master in one place (chỗ sai): the tag, why, what to type instead."""

    code: str
    passage: Passage
    typed: str
    why: str
    fix: str
    right: str = ""
    """What to type instead, where nothing is to be decided; "" where something is."""


def read_tags(story: Story, spoken: Spoken) -> tuple[list[Tag], list[Fault]]:
    """The tags of a story in reading order, and those not closed or not decided between names."""
    tags: list[Tag] = []
    faults: list[Fault] = []
    text = story.text
    reader = TagReader(spoken, cut_at_tags(text)[1::2])
    for start, end in _spans(text):
        kind, passage = text[start + 1], story.passage_at(start)
        if end is None:
            fault, whole = _unclosed(text, start, kind, passage, reader)
            faults.append(fault)
            if len(faults) == _MOST:
                break
            if whole and (kind == "%" or _is_name(whole, reader)):
                tags.append(_tag(whole, kind, reader, passage))
            reader.undecided.clear()  # told when it is closed
            continue
        typed = " ".join(text[start:end].split())
        written = rightly_written(typed)
        right = _compared(written)
        if right != typed and len(faults) < _MOST:
            told = _miswritten if written != typed else _one_sign
            faults.append(told(passage, typed, right))
        # As it was meant, so that what belongs to it is no fault of its own.
        tags.append(_tag(right, kind, reader, passage, whole=start in story.lettered))
        if len(faults) < _MOST:
            faults += (
                Fault("KT-933", passage, typed, one.why, one.fix) for one in reader.undecided
            )
        reader.undecided.clear()
    return tags, faults


def _spans(text: str) -> Iterator[tuple[int, int | None]]:
    """Start and end of each tag; after one without an end those that stand in the rest of it.

    What ``raw`` covers is printed as it stands and holds none; nor are its own two told.
    """
    scanner = TagScanner()
    position: int | None = 0
    while position is not None:
        found, position, raw = scanner.spans(text, position), None, scanner.is_raw
        for start, end in found:
            if not raw and not scanner.is_raw:
                yield start, end
            if end is None:
                position = start + 2
            raw = scanner.is_raw


def _tag(typed: str, kind: str, reader: TagReader, passage: Passage, *, whole: bool = False) -> Tag:
    found = _LETTER.match(typed)
    letter = found[1] if found is not None else ""
    return Tag(typed, kind, letter, _said(reader.read(typed), kind, letter), passage, whole)


def _said(typed: str, kind: str, letter: str) -> str:
    inside = _INSIDE.fullmatch(typed.replace(f"{{{kind}{letter}", f"{{{kind}", 1))
    return inside[1] if inside is not None else ""


def _unclosed(
    text: str, start: int, kind: str, passage: Passage, reader: TagReader
) -> tuple[Fault, str]:
    """The fault of a tag that is not closed, and the tag as it was meant; "" if it says nothing."""
    end = _PLAIN_END.search(text, start + 2)
    inside = text[start + 2 : end.start() if end is not None else len(text)]
    typed = text[start : start + 2 + len(inside)]
    if end is not None and end.group()[0] in "}%#":
        typed += end.group()[0]
    said = " ".join(inside.split())
    gap = "" if kind == "%" and _LETTER.match(typed) else " "
    whole = f"{{{kind}{gap}{said} {_CLOSING[kind]}" if said else ""
    fix = tr("Gõ lại: {the}").format(the=whole) if said else tr("Đóng thẻ, hoặc xoá hai dấu mở.")
    why = tr("Thẻ mở bằng {mo} mà không đóng bằng {dong}.")
    why = why.format(mo=f"{{{kind}", dong=_CLOSING[kind])
    # Half a closing sign says where the tag ends; without one that would be a guess.
    sure = typed[-1] in "}%" and (kind == "%" or _is_name(whole, reader))
    right = whole if sure else ""
    return Fault("KT-910", passage, " ".join(typed.split()), why, fix, right), whole


def _is_name(tag: str, reader: TagReader) -> bool:
    """Whether a tag prints one name: a key, or a label that stands for one."""
    return _NAME.fullmatch(reader.read(tag)) is not None


def _miswritten(passage: Passage, typed: str, right: str) -> Fault:
    """The fault of a tag whose commands Word, or a hand, wrote with capitals or apart."""
    why = tr("Lệnh trong thẻ phải viết liền, bằng chữ thường; Word hay tự viết hoa chữ đầu.")
    return Fault("KT-921", passage, typed, why, tr("Gõ lại: {the}").format(the=right), right)


def _compared(tag: str) -> str:
    """A condition that compares with two signs of equality, where it was typed with one."""
    if _CONDITION.match(tag) is None:
        return tag
    return _ONE_SIGN.sub(lambda found: found[1] or "==", tag)


def _one_sign(passage: Passage, typed: str, right: str) -> Fault:
    """The fault of a condition that compares with one sign of equality."""
    why = tr("So sánh phải gõ hai dấu bằng “==”, không phải một dấu “=”.")
    return Fault("KT-923", passage, typed, why, tr("Gõ lại: {the}").format(the=right), right)
