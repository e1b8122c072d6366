"""The lines of a source (dòng của mã): a line of Jinja's is a paragraph, a cell or a tag.

Jinja names lines in its complaints; people know paragraphs. So the source is
broken before every paragraph, cell and tag between blocks, and each line is
kept as it was typed, with the letters of its tags (``{%p if x %}``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from ..quoting import as_typed
from ..reading.tags import LEVELLED, scan
from ..reading.tagscan import cut_at_tags

_LINE_START = re.compile(r"<w:(?:p|tc)[ >]")
_LINE_MARK = re.compile(r"\n(<w:(?:p|tc)[ >])")
# Markup, and the tags that reading itself writes for others.
_NOT_TYPED = re.compile(r"<[^>]*>|\{%\+.*?%\}")


@dataclass(slots=True)
class BlockLines:
    """Where a block stands: what opens it, the lines of the tags that open and close it."""

    word: str
    said: str
    line: int
    end: int = 0
    """Nought for one that is never closed."""


class Lines:
    """A source in lines, for Jinja (``jinja``) and for people (:meth:`typed`)."""

    def __init__(self, source: str) -> None:
        cut = cut_at_tags(_LINE_START.sub(r"\n\g<0>", source))
        self.jinja = _with_tags(cut, _for_jinja)
        """The source that Jinja reads; :func:`without_marks` undoes its lines."""
        self._typed = _with_tags(cut, _on_own_line).split("\n")

    def typed(self, line: int) -> str:
        """The words of a line as they were typed; of an empty one those behind.

        A tag around a cell or in its properties stands before the words of the cell.
        Of a paragraph without words it is the tags in its attributes.
        """
        near = self._typed[max(line - 1, 0) : line + 2] if line > 0 else []
        said = list(map(_words, near))
        if near and not said[0] and near[0].startswith("<w:p"):
            said[0] = _tags(near[0])  # in the properties of a picture
        return next(filter(None, said), "")

    def at(self, position: int) -> int:
        """The line of a place in ``jinja``."""
        return self.jinja.count("\n", 0, position) + 1

    def never_closed(self) -> int | None:
        """The line of the innermost block that is opened and never closed, as a person sees it.

        Jinja itself names the end of the template, far from the mistake.
        """
        return next((block.line for block in reversed(self.blocks()) if not block.end), None)

    def blocks(self) -> list[BlockLines]:
        """The loops, conditions and other blocks of the source, in the order of their beginning."""
        found: list[BlockLines] = []
        opened: list[BlockLines] = []
        line, done = 1, 0
        for tag in scan(self.jinja):
            if not tag.opens and not tag.closes:
                continue
            at = self.jinja.index(tag.word, tag.start)
            line, done = line + self.jinja.count("\n", done, at), at
            if tag.opens:
                opened.append(BlockLines(tag.word, tag.inner, line))
                found.append(opened[-1])
            elif opened:
                opened.pop().end = line
        return found


def without_marks(data: str) -> str:
    """A piece of the source without the breaks before its paragraphs and the marks of ``raw``."""
    return as_typed(_LINE_MARK.sub(r"\1", data))


def _with_tags(cut: list[str], written: Callable[[re.Match[str]], str]) -> str:
    """The pieces of a source as one, the heads of the tags for blocks and runs rewritten."""
    return "".join(
        LEVELLED.sub(written, piece, count=1) if number % 2 else piece
        for number, piece in enumerate(cut)
    )


def _on_own_line(head: re.Match[str]) -> str:
    return head.group() if "r" in head.groups() else f"\n{head.group()}"


def _for_jinja(head: re.Match[str]) -> str:
    """The head of a tag without its letter; the line breaks where the one for people does."""
    return head.group()[:2] + (" " if "r" in head.groups() else "\n")


def _words(line: str) -> str:
    return as_typed(html.unescape(_NOT_TYPED.sub("", line))).strip()


def _tags(line: str) -> str:
    return html.unescape(
        " ".join(tag for tag in cut_at_tags(line)[1::2] if not tag.startswith("{%+"))
    )
