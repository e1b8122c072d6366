"""Text is text: whatever a template does with it, a reader sees what Python's str would give."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import BOLD, W, body_text, p, paper, run, unzipped
from tests.rendering.word_validity import problems

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
VALUES = st.lists(
    st.sampled_from([*"&<>\"'aĐộ; ", "&amp;", "&#34;", "&lt", "<w:r>", "</w:t>", "]]>", "{{ a }}"]),
    max_size=9,
).map("".join)
# What a template writes behind an expression, and the same in Python.
STEPS: list[tuple[str, Callable[[str], str]]] = [
    ("|safe", str),
    ("|e", str),
    ("|forceescape", str),
    ("|string", str),
    ("|upper", str.upper),
    (".title()", str.title),
    (".swapcase()", str.swapcase),
    ("[:3]", lambda text: text[:3]),
    ("[2:]", lambda text: text[2:]),
    ("[::-1]", lambda text: text[::-1]),
    ("|trim", str.strip),
    ("|replace('&', '<')", lambda text: text.replace("&", "<")),
    (".replace('m', '&lt;')", lambda text: text.replace("m", "&lt;")),
    ("|join('&')", "&".join),
    ("|list|join", str),
    (".partition(';')|join('|')", lambda text: "|".join(text.partition(";"))),
    ("|center(12)", lambda text: text.center(12)),
]
AROUND: list[tuple[str, Callable[[str], str]]] = [
    ("(%s ~ '&' ~ a)", lambda text: text + "&"),
    ("('<' + %s)", lambda text: "<" + text),
    ("('%%s>' %% %s)", lambda text: text + ">"),
    ("('{}&'.format(%s))", lambda text: text + "&"),
]


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A value, statements, an expression, and what it must show."""
    value = draw(VALUES)
    statements, expression, shown = "{% macro m(x) %}{{ x }}{% endmacro %}", "a", value
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["step", "step", "around", "set", "macro", "call"]))
        if kind == "step":
            written, meant = draw(st.sampled_from(STEPS))
            expression, shown = f"({expression}{written})", meant(shown)
        elif kind == "around":
            written, meant = draw(st.sampled_from(AROUND))
            expression = written % expression
            shown = meant(shown) + (value if "~" in written else "")
        elif kind == "macro":
            expression = f"m({expression})"
        else:
            name = f"t{number}"
            inner = f"{{{{ {expression} }}}}"
            if kind == "call":
                statements += (
                    f"{{% macro k{number}() %}}{{{{ caller()|safe }}}}{{% endmacro %}}{{% set {name} %}}"
                    f"{{% call k{number}() %}}{inner}{{% endcall %}}{{% endset %}}"
                )
            else:
                statements += f"{{% set {name} %}}{inner}{{% endset %}}"
            expression = name
    return value, statements, expression, shown


def everywhere(statements: str, expression: str) -> bytes:
    """A template that prints the expression in a text, an attribute, a field and a formula."""
    tag = f"{{{{ {expression} }}}}".replace("&", "&amp;").replace("<", "&lt;")
    return paper(
        p(statements),
        f"<w:p>{run('[')}<w:r>{BOLD}<w:t>{tag}</w:t></w:r>{run(']')}</w:p>",
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="'
        + tag.replace('"', "&quot;")
        + '"/></wp:inline></w:drawing></w:r></w:p>',
        f"<w:p><w:r><w:instrText>XE {tag}</w:instrText></w:r></w:p>",
        f'<w:p><m:oMath xmlns:m="{M}"><m:r><m:t>{tag}</m:t></m:r></m:oMath></w:p>',
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(chain=chains())
def test_any_chain_of_operations_shows_what_python_gives(chain: tuple[str, str, str, str]) -> None:
    value, statements, expression, shown = chain
    document = CompiledTemplate.load(everywhere(statements, expression)).render({"a": value})
    assert problems(document) == []
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    assert body_text(document).split("\n")[1] == f"[{shown}]"
    assert root.xpath("//@descr") == [shown]
    found = [node.text or "" for node in root.iter(f"{{{W}}}instrText", f"{{{M}}}t")]
    assert found == [f"XE {shown}", shown]


@pytest.mark.parametrize("value", ["<w:r><w:t>x</w:t></w:r>", Markup("<w:p/>"), "</w:t>"])
def test_markup_in_data_is_shown_as_text(value: str) -> None:
    document = CompiledTemplate.load(paper(p("{{ a }}|{{ a|safe }}"))).render({"a": value})
    assert problems(document) == []
    assert body_text(document) == f"{value}|{value}"


def test_a_recursive_loop_hands_over_text() -> None:
    tag = "{% for i in a recursive %}{{ i if i is string else loop(i) }};{% endfor %}"
    document = CompiledTemplate.load(paper(p(tag))).render({"a": ["<&", ["&amp;", ["\t"]]]})
    assert problems(document) == []
    assert body_text(document) == "<&;&amp;;>;;;"


def test_a_filter_on_a_set_block_works_on_its_text() -> None:
    tag = "{% set t | upper %}a & {{ a }}{% endset %}{{ t }} {{ t|length }}"
    document = CompiledTemplate.load(paper(p(tag))).render({"a": "<x>"})
    assert body_text(document) == "A & <X> 7"


def test_a_block_over_runs_is_text_to_filters_and_whole_when_printed() -> None:
    look = "<w:rPr><w:i/></w:rPr>"
    tag = "{% endset %}{{ t|upper }}|{{ t[:4] }}|{{ t ~ '!' }}|{{ t + '?' }}|{{ t }}"
    body = f"<w:p>{run('{% set t %}x ')}{run('{{ a }}', look)}{run(' y' + tag)}</w:p>"
    document = CompiledTemplate.load(paper(body)).render({"a": "b & c"})
    assert problems(document) == []
    assert body_text(document) == "X B & C Y|x b |x b & c y!|x b & c y?|x b & c y"
    xml = unzipped(document)["word/document.xml"].decode()
    assert xml.count(f'{look}<w:t xml:space="preserve">b &amp; c</w:t>') == 3
