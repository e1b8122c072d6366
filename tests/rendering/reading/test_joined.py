"""A tag that Word cut into pieces is one tag; what stood between the pieces stays."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from docxtpl import RichText
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.errors import TemplateError, TemplateSyntax
from giayto.rendering import CompiledTemplate, Link
from tests.office_validity import complaints
from tests.rendering.word_papers import (
    BOLD,
    body_text,
    called,
    drawing,
    p,
    paper,
    run,
    tbl,
    tr,
    unzipped,
    zipped,
)
from tests.rendering.word_validity import problems

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BY = 'w:id="9" w:author="a"'
VALUES = {"ho_ten": "An & Bình", "co": True, "ds": ["1", "2"]}

WRAPPERS = {
    "nothing": "{}",
    "insertion": f"<w:ins {BY}>{{}}</w:ins>",
    "link": '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "smart tag": '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
    "custom XML": '<w:customXml w:uri="u" w:element="e">{}</w:customXml>',
    "direction": '<w:dir w:val="ltr">{}</w:dir>',
    "override": '<w:bdo w:val="ltr">{}</w:bdo>',
    "two": f'<w:ins {BY}><w:smartTag w:uri="u" w:element="e">{{}}</w:smartTag></w:ins>',
}
BETWEEN = [
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:proofErr w:type="spellEnd"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr></w:r>",
    f"<w:del {BY}><w:r><w:delText>đã xoá</w:delText></w:r></w:del>",
]


def made(*body: str) -> str:
    document = CompiledTemplate.load(paper(*body)).render(VALUES)
    assert problems(document) == []
    return body_text(document)


def refused(*body: str) -> TemplateSyntax:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(*body))
    return caught.value


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
def test_a_tag_half_inside_something(wrapper: str) -> None:
    half, rest = wrapper.format(run("{{ ho", "")), run("_ten }} nhé", "")
    assert made(f"<w:p>{run('Đồng chí ')}{half}{rest}</w:p>") == "Đồng chí An & Bình nhé"
    half, rest = run("Đồng chí {{ ho", ""), wrapper.format(run("_ten }} nhé", ""))
    assert made(f"<w:p>{half}{rest}</w:p>") == "Đồng chí An & Bình nhé"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ho_ten }}",
        "{% if co %}{{ ho_ten }}{% endif %}",
        "{{ 'An & Bình' if co }}",
        "{# x #}{{ ho_ten }}",
    ],
)
def test_a_run_for_each_character(tag: str) -> None:
    runs = "".join(run(char, "" if number % 2 else BOLD) for number, char in enumerate(tag))
    assert made(f"<w:p>{run('a ')}{runs}{run(' b')}</w:p>") == "a An & Bình b"


def test_the_tag_looks_as_where_it_begins_and_the_rest_as_it_did() -> None:
    source = paper(f"<w:p>{run('{{ ho_', BOLD)}{run('ten }} thường', '')}</w:p>")
    xml = unzipped(CompiledTemplate.load(source).render(VALUES))["word/document.xml"].decode()
    assert f'<w:r>{BOLD}<w:t xml:space="preserve">An &amp; Bình</w:t></w:r>' in xml
    assert '<w:r><w:t xml:space="preserve"> thường</w:t></w:r>' in xml


@pytest.mark.parametrize("mark", ["bookmark", "commentRange", "perm"])
def test_marks_in_a_tag_stay_in_pairs(mark: str) -> None:
    start = f'<w:{mark}Start w:id="3" w:name="x"/>'
    end = f'<w:{mark}End w:id="3"/>'
    for pieces in (("{{ ho", "_te", "n }}"), ("{{", " ho_ten ", "}}"), ("{", "{ ho_ten }", "}")):
        body = f"<w:p>{run(pieces[0])}{start}{run(pieces[1])}{end}{run(pieces[2])}</w:p>"
        document = CompiledTemplate.load(paper(body)).render(VALUES)
        xml = unzipped(document)["word/document.xml"].decode()
        assert (xml.count(f"{mark}Start"), xml.count(f"{mark}End")) == (1, 1)
        assert body_text(document) == "An & Bình"


@pytest.mark.parametrize(
    "inside",
    [
        "<w:softHyphen/>",
        "<w:lastRenderedPageBreak/>",
        "<w:br/>",
        "<w:cr/>",
        "<w:tab/>",
        "<w:br w:type='textWrapping'/>",
    ],
)
def test_blanks_and_what_cannot_be_seen_in_a_tag(inside: str) -> None:
    body = f"<w:p><w:r><w:t>{{{{ ho_ten</w:t>{inside}<w:t> }}}}</w:t></w:r></w:p>"
    assert made(body) == "An & Bình"


def test_a_hyphen_that_does_not_break_is_a_minus() -> None:
    body = (
        "<w:p><w:r><w:t>{{ 3 </w:t><w:noBreakHyphen/><w:t> 2 }}{{ 3 \u2011 2 }}</w:t></w:r></w:p>"
    )
    assert made(body) == "11"


@pytest.mark.parametrize(
    "inside",
    [
        drawing(1),
        '<w:r><w:br w:type="page"/></w:r>',
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>',
        "<w:r><w:object/></w:r>",
    ],
)
def test_what_a_tag_would_swallow_is_told(inside: str) -> None:
    error = refused(p("Đầu"), f"<w:p>{run('Đồng chí {{ ho')}{inside}{run('_ten }}')}</w:p>")
    assert "Giữa thẻ có ảnh" in error.what
    assert "thân văn bản" in (error.where or "") and "Đồng chí {{ ho" in (error.where or "")


FIELD = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]


@pytest.mark.parametrize(
    "body",
    [
        f"{run('{{ ho')}{FIELD[0]}<w:r><w:instrText>PAGE</w:instrText></w:r>{FIELD[1]}{run('_ten }}')}{FIELD[2]}",
        f"{FIELD[0]}<w:r><w:instrText>X {{{{ ho</w:instrText></w:r>{FIELD[1]}{run('_ten }}')}{FIELD[2]}",
        f"{FIELD[0]}<w:r><w:instrText>X</w:instrText></w:r>{FIELD[1]}{run('{{ ho')}{FIELD[2]}{run('_ten }}')}",
        f"{run('{{ ho')}<w:fldSimple w:instr='PAGE'>{run('_ten }}')}</w:fldSimple>",
        f"<w:fldSimple w:instr='PAGE'>{run('{{ ho')}</w:fldSimple>{run('_ten }}')}",
        f"{run('{{ ho')}<m:oMath xmlns:m='{M}'><m:r><m:t>_ten }}}}</m:t></m:r></m:oMath>",
        f"<m:oMath xmlns:m='{M}'><m:f><m:num><m:r><m:t>{{{{ ho</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>_ten }}</m:t></m:r></m:den></m:f></m:oMath>",
    ],
)
def test_half_a_tag_in_a_field_or_formula_is_told(body: str) -> None:
    error = refused(f"<w:p>{run('Số ')}{body}</w:p>")
    assert "trường Word hoặc công thức" in error.what
    assert "Số " in (error.where or "")


def test_tags_cut_within_a_field_code_a_result_and_a_formula() -> None:
    code = "".join(
        f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in ("AUTHOR {{ ho", "_ten }}")
    )
    formula = "".join(f"<m:r><m:t>{part}</m:t></m:r>" for part in ("x={", "{ ho_t", "en }}"))
    body = (
        f"<w:p>{FIELD[0]}{code}{FIELD[1]}{run('{{ ho')}{run('_ten }}')}{FIELD[2]}"
        f"<w:fldSimple w:instr='AUTHOR'>{run('{{ ho')}{run('_ten }}')}</w:fldSimple>"
        f"<m:oMath xmlns:m='{M}'>{formula}</m:oMath></w:p>"
    )
    xml = unzipped(CompiledTemplate.load(paper(body)).cleaned)["word/document.xml"].decode()
    assert ">AUTHOR {{ ho_ten }}</w:instrText>" in xml
    assert ">x={{ ho_ten }}</m:t>" in xml
    assert xml.count(">{{ ho_ten }}</w:t>") == 2


def test_a_tag_over_two_paragraphs_is_told_with_both() -> None:
    error = refused(p("Đồng chí {{ ho"), p("_ten }} sinh năm"), p("Cuối"))
    assert "Đồng chí {{ ho" in (error.where or "")
    assert "_ten }} sinh năm" in error.what
    error = refused(p("Đồng chí {{ ho"), p("{{ ho_ten }}"))
    assert error.what == "Thẻ mở mà không đóng."


def test_text_boxes_are_lines_of_their_own() -> None:
    def box(kind: str) -> str:
        inner = f"<w:txbxContent><w:p>{run('{{ ho')}{run('_ten }}')}</w:p></w:txbxContent>"
        return f"<mc:{kind}><w:pict>{inner}</w:pict></mc:{kind}>"

    both = f"<w:r><mc:AlternateContent xmlns:mc='{MC}'>{box('Choice')}{box('Fallback')}</mc:AlternateContent></w:r>"
    body = f"<w:p>{run('{{ ho_ten')}{run(' }}')}{both}{run('{{ ho_')}{run('ten }}')}</w:p>"
    assert made(body) == "An & BìnhAn & BìnhAn & BìnhAn & Bình\nAn & Bình\nAn & Bình"
    error = refused(f"<w:p>{run('{{ ho')}{both}{run('_ten }}')}</w:p>")
    assert "Giữa thẻ có ảnh" in error.what


def test_a_base_with_its_reading_is_no_part_of_the_line() -> None:
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('{{ ho')}{run('_ten }}')}</w:rt>"
        f"<w:rubyBase>{run('chữ')}</w:rubyBase></w:ruby></w:r>"
    )
    assert made(f"<w:p>{run('a')}{ruby}</w:p>") == "aAn & Bìnhchữ"


def ruby(reading: str, base: str) -> str:
    """A word with its reading above it, as Word's Phonetic Guide makes it."""
    return (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(reading)}</w:rt>"
        f"<w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"
    )


