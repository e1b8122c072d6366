"""Notes on cells (ghi chú): the list of texts, and the drawing Excel shows them with."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from . import order
from .package import Package
from .sheet import EditableSheet
from .xml import child, namespace, parse, serialise

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_MAIN = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
NoteSize = Callable[[str], tuple[int, int]]

_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_FIRST_SHAPE = 1025

# The drawing is not always well-formed XML (Excel leaves <br> open), so text is put into it.
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_DRAWING = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    "</xml>"
)
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:{width}px;'
    'height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def add_notes(
    package: Package, sheet: EditableSheet, notes: dict[str, str], author: str, size: NoteSize
) -> None:
    """Put notes on cells, by address; a cell that has one already keeps its own."""
    new = _add_texts(package, sheet, notes, author)
    if new:
        _draw(package, sheet, {address: size(notes[address]) for address in new})


def _add_texts(
    package: Package, sheet: EditableSheet, notes: dict[str, str], author: str
) -> list[str]:
    relation = package.related(sheet.part, "comments")
    if relation is not None:
        part, root = relation.part, parse(package.read(relation.part))
    else:
        part = package.free_name("xl/comments{}.xml")
        space = namespace(sheet.root)
        root = parse(
            f'<comments xmlns="{space[1:-1]}"><authors/><commentList/></comments>'.encode()
        )
    space = namespace(root)
    authors, listed = child(root, "authors"), child(root, "commentList")
    if authors is None or listed is None:
        raise ValueError(f"no list of notes in {part}")
    names = [each.text or "" for each in authors]
    if author not in names:
        names.append(author)
        etree.SubElement(authors, space + "author").text = author
    have = {each.get("ref") for each in listed}
    new = [address for address in notes if address not in have]
    for address in new:
        note = etree.SubElement(listed, space + "comment")
        note.set("ref", address)
        note.set("authorId", str(names.index(author)))
        text = etree.SubElement(etree.SubElement(note, space + "text"), space + "t")
        text.text = notes[address]
    if new and relation is None:
        package.add(part, serialise(root), _COMMENTS_TYPE)
        package.relate(sheet.part, f"{_office(sheet)}/comments", part)
    elif new:
        package.write(part, serialise(root))
    return new


def _draw(package: Package, sheet: EditableSheet, sizes: dict[str, tuple[int, int]]) -> None:
    part = _drawing(package, sheet)
    drawing = package.read(part)
    number = max([_FIRST_SHAPE - 1, *(int(n) for n in _SHAPE_ID.findall(drawing))])
    pieces = [] if b'id="_x0000_t202"' in drawing else [_SHAPE_TYPE]
    for address, (width, height) in sizes.items():
        number += 1
        row, column = coordinate_to_tuple(address)
        pieces.append(
            _SHAPE.format(number=number, width=width, height=height, row=row - 1, column=column - 1)
        )
    end = drawing.rfind(b"</")
    package.write(part, drawing[:end] + "".join(pieces).encode() + drawing[end:])


def _drawing(package: Package, sheet: EditableSheet) -> str:
    """The sheet's drawing of notes, made when it has none."""
    marker = child(sheet.root, "legacyDrawing")
    for relation in package.relations(sheet.part):
        if marker is not None and relation.id in marker.attrib.values():
            return relation.part
    part = package.free_name("xl/drawings/vmlDrawing{}.vml")
    package.default_type("vml", _VML_TYPE)
    package.write(part, _EMPTY_DRAWING.encode())
    identifier = package.relate(sheet.part, f"{_office(sheet)}/vmlDrawing", part)
    marker = etree.Element(namespace(sheet.root) + "legacyDrawing")
    marker.set(f"{{{_office(sheet)}}}id", identifier)
    order.insert(sheet.root, marker, order.WORKSHEET)
    return part


def _office(sheet: EditableSheet) -> str:
    return _STRICT_OFFICE if namespace(sheet.root) == _STRICT_MAIN else _OFFICE
