"""How a sheet that was added looks (trình bày trang mới): widths, frozen rows, filter, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from openpyxl.utils.cell import quote_sheetname

from . import order
from .sheet import EditableSheet
from .xml import Element, namespace

_A4 = "9"


def lay_out(
    sheet: EditableSheet, widths: Sequence[float], *, header_row: int, filter_ref: str, shown: bool
) -> None:
    """Give an added sheet its columns; what stands down to the header row stays in sight.

    ``widths`` are in characters, from column A. ``shown``: it is the sheet seen
    when the workbook opens. It prints on turned A4 pages, one page across.
    """
    space = namespace(sheet.root)

    def made(name: str, parent: Element | None = None, **values: str) -> Element:
        element = etree.Element(space + name)
        for key, value in values.items():
            element.set(key, value)
        if parent is None:
            order.insert(sheet.root, element, order.WORKSHEET)
        else:
            parent.append(element)
        return element

    made("pageSetUpPr", made("sheetPr"), fitToPage="1")
    view = made("sheetView", made("sheetViews"), workbookViewId="0")
    if shown:
        view.set("tabSelected", "1")
    below = f"A{header_row + 1}"
    made("pane", view, ySplit=str(header_row), topLeftCell=below, activePane="bottomLeft")
    view[-1].set("state", "frozen")
    made("selection", view, pane="bottomLeft", activeCell=below, sqref=below)
    columns = made("cols")
    for number, width in enumerate(widths, start=1):
        made("col", columns, min=str(number), max=str(number), width=f"{width:g}", customWidth="1")
    made("autoFilter", ref=filter_ref)
    page: dict[str, Any] = {
        "paperSize": _A4,
        "orientation": "landscape",
        "fitToWidth": "1",
        "fitToHeight": "0",
    }
    made("pageSetup", **page)
    sheet.changed = True


def link(sheet: EditableSheet, targets: Mapping[str, tuple[str, str]]) -> None:
    """Let cells lead to others of the workbook: address → (sheet, address). None stays without."""
    if not targets:
        return
    space = namespace(sheet.root)
    links = etree.Element(space + "hyperlinks")
    for address, (name, cell) in targets.items():
        entry = etree.SubElement(links, space + "hyperlink")
        entry.set("ref", address)
        entry.set("location", f"{quote_sheetname(name)}!{cell}")
    order.insert(sheet.root, links, order.WORKSHEET)
    sheet.changed = True
