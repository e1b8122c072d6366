"""The guard of fields: a field is known by its name, and its name is typed."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from giayto.errors import TemplateUnsafe
from giayto.rendering import CompiledTemplate
from giayto.rendering.package.fetching import FETCHING, fields
from tests.rendering.word_papers import body_text, moved, p, paper, run, tbl, tr, unzipped

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def mark(role: str) -> str:
    """A run with the beginning, the middle or the end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{role}"/></w:r>'


def code(text: str, element: str = "instrText") -> str:
    """A run with a piece of a field's code."""
    return f'<w:r><w:{element} xml:space="preserve">{escape(text)}</w:{element}></w:r>'


def field(*pieces: str, shown: str = "x") -> str:
    """A whole field; a piece that is no XML is code."""
    inside = "".join(piece if piece.startswith("<") else code(piece) for piece in pieces)
    return mark("begin") + inside + mark("separate") + run(shown) + mark("end")


def simple(text: str) -> str:
    """A field in one element."""
    return f"<w:fldSimple w:instr={quoteattr(text)}>{run('x')}</w:fldSimple>"


def para(*inside: str) -> str:
    """A paragraph of ready XML."""
    return f"<w:p>{''.join(inside)}</w:p>"


FETCH = field(" INCLUDETEXT c:/trom.txt ")


@pytest.mark.parametrize(
    "text",
    [
        ' HYPERLINK "https://dang.example" \\o "Bấm link này" ',
        " MERGEFIELD Import ",
        ' XE "đường link" ',
        " REF link \\h ",
        " PAGEREF dde ",
        ' TC "Import and link" ',
        ' DOCPROPERTY "Link" ',
        " STYLEREF Link ",
        ' QUOTE "INCLUDETEXT c:/x" ',
        ' IF "a" = "DDE" "LINK" "IMPORT" ',
        " SET link 1 ",
        " = link + 1 ",
        " ={{ so }}*2 ",
        " MACROBUTTON NoMacro [bấm để gõ link] ",
        " ADDIN ZOTERO_ITEM link ",
        ' TOC \\o "1-3" \\h \\z \\u ',
        " LINKED ",
        " DDEAUTOX ",
        "",
        "   ",
        " HYPERLINK \"{{ link }}\" \\o 'import' ",
        "PAGE{# ghi chú #} ",
    ],
)
def test_words_that_are_no_names_are_harmless(text: str) -> None:
    pieces = text if "{" not in text else (text,)
    for body in (para(field(text)), para(simple(text)), para(field(*pieces))):
        assert CompiledTemplate.load(paper(body)).render({"so": 1, "link": "https://a.vn"})


@pytest.mark.parametrize("name", sorted(FETCHING))
def test_every_name_that_fetches_is_refused_and_said(name: str) -> None:
    for text in (
        name,
        f" {name.lower()} c:/x ",
        f'\t{name.title()} "c:/x"',
        f'"{name}" x',
        f'{name}"x"',
    ):
        for body in (para(field(text)), para(simple(text)), para(field(*text))):
            with pytest.raises(TemplateUnsafe, match=rf"{name}\b"):
                CompiledTemplate.load(paper(body))


