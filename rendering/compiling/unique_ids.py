"""Names and numbers that a document has once (số và tên chỉ có một): bookmarks, drawings …

A loop prints its pieces again at every turn. The first turn keeps what the
template says; every later one gets numbers of its own, and names with the
number of the turn behind them, also where its own links and fields lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

_DRAWING = re.compile(r"<wp:docPr\b[^>]*?\sid=\"(\d+)\"")
# A bookmark, or a place that may be edited: both have two halves.
_HALF = re.compile(r"<w:(bookmark|perm)(Start|End)\b[^>]*?\sw:id=\"(-?\d+)\"[^>]*>")
# Shapes of the older kind: what they are called, and what leads to them.
_SHAPE = re.compile(r"<v:\w+\b[^>]*?\sid=\"(\w*[^\W\d]\w*)\"")
_TO_SHAPE = re.compile(r"\s(?:id|type|o:spid|ShapeID)=\"#?(\w*[^\W\d]\w*)\"")
_COMMENT = re.compile(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*>")
_NAME = re.compile(r"\sw:name=\"([^\"]*)\"")
_LINK = re.compile(r"\bw:anchor=\"([^\"]*)\"|<w:instrText\b[^>]*>([^<]*)<")
_WORD = re.compile(r"[\w.-]+")
_NOTE = re.compile(r"<w:(?:foot|end)noteReference\b")
_NAME_CHARS = 40
"""What Word allows in the name of a bookmark."""
_OWN_IDS = 1_000_000
"""From here on ids are given by us, in parts whose ids a template gives."""

_MOST = 1000
"""So many such ids in the loops of one part stay apart."""


@dataclass(slots=True)
class _Piece:
    """A piece of XML of the template, and the innermost loop that prints it."""

    data: nodes.TemplateData
    loop: nodes.For | None
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and the code of the text that stands there instead; no code: nothing."""


@dataclass(slots=True)
class _Half:
    piece: _Piece
    match: re.Match[str]

    def drop(self) -> None:
        self.piece.edits.append((*self.match.span(), ""))


