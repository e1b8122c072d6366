"""A small language for Word files in tests: ``paper(p("Xin chào {{ ten }}"))``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_NS = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}"'
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOLD = '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>'


def run(text: str, look: str = BOLD) -> str:
    """One run of text."""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*texts: str, layout: str = "") -> str:
    """A paragraph, one run for each text."""
    return f"<w:p>{layout}{''.join(run(text) for text in texts)}</w:p>"


def called(number: int, kind: str = "footnote", text: str = "") -> str:
    """A paragraph with the mark of a note: of a ``footnote``, an ``endnote``, a ``comment``."""
    words = run(text) if text else ""
    return f'<w:p>{words}<w:r><w:{kind}Reference w:id="{number}"/></w:r></w:p>'


def tc(content: str, width: int = 2000, span: int = 1) -> str:
    """A table cell."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}</w:tcPr>{content}</w:tc>'


def tr(*cells: str) -> str:
    """A table row of cells given as text or as ``<w:tc>``."""
    return "<w:tr>" + "".join(c if c.startswith("<w:tc") else tc(p(c)) for c in cells) + "</w:tr>"


def tbl(*rows: str, columns: int = 2) -> str:
    """A table."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def drawing(number: int) -> str:
    """A run with a drawing, reduced to what carries its id."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="Hình {number}"/>'
        "</wp:inline></w:drawing></w:r>"
    )


def section(references: str = "", height: int = 16838) -> str:
    """The closing section properties of a body."""
    return f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="{height}"/></w:sectPr>'


def paper(
    *body: str,
    header: str | None = None,
    footer: str | None = None,
    footnotes: str | None = None,
    title: str | None = None,
    extra: Mapping[str, bytes | str] | None = None,
    relations: str = "",
    types: str = "",
    first_section: str = "",
    height: int = 16838,
) -> bytes:
    """A whole .docx; header, footer and footnotes are the XML inside their roots.

    ``height`` is that of its pages, in twips.
    """
    parts: dict[str, bytes | str] = {}
    overrides = [("/word/document.xml", f"{_TYPE}.document.main+xml")]
    links = []
    references = ""
    for kind, content, root in (("header", header, "hdr"), ("footer", footer, "ftr")):
        if content is not None:
            parts[f"word/{kind}1.xml"] = f"{_PROLOGUE}<w:{root} {_NS}>{content}</w:{root}>"
            overrides.append((f"/word/{kind}1.xml", f"{_TYPE}.{kind}+xml"))
            links.append((f"rId_{kind}", f"{_REL}/{kind}", f"{kind}1.xml"))
            references += f'<w:{kind}Reference w:type="default" r:id="rId_{kind}"/>'
    if footnotes is not None:
        parts["word/footnotes.xml"] = f"{_PROLOGUE}<w:footnotes {_NS}>{footnotes}</w:footnotes>"
        overrides.append(("/word/footnotes.xml", f"{_TYPE}.footnotes+xml"))
        links.append(("rId_footnotes", f"{_REL}/footnotes", "footnotes.xml"))
    core = (
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title or '')}</dc:title></cp:coreProperties>"
    )
    parts["docProps/core.xml"] = _PROLOGUE + core
    parts["word/document.xml"] = (
        f"{_PROLOGUE}<w:document {_NS}><w:body>{first_section}{''.join(body)}"
        f"{section(references, height)}</w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = _relationships(links, relations)
    parts["_rels/.rels"] = _relationships(
        [
            ("rId1", f"{_REL}/officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ]
    )
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    parts["[Content_Types].xml"] = (
        f'{_PROLOGUE}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{listed}{types}</Types>"
    )
    parts.update(extra or {})
    return zipped(parts)


def _relationships(links: list[tuple[str, str, str]], more: str = "") -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return (
        f"{_PROLOGUE}<Relationships"
        ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{written}{more}</Relationships>"
    )


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of the parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def unzipped(document: bytes) -> dict[str, bytes]:
    """The parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def moved(document: bytes, part: str, name: str) -> bytes:
    """The document with a part under another name; its relations go with it."""
    parts: dict[str, bytes | str] = {}
    for old, content in unzipped(document).items():
        text = content
        if old == "[Content_Types].xml":
            text = content.replace(f"/{part}".encode(), f"/{name}".encode())
        elif old.endswith(".rels"):
            for target in (part, part.removeprefix("word/")):
                text = text.replace(f'Target="{target}"'.encode(), f'Target="/{name}"'.encode())
            if old == _rels(part):
                old = _rels(name)
                text = text.replace(b'Target="', b'Target="/word/').replace(b"/word//", b"/")
        parts[name if old == part else old] = text
    return zipped(parts)


def _rels(part: str) -> str:
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def canonical(xml: bytes) -> bytes:
    """XML in canonical form: equal meaning, equal bytes."""
    root = etree.fromstring(xml)
    if etree.QName(root).localname == "coreProperties":  # docxtpl writes empty ones as well
        root[:] = [node for node in root if node.text]
    return etree.tostring(root, method="c14n")


def body_text(document: bytes, part: str = "word/document.xml") -> str:
    """The text of a part: paragraphs by lines, ``w:br`` as ``/``, ``w:tab`` as ``>``."""
    root = etree.fromstring(unzipped(document)[part])
    lines = []
    for paragraph in root.iter(f"{{{W}}}p"):
        text = ""
        for node in paragraph.iter():
            if node.tag == f"{{{W}}}t":
                text += node.text or ""
            elif node.tag == f"{{{W}}}br":
                text += "/"
            elif node.tag == f"{{{W}}}tab":
                text += ">"
        lines.append(text)
    return "\n".join(lines)


def by_docxtpl(template: bytes, context: dict[str, Any]) -> bytes:
    """The document as docxtpl itself makes it, with escaping on."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def differences(ours: bytes, theirs: bytes) -> list[str]:
    """The names of parts that differ after canonicalisation."""
    mine, other = unzipped(ours), unzipped(theirs)
    names = sorted(mine.keys() ^ other.keys())
    for name in mine.keys() & other.keys():
        if mine[name] != other[name] and (
            not name.endswith((".xml", ".rels")) or canonical(mine[name]) != canonical(other[name])
        ):
            names.append(name)
    return names
