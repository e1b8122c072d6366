"""Documents full of links: nothing is fetched, nothing of this computer gets into the PDF."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from giayto.errors import TemplateError
from giayto.rendering.pdf.sealed import sealed
from tests.linked import PNG, linked_document
from tests.rendering.word_papers import p, paper


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The document with parts changed or added; ``__`` stands for ``/`` in their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, content in (
            parts | {k.replace("__", "/"): v for k, v in changed.items()}
        ).items():
            new.writestr(name, content)
    return out.getvalue()


def test_nothing_of_outside_is_left_in_any_part(tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    clean, cut = sealed(linked_document("http://127.0.0.1:9", secret), "x.docx")
    with zipfile.ZipFile(io.BytesIO(clean)) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    assert [name for name, text in parts.items() if "127.0.0.1" in text] == []
    assert [name for name, text in parts.items() if str(secret) in text] == []
    assert "https://example.org/" in parts["word/_rels/document.xml.rels"]  # a link to click on
    assert "INCLUDE" not in parts["word/document.xml"] and "DDE" not in parts["word/document.xml"]
    assert "KETQUA" in parts["word/document.xml"] and "đã hiện" in parts["word/document.xml"]
    told = " ".join(cut)
    for word in ("INCLUDEPICTURE", "DDEAUTO", "img1.png", "svg.png", "mẫu đính kèm", "chunk"):
        assert word in told


def test_an_ordinary_document_loses_nothing() -> None:
    data = paper(p("Nguyễn Văn Đ"), header=p("đầu trang"))
    clean, cut = sealed(data, "x.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(clean)) as new:
        assert cut == []
        assert {n: old.read(n) for n in old.namelist()} == {n: new.read(n) for n in new.namelist()}


@pytest.mark.parametrize(
    "data",
    [
        b"<html><img src='http://127.0.0.1/a.png'></html>",
        b"{\\rtf1 {\\field{\\*\\fldinst INCLUDEPICTURE http://127.0.0.1/a.png}}}",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        b"PK\x05\x06" + bytes(18),
        b"",
        repacked(paper(p("x")), **{"[Content_Types].xml": b"<Types/>"}),
        paper(p("x")).replace(b"PK\x05\x06", b"PK\x05\x05"),
        paper(p("x"))[30:],
        b"PK\x03\x04" + paper(p("x"))[-1500:],
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError):
        sealed(data, "x.docx")


@pytest.mark.parametrize(
    "part",
    [
        b"<!DOCTYPE w [<!ENTITY x SYSTEM 'http://127.0.0.1/x'>]><w>&x;</w>",
        b"<w xmlns='a'><b>",
    ],
)
def test_a_part_that_hides_something_is_refused(part: bytes) -> None:
    with pytest.raises(TemplateError):
        sealed(repacked(paper(p("x")), **{"word__extra.xml": part}), "x.docx")


@pytest.mark.parametrize(
    "part",
    [
        b"%!PS-Adobe",
        b"\x1f\x8b\x08svgz",
        b"<svg><image href='http://127.0.0.1/a'>",
        b"x<svg><image href='http://127.0.0.1/a'/></svg>",
        "\ufeff<html><img src=a>".encode("utf-16-le"),
    ],
)
def test_a_damaged_drawing_is_emptied(part: bytes) -> None:
    clean, cut = sealed(
        repacked(paper(p("x")), **{"word__a.png": part, "word__b.png": PNG}), "x.docx"
    )
    with zipfile.ZipFile(io.BytesIO(clean)) as package:
        assert package.read("word/a.png") == b"" and package.read("word/b.png") == PNG
    assert len(cut) == 1


def test_damaged_documents_are_refused_in_words_or_sealed(tmp_path: Path) -> None:
    data = linked_document("http://127.0.0.1:9", tmp_path / "bi-mat")
    chance = random.Random(20261127)
    ends: Counter[str] = Counter()
    for _ in range(600):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 1, 5))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            sealed(bytes(damaged), "x.docx")
        except TemplateError:
            ends["refused"] += 1
        else:
            ends["sealed"] += 1
    assert ends["refused"] and ends["sealed"]


def test_a_field_torn_into_runs_is_no_way_past() -> None:
    torn = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in "INCLUDEPICTURE")
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    body = f"<w:p>{mark('begin')}{torn}{mark('begin')}{mark('end')}{mark('end')}</w:p>"
    _, cut = sealed(paper(body), "x.docx")
    assert cut == ["trường INCLUDEPICTURE"]
