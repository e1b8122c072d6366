"""Every piece of a value has the look of the run, and the layout of the paragraph, it stands in."""

from __future__ import annotations

import re

import pytest
from docxtpl import RichText
from lxml import etree

from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import W, body_text, p, paper, run, unzipped
from tests.rendering.word_validity import problems

ITALIC = "<w:rPr><w:i/></w:rPr>"
BOLD = "<w:rPr><w:b/></w:rPr>"
CENTRE = '<w:pPr><w:jc w:val="center"/></w:pPr>'


def looks(body: str, missing: str = "stop", **values: object) -> str:
    """The text as ``b(…) i(…) -(…)``, one letter for the look of each stretch; ``|`` paragraphs."""
    template = CompiledTemplate.load(paper(body), missing=missing)  # type: ignore[arg-type]
    document = template.render(values)
    assert problems(document) == []
    root = etree.fromstring(unzipped(document)["word/document.xml"])
    signs = {"t": None, "tab": ">", "br": "/"}
    written = []
    for paragraph in root.iter(f"{{{W}}}p"):
        centred = paragraph.find(f"{{{W}}}pPr/{{{W}}}jc") is not None
        stretches: list[tuple[str, str]] = []
        for piece in paragraph.iter(f"{{{W}}}r"):
            look = "".join(
                letter
                for letter, name in (("b", "b"), ("i", "i"), ("h", "highlight"))
                if piece.find(f"{{{W}}}rPr/{{{W}}}{name}") is not None
            )
            for node in piece:
                name = etree.QName(node).localname
                text = (node.text or "") if name == "t" else signs.get(name) or ""
                if text:
                    stretches.append((look or "-", text))
        shown = ""
        before = ""
        for look, text in stretches:
            shown += text if look == before else f"{')' if before else ''}{look}({text}"
            before = look
        written.append(("c:" if centred else "") + (shown + ")" if shown else ""))
    return "|".join(written)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (
            [("{% for d in ds %}{{ d }}", ""), (", {% endfor %}", BOLD)],
            "-(a>b)b(, c>d, )",
        ),
        (
            [("{% for d in ds %}{{ d }}", ITALIC), ("{{ d }}", BOLD), ("{% endfor %}", "")],
            "i(a>b)b(a>b)-(c>d)b(c>d)",
        ),
        (
            [
                ("{% if f %}x {{ ds[0] }}", BOLD),
                ("{% else %}y {{ ds[0] }}", ITALIC),
                ("{% endif %} {{ ds[1] }}", ""),
            ],
            "b(x a>b)i( c>d)",
        ),
        (
            [
                ("{% if not f %}x {{ ds[0] }}", BOLD),
                ("{% else %}y {{ ds[0] }}", ITALIC),
                ("{% endif %} {{ ds[1] }}", ""),
            ],
            "b(y a>b)-( c>d)",
        ),
        (
            [
                ("{% for d in ds %}{% for e in ds %}{{ e }}", BOLD),
                ("{% endfor %};", ITALIC),
                ("{% endfor %}", ""),
            ],
            "b(a>b)i(c>d;)-(a>b)i(c>d;)",
        ),
    ],
)
def test_loops_and_conditions_over_runs(pieces: list[tuple[str, str]], shown: str) -> None:
    body = f"<w:p>{''.join(run(text, look) for text, look in pieces)}</w:p>"
    assert looks(body, ds=["a\tb", "c\td"], f=True) == shown


def test_loops_over_paragraphs_keep_each_layout() -> None:
    body = p("{% for d in ds %}{{ d }}", layout=CENTRE) + p("– {{ d }}") + p("{% endfor %}hết")
    assert looks(body, ds=["1\a2", "3\f4"]) == (
        "c:b(1)|c:b(2)|b(– 1)|b(2)|b(3)|-(/)|b(4)|b(– 3)|-(/)|b(4)|b(hết)"
    )


def test_rich_text_and_missing_values_in_a_loop_over_runs() -> None:
    pieces = run("{% for d in ds %}{{ d }}", BOLD) + run(", {% endfor %}", ITALIC)
    assert looks(f"<w:p>{pieces}</w:p>", ds=["1", RichText("2\t3"), "4\n5"]) == (
        "b(1)i(, )-(2>3)i(, 4/5, )"
    )
    assert looks(f"<w:p>{pieces}</w:p>", missing="mark", ds=[None, None]) == (
        "bh(d)i(, )ih(d)i(, )"
    )


@pytest.mark.parametrize("tag", ["a {{ x }}", "a {{r x }}", "{{p x }}"])
def test_a_missing_value_is_marked_everywhere(tag: str) -> None:
    assert "h(x)" in looks(p(tag), missing="mark", x=None)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x & y", "b(a x & y c)i(d)"),
        ("1\t2\n3", "b(a 1>2/3 c)i(d)"),
        ("1\a2", "c:b(a 1)|c:b(2 c)i(d)"),
        (" ", "b(a   c)i(d)"),
        (7, "b(a 7 c)i(d)"),
        (RichText("r"), "b(a )-(r)b( c)i(d)"),
    ],
)
def test_a_run_tag_keeps_the_look_around_it(value: object, shown: str) -> None:
    body = f"<w:p>{CENTRE}{run('a {{r x }} c', BOLD)}{run('d', ITALIC)}</w:p>"
    assert looks(body, x=value).removeprefix("c:") == shown.removeprefix("c:")


def test_run_tags_in_a_row_and_in_loops() -> None:
    body = f"<w:p>{run('{{r x }}', ITALIC)}{run('{{r x }}{%r for y in [1, 2] %}{{r y }},{%r endfor %}!', BOLD)}</w:p>"
    assert looks(body, x="x") == "i(x)b(x1,2,!)"


def test_a_section_ends_with_the_last_new_paragraph() -> None:
    layout = '<w:pPr><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr></w:pPr>'
    template = CompiledTemplate.load(paper(p("{{ x }} đuôi", layout=layout) + p("sau")))
    document = template.render({"x": "1\a2\f3"})
    assert problems(document) == []
    assert body_text(document) == "1\n2\n/\n3 đuôi\nsau"
    xml = unzipped(document)["word/document.xml"].decode()
    assert len(re.findall(r"<w:sectPr\b", xml)) == 2
    assert xml.index("<w:sectPr") > xml.index(">2<")


def test_a_cell_and_a_text_box_keep_their_own_layout() -> None:
    box = (
        f"<w:r><w:pict><w:txbxContent>{p('{{ x }}', layout=CENTRE)}</w:txbxContent></w:pict></w:r>"
    )
    loop = (
        f"<w:p>{run('{% for d in [1, 2] %}', BOLD)}{box}{run('{{ x }}{% endfor %}', ITALIC)}</w:p>"
    )
    assert looks(loop, x="1\a2").count("c:b(1)|c:b(2)") == 2


def test_a_run_tag_in_a_block_that_is_printed_later_stands_in_a_run() -> None:
    body = f"<w:p>{run('{% set t %}a {{r x }}{% endset %}[{{ t }}]', BOLD)}</w:p>"
    assert body_text(CompiledTemplate.load(paper(body)).render({"x": "1 & 2"})) == "[a 1 & 2]"
    assert "1 & 2" in looks(body, x="1 & 2")
