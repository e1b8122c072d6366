"""Files of different kinds in one: each looks as it did alone, or it is said why not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from giayto.errors import GiaytoError, MergeFailed
from giayto.rendering import CompiledTemplate, SubDocument
from giayto.rendering.merge import merge_files, merge_records
from tests.rendering.merge.joined import (
    both,
    joined,
    listed,
    nodes,
    note,
    override,
    pages,
    reference,
    relation,
    style,
    styles,
    val,
)
from tests.rendering.word_papers import body_text, p, paper, tbl, tr, unzipped, zipped
from tests.rendering.word_validity import problems

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{}"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
BASED = '<w:basedOn w:val="Normal"/>'


def size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/>'


def styled(name: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'


def sizes(document: bytes) -> list[tuple[str, float | None]]:
    """Each paragraph's text and size of letters by its style, followed to its root."""
    found = []
    for one in Document(io.BytesIO(document)).paragraphs:
        at, size_of = one.style, None
        while at is not None and size_of is None:
            size_of = at.font.size
            at = at.base_style
        found.append((one.text, None if size_of is None else size_of.pt))
    return found


def test_styles_that_only_one_file_has_come_along(tmp_path: Path) -> None:
    normal = style("Normal", size(14))
    first = paper(p("A"), **styles(normal))
    other = paper(
        p("B", layout=styled("Dam")), **styles(normal, style("Dam", size(16), more=BASED))
    )
    document = joined(tmp_path, first, other, other)
    assert sizes(document) == [("A", 14), ("B", 16), ("B", 16)]
    assert len(nodes(document, "style", "word/styles.xml")) == 2


def test_namesakes_that_look_otherwise_are_kept_apart(tmp_path: Path) -> None:
    first = paper(p("A"), **styles(style("Normal", size(14)), style("Dam", size(16), more=BASED)))
    second = paper(
        p("B"),
        p("C", layout=styled("Dam")),
        tbl(tr("D", "E")),
        "<w:p/>",
        **styles(style("Normal", size(10)), style("Dam", "<w:b/>", more=BASED)),
    )
    document = joined(tmp_path, first, second, first)
    plain = [one for one in sizes(document) if one[0]]
    assert plain == [("A", 14), ("B", 10), ("C", 10), ("A", 14)]
    names = [val(n) for n in nodes(document, "name", "word/styles.xml")]
    assert len(names) == len(set(names))


def test_headers_and_notes_keep_their_own_styles(tmp_path: Path) -> None:
    first = paper(p("A"), header=p("đầu A"), **styles(style("Normal", size(14))))
    second = paper(
        f"<w:p><w:r><w:t>B</w:t></w:r>{reference(1)}</w:p>",
        header=p("đầu B"),
        footnotes=note(1, "chú B"),
        **styles(style("Normal", size(10))),
    )
    document = joined(tmp_path, first, second)
    for part in ("word/header2.xml", "word/header1.xml", "word/footnotes.xml"):
        text = unzipped(document).get(part, b"").decode()
        assert ("pStyle" in text) == ("B" in text)
    assert "đầu B" in "".join(d.decode() for n, d in unzipped(document).items() if "header" in n)


def test_a_file_without_styles_is_not_made_to_look_like_the_first(tmp_path: Path) -> None:
    first = paper(p("A"), **styles(style("Normal", size(30))))
    document = joined(tmp_path, first, paper(p("B")))
    assert sizes(document) == [("A", 30), ("B", None)]
    document = joined(tmp_path, paper(p("B")), first)
    assert sizes(document) == [("B", None), ("A", 30)]


def test_what_word_only_notes_for_itself_is_no_difference(tmp_path: Path) -> None:
    more = '<w:uiPriority w:val="9"/><w:qFormat/><w:rsid w:val="00AA11BB"/>'
    first = paper(p("A"), **styles(style("Normal", size(14))))
    second = paper(p("B"), **styles(style("Normal", size(14), more=more)))
    document = joined(tmp_path, first, second)
    assert len(nodes(document, "style", "word/styles.xml")) == 1
    assert nodes(document, "pStyle") == []


