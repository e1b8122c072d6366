"""Ranges that grow when rows are added below a table (nới vùng)."""

from __future__ import annotations

import re

from .xml import Element, child, local

_RANGE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(:\$?[A-Z]{1,3}\$?)(\d+)")
_WITH_RANGES = frozenset(["conditionalFormatting", "dataValidation", "ignoredError"])


def stretch_text(text: str, last: int, new_last: int, *, always: bool = False) -> str:
    """Ranges in a text with the new end, where they covered the rows down to ``last``.

    ``always``: also a range that ended above it.
    """

    def longer(match: re.Match[str]) -> str:
        first, end = int(match.group(2)), int(match.group(4))
        covered = first < end and end >= last
        if first <= last + 1 and end < new_last and (always or covered):
            return f"{match.group(1)}{first}{match.group(3)}{new_last}"
        return match.group()

    return _RANGE.sub(longer, text)


def stretch_own(root: Element, last: int, new_last: int) -> None:
    """Stretch the ranges written in a sheet itself: filter, validations, formats, old and new."""
    for element in root:
        if local(element) == "sheetData":
            continue
        if local(element) == "autoFilter":
            text = stretch_text(element.get("ref", ""), last, new_last, always=True)
            element.set("ref", text)
            continue
        for part in element.iter():
            if local(part) not in _WITH_RANGES:
                continue
            if part.get("sqref"):
                part.set("sqref", stretch_text(part.get("sqref", ""), last, new_last))
            for below in part:
                # Excel 2010 and later: <xm:sqref> in the extension list.
                if local(below) == "sqref" and below.text:
                    below.text = stretch_text(below.text, last, new_last)


def lift_ranges(root: Element, first: int, new_first: int, *, own: bool, sheet: str) -> bool:
    """Let ranges that begin in row ``first`` begin in ``new_first``; whether any did.

    ``own``: the ranges that validations and conditional formats of this sheet
    cover; else, and always, those of the sheet named that a drop-down reads.
    """

    def higher(match: re.Match[str]) -> str:
        if int(match.group(2)) != first:
            return match.group()
        return f"{match.group(1)}{new_first}{match.group(3)}{match.group(4)}"

    changed = False
    quoted = "'" + sheet.replace("'", "''") + "'!"
    for part in root.iter():
        before = after = None
        if own and local(part) in _WITH_RANGES and part.get("sqref"):
            before = part.get("sqref", "")
            after = _RANGE.sub(higher, before)
            part.set("sqref", after)
        elif _is_source(part):
            before = part.text or ""
            if before.lstrip("=").startswith((quoted, f"{sheet}!")):
                after = _RANGE.sub(higher, before)
                part.text = after
        changed = changed or (after is not None and after != before)
    return changed


def _is_source(part: Element) -> bool:
    """Whether an element says what a drop-down offers; Excel 2010 and later wrap it once more."""
    if local(part) == "formula1":
        return True
    above = part.getparent()
    return local(part) == "f" and above is not None and local(above) == "formula1"


def stretch_table(table: Element, last: int, new_last: int) -> bool:
    """Stretch a table (ListObject) and its filter; not one that ends in a row of totals."""
    if table.get("totalsRowCount", "0") != "0":
        return False
    before = table.get("ref", "")
    table.set("ref", stretch_text(before, last, new_last))
    own_filter = child(table, "autoFilter")
    if own_filter is not None and table.get("ref") != before:
        own_filter.set("ref", stretch_text(own_filter.get("ref", ""), last, new_last))
    return table.get("ref") != before


def stretch_names(workbook: Element, sheet_index: int, last: int, new_last: int) -> bool:
    """Stretch the print area of a sheet and the name that repeats its filter."""
    changed = False
    names = child(workbook, "definedNames")
    for name in names if names is not None else ():
        what = name.get("name", "")
        if name.get("localSheetId") != str(sheet_index) or not name.text:
            continue
        if what in ("_xlnm._FilterDatabase", "_xlnm.Print_Area"):
            always = what == "_xlnm._FilterDatabase"
            text = stretch_text(name.text, last, new_last, always=always)
            changed = changed or text != name.text
            name.text = text
    return changed
