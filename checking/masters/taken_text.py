"""Words that a tag takes with it (chữ mất theo thẻ): ``{%p … %}`` takes its paragraph away."""

from __future__ import annotations

from collections import defaultdict

from ...i18n import tr
from ...rendering.reading.tags import enclose, scan
from .passages import Story
from .tags import Fault, Tag


def taken_text(story: Story, tags: list[Tag]) -> list[Fault]:
    """The tags of a story that stand with words which no document would have."""
    rows: dict[tuple[int, int] | None, list[str]] = defaultdict(list)
    for passage in story.passages:
        rows[passage.row].append(passage.text)
    words: dict[tuple[str, object], str] = {}
    found = []
    for tag in tags:
        if tag.letter not in ("p", "tr"):
            continue
        in_row = tag.letter == "tr" and tag.passage.row is not None
        place = (tag.letter, tag.passage.row if in_row else id(tag.passage))
        if place not in words:
            around = rows[tag.passage.row] if in_row else [tag.passage.text]
            words[place] = _beside(" ".join(around), tag.letter)
        if words[place]:
            found.append(_fault(tag, words[place]))
    return found


def _beside(text: str, letter: str) -> str:
    """The words beside the tags of a paragraph or row; none where the tags enclose them."""
    left, own = text, []
    for tag in scan(text):
        if tag.level == letter or tag.kind == "#":
            left = f"{left[: tag.start]}{' ' * len(tag.text)}{left[tag.end :]}"
        if tag.level == letter:
            own.append(tag)
    end = len(left.rstrip())
    before = [tag for tag in own if not left[: tag.start].strip()]
    after = [tag for tag in own if tag.start >= end]
    if not own or (len(before) + len(after) == len(own) and enclose(before, after)):
        return ""  # one that is not closed is no tag yet
    return " ".join(left.split())


def _fault(tag: Tag, words: str) -> Fault:
    if tag.letter == "p":
        why = tr("Thẻ {the} bỏ cả đoạn chứa nó, nên chữ “{chu}” sẽ không được in.")
        fix = tr("Đưa thẻ sang một đoạn riêng, trên hoặc dưới đoạn này.")
    else:
        why = tr("Thẻ {the} bỏ cả hàng chứa nó, nên chữ “{chu}” sẽ không được in.")
        fix = tr("Đưa thẻ sang một hàng riêng của bảng, trên hoặc dưới hàng này.")
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    return Fault(tag.passage, tag.typed, why.format(the=tag.typed, chu=shown), fix)
