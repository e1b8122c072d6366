"""Numbered lists (danh sách đánh số): in each record they start where its own file starts them.

Word and LibreOffice count by the abstract list, whatever ``w:num`` leads to it, and set
the count anew at the first paragraph of a ``w:num`` with ``w:startOverride``. So one such
``w:num`` a record and counter is enough; the others of that list go on from there. Where
a record begins below the first level, nothing sets the levels above anew, and it gets an
abstract list of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ...errors import MergeFailed
from ...i18n import tr
from .markup import Edit, W, attribute, edited, quoted, tags, with_style
from .numbering import LATE
from .styles import default_style

_W = f"{{{W}}}"
# More list instances than a paragraph's list index can name ([MS-DOC], sprmPIlfo) lose
# their numbers in Word without a word.
_MOST = 2046
_OWN_IDS = 0x47000000
_NUMBER = re.compile(rb'(<w:numId\s+w:val=")(\d+)(")')
_FIRST = re.compile(rb"<w:num(?=[\s>])")
_UNNUMBERED = ("bullet", "none", "")
_BEFORE_LIST = re.compile(
    b"(?:%b)*"
    % tags("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl").encode()
)
_AFTER_INDENT = re.compile(
    tags(
        *("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
    ).encode()
)
_OWN_LIST = re.compile(rb"<w:numPr\s*/>|<w:numPr\s*>(?:(?!</w:numPr).)*+</w:numPr\s*>", re.DOTALL)
_INDENT = re.compile(tags("ind").encode())
_SIDES = {"firstLine": "hanging", "hanging": "firstLine"}


@dataclass(frozen=True, slots=True)
class _List:
    """One ``w:num`` that numbers: its counter, the pieces of its overrides, where levels start."""

    abstract: str
    counter: str
    own: Mapping[int, tuple[str | None, str]]
    starts: Mapping[int, str]

    @property
    def sets_start(self) -> bool:
        return any(start is not None for start, _ in self.own.values())

    def written(self, number: int, *, anew: bool = False, abstract: str = "") -> str:
        """The same list under another number, or of another abstract list.

        ``anew`` counts every level from its start.
        """
        above = abstract or self.abstract
        pieces = [f'<w:num w:numId="{number}"><w:abstractNumId w:val="{above}"/>']
        for level in sorted(self.own.keys() | self.starts.keys() if anew else self.own):
            start, look = self.own.get(level, (None, ""))
            if start is None and anew:
                start = self.starts.get(level, "1")
            pieces.append(f'<w:lvlOverride w:ilvl="{level}">')
            if start is not None:
                pieces.append(f'<w:startOverride w:val="{start}"/>')
            pieces.append(f"{look}</w:lvlOverride>")
        return "".join(pieces) + "</w:num>"


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style that numbers: its list, level, and the indents it sets over the list's."""

    number: str
    level: int
    indent: Mapping[str, str]


class _Story:
    """Text that counts by itself: new numbers, abstract lists of its own, counters begun."""

    def __init__(self) -> None:
        self.fresh: dict[str, str] = {}
        self.apart: dict[str, str] = {}
        self.begun: set[str] = set()


