"""What a document has once stays once when a loop repeats it: bookmarks, drawings, notes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from giayto.errors import TemplateSyntax
from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import (
    R,
    W,
    by_docxtpl,
    differences,
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

BEGIN, END = "{%p for d in ds %}", "{%p endfor %}"
FIELD = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'


def made(body: str, part: str = "word/document.xml", count: int = 3, **parts: Any) -> str:
    document = CompiledTemplate.load(paper(body, p("hết"), **parts)).render(
        {"ds": list(range(count)), "a": "An"}
    )
    assert problems(document) == []
    return unzipped(document)[part].decode()


def marked(content: str, name: str = "muc", number: int = 1) -> str:
    return (
        f'<w:p><w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def reference(name: str) -> str:
    code = f'<w:r><w:instrText xml:space="preserve"> REF {name} \\h </w:instrText></w:r>'
    return f"<w:p>{FIELD.format('begin')}{code}{FIELD.format('separate')}{run('x')}{FIELD.format('end')}</w:p>"


def names(xml: str) -> list[str]:
    return re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]*)"', xml)


SLOW = p("{% block k %}{{ a }}{% endblock %}")


@pytest.mark.parametrize("more", ["", SLOW], ids=["fast", "slow"])
def test_each_turn_has_bookmarks_of_its_own(more: str) -> None:
    body = marked(run("đầu"), "dau") + p(BEGIN) + marked(run("{{ d }}"), "muc", 2) + p(END) + more
    assert names(made(body)) == ["dau", "muc", "muc_2", "muc_3"]


def test_one_turn_is_docxtpls() -> None:
    source = paper(p(BEGIN) + marked(run("{{ d }}")) + p(END))
    ours = CompiledTemplate.load(source).render({"ds": [1]})
    assert differences(ours, by_docxtpl(source, {"ds": [1]})) == []


def test_links_and_fields_of_a_turn_lead_to_its_own_bookmark() -> None:
    link = f'<w:p><w:hyperlink w:anchor="muc">{run("xem")}</w:hyperlink></w:p>'
    body = p(BEGIN) + marked(run("{{ d }}")) + link + reference("muc") + p(END) + reference("muc")
    xml = made(body, count=2)
    assert re.findall(r'w:anchor="(\w+)"', xml) == ["muc", "muc_2"]
    assert re.findall(r"REF (\w+)", xml) == ["muc", "muc_2", "muc"]


def test_the_turns_of_an_inner_loop_are_counted_through() -> None:
    inner = p("{%p for e in ds %}") + marked(run("{{ d }}{{ e }}")) + p(END)
    assert names(made(p(BEGIN) + inner + p(END), count=2)) == ["muc", "muc_2", "muc_3", "muc_4"]


def test_a_bookmark_with_one_half_in_a_loop_is_printed_once() -> None:
    half = '<w:p><w:bookmarkStart w:id="7" w:name="nua"/></w:p>'
    other = p(BEGIN) + '<w:p><w:bookmarkEnd w:id="7"/>' + run("{{ d }}") + "</w:p>" + p(END)
    assert names(made(half + other + marked(run("x")))) == ["nua", "muc"]
    assert names(made(half + other, count=0)) == ["nua"]
    lone = p(BEGIN) + '<w:p><w:bookmarkStart w:id="7" w:name="nua"/></w:p>' + p(END)
    assert len(names(made(lone + marked(run("x"))))) <= 2


def test_a_long_name_stays_a_name_of_word() -> None:
    found = names(made(p(BEGIN) + marked(run("x"), "m" * 40) + p(END), count=11))
    assert len(set(found)) == 11
    assert max(map(len, found)) == 40


def test_bookmarks_in_rows_cells_and_runs() -> None:
    rows = tbl(
        tr("{%tr for d in ds %}", ""), tr(tc(marked(run("{{ d }}"))), "x"), tr("{%tr endfor %}", "")
    )
    assert names(made(rows)) == ["muc", "muc_2", "muc_3"]
    runs = (
        "<w:p>"
        + run("{% for d in ds %}")
        + marked(run("{{ d }}"))[5:-6]
        + run("{% endfor %}")
        + "</w:p>"
    )
    assert names(made(runs)) == ["muc", "muc_2", "muc_3"]


@pytest.mark.parametrize("part", ["header", "footer"])
@pytest.mark.parametrize("more", ["", SLOW], ids=["fast", "slow"])
def test_drawings_in_the_loops_of_other_parts_are_numbered(part: str, more: str) -> None:
    loop = p(BEGIN) + f"<w:p>{drawing(3)}{drawing(4)}</w:p>" + p(END)
    story: dict[str, Any] = {part: f"<w:p>{drawing(7)}</w:p>" + loop + more}
    ids = re.findall(r'docPr id="(\d+)"', made(p("x"), f"word/{part}1.xml", **story))
    assert ids[:3] == ["7", "3", "4"]
    assert len(set(ids)) == len(ids) == 7


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_in_a_loop_is_told_when_the_template_is_loaded(kind: str) -> None:
    note = f'<w:p>{run("Lương {{ d }}")}<w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'
    rows = tbl(tr("{%tr for d in ds %}", ""), tr(tc(note), "x"), tr("{%tr endfor %}", ""))
    with pytest.raises(TemplateSyntax) as told:
        CompiledTemplate.load(paper(p("đầu"), rows, p("hết")))
    assert "vòng lặp" in told.value.what
    assert "Lương {{ d }}" in (told.value.where or "")
    outside = paper(note.replace("{{ d }}", "{{ a }}"), p(BEGIN), p("{{ d }}"), p(END))
    assert CompiledTemplate.load(outside).render({"ds": [1, 2], "a": "An"})


COMMENTS: dict[str, Any] = {
    "extra": {
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="x">'
        f"{p('xem lại')}</w:comment></w:comments>"
    },
    "relations": f'<Relationship Id="rC" Type="{R}/comments" Target="comments.xml"/>',
    "types": '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats'
    '-officedocument.wordprocessingml.comments+xml"/>',
}
REMARK = (
    '<w:p><w:commentRangeStart w:id="0"/>' + run("{{ d }}") + '<w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
)


@pytest.mark.parametrize("more", ["", SLOW], ids=["fast", "slow"])
def test_a_comment_in_a_loop_stands_at_the_first_turn(more: str) -> None:
    paragraphs = p(BEGIN) + REMARK + p(END)
    rows = tbl(tr("{%tr for d in ds %}", ""), tr(tc(REMARK), "x"), tr("{%tr endfor %}", ""))
    blocks = (
        p(BEGIN)
        + '<w:commentRangeStart w:id="0"/>'
        + p("{{ d }}")
        + '<w:p><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
        + p(END)
    )
    for body in (paragraphs, rows, blocks):
        xml = made(body + more, **COMMENTS)
        assert [
            xml.count(f"<w:comment{mark}") for mark in ("RangeStart", "RangeEnd", "Reference")
        ] == [1, 1, 1]


def test_a_place_that_may_be_edited_has_a_number_of_its_own_at_each_turn() -> None:
    place = (
        '<w:p><w:permStart w:id="4" w:edGrp="everyone"/>'
        + run("{{ d }}")
        + '<w:permEnd w:id="4"/></w:p>'
    )
    xml = made(p(BEGIN) + place + p(END))
    starts, ends = (re.findall(rf'<w:perm{end} w:id="(\d+)"', xml) for end in ("Start", "End"))
    assert starts == ends
    assert len(set(starts)) == 3


def test_what_a_loop_repeats_has_no_id_that_word_gives_anew() -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    ids = f'xmlns:w14="{w14}" w14:paraId="0000000{{}}" w14:textId="77777777"'
    opening, inside, closing = (
        f"<w:p {ids.format(number)}>{run(words)}</w:p>"
        for number, words in enumerate(
            ("mở {% for d in ds %}{{ d }}", "– {{ d }}", "{% endfor %} đóng")
        )
    )
    control = f'<w:sdt><w:sdtPr><w:alias w:val="ô"/><w:id w:val="5"/></w:sdtPr><w:sdtContent>{p("{{ d }}")}</w:sdtContent></w:sdt>'
    rows = tbl(
        tr("{%tr for d in ds %}", ""),
        tr("{{ d }}", tc(inside)).replace("<w:tr>", f"<w:tr {ids.format(5)}>"),
        tr("{%tr endfor %}", ""),
    )
    xml = made(
        opening
        + inside
        + closing
        + BEGIN
        + control
        + inside
        + END
        + rows
        + control.replace("{{ d }}", "x")
    )
    assert re.findall(r'w14:paraId="(\d+)"', xml) == ["00000000"]
    assert xml.count('<w:id w:val="5"/>') == 1
    assert xml.count('<w:alias w:val="ô"/>') == 4


@pytest.mark.parametrize("more", ["", SLOW], ids=["fast", "slow"])
def test_shapes_of_the_older_kind_have_names_of_their_own_at_each_turn(more: str) -> None:
    v, o = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
    shape = (
        f'<w:r><w:pict xmlns:v="{v}" xmlns:o="{o}"><v:shapetype id="_x0000_t32" o:spt="32"/>'
        '<v:shape id="_x0000_s1026" o:spid="_x0000_s1026" type="#_x0000_t32" alt="_x0000_t32"/>'
        "</w:pict></w:r>"
    )
    line = f"<w:p>{shape}</w:p>"
    xml = made(p(BEGIN) + line + p(END) + more)
    ids = re.findall(r'<v:\w+ id="([^"]*)"', xml)
    assert len(ids) == len(set(ids)) == 6
    assert re.findall(r' type="#([^"]*)"', xml) == ids[::2]
    assert re.findall(r'o:spid="([^"]*)"', xml) == ids[1::2]
    assert xml.count('alt="_x0000_t32"') == 3
    assert made(line + more).count('"_x0000_s1026"') == 2


KEPT = (
    f"{{% set k %}}{marked(run('{{ a }}'))[5:-6]}{drawing(5)}{{% endset %}}{{{{ k }}}} {{{{ k }}}}"
)
CALLED = KEPT.replace("set k", "macro k()").replace("endset", "endmacro").replace("{{ k", "{{ k()")


@pytest.mark.parametrize("typed", [KEPT, CALLED], ids=["set", "macro"])
def test_what_is_printed_twice_has_one_bookmark_and_drawings_of_their_own(typed: str) -> None:
    head, body, calls = re.split(r"(?<=%})(?=<)|(?=\{% end)", typed)
    content = f"<w:p>{run(head)}{body}{run(calls)}</w:p>"
    for part, xml in (
        ("body", made(content)),
        ("header", made(p("thân"), "word/header1.xml", header=content)),
    ):
        assert (part, xml.count("An"), names(xml)) == (part, 2, ["muc"])
        assert len(set(re.findall(r'<wp:docPr id="(\d+)"', xml))) == 2
