"""Tags with a minus join lines and paragraphs; tags for runs keep the look around them."""

from __future__ import annotations

import re

import pytest
from docxtpl import RichText

from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import (
    BOLD,
    body_text,
    by_docxtpl,
    drawing,
    p,
    paper,
    run,
    tbl,
    tc,
    tr,
    unzipped,
)
from tests.rendering.word_validity import problems

VALUES = {"x": 1, "a": "giá trị"}
HOUSE = [
    p("Nhà ở{% if x -%}"),
    p(" phố"),
    p("{%- else -%}"),
    p(" quê"),
    p("{%- endif %}, hẹn gặp."),
]
LINES = (
    f"<w:p>{run('ở{% if x -%}')}<w:r>{BOLD}<w:br/><w:t>phố</w:t></w:r><w:r>{BOLD}<w:br/>"
    "<w:t>{%- else -%}</w:t><w:br/><w:t>quê</w:t></w:r>" + run("{%- endif %}.") + "</w:p>"
)


def made(*body: str, **values: object) -> bytes:
    document = CompiledTemplate.load(paper(*body)).render({**VALUES, **values})
    assert problems(document) == []
    return document


@pytest.mark.parametrize("x", [0, 1])
@pytest.mark.parametrize("body", [HOUSE, [LINES]])
def test_lines_and_paragraphs_are_joined_as_by_docxtpl(body: list[str], x: int) -> None:
    theirs = by_docxtpl(paper(*body), {"x": x})
    assert body_text(made(*body, x=x)) == body_text(theirs)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # docxtpl loses «câu giữa», «một», «hai», «ba».
        ([p("{%p if x -%}"), p("câu giữa"), p("{%p endif %}"), p("cuối")], "câu giữa\ncuối"),
        ([p("đầu"), p("một {%- if x %}!{% endif %}")], "đầu\nmột!"),
        ([p("{% if x -%} hai{% endif %}"), p("sau")], "hai\nsau"),
        ([p("{% if x %}!{% endif -%} ba"), p("{{ a }}")], "!ba\ngiá trị"),
    ],
)
def test_no_word_is_lost_to_a_minus(body: list[str], text: str) -> None:
    assert body_text(made(*body)) == text


def test_joining_keeps_looks_pictures_and_the_end_of_a_section() -> None:
    section = '<w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr>'
    second = f"<w:p>{section}{run('nghiêng', '<w:rPr><w:i/></w:rPr>')}{drawing(1)}</w:p>"
    document = made(p("đậm{% if x -%}"), second, p("{% endif %}cuối"))
    xml = unzipped(document)["word/document.xml"].decode()
    assert body_text(document).startswith("đậmnghiêng")
    assert '<w:rPr><w:i/></w:rPr><w:t xml:space="preserve">nghiêng' in xml
    assert "Hình 1" in xml
    assert xml.count('w:w="16838"') == 1


PROOF = '<w:proofErr w:type="spellStart"/>'
MARK = '<w:bookmarkStart w:id="1" w:name="d"/>@<w:bookmarkEnd w:id="1"/>'
TURNED = "<w:r><w:lastRenderedPageBreak/></w:r>"
TAGS = [
    ("một  {%- if x -%}  hai  {%- endif -%}  ba", "mộthaiba"),
    ("một  {{- a -}}  hai", "mộtgiá trịhai"),
    ("một  {#- lời -#}  hai", "mộthai"),
    ("một  {%- raw -%}  {{ b }}  {%- endraw -%}  hai", "một{{ b }}hai"),
    ("một  {% if x -%}  {{ a }}  {%- endif %}  hai", "một  giá trị  hai"),
    ("{% if x -%}   {% endif %} ba", " ba"),
]


@pytest.mark.parametrize(("text", "shown"), TAGS)
def test_blanks_go_at_a_minus_wherever_word_cuts_the_run(text: str, shown: str) -> None:
    words = re.split(r"(\s+|(?<=\})(?=\{)|(?=\{)|(?<=\}))", text)
    apart = [run(word) for word in words if word]
    looks = [run(word, f'<w:rPr><w:sz w:val="{n}"/></w:rPr>') for n, word in enumerate(words, 20)]
    for between in ("", PROOF, TURNED):
        assert body_text(made(f"<w:p>{between.join(apart)}</w:p>")) == shown
    assert body_text(made(f"<w:p>{''.join(looks)}</w:p>")) == shown
    assert body_text(made(f"<w:p>{MARK.replace('@', ''.join(apart))}</w:p>")) == shown
    assert body_text(made(p(text))) == shown


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (p("a {{ x -}} ") + p(" b"), "a 1\n b"),
        (f"<w:p>{run('a {{ x -}} ')}<w:r><w:tab/></w:r>{run(' b')}</w:p>", "a 1> b"),
        (f"<w:p>{run('a {{ x -}} ')}<w:r><w:br/></w:r>{run(' b')}</w:p>", "a 1/ b"),
        (f"<w:p>{run('a{% if x -%} ')}{drawing(1)}{run(' b{% endif %}')}</w:p>", "a b"),
        (f"<w:p>{run('a ')}{drawing(1)}{run('  ')}{run('{%- if x %}b{% endif %}')}</w:p>", "a b"),
        # Blanks in runs of their own part no tag from the edge of its line.
        (p("a{% if x -%}", "  ") + p(" b") + p("{%- endif %}"), "a b"),
        (
            f"<w:p>{run('a{% if x -%}')}{run(' ')}<w:r><w:br/></w:r>{run(' b{% endif %}')}</w:p>",
            "a b",
        ),
    ],
)
def test_a_minus_goes_no_further_than_its_line(body: str, shown: str) -> None:
    assert body_text(made(body)) == shown


def test_cells_are_never_joined() -> None:
    row = tr(tc(p("{% if x %}một{% endif -%}")), tc(p("{%- if x %}hai{% endif %}")))
    assert body_text(made(tbl(row))) == "một\nhai"


def test_the_words_behind_a_run_tag_keep_their_look() -> None:
    rich = RichText("đậm", bold=True)
    runs = run("a {{r t }} b {{r t }} c").replace("</w:r>", "<w:br/><w:t>d</w:t></w:r>")
    document = made(f"<w:p>{runs}</w:p>", t=rich)
    assert body_text(document) == "a đậm b đậm c/d"
    xml = unzipped(document)["word/document.xml"].decode()
    looks = re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)", xml)
    assert {look for look, text in looks if text != "đậm"} == {BOLD}


def test_run_tags_may_loop_over_runs_and_stand_in_links() -> None:
    body = (
        f"<w:p>{run('{%r if x %}')}{run('có', '<w:rPr><w:i/></w:rPr>')}{run('{%r endif %}')}</w:p>"
    )
    assert body_text(made(body)) == "có"
    assert body_text(made(body, x=0)) == ""
    link = f'<w:p><w:hyperlink w:anchor="m">{run("a {{r a }} b")}</w:hyperlink></w:p>'
    assert body_text(made(link)) == "a giá trị b"
