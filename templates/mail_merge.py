"""Word's mail-merge documents as masters (thư trộn): their fields become tags.

``MERGEFIELD`` prints a field, with its switches ``\\*``, ``\\@``, ``\\#``, ``\\b`` and ``\\f``;
``IF`` becomes a condition; what follows ``NEXT`` belongs to the next record of the same
sheet (labels). What else mail merge can do (``SKIPIF``, ``ASK`` …) has no tag and is named.
Whoever keeps the file never sees the tags: each is known by what Word shows in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from ..rendering.namespaces import W
from .word_fields import HOLE, Field, Word, fields_of, put, unfold

_MERGING = b"MERGEFIELD"
_UNREAD = frozenset([
    "NEXTIF", "SKIPIF", "MERGEREC", "MERGESEQ", "ASK", "FILLIN", "ADDRESSBLOCK", "GREETINGLINE",
    "SET",
])  # fmt: skip
_LEAST_OF_IF = 5
"""``IF``, two sides, the sign between them, and what is printed."""
_ROOTS = ("dang_vien", "to_chuc", "cuoc_hop")
"""What a record of a sheet is called, whichever of them the document is for."""
_COMPARED = {"=": "==", "<>": "!=", ">": ">", "<": "<", ">=": ">=", "<=": "<="}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_CASES = {"upper": "upper", "lower": "lower", "caps": "title", "firstcap": "hoa_dau"}


class Merged(NamedTuple):
    """A mail-merge document as a master.

    ``fields`` counts the fields that became tags, 0 for a file that is none, whose parts
    are the same ones; ``on_sheet`` is how many records one sheet shows; ``unread`` are codes
    without a tag. ``shown`` is by tag what Word shows where it now stands: ``«Ho_ten»``.
    """

    parts: Mapping[str, bytes]
    fields: int
    on_sheet: int
    unread: tuple[str, ...]
    shown: Mapping[str, str]


def with_tags(parts: Mapping[str, bytes]) -> Merged:
    """The parts of a settled package with tags for their merge fields."""
    reader = _Reader()
    changed = {}
    for part, data in parts.items():
        if part.endswith(".xml") and _MERGING in data:
            root = etree.fromstring(data)
            reader.read(root)
            changed[part] = etree.tostring(root, encoding="UTF-8", standalone=True)
    if not reader.fields:
        return Merged(parts, 0, 1, (), {})
    read = tuple(reader.unread), reader.shown
    return Merged({**parts, **changed}, reader.fields, reader.record + 1, *read)


class _Reader:
    """Reads the fields of a document, record after record (bộ đọc trường trộn thư)."""

    def __init__(self) -> None:
        self.fields = 0
        self.record = 0
        self.unread: list[str] = []
        self.shown: dict[str, str] = {}

    def read(self, root: etree._Element) -> None:
        """Put tags in the place of the merge fields of one part."""
        for simple in list(root.iter(f"{W}fldSimple")):
            unfold(simple)
        for paragraph in list(root.iter(f"{W}p")):
            for found in fields_of(paragraph):
                self._replace(found)

    def _replace(self, found: Field) -> None:
        tag = self._tag(found)
        if tag is not None:
            put(found, tag, f"{W}t")
            return
        for inner in found.inner:
            code = self._tag(inner)
            if code is not None:
                put(inner, code, f"{W}instrText" if inner.in_code else f"{W}t")
            else:
                self._replace(inner)

    def _tag(self, found: Field) -> str | None:
        """What stands for a field; ``None`` where it is no merge field."""
        words = [word.text for word in found.words]
        kind = words[0].upper() if words else ""
        if kind == "MERGEFIELD" and len(words) > 1:
            self.fields += 1
            return self._of_record(_printed(words[1], words[2:]), _named(found))
        if kind == "NEXT":
            self.record += 1
            return ""
        # One that compares nothing is what LibreOffice leaves of a condition: it would print
        # for everybody what it printed last.
        if kind == "IF" and (found.inner or len(words) < _LEAST_OF_IF):
            return self._condition(found)
        if kind in _UNREAD:
            self._left(found)
        return None

    def _of_record(self, printed: str, shown: str) -> str:
        """What is printed of the first record, or of a later one on the same sheet."""
        first = _TAG.match(printed)
        for tag in (first.group() if first is not None else "", printed):
            self.shown.setdefault(tag, shown)
        if not self.record:
            return printed
        record = ", ".join(f"{root} = ke_tiep[{self.record}].{root}" for root in _ROOTS)
        whole = f"{{% with {record} %}}{printed}{{% endwith %}}"
        self.shown.setdefault(whole, shown)
        return whole

    def _condition(self, found: Field) -> str | None:
        inner = iter(found.inner)
        words = found.words[1:]
        compared = _COMPARED.get(words[1].text) if len(words) > 3 and not words[1].quoted else None
        sides = [_operand(words[at], inner) for at in (0, 2)] if compared else [None]
        if None in sides:
            self._left(found)
            return None
        then, other = (self._text(word.text, inner) for word in [*words[3:], Word("", True)][:2])
        self.fields += 1
        between = f"{{% else %}}{other}" if other else ""
        asked = f"{sides[0]} {compared} {sides[1]}"
        if compared not in ("==", "!="):  # figures, not the texts that say them
            asked = f"{sides[0]}|so_sanh({sides[1]}) {compared} 0"
        whole = f"{{% if {asked} %}}{then}{between}{{% endif %}}"
        return self._of_record(whole, f"{{ {_code(found)} }}")

    def _left(self, found: Field) -> None:
        self.unread.append(_code(found))

    def _text(self, text: str, inner: Iterator[Field]) -> str:
        """A text of a condition, the fields in it as tags."""
        pieces = text.split(HOLE)
        tags = [
            self._tag(found) or "" for found in (next(inner, None) for _ in pieces[1:]) if found
        ]
        return "".join(part for pair in zip(pieces, [*tags, ""], strict=False) for part in pair)


def _code(found: Field) -> str:
    """A code as a keeper reads it: the fields in it by their names."""
    inner = (_named(each) for each in found.inner if each.in_code)
    pieces = found.code.split(HOLE)
    filled = "".join(p + n for p, n in zip(pieces, [*inner, ""], strict=False))
    return " ".join(filled.split())


def _named(found: Field) -> str:
    """A merge field as Word shows it, ``«Ho_ten»``; of any other field the place alone."""
    words = [word.text for word in found.words]
    return f"«{words[1]}»" if len(words) > 1 and words[0].upper() == "MERGEFIELD" else "…"


def _operand(word: Word, inner: Iterator[Field]) -> str | None:
    """One side of a comparison as an expression; ``None`` for what has none."""
    if word.text == HOLE:
        field = next(inner, None)
        words = [each.text for each in field.words] if field is not None else []
        return words[1] if len(words) > 1 and words[0].upper() == "MERGEFIELD" else None
    return None if HOLE in word.text else _quoted(word.text)


def _printed(name: str, switches: Sequence[str]) -> str:
    """The tag that prints a field, as the switches behind its name want it."""
    expression, before, after = name, "", ""
    pairs = iter(switches)
    for switch in pairs:
        if switch == "\\*":
            case = _CASES.get(next(pairs, "").lower())
            expression += f"|{case}" if case else ""
        elif switch in ("\\@", "\\#"):
            shown = "ngay_theo" if switch == "\\@" else "so_theo"
            expression += f"|{shown}({_quoted(next(pairs, ''))})"
        elif switch == "\\b":
            before = next(pairs, "")
        elif switch == "\\f":
            after = next(pairs, "")
    tag = f"{before}{{{{ {expression} }}}}{after}"
    return f"{{% if {name} %}}{tag}{{% endif %}}" if before or after else tag


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'") + '"'
