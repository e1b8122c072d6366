"""The blocks of a random document (khối): paragraphs, loops, controls, text boxes, tables."""

from __future__ import annotations

from . import inline
from .block import Block, Either, Repeat, Unsure, tag, xml
from .draft import Draft, Spot
from .islands import island
from .paragraphs import TRACKED, paragraph, torn
from .pieces import Linked, Value, source
from .tables import table
from .values import CONDITIONS, Shape

_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
TALL = 31_680
"""The height of the pages: LibreOffice loses lines of rows that go over several pages."""
_SECTION = f'<w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="{TALL}"/></w:sectPr></w:pPr>'


def story(draft: Draft, size: int) -> list[Block]:
    """The blocks of a whole part.

    Those of a header are small: LibreOffice prints a tall one over the words of the body.
    """
    spot = Spot(depth=0 if draft.body else 2)
    return [_block(draft, spot) for _ in range(size)]


def _block(draft: Draft, spot: Spot) -> Block:
    kind = draft.chance.random()
    if spot.depth > 2 or kind < 0.5:
        return line(draft, spot)
    if kind < 0.7:
        return table(draft, spot, line)
    if kind < 0.85:
        return _repeated(draft, spot)
    if kind < 0.95 or not spot.once:
        inner = _some(draft, spot.inside())
        wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{xml(inner)}</w:sdtContent></w:sdt>"
        return Block(wrapped, inner)
    return _text_box(draft, spot)


def _some(draft: Draft, spot: Spot) -> tuple[Block, ...]:
    return tuple(_block(draft, spot) for _ in range(draft.chance.randint(1, 2)))


def line(draft: Draft, spot: Spot) -> Block:
    """One paragraph, or two of which tracking makes one."""
    chance = draft.chance
    kind = chance.random()
    if kind < 0.05:
        return _joined(draft, spot)
    if kind < 0.15 and draft.shape is Shape.INSERTS and draft.body:
        return _inserted(draft, spot)
    pieces = inline.inline(draft, spot, island)
    layout = None
    if draft.body and chance.random() < 0.2:
        layout = _LIST
    elif kind > 0.98 and draft.body and spot.depth == 0:
        layout = _SECTION
    text = source(pieces)
    return Block(paragraph(chance, draft.marks, text, layout=layout, once=spot.once), pieces)


def _joined(draft: Draft, spot: Spot) -> Block:
    """Two paragraphs; the end of the first is deleted, with tracking."""
    pieces = [inline.texts(draft, spot) for _ in range(2)]
    mark = f'<w:pPr><w:rPr><w:del w:id="{draft.marks.next()}" {TRACKED}/></w:rPr></w:pPr>'
    written = [
        paragraph(draft.chance, draft.marks, source(one), layout=layout, once=spot.once)
        for one, layout in zip(pieces, (mark, None), strict=True)
    ]
    return Block("".join(written), (*pieces[0], *pieces[1]))


def _inserted(draft: Draft, spot: Spot) -> Block:
    """A link among words, or a document by itself: neither stands in another link."""
    if draft.chance.random() < 0.4:
        value = Value("con", " ", "p")
        return Block(f"<w:p>{torn(draft.chance, draft.marks, value.source())}</w:p>", (value,))
    link = Linked(draft.chance.choice(["", "r"]))
    pieces = (*inline.texts(draft, spot), link, *inline.texts(draft, spot))
    return Block(f"<w:p>{torn(draft.chance, draft.marks, source(pieces))}</w:p>", pieces)


def _repeated(draft: Draft, spot: Spot) -> Block:
    chance = draft.chance
    if chance.random() < 0.5:
        conditions = tuple(chance.choice(CONDITIONS) for _ in range(chance.choice([1, 1, 2])))
        branches = [_some(draft, spot.inside()) for _ in conditions]
        written = "".join(
            tag(draft, f"{{%p {word} {name} %}}") + xml(body)
            for word, name, body in zip(("if", "elif"), conditions, branches, strict=False)
        )
        branches.append(())
        if chance.random() < 0.5:
            branches[-1] = _some(draft, spot.inside())
            written += tag(draft, "{%p else %}") + xml(branches[-1])
        either = Either(conditions, tuple(branches))
        return Block(written + tag(draft, "{%p endif %}"), (either,))
    name, items = f"d{spot.depth}", chance.choice(spot.lists)
    body = _some(draft, spot.inside(name))
    written = tag(draft, f"{{%p for {name} in {items} %}}") + xml(body)
    none: tuple[Block, ...] = ()
    if chance.random() < 0.2:
        none = _some(draft, spot.inside())
        written += tag(draft, "{%p else %}") + xml(none)
    return Block(written + tag(draft, "{%p endfor %}"), (Repeat(name, items, body, none),))


def _text_box(draft: Draft, spot: Spot) -> Block:
    """A box as Word writes it: twice, for programs of today and of old."""
    pieces = inline.inline(draft, spot)
    content, old_content = (
        f"<w:txbxContent>{tag(draft, source(pieces))}</w:txbxContent>" for _ in range(2)
    )
    number = draft.marks.next()
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="5486400" cy="1828800"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    written = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{_MC}">'
        f'<mc:Choice Requires="wps" xmlns:wps="{_WPS}"><w:drawing>'
        f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="5486400" cy="1828800"/><wp:docPr id="{number}" name="Khung {number}"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_WPS}">{shape}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"'
        f' style="width:432pt;height:144pt"><v:textbox>{old_content}</v:textbox></v:rect></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    return Unsure(written, (*pieces, *pieces))
