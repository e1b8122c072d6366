"""The number formats of a sheet's cells (kiểu số của ô), looked up only when somebody asks."""

from __future__ import annotations

import re
from functools import cached_property

from .excel_parts import ExcelParts

# Formats that Excel knows by number and does not write into the file.
_BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "37": "#,##0",
    "38": "#,##0",
    "39": "#,##0.00",
    "40": "#,##0.00",
}
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')


class NumberFormats:
    """The formats of one sheet of an .xlsx (kiểu số); of any other file nothing is known."""

    def __init__(self, package: ExcelParts | None = None, part: str = "") -> None:
        self._package = package
        self._part = part

    def of(self, cell: str) -> str:
        """The format of a cell, "" for none that is known."""
        return self._by_cell.get(cell, "")

    @cached_property
    def _by_cell(self) -> dict[str, str]:
        if self._package is None:
            return {}
        codes = self._codes()
        xml = self._package.parts.get(self._part, b"")
        self._package = None
        found = {}
        for given in _CELL.findall(xml) if codes else ():
            place, style = _PLACE.search(given), _STYLE.search(given)
            code = codes.get(style[1].decode() if style else "0")
            if place and code:
                found[place[1].decode()] = code
        return found

    def _codes(self) -> dict[str, str]:
        """The format of each cell style that has one, by the style's number."""
        package = self._package
        assert package is not None
        root = package.root(next(package.related(package.workbook, "styles"), ""))
        if root is None:
            return {}
        named = dict(_BUILT_IN)
        styles: list[str] = []
        for holder in root:
            kind = holder.tag.rpartition("}")[2]
            if kind == "numFmts":
                named |= {f.get("numFmtId", ""): f.get("formatCode", "") for f in holder}
            elif kind == "cellXfs":
                styles = [xf.get("numFmtId", "0") for xf in holder]
        return {str(n): named[style] for n, style in enumerate(styles) if named.get(style)}
