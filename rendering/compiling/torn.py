"""Tags that tear the structure (thẻ xé cấu trúc), all of them found when the template is loaded.

A loop or condition that begins in one cell and ends outside the table leaves half a table
behind. The part as it was typed, with every branch once and in order, is whole; so a block
tears it where one of its branches ends and begins other elements than all of them together.
What one condition tears another with the same question may mend: such are read together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from .structure import expression_text

_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<(/?)([\w:.-]+)[^>]*?(/?)>", re.DOTALL)
_MOST = 100
"""So many tears of a part are told."""
_ALIKE, _QUESTIONS = 3, 3
"""So many conditions before one are read together with it; so many questions in all ways."""
_CAPTURES = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock)
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.AssignBlock: "set",
}


@dataclass(frozen=True, slots=True)
class Tear:
    """Where a part is torn: the ``line`` of its source, and the command to blame.

    ``condition`` is what the block asks, if it asks anything; ``holds`` the answer that
    tears the part, ``None`` when every answer does. A ``word`` that is empty blames nobody.
    """

    line: int
    word: str
    condition: str = ""
    holds: bool | None = None


def find_tears(template: nodes.Template) -> list[Tear]:
    """The tears of a part, each block once; none when no answer of the conditions makes one.

    ``template`` still has its line breaks, so that a place in it has a line.
    """
    torn = list(itertools.islice(_torn_blocks(template), _MOST))
    conditions = [node for node in torn if isinstance(node, nodes.If)]
    part = _Part(template, conditions)
    mended = {id(node) for node in _mended(part, conditions)} if len(conditions) > 1 else set()
    tears = [_tear(node) for node in torn if id(node) not in mended]
    if not tears:
        tears += _left(part, conditions)
    return sorted(tears, key=lambda tear: tear.line)


def _torn_blocks(template: nodes.Template) -> Iterator[nodes.Node]:
    later = {id(branch) for node in template.find_all(nodes.If) for branch in node.elif_}
    for node in template.find_all(nodes.Stmt):
        if isinstance(node, nodes.If):
            if id(node) not in later and any(_torn_branches(node)):
                yield node
        elif isinstance(node, nodes.For):
            if _effect([node.body]) or _effect([node.else_]):
                yield node
        elif isinstance(node, _CAPTURES) and _effect([node.body]):
            yield node


def _tear(node: nodes.Node) -> Tear:
    if isinstance(node, nodes.For):
        return Tear(node.lineno, "for")
    if not isinstance(node, nodes.If):
        return Tear(node.lineno, _WORDS[type(node)])
    torn = _torn_branches(node)
    tests = [expression_text(branch.test) for branch in (node, *node.elif_)]
    if all(torn):
        return Tear(node.lineno, "if", tests[0])
    first = torn.index(True)
    if first < len(tests):
        return Tear(node.lineno, "if", tests[first], holds=True)
    return Tear(node.lineno, "if", ", ".join(dict.fromkeys(tests)), holds=False)


def _bodies(node: nodes.If) -> list[list[nodes.Node]]:
    return [node.body, *(branch.body for branch in node.elif_), node.else_]


def _torn_branches(node: nodes.If) -> list[bool]:
    """For each branch, the last when none holds, whether it leaves others open than all do."""
    whole = _effect(_bodies(node))
    return [_effect([body]) != whole for body in _bodies(node)]


def _effect(bodies: list[list[nodes.Node]]) -> tuple[str, ...]:
    """The end tags, then the start tags, that have no partner in this piece."""
    reading = _Reading(alone=True)
    for body in bodies:
        reading.body(body)
    ended, opened = reading.ended, reading.open
    # A condition over two runs ends one and opens another: that leaves all as it was.
    while ended and opened and ended[-1] == opened[0]:
        ended, opened = ended[:-1], opened[1:]
    return (*(f"/{name}" for name in ended), *opened)


def _mended(part: _Part, conditions: list[nodes.If]) -> list[nodes.If]:
    """The conditions that tear nothing together with others that ask the same."""
    mended: list[nodes.If] = []
    left: list[nodes.If] = []
    for node in conditions:
        alike = [other for other in left if _questions([other]) & _questions([node])][-_ALIKE:]
        for start in range(len(alike) - 1, -1, -1):
            together = [*alike[start:], node]
            if all(part.is_whole(together, way) for way in _ways(together)):
                mended += together
                left = [other for other in left if not any(other is one for one in together)]
                break
        else:
            left.append(node)
    return mended


def _left(part: _Part, conditions: list[nodes.If]) -> Iterator[Tear]:
    """The tear of a part in which no block is to blame alone."""
    for holds in (True, False):
        way = dict.fromkeys(_questions(conditions), holds)
        if not part.is_whole(conditions, way):
            yield Tear(conditions[0].lineno if conditions else 0, "")
            return


def _questions(conditions: Iterable[nodes.If]) -> set[str]:
    return {repr(b.test) for node in conditions for b in (node, *node.elif_)}


def _ways(conditions: list[nodes.If]) -> Iterator[dict[str, bool]]:
    """The answers to what conditions ask: all there are, of many only those all but one alike."""
    asked = sorted(_questions(conditions))
    if len(asked) <= _QUESTIONS:
        for answers in itertools.product((True, False), repeat=len(asked)):
            yield dict(zip(asked, answers, strict=True))
        return
    for usual in (True, False):
        yield dict.fromkeys(asked, usual)
        yield from ({**dict.fromkeys(asked, usual), one: not usual} for one in asked)


class _Part:
    """A part, to be read as one document has it for given answers to some of its conditions."""

    def __init__(self, template: nodes.Template, torn: list[nodes.If]) -> None:
        self._template = template
        tearing = {id(node) for node in torn}
        # Those that tear nothing by themselves may do so where others bring another level.
        self._even = [node for node in template.find_all(nodes.If) if id(node) not in tearing]

    def is_whole(self, conditions: list[nodes.If], answers: Mapping[str, bool]) -> bool:
        """Whether all that is opened is closed when the conditions are answered so."""
        asked = (node for node in self._even if _questions([node]) <= answers.keys())
        reading = _Reading({id(node): answers for node in (*conditions, *asked)})
        reading.body(self._template.body)
        return not reading.torn and not reading.open


class _Reading:
    """Reads the elements of a part, of conditions all branches but where answers are given.

    ``alone``: of a piece of it, whose first end tags have their partners before it.
    """

    def __init__(
        self, answers: Mapping[int, Mapping[str, bool]] | None = None, *, alone: bool = False
    ) -> None:
        self.open: list[str] = []
        self.ended: list[str] = []
        self.torn = False
        self._answers = answers or {}
        self._alone = alone
        self._half = ""

    def body(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if isinstance(child, nodes.TemplateData):
                        self._data(child.data)
                    elif self._half:
                        self._half += "x"
            elif isinstance(node, nodes.If):
                for branch in self._branches(node):
                    self.body(branch)
            elif isinstance(node, nodes.For):
                self.body(node.body)
                self.body(node.else_)
            elif isinstance(node, (*_CAPTURES, nodes.With, nodes.Scope, nodes.Block)):
                self.body(node.body)

    def _branches(self, node: nodes.If) -> list[list[nodes.Node]]:
        answers = self._answers.get(id(node))
        if answers is None:
            return _bodies(node)
        held = (b.body for b in (node, *node.elif_) if answers[repr(b.test)])
        return [next(held, node.else_)]

    def _data(self, data: str) -> None:
        text = self._half + data
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
            else:
                self.torn = True
