"""Tags for cells: properties of the innermost cell, where Word's schema wants them."""

from __future__ import annotations

import re

import pytest
from docxtpl import RichText

from giayto.errors import TemplateError, TemplateSyntax
from giayto.rendering import CompiledTemplate, SubDocument
from tests.rendering.word_papers import body_text, p, paper, run, tbl, tc, tr, unzipped
from tests.rendering.word_validity import problems

BLANK = paper(p(""))
VALUES: dict[str, object] = {"mau": "00FF00", "n": 2, "ds": ["a", "b"], "nhom": {"a b": 2}}


def body_of(*body: str) -> str:
    document = CompiledTemplate.load(paper(*body)).render(VALUES)
    assert problems(document) == []
    return unzipped(document)["word/document.xml"].decode()


def bare(content: str, properties: str) -> str:
    return f"<w:tc>{properties}{content}</w:tc>"


@pytest.mark.parametrize("properties", ["", "<w:tcPr/>", "<w:tcPr></w:tcPr>"])
def test_a_cell_without_properties_gets_them(properties: str) -> None:
    coloured = tbl(tr(bare(p("{% cellbg mau %}đỏ"), properties), "b"))
    assert '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="00FF00"/></w:tcPr>' in (
        body_of(coloured)
    )
    wide = tbl(tr(bare(p("{% colspan n %}đỏ"), properties)), tr("a", "b"))
    assert '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' in body_of(wide)
    cell = bare(p("{% vm %}đỏ"), properties)
    down = body_of(
        tbl(tr("{%tr for i in ds %}", ""), tr(cell, "{{ i }}"), tr("{%tr endfor %}", ""))
    )
    assert re.findall(r'<w:tcPr><w:vMerge w:val="(\w+)"/></w:tcPr>', down) == [
        "restart",
        "continue",
    ]
    assert down.count("đỏ") == 1


def test_what_the_cell_has_is_replaced_and_stands_in_the_order_of_the_schema() -> None:
    old = (
        '<w:tcPr><w:tcW w:w="9" w:type="dxa"/><w:gridSpan w:val="5"/><w:tcBorders/>'
        '<w:shd w:val="clear" w:fill="FF0000"/><w:vAlign w:val="top"/></w:tcPr>'
    )
    cell = bare(p('{% cellbg mau %}chữ {% colspan nhom["a b"] %}đỏ'), old)
    xml = body_of(tbl(tr(cell), tr("a", "b")))
    properties = re.search(r"<w:tcPr>.*?</w:tcPr>", xml)
    assert properties is not None
    assert re.findall(r"<w:(\w+)", properties.group()) == [
        *("tcPr", "tcW", "gridSpan", "tcBorders", "shd", "vAlign")
    ]
    assert 'w:val="2"' in properties.group()
    assert "FF0000" not in properties.group()


def test_the_cell_meant_is_the_innermost() -> None:
    inner = tbl(tr(tc(p("{% cellbg mau %}trong")), "2"))
    xml = body_of(tbl(tr(tc(inner + p("ngoài")), "x")))
    assert xml.count("00FF00") == 1
    assert xml.index("00FF00") > xml.index("<w:tbl>", xml.index("<w:tbl>") + 1)
    outer = body_of(tbl(tr(tc(tbl(tr("1", "2")) + p("{% cellbg mau %}ngoài")), "x")))
    assert outer.index("00FF00") < outer.index("<w:tbl>", outer.index("<w:tbl>") + 1)


