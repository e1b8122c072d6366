"""Word's mail-merge documents as masters: each field a tag in its place and look."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from giayto.conventions.formats import FORMATS
from giayto.rendering import CompiledTemplate
from giayto.templates.own_master import made_ready
from tests.reading import visible_lines
from tests.rendering.word_validity import problems

Code = str | list[Any]


def field(paragraph: Any, code: Code, shown: str = "«…»", *, bold: bool = False) -> None:
    """A field as Word writes it; a list is a code with fields in it."""

    def run(tag: str, text: str = "", **attributes: str) -> None:
        made = paragraph.add_run()
        made.bold = bold
        node = OxmlElement(tag)
        for name, value in attributes.items():
            node.set(qn(f"w:{name}"), value)
        if text:
            node.text = text
            node.set(qn("xml:space"), "preserve")
        made._r.append(node)

    run("w:fldChar", fldCharType="begin")
    for part in [code] if isinstance(code, str) else code:
        if isinstance(part, list):
            field(paragraph, part)
        else:
            run("w:instrText", part)
    run("w:fldChar", fldCharType="separate")
    run("w:t", shown)
    run("w:fldChar", fldCharType="end")


def letter(*codes: Code) -> bytes:
    document = Document()
    for code in codes:
        field(document.add_paragraph(), code)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(content: bytes, **values: Any) -> list[str]:
    made = CompiledTemplate.load(made_ready(content, "thu.docx").content, filters=FORMATS)
    document = made.render(values)
    assert problems(document) == []
    return visible_lines(document)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (" MERGEFIELD ten ", "lê thị An"),
        (' MERGEFIELD "ten" \\* MERGEFORMAT ', "lê thị An"),
        (" MERGEFIELD ten \\* Upper ", "LÊ THỊ AN"),
        (" MERGEFIELD ten \\* FirstCap ", "Lê thị An"),
        (' MERGEFIELD sinh \\@ "d/M/yyyy" ', "2/9/1972"),
        (" MERGEFIELD sinh \\@ \"'ngày' dd\" ", "ngày 02"),
        (' MERGEFIELD tien \\# "#.##0" ', "1.500.000"),
        (' MERGEFIELD ten \\b "Đ/c " \\f "!" ', "Đ/c lê thị An!"),
        (' MERGEFIELD trong \\b "Chức vụ: " \\f "." ', ""),
        ([" IF ", [" MERGEFIELD phai "], ' = "Nam" "Ông" "Bà" '], "Bà"),
        ([" IF ", [" MERGEFIELD phai "], ' <> "Nam" "Bà ', [" MERGEFIELD ten "], '" "" '], "Bà lê thị An"),
        ([" IF ", [" MERGEFIELD tien "], ' > "900000" "nhiều" "ít" '], "nhiều"),
        ([" IF ", [" MERGEFIELD tien "], ' <= 1500000 "ít" "nhiều" '], "ít"),
        ([" IF ", [" MERGEFIELD sinh "], ' >= "1/1/1980" "trẻ" "già" '], "già"),
        ([" IF ", [" MERGEFIELD ten "], ' < "M" "trước" "sau" '], "trước"),
        ([' IF "Nữ" = ', [" MERGEFIELD phai "], ' "đúng" '], "đúng"),
    ],
)  # fmt: skip
def test_a_field_shows_what_mail_merge_would(code: Code, shown: str) -> None:
    values = {
        "ten": "lê thị An",
        "sinh": "02/09/1972",
        "tien": "1500000",
        "phai": "Nữ",
        "trong": "",
    }

    assert "".join(lines(letter(code), **values)) == shown


def test_the_look_of_the_field_stays() -> None:
    document = Document()
    field(document.add_paragraph("Gửi "), " MERGEFIELD ten ", bold=True)

    made = CompiledTemplate.load(made_ready(saved(document), "a.docx").content).render(
        {"ten": "An"}
    )

    runs = Document(io.BytesIO(made)).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs if run.text] == [("Gửi ", None), ("An", True)]


def test_a_simple_field_is_read_too() -> None:
    document = Document()
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD ten "><w:r><w:t>«ten»</w:t></w:r></w:fldSimple>'
        )
    )

    assert lines(saved(document), ten="An") == ["An"]


def test_a_field_in_another_fields_code_is_filled_there() -> None:
    document = letter([' HYPERLINK "https://example.org/', [" MERGEFIELD ma "], '" '])

    made = CompiledTemplate.load(made_ready(document, "a.docx").content).render({"ma": "A1"})

    codes = [n.text for n in Document(io.BytesIO(made)).element.iter(qn("w:instrText"))]
    assert "".join(codes).strip() == 'HYPERLINK "https://example.org/A1"'


def test_labels_show_the_records_of_a_sheet_in_order() -> None:
    document = Document()
    for number, cell in enumerate(document.add_table(2, 2)._cells):
        if number:
            field(cell.paragraphs[0], " NEXT ")
        field(cell.paragraphs[0], " MERGEFIELD dang_vien.ten ")
    merged = made_ready(saved(document), "nhan.docx")
    people = [{"ten": name} for name in ("An", "Bình", "Chi", "Dũng")]
    records = [{"dang_vien": each, "to_chuc": {}, "cuoc_hop": {}} for each in people]

    assert merged.said["on_sheet"] == "4"
    assert lines(saved(document), dang_vien=people[0], ke_tiep=records) == [
        "An",
        "Bình",
        "Chi",
        "Dũng",
    ]


def test_what_has_no_tag_is_named_and_nothing_else_is_touched() -> None:
    codes = [" MERGEFIELD ten ", " SKIPIF 1 = 1 ", ' IF  "" "" ', " PAGE "]
    merged = made_ready(letter(*codes), "a.docx")
    plain = letter(" PAGE ")
    ready = made_ready(plain, "a.docx")

    assert merged.unread == ("SKIPIF 1 = 1", 'IF "" ""')
    assert (ready.content, ready.unread, ready.is_paper) == (plain, (), False)