@pytest.mark.parametrize("tag", ["{{ x }}", "{{r x }}", "a {{ x }} b"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_more_than_text_stands_in_a_word_with_its_reading(
    tag: str, *, turned: bool
) -> None:
    pair = ("chữ", tag) if turned else (tag, "chữ")
    template = CompiledTemplate.load(paper(f"<w:p>{run('đầu ')}{ruby(*pair)}</w:p>"))
    shown = "đầu " + "".join(pair).replace("{{r", "{{").replace("{{ x }}", "đậm")
    assert body_text(template.render({"x": RichText("đậm", bold=True)})) == shown
    with pytest.raises(TemplateError) as caught:
        template.render({"x": Link("chữ", "https://dang.example/")})
    assert "Phonetic Guide" in caught.value.what and "đầu" in (caught.value.where or "")


@pytest.mark.parametrize(
    ("reading", "base"),
    [("{% if x %}a", "b{% endif %}"), ("{{ ho", "_ten }}")],
)
def test_a_tag_half_in_a_reading_is_told_as_such(reading: str, base: str) -> None:
    error = refused(f"<w:p>{run('Số ')}{ruby(reading, base)}</w:p>")
    assert "Phonetic Guide" in error.what and error.details == ()


@pytest.mark.parametrize("place", ["header", "footer", "footnotes"])
def test_the_part_is_named(place: str) -> None:
    inner = f"<w:p>{run('Trang {{ ho')}{drawing(1)}{run('_ten }}')}</w:p>"
    note = f'<w:footnote w:id="1">{inner}</w:footnote>'
    parts: dict[str, Any] = {place: note if place == "footnotes" else inner}
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(called(1), **parts))
    names = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích cuối trang"}
    assert (caught.value.where or "").startswith(names[place])


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ '}}' }}", "}}"),
        ("{{ '{{' }}", "{{"),
        ("{{ {'a': {'b': 'c'}}.a.b }}", "c"),
        ("{% if '%}' %}x{% endif %}", "x"),
        ("{% raw %}{{ không {% endraw %}{{ ho_ten }}", "{{ không An & Bình"),
        ("{{ “An” ~ ‘Lê’ }}", "AnLê"),
        ("{# {{ bỏ #}x", "x"),
    ],
)
def test_braces_inside_tags(tag: str, text: str) -> None:
    middle = len(tag) // 2
    assert made(p(tag)) == text
    assert made(f"<w:p>{run(tag[:middle])}{run(tag[middle:], '')}</w:p>") == text


