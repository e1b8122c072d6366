"""Many records in one file: every record as if it stood alone."""

from __future__ import annotations

import io
import itertools
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from giayto.errors import CannotWrite, GiaytoError, MergeFailed, MissingValue, TemplateError
from giayto.rendering import CompiledTemplate, Image
from giayto.rendering.merge.documents import merge_files, merge_records
from tests.rendering.word_papers import (
    W,
    body_text,
    drawing,
    p,
    paper,
    run,
    tbl,
    tr,
    unzipped,
    zipped,
)
from tests.rendering.word_validity import problems

_W = f"{{{W}}}"
NUMBERING_TYPE = (
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.numbering+xml"/>'
)
NUMBERING_RELATION = (
    '<Relationship Id="rIdN" Target="numbering.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/numbering"/>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def listed(number: int, text: str) -> str:
    layout = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return p(text, layout=layout)


def merged(source: bytes, contexts: list[dict[str, Any]], out: Path, **options: Any) -> bytes:
    """The merged file, checked for validity."""
    count = merge_records(CompiledTemplate.load(source), contexts, out, **options)
    assert count == len(contexts)
    data = out.read_bytes()
    assert problems(data) == []
    return data


def sections(document: bytes) -> list[etree._Element]:
    return list(etree.fromstring(unzipped(document)["word/document.xml"]).iter(f"{_W}sectPr"))


NAMES = [{"ten": "An"}, {"ten": "Bình & Cường"}, {"ten": "Dũng\nHai dòng"}]


def test_every_record_is_a_section_with_its_own_page_numbers(tmp_path: Path) -> None:
    document = merged(paper(p("Đồng chí {{ ten }}"), p("hết")), NAMES, tmp_path / "g.docx")
    assert body_text(document) == (
        "Đồng chí An\nhết\nĐồng chí Bình & Cường\nhết\nĐồng chí Dũng/Hai dòng\nhết"
    )
    found = sections(document)
    assert len(found) == 3
    for section in found:
        kind, numbers = section.find(f"{_W}type"), section.find(f"{_W}pgNumType")
        assert kind is not None
        assert kind.get(f"{_W}val") == "nextPage"
        assert numbers is not None
        assert numbers.get(f"{_W}start") == "1"
    # No paragraph was added: the section stands in the record's own last paragraph.
    assert len(Document(str(tmp_path / "g.docx")).paragraphs) == 6


def test_one_record_is_that_record(tmp_path: Path) -> None:
    document = merged(paper(p("{{ ten }}")), NAMES[:1], tmp_path / "g.docx")
    assert body_text(document) == "An"
    assert len(sections(document)) == 1


def test_printing_on_both_sides_and_running_numbers(tmp_path: Path) -> None:
    document = merged(
        paper(p("{{ ten }}")), NAMES, tmp_path / "g.docx", start="odd-page", restart_pages=False
    )
    kinds = [kind.get(f"{_W}val") for s in sections(document) for kind in s.iter(f"{_W}type")]
    assert kinds == ["oddPage"] * 3
    assert all(s.find(f"{_W}pgNumType") is None for s in sections(document))


def settings(path: Path, part: str) -> etree._Element:
    return etree.fromstring(unzipped(path.read_bytes())[part])


def test_the_binding_edge_is_inside_on_both_sides_of_a_sheet(tmp_path: Path) -> None:
    source = paper(p("{{ ten }}"))
    merged(source, NAMES, tmp_path / "two.docx", start="odd-page")
    (part,) = (n for n in unzipped((tmp_path / "two.docx").read_bytes()) if "settings" in n)
    assert settings(tmp_path / "two.docx", part).find(f"{_W}mirrorMargins") is not None

    document = io.BytesIO()
    Document().save(document)
    (tmp_path / "word.docx").write_bytes(document.getvalue())
    for start, mirrored in (("odd-page", True), ("page", False)):
        merge_files([tmp_path / "word.docx"] * 2, tmp_path / "g.docx", start=start)  # type: ignore[arg-type]
        found = settings(tmp_path / "g.docx", "word/settings.xml").find(f"{_W}mirrorMargins")
        assert (found is not None) == mirrored


def test_a_merged_file_has_a_title_of_its_own(tmp_path: Path) -> None:
    made = Document(io.BytesIO(paper(p("{{ ten }}"))))
    made.core_properties.title = "Giấy của {{ ten }}"
    made.save(str(tmp_path / "mau.docx"))
    source = (tmp_path / "mau.docx").read_bytes()
    titled = merged(source, NAMES, tmp_path / "g.docx", title="Cả chi bộ & khách")
    assert Document(io.BytesIO(titled)).core_properties.title == "Cả chi bộ & khách"
    kept = merged(source, NAMES, tmp_path / "h.docx")
    assert Document(io.BytesIO(kept)).core_properties.title == "Giấy của An"


def test_headers_are_per_record_and_shared_when_equal(tmp_path: Path) -> None:
    source = paper(
        p("{{ ten }}"),
        header=p("{{ chi_bo }} – trang"),
        footer='<w:p><w:fldSimple w:instr="NUMPAGES"/></w:p>',
    )
    contexts = [{"ten": str(n), "chi_bo": f"Chi bộ {n % 2}"} for n in range(4)]
    document = merged(source, contexts, tmp_path / "g.docx")
    parts = unzipped(document)
    headers = sorted(name for name in parts if name.startswith("word/header"))
    assert len(headers) == 2
    relations = parts["word/_rels/document.xml.rels"].decode()
    shown = []
    assert len(sections(document)) == 4
    for section in sections(document):
        reference = section.find(f"{_W}headerReference")
        assert reference is not None
        key = next(str(v) for name, v in reference.attrib.items() if str(name).endswith("}id"))
        target = (
            relations.split(f'Id="{key}"')[0].rsplit("<", 1)[1]
            + relations.split(f'Id="{key}"')[1].split("/>")[0]
        )
        name = target.split('Target="')[1].split('"')[0]
        shown.append(body_text(document, f"word/{name}"))
    assert shown == ["Chi bộ 0 – trang", "Chi bộ 1 – trang"] * 2
    assert b"SECTIONPAGES" in parts["word/footer1.xml"]


def test_lists_start_anew_in_every_record(tmp_path: Path) -> None:
    source = paper(
        listed(1, "{{ ten }}") + listed(1, "hai") + listed(2, "chấm"),
        extra={"word/numbering.xml": NUMBERING},
        relations=NUMBERING_RELATION,
        types=NUMBERING_TYPE,
    )
    document = merged(source, NAMES, tmp_path / "g.docx")
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    used = [node.get(f"{_W}val") for node in root.iter(f"{_W}numId")]
    assert used == ["1", "1", "2", "3", "3", "2", "4", "4", "2"]
    numbering = etree.fromstring(unzipped(document)["word/numbering.xml"])
    starts = [node.get(f"{_W}val") for node in numbering.iter(f"{_W}startOverride")]
    assert starts == ["3", "3"]


def test_notes_belong_to_their_record(tmp_path: Path) -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:id="1">{p("chú {{ ten }}")}</w:footnote>'
    )
    body = f'<w:p>{run("{{ ten }}")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    document = merged(paper(body, footnotes=notes), NAMES[:2], tmp_path / "g.docx")
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    assert [n.get(f"{_W}id") for n in root.iter(f"{_W}footnoteReference")] == ["1", "2"]
    assert body_text(document, "word/footnotes.xml") == "\nchú An\nchú Bình & Cường"