class Lists:
    """The lists of one merged file; the first record keeps its numbers."""

    def __init__(self, numbering: bytes | None, styles: bytes | None) -> None:
        self._numbering = numbering
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, _Style] = {}
        self._added: list[str] = []
        self._next = 1
        self._count = 0
        self.record = 0
        """The number of the record at hand."""
        self._story = _Story()
        self._use = re.compile(b"(?!)")
        self._abstracts: dict[str, Any] = {}
        self._copies: list[str] = []
        # All lists there, also those that count nothing.
        self._known: set[str] = set()
        # The style of paragraphs that name none, where it numbers.
        self._default: str | None = None
        if numbering is not None:
            self._read(etree.fromstring(numbering), styles)

    def _read(self, root: Any, styles: bytes | None) -> None:
        linked = {
            str(_val(node.find(f"{_W}styleLink"))): node for node in root.iter(f"{_W}abstractNum")
        }
        for node in root.iter(f"{_W}abstractNum"):
            source = linked.get(_val(node.find(f"{_W}numStyleLink")) or "-", node)
            self._abstracts[node.get(f"{_W}abstractNumId", "")] = source
        abstracts = self._abstracts
        for node in root.iter(f"{_W}num"):
            number = node.get(f"{_W}numId", "")
            self._count += 1
            self._next = max(self._next, _number(number) + 1)
            abstract = _val(node.find(f"{_W}abstractNumId"))
            if abstract in abstracts:
                found = _list(node, abstract, abstracts[abstract])
                if found is not None:
                    self._lists[number] = found
                self._known.add(number)
        pattern = rb"<(/?)w:txbxContent(?=[\s>])[^<>]*>|"
        pattern += rb'(?:<w:ilvl\s+w:val="(\d)"\s*/>\s*)?<w:numId\s+w:val="(\d+)"\s*/>'
        if styles is not None and self._lists:
            sheet = etree.fromstring(styles)
            self._styles = dict(_numbered_styles(sheet, self._lists, abstracts))
            usual = default_style(sheet, "paragraph")
            self._default = usual if usual in self._styles else None
            # A style may name a list that is not there, and that must not come into being.
            used = [_number(_val(node)) for node in sheet.iter(f"{_W}numId")]
            self._next = max(self._next, *(n + 1 for n in used if n < LATE), 1)
            names = "|".join(re.escape(quoted(name).decode()) for name in self._styles)
            if names:
                pattern += rf'|<w:pStyle\s+w:val="({names})"\s*/>'.encode()
        self._use = re.compile(pattern)

    def next_record(self) -> None:
        """Tells that another record begins, with lists of its own."""
        self.record += 1

    def anew(self, part: bytes) -> bytes:
        """A part of the record with its lists started anew.

        Raises :class:`MergeFailed` when there would be more than Word counts.
        """
        if not self._lists or (not self._styles and b'<w:numId w:val="' not in part):
            return part
        if self.record == 1:
            return _NUMBER.sub(self._if_there, part)
        if self._default is not None:
            part = with_style(part, self._default)
        edits = list(self._edits(part))
        return edited(part, edits) if edits else part

    def _is_there(self, number: str) -> bool:
        """Whether a number is of a list; one that is not must not become a new list's."""
        return number in self._known or int(number) >= LATE

    def _if_there(self, found: re.Match[bytes]) -> bytes:
        there = self._is_there(found.group(2).decode())
        return found.group() if there else found.group(1) + b"0" + found.group(3)

    def _edits(self, part: bytes) -> Iterator[Edit]:
        # Text boxes count by themselves.
        text, boxes = _Story(), _Story()
        depth = 0
        for found in self._use.finditer(part):
            if found.group(1) is not None:
                depth += -1 if found.group(1) else 1
                continue
            self._story = boxes if depth else text
            if found.group(3) is not None:
                old = found.group(3).decode()
                new = self._of_record(old, int(found.group(2) or 0))
                if new != old:
                    yield *found.span(3), new.encode()
            else:
                yield from self._by_style(
                    part, found.end(), attribute(found.group(), "w:val") or ""
                )

    def _stays(self, one: _List) -> bool:
        """Whether a list just goes on, as others of its counter have begun."""
        begun = one.counter in self._story.begun and one.counter not in self._story.apart
        return begun and not one.sets_start

    def _of_record(self, old: str, level: int) -> str:
        """The number under which a list of that level goes in this record."""
        if old in self._story.fresh:
            self._story.begun.add(self._lists[old].counter)
            return self._story.fresh[old]
        one = self._lists.get(old)
        if one is None:
            return old if self._is_there(old) else "0"
        if self._stays(one):
            return old
        anew = one.counter not in self._story.begun
        self._story.begun.add(one.counter)
        if self._count >= _MOST:
            raise MergeFailed(
                tr("Quá nhiều danh sách đánh số tự động cho một tệp Word."),
                why=tr("Từ danh sách thứ {so}, Word không hiện số nữa.").format(so=_MOST + 1),
                fix=tr(
                    "Gộp thành nhiều tệp, mỗi tệp ít bản hơn;"
                    " hoặc gộp thành PDF (giayto gop … -o in.pdf)."
                ),
            )
        self._story.fresh[old] = str(self._next)
        if anew and level:
            self._story.apart[one.counter] = self._copy(one.counter)
        apart = self._story.apart.get(one.counter, "")
        self._added.append(one.written(self._next, anew=anew and not apart, abstract=apart))
        self._next += 1
        self._count += 1
        return self._story.fresh[old]

    def _by_style(self, part: bytes, at: int, name: str) -> Iterator[Edit]:
        """The edits that give a paragraph the list of its style under the record's number."""
        style = self._styles[name]
        end = part.find(b"</w:pPr", at)
        before = part.find(b"<w:pPrChange", at, end)
        end = before if before >= 0 else end
        own = _OWN_LIST.search(part, at, end)
        if own is not None and b"<w:numId" in own.group():
            return
        one = self._lists[style.number]
        if self._stays(one):
            return
        level = style.level
        if own is not None:
            told = re.search(rb'<w:ilvl\s+w:val="(\d)"', own.group())
            level = int(told.group(1)) if told else level
            place = own.span()
        else:
            behind = _BEFORE_LIST.match(part, at)
            place = (behind.end(), behind.end()) if behind else (at, at)
        new = self._of_record(style.number, level)
        list_of = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{new}"/></w:numPr>'
        yield *place, list_of.encode()
        if style.indent:
            yield _with_indent(part, place[1], end, style.indent)

    def _copy(self, abstract: str) -> str:
        """The id of a new abstract list like another, which no style leads to."""
        node = deepcopy(self._abstracts[abstract])
        fresh = str(max(map(_number, self._abstracts)) + len(self._copies) + 1)
        node.set(f"{_W}abstractNumId", fresh)
        # Word takes lists of one id for one list.
        for name in ("nsid", "tmpl"):
            for identity in node.findall(f"{_W}{name}"):
                identity.set(f"{_W}val", f"{_OWN_IDS + len(self._copies):08X}")
        for link in [*node.iter(f"{_W}styleLink", f"{_W}name", f"{_W}pStyle")]:
            link.getparent().remove(link)
        self._copies.append(etree.tostring(node, encoding="unicode", with_tail=False))
        return fresh

    def finished(self) -> bytes | None:
        """The numbering part of the merged file; ``None`` when nothing was added."""
        if self._numbering is None or not self._added:
            return None
        first = _FIRST.search(self._numbering)
        at = self._numbering.rindex(b"</w:num>") + len(b"</w:num>")
        edits = [(at, at, "".join(self._added).encode())]
        if first is not None:
            edits.append((first.start(), first.start(), "".join(self._copies).encode()))
        return edited(self._numbering, edits)


