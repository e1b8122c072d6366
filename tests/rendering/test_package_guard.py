"""A .docx is read with distrust."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from giayto.errors import TemplateLimit, TemplateUnreadable, TemplateUnsafe
from giayto.rendering import CompiledTemplate, Limits
from tests.rendering.word_papers import p, paper, unzipped, zipped

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def external(kind: str, target: str) -> str:
    return f'<Relationship Id="rIdX" Type="{_REL}/{kind}" Target="{target}" TargetMode="External"/>'


def test_external_content_is_refused_and_named() -> None:
    for kind in ("image", "oleObject", "subDocument", "frame", "aFChunk"):
        with pytest.raises(TemplateUnsafe, match=r"http://xau\.example/x"):
            CompiledTemplate.load(paper(p("x"), relations=external(kind, "http://xau.example/x")))


def test_links_to_click_are_allowed() -> None:
    template = paper(p("x"), relations=external("hyperlink", "https://dang.example/"))
    assert CompiledTemplate.load(template).render({})


@pytest.mark.parametrize(
    "name", ["../trom.xml", "/etc/passwd", "word/../../x", "C:/x.xml", "word\\x.xml", "word//x.xml"]
)
def test_path_tricks(name: str) -> None:
    with pytest.raises(TemplateUnsafe):
        CompiledTemplate.load(paper(p("x"), extra={name: b"x"}))


def test_relationships_cannot_climb_out() -> None:
    climbing = f'<Relationship Id="rIdX" Type="{_REL}/image" Target="../../../etc/passwd"/>'
    with pytest.raises(TemplateUnsafe, match="etc/passwd"):
        CompiledTemplate.load(paper(p("x"), relations=climbing))


def test_macros() -> None:
    for document in (
        paper(p("x"), extra={"word/vbaProject.bin": b"x"}),
        paper(
            p("x"),
            types='<Override PartName="/word/x.xml"'
            ' ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        ),
        paper(p("x"), extra={"word/activeX/activeX1.xml": b"<x/>"}),
    ):
        with pytest.raises(TemplateUnsafe):
            CompiledTemplate.load(document)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://xau.example/x.dtd">',
    ],
)
def test_entities(declaration: str) -> None:
    parts: dict[str, bytes | str] = {**unzipped(paper(p("x")))}
    text = parts["word/document.xml"]
    assert isinstance(text, bytes)
    parts["word/document.xml"] = text.decode().replace("?>\n", f"?>\n{declaration}", 1)
    with pytest.raises(TemplateUnsafe, match="DTD"):
        CompiledTemplate.load(zipped(parts))


@pytest.mark.parametrize(
    "field", ["DDEAUTO c:\\\\x", "INCLUDETEXT x", ' includepicture "http://x"']
)
def test_fields_that_fetch(field: str) -> None:
    half = len(field) // 2
    code = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{field[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{field[half:]}</w:instrText></w:r></w:p>"
    )
    with pytest.raises(TemplateUnsafe):
        CompiledTemplate.load(paper(code))


def test_ordinary_fields_are_allowed() -> None:
    code = (
        '<w:p><w:fldSimple w:instr=" HYPERLINK &quot;x&quot; "/><w:fldSimple w:instr="PAGE"/></w:p>'
    )
    assert CompiledTemplate.load(paper(code)).render({})


def test_zip_bombs_and_oversize() -> None:
    bomb = paper(p("x"), extra={"word/media/x.png": b"\0" * 5_000_000})
    assert len(bomb) < 20_000
    with pytest.raises(TemplateLimit, match="Một phần của tệp mẫu lớn quá 1 MB"):
        CompiledTemplate.load(bomb, limits=Limits(part_bytes=1_000_000))
    with pytest.raises(TemplateLimit, match="Nội dung của tệp mẫu lớn quá 1 MB"):
        CompiledTemplate.load(bomb, limits=Limits(total_bytes=1_000_000))
    many = paper(p("x"), extra={f"word/media/{n}.png": b"x" for n in range(50)})
    with pytest.raises(TemplateLimit, match="gồm quá 20 phần"):
        CompiledTemplate.load(many, limits=Limits(package_entries=20))
    with pytest.raises(TemplateLimit, match="Tệp mẫu nặng quá"):
        CompiledTemplate.load(many, limits=Limits(package_bytes=100))


def test_a_directory_that_lies_about_sizes() -> None:
    bomb = bytearray(paper(p("x"), extra={"word/media/x.png": b"\0" * 3_000_000}))
    size = struct.pack("<L", 3_000_000)
    assert size in bomb
    honest = bytes(bomb)
    lying = honest.replace(size, struct.pack("<L", 100))
    with pytest.raises((TemplateLimit, TemplateUnreadable)):
        CompiledTemplate.load(lying, limits=Limits(part_bytes=1_000_000))


def test_two_parts_with_one_name() -> None:
    packed = io.BytesIO(paper(p("x")))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/Document.xml", b"<x/>")
    with pytest.raises(TemplateUnsafe):
        CompiledTemplate.load(packed.getvalue())


def test_no_word_file(tmp_path: Path) -> None:
    broken = paper(p("x"))[:-300]
    old = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    sheet = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"})
    for data in (b"", b"khong phai zip", broken, old, sheet, zipped({"a.txt": b"x"})):
        with pytest.raises(TemplateUnreadable) as caught:
            CompiledTemplate.load(data)
        assert caught.value.fix
    with pytest.raises(TemplateUnreadable, match=r"khong-co\.docx"):
        CompiledTemplate.load(tmp_path / "khong-co.docx")
    with pytest.raises(TemplateUnreadable):
        CompiledTemplate.load(tmp_path)


def test_a_damaged_part_is_named() -> None:
    parts: dict[str, bytes | str] = {**unzipped(paper(p("x"), header=p("y")))}
    parts["word/header1.xml"] = "<w:hdr>"
    with pytest.raises(TemplateUnreadable, match=r"header1\.xml"):
        CompiledTemplate.load(zipped(parts))
