"""A picture, a link, rich text or a document stands where Word allows it, or is refused by name."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from docxtpl import Listing, RichText, RichTextParagraph

from giayto.errors import TemplateError
from giayto.rendering import CompiledTemplate, Image, Link, SubDocument
from tests.rendering.test_template import png
from tests.rendering.word_papers import BOLD, body_text, called, p, paper, run, tbl, tr, unzipped
from tests.rendering.word_validity import problems

PART = "word/document.xml"
INNER = paper(p("con"), tbl(tr("a", "b")), p("hết con"))
VALUES = {
    "anh": Image(png(), width_mm=5),
    "lk": Link("A & B", "https://dang.example/?a=1&b=2"),
    "con": SubDocument(INNER),
    "rt": RichText("An & Bình", italic=True),
    "rp": RichTextParagraph(RichText("đoạn")),
    "ls": Listing("một\nhai & ba"),
}
LINK = '<w:p><w:hyperlink w:anchor="x">{}</w:hyperlink></w:p>'
ALT = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{}"/></wp:inline></w:drawing></w:r></w:p>'
FIELD = "<w:p><w:r><w:instrText>XE {}</w:instrText></w:r></w:p>"
MATH = (
    '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
    "<m:r><m:t>{}</m:t></m:r></m:oMath></w:p>"
)
JOINED = "{{{{ 'đ/c ' ~ {0} ~ ' & ' }}}}"
MACRO = "{{% macro m(x) %}}[{{{{ x }}}}]{{% endmacro %}}{{{{ m({0}) }}}}"
SET = "{{% set t %}}[{{{{ {0} }}}}]{{% endset %}}{{{{ t }}}}"


def made(body: str, **values: object) -> bytes:
    """A sound document of that body."""
    document = CompiledTemplate.load(paper(body)).render({**VALUES, **values})
    assert problems(document) == []
    return document


def refused(source: bytes, **values: object) -> str:
    """What is said about a value in a wrong place."""
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate.load(source).render({**VALUES, **values})
    assert caught.value.fix is not None
    assert caught.value.where is not None
    return f"{caught.value.what} {caught.value.where} {caught.value.fix}"


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("a {{ rt }} b", "a An & Bình b"),
        ("a {{r rt }} b", "a An & Bình b"),
        ("{{p rt }}", "An & Bình"),
        (JOINED.format("rt"), "đ/c An & Bình & "),
        ("{{ [rt, 'x', rt]|join(', ') }}", "An & Bình, x, An & Bình"),
        (MACRO.format("rt"), "[An & Bình]"),
        (SET.format("rt"), "[An & Bình]"),
        ("{{ rt|safe }}", "An & Bình"),
        ("a {{ lk }} b", "a A & B b"),
        ("a {{r lk }} b", "a A & B b"),
        ("{{p lk }}", "A & B"),
        (JOINED.format("lk"), "đ/c A & B & "),
        (MACRO.format("lk"), "[A & B]"),
        ("a {{ anh }} b", "a  b"),
        ("a {{r anh }} b", "a  b"),
        ("{{p anh }}", ""),
        (JOINED.format("anh"), "đ/c  & "),
        (SET.format("anh"), "[]"),
        ("{{ con }}", "con\na\nb\nhết con"),
        ("{{r con }}", "con\na\nb\nhết con"),
        ("{{p con }}", "con\na\nb\nhết con"),
        ("{{ rp }}", "đoạn"),
        ("{{p rp }}", "đoạn"),
        ("a {{ ls|upper }} b", "a MỘT/HAI & BA b"),
        ("{{ 'x' ~ ls }}", "xmột/hai & ba"),
        ("{{ '{}!'.format(ls) }}", "một/hai & ba!"),
    ],
)
def test_a_value_finds_its_place(tag: str, shown: str) -> None:
    assert body_text(made(p(tag))) == shown
    if "{{p" in tag or "con" in tag:
        return  # below: what stands by itself, in a cell and in a content control
    control = f"<w:p><w:sdt><w:sdtContent>{run(tag)}</w:sdtContent></w:sdt></w:p>"
    cell = tbl(tr(tag, "x"))
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p(tag)}</w:txbxContent></w:pict></w:r></w:p>"
    assert body_text(made(control)) == shown
    assert body_text(made(cell)).startswith(shown)
    assert body_text(made(box)).endswith(shown)


@pytest.mark.parametrize("name", ["con", "rp"])
def test_what_consists_of_paragraphs_stands_alone(name: str) -> None:
    for tag in (
        f"a {{{{ {name} }}}}",
        f"a {{{{r {name} }}}} b",
        JOINED.format(name),
        SET.format(name),
    ):
        assert "{{p" in refused(paper(p(tag)))
    section = '<w:pPr><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr></w:pPr>'
    document = made(p(f"{{{{ {name} }}}}", layout=section) + tbl(tr(f"{{{{ {name} }}}}", "x")))
    assert unzipped(document)[PART].count(b"<w:sectPr") == 2
    begun = f'<w:p><w:bookmarkStart w:id="1" w:name="x"/>{run("{{ " + name + " }}")}</w:p>'
    document = made(begun + '<w:p><w:bookmarkEnd w:id="1"/></w:p>')
    assert unzipped(document)[PART].count(b"<w:bookmark") == 2
    assert "{{p" in refused(paper(p(f"{{{{ {name} }}}}").replace("</w:t>", "</w:t><w:br/>")))


@pytest.mark.parametrize("name", ["anh", "lk", "con"])
@pytest.mark.parametrize("place", [ALT, FIELD, MATH])
def test_only_characters_stand_in_attributes_fields_and_formulas(name: str, place: str) -> None:
    said = refused(paper(place.format(f"{{{{ {name} }}}}")))
    assert f"«{name}» không đặt được trong" in said


@pytest.mark.parametrize("place", [ALT, FIELD, MATH])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (VALUES["rt"], "An &amp; Bình"),
        (VALUES["ls"], "một hai &amp; ba"),
        ("1\t2\n3\a4\f5\r\n6", "1 2 3 4 5 6"),
    ],
)
def test_formatted_text_and_line_breaks_are_plain_there(
    place: str, value: object, shown: str
) -> None:
    document = made(place.format("[{{ x }}]"), x=value)
    assert f"[{shown}]" in unzipped(document)[PART].decode()


def test_properties_take_characters_only() -> None:
    template = CompiledTemplate.load(paper(p("x"), title="[{{ x }}]"))
    core = unzipped(template.render({"x": "a\n& b"}))["docProps/core.xml"].decode()
    assert "[a &amp; b]" in core
    assert "thuộc tính tệp" in refused(paper(p("x"), title="{{ anh }}"))


def test_deleted_text_and_texts_of_drawings_get_no_runs() -> None:
    drawn = (
        '<w:p><w:r><w:drawing><wp:inline><a:p xmlns:a="http://schemas.openxmlformats.org/drawingml'
        '/2006/main"><a:r><a:t>{{ x }}</a:t></a:r></a:p></wp:inline></w:drawing></w:r></w:p>'
    )
    assert b"<a:t>1 2 &amp;</a:t>" in unzipped(made(drawn, x="1\n2 &"))[PART]
    assert "«anh»" in refused(paper(drawn.replace("x }}", "anh }}")))


@pytest.mark.parametrize("name", list(VALUES))
def test_nothing_stands_between_rows_and_cells(name: str) -> None:
    for row in (tr(f"{{{{tr {name} }}}}", ""), tr("x", f"{{{{tc {name} }}}}")):
        assert "giữa các hàng" in refused(paper(tbl(tr("a", "b"), row)))


@pytest.mark.parametrize("name", ["anh", "lk", "con", "rt", "rp"])
@pytest.mark.parametrize(
    "tag",
    ["{{ %s|upper }}", "{{ '%%s' %% %s }}", "{{ '{}'.format(%s) }}", "{{ '%%s'|format(%s) }}"],
)
def test_formatted_values_do_not_pass_through_letters(name: str, tag: str) -> None:
    assert "~" in refused(paper(p(tag % name)))
    held = "{% set t %}[{{ " + name + " }}]{% endset %}"
    assert "~" in refused(paper(p(held + "{{ t.upper() }}")))
    assert "~" in refused(paper(p(held + "{{ t|trim }}")))


def test_a_link_does_not_stand_in_a_link() -> None:
    assert "trong một liên kết" in refused(paper(LINK.format(run("{{ lk }}"))))
    assert body_text(made(LINK.format(run("a {{ rt }} b")))) == "a An & Bình b"


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:instrText>DDEAUTO</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:fldSimple w:instr="INCLUDETEXT x"/>',
        "<w:r><w:pict/></w:r>",
        "<w:r><w:object/></w:r>",
        '<w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
        '<w:r r:embed="rId1"><w:t>x</w:t></w:r>',
        "<w:r>trần</w:r>",
        "<w:p/>",
        "trần",
        "</w:t></w:r>",
        "<w:r><w:rPr><w:r/></w:rPr></w:r>",
    ],
)
def test_rich_text_holds_runs_of_text_only(xml: str) -> None:
    rich = RichText("x")
    rich.xml += xml
    assert "«rt»" in refused(paper(p("{{ rt }}")), rt=rich)
    paragraphs = RichTextParagraph("x")
    paragraphs.xml += f"<w:p>{xml}</w:p>"
    assert "«rt»" in refused(paper(p("{{p rt }}")), rt=paragraphs)


def test_rich_text_of_every_look_is_taken() -> None:
    rich = RichText("a\tb\nc & d", style="x", color="#FF0000", size=20, font="eastAsia:Times")
    rich.add("e", underline="single", strike=True, rtl=True, lang="vi-VN", superscript=True)
    assert body_text(made(p("{{ rt }}|{{r rt }}"), rt=rich)) == "a>b/c & de|a>b/c & de"


def test_paragraphs_and_rows_of_a_macro_stand_where_they_fit() -> None:
    paragraphs = p("{%p macro m(x) %}") + p("đoạn {{ x }}") + p("{%p endmacro %}")
    assert body_text(made(paragraphs + p("{{p m('1') }}") + p("{{ m('2\t3') }}"))) == (
        "đoạn 1\nđoạn 2>3"
    )
    assert "{{p m() }}" in refused(paper(paragraphs + p("a {{ m('1') }}")))
    row = (tr("{%tr macro h(x) %}", ""), tr("{{ x }}", "2"), tr("{%tr endmacro %}", ""))
    assert body_text(made(tbl(*row, tr("{{tr h('1') }}", ""), tr("u", "v")))) == "1\n2\nu\nv"
    assert "{{tr h() }}" in refused(paper(tbl(*row, tr("{{ h('1') }}", ""), tr("u", "v"))))


@dataclass
class Member:
    """A record of the caller's own kind."""

    name: str
    photo: Image


