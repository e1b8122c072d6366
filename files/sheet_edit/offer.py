"""Drop-down lists on cells of a sheet being edited (danh sách thả xuống)."""

from __future__ import annotations

from lxml import etree

from . import order
from .sheet import EditableSheet
from .xml import child, namespace


def offer(sheet: EditableSheet, cells: str, source: str, warning: str) -> None:
    """Offer the values of a range (``_danh_muc!$A$1:$A$4``) in some cells (``C2:C9``).

    Another value is only warned about, with this text.
    """
    space = namespace(sheet.root)
    rules = child(sheet.root, "dataValidations")
    if rules is None:
        rules = etree.Element(space + "dataValidations")
        order.insert(sheet.root, rules, order.WORKSHEET)
    rule = etree.SubElement(rules, space + "dataValidation")
    for name, value in {
        "type": "list",
        "errorStyle": "warning",
        "allowBlank": "1",
        "showErrorMessage": "1",
        "error": warning,
        "sqref": cells,
    }.items():
        rule.set(name, value)
    etree.SubElement(rule, space + "formula1").text = source
    rules.set("count", str(len(rules)))
    sheet.changed = True
