"""An empty official page (trang giấy trắng đúng thể thức): size, margins, styles, page number.

Everything measurable comes from the rule set; nothing here knows a paper.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from ...conventions.ruleset import RuleSet, TextStyle
from ...rendering.schema_order import put
from .theme import add_theme

STYLE_NAMES = {
    "title": "GT Tiêu đề",
    "superior_body": "GT Cơ quan cấp trên",
    "issuing_body": "GT Cơ quan ban hành",
    "star": "GT Dấu sao",
    "number": "GT Số và ký hiệu",
    "place_date": "GT Địa danh, ngày",
    "type_name": "GT Tên loại",
    "abstract": "GT Trích yếu",
    "dashes": "GT Năm gạch nối",
    "body": "GT Nội dung",
    "part": "GT Phần",
    "section": "GT Mục",
    "authority": "GT Quyền hạn ký",
    "position": "GT Chức vụ ký",
    "signer": "GT Họ tên người ký",
    "dear_word": "GT Kính trình",
    "dear_list": "GT Nơi trình",
    "recipients_word": "GT Nơi nhận",
    "recipients_list": "GT Danh sách nơi nhận",
    "page_number": "GT Số trang",
}
"""Component of the rule → the style's name in Word, as template keepers see it."""

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_LEFTOVERS = {"rsids", "mathPr", "themeFontLang", "shapeDefaults", "docId", "defaultImageDpi"}
"""Settings of python-docx's example: its editing sessions, formulas, shapes and Japanese."""


def new_document(rules: RuleSet, *, landscape: bool = False, bound: bool = False) -> DocumentObject:
    """An empty document with the rule set's page, styles and page number.

    ``bound`` makes it a book (sổ đóng quyển): its margins change sides on the back of a sheet.
    """
    document = Document()
    _slim(document, rules.page.font)
    add_theme(document, rules.page.font)
    _base_style(document, rules)
    for component, name in STYLE_NAMES.items():
        _component_style(document, name, rules.styles[component], rules)
    _shape_body_styles(document, rules)
    _extra_styles(document, rules)
    set_page(document.sections[0], rules, landscape=landscape)
    if bound:
        _mirror_margins(document)
    number_pages(document.sections[0])
    return document


def _slim(document: DocumentObject, font: str) -> None:
    """Drop what python-docx's default package carries and no paper uses.

    Three quarters of that package are unused styles and a thumbnail; each
    document made from the master would repeat them on disk.
    """
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in _KEPT_STYLES:
            styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)
    kept = ("/styles", "/settings", "/fontTable", "/officeDocument", "/core-properties")
    for part in (document.part, document.part.package):
        for rel_id, rel in list(part.rels.items()):
            if not rel.reltype.endswith(kept):
                del part.rels[rel_id]
            elif rel.reltype.endswith("/fontTable"):
                _keep_font(rel.target_part, font)
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _slim_settings(document)


def _slim_settings(document: DocumentObject) -> None:
    settings = document.settings.element
    for setting in list(settings):
        if setting.tag.rpartition("}")[2] in _LEFTOVERS:
            settings.remove(setting)
        elif setting.tag == qn("w:zoom"):
            setting.set(qn("w:percent"), "100")  # the schema wants one beside "best fit"
        elif setting.tag == qn("w:compat"):
            _lay_out_as_today(setting)


def _lay_out_as_today(compatibility: Any) -> None:
    """No "[Compatibility Mode]" in Word's title bar: the layout rules of Word 2013 and later."""
    for setting in list(compatibility):
        if setting.tag == qn("w:useFELayout"):
            compatibility.remove(setting)
        elif setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _keep_font(table: Part, font: str) -> None:
    """Drop the fonts of python-docx's example from the font table."""
    fonts: Any = parse_xml(table.blob)
    for entry in list(fonts):
        if entry.get(qn("w:name")) != font:
            fonts.remove(entry)
    table._blob = serialize_part_xml(fonts)


def _base_style(document: DocumentObject, rules: RuleSet) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _font(normal, rules, rules.body.size_pt)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    # Vietnamese for the spelling checker: without it Word underlines every word in red.
    language = OxmlElement("w:lang")
    for key in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(key), "vi-VN")
    properties: Any = normal.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    put(properties, language)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        document.styles.element.remove(defaults)


