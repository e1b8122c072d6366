"""The tables of a random document (bảng): rows and columns under tags, merged, controlled, tracked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import inline
from .block import Block, Either, FirstTurn, Repeat, Unsure, tag, xml
from .draft import Draft, Spot
from .paragraphs import TRACKED, paragraph
from .pieces import source as typed
from .values import COLOURS, CONDITIONS, NUMBERS

_NARROWEST = 2_000  # twips: a column that still holds words
_PADDING = 220
_WIDTHS = ('<w:tblW w:w="0" w:type="auto"/>', '<w:tblW w:w="5000" w:type="pct"/>')
Line = Callable[[Draft, Spot], Block]


def table(draft: Draft, spot: Spot, line: Line) -> Block:
    """A table; ``line`` makes the paragraphs of its cells."""
    chance = draft.chance
    inner = replace(spot, depth=spot.depth + 1, tables=spot.tables + 1)
    columns = max(1, min(chance.randint(1, 4), spot.room // _NARROWEST))
    # With three turns of a loop there are four columns, which must have room on paper.
    if spot.room >= 4 * _NARROWEST and chance.random() < 0.15:
        fixed = chance.choice([0, 1, 1])
        columns = fixed + 3  # Word draws one for each cell, also for those of the tags
        made = [_by_columns(draft, inner, fixed, line)]
    else:
        made = [_rows(draft, inner, columns, line) for _ in range(chance.randint(1, 3))]
    grid = f'<w:gridCol w:w="{spot.room // columns}"/>' * columns
    width = chance.choice(_WIDTHS)
    rows = "".join(block.xml for block in made)
    written = f"<w:tbl><w:tblPr>{width}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    return Block(written + "<w:p/>", tuple(made))


def _rows(draft: Draft, spot: Spot, columns: int, line: Line) -> Block:
    """One row, or some under tags or in a control."""
    chance = draft.chance
    kind = chance.random()
    if kind < 0.4:
        return _row(draft, spot, columns, line)
    if kind < 0.5:
        row = _row(draft, spot, columns, line)
        return Block(f"<w:sdt><w:sdtPr/><w:sdtContent>{row.xml}</w:sdtContent></w:sdt>", (row,))
    if kind < 0.6:
        return _merged_down(draft, spot, columns, line)
    if kind < 0.75:
        condition = chance.choice(CONDITIONS)
        branches = [(_row(draft, spot.inside(), columns, line),) for _ in range(2)]
        tags = [_tag_row(draft, text, columns) for text in
                (f"{{%tr if {condition} %}}", "{%tr else %}", "{%tr endif %}")]  # fmt: skip
        written = f"{tags[0]}{xml(branches[0])}{tags[1]}{xml(branches[1])}{tags[2]}"
        return Block(written, (Either((condition,), tuple(branches)),))
    name, items = f"r{spot.depth}", chance.choice(spot.lists)
    row = _row(draft, spot.inside(name), columns, line, looped=True)
    head = _tag_row(draft, f"{{%tr for {name} in {items} %}}", columns)
    written = head + row.xml + _tag_row(draft, "{%tr endfor %}", columns)
    return Block(written, (Repeat(name, items, (row,)),))


def _tag_row(draft: Draft, text: str, columns: int) -> str:
    cells = _cell(tag(draft, text), _NARROWEST) + _cell("<w:p/>", _NARROWEST) * (columns - 1)
    return f"<w:tr>{cells}</w:tr>"


def _row(draft: Draft, spot: Spot, columns: int, line: Line, *, looped: bool = False) -> Block:
    chance = draft.chance
    kind = chance.random()
    width = spot.room // columns
    properties = ""
    left = columns
    if kind < 0.1 and columns > 1:
        side = chance.choice(["Before", "After"])
        properties = f'<w:grid{side} w:val="1"/><w:w{side} w:w="{width}" w:type="dxa"/>'
        left -= 1
    elif kind < 0.15:
        properties = f'<w:ins w:id="{draft.marks.next()}" {TRACKED}/>'
    gone = ""
    if kind > 0.95 and not looped:  # a row that was taken out stands before
        deleted = f'<w:del w:id="{draft.marks.next()}" {TRACKED}/>'
        old = _cell(tag(draft, "{{ khong_co }}"), width) * columns
        gone = f"<w:tr><w:trPr>{deleted}</w:trPr>{old}</w:tr>"
    cells: list[str] = []
    pieces: list[Block] = []
    while left:
        span = chance.choice([1, 1, 1, left])
        cell = _cell_block(draft, replace(spot, room=width * span), span, line, looped=looped)
        cells.append(cell.xml)
        pieces.append(cell)
        left -= span
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return Block(f"{gone}<w:tr>{look}{''.join(cells)}</w:tr>", tuple(pieces))


def _cell_block(draft: Draft, spot: Spot, span: int, line: Line, *, looped: bool = False) -> Block:
    """A cell with one paragraph and perhaps a table, a look from the data, a control."""
    chance = draft.chance
    inner = replace(spot, room=spot.room - _PADDING)
    kind = chance.random()
    if kind < 0.2:
        return _tagged_cell(draft, inner, span, looped=looped)
    blocks = [line(draft, inner)]
    if spot.depth < 3 and kind < 0.35:
        blocks.insert(0, table(draft, inner, line))
    change = f'<w:cellIns w:id="{draft.marks.next()}" {TRACKED}/>' if kind > 0.95 else ""
    written = _cell(xml(blocks), spot.room, span, change)
    if span == 1 and 0.42 < kind < 0.45:  # a cell that was taken out stands before
        gone = f'<w:cellDel w:id="{draft.marks.next()}" {TRACKED}/>'
        written = _cell(tag(draft, "{{ khong_co }}"), spot.room, 1, gone) + written
    if 0.35 < kind < 0.42:
        written = f"<w:sdt><w:sdtPr/><w:sdtContent>{written}</w:sdtContent></w:sdt>"
    return Block(written, tuple(blocks))


def _tagged_cell(draft: Draft, spot: Spot, span: int, *, looped: bool) -> Block:
    """A cell whose look or width comes from the data."""
    chance = draft.chance
    pieces = inline.texts(draft, spot)
    tags = [f"{{% cellbg {chance.choice(COLOURS)} %}}"]
    if span > 1:
        tags.append(f"{{% colspan {NUMBERS[span - 1]} %}}")
    merged = looped and chance.random() < 0.5
    if merged:
        tags.append("{% vm %}")
    source = chance.choice(tags) + typed(pieces)
    written = paragraph(chance, draft.marks, source, once=False)
    kind = FirstTurn if "{% vm %}" in source else Block
    return kind(_cell(written, spot.room + _PADDING, span), pieces)


def _merged_down(draft: Draft, spot: Spot, columns: int, line: Line) -> Block:
    """Two rows whose first cells are merged; paper shows the upper one."""
    width = spot.room // columns
    inner = replace(spot, room=width - _PADDING)
    pieces: list[Block] = []
    written = ""
    for merge, kind in (('<w:vMerge w:val="restart"/>', Block), ("<w:vMerge/>", Unsure)):
        first, *others = (line(draft, inner) for _ in range(columns))
        cells = _cell(first.xml, width, 1, merge)
        cells += "".join(_cell(other.xml, width) for other in others)
        written += f"<w:tr>{cells}</w:tr>"
        pieces += [kind(first.xml, (first,)), *others]
    return Block(written, tuple(pieces))


def _by_columns(draft: Draft, spot: Spot, fixed: int, line: Line) -> Block:
    """Rows of which each has the same cells under tags."""
    chance = draft.chance
    inner = replace(spot, room=_NARROWEST)
    name, items = f"k{spot.depth}", chance.choice(spot.lists)
    condition = chance.choice(CONDITIONS)
    kind = chance.choice(["for", "if"])
    heads = {"for": f"{{%tc for {name} in {items} %}}", "if": f"{{%tc if {condition} %}}"}
    pieces: list[Block | Either | Repeat] = []
    written = ""
    for _ in range(chance.randint(1, 3)):
        before = [_cell_block(draft, inner, 1, line) for _ in range(fixed)]
        if kind == "if":
            cell = _cell_block(draft, inner.inside(), 1, line)
            under: Either | Repeat = Either((condition,), ((cell,), ()))
        else:
            cell = _repeated_cell(draft, inner.inside(name), line)
            under = Repeat(name, items, (cell,))
        tags = [_cell(tag(draft, text), _NARROWEST) for text in
                (heads[kind], f"{{%tc end{kind} %}}")]  # fmt: skip
        written += f"<w:tr>{xml(before)}{tags[0]}{cell.xml}{tags[1]}</w:tr>"
        pieces += [*before, under]
    return Block(written, tuple(pieces))


def _repeated_cell(draft: Draft, spot: Spot, line: Line) -> Block:
    if draft.chance.random() < 0.7:
        return _cell_block(draft, spot, 1, line)
    pieces = inline.texts(draft, spot)
    source = "{% hm %}" + typed(pieces)
    written = paragraph(draft.chance, draft.marks, source, once=False)
    return FirstTurn(_cell(written, spot.room), pieces)


def _cell(content: str, width: int, span: int = 1, more: str = "") -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{more}</w:tcPr>{content}</w:tc>'
    )
