"""Writing a random list in its format (ghi danh sách ra tệp): .xlsx, .xls, .ods, .csv, .docx."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlwt
from docx import Document
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from .layout import Grid, Layout


def write_list(folder: Path, layout: Layout, number: int, grids: Sequence[Grid]) -> Path:
    """A list as a file of its format."""
    path = folder / f"danh-sach-{number}.{layout.format}"
    if layout.format in ("csv", "tsv"):
        rows = grids[0].rows
        if layout.encoding == "cp1258":
            rows = [[_tones_apart(str(value)) for value in row] for row in rows]
        with path.open("w", encoding=layout.encoding, newline="") as file:
            csv.writer(file, delimiter=layout.separator).writerows(rows)
    else:
        {"xlsx": _xlsx, "xls": _xls, "ods": _ods, "docx": _docx}[layout.format](path, grids)
    return path


def _tones_apart(text: str) -> str:
    """A text as code page 1258 has it: the tone marks behind their letters."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = ""
    for char in unicodedata.normalize("NFC", text.replace("ʼ", "'")):
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(c for c in parts if c in tones)
        letter = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        apart += letter + tone
    return apart


def _xlsx(path: Path, grids: Sequence[Grid]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for row in grid.rows:
            sheet.append([None if value == "" else value for value in row])
        for top, left, bottom, right in grid.merges:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for r in grid.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
        for c in grid.hidden_columns:
            sheet.column_dimensions[get_column_letter(c + 1)].hidden = True
    book.save(path)


def _xls(path: Path, grids: Sequence[Grid]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for grid in grids:
        sheet = book.add_sheet(grid.name[:31])
        for r, row in enumerate(grid.rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write(r, c, value, day)
                elif value != "":
                    sheet.write(r, c, value)
        for top, left, bottom, right in grid.merges:
            sheet.merge(top, bottom, left, right)
        for r in grid.hidden_rows:
            sheet.row(r).hidden = 1
        for c in grid.hidden_columns:
            sheet.col(c).hidden = 1
    book.save(str(path))


def _ods(path: Path, grids: Sequence[Grid]) -> None:
    book = OpenDocumentSpreadsheet()
    for grid in grids:
        heads = {(m[0], m[1]): m for m in grid.merges}
        covered = {
            (r, c)
            for top, left, bottom, right in grid.merges
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
        } - heads.keys()
        table = Table(name=grid.name)
        for r, row in enumerate(grid.rows):
            line = TableRow()
            for c, value in enumerate(row):
                line.addElement(_ods_cell(value, heads.get((r, c)), (r, c) in covered))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def _ods_cell(value: Any, merge: tuple[int, int, int, int] | None, covered: bool) -> Any:
    if covered:
        return CoveredTableCell()
    spans = {}
    if merge:
        top, left, bottom, right = merge
        spans = {"numberrowsspanned": bottom - top + 1, "numbercolumnsspanned": right - left + 1}
    if value == "":
        return TableCell(**spans)
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), **spans)
    if isinstance(value, int):
        return TableCell(valuetype="float", value=value, **spans)
    cell = TableCell(valuetype="string", **spans)
    cell.addElement(P(text=value))
    return cell


def _docx(path: Path, grids: Sequence[Grid]) -> None:
    """The rows above the table as paragraphs, the rest as one table."""
    document = Document()
    for grid in grids:
        width = max(map(len, grid.rows))
        begin = next(i for i, row in enumerate(grid.rows) if len(row) > 2)
        for row in grid.rows[:begin]:
            document.add_paragraph("".join(row))
        table = document.add_table(len(grid.rows) - begin, width)
        for line, row in zip(table.rows, grid.rows[begin:], strict=True):
            for cell, value in zip(line.cells, row, strict=False):
                cell.text = str(value)
        for top, left, bottom, right in grid.merges:
            if top < begin:
                continue
            merged = table.cell(top - begin, left).merge(table.cell(bottom - begin, right))
            merged.text = merged.text.strip()
    document.save(str(path))
