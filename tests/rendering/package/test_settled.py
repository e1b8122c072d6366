"""What Word accepts in many shapes is taken, and left in one shape that Word opens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from giayto.errors import TemplateError, TemplateUnreadable, TemplateUnsafe
from giayto.rendering import CompiledTemplate, SubDocument
from tests.rendering.word_papers import (
    body_text,
    moved,
    p,
    paper,
    run,
    section,
    unzipped,
    zipped,
)
from tests.rendering.word_validity import problems

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R = f'xmlns:r="{_REL}"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MS = "http://schemas.microsoft.com/office"
PNG = b"\x89PNG\r\n\x1a\n"


def relation(kind: str, target: str, *, id: str = "rIdX", mode: str = "") -> str:
    """One relation; ``kind`` is the last word, or a whole type."""
    whole = kind if "/" in kind else f"{_REL}/{kind}"
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{id}" Type="{whole}" Target="{target}"{mode}/>'


def with_parts(document: bytes, changed: dict[str, bytes | str]) -> bytes:
    """The document with parts added or changed."""
    return zipped({**unzipped(document), **changed})


def replaced(document: bytes, part: str, old: str, new: str) -> bytes:
    """The document with a text of one part replaced."""
    content = unzipped(document)[part].decode()
    assert old in content
    return with_parts(document, {part: content.replace(old, new)})


def filled(document: bytes) -> bytes:
    """The document for {{ ten }} = An; Word opens it."""
    result = CompiledTemplate.load(document).render({"ten": "An"})
    assert problems(result) == []
    return result


TEN = p("{{ ten }}")
DRAWN = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/><a:graphic'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="u">{}'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
).format
PICTURE = DRAWN(
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip {_R} r:embed="rIdX"/></pic:blipFill></pic:pic>'
)
CHART = DRAWN(
    f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {_R} r:id="rIdX"/>'
)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "NULL"),
        ("image", "../NULL"),
        ("image", "../../NULL"),
        ("image", "media/mat.png"),
        ("image", "/word/media/mat.png"),
        ("image", ""),
        ("hyperlink", "#_top"),
        ("hyperlink", "NULL"),
        ("hyperlink", "tai-lieu.docx"),
        ("header", "header9.xml"),
        ("footer", "footer9.xml"),
        ("footnotes", "footnotes.xml"),
        ("comments", "comments.xml"),
        ("settings", "settings.xml"),
        ("theme", "theme/theme1.xml"),
        ("customXml", "../customXml/item1.xml"),
        ("oleObject", "NULL"),
        (f"{_MS}/2011/relationships/people", "people.xml"),
        ("chart", "charts/chart1.xml"),
    ],
)
def test_a_relation_to_nothing_is_dropped(kind: str, target: str) -> None:
    assert body_text(filled(paper(TEN, relations=relation(kind, target)))) == "An"


def test_a_picture_that_was_left_in_a_mail_is_dropped() -> None:
    for target in ("cid:image001.png@01D", "NULL", "file:///C:/NULL"):
        document = paper(TEN, relations=relation("image", target, mode="External"))
        assert body_text(filled(document)) == "An"
    link = relation("hyperlink", "https://dang.example/NULL", mode="External")
    rels = unzipped(filled(paper(TEN, relations=link)))["word/_rels/document.xml.rels"]
    assert b"dang.example/NULL" in rels


@pytest.mark.parametrize(
    ("inside", "kept", "gone"),
    [
        (f'<w:hyperlink {_R} r:id="rIdX">{run("chữ liên kết")}</w:hyperlink>', "chữ liên kết", "r:id"),
        (PICTURE, "blip", "r:embed"),
        (CHART, "<w:r>", "w:drawing"),
        (
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt">'
            f'<v:imagedata {_R} r:id="rIdX"/></v:shape></w:pict></w:r>',
            "imagedata",
            "r:id",
        ),
        (
            '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"'
            f' {_R} r:id="rIdX"/></w:object></w:r>',
            "<w:r",
            "w:object",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("relations", [relation("image", "NULL"), ""])
def test_what_refers_to_nothing_refers_no_more(
    inside: str, kept: str, gone: str, relations: str
) -> None:
    text = unzipped(filled(paper(f"<w:p>{inside}{run('{{ ten }}')}</w:p>", relations=relations)))
    body = text["word/document.xml"].decode()
    assert kept in body and gone not in body.partition("<w:body>")[2] and "An" in body


def test_a_lost_header_leaves_no_reference() -> None:
    sect = section('<w:headerReference w:type="first" r:id="rIdX"/>')
    first = f"<w:p><w:pPr>{sect}</w:pPr></w:p>"
    document = paper(first, TEN, header=p("đầu trang"), relations=relation("header", "header7.xml"))
    body = unzipped(filled(document))["word/document.xml"].decode()
    assert body.count("headerReference") == 1


def test_marks_of_lost_notes_are_taken_out() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = paper(
        f"<w:p>{mark}{run('{{ ten }}')}</w:p>", relations=relation("footnotes", "NULL")
    )
    assert b"footnoteReference" not in unzipped(filled(document))["word/document.xml"]


def test_names_are_found_in_any_case_and_spelling() -> None:
    document = paper(TEN, header=p("đầu {{ ten }}"))
    for target in ("Header1.xml", "/WORD/header1.XML", "./header1.xml", "../word/header1.xml",
                   "header%31.xml"):  # fmt: skip
        found = replaced(document, "word/_rels/document.xml.rels", "header1.xml", target)
        assert body_text(filled(found), "word/header1.xml") == "đầu An"
    upper = unzipped(document)
    upper["word/_rels/Document.XML.RELS"] = upper.pop("word/_rels/document.xml.rels")
    assert body_text(filled(zipped(upper)), "word/header1.xml") == "đầu An"


@pytest.mark.parametrize("name", ["word/document2.xml", "noi/dung.xml", "word/Document.XML"])
def test_the_document_part_may_have_any_name(name: str) -> None:
    document = moved(paper(TEN, header=p("đầu {{ ten }}")), "word/document.xml", name)
    result = CompiledTemplate.load(document).render({"ten": "An"})
    assert body_text(result, name) == "An"
    assert body_text(result, "word/header1.xml") == "đầu An"


def test_a_template_file_becomes_a_document() -> None:
    document = replaced(paper(TEN), "[Content_Types].xml", "document.main", "template.main")
    result = filled(document)
    assert b"document.main+xml" in unzipped(result)["[Content_Types].xml"]
    assert b"template.main" not in unzipped(result)["[Content_Types].xml"]
    outer = CompiledTemplate.load(
        paper("{{p con }}".join(("<w:p><w:r><w:t>", "</w:t></w:r></w:p>")))
    )
    assert "An" in body_text(outer.render({"con": SubDocument(filled(document))}))


@pytest.mark.parametrize("strict", [
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
])  # fmt: skip
def test_strict_is_refused_by_its_name_with_the_way_out(strict: str) -> None:
    usual = _REL if "relationships" in strict else _W[len('xmlns:w="') : -1]
    parts = {n: c.replace(usual.encode(), strict.encode()) for n, c in unzipped(paper(TEN)).items()}
    with pytest.raises(TemplateUnreadable, match="Strict Open XML") as caught:
        CompiledTemplate.load(zipped(parts))
    assert "Word Document (*.docx)" in (caught.value.fix or "")


# -- the core properties -------------------------------------------------------

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ODD = _CORE.replace("package/2006", "officedocument/2006")


def title_of(document: bytes) -> str | None:
    """The title in the one core part of a document."""
    parts = unzipped(document)
    assert parts["_rels/.rels"].count(b"core-properties") == 1
    assert parts["_rels/.rels"].count(b"docProps/core.xml") == 1
    return etree.fromstring(parts["docProps/core.xml"]).findtext("{*}title")


@pytest.mark.parametrize(
    "spelling", [_ODD, _ODD.replace("officedocument", "officeDocument"), _CORE + "/"]
)
def test_the_core_properties_are_found_by_either_spelling(spelling: str) -> None:
    document = replaced(paper(TEN, title="Về {{ ten }}"), "_rels/.rels", _CORE, spelling)
    result = filled(document)
    assert title_of(result) == "Về An"
    # python-docx stamps a part of its own making with the time.
    assert b"modified" not in unzipped(result)["docProps/core.xml"]


def test_the_core_properties_may_lie_elsewhere() -> None:
    new = "package/services/metadata/core-properties/a1b2.psmdcp"
    assert (
        title_of(filled(moved(paper(TEN, title="Về {{ ten }}"), "docProps/core.xml", new)))
        == "Về An"
    )


def test_of_two_core_parts_the_first_counts() -> None:
    second = unzipped(paper(TEN, title="khác"))["docProps/core.xml"]
    document = replaced(
        paper(TEN, title="Về {{ ten }}", extra={"docProps/core2.xml": second}),
        "_rels/.rels",
        "</Relationships>",
        relation(_ODD, "docProps/core2.xml", id="r9") + "</Relationships>",
    )
    result = filled(document)
    assert title_of(result) == "Về An" and "docProps/core2.xml" not in unzipped(result)


def test_a_template_without_core_properties_gets_empty_ones() -> None:
    parts = unzipped(paper(TEN))
    del parts["docProps/core.xml"]
    result = filled(zipped(parts))
    assert not title_of(result)
    core = unzipped(result)["docProps/core.xml"]
    assert b"python-docx" not in core and b"modified" not in core


# -- mail merge ----------------------------------------------------------------

SOURCE = (
    f'<w:settings {_W} {_R}><w:zoom w:percent="90"/><w:mailMerge>'
    '<w:connectString w:val="Provider=x;Password=bi-mat"/><w:query w:val="SELECT * FROM luong"/>'
    '<w:dataSource r:id="rId1"/><w:odso><w:udl w:val="bi-mat"/><w:recipientData r:id="rId2"/>'
    "</w:odso></w:mailMerge></w:settings>"
)


@pytest.mark.parametrize("settings", ["word/settings.xml", "word/Settings.bin"])
def test_the_source_of_a_mail_merge_is_dropped_unread_and_said(settings: str) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation("mailMergeSource", "file:///C:/luong.xlsx", id="rId1", mode="External")
        + relation("mailMergeRecipientData", "recipientData.xml", id="rId2")
        + "</Relationships>"
    )
    document = paper(
        p("{{ ten }}"),
        relations=relation("settings", "settings.xml"),
        extra={
            "word/settings.xml": SOURCE,
            "word/_rels/settings.xml.rels": rels,
            "word/recipientData.xml": f"<w:recipients {_W}><w:active w:val='bi-mat'/></w:recipients>",
        },
        types=f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>',
    )
    template = CompiledTemplate.load(moved(document, "word/settings.xml", settings))
    result = template.render({"ten": "An"})
    assert problems(result) == []
    everything = b"".join(unzipped(result).values())
    assert (
        b"bi-mat" not in everything
        and b"luong" not in everything
        and b"mailMerge" not in everything
    )
    assert b"w:zoom" in everything
    assert len(template.notes) == 1
    assert "Mailings → Start Mail Merge → Normal Word Document" in template.notes[0]


def attached(target: str) -> bytes:
    """A template with another one behind it, whose styles Word would bring in at each opening."""
    settings = (
        f"<w:settings {_W} {_R}><w:zoom w:percent='90'/><w:attachedTemplate r:id='rIdT'/>"
        "<w:linkStyles/></w:settings>"
    )
    types = f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    behind = relation("attachedTemplate", target, id="rIdT", mode="External")
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    return paper(
        TEN,
        relations=relation("settings", "settings.xml"),
        types=types,
        extra={
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{rels}">{behind}</Relationships>',
        },
    )


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:\\Mau%20cu\\CongVan.dotm",
        "\\\\may\\CongVan.dotm",
        "http://x.example/CongVan.dotm",
    ],
)
def test_the_template_behind_a_file_is_dropped_unread_and_said(target: str) -> None:
    template = CompiledTemplate.load(attached(target))
    parts = unzipped(template.render({"ten": "An"}))
    assert problems(template.render({"ten": "An"})) == []
    everything = b"".join(parts.values())
    assert b"CongVan" not in everything and b"ttachedTemplate" not in everything
    # Else Word would take the styles of whoever opens the paper.
    assert b"linkStyles" not in everything
    assert b"w:zoom" in everything
    (note,) = template.notes
    assert "(CongVan.dotm)" in note and "Add-ins" in note


def test_the_template_behind_every_file_of_word_is_not_worth_a_note() -> None:
    template = CompiledTemplate.load(attached("file:///C:\\Users\\An\\Templates\\Normal.dotm"))
    assert template.notes == ()
    assert b"Normal.dotm" not in b"".join(unzipped(template.render({"ten": "An"})).values())


_PNG = "word/media/a b.png"


@pytest.mark.parametrize(
    ("part", "target"),
    [
        (_PNG, "media/a%20b.png"),
        (_PNG, "media\\a b.png"),
        (_PNG, "\\word\\media\\a b.png"),
        (_PNG, "/WORD/Media/A B.PNG"),
        (_PNG, "./x/../media/a b.png"),
        (_PNG, "media%5Ca%20b.png"),
        ("word/media/a%20b.png", "media/a b.png"),
        ("word/media/a%20b.png", "media/a%20b.png"),
    ],
)
def test_a_picture_is_found_however_its_place_is_spelled(part: str, target: str) -> None:
    document = paper(
        TEN, f"<w:p>{PICTURE}</w:p>", relations=relation("image", target), extra={part: PNG}
    )
    parts = unzipped(CompiledTemplate.load(document).render({"ten": "An"}))
    assert parts[part] == PNG
    assert f'Target="{part[5:]}"' in parts["word/_rels/document.xml.rels"].decode()
    assert "r:embed" in parts["word/document.xml"].decode()


@pytest.mark.parametrize("spelled", ["word/{}1.xml", "\\word\\{}1.xml", "/Word/{}1.XML"])
def test_what_a_part_is_may_be_told_by_its_name_in_any_spelling(spelled: str) -> None:
    plain = paper(TEN, header=p("{{ ten }}"))
    document = replaced(plain, "[Content_Types].xml", "/word/header1.xml", spelled.format("header"))
    document = replaced(
        document,
        "[Content_Types].xml",
        "/word/document.xml",
        spelled.format("document").replace("1.", "."),
    )
    types = unzipped(filled(document))["[Content_Types].xml"].decode()
    assert types == unzipped(filled(plain))["[Content_Types].xml"].decode()


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            lambda: paper(TEN, relations=relation("image", "../../a.png")),
            "thân văn bản có đường dẫn trèo ra ngoài tệp: ../../a.png (word/document.xml)",
        ),
        (
            lambda: paper(TEN, relations=relation("header", "http://x.example/h", mode="External")),
            "thân văn bản có đầu trang ở ngoài tệp: http://x.example/h (word/document.xml)",
        ),
        (
            lambda: with_parts(paper(TEN, header=p("x")), {"word/header1.xml": "<w:hdr>"}),
            "đầu trang (word/header1.xml) bị hỏng: ",
        ),
        (
            lambda: paper(TEN, extra={"word/media/A.png": PNG, "word/media/a.png": PNG}),
            "bên trong tệp có hai phần cùng một tên: ảnh (word/media/a.png)",
        ),
    ],
)
def test_a_refusal_calls_a_part_what_people_call_it(
    document: Callable[[], bytes], said: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate.load(document())
    assert (caught.value.why or "").startswith(said)
    assert ".rels" not in str(caught.value) and "quan hệ" not in str(caught.value)
    assert caught.value.fix


def test_an_ordinary_template_has_no_notes() -> None:
    assert CompiledTemplate.load(paper(TEN, header=p("x"))).notes == ()


# -- kinds of relations ----------------------------------------------------------

_NAMES = {
    "aFChunk": "Mở bằng Word rồi lưu lại",
    "oleObject": "Ctrl+Shift+F9",
    "package": "Ctrl+Shift+F9",
    "control": "Design Mode",
    "subDocument": "Unlink",
    "frame": "văn bản mới",
    "transform": "custom transform",
}


@pytest.mark.parametrize("kind", _NAMES)
@pytest.mark.parametrize("mode", ["External", "Internal", ""])
@pytest.mark.parametrize("spelled", [str, str.upper, str.lower])
def test_kinds_that_bring_other_content_are_refused_with_the_way_out(
    kind: str, mode: str, spelled: type[str]
) -> None:
    document = paper(
        TEN, relations=relation(spelled(kind), "x.bin", mode=mode), extra={"word/x.bin": b"x"}
    )
    with pytest.raises(TemplateUnsafe) as caught:
        CompiledTemplate.load(document)
    assert _NAMES[kind] in (caught.value.fix or "")


@pytest.mark.parametrize(
    "kind", ["image", "header", "settings", "customXml", "video", "media", "lạ"]
)
def test_content_elsewhere_is_refused(kind: str) -> None:
    for target, mode in (("http://xau.example/x", "External"), ("http://xau.example/x", ""),
                         ("//xau.example/x", ""), ("http://xau.example/x", "external ")):  # fmt: skip
        with pytest.raises(TemplateUnsafe, match="xau"):
            CompiledTemplate.load(paper(TEN, relations=relation(kind, target, mode=mode)))


def test_relations_of_every_part_are_looked_at() -> None:
    away = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation("image", "http://xau.example/x", mode="External")
        + "</Relationships>"
    )
    for part in ("word/_rels/header1.xml.rels", "word/_rels/HEADER1.xml.RELS",
                 "docProps/_rels/core.xml.rels"):  # fmt: skip
        with pytest.raises(TemplateUnsafe, match="xau"):
            CompiledTemplate.load(paper(TEN, header=p("x"), extra={part: away}))


def test_a_picture_may_not_call_itself_a_link() -> None:
    link = relation("hyperlink", "http://xau.example/x.png", mode="External")
    assert CompiledTemplate.load(paper(TEN, relations=link))
    with pytest.raises(TemplateUnsafe, match="xau"):
        CompiledTemplate.load(paper(f"<w:p>{PICTURE}</w:p>", relations=link))
    address = (
        '<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://xau.example/x.png"/>'
    )
    with pytest.raises(TemplateUnsafe, match="xau"):
        CompiledTemplate.load(paper(f"<w:p><w:r><w:pict>{address}</w:pict></w:r></w:p>"))


def test_links_to_click_on_are_kept() -> None:
    for target, mode in (("https://dang.example/", "External"), ("https://dang.example/", ""),
                         ("#muc1", ""), ("mailto:a@dang.example", "External")):  # fmt: skip
        body = f'<w:p><w:hyperlink {_R} r:id="rIdX">{run("{{ ten }}")}</w:hyperlink></w:p>'
        result = filled(paper(body, relations=relation("hyperlink", target, mode=mode)))
        rels = unzipped(result)["word/_rels/document.xml.rels"].decode()
        assert f'Target="{target}" TargetMode="External"' in rels
        assert "r:id=" in unzipped(result)["word/document.xml"].decode()


def test_the_comments_of_newer_word_are_accepted() -> None:
    kinds = {
        "commentsExtended": f"{_MS}/2011/relationships/commentsExtended",
        "commentsIds": f"{_MS}/2016/09/relationships/commentsIds",
        "commentsExtensible": f"{_MS}/2018/08/relationships/commentsExtensible",
        "people": f"{_MS}/2011/relationships/people",
        "documenttasks": f"{_MS}/2019/05/relationships/documenttasks",
    }
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for kind in kinds
    )
    relations = "".join(relation(type_, f"{kind}.xml", id=kind) for kind, type_ in kinds.items())
    extra: dict[str, bytes | str] = {f"word/{kind}.xml": f"<w:x {_W}/>" for kind in kinds}
    template = CompiledTemplate.load(paper(TEN, relations=relations, types=types, extra=extra))
    assert template.notes == ()
    assert {f"word/{kind}.xml" for kind in kinds} <= unzipped(template.render({"ten": "An"})).keys()


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        ("http://www.wps.cn/officeDocument/2013/wpsCustomData", "wpsCustomData"),
        (f"{_MS}/2011/relationships/webextensiontaskpanes", "webextensiontaskpanes"),
        (f"{_MS}/2006/relationships/ui/extensibility", "extensibility"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin",
         "Chữ ký số"),
    ],
)  # fmt: skip
def test_what_shows_nothing_is_left_out_and_said(type_: str, said: str) -> None:
    document = replaced(
        paper(TEN, extra={"rieng/a.xml": "<a/>"}),
        "_rels/.rels",
        "</Relationships>",
        relation(type_, "rieng/a.xml", id="r9") + "</Relationships>",
    )
    template = CompiledTemplate.load(document)
    assert "rieng/a.xml" not in unzipped(template.render({"ten": "An"}))
    assert [note for note in template.notes if said in note] == list(template.notes) != []


def test_the_workbook_of_a_chart_stays() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + relation("package", "../embeddings/a.xlsx", id="rId1")
        + "</Relationships>"
    )
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' {_R}><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    document = paper(
        f"<w:p>{CHART}{run('{{ ten }}')}</w:p>",
        relations=relation("chart", "charts/chart1.xml"),
        extra={
            "word/charts/chart1.xml": chart,
            "word/charts/_rels/chart1.xml.rels": rels,
            "word/embeddings/a.xlsx": zipped({"a.xml": "<a/>"}),
        },
        types=f'<Override PartName="/word/charts/chart1.xml" ContentType="{kind}"/>'
        '<Default Extension="xlsx" ContentType="application/vnd.ms-excel"/>',
    )
    assert "word/embeddings/a.xlsx" in unzipped(filled(document))


# -- what is put in ---------------------------------------------------------------


def test_sub_documents_are_settled_and_guarded() -> None:
    outer = CompiledTemplate.load(paper(p("{{p con }}")))
    lost = paper(p("chữ của con"), relations=relation("image", "NULL"))
    assert "chữ của con" in body_text(outer.render({"con": SubDocument(lost)}))
    away = paper(p("x"), relations=relation("oleObject", "x.bin"), extra={"word/x.bin": b"x"})
    with pytest.raises(TemplateUnsafe):
        outer.render({"con": SubDocument(away)})


def test_a_replaced_picture_must_be_one() -> None:
    document = paper(
        f"<w:p>{PICTURE}</w:p>",
        relations=relation("image", "media/a.png"),
        extra={"word/media/a.png": PNG},
    )
    template = CompiledTemplate.load(document)
    assert template.render({}, media={"word/media/a.png": PNG + b"1"})
    for content in (b"", b"<svg/>", b"%!PS", b"<html><img src='http://x'>", b"MZ\x90"):
        with pytest.raises(TemplateError, match=r"a\.png"):
            template.render({}, media={"word/media/a.png": content})


def test_a_settled_package_is_left_alone() -> None:
    document = paper(TEN, header=p("x"), footnotes="", title="a")
    before = unzipped(document)
    after = unzipped(CompiledTemplate.load(document).render({"ten": "An"}))
    assert (
        re.sub(rb"\s", b"", before["word/header1.xml"])[-40:]
        == re.sub(rb"\s", b"", after["word/header1.xml"])[-40:]
    )
    assert before.keys() == after.keys()
