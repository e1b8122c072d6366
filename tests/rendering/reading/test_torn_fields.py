"""A block that holds half of a Word field is told when the template is loaded."""

from __future__ import annotations

import pytest

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, p, paper, run, tbl, tc, tr
from tests.rendering.word_validity import problems


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


BEGIN = f"{mark('begin')}<w:r><w:instrText> QUOTE a </w:instrText></w:r>"
SEPARATE, END = mark("separate"), mark("end")
WHOLE = f"{BEGIN}{SEPARATE}{run('kq')}{END}"


def line(*pieces: str) -> str:
    return "<w:p>" + "".join(x if x.startswith("<") else run(x) for x in pieces) + "</w:p>"


def box(content: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        ("{% if x %}", line(BEGIN, SEPARATE, "{% if x %}a", END, "b{% endif %}")),
        ("{% if x %}", line("{% if x %}", BEGIN, SEPARATE, "a{% endif %}", END)),
        ("{% if x %}", line(BEGIN, "{% if x %}", SEPARATE, "a{% endif %}", END)),
        ("{% if x %}", line("{% if x %}", BEGIN, SEPARATE, "{% else %}a", END, "{% endif %}")),
        (
            "{%p for d in ds %}",
            line("{%p for d in ds %}", BEGIN, SEPARATE) + p("{{ d }}") + line("{%p endfor %}", END),
        ),
        (
            "{%tr for d in ds %}",
            tbl(
                tr("{%tr for d in ds %}", ""),
                tr(tc(line(BEGIN, SEPARATE, "{{ d }}")), "x"),
                tr("{%tr endfor %}", ""),
                tr(tc(line(END)), ""),
            ),
        ),
    ],
)
def test_half_a_field_in_a_block_is_told(tag: str, body: str) -> None:
    for source in (paper(body), paper(p("x"), header=body)):
        with pytest.raises(TemplateSyntax) as caught:
            CompiledTemplate.load(source)
        said = f"{caught.value.what} {caught.value.where}"
        assert f"Thẻ {tag}" in said and "trường Word" in said and "hết" not in said


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (line(BEGIN, SEPARATE, "{% if x %}a{% endif %}", END), "a"),
        (line("{% if x %}", WHOLE, "{% else %}", WHOLE, "{% endif %}"), "kq"),
        (line("{% for d in ds %}", WHOLE, "{% endfor %}"), "kqkq"),
        (
            line(BEGIN, SEPARATE)
            + p("{%p for d in ds %}")
            + p("{{ d }}")
            + p("{%p endfor %}")
            + line(END),
            "12",
        ),
        (line(END, "{% if x %}a{% endif %}"), "a"),  # a field that began nowhere
        (line(BEGIN, SEPARATE, box(line("{% if x %}", WHOLE, "{% endif %}")), END), "kqkq"),
        (line("{% if x %}", box(line(WHOLE)), "{% endif %}"), "kqkq"),
    ],
)
def test_whole_fields_and_what_lies_inside_them_are_no_matter(body: str, shown: str) -> None:
    document = CompiledTemplate.load(paper(body, p("."))).render({"x": 1, "ds": [1, 2]})
    assert problems(document) == []
    assert "".join(body_text(document).split()) == f"{shown}."
