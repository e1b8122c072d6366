"""Notes (chú thích) as LibreOffice needs them, so that it prints what Word prints.

Word finds a note by its number. LibreOffice takes the next one of the part at each
reference, so a note left over from a condition, or written out of order, would give
every later reference the words of another note.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from ..namespaces import W

_ID = f"{W}id"


def settle_notes(roots: Sequence[etree._Element]) -> list[etree._Element]:
    """Mends the parts of a document, given by their roots; those that it changed.

    Afterwards there is one note for each reference of the body, in their order, behind
    the separators; a reference without a note has an empty one.
    """
    bodies = [root for root in roots if root.tag == f"{W}document"]
    changed: list[etree._Element] = []
    for notes in roots:
        if notes.tag not in (f"{W}footnotes", f"{W}endnotes"):
            continue
        if _sort(notes, bodies):
            changed += [*bodies, notes]
    return changed


def _sort(notes: etree._Element, bodies: Sequence[etree._Element]) -> bool:
    tag = str(notes.tag).removesuffix("s")
    called = [node for root in bodies for node in root.iter(f"{tag}Reference")]
    there = notes.findall(tag)
    separators = [note for note in there if note.get(f"{W}type") not in (None, "normal")]
    texts = {note.get(_ID): note for note in there if note not in separators}
    wanted = [note.get(_ID) for note in separators] + [node.get(_ID) for node in called]
    if [note.get(_ID) for note in there] == wanted:
        return False
    first = 1 + max((_number(note) for note in separators), default=0)
    for note in there:
        notes.remove(note)
    notes.extend(separators)
    for number, node in enumerate(called, first):
        found = texts.get(node.get(_ID))
        note = _empty(tag) if found is None else deepcopy(found)
        for each in (note, node):
            each.set(_ID, str(number))
        notes.append(note)
    return True


def _number(note: etree._Element) -> int:
    number = note.get(_ID, "")
    return int(number) if number.isdecimal() else 0


def _empty(tag: str) -> etree._Element:
    note = etree.Element(tag)
    etree.SubElement(note, f"{W}p")
    return note
