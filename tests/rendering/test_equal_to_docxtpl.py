"""Our documents are docxtpl's documents, only sooner."""

from __future__ import annotations

import os
from typing import Any

import pytest
from docxtpl import Listing, RichText
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from giayto.rendering import CompiledTemplate
from giayto.rendering.reading.measures import set_measures
from giayto.rendering.reading.split_tags import join_tags
from tests.rendering.word_papers import (
    BOLD,
    W,
    by_docxtpl,
    called,
    differences,
    drawing,
    p,
    paper,
    run,
    tbl,
    tc,
    tr,
    unzipped,
    zipped,
)
from tests.rendering.word_validity import problems

LAYOUT = '<w:pPr><w:jc w:val="both"/><w:rPr><w:b/></w:rPr></w:pPr>'
TEXT_BOX = (
    "<w:p><w:r><w:t>ngoài</w:t></w:r><w:r><w:pict><w:txbxContent>"
    f"{p('trong hộp {{ a }}')}</w:txbxContent></w:pict></w:r>{run('sau {{ b }}')}</w:p>"
)
HEADS = tr("Họ tên", "Số")

# name → body; every template uses the names a, b (texts), flag, items (list of dicts).
DIALECT: dict[str, str] = {
    "plain": p("A {{ a }} và {{ b }}", layout=LAYOUT),
    "cut over runs": f"<w:p>{run('{{ ')}{run('a', '')}{run(' }}')}</w:p>",
    "inline if": p("x {% if flag %}có {{ a }}{% else %}không{% endif %} y"),
    "if over runs": f"<w:p>{run('x {% if flag %}1')}{run('2 {{ a }}', '')}{run('{% endif %}3')}</w:p>",
    "if over paragraphs": p("x{% if flag %}1") + p("2 {{ a }}{% endif %} {{ b }}"),
    "paragraph if": p("{%p if flag %}")
    + p("có {{ a }}")
    + p("{%p else %}")
    + p("không")
    + p("{%p endif %}"),
    "paragraph loop": p("{%p for i in items %}") + p("- {{ i.x }}") + p("{%p endfor %}"),
    "row loop": tbl(
        HEADS,
        tr("{%tr for i in items %}", ""),
        tr("{{ i.x }}", "{{ loop.index }}"),
        tr("{%tr endfor %}", ""),
    ),
    "nested loops": tbl(
        HEADS,
        tr("{%tr for i in items %}", ""),
        tr(
            tc(p("{%p for y in i.ys %}") + p("{{ y }} {{ b }}") + p("{%p endfor %}") + p("hết")),
            "{{ i.x }}",
        ),
        tr("{%tr endfor %}", ""),
    ),
    "column loop": tbl(
        tr("{%tc for i in items %}", "{{ i.x }}", "{%tc endfor %}", "cuối"), columns=4
    ),
    "run tag": f"<w:p>{run('trước {{r a }}')}{run('sau')}</w:p>",
    "comments": p("{#p ghi chú #}") + p("a{# chú #}b {{ a }}"),
    "row comment": tbl(HEADS, tr("{#tr bỏ hàng #}", ""), tr("{{ a }}", "1")),
    "whitespace": p("x  {%- if flag -%}  {{ a }}  {%- endif %}  y") + p("{{- b -}}"),
    "minus over paragraphs": p("đầu") + p("{%- if flag %}nối {{ a }}{% endif %}") + p("cuối"),
    "colspan": tbl(tr(tc(p("{% colspan n %}{{ a }}"), span=2)), tr("1", "2")),
    "cellbg": tbl(tr(tc(p("{% cellbg mau %}{{ a }}")), "2"), HEADS),
    "measures": tbl(
        tr(tc(p("{% colwidths rong %}{{ a }}"), span=2)),
        tr("{%tr for i in items %}", ""),
        tr(tc(p("{% spacing i.gian %}{{ i.x }}")), "{% indents rong[1] %}{{ b }}"),
        tr("{%tr endfor %}", ""),
        tr("1", "2"),
    )
    + f"<w:p>{run('{% spac')}{run('ing n %}đã ', '')}{run('{{ a }}')}</w:p>",
    "vm": tbl(
        HEADS,
        tr("{%tr for i in items %}", ""),
        tr("{% vm %}{{ a }}", "{{ i.x }}"),
        tr("{%tr endfor %}", ""),
    ),
    "hm": tbl(tr("{%tc for i in items %}", "{% hm %}{{ a }}", "{%tc endfor %}", "b"), columns=4),
    "drawings": f"<w:p>{drawing(7)}{drawing(7)}</w:p>"
    + p("{%p for i in items %}")
    + f"<w:p>{drawing(3)}{run('{{ i.x }}')}</w:p>"
    + p("{%p endfor %}"),
    "nested table": tbl(tr(tc(tbl(HEADS, tr("{{ a }}", "1")) + p("{{ b }}")), "x")),
    "uneven table": tbl(
        HEADS,
        tr("{%tr for i in items %}", "", ""),
        tr("{{ i.x }}", "2", "3"),
        tr("{%tr endfor %}", ""),
    ),
    "text box": TEXT_BOX,
    "set and macro": p("{% set z = a %}{% macro m(v) %}[{{ v }}]{% endmacro %}{{ z }} {{ m(b) }}"),
    "call block": p(
        "{% macro m(v) %}<{{ v }}|{{ caller() }}>{% endmacro %}{% call m(a) %}{{ b }}{% endcall %}"
    ),
    "set block": p("{% set t %}x {{ a }} y{% endset %}{{ t }} {{ t|length > 3 }}"),
    "recursive loop": p(
        "{% for i in [[1, [2]], [3]] recursive %}"
        "{{ i if i is number else '' }}{% if i is not number %}({{ loop(i) }}){% endif %}{% endfor %}{{ a }}"
    ),
    "block": p("x {% block k %}{{ a }}{% endblock %} y"),
    "with": p("{% with z = a %}{{ z }}{% endwith %}"),
    "loop with else and filter": p(
        "{% for i in items if i.x %}{{ loop.index }}{{ i.x }}{% else %}trống{% endfor %}"
    ),
    "condition in run look": "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ a }}</w:t></w:r></w:p>",
    "filters": p("{{ a|upper }} {{ items|length }} {{ a|default('x') }} {{ b|replace('a', 'o') }}"),
    "safe": p("{{ 'chữ <số>'|e }} {{ '<w:br/>'|safe if false else a }}"),
    "raw": p("{% raw %}{{ không }}{% endraw %} {{ a }}"),
    "braces": p("{_{ a }_} {{ a }} {_% b %_}"),
    "static tab": f"<w:p><w:r>{BOLD}<w:t>x\ty\nz {{{{ a }}}}</w:t></w:r></w:p>",
    "numbers": p("{{ n }} {{ n + 1 }} {{ 7 / 2 }} {{ true }} {{ items[0].x if items else '-' }}"),
    "content control": f"<w:sdt><w:sdtContent>{p('{{ a }}')}</w:sdtContent></w:sdt>",
    "hyperlink": f'<w:p><w:hyperlink w:anchor="x">{run("{{ a }}")}</w:hyperlink></w:p>',
    "tracked run look": '<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>{{ a }}</w:t></w:r></w:p>',
}

