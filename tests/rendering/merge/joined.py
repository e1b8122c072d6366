"""Merging in tests: files put together, looked at as a reader and as Word do."""

from __future__ import annotations

import io
import struct
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from giayto.rendering import CompiledTemplate
from giayto.rendering.merge import merge_files, merge_records
from giayto.rendering.pdf import to_pdf
from tests.office_validity import complaints
from tests.rendering.word_papers import R, W, p, unzipped
from tests.rendering.word_validity import problems

OFFICE = R
CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def joined(folder: Path, *documents: bytes, **options: Any) -> bytes:
    """Finished documents merged; the result is one that Word opens."""
    paths = []
    for number, document in enumerate(documents):
        paths.append(folder / f"tep-{number}.docx")
        paths[-1].write_bytes(document)
    assert merge_files(paths, folder / "gop.docx", **options) == len(documents)
    return sound(folder / "gop.docx")


def recorded(folder: Path, source: bytes, records: Sequence[Mapping[str, Any]]) -> bytes:
    """Records of one template merged; the result is one that Word opens."""
    assert merge_records(CompiledTemplate.load(source), records, folder / "gop.docx")
    return sound(folder / "gop.docx")


def sound(path: Path) -> bytes:
    """The file, which Word, python-docx and the Open XML SDK find nothing wrong with."""
    document = path.read_bytes()
    assert problems(document) == []
    # Papers of tests are small: they lack parts that Word does without.
    said = [one for one in complaints(path) if "A required relationship type" not in one]
    assert said == []
    Document(io.BytesIO(document))
    return document


def pages(folder: Path, document: bytes) -> list[str]:
    """The text of each page in LibreOffice's PDF."""
    (folder / "trang.docx").write_bytes(document)
    (done,) = to_pdf([folder / "trang.docx"], folder)
    assert done.pdf is not None
    text = subprocess.run(
        ["pdftotext", "-layout", str(done.pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def of_kind(document: bytes, word: str) -> list[bytes]:
    """The contents of the parts whose names hold a word, relationships left out."""
    return [d for n, d in unzipped(document).items() if word in n and not n.endswith(".rels")]


def rels_of(document: bytes, part: str) -> dict[str, str]:
    """The relationships of a part: id to target."""
    folder, _, base = part.rpartition("/")
    source = unzipped(document)[f"{folder}/_rels/{base}.rels"]
    return {n.get("Id", ""): n.get("Target", "") for n in etree.fromstring(source)}


def nodes(document: bytes, name: str, part: str = "word/document.xml") -> list[etree._Element]:
    """The elements ``w:name`` of a part."""
    return list(etree.fromstring(unzipped(document)[part]).iter(f"{{{W}}}{name}"))


def val(node: etree._Element, name: str = "val") -> str | None:
    """An attribute ``w:…``."""
    return node.get(f"{{{W}}}{name}")


def relation(name: str, kind: str, target: str, *, external: bool = False) -> str:
    """One relationship; ``kind`` is the last word of its type, or the whole."""
    mode = ' TargetMode="External"' if external else ""
    whole = kind if ":" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{name}" Type="{whole}" Target="{target}"{mode}/>'


def relations(*inside: str) -> str:
    """A ``.rels`` part."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(inside)}</Relationships>'


def override(part: str, kind: str) -> str:
    """The content type of a part; a kind without a slash is one of Word's."""
    whole = kind if "/" in kind else f"{WORD_TYPE}.{kind}+xml"
    return f'<Override PartName="/{part}" ContentType="{whole}"/>'


def png(grey: int) -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes([0, grey])))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def picture(name: str) -> str:
    """A paragraph with a picture of that relationship id."""
    shape = f'<v:shape style="width:20pt;height:20pt"><v:imagedata r:id="{name}"/></v:shape>'
    return f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">{shape}</w:pict></w:r></w:p>'


def chart(name: str, number: int = 1) -> str:
    """A paragraph with a chart of that relationship id."""
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
        f'<wp:docPr id="{number}" name="Biểu đồ"/><a:graphic xmlns:a="{DRAWING}">'
        f'<a:graphicData uri="{CHARTS}"><c:chart xmlns:c="{CHARTS}" r:id="{name}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def chart_part(title: str) -> str:
    """The part of a chart that says a title, and has a workbook of its own."""
    text = f'<a:p xmlns:a="{DRAWING}"><a:r><a:t>{title}</a:t></a:r></a:p>'
    return (
        f'<c:chartSpace xmlns:c="{CHARTS}" xmlns:r="{OFFICE}"><c:chart><c:title><c:tx><c:rich>'
        f'<a:bodyPr xmlns:a="{DRAWING}"/>{text}</c:rich></c:tx></c:title><c:plotArea/>'
        '</c:chart><c:externalData r:id="rId1"/></c:chartSpace>'
    )


def reference(number: int, kind: str = "footnote") -> str:
    """A run that refers to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def note(number: int, *content: str, kind: str = "footnote") -> str:
    """A note; what is no XML is a paragraph of text."""
    inside = "".join(c if c.startswith("<") else p(c) for c in content)
    return f'<w:{kind} w:id="{number}">{inside}</w:{kind}>'


def styles(*inside: str, defaults: str = "") -> dict[str, Any]:
    """What gives a `paper` a styles part."""
    part = f'<w:styles xmlns:w="{W}">{defaults}{"".join(inside)}</w:styles>'
    return {
        "extra": {"word/styles.xml": part},
        "relations": relation("rIdS", "styles", "styles.xml"),
        "types": override("word/styles.xml", "styles"),
    }


def style(name: str, look: str, *, kind: str = "paragraph", more: str = "") -> str:
    """One style; ``more`` is said of it besides its name, ``look`` is its ``w:rPr``."""
    default = ' w:default="1"' if name in ("Normal", "TableNormal") else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{name}"/>{more}'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def listed(*inside: str) -> dict[str, Any]:
    """What gives a `paper` a numbering part."""
    part = f'<w:numbering xmlns:w="{W}">{"".join(inside)}</w:numbering>'
    return {
        "extra": {"word/numbering.xml": part},
        "relations": relation("rIdN", "numbering", "numbering.xml"),
        "types": override("word/numbering.xml", "numbering"),
    }


def both(*options: Mapping[str, Any]) -> dict[str, Any]:
    """Several parts for one `paper`."""
    extra: dict[str, Any] = {}
    for option in options:
        extra |= option.get("extra", {})
    texts = {k: "".join(o.get(k, "") for o in options) for k in ("relations", "types")}
    return {"extra": extra, **texts}
