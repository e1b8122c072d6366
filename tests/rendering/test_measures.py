"""Measures from the data: widths, indents and spacing that a template takes from its values."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest

from giayto.errors import TemplateSyntax, UnknownField
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import p, paper, run, tbl, tc, tr
from tests.rendering.word_validity import problems


def body_of(template: bytes, context: dict[str, Any]) -> str:
    """The body of the document made from the template, a valid one."""
    made = CompiledTemplate.load(template).render(context)
    assert problems(made) == []
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_columns_of_a_table_take_their_widths_from_a_list() -> None:
    nested = tc(tbl(tr("x", "y")) + p("{% colwidths do.cot %}{{ a }}"))
    body = body_of(paper(tbl(tr(nested, "2"), tr("3", "4"))), {"do": {"cot": [1111, 2222]}, "a": 1})
    assert re.findall(r'<w:gridCol w:w="(\d+)"', body) == ["1111", "2222", "2000", "2000"]
    # What the cells say of themselves would go first; the table inside keeps its own.
    assert body.count("<w:tcW ") == 2
    assert "colwidths" not in body


def test_a_paragraph_takes_its_indents_and_the_room_between_its_characters() -> None:
    cut = f"<w:p>{run('{% spa')}{run('cing')}{run(' x %}a', '')}{run('{{ b }}')}</w:p>"
    body = body_of(paper(p("{% indents x %}vạch"), cut), {"x": -7, "b": "chữ"})
    assert '<w:ind w:left="-7" w:right="-7"/>' in body
    assert body.count('<w:spacing w:val="-7"/>') == len(re.findall(r"<w:r>", body)) - 1
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))
    assert text == "vạchachữ"


def test_spacing_stands_in_a_loop_with_a_measure_for_each_turn() -> None:
    loop = p("{%p for i in ds %}") + p("{% spacing i.gian %}{{ i.x }}") + p("{%p endfor %}")
    body = body_of(paper(loop), {"ds": [{"x": "a", "gian": -2}, {"x": "b", "gian": -4}]})
    assert re.findall(r'<w:spacing w:val="(-?\d+)"/>', body) == ["-2", "-4"]


@pytest.mark.parametrize("value", [None, "", "rộng", 0, [1], {"a": 1}])
def test_what_is_no_number_leaves_the_template_as_it_was(value: object) -> None:
    made = paper(
        tbl(tr("{% colwidths [x, x] %}1", "2")),
        '<w:p><w:pPr><w:ind w:left="30" w:right="40"/></w:pPr>'
        + run("{% indents x %}{% spacing x %}chữ", '<w:rPr><w:spacing w:val="5"/></w:rPr>')
        + "</w:p>",
    )
    body = body_of(made, {"x": value})
    assert re.findall(r'<w:gridCol w:w="(\d+)"', body) == ["2000", "2000"]
    assert '<w:ind w:left="30" w:right="40"/>' in body
    assert '<w:spacing w:val="5"/>' in body


def test_quotation_marks_and_words_of_staff_may_stand_in_a_measure() -> None:
    template = paper(p('{% spacing x["a b"] %}chữ'), p("{% spacing Cỡ chữ %}chữ"))
    made = CompiledTemplate.load(template, labels={"Cỡ chữ": "y"}).render({"x": {"a b": 3}, "y": 4})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.findall(r'<w:spacing w:val="(\d+)"/>', body) == ["3", "4"]


def test_a_measuring_tag_at_a_wrong_place_or_with_an_unknown_name_is_told() -> None:
    with pytest.raises(TemplateSyntax, match="phải nằm trong một bảng"):
        CompiledTemplate.load(paper(p("{% colwidths x %}chữ")))
    with pytest.raises(UnknownField, match="gian"):
        CompiledTemplate.load(paper(p("{% spacing d.gian %}chữ"))).render({"d": {}})
    assert "d.gian" in CompiledTemplate.load(paper(p("{% spacing d.gian %}chữ"))).fields
