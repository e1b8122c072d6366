"""The styles of a workbook (bảng kiểu ô): found again or added, those there are never change."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles.numbers import builtin_format_id

from . import order
from .xml import Element, child, local, namespace, parse, serialise

EMPTY = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)
"""The styles of a workbook that came without any."""

# Numbers below this are Excel's own formats.
_FIRST_OWN_FORMAT = 164


class StyleTable:
    """The cell styles of a workbook (bảng kiểu ô); a style is its number in ``cellXfs``."""

    def __init__(self, content: bytes) -> None:
        self._root = parse(content)
        self._space = namespace(self._root)
        self._lists = {name: self._list(name) for name in ("fonts", "fills", "borders", "cellXfs")}
        self.changed = False

    def look(self, font: Font, border: Border, alignment: Alignment, number_format: str) -> int:
        """The style that looks like this, added when there is none."""
        xf = etree.Element(self._space + "xf")
        xf.set("numFmtId", str(self._format(number_format)))
        xf.set("fontId", str(self._place("fonts", self._taken_over(font, "font"))))
        xf.set("fillId", "0")
        xf.set("borderId", str(self._place("borders", self._taken_over(border, "border"))))
        xf.set("xfId", "0")
        for what in ("NumberFormat", "Font", "Border", "Alignment"):
            xf.set("apply" + what, "1")
        xf.append(self._taken_over(alignment, "alignment"))
        return self._place("cellXfs", xf)

    def with_fill(self, style: int, fill: PatternFill) -> int:
        """A style in every other respect like this one, with this fill."""
        xf = deepcopy(self._lists["cellXfs"][style])
        xf.set("fillId", str(self._place("fills", self._taken_over(fill, "fill"))))
        xf.set("applyFill", "1")
        return self._place("cellXfs", xf)

    def with_format(self, style: int, number_format: str) -> int:
        """A style in every other respect like this one, with this number format."""
        xf = deepcopy(self._lists["cellXfs"][style])
        xf.set("numFmtId", str(self._format(number_format)))
        xf.set("applyNumberFormat", "1")
        return self._place("cellXfs", xf)

    def fill_colour(self, style: int) -> str:
        """The colour of a style's solid fill (``FFF2CC``); "" for none and for theme colours."""
        pattern = self._pattern(style)
        if pattern is None or pattern.get("patternType") != "solid":
            return ""
        colour = child(pattern, "fgColor")
        return "" if colour is None else colour.get("rgb", "")[-6:].upper()

    def is_filled(self, style: int) -> bool:
        """Whether a style has a fill of whatever kind and colour."""
        pattern = self._pattern(style)
        return pattern is not None and pattern.get("patternType", "none") != "none"

    def _pattern(self, style: int) -> Element | None:
        known, fills = self._lists["cellXfs"], self._lists["fills"]
        number = int(known[style].get("fillId", "0")) if style < len(known) else len(fills)
        return child(fills[number], "patternFill") if number < len(fills) else None

    def font(self, style: int) -> str:
        """The name of a style's font; "" when it has none."""
        known, fonts = self._lists["cellXfs"], self._lists["fonts"]
        if style >= len(known):
            return ""
        number = int(known[style].get("fontId", "0"))
        name = child(fonts[number], "name") if number < len(fonts) else None
        return "" if name is None else name.get("val", "")

    def to_bytes(self) -> bytes:
        """The part as it stands now."""
        return serialise(self._root)

    def _list(self, name: str) -> Element:
        found = child(self._root, name)
        if found is None:
            found = etree.Element(self._space + name)
            order.insert(self._root, found, order.STYLES)
        for note in [each for each in found if not local(each)]:
            found.remove(note)
        return found

    def _format(self, code: str) -> int:
        known = builtin_format_id(code)
        if known is not None:
            return int(known)
        formats = self._list("numFmts")
        for entry in formats:
            if entry.get("formatCode") == code:
                return int(entry.get("numFmtId", "0"))
        taken = [int(entry.get("numFmtId", "0")) for entry in formats]
        entry = etree.SubElement(formats, self._space + "numFmt")
        entry.set("numFmtId", str(max([_FIRST_OWN_FORMAT - 1, *taken]) + 1))
        entry.set("formatCode", code)
        self._counted(formats)
        return int(entry.get("numFmtId", "0"))

    def _place(self, name: str, element: Element) -> int:
        """Where an element stands in a list, put at its end when it is not there."""
        entries = self._lists[name]
        wanted = _likeness(element)
        for number, entry in enumerate(entries):
            if _likeness(entry) == wanted:
                return number
        entries.append(element)
        self._counted(entries)
        return len(entries) - 1

    def _counted(self, entries: Element) -> None:
        entries.set("count", str(len(entries)))
        self.changed = True

    def _taken_over(self, look: Any, name: str) -> Element:
        """openpyxl's description of a look as an element of this part."""
        element = self._same(look.to_tree() if name == "fill" else look.to_tree(name))
        if name == "font":
            element[:] = sorted(element, key=lambda part: order.FONT.index(local(part)))
        return element

    def _same(self, foreign: Element) -> Element:
        element = etree.Element(self._space + local(foreign))
        element.attrib.update({str(k): str(v) for k, v in foreign.attrib.items()})
        element.extend([self._same(below) for below in foreign])
        return element


def _likeness(element: Element) -> tuple[Any, ...]:
    """What two elements have in common that say the same: names and values in any order."""
    return (
        local(element),
        tuple(sorted(element.attrib.items())),
        tuple(sorted(_likeness(below) for below in element)),
    )