def test_raw_text_over_paragraphs_is_no_tag() -> None:
    body = p("{% raw %}{{ a }}") + p("{{ c }}{% endraw %} {{ ho_ten }}")
    assert made(body) == "{{ a }}\n{{ c }} An & Bình"


RAW = [
    (
        p("{% for i in ds %}[{% raw %}{{ a }}{% endraw %}{{ i }}]{% endfor %}"),
        "[{{ a }}1][{{ a }}2]",
    ),
    (
        p(
            "{% for i in ds %}",
            "{% ra",
            "w %}{{ a",
            " }}{%r if x %}",
            "{% endraw %}",
            "!{% endfor %}",
        ),
        "{{ a }}{%r if x %}!{{ a }}{%r if x %}!",
    ),
    (
        p("{%p for i in ds %}")
        + p("{% raw %}{%p if x %}{% endraw %} {{ i }}")
        + p("{%p endfor %}"),
        "{%p if x %} 1\n{%p if x %} 2",
    ),
    (
        p("{%p raw %}") + p("{%p if x %}") + p("}_} {{ a }} {%p endif %}") + p("{%p endraw %}"),
        "{%p if x %}\n}_} {{ a }} {%p endif %}",
    ),
    (p("a  {%- raw -%}  {{ a }}  {%- endraw -%}  b"), "a{{ a }}b"),
    (p("{% if ds %}{% raw %}{% endif %}{% raw %}{% endraw %}{% endif %}"), "{% endif %}{% raw %}"),
    (p("{% raw %}{# lời #} 100% & <b>{% endraw %}"), "{# lời #} 100% & <b>"),
    (
        f'<w:p><w:hyperlink w:anchor="a">{run("{% raw %}{{ a")}</w:hyperlink>'
        f"{run(' }} b{% endraw %}')}</w:p>",
        "{{ a }} b",
    ),
    (
        tbl(
            tr("{%tr for i in ds %}", ""),
            tr("{% raw %}{% vm %}{% cellbg x %}{% endraw %}", "{% raw %}{%tr if x %}{% endraw %}"),
            tr("{%tr endfor %}", ""),
        ),
        "\n".join(["{% vm %}{% cellbg x %}", "{%tr if x %}"] * 2),
    ),
]


