"""A master read as a person reads it in Word (đọc mẫu): its passages, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from ...i18n import tr
from ...rendering.namespaces import W
from ...rendering.part_names import BODY
from ...rendering.quoting import as_typed
from ...rendering.reading.changes import accept_changes, drop_notes, references
from ...rendering.reading.help_pages import without_help
from ...rendering.reading.plain_blocks import letter_plain_blocks
from ...rendering.reading.split_tags import join_tags
from ...rendering.reading.stories import StoryTree, story_trees
from ...rendering.reading.tagtext import clean_tag

_SPACES = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " "}
_AROUND = 70
"""Characters of a passage that are quoted to find it by."""
_COMMAND = re.compile(r"\{%(?=((?:tr|tc|p|r)\s)?)")
_LEVELS = frozenset(f"{W}{name}" for name in ("tbl", "tr", "tc", "txbxContent"))

Level = tuple[str, int]
"""A table, row, cell or text box around a passage: what it is, and which."""


@dataclass(slots=True)
class Passage:
    """One paragraph (đoạn): its text, and where Word shows it.

    ``raw`` is the text with its tags as they were typed, ``levels`` what stands around
    it, the outermost first.
    """

    place: str
    text: str = ""
    raw: str = ""
    levels: tuple[Level, ...] = ()

    def where(self, tag: str = "") -> str:
        """The place with the words to look for: ``đoạn 14 “Họ và tên: …”``; ``tag`` is in them.

        The words are as they are read, whatever odd characters ``tag`` was typed with.
        """
        shown = " ".join(self.text.split())
        if not shown:
            return self.place
        if len(shown) > _AROUND:
            at = max(0, shown.find(" ".join(clean_tag(tag).split())))
            start = max(0, min(at, len(shown) - _AROUND))
            end = max(start + _AROUND, at + len(tag))
            shown = f"{'…' * (start > 0)}{shown[start:end]}{'…' * (end < len(shown))}"
        return tr("{cho} “{doan}”").format(cho=self.place, doan=shown)


@dataclass(slots=True)
class Story:
    """A part of the file that is filled in as one (phần): its text in reading order.

    ``title`` is what people call the part. ``lettered`` are the places in the text of
    commands that take a whole row, item or paragraph though no letter says so.
    """

    title: str
    text: str
    passages: list[Passage]
    _starts: list[int]
    _owners: list[Passage]
    lettered: frozenset[int] = frozenset()

    @classmethod
    def of(cls, title: str, read: Iterable[tuple[Passage, str]]) -> Story:
        """The story of these pieces; a paragraph may go on behind a text box in it."""
        pieces: list[str] = []
        starts: list[int] = []
        owners: list[Passage] = []
        texts: dict[int, list[str]] = {}
        passages: dict[int, Passage] = {}
        length = 0
        for passage, text in read:
            if not owners or owners[-1] is not passage:
                pieces += "\n" * bool(pieces)
                length += bool(length)
                starts.append(length)
                owners.append(passage)
            pieces.append(text)
            length += len(text)
            passages[id(passage)] = passage
            texts.setdefault(id(passage), []).append(text)
        for mark, passage in passages.items():
            passage.text = "".join(texts[mark])
        return cls(title, "".join(pieces), list(passages.values()), starts, owners)

    def passage_at(self, position: int) -> Passage:
        """Whose text stands at a position."""
        return self._owners[max(0, bisect_right(self._starts, position) - 1)]


def read_stories(parts: Mapping[str, bytes]) -> list[Story]:
    """The stories of a package that was checked already, by the names of its ``parts``.

    Help pages are no part of them.
    """
    found: list[Story] = []
    for story in trees_as_printed(parts):
        root = story.root
        passages = dict(passages_of(root, story.title))
        for owner, text in _texts(root):
            passages[owner].raw += text
        join_tags(root, story.title)
        read = ((passages[owner], text) for owner, text in _texts(root))
        made = Story.of(story.title, read)
        made.lettered = _lettered(made, root)
        found.append(made)
    return found


def _lettered(story: Story, root: etree._Element) -> frozenset[int]:
    """Where the commands stand that `letter_plain_blocks` puts a letter into."""
    lettered = deepcopy(root)
    letter_plain_blocks(lettered)
    passages = dict(passages_of(lettered, story.title))
    read = ((passages[owner], text) for owner, text in _texts(lettered))
    pairs = zip(
        _COMMAND.finditer(story.text),
        _COMMAND.finditer(Story.of(story.title, read).text),
        strict=False,
    )
    return frozenset(old.start() for old, new in pairs if new[1] and not old[1])


def read_paragraphs(
    parts: Mapping[str, bytes],
) -> Iterator[tuple[StoryTree, etree._Element, Passage]]:
    """Each paragraph of the stories as `read_stories` reads them, with its element."""
    for story in trees_as_printed(parts):
        join_tags(story.root, story.title)
        passages = dict(passages_of(story.root, story.title))
        for owner, text in _texts(story.root):
            passages[owner].text += text
        for element, passage in passages.items():
            yield story, element, passage


def trees_as_printed(parts: Mapping[str, bytes]) -> Iterator[StoryTree]:
    """The trees of the stories as compiling reads them: tracked changes accepted."""
    called: set[tuple[str, str | None]] = set()
    for story in story_trees(without_help(parts).parts):
        drop_notes(story.root, called)
        accept_changes(story.root, story.title)
        called |= references(story.root)
        yield story


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text of a part in reading order, each piece with its paragraph."""
    for node in root.iter(f"{W}t", *_SPACES):
        text = _SPACES.get(str(node.tag), as_typed(node.text or ""))
        owner = next(node.iterancestors(f"{W}p"), None)
        if owner is not None and text:
            yield owner, text


def passages_of(root: etree._Element, title: str) -> Iterator[tuple[etree._Element, Passage]]:
    """Each paragraph with its place: tables and what stands outside them are counted from 1."""
    numbers = _Numbers()
    marks: dict[etree._Element, int] = {}
    count = 0
    for paragraph in root.iter(f"{W}p"):
        above = list(paragraph.iterancestors())
        outer = [node for node in above if node.tag == f"{W}tbl"]
        words = [] if root.tag == BODY else [title]
        if any(node.tag == f"{W}txbxContent" for node in above):
            words.append(tr("khung chữ"))
        elif not outer:
            count += 1
            words.append(tr("đoạn {so}").format(so=count))
        if outer:
            table, line, column = numbers.of(root, above, outer[-1])
            words.append(
                tr("bảng {bang}, hàng {hang}, cột {cot}").format(bang=table, hang=line, cot=column)
            )
        levels = tuple(
            (etree.QName(node).localname, marks.setdefault(node, len(marks)))
            for node in reversed(above)
            if node.tag in _LEVELS
        )
        yield paragraph, Passage(", ".join(words), levels=levels)


class _Numbers:
    """Numbers tables, their rows and cells from 1 as they are met (đánh số)."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, int] = {}
        self._last: dict[etree._Element, int] = {}

    def of(
        self, root: etree._Element, above: list[etree._Element], table: etree._Element
    ) -> tuple[int, int, int]:
        """The numbers of an outer table, and of the row and cell in it, of what is in all three."""
        inside = above[: above.index(table)]
        row = next(node for node in reversed(inside) if node.tag == f"{W}tr")
        cell = next(node for node in reversed(inside) if node.tag == f"{W}tc")
        return self._next(table, root), self._next(row, table), self._next(cell, row)

    def _next(self, node: etree._Element, holder: etree._Element) -> int:
        if node not in self._known:
            self._known[node] = self._last[holder] = self._last.get(holder, 0) + 1
        return self._known[node]
