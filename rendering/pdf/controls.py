"""Content controls (khung nội dung) as LibreOffice needs them: on paper nobody sees one.

LibreOffice (seen in 7.4) never ends when a numbered paragraph of a cell begins with a
control, or the cell is in one, refuses a document with one in a note, and loses the first
paragraph of one that holds a reference to a note or a remark. So these are opened: what
they hold takes their place.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

from ..namespaces import W

# One that shows data from elsewhere in the file is left to be filled, if it can be.
_OPENED = etree.XPath(
    "//w:sdt[((ancestor::w:p or w:sdtContent/w:tc) and not(w:sdtPr/w:dataBinding))"
    " or ancestor::w:footnote or ancestor::w:endnote"
    " or .//w:footnoteReference or .//w:endnoteReference or .//w:commentReference]",
    namespaces={"w": W[1:-1]},
)


def open_controls(root: etree._Element) -> bool:
    """Puts what the controls of a part hold in their places; whether there were any."""
    controls = cast(list[etree._Element], _OPENED(root))
    for control in reversed(controls):  # the inner ones first
        for content in control.findall(f"{W}sdtContent"):
            for node in list(content):
                control.addprevious(node)
        parent = control.getparent()
        if parent is not None:
            parent.remove(control)
    return bool(controls)
