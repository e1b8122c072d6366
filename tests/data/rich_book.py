"""A workspace workbook with all that a clerk may put in and a spreadsheet library would lose."""

from __future__ import annotations

import base64
import re
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from giayto.data.models import Dataset
from giayto.data.workbook.write import save_dataset

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
OWN = "Trang của tôi"
YELLOW = "FFFFFF00"
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a package."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: dict[str, bytes]) -> None:
    """A package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def sheet_part(path: Path, name: str) -> str:
    """The part of a sheet, by the order of a workbook openpyxl wrote."""
    names = re.findall(r'<sheet [^>]*?name="([^"]*)"', parts_of(path)["xl/workbook.xml"].decode())
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"


def write_rich_book(path: Path, dataset: Dataset) -> Path:
    """The dataset as a workbook with pictures, charts, notes, a table and Excel's extensions.

    On the sheet of members: an own column (T) with a formula, a coloured cell (C2), a conditional
    format, a picture, a shape, validations and a sparkline in the extension list. On an own
    sheet: a chart, a table, merged cells. Beside them parts no library knows.
    """
    save_dataset(path, dataset)
    book = load_workbook(path)
    members = book["Đảng viên"]
    last = len(dataset.members) + 1
    members["T1"] = "Cột của tôi"
    for row in range(2, last + 1):
        members[f"T{row}"] = f'=IF(A{row}="","",LEN(C{row}))'
    members["C2"].fill = PatternFill("solid", start_color=YELLOW)
    members["C2"].comment = Comment("Hỏi lại năm sinh.", "Thư ký", height=40, width=700)
    rule = CellIsRule(operator="equal", formula=['""'], font=Font(color="FFFF0000"))  # type: ignore[no-untyped-call]
    members.conditional_formatting.add(f"F2:F{last}", rule)
    members.print_area = f"A1:T{last}"
    own = book.create_sheet(OWN)
    for each in (["Quý", "Thu"], ["I", 3], ["II", 5], ["III", 8]):
        own.append(each)
    own.merge_cells("D1:E3")
    own.add_table(Table(displayName="Thu", ref="A1:B4"))
    chart = BarChart()
    chart.add_data(Reference(own, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    own.add_chart(chart, "G2")
    book.save(path)
    parts = parts_of(path)
    _add_extras(parts, sheet_part(path, "Đảng viên"), last)
    write_parts(path, parts)
    return path


def _add_extras(parts: dict[str, bytes], sheet: str, last: int) -> None:
    relations = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    base = f"{OFFICE}/"
    _insert(
        parts,
        relations,
        "</Relationships>",
        f'<Relationship Id="rId70" Type="{base}drawing" Target="../drawings/drawing70.xml"/>'
        f'<Relationship Id="rId71" Type="{base}printerSettings" Target="../printerSettings/p1.bin"/>',
    )
    text = parts[sheet].decode()
    # Lists on other sheets: Excel 2010 and later keeps them in the extension list.
    lists = "".join(
        f'<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>{formula.lstrip("=")}'
        f"</xm:f></x14:formula1><xm:sqref>{cells}</xm:sqref></x14:dataValidation>"
        for cells, formula in re.findall(
            r'<dataValidation sqref="([^"]+)".*?<formula1>(.*?)</formula1>', text
        )
    )
    count = lists.count("<x14:dataValidation ")
    text = re.sub(r"<dataValidations.*?</dataValidations>", "", text, flags=re.S)
    extensions = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
        f'<x14:dataValidations count="{count + 1}">{lists}'
        '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>_danh_muc!$A$1:$A$3'
        f"</xm:f></x14:formula1><xm:sqref>T2:T{last}</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext>"
        '<ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups><x14:sparklineGroup>'
        "<x14:sparklines><x14:sparkline><xm:f>'Trang của tôi'!B2:B4</xm:f><xm:sqref>U2</xm:sqref>"
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    text = text.replace(
        f'<worksheet xmlns="{MAIN}"',
        f'<worksheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
        f'/2006" mc:Ignorable="x14ac" xmlns:x14ac="{X14}ac" xmlns:x14="{X14}" xmlns:xm="{XM}"',
        1,
    )
    drawing = f'<drawing xmlns:r="{OFFICE}" r:id="rId70"/>'
    text = text.replace("<legacyDrawing", f"{drawing}<legacyDrawing", 1)
    parts[sheet] = text.replace("</worksheet>", f"{extensions}</worksheet>").encode()
    parts["xl/media/image70.png"] = _PNG
    parts["xl/printerSettings/p1.bin"] = bytes(range(256))
    parts["customXml/item1.xml"] = b'<?xml version="1.0"?><cua-toi xmlns="urn:x">1</cua-toi>'
    parts["xl/drawings/drawing70.xml"] = _drawing()
    parts["xl/drawings/_rels/drawing70.xml.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{base}image" Target="../media/image70.png"/>'
        "</Relationships>"
    ).encode()
    _insert(parts, "_rels/.rels", "</Relationships>",
            f'<Relationship Id="rId70" Type="{base}customXml" Target="customXml/item1.xml"/>')  # fmt: skip
    _insert(
        parts,
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>'
        '<Override PartName="/xl/drawings/drawing70.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.drawing+xml"/>',
    )


def _insert(parts: dict[str, bytes], name: str, before: str, text: str) -> None:
    parts[name] = parts[name].decode().replace(before, text + before).encode()


def _drawing() -> bytes:
    draw = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    art = "http://schemas.openxmlformats.org/drawingml/2006/main"
    place = (
        "<xdr:from><xdr:col>21</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{}</xdr:row>"
        '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="95250" cy="95250"/>'
    )
    size = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="95250" cy="95250"/></a:xfrm>'
    form = f'<xdr:spPr>{size}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    return (
        f'<?xml version="1.0"?><xdr:wsDr xmlns:xdr="{draw}" xmlns:a="{art}">'
        f"<xdr:oneCellAnchor>{place.format(1)}"
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Con dấu"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId1"/><a:stretch><a:fillRect/>'
        f"</a:stretch></xdr:blipFill>{form}</xdr:pic><xdr:clientData/></xdr:oneCellAnchor>"
        f"<xdr:oneCellAnchor>{place.format(3)}"
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="Khung"/><xdr:cNvSpPr/>'
        f"</xdr:nvSpPr>{form}</xdr:sp><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    ).encode()
