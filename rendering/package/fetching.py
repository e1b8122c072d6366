"""Fields that fetch or start something (trường lấy nội dung ngoài), known by their names.

A field is read as Word reads it: from ``begin`` to ``separate`` or ``end``, over
runs and paragraphs, fields inside it by themselves. Its name is the first word of
its code; words after it are only words. The name has to stand there as it is: no
tag and no other field before it or against it. Then no value can change it, for a
value is text, and text after the first word makes no other name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import etree

from ...errors import TemplateUnsafe
from ...i18n import tr
from ..part_names import part_title
from ..quoting import in_paragraph
from .refusals import unsafe

FETCHING = frozenset(
    [
        "DDE", "DDEAUTO",  # start a program
        "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD",  # read another file
        "DATABASE", "DATA",  # ask a database, or a file of data
        "SUBSCRIBER",  # takes what another program publishes
        "AUTOTEXT", "AUTOTEXTLIST", "GLOSSARY",  # take words kept on each reader's computer
        "EMBED", "CONTROL", "HTMLCONTROL",  # objects of other programs
        "PRINT",  # sends commands to the printer
    ]
)  # fmt: skip
"""The others show what is in the document or wait for a click: MACROBUTTON, which can only call
what the reader's own Word has, GOTOBUTTON, HYPERLINK; ASK and FILLIN only ask the reader."""

