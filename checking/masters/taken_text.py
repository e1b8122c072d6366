"""Words that a tag takes with it (chữ mất theo thẻ): ``{%p … %}`` takes its paragraph away."""

from __future__ import annotations

import re

from ...i18n import tr
from .passages import Story
from .tags import Fault, Tag

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def taken_text(story: Story, tags: list[Tag]) -> list[Fault]:
    """The tags of a story that stand with words, which no document will have."""
    found = []
    for tag in tags:
        if tag.letter not in ("p", "tr"):
            continue
        around = [tag.passage]
        if tag.letter == "tr" and tag.passage.row is not None:
            around = [p for p in story.passages if p.row == tag.passage.row]
        words = " ".join(_TAG.sub(" ", " ".join(p.text for p in around)).split())
        if words:
            found.append(_fault(tag, words))
    return found


def _fault(tag: Tag, words: str) -> Fault:
    if tag.letter == "p":
        why = tr("Thẻ {the} bỏ cả đoạn chứa nó, nên chữ “{chu}” sẽ không được in.")
        fix = tr("Đưa thẻ sang một đoạn riêng, trên hoặc dưới đoạn này.")
    else:
        why = tr("Thẻ {the} bỏ cả hàng chứa nó, nên chữ “{chu}” sẽ không được in.")
        fix = tr("Đưa thẻ sang một hàng riêng của bảng, trên hoặc dưới hàng này.")
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    return Fault(tag.passage, tag.typed, why.format(the=tag.typed, chu=shown), fix)
