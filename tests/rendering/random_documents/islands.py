"""Elements among the runs (phần tử trong dòng): fields, formulas, links, pictures, notes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from .draft import Draft, Spot
from .inline import inline, texts
from .paragraphs import torn
from .pieces import Inline, Island, Value, Words, said, source
from .values import ADDRESSES, Context, View, flat, words

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_FILE = frozenset({View.FILE})
_NOT_PAPER = frozenset({View.FILE, View.MERGED})  # LibreOffice counts and draws by itself
_ALL = frozenset(View)
PICTURE = "rId_hinh"
"""The relation of the template's own picture, in the body."""


def island(draft: Draft, spot: Spot) -> Inline:
    """One such element."""
    makers = [_field, _simple_field, _formula, _link, _bookmarked]
    if draft.body:
        makers.append(_picture)
        if spot.once:
            makers += [_remark] if spot.tables else [_remark, _note]
    return draft.chance.choice(makers)(draft, spot)


def _plain(draft: Draft, spot: Spot) -> tuple[Inline, ...]:
    """Words and values for where no line can end."""
    chance = draft.chance
    pieces: list[Inline] = []
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.5:
            pieces.append(Words(words(chance, 2).strip()))
        else:
            pieces.append(Value(chance.choice((*spot.paths, "chu")), chance.choice(["", " "])))
    return tuple(pieces)


def _heard(pieces: tuple[Inline, ...], before: str = "", after: str = "") -> Callable[..., str]:
    return lambda context: flat(f"{before}{said(pieces, context)}{after}")


def _code(draft: Draft, spot: Spot) -> tuple[str, Callable[[Context], str]]:
    """The code of a field, and how it reads."""
    pieces = tuple(
        piece if isinstance(piece, Value) else Words(piece.source().replace('"', "”"))
        for piece in _plain(draft, spot)
    )
    head, tail = draft.chance.choice([(' QUOTE "', '" '), (' IF 1 = 1 "', '" "" ')])
    return f"{head}{source(pieces)}{tail}", _heard(pieces, head, tail)


def _field(draft: Draft, spot: Spot) -> Inline:
    code, heard = _code(draft, spot)
    result = texts(draft, spot)
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    written = _cut(draft, code, '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>')
    shown = torn(draft.chance, draft.marks, source(result))
    mark = draft.marks.island(f"{marks[0]}{written}{marks[1]}{shown}{marks[2]}")
    return Island(mark, ((_FILE, heard), (_NOT_PAPER, lambda context: said(result, context))))


def _simple_field(draft: Draft, spot: Spot) -> Inline:
    code, heard = _code(draft, spot)
    result = texts(draft, spot)
    shown = torn(draft.chance, draft.marks, source(result))
    mark = draft.marks.island(f"<w:fldSimple w:instr={quoteattr(code)}>{shown}</w:fldSimple>")
    return Island(mark, ((_FILE, heard), (_NOT_PAPER, lambda context: said(result, context))))


def _formula(draft: Draft, spot: Spot) -> Inline:
    pieces = _plain(draft, spot)
    runs = _cut(draft, source(pieces), '<m:r><m:t xml:space="preserve">{}</m:t></m:r>')
    mark = draft.marks.island(f'<m:oMath xmlns:m="{_M}">{runs}</m:oMath>')
    return Island(mark, ((_NOT_PAPER, _heard(pieces)),))


def _link(draft: Draft, spot: Spot) -> Inline:
    """A link whose address has tags; no link and no field is in it."""
    address = (Words("https://vidu.vn/?q="), Value(draft.chance.choice(ADDRESSES)))
    draft.links.append(address)
    shown = texts(draft, spot)
    runs = torn(draft.chance, draft.marks, source(shown))
    mark = draft.marks.island(f'<w:hyperlink r:id="rIdL{len(draft.links)}">{runs}</w:hyperlink>')
    return Island(
        mark,
        (
            (_FILE, lambda context: said(address, context)),
            (_ALL, lambda context: said(shown, context)),
        ),
    )


def _bookmarked(draft: Draft, spot: Spot) -> Inline:
    shown = texts(draft, spot)
    number = draft.marks.next()
    runs = torn(draft.chance, draft.marks, source(shown))
    mark = draft.marks.island(
        f'<w:bookmarkStart w:id="{number}" w:name="quanh_{number}"/>{runs}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )
    return Island(mark, ((_ALL, lambda context: said(shown, context)),))


def _picture(draft: Draft, spot: Spot) -> Inline:
    """A picture whose words for the blind have tags."""
    pieces = _plain(draft, spot)
    number = draft.marks.next()
    mark = draft.marks.island(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}"><wp:extent cx="90000" cy="90000"/>'
        f'<wp:docPr id="{number}" name="Hình {number}" descr={quoteattr(source(pieces))}/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{PICTURE}" xmlns:r="{_R}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="90000" cy="90000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    return Island(mark, ((_FILE, _heard(pieces)),))


def _note(draft: Draft, spot: Spot) -> Inline:
    kind = draft.chance.choice(["footnote", "footnote", "endnote"])
    pieces = inline(draft, Spot(once=False))
    draft.notes[kind].append(pieces)
    number = len(draft.notes[kind])
    mark = draft.marks.island(f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>')
    return Island(mark, ((_NOT_PAPER, lambda context: said(pieces, context)),))


def _remark(draft: Draft, spot: Spot) -> Inline:
    """A remark of a reader of the template, on some words."""
    remark, shown = inline(draft, Spot(once=False)), texts(draft, spot)
    draft.notes["comment"].append(remark)
    number = len(draft.notes["comment"])
    runs = torn(draft.chance, draft.marks, source(shown))
    mark = draft.marks.island(
        f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )
    return Island(
        mark,
        (
            (_ALL, lambda context: said(shown, context)),
            (_FILE, lambda context: said(remark, context)),
        ),
    )


def _cut(draft: Draft, text: str, pattern: str) -> str:
    """The text in several elements, cut at any character."""
    chance = draft.chance
    cuts = {0, len(text), *(chance.randrange(len(text)) for _ in range(chance.choice([0, 0, 2])))}
    return "".join(pattern.format(escape(text[a:b])) for a, b in pairwise(sorted(cuts)))
