"""Formulas, names, charts and pivot tables that follow a table which grew (công thức theo bảng).

What referred to all rows of the table refers to the new ones as well, as when
somebody types below a table in Excel. What covers only some of them was meant so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from .package import Package
from .sheet import EditableSheet
from .xml import Element, local, parse, serialise

_REFERENCE = re.compile(
    r'"(?:[^"]|"")*"|'
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?(?<![\w.$:])"
    r"(?P<left>\$?[A-Z]{1,3})(?P<fixed>\$?)(?P<top>\d+):"
    r"(?P<right>\$?[A-Z]{1,3})(?P<held>\$?)(?P<bottom>\d+)(?![\w(:.])"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:ormula[12]?)?(?:\s[^>]*)?>([^<]+)")
_ENDS = re.compile(rb":\$?[A-Z]{1,3}\$?(\d{1,7})")
_ELSEWHERE = re.compile(r"(^|/)(charts/[^/]+|pivotCache/pivotCacheDefinition[^/]*)\.xml$")
_IN_RULES = frozenset(["formula", "formula1", "formula2", "f"])


@dataclass(frozen=True, slots=True)
class Growth:
    """How a table grew (bảng dài thêm): its sheet, first and last row, last row now."""

    sheet: str
    first: int
    last: int
    new_last: int

    def concerns(self, content: bytes) -> bool:
        """Whether any formula of a sheet could have to follow; most sheets need not be parsed."""
        return any(
            self.last <= int(bottom) < self.new_last
            for formula in _FORMULA.finditer(content)
            for bottom in _ENDS.findall(formula[1])
        )

    def covers(self, top: int, bottom: int) -> bool:
        """Whether rows ``top`` to ``bottom`` hold all of the table as it was, and not as it is."""
        return top <= self.first and top < bottom and self.last <= bottom < self.new_last

    def of(self, text: str, here: str, *, fixed: bool, at: tuple[int, int] = (0, 0)) -> str | None:
        """A formula that follows; ``None`` when it would come to refer to itself.

        ``here`` is the sheet it stands on, ``at`` row and column, ``fixed``
        whether only rows written with ``$`` are the same for all it stands for.
        """
        round_itself = False

        def longer(match: re.Match[str]) -> str:
            nonlocal round_itself
            if match["left"] is None or (match["sheet"] is None and here != self.sheet):
                return match[0]
            if match["sheet"] and _bare(match["sheet"]) != self.sheet:
                return match[0]
            if not self.covers(int(match["top"]), int(match["bottom"])):
                return match[0]
            if fixed and not (match["fixed"] and match["held"]):
                return match[0]
            left, right = (column_index_from_string(match[x].strip("$")) for x in ("left", "right"))
            inside = self.last < at[0] <= self.new_last and left <= at[1] <= right
            round_itself |= inside and here == self.sheet
            return f"{match[0][: -len(match['bottom'])]}{self.new_last}"

        followed = _REFERENCE.sub(longer, text)
        return None if round_itself else followed


def follow_on_sheet(sheet: EditableSheet, growth: Growth) -> list[str]:
    """Let the formulas and rules of a sheet follow; the cells whose formulas could not."""
    left: list[str] = []
    for row, column, formula in sheet.formulas():
        # One that is shared or filled down stands for others, in which what is not fixed moves on.
        within = sheet.name == growth.sheet and growth.first <= row <= growth.last
        fixed = within or formula.get("t") == "shared"
        followed = growth.of(formula.text or "", sheet.name, fixed=fixed, at=(row, column))
        if followed is None:
            left.append(f"{get_column_letter(column)}{row}")
        elif followed != (formula.text or ""):
            formula.text = followed
            sheet.changed = True
    for rule in _rules(sheet.root):
        above = rule.getparent()
        drawn = above is not None and local(above) == "sparkline"
        followed = growth.of(rule.text or "", sheet.name, fixed=not drawn)
        if followed is not None and followed != (rule.text or ""):
            rule.text = followed
            sheet.changed = True
    return left


def _rules(root: Element) -> Iterator[Element]:
    for part in root:
        if local(part) != "sheetData":
            yield from (each for each in part.iter() if local(each) in _IN_RULES and each.text)


def follow_in_names(workbook: Element, growth: Growth) -> bool:
    """Let the names of ranges follow; whether any did."""
    changed = False
    for name in workbook.iter():
        if local(name) == "definedName" and name.text:
            followed = growth.of(name.text, "", fixed=False)
            changed |= followed != name.text
            name.text = followed
    return changed


def follow_elsewhere(package: Package, growth: Growth) -> None:
    """Let charts and the sources of pivot tables follow."""
    for part in package.names():
        if not _ELSEWHERE.search(part):
            continue
        root = parse(package.read(part))
        changed = False
        for element in root.iter():
            if local(element) == "f" and element.text:
                followed = growth.of(element.text, "", fixed=False)
                changed |= followed != element.text
                element.text = followed
            elif local(element) == "worksheetSource" and element.get("ref"):
                here, before = element.get("sheet", ""), element.get("ref", "")
                element.set("ref", growth.of(before, here, fixed=False) or before)
                changed |= element.get("ref") != before
        if changed:
            package.write(part, serialise(root))


def _bare(prefix: str) -> str:
    """The name of a sheet as it is called, from how formulas write it before a reference."""
    name = prefix[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