class Numbering:
    """Gives out the numbers of one part; changes the tree it is made from.

    ``written`` tells, by the identity of a node, the code that writes it;
    ``turns`` the number of each loop whose turns are counted.
    """

    def __init__(self, template: nodes.Template, *, body: bool) -> None:
        self.written: dict[int, str] = {}
        self.turns: dict[int, int] = {}
        self._ids = 0
        outputs = list(_outputs(template.body, None))
        pieces = {
            id(child): _Piece(child, loop)
            for output, loop in outputs
            for child in output.nodes
            if isinstance(child, nodes.TemplateData)
        }
        for piece in pieces.values():
            self._drawings(piece, body=body)
            self._comments(piece)
        self._shapes(list(pieces.values()))
        self._bookmarks(list(pieces.values()))
        for output, _ in outputs:
            output.nodes = [
                part
                for child in output.nodes
                for part in (self._split(pieces[id(child)]) if id(child) in pieces else [child])
            ]

    def _drawings(self, piece: _Piece, *, body: bool) -> None:
        for found in _DRAWING.finditer(piece.data.data):
            if body:  # as docxtpl: the drawings of the body are counted
                piece.edits.append((*found.span(1), "context.drawing_id()"))
            elif piece.loop is not None:
                self._distinct(piece, piece.loop, found, 1)

    def _comments(self, piece: _Piece) -> None:
        """A comment is there once: the first turn has it."""
        if piece.loop is not None:
            for found in _COMMENT.finditer(piece.data.data):
                code = f"only_first({self._turn(piece.loop)}, {found.group()!r})"
                piece.edits.append((*found.span(), code))

    def _shapes(self, pieces: list[_Piece]) -> None:
        named = {
            (id(piece.loop), found[1])
            for piece in pieces
            if piece.loop is not None
            for found in _SHAPE.finditer(piece.data.data)
        }
        for piece in pieces if named else ():
            for found in _TO_SHAPE.finditer(piece.data.data):
                if piece.loop is not None and (id(piece.loop), found[1]) in named:
                    self._name(piece, piece.loop, found.span(1), found[1])

    def _bookmarks(self, pieces: list[_Piece]) -> None:
        began: dict[tuple[str, str], list[_Half]] = {}
        for piece in pieces:
            for found in _HALF.finditer(piece.data.data):
                half = _Half(piece, found)
                kind, end, number = found.groups()
                if end == "Start":
                    began.setdefault((kind, number), []).append(half)
                elif began.get((kind, number)):
                    self._pair(began[kind, number].pop(), half, pieces)
                elif piece.loop is not None:
                    half.drop()
        for alone in (half for halves in began.values() for half in halves):
            if alone.piece.loop is not None:
                alone.drop()

    def _pair(self, start: _Half, end: _Half, pieces: list[_Piece]) -> None:
        loop = start.piece.loop
        if loop is not end.piece.loop:
            start.drop()
            end.drop()
        elif loop is not None:
            number = self._distinct(start.piece, loop, start.match, 3)
            self._distinct(end.piece, loop, end.match, 3, number)
            name = _NAME.search(start.match.group())
            if name is not None and name.group(1):
                at = start.match.start()
                spot = (at + name.start(1), at + name.end(1))
                self._name(start.piece, loop, spot, name.group(1))
                self._links(loop, name.group(1), pieces)

    def _links(self, loop: nodes.For, name: str, pieces: list[_Piece]) -> None:
        """Lets the links and fields of the same turn lead to the bookmark of that turn."""
        for piece in pieces:
            if piece.loop is loop:
                for found in _LINK.finditer(piece.data.data):
                    start = found.start(found.lastindex or 0)
                    for word in _WORD.finditer(found.group(found.lastindex or 0)):
                        if word.group() == name:
                            spot = (start + word.start(), start + word.end())
                            self._name(piece, loop, spot, name)

    def _name(self, piece: _Piece, loop: nodes.For, spot: tuple[int, int], name: str) -> None:
        piece.edits.append((*spot, f"name_of_turn({self._turn(loop)}, {name!r})"))

    def _distinct(
        self,
        piece: _Piece,
        loop: nodes.For,
        found: re.Match[str],
        group: int,
        number: int | None = None,
    ) -> int:
        """Replaces the id in that group; the two halves of a bookmark share one ``number``."""
        if number is None:
            number, self._ids = self._ids, self._ids + 1
        code = f"id_of_turn({self._turn(loop)}, {found.group(group)!r}, {number})"
        piece.edits.append((*found.span(group), code))
        return number

    def _turn(self, loop: nodes.For) -> str:
        return f"turn_{self.turns.setdefault(id(loop), len(self.turns))}"

    def _split(self, piece: _Piece) -> Iterator[nodes.Expr]:
        data, line = piece.data.data, piece.data.lineno
        done = 0
        for start, end, code in sorted(piece.edits):
            yield nodes.TemplateData(data[done:start], lineno=line)
            if code:
                written = nodes.Const("", lineno=line)
                self.written[id(written)] = code
                yield written
            done = end
        yield nodes.TemplateData(data[done:], lineno=line)


def note_in_loop(template: nodes.Template) -> int | None:
    """The line of a reference to a note that a loop would print again; ``None``: there is none."""
    for output, loop in _outputs(template.body, None):
        for child in output.nodes if loop is not None else ():
            if isinstance(child, nodes.TemplateData):
                found = _NOTE.search(child.data)
                if found is not None:
                    return child.lineno + child.data.count("\n", 0, found.start())
    return None


def id_of_turn(turn: int, first: str, number: int) -> str:
    """The id of a thing at that turn of its loop; ``number`` counts such things in the part."""
    return first if turn == 1 else str(_OWN_IDS + turn * _MOST + number % _MOST)


def only_first(turn: int, xml: str) -> str:
    """The XML of a thing that only the first turn of its loop has."""
    return xml if turn == 1 else ""


def name_of_turn(turn: int, name: str) -> str:
    """The name of a bookmark at that turn of its loop."""
    if turn == 1:
        return name
    ending = f"_{turn}"
    # A name with an escaped sign is not cut: that could cut the escape.
    return (name if "&" in name else name[: _NAME_CHARS - len(ending)]) + ending


OF_TURNS = {call.__name__: call for call in (id_of_turn, name_of_turn, only_first)}
"""What the code of a part calls by these names."""


def _outputs(
    body: Iterable[nodes.Node], loop: nodes.For | None
) -> Iterator[tuple[nodes.Output, nodes.For | None]]:
    """The pieces that a body prints, in order, with the loop that prints each."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield node, loop
        elif isinstance(node, nodes.If):
            yield from _outputs(node.body, loop)
            yield from _outputs(node.elif_, loop)
            yield from _outputs(node.else_, loop)
        elif isinstance(node, nodes.For):
            yield from _outputs(node.body, node)
            yield from _outputs(node.else_, loop)
        elif isinstance(node, (nodes.With, nodes.Scope, nodes.AssignBlock)):
            yield from _outputs(node.body, loop)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock, nodes.Block)):
            yield from _outputs(node.body, None)  # functions of their own
