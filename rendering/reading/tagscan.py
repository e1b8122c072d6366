"""Finding of tags (tìm thẻ) in a text: one linear scanner for all who look for them.

It reads a tag as Jinja does: quoted text and brackets may hold what looks like its
end. Where that leads nowhere the first closing braces count, so that a tag with an
open bracket is told as such and not as a tag without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..quoting import RAW_MARK

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_HIDDEN = f"[{INVISIBLE}]*+"
_OPENING = re.compile(rf"\{{{_HIDDEN}([{{%#])")
_CLOSING = {
    "{": re.compile(rf"\}}{_HIDDEN}\}}"),
    "%": re.compile(rf"%{_HIDDEN}\}}"),
    "#": re.compile(rf"#{_HIDDEN}\}}"),
}
DOUBLE_QUOTES = '"“”„‟″'
SINGLE_QUOTES = "'‘’‚‛′"
# The rest of a quoted text, after its opening quotation mark of either kind.
_STRINGS = {
    mark: re.compile(rf"(?:\\.|[^\\{marks}])*+[{marks}]", re.DOTALL)
    for marks in (DOUBLE_QUOTES, SINGLE_QUOTES)
    for mark in marks
}
_INSIDE = re.compile(rf"[{DOUBLE_QUOTES}{SINGLE_QUOTES}()\[\]{{}}%]")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_LETTER = r"\s*+(?:(?:tr|tc|p|r)\s++)?"
_RAW = re.compile(rf"\{{{_HIDDEN}%[-+]?{_LETTER}raw\s*[-+]?%{_HIDDEN}\}}")
_END_RAW = re.compile(rf"\{{{_HIDDEN}%[-+]?{_LETTER}endraw\s*[-+]?%{_HIDDEN}\}}")
_BRACE = re.compile(f"[{{}}%](?!{RAW_MARK})")


class TagScanner:
    """Finds the tags of texts that follow each other; what ``raw`` covers holds none."""

    def __init__(self) -> None:
        self.is_raw = False
        """Whether ``raw`` covers what follows the last tag."""

    def spans(self, text: str, position: int = 0) -> Iterator[tuple[int, int | None]]:
        """Start and end of each tag from a position on; the end is ``None`` for one without.

        That is the last: what follows it may be anything.
        """
        while True:
            found = (_END_RAW if self.is_raw else _OPENING).search(text, position)
            if found is None:
                return
            start = found.start()
            end = found.end() if self.is_raw else _end(text, found.end(), found[1])
            if end is None:
                yield start, None
                return
            self.is_raw = not self.is_raw and _RAW.fullmatch(text, start, end) is not None
            yield start, end
            position = end


def marked_raw(text: str) -> str:
    """A text that ``raw`` covers: nobody who sees a piece of it takes its braces for a tag."""
    return _BRACE.sub(rf"\g<0>{RAW_MARK}", text)


def cut_at_tags(text: str) -> list[str]:
    """The text cut at its tags: what stands between them and the tags in turn.

    A tag without an end is part of what stands between; so is, marked, what ``raw`` covers.
    """
    cut: list[str] = []
    done = 0
    scanner = TagScanner()
    raw = False
    for start, end in scanner.spans(text):
        if end is not None:
            between = text[done:start]
            cut += (marked_raw(between) if raw else between, text[start:end])
            done, raw = end, scanner.is_raw
    return [*cut, text[done:]]


def _end(text: str, start: int, kind: str) -> int | None:
    closing = _CLOSING[kind]
    end = None if kind == "#" else _balanced_end(text, start, closing)
    if end is None:
        found = closing.search(text, start)
        if found is not None and (
            kind == "#" or _OPENING.search(text, start, found.start()) is None
        ):
            end = found.end()
    return end


def _balanced_end(text: str, start: int, closing: re.Pattern[str]) -> int | None:
    expected: list[str] = []
    position = start
    while (found := _INSIDE.search(text, position)) is not None:
        char, at = found.group(), found.start()
        position = found.end()
        if char in _STRINGS:
            string = _STRINGS[char].match(text, position)
            position = position if string is None else string.end()
        elif not expected and (end := closing.match(text, at)) is not None:
            return end.end()
        elif char in _BRACKETS:
            if _OPENING.match(text, at) is not None:
                return None
            expected.append(_BRACKETS[char])
        elif char != "%" and (char != "}" or expected) and (not expected or expected.pop() != char):
            return None
    return None
