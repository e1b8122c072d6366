"""The compiled template: one object, many documents, always the same bytes."""

from __future__ import annotations

import datetime
import os
import pickle
import struct
import subprocess
import sys
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from giayto.errors import CannotWrite, TemplateError, TemplateUnsafe
from giayto.rendering import CompiledTemplate, Image, Limits, Link, SubDocument
from tests.rendering.word_papers import body_text, p, paper, tbl, tr, unzipped
from tests.rendering.word_validity import problems

needs_isal = pytest.mark.skipif(
    find_spec("isal") is None, reason="isal has no wheel for this machine"
)

FORM = paper(
    p("Đồng chí {{ dv.ten }}"),
    p("{% if dv.chuc %}Chức vụ: {{ dv.chuc }}{% endif %}"),
    tbl(
        tr("TT", "Việc"),
        tr("{%tr for v in viec %}", ""),
        tr("{{ loop.index }}", "{{ v }}"),
        tr("{%tr endfor %}", ""),
    ),
    header=p("{{ so }}"),
    title="Bản kiểm điểm {{ dv.ten }}",
)


def record(number: int) -> dict[str, Any]:
    return {
        "dv": {"ten": f"Nguyễn Văn {number}", "chuc": "Bí thư" if number % 2 else ""},
        "viec": [f"việc {n} & <{number}>" for n in range(number % 4)],
        "so": number,
    }


def png() -> bytes:
    """A red picture of four by four dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    dots = zlib.compress((b"\0" + b"\xff\0\0" * 4) * 4)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def test_every_rendering_is_independent() -> None:
    template = CompiledTemplate.load(FORM)
    alone = [CompiledTemplate.load(FORM).render(record(n)) for n in range(8)]
    assert [template.render(record(n)) for n in range(8)] == alone
    assert [template.render(record(n)) for n in reversed(range(8))] == alone[::-1]
    assert len(set(alone)) == 8
    assert all(problems(document) == [] for document in alone)


def test_contexts_are_left_as_they_were() -> None:
    context = record(3)
    CompiledTemplate.load(FORM).render(context)
    assert context == record(3)


def test_threads_share_one_template() -> None:
    template = CompiledTemplate.load(FORM)
    expected = [template.render(record(n)) for n in range(60)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda n: template.render(record(n)), range(60))) == expected


@pytest.mark.parametrize("compressor", ["zlib", pytest.param("isal", marks=needs_isal)])
def test_another_process_writes_the_same_bytes(compressor: Any, tmp_path: Path) -> None:
    template = CompiledTemplate.load(FORM, compressor=compressor, missing="dots")
    saved = tmp_path / "mau.pickle"
    saved.write_bytes(pickle.dumps((template, record(5))))
    code = (
        "import pickle, sys; t, r = pickle.loads(open(sys.argv[1], 'rb').read());"
        "sys.stdout.buffer.write(t.render(r))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(saved)], capture_output=True, check=True, timeout=120
    )
    assert done.stdout == template.render(record(5))


@needs_isal
def test_compressors_differ_in_bytes_only() -> None:
    fast, plain = (CompiledTemplate.load(FORM, compressor=c) for c in ("isal", "zlib"))
    assert (fast.compressor, plain.compressor) == ("isal", "zlib")
    assert unzipped(fast.render(record(1))) == unzipped(plain.render(record(1)))


def test_where_isal_cannot_be_imported_zlib_writes_the_same_documents(tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "isal"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('DLL load failed')\n", encoding="utf-8")
    master = tmp_path / "mau.docx"
    master.write_bytes(FORM)
    given = tmp_path / "du-lieu.pickle"
    given.write_bytes(pickle.dumps(record(3)))
    code = """
import pickle, sys
from giayto.errors import UsageError
from giayto.rendering import CompiledTemplate
template = CompiledTemplate.load(sys.argv[1])
try:
    CompiledTemplate.load(sys.argv[1], compressor="isal")
except UsageError as error:
    sys.stderr.write(f"{template.compressor}; {error.fix}")
