"""The help page of a template (trang trợ giúp): what its keeper reads in Word and no paper shows.

It is known by its style alone, by name: any paragraph whose style is called ``GT Trợ giúp…``
or is based on such a one, wherever it was moved to. What was put into a help page between such
paragraphs goes with it. The page's section goes too, and the break before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from ...i18n import tr
from ..namespaces import W
from ..schema_order import put
from .changes import PAIRED, drop_ranges, references, take_out
from .stories import story_trees, tree

HELP_STYLE = "GT Trợ giúp"
"""How the names of the styles of a help page begin."""
_STYLES = f"{W}styles"
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt")
_SHOWN = (f"{W}t", f"{W}drawing", f"{W}pict", f"{W}object")
_HEADERS = (f"{W}headerReference", f"{W}footerReference")
_QUOTED = 60
"""Characters by which a foreign paragraph is told."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A package without help pages (mẫu không trang trợ giúp); ``notes`` tell what else went."""

    parts: Mapping[str, bytes]
    notes: tuple[str, ...] = ()


def without_help(parts: Mapping[str, bytes]) -> Bare:
    """The parts of a package without help pages; the same where it has none."""
    names = [name for name, content in parts.items() if b"styles" in content[-64:]]
    styles = {name: root for name in names if (root := tree(parts[name])) is not None}
    styles = {name: root for name, root in styles.items() if root.tag == _STYLES}
    ours = {style for root in styles.values() for style in _help_styles(root)}
    if not ours:
        return Bare(parts)
    changed: dict[str, bytes] = {}
    foreign: list[str] = []
    for story in story_trees(parts):  # notes that nothing calls any more are dropped later
        foreign += _leave_out(story.root, ours)
        changed[story.name] = _written(story.root)
    for name, root in styles.items():
        for style in [s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") in ours]:
            root.remove(style)
        changed[name] = _written(root)
    told = tr("Đoạn “{doan}” nằm trong trang trợ giúp nên không in ra văn bản.")
    notes = tuple(told.format(doan=text[:_QUOTED]) for text in foreign)
    return Bare({name: changed.get(name, content) for name, content in parts.items()}, notes)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _help_styles(root: etree._Element) -> Iterator[str]:
    """The ids of a help page's styles: those so called, and those based on them."""
    above: dict[str, str] = {}
    called: set[str] = set()
    for style in root.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        above[key] = _said(style, "basedOn")
        if _plain(_said(style, "name")).startswith(_plain(HELP_STYLE)):
            called.add(key)
    for key in above:
        line = [key]
        while line[-1] not in called and (base := above.get(line[-1], "")) and base not in line:
            line.append(base)
        if line[-1] in called:
            yield key


def _said(node: etree._Element, child: str) -> str:
    found = node.find(f"{W}{child}")
    return "" if found is None else found.get(f"{W}val", "")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


# -- one story -------------------------------------------------------------------


def _leave_out(root: etree._Element, styles: set[str]) -> list[str]:
    """Takes a story's help pages out, in place; gives the texts in them that are not of them."""
    doomed = dict.fromkeys(node for node in root.iter(*_BLOCKS) if _is_help(node, styles))
    body = root.find(f"{W}body")
    foreign: list[str] = []
    if body is not None and doomed:
        sections = list(_sections(body))
        within = list(_within_pages(sections, doomed))
        foreign = [text for node in within if (text := _text(node))]
        doomed.update(dict.fromkeys(within))
        _settle_sections(body, sections, doomed)
    if doomed:
        noted = references(root)
        beside = _beside(body, doomed) if body is not None else []
        _drop_pairs(doomed)
        for node in doomed:
            take_out(node)
        drop_ranges(root, noted - references(root))
        for paragraph, end in beside:
            _drop_page_break(paragraph, end)
    return foreign


def _is_help(node: etree._Element, styles: set[str]) -> bool:
    """Whether a paragraph is of a help page; a table or control, when all it shows is."""
    paragraphs = [node] if node.tag == f"{W}p" else list(node.iter(f"{W}p"))
    ours = [paragraph for paragraph in paragraphs if _said(paragraph, f"pPr/{W}pStyle") in styles]
    return bool(ours) and not any(_shows(p) for p in paragraphs if p not in ours)


def _shows(node: etree._Element) -> bool:
    return any(n.tag != f"{W}t" or (n.text or "").strip() for n in node.iter(*_SHOWN))


def _text(node: etree._Element) -> str:
    return " ".join("".join(n.text or "" for n in node.iter(f"{W}t")).split())


def _drop_pairs(doomed: Iterable[etree._Element]) -> None:
    """Takes away the marks that have both ends in what goes: none of them is to stay."""
    seen: dict[tuple[str, str | None], etree._Element] = {}
    for node in doomed:
        for mark in list(node.iter(*PAIRED)):
            kind = str(mark.tag).removesuffix("Start").removesuffix("End")
            other = seen.pop((kind, mark.get(f"{W}id")), None)
            if other is None:
                seen[kind, mark.get(f"{W}id")] = mark
                continue
            for end in (mark, other):
                holder = end.getparent()
                if holder is not None:
                    holder.remove(end)


# -- sections --------------------------------------------------------------------


@dataclass(slots=True)
class _Section:
    """One section of the body (phần của tài liệu): its blocks, and what holds its setup."""

    blocks: list[etree._Element]
    setup: etree._Element | None


def _sections(body: etree._Element) -> Iterator[_Section]:
    blocks: list[etree._Element] = []
    for node in body.iterchildren(*_BLOCKS):
        blocks.append(node)
        setup = node.find(f"{W}pPr/{W}sectPr")
        if setup is not None:
            yield _Section(blocks, setup)
            blocks = []
    yield _Section(blocks, body.find(f"{W}sectPr"))


def _within_pages(
    sections: list[_Section], doomed: Mapping[etree._Element, None]
) -> Iterator[etree._Element]:
    """What stands in the sections of help pages and is not of their styles.

    A section is of a help page when it begins and ends with one, unless all do: then
    somebody has put the pages around the paper itself.
    """
    filled = [[block for block in section.blocks if _shows(block)] for section in sections]
    pages = [bool(shown) and shown[0] in doomed and shown[-1] in doomed for shown in filled]
    if any(shown and not page for shown, page in zip(filled, pages, strict=True)):
        for section, page in zip(sections, pages, strict=True):
            yield from (block for block in section.blocks if page and block not in doomed)


def _settle_sections(
    body: etree._Element, sections: list[_Section], doomed: Mapping[etree._Element, None]
) -> None:
    """Lets every section that stays keep its setup; the last one's is the body's."""
    staying = [section for section in sections if any(b not in doomed for b in section.blocks)]
    for section, following in pairwise(sections):
        if section not in staying:
            _hand_on(section.setup, following.setup)
    if not staying:
        return
    last = staying.pop()
    for section in staying:
        kept = [block for block in section.blocks if block not in doomed][-1]
        if section.setup is not None and section.blocks[-1] in doomed:
            if kept.tag != f"{W}p":  # a section ends with a paragraph
                kept = kept.makeelement(f"{W}p")
                section.blocks[-1].addprevious(kept)
            look = kept.find(f"{W}pPr")
            if look is None:
                look = kept.makeelement(f"{W}pPr")
                kept.insert(0, look)
            put(look, section.setup)
    if last is not sections[-1] and last.setup is not None:
        holder = last.setup.getparent()
        if holder is not None:
            holder.remove(last.setup)
            carrier = holder.getparent()
            if carrier is not None and not len(holder):
                carrier.remove(holder)
        for setup in body.findall(f"{W}sectPr"):
            body.remove(setup)
        body.append(last.setup)


def _hand_on(gone: etree._Element | None, setup: etree._Element | None) -> None:
    """Headers and footers that a section had from the one before it, which goes."""
    if gone is None or setup is None:
        return
    has = {(node.tag, node.get(f"{W}type")) for node in setup.iter(*_HEADERS)}
    for node in gone.iter(*_HEADERS):
        if (node.tag, node.get(f"{W}type")) not in has:
            put(setup, deepcopy(node))


# -- page breaks -----------------------------------------------------------------


def _beside(
    body: etree._Element, doomed: Mapping[etree._Element, None]
) -> list[tuple[etree._Element, int]]:
    """The paragraphs before help pages, or behind one that begins the paper, and their ends."""
    found: list[tuple[etree._Element, int]] = []
    blocks = list(body.iterchildren(*_BLOCKS))
    for before, block in pairwise(blocks):
        if before not in doomed and block in doomed:
            found.append((before, -1))
    first = next((block for block in blocks if block not in doomed), None)
    if first is not None and blocks[0] in doomed:
        found.append((first, 0))
    return [(block, end) for block, end in found if block.tag == f"{W}p"]


def _drop_page_break(paragraph: etree._Element, end: int) -> None:
    """Takes a page break at this end of a paragraph away, and a paragraph that was only that."""
    marks = [n for n in paragraph.iter(f"{W}br", *_SHOWN) if n.tag != f"{W}t" or n.text]
    if not marks or marks[end].tag != f"{W}br" or marks[end].get(f"{W}type") != "page":
        return
    run = marks[end].getparent()
    if run is not None:
        run.remove(marks[end])
    before = paragraph.getprevious()
    alone = len(marks) == 1 and paragraph.find(f"{W}pPr/{W}sectPr") is None
    if alone and (before is None or before.tag == f"{W}p"):
        take_out(paragraph)
