"""What a tag is (thẻ): its letter, its command, what it opens or closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...errors import TemplateSyntax
from ...i18n import tr
from .tagscan import TagScanner

LEVELLED = re.compile(
    r"\{(?:%[-+]?(p|tr|tc|r)\s+(?![-+]?%\})"
    # {{p | upper }} and {{r if x else y }} print a field of that name.
    r"|\{[-+]?(p|tr|tc|r)\s+(?![-+]?\}\}|[|*/%~=<>!,.]|(?:if|is|in|and|or|not in)\b))"
)
"""The head of a tag that stands for a whole paragraph, row, cell or run (``{%p if``)."""
_REMARK = re.compile(r"\{#[-+]?(p|tr|tc)\s")
_BLOCKS = frozenset(
    {"if", "for", "with", "macro", "call", "filter", "block", "set", "autoescape", "raw"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a text, from ``start`` to ``end``.

    ``kind`` is ``{`` (prints), ``%`` (commands) or ``#`` (a remark). ``level`` is
    the letter for what the tag stands for (``p``, ``tr``, ``tc``, ``r``), else empty.
    ``inner`` is what is said, without braces, letter and minus signs.
    """

    start: int
    end: int
    text: str
    kind: str
    level: str
    inner: str

    @property
    def word(self) -> str:
        """The command (``for``, ``endfor``); empty for what is none."""
        return self.inner.split(None, 1)[0] if self.kind == "%" and self.inner else ""

    @property
    def opens(self) -> bool:
        """Whether the tag begins what another one ends."""
        return self.word in _BLOCKS and not (self.word == "set" and "=" in self.inner)

    @property
    def continues(self) -> bool:
        """Whether the tag begins another branch of what one before it began."""
        return self.word in ("else", "elif")

    @property
    def closes(self) -> bool:
        """Whether the tag ends what another one began."""
        return self.word.startswith("end")


class NotFilledThere(TemplateSyntax):
    """A tag stands where nothing is filled in (thẻ ở chỗ không điền được)."""


class CutTag(TemplateSyntax):
    """A tag is cut by a picture, a line's end or half a field of Word (thẻ bị cắt rời)."""


def scan(text: str, scanner: TagScanner | None = None) -> Iterator[Tag]:
    """The tags of a text in order; one that is never closed is none.

    ``scanner`` has read the texts before, where ``raw`` may go on; ``None``: there are none.
    """
    for start, end in (scanner or TagScanner()).spans(text) if "{" in text else ():
        if end is not None:
            yield _tag(start, end, text[start:end])


def _tag(start: int, end: int, text: str) -> Tag:
    kind = text[1]
    head = (_REMARK if kind == "#" else LEVELLED).match(text)
    level = head[head.lastindex or 0] if head is not None else ""
    inner = text[head.end() if head is not None else 2 : -2]
    return Tag(start, end, text, kind, level, inner.strip().strip("-+").strip())


def unclosed(text: str, where: str) -> TemplateSyntax | None:
    """The error for a text with a tag that is never closed; ``None`` when there is none."""
    scanner = TagScanner()
    if any(end is None for _, end in scanner.spans(text)):
        return TemplateSyntax(never_closed(), where=where, fix=how_to_close())
    if scanner.is_raw:
        return TemplateSyntax(raw_never_ends(), where=where, fix=how_to_end_raw())
    return None


def never_closed() -> str:
    """What is wrong with a tag without end, for people."""
    return tr("Thẻ mở mà không đóng.")


def how_to_close() -> str:
    """What to do about it."""
    return tr("Mỗi {{ cần một }}, mỗi {% cần một %}, mỗi {# cần một #}.")


def raw_never_ends() -> str:
    """What is wrong with ``raw`` that no ``endraw`` ends, for people."""
    return tr("Thẻ {% raw %} mở mà không có {% endraw %}.")


def how_to_end_raw() -> str:
    """What to do about it."""
    return tr("Gõ {% endraw %} ở cuối chỗ cần in nguyên như đã gõ, hoặc bỏ thẻ {% raw %}.")


def enclose(before: Sequence[Tag], after: Sequence[Tag]) -> bool:
    """Whether the tags after some words close exactly what the tags before them open."""
    opened = [f"end{tag.word}" for tag in before if tag.opens]
    return len(opened) == len(before) > 0 and [tag.word for tag in after] == opened[::-1]


def take_out(text: str, said: re.Pattern[str]) -> tuple[str, list[tuple[Tag, re.Match[str]]]]:
    """The text without the commands that read as ``said``, and these with what they say."""
    found = [
        (tag, match)
        for tag in scan(text)
        if tag.kind == "%" and not tag.level and (match := said.fullmatch(tag.inner)) is not None
    ]
    for tag, _ in reversed(found):
        text = text[: tag.start] + text[tag.end :]
    return text, found
