"""Nothing of one document becomes another's: lists, styles, marks, notes, settings, fields."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from giayto.errors import MergeFailed
from giayto.rendering import CompiledTemplate
from giayto.rendering.merge import merge_files
from tests.rendering.merge.joined import (
    OFFICE,
    joined,
    note,
    override,
    png,
    recorded,
    reference,
    relation,
    relations,
    style,
    styles,
)
from tests.rendering.merge.listed import A, field, item, level, lists, num
from tests.rendering.word_papers import W, p, paper, run, tbl, tr, unzipped, zipped
from tests.rendering.word_validity import problems

TWO: list[dict[str, Any]] = [{"ten": "An"}, {"ten": "Bình"}]


def settings(inside: str) -> dict[str, Any]:
    return {
        "extra": {"word/settings.xml": f'<w:settings xmlns:w="{W}">{inside}</w:settings>'},
        "relations": relation("rIdT", "settings", "settings.xml"),
        "types": override("word/settings.xml", "settings"),
    }


def body(document: bytes) -> str:
    return unzipped(document)["word/document.xml"].decode()


def merged(folder: Path, *papers: bytes) -> bytes:
    """Papers merged that themselves are not quite right."""
    paths = []
    for number, content in enumerate(papers):
        paths.append(folder / f"tep-{number}.docx")
        paths[-1].write_bytes(content)
    merge_files(paths, folder / "gop.docx")
    document = (folder / "gop.docx").read_bytes()
    assert problems(document) == []
    return document


def refused(folder: Path, *papers: bytes) -> str:
    with pytest.raises(MergeFailed) as caught:
        merged(folder, *papers)
    return str(caught.value)


def test_a_number_of_no_list_becomes_no_other_files_list(tmp_path: Path) -> None:
    with_list = paper(item(1, "một"), **lists(num(1)))
    without = paper(item(1, "chữ"))
    document = joined(tmp_path, with_list, paper(p("giữa")), with_list)
    assert re.findall(r'<w:numId w:val="(\d+)"', body(document)) == ["1", "2"]
    for order in ([with_list, without], [without, with_list]):
        used = re.findall(r'<w:numId w:val="(\d+)"', body(merged(tmp_path, *order)))
        assert used[order.index(without)] == "0"
        assert used[order.index(with_list)] != "0"


def test_the_number_of_no_list_is_given_to_none(tmp_path: Path) -> None:
    document = joined(tmp_path, paper(p("không")), paper(item(1, "một"), **lists(num(1))))
    numbers = unzipped(document)["word/numbering.xml"].decode()
    assert 'w:numId="0"' not in numbers


def test_a_style_that_is_not_there_becomes_no_other_files_style(tmp_path: Path) -> None:
    layout = '<w:pPr><w:pStyle w:val="Dam"/></w:pPr>'
    normal = style("Normal", '<w:sz w:val="28"/>')
    papers = (
        paper(p("A", layout=layout), **styles(normal)),
        paper(p("B", layout=layout), **styles(normal, style("Dam", "<w:b/>"))),
    )
    document = merged(tmp_path, *papers)
    first, second = re.findall(r'<w:pStyle w:val="(\w+)"', body(document))
    sheet = unzipped(document)["word/styles.xml"].decode()
    assert f'w:styleId="{first}"' not in sheet
    assert f'w:styleId="{second}"' in sheet


def test_paragraphs_of_a_default_style_are_numbered_anew(tmp_path: Path) -> None:
    numbered = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    source = paper(p("{{ ten }}"), p("hai"), **lists(num(1), styles=numbered))
    assert '<w:numId w:val="2"/>' in body(recorded(tmp_path, source, TWO))


def pictured(grey: int) -> bytes:
    bullet = (
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape'
        ' xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt;height:9pt"><v:imagedata'
        f' xmlns:r="{OFFICE}" r:id="rId1"/></v:shape></w:pict>'
        "</w:numPicBullet>"
    )
    more = '<w:lvlPicBulletId w:val="0"/>'
    options = lists(num(1), bullet + A(level(0, "•", kind="bullet", more=more)))
    options["extra"]["word/media/dau.png"] = png(grey)
    options["extra"]["word/_rels/numbering.xml.rels"] = relations(
        relation("rId1", "image", "media/dau.png")
    )
    return paper(item(1, "một"), **options)


def test_bullets_of_other_pictures_are_refused(tmp_path: Path) -> None:
    assert "dấu đầu dòng là ảnh" in refused(tmp_path, pictured(1), pictured(200))
    merged(tmp_path, pictured(1), pictured(1))


@pytest.mark.parametrize("code", ["REF muc1", "PAGEREF muc1 \\h", 'HYPERLINK \\l "muc1"'])
def test_what_leads_nowhere_does_not_lead_to_another_record(tmp_path: Path, code: str) -> None:
    mark = (
        f'<w:p><w:bookmarkStart w:id="0" w:name="muc1"/>{run("A")}<w:bookmarkEnd w:id="0"/></w:p>'
    )
    lost = f"<w:p>{field(f' {code} ', 'x')}</w:p>"
    main = body(joined(tmp_path, paper(mark + lost), paper(lost), paper(mark + lost)))
    codes = re.findall("<w:instrText[^>]*>([^<]*)", main)
    led = [re.findall(r"muc1\w*", one)[0] for one in codes]
    marks = re.findall('w:name="([^"]*)"', main)
    assert [name in marks for name in led] == [True, False, True]


def test_a_list_of_contents_lists_its_own_record(tmp_path: Path) -> None:
    code = ' TOC \\o "1-3" \\h '
    contents = f"<w:p>{field(code, 'Mục')}</w:p>"
    for end in ("", tbl(tr("a", "b"))):
        main = body(recorded(tmp_path, paper(contents, p("{{ ten }}"), end), TWO))
        codes = re.findall(r"TOC [^<]*\\b (\w+)", main)
        assert codes == ["_Ban_1", "_Ban_2"]
        for name, text in zip(codes, ("An", "Bình"), strict=True):
            (number,) = re.findall(rf'<w:bookmarkStart w:id="(\d+)" w:name="{name}"/>', main)
            start = main.index(f'w:name="{name}"')
            stop = main.index(f'<w:bookmarkEnd w:id="{number}"/>')
            assert [other for other in ("An", "Bình") if f">{other}<" in main[start:stop]] == [text]


def test_a_title_in_a_condition_stays_one_word(tmp_path: Path) -> None:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    condition = begin + code.format(" IF ") + field(" TITLE ", "x") + code.format(' = "A" "1" "2" ')
    source = paper(
        f"<w:p>{run('{{ ten }}')}{condition}{separate}{run('2')}{end}</w:p>", title="{{ ten }}"
    )
    main = body(recorded(tmp_path, source, [{"ten": "An Bình"}, {"ten": 'B "c"'}]))
    codes = re.findall(r"QUOTE [^<]*", main)
    assert codes == ['QUOTE "An Bình" ', 'QUOTE "B \\"c\\"" ']
    assert main.count('"begin"') == main.count('"end"') == 4


def test_a_reference_to_no_note_is_refused(tmp_path: Path) -> None:
    lost = paper(f"<w:p>{run('B')}{reference(1)}</w:p>")
    noted = paper(f"<w:p>{run('A')}{reference(1)}</w:p>", footnotes=note(1, "chú"))
    for papers in ((noted, lost), (lost, noted), (paper(p("C")), lost)):
        assert "dấu chú thích số 1" in refused(tmp_path, *papers)


def test_other_lines_between_text_and_notes_are_refused(tmp_path: Path) -> None:
    def noted(line: str) -> bytes:
        separator = f'<w:footnote w:type="separator" w:id="-1">{line}</w:footnote>'
        content = separator + note(1, "chú")
        return paper(f"<w:p>{run('A')}{reference(1)}</w:p>", footnotes=content)

    usual = noted("<w:p><w:r><w:separator/></w:r></w:p>")
    assert "đường ngăn chú thích" in refused(tmp_path, usual, noted(p("=== vạch")))
    bare = paper(f"<w:p>{run('A')}{reference(1)}</w:p>", footnotes=note(1, "chú"))
    joined(tmp_path, usual, bare)


MARGINS = '<w:pgMar w:top="1" w:right="{}" w:bottom="1" w:left="9" w:header="1" w:footer="1" w:gutter="{}"/>'
TAB = f"<w:p>{run('A')}<w:r><w:tab/></w:r>{run('B')}</w:p>"
OWN_TAB = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="3000"/></w:tabs></w:pPr>'


@pytest.mark.parametrize(
    ("content", "told", "said"),
    [
        (TAB, '<w:defaultTabStop w:val="1440"/>', "khoảng cách tab"),
        (TAB, '<w:defaultTabStop w:val="709"/>', ""),
        (TAB.replace("<w:p>", f"<w:p>{OWN_TAB}"), '<w:defaultTabStop w:val="1440"/>', ""),
        (p("x"), '<w:defaultTabStop w:val="1440"/>', ""),
        (p("x") + MARGINS.format(5, 0), "<w:mirrorMargins/>", "lề đối xứng"),
        (p("x") + MARGINS.format(9, 0), "<w:mirrorMargins/>", ""),
        (p("x") + MARGINS.format(9, 5), "<w:gutterAtTop/>", "lề đóng gáy"),
        (p("x"), "<w:displayBackgroundShape/>", "nền trang"),
        (p("x"), '<w:displayBackgroundShape w:val="0"/>', ""),
    ],
)
def test_settings_that_would_change_a_page_are_refused(
    tmp_path: Path, content: str, told: str, said: str
) -> None:
    paragraph, _, margins = content.partition("<w:pgMar")
    source = unzipped(paper(paragraph, **settings(told)))
    main = source["word/document.xml"].decode()
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    main = main.replace(size, size + ("<w:pgMar" + margins if margins else ""))
    colour = '<w:background w:color="FF0000"/>' if "Background" in told else ""
    source["word/document.xml"] = main.replace("<w:body>", f"{colour}<w:body>").encode()
    papers = (paper(p("A")), zipped(source))
    assert said in (refused(tmp_path, *papers) if said else body(merged(tmp_path, *papers)))


def test_what_a_template_cannot_hold_is_not_looked_for(tmp_path: Path) -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="m"/><w:bookmarkEnd w:id="0"/>'
    runs = f"<w:p>{run('{{ ten }}')}{run('{% if co %}')}{mark}{field(' TITLE ', 'x')}"
    source = paper(runs + run("{% endif %}") + "</w:p>", title="{{ ten }}")
    assert "bookmarkStart" in CompiledTemplate.load(source).body_markup
    people = [{"ten": "An", "co": False}, {"ten": "Bình", "co": True}, {"ten": "Cúc", "co": True}]
    main = body(recorded(tmp_path, source, people))
    assert "TITLE" not in main
    assert re.findall('w:name="([^"]*)"', main) == ["m_2", "m_3"]
