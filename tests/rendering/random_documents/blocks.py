"""The blocks of a random document (khối): paragraphs, tables, loops, controls, text boxes, notes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from . import inline
from .inline import Context, Data, Inline
from .paragraphs import Marks, paragraph

_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


_NARROWEST = 2_000  # twips: a column that still holds words
_PADDING = 220

ON_PAPER = "on paper"
"""A key of the context that asks for what the pages must show, not for what the file holds."""


@dataclass
class Draft:
    """What is drawn by chance while a document grows (bản nháp)."""

    chance: random.Random
    data: Data
    marks: Marks = field(default_factory=Marks)
    notes: list[tuple[Inline, ...]] = field(default_factory=list)
    with_notes: bool = True
    with_lists: bool = True


@dataclass(frozen=True)
class Block:
    """A piece of a story: its XML, and how it reads for given data."""

    xml: str
    pieces: tuple[Inline | Block | Repeat, ...]

    def said(self, context: Context) -> str:
        return "".join(piece.said(context) for piece in self.pieces)


@dataclass(frozen=True)
class Box(Block):
    """A text box: on paper it may show less than it holds, for it has the size it has."""

    def said(self, context: Context) -> str:
        return "" if ON_PAPER in context else super().said(context)


@dataclass(frozen=True)
class Repeat:
    """Blocks under a condition (``items`` is empty) or once a turn of a loop."""

    name: str
    items: str
    body: tuple[Block, ...]

    def said(self, context: Context) -> str:
        if not self.items:
            return said(self.body, context) if context[self.name] else ""
        return "".join(
            said(self.body, {**context, self.name: item}) for item in context[self.items]
        )


def said(blocks: Sequence[Block], context: Context) -> str:
    """The blocks as they must be read on paper, paragraph ends left out."""
    return "".join(block.said(context) for block in blocks)


def xml(blocks: Sequence[Block]) -> str:
    """The blocks as they stand in the part."""
    return "".join(block.xml for block in blocks)


@dataclass(frozen=True)
class Spot:
    """A place of the document: the values in reach, how deep it is, how wide (in twips).

    ``once`` says that it is in no loop, so what a file has once may stand there.
    """

    paths: tuple[str, ...]
    depth: int = 0
    room: int = 9_000
    once: bool = True

    def inside(self, name: str = "") -> Spot:
        """The place in a loop over items called ``name``, or in a condition."""
        reach = (f"{name}.a", f"{name}.b") if name else ()
        return replace(
            self, paths=(*self.paths, *reach), depth=self.depth + 1, once=self.once and not name
        )


def story(draft: Draft, size: int) -> list[Block]:
    """The blocks of a whole part."""
    return [_block(draft, Spot(draft.data.paths)) for _ in range(size)]


def _block(draft: Draft, spot: Spot) -> Block:
    kind = draft.chance.random()
    if spot.depth > 2 or kind < 0.5:
        return _paragraph(draft, spot)
    if kind < 0.7:
        return _table(draft, spot)
    if kind < 0.85:
        return _repeated(draft, spot)
    if kind < 0.95 or not spot.once:
        inner = _some(draft, spot.inside())
        wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{xml(inner)}</w:sdtContent></w:sdt>"
        return Block(wrapped, inner)
    return _text_box(draft, spot)


def _some(draft: Draft, spot: Spot) -> tuple[Block, ...]:
    return tuple(_block(draft, spot) for _ in range(draft.chance.randint(1, 2)))


def _paragraph(draft: Draft, spot: Spot) -> Block:
    chance = draft.chance
    pieces = inline.inline(chance, draft.data, spot.paths)
    layout = _LIST if draft.with_lists and chance.random() < 0.2 else None
    source = inline.source(pieces)
    written = paragraph(chance, draft.marks, source, layout=layout, once=spot.once)
    if spot.once and draft.with_notes and chance.random() < 0.1:
        draft.notes.append(inline.inline(chance, draft.data, draft.data.paths))
        reference = f'<w:r><w:footnoteReference w:id="{len(draft.notes)}"/></w:r>'
        written = written.removesuffix("</w:p>") + reference + "</w:p>"
    return Block(written, pieces)


def _tag(draft: Draft, text: str) -> str:
    """A paragraph that holds nothing but a tag, torn as any other."""
    return paragraph(draft.chance, draft.marks, text, once=False)


def _repeated(draft: Draft, spot: Spot) -> Block:
    chance = draft.chance
    if chance.random() < 0.5:
        condition = chance.choice(draft.data.conditions)
        body = _some(draft, spot.inside())
        written = _tag(draft, f"{{%p if {condition} %}}") + xml(body) + _tag(draft, "{%p endif %}")
        return Block(written, (Repeat(condition, "", body),))
    name, items = f"d{spot.depth}", chance.choice(draft.data.lists)
    body = _some(draft, spot.inside(name))
    head = _tag(draft, f"{{%p for {name} in {items} %}}")
    written = head + xml(body) + _tag(draft, "{%p endfor %}")
    return Block(written, (Repeat(name, items, body),))


def _table(draft: Draft, spot: Spot) -> Block:
    chance = draft.chance
    columns = max(1, min(chance.randint(1, 4), spot.room // _NARROWEST))
    rows: list[str] = []
    pieces: list[Block | Repeat] = []
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.6:
            row = _row(draft, replace(spot, depth=spot.depth + 1), columns)
            rows.append(row.xml)
            pieces.append(row)
            continue
        name, items = f"r{spot.depth}", chance.choice(draft.data.lists)
        row = _row(draft, spot.inside(name), columns)
        rows += [
            _tag_row(draft, f"{{%tr for {name} in {items} %}}", columns),
            row.xml,
            _tag_row(draft, "{%tr endfor %}", columns),
        ]
        pieces.append(Repeat(name, items, (row,)))
    grid = f'<w:gridCol w:w="{spot.room // columns}"/>' * columns
    width = chance.choice(['<w:tblW w:w="0" w:type="auto"/>', '<w:tblW w:w="5000" w:type="pct"/>'])
    table = f"<w:tbl><w:tblPr>{width}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    return Block(table + "<w:p/>", tuple(pieces))


def _tag_row(draft: Draft, text: str, columns: int) -> str:
    cells = _cell(_tag(draft, text), _NARROWEST) + _cell("<w:p/>", _NARROWEST) * (columns - 1)
    return f"<w:tr>{cells}</w:tr>"


def _row(draft: Draft, spot: Spot, columns: int) -> Block:
    chance = draft.chance
    cells: list[str] = []
    pieces: list[Block] = []
    left = columns
    while left:
        span = chance.choice([1, 1, 1, left])
        width = spot.room // columns * span
        inner = replace(spot, room=width - _PADDING)
        blocks = [_paragraph(draft, inner)]
        if spot.depth < 3 and chance.random() < 0.15:
            blocks.insert(0, _table(draft, inner))
        cells.append(_cell(xml(blocks), width, span))
        pieces += blocks
        left -= span
    return Block(f"<w:tr>{''.join(cells)}</w:tr>", tuple(pieces))


def _cell(content: str, width: int, span: int = 1) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}</w:tcPr>{content}</w:tc>'


def _text_box(draft: Draft, spot: Spot) -> Block:
    """A box as Word writes it: twice, for programs of today and of old."""
    pieces = inline.inline(draft.chance, draft.data, spot.paths)
    content, old_content = (
        f"<w:txbxContent>{_tag(draft, inline.source(pieces))}</w:txbxContent>" for _ in range(2)
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
    return Box(written, (*pieces, *pieces))
