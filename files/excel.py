"""Saving an openpyxl workbook (ghi sổ Excel) so that Office's own validator has nothing to say."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS

from .scratch import scratch

# ISO 29500 leaves the order of a font's children free; Excel writes, and the
# Open XML SDK demands, this one. openpyxl has an order of its own.
_FONT_CHILDREN = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"),
    *("color", "name", "family", "charset", "scheme"),
)
_FONT = f"{{{SHEET_MAIN_NS}}}font"

FONT = "Times New Roman"
"""The font of every workbook we write."""


def print_on_a4(worksheet: Worksheet, *, header_row: int, pages_across: int = 1) -> None:
    """Print a sheet on turned A4 pages, the header row on each (thiết lập in).

    It is shrunk to fit ``pages_across`` pages side by side.
    """
    page = worksheet.page_setup
    page.orientation = "landscape"
    page.paperSize = 9  # A4
    page.fitToWidth = pages_across
    page.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = f"{header_row}:{header_row}"


def save_workbook(book: Workbook, target: Path | IO[bytes]) -> None:
    """Write the workbook to a file or a stream. Raises ``OSError``."""
    book.properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with _Package(target, "w", ZIP_DEFLATED) as package:
        _Writer(book, package).write_data()


@contextmanager
def row_by_row() -> Iterator[tuple[Workbook, Path]]:
    """A write-only workbook, and a private folder for its rows; see `write_rows_into`."""
    book = Workbook(write_only=True)
    with scratch() as folder:
        try:
            yield book, folder
        finally:
            for sheet in book.worksheets:
                if not sheet.closed:  # stopped half-way: openpyxl would print a trace
                    sheet.close()


def write_rows_into(folder: Path, worksheet: Any) -> None:
    """Keep the rows of a write-only sheet, set up already, in a folder until it is saved.

    openpyxl itself keeps them in the folder for temporary files, also after it was killed.
    """
    number = len(worksheet.parent.worksheets)
    worksheet._writer = WorksheetWriter(worksheet, str(folder / f"{number}.xml"))
    worksheet._writer.write_top()


class _Writer(ExcelWriter):
    """Leaves no sheet in the folder for temporary files, whatever ends it."""

    def __init__(self, book: Workbook, package: ZipFile) -> None:
        super().__init__(book, package)
        self._package = package

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        if ws.parent.write_only:  # see `write_rows_into`
            writer = ws._writer
            ws.close()
            self._package.write(writer.out, ws.path[1:])
        else:
            rows = io.BytesIO()
            writer = WorksheetWriter(ws, rows)
            writer.write()
            self._package.writestr(ws.path[1:], rows.getvalue())
        ws._rels = writer._rels
        self.manifest.append(ws)


class _Package(ZipFile):
    """An .xlsx under construction; the styles are put in order as they pass."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **options: Any) -> None:
        if zinfo_or_arcname == ARC_STYLE:
            data = _with_ordered_fonts(data)
        super().writestr(zinfo_or_arcname, data, *args, **options)


def _with_ordered_fonts(styles: bytes | str) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(_FONT):
        font[:] = sorted(font, key=lambda child: _FONT_CHILDREN.index(etree.QName(child).localname))
    return etree.tostring(root)