def _list(node: Any, abstract: str, source: Any) -> _List | None:
    """What a ``w:num`` is; ``None`` when no level of it counts."""
    levels = {_level(level): level for level in source.iter(f"{_W}lvl")}
    own: dict[int, tuple[str | None, str]] = {}
    for override in node.iter(f"{_W}lvlOverride"):
        start, look = override.find(f"{_W}startOverride"), override.find(f"{_W}lvl")
        if look is not None:
            levels[_level(override)] = look
        text = "" if look is None else etree.tostring(look, encoding="unicode", with_tail=False)
        own[_level(override)] = (None if start is None else _val(start), text)
    if all(_val(level.find(f"{_W}numFmt"), "decimal") in _UNNUMBERED for level in levels.values()):
        return None
    starts = {number: _val(level.find(f"{_W}start"), "0") for number, level in levels.items()}
    return _List(abstract, source.get(f"{_W}abstractNumId", ""), own, starts)


def _numbered_styles(
    root: Any, lists: Mapping[str, _List], abstracts: Mapping[str, Any]
) -> Iterator[tuple[str, _Style]]:
    styles = {
        node.get(f"{_W}styleId", ""): node
        for node in root.iter(f"{_W}style")
        if node.get(f"{_W}type", "paragraph") == "paragraph"
    }
    for name in styles:
        number = level = ""
        indent: dict[str, str] = {}
        seen = set()
        at = name
        while at in styles and at not in seen and not number:
            seen.add(at)
            layout = styles[at].find(f"{_W}pPr")
            for node in () if layout is None else layout.iterfind(f"{_W}ind"):
                for key, value in node.attrib.items():
                    side = etree.QName(key).localname
                    if side not in indent and _SIDES.get(side) not in indent:
                        indent[side] = value
            for node in () if layout is None else layout.iterfind(f"{_W}numPr"):
                number = _val(node.find(f"{_W}numId"))
                level = level or _val(node.find(f"{_W}ilvl"))
            at = _val(styles[at].find(f"{_W}basedOn"))
        if number in lists:
            for node in abstracts[lists[number].abstract].iter(f"{_W}lvl"):
                if _val(node.find(f"{_W}pStyle")) == name:
                    level = str(_level(node))
            yield name, _Style(number, _number(level or "0"), indent)


def _with_indent(part: bytes, start: int, end: int, indent: Mapping[str, str]) -> Edit:
    """The edit that keeps a style's indents, over which a list of the paragraph's own would go."""
    found = _INDENT.search(part, start, end)
    if found is None:
        after = _AFTER_INDENT.search(part, start, end)
        place = after.start() if after else end
        own, tag, rest = indent, b"<w:ind", b"/>"
        span = (place, place)
    else:
        tag, rest = found.group().rstrip(b"/> "), b"/>"
        own = {
            side: value
            for side, value in indent.items()
            if attribute(tag + b">", f"w:{side}") is None
            and attribute(tag + b">", f"w:{_SIDES.get(side, side)}") is None
        }
        span = found.span()
    more = "".join(f' w:{side}="{value}"' for side, value in own.items())
    return *span, tag + more.encode() + rest


def _level(node: Any) -> int:
    return _number(node.get(f"{_W}ilvl", "0"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _val(node: Any, default: str = "") -> str:
    return default if node is None else str(node.get(f"{_W}val", default))