def _font(style: ParagraphStyle, rules: RuleSet, size_pt: float) -> None:
    style.font.name = rules.page.font
    style.font.size = Pt(size_pt)
    fonts: Any = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(key), rules.page.font)


def _component_style(
    document: DocumentObject, name: str, text: TextStyle, rules: RuleSet
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _font(style, rules, text.size_pt)
    style.font.bold = text.bold
    style.font.italic = text.italic
    style.paragraph_format.alignment = _ALIGN[text.align]
    return style


def letter_abstract_style(document: DocumentObject, rules: RuleSet) -> str:
    """The style of a letter's abstract (trích yếu công văn); other papers have none of it."""
    name = "GT Trích yếu công văn"
    if name not in [style.name for style in document.styles]:
        _component_style(document, name, rules.styles["letter_abstract"], rules)
    return name


def _shape_body_styles(document: DocumentObject, rules: RuleSet) -> None:
    body = rules.body
    for component in ("body", "part", "section"):
        style = document.styles[STYLE_NAMES[component]]
        assert isinstance(style, ParagraphStyle)
        shape = style.paragraph_format
        shape.space_after = Pt(body.space_after_pt)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(body.line_spacing_pt)
        shape.widow_control = True
        if component == "body":
            shape.first_line_indent = Mm(body.first_line_indent_mm)


def _extra_styles(document: DocumentObject, rules: RuleSet) -> None:
    """Styles of things the rule does not size: table cells, lines to write on."""
    body = STYLE_NAMES["body"]
    heading = _derived(document, "GT Đề mục", body)
    heading.font.bold = True
    heading.paragraph_format.keep_with_next = True
    heading.paragraph_format.space_before = Pt(4)
    lines = _derived(document, "GT Dòng viết tay", body)
    lines.paragraph_format.first_line_indent = Mm(0)
    lines.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    cell = _derived(document, "GT Ô bảng", "Normal")
    cell.font.size = Pt(12)
    cell.paragraph_format.space_before = Pt(2)
    cell.paragraph_format.space_after = Pt(2)
    head = _derived(document, "GT Ô đầu bảng", "GT Ô bảng")
    head.font.bold = True
    head.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.keep_with_next = True
    centred = _derived(document, "GT Giữa", "Normal")
    centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    reference = _derived(document, "GT Kèm theo", "GT Giữa")
    reference.font.italic = True
    code = _derived(document, "GT Mã mẫu", "Normal")
    code.font.size = Pt(12)
    code.font.bold = True
    code.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    hair = _derived(document, "GT Nét mảnh", "Normal")
    hair.font.size = Pt(1)
    hair.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    hair.paragraph_format.line_spacing = Pt(1)


def _derived(document: DocumentObject, name: str, base: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles[base]
    style.quick_style = True
    return style


def set_page(section: Section, rules: RuleSet, *, landscape: bool = False) -> None:
    """Give a section the rule set's paper and margins (khổ giấy, lề trang).

    A turned page has the margins of an upright one, as its reader holds it:
    the binding edge at its left. Rule: HD05 IV.4.3.
    """
    page = rules.page
    width, height = Mm(page.width_mm), Mm(page.height_mm)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = height, width
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    # The header's text line begins at this distance, so its digits stand
    # centred on the rule's ten millimetres.
    section.header_distance = Mm(page.header_distance_mm)
    section.footer_distance = Mm(page.header_distance_mm)


def _mirror_margins(document: DocumentObject) -> None:
    """Keep the binding edge on the inside of both sides of a sheet."""
    put(document.settings.element, OxmlElement("w:mirrorMargins"))


def number_pages(section: Section, *, restart: bool = False) -> None:
    """Number pages at the top centre, none on the first page (số trang).

    ``restart`` counts this section from 1 again, as an appendix must.
    """
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    # An empty header comes in Word's style "Header", which the slim page has not.
    for header in (section.header, section.first_page_header):
        header.paragraphs[0].style = STYLE_NAMES["page_number"]
    paragraph = section.header.paragraphs[0]
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if kind is not None:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)
    if restart:
        count = OxmlElement("w:pgNumType")
        count.set(qn("w:start"), "1")
        put(section._sectPr, count)
