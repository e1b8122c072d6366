"""Loops and conditions of a keeper's master that need no ``{%tr %}`` and no ``{%p %}``."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import p, paper, tbl, tr
from tests.rendering.word_validity import problems

DATA: dict[str, Any] = {
    "ds": [{"a": "1", "b": "x", "con": ["m", "n"]}, {"a": "2", "b": "y", "con": []}],
    "co": True, "khong": False, "rong": [],
}  # fmt: skip
_ITEM = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


def _document(*blocks: str) -> Any:
    template = CompiledTemplate.load(paper(*blocks), plain_blocks=True)
    made = template.render(DATA)
    assert problems(made) == []
    return Document(io.BytesIO(made))


def _rows(*rows: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in _document(tbl(*rows)).tables[0].rows]


def _lines(*blocks: str) -> list[str]:
    return [paragraph.text for paragraph in _document(*blocks).paragraphs]


@pytest.mark.parametrize(
    "rows",
    [
        (tr("{% for d in ds %}{{ d.a }}", "{{ d.b }}{% endfor %}"),),
        (tr("{% for d in ds %}{% if d.a %}{{ d.a }}", "{{ d.b }}{% endif %}{% endfor %}"),),
        (tr("{% for d in ds %}", ""), tr("{{ d.a }}", "{{ d.b }}"), tr("", "{% endfor %}")),
        (
            tr("{%tr for d in ds %}", ""),
            tr("{% if co %}{{ d.a }}", "{{ d.b }}{% endif %}"),
            tr("{%tr endfor %}", ""),
        ),
    ],
)
def test_a_loop_around_a_row_repeats_the_row(rows: tuple[str, ...]) -> None:
    assert _rows(tr("TT", "Tên"), *rows) == [["TT", "Tên"], ["1", "x"], ["2", "y"]]


def test_a_condition_around_a_row_takes_the_row_away() -> None:
    rows = (tr("{% if khong %}a", "b{% endif %}"), tr("{% if co %}c", "d{% endif %}"))
    assert _rows(*rows) == [["c", "d"]]


def test_a_loop_within_a_cell_stays_in_the_cell() -> None:
    row = tr(
        "{% for d in ds %}{{ d.a }}{% for c in d.con %} {{ c }}{% endfor %}",
        "{{ d.b }}{% endfor %}",
    )
    assert _rows(row) == [["1 m n", "x"], ["2", "y"]]


def test_a_loop_around_an_item_of_a_list_repeats_the_item() -> None:
    item = p("{% for d in ds %}{{ d.a }}: {{ d.b }}{% endfor %}", layout=_ITEM)
    assert _lines(p("Gồm:"), item) == ["Gồm:", "1: x", "2: y"]
    words = p("{% for d in ds %}{{ d.a }}{% endfor %}")
    assert _lines(words) == ["12"], "in running text the words are repeated"
    assert _lines(p("Gồm {% for d in ds %}{{ d.a }}{% endfor %}", layout=_ITEM)) == ["Gồm 12"]


@pytest.mark.parametrize(
    ("blocks", "lines"),
    [
        ((p("a"), p("{% if co %}"), p("b"), p("{% endif %}"), p("c")), ["a", "b", "c"]),
        ((p("{% if khong %}"), p("a"), p("{% else %}"), p("b"), p("{% endif %}")), ["b"]),
        ((p("{% for d in ds %}"), p("{{ d.a }}"), p(" {% endfor %} ")), ["1", "2"]),
        (
            (p("{% for d in ds %}{% if co %}"), p("{{ d.a }}"), p("{% endif %}{% endfor %}")),
            ["1", "2"],
        ),
        ((p("{% set so = ds|length %}"), p("{{ so }}")), ["2"]),
        # What opens beside words is no paragraph of its own; neither is what closes it.
        ((p("a{% if co %}"), p("b"), p("{% endif %}")), ["a", "b", ""]),
        ((p("{% if co %}"), p(""), p("{% endif %}")), [""]),
    ],
)
def test_a_paragraph_with_nothing_but_commands_goes_away(
    blocks: tuple[str, ...], lines: list[str]
) -> None:
    assert _lines(*blocks) == lines


def test_a_cell_keeps_a_paragraph() -> None:
    cells = p("{% for d in rong %}") + p("{{ d }}") + p("{% endfor %}")
    row = f"<w:tr><w:tc>{cells}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
    assert _rows(row) == [["", "b"]]


def test_what_is_opened_in_one_place_and_closed_in_another_is_an_error_as_ever() -> None:
    with pytest.raises(TemplateSyntax, match="không cùng cấp"):
        _document(p("{% if co %}"), tbl(tr("a{% endif %}", "b")))


def test_built_in_masters_are_read_as_ever() -> None:
    template = CompiledTemplate.load(paper(p("{% if co %}"), p("b"), p("{% endif %}")))
    made = Document(io.BytesIO(template.render(DATA)))
    assert [paragraph.text for paragraph in made.paragraphs] == ["", "b", ""]
