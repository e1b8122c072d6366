"""Reading a Word document back as a person sees it: text in order, and measurable layout."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content: bytes) -> DocumentObject:
    """The document behind the bytes, as python-docx reads it."""
    return Document(io.BytesIO(content))


def visible_lines(content: bytes) -> list[str]:
    """Every line of the document in reading order; a table row is ``| a | b |``.

    A row that is one cell over the whole width is read as plain lines.
    """
    return list(_lines(opened(content)))


def visible_text(content: bytes) -> str:
    """:func:`visible_lines` as one text."""
    return "\n".join(visible_lines(content))


def _lines(place: object) -> Iterator[str]:
    for item in place.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(item, Paragraph):
            if item.text.strip():
                yield item.text
        elif isinstance(item, Table):
            yield from _table(item)


def _table(table: Table) -> Iterator[str]:
    ruled = table._tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblBorders"
    )
    for row in table.rows:
        if ruled is None:
            for cell in row.cells:
                yield from _lines(cell)
        elif len({id(cell._tc) for cell in row.cells}) == 1:
            yield from _lines(row.cells[0])  # one cell over the whole width
        else:
            yield "| " + " | ".join(" / ".join(_lines(c)) for c in row.cells) + " |"


def layout(content: bytes) -> dict[str, Any]:
    """The measurable layout: page, margins (mm), and each text style that is used."""
    document = opened(content)
    pages = []
    for section in document.sections:
        pages.append(
            {
                "size_mm": [_mm(section.page_width), _mm(section.page_height)],
                "margins_mm": [
                    _mm(section.top_margin),
                    _mm(section.bottom_margin),
                    _mm(section.left_margin),
                    _mm(section.right_margin),
                ],
                "first_page_differs": section.different_first_page_header_footer,
            }
        )
    styles = {p.style.name: p.style for p in _paragraphs(document) if p.style is not None}
    return {"pages": pages, "styles": {n: _style(s) for n, s in sorted(styles.items())}}


def _paragraphs(place: object) -> Iterator[Paragraph]:
    for item in place.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(item, Paragraph):
            if item.text.strip():
                yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)


def _style(style: object) -> dict[str, object]:
    chain = [style]
    while chain[-1].base_style is not None:  # type: ignore[attr-defined]
        chain.append(chain[-1].base_style)  # type: ignore[attr-defined]

    def first(read: object) -> object:
        return next((v for v in (read(s) for s in chain) if v is not None), None)  # type: ignore[operator]

    return {
        "font": first(lambda s: s.font.name),
        "size_pt": first(lambda s: s.font.size and s.font.size.pt),
        "bold": bool(first(lambda s: s.font.bold)),
        "italic": bool(first(lambda s: s.font.italic)),
        "align": str(first(lambda s: s.paragraph_format.alignment)),
        "indent_mm": first(lambda s: _mm(s.paragraph_format.first_line_indent)),
        "after_pt": first(
            lambda s: s.paragraph_format.space_after and s.paragraph_format.space_after.pt
        ),
        "line_pt": first(
            lambda s: (
                getattr(s.paragraph_format.line_spacing, "pt", None)
                if s.paragraph_format.line_spacing is not None
                else None
            )
        ),
    }


def _mm(length: object) -> float | None:
    return None if length is None else round(length.mm, 1)  # type: ignore[attr-defined]
