"""The order the schema gives to the children of elements (thứ tự phần tử), ECMA-376 part 1."""

from __future__ import annotations

from lxml import etree

from .xml import local

WORKSHEET = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    # Excel wraps the last of these in AlternateContent.
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "AlternateContent"),
    *("oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
WORKBOOK = (
    *("definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr"),
    *("smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
)
STYLES = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
FONT = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"),
    *("color", "name", "family", "charset", "scheme"),
)


def insert(parent: etree._Element, element: etree._Element, order: tuple[str, ...]) -> None:
    """Put an element where the order wants it among its parent's children."""
    later = order[order.index(local(element)) + 1 :]
    for index, sibling in enumerate(parent):
        if local(sibling) in later:
            parent.insert(index, element)
            return
    parent.append(element)
