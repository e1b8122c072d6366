"""Tags outside of the paper's own text are filled where a reader sees them, or refused by name."""

from __future__ import annotations

import io
import zipfile

import pytest

from giayto.errors import TemplateSyntax, TemplateUnsafe, UnknownField
from giayto.rendering import CompiledTemplate, Link
from tests.rendering.word_papers import R, W, body_text, called, p, paper, run, unzipped, zipped
from tests.rendering.word_validity import problems

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_VT = f"{_OFFICE}/docPropsVTypes"
VALUES = {"ten": "A & <B>\n“x”"}
SHOWN = "A &amp; &lt;B&gt;"


def related(kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="rId_{kind}" Type="{R}/{kind}" Target="{target}"{more}/>'


def with_part(name: str, content: str | bytes, kind: str = "chart") -> bytes:
    relation = related(kind, f"/{name}")
    return paper(p("{{ ten }}"), extra={name: content}, relations=relation)


def filled(source: bytes, name: str, values: dict[str, object] | None = None) -> str:
    """The part as made both ways: straight, and through an opened package."""
    template = CompiledTemplate.load(source)
    given = VALUES if values is None else values
    document = template.render(given)
    assert problems(document) == []
    from giayto.rendering.live import render_live

    assert render_live(template, given)[name].decode() == unzipped(document)[name].decode()
    return unzipped(document)[name].decode()


def refused(source: bytes) -> str:
    with pytest.raises(TemplateSyntax) as caught:
        CompiledTemplate.load(source)
    assert caught.value.fix is not None
    return f"{caught.value.where} {caught.value.what}"


def chart(title: str, category: str = "1") -> str:
    return (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:chart><c:title><c:tx><c:rich><a:p>'
        f"{title}</a:p></c:rich></c:tx></c:title><c:strCache><c:pt><c:v>{category}</c:v></c:pt>"
        "</c:strCache></c:chart></c:chartSpace>"
    )


def test_a_chart_is_filled_however_its_title_is_cut() -> None:
    cut = "".join(
        f"<a:r><a:rPr b='1'/><a:t>{part}</a:t></a:r>" for part in ("Tổ {", "{ t", "en }} nhé")
    )
    xml = filled(
        with_part("word/charts/chart1.xml", chart(cut, "{{ ten }}")), "word/charts/chart1.xml"
    )
    assert f"Tổ {SHOWN}" in xml and " nhé</a:t>" in xml
    assert f"<c:v>{SHOWN}" in xml


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("word/diagrams/data1.xml", f'<d:dataModel xmlns:d="{_DGM}" xmlns:a="{_A}"><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></d:dataModel>', "diagramData"),
        ("word/diagrams/drawing1.xml", f'<d:drawing xmlns:d="{_DSP}" xmlns:a="{_A}"><a:p><a:r><a:t>{{}}</a:t></a:r></a:p></d:drawing>', "diagramDrawing"),
        ("customXml/item1.xml", "<a><b>{}</b>x</a>", "customXml"),
        ("docProps/app.xml", f'<Properties xmlns="{_OFFICE}/extended-properties"><Company>{{}}</Company></Properties>', "extended-properties"),
        ("docProps/custom.xml", f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_VT}"><property name="x"><vt:lpwstr>{{}}</vt:lpwstr></property></Properties>', "custom-properties"),
        ("word/charts/chart2.xml", chart("<a:r><a:t>x</a:t></a:r>", "{}"), "chart"),
    ],
)  # fmt: skip
def test_other_parts_that_are_shown_are_filled(name: str, content: str, kind: str) -> None:
    xml = filled(with_part(name, content.replace("{}", "{{\u00a0ten }}"), kind), name)
    assert SHOWN in xml and "{{" not in xml

    source = with_part(name, content.replace("{}", "{{ tenn }}"), kind)
    with pytest.raises(UnknownField) as caught:
        CompiledTemplate.load(source).render(VALUES)
    assert "{{ tenn }}" in (caught.value.where or "")
    assert "{{ ten" in refused(with_part(name, content.replace("{}", "Số {{ ten"), kind))


def test_values_in_attributes_of_other_parts_are_escaped() -> None:
    xml = filled(
        with_part("customXml/item1.xml", '<a b="{{ ten }}"/>', "customXml"), "customXml/item1.xml"
    )
    assert xml.endswith(f'<a b="{SHOWN} “x”"/>')


def test_comments_are_filled_like_the_text() -> None:
    inner = (
        f'<w:comment w:id="0" w:author="x"><w:p>{run("Xem {{ te")}{run("n }}")}</w:p></w:comment>'
    )
    content = f'<w:comments xmlns:w="{W}">{inner}</w:comments>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    source = paper(
        called(0, "comment"),
        extra={"word/comments.xml": content},
        relations=related("comments", "comments.xml"),
        types=f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>',
    )
    document = CompiledTemplate.load(source).render({"ten": "An"})
    assert body_text(document, "word/comments.xml") == "Xem An"


