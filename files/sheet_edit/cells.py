"""One cell of a sheet's XML (một ô): its value put in and taken out."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from .xml import Element, child, local, namespace


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the text it gives (công thức kèm giá trị): who does not compute sees it too.

    ``text`` has no equals sign in front.
    """

    text: str
    value: str


CellValue = str | bool | int | float | Formula | None

MOST_CHARACTERS = 32_767
"""Excel calls a workbook damaged whose cell holds more."""

# Excel's own way of writing what XML cannot hold; text that looks like it is escaped too.
_UNWRITABLE = re.compile(
    "_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DOWN = re.compile(r"\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+")
_OF_OLD_VALUE = ("t", "cm", "vm")


def put(cell: Element, value: CellValue) -> None:
    """Replace what a cell holds; its style stays. Text stays text, whatever it looks like.

    Raises ``ValueError`` for what a cell cannot hold: a text too long, NaN.
    """
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        raise ValueError(f"{len(value)} characters")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(repr(value))
    del cell[:]
    cell.text = None
    for name in _OF_OLD_VALUE:
        cell.attrib.pop(name, "")
    if value is None or value == "":
        return
    space = namespace(cell)
    if isinstance(value, Formula):
        cell.set("t", "str")
        etree.SubElement(cell, space + "f").text = value.text
        etree.SubElement(cell, space + "v").text = _UNWRITABLE.sub(_escape, value.value)
    elif isinstance(value, str):
        cell.set("t", "inlineStr")
        holder = etree.SubElement(etree.SubElement(cell, space + "is"), space + "t")
        holder.text = _UNWRITABLE.sub(_escape, value)
        if value != value.strip() or "\n" in value:
            holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    elif isinstance(value, bool):
        cell.set("t", "b")
        etree.SubElement(cell, space + "v").text = str(int(value))
    else:
        etree.SubElement(cell, space + "v").text = repr(value)


def holds_something(cell: Element) -> bool:
    """Whether a cell has a value or a formula."""
    return any(local(part) in ("f", "v", "is") for part in cell)


def sums_up(cell: Element, column: str) -> bool:
    """Whether a cell has a formula on a range of its own column."""
    formula = child(cell, "f")
    found = _DOWN.findall(formula.text or "") if formula is not None else []
    return (column, column) in found


def shown_text(cell: Element, shared: Sequence[str]) -> str:
    """The text of a cell, a number as it is stored; ``shared`` are the workbook's texts."""
    if cell.get("t") == "inlineStr":
        holder = child(cell, "is")
        return "" if holder is None else plain_text(holder)
    value = child(cell, "v")
    text = "" if value is None else value.text or ""
    if cell.get("t") == "s":
        number = int(text) if text.isdecimal() else len(shared)
        return shared[number] if number < len(shared) else ""
    return _unescape(text)


def plain_text(item: Element) -> str:
    """The text of a string item, its runs joined, without phonetic hints."""
    texts = []
    for part in item:
        if local(part) == "t":
            texts.append(part.text or "")
        elif local(part) == "r":
            texts += [each.text or "" for each in part if local(each) == "t"]
    return _unescape("".join(texts))


def _escape(match: re.Match[str]) -> str:
    return f"_x{ord(match.group()):04X}_"


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