def test_other_text_without_a_style_is_refused_with_the_true_reason(tmp_path: Path) -> None:
    (tmp_path / "mot.docx").write_bytes(paper(p("A"), **styles(defaults=DEFAULTS.format(28))))
    (tmp_path / "hai.docx").write_bytes(paper(p("B"), **styles(defaults=DEFAULTS.format(20))))
    with pytest.raises(MergeFailed) as caught:
        merge_files([tmp_path / "mot.docx", tmp_path / "hai.docx"], tmp_path / "g.docx")
    assert "hai.docx" in caught.value.what
    assert "mot.docx" in caught.value.what
    assert "docDefaults" in str(caught.value.why)
    assert "PDF" in str(caught.value.fix)
    assert not (tmp_path / "g.docx").exists()


@pytest.mark.parametrize("used", [True, False])
def test_another_theme_matters_only_where_it_is_used(tmp_path: Path, used: bool) -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"

    def themed(face: str) -> bytes:
        theme = (
            f'<a:theme xmlns:a="{space}" name="x"><a:themeElements><a:fontScheme name="{face}">'
            f'<a:majorFont><a:latin typeface="{face}"/></a:majorFont></a:fontScheme>'
            "</a:themeElements></a:theme>"
        )
        look = '<w:rFonts w:asciiTheme="majorHAnsi"/>' if used else size(14)
        part = {
            "extra": {"word/theme/theme1.xml": theme},
            "relations": relation("rIdH", "theme", "theme/theme1.xml"),
            "types": override(
                "word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"
            ),
        }
        return paper(p("x"), **both(styles(style("Normal", look)), part))

    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path, face in zip(paths, ("Cambria", "Aptos"), strict=True):
        path.write_bytes(themed(face))
    why = ""
    try:
        merge_files(paths, tmp_path / "g.docx")
    except MergeFailed as error:
        why = str(error.why)
    assert ("theme" in why) == used


LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
)


def numbered(start: int, kind: str, count: int = 1) -> dict[str, Any]:
    abstract = f'<w:abstractNum w:abstractNumId="0">{LEVEL.format(start, kind)}</w:abstractNum>'
    nums = (f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="0"/></w:num>' for n in range(count))
    return listed(abstract, *nums)


def item(text: str, number: int = 1) -> str:
    layout = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, layout=f"<w:pPr>{layout}</w:pPr>")


def test_lists_of_unlike_files_keep_their_numbers(tmp_path: Path) -> None:
    figures = paper(item("A1"), item("A2"), **numbered(1, "decimal"))
    roman = paper(item("B1"), item("B2"), **numbered(4, "upperRoman"))
    document = joined(tmp_path, figures, roman, figures, roman, paper(p("cuối")))
    assert pages(tmp_path, document) == [
        *("1. A1 2. A2", "IV. B1 V. B2", "1. A1 2. A2", "IV. B1 V. B2", "cuối"),
    ]


def test_a_list_after_papers_without_any(tmp_path: Path) -> None:
    listing = paper(item("A1"), item("A2"), **numbered(3, "decimal"))
    document = joined(tmp_path, paper(p("đầu")), listing, listing)
    assert pages(tmp_path, document) == ["đầu", "3. A1 4. A2", "3. A1 4. A2"]


def test_lists_of_styles_in_unlike_files(tmp_path: Path) -> None:
    def with_style(kind: str) -> bytes:
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        muc = (
            '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/>'
            f"<w:pPr>{number}</w:pPr></w:style>"
        )
        parts = both(styles(muc), numbered(1, kind))
        return paper(p("x", layout=styled("Muc")), p("y", layout=styled("Muc")), **parts)

    document = joined(tmp_path, with_style("decimal"), with_style("upperLetter"))
    assert pages(tmp_path, document) == ["1. x 2. y", "A. x B. y"]


def test_a_list_without_any_numbering_part_is_no_crash(tmp_path: Path) -> None:
    for number, one in enumerate((paper(p("a"), **styles()), paper(item("x", 9)))):
        (tmp_path / f"{number}.docx").write_bytes(one)
    assert merge_files([tmp_path / "0.docx", tmp_path / "1.docx"], tmp_path / "g.docx") == 2
    assert body_text((tmp_path / "g.docx").read_bytes()) == "a\nx"