def test_marks_drawings_and_ids_are_unique(tmp_path: Path) -> None:
    body = (
        f'<w:p><w:bookmarkStart w:id="7" w:name="dau"/>{run("{{ ten }}")}<w:bookmarkEnd w:id="7"/>'
        f"{drawing(1)}</w:p>"
        '<w:p><w:hyperlink w:anchor="dau"><w:r><w:instrText>PAGEREF dau</w:instrText></w:r>'
        f"</w:hyperlink></w:p>{p('hết')}"
    )
    document = merged(paper(body), NAMES, tmp_path / "g.docx")
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    names = [n.get(f"{_W}name") for n in root.iter(f"{_W}bookmarkStart")]
    assert names == ["dau", "dau_2", "dau_3"]
    assert [n.get(f"{_W}anchor") for n in root.iter(f"{_W}hyperlink")] == names
    assert [n.text for n in root.iter(f"{_W}instrText")] == [f"PAGEREF {name}" for name in names]


def test_records_of_several_sections_inherit_no_header(tmp_path: Path) -> None:
    # The first section has no header of its own, the second has one.
    first = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    source = paper(p("{{ ten }} thân"), header=p("đầu"), first_section=p("bìa") + first)
    document = merged(source, NAMES[:2], tmp_path / "g.docx")
    found = sections(document)
    assert len(found) == 4
    assert all(section.find(f"{_W}headerReference") is not None for section in found)
    starts = [section.find(f"{_W}pgNumType") is not None for section in found]
    assert starts == [True, False, True, False]


def test_a_record_that_ends_with_a_table_gets_a_tiny_closing_line(tmp_path: Path) -> None:
    document = merged(paper(tbl(tr("{{ ten }}", "x"))), NAMES, tmp_path / "g.docx")
    xml = unzipped(document)["word/document.xml"].decode()
    assert xml.count('<w:sz w:val="2"/>') == 2
    empty = merged(paper(p("{{ ten }}") + "<w:p/>"), NAMES, tmp_path / "g2.docx")
    assert '<w:sz w:val="2"/>' not in unzipped(empty)["word/document.xml"].decode()


