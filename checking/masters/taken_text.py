"""Words that a tag takes with it (chữ mất theo thẻ): ``{%p … %}`` takes its paragraph away."""

from __future__ import annotations

import re
from collections import defaultdict

from ...i18n import tr
from .passages import Story
from .tags import Fault, Tag

_TAG = re.compile(r"\{\{.{0,4000}?\}\}|\{%.{0,4000}?%\}|\{#.{0,4000}?#\}", re.DOTALL)


def taken_text(story: Story, tags: list[Tag]) -> list[Fault]:
    """The tags of a story that stand with words, which no document will have."""
    rows: dict[tuple[int, int] | None, list[str]] = defaultdict(list)
    for passage in story.passages:
        rows[passage.row].append(passage.text)
    found = []
    for tag in tags:
        if tag.letter not in ("p", "tr"):
            continue
        around = [tag.passage.text]
        if tag.letter == "tr" and tag.passage.row is not None:
            around = rows[tag.passage.row]
        words = " ".join(_TAG.sub(" ", " ".join(around)).split())
        if words:
            found.append(_fault(tag, words))
    return found


def taken_tags(tags: list[Tag]) -> list[Fault]:
    """The tags that another one takes away: of several such tags in one place the last is left."""
    places: dict[tuple[object, ...], list[Tag]] = defaultdict(list)
    for tag in tags:
        if tag.letter == "p" or (tag.letter == "tr" and tag.passage.row is None):
            places[tag.letter, id(tag.passage)].append(tag)
        elif tag.letter == "tr":
            places[tag.letter, tag.passage.row].append(tag)
    return [_crowded(tag, some[-1]) for some in places.values() for tag in some[:-1]]


def _crowded(tag: Tag, last: Tag) -> Fault:
    if tag.letter == "p":
        why = tr("Một đoạn chỉ có được một thẻ {mo}; thẻ này đứng cùng đoạn với {sau}.")
        fix = tr("Đưa mỗi thẻ sang một đoạn riêng; muốn chọn chữ trong một đoạn thì gõ {the}.")
    else:
        why = tr("Một hàng chỉ có được một thẻ {mo}; thẻ này đứng cùng hàng với {sau}.")
        fix = tr("Đưa mỗi thẻ sang một hàng riêng; muốn chọn chữ trong một ô thì gõ {the}.")
    plain = f"{{% {tag.inside} %}}" if tag.kind == "%" else f"{{{{ {tag.inside} }}}}"
    return Fault(
        tag.passage,
        tag.typed,
        why.format(mo=f"{{%{tag.letter} … %}}", sau=last.typed),
        fix.format(the=plain),
    )


def _fault(tag: Tag, words: str) -> Fault:
    if tag.letter == "p":
        why = tr("Thẻ {the} bỏ cả đoạn chứa nó, nên chữ “{chu}” sẽ không được in.")
        fix = tr("Đưa thẻ sang một đoạn riêng, trên hoặc dưới đoạn này.")
    else:
        why = tr("Thẻ {the} bỏ cả hàng chứa nó, nên chữ “{chu}” sẽ không được in.")
        fix = tr("Đưa thẻ sang một hàng riêng của bảng, trên hoặc dưới hàng này.")
    shown = words if len(words) <= 60 else f"{words[:59]}…"
    return Fault(tag.passage, tag.typed, why.format(the=tag.typed, chu=shown), fix)
