"""A master as lines to compare (đọc mẫu để so): each paragraph's words, place, look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from ....conventions.spelling import fold, nfc, set_tone_placement, visible
from ....rendering.limits import DEFAULT_LIMITS
from ....rendering.namespaces import W
from ....rendering.package.reading import open_package
from ....rendering.part_names import BODY
from ....rendering.reading.changes import has_changes
from ....rendering.reading.help_pages import without_help
from ....rendering.reading.spoken import Labels, Spoken
from ....rendering.reading.stories import story_trees
from ..expressions import check_expressions
from ..passages import read_paragraphs, read_stories
from ..tags import read_tags

Look = tuple[object, ...]
"""How a paragraph looks (định dạng), as plain values; equal for equal looks."""

# What Word notes by itself and nobody sees.
_UNSEEN = frozenset(f"{W}{name}" for name in ("lang", "noProof", "webHidden", "rPr", "sectPr"))
_RUN_ENDS = re.compile(r"rsid\w*")


class Line(NamedTuple):
    """A paragraph with words in it (một đoạn): in which part, its element, place and look.

    ``words`` are those compared: spaces and the place of a tone do not count.
    """

    part: str
    element: etree._Element
    place: str
    text: str
    words: str
    look: Look


class Span(NamedTuple):
    """Words of one look (chữ cùng định dạng), in which runs."""

    text: str
    look: object
    runs: list[etree._Element]


@dataclass(frozen=True, slots=True)
class Side:
    """A master to compare (một bên): its parts, its paragraphs in reading order, its fields.

    ``styles`` are names by ids, ``looks`` what the styles look like by their names;
    ``tracked``: somebody's changes are still to be accepted or refused.
    """

    parts: Mapping[str, bytes]
    lines: list[Line]
    styles: Mapping[str, str]
    looks: Mapping[str, Look]
    pages: list[Look]
    fields: frozenset[str]
    tracked: bool


def read_side(content: bytes, name: str, labels: Labels) -> Side:
    """A master read; ``name`` is its file's, for messages. Raises what opening it raises."""
    parts = without_help(open_package(content, name, DEFAULT_LIMITS).parts).parts
    styles, looks = _styles(parts)
    lines: list[Line] = []
    pages: list[Look] = []
    for story, element, passage in read_paragraphs(parts):
        is_body = story.root.tag == BODY
        words = plain_words(passage.text)
        # A page number that Word noted in passing is nobody's words.
        if words and (is_body or not words.isdecimal()):
            look = _look(element, styles)
            lines.append(Line(story.name, element, passage.place, passage.text, words, look))
        if is_body and not pages:
            pages = [_page(section) for section in story.root.iter(f"{W}sectPr")]
    tracked = any(has_changes(story.root) for story in story_trees(parts))
    return Side(parts, lines, styles, looks, pages, _fields(parts, labels), tracked)


def plain_words(text: str) -> str:
    """What a text says, for comparing: spaces and the place of a tone do not count."""
    return set_tone_placement(nfc(visible(" ".join(text.split()))), "uỷ")


def _fields(parts: Mapping[str, bytes], labels: Labels) -> frozenset[str]:
    """The names that a master reads."""
    names: set[str] = set()
    spoken = Spoken(labels)
    for story in read_stories(parts):
        names.update(check_expressions(read_tags(story, spoken)[0], set(), {})[1].uses)
    return frozenset(names)


def _styles(parts: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, Look]]:
    """The styles: id → name, and name → look."""
    names: dict[str, str] = {}
    looks: dict[str, Look] = {}
    for content in parts.values():
        if b"styles" not in content[:2000]:
            continue
        root = etree.fromstring(content)
        for style in root.iter(f"{W}style") if root.tag == f"{W}styles" else ():
            name = style.find(f"{W}name")
            shown = style.get(f"{W}styleId", "") if name is None else name.get(f"{W}val", "")
            names[style.get(f"{W}styleId", "")] = fold(shown)
            looks[shown] = tuple(
                _plain(part) for tag in ("pPr", "rPr") for part in style.iterfind(f"{W}{tag}")
            )
    return names, looks


def _page(section: etree._Element) -> Look:
    return tuple(
        (tag, tuple(sorted(found.attrib.items())))
        for tag in ("pgSz", "pgMar")
        if (found := section.find(f"{W}{tag}")) is not None
    )


def _look(paragraph: etree._Element, styles: Mapping[str, str]) -> Look:
    """Style and layout of the paragraph, and of its words from where to where what look."""
    spans = tuple((plain_words(span.text), span.look) for span in spans_of(paragraph, styles))
    return _plain(paragraph.find(f"{W}pPr"), styles), spans


def spans_of(paragraph: etree._Element, styles: Mapping[str, str]) -> list[Span]:
    """The words of a paragraph in stretches of one look; blanks go with those before them."""
    spans: list[Span] = []
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        look = _plain(run.find(f"{W}rPr"), styles)
        if spans and (spans[-1].look == look or not text.strip()):
            spans[-1].runs.append(run)
            spans[-1] = spans[-1]._replace(text=spans[-1].text + text)
        elif text:
            spans.append(Span(text, look, [run]))
    return spans


def _plain(node: etree._Element | None, styles: Mapping[str, str] | None = None) -> object:
    """An element as plain values; styles by their names."""
    if node is None:
        return ()
    found = []
    for child in node:
        if child.tag in _UNSEEN or not isinstance(child.tag, str):
            continue
        attributes = tuple(sorted(_seen(child, styles or {})))
        found.append((child.tag, attributes, _plain(child, styles)))
    return tuple(sorted(found))


def _seen(node: etree._Element, styles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in node.attrib.items():
        name, said = str(key), str(value)
        if not _RUN_ENDS.match(name.rpartition("}")[2]):
            is_style = str(node.tag).endswith("Style") and name == f"{W}val"
            yield name, styles.get(said, said) if is_style else said
