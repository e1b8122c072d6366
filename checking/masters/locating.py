"""Places of findings found again in the file (tìm lại chỗ): the paragraph that a place names."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy

from lxml import etree

from ...rendering.namespaces import W
from ...rendering.reading.changes import accept_changes
from ...rendering.reading.split_tags import join_tags
from ...rendering.reading.tagtext import clean_tag
from .passages import Passage, passages_of

_MARK = "giayto-n"


class Located:
    """The paragraphs of one story as it lies in the file, by the places that findings name.

    Places are counted as if tracked changes were accepted, and the file is not changed.
    """

    def __init__(self, root: etree._Element, title: str) -> None:
        self._paragraphs = list(root.iter(f"{W}p"))
        self._passages: dict[str, list[tuple[Passage, etree._Element]]] = defaultdict(list)
        copied = deepcopy(root)
        for number, paragraph in enumerate(copied.iter(f"{W}p")):
            paragraph.set(_MARK, str(number))
        accept_changes(copied, title)
        join_tags(copied, title)
        for paragraph, passage in passages_of(copied, title):
            passage.text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
            mine = self._paragraphs[int(paragraph.get(_MARK, "0"))]
            self._passages[passage.place].append((passage, mine))

    def paragraph(self, place: str, tag: str = "") -> etree._Element | None:
        """The paragraph at a place, which may go on with its words; ``tag`` stands in it."""
        named = max((p for p in self._passages if _begins(place, p)), key=len, default="")
        found = self._passages.get(named, [])
        exact = [mine for passage, mine in found if passage.where(tag) == place]
        read = clean_tag(tag)
        held = [mine for passage, mine in found if read and read in " ".join(passage.text.split())]
        return next(iter([*exact, *held, *(mine for _, mine in found)]), None)


def _begins(place: str, with_place: str) -> bool:
    return place == with_place or place.startswith((f"{with_place} “", f"{with_place} "))
