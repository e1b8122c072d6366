"""Deleted text of a template is no text of the paper, and nothing else goes with it."""

from __future__ import annotations

from typing import Any

import pytest

from giayto.rendering import CompiledTemplate
from tests.rendering.word_papers import body_text, p, paper, run, tbl, tc, tr, unzipped
from tests.rendering.word_validity import problems

BY = 'w:id="9" w:author="a" w:date="2026-01-01T00:00:00Z"'
GONE = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
SECRET = "{{ luong }}"


def deleted(text: str = SECRET, more: str = "") -> str:
    return f"<w:del {BY}>{more}<w:r><w:delText>{text}</w:delText></w:r></w:del>"


def made(*body: str, **parts: Any) -> str:
    """The text of the paper; its file is valid and holds neither the value nor the tag."""
    document = CompiledTemplate.load(paper(*body, **parts)).render({"ten": "An", "luong": "MẬT"})
    assert problems(document) == []
    whole = b"".join(unzipped(document).values()).decode("utf-8", "replace")
    assert "MẬT" not in whole and "luong" not in whole
    return body_text(document)


@pytest.mark.parametrize(
    "gone",
    [
        deleted(),
        deleted("{% if x %}"),
        deleted("{{ chưa đóng"),
        f"<w:ins {BY}>{deleted()}</w:ins>",
        f"<w:moveFrom {BY}>{run(SECRET)}</w:moveFrom>",
        f'<w:moveFromRangeStart {BY} w:name="m"/><w:moveFrom {BY}>{run(SECRET)}</w:moveFrom>'
        '<w:moveFromRangeEnd w:id="9"/>',
        f"<w:hyperlink>{deleted()}</w:hyperlink>",
        f"<w:del {BY}><w:r><w:delInstrText>PAGE {SECRET}</w:delInstrText></w:r></w:del>",
        f"<w:smartTag>{deleted()}</w:smartTag>",
        f'<w:del {BY}><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:del>'
        f"<w:del {BY}><w:r><w:delInstrText>REF {SECRET}</w:delInstrText></w:r></w:del>"
        f'<w:del {BY}><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>',
        "<w:del xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
        f" {BY}><m:r><m:t>{SECRET}</m:t></m:r></w:del>",
    ],
)
def test_deleted_text_in_a_line_is_gone(gone: str) -> None:
    assert made(f"<w:p>{run('Đồng chí ')}{gone}{run('{{ ten }}')}</w:p>") == "Đồng chí An"


def test_changes_without_tags_are_accepted_too() -> None:
    body = f"<w:p>{deleted('cũ')}<w:ins {BY}>{run('mới {{ ten }}')}</w:ins></w:p>"
    xml = unzipped(CompiledTemplate.load(paper(body)).render({"ten": "An"}))["word/document.xml"]
    assert "cũ".encode() not in xml
    assert b"<w:ins " not in xml and "mới An".encode() in xml


def test_a_tag_around_deleted_text_is_one_tag() -> None:
    assert made(f"<w:p>{run('{{ t')}{deleted('uoi')}{run('en }}')}</w:p>") == "An"


def test_moved_text_is_where_it_was_moved_to() -> None:
    source = f"<w:p><w:moveFrom {BY}>{run('{{ ten }}')}</w:moveFrom>{run('x')}</w:p>"
    target = (
        f'<w:p><w:moveToRangeStart {BY} w:name="m"/><w:moveTo {BY}>{run("{{ ten }}")}</w:moveTo>'
        '<w:moveToRangeEnd w:id="9"/></w:p>'
    )
    assert made(source, target) == "x\nAn"


def test_a_bookmark_that_ends_in_deleted_text_keeps_its_end() -> None:
    start = '<w:bookmarkStart w:id="1" w:name="m"/>'
    end = '<w:bookmarkEnd w:id="1"/>'
    assert made(f"<w:p>{start}{run('{{ ten }}')}{deleted(more=end)}</w:p>") == "An"
    row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{tc(f'<w:p>{run(SECRET)}{end}</w:p>')}</w:tr>"
    table = tbl(tr("{{ ten }}"), row, columns=1)
    assert made(f"<w:p>{start}{run('x')}</w:p>", table, p("y")) == "x\nAn\ny"