def test_roots_that_declare_other_prefixes(tmp_path: Path) -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def rooted(body: str, spaces: str) -> bytes:
        parts: dict[str, bytes | str] = dict(unzipped(paper(body)))
        text = unzipped(paper(body))["word/document.xml"].decode()
        parts["word/document.xml"] = text.replace("<w:document ", f"<w:document {spaces} ", 1)
        return zipped(parts)

    seen = '<w:p w14:x="1"><w:r><w:t>B</w:t></w:r></w:p>'
    plain = paper(p("A"))
    new = rooted(seen, f'xmlns:w14="{w14}" xmlns:mc="{mc}" mc:Ignorable="w14"')
    clash = rooted('<w:p w14:x="1"><w:r><w:t>C</w:t></w:r></w:p>', 'xmlns:w14="urn:khac"')
    for order in ((plain, new, clash), (clash, new, plain)):
        for number, one in enumerate(order):
            (tmp_path / f"{number}.docx").write_bytes(one)
        merge_files([tmp_path / f"{n}.docx" for n in range(3)], tmp_path / "g.docx")
        document = (tmp_path / "g.docx").read_bytes()
        assert problems(document) == []
        kept = {key for n in nodes(document, "p") for key in n.attrib if str(key).endswith("}x")}
        assert kept == {f"{{{w14}}}x", "{urn:khac}x"}


def test_papers_of_python_docx_with_every_style(tmp_path: Path) -> None:
    papers = []
    for number in range(2):
        document = Document()
        document.styles["Heading 1"].font.size = (10 + number) * 12700
        document.add_heading(f"Đầu {number}", 1)
        document.add_paragraph("mục", style="List Number")
        document.add_paragraph("mục", style="List Bullet")
        document.add_table(rows=1, cols=2, style="Table Grid")
        document.sections[0].header.paragraphs[0].text = f"đầu trang {number}"
        document.save(str(tmp_path / "mot.docx"))
        papers.append((tmp_path / "mot.docx").read_bytes())
    document_bytes = joined(tmp_path, *papers)
    headings = [pair for pair in sizes(document_bytes) if pair[0].startswith("Đầu")]
    assert headings == [("Đầu 0", 10), ("Đầu 1", 11)]
    seen = pages(tmp_path, document_bytes)
    assert ["đầu trang 0" in seen[0], "đầu trang 1" in seen[1]] == [True, True]
    assert all("1. mục" in page for page in seen)


def test_sub_documents_of_records_bring_their_styles_and_lists(tmp_path: Path) -> None:
    pytest.importorskip("docxcompose")

    def inner(word: str) -> bytes:
        document = Document()
        document.add_paragraph(f"{word} một", style="List Number")
        document.add_paragraph(f"{word} hai", style="List Number")
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()

    base = Document()
    base.add_paragraph("{{ ten }}")
    base.add_paragraph("{{p con }}")
    saved = io.BytesIO()
    base.save(saved)
    records = [
        {"ten": "An", "con": SubDocument(inner("An"))},
        {"ten": "Bình", "con": SubDocument(inner("Bình"))},
    ]
    merge_records(CompiledTemplate.load(saved.getvalue()), records, tmp_path / "g.docx")
    document = (tmp_path / "g.docx").read_bytes()
    assert problems(document) == []
    assert pages(tmp_path, document) == ["An 1. An một 2. An hai", "Bình 1. Bình một 2. Bình hai"]


def test_marks_in_comments_of_the_xml_cost_no_time(tmp_path: Path) -> None:
    trap = "<!--" + "<w:sectPr <w:bookmarkStart <w:instrText " * 20_000 + "-->"
    source = paper(p("A"), trap, p("B"))
    document = joined(tmp_path, source, source)
    assert body_text(document) == "A\nB\nA\nB"
    assert b"<!--" not in unzipped(document)["word/document.xml"]


def test_a_damaged_file_among_good_ones_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(paper(p("x")))
    parts = unzipped(paper(p("y")))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"word/khong-co.xml")
    (tmp_path / "hong.docx").write_bytes(zipped(parts))
    for names in (("a.docx", "hong.docx"), ("hong.docx", "a.docx")):
        with pytest.raises(GiaytoError, match=r"hong\.docx"):
            merge_files([tmp_path / name for name in names], tmp_path / "g.docx")


def test_a_field_that_calls_a_style_by_name_is_not_led_astray(tmp_path: Path) -> None:
    code = '<w:p><w:fldSimple w:instr=" STYLEREF Dam "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    (tmp_path / "a.docx").write_bytes(paper(p("x"), **styles(style("Dam", size(10)))))
    (tmp_path / "b.docx").write_bytes(paper(p("y"), header=code, **styles(style("Dam", size(9)))))
    with pytest.raises(MergeFailed, match=r"b\.docx") as caught:
        merge_files([tmp_path / "a.docx", tmp_path / "b.docx"], tmp_path / "g.docx")
    assert "STYLEREF" in str(caught.value.why)
