"""What a cell shows beside its value (vẻ ngoài của ô): struck out, percent, coloured; its notes.

People say things with these that no value tells: a name struck through, a 0.9
shown as 90 %, "đã chuyển đi" in a note. Read from the XML of an .xlsx, and
only where its styles or its parts have any.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .excel_parts import ExcelParts
from .sheet_xml import SheetScan

# The fills of the workbooks we write ourselves say nothing of a row.
_HOUSE_FILLS = frozenset(["9C0006", "1F3864", "EDEDED", "FFF8E1", "FFF2CC"])
# Excel's own formats that show a percentage.
_PERCENT_FORMATS = frozenset(["9", "10"])


@dataclass(slots=True)
class SheetLooks:
    """What the cells of a sheet show beside their values, by address (vẻ ngoài).

    ``coloured`` maps a cell to the colour of its fill, ``FFFF00`` or a theme's
    number; ``notes`` to (author, text).
    """

    struck: set[str] = field(default_factory=set)
    percent: set[str] = field(default_factory=set)
    coloured: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)


class LooksReader:
    """Reads the looks of the sheets of one package (người đọc vẻ ngoài); broken parts say nothing.

    A damaged style sheet hides no data: then there is only less to be told.
    """

    def __init__(self, package: ExcelParts) -> None:
        self._package = package
        self._struck, self._percent, self._coloured = self._styles()
        self.styles = frozenset([*self._struck, *self._percent, *self._coloured])
        """The numbers of the cell styles that say something."""
        self.struck_texts = self._struck_shared()
        """The numbers of the shared texts of which a part is struck out."""

    def read(self, part: str, scan: SheetScan) -> SheetLooks:
        """The looks of the sheet that is this part, ``scan`` being what was found in it."""
        looks = SheetLooks(struck=scan.struck, notes=self._notes(part))
        for cell, style in scan.styled.items():
            if style in self._struck:
                looks.struck.add(cell)
            if style in self._percent:
                looks.percent.add(cell)
            if style in self._coloured:
                looks.coloured[cell] = self._coloured[style]
        return looks

    def _root(self, kind: str) -> Element | None:
        part = next(self._package.related(self._package.workbook, kind), "")
        return self._package.root(part)

    def _styles(self) -> tuple[set[str], set[str], dict[str, str]]:
        """The styles that strike out, that show percent, and those with a fill of their own."""
        root = self._root("styles")
        struck: set[str] = set()
        percent: set[str] = set()
        coloured: dict[str, str] = {}
        if root is None:
            return struck, percent, coloured
        fonts = {str(n) for n, font in enumerate(_entries(root, "fonts")) if _strikes(font)}
        formats = set(_PERCENT_FORMATS) | {
            entry.get("numFmtId", "")
            for entry in _entries(root, "numFmts")
            if "%" in entry.get("formatCode", "")
        }
        fills = {str(n): _colour(fill) for n, fill in enumerate(_entries(root, "fills"))}
        for number, xf in enumerate(_entries(root, "cellXfs")):
            style = str(number)
            if xf.get("fontId", "0") in fonts:
                struck.add(style)
            if xf.get("numFmtId", "0") in formats:
                percent.add(style)
            colour = fills.get(xf.get("fillId", "0"), "")
            if colour and colour not in _HOUSE_FILLS:
                coloured[style] = colour
        # A cell that names no style has the first.
        for table in (struck, percent):
            if "0" in table:
                table.add("")
        if "0" in coloured:
            coloured[""] = coloured["0"]
        return struck, percent, coloured

    def _struck_shared(self) -> frozenset[str]:
        part = next(self._package.related(self._package.workbook, "sharedStrings"), "")
        if b"strike" not in self._package.parts.get(part, b""):
            return frozenset()
        root = self._package.root(part)
        items = [] if root is None else [item for item in root if _is(item, "si")]
        return frozenset(str(n) for n, item in enumerate(items) if _strikes(item))

    def _notes(self, part: str) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for target in self._package.related(part, "comments"):
            root = self._package.root(target)
            if root is not None:
                found |= _notes_in(root)
        return found


def _notes_in(root: Element) -> dict[str, tuple[str, str]]:
    authors = [author.text or "" for author in _entries(root, "authors")]
    found = {}
    for note in _entries(root, "commentList"):
        author = int(note.get("authorId", "0") or 0)
        who = authors[author] if author < len(authors) else ""
        text = " ".join("".join(part.text or "" for part in note.iter() if _is(part, "t")).split())
        if text:
            found[note.get("ref", "")] = (who, text)
    return found


def _entries(root: Element, name: str) -> list[Element]:
    return [entry for holder in root if _is(holder, name) for entry in holder]


def _is(element: Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def _strikes(element: Element) -> bool:
    return any(
        _is(part, "strike") and part.get("val", "1") not in ("0", "false")
        for part in element.iter()
    )


def _colour(fill: Element) -> str:
    for pattern in fill:
        if pattern.get("patternType") == "solid":
            for colour in pattern:
                if _is(colour, "fgColor"):
                    return str(colour.get("rgb", "")[-6:] or f"theme {colour.get('theme', '')}")
    return ""
