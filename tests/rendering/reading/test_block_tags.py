"""Tags for whole blocks: what stands beside them is kept, or told in its own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giayto.errors import TemplateSyntax, TemplateUnsafe
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, drawing, p, paper, run, tbl, tc, tr, unzipped
from tests.rendering.word_validity import problems

VALUES = {"x": 1, "ds": ["a", "b"], "so": 2, "nhom": {"a": ["c"]}}
LANDSCAPE = (
    '<w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr>'
)
PAGE = '<w:r><w:br w:type="page"/></w:r>'


def made(*body: str, **values: object) -> bytes:
    """A valid document from the template."""
    document = CompiledTemplate.load(paper(*body)).render({**VALUES, **values})
    assert problems(document) == []
    return document


def xml_of(*body: str, **values: object) -> str:
    return unzipped(made(*body, **values))["word/document.xml"].decode()


def text_of(*body: str, **values: object) -> str:
    return body_text(made(*body, **values))


def refusal(*body: str, header: str | None = None) -> str:
    """What is said at load."""
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(*body, header=header))
    error = caught.value
    return " | ".join(str(said) for said in (error.what, error.where, error.why, error.fix) if said)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("Kính gửi: {%p if x %}", "Kính gửi:"),
        ("{%p if x %} Nơi nhận:", "Nơi nhận:"),
        ("{%p if x %}{{ ten }}", "{{ ten }}"),
        ("{%p if x %}{% set y = 1 %}", "{% set y = 1 %}"),
        ("{%p if x %}đầu{%p if x %}", "đầu"),
        ("đầu {{p x }}", "đầu"),
    ],
)
def test_words_beside_a_paragraph_tag_are_quoted(tag: str, words: str) -> None:
    said = refusal(p("trước"), p(tag), p("ông An"), p("{%p endif %}"))
    assert f"«{words}»" in said
    assert f"thân văn bản, đoạn «{tag}»" in said
    assert "{% if … %}" in said


@pytest.mark.parametrize(
    "beside",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>π</m:t></m:r></m:oMath>",
        f'<w:hyperlink w:anchor="a">{run("chữ")}</w:hyperlink>',
        f'<w:ins w:id="1" w:author="a">{run("chữ")}</w:ins>',
        f"<w:sdt><w:sdtContent>{run('chữ')}</w:sdtContent></w:sdt>",
    ],
)
def test_signs_formulas_and_links_beside_a_paragraph_tag_are_told(beside: str) -> None:
    assert re.search("mà đoạn còn có: «.+»", refusal(f"<w:p>{run('{%p if x %}')}{beside}</w:p>"))


@pytest.mark.parametrize("part", ["đầu trang", "bảng", "hộp"])
def test_words_are_quoted_wherever_the_tag_stands(part: str) -> None:
    pair = p("chữ {%p if x %}") + p("{%p endif %}")
    if part == "đầu trang":
        said = refusal(p("x"), header=pair)
    elif part == "bảng":
        said = refusal(tbl(tr(tc(pair), "2")))
    else:
        said = refusal(
            f"<w:p><w:r><w:pict><w:txbxContent>{pair}</w:txbxContent></w:pict></w:r></w:p>"
        )
    assert "chữ {%p if x %}" in said


def test_the_end_of_a_section_stays_outside_the_loop() -> None:
    closing = xml_of(
        p("{%p for d in ds %}"), p("{{ d }}"), p("{%p endfor %}", layout=LANDSCAPE), p("dọc")
    )
    assert closing.count("landscape") == 1
    assert closing.index("landscape") > closing.index(">b<")
    opening = xml_of(
        p("bìa"), p("{%p for d in ds %}", layout=LANDSCAPE), p("{{ d }}"), p("{%p endfor %}")
    )
    assert opening.count("landscape") == 1
    assert opening.index("landscape") < opening.index(">a<")


def test_pictures_and_page_breaks_stay_in_their_order() -> None:
    before = f"<w:p>{drawing(1)}{run('{%p if x %}')}{PAGE}</w:p>"
    xml = xml_of(before, p("câu"), p("{%p endif %}"))
    assert xml.index("Hình 1") < xml.index('w:type="page"') < xml.index("câu")
    off = xml_of(before, p("câu"), p("{%p endif %}"), x=0)
    assert "Hình 1" in off
    assert 'w:type="page"' not in off
    each = f"<w:p>{PAGE}{run('{%p endfor %}')}</w:p>"
    assert xml_of(p("{%p for d in ds %}"), p("{{ d }}"), each).count('w:type="page"') == 2


def test_a_picture_keeps_its_link_and_a_text_box_its_words() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('trong hộp {{ x }}')}</w:txbxContent></w:pict></w:r>"
    link = f'<w:hyperlink w:anchor="a">{drawing(1)}</w:hyperlink>'
    xml = xml_of(f"<w:p>{link}{run('{%p if x %}')}{box}</w:p>", p("câu"), p("{%p endif %}"))
    assert re.search(r'<w:hyperlink w:anchor="a"><w:r><w:drawing>', xml)
    assert "trong hộp 1" in xml


def test_bookmarks_and_comments_stay_paired_and_are_not_repeated() -> None:
    start = '<w:bookmarkStart w:id="7" w:name="muc"/><w:commentRangeStart w:id="3"/>'
    end = (
        '<w:commentRangeEnd w:id="3"/><w:bookmarkEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="3"/></w:r>'
    )
    opening = f"<w:p>{start}{run('{%p for d in ds %}')}</w:p>"
    closing = f"<w:p>{run('{%p endfor %}')}{end}</w:p>"
    for rows in (
        [p("đầu"), opening, p("{{ d }}"), closing, p("cuối")],
        [f"<w:p>{start}{run('{%p for d in ds %}')}{end}</w:p>", p("{{ d }}"), p("{%p endfor %}")],
        [f"<w:p>{start}{run('{%p if x %}')}</w:p>", f"<w:p>{run('{%p endif %}')}{end}</w:p>"],
    ):
        xml = xml_of(*rows)
        marks = re.findall(r"<w:(bookmark\w+|commentR\w+) ", xml)
        assert sorted(marks)[:2] == ["bookmarkEnd", "bookmarkStart"]
        assert marks.count("commentRangeStart") == marks.count("commentRangeEnd") == 1
    inside = tbl(
        f"<w:tr>{tc(p('{%tr for d in ds %}'))}{tc(f'<w:p>{start}</w:p>')}</w:tr>",
        tr("{{ d }}", "1"),
        f"<w:tr>{tc(p('{%tr endfor %}'))}{tc(f'<w:p>{end}</w:p>')}</w:tr>",
    )
    xml = xml_of(inside + p("cuối"))
    assert xml.count("<w:bookmarkStart ") == xml.count("<w:bookmarkEnd ") == 1


def test_a_block_that_holds_both_tags_is_repeated() -> None:
    assert text_of(p("{%p for d in ds %}– {{ d }}{%p endfor %}"), p("hết")) == "– a\n– b\nhết"
    assert text_of(p("{%p if so > 5 %}nhiều{%p endif %}"), p("hết")) == "hết"
    row = tr("{%tr for d in ds %}{%tr if d != 'a' %}{{ d }}", "1{%tr endif %}{%tr endfor %}")
    assert text_of(tbl(tr("Tên", "Số"), row)) == "Tên\nSố\nb\n1"
    cells = tr(tc(p("{%tc for d in ds %}{{ d }}{%tc endfor %}")))
    assert text_of(tbl(cells)) == "a\nb"


def test_tags_without_words_between_them_may_share_a_paragraph() -> None:
    body = [
        p("{%p if x %}{%p for d in ds %}"),
        p("{{ d }}"),
        p("{%p endfor %} {# hết #}{%p endif %}"),
    ]
    assert text_of(*body) == "a\nb"


def test_a_remark_takes_its_block_away() -> None:
    rows = tbl(tr("{#tr bỏ hàng này #}", "Nguyễn Văn A"), tr("1", "2"))
    assert text_of(p("{#p bỏ đoạn #} chữ cũ"), rows) == "1\n2"


def test_cells_beside_a_row_tag_are_quoted() -> None:
    said = refusal(
        tbl(tr("{%tr for d in ds %}", "Tổng số"), tr("{{ d }}", "x"), tr("{%tr endfor %}", ""))
    )
    assert "«Tổng số»" in said
    assert "hàng «{%tr for d in ds %} Tổng số»" in said
    picture = tc(f"<w:p>{drawing(1)}</w:p>")
    assert "[hình]" in refusal(tbl(f"<w:tr>{tc(p('{%tr if x %}'))}{picture}</w:tr>"))
    assert "«c»" in refusal(tbl(tr("{%tc for d in ds %}c", "{{ d }}", "{%tc endfor %}")))
    mixed = tbl(tr("{%tr for d in ds %}", "{%p if x %}"), tr("1", "2"), tr("{%tr endfor %}", ""))
    assert "«{%p if x %}»" in refusal(mixed)


def test_the_row_meant_is_the_innermost() -> None:
    inner = tbl(tr("{%tr for d in ds %}"), tr("{{ d }}"), tr("{%tr endfor %}"), columns=1)
    assert text_of(tbl(tr(tc(inner + p("sau")), "cạnh"))) == "a\nb\nsau\ncạnh"


def test_a_tag_alone_in_a_content_control_takes_the_control_with_it() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = control(p("{%p for d in ds %}")) + p("{{ d }}") + control(p("{%p endfor %}"))
    assert text_of(body) == "a\nb"
    rows = control(tr("{%tr for d in ds %}")) + tr("{{ d }}") + control(tr("{%tr endfor %}"))
    assert text_of(tbl(rows, columns=1)) == "a\nb"
    kept = control(p("{%p if x %}") + p("chữ") + p("{%p endif %}"))
    assert "<w:sdt>" in xml_of(kept)


def test_signs_and_brackets_may_stand_in_an_expression() -> None:
    for tag in (
        "{%p if so % 2 == 0 %}",
        "{%p if nhom.get('b', {}) == {} %}",
        "{%p if '%}' != so %}",
        "{%p if '}}' != so %}",
        "{%p  if  so > 1 and so < 3 %}",
        "{%-p if x -%}",
        "{%p if “a” == ‘a’ %}",
        "{%p\u00a0if x %}",
    ):
        assert text_of(p(tag), p("có"), p("{%p endif %}")) == "có"


def test_a_field_may_have_the_name_of_a_letter() -> None:
    body = p("{{p }}{{ p }}{{p|upper}}{{p | upper }}{{r if r else p }}{{tr }}")
    assert text_of(body, p="a", r="b", tr="c") == "aaAAbc"


def test_a_tag_for_rows_outside_a_table_is_told() -> None:
    for tag in ("{%tr for d in ds %}", "{%tc if x %}", "{{tr x }}", "{#tc x #}"):
        said = refusal(p("đầu"), p(f"chữ {tag}"))
        assert f"Thẻ {tag} phải nằm trong một bảng." in said
        assert f"đoạn «chữ {tag}»" in said


def test_a_block_tag_in_a_field_code_or_an_attribute_is_told() -> None:
    code = '<w:p><w:r><w:instrText xml:space="preserve">IF {%p if x %}</w:instrText></w:r></w:p>'
    assert "{%p if x %}" in refusal(code)
    assert "Bỏ chữ p" in refusal(drawing(1).join(("<w:p>", "</w:p>")).replace("Hình 1", "{{p x }}"))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("{% If x %}a{% Endif %}", "if"),
        ("{% if x %}a{% End If %}", "endif"),
        ("{% if x %}a{% ELSE %}b{% endif %}", "else"),
        ("{% if x %}a{% else if so %}b{% endif %}", "elif"),
        ("{% for d In ds %}a{% endfor %}", "in"),
        ("{% if Not x %}a{% endif %}", "not"),
        ("{%P if x %}", "p"),
        ("{%p If x %}", "if"),
        ("{%Tr for d in ds %}", "tr"),
    ],
)
def test_capital_letters_in_commands_are_named(typed: str, right: str) -> None:
    said = refusal(p("đầu"), p(typed))
    assert f"chữ thường: «{right}»" in said
    assert f"đoạn «{typed}»" in said


def test_raw_text_is_no_tag() -> None:
    assert text_of(p("{% raw %}viết {%p if x %} ở đoạn riêng{% endraw %}")) == (
        "viết {%p if x %} ở đoạn riêng"
    )


# Templates whose tags are in order, with anything at all beside them.
WORDS = st.integers(100, 999).map(lambda number: run(f"chữ{number}"))
BESIDE = st.one_of(
    st.just(""),
    st.just(""),
    st.just(""),
    st.sampled_from(
        [
            run(" "),
            drawing(1),
            PAGE,
            "<w:r><w:tab/></w:r>",
            run("{# lời #}"),
            '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>',
        ]
    ),
    WORDS,
)
PAIRS = st.sampled_from(
    [
        ("{%LEVEL if x %}", "{%LEVEL endif %}"),
        ("{%LEVEL for d in ds %}", "{%LEVEL endfor %}"),
        ("{%-LEVEL if so % 2 == 0 -%}", "{%LEVEL endif -%}"),
    ]
)


def around(level: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks between two tags, each in a block of its own with something beside it."""

    def written(pair: tuple[str, str], beside: list[str], blocks: list[str]) -> str:
        tags = [
            f"<w:p>{before}{run(tag.replace('LEVEL', level))}{after}</w:p>"
            for tag, before, after in zip(pair, beside[::2], beside[1::2], strict=True)
        ]
        if level == "tr":
            tags = [tr(tc(tag), "") for tag in tags]
        return tags[0] + "".join(blocks) + tags[1]

    return st.builds(
        written,
        PAIRS,
        st.lists(BESIDE, min_size=4, max_size=4),
        st.lists(inner, min_size=1, max_size=2),
    )


