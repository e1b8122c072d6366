"""Tags in a text (thẻ): where each begins and ends, and what it is.

Read as Jinja reads them: a ``%}`` or ``}}`` in quotation marks or in brackets
does not end a tag, and what stands between ``{% raw %}`` and ``{% endraw %}`` is
no tag. One pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEVELLED = re.compile(
    r"\{(?:%[-+]?(p|tr|tc|r)\s+(?![-+]?%\})"
    # {{p | upper }} and {{r if x else y }} print a field of that name.
    r"|\{[-+]?(p|tr|tc|r)\s+(?![-+]?\}\}|[|*/%~=<>!,.]|(?:if|is|in|and|or|not in)\b))"
)
"""The head of a tag that stands for a whole paragraph, row, cell or run (``{%p if``)."""
_REMARK = re.compile(r"\{#[-+]?(p|tr|tc)\s")
_OPENING = re.compile(r"\{[{%#]")
_STOPS = re.compile(r"[\"'()\[\]{}]|%\}")
_END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
_MOST_CHARS = 4000  # a longer tag is none that anybody typed
_BLOCKS = frozenset({"if", "for", "with", "macro", "call", "filter", "block", "set", "autoescape"})


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
    def closes(self) -> bool:
        """Whether the tag ends what another one began."""
        return self.word.startswith("end")


def scan(text: str) -> Iterator[Tag]:
    """The tags of a text in order; one that is never closed is none."""
    position = 0
    while (opening := _OPENING.search(text, position)) is not None:
        start, kind = opening.start(), text[opening.end() - 1]
        end = _end_of(text, opening.end(), kind)
        if end is None:
            return
        tag = _tag(start, end, text[start:end], kind)
        yield tag
        position = end
        if tag.word == "raw":
            raw_end = _END_RAW.search(text, end)
            position = raw_end.end() if raw_end is not None else len(text)


def _end_of(text: str, position: int, kind: str) -> int | None:
    """The place behind the end of a tag whose inside begins at ``position``."""
    closing = {"{": "}}", "%": "%}", "#": "#}"}[kind]
    plain = text.find(closing, position)
    if plain < 0:
        return None
    depth = 0
    place = position
    last = position + _MOST_CHARS
    while kind != "#" and (stop := _STOPS.search(text, place, last)) is not None:
        found, place = stop.group(), stop.end()
        if found in "\"'":
            # A quotation mark that nothing closes is left for Jinja to complain about.
            place = max(place, text.find(found, place) + 1)
        elif found in "([{":
            depth += 1
        elif depth and found != "%}":
            depth -= 1
        elif text.startswith(closing, stop.start()) and not depth:
            return stop.start() + 2
    return plain + 2


def _tag(start: int, end: int, text: str, kind: str) -> Tag:
    head = (_REMARK if kind == "#" else LEVELLED).match(text)
    level = head[head.lastindex or 0] if head is not None else ""
    inner = text[head.end() if head is not None else 2 : -2]
    return Tag(start, end, text, kind, level, inner.strip().strip("-+").strip())