_CODES = frozenset(["instrText", "delInstrText"])
_TEXTS = _CODES | {"t", "delText"}
_FIELDS = ("{*}fldChar", "{*}fldSimple", *(f"{{*}}{name}" for name in _CODES))
_GAPS = frozenset(["p", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen"])
_INSERTED, _DELETED = frozenset(["ins", "moveTo"]), frozenset(["del", "moveFrom"])
_WHOLE_PRINT = re.compile(r"\{\{[^{}]*\}\}")
_TAG = re.compile(r"\{[{%#]")
_NOT_TYPED = "\0"  # what another field or a tag in an attribute leaves in a code
_NAME = re.compile(r"[^\w={}\0]*(\w+|=|)")
# A tag or a field against the name, or a tag that takes the space before it away.
_AGAINST = re.compile(r"[{}\0]|\s*\{\s*[{%#]\s*-")


class Field(NamedTuple):
    """A field: its ``names``, one for each way to take the tracked changes.

    A name is ``""`` for a field without code, ``None`` when it is not typed.
    """

    names: tuple[str | None, ...]
    element: etree._Element
    pieces: tuple[etree._Element, ...]

    @property
    def fetching(self) -> str | None:
        """The name by which it fetches or starts something; ``None`` when it does not."""
        return next((name for name in self.names if name in FETCHING), None)

    @property
    def is_typed(self) -> bool:
        """Whether its name stands in the document as it is."""
        return None not in self.names

    def empty(self) -> None:
        """Takes its code away; what it last showed stays."""
        for piece in self.pieces:
            if _local(piece) == "fldSimple":
                piece.set(_key(piece, "instr") or "instr", "")
            else:
                piece.text = ""


def fetching_fields(root: etree._Element, part: str, name: str) -> Iterator[TemplateUnsafe]:
    """The refusals of fields that fetch, or whose name is not typed."""
    title = part_title(part, root)
    for field in fields(root):
        if field.fetching is not None:
            why = tr("{phan} có trường Word lấy nội dung từ ngoài: {truong}").format(
                phan=title, truong=field.fetching
            )
            fix = tr(
                "Trong Word: đặt con trỏ vào chỗ đó, bấm Ctrl+Shift+F9 để giữ chữ đang hiện và"
                " bỏ trường, rồi lưu lại."
            )
        elif not field.is_typed:
            why = tr("{phan} có trường Word mà tên do thẻ hoặc trường khác tạo ra").format(
                phan=title
            )
            fix = tr(
                "Gõ thẳng tên trường (PAGE, HYPERLINK, IF …) ngay đầu mã trường; thẻ chỉ đứng"
                " sau tên, cách tên một dấu cách. Xem mã trường bằng Alt+F9."
            )
        else:
            continue
        yield unsafe(name, why, fix, where=_place(field, title))


def fields(root: etree._Element) -> Iterator[Field]:
    """All fields of a part, also those that are never closed."""
    if next(root.iter(*_FIELDS), None) is None:
        return
    opened: list[_Code] = []
    loose = _Code(root)
    for element in root.iter(etree.Element):
        local = _local(element)
        code = opened[-1] if opened and opened[-1].is_open else None
        if local == "fldChar":
            role = element.get(_key(element, "fldCharType") or "-", "").strip()
            if role == "begin":
                if code is not None:
                    code.add(element, _NOT_TYPED)
                opened.append(_Code(element))
            elif role == "separate" and opened:
                opened[-1].is_open = False
            elif role == "end" and opened:
                ended = opened.pop()
                ended.is_open = False
                yield ended.field()
            elif "{" in role:
                yield Field((None,), element, ())
        elif local == "fldSimple":
            if code is not None:
                code.add(element, _NOT_TYPED)
            simple = _Code(element)
            simple.add(element, element.get(_key(element, "instr") or "-", ""))
            yield simple.field()
        elif code is not None:
            code.take(element, local)
        elif local in _CODES:
            loose.take(element, local)
        elif local == "p" and loose.pieces:
            yield loose.field()
            loose = _Code(root)
    for left in (*opened, loose):
        yield left.field()


class _Code:
    """The code of a field as it is being read."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.is_open = True
        self.pieces: list[tuple[etree._Element, str]] = []

    def add(self, element: etree._Element, text: str) -> None:
        self.pieces.append((element, text))

    def take(self, element: etree._Element, local: str) -> None:
        """Adds what an element inside the code means for its name."""
        if local in _TEXTS:
            self.add(element, element.text or "")
        elif local in _GAPS:
            self.add(element, " ")
        elif any(
            _TAG.search(_WHOLE_PRINT.sub("", str(value))) for value in element.attrib.values()
        ):
            self.add(element, _NOT_TYPED)

    def field(self) -> Field:
        marks = [_tracked(element) for element, _ in self.pieces]
        texts = [text for _, text in self.pieces]
        readings = {"".join(texts)}
        for gone in (_INSERTED, _DELETED):
            if any(mark & gone for mark in marks):
                readings.add(
                    "".join(t for t, mark in zip(texts, marks, strict=True) if not mark & gone)
                )
        # In a code that never ends, plain text may be the text of the page.
        kinds = _CODES | {"fldSimple"} if self.is_open else _TEXTS | {"fldSimple"}
        pieces = tuple(element for element, _ in self.pieces if _local(element) in kinds)
        element = pieces[0] if pieces else self.element
        return Field(tuple(_name(code) for code in sorted(readings)), element, pieces)


def _name(code: str) -> str | None:
    """The name of a field from its code in capitals; ``None`` when it is not typed."""
    if not code.isascii():
        code = "".join(char for char in code if unicodedata.category(char) != "Cf")
        code = unicodedata.normalize("NFKC", code)
    plain = _without_comments(code)
    found = _NAME.match(plain)
    assert found is not None  # it matches the empty text too
    name, rest = found[1].upper(), plain[found.end() :]
    # A name that fetches is told as such, whatever stands against it; a formula stays one.
    return name if name in FETCHING or name == "=" or not _AGAINST.match(rest) else None


def _without_comments(code: str) -> str:
    """The code as the comments of tags leave it, with the blanks they take away."""
    first, *others = code.split("{#")
    left = [first]
    for piece in others:
        inside, end, rest = piece.partition("#}")
        if not end:
            left.append("{#" + piece)
            continue
        if inside.startswith("-"):
            while len(left) > 1 and not left[-1].strip():
                left.pop()
            left[-1] = left[-1].rstrip()
        left.append(rest.lstrip() if inside.endswith("-") else rest)
    return "".join(left)


def _tracked(element: etree._Element) -> frozenset[str]:
    above = (_local(node) for node in element.iterancestors())
    return frozenset(name for name in above if name in _INSERTED or name in _DELETED)


def _place(field: Field, title: str) -> str | None:
    paragraph = next(field.element.iterancestors("{*}p"), None)
    if paragraph is None:
        return None
    shown = cast(list[str], paragraph.xpath(".//*[local-name()='t']/text()"))
    return in_paragraph(title, "".join(shown))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _key(element: etree._Element, local: str) -> str | None:
    """The attribute of that name, in whatever namespace."""
    return next((str(key) for key in element.attrib if str(key).endswith(local)), None)
