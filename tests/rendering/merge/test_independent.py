"""Marks, references, fields and lists of merged records, asserted in the XML that Word reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from giayto.errors import MergeFailed
from giayto.rendering import CompiledTemplate
from giayto.rendering.merge import merge_files, merge_records
from tests.rendering.merge.listed import BREAK, field, item, lists, num
from tests.rendering.word_papers import W, body_text, p, paper, run, unzipped
from tests.rendering.word_validity import problems

_W = f"{{{W}}}"
TWO: list[dict[str, Any]] = [{"ten": "An"}, {"ten": "Bình"}]
NEXT = "<w:p><w:pPr><w:sectPr>{}</w:sectPr></w:pPr></w:p>"


def mark(name: str, inner: str = "x", number: int = 1) -> str:
    return (
        f'<w:p><w:bookmarkStart w:id="{number}" w:name="{name}"/>{run(inner)}'
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def fields(*codes: str, split: bool = False) -> str:
    return "".join(f"<w:p>{field(code, 'x', split=split)}</w:p>" for code in codes)


def merged(source: bytes, folder: Path, people: list[dict[str, Any]] = TWO, **how: Any) -> bytes:
    out = folder / "g.docx"
    merge_records(CompiledTemplate.load(source), people, out, **how)
    data = out.read_bytes()
    assert problems(data) == []
    Document(str(out))
    return data


def merged_files(folder: Path, *sources: bytes) -> bytes:
    paths = []
    for number, source in enumerate(sources):
        paths.append(folder / f"{number}.docx")
        paths[-1].write_bytes(source)
    merge_files(paths, folder / "g.docx")
    assert problems((folder / "g.docx").read_bytes()) == []
    return (folder / "g.docx").read_bytes()


def codes(document: bytes, part: str = "word/document.xml") -> list[str]:
    """The codes of all fields, those in pieces put together; simple ones as well."""
    found = []
    for node in etree.fromstring(unzipped(document)[part]).iter(
        f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"
    ):
        if node.tag == f"{_W}fldSimple":
            found.append(str(node.get(f"{_W}instr")).strip())
        elif node.get(f"{_W}fldCharType") == "begin":
            found.append("")
        elif node.tag == f"{_W}instrText":
            found[-1] = (found[-1] + (node.text or "")).lstrip()
    return [code.strip() for code in found]


def names(document: bytes) -> list[str]:
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    return [str(node.get(f"{_W}name")) for node in root.iter(f"{_W}bookmarkStart")]


@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
@pytest.mark.parametrize(
    ("code", "second"),
    [
        ("REF muc", "REF muc_2"),
        ('REF "muc" \\h', 'REF "muc_2" \\h'),
        ("ref MUC \\h", "ref muc_2 \\h"),
        ("PAGEREF muc \\* Arabic", "PAGEREF muc_2 \\* Arabic"),
        ("NOTEREF muc \\f", "NOTEREF muc_2 \\f"),
        ("GOTOBUTTON muc Xem muc", "GOTOBUTTON muc_2 Xem muc"),
        ('HYPERLINK \\l "muc"', 'HYPERLINK \\l "muc_2"'),
        ('HYPERLINK \\l muc \\o "muc"', 'HYPERLINK \\l muc_2 \\o "muc"'),
        ('HYPERLINK "#muc"', 'HYPERLINK "#muc_2"'),
        ('HYPERLINK "" \\l "muc"', 'HYPERLINK "" \\l "muc_2"'),
        ('HYPERLINK "khac.docx" \\l "muc"', 'HYPERLINK "khac.docx" \\l "muc"'),
        ('TOC \\o "1-3" \\b muc \\h', 'TOC \\o "1-3" \\b muc_2 \\h'),
        ("SEQ Hinh muc", "SEQ Hinh muc_2 \\r 1"),
        ("muc", "muc_2"),
        ('IF muc = "muc" "muc" "b"', 'IF muc_2 = "muc" "muc" "b"'),
        ("= muc * 2", "= muc_2 * 2"),
        ('SET muc "muc"', 'SET muc_2 "muc"'),
        ("QUOTE muc", "QUOTE muc"),
        ("REF mục", "REF mục"),
        ("REF muc1", "REF muc1"),
    ],
)
def test_a_reference_leads_to_its_own_record(
    tmp_path: Path, code: str, second: str, split: bool
) -> None:
    found = codes(merged(paper(mark("muc"), fields(code, split=split)), tmp_path))
    assert found == [code, second]


def test_simple_fields_anchors_and_nested_fields(tmp_path: Path) -> None:
    inner = field(" REF muc ", "1")
    nested = inner.join(field(" IF |= 1 ", "x").split("|"))
    nested = field(" IF ", "x").replace("</w:instrText></w:r>", f"</w:instrText></w:r>{inner}", 1)
    body = (
        mark("muc"),
        '<w:p><w:fldSimple w:instr=" REF &quot;muc&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
        '<w:p><w:hyperlink w:tooltip="a" w:anchor="Muc"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
        f"<w:p>{nested}</w:p>",
    )
    document = merged(paper(*body), tmp_path)
    assert codes(document)[3:] == ['REF "muc_2"', "IF", "REF muc_2"]
    assert b'w:anchor="muc_2"' in unzipped(document)["word/document.xml"]


def test_long_and_clashing_names_stay_apart(tmp_path: Path) -> None:
    long = "một_cái_tên_rất_dài_của_dấu_trang_trong_m"[:40]
    others = [long[:39] + "x", "muc", "muc_2", "MUC_3", "_Toc123456789"]
    body = [mark(name, number=n) for n, name in enumerate([long, *others])]
    document = merged(paper(*body, fields(f"REF {long}", f"REF {others[0]}")), tmp_path, TWO * 6)
    found = names(document)
    assert len({name.casefold() for name in found}) == len(found) == 72
    assert max(map(len, found)) <= 40
    assert codes(document) == [
        f"REF {name}" for record in range(12) for name in found[record * 6 : record * 6 + 2]
    ]


def test_a_mark_in_a_header_keeps_one_header_for_all_unless_it_is_needed(tmp_path: Path) -> None:
    header = mark("_GoBack", "đầu")
    free = unzipped(merged(paper(p("{{ ten }}"), header=header), tmp_path))
    assert [name for name in free if name.startswith("word/header")] == ["word/header1.xml"]
    needed = unzipped(
        merged(paper(p("{{ ten }}"), fields("REF dau"), header=mark("Dau", "đầu")), tmp_path)
    )
    found = re.findall(r'w:name="([^"]*)"', "".join(
        data.decode() for name, data in needed.items() if name.startswith("word/header")
    ))  # fmt: skip
    assert sorted(found) == ["Dau", "Dau_2"]


def test_marks_across_tables_stay_in_pairs(tmp_path: Path) -> None:
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr/>'
        '<w:p><w:bookmarkStart w:id="5" w:name="a" w:colFirst="0" w:colLast="0"/></w:p></w:tc></w:tr>'
        '</w:tbl><w:bookmarkStart w:id="6" w:name="b"/>'
    )
    rest = '<w:p><w:bookmarkEnd w:id="5"/><w:r><w:t>{{ ten }}</w:t></w:r><w:bookmarkEnd w:id="6"/></w:p>'
    assert names(merged(paper(table, rest), tmp_path)) == ["a", "b", "a_2", "b_2"]


# -- fields that show the document --------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("TITLE", "Giấy Bình"),
        ("title \\* Upper", "GIẤY BÌNH"),
        ("TITLE \\* MERGEFORMAT", "Giấy Bình"),
        ("INFO Title", "Giấy Bình"),
        ("DOCPROPERTY title", "Giấy Bình"),
        ('DOCPROPERTY "Title"', "Giấy Bình"),
        ("AUTHOR", "kết quả"),
        ("DOCPROPERTY Khac", "kết quả"),
        ("FILENAME \\p", "kết quả"),
        ('CREATEDATE \\@ "dd/MM/yyyy"', "kết quả"),
        ("NUMWORDS", "kết quả"),
        ("DOCVARIABLE so", "kết quả"),
        ("LASTSAVEDBY", "kết quả"),
    ],
)
@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
def test_what_shows_the_document_is_fixed_to_its_record(
    tmp_path: Path, code: str, shown: str, split: bool
) -> None:
    body = f"<w:p>{field(code, 'kết quả', split=split)}</w:p>"
    simple = code.replace('"', "&quot;")
    body += f'<w:p><w:fldSimple w:instr="{simple}">{run("kết quả")}</w:fldSimple></w:p>'
    document = merged(paper(p("{{ ten }}"), body, header=body, title="Giấy {{ ten }}"), tmp_path)
    assert codes(document) == []
    assert body_text(document).split("\n")[3:] == ["Bình", shown, shown]
    # LibreOffice and Word show the header of the second record.
    headers = [name for name in unzipped(document) if name.startswith("word/header")]
    assert [body_text(document, name) for name in headers][-1] == f"{shown}\n{shown}"
    assert all(codes(document, name) == [] for name in headers)


def test_the_result_keeps_its_look_and_needs_none(tmp_path: Path) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>cũ</w:t></w:r>"
    body = "<w:p>" + field("TITLE", "|").replace("<w:r><w:t>|</w:t></w:r>", bold) + "</w:p>"
    body += '<w:p><w:fldSimple w:instr="TITLE"/></w:p>'
    document = merged(paper(p("{{ ten }}"), body, title="Giấy {{ ten }}"), tmp_path)
    assert body_text(document).split("\n")[3:] == ["Bình", "Giấy Bình", "Giấy Bình"]
    assert (
        '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Giấy Bình'
        in unzipped(document)["word/document.xml"].decode()
    )


def test_other_fields_stay_alive(tmp_path: Path) -> None:
    alive = ["PAGE", 'DATE \\@ "dd"', "USERNAME", "EQ \\f(1;2)"]
    document = merged(paper(p("TITLE NUMPAGES {{ ten }}"), fields(*alive)), tmp_path)
    assert codes(document) == alive * 2
    assert body_text(document).startswith("TITLE NUMPAGES An")


def test_controls_bound_to_the_document_are_set_free(tmp_path: Path) -> None:
    control = (
        (
            '<w:p><w:sdt><w:sdtPr><w:dataBinding w:prefixMappings="xmlns:ns0=\'a\'" w:xpath="/ns1:core'
            'Properties[1]/ns0:title[1]" w:storeItemID="{{6C3C8BC8-F283-45AE-878A-BAB7291924A1}}"/>'
            "<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>cũ</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
    other = (
        control.replace("ns0:title[1]", "khac").replace("coreProperties", "so").replace("cũ", "giữ")
    )
    document = merged(paper(p("{{ ten }}"), control, other, title="Giấy {{ ten }}"), tmp_path)
    assert body_text(document) == "An\nGiấy An\ngiữ\nBình\nGiấy Bình\ngiữ"
    assert b"dataBinding" not in unzipped(document)["word/document.xml"]


# -- page totals, sequences ------------------------------------------------------------------


@pytest.mark.parametrize("split", [False, True], ids=["whole", "split"])
def test_the_total_of_one_section(tmp_path: Path, split: bool) -> None:
    total = field("NumPages \\* roman", "9", split=split)
    footer = f"<w:p>{total}{run('NUMPAGES')}</w:p>"
    document = merged(paper(p("{{ ten }}"), footer=footer), tmp_path)
    assert codes(document, "word/footer1.xml") == ["SECTIONPAGES \\* roman"]
    assert body_text(document, "word/footer1.xml").endswith("NUMPAGES")
    assert "word/footer2.xml" not in unzipped(document)


def footers(document: bytes) -> list[list[str]]:
    found = [name for name in unzipped(document) if re.fullmatch(r"word/footer\d+\.xml", name)]
    return [codes(document, name) for name in found]


def test_the_total_of_many_sections_is_the_number_of_the_last_page(tmp_path: Path) -> None:
    source = paper(
        p("{{ ten }}") + NEXT.format(""), p("hết"), footer=f"<w:p>{field('NUMPAGES', '9')}</w:p>"
    )
    document = merged(source, tmp_path)
    ends = names(document)
    assert len(set(ends)) == 2
    assert footers(document) == [[f"PAGEREF {name} \\* Arabic"] for name in ends]


@pytest.mark.parametrize("simple", [False, True], ids=["field", "fldSimple"])
def test_the_total_where_pages_begin_again_is_a_sum(tmp_path: Path, simple: bool) -> None:
    second = NEXT.format('<w:pgNumType w:start="3"/>')
    total = '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    footer = f"<w:p>{total if simple else field('NUMPAGES', '9', split=True)}</w:p>"
    source = paper(p("bìa") + NEXT.format(""), p("{{ ten }}") + second, p("hết"), footer=footer)
    document = merged(source, tmp_path)
    ends = names(document)
    assert len(set(ends)) == 4
    assert footers(document) == [
        ["=", f"PAGEREF {a} \\* Arabic +", f"PAGEREF {b} \\* Arabic - 2"]
        for a, b in (ends[:2], ends[2:])
    ]


def test_the_total_where_pages_run_through_the_file(tmp_path: Path) -> None:
    footer = f"<w:p>{field('NUMPAGES', '9')}</w:p>"
    source = paper(p("{{ ten }}") + NEXT.format(""), p("hết"), footer=footer)
    document = merged(source, tmp_path, restart_pages=False)
    first, last = names(document)[2:]
    assert footers(document)[1] == [
        "=",
        f"PAGEREF {last} \\* Arabic -",
        f"PAGEREF {first} \\* Arabic + 1",
    ]


def test_sequences_begin_anew(tmp_path: Path) -> None:
    body = fields("SEQ Hinh \\* ARABIC", "SEQ hinh", "SEQ Bang \\r 5", "SEQ Ma \\c")
    document = merged(paper(p("{{ ten }}"), body), tmp_path)
    assert codes(document)[4:] == [
        "SEQ Hinh \\* ARABIC \\r 1",
        "SEQ hinh",
        "SEQ Bang \\r 5",
        "SEQ Ma \\c",
    ]


# -- lists -----------------------------------------------------------------------------------


def test_more_lists_than_word_counts_are_refused_by_name(tmp_path: Path) -> None:
    template = CompiledTemplate.load(paper(item(1, "{{ ten }}"), **lists(num(1))))
    with pytest.raises(MergeFailed) as told:
        merge_records(template, TWO[:1] * 2047, tmp_path / "g.docx")
    assert "in.pdf" in str(told.value.fix)
    assert merge_records(template, TWO[:1] * 2046, tmp_path / "g.docx") == 2046
    document = unzipped((tmp_path / "g.docx").read_bytes())
    assert document["word/numbering.xml"].count(b"<w:num ") == 2046


def test_an_abstract_list_of_a_records_own_has_ids_of_its_own(tmp_path: Path) -> None:
    abstract = (
        '<w:abstractNum w:abstractNumId="7"><w:nsid w:val="12345678"/><w:tmpl w:val="9ABCDEF0"/>'
        '<w:lvl w:ilvl="0"><w:pStyle w:val="S"/></w:lvl><w:lvl w:ilvl="1"/></w:abstractNum>'
    )
    body = item(1, "{{ ten }}", 1)
    document = merged(paper(body, **lists(num(1, abstract=7), abstract)), tmp_path, TWO * 2)
    root = etree.fromstring(unzipped(document)["word/numbering.xml"])
    for name in ("nsid", "tmpl"):
        found = [node.get(f"{_W}val") for node in root.iter(f"{_W}{name}")]
        assert len(set(found)) == len(found) == 4
    assert [node.tag for node in root] == [f"{_W}abstractNum"] * 4 + [f"{_W}num"] * 4
    assert len(list(root.iter(f"{_W}pStyle"))) == 1


# -- other ways to write the same -------------------------------------------------------------


def rewritten(document: bytes, change: Any) -> bytes:
    from tests.rendering.word_papers import zipped

    parts: dict[str, bytes | str] = dict(unzipped(document))
    parts["word/document.xml"] = change(unzipped(document)["word/document.xml"].decode())
    return zipped(parts)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: re.sub(r'w:(id|name|val)="([^"]*)"', r"w:\1='\2'", xml),
        lambda xml: xml.replace("<w:p>", '<!-- <w:bookmarkStart w:id="1" w:name="muc"/> --><w:p>'),
        lambda xml: xml.replace("REF muc", "<![CDATA[REF muc]]>"),
        lambda xml: xml.replace("xmlns:w=", "xmlns:x=").replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:"),
        lambda xml: xml.replace("<w:p>", "<?thu <w:bookmarkStart ?><w:p>"),
        lambda xml: re.sub(r'w:id="(\d)" w:name="(\w+)"', r'w:name = "\2" w:id = "\1"', xml),
    ],
    ids=["single quotes", "comments", "CDATA", "another prefix", "instructions", "order"],
)  # fmt: skip
def test_unusual_ways_of_writing(tmp_path: Path, change: Any) -> None:
    source = rewritten(paper(mark("muc", "An"), fields("REF muc"), p("hết")), change)
    document = merged_files(tmp_path, source, source)
    assert names(document) == ["muc", "muc_2"]
    assert codes(document) == ["REF muc", "REF muc_2"]
    assert body_text(document) == "An\nx\nhết\nAn\nx\nhết"


@pytest.mark.parametrize(
    "piece",
    [
        "<w:bookmarkStart ", "<w:fldChar w:fldCharType=", "<w:instrText ", "<w:sectPr ",
        "<w:fldSimple ", "<w:hyperlink ", "<w:pStyle ", "<w:dataBinding ", "<wp:docPr ", "<w:sdtContent>",
    ],
)  # fmt: skip
def test_comments_full_of_marks_do_not_hang(tmp_path: Path, piece: str) -> None:
    source = rewritten(
        paper(p("An")), lambda xml: xml.replace("<w:p>", f"<!--{piece * 60_000}--><w:p>", 1)
    )
    assert body_text(merged_files(tmp_path, source, source)) == "An\nAn"


@pytest.mark.parametrize(
    "piece", ["<w:sectPr>", "<w:sectPrChange>", "<w:sdtContent>", "<w:fldSimple>"]
)
def test_elements_within_elements_do_not_hang(tmp_path: Path, piece: str) -> None:
    deep = piece * 200 + piece.replace("<", "</") * 200
    source = rewritten(paper(p("An")), lambda xml: xml.replace("<w:p>", f"<w:p>{deep * 20}", 1))
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path in paths:
        path.write_bytes(source)
    assert merge_files(paths, tmp_path / "g.docx") == 2


def test_a_break_in_a_record_is_no_new_record(tmp_path: Path) -> None:
    document = merged(paper(p("{{ ten }}"), BREAK, p("hai")), tmp_path)
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    assert len(list(root.iter(f"{_W}sectPr"))) == 2
