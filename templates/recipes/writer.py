"""A small language for recipes (bút viết mẫu): paragraphs, loops and conditions in one line each.

``writer.p("**Điều 1.** Công nhận …")`` writes a paragraph, bold between the
stars; ``with writer.repeat("dong in can_cu"):`` writes docxtpl's loop tags
around what stands inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from docx.document import Document as DocumentObject
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ...rendering.schema_order import put
from .skeleton import STYLE_NAMES

_DOTS_APART_PT = 20
"""From line to line 7 mm, as ruled paper has it."""


class Writer:
    """Writes paragraphs into a document or a table cell."""

    def __init__(self, place: DocumentObject | _Cell) -> None:
        self.place = place
        # A new cell holds one empty paragraph, which the first text takes.
        self._unused: Paragraph | None = place.paragraphs[0] if isinstance(place, _Cell) else None

    def p(self, text: str = "", style: str = "body", *, keep: bool = False) -> Paragraph:
        """Add a paragraph; ``style`` is a component of the rule or a style's own name.

        ``**…**`` is bold, ``//…//`` italic, ``__…__`` underlined, ``~~…~~`` struck
        through. ``keep`` holds the paragraph on one page with the next.
        """
        if self._unused is not None:
            paragraph, self._unused = self._unused, None
        else:
            paragraph = self.place.add_paragraph()
        paragraph.style = STYLE_NAMES.get(style, style)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        _write_runs(paragraph, text)
        return paragraph

    @contextmanager
    def repeat(self, loop: str) -> Iterator[None]:
        """Repeat what stands inside for each item: ``repeat("dong in can_cu")``."""
        self.p(f"{{%p for {loop} %}}")
        yield
        self.p("{%p endfor %}")

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """Write what stands inside only if the condition holds."""
        self.p(f"{{%p if {condition} %}}")
        yield
        self.p("{%p endif %}")

    def otherwise(self) -> None:
        """What follows, up to the end of :meth:`when`, stands if the condition fails."""
        self.p("{%p else %}")

    def writing_line(self, text: str, width_mm: float, *, keep: bool = False) -> Paragraph:
        """A left-aligned line in which each tab is dots to write on, up to ``width_mm``.

        A leader cannot tear the words apart, as a row of ``…`` does in a justified line.
        """
        line = self.p(text, "GT Dòng viết tay", keep=keep)
        line.paragraph_format.tab_stops.add_tab_stop(
            Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        return line

    def writing_lines(self, count: str, width_mm: float, *, keep: bool = False) -> None:
        """Dotted lines to write on by hand, as many as the template value ``count``.

        They are one paragraph: LibreOffice lays a document out with 25 paragraphs to a
        page first, and where such a page ends it leaves a heading behind, however the
        heading is kept. ``keep`` holds the lines on one page with what follows.
        """
        with self.when(count):
            lines = f"{{% for ke in range({count}) %}}\t{{% if not loop.last %}}\n{{% endif %}}"
            line = self.writing_line(f"{lines}{{% endfor %}}", width_mm, keep=keep)
            line.paragraph_format.line_spacing = Pt(_DOTS_APART_PT)
            line.paragraph_format.keep_together = True

    def grid(self, widths_mm: Sequence[float], *, ruled: bool, indent_mm: float = 0) -> Grid:
        """Add a table with columns of these widths (mm)."""
        table = self.place.add_table(0, len(widths_mm))
        return Grid(table, widths_mm, ruled=ruled, indent_mm=indent_mm)


def _write_runs(paragraph: Paragraph, text: str) -> None:
    marks = {"**": "bold", "//": "italic", "__": "underline", "~~": "strike"}
    on = dict.fromkeys(marks.values(), False)
    position = start = 0

    def flush(end: int) -> None:
        if end > start:
            run = paragraph.add_run(text[start:end])
            for attribute, value in on.items():
                if value:
                    setattr(run.font, attribute, True)

    while position < len(text):
        mark = text[position : position + 2]
        if mark in marks:
            flush(position)
            on[marks[mark]] = not on[marks[mark]]
            position += 2
            start = position
        else:
            position += 1
    flush(len(text))


class Grid:
    """A table under construction (bảng): fixed columns, rows that never break."""

    def __init__(
        self, table: Table, widths_mm: Sequence[float], *, ruled: bool, indent_mm: float
    ) -> None:
        self.table: Any = table
        self.widths = list(widths_mm)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        properties: Any = table._tbl.tblPr
        for old in properties.findall(qn("w:tblStyle")):
            properties.remove(old)
        if ruled:
            put(properties, _borders())
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), "57" if ruled else "0")
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        put(properties, margins)
        if indent_mm:
            indent = OxmlElement("w:tblInd")
            indent.set(qn("w:w"), str(round(indent_mm * 1440 / 25.4)))
            indent.set(qn("w:type"), "dxa")
            put(properties, indent)
            for jc in properties.findall(qn("w:jc")):
                properties.remove(jc)
        for column, width in zip(table.columns, self.widths, strict=True):
            column.width = Mm(width)

    def row(self, *, header: bool = False) -> list[Writer]:
        """Add a row; gives one writer for each cell. ``header`` repeats it on every page."""
        row = self.table.add_row()
        _flag(row, "w:cantSplit")
        if header:
            _flag(row, "w:tblHeader")
        for cell, width in zip(row.cells, self.widths, strict=True):
            cell.width = Mm(width)
        return [Writer(cell) for cell in row.cells]

    def cells(
        self,
        texts: Sequence[str],
        styles: str | Sequence[str],
        *,
        header: bool = False,
        keep: bool = False,
    ) -> None:
        """Add a row of one paragraph a cell; ``styles`` one for all or one for each.

        ``keep`` holds it on the page of what follows.
        """
        names = [styles] * len(texts) if isinstance(styles, str) else styles
        for writer, text, style in zip(self.row(header=header), texts, names, strict=True):
            writer.p(text, style, keep=keep)

    def head_in_groups(self, heads: Sequence[tuple[str, str]], style: str) -> None:
        """Add a header of two rows (đầu bảng hai tầng): the group above, its columns below.

        A column without a part, ``("TT", "")``, takes both rows.
        """
        self.row(header=True)
        self.row(header=True)
        above, below = self.table.rows[-2].cells, self.table.rows[-1].cells
        for key, columns in groupby(range(len(heads)), lambda n: heads[n][0] if heads[n][1] else n):
            place = list(columns)
            alone = isinstance(key, int)
            merged = above[place[0]].merge((below if alone else above)[place[-1]])
            Writer(merged).p(heads[place[0]][0], style)
            for column in () if alone else place:
                Writer(below[column]).p(heads[column][1], style)

    def tag(self, tag: str) -> None:
        """Add a row that holds only a row tag, such as ``for d in danh_sach``."""
        row = self.table.add_row()
        row.height_rule = WD_ROW_HEIGHT_RULE.AUTO
        _across(row).p(f"{{%tr {tag} %}}", "GT Ô bảng")

    def closing(self) -> Writer:
        """Add a row over the whole width without lines, which never leaves the row above it.

        What stands in a row of the table is kept with it by Word and by
        LibreOffice alike; what follows a table of several pages is not.
        """
        return self._open_row([len(self.widths)], _OPEN_SIDES)[0]

    def closing_halves(self, *, below_closing: bool) -> list[Writer]:
        """Add such a row of two cells, each about half of the table's width.

        ``below_closing``: it follows another row without lines, so it has none above either.
        """
        left = [sum(self.widths[: n + 1]) for n in range(len(self.widths))]
        middle = min(range(len(left) - 1), key=lambda n: abs(left[n] - left[-1] / 2))
        sides = _SIDES[:4] if below_closing else _OPEN_SIDES
        return self._open_row([middle + 1, len(self.widths)], sides)

    def _open_row(self, ends: Sequence[int], sides: Sequence[str]) -> list[Writer]:
        """A row with no lines at these sides; ``ends`` are the columns before which cells end."""
        row = self.table.add_row()
        _flag(row, "w:cantSplit")
        writers = []
        for first, end in zip([0, *ends], ends, strict=False):
            cell = row.cells[first].merge(row.cells[end - 1])
            open_sides = _borders("w:tcBorders", sides, "nil")
            cell._tc.get_or_add_tcPr().append(open_sides)  # in its place: behind width and span
            writers.append(Writer(cell))
        return writers

    def heading(self, text: str) -> None:
        """Add a row with one bold text over the whole width, kept on the page of the next row."""
        row = self.table.add_row()
        _flag(row, "w:cantSplit")
        _across(row).p(f"**{text}**", "GT Ô bảng", keep=True)


def _across(row: _Row) -> Writer:
    """A writer in the row's cells made one."""
    return Writer(row.cells[0].merge(row.cells[-1]))


def _flag(row: _Row, name: str) -> None:
    properties: Any = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_OPEN_SIDES = ("left", "bottom", "right")


def _borders(
    name: str = "w:tblBorders", sides: Sequence[str] = _SIDES, line: str = "single"
) -> Any:
    borders = OxmlElement(name)
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", line), ("sz", "4"), ("space", "0"), ("color", "000000")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    return borders


def frame_last_run(paragraph: Paragraph) -> None:
    """Frame the last run: a tick box that needs no symbol font."""
    frame = OxmlElement("w:bdr")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        frame.set(qn(f"w:{key}"), value)
    put(paragraph.runs[-1]._r.get_or_add_rPr(), frame)


def rule_line(paragraph: Paragraph, left_mm: float, right_mm: float) -> None:
    """Draw a solid line above an empty paragraph, trimmed by indents on both sides (mm)."""
    shape = paragraph.paragraph_format
    shape.left_indent, shape.right_indent = Mm(left_mm), Mm(right_mm)
    shape.space_before = Pt(1)
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)
    put(paragraph._p.get_or_add_pPr(), borders)
