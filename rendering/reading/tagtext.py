"""Forgiving reading of tags (chữ trong thẻ): what Word and keyboards do to a typed tag.

Only characters inside ``{{ }}``, ``{% %}`` and ``{# #}`` are touched; the words
of the paper stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W_P = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
_W_T = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_FIXES: dict[str, str] = {
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
}
_HIDDEN = f"[{_INVISIBLE}]*"
_TAG = re.compile(
    rf"\{{{_HIDDEN}(?:\{{.{{0,4000}}?\}}{_HIDDEN}\}}|%.{{0,4000}}?%{_HIDDEN}\}}"
    rf"|#.{{0,4000}}?#{_HIDDEN}\}})",
    re.DOTALL,
)
_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{": "}}", "%": "%}", "#": "#}"}
_QUOTE = re.compile(r"[\"']")
_RAW = re.compile(r"-?\s*raw\s*-?")
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")


def forgive(root: _Element) -> bool:
    """Cleans the text inside the tags of one part, in place; true when anything changed.

    Tags may be cut over runs and paragraphs, so the text nodes are read as one string.
    """
    nodes = [node for node in root.iter(_W_T) if node.text]
    chars = _forgiven("".join(node.text or "" for node in nodes))
    if chars is None:
        return False
    start = 0
    for node in nodes:
        end = start + len(node.text or "")
        node.text = "".join(chars[start:end])
        start = end
    return True


def forgive_text(text: str) -> str:
    """The same for a text that is not XML (a property of the document)."""
    chars = _forgiven(text)
    return text if chars is None else "".join(chars)


def _forgiven(text: str) -> list[str] | None:
    """Each character of the text as it should be ("" = dropped); ``None`` when all is well."""
    if text.isascii() or "{" not in text:
        return None
    chars = list(text)
    changed = False
    for tag in _TAG.finditer(text):
        if tag.group().isascii():
            continue
        last = -1  # the last visible character, to which a combining mark belongs
        for index in range(tag.start(), tag.end()):
            char = chars[index]
            fixed = _FIXES.get(char, char)
            if last >= 0 and fixed and unicodedata.combining(fixed):
                composed = unicodedata.normalize("NFC", chars[last] + fixed)
                if len(composed) == 1:
                    chars[last], fixed = composed, ""
            if fixed != char:
                chars[index] = fixed
                changed = True
            if fixed:
                last = index
    return chars if changed else None


def unclosed(root: _Element, most_tags: int) -> tuple[int, str | None]:
    """The number of tags in a part, and the text at the first tag that is not closed.

    Looked for here because docxtpl's expressions and Jinja take quadratic time over
    thousands of unclosed tags. Counting stops beyond ``most_tags``.
    """
    text = "".join(f"\n{p_text}" for p_text in _paragraphs(root))
    position = count = 0
    while (opening := _OPENING.search(text, position)) is not None:
        count += 1
        if count > most_tags:
            break
        start, kind = opening.end(), opening.group()[1]
        end = text.find(_CLOSING[kind], start)
        if end < 0:
            return count, _line_at(text, opening.start())
        inner = _OPENING.search(text, start, end) if kind != "#" else None
        if inner is not None and not _QUOTE.search(text, start, inner.start()):
            return count, _line_at(text, opening.start())
        position = end + 2
        if kind == "%" and _RAW.fullmatch(text, start, end):
            raw_end = _END_RAW.search(text, position)
            position = raw_end.end() if raw_end else position
    return count, None


def _paragraphs(root: _Element) -> list[str]:
    """The text of each paragraph; a text box's own paragraphs follow its holder's."""
    texts: dict[int, list[str]] = {}
    for node in root.iter(_W_P, _W_T):
        if node.tag == _W_P:
            texts[len(texts)] = []
        elif texts:
            texts[len(texts) - 1].append(node.text or "")
    return ["".join(pieces) for pieces in texts.values()]


def _line_at(text: str, position: int) -> str:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return text[start : end if end >= 0 else len(text)].strip()[:120]