RELS = "word/_rels/document.xml.rels"


def linked(target: str) -> bytes:
    body = f'<w:p xmlns:r="{R}"><w:hyperlink r:id="rId_hyperlink">{run("x")}</w:hyperlink></w:p>'
    return paper(body, relations=related("hyperlink", target, ' TargetMode="External"'))


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (
            "https://x.example/%7B%7B%20ten%20%7D%7D/%7Ba%7D",
            "https://x.example/L%C3%AA%20An/%7Ba%7D",
        ),
        (
            "https://x.example/{{ ten }}?q=%C3%AA&amp;b",
            "https://x.example/L%C3%AA%20An?q=%C3%AA&amp;b",
        ),
        ("{{ 'http://a' if ten else '' }}", "http://a"),
        ("https://a/%7B%25%20if%20ten%20%25%7Db%7B%25%20endif%20%25%7D", "https://a/b"),
        ("mailto:a@b.vn?subject={{ ten|upper }}", "mailto:a@b.vn?subject=L%C3%8A%20AN"),
    ],
)
def test_addresses_of_links_are_filled(target: str, address: str) -> None:
    assert f'Target="{address}"' in filled(linked(target), RELS, {"ten": "Lê An"})


def test_addresses_are_filled_beside_links_from_the_data() -> None:
    source = paper(
        f'<w:p xmlns:r="{R}"><w:hyperlink r:id="rId_hyperlink">{run("x")}</w:hyperlink></w:p>',
        p("{{r lien_ket }}"),
        relations=related("hyperlink", "https://x.example/{{ ten }}", ' TargetMode="External"'),
    )
    values = {"ten": "An", "lien_ket": Link("y", "https://y.example/")}
    document = CompiledTemplate.load(source).render(values)
    xml = unzipped(document)[RELS].decode()
    assert "https://x.example/An" in xml and "https://y.example/" in xml
    assert problems(document) == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///c:/x", "\\\\may\\x", "", "http\u200b:x"]
)
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(TemplateUnsafe) as caught:
        CompiledTemplate.load(linked("{{ ten }}")).render({"ten": address})
    assert "địa chỉ liên kết" in (caught.value.where or "")


@pytest.mark.parametrize(
    "name", ["keywords", "category", "contentStatus", "lastModifiedBy", "version"]
)
def test_every_property_is_filled(name: str) -> None:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    core = f'<cp:coreProperties xmlns:cp="{space}"><cp:{name}>Của {{{{ ten }}}}</cp:{name}></cp:coreProperties>'
    source = paper(p("x"), extra={"docProps/core.xml": core})
    document = CompiledTemplate.load(source).render({"ten": "A & B"})
    assert (
        f"<cp:{name}>Của A &amp; B</cp:{name}>" in unzipped(document)["docProps/core.xml"].decode()
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("word/styles.xml", f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:name w:val="{{{{ ten }}}}"/></w:style></w:styles>', "styles"),
        ("word/numbering.xml", f'<w:numbering xmlns:w="{W}"><w:lvlText w:val="Điều {{{{ ten }}}}"/></w:numbering>', "numbering"),
        ("word/settings.xml", f'<w:settings xmlns:w="{W}"><w:docVars><w:docVar w:name="a" w:val="{{% if ten %}}"/></w:docVars></w:settings>', "settings"),
        ("word/glossary/document.xml", f'<w:glossaryDocument xmlns:w="{W}"><w:p>{run("{{ t")}{run("en }}")}</w:p></w:glossaryDocument>', "glossaryDocument"),
        ("word/media/a.svg", "<svg><text>{{ ten }}</text></svg>", "image"),
    ],
)  # fmt: skip
def test_a_tag_where_nothing_is_filled_is_refused_by_name(
    name: str, content: str, kind: str
) -> None:
    types = '<Default Extension="svg" ContentType="image/svg+xml"/>'
    said = refused(
        paper(p("x"), extra={name: content}, relations=related(kind, f"/{name}"), types=types)
    )
    assert name in said and " ten " in said


def test_the_numbers_behind_a_chart_are_looked_at() -> None:
    strings = "<sst><si><r><t>{{ te</t></r><r><t>n }}</t></r></si></sst>"
    book = zipped({"xl/sharedStrings.xml": strings})
    name = "word/embeddings/book.xlsx"
    assert name in refused(charted(name, book))
    plain = zipped({"xl/sharedStrings.xml": "<sst><si><t>{1}</t></si></sst>"})
    assert body_text(CompiledTemplate.load(charted(name, plain)).render({})) == "x"


