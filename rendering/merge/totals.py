"""The number of pages (tổng số trang): of the record, not of the whole file.

Word has no field that counts from here to there. ``SECTIONPAGES`` counts a record of
one section; in others the number of the last page tells, as far as pages are numbered
through from 1, and else a sum.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .fields import Field, with_code
from .markup import Edit, attribute, escaped, tags

_SECTION = re.compile(
    rf"{tags('sectPr')}|{tags('pgNumType')}|<(/?)w:sectPrChange(?=[\s>/])[^<>]*>".encode()
)
_BODY = re.compile(tags("body").encode())
_LAST = b"</w:p>"


@dataclass(frozen=True, slots=True)
class Total:
    """How the pages of one record are counted.

    ``marks`` are to be put into its main part. ``terms`` are the marks whose page numbers
    are summed up, with -1 for one that is taken off; ``more`` is added. No terms: one section.
    """

    marks: tuple[Edit, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    more: int = 0


def total_of(document: bytes, restarts: bool, new_name: Callable[[str], str]) -> Total:
    """How to count the pages of a record.

    ``restarts`` tells that its pages begin with 1, ``new_name`` makes a mark's name of its own.
    """
    sections = list(_sections(document))
    if len(sections) < 2:
        return Total()
    first = sections[0][1]
    if first is None and restarts:
        first = 1
    begins = [first, *(start for _, start in sections[1:])]
    marks: list[Edit] = []
    terms: list[tuple[str, int]] = []
    more = 0

    def mark(at: int, sign: int) -> None:
        name = new_name(f"_TrangCuoi{len(marks)}" if sign > 0 else "_TrangDau")
        # The ids are made when all marks get theirs.
        place = f"trang{len(marks)}"
        text = f'<w:bookmarkStart w:id="{place}" w:name="{name}"/><w:bookmarkEnd w:id="{place}"/>'
        marks.append((at, at, text.encode()))
        terms.append((name, sign))

    for number, (place, _) in enumerate(sections):
        last = number == len(sections) - 1
        if not last and begins[number + 1] is None:
            continue
        if last:
            mark(_end_of(document, place), 1)
        else:
            mark(document.index(_LAST, place), 1)
    for begin in begins:
        if begin is not None:
            more -= begin - 1
    if first is None:
        body = _BODY.search(document)
        mark(body.end() if body else 0, -1)
        more += 1
    return Total(tuple(marks), tuple(terms), more)


def around(document: bytes, name: str) -> list[Edit]:
    """The edits that put all of a record between the ends of a mark of that name."""
    body = _BODY.search(document)
    begin = body.end() if body else 0
    places = [place for place, _ in _sections(document)]
    # The ids are made when all marks get theirs.
    start = f'<w:bookmarkStart w:id="{name}" w:name="{name}"/>'.encode()
    end = f'<w:bookmarkEnd w:id="{name}"/>'.encode()
    last = _end_of(document, places[-1] if places else document.rindex(b"</w:body>"))
    return [(begin, begin, start), (last, last, end)]


def _end_of(document: bytes, place: int) -> int:
    """Where a record ends whose last section is at that place: in its last paragraph."""
    before = document.rfind(_LAST, 0, place)
    ends = before >= 0 and not document[before + len(_LAST) : place].strip()
    return before if ends else place


def _sections(document: bytes) -> Iterator[tuple[int, int | None]]:
    """Where each section's properties stand, and the page number it begins with, if any."""
    place: int | None = None
    start: int | None = None
    old = 0
    for found in _SECTION.finditer(document):
        tag = found.group()
        if b"sectPrChange" in tag:
            old += 0 if tag.endswith(b"/>") else -1 if tag.startswith(b"</") else 1
        elif not old and tag.startswith(b"<w:sectPr"):
            if place is not None:
                yield place, start
            place, start = found.start(), None
        elif not old:
            told = attribute(tag, "w:start")
            start = int(told) if told and told.isdecimal() else start
    if place is not None:
        yield place, start


def counting(part: bytes, one: Field, total: Total) -> Iterator[Edit]:
    """The edits that make a field ``NUMPAGES`` count its record."""
    old = one.words[0]
    if not total.terms or (len(total.terms) == 1 and not total.more):
        new = "SECTIONPAGES"
        if total.terms:
            new = f"PAGEREF {total.terms[0][0]}"
            # A page's number is written as its section writes it; a count is not.
            formats = [word.upper() for word in one.words[1:]]
            if set(formats) <= {"\\*", "MERGEFORMAT", "CHARFORMAT"}:
                new += " \\* Arabic"
        yield from with_code(part, one, one.code.replace(old, new, 1))
        return
    before, after = one.code.split(old, 1)
    code = _text(f"{before}= ")
    for place, (name, sign) in enumerate(total.terms):
        code += _text(" - " if sign < 0 else " + " if place else "")
        code += _MARK % b"begin" + _text(f" PAGEREF {name} \\* Arabic") + _MARK % b"end"
    code += _text(f" + {total.more}{after}" if total.more >= 0 else f" - {-total.more}{after}")
    if one.simple:
        begin = b"<w:r>" + _MARK % b"begin" + code + _MARK % b"separate" + b"</w:r>"
        yield one.start, one.begun, begin
        yield one.closing, one.end, b"<w:r>" + _MARK % b"end" + b"</w:r>"
        return
    for place, (start, end) in enumerate(one.pieces):
        yield start, end, code if place == 0 else b""


_MARK = b'<w:fldChar w:fldCharType="%b"/>'


def _text(code: str) -> bytes:
    return (
        b'<w:instrText xml:space="preserve">' + escaped(code) + b"</w:instrText>" if code else b""
    )