@pytest.mark.parametrize(("body", "shown"), RAW)
def test_raw_text_is_shown_as_typed_and_closes_nothing_around_it(body: str, shown: str) -> None:
    source = paper(body, header=body, title="{% raw %}{{ a }}{% endraw %}")
    parts = unzipped(CompiledTemplate.load(source).render({"ds": [1, 2]}))
    for part in ("word/document.xml", "word/header1.xml"):
        lines = body_text(zipped(parts), part).split("\n")
        assert "\n".join(filter(None, lines)) == shown
    assert b"<dc:title>{{ a }}</dc:title>" in parts["docProps/core.xml"]


def test_raw_text_without_end_is_told_where_it_begins() -> None:
    body = [p("{% raw %}một{% endraw %}"), p("hai {% ra", "w %} {{ a }}"), p("{% if ba %}")]
    told = refused(*body)
    assert (told.what, told.where) == (
        "Thẻ {% raw %} mở mà không có {% endraw %}.",
        "thân văn bản, đoạn «hai {% raw %} {{ a }}»",
    )
    with pytest.raises(TemplateSyntax, match=r"mở mà không có {% endraw %}") as caught:
        CompiledTemplate.load(paper(p("x"), title="{% raw %}{{ a }}"))
    assert "thuộc tính tệp «Title (tiêu đề)»" in str(caught.value.where)


def test_raw_text_of_any_length_is_read_in_one_pass() -> None:
    long = "{%" + " " * 100_000 + "{% raw %}" * 30_000
    assert made(p("{% raw %}" + long + "{% endraw %}")) == long


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
@pytest.mark.parametrize("co", [True, False])
def test_a_block_half_inside_something(wrapper: str, *, co: bool) -> None:
    opening = wrapper.format(run("a{% if co %}b", ""))
    closing = wrapper.format(run("c{% else %}d", "") + run("e{% endif %}f", BOLD))
    shown = "abcf" if co else "adef"
    for body in (opening + closing, opening + run("c{% else %}de{% endif %}f")):
        document = CompiledTemplate.load(paper(f"<w:p>{body}</w:p>")).render({"co": co})
        assert body_text(document) == shown
        assert problems(document) == []


def test_a_loop_half_inside_a_link() -> None:
    link = f'<w:hyperlink w:anchor="x">{run("Tổ {% for t in ds %}")}{run("{{ t }}")}</w:hyperlink>'
    assert made(f"<w:p>{link}{run('; {% endfor %}hết')}</w:p>") == "Tổ 1; 2; hết"


def test_a_block_half_inside_a_field_is_told() -> None:
    field = f"<w:fldSimple w:instr='PAGE'>{run('{% if co %}')}</w:fldSimple>"
    error = refused(f"<w:p>{run('Trang ')}{field}{run('x{% endif %}')}</w:p>")
    assert "trường Word" in error.what and "Trang " in (error.where or "")


@pytest.mark.parametrize("co", [True, False])
def test_a_bookmark_of_which_a_block_holds_one_end(*, co: bool) -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="m"/>', '<w:bookmarkEnd w:id="1"/>'
    inline = f"<w:p>{run('{% if co %}')}{start}{run('x')}{run('{% endif %}')}{run('y')}{end}</w:p>"
    blocks = f"{p('{%p if co %}')}<w:p>{start}{run('x')}</w:p>{p('{%p endif %}')}<w:p>{run('y')}{end}</w:p>"
    for body in (inline, blocks):
        document = CompiledTemplate.load(paper(body)).render({"co": co})
        assert problems(document) == []
        assert body_text(document).replace("\n", "") == ("xy" if co else "y")