def test_a_comment_goes_with_its_reference() -> None:
    gone = f'<w:del {BY}><w:r><w:commentReference w:id="5"/></w:r></w:del>'
    ends = [f'<w:commentRange{end} w:id="5"/>' for end in ("Start", "End")]
    source = paper(f"<w:p>{ends[0]}{run('{{ ten }}')}{ends[1]}{gone}</w:p>")
    document = CompiledTemplate.load(source).render({"ten": "An"})
    assert b"comment" not in unzipped(document)["word/document.xml"]


def test_half_a_field_is_not_left() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    gone = f"<w:del {BY}>{mark.format('end')}<w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = f"<w:p>{mark.format('begin')}{code}{gone}{run('{{ ten }}')}</w:p>"
    document = CompiledTemplate.load(paper(body)).render({"ten": "An", "luong": "MẬT"})
    xml = unzipped(document)["word/document.xml"].decode()
    assert xml.count("fldCharType") == 2
    assert "MẬT" not in xml


def test_a_deleted_note_is_no_text() -> None:
    reference = f'<w:del {BY}><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    kept = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{p(text)}</w:footnote>'
        for number, text in ((2, SECRET), (3, "{{ ten }}"))
    )
    assert made(f"<w:p>{run('x')}{reference}{kept}</w:p>", footnotes=notes) == "x"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("{{ te", layout=GONE) + p("n }} cuối"), "An cuối"),
        (p("một ", layout=GONE) + p("hai ", layout=GONE) + p("{{ ten }}"), "một hai An"),
        (f"<w:p>{GONE}{deleted()}</w:p>" + p("{{ ten }}"), "An"),
        (p("một", layout=GONE) + f"<w:p>{deleted()}</w:p>" + p("b"), "một\nb"),
        (f"<w:p>{GONE}{deleted()}</w:p>" + tbl(tr("{{ ten }}"), columns=1) + p("b"), "An\nb"),
        (p("chữ", layout=GONE) + tbl(tr("{{ ten }}"), columns=1) + p("b"), "chữ\nAn\nb"),
        (
            tbl(tr(tc(p("{{ ten }}") + f"<w:p>{GONE}{deleted()}</w:p>")), columns=1) + p(""),
            "An\n\n",
        ),
    ],
)
def test_a_deleted_paragraph_mark_joins_two_paragraphs(body: str, text: str) -> None:
    assert made(body) == text


def test_the_joined_paragraph_looks_like_the_one_with_text() -> None:
    centred = GONE.replace("<w:rPr>", '<w:jc w:val="center"/><w:rPr>')
    emptied = f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{deleted()}</w:p>'
    for second, look in (
        (emptied, "center"),
        (p("b", layout="<w:pPr><w:jc w:val='right'/></w:pPr>"), "right"),
    ):
        document = CompiledTemplate.load(paper(p("{{ ten }}", layout=centred), second)).render(
            {"ten": "An"}
        )
        assert f'<w:jc w:val="{look}"/>' in unzipped(document)["word/document.xml"].decode()


def test_deleted_rows_and_cells_are_gone() -> None:
    row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{tc(p(SECRET))}{tc(p('x'))}</w:tr>"
    cell = f"<w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{p(SECRET)}</w:tc>"
    assert made(tbl(row, tr("{{ ten }}", "b"))) == "An\nb"
    assert made(tbl(f"<w:tr>{cell}{tc(p('{{ ten }}'))}</w:tr>")) == "An"
    assert made(tbl(row) + p("{{ ten }}")) == "An"
    assert made(tbl(tr(tc(tbl(row)), "b")) + p("{{ ten }}")) == "\nb\nAn"
    assert made(tbl(f"<w:tr>{cell}</w:tr>", tr("{{ ten }}"), columns=1)) == "An"


def test_headers_and_text_boxes_too() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{deleted()}{run('{{ ten }}')}</w:p></w:txbxContent></w:pict></w:r>"
    gone = f"<w:p>{deleted()}{run('{{ ten }}')}</w:p>"
    assert made(f"<w:p>{box}</w:p>", header=gone, footer=gone) == "An\nAn"


def test_thousands_of_deleted_paragraphs_are_joined_in_one_go() -> None:
    assert made(p("a", layout=GONE) * 3000 + p("{{ ten }}")) == "a" * 3000 + "An"