def test_a_picture_in_a_record_and_in_a_footnote() -> None:
    member = Member("Lan", Image(png(), link="https://dang.example"))
    note = f'<w:footnote w:id="1">{p("{{ m.photo }} {{ m.name }}")}</w:footnote>'
    document = CompiledTemplate.load(paper(p("{{ m.photo }}"), called(1), footnotes=note)).render(
        {"m": member}
    )
    assert problems(document) == []
    parts = unzipped(document)
    assert body_text(document, "word/footnotes.xml") == " Lan"
    assert b"<w:drawing>" in parts["word/footnotes.xml"]
    assert b"media/image" in parts["word/_rels/footnotes.xml.rels"]


def test_a_document_with_pictures_stands_in_the_body_only() -> None:
    pytest.importorskip("docxcompose")
    inner = SubDocument(made(p("con {{ anh }}")))
    assert body_text(made(p("{{p con }}") + p("{{p con }}"), con=inner)) == "con \ncon "
    assert "thân văn bản" in refused(paper(p("x"), header=p("{{p con }}")), con=inner)


def test_the_text_behind_a_picture_keeps_its_look() -> None:
    xml = unzipped(made(p("a {{ anh }} b")))[PART].decode()
    assert f'{BOLD}<w:t xml:space="preserve"> b</w:t>' in xml
