"""What headers, bodies and charts lead to goes with them: each record has its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.errors import GiaytoError, MergeFailed
from giayto.rendering import CompiledTemplate, Image, Link
from giayto.rendering.merge import merge_files
from tests.rendering.merge.joined import (
    CHART_TYPE,
    DRAWING,
    OFFICE,
    chart,
    chart_part,
    joined,
    nodes,
    of_kind,
    override,
    picture,
    png,
    recorded,
    relation,
    relations,
    rels_of,
    val,
)
from tests.rendering.word_papers import W, body_text, p, paper, run, unzipped, zipped

GIF = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")


def with_logo(grey: int, text: str = "x", name: str = "dau.png", rid: str = "rId1") -> bytes:
    extra: dict[str, bytes | str] = {
        f"word/media/{name}": png(grey),
        "word/_rels/header1.xml.rels": relations(relation(rid, "image", f"media/{name}")),
    }
    return paper(p(text), header=picture(rid), extra=extra)


def with_chart(title: str, header: str = "đầu", **more: bytes) -> bytes:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extra: dict[str, bytes | str] = {
        "word/charts/chart1.xml": chart_part(title),
        "word/charts/_rels/chart1.xml.rels": relations(
            relation("rId1", "package", "../embeddings/so.xlsx")
        ),
        "word/embeddings/so.xlsx": more.get("book", b"so lieu"),
    }
    return paper(
        p(title),
        chart("rIdC"),
        header=p(header),
        extra=extra,
        relations=relation("rIdC", "chart", "charts/chart1.xml"),
        types=override("word/charts/chart1.xml", CHART_TYPE)
        + f'<Default Extension="xlsx" ContentType="{sheet}"/>',
    )


def test_each_header_shows_its_own_logo(tmp_path: Path) -> None:
    document = joined(tmp_path, with_logo(10), with_logo(200), with_logo(10))
    parts = unzipped(document)
    shown = []
    for header in nodes(document, "headerReference"):
        name = rels_of(document, "word/document.xml")[header.get(f"{{{OFFICE}}}id", "")]
        target = rels_of(document, f"word/{name}")["rId1"]
        shown.append(parts[f"word/{target}"])
    assert shown == [png(10), png(200), png(10)]
    assert sorted(of_kind(document, "media")) == sorted([png(10), png(200)])


def test_one_logo_under_other_names_is_there_once(tmp_path: Path) -> None:
    document = joined(
        tmp_path, with_logo(10), with_logo(10, name="logo.png"), with_logo(10, rid="rId7")
    )
    assert of_kind(document, "media") == [png(10)]
    assert len(of_kind(document, "word/header")) == 1


def test_a_picture_far_below_tells_two_headers_apart(tmp_path: Path) -> None:
    def deep(grey: int) -> bytes:
        extra: dict[str, bytes | str] = {
            "word/_rels/header1.xml.rels": relations(relation("rId1", "chart", "charts/c.xml")),
            "word/charts/c.xml": chart_part("số"),
            "word/charts/_rels/c.xml.rels": relations(
                relation("rId1", "chartUserShapes", "../drawings/d.xml")
            ),
            "word/drawings/d.xml": f'<a:x xmlns:a="{DRAWING}"/>',
            "word/drawings/_rels/d.xml.rels": relations(
                relation("rId1", "image", "../media/a.png")
            ),
            "word/media/a.png": png(grey),
        }
        types = override("word/charts/c.xml", CHART_TYPE)
        types += override("word/drawings/d.xml", "application/vnd.openxmlformats-x+xml")
        return paper(p("x"), header=chart("rId1"), extra=extra, types=types)

    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path, grey in zip(paths, (1, 2), strict=True):
        path.write_bytes(deep(grey))
    merge_files(paths, tmp_path / "g.docx")
    document = (tmp_path / "g.docx").read_bytes()
    assert sorted(of_kind(document, "media")) == sorted([png(1), png(2)])
    assert len(of_kind(document, "word/header")) == 2


def test_links_of_equal_headers_lead_where_each_led(tmp_path: Path) -> None:
    def linked(address: str) -> bytes:
        header = f'<w:p><w:hyperlink r:id="rId1">{run("xem")}</w:hyperlink></w:p>'
        rels = relations(relation("rId1", "hyperlink", address, external=True))
        return paper(p("x"), header=header, extra={"word/_rels/header1.xml.rels": rels})

    document = joined(tmp_path, linked("https://mot.example"), linked("https://hai.example"))
    rels = b"".join(d for n, d in unzipped(document).items() if n.endswith("rels"))
    assert b"mot.example" in rels
    assert b"hai.example" in rels


def test_charts_keep_their_workbooks_and_headers(tmp_path: Path) -> None:
    papers = [with_chart("An", "Đồng chí An", book=b"1"), with_chart("Bình", "Đồng chí Bình")]
    for number, one in enumerate(papers):
        (tmp_path / f"{number}.docx").write_bytes(one)
    merge_files([tmp_path / "0.docx", tmp_path / "1.docx"], tmp_path / "g.docx")
    document = (tmp_path / "g.docx").read_bytes()
    titles = [d.decode() for d in of_kind(document, "word/charts/")]
    assert ["An" in titles[0], "Bình" in titles[1]] == [True, True]
    assert sorted(of_kind(document, "embeddings")) == [b"1", b"so lieu"]
    headers = b"".join(of_kind(document, "word/header")).decode()
    assert "Đồng chí An" in headers
    assert "Đồng chí Bình" in headers
    types = unzipped(document)["[Content_Types].xml"].decode()
    assert types.count(CHART_TYPE) == 2


def diagram(text: str, drawn: str) -> bytes:
    """A paper with a diagram, whose data name the ready picture by an id of the body."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagram"
    ready = "application/vnd.ms-office.drawingml.diagramDrawing+xml"
    extra: dict[str, bytes | str] = {
        "word/diagrams/data1.xml": f'<d:dataModel xmlns:d="{space}"><d:t>{text}</d:t>'
        '<s:dataModelExt xmlns:s="http://schemas.microsoft.com/office/drawing/2008/diagram"'
        ' relId="rIdV" minVer="1"/></d:dataModel>',
        "word/diagrams/layout1.xml": f'<d:layoutDef xmlns:d="{space}"/>',
        "word/diagrams/drawing1.xml": f'<d:drawing xmlns:d="{space}">{drawn}</d:drawing>',
    }
    types = override("word/diagrams/data1.xml", f"{kind}Data+xml")
    types += override("word/diagrams/layout1.xml", f"{kind}Layout+xml")
    types += override("word/diagrams/drawing1.xml", ready)
    links = relation("rIdD", "diagramData", "diagrams/data1.xml")
    links += relation("rIdL", "diagramLayout", "diagrams/layout1.xml")
    links += relation(
        "rIdV",
        "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
        "diagrams/drawing1.xml",
    )
    body = (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Sơ đồ"/>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{space}"><d:relIds xmlns:d="{space}"'
        ' r:dm="rIdD" r:lo="rIdL"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    return paper(body, extra=extra, types=types, relations=links)


def test_the_data_of_a_diagram_name_its_own_ready_picture(tmp_path: Path) -> None:
    for number, one in enumerate((diagram("An", "vẽ An"), diagram("Bình", "vẽ Bình"))):
        (tmp_path / f"{number}.docx").write_bytes(one)
    merge_files([tmp_path / "0.docx", tmp_path / "1.docx"], tmp_path / "g.docx")
    document = (tmp_path / "g.docx").read_bytes()
    rels = rels_of(document, "word/document.xml")
    parts = unzipped(document)
    seen = []
    for data in of_kind(document, "diagrams/data"):
        text = data.decode()
        name = text.split('relId="')[1].split('"')[0]
        seen.append((text.split("<d:t>")[1].split("<")[0], parts[f"word/{rels[name]}"].decode()))
    assert [(who, f"vẽ {who}" in drawn) for who, drawn in seen] == [("An", True), ("Bình", True)]
    assert len(of_kind(document, "diagrams/layout")) == 1


def test_a_picture_and_its_vector_form_stay_a_pair(tmp_path: Path) -> None:
    def paired(word: str) -> bytes:
        links = relation("rIdP", "image", "media/a.png") + relation("rIdV", "image", "media/a.svg")
        blip = (
            f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:blip xmlns:a="{DRAWING}"'
            ' r:embed="rIdP"><v:svgBlip xmlns:v="http://schemas.microsoft.com/office/drawing/2016/'
            'SVG/main" r:embed="rIdV"/></a:blip></wp:inline></w:drawing></w:r></w:p>'
        )
        extra: dict[str, bytes | str] = {
            "word/media/a.png": word.encode(),
            "word/media/a.svg": f"<svg>{word}</svg>",
        }
        svg = '<Default Extension="svg" ContentType="image/svg+xml"/>'
        return paper(blip, extra=extra, relations=links, types=svg)

    paths = [tmp_path / f"{n}.docx" for n in range(2)]
    for path, word in zip(paths, ("mot", "hai"), strict=True):
        path.write_bytes(paired(word))
    merge_files(paths, tmp_path / "g.docx")
    document = (tmp_path / "g.docx").read_bytes()
    rels, parts = rels_of(document, "word/document.xml"), unzipped(document)
    text = parts["word/document.xml"].decode()
    ids = [piece.split('"')[0] for piece in text.split('r:embed="')[1:]]
    assert [parts[f"word/{rels[i]}"] for i in ids] == [
        b"mot",
        b"<svg>mot</svg>",
        b"hai",
        b"<svg>hai</svg>",
    ]


def test_the_kind_of_a_part_is_the_one_its_own_file_gave(tmp_path: Path) -> None:
    plain = paper(p("x"))
    strange = paper(
        picture("rIdM"),
        extra={"word/media/anh.bin": png(1)},
        relations=relation("rIdM", "image", "media/anh.bin"),
        types=override("word/media/anh.bin", "image/png"),
    )
    upper = paper(
        picture("rIdM"),
        extra={"word/media/ANH.GIF": GIF},
        relations=relation("rIdM", "image", "media/ANH.GIF"),
        types='<Default Extension="GIF" ContentType="image/gif"/>',
    )
    types = unzipped(joined(tmp_path, plain, strange, upper))["[Content_Types].xml"].decode()
    assert "image/png" in types.split("bin")[1]
    assert 'ContentType="image/gif"' in types


def test_a_part_without_a_kind_or_missing_is_told(tmp_path: Path) -> None:
    links = relation("rIdM", "image", "media/anh.xyz")
    body = picture("rIdM")
    (tmp_path / "a.docx").write_bytes(paper(p("x")))
    (tmp_path / "b.docx").write_bytes(
        paper(body, relations=links, extra={"word/media/anh.xyz": b"x"})
    )
    with pytest.raises(GiaytoError, match=r"word/media/anh\.xyz"):
        merge_files([tmp_path / "a.docx", tmp_path / "b.docx"], tmp_path / "g.docx")


def test_what_hangs_on_itself_or_very_deep_stops_nothing(tmp_path: Path) -> None:
    def chain(length: int, last: int) -> bytes:
        extra: dict[str, bytes | str] = {}
        types = ""
        for n in range(length):
            extra[f"word/charts/c{n}.xml"] = f"<x{n}/>"
            target = n + 1 if n + 1 < length else last
            two = [relation(f"r{k}", "chart", f"c{target}.xml") for k in range(2)]
            extra[f"word/charts/_rels/c{n}.xml.rels"] = relations(*two)
            types += override(f"word/charts/c{n}.xml", CHART_TYPE)
        link = relation("rIdC", "chart", "charts/c0.xml")
        return paper(chart("rIdC"), extra=extra, relations=link, types=types)

    def together(*papers: bytes) -> bytes:
        for number, one in enumerate(papers):
            (tmp_path / f"{number}.docx").write_bytes(one)
        merge_files([tmp_path / f"{n}.docx" for n in range(len(papers))], tmp_path / "g.docx")
        return (tmp_path / "g.docx").read_bytes()

    assert len(of_kind(together(chain(3, 0), chain(3, 0)), "charts/")) == 3
    assert len(of_kind(together(chain(3, 0), chain(3, 1)), "charts/")) == 6
    assert len(of_kind(together(chain(30, 29), chain(30, 29)), "charts/")) == 30
    with pytest.raises(MergeFailed, match="lồng nhau quá sâu"):
        together(chain(60, 59), chain(60, 59))


def test_the_body_may_lie_anywhere(tmp_path: Path) -> None:
    def moved(source: bytes, main: str) -> bytes:
        parts = unzipped(source)
        base = main.rpartition("/")[2]
        parts[main] = parts.pop("word/document.xml")
        parts[f"word/_rels/{base}.rels"] = parts.pop("word/_rels/document.xml.rels")
        for name in ("_rels/.rels", "[Content_Types].xml"):
            parts[name] = parts[name].replace(b"word/document.xml", main.encode())
        return zipped(parts)

    for order in ((0, 1), (1, 0)):
        papers = (with_logo(1, "An"), moved(with_logo(2, "Bình"), "word/document2.xml"))
        for number, one in enumerate(order):
            (tmp_path / f"{number}.docx").write_bytes(papers[one])
        merge_files([tmp_path / "0.docx", tmp_path / "1.docx"], tmp_path / "g.docx")
        document = (tmp_path / "g.docx").read_bytes()
        (main,) = (n for n in unzipped(document) if n.startswith("word/document"))
        names = ["An", "Bình"]
        assert body_text(document, main) == "\n".join(names[one] for one in order)
        assert len(of_kind(document, "media")) == 2


def test_a_paper_without_header_does_not_inherit_the_one_before(tmp_path: Path) -> None:
    document = joined(tmp_path, paper(p("An"), header=p("Đầu của An")), paper(p("Bình")))
    first, second = nodes(document, "headerReference")
    rels = rels_of(document, "word/document.xml")
    texts = [
        body_text(document, f"word/{rels[n.get(f'{{{OFFICE}}}id', '')]}") for n in (first, second)
    ]
    assert texts == ["Đầu của An", ""]


def test_even_pages_of_a_paper_that_has_no_header_for_them(tmp_path: Path) -> None:
    settings = f'<w:settings xmlns:w="{W}"><w:evenAndOddHeaders/></w:settings>'
    mirrored = paper(
        p("An"),
        header=p("Đầu An"),
        extra={"word/settings.xml": settings},
        relations=relation("rIdT", "settings", "settings.xml"),
        types=override("word/settings.xml", "settings"),
    )
    plain = paper(p("Bình"), header=p("Đầu Bình"))
    for papers in ((mirrored, plain), (plain, mirrored)):
        document = joined(tmp_path, *papers)
        assert nodes(document, "evenAndOddHeaders", "word/settings.xml")
        kinds = [
            (val(n, "type"), n.get(f"{{{OFFICE}}}id")) for n in nodes(document, "headerReference")
        ]
        ids = dict(kinds[-2:]) if papers[1] is plain else dict(kinds[:2])
        assert ids["even"] == ids["default"]


def test_records_with_pictures_and_links_are_merged(tmp_path: Path) -> None:
    source = paper(
        p("{{ ten }}"), p("{{ anh }}"), f"<w:p>{run('{{r trang }}')}</w:p>", footer=p("{{ ky }}")
    )
    records = [
        {
            "ten": ten,
            "anh": Image(png(grey)),
            "trang": Link("xem", f"https://{grey}.example"),
            "ky": Image(png(grey + 1)),
        }
        for ten, grey in (("An", 10), ("Bình", 20), ("Chi", 10))
    ]
    document = recorded(tmp_path, source, records)
    assert sorted(of_kind(document, "media")) == sorted(map(png, (10, 11, 20, 21)))
    assert len(of_kind(document, "word/footer")) == 2
    assert sorted(
        target for target in rels_of(document, "word/document.xml").values() if "example" in target
    ) == ["https://10.example", "https://20.example"]


def test_one_record_with_a_picture_among_many_without(tmp_path: Path) -> None:
    source = paper(p("{{ ten }}"), p("{{ anh }}"), header=p("{{ ten }}"))
    anh = ["", Image(png(7)), "không"]
    document = recorded(tmp_path, source, [{"ten": f"n{i}", "anh": a} for i, a in enumerate(anh)])
    assert of_kind(document, "media") == [png(7)]
    assert len(of_kind(document, "word/header")) == 3


def test_pictures_put_in_place_of_others(tmp_path: Path) -> None:
    template = CompiledTemplate.load(with_logo(10, "{{ ten }}"))
    papers = [
        template.render({"ten": str(grey)}, media={"word/media/dau.png": png(grey)})
        for grey in (30, 40, 30)
    ]
    document = joined(tmp_path, *papers)
    assert sorted(of_kind(document, "media")) == sorted([png(30), png(40)])


def test_remarks_of_any_kind_go_together_with_their_parts(tmp_path: Path) -> None:
    ms = "http://schemas.microsoft.com/office"
    kinds = {
        "comments": f"{OFFICE}/comments",
        "commentsExtended": f"{ms}/2011/relationships/commentsExtended",
        "commentsIds": f"{ms}/2016/09/relationships/commentsIds",
        "commentsExtensible": f"{ms}/2018/08/relationships/commentsExtensible",
        "commentsTomorrow": f"{ms}/2031/01/relationships/commentsTomorrow",
        "people": f"{ms}/2011/relationships/people",
    }
    extra: dict[str, bytes | str] = {
        f"word/remarks/{k}.xml": f'<w:{k} xmlns:w="{W}"/>' for k in kinds
    }
    extra["word/remarks/_rels/comments.xml.rels"] = relations(
        relation("rId1", "image", "../media/trong-ghi-chu.png")
    )
    extra["word/media/trong-ghi-chu.png"] = png(1)
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("{{ ten }}")}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    source = paper(
        body,
        extra=extra,
        relations="".join(relation(f"r_{k}", t, f"remarks/{k}.xml") for k, t in kinds.items()),
        types="".join(override(f"word/remarks/{k}.xml", k) for k in kinds),
    )
    document = recorded(tmp_path, source, [{"ten": "An"}, {"ten": "Bình"}])
    names = unzipped(document).keys()
    assert not [n for n in names if "remarks" in n or "media" in n]
    text = b"".join(unzipped(document).values())
    assert b"omments" not in text
    assert b"people" not in text
