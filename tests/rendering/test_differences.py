"""Where we differ from docxtpl on purpose; docs/ky-thuat/dong-co-word.md lists the same points."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docxtpl import RichText

from giayto.errors import (
    IllegalCharacter,
    MissingValue,
    TemplateError,
    TemplateSyntax,
    TemplateUnsafe,
    UnknownField,
)
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import (
    BOLD,
    body_text,
    called,
    canonical,
    p,
    paper,
    run,
    tbl,
    tc,
    tr,
    unzipped,
)
from tests.rendering.word_validity import problems


def rendered(body: str, **values: object) -> str:
    """The text of a one-part document made from ``body``."""
    document = CompiledTemplate.load(paper(body)).render(values)
    assert problems(document) == []
    return body_text(document)


def test_a_missing_value_is_never_printed_as_none() -> None:
    source = paper(p("Số thẻ: {{ dv.so_the }}"))
    context = {"dv": {"so_the": None}}
    with pytest.raises(MissingValue, match=r"dv\.so_the") as caught:
        CompiledTemplate.load(source).render(context)
    assert caught.value.where is not None
    assert "Số thẻ" in caught.value.where
    dots = CompiledTemplate.load(source, missing="dots").render(context)
    assert body_text(dots) == "Số thẻ: ……………"
    marked = CompiledTemplate.load(source, missing="mark").render(context)
    assert body_text(marked) == "Số thẻ: dv.so_the"
    xml = unzipped(marked)["word/document.xml"].decode()
    look = '<w:rPr><w:b/><w:sz w:val="28"/><w:highlight w:val="yellow"/></w:rPr>'
    assert f'{look}<w:t xml:space="preserve">dv.so_the</w:t>' in xml
    assert problems(marked) == []


@pytest.mark.parametrize("beside", ["", "một\tchữ"], ids=["fast path", "slow path"])
@pytest.mark.parametrize(
    ("look", "marked"),
    [
        ("", "highlight"),
        ("<w:rPr/>", "highlight"),
        ("<w:b/><w:sz w:val='28'/><w:szCs w:val='28'/>", "b sz szCs highlight"),
        ("<w:b/><w:highlight w:val='red'/><w:u w:val='single'/><w:lang/>", "b highlight u lang"),
        ("<w:u w:val='single'/>", "highlight u"),
        ("<w:b/><w14:shadow><w14:srgbClr/></w14:shadow>", "b highlight shadow srgbClr"),
    ],
)
def test_a_missing_value_is_marked_where_the_schema_has_it(
    look: str, marked: str, beside: str
) -> None:
    if look.startswith("<w:") and "rPr" not in look:
        look = f"<w:rPr>{look}</w:rPr>"
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    look = look.replace("<w14:shadow>", f"<w14:shadow {w14}>")
    source = paper(f"<w:p>{run('Số {{ so }}', look)}{run(beside)}</w:p>")
    document = CompiledTemplate.load(source, missing="mark").render({"so": None})
    xml = unzipped(document)["word/document.xml"].decode()
    (found,) = re.findall(r"<w:r>((?:(?!<w:r>).)*?)<w:t [^>]*>so</w:t>", xml)
    assert re.findall(r"<\w+:(\w+)", found) == ["rPr", *marked.split()]
    assert problems(document) == []


def test_an_empty_value_prints_nothing_and_asks_for_nothing() -> None:
    assert rendered(p("[{{ a }}]"), a="") == "[]"


def test_a_missing_value_can_be_tested_and_replaced() -> None:
    assert rendered(p("{% if a %}có{% else %}không{% endif %}{{ a or '!' }}"), a=None) == "không!"
    assert rendered(p("{{ a|default('–', true) }}"), a=None) == "–"


def test_a_missing_value_does_not_slip_through_filters_and_joins() -> None:
    for tag in ("{{ a|upper }}", "{{ a|trim }}", "{{ 'x' ~ a }}"):
        with pytest.raises(MissingValue):
            CompiledTemplate.load(paper(p(tag))).render({"a": None})
        template = CompiledTemplate.load(paper(p(tag)), missing="dots")
        assert "……………" in body_text(template.render({"a": None}))


def test_counting_with_a_missing_value_says_so() -> None:
    for tag in ("{% for x in a %}x{% endfor %}", "{{ a + 1 }}", "{{ a > 3 }}"):
        with pytest.raises(MissingValue) as caught:
            CompiledTemplate.load(paper(p("Tổng " + tag))).render({"a": None})
        assert caught.value.where is not None
        assert "Tổng" in caught.value.where


def test_a_template_from_a_file_is_named_in_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "kiem-diem.docx"
    path.write_bytes(paper(p("{{ x }}")))
    with pytest.raises(UnknownField) as caught:
        CompiledTemplate.load(path).render({})
    assert caught.value.where == "kiem-diem.docx: thân văn bản, đoạn «{{ x }}»"


def test_an_unknown_name_is_an_error_with_a_suggestion() -> None:
    source = paper(p("Đồng chí {{ dang_vien.ho_tn }}"))
    with pytest.raises(UnknownField, match=r"dang_vien\.ho_tn") as caught:
        CompiledTemplate.load(source).render({"dang_vien": {"ho_ten": "x", "que": "y"}})
    assert caught.value.where is not None
    assert "Đồng chí {{ dang_vien.ho_tn }}" in caught.value.where
    assert "thân văn bản" in caught.value.where
    assert caught.value.fix is not None
    assert "ho_ten" in caught.value.fix
    with pytest.raises(UnknownField, match="dang_vin"):
        CompiledTemplate.load(paper(p("{{ dang_vin.ho_ten }}"))).render({"dang_vien": {}})


def test_the_unknown_name_says_in_which_part_it_stands() -> None:
    template = CompiledTemplate.load(paper(p("x"), footer=p("Trang {{ so_trag }}")))
    with pytest.raises(UnknownField) as caught:
        template.render({"so_trang": "1"})
    assert caught.value.where is not None
    assert caught.value.where.startswith("chân trang")


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_that_xml_forbids_are_reported(char: str) -> None:
    for source in (
        paper(p("x"), header=p("{{ a }}")),
        paper(p("x"), title="{{ a }}"),
        paper(p("x"), footer=p("{{ a }}")),
        paper(p("Quê quán: {{ a }}")),
    ):
        with pytest.raises(IllegalCharacter, match=f"U\\+{ord(char):04X}") as caught:
            CompiledTemplate.load(source).render({"a": f"Hà{char}Nội"})
        assert "«a»" in caught.value.what


def test_line_ends_of_windows_and_mac_are_line_breaks() -> None:
    assert rendered(p("{{ a }}"), a="một\r\nhai\rba\nbốn") == "một/hai/ba/bốn"


def test_braces_in_data_stay_as_typed() -> None:
    assert rendered(p("{{ a }}"), a="{_{ x }_} {_% y %_}") == "{_{ x }_} {_% y %_}"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ “a” }}",
        "{{ „a‟ }}",
        "{{ ‘a’ }}",
        "{{\u00a0'a'\u00a0}}",
        "{{ '\u200ba\ufeff' }}",
        "{\u200b{ 'a' }\u200b}",
        "{%\u200b if true %}a{% endif\u00a0%}",
    ],
)
def test_odd_quotes_spaces_and_invisible_characters_in_tags(tag: str) -> None:
    assert rendered(p(tag)) == "a"


def test_odd_characters_outside_tags_stay() -> None:
    text = "“Đảng” \u00a0\u200b‘a’"
    assert rendered(p(text + "{{ a }}"), a=text) == text + text


def test_decomposed_letters_in_tags_and_in_keys() -> None:
    assert rendered(p("{{ họ_te\u0302n }}"), họ_tên="Lan") == "Lan"
    assert rendered(p("{{ x.te\u0302n }}"), x={"tên": "Lan"}) == "Lan"
    assert rendered(p("{{ tên }}"), tên="Lan") == "Lan"
    assert rendered(p("{{ x.tên }}"), x={"te\u0302n": "Lan"}) == "Lan"


def test_decomposed_letters_cut_over_runs() -> None:
    body = f"<w:p>{run('{{ te')}{run(chr(0x302) + 'n }}', '')}</w:p>"
    assert rendered(body, tên="Lan") == "Lan"


def test_an_ampersand_in_a_tag_is_itself() -> None:
    assert rendered(p("{{ 'A & B' }}{% if a == 'x & y' %}!{% endif %}"), a="x & y") == "A & B!"


def test_filters_change_letters_not_escapes() -> None:
    body = p("{% set t %}x {{ a }} y{% endset %}{{ t|upper }} {{ t|truncate(5, true, '', 0) }}")
    assert rendered(body, a="& <b>") == "X & <B> Y x & <"


def test_an_empty_loop_leaves_no_invalid_table() -> None:
    row = (tr("{%tr for i in ds %}"), tr("{{ i }}"), tr("{%tr endfor %}"))
    assert rendered(tbl(*row, columns=1) + p("hết"), ds=[]) == "hết"
    assert rendered(tbl(*row, columns=1) + p("hết"), ds=["a", "b"]) == "a\nb\nhết"


def test_an_emptied_cell_gets_a_paragraph() -> None:
    cell = tc(p("{%p if a %}") + p("{{ a }}") + p("{%p endif %}"))
    assert rendered(tbl(tr(cell, "2")), a="") == "\n2"
    assert rendered(tbl(tr(cell, "2")), a="1") == "1\n2"
    inner = tc(tbl(tr("{%tr for i in ds %}"), tr("{{ i }}"), tr("{%tr endfor %}"), columns=1))
    assert rendered(tbl(tr(inner, "2")), ds=[]) == "\n2"


def test_quick_and_thorough_repair_agree() -> None:
    loop = (tr("{%tr for i in ds %}"), tr("{{ i }}"), tr("{%tr endfor %}"))
    optional = p("{%p if a %}") + p("{{ a }}") + p("{%p endif %}")
    body = tbl(tr(tc(optional), tc(tbl(*loop, columns=1))), tr(tc(optional + optional), "x"))
    quick = CompiledTemplate.load(paper(body))
    # A block statement cannot go straight to bytes, so this template takes the slow path.
    slow = CompiledTemplate.load(paper(body + "{% block b %}{% endblock %}"))
    for context in ({"a": "", "ds": []}, {"a": "1", "ds": []}, {"a": "", "ds": ["2"]}):
        documents = [template.render(context) for template in (quick, slow)]
        xml = [canonical(unzipped(document)["word/document.xml"]) for document in documents]
        assert re.sub(rb">\s+<", b"><", xml[0]) == re.sub(rb">\s+<", b"><", xml[1])
        assert problems(documents[0]) == []


def test_an_emptied_row_header_and_control_are_mended() -> None:
    row = tr("{%tc for i in ds %}", "{{ i }}", "{%tc endfor %}")
    assert rendered(tbl(row, tr("a", "b")), ds=[]) == "a\nb"
    control = (
        f"<w:sdt><w:sdtContent>{p('{%p if a %}')}{p('x')}{p('{%p endif %}')}</w:sdtContent></w:sdt>"
    )
    assert rendered(control + p("y"), a=False) == "\ny"
    header = p("{%p if a %}") + p("x") + p("{%p endif %}")
    document = CompiledTemplate.load(paper(p("y"), header=header)).render({"a": False})
    assert problems(document) == []


def test_rich_text_in_a_plain_tag_does_not_break_the_file() -> None:
    assert rendered(p("x {{ a }} y"), a=RichText("đậm", bold=True)) == "x đậm y"


def test_plain_text_in_a_run_or_paragraph_tag_does_not_break_the_file() -> None:
    assert rendered(p("x {{r a }} y"), a="A & B") == "x A & B y"
    assert rendered(p("{{p a }}") + p("z"), a="A & B") == "A & B\nz"


def test_text_boxes_keep_their_own_look() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ a }}')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p>{box}{run('{{ a }}')}</w:p>"
    assert rendered(body, a="1\t2\n3") == "1>2/31>2/3\n1>2/3"


def test_breaks_in_links_and_tracked_changes_do_not_break_the_file() -> None:
    link = f'<w:p><w:hyperlink w:anchor="x">{run("{{ a }}")}</w:hyperlink></w:p>'
    assert rendered(link, a="1\a2\f3") == "1/2/3"
    change = '<w:rPr><w:b/><w:rPrChange w:id="1"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>'
    tracked = f"<w:p><w:r>{change}<w:t>{{{{ a }}}}</w:t></w:r></w:p>"
    assert rendered(tracked, a="1\t2\a3") == "1>2\n3"


def test_properties_are_escaped_once_and_cut_to_what_office_takes() -> None:
    source = paper(p("x"), title="Báo cáo & {{ a }}")
    template = CompiledTemplate.load(source)
    assert (
        b"<dc:title>B\xc3\xa1o c\xc3\xa1o &amp; A &amp; &lt;B&gt;"
        in (unzipped(template.render({"a": "A & <B>"}))["docProps/core.xml"])
    )
    long = unzipped(template.render({"a": "x" * 400}))["docProps/core.xml"].decode()
    assert "x" * 200 in long
    assert "x" * 250 not in long


def test_endnotes_are_filled_too() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    relation = (
        '<Relationship Id="rIdE" Target="endnotes.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/endnotes"/>'
    )
    notes = (
        '<w:endnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:endnote w:id="1">{p("{{ a }}")}</w:endnote></w:endnotes>'
    )
    source = paper(
        called(1, "endnote"),
        extra={"word/endnotes.xml": notes},
        relations=relation,
        types=f'<Override PartName="/word/endnotes.xml" ContentType="{kind}"/>',
    )
    document = CompiledTemplate.load(source).render({"a": "A & B"})
    assert body_text(document, "word/endnotes.xml") == "A & B"


def test_a_loop_torn_over_the_table_is_an_error_with_its_place() -> None:
    torn = p("{%p for i in ds %}") + tbl(tr("Hàng {{ i }}", "{%tr endfor %}"), tr("a", "b"))
    with pytest.raises(TemplateSyntax):
        CompiledTemplate.load(paper(torn)).render({"ds": ["1"]})
    half = p("đầu") + tbl(tr("Hàng", "{% for i in ds %}"), tr("{{ i }}", "b")) + p("{% endfor %}")
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(half)).render({"ds": ["1", "2"]})
    assert caught.value.where is not None


def test_statements_that_leave_the_template_are_refused() -> None:
    for tag in (
        "{% include 'x' %}",
        "{% autoescape false %}x{% endautoescape %}",
        "{% filter upper %}{{ a }}{% endfilter %}",
    ):
        with pytest.raises(TemplateUnsafe):
            CompiledTemplate.load(paper(p(tag)))


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ ho ten }}", "thừa «ten»"),
        ("{% if a b %}x{% endif %}", "thừa «b»"),
        ("{% for i in a %}", "thiếu thẻ đóng: {% endfor %}"),
        ("{% if a %}x{% endfor %}", "không có lệnh «endfor»"),
        ("{% p if a %}", "không có lệnh «p»"),
        ("{% endif %}", "không có lệnh «endif»"),
        ("{{ a|khong_co }}", "không có bộ lọc «khong_co»"),
        ("{% if a is khong_co %}{% endif %}", "không có phép thử «khong_co»"),
        ("{{ a ? b }}", "ký tự lạ"),
        ("{{ }}", "thẻ không có nội dung"),
        ("{% set a %}{% endset", "Thẻ mở mà không đóng"),
        ("{{ a, (b }}", "gặp «}»"),
    ],
)
def test_syntax_errors_are_said_plainly(tag: str, why: str) -> None:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(p("Đoạn " + tag)))
    assert why in str(caught.value)
    assert caught.value.where is not None
    assert "Đoạn" in caught.value.where


@pytest.mark.parametrize(
    "opening", ["{%p for i in a %}", "{% if a %}", "{% set x %}", "{% macro m(x) %}"]
)
def test_a_block_that_is_never_closed_is_found_where_it_begins(opening: str) -> None:
    whole = p("{% if a %}x{% endif %}{% set y = 1 %}{% for i in a %}{{ i }}{% endfor %}")
    source = paper(p("Đầu"), whole, p(opening), whole, p("Cuối {{ c }}"))
    with pytest.raises(TemplateSyntax, match="thiếu thẻ đóng") as caught:
        CompiledTemplate.load(source)
    assert opening in (caught.value.where or "")
    assert "Cuối" not in (caught.value.where or "")


def test_failing_expressions_are_said_plainly() -> None:
    with pytest.raises(TemplateError, match="chia cho số không"):
        CompiledTemplate.load(paper(p("{{ 1 / a }}"))).render({"a": 0})
    with pytest.raises(TemplateError, match="giá trị là chữ"):
        CompiledTemplate.load(paper(p("{{ a + 1 }}"))).render({"a": "x"})


def test_syntax_errors_name_part_and_paragraph() -> None:
    source = paper(p("Một"), p("Hai {% if a %} x"), p("Ba"), header=p("Trang"))
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(source)
    assert caught.value.where is not None
    assert "Hai {% if a %}" in caught.value.where
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(p("x"), header=p("Trang {{ a b }}")))
    assert caught.value.where == "đầu trang, đoạn «Trang {{ a b }}»"


@pytest.mark.parametrize("tag", ["{{ a ", "{% if a ", "{# chú ", "{{ a }", "{% if %{{ a }}"])
def test_thousands_of_unclosed_tags_are_refused_at_once(tag: str) -> None:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(paper(p("Đoạn đầu"), p(tag * 4000), p(tag)))
    assert caught.value.where is not None
    assert tag.strip() in caught.value.where


def test_braces_inside_raw_and_quotes_are_no_tags() -> None:
    assert rendered(p("{% raw %}{{ {% {# {% endraw %}{{ '{{' }}")) == "{{ {% {# {{"


def test_labels_stand_for_keys() -> None:
    labels = {"Họ và tên": "dv.ho_ten", "Tên": "don_vi.ten", "Ngày sinh (dương lịch)": "dv.sinh"}
    body = (
        p("{{ Họ và tên }} – {{ ho va ten }} – {{ họ  và tên|upper }}").replace(
            "{{ ho va ten }}", "{{ dv.ho_ten }}"
        )
        + p("{% if Tên == 'Tên' %}!{% endif %}{{ Tên }} {{ Ngày sinh (dương lịch) }}")
        + f"<w:p>{run('{{ Họ và')}{run(' tên }}', BOLD)}</w:p>"
    )
    template = CompiledTemplate.load(paper(body), labels=labels)
    text = body_text(
        template.render({"dv": {"ho_ten": "Lan", "sinh": "1990"}, "don_vi": {"ten": "Tên"}})
    )
    assert text == "Lan – Lan – LAN\n!Tên 1990\nLan"
    assert template.fields == {"dv.ho_ten", "dv.sinh", "don_vi.ten"}
