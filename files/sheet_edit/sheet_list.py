"""The list of sheets of a workbook (danh sách trang): a sheet entered, a sheet struck out."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from .package import Package
from .xml import Element, child, local, namespace, parse, serialise

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def add_part(
    package: Package, owner: str, workbook: Element, relation_type: str
) -> tuple[str, Element]:
    """A part for an empty sheet, related to the workbook: its name and its XML."""
    part = package.free_name("xl/worksheets/sheet{}.xml")
    root = parse(
        f'<worksheet xmlns="{namespace(workbook)[1:-1]}"><sheetData/></worksheet>'.encode()
    )
    package.add(part, serialise(root), _SHEET_TYPE)
    package.relate(owner, f"{relation_type}/worksheet", part)
    return part, root


def enter(
    workbook: Element, name: str, package: Package, owner: str, part: str, *, first: bool
) -> None:
    """Put a sheet on the list, at its end or in front, where it is the one shown."""
    sheets = child(workbook, "sheets")
    if sheets is None:
        raise ValueError("no list of sheets")
    relation = next(r for r in package.relations(owner) if r.part == part)
    entry = etree.Element(namespace(workbook) + "sheet")
    entry.set("name", name)
    taken = [int(e.get("sheetId", "0")) for e in sheets if local(e)]
    entry.set("sheetId", str(max([0, *taken]) + 1))
    entry.set(f"{{{relation.type.rpartition('/')[0]}}}id", relation.id)
    if not first:
        sheets.append(entry)
        return
    sheets.insert(0, entry)
    _move_names(workbook, lambda index: index + 1)
    for view in _views(workbook):
        view.set("activeTab", "0")
        view.set("firstSheet", "0")


def strike(workbook: Element, name: str) -> None:
    """Take a sheet off the list, with the names defined for it alone."""
    sheets = child(workbook, "sheets")
    if sheets is None:
        raise ValueError("no list of sheets")
    entries = [entry for entry in sheets if local(entry)]
    gone = next(i for i, entry in enumerate(entries) if entry.get("name") == name)
    sheets.remove(entries[gone])
    _move_names(workbook, lambda index: None if index == gone else index - (index > gone))
    for view in _views(workbook):
        for which in ("activeTab", "firstSheet"):
            index = int(view.get(which, "0"))
            view.set(which, str(max(0, index - (index >= gone))))


def unselect(worksheet: Element) -> None:
    """Let a sheet not be among those selected: what is typed would go into all of them."""
    views = child(worksheet, "sheetViews")
    for view in views if views is not None else ():
        view.attrib.pop("tabSelected", "")


def _move_names(workbook: Element, moved: Callable[[int], int | None]) -> None:
    """Follow the sheets with the names that hold for one of them; ``None`` drops a name."""
    names = child(workbook, "definedNames")
    for name in list(names) if names is not None else ():
        if not local(name) or name.get("localSheetId") is None:
            continue
        index = moved(int(name.get("localSheetId", "0")))
        if index is None and names is not None:
            names.remove(name)
        else:
            name.set("localSheetId", str(index))
    if names is not None and not len(names):
        workbook.remove(names)


def _views(workbook: Element) -> list[Element]:
    views = child(workbook, "bookViews")
    return [view for view in views if local(view)] if views is not None else []
