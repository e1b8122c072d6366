"""Joining of tags (nối thẻ): a tag that Word cut into pieces stands in one run again.

Word cuts text wherever its look, its language, a bookmark, a link, a tracked change or
a spelling mark begins or ends. A tag is put wholly into the text where it begins, so it
has the look of its opening brace; what stood between its pieces stays behind it. What
would be lost, or would change a field or a formula, is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...errors import TemplateSyntax
from ...i18n import tr
from ..namespaces import MC, SPACE, A, M, W
from ..quoting import in_paragraph, quoted
from .tags import CutTag, how_to_close, how_to_end_raw, never_closed, raw_never_ends
from .tagscan import TagScanner, marked_raw
from .tagtext import clean_tag

_TEXTS = frozenset({f"{W}t", f"{W}instrText", f"{M}t", f"{A}t"})
# Spaces around the values in a w:t are kept by the steps on the text.
_FIELD_CODE = f"{W}instrText"
_RUNS = frozenset({f"{W}r", f"{M}r", f"{A}r"})
# A line is text that is read in one go; what is inside these is no part of the line around.
_LINES = frozenset({f"{W}p", f"{A}p", f"{W}rt", f"{W}rubyBase", f"{MC}Choice", f"{MC}Fallback"})
_OBJECT = "\ufffc"
# What a run holds beside text, as it counts inside a tag; everything else is an object.
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": " ",
    f"{A}br": " ",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
    f"{W}lastRenderedPageBreak": "",
    f"{W}proofErr": "",
}
# No text and no object: looks, and the marks that comments hang on.
_SILENT = frozenset({f"{W}rPr", f"{M}rPr", f"{A}rPr", f"{W}commentReference", f"{W}annotationRef"})
# Around runs, and nothing when they are empty.
_WRAPPERS = frozenset(
    W + name for name in ("ins", "smartTag", "customXml", "hyperlink", "dir", "bdo")
)


@dataclass(slots=True)
class _Line:
    """One line: what it is made of, and the text of each piece."""

    nodes: list[etree._Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The text as a message shows it; every position is kept."""
        return "".join(self.texts).replace(_OBJECT, " ")

    def add(self, node: etree._Element, text: str) -> None:
        self.nodes.append(node)
        self.texts.append(text)


@dataclass(frozen=True, slots=True)
class Fault:
    """A tag that cannot be joined: in which line and where there; why, what to do."""

    line: int
    start: int
    what: str
    fix: str


def join_tags(root: etree._Element, title: str) -> list[TemplateSyntax]:
    """Joins and cleans the tags of one part, in place; what cannot be joined stays as it is.

    Gives back what that is, with part and paragraph: a tag that is not closed in its
    paragraph, that holds a picture or is half in a field or formula.
    """
    lines = _lines(root)
    return [
        CutTag(
            fault.what,
            where=in_paragraph(title, lines[fault.line].shown, fault.start),
            fix=fault.fix,
        )
        for fault in _faults(lines)
    ]


def _lines(root: etree._Element) -> list[_Line]:
    """The lines of a part in the order in which they begin."""
    found: list[_Line] = []
    around: list[_Line] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag in _LINES:
            if event == "end":
                around.pop()
                continue
            around.append(_Line())
            found.append(around[-1])
        elif event == "start" and around:
            text = _text_of(node)
            if text is not None:
                around[-1].add(node, text)
    return found


def _text_of(node: etree._Element) -> str | None:
    """What an element is in the text of its line; ``None`` when it only holds or marks text."""
    if node.tag in _TEXTS:
        return node.text or ""
    if node.tag in _CHARACTERS:
        parent = node.getparent()
        # The w:tab of w:tabs is a tab stop.
        return None if parent is None or parent.tag == f"{W}tabs" else _CHARACTERS[str(node.tag)]
    if node.tag == f"{W}br" and node.get(f"{W}type", "textWrapping") == "textWrapping":
        return " "
    if node.tag == f"{MC}AlternateContent":
        return _OBJECT
    parent = node.getparent()
    inside_run = parent is not None and parent.tag in _RUNS and node.tag not in _SILENT
    return _OBJECT if inside_run else None


def _faults(lines: list[_Line]) -> Iterator[Fault]:
    """Joins the tags line by line; gives those that cannot be."""
    scanner = TagScanner()
    raw, raw_from = False, (0, 0)
    for number, line in enumerate(lines):
        text = "".join(line.texts)
        spans: list[tuple[int, int]] = []
        covered: list[bool] = []
        for start, end in scanner.spans(text):
            if end is None:
                yield _unclosed(lines, number, start)
                continue
            spans.append((start, end))
            covered.append(raw)
            raw = scanner.is_raw
            if raw:
                raw_from = (number, start)
        if spans or raw:
            yield from _join_line(line, text, spans, [*covered, raw], number)
    if raw:
        yield Fault(*raw_from, raw_never_ends(), how_to_end_raw())