def test_a_bad_record_is_left_out_and_told(tmp_path: Path) -> None:
    template = CompiledTemplate.load(paper(p("{{ ten }}")))
    contexts: list[dict[str, Any]] = [{"ten": "1"}, {"ten": None}, {"ten": "3"}, {}]
    told: list[tuple[int, str]] = []

    def tell(index: int, error: GiaytoError) -> None:
        told.append((index, error.code))

    out = tmp_path / "g.docx"
    assert merge_records(template, contexts, out, on_error=tell) == 2
    assert told == [(1, "GT305"), (3, "GT304")]
    assert body_text(out.read_bytes()) == "1\n3"
    with pytest.raises(MissingValue):
        merge_records(template, contexts, tmp_path / "h.docx")
    assert [entry.name for entry in tmp_path.iterdir()] == ["g.docx"]


def test_nothing_to_merge_and_nowhere_to_write(tmp_path: Path) -> None:
    template = CompiledTemplate.load(paper(p("{{ ten }}")))
    with pytest.raises(MergeFailed):
        merge_records(template, [], tmp_path / "g.docx")
    with pytest.raises(MergeFailed):
        merge_files([], tmp_path / "g.docx")
    with pytest.raises(CannotWrite):
        merge_records(template, NAMES, tmp_path)
    with pytest.raises(TemplateError):
        merge_records(template, [{"ten": Image(b"x")}], tmp_path / "g.docx")
    assert list(tmp_path.iterdir()) == []


def test_merging_is_one_pass_in_flat_memory(tmp_path: Path) -> None:
    template = CompiledTemplate.load(paper(*[p("{{ ten }} " + "chữ " * 50) for _ in range(40)]))
    merge_records(template, itertools.repeat({"ten": "An"}, 3), tmp_path / "g.docx")
    peaks = []
    for count in (100, 1000):
        tracemalloc.start()
        merge_records(template, itertools.repeat({"ten": "An"}, count), tmp_path / "g.docx")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    source = paper(p("{{ ten }}"), header=p("{{ ten }}"))
    assert merged(source, NAMES, tmp_path / "a.docx") == merged(source, NAMES, tmp_path / "b.docx")


def test_finished_files_of_one_house_are_merged_directly(tmp_path: Path) -> None:
    source = paper(p("{{ ten }}"), header=p("{{ ten }}"))
    other = paper(p("Mẫu khác: {{ ten }}"), tbl(tr("1", "2")))
    paths = []
    for number, template in enumerate((source, other, source)):
        paths.append(tmp_path / f"{number}.docx")
        CompiledTemplate.load(template).render_to(paths[-1], NAMES[number])
    out = tmp_path / "g.docx"
    assert merge_files(paths, out) == 3
    document = out.read_bytes()
    assert problems(document) == []
    assert body_text(document).startswith("An\nMẫu khác: Bình & Cường\n1\n2\n")
    assert merge_files(paths[1:], out) == 2
    assert problems(out.read_bytes()) == []


def test_pictures_and_links_of_finished_files_come_along(tmp_path: Path) -> None:
    relation = (
        '<Relationship Id="rIdM" Target="media/image1.png" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image"/>'
        '<Relationship Id="rIdL" Target="https://a.example" TargetMode="External" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
    )
    body = '<w:p><w:hyperlink r:id="rIdL"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r><w:pict r:id="rIdM"/></w:r></w:p>'
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.docx")
        picture = {"word/media/image1.png": b"anh %d" % (number // 2)}
        paths[-1].write_bytes(paper(body, extra=picture, relations=relation))
    out = tmp_path / "g.docx"
    assert merge_files(paths, out) == 3
    assert problems(out.read_bytes()) == []
    media = {n: d for n, d in unzipped(out.read_bytes()).items() if "media" in n}
    assert sorted(media.values()) == [b"anh 0", b"anh 1"]


def test_unlike_files_keep_their_looks(tmp_path: Path) -> None:
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path, size in zip(paths, (10, 20), strict=True):
        document = Document()
        document.styles["Normal"].font.size = size * 12700
        document.add_paragraph(f"cỡ {size}")
        document.save(str(path))
    out = tmp_path / "g.docx"
    assert merge_files(paths, out) == 2
    assert problems(out.read_bytes()) == []
    found = {one.text: one.style.font.size for one in Document(str(out)).paragraphs if one.style}
    assert found == {"cỡ 10": 10 * 12700, "cỡ 20": 20 * 12700}


def test_reviewers_remarks_are_not_merged(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    relation = (
        '<Relationship Id="rIdC" Target="comments.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/comments"/>'
    )
    remark = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="x">{p("x")}</w:comment></w:comments>'
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("{{ ten }}")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    types = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'
    source = paper(body, extra={"word/comments.xml": remark}, relations=relation, types=types)
    document = merged(source, NAMES[:2], tmp_path / "g.docx")
    assert b"comment" not in unzipped(document)["word/document.xml"]
    assert "word/comments.xml" not in unzipped(document)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    good = tmp_path / "a.docx"
    good.write_bytes(paper(p("x")))
    bad = tmp_path / "hong.docx"
    bad.write_bytes(zipped({"x": b""}))
    with pytest.raises(GiaytoError, match=r"hong\.docx"):
        merge_files([good, bad], tmp_path / "g.docx")
