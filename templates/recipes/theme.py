"""The theme of a master (chủ đề của Word): the colours and fonts that Word's menus offer.

No paper uses them, but a document without a theme part is not complete; python-docx's
own is six times as large, and every document made from the master would carry it.
"""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6",
    "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000",
    "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip
"""Office's own colours: whoever picks one in Word finds the usual palette."""

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
# DrawingML wants three of each.
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{f'<a:ln>{_FILL}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)


def add_theme(document: DocumentObject, font: str) -> None:
    """Give a document without a theme one with ``font`` for headings and text."""
    part = Part(
        PackURI("/word/theme/theme1.xml"),
        CONTENT_TYPE.OFC_THEME,
        _theme(font).encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)


def _theme(font: str) -> str:
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind in ("majorFont", "minorFont")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="giayto">'
        f'<a:themeElements><a:clrScheme name="giayto">{colours}</a:clrScheme>'
        f'<a:fontScheme name="giayto">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="giayto">{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>'
    )
