"""Section properties of one record (section của một bản): notes and even pages as it had alone."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from ..schema_order import put
from .body import SECTION, R, written_section
from .graph import NOTES, Graph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
# What Word does where nothing is said; of endnotes "pos" is one for the whole file.
_USUAL = {
    "footnotes": {"pos": "pageBottom", "numFmt": "decimal"},
    "endnotes": {"numFmt": "lowerRoman"},
}
_USUAL_COUNT = {"numStart": "1", "numRestart": "continuous"}

Ways = tuple[tuple[str, str], ...]
"""How notes of one kind are set: property and value."""


class Habits(NamedTuple):
    """What the settings of a document say of its sections (nếp của văn bản)."""

    footnotes: Ways
    endnotes: Ways
    endnotes_last: bool
    even_pages: bool


@lru_cache(maxsize=64)
def _habits(settings: bytes | None) -> Habits:
    root = etree.Element(f"{_W}settings") if settings is None else etree.fromstring(settings)
    said = {kind: _said(root.find(f"{_W}{kind[:-1]}Pr")) for kind in NOTES}
    ways = {kind: tuple({**_USUAL[kind], **_USUAL_COUNT, **said[kind]}.items()) for kind in NOTES}
    even = root.find(f"{_W}evenAndOddHeaders")
    return Habits(
        footnotes=ways["footnotes"],
        endnotes=tuple((k, v) for k, v in ways["endnotes"] if k != "pos"),
        endnotes_last=said["endnotes"].get("pos", "docEnd") == "docEnd",
        even_pages=even is not None and _is_on(even),
    )


def habits(graph: Graph) -> Habits:
    """What the settings of a document say of its sections."""
    return _habits(graph.read("settings"))


class Sections:
    """The sections of all records of a merged file.

    ``base`` are the habits of the first document, whose settings serve all;
    ``even_pages`` says whether any document has headers of its own for even pages.
    """

    def __init__(self, base: Habits, *, even_pages: bool) -> None:
        self._base = base
        self._even_pages = even_pages
        self.any_endnotes = False

    def as_alone(self, content: bytes, section: bytes, mine: Habits) -> tuple[bytes, bytes]:
        """Content and last section of a record, its sections made as they were alone."""
        noted = tuple(kind for kind in NOTES if b"<w:%sReference" % kind[:-1].encode() in content)
        even = self._even_pages and not mine.even_pages
        if not noted and not even:
            return content, section
        self.any_endnotes |= "endnotes" in noted
        inner = SECTION.findall(content) if b"<w:sectPr" in content else []
        last = len(inner)

        def patched(number: int, text: bytes) -> bytes:
            return _patched(text, self._base, mine, noted, even, number == 0, number == last)

        numbers = iter(range(last))
        if inner:
            content = SECTION.sub(lambda m: patched(next(numbers), m.group()), content)
        return content, patched(last, section)


@lru_cache(maxsize=256)
def _patched(
    section: bytes,
    base: Habits,
    mine: Habits,
    noted: tuple[str, ...],
    even: bool,
    first: bool,
    last: bool,
) -> bytes:
    # Other vocabularies' prefixes are known at the root only: they pass as they are.
    parser = etree.XMLParser(recover=True)
    whole = f'<x xmlns:w="{W}" xmlns:r="{R}">'.encode() + section + b"</x>"
    tree = etree.fromstring(whole, parser)[0]
    for kind in noted:
        _count(tree, kind, dict(getattr(base, kind)), dict(getattr(mine, kind)), first=first)
    if "endnotes" in noted:
        # Endnotes of a section with noEndnote stand at the end of the next one.
        found = tree.find(f"{_W}noEndnote")
        if found is not None and (last or mine.endnotes_last):
            tree.remove(found)
        if mine.endnotes_last and not last:
            put(tree, etree.Element(f"{_W}noEndnote"))
    if even:
        _same_on_even_pages(tree)
    return written_section(tree)


def _count(
    tree: etree._Element,
    kind: str,
    base: Mapping[str, str],
    mine: Mapping[str, str],
    *,
    first: bool,
) -> None:
    tag = f"{_W}{kind[:-1]}Pr"
    said = tree.find(tag)
    own = _said(said)
    wanted = {k: v for k, v in mine.items() if k not in own and base[k] != v}
    if first and own.get("numRestart", mine["numRestart"]) == "continuous":
        wanted["numRestart"] = "eachSect"
    if not wanted:
        return
    if said is None:
        said = etree.Element(tag)
        put(tree, said)
    for name, value in wanted.items():
        for old in said.findall(_W + name):
            said.remove(old)
        put(said, etree.Element(_W + name, {f"{_W}val": value}))


def _same_on_even_pages(tree: etree._Element) -> None:
    """Even pages, which this document does not part from others, get the usual header."""
    for name in ("headerReference", "footerReference"):
        usual = None
        for reference in tree.findall(_W + name):
            kind = reference.get(f"{_W}type", "default")
            if kind == "even":
                tree.remove(reference)
            elif kind == "default":
                usual = reference
        if usual is not None:
            even = deepcopy(usual)
            even.set(f"{_W}type", "even")
            usual.addprevious(even)


def _said(properties: etree._Element | None) -> dict[str, str]:
    names = ("pos", "numFmt", "numStart", "numRestart")
    found = {} if properties is None else {n: properties.find(_W + n) for n in names}
    return {n: node.get(f"{_W}val", "") for n, node in found.items() if node is not None}


def _is_on(switch: etree._Element) -> bool:
    return switch.get(f"{_W}val", "1") not in ("0", "false", "off")