LINK = f'<w:hyperlink w:anchor="a">{run("Nối")}</w:hyperlink>'
INSERTED = f'<w:ins w:id="1" w:author="a">{run("chèn")}</w:ins>'
PAGE_NUMBER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("7")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
MARKED = f'<w:bookmarkStart w:id="1" w:name="d"/>{run("x")}<w:bookmarkEnd w:id="1"/>'
VM = run("{% vm %}x")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (p("Bảng ", "{% vm %}{{ mau }}"), "Bảng 00FF00"),
        (p("{% vm %}Bảng", " {{ mau }}", " hết"), "Bảng 00FF00 hết"),
        (p("a{% v", "m %}b"), "ab"),
        (p("{% vm %}"), ""),
        (p("Một") + p("Hai{% vm %}"), "Một\nHai"),
        (f"<w:p>{LINK}{VM}</w:p>", "Nốix"),
        (f"<w:p>{VM}{LINK}</w:p>", "xNối"),
        (f"<w:p>{VM}{INSERTED}</w:p>", "xchèn"),
        (
            f"<w:p><w:r><w:tab/></w:r>{VM}<w:r><w:br/></w:r>{VM.replace('{% vm %}', '')}</w:p>",
            ">x/x",
        ),
        (f"<w:p>{PAGE_NUMBER}{VM}{PAGE_NUMBER}</w:p>", "7x7"),
        (f"<w:p>{VM}<w:fldSimple w:instr=' PAGE '>{run('7')}</w:fldSimple></w:p>", "x7"),
        (f"<w:p>{MARKED}{VM}</w:p>", "xx"),
        (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('{% vm %}a') + p('b')}</w:sdtContent></w:sdt>",
            "a\nb",
        ),
        (tbl(tr("trong", "2")) + p("{% vm %}sau"), "trong\n2\nsau"),
    ],
)
def test_a_merged_cell_shows_all_its_words_once_and_is_empty_below(cell: str, shown: str) -> None:
    rows = (tr("{%tr for i in ds %}", ""), tr(tc(cell), "{{ i }}"), tr("{%tr endfor %}", ""))
    document = CompiledTemplate.load(paper(tbl(*rows))).render(VALUES)
    assert problems(document) == []
    assert body_text(document) == f"{shown}\na\n\nb"


def test_the_empty_cells_below_a_merged_one_are_no_higher_than_its_lines() -> None:
    layout = '<w:pPr><w:keepNext/><w:numPr><w:numId w:val="0"/></w:numPr><w:spacing w:after="0"/></w:pPr>'
    xml = body_of(
        tbl(
            tr("{%tr for i in ds %}", ""),
            tr(tc(p("{% vm %}a", "b", layout=layout)), "{{ i }}"),
            tr("{%tr endfor %}", ""),
        )
    )
    assert '<w:p><w:pPr><w:keepNext/><w:spacing w:after="0"/></w:pPr></w:p>' in xml


def test_cells_merged_across_are_as_wide_as_the_loop() -> None:
    def widths(cell: str) -> list[str]:
        row = tr("{%tc for i in ds %}", cell, "{%tc endfor %}")
        return re.findall(r'<w:gridSpan w:val="(\d+)"', body_of(tbl(row, tr("1", "2", "3", "4"))))

    assert widths("{% hm %}x") == ["2"]
    assert widths(tc(p("{% hm %}x"), span=2)) == ["4"]
    assert widths(tc(p("{% hm %}{% colspan n %}x"))) == ["4"]
    assert widths(bare(p("x{% hm %}"), "")) == ["2"]


@pytest.mark.parametrize("tag", ["{% vm %}", "{% hm %}", "{{ loop.index }}"])
def test_what_asks_for_the_loop_outside_of_one_is_told_at_load(tag: str) -> None:
    with pytest.raises(TemplateSyntax, match="chỉ dùng được trong vòng lặp") as caught:
        CompiledTemplate.load(paper(p("đầu"), tbl(tr("trước", f"{tag}chữ"))))
    assert "chữ" in (caught.value.where or "")


@pytest.mark.parametrize("tag", ["{% vm %}", "{% colspan 2 %}", "{% cellbg mau %}"])
def test_a_tag_for_cells_outside_a_table_is_told_as_typed(tag: str) -> None:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(p("đầu"), p(f"chữ {tag}")))
    assert caught.value.what == f"Thẻ {tag} phải nằm trong một bảng."
    assert caught.value.where == f"thân văn bản, đoạn «chữ {tag}»"


def error_of(body: str, values: dict[str, object] | None = None) -> str:
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate.load(paper(body)).render(VALUES if values is None else values)
    return f"{caught.value.what} {caught.value.where} {caught.value.fix}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        *(("#00ff00", "00ff00"), (" 00FF00 ", "00FF00"), ("auto", "auto"), ("", "auto")),
        (RichText("FF0000"), "FF0000"),
    ],
)
def test_a_colour_is_written_as_word_reads_it(typed: object, shown: str) -> None:
    for cell in ("{% cellbg m %}x", "{% cellbg m if m else '' %}x", "{% cellbg m %}{{ x }}"):
        template = CompiledTemplate.load(paper(tbl(tr(cell, "b")), header=tbl(tr(cell, "b"))))
        for part in ("word/document.xml", "word/header1.xml"):
            xml = unzipped(template.render({"m": typed, "x": SubDocument(BLANK)}))[part].decode()
            assert f'w:fill="{shown}"' in xml


