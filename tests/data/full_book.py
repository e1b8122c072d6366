"""A workbook with a part of every kind that Excel writes, put into the rich one as raw XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from giayto.data.models import Dataset
from tests.data.rich_book import (
    MAIN,
    OFFICE,
    OWN,
    parts_of,
    sheet_part,
    write_parts,
    write_rich_book,
)

_MICROSOFT = "http://schemas.microsoft.com/office"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_EXCEL = "application/vnd.ms-excel."
_BOOK = "xl/workbook.xml"

# Part, its type, the kind of its relation, its root: nothing but Excel itself looks into them.
_OF_WORKBOOK = (
    ("xl/persons/person.xml", _EXCEL + "person+xml", f"{_MICROSOFT}/2017/10/relationships/person", "personList"),
    ("xl/connections.xml", _SHEET + "connections+xml", f"{OFFICE}/connections", "connections"),
    ("xl/metadata.xml", _SHEET + "sheetMetadata+xml", f"{OFFICE}/sheetMetadata", "metadata"),
    ("xl/slicerCaches/slicerCache1.xml", _EXCEL + "slicerCache+xml", f"{_MICROSOFT}/2007/relationships/slicerCache", "slicerCacheDefinition"),
    ("xl/timelineCaches/timelineCache1.xml", _EXCEL + "timelineCache+xml", f"{_MICROSOFT}/2011/relationships/timelineCache", "timelineCacheDefinition"),
    ("xl/externalLinks/externalLink1.xml", _SHEET + "externalLink+xml", f"{OFFICE}/externalLink", "externalLink"),
    ("xl/pivotCache/pivotCacheDefinition1.xml", _SHEET + "pivotCacheDefinition+xml", f"{OFFICE}/pivotCacheDefinition", "pivotCacheDefinition"),
    ("xl/richData/rdrichvalue.xml", _EXCEL + "rdrichvalue+xml", f"{_MICROSOFT}/2017/06/relationships/rdRichValue", "rvData"),
    ("xl/vbaProject.bin", _EXCEL + "vbaProject", f"{_MICROSOFT}/2006/relationships/vbaProject", ""),
)  # fmt: skip
_OF_SHEET = (
    ("xl/threadedComments/threadedComment1.xml", _EXCEL + "threadedcomments+xml", f"{_MICROSOFT}/2017/10/relationships/threadedComment", "ThreadedComments"),
    ("xl/pivotTables/pivotTable1.xml", _SHEET + "pivotTable+xml", f"{OFFICE}/pivotTable", "pivotTableDefinition"),
    ("xl/slicers/slicer1.xml", _EXCEL + "slicer+xml", f"{_MICROSOFT}/2007/relationships/slicer", "slicers"),
    ("xl/queryTables/queryTable1.xml", _SHEET + "queryTable+xml", f"{OFFICE}/queryTable", "queryTable"),
    ("xl/ctrlProps/ctrlProp1.xml", _EXCEL + "controlproperties+xml", f"{OFFICE}/ctrlProp", "formControlPr"),
    ("xl/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject", f"{OFFICE}/oleObject", ""),
    ("xl/ink/ink1.xml", "application/inkml+xml", f"{OFFICE}/customXml", "ink"),
    ("xl/customProperty1.bin", _SHEET + "customProperty", f"{OFFICE}/customProperty", ""),
)  # fmt: skip
_LINK = "https://vi-du.vn/ho-so?x=1&amp;y=2"
_RULE = (
    '<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting><x14:cfRule type="containsText" priority="9" id="{00000000-0000-'
    '0000-0000-000000000001}"><xm:f>Own!$A$1</xm:f><x14:dxf><font><b/></font></x14:dxf>'
    "</x14:cfRule><xm:sqref>D2:D%d</xm:sqref></x14:conditionalFormatting>"
    "</x14:conditionalFormattings></ext>"
)


def write_full_book(path: Path, dataset: Dataset) -> Path:
    """The rich workbook with threads, pivots, slicers, macros, locks, outlines, links and more.

    On the sheet of members: protection, a frozen pane with several selections, an outline, a
    high row, a link out of the workbook, a conditional format in the extension list, a custom
    number format, texts with letters of several looks, a date.
    """
    write_rich_book(path, dataset)
    parts, sheet = parts_of(path), sheet_part(path, "Đảng viên")
    last = len(dataset.members) + 1
    _add(parts, _BOOK, _OF_WORKBOOK)
    _add(parts, sheet, _OF_SHEET)
    relations = _relations(sheet)
    link = f'<Relationship Id="rId99" Type="{OFFICE}/hyperlink" Target="{_LINK}" TargetMode="External"/>'
    parts[relations] = parts[relations].replace(
        b"</Relationships>", link.encode() + b"</Relationships>"
    )
    text = parts[sheet].decode()
    text = text.replace("</sheetData>", '</sheetData><sheetProtection sheet="1" sort="0"/>', 1)
    text = text.replace("<ext ", _RULE % last + "<ext ", 1).replace("Own!", f"'{OWN}'!")
    text = re.sub(
        r"(<selection [^>]*/>)(?=</sheetView>)",
        r'\1<selection pane="topRight" activeCell="D2" sqref="D2 F4:G9"/>',
        text,
        count=1,
    )
    text = text.replace('<row r="3"', '<row r="3" ht="33.75" customHeight="1" outlineLevel="1"', 1)
    text = re.sub(r'(<col [^>]*?min="5"[^>]*?)/>', r'\1 outlineLevel="1"/>', text, count=1)
    place = f'<hyperlinks><hyperlink xmlns:r="{OFFICE}" ref="C3" r:id="rId99"/></hyperlinks>'
    text = re.sub(r"(<pageMargins|<pageSetup|<printOptions)", place + r"\1", text, count=1)
    rich = (
        '<c r="V2" t="inlineStr"><is><r><rPr><strike/></rPr><t>Hai</t></r><r><t> ba</t></r></is></c>'
        '<c r="W2" s="1"><v>45000.5</v></c></row>'
    )
    text = re.sub(r'(<row r="2".*?)</row>', lambda m: m[1] + rich, text, count=1, flags=re.S)
    parts[sheet] = text.encode()
    book = parts[_BOOK].decode()
    book = re.sub(r"<workbookPr[^>]*/>", '<workbookPr date1904="1" codeName="So"/>', book)
    locked = '<workbookProtection lockStructure="1"/><bookViews'
    book = re.sub(r"<workbookProtection\s*/>", "", book).replace("<bookViews", locked, 1)
    parts[_BOOK] = book.encode()
    kinds = "[Content_Types].xml"
    parts[kinds] = parts[kinds].replace(
        f"{_SHEET}sheet.main+xml".encode(), f"{_EXCEL}sheet.macroEnabled.main+xml".encode()
    )
    write_parts(path, parts)
    return path


def _add(parts: dict[str, bytes], owner: str, new: tuple[tuple[str, str, str, str], ...]) -> None:
    kinds, relations = "[Content_Types].xml", _relations(owner)
    for number, (name, kind, relation, root) in enumerate(new, start=50):
        content = bytes(range(256)) if not root else f"<{root} xmlns='urn:x' a='1'\n/>".encode()
        parts[name] = content
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        parts[kinds] = parts[kinds].replace(b"</Types>", override.encode())
        entry = (
            f'<Relationship Id="rId{number}" Type="{relation}" Target="/{name}"/></Relationships>'
        )
        parts[relations] = parts[relations].replace(b"</Relationships>", entry.encode())


def _relations(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def prefixed(xml: str) -> str:
    """The same XML with a prefix on every element, as some programs write it."""
    named = re.sub(r"<(/?)(?=[A-Za-z]\w*[\s/>])", r"<\1x:", xml)
    return named.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


def single_quoted(xml: str) -> str:
    """The same XML with attributes in single quotes."""
    head, _, rest = xml.partition("?>") if xml.startswith("<?xml") else ("", "", xml)
    return f"{head}?>" * bool(head) + re.sub(r'="([^"\'<>]*)"', r"='\1'", rest)


def unaddressed(xml: str) -> str:
    """The same XML without addresses where they say nothing: rows and cells that follow on."""

    def without(match: re.Match[str]) -> str:
        addresses = re.findall(r'<c r="([A-Z]+)', match[0])
        alphabet = [chr(65 + n) for n in range(26)]
        if addresses != alphabet[: len(addresses)]:
            return match[0]
        return re.sub(r'<c r="[A-Z]+\d+"', "<c", match[0])

    return re.sub(r"<row .*?</row>", without, xml, flags=re.S)


VARIANTS: dict[str, Callable[[str], str]] = {
    "prefix": prefixed,
    "single quotes": single_quoted,
    "no addresses": unaddressed,
}
