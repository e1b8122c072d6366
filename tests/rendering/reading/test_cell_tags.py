"""Tags for cells: properties of the innermost cell, where Word's schema wants them."""

from __future__ import annotations

import re

import pytest

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, p, paper, run, tbl, tc, tr, unzipped
from tests.rendering.word_validity import problems

VALUES = {"mau": "00FF00", "n": 2, "ds": ["a", "b"], "nhom": {"a b": 2}}


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


def test_a_merged_cell_keeps_all_its_words_once() -> None:
    def text(cell: str) -> str:
        rows = (tr("{%tr for i in ds %}", ""), tr(tc(cell), "{{ i }}"), tr("{%tr endfor %}", ""))
        document = CompiledTemplate.load(paper(tbl(*rows))).render(VALUES)
        assert problems(document) == []
        return body_text(document)

    assert text(f"<w:p>{run('Bảng ')}{run('{% vm %}{{ mau }}')}</w:p>") == "Bảng 00FF00\na\n\nb"
    assert text(p("Một") + p("Hai{% vm %}")) == "Một\nHai\na\n\nb"
    link = f'<w:p><w:hyperlink w:anchor="a">{run("Nối")}</w:hyperlink>{run("{% vm %}")}</w:p>'
    assert text(link) == "Nối\na\n\nb"
    inner = tbl(tr("trong", "2"))
    assert text(inner + p("{% vm %}sau")).count("trong") == 1


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