DDE = " DDEAUTO cmd "
HIDDEN = {
    "never closed": para(mark("begin") + code(DDE)),
    "without a middle": para(mark("begin") + code(DDE) + mark("end")),
    "over paragraphs": para(mark("begin")) + para(code("  ")) + para(code(DDE) + mark("end")),
    "code as text": para(field(run("INCLUDE"), "TEXT c:/x")),
    "in a result": para(field(" PAGE ").replace(run("x"), field(DDE))),
    "in a code": para(field(" IF 1 = ", field(DDE), " x ")),
    "in a field without end": para(mark("begin") + code(" IF ") + field(DDE)),
    "no beginning": para(code(DDE)),
    "after the end": para(field(" PAGE ") + code(DDE)),
    "deleted, may come back": para(
        mark("begin") + f"<w:del>{code(DDE, 'delInstrText')}</w:del>" + code(" PAGE ") + mark("end")
    ),
    "when the deletion is taken": para(
        mark("begin") + code(" IN") + f"<w:del>{code('x', 'delInstrText')}</w:del>"
        + code("CLUDETEXT c:/x ") + mark("end")
    ),
    "when the insertion is refused": para(
        mark("begin") + f"<w:ins>{code(' PAGE')}</w:ins>" + code(DDE) + mark("end")
    ),
    "in a table": tbl(tr(f"<w:tc>{para(field(DDE))}</w:tc>", "b")),
    "in a control": f"<w:sdt><w:sdtContent>{para(field(DDE))}</w:sdtContent></w:sdt>",
    "in a link": para(f'<w:hyperlink w:anchor="a">{field(DDE)}</w:hyperlink>'),
    "in a smart tag": para(f'<w:smartTag w:element="a">{field(DDE)}</w:smartTag>'),
    "in a text box": para(
        f"<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>"
        f"{para(field(DDE))}</w:txbxContent></v:textbox></w:pict></w:r>"
    ),
    "a tab in the name's place": para(field("<w:r><w:tab/></w:r>", "LINK", "<w:r><w:tab/></w:r>", "x")),
    "soft hyphens": para(field("LI\u00adNK x")),
    "wide letters": para(field("ＬＩＮＫ x")),
    "simple inside simple": para(
        f'<w:fldSimple w:instr=" PAGE "><w:fldSimple w:instr="{DDE}"/></w:fldSimple>'
    ),
    "odd space in the role": para(
        '<w:r><w:fldChar w:fldCharType=" begin "/></w:r>' + code(DDE) + mark("end")
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_a_field_is_found_however_it_stands(body: str) -> None:
    with pytest.raises(TemplateUnsafe, match=r"DDEAUTO|INCLUDETEXT|LINK"):
        CompiledTemplate.load(paper(body))


BUILT = [
    "{{ 'DDE' ~ 'AUTO' }} x",
    "{{ x }}",
    " {{ x }} ",
    "DDE{{ x }}",
    "DD{{ 'E' }}",
    "{% if x %}DDE{% endif %}AUTO",
    "IN{% if x %}CLUDETEXT{% endif %} c:/x",
    "IN {{- 'CLUDETEXT' }} x",
    "IN {%- if x %}CLUDETEXT{% endif %}",
    "{% if x -%} PAGE {% endif %}",
    "{#",
    "PAGE{",
    "{r{ x }}",
    "{\u200b{ x }}",
    "'{{ x }}'",
]


@pytest.mark.parametrize("text", BUILT)
def test_a_name_that_a_tag_makes_is_refused(text: str) -> None:
    for body in (para(field(text)), para(simple(text)), para(field(*text))):
        with pytest.raises(TemplateUnsafe, match=r"tên do thẻ|DDE"):
            CompiledTemplate.load(paper(body))


def test_a_comment_hides_no_name() -> None:
    for text in ("INCLUDE{# #}PICTURE x", "IN {#- -#} CLUDETEXT x", "{# a #}DDE x", "L{##}INK x"):
        with pytest.raises(TemplateUnsafe, match=r"INCLUDE|DDE|LINK"):
            CompiledTemplate.load(paper(para(field(text))))


@pytest.mark.parametrize("piece", ["{# ", "{#-#}", " {#- ", "{{ ", " ", "#}", "ạ{#"])
def test_a_code_without_end_is_read_at_once(piece: str) -> None:
    root = etree.fromstring(f'<w:p xmlns:w="{W}">{field(" PAGE ", piece * 300_000)}</w:p>')
    assert [found.names for found in fields(root) if found.pieces] in ([("PAGE",)], [(None,)])


def test_tags_between_the_pieces_of_a_field_make_no_name() -> None:
    tag = '<w:bookmarkStart w:id="1" w:name="{}"/>'.format
    for body in (
        para(field(run("{%r if x %}"), " QUOTE ", run("{%r endif %}"), DDE)),
        para(field(tag("{% if x %}"), " QUOTE ", tag("{% endif %}"), " PAGE ")),
        para(field(tag("{# "), " QUOTE ", tag(" #}"), " PAGE ")),
        para(mark("{{ 'begin' }}") + code(" PAGE ") + mark("end")),
        para(mark("begin")) + p("{%p if x %}") + para(code(" PAGE ") + mark("end")) + p("{%p endif %}"),
        para(field(field(' QUOTE "DDE" '), "AUTO x")),
        para(field("DD", field(' QUOTE "E" '), " x")),
    ):  # fmt: skip
        with pytest.raises(TemplateUnsafe, match="tên do thẻ hoặc trường khác"):
            CompiledTemplate.load(paper(body))


def test_form_fields_with_a_value_for_a_text_are_allowed() -> None:
    data = '<w:ffData><w:textInput><w:default w:val="{{ ten }}"/></w:textInput></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    body = para(begin + code(" FORMTEXT ") + mark("separate") + run("x") + mark("end"))
    assert CompiledTemplate.load(paper(body)).render({"ten": "An"})


NASTY = st.text(
    alphabet=st.sampled_from(list("ABDEINKLU\"'\\{}%#<>&=;: \n\t\r")), max_size=30
) | st.sampled_from(
    ['" DDEAUTO cmd', "\\* MERGEFORMAT", "{ DDE x }", "{{ 'DDE' }}", "</w:instrText>", "\n\nDDE x"]
)


@given(value=NASTY)
def test_no_value_changes_the_name_of_a_typed_field(value: str) -> None:
    result = _TYPED.render({"x": value})
    names = [
        found.names for found in fields(etree.fromstring(unzipped(result)["word/document.xml"]))
    ]
    assert [name for name in names if name != ("",)] == [("HYPERLINK",), ("QUOTE",), ("IF",)]


_TYPED = CompiledTemplate.load(
    paper(
        para(field(' HYPERLINK "{{ x }}" '), field(" QUOTE {{ x }}")),
        para(simple(" IF {{ x }} = 1 ")),
    )
)


@pytest.mark.parametrize(
    ("part", "new"),
    [
        ("word/document.xml", "noidung/document.xml"),
        ("word/document.xml", "word/document2.xml"),
        ("word/document.xml", "word/Document.XML"),
        ("word/document.xml", "word/than.bin"),
        ("word/header1.xml", "word/Header1.XML"),
        ("word/header1.xml", "word/header1.bin"),
        ("word/header1.xml", "word/sau/trong/dau"),
    ],
)
def test_the_part_may_lie_anywhere(part: str, new: str) -> None:
    body, header = (FETCH, "") if "document" in part else ("", FETCH)
    with pytest.raises(TemplateUnsafe, match="INCLUDETEXT"):
        CompiledTemplate.load(moved(paper(para(body), header=para(header)), part, new))


@pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments", "glossary", "footer"])
def test_every_kind_of_part_is_looked_at(kind: str) -> None:
    root = f'<w:{kind} xmlns:w="{W}">{para(FETCH)}</w:{kind}>'
    with pytest.raises(TemplateUnsafe, match="INCLUDETEXT"):
        CompiledTemplate.load(paper(p("x"), extra={f"word/{kind}.xml": root}))


def test_a_part_that_hides_what_it_is_is_looked_at() -> None:
    root = f'<w:hdr xmlns:w="{W}">{para(FETCH)}</w:hdr>'
    for content in (root.encode(), b"\xef\xbb\xbf" + root.encode(), root.encode("utf-16"),
                    f" \n{root}".encode()):  # fmt: skip
        document = paper(
            p("x"),
            extra={"word/dau.png": content},
            relations=f'<Relationship Id="r9" Type="{R}/header" Target="dau.png"/>',
        )
        with pytest.raises(TemplateUnsafe, match="INCLUDETEXT"):
            CompiledTemplate.load(document)


def test_braces_typed_as_text_are_text() -> None:
    document = CompiledTemplate.load(paper(p("{ INCLUDETEXT c:/x } DDEAUTO"))).render({})
    assert body_text(document) == "{ INCLUDETEXT c:/x } DDEAUTO"


def test_a_field_may_be_left_out_as_a_whole() -> None:
    body = para(run("{%r if x %}"), field(" PAGE "), run("{%r endif %}"), run("{{ x }}"))
    assert CompiledTemplate.load(paper(body)).render({"x": 0})


def test_the_paragraph_is_quoted() -> None:
    with pytest.raises(TemplateUnsafe) as caught:
        CompiledTemplate.load(paper(p("trước"), para(run("Kính gửi "), FETCH)))
    assert caught.value.where == "thân văn bản, đoạn «Kính gửi x»"
    assert "Ctrl+Shift+F9" in (caught.value.fix or "")
