"""The register as a Word table (sổ văn bản trên Word): A4 landscape, ready to print and bind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from ..conventions.ruleset import PageRule, RuleSet
from ..conventions.spelling import upper
from ..files.whole import writing
from .columns import STRUCK, Column, Layout, cell, grouped
from .entries import Entry

_TABLE_PT = 12
_TWIPS_PER_MM = 1440 / 25.4

_ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def export_table(
    rows: Sequence[Entry],
    target: Path,
    layout: Layout,
    rules: RuleSet,
    *,
    letterhead: Sequence[str] = (),
    subtitle: str = "",
    by_date: bool = False,
) -> None:
    """Write the rows as a Word document by the rule set's page and letterhead.

    ``letterhead`` holds the lines of the issuing body, the last one bold;
    empty leaves the letterhead out. The page is turned; its binding edge stays
    on the left of front sides and on the right of reverse sides. The heading
    row is repeated on every page and no row breaks over two.
    Raises `CannotWrite`.
    """
    document = Document()
    _drop_leftovers(document)
    _page(document, rules.page)
    _normal_style(document, rules.page.font)
    width_mm = rules.page.height_mm - rules.page.left_mm - rules.page.right_mm
    if letterhead:
        _letterhead(document, letterhead, rules, width_mm)
    _title(document, layout.title, subtitle, rules)
    _register(document, rows, layout.printed_for(rows), width_mm, by_date=by_date)
    cancelled = sum(entry.cancelled for entry in rows)
    count = f"Sổ có {len(rows)} số, trong đó {cancelled} số đã huỷ."
    closing = document.add_paragraph(count)
    closing.paragraph_format.space_before = Pt(6)
    document.core_properties.title = layout.title
    document.core_properties.author = letterhead[-1] if letterhead else ""
    document.core_properties.comments = ""
    with writing(target) as handle:
        document.save(handle)


def _drop_leftovers(document: WordDocument) -> None:
    """Mend what python-docx's empty document brings along and Word's schema does not allow."""
    for rel_id, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[rel_id]
    for zoom in document.settings.element.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")


def _page(document: WordDocument, page: PageRule) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(page.height_mm), Mm(page.width_mm)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.header_distance = Mm(page.page_number_from_top_mm)
    section.different_first_page_header_footer = not page.page_number_on_first
    _mirror_margins(document)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # Word's own header style brings tab stops that a centred line does not want.
    number.style = document.styles["Normal"]
    for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
        run = number.add_run()
        run.font.size = Pt(14)
        if kind:
            mark = _element("w:fldChar", fldCharType=kind)
        else:
            mark = _element("w:instrText")
            mark.text = instruction
        run._r.append(mark)


def _mirror_margins(document: WordDocument) -> None:
    """Keep the binding edge on the inside of both sides of a sheet."""
    settings = document.settings.element
    before = [settings.find(qn(tag)) for tag in ("w:zoom", "w:writeProtection", "w:view")]
    after = max((settings.index(e) + 1 for e in before if e is not None), default=0)
    settings.insert(after, _element("w:mirrorMargins"))


def _normal_style(document: WordDocument, font: str) -> None:
    style = document.styles["Normal"]
    style.font.name = font
    style.font.size = Pt(_TABLE_PT)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def _letterhead(
    document: WordDocument, lines: Sequence[str], rules: RuleSet, width_mm: float
) -> None:
    """Body on the left with its star, title of the Party on the right with its rule."""
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width = right.width = Mm(width_mm / 2)
    for index, line in enumerate(lines):
        name = "issuing_body" if index == len(lines) - 1 else "superior_body"
        _styled(left.paragraphs[0] if index == 0 else left.add_paragraph(), line, rules, name)
    star = rules.phrases.get("star")
    if star:
        _styled(left.add_paragraph(), star, rules, "star")
    title = right.paragraphs[0]
    _styled(title, rules.phrases["title"], rules, "title")
    _rule_below(title, width_mm / 2, rules.letterhead.rule_length_mm)


def _styled(paragraph: Paragraph, text: str, rules: RuleSet, name: str) -> None:
    style = rules.styles[name]
    run = paragraph.add_run(upper(text) if style.caps else text)
    run.font.size = Pt(style.size_pt)
    run.font.bold, run.font.italic = style.bold, style.italic
    paragraph.alignment = _ALIGNMENT[style.align]


def _rule_below(paragraph: Paragraph, cell_mm: float, length_mm: float) -> None:
    """A thin line under the text, as long as the rule set says, by indents and a border."""
    indent = max(0.0, (cell_mm - length_mm) / 2 - 2)
    paragraph.paragraph_format.left_indent = Mm(indent)
    paragraph.paragraph_format.right_indent = Mm(indent)
    borders = _element("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="6", space="1", color="auto"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _title(document: WordDocument, title: str, subtitle: str, rules: RuleSet) -> None:
    head = document.add_paragraph()
    head.paragraph_format.space_before = Pt(12)
    _styled(head, title, rules, "type_name")
    if subtitle:
        below = document.add_paragraph()
        _styled(below, subtitle, rules, "abstract")
        head = below
    head.paragraph_format.space_after = Pt(8)


def _register(
    document: WordDocument,
    rows: Sequence[Entry],
    columns: Sequence[Column],
    width_mm: float,
    *,
    by_date: bool,
) -> None:
    """The table itself, built from elements: python-docx slows down over long tables."""
    total = sum(column.width_mm for column in columns)
    widths = [round(c.width_mm / total * width_mm * _TWIPS_PER_MM) for c in columns]
    table = document.add_table(rows=0, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    body = table._tbl
    margins = _element("w:tblCellMar")
    for side, mm in (("top", 0.7), ("left", 1.0), ("bottom", 0.7), ("right", 1.0)):
        margins.append(_element(f"w:{side}", w=str(round(mm * _TWIPS_PER_MM)), type="dxa"))
    body.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for grid, width in zip(body.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        grid.set(qn("w:w"), str(width))
    heads = [_cell(c.label, w, "center", bold=True) for c, w in zip(columns, widths, strict=True)]
    body.append(_row(heads, repeated=True))
    numbers = [_cell(f"({i})", w, "center") for i, w in enumerate(widths, start=1)]
    body.append(_row(numbers, repeated=True))
    for title, members in grouped(rows, by_date=by_date):
        if title:
            head = _cell(title, sum(widths), "left", bold=True, span=len(widths), keep=True)
            body.append(_row([head]))
        for entry in members:
            body.append(
                _row(
                    [
                        _cell(
                            cell(entry, column.field),
                            width,
                            column.align,
                            strike=entry.cancelled and column.field in STRUCK,
                        )
                        for column, width in zip(columns, widths, strict=True)
                    ]
                )
            )


def _row(cells: Sequence[Any], *, repeated: bool = False) -> Any:
    row = _element("w:tr")
    properties = _element("w:trPr")
    properties.append(_element("w:cantSplit"))
    if repeated:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    row.extend(cells)
    return row


def _cell(
    text: str,
    width: int,
    align: str,
    *,
    bold: bool = False,
    strike: bool = False,
    span: int = 1,
    keep: bool = False,
) -> Any:
    """A table cell with one paragraph; ``keep`` holds it on the page of the next row."""
    element = _element("w:tc")
    properties = _element("w:tcPr")
    properties.append(_element("w:tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(_element("w:gridSpan", val=str(span)))
    if bold and not keep:
        properties.append(_element("w:vAlign", val="center"))
    element.append(properties)
    xml_paragraph = _element("w:p")
    element.append(xml_paragraph)
    paragraph = Paragraph(xml_paragraph, None)  # type: ignore[arg-type]
    paragraph.alignment = _ALIGNMENT[align]
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    if bold:
        run.bold = True
    if strike:
        run.font.strike = True
    return element


def _element(tag: str, **attributes: str) -> Any:
    """A new XML element with attributes of Word's own namespace."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
