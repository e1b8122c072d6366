"""Fields (trường) of one part: where each stands, what its code says, how it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from .markup import Edit, attribute, escaped, tags, with_attribute

_TOKEN = re.compile(
    (
        rf"(?P<code><w:instrText(?=[\s>])[^<>]*>(?P<text>[^<]*)</w:instrText>)"
        rf"|(?P<mark>{tags('fldChar')})|(?P<simple>{tags('fldSimple')})|(?P<closed></w:fldSimple\s*>)"
    ).encode()
)
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"?|[^\s"]+')
_INNER = "\0"  # stands in a code where another field stands
# All that a code can show or count by, if it is not to stay behind as text.
_CODE = re.compile(
    (
        r"<w:(instrText|t|delText|delInstrText)(?=[\s/>])[^<>]*(?:/>|>[^<]*</w:\1\s*>)"
        rf"|{tags('fldChar', 'fldSimple', 'tab', 'br', 'cr', 'noBreakHyphen')}"
        r"|</w:(?:fldChar|fldSimple)\s*>"
    ).encode()
)
_SHOWN = re.compile(rb"(<w:t(?=[\s>])[^<>]*>)([^<]*)(</w:t\s*>)")
_MARK_END = b"</w:fldChar>"


@dataclass(slots=True)
class Field:
    """One field; all places are those in its part.

    ``pieces`` are its code's own texts, ``shown`` is the stretch of its result, empty
    where the field has none. A simple one (``w:fldSimple``) has no pieces.
    """

    start: int
    begun: int
    simple: bool
    code: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)
    shown: tuple[int, int] | None = None
    closing: int = 0
    end: int = 0
    in_code: bool = False
    """Whether it stands in the code of another field."""

    @property
    def words(self) -> list[str]:
        """The words of the code: name, arguments (with their quotation marks), switches."""
        return _WORD.findall(self.code)

    @property
    def name(self) -> str:
        """The name in capitals; "" for a code without words."""
        found = _WORD.search(self.code)
        return found.group().upper() if found else ""


def fields_of(part: bytes) -> list[Field]:
    """All whole fields of a part, by their beginning; a field inside another comes after it."""
    found: list[Field] = []
    open_ones: list[Field] = []
    for token in _TOKEN.finditer(part):
        start, end = token.span()
        match token.lastgroup:
            case "code":
                _add_code(found, open_ones, token)
            case "simple":
                one = Field(start, end, simple=True, code=attribute(token.group(), "w:instr") or "")
                one.shown = (end, end)
                one.in_code = _leave_hole(open_ones)
                if token.group().endswith(b"/>"):
                    one.closing = one.end = end
                    found.append(one)
                else:
                    open_ones.append(one)
            case "closed":
                if open_ones and open_ones[-1].simple:
                    one = open_ones.pop()
                    one.shown, one.closing, one.end = (one.begun, start), start, end
                    found.append(one)
            case _:
                if not token.group().endswith(b"/>"):
                    after = part.find(_MARK_END, end)
                    end = after + len(_MARK_END) if after >= 0 else end
                kind = attribute(token.group(), "w:fldCharType")
                if kind == "begin":
                    one = Field(start, end, simple=False)
                    one.in_code = _leave_hole(open_ones)
                    open_ones.append(one)
                elif open_ones and not open_ones[-1].simple:
                    one = open_ones[-1]
                    if kind == "separate":
                        one.closing, one.shown = start, (end, end)
                    elif kind == "end":
                        open_ones.pop()
                        one.shown = one.shown and (one.shown[1], start)
                        one.closing, one.end = one.closing or start, end
                        found.append(one)
    return sorted(found, key=lambda one: one.start)


def _add_code(found: list[Field], open_ones: list[Field], token: re.Match[bytes]) -> None:
    """A piece of code: of the innermost field that is open, else one of its own."""
    code = unescape(token["text"].decode())
    if not open_ones:
        start, end = token.span()
        stray = Field(start, start, simple=False, code=code, closing=end, end=end)
        stray.pieces.append((start, end))
        found.append(stray)
    elif not open_ones[-1].simple and open_ones[-1].shown is None:
        open_ones[-1].pieces.append(token.span())
        open_ones[-1].code += code


def _leave_hole(open_ones: list[Field]) -> bool:
    """A field begins: if in another's code, that code has a hole there, which is told."""
    if not open_ones or open_ones[-1].simple or open_ones[-1].shown is not None:
        return False
    open_ones[-1].code += _INNER
    open_ones[-1].pieces.append((0, 0))
    return True


def with_code(part: bytes, one: Field, code: str) -> Iterator[Edit]:
    """The edits that give a field another code; holes for inner fields stay where they are."""
    if one.simple:
        tag = part[one.start : one.begun]
        yield one.start, one.begun, with_attribute(tag, "w:instr", code)
        return
    texts = iter(code.split(_INNER))
    text = next(texts, "")
    for start, end in one.pieces:
        if end == 0:
            text = next(texts, "")
            continue
        yield start, end, _instruction(text)
        text = ""


def _instruction(text: str) -> bytes:
    return b'<w:instrText xml:space="preserve">' + escaped(text) + b"</w:instrText>"


def frozen(part: bytes, one: Field, value: str | None) -> Iterator[Edit]:
    """The edits that leave of a field what it shows: ``value``, or with ``None`` its result.

    Value and result differ where the result is of another day; the look stays. In the code
    of another it stays a field, one word there whatever it says.
    """
    start, stop = one.shown or (one.closing, one.closing)
    if one.in_code:
        yield from _quoted(part, one, value)
        return
    if not one.simple:
        yield one.start, one.begun, b""
        for found in _CODE.finditer(part, one.begun, one.closing):
            yield *found.span(), b""
        if one.shown:
            yield one.closing, start, b""
    else:
        yield one.start, one.begun, b""
    texts = list(_SHOWN.finditer(part, start, stop))
    whole = unescape(b"".join(text.group(2) for text in texts).decode())
    closing = b""
    result = part[start:stop]
    plain = not any(tag in result for tag in (b"</w:p>", b"<w:fldChar", b"<w:fldSimple"))
    if value is not None and value != whole and plain:
        text = escaped(value)
        for place, found in enumerate(texts):
            first = b'<w:t xml:space="preserve">' + text + b"</w:t>"
            yield *found.span(), first if place == 0 else b""
        if not texts:
            closing = b'<w:t xml:space="preserve">' + text + b"</w:t>"
            closing = b"<w:r>" + closing + b"</w:r>" if one.simple else closing
    yield max(stop, one.begun), one.end, closing


def _quoted(part: bytes, one: Field, value: str | None) -> Iterator[Edit]:
    """The edits that leave of a field one that says a text."""
    texts = list(_SHOWN.finditer(part, *(one.shown or (one.closing, one.closing))))
    said = unescape(b"".join(text.group(2) for text in texts).decode()) if value is None else value
    quoted = said.replace("\\", "\\\\").replace('"', '\\"')
    yield from with_code(part, one, f' QUOTE "{quoted}" ')
    for place, found in enumerate(texts):
        yield *found.span(2), escaped(said) if place == 0 else b""
