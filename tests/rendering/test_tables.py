"""Each table keeps its own grid, and what tags leave empty is mended, wherever it lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, called, p, paper, tbl, tc, tr, unzipped
from tests.rendering.word_validity import problems

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def grids(document: bytes, part: str = "word/document.xml") -> list[list[int]]:
    """The column widths of every table of a part, in order."""
    root = etree.fromstring(unzipped(document)[part])
    return [
        [int(column.get(f"{W}w", "")) for column in grid.iterchildren(f"{W}gridCol")]
        for grid in root.iterfind(f".//{W}tbl/{W}tblGrid")
    ]


def table(*rows: str, grid: tuple[int, ...]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def gap(row: str, *, before: int = 0, after: int = 0) -> str:
    """The row with empty columns before and behind its cells."""
    look = f'<w:gridBefore w:val="{before}"/>' * bool(before)
    look += f'<w:gridAfter w:val="{after}"/>' * bool(after)
    return row.replace("<w:tr>", f"<w:tr><w:trPr>{look}</w:trPr>", 1)


def control(content: str) -> str:
    return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def custom(content: str) -> str:
    return f'<w:customXml w:element="x">{content}</w:customXml>'


def made(*body: str, values: Mapping[str, Any] | None = None, **parts: Any) -> bytes:
    document = CompiledTemplate.load(paper(*body, p("hết"), **parts)).render(
        {"a": "An", "ds": [1, 2, 3], "no": [], "flag": False, **(values or {})}
    )
    assert problems(document) == []
    return document


INNER = table(tr("1", "2", "3", "4", "5"), grid=(700,) * 5)
# Every body forces the slow path, where docxtpl gave the outer table the inner one's columns.
SLOW = p("{% block k %}{{ a }}{% endblock %}")
UNTOUCHED = {
    "nested": (table(tr("{{ a }}", tc(INNER + p("x"))), grid=(2500, 6500)), (2500, 6500)),
    "nested twice": (
        table(
            tr("{{ a }}", tc(table(tr(tc(INNER + p("y"))), grid=(6000,)) + p("x"))),
            grid=(2500, 6500),
        ),
        (2500, 6500),
    ),
    "gap before": (
        table(gap(tr("{{ a }}", "b"), before=1), grid=(3000, 2000, 2000)),
        (3000, 2000, 2000),
    ),
    "gap behind": (table(gap(tr("{{ a }}"), after=2), grid=(3000, 2000, 2000)), (3000, 2000, 2000)),
    "cell in a control": (
        table("<w:tr>" + control(tc(p("{{ a }}"))) + tc(p("b")) + "</w:tr>", grid=(900, 800)),
        (900, 800),
    ),
    "row in a control": (table(control(tr("{{ a }}", "b")), grid=(900, 800)), (900, 800)),
    "cell in a custom element": (
        table("<w:tr>" + custom(tc(p("{{ a }}"))) + tc(p("b")) + "</w:tr>", grid=(900, 800)),
        (900, 800),
    ),
    "spans wider than the grid": (table(tr(tc(p("{{ a }}"), span=3)), grid=(900, 800)), (900, 800)),
    "rows narrower than the grid": (table(tr("{{ a }}"), tr("b", "c"), grid=(9, 8, 7)), (9, 8, 7)),
    "short rows under tags": (
        table(
            tr("a", "b", "c"),
            tr("{%tr for d in ds %}", ""),
            tr("{{ d }}"),
            tr("{%tr endfor %}", ""),
            grid=(9, 8, 7),
        ),
        (9, 8, 7),
    ),
    "former grid of a tracked change": (
        table(tr("{{ a }}", "b"), grid=(900, 800)).replace(
            "</w:tblGrid>",
            '<w:tblGridChange w:id="1"><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid></w:tblGridChange></w:tblGrid>',
        ),
        (900, 800),
    ),
    "former span of a tracked change": (
        table(tr(tc(p("{{ a }}")), "b"), grid=(900, 800)).replace(
            "</w:tcPr>",
            '<w:tcPrChange w:id="1" w:author="x"><w:tcPr><w:gridSpan w:val="9"/></w:tcPr></w:tcPrChange></w:tcPr>',
            1,
        ),
        (900, 800),
    ),
}


@pytest.mark.parametrize("more", ["", SLOW], ids=["fast", "slow"])
@pytest.mark.parametrize("name", list(UNTOUCHED))
def test_a_table_whose_columns_no_tag_changes_keeps_its_grid(name: str, more: str) -> None:
    body, widths = UNTOUCHED[name]
    document = made(body, more, values={"rong": ""})
    assert grids(document)[0] == list(widths)


COLUMN_LOOP = ("{%tc for d in ds %}", "{{ d }}", "{%tc endfor %}")


def test_only_the_table_with_the_column_loop_gets_a_new_grid() -> None:
    inner = table(tr(*COLUMN_LOOP), grid=(3000,))
    outer = table(tr("{{ a }}", tc(inner + p("x"))), grid=(2500, 6500))
    assert grids(made(outer)) == [[2500, 6500], [1000, 1000, 1000]]
    outer = table(tr(*COLUMN_LOOP), tr(tc(INNER + p("x"))), grid=(3000,))
    assert grids(made(outer)) == [[1000, 1000, 1000], [700] * 5]


def test_gaps_spans_and_controls_count_where_tags_change_columns() -> None:
    rows = (
        gap(tr(*COLUMN_LOOP), before=1, after=1),
        tr(tc(p("a"), span=2)),
        "<w:tr>" + control(tc(p("b"))) + custom(tc(p("c"))) + "</w:tr>",
    )
    assert grids(made(table(*rows, grid=(2500, 2500)))) == [[1000] * 5]
    # Two columns go away with their cells; the gap stays.
    none = table(gap(tr("x", *COLUMN_LOOP), before=1), grid=(1000,) * 4)
    assert grids(made(none, values={"ds": []})) == [[2000, 2000]]


def test_a_column_under_a_condition_goes_with_its_share_of_the_grid() -> None:
    cells = ("một", "{%tc if flag %}", "hai", "{%tc endif %}", "ba")
    body = table(tr(*cells), grid=(1000, 3000, 2000))
    assert grids(made(body)) == [[2000, 4000]]
    assert grids(made(body, values={"flag": True})) == [[1000, 3000, 2000]]


def test_tables_of_headers_and_notes_get_their_grids_too() -> None:
    document = made(p("x"), header=table(tr(*COLUMN_LOOP), grid=(3000,)) + p("y"))
    assert grids(document, "word/header1.xml") == [[1000, 1000, 1000]]


def test_no_mark_of_ours_stays_in_a_document() -> None:
    document = made(
        table(tr(*COLUMN_LOOP), grid=(3000,)), header=table(tr(*COLUMN_LOOP), grid=(9,))
    )
    assert not [name for name, data in unzipped(document).items() if b"giayto-grid" in data]


@settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.integers(0, 5), min_size=1, max_size=3),
    grid=st.lists(st.integers(100, 3000), min_size=1, max_size=5),
    before=st.integers(0, 2),
)
def test_a_grid_under_tags_has_the_columns_of_its_widest_row(
    counts: list[int], grid: list[int], before: int
) -> None:
    rows = [
        gap(tr("x", f"{{%tc for d in r{n} %}}", "{{ d }}", "{%tc endfor %}"), before=before)
        for n in range(len(counts))
    ]
    values = {f"r{n}": list(range(count)) for n, count in enumerate(counts)}
    (widths,) = grids(made(table(*rows, grid=tuple(grid)), values=values))
    assert len(widths) == before + 1 + max(counts)
    assert abs(sum(widths) - sum(grid)) <= 8


LOOP = p("{%p for d in no %}") + p("{{ d }}") + p("{%p endfor %}")
ROWS = tr("{%tr for d in no %}", "") + tr("{{ d }}", "") + tr("{%tr endfor %}", "")
CELLS = "".join(tc(p(x)) for x in ("{%tc for d in no %}", "{{ d }}", "{%tc endfor %}"))
BOX = (
    f'<w:p><w:r><mc:AlternateContent xmlns:mc="{MC}">'
    f'<mc:Choice Requires="wps"><w:txbxContent>{LOOP}</w:txbxContent></mc:Choice>'
    f"<mc:Fallback><w:pict><w:txbxContent>{LOOP}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
MARKED = '<w:bookmarkStart w:id="1" w:name="x"/>{}<w:bookmarkEnd w:id="1"/>'
EMPTIED = {
    "cell": tbl(tr(tc(LOOP), "x")),
    "cell with a bookmark": tbl(tr(tc(MARKED.format(LOOP)), "x")),
    "cell with a control": tbl(tr(tc(control(LOOP)), "x")),
    "cell with controls in one another": tbl(tr(tc(control(control(LOOP))), "x")),
    "cell with a custom element": tbl(tr(tc(custom(LOOP)), "x")),
    "cell with a table": tbl(tr(tc(tbl(ROWS) + LOOP), "x")),
    "cell with a table in a control": tbl(tr(tc(control(tbl(ROWS)) + LOOP), "x")),
    "row": tbl(tr("1", "2"), "<w:tr>" + CELLS + "</w:tr>"),
    "row with a control": tbl(tr("1", "2"), "<w:tr>" + control(CELLS) + "</w:tr>"),
    "row of a nested table": tbl(tr(tc(tbl("<w:tr>" + CELLS + "</w:tr>")), "x")),
    "table": tbl(ROWS),
    "table with a control": tbl(control(ROWS)),
    "table with controls in one another": tbl(control(control(ROWS))),
    "table with a custom element": tbl(custom(ROWS)),
    "table with a control beside a row": tbl(tr("1", "2"), control(ROWS)),
    "table with a bookmark": tbl(MARKED.format(ROWS)),
    "table in a table": tbl(
        tr(
            "1",
            tc(
                tbl(tr("{%tr for d in no %}"), tr(tc(tbl(ROWS) + p("z"))), tr("{%tr endfor %}"))
                + p("y")
            ),
        )
    ),
    "table without a sure row and with a cell": tbl(
        tr("{%tr if flag %}", ""), tr("a", tc(LOOP)), tr("{%tr endif %}", "")
    ),
    "control": control(LOOP),
    "control in a custom element": custom(control(LOOP)),
    "control in a line": f"<w:p>{control(p('{% for d in no %}{{ d }}{% endfor %}')[5:-6])}</w:p>",
    "text box, both ways of drawing it": BOX,
    "text box in a cell": tbl(tr(tc(BOX), "x")),
}


@pytest.mark.parametrize("name", list(EMPTIED))
def test_what_an_empty_loop_leaves_is_mended(name: str) -> None:
    document = made(p("đầu {{ a }}"), EMPTIED[name])
    assert body_text(document).startswith("đầu An") and body_text(document).endswith("hết")
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    empty = [
        node.tag
        for node in root.iter(f"{W}sdtContent", f"{W}customXml")
        if node.find(f".//{W}p") is None and not any(a.tag == f"{W}p" for a in node.iterancestors())
    ]
    assert empty == []


@pytest.mark.parametrize("name", list(EMPTIED))
def test_headers_footers_and_notes_are_mended_alike(name: str) -> None:
    where: dict[str, Any] = {"header": EMPTIED[name], "footer": EMPTIED[name]}
    note = f'<w:footnote w:id="1">{EMPTIED[name]}</w:footnote>'
    document = made(called(1, text="đầu"), footnotes=note, **where)
    assert body_text(document) == "đầu\nhết"


@pytest.mark.parametrize("part", ["header", "footer"])
@pytest.mark.parametrize(
    "content", [LOOP, tbl(ROWS), control(LOOP), custom(LOOP), MARKED.format(LOOP)]
)
def test_a_story_that_loses_all_keeps_a_paragraph(part: str, content: str) -> None:
    story: dict[str, Any] = {part: content}
    document = made(p("x"), **story)
    root = etree.fromstring(unzipped(document)[f"word/{part}1.xml"])
    assert root.find(f".//{W}p") is not None


# ---------------------------------------------------------------- tags that tear the structure

CELL_END = table(tr(tc(p("{%p endif %}") + p("trong")), "b"), grid=(900, 800))
TORN = {
    "from the body into a cell": (
        p("Mục {{ a }}") + p("{%p if flag %}") + p("một") + CELL_END,
        "không đúng",
        "flag",
    ),
    "from a cell to the body": (
        table(tr(tc(p("{%p if flag %}") + p("trong")), "b"), grid=(9, 8))
        + p("ngoài")
        + p("{%p endif %}"),
        "không đúng",
        "flag",
    ),
    "into a control": (p("x{% if flag %}1") + control(p("2{% endif %}")), "không đúng", "flag"),
    "only one branch": (
        p("{%p if flag %}")
        + p("một")
        + p("{%p elif a == 'b' %}")
        + table(tr(tc(p("{%p else %}") + p("k"))), grid=(9,))
        + p("{%p endif %}"),
        "",
        "",
    ),
    "within a loop": (
        p("{%p for d in ds %}") + p("{%p if d %}") + p("một") + CELL_END + p("{%p endfor %}"),
        "không đúng",
        "d",
    ),
}


@pytest.mark.parametrize("name", list(TORN))
def test_a_condition_that_tears_the_structure_is_told_when_the_template_is_loaded(
    name: str,
) -> None:
    body, answer, condition = TORN[name]
    with pytest.raises(TemplateSyntax) as told:
        CompiledTemplate.load(paper(body, p("hết")))
    assert "không cùng cấp" in told.value.what
    assert "đoạn «" in (told.value.where or "")
    assert answer in (told.value.why or "") and f"«{condition}" in (told.value.why or "")


def test_a_condition_over_cells_that_leaves_a_row_whole_is_no_tear() -> None:
    body = table(tr("a{% if flag %}1", "2", "3{% endif %}z"), grid=(900, 800, 700))
    document = made(body, values={"flag": False})
    assert body_text(document) == "az\nhết"
    assert grids(document) == [[2400]]
    assert grids(made(body, values={"flag": True})) == [[900, 800, 700]]


def test_conditions_that_are_torn_only_apart_are_printed() -> None:
    begin = p("{%p if flag %}") + p("đầu")
    body = (
        begin
        + table(tr(tc(p("{%p endif %}") + p("giữa") + p("{%p if flag %}") + p("y"))), grid=(9,))
        + p("{%p endif %}")
    )
    assert body_text(made(body, values={"flag": True})) == "đầu\ngiữa\ny\nhết"
    assert body_text(made(body, values={"flag": False})) == "giữa\nhết"


def into_a_cell(opens: str) -> str:
    """A block that begins in the body and ends in a cell."""
    cell = tc(p(f"{{%p end{opens.split()[0]} %}}") + p("trong"))
    return p(f"{{%p {opens} %}}") + table(tr(cell, "b"), grid=(900, 800))


def test_all_that_tears_the_structure_is_told_at_once() -> None:
    body = into_a_cell("if mot") + into_a_cell("for d in ds") + into_a_cell("set x")
    body += p("{%p if hai %}") + p("được") + p("{%p endif %}")
    header = p("Số {%p if ba %}") + p("{%p endif %}")
    with pytest.raises(TemplateSyntax) as told:
        CompiledTemplate.load(paper(body, header=header, footer=into_a_cell("if bon")))
    lines = [told.value.where or "", *told.value.details]
    assert len(lines) == 5
    for words in ("Số {%p if ba %}", "if mot", "for d in ds", "set x", "if bon"):
        assert sum(words in line for line in lines) == 1
    assert sum(line.startswith("chân trang") for line in lines) == 1
    assert "if hai" not in str(told.value)


def test_a_tag_that_never_ends_hides_no_tear_and_makes_none() -> None:
    body = (
        p("Ngày {{ ngay") + into_a_cell("if mot") + p("{%p for d in ds %}") + p("x {%p endfor %}")
    )
    with pytest.raises(TemplateSyntax) as told:
        CompiledTemplate.load(paper(body))
    lines = [told.value.where or "", *told.value.details]
    assert [
        word for line in lines for word in ("{{ ngay", "if mot", "endfor %}»:") if word in line
    ] == [
        "{{ ngay",
        "endfor %}»:",
        "if mot",
    ]


def test_a_condition_mended_by_a_third_with_the_same_question_is_no_tear() -> None:
    open_, middle, close = (p("{%p if flag %}") + p("đầu"), p("{%p if flag %}"), p("{%p endif %}"))
    body = (
        open_
        + table(tr(tc(p("{%p endif %}") + p("1") + middle + p("2")), "b"), grid=(9, 8))
        + p("giữa")
        + table(tr(tc(p("{%p endif %}") + p("3") + p("{%p if flag %}") + p("4"))), grid=(9,))
        + close
    )
    assert body_text(made(body, values={"flag": True})).startswith("đầu")


def test_a_tear_names_the_paragraph_of_the_condition() -> None:
    with pytest.raises(TemplateSyntax) as told:
        CompiledTemplate.load(paper(p("trước"), p("Mục lương{% if flag %}"), CELL_END, p("sau")))
    assert "Mục lương" in (told.value.where or "")
    assert re.search(r"flag", told.value.why or "")


BARE = {
    "neither": "<w:tbl>",
    "no grid": "<w:tbl><w:tblPr/>",
    "no properties": '<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>',
}


@pytest.mark.parametrize("head", BARE.values(), ids=list(BARE))
def test_a_table_without_grid_or_properties_gets_them(head: str) -> None:
    rows = tr("{{ ten }}", "b") + tr("{%tr for d in ds %}", "") + tr("{{ d }}", "c")
    bare = f"{head}{rows}{tr('{%tr endfor %}', '')}</w:tbl>"
    nested = tbl(tr(tc(bare + p("")), "x"))
    source = paper(bare, nested, p("{% if ten %}x{% endif %}"), header=bare + p(""))
    document = CompiledTemplate.load(source).render({"ten": "An", "ds": [1, 2]})
    assert problems(document) == []
    for part in ("word/document.xml", "word/header1.xml"):
        xml = unzipped(document)[part].decode()
        assert xml.count('<w:gridCol w:w="2000"/><w:gridCol w:w="2000"/>') == xml.count("<w:tbl>")
        assert xml.count("<w:tblPr/><w:tblGrid>") == xml.count("<w:tbl>")


def test_a_table_without_grid_may_have_a_column_loop_and_no_widths() -> None:
    cells = "".join(
        f"<w:tc>{p(x)}</w:tc>" for x in ("{%tc for d in ds %}", "{{ d }}", "{%tc endfor %}")
    )
    source = paper(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", p("hết"))
    document = CompiledTemplate.load(source).render({"ds": [1, 2, 3, 4]})
    assert problems(document) == []
    assert unzipped(document)["word/document.xml"].count(b"<w:gridCol ") == 4
