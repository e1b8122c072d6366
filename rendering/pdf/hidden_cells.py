"""Cells merged into the one above (ô gộp dọc): on paper nobody sees what they hold.

LibreOffice (seen in 7.4) lays that out all the same, and with numbered paragraphs in it
never ends, or drops what follows the table. So they are emptied.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

from ..namespaces import W

_HIDDEN = etree.XPath(
    "//w:tc[w:tcPr/w:vMerge[not(@w:val) or @w:val='continue']][.//w:r or w:tbl or w:sdt]",
    namespaces={"w": W[1:-1]},
)


def empty_hidden_cells(root: etree._Element) -> bool:
    """Leaves one empty paragraph in each such cell of a part; whether there were any."""
    cells = cast(list[etree._Element], _HIDDEN(root))
    for cell in cells:
        for node in list(cell):
            if node.tag != f"{W}tcPr":
                cell.remove(node)
        etree.SubElement(cell, f"{W}p")
    return bool(cells)