@pytest.mark.parametrize("value", ["đỏ", "FF00", 'FF0000"/><w:x', 7, True])
def test_what_is_no_colour_is_told(value: object) -> None:
    said = error_of(tbl(tr("{% cellbg nen %}chữ", "b")), {"nen": value})
    assert str(value) in said and "«nen»" in said and "«chữ»" in said and "FF0000" in said


@pytest.mark.parametrize(
    ("value", "shown"), [(2, "2"), ("2", "2"), (2.0, "2"), (0, "1"), ("", "1"), (63, "63")]
)
def test_a_number_of_columns_is_a_whole_number(value: object, shown: str) -> None:
    document = CompiledTemplate.load(paper(tbl(tr("{% colspan n %}x")))).render({"n": value})
    assert f'<w:gridSpan w:val="{shown}"/>' in unzipped(document)["word/document.xml"].decode()


@pytest.mark.parametrize("value", ["hai", -1, 2.5, 64, 10**12])
def test_what_is_no_number_of_columns_is_told(value: object) -> None:
    said = error_of(tbl(tr("{% colspan n %}x")), {"n": value})
    assert f"«{value}»" in said and "«n»" in said


def test_a_missing_colour_leaves_the_cell_plain_where_gaps_are_allowed() -> None:
    template = CompiledTemplate.load(
        paper(tbl(tr("{% cellbg m %}{% colspan n %}x"), tr("a", "b"))), missing="dots"
    )
    xml = unzipped(template.render({"m": None, "n": None}))["word/document.xml"].decode()
    assert 'w:fill="auto"' in xml and '<w:gridSpan w:val="1"/>' in xml


@pytest.mark.parametrize(
    ("words", "around"),
    [
        (p("{% if x %}{% cellbg mau %}{% endif %}a"), "{% if x %}"),
        (p("{% if x %}a{% else %}{% colspan 2 %}{% endif %}b"), "{% if x %}"),
        (
            p("{%p for d in ds %}") + p("{% cellbg mau %}a") + p("{%p endfor %}"),
            "{%p for d in ds %}",
        ),
        (p("{% if x %}{% vm %}{% endif %}a"), "{% if x %}"),
        (p("{% if x %}{% spacing 3 %}{% endif %}a"), "{% if x %}"),
        (p("{% if x %}", "{% indents 3 %}", "{% endif %}a"), "{% if x %}"),
    ],
)
def test_a_look_of_the_whole_cell_in_a_condition_of_its_words_is_told(
    words: str, around: str
) -> None:
    said = error_of(tbl(tr(tc(words), "b")))
    assert f"nằm trong {around}" in said and "viết điều kiện trong chính thẻ" in said


def test_conditions_before_and_around_the_cell_are_no_matter() -> None:
    cell = "{% if x %}a{% endif %}{% cellbg mau %}"
    body = tbl(
        tr("{%tr for d in ds %}", ""),
        tr(tc(p("{% vm %}{% cellbg mau %}1") + p("2")), cell),
        tr("{%tr endfor %}", ""),
    )
    assert body_of(body.replace("{% if x %}", "{% if n %}")).count('w:fill="00FF00"') == 4


def test_two_tags_for_one_look_of_a_cell_are_told() -> None:
    said = error_of(tbl(tr("{% cellbg mau %}a{% cellbg khac %}", "b")))
    assert "{% cellbg mau %} và {% cellbg khac %}" in said


@pytest.mark.parametrize("tag", ["{% Cellbg mau %}", "{% COLSPAN 2 %}", "{% Vm %}", "{% HM %}"])
def test_capital_letters_in_tags_for_cells_are_named(tag: str) -> None:
    said = error_of_load(tbl(tr(f"{tag}a", "b")))
    assert f"«{tag.split()[1].lower()}», không phải «{tag.split()[1]}»" in said


def error_of_load(body: str) -> str:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(body))
    return str(caught.value.why)