WORDS = (
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    *"&<>\"' \n\tạằờỹĐ{}%#_",
                    "\u00a0",
                    "\u200b",
                    "\u0323",
                    "\u0302",
                    "😀",
                    "👩‍🏫",
                    "&amp;",
                    "]]>",
                    "\u2028",
                ]
            ),
            st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
        ),
        max_size=30,
    )
    .map("".join)
    .filter(lambda text: not any(mark in text for mark in ("{_{", "}_}", "{_%", "%_}")))
)
LONG = st.builds(lambda word, times: (word + " ") * times, WORDS, st.integers(0, 200))
VALUES = st.one_of(WORDS, LONG, st.builds(lambda w: w + "\a" + w + "\f" + w, WORDS))
MEASURES = st.one_of(st.integers(-200, 9000), WORDS, st.none(), st.floats(-9, 9))
CONTEXTS = st.fixed_dictionaries(
    {
        "a": VALUES,
        "b": st.one_of(VALUES, st.integers(), st.floats(allow_nan=False)),
        "flag": st.booleans(),
        "n": st.integers(1, 2),
        "mau": st.just("FF0000"),
        "rong": st.lists(MEASURES, min_size=2, max_size=3),
        "items": st.lists(
            st.fixed_dictionaries(
                {"x": VALUES, "ys": st.lists(WORDS, max_size=3), "gian": MEASURES}
            ),
            max_size=4,
        ),
    }
)
# docxtpl itself breaks these when a value holds line or page breaks: see test_differences.
NOT_FUZZED = ("run tag", "text box", "tracked run look", "hyperlink")
OUR_TAGS = ("measures",)
# What docxtpl puts at the head of a cell's properties stands where the schema wants it.
CELL_TAGS = ("colspan", "cellbg", "vm", "hm")
# More for a long search: GIAYTO_FUZZ=500 python -m pytest tests/rendering/test_equal_to_docxtpl.py
EXAMPLES = int(os.environ.get("GIAYTO_FUZZ", "15"))
COMPILED: dict[str, tuple[bytes, CompiledTemplate]] = {}


