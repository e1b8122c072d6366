"""Tags for runs (thẻ trong dòng): ``{{r }}``, ``{%r %}``, and the blanks around tags."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from ...errors import TemplateSyntax
from ...i18n import tr
from .beside import TEXT, W, replace, typed_around
from .tags import scan

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def keep_spaces(root: _Element, title: str) -> None:
    """Has Word keep the blanks of a text with tags: a value may begin or end with one.

    Like docxtpl also for the text before, when the one with the tag says so itself.
    """
    plain: _Element | None = None
    for node in root.iter(TEXT):
        if not node.attrib:
            plain = node
        if plain is not None and node.text and ("{{" in node.text or "{%" in node.text):
            plain.set(_SPACE, "preserve")


def lift_run_tags(root: _Element, title: str) -> None:
    """Puts every ``{{r }}`` and ``{%r %}`` between two runs, in place; both keep their look.

    Raises :class:`TemplateSyntax` for one that is not in a run (in a formula).
    """
    for node in list(root.iter(TEXT)):
        text = node.text or ""
        tags = [tag for tag in scan(text) if tag.level == "r"] if "{" in text else []
        if not tags:
            continue
        run = node.getparent()
        if run is None or run.tag != f"{W}r":
            raise TemplateSyntax(
                tr("Thẻ {the} chỉ đứng được trong chữ thường của một đoạn.").format(
                    the=tags[0].text
                ),
                where=tr("{phan}, đoạn «{doan}»").format(phan=title, doan=typed_around(node)),
                fix=tr("Bỏ chữ r: viết {{ … }}."),
            )
        behind = run[run.index(node) + 1 :]
        put: list[str | _Element] = [run]
        for tag, end in zip(tags, [*(tag.start for tag in tags[1:]), len(text)], strict=True):
            put += [tag.text, _run(run, text[tag.end : end])]
        node.text = text[: tags[0].start]
        node.set(_SPACE, "preserve")
        last = put[-1]
        assert not isinstance(last, str)
        last.extend(behind)
        if behind and not last.find(TEXT).text:
            last.remove(last.find(TEXT))
        replace(run, put)


def _run(like: _Element, text: str) -> _Element:
    """A run of the same look with the text; docxtpl's empty run has none."""
    run = like.makeelement(like.tag)
    look = like.find(f"{W}rPr")
    if look is not None and text:
        run.append(deepcopy(look))
    node = run.makeelement(TEXT, {_SPACE: "preserve"})
    node.text = text
    run.append(node)
    return run
