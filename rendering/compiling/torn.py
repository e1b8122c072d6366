"""Tags that tear the structure (thẻ xé cấu trúc), found when the template is loaded.

A condition that begins in one cell and ends outside the table leaves half a
table behind when it does not hold. The bare elements of the part are read with
every condition holding and with none, then with each of them otherwise; the
first that leaves them torn is told.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes

_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<(/?)([\w:.-]+)[^>]*?(/?)>", re.DOTALL)
_ALONE = 8
"""So many conditions are tried by themselves."""


@dataclass(frozen=True, slots=True)
class Tear:
    """Where a part is torn: the ``line`` of its source, and the condition to blame.

    ``condition`` is ``None`` when the part is torn whatever the data are;
    ``holds`` is the answer that tears it, ``None`` when both do.
    """

    line: int
    condition: nodes.Node | None = None
    holds: bool | None = None


def find_tear(template: nodes.Template) -> Tear | None:
    """The first tear of a part, ``None`` when no answer of the conditions makes one.

    ``template`` still has its line breaks, so that a place in it has a line.
    """
    uneven = [branch for branch in template.find_all(nodes.If) if _is_uneven(branch)]
    asked = {_text(branch.test): branch for branch in _each_branch(uneven)}
    torn: dict[bool, int] = {}
    for usual in (True, False):
        answers = dict.fromkeys(asked, usual)
        line = _Reading(answers).torn_at(template)
        if line is not None:
            torn[usual] = line
            continue
        for text, branch in itertools.islice(asked.items(), _ALONE):
            if _Reading({**answers, text: not usual}).torn_at(template) is not None:
                return Tear(branch.lineno, branch.test, not usual)
    if not torn:
        return None
    first = next(iter(asked.values()), None)
    holds = None if len(torn) == 2 else True in torn
    return Tear(torn[max(torn)]) if first is None else Tear(first.lineno, first.test, holds)


def _each_branch(conditions: Iterable[nodes.If]) -> Iterator[nodes.If]:
    for condition in conditions:
        yield condition
        yield from condition.elif_


def _text(expression: nodes.Node) -> str:
    return repr(expression)


def _is_uneven(condition: nodes.If) -> bool:
    """Whether the branches of a condition leave different elements open."""
    bodies = [condition.body, *(branch.body for branch in condition.elif_), condition.else_]
    return len({_effect(body) for body in bodies}) > 1


def _effect(body: list[nodes.Node]) -> tuple[str, ...]:
    """The end tags, then the start tags, that have no partner in this piece."""
    reading = _Reading({}, alone=True)
    reading.body(body)
    ended, opened = reading.ended, reading.open
    # A condition over two runs ends one and opens another: that leaves all as it was.
    while ended and opened and ended[-1] == opened[0]:
        ended, opened = ended[:-1], opened[1:]
    return (*(f"/{name}" for name in ended), *opened)


class _Reading:
    """Reads the elements of a part as one document has them, for given answers."""

    def __init__(self, answers: dict[str, bool], *, alone: bool = False) -> None:
        self.open: list[str] = []
        self.ended: list[str] = []
        self._answers = answers
        self._alone = alone
        self._half = ""
        self._torn: int | None = None

    def torn_at(self, template: nodes.Template) -> int | None:
        """The line of the first end tag that ends nothing; ``None`` in a sound document."""
        self.body(template.body)
        if self._torn is None and self.open:
            return 0
        return self._torn

    def body(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if isinstance(child, nodes.TemplateData):
                        self._data(child)
                    elif self._half:
                        self._half += "x"
            elif isinstance(node, nodes.If):
                self.body(self._branch(node))
            elif isinstance(node, (nodes.For, nodes.With, nodes.Scope, nodes.Block)):
                self.body(node.body)

    def _branch(self, node: nodes.If) -> list[nodes.Node]:
        for branch in (node, *node.elif_):
            if self._answers.get(_text(branch.test), True):
                return branch.body
        return node.else_

    def _data(self, piece: nodes.TemplateData) -> None:
        text = self._half + piece.data
        start = text.rfind("<")
        self._half = text[start:] if start > text.rfind(">") else ""
        for tag in _TAG.finditer(text):
            end, name, empty = tag.groups()
            if name is None or empty:
                continue
            if not end:
                self.open.append(name)
            elif self.open and self.open[-1] == name:
                self.open.pop()
            elif self._alone and not self.open:
                self.ended.append(name)
            elif self._torn is None:
                self._torn = piece.lineno + text.count("\n", 0, tag.start())