def compiled(name: str) -> tuple[bytes, CompiledTemplate]:
    """The template of that name, compiled once for all examples."""
    if name not in COMPILED:
        source = paper(
            DIALECT[name] + called(1, text="hết"),
            header=p("Trang {{ a }}"),
            footer=p("{% if flag %}{{ b }}{% endif %}"),
            footnotes=f'<w:footnote w:id="1">{p("chú {{ a }}")}</w:footnote>',
        )
        template = CompiledTemplate.load(source)
        COMPILED[name] = (measured(source) if name in OUR_TAGS else source, template)
    return COMPILED[name]


def measured(source: bytes) -> bytes:
    """The template with our measuring tags as plain tags in attributes, which docxtpl knows."""
    parts: dict[str, bytes | str] = {**unzipped(source)}
    root = etree.fromstring(unzipped(source)["word/document.xml"])
    join_tags(root, "thân văn bản")
    set_measures(root, "thân văn bản")
    return zipped({**parts, "word/document.xml": etree.tostring(root)})


def in_order(document: bytes) -> bytes:
    """The document with the properties of each cell by their names."""
    parts: dict[str, bytes | str] = {**unzipped(document)}
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    for properties in root.iter(f"{{{W}}}tcPr"):
        properties[:] = sorted(properties, key=lambda child: str(child.tag))
    return zipped({**parts, "word/document.xml": etree.tostring(root)})


def unequal(name: str, ours: bytes, theirs: bytes) -> list[str]:
    """The parts that differ from docxtpl's."""
    if name in CELL_TAGS:
        ours, theirs = in_order(ours), in_order(theirs)
    return differences(ours, theirs)


FULL = {
    "a": "Công ty A&B <x> \"y\" 'z'",
    "b": "số 1",
    "flag": True,
    "n": 2,
    "mau": "FFEE00",
    "rong": [4479, 3000],
    "items": [
        {"x": "một", "ys": ["1", "2"], "gian": -6},
        {"x": "hai\ndòng\tcột", "ys": [], "gian": 0},
    ],
}
EMPTY = {
    **FULL,
    "a": "",
    "flag": False,
    "rong": ["", None],
    "items": [{"x": "", "ys": [], "gian": None}],
}


@pytest.mark.parametrize("context", [FULL, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("name", list(DIALECT))
def test_the_dialect_is_docxtpls(name: str, context: dict[str, Any]) -> None:
    source, template = compiled(name)
    if name == "run tag":  # docxtpl leaves plain text outside any run: shown in test_differences
        context = {**context, "a": RichText("đậm & nghiêng", bold=True, italic=True)}
        source = paper(DIALECT[name])
        template = CompiledTemplate.load(source)
    if name == "tracked run look":  # docxtpl keeps the look before the change as well
        source = template.cleaned
    assert unequal(name, template.render(context), by_docxtpl(source, context)) == []


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(context=CONTEXTS)
@pytest.mark.parametrize("name", [n for n in DIALECT if n not in NOT_FUZZED])
def test_any_data_give_docxtpls_document(name: str, context: dict[str, Any]) -> None:
    source, template = compiled(name)
    ours = template.render(context)
    assert problems(ours) == []
    if not context["items"] and name in ("column loop", "hm"):
        return  # docxtpl leaves a row without cells: shown in test_differences
    assert unequal(name, ours, by_docxtpl(source, context)) == []


def test_rich_text_and_listing_are_docxtpls() -> None:
    rich = RichText("a & b", bold=True, color="FF0000")
    rich.add("dòng\nhai\tcột", italic=True)
    for value in (rich, RichText("x"), Listing("một\nhai & ba\a<bốn>\fnăm"), Listing("")):
        source = paper(
            p("{{r a }}") if isinstance(value, RichText) else p("{{ a }}", layout=LAYOUT)
        )
        ours = CompiledTemplate.load(source).render({"a": value})
        assert differences(ours, by_docxtpl(source, {"a": value})) == []
        assert problems(ours) == []
