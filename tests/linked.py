"""Files full of links to elsewhere (tệp đầy liên kết): every way we know to fetch something."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import openpyxl

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_NS = " ".join(f'xmlns:{short}="{name}"' for short, name in _NAMES.items())
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="svg" ContentType="image/svg+xml"/>
<Default Extension="html" ContentType="text/html"/>
<Default Extension="bin" ContentType="{{word}}.header+xml"/>
<Override PartName="/word/document.xml" ContentType="{{word}}.document.main+xml"/>
<Override PartName="/word/settings.xml" ContentType="{{word}}.settings+xml"/>
</Types>""".format(word="application/vnd.openxmlformats-officedocument.wordprocessingml")


def linked_document(web: str, secret: Path) -> bytes:
    """A document that fetches from ``web`` (``http://host:port``) and from the file ``secret``."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": _story("document", f"<w:body>{_body(web, secret)}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            ("rHeader", "header", "header.bin"),
            ("rSettings", "settings", "settings.xml"),
            ("rSvg", "image", "a.svg"),
            ("rHtml", "aFChunk", "chunk.html"),
            outside=(
                ("rWeb", "image", f"{web}/img1.png"),
                ("rWeb2", "image", f"{web}/img2.png"),
                ("rFile", "image", secret.as_uri()),
                ("rShare", "image", r"\\127.0.0.1\chung\a.png"),
                ("rSly", "hyperlink", f"{web}/sly.png"),
                ("rLink", "hyperlink", "https://example.org/"),
                ("rChunk", "aFChunk", f"{web}/chunk.docx"),
                ("rOle", "oleObject", f"{web}/ole.xls"),
                ("rFrame", "frame", f"{web}/frame.htm"),
                ("rSub", "subDocument", f"{web}/sub.docx"),
            ),
        ),
        "word/header.bin": _story("hdr", _picture('r:link="rWeb"')),
        "word/_rels/header.bin.rels": _relations(outside=(("rWeb", "image", f"{web}/hdr.png"),)),
        "word/settings.xml": _story(
            "settings",
            '<w:attachedTemplate r:id="r1"/><w:mailMerge><w:connectString w:val="x"/>'
            f'<w:query w:val="SELECT * FROM {secret}"/><w:dataSource r:id="r2"/></w:mailMerge>',
        ),
        "word/_rels/settings.xml.rels": _relations(
            outside=(
                ("r1", "attachedTemplate", f"{web}/a.dotm"),
                ("r2", "mailMergeSource", f"{web}/m.csv"),
            )
        ),
        "word/a.svg": (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
            f' width="9" height="9"><style>@import url("{web}/svg.css");</style>'
            f'<image x:href="{web}/svg.png" width="9" height="9"/>'
            f'<image href="{secret.as_uri()}" width="9" height="9"/></svg>'
        ),
        "word/chunk.html": f'<html><p>x<link href="{web}/l.css"><img src="{web}/chunk.png"></html>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _body(web: str, secret: Path) -> str:
    pictures = [
        'r:link="rWeb"',
        'r:embed="rWeb2"',
        'r:link="rFile"',
        'r:embed="rFile"',
        'r:link="rShare"',
        'r:link="rSly"',
        'r:embed="rSvg"',
    ]
    return "".join(
        [
            "<w:p><w:r><w:t>KETQUA</w:t></w:r></w:p>",
            *map(_picture, pictures),
            _field(f'INCLUDEPICTURE "{web}/field.png" \\d'),
            _field("INCLUDE", f'PICTURE "{web}/torn.png"'),
            _field(f'IncludeText "{secret}"'),
            _field(f'DDEAUTO soffice "{secret}" a'),
            _field(f'LINK Excel.Sheet.8 "{web}/l.xls" a'),
            f"<w:p><w:fldSimple w:instr='INCLUDEPICTURE \"{web}/simple.png\"'/></w:p>",
            _shape(f'src="{web}/vml.png"'),
            _shape('r:href="rWeb"'),
            _shape('r:id="rWeb2"'),
            _shape(f'o:href="{secret.as_uri()}"'),
            '<w:altChunk r:id="rHtml"/><w:altChunk r:id="rChunk"/><w:subDoc r:id="rSub"/>',
            '<w:p><w:r><w:object><o:OLEObject Type="Link" ProgID="Excel.Sheet.8" r:id="rOle"'
            ' UpdateMode="Always"/></w:object></w:r></w:p>',
            '<w:p><w:hyperlink r:id="rLink"><w:r><w:t>trang</w:t></w:r></w:hyperlink></w:p>',
            '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/></w:sectPr>',
        ]
    )


def _story(name: str, content: str) -> str:
    return f"<w:{name} {_NS}>{content}</w:{name}>"


def _relations(
    *inside: tuple[str, str, str], outside: tuple[tuple[str, str, str], ...] = ()
) -> str:
    form = f'<Relationship Id="{{}}" Type="{_NAMES["r"]}/{{}}" Target="{{}}"{{}}/>'
    lines = [form.format(*relation, "") for relation in inside]
    lines += [form.format(*relation, ' TargetMode="External"') for relation in outside]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _picture(source: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="99999" cy="99999"/>'
        f'<wp:docPr id="1" name="a"/><a:graphic><a:graphicData uri="{_NAMES["pic"]}"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f"<a:blip {source}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        '<a:off x="0" y="0"/><a:ext cx="99999" cy="99999"/></a:xfrm><a:prstGeom prst="rect"/>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _field(*pieces: str) -> str:
    words = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    marks = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    shown = "<w:r><w:t>đã hiện</w:t></w:r>"
    return f"<w:p>{marks('begin')}{words}{marks('separate')}{shown}{marks('end')}</w:p>"


def _shape(source: str) -> str:
    return (
        '<w:p><w:r><w:pict><v:shape style="width:9pt;height:9pt">'
        f"<v:imagedata {source}/></v:shape></w:pict></w:r></w:p>"
    )


def add_links(book: Path, web: str, secret: Path) -> None:
    """Put into a workbook what Excel would fetch: other books, web queries, DDE, pictures."""
    opened = openpyxl.load_workbook(book)
    sheet = opened.create_sheet("Trang của tôi")
    sheet.append([f'=WEBSERVICE("{web}/f")', "=[1]Sheet1!A1", f'=IMAGE("{web}/i.png")'])
    sheet.append(["=soffice|'x'!A0", f"='{secret}'#$Sheet1.A1", f'=HYPERLINK("{web}/h")'])
    opened.save(book)
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    kind = _NAMES["r"]
    wanted = (
        ("rX1", "externalLink", "externalLinks/externalLink1.xml"),
        ("rX2", "externalLink", "externalLinks/externalLink2.xml"),
        ("rX3", "connections", "connections.xml"),
    )
    rels = _relations(*wanted).partition(">")[2].encode()
    own = "xl/_rels/workbook.xml.rels"
    parts[own] = parts[own].replace(b"</Relationships>", rels)
    references = f'<externalReferences xmlns:r="{kind}"><externalReference r:id="rX1"/>'
    references += '<externalReference r:id="rX2"/></externalReferences><calcPr'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<calcPr", references.encode())
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    added = {
        "xl/connections.xml": f'<connections {main}><connection id="1" name="w" type="4"'
        f' refreshedVersion="6" refreshOnLoad="1"><webPr url="{web}/q"/></connection></connections>',
        "xl/externalLinks/externalLink1.xml": f'<externalLink {main}><externalBook xmlns:r="{kind}"'
        ' r:id="r1"/></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": _relations(
            outside=(("r1", "externalLinkPath", f"{web}/other.xlsx"),)
        ),
        "xl/externalLinks/externalLink2.xml": f"<externalLink {main}>"
        '<ddeLink ddeService="soffice" ddeTopic="x"/></externalLink>',
    }
    with zipfile.ZipFile(book, "w") as package:
        for name, content in {**parts, **{n: c.encode() for n, c in added.items()}}.items():
            package.writestr(name, content)