with open(sys.argv[2], "rb") as given:
    sys.stdout.buffer.write(template.render(pickle.load(given)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(master), str(given)],
        capture_output=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(broken.parent)},
    )
    assert done.stderr.decode() == "zlib; pip install isal"
    assert unzipped(done.stdout) == unzipped(CompiledTemplate.load(FORM).render(record(3)))


def test_the_zip_is_plain_and_undated(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    CompiledTemplate.load(FORM).render_to(path, record(1))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    opened = Document(str(path))
    assert opened.core_properties.title == "Bản kiểm điểm Nguyễn Văn 1"
    assert opened.tables[0].rows[1].cells[1].text == "việc 0 & <1>"


def test_a_template_without_properties_gives_undated_ones() -> None:
    parts = unzipped(paper(p("{{ a }}")))
    del parts["docProps/core.xml"]
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"docProps/core.xml", b"word/document.xml")
    types = parts["[Content_Types].xml"].decode()
    start = types.index('<Override PartName="/docProps')
    end = types.index("/>", start) + 2
    source = {**parts, "[Content_Types].xml": (types[:start] + types[end:]).encode()}
    rels = source["_rels/.rels"].decode()
    start = rels.index('<Relationship Id="rId2"')
    source["_rels/.rels"] = (rels[:start] + "</Relationships>").encode()
    from tests.rendering.word_papers import zipped

    made = CompiledTemplate.load(zipped(source)).render({"a": "x"})
    assert str(datetime.date.today().year).encode() not in unzipped(made)["docProps/core.xml"]


def test_the_digest_names_everything_that_decides_the_output() -> None:
    digests = {
        CompiledTemplate.load(FORM).digest,
        CompiledTemplate.load(FORM, missing="dots").digest,
        CompiledTemplate.load(FORM, labels={"dv.ten": "dv.ho_ten"}).digest,
        CompiledTemplate.load(paper(p("x"))).digest,
    }
    assert len(digests) == 4
    assert CompiledTemplate.load(FORM).digest in digests


def test_fields_are_listed_through_loops_and_conditions() -> None:
    body = (
        p("{{ a.b.c|upper }} {% if d %}{{ e['f'] }}{% endif %} {{ g[0].h }}")
        + p(
            "{% for x in ds if x.chon %}{{ x.ten }}{% for y in x.con %}{{ y }}{{ y.z }}{% endfor %}{{ loop.index }}{% endfor %}"
        )
        + p(
            "{% set k = m.n %}{{ k.o }}{{ range(3)|list }}{% macro t(u) %}{{ u.v }}{{ w }}{% endmacro %}{{ t(a) }}"
        )
    )
    template = CompiledTemplate.load(paper(body, header=p("{{ dau }}"), title="{{ ten_tep }}"))
    assert template.fields == {
        "a.b.c", "d", "e.f", "g[].h", "ds[].chon", "ds[].ten", "ds[].con[].z", "m.n.o", "w", "dau", "ten_tep",
    }  # fmt: skip


def test_a_name_is_no_field_where_more_is_read_below_it() -> None:
    body = p(
        "{% if a %}{{ a.b }}{% endif %}{{ ab }}{% for i in ds %}{{ i.c }}{% endfor %}{{ d[0] }}"
    )
    many = p("".join(f"{{{{ t{number} }}}}" for number in range(9000)))
    fields = CompiledTemplate.load(paper(body, many)).fields
    assert fields == {"a.b", "ab", "ds[].c", "d[]", *(f"t{number}" for number in range(9000))}


def test_filters_of_the_caller() -> None:
    template = CompiledTemplate.load(paper(p("{{ a|nhan_doi }}")), filters={"nhan_doi": double})
    assert body_text(template.render({"a": "x"})) == "xx"
    assert body_text(pickle.loads(pickle.dumps(template)).render({"a": "y"})) == "yy"


def double(text: str) -> str:
    return text * 2


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    template = CompiledTemplate.load(FORM)
    path = tmp_path / "Bản kiểm điểm – Nguyễn Văn Ả.docx"
    template.render_to(path, record(1))
    first = path.read_bytes()
    with pytest.raises(TemplateError):
        template.render_to(path, {})
    assert path.read_bytes() == first
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
    template.render_to(tmp_path / "chua-co" / "a.docx", record(1))
    assert (tmp_path / "chua-co" / "a.docx").read_bytes() == first
    (tmp_path / "la-thu-muc.docx").mkdir()
    with pytest.raises(CannotWrite) as caught:
        template.render_to(tmp_path / "la-thu-muc.docx", record(1))
    assert caught.value.fix
    assert len(list(tmp_path.iterdir())) == 3