def test_remarks_of_the_file_format_are_no_text() -> None:
    body = "<w:p><!-- {{ a --><?x {{ b ?><w:r><w:t>{{ ho<!-- x -->_ten }}</w:t></w:r></w:p>"
    assert made(body) == "An & Bình"


def test_tags_in_attributes_are_cleaned_and_filled() -> None:
    link = '<w:hyperlink w:anchor="x" w:tooltip="Của {{\u00a0ho_ten|replace(“An”, \'Lê\') }}">'
    document = CompiledTemplate.load(paper(f"<w:p>{link}{run('x')}</w:hyperlink></w:p>")).render(
        VALUES
    )
    assert 'w:tooltip="Của Lê &amp; Bình"' in unzipped(document)["word/document.xml"].decode()
    error = refused(f'<w:p><w:hyperlink w:tooltip="Của {{{{ ho_ten">{run("x")}</w:hyperlink></w:p>')
    assert "ScreenTip" in (error.where or "") and "Của {{ ho_ten" in (error.where or "")


@pytest.mark.parametrize(
    "opening", ["{{ ", "{% ", "{# ", "é{", "{\u200b", "{% spacing ", "{{ (", '{{ "']
)
def test_a_flood_of_openings_is_read_in_one_pass(opening: str) -> None:
    """Told or printed; a scanner that looks back would not come to an end here."""
    places = (
        p(opening * 100_000),
        f'<w:p><w:hyperlink w:tooltip="{opening.replace(chr(34), "&quot;") * 100_000}"/></w:p>',
        f"<w:p><w:r><w:instrText>REF {opening * 100_000}</w:instrText></w:r></w:p>",
        f"<w:p><!--{opening * 100_000}--></w:p>",
    )
    told = 0
    for body in places:
        try:
            CompiledTemplate.load(paper(body)).render({})
        except TemplateSyntax:
            told += 1
    assert told == (0 if opening == "é{" else 3)


SENTENCE = (
    "Đồng chí {{ ho_ten }}, {% if co %}tổ {{ ds|join('; ') }}{% else %}không{% endif %}{# ghi #}."
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cuts=st.lists(st.integers(1, len(SENTENCE) - 1), max_size=12, unique=True).map(sorted),
    wraps=st.lists(st.sampled_from(list(WRAPPERS.values())), min_size=13, max_size=13),
    between=st.lists(st.sampled_from(BETWEEN), min_size=13, max_size=13),
    bookmark=st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
def test_however_a_sentence_is_cut_it_reads_the_same(
    cuts: list[int], wraps: list[str], between: list[str], bookmark: tuple[int, int]
) -> None:
    pieces = [SENTENCE[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    first, last = sorted(bookmark)
    body = ""
    for number, piece in enumerate(pieces):
        body += '<w:bookmarkStart w:id="1" w:name="m"/>' * (number == min(first, len(pieces) - 1))
        body += wraps[number].format(run(piece, "" if number % 2 else BOLD)) + between[number]
        body += '<w:bookmarkEnd w:id="1"/>' * (number == min(last, len(pieces) - 1))
    document = CompiledTemplate.load(paper(f"<w:p>{body}</w:p>")).render(VALUES)
    assert body_text(document) == "Đồng chí An & Bình, tổ 1; 2."
    assert problems(document) == []


def test_what_is_joined_and_lifted_is_valid(tmp_path: Path) -> None:
    """By the rules of the Open XML SDK: nothing is said that is not said of the uncut paper."""
    wrapped = "".join(
        f"<w:p>{wrapper.format(run('a {% if co %}{{ ho'))}<w:bookmarkStart w:id='{number}' w:name='m{number}'/>"
        f"{run('_ten }} b')}<w:bookmarkEnd w:id='{number}'/>{wrapper.format(run('c{% endif %} d'))}</w:p>"
        for number, (name, wrapper) in enumerate(WRAPPERS.items(), 20)
        if name not in ("smart tag", "two")  # which the SDK's schema has no longer
    )
    said = []
    numbers = count(40)
    numbered = re.sub('(<w:ins w:id=")9', lambda found: found[1] + str(next(numbers)), wrapped)
    for number, body in enumerate((numbered, p("a"))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(CompiledTemplate.load(paper(body)).render(VALUES))
        said.append(complaints(path))
    assert said[0] == said[1]
