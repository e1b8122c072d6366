"""A paragraph as Word keeps it (đoạn văn): torn into runs, wrapped, marked, half deleted."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from xml.sax.saxutils import escape

from .draft import Marks

_LOOKS = (
    "",
    "<w:rPr><w:b/></w:rPr>",
    '<w:rPr><w:i/><w:sz w:val="28"/></w:rPr>',
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/></w:rPr>',
)
_LAYOUTS = ("", '<w:pPr><w:jc w:val="center"/></w:pPr>', "<w:pPr><w:keepNext/></w:pPr>")
TRACKED = 'w:author="Người sửa" w:date="2026-11-01T08:00:00Z"'
_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_PIECE = re.compile("[\t\n]|[^\t\n]+")
_RUN = re.compile("[\U000f0000-\U000fffff]|[^\U000f0000-\U000fffff]+")
_STATEMENT = re.compile(r"\{%\s*(end)?(if|for|elif|else|set|macro|raw)\b.*?%\}")


def paragraph(
    chance: random.Random, marks: Marks, text: str, *, layout: str | None = None, once: bool = True
) -> str:
    """The XML of one paragraph that shows ``text``; tags in it may be torn at any character.

    ``once`` says that it stands in no loop, so it may hold what a file has once.
    """
    layout = chance.choice(_LAYOUTS) if layout is None else layout
    return f"<w:p>{layout}{torn(chance, marks, text, once=once, wrapped=True)}</w:p>"


def torn(
    chance: random.Random, marks: Marks, text: str, *, once: bool = False, wrapped: bool = False
) -> str:
    """The runs that show ``text``; ``wrapped`` puts some of them in elements of their own."""
    cuts = sorted({0, len(text), *(chance.randrange(len(text) + 1) for _ in range(_tears(chance)))})
    runs = [
        (start, _runs(marks, text[start:end], chance.choice(_LOOKS)))
        for start, end in pairwise(cuts)
    ]
    free = _outside_control(text) if wrapped else set()
    pieces: list[str] = []
    index = 0
    while index < len(runs):
        start = runs[index][0]
        length = chance.randint(1, 4)
        end = cuts[min(index + length, len(runs))]
        if start in free and end in free and chance.random() < 0.4:
            inner = "".join(xml for _, xml in runs[index : index + length])
            pieces.append(_wrapped(chance, marks, inner))
            index += length
        else:
            pieces.append(runs[index][1])
            index += 1
        if chance.random() < 0.2:
            pieces.append(_between(chance, marks, once=once and end in free))
    return "".join(pieces)


def _tears(chance: random.Random) -> int:
    return chance.choice([0, 1, 3, 8, 30])


def _runs(marks: Marks, text: str, look: str) -> str:
    return "".join(marks.xml(piece) or _run(piece, look) for piece in _RUN.findall(text))


def _run(text: str, look: str) -> str:
    pieces = [
        _BREAKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _PIECE.findall(text)
    ]
    return f"<w:r>{look}{''.join(pieces)}</w:r>"


def _outside_control(text: str) -> set[int]:
    """The positions where a wrapper may begin or end: in no condition, loop or statement."""
    free = set(range(len(text) + 1))
    depth = 0
    position = 0
    for tag in _STATEMENT.finditer(text):
        if depth:
            free -= set(range(position, tag.start() + 1))
        free -= set(range(tag.start() + 1, tag.end()))
        if tag[2] not in ("else", "elif"):
            depth += -1 if tag[1] else 1
        if depth:
            free.discard(tag.end())
        position = tag.end()
    return free


def _wrapped(chance: random.Random, marks: Marks, inner: str) -> str:
    kinds = [
        f'<w:ins w:id="{marks.next()}" {TRACKED}>{inner}</w:ins>',
        f'<w:moveTo w:id="{marks.next()}" {TRACKED}>{inner}</w:moveTo>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        f'<w:smartTag w:uri="urn:x" w:element="ten">{inner}</w:smartTag>',
    ]
    if "<w:hyperlink" not in inner:  # no link in a link
        kinds.append(f'<w:hyperlink w:anchor="_top">{inner}</w:hyperlink>')
    return chance.choice(kinds)


def _between(chance: random.Random, marks: Marks, *, once: bool) -> str:
    """What Word leaves between two runs and nobody sees."""
    number = marks.next()
    gone = chance.choice(["chữ đã xoá", "{{ khong_co }}", "{% if khong_co %}"])
    found = [
        '<w:proofErr w:type="spellStart"/>',
        f'<w:del w:id="{number}" {TRACKED}><w:r><w:delText>{gone}</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="{number}" {TRACKED}><w:r><w:t>{gone}</w:t></w:r></w:moveFrom>',
    ]
    if once:
        found.append(
            f'<w:bookmarkStart w:id="{number}" w:name="dau_{number}"/>'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
    return chance.choice(found)
