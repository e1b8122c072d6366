"""Where a child element stands in its parent (thứ tự phần tử), as Word's schema wants it.

WordprocessingML lists the children of its property elements in a fixed
sequence (ECMA-376 part 1, ``wml.xsd``); Word may refuse or repair a file that
breaks it. Whoever adds such a child by hand adds it with :func:`put`, or
:func:`put_text` where the element is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_TAG = re.compile(r"<(/?)(?:([\w.-]+):)?([\w.-]+)[^>]*?(/?)>")
_ORDER: dict[str, tuple[str, ...]] = {
    # CT_PPr
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens"),
        *("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
        *("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
        *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    # EG_RPrContent
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
        *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish"),
        *("webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight"),
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
        *("eastAsianLayout", "specVanish", "oMath", "rPrChange"),
    ),
    # CT_TblPr
    "tblPr": (
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
        *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
        *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange"),
    ),
    # CT_TcPr
    "tcPr": (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap"),
        *("tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns"),
        *("cellDel", "cellMerge", "tcPrChange"),
    ),
    # CT_Settings, as far as anybody adds to it
    "settings": (
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts"),
        *("embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins"),
        *("alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"),
        *("gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle"),
        *("proofState", "formsDesign", "attachedTemplate", "linkStyles"),
        *("stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge"),
        *("revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting"),
        *("documentProtection", "autoFormatOverride", "styleLockTheme", "styleLockQFSet"),
        *("defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"),
        *("doNotHyphenateCaps", "showEnvelope", "summaryLength", "clickAndTypeStyle"),
        *("defaultTableStyle", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting"),
        *("bookFoldPrintingSheets", "drawingGridHorizontalSpacing"),
        *("drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery"),
        *("displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin"),
        *("drawingGridHorizontalOrigin", "drawingGridVerticalOrigin", "doNotShadeFormData"),
        *("noPunctuationKerning", "characterSpacingControl", "printTwoOnOne"),
        *("strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore"),
        *("savePreviewPicture", "doNotValidateAgainstSchema", "saveInvalidXml"),
        *("ignoreMixedContent", "alwaysShowPlaceholderText", "doNotDemarcateInvalidXml"),
        *("saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt", "showXMLTags"),
        *("alwaysMergeEmptyNamespace", "updateFields", "hdrShapeDefaults", "footnotePr"),
        *("endnotePr",),
    ),
    # CT_FtnProps, CT_EdnProps
    "footnotePr": ("pos", "numFmt", "numStart", "numRestart"),
    "endnotePr": ("pos", "numFmt", "numStart", "numRestart"),
    # CT_SectPr
    "sectPr": (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz"),
        *("pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt"),
        *("vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid"),
        *("printerSettings", "sectPrChange"),
    ),
}
"""Parent → its children in the order of the schema."""


def put(parent: Any, child: Any) -> None:
    """Add ``child`` to ``parent`` at its place, behind the siblings that come before it.

    An element the schema does not name there (another vocabulary's) keeps its place.
    Raises ``KeyError`` for a parent whose order is not known here, ``ValueError`` for
    a child that does not belong in it.
    """
    space, name = _names(parent)
    siblings = (local if of == space else "" for of, local in map(_names, parent))
    parent.insert(_place(name, _names(child)[1], siblings), child)


def put_text(parent: str, child: str) -> str:
    """The text of ``parent`` with ``child`` in it, as :func:`put` would add it.

    Both are whole elements with their ends, of one prefix and without comments.
    """
    tags = list(_TAG.finditer(parent))
    space, name = tags[0].group(2, 3)
    siblings: list[str] = []
    ends = [tags[0].end()]
    depth = 0
    for tag in tags[1:-1]:
        closes, of, local, empty = tag.groups()
        depth += 0 if empty else -1 if closes else 1
        if not depth:
            siblings.append(local if of == space else "")
            ends.append(tag.end())
    added = _TAG.match(child)
    at = ends[_place(name, added[3] if added is not None else "", siblings)]
    return parent[:at] + child + parent[at:]


def _place(parent: str, child: str, siblings: Iterable[str]) -> int:
    """How many of its siblings a child stands behind."""
    order = _ORDER[parent]
    before = order[: order.index(child) + 1]
    return max((count for count, name in enumerate(siblings, 1) if name in before), default=0)


def _names(element: Any) -> tuple[str, str]:
    # A comment's tag is a function.
    space, _, name = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    return space, name
