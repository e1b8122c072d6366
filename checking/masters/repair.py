"""A master mended where nothing is to be decided (sửa giúp mẫu), in a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ...generators.plan import Context
from ...i18n import tr
from ...rendering import DEFAULT_LIMITS
from ...rendering.compiling.jinja_words import rightly_written
from ...rendering.namespaces import SPACE, W
from ...rendering.package.packing import packed
from ...rendering.package.reading import open_package
from ...rendering.part_names import BODY
from ...rendering.reading.spoken import Labels
from ...rendering.reading.stories import story_trees
from ...rendering.reading.tagscan import TagScanner
from ...rendering.reading.tagtext import clean_tag
from .locating import Located
from .one_file import repairs
from .tags import Fault

_ROUNDS = 3
"""A tag that is whole again may have a slip of its own."""


@dataclass(slots=True)
class Repaired:
    """A master as a .docx, and what was changed in it, in sentences."""

    data: bytes
    changes: list[str]


def repaired(data: bytes, name: str, contexts: list[Context], labels: Labels) -> Repaired:
    """The master with what there is one way to mend.

    Quotation marks and invisible characters in tags, commands with capitals, half closed
    braces, one sign of equality in a condition, ``{ ten }`` of a field that exists, the
    letter of a closing tag that stands alone, a field named without its group. Raises what
    opening a template raises.
    """
    parts = dict(open_package(data, name, DEFAULT_LIMITS).parts)
    changes = [change for part in list(parts) for change in _typed_plainly(parts, part)]
    for _ in range(_ROUNDS):
        done = list(_mended(parts, contexts, labels))
        changes += done
        if not done:
            break
    return Repaired(packed(parts, compressed=True), changes)


def _typed_plainly(parts: dict[str, bytes], name: str) -> Iterator[str]:
    """Types the tags of a story as they are read anyway: plain signs, small letters."""
    for story in story_trees({name: parts[name]}):
        for paragraph in story.root.iter(f"{W}p"):
            nodes, text = _text_of(paragraph)
            for start, end in reversed(list(TagScanner().spans(text))):
                if end is None:
                    continue
                old = text[start:end]
                new = rightly_written(clean_tag(old)) if not old.startswith("{#") else old
                if new != old:
                    _replace(nodes, start, end, new)
                    yield _change(story.title if story.root.tag != BODY else "", old, new)
        parts[name] = _bytes(story.root)


def _mended(parts: dict[str, bytes], contexts: list[Context], labels: Labels) -> Iterator[str]:
    """Mends the faults that one way is open for, once each."""
    faults = repairs(parts, contexts, labels)
    for story in story_trees(parts) if faults else ():
        located = Located(story.root, story.title)
        changed = False
        for fault in faults:
            place = fault.passage.where(fault.typed)
            paragraph = located.paragraph(place, fault.typed)
            if paragraph is not None and _mend(paragraph, fault):
                changed = True
                yield _change(fault.passage.place, fault.typed, fault.right)
        if changed:
            parts[story.name] = _bytes(story.root)


def _mend(paragraph: etree._Element, fault: Fault) -> bool:
    nodes, text = _text_of(paragraph)
    if fault.code == "KT-914" and "".join(text.split()) != "".join(fault.typed.split()):
        return False  # other words would go with it
    typed = r"\s+".join(map(re.escape, fault.typed.split()))
    # Of "{{ ten } }" the brace that stands apart closes the tag as well.
    apart = r"(?:\s+\}(?!\}))?" if fault.code == "KT-910" else ""
    found = re.search(rf"(?<!\{{){typed}(?!\}}){apart}", text)
    if found is None:
        return False
    _replace(nodes, found.start(), found.end(), fault.right)
    return True


def _text_of(paragraph: etree._Element) -> tuple[list[etree._Element], str]:
    """The texts of a paragraph itself, not of text boxes in it, and all that they say."""
    nodes = [
        node
        for node in paragraph.iter(f"{W}t")
        if next(node.iterancestors(f"{W}p"), None) is paragraph
    ]
    return nodes, "".join(node.text or "" for node in nodes)


def _replace(nodes: list[etree._Element], start: int, end: int, new: str) -> None:
    """Puts other words in the place of some, into the text where those begin."""
    position = 0
    for node in nodes:
        text = node.text or ""
        first, last = max(start - position, 0), min(end - position, len(text))
        position += len(text)
        if first >= last:
            continue
        node.text = text[:first] + new + text[last:]
        node.set(SPACE, "preserve")
        new = ""


def _change(place: str, old: str, new: str) -> str:
    shown = " ".join(old.split()), " ".join(new.split())
    said = tr("“{cu}” → “{moi}”").format(cu=shown[0], moi=shown[1])
    return f"{place}: {said}" if place else said


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)