def _join_line(
    line: _Line, text: str, spans: list[tuple[int, int]], covered: list[bool], number: int
) -> Iterator[Fault]:
    """Joins the tags of a line; ``covered``: whether ``raw`` has what is before each, and last."""
    starts: list[int] = []
    length = 0
    for piece in line.texts:
        starts.append(length)
        length += len(piece)
    # Of several pieces that begin together all but the last are empty.
    new: dict[int, list[str]] = {}
    dropped: set[int] = set()
    done = 0
    joined: list[tuple[int, int, bool]] = []
    for (start, end), raw in zip(spans, covered, strict=False):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        what = _hindrance(line, first, last)
        if what is not None:
            yield Fault(number, start, *what)
            continue
        joined.append((start, end, raw))
        dropped.update(
            place for place in range(first + 1, last) if line.nodes[place].tag not in _TEXTS
        )
    for start, end, raw in joined:
        _spread(new, starts, text, done, start, raw=raw)
        new.setdefault(bisect_right(starts, start) - 1, []).append(clean_tag(text[start:end]))
        done = end
    _spread(new, starts, text, done, len(text), raw=covered[-1])
    for place, node in enumerate(line.nodes):
        if place in dropped:
            _drop(node)
        elif node.tag in _TEXTS:
            fresh = "".join(new.get(place, ()))
            if not fresh and line.texts[place]:
                _drop(node)
                continue
            if fresh != node.text:
                node.text = fresh
            if _bares_blank(line.texts[place], fresh) or (node.tag == _FIELD_CODE and "{" in fresh):
                node.set(SPACE, "preserve")


def _bares_blank(old: str, fresh: str) -> bool:
    """Whether a blank that stood within a text begins or ends it now, where Word drops it."""
    return any(
        new.isspace() and not before.isspace()
        for before, new in ((old[:1], fresh[:1]), (old[-1:], fresh[-1:]))
    )


def _spread(
    new: dict[int, list[str]], starts: list[int], text: str, start: int, end: int, *, raw: bool
) -> None:
    """Gives the text between two tags back to the pieces it came from."""
    while start < end:
        place = bisect_right(starts, start) - 1
        stop = min(end, starts[place + 1]) if place + 1 < len(starts) else end
        shown = text[start:stop]
        new.setdefault(place, []).append(marked_raw(shown) if raw else shown)
        start = stop


def _hindrance(line: _Line, first: int, last: int) -> tuple[str, str] | None:
    """Why the tag in these pieces cannot be joined, and what to do; ``None`` when it can."""
    opened = line.nodes[first]
    for place in range(first, last + 1):
        node = line.nodes[place]
        if node.tag not in _TEXTS:
            if line.texts[place] != _OBJECT:
                continue
            if node.tag != f"{W}fldChar":
                return (
                    tr("Giữa thẻ có ảnh, ngắt trang, chú thích hoặc ký hiệu."),
                    tr("Đưa ảnh, ngắt trang, chú thích ra ngoài thẻ."),
                )
        if node.tag != opened.tag or _holder(node) is not _holder(opened):
            return (
                tr("Thẻ nằm nửa trong, nửa ngoài một trường Word hoặc công thức."),
                tr("Gõ cả thẻ ở trong, hoặc cả thẻ ở ngoài trường, công thức đó."),
            )
    return None


def _holder(node: etree._Element) -> etree._Element | None:
    """The field or the part of a formula that a text belongs to; ``None`` in plain text."""
    if node.tag == f"{M}t":
        run = node.getparent()
        return None if run is None else run.getparent()
    return next(node.iterancestors(f"{W}fldSimple", f"{A}fld"), None)


def _drop(node: etree._Element) -> None:
    """Takes an element away, and what around it is empty then."""
    parent = node.getparent()
    while parent is not None:
        parent.remove(node)
        emptied = (parent.tag in _RUNS or parent.tag in _WRAPPERS) and all(
            str(child.tag).endswith("Pr") for child in parent
        )
        if not emptied:
            return
        node, parent = parent, parent.getparent()


def _unclosed(lines: list[_Line], number: int, start: int) -> Fault:
    """The fault of a tag without end, with the paragraph where the end stands, if one does."""
    text = "".join(lines[number].texts)
    kind = next(char for char in text[start + 1 :] if char in "{%#")
    close = {"{": "}}", "%": "%}", "#": "#}"}[kind]
    for later in lines[number + 1 :]:
        other = "".join(later.texts)
        ending, opening = other.find(close), other.find("{" + kind)
        if ending >= 0 and not 0 <= opening < ending:
            if _paragraph(later) is _paragraph(lines[number]) is not None:
                what = tr(
                    "Thẻ mở và đóng ở hai bên ranh giới của chữ có phiên âm (Phonetic Guide)."
                )
                fix = tr("Gõ cả thẻ trong chữ gốc, hoặc cả thẻ trong phiên âm.")
                return Fault(number, start, what, fix)
            what = tr("Thẻ mở ở đoạn này, đóng ở đoạn khác: «{doan}».").format(
                doan=quoted(later.shown, ending)
            )
            return Fault(number, start, what, tr("Gõ cả thẻ trong một đoạn."))
        if opening >= 0:
            break
    return Fault(
        number,
        start,
        never_closed(),
        how_to_close(),
    )


def _paragraph(line: _Line) -> etree._Element | None:
    """The paragraph of a line; of a word with its reading that of both."""
    return next(line.nodes[0].iterancestors(f"{W}p"), None) if line.nodes else None
