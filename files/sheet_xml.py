"""XML of spreadsheets (phần XML của sổ): what the fast reader does not tell.

Error cells, formulas, hidden rows, how far away the last value stands, and
values that repeat without end. Looks and notes: see `sheet_looks`.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

CellTrouble = tuple[Literal["error", "formula"], str]
"""``("error", "#N/A")`` or ``("formula", "=A1+B1")``."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>/]*)>'
    rb"(<f[^>]*/>|<f[^>]*>([^<]*)</f>)?"
    rb"(<v[^>/]*>([^<]*)</v>|<v\s*/>|<is>)?"
)
_LAST_ROW = re.compile(rb'<row\b[^>]*\br="(\d+)"')
_FAR_COLUMN = re.compile(rb'r="[A-Z]{3}\d')
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
# Below this a sheet cannot be dangerously large, whatever its columns.
_SAFE_ROWS = 25_000


# LibreOffice writes one cell or row and how often it repeats; a filled one never repeats so often.
_ODS_CELL = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="(\d+)"(?:[^>]*[^>/])?>')
_ODS_ROW = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d+)"[^>]*>(.*?)</table:table-row>', re.DOTALL
)
_MOST_ODS_COLUMNS, _MOST_ODS_ROWS = 1_000, 20_000


def repeats_wildly(content: bytes) -> bool:
    """Whether an .ods says of filled cells that they repeat far beyond any real table."""
    if any(int(n) > _MOST_ODS_COLUMNS for n in _ODS_CELL.findall(content)):
        return True
    return any(
        int(n) > _MOST_ODS_ROWS and b"<text:p" in cells for n, cells in _ODS_ROW.findall(content)
    )


@dataclass(slots=True)
class SheetScan:
    """What was found in a sheet's XML (kết quả quét). Rows and columns are counted from 1.

    ``formulas`` are the addresses of cells whose value a formula gives.
    """

    troubles: dict[str, CellTrouble]
    hidden_rows: set[int]
    last_row: int
    last_column: int
    formulas: set[str]


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheet names and their parts in the package, in workbook order."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        fields = {k.decode(): v.decode() for k, v in _ATTRIBUTE.findall(relation)}
        targets[fields.get("Id", "")] = fields.get("Target", "")
    workbook = archive.read("xl/workbook.xml")
    if b"<!DOCTYPE" in workbook or b"<!ENTITY" in workbook:
        return
    try:
        root = ElementTree.fromstring(workbook)
    except ElementTree.ParseError:
        return
    for element in root.iter():
        if element.tag not in (f"{_MAIN}sheet", f"{_STRICT}sheet"):
            continue
        link = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        target = targets.get(link, "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in names:
            yield element.attrib.get("name", ""), part


def scan_sheet(xml: bytes) -> SheetScan:
    """The troubles, hidden rows and extent of a sheet's XML."""
    troubles: dict[str, CellTrouble] = {}
    last_row, last_column = _rough_extent(xml)
    far = last_row > _SAFE_ROWS or last_column > 26 * 27
    if far:
        last_row, last_column = 0, 0
    formulas: set[str] = set()
    if far or b't="e"' in xml or b"<f>" in xml or b"<f " in xml:
        for match in _CELL.finditer(xml):
            letters, row, attributes, computed, formula, value, shown = match.groups()
            if value is not None and far:
                last_row = max(last_row, int(row))
                last_column = max(last_column, _column_number(letters))
            address = (letters + row).decode()
            if b't="e"' in attributes:
                troubles[address] = ("error", (shown or b"").decode())
            elif formula is not None and not shown and b't="str"' not in attributes:
                told = html.unescape(formula.decode(errors="replace"))
                troubles[address] = ("formula", "=" + told)
            if computed is not None:
                formulas.add(address)
    hidden = {int(n) for n in _HIDDEN_ROW.findall(xml)} if b"hidden=" in xml else set()
    return SheetScan(troubles, hidden, last_row, last_column, formulas)


def _rough_extent(xml: bytes) -> tuple[int, int]:
    """The extent told by the last row element; formatted empty cells count too."""
    tail = xml.rfind(b"<row ")
    match = _LAST_ROW.match(xml, tail) if tail >= 0 else None
    return int(match.group(1)) if match else 0, 16384 if _FAR_COLUMN.search(xml) else 26 * 27


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
