"""The help page of a master (trang trợ giúp trong mẫu): its fields, to read beside the text.

It stands in a section of its own at the end, in styles by which reading knows it
(:mod:`..rendering.reading.help_pages`) and leaves it out of every paper.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Twips

from ..rendering.limits import DEFAULT_LIMITS
from ..rendering.namespaces import W
from ..rendering.package.packing import packed
from ..rendering.package.reading import open_package
from ..rendering.reading.help_pages import HELP_STYLE, without_help
from ..rendering.schema_order import put

_PLAIN, _MARK, _TITLE = "GTTroGiup", "GTTroGiupDau", "GTTroGiupTieuDe"
_FONT = "Times New Roman"
_INK, _LINE, _SHADE = "1F3864", "A6A6A6", "E8EEF7"
_WIDTHS = (41, 38, 21)
"""Of the columns of a table, in percent."""
_KEPT_WHOLE = 8
"""Lines of a cell that stay on one page."""
_A4 = (Mm(210), Mm(297))
_MARGIN = Mm(20)


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One field (một trường): what it is, where it comes from, what to type, an example."""

    label: str
    about: str
    typed: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class HelpTable:
    """Fields that are found together (một bảng của trang trợ giúp)."""

    title: str
    rows: Sequence[HelpRow]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What a help page says (nội dung trang trợ giúp).

    ``mark`` is its first line, that it is not printed; ``heads`` stand over the columns.
    """

    mark: str
    title: str
    lines: Sequence[str]
    heads: tuple[str, str, str]
    tables: Sequence[HelpTable]


def with_help_page(content: bytes, page: HelpPage, name: str) -> bytes:
    """The master with this help page at its end, in place of one that it has.

    ``name`` is its file's, for messages. Raises what
    :func:`..rendering.package.reading.open_package` raises.
    """
    bare = without_help(open_package(content, name, DEFAULT_LIMITS).parts)
    document = docx.Document(io.BytesIO(packed(bare.parts)))
    _begin_section(document.element.body)
    return _filled(document, page)


def help_document(pages: Sequence[HelpPage]) -> bytes:
    """Help pages as a Word file of their own, to lay beside masters."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    return _filled(document, *pages)


def _begin_section(body: Any) -> None:
    """Ends the text with a section of its own; what follows is set up as it is.

    So that whoever deletes the break changes nothing of the text's pages.
    """
    setup = body.get_or_add_sectPr()
    text = deepcopy(setup)
    last = setup.getprevious()
    if last is None or last.tag != qn("w:p") or last.find(f"{W}pPr/{W}sectPr") is not None:
        last = parse_xml(_paragraph("", _PLAIN))
        setup.addprevious(last)
    put(last.get_or_add_pPr(), text)
    for kind in setup.findall(qn("w:type")):
        setup.remove(kind)
    put(setup, parse_xml(f'<w:type {nsdecls("w")} w:val="nextPage"/>'))


def _filled(document: Document, *pages: HelpPage) -> bytes:
    """The file with these pages and their styles, in its last section."""
    for style in _styles():
        document.styles.element.append(parse_xml(style))
    setup = document.element.body.get_or_add_sectPr()
    width = _text_width(document.sections[-1])
    for block in (block for page in pages for block in _blocks(page, width)):
        setup.addprevious(parse_xml(block))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _text_width(section: Section) -> int:
    """In twips; that of an upright A4 page where the section does not say."""
    left, right = section.left_margin or _MARGIN, section.right_margin or _MARGIN
    return ((section.page_width or _A4[0]) - left - right) // Twips(1)


def _blocks(page: HelpPage, width: int) -> Iterator[str]:
    if page.mark:
        yield _paragraph(page.mark, _MARK)
    yield _paragraph(page.title, _TITLE)
    for line in page.lines:
        yield _paragraph(line, _PLAIN)
    for table in page.tables:
        yield _paragraph(table.title, _TITLE)
        yield _table(page.heads, table.rows, width)
    yield _paragraph("", _PLAIN)  # no table may end a file


def _table(heads: Sequence[str], rows: Sequence[HelpRow], width: int) -> str:
    widths = [width * share // 100 for share in _WIDTHS]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>' for side in sides
    )
    head = _row([[(text, True)] for text in heads], widths, first=True)
    body = "".join(_row(_cells(row), widths, first=False) for row in rows)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


_Line = tuple[str, bool]
"""A line of a cell, and whether it is bold."""


def _cells(row: HelpRow) -> list[list[_Line]]:
    about = [(row.about, False)] if row.about else []
    return [
        [(row.label, True), *about],
        [(line, False) for line in row.typed],
        [(row.example, False)],
    ]


def _row(cells: Sequence[Sequence[_Line]], widths: Sequence[int], *, first: bool) -> str:
    whole = all(len(lines) <= _KEPT_WHOLE for lines in cells)
    look = "<w:trPr>" + "<w:cantSplit/>" * whole + "<w:tblHeader/>" * first + "</w:trPr>"
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' * first
    return (
        f"<w:tr>{look}"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}</w:tcPr>'
            + "".join(_paragraph(text, _PLAIN, bold=bold, apart=False) for text, bold in lines)
            + "</w:tc>"
            for lines, wide in zip(cells, widths, strict=True)
        )
        + "</w:tr>"
    )


def _paragraph(text: str, style: str, *, bold: bool = False, apart: bool = True) -> str:
    run = (
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" * bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )
    names = f" {nsdecls('w')}" * apart
    return f'<w:p{names}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run * bool(text)}</w:p>'


def _styles() -> Iterator[str]:
    """The styles: their names are what reading knows them by."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{_INK}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    fonts = "".join(f' w:{kind}="{_FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    yield _style(
        _PLAIN,
        HELP_STYLE,
        "",
        '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>',
        f'<w:rFonts{fonts}/><w:noProof/><w:color w:val="{_INK}"/><w:sz w:val="19"/>'
        '<w:szCs w:val="19"/>',
    )
    yield _style(
        _MARK,
        f"{HELP_STYLE} dòng đầu",
        _PLAIN,
        f"<w:keepNext/><w:pBdr>{edges}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>',
        "<w:b/>",
    )
    yield _style(
        _TITLE, f"{HELP_STYLE} tiêu đề", _PLAIN,
        '<w:keepNext/><w:spacing w:before="160" w:after="60"/>',
        '<w:b/><w:sz w:val="22"/><w:szCs w:val="22"/>',
    )  # fmt: skip


def _style(key: str, name: str, base: str, paragraph: str, run: str) -> str:
    based = f'<w:basedOn w:val="{base}"/><w:next w:val="{base}"/>' if base else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
