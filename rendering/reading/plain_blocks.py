"""Loops and conditions without letters (thẻ không cần chữ p, tr): rows, items, lone paragraphs.

As a keeper types them: ``{% for %}`` at the beginning of a row and ``{% endfor %}`` at
its end repeat the row; around an item of a list they repeat the item; a paragraph with
nothing but commands goes away. Only the letter is put in here; what it does is done
where ``{%p %}`` and ``{%tr %}`` are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..namespaces import W
from .content import TEXT, Piece, pieces
from .tags import Tag, scan
from .tagscan import TagScanner

if TYPE_CHECKING:
    from lxml.etree import _Element

_P, _TR, _TC = f"{W}p", f"{W}tr", f"{W}tc"
_LIST = f"{W}pPr/{W}numPr"
_BLOCKS = frozenset({"for", "if"})


@dataclass(slots=True)
class _Command:
    """A command where it stands; ``letter`` is what it is to have."""

    node: _Element
    tag: Tag
    letter: str = ""
    group: list[_Command] = field(default_factory=list)
    _around: dict[str, _Element | None] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether no sign of its own says what goes away with it."""
        return not self.tag.level and not {self.tag.text[2], self.tag.text[-3]} & {"-", "+"}

    def around(self, name: str) -> _Element | None:
        """The nearest element of this name around it."""
        # Kept: lxml may give another object for the same element when nobody holds it.
        if name not in self._around:
            self._around[name] = next(self.node.iterancestors(name), None)
        return self._around[name]


def letter_plain_blocks(root: _Element) -> None:
    """Puts the letters in that make whole rows, items and lone paragraphs of commands, in place."""
    commands = _commands(root)
    known = {(c.node, c.tag.start): c for c in commands}
    for command in commands:
        group = command.group
        if group and group[0] is command and len(group) == 2 and all(c.is_plain for c in group):
            _letter_row(group, known)
            if not command.letter:
                _letter_item(group)
    _letter_lone(commands, known, _TR, "tr")
    _letter_lone(commands, known, _P, "p")
    for command in reversed(commands):
        if command.letter:
            text, at = command.node.text or "", command.tag.start + 2
            command.node.text = f"{text[:at]}{command.letter} {text[at:]}"


def _commands(root: _Element) -> list[_Command]:
    """The loops, conditions and ``set`` of a part in their order, with what belongs together."""
    found: list[_Command] = []
    opened: list[_Command] = []
    scanner = TagScanner()
    for node in root.iter(TEXT):
        for tag in scan(node.text or "", scanner):
            command = _Command(node, tag)
            if tag.word == "set" and not tag.opens:
                command.group = [command]
            elif tag.opens:
                command.group = [command]
                opened.append(command)
            elif (tag.continues or tag.closes) and opened:
                command.group = opened[-1].group
                command.group.append(command)
                if tag.closes:
                    opened.pop()
            else:
                continue
            found.append(command)
    for command in opened:  # never closed: told elsewhere
        for member in command.group:
            member.group = []
    return [c for c in found if c.group and (len(c.group) == 1 or c.group[0].tag.word in _BLOCKS)]


def _letter_row(group: list[_Command], known: dict[tuple[_Element, int], _Command]) -> None:
    """A pair around all that stands in a row, from one cell to another."""
    row = group[0].around(_TR)
    if row is None or row is not group[1].around(_TR) or _is_in(group, _TC):
        return
    if _encloses(group, row, "tr", known):
        for command in group:
            command.letter = "tr"


def _letter_item(group: list[_Command]) -> None:
    """A loop around all that stands in one item of a list."""
    item = group[0].around(_P)
    if item is None or group[0].tag.word != "for" or not _is_in(group, _P):
        return
    if item.find(_LIST) is not None and _encloses(group, item, "p", {}):
        for command in group:
            command.letter = "p"


def _is_in(group: list[_Command], name: str) -> bool:
    """Whether all of it stands in one element of this name."""
    return len({command.around(name) for command in group}) == 1


def _encloses(
    group: list[_Command],
    block: _Element,
    letter: str,
    known: dict[tuple[_Element, int], _Command],
) -> bool:
    """Whether the pair stands around everything else in a block but pairs that do so as well."""
    shown = [piece for piece in pieces(block) if piece.kind != "mark"]

    def is_outside(piece: Piece) -> bool:
        command = _command_of(piece, known)
        return command is not None and command.letter == letter

    rest = [piece for piece in shown if not is_outside(piece)]
    ends = [rest[0], rest[-1]] if len(rest) > 2 else []
    return [_place(piece) for piece in ends] == [(c.node, c.tag.start) for c in group]


def _letter_lone(
    commands: list[_Command], known: dict[tuple[_Element, int], _Command], name: str, letter: str
) -> None:
    """Commands that stand in rows or paragraphs with nothing else, all of a group alike."""
    lone: dict[_Element, list[_Command]] = {}
    for block in dict.fromkeys(b for c in commands if (b := c.around(name)) is not None):
        held = [_command_of(piece, known) for piece in pieces(block) if piece.kind != "mark"]
        own = [c for c in held if c is not None and c.is_plain and not c.letter]
        if held and len(own) == len(held):
            lone[block] = own

    def is_alike(group: list[_Command]) -> bool:
        blocks = [b for c in group if (b := c.around(name)) in lone and b is not None]
        several = letter == "p" or len(set(blocks)) > 1
        beside = len({block.getparent() for block in blocks}) == 1
        return several and beside and len(blocks) == len(group)

    # What one of them cannot do, none can that shares a group with it.
    while True:
        fit = {b: own for b, own in lone.items() if all(is_alike(c.group) for c in own)}
        if len(fit) == len(lone):
            break
        lone = fit
    for own in lone.values():
        for command in own:
            command.letter = letter


def _command_of(piece: Piece, known: dict[tuple[_Element, int], _Command]) -> _Command | None:
    return None if piece.tag is None else known.get(_place(piece))


def _place(piece: Piece) -> tuple[_Element, int]:
    return piece.node, -1 if piece.tag is None else piece.tag.start
