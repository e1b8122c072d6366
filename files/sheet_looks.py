"""What a cell shows beside its value (vẻ ngoài của ô): struck out, percent, coloured; its notes.

People say things with these that no value tells: a name struck through, a 0.9
shown as 90 %, "đã chuyển đi" in a note. Read from the XML of an .xlsx, and
only where its styles or its parts have any.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_STRIKE_OFF = re.compile(rb'<strike\b[^>]*\bval="(?:0|false)"[^>]*/>')
_TEXT_CELL = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*\bt="s"[^>]*><v>(\d+)</v>')
_INLINE = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*><is>((?:(?!</is>).)*)</is>', re.DOTALL)
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

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())

    def read(self, part: str, xml: bytes) -> SheetLooks:
        """The looks of the sheet that is this part, ``xml`` being its content."""
        struck, percent, coloured = self._styles
        looks = SheetLooks(notes=self._notes(part))
        looks.struck |= self._struck_texts(xml)
        for cell, style in _cells_styled(xml, struck | percent | coloured.keys()):
            if style in struck:
                looks.struck.add(cell)
            if style in percent:
                looks.percent.add(cell)
            if style in coloured:
                looks.coloured[cell] = coloured[style]
        return looks

    def _root(self, part: str) -> Element | None:
        if part not in self._names:
            return None
        content = self._archive.read(part)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            return None
        try:
            return ElementTree.fromstring(content)
        except ElementTree.ParseError:
            return None

    @cached_property
    def _styles(self) -> tuple[set[int], set[int], dict[int, str]]:
        """The styles that strike out, that show percent, and those with a fill of their own."""
        root = self._root("xl/styles.xml")
        struck: set[int] = set()
        percent: set[int] = set()
        coloured: dict[int, str] = {}
        if root is None:
            return struck, percent, coloured
        fonts = {n for n, font in enumerate(_entries(root, "fonts")) if _strikes(font)}
        formats = set(_PERCENT_FORMATS) | {
            entry.get("numFmtId", "")
            for entry in _entries(root, "numFmts")
            if "%" in entry.get("formatCode", "")
        }
        fills = [_colour(fill) for fill in _entries(root, "fills")]
        for number, xf in enumerate(_entries(root, "cellXfs")):
            if int(xf.get("fontId", "0")) in fonts:
                struck.add(number)
            if xf.get("numFmtId", "0") in formats:
                percent.add(number)
            fill = int(xf.get("fillId", "0"))
            if fill < len(fills) and fills[fill] and fills[fill] not in _HOUSE_FILLS:
                coloured[number] = fills[fill]
        return struck, percent, coloured

    @cached_property
    def _struck_shared(self) -> set[bytes]:
        """The shared texts of which a part is struck out, by number."""
        part = "xl/sharedStrings.xml"
        content = self._archive.read(part) if part in self._names else b""
        if b"<strike" not in content or b"<strike" not in _STRIKE_OFF.sub(b"", content):
            return set()
        root = self._root(part)
        items = [] if root is None else [item for item in root if _is(item, "si")]
        return {str(n).encode() for n, item in enumerate(items) if _strikes(item)}

    def _struck_texts(self, xml: bytes) -> set[str]:
        cells: set[bytes] = set()
        if self._struck_shared:
            shared = self._struck_shared
            cells |= {cell for cell, text in _TEXT_CELL.findall(xml) if text in shared}
        # Most sheets have none; taking those that are off away costs more than looking.
        if b"<strike" in xml and b"<strike" in _STRIKE_OFF.sub(b"", xml):
            cells |= {cell for cell, text in _INLINE.findall(xml) if b"<strike" in text}
        return {cell.decode() for cell in cells}

    def _notes(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = self._root(f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in relations if relations is not None else ():
            if not str(relation.get("Type", "")).endswith("/comments"):
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            root = self._root(target.lstrip("/"))
            if root is not None:
                found |= _notes_in(root)
        return found


def _notes_in(root: Element) -> dict[str, tuple[str, str]]:
    authors = [author.text or "" for author in _entries(root, "authors")]
    found = {}
    for note in _entries(root, "commentList"):
        author = int(note.get("authorId", "0"))
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


def _cells_styled(xml: bytes, styles: Iterable[int]) -> Iterator[tuple[str, int]]:
    """The filled cells that have one of these styles, each with its style."""
    numbers = b"|".join(str(number).encode() for number in sorted(styles))
    if numbers:
        pattern = rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*?\bs="(' + numbers + rb')"(?![^>]*(?:/>|></c>))'
        for cell, style in re.findall(pattern, xml):
            yield cell.decode(), int(style)
