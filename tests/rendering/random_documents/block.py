"""What a story is made of (khối): pieces of XML that know how they read for given data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .draft import Draft
from .paragraphs import paragraph
from .pieces import Inline
from .values import TURN, VIEW, Context, View


@dataclass(frozen=True)
class Block:
    """A piece of a story: its XML, and how it reads for given data."""

    xml: str
    pieces: tuple[Inline | Block | Either | Repeat, ...]

    def said(self, context: Context) -> str:
        return "".join(piece.said(context) for piece in self.pieces)


@dataclass(frozen=True)
class Unsure(Block):
    """What paper may show less of than the file holds: a box of one size, a merged cell."""

    def said(self, context: Context) -> str:
        return "" if context.get(VIEW) is View.PAPER else super().said(context)


@dataclass(frozen=True)
class FirstTurn(Block):
    """What only the first turn of the loop around it shows."""

    def said(self, context: Context) -> str:
        return super().said(context) if context[TURN] == 0 else ""


@dataclass(frozen=True)
class Either:
    """Blocks under conditions, and those for none."""

    conditions: tuple[str, ...]
    branches: tuple[tuple[Block, ...], ...]
    """One for each condition and one for none."""

    def said(self, context: Context) -> str:
        true = [n for n, name in enumerate(self.conditions) if context[name]]
        return said(self.branches[true[0] if true else -1], context)


@dataclass(frozen=True)
class Repeat:
    """Blocks once a turn of a loop, and those for no turn."""

    name: str
    items: str
    body: tuple[Block, ...]
    none: tuple[Block, ...] = ()

    def said(self, context: Context) -> str:
        if not context[self.items]:
            return said(self.none, context)
        return "".join(
            said(self.body, {**context, self.name: item, TURN: turn})
            for turn, item in enumerate(context[self.items])
        )


def said(blocks: Sequence[Block | Either | Repeat], context: Context) -> str:
    """The blocks as they must be read, paragraph ends left out."""
    return "".join(block.said(context) for block in blocks)


def xml(blocks: Sequence[Block]) -> str:
    """The blocks as they stand in the part."""
    return "".join(block.xml for block in blocks)


def tag(draft: Draft, text: str) -> str:
    """A paragraph that holds nothing but a tag, torn as any other."""
    return paragraph(draft.chance, draft.marks, text, once=False)