def charted(name: str, book: bytes) -> bytes:
    """A paper with a chart whose numbers lie in a workbook."""
    kind = "application/vnd.openxmlformats-officedocument"
    own = related("package", f"/{name}")
    return paper(
        p("x"),
        extra={
            name: book,
            "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="{_C}"><c:chart/></c:chartSpace>',
            "word/charts/_rels/chart1.xml.rels": "<Relationships"
            f' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{own}'
            "</Relationships>",
        },
        relations=related("chart", "charts/chart1.xml"),
        types=f'<Default Extension="xlsx" ContentType="{kind}.spreadsheetml.sheet"/>'
        f'<Override PartName="/word/charts/chart1.xml" ContentType="{kind}.drawingml.chart+xml"/>',
    )


@pytest.mark.parametrize(
    "text", ["{%1}.", "{28A0092B-C50C-407E-A947-70E740481C1C}", "a{#b", "}}{", "%7B%7B"]
)
def test_braces_that_are_no_tags_stay(text: str) -> None:
    content = f'<w:numbering xmlns:w="{W}"><w:lvlText w:val="{text}"/></w:numbering>'
    document = CompiledTemplate.load(with_part("word/numbering.xml", content, "numbering")).render(
        VALUES
    )
    assert f'w:val="{text}"' in unzipped(document)["word/numbering.xml"].decode()


def test_a_header_of_the_building_blocks_is_no_header_of_the_paper() -> None:
    name = "word/glossary/document.xml"
    header = f'<w:hdr xmlns:w="{W}">{p("{{ ten }}")}</w:hdr>'
    packed = io.BytesIO(
        paper(
            p("x"),
            extra={
                name: f'<w:glossaryDocument xmlns:w="{W}"/>',
                "word/glossary/header1.xml": header,
                "word/glossary/_rels/document.xml.rels": (
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    f"{related('header', 'header1.xml')}</Relationships>"
                ),
            },
            relations=related("glossaryDocument", f"/{name}"),
        )
    )
    assert zipfile.is_zipfile(packed)
    assert "word/glossary/header1.xml" in refused(packed.getvalue())


def test_a_condition_over_the_runs_of_a_title_is_one() -> None:
    cut = "".join(
        f"<a:r><a:t>{part}</a:t></a:r>"
        for part in (
            "A {% if ten %}",
            "có ",
            "{{ ten }}",
            "{% else %}",
            "không",
            "{% endif %} B",
            " C",
        )
    )
    source = with_part("word/charts/chart1.xml", chart(cut))
    assert "A có x B</a:t>" in filled(source, "word/charts/chart1.xml", {"ten": "x"})
    assert " C</a:t>" in filled(source, "word/charts/chart1.xml", {"ten": "x"})
    assert "A không B</a:t>" in filled(source, "word/charts/chart1.xml", {"ten": ""})


@pytest.mark.parametrize(
    "tags", [("{% for d in ds %}", "x", "{% endfor %}"), ("{%p if ten %}", "x", "{%p endif %}")]
)
def test_a_block_over_several_lines_of_a_chart_is_told_as_such(tags: tuple[str, ...]) -> None:
    lines = "</a:p><a:p>".join(f"<a:r><a:t>{part}</a:t></a:r>" for part in tags)
    said = refused(with_part("word/charts/chart1.xml", chart(lines)))
    assert f"Thẻ {tags[0]} và thẻ đi cùng" in said and "biểu đồ" in said


def test_a_chart_cut_into_very_many_runs_is_read_in_one_go() -> None:
    runs = "<a:r><a:t>{{ ten }}</a:t></a:r>" * 3000
    text = f"<a:r><a:t>{{% if ten %}}</a:t></a:r>{runs}<a:r><a:t>{{% endif %}}</a:t></a:r>"
    xml = filled(
        with_part("word/charts/chart1.xml", chart(text)), "word/charts/chart1.xml", {"ten": "x"}
    )
    assert "x" * 3000 in xml


def test_an_address_typed_as_no_paper_may_have_is_told_at_load() -> None:
    link = related("hyperlink", "file:///C:/a/%7B%7B%20ten%20%7D%7D", ' TargetMode="External"')
    source = paper(p("x"), relations=link)
    with pytest.raises(TemplateUnsafe) as caught:
        CompiledTemplate.load(source)
    assert "file:///C:/a/" in str(caught.value.what) and "{{ ten }}" in str(caught.value.where)


def test_keywords_in_several_languages_are_filled() -> None:
    parts = unzipped(paper(p("x")))
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        b"</cp:coreProperties>",
        b'<cp:keywords>a<cp:value xml:lang="vi">{{ ten }}</cp:value></cp:keywords></cp:coreProperties>',
    )
    document = CompiledTemplate.load(zipped(parts)).render({"ten": "Lan"})
    assert b">Lan</cp:value>" in unzipped(document)["docProps/core.xml"]


def test_a_tag_in_an_alternative_text_is_named_where_the_paragraph_has_no_words() -> None:
    shape = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{{ ten }}"/></wp:inline></w:drawing></w:r></w:p>'
    with pytest.raises(UnknownField) as caught:
        CompiledTemplate.load(paper(shape, p("chữ sau"))).render({})
    assert "«{{ ten }}»" in str(caught.value.where)
