"""Tags for runs (thẻ trong dòng): ``{{r }}``, ``{%r %}``, and the blanks around tags."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from ..namespaces import SPACE, W
from .content import TEXT, replace
from .tags import scan

if TYPE_CHECKING:
    from lxml.etree import _Element


def keep_spaces(root: _Element, title: str) -> None:
    """Has Word keep the blanks of a text with tags: a value may begin or end with one.

    Like docxtpl also for the text before, when the one with the tag says so itself.
    """
    plain: _Element | None = None
    for node in root.iter(TEXT):
        if not node.attrib:
            plain = node
        if plain is not None and node.text and ("{{" in node.text or "{%" in node.text):
            plain.set(SPACE, "preserve")


def lift_run_tags(root: _Element, title: str) -> None:
    """Puts every ``{{r }}`` and ``{%r %}`` between two runs, in place; both keep their look."""
    for node in list(root.iter(TEXT)):
        text = node.text or ""
        tags = [tag for tag in scan(text) if tag.level == "r"]
        if not tags:
            continue
        run = node.getparent()
        assert run is not None  # a w:t stands in a run; anything else is told before
        behind = list(node.itersiblings())
        put: list[str | _Element] = [run]
        ends = [*(tag.start for tag in tags[1:]), len(text)]
        for tag, end in zip(tags, ends, strict=True):
            is_last = end == len(text)
            rest = _run(run, text[tag.end : end], behind if is_last else [])
            if is_last and end == tag.end and not behind:
                _drop_look(rest)  # nothing stands there: like docxtpl's
            put += [tag.text, rest]
        node.text = text[: tags[0].start]
        node.set(SPACE, "preserve")
        replace(run, put)


def _run(like: _Element, text: str, more: list[_Element]) -> _Element:
    """A run of the same look with the text and what follows."""
    run = like.makeelement(like.tag)
    look = like.find(f"{W}rPr")
    if look is not None:
        run.append(deepcopy(look))
    if text or not more:
        node = run.makeelement(TEXT, {SPACE: "preserve"})
        node.text = text
        run.append(node)
    run.extend(more)
    return run


def _drop_look(run: _Element) -> None:
    for look in run.findall(f"{W}rPr"):
        run.remove(look)