def test_importing_is_light() -> None:
    code = (
        "import sys, giayto.rendering;"
        "print([m for m in ('docxtpl', 'lxml', 'jinja2', 'docx') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


# -- pictures, links, sub-documents, replaced media -------------------------------


def test_pictures_stand_in_body_header_and_loops() -> None:
    source = paper(
        p("Ảnh {{ anh }} hết"),
        tbl(
            tr("TT", "Ảnh"),
            tr("{%tr for a in ds %}", ""),
            tr("1", "{{ a }}"),
            tr("{%tr endfor %}", ""),
        ),
        header=p("{{ anh }}"),
    )
    template = CompiledTemplate.load(source)
    context = {"anh": Image(png(), width_mm=20), "ds": [Image(png(), 5, 5), Image(png())]}
    document = template.render(context)
    assert problems(document) == []
    assert document == template.render(context)
    parts = unzipped(document)
    assert parts["word/document.xml"].count(b"<w:drawing>") == 3
    assert parts["word/header1.xml"].count(b"<w:drawing>") == 1
    assert parts["word/media/image1.png"] == png()
    assert b'cx="720000"' in parts["word/document.xml"]
    plain = template.render({"anh": "không", "ds": []})
    assert body_text(plain).startswith("Ảnh không hết")


def test_links_belong_to_the_part_they_stand_in() -> None:
    source = paper(p("Xem {{r lk }} và {{ lk }}."), header=p("{{ lk }}"))
    link = Link("A & B", "https://dang.example/?a=1&b=2")
    document = CompiledTemplate.load(source).render({"lk": link})
    assert problems(document) == []
    assert body_text(document) == "Xem A & B và A & B."
    assert b"dang.example" in unzipped(document)["word/_rels/header1.xml.rels"]
    with pytest.raises(TemplateUnsafe):
        CompiledTemplate.load(source).render({"lk": Link("x", "javascript:alert(1)")})


def test_sub_documents() -> None:
    pytest.importorskip("docxcompose")
    inner = paper(p("Bên trong 1"), p("Bên trong 2 {{ khong_chay }}"))
    document = CompiledTemplate.load(paper(p("Đầu"), p("{{p con }}"), p("Cuối"))).render(
        {"con": SubDocument(inner)}
    )
    assert problems(document) == []
    assert body_text(document) == "Đầu\nBên trong 1\nBên trong 2 {{ khong_chay }}\nCuối"


def test_a_bad_picture_is_named() -> None:
    template = CompiledTemplate.load(paper(p("{{ a }}")))
    for picture in (Image(b"khong phai anh"), Image("khong-co.png")):
        with pytest.raises(TemplateError) as caught:
            template.render({"a": picture})
        assert "ảnh" in caught.value.what


def test_media_can_be_replaced() -> None:
    relation = (
        '<Relationship Id="rIdM" Target="media/logo.png" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image"/>'
    )
    source = paper(p("{{ a }}"), extra={"word/media/logo.png": b"cu"}, relations=relation)
    template = CompiledTemplate.load(source)
    document = template.render({"a": "x"}, media={"word/media/logo.png": png()})
    assert unzipped(document)["word/media/logo.png"] == png()
    assert problems(document) == []
    assert unzipped(template.render({"a": "x"}))["word/media/logo.png"] == b"cu"
    with pytest.raises(TemplateError, match="khac"):
        template.render({"a": "x"}, media={"word/media/khac.png": b""})
    with pytest.raises(TemplateError):
        template.render({"a": "x"}, media={"word/document.xml": b""})


def test_limits_travel_with_the_template() -> None:
    template = pickle.loads(pickle.dumps(CompiledTemplate.load(FORM, limits=Limits(value_chars=5))))
    with pytest.raises(TemplateError, match="dài quá 5 ký tự"):
        template.render(record(1))