PARAGRAPH = st.builds(lambda *runs: f"<w:p>{''.join(runs)}</w:p>", BESIDE, WORDS, BESIDE)
ROW = PARAGRAPH.map(lambda inner: tr(tc(inner), "{{ x }}"))
TABLE = st.lists(st.one_of(ROW, around("tr", ROW)), min_size=1, max_size=3).map(
    lambda rows: tbl(*rows) + p("")
)
BLOCK = st.recursive(
    st.one_of(PARAGRAPH, TABLE),
    lambda inner: around("p", st.one_of(PARAGRAPH, inner)),
    max_leaves=4,
)


def printed_or_said(source: str) -> str:
    """The text of the document, or what is said at load about what would be lost."""
    try:
        return body_text(CompiledTemplate.load(paper(source)).render(VALUES))
    except TemplateSyntax as error:
        return error.what


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.lists(BLOCK, min_size=1, max_size=3))
def test_every_fixed_word_is_printed_or_its_neighbour_quoted(body: list[str]) -> None:
    source = "".join(body)
    outcome = printed_or_said(source)
    lost = {word for word in re.findall(r"chữ\d+", source) if word not in outcome}
    assert not lost or "còn có: «" in outcome


def test_hidden_characters_beside_a_tag_are_blanks_and_a_hyphen_is_none() -> None:
    body = tbl(
        tr("{%tr for d in ds %}", "\u200b"),
        tr("{{ d }}", "x"),
        tr("\ufeff{%tr endfor %}", "\u00ad"),
    )
    assert body_text(CompiledTemplate.load(paper(body)).render({"ds": ["a"]})).split() == ["a", "x"]
    hyphen = f"<w:p>{run('{%p if x %}')}<w:r><w:noBreakHyphen/></w:r></w:p>{p('{%p endif %}')}"
    with pytest.raises(TemplateSyntax, match="dấu gạch nối"):
        CompiledTemplate.load(paper(hyphen))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("{% filter upper %}x{% endfilter %}", "filter"),
        ("{% autoescape true %}x{% endautoescape %}", "autoescape"),
        ("{% include 'a' %}", "include"),
        ("{% from 'a' import b %}", "from … import"),
    ],
)
def test_a_command_that_is_not_allowed_is_named_as_it_is_typed(typed: str, named: str) -> None:
    with pytest.raises(TemplateUnsafe) as caught:
        CompiledTemplate.load(paper(p(typed)))
    assert str(caught.value.what).endswith(f": {named}.")
