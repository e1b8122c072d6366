"""A master read as a person reads it in Word (đọc mẫu): its passages, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ...i18n import tr
from ...rendering.tagtext import forgive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " "}
# Roots of the parts that are filled in; the same order as a person leafs through.
_PARTS = ("document", "hdr", "ftr", "footnotes", "endnotes")
_AROUND = 70
"""Characters of a passage that are quoted to find it by."""


@dataclass(slots=True)
class Passage:
    """One paragraph (đoạn): its text, and where Word shows it."""

    place: str
    text: str = ""

    def where(self, tag: str = "") -> str:
        """The place with the words to look for: ``đoạn 14 “Họ và tên: …”``; ``tag`` is in them."""
        shown = " ".join(self.text.split())
        if not shown:
            return self.place
        if len(shown) > _AROUND:
            at = max(0, shown.find(" ".join(tag.split())))
            start = max(0, min(at, len(shown) - _AROUND))
            end = max(start + _AROUND, at + len(tag))
            shown = f"{'…' * (start > 0)}{shown[start:end]}{'…' * (end < len(shown))}"
        return tr("{cho} “{doan}”").format(cho=self.place, doan=shown)


@dataclass(slots=True)
class Story:
    """A part of the file that is filled in as one (phần): its text in reading order."""

    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _owners: list[Passage] = field(default_factory=list)

    def add(self, passage: Passage, text: str) -> None:
        """More text of a passage, after what was read last."""
        if not self._owners or self._owners[-1] is not passage:
            self.text += "\n" * bool(self.text)
            self._starts.append(len(self.text))
            self._owners.append(passage)
        self.text += text

    def passage_at(self, position: int) -> Passage:
        """Whose text stands at a position."""
        return self._owners[max(0, bisect_right(self._starts, position) - 1)]


def read_stories(parts: Mapping[str, bytes]) -> list[Story]:
    """The stories of a package that was checked already; ``parts`` by their names in it."""
    found: list[tuple[int, str, Story]] = []
    for name, content in parts.items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        root = etree.fromstring(content)
        forgive(root)  # as compiling does
        kind = etree.QName(root).localname
        if kind in _PARTS:
            found.append((_PARTS.index(kind), name, _read(root, kind)))
    return [story for _, _, story in sorted(found, key=lambda item: item[:2])]


def _read(root: etree._Element, kind: str) -> Story:
    places = dict(_places(root, kind))
    story = Story()
    passages: dict[etree._Element, Passage] = {}
    for node in root.iter(f"{_W}t", *_SPACES):
        text = _SPACES.get(str(node.tag), node.text or "")
        owner = next(node.iterancestors(f"{_W}p"), None)
        if owner is None or not text:
            continue
        if owner not in passages:
            passages[owner] = Passage(places.get(owner, _story_name(kind)))
            story.passages.append(passages[owner])
        passages[owner].text += text
        story.add(passages[owner], text)
    return story


def _places(root: etree._Element, kind: str) -> Iterator[tuple[etree._Element, str]]:
    """Each paragraph's place: tables and what stands outside them are counted from 1."""
    tables: dict[etree._Element, int] = {}
    count = 0
    for paragraph in root.iter(f"{_W}p"):
        above = list(paragraph.iterancestors())
        outer = [node for node in above if node.tag == f"{_W}tbl"]
        box = any(node.tag == f"{_W}txbxContent" for node in above)
        if outer:
            table = tables.setdefault(outer[-1], len(tables) + 1)
            words = _in_table(above, outer[-1], table)
        elif box:
            words = ""
        else:
            count += 1
            words = tr("đoạn {so}").format(so=count)
        named = [] if kind == "document" else [_story_name(kind)]
        boxed = [tr("khung chữ")] if box else []
        yield paragraph, ", ".join(word for word in [*named, *boxed, words] if word)


def _in_table(above: list[etree._Element], table: etree._Element, number: int) -> str:
    inside = above[: above.index(table)]
    row = next((node for node in reversed(inside) if node.tag == f"{_W}tr"), None)
    cell = next((node for node in reversed(inside) if node.tag == f"{_W}tc"), None)
    if row is None or cell is None:
        return tr("bảng {bang}").format(bang=number)
    return tr("bảng {bang}, hàng {hang}, cột {cot}").format(
        bang=number, hang=_ordinal(row, table), cot=_ordinal(cell, row)
    )


def _ordinal(node: etree._Element, holder: etree._Element) -> int:
    """Which row of the table, or cell of the row, from 1; those of tables inside do not count."""
    like = [n for n in holder.iter(node.tag) if next(n.iterancestors(holder.tag), None) is holder]
    return like.index(node) + 1


def _story_name(kind: str) -> str:
    return {
        "document": tr("thân văn bản"),
        "hdr": tr("đầu trang"),
        "ftr": tr("chân trang"),
        "footnotes": tr("chú thích cuối trang"),
        "endnotes": tr("chú thích cuối văn bản"),
    }[kind]
