"""Notes (chú thích) as LibreOffice needs them, so that it prints what Word prints.

Word finds a note by its number. LibreOffice takes the next one of the part at each
reference, so a note left over from a condition, or written out of order, would give
every later reference the words of another note. Content controls in notes make it
refuse whole documents (seen in 7.4); on paper nobody sees them.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = f"{_W}id"


def settle_notes(roots: Sequence[etree._Element]) -> list[etree._Element]:
    """Mends the parts of a document, given by their roots; those that it changed.

    Afterwards there is one note for each reference of the body, in their order, behind
    the separators; a reference without a note has an empty one.
    """
    bodies = [root for root in roots if root.tag == f"{_W}document"]
    changed: list[etree._Element] = []
    for root in roots:
        if root.tag not in (f"{_W}footnotes", f"{_W}endnotes"):
            continue
        opened = _open_controls(root)
        sorted_anew = _sort(root, bodies)
        changed += [root] if opened or sorted_anew else []
        changed += bodies if sorted_anew else []
    return changed


def _sort(notes: etree._Element, bodies: Sequence[etree._Element]) -> bool:
    tag = str(notes.tag).removesuffix("s")
    called = [node for root in bodies for node in root.iter(f"{tag}Reference")]
    there = notes.findall(tag)
    separators = [note for note in there if note.get(f"{_W}type") not in (None, "normal")]
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


def _open_controls(notes: etree._Element) -> bool:
    """Puts what content controls hold in their places; whether there were any."""
    controls = list(notes.iter(f"{_W}sdt"))
    for control in reversed(controls):  # the inner ones first
        parent = control.getparent()
        if parent is not None:
            place = parent.index(control)
            parent[place : place + 1] = control.findall(f"{_W}sdtContent/*")
    return bool(controls)


def _number(note: etree._Element) -> int:
    number = note.get(_ID, "")
    return int(number) if number.isdecimal() else 0


def _empty(tag: str) -> etree._Element:
    note = etree.Element(tag)
    etree.SubElement(note, f"{_W}p")
    return note
