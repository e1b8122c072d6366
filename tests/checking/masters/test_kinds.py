"""Kinds of findings on a built-in master that was spoilt: the code, the place, what to type.

One of every kind, in a letter, is in ``slips.toml``; here are others of the same kinds.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from giayto.checking.masters.one_file import check_master
from giayto.checking.masters.own import check_file, check_own_masters
from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.finding_codes import CODES
from giayto.findings import Finding
from giayto.generators.plan import Context
from giayto.rendering.fonts import fonts_report
from giayto.templates.store import OwnMasters, built_in_names, find_master
from tests.checking.masters.keeper import master, retype, save

FORM = "kiem-diem-02c"
LIST = "quyet-dinh-xep-loai-dang-vien"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CONTEXTS = PaperContexts(None, 2026)

Spoil = Callable[[WordDocument], object]


@cache
def contexts(name: str) -> list[Context]:
    return _CONTEXTS.of(name)


@cache
def labels(name: str) -> dict[str, str | tuple[str, ...]]:
    return _CONTEXTS.labels(name)


def check(path: Path, name: str = FORM) -> list[Finding]:
    return check_master(path, contexts(name), labels(name), name, proof=True)


def spoilt(folder: Path, spoil: Spoil, name: str = FORM) -> list[Finding]:
    document = master(name)
    spoil(document)
    save(document, folder, f"{name}.docx")
    return check(folder / f"{name}.docx", name)


def add(*lines: str) -> Spoil:
    """Type paragraphs behind everything in a master."""

    def spoil(document: WordDocument) -> None:
        for line in lines:
            document.add_paragraph(line)

    return spoil


def type_over(old: str, new: str) -> Spoil:
    return lambda document: retype(document, old, new)


def _table(*rows: tuple[str, ...]) -> Spoil:
    def spoil(document: WordDocument) -> None:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return spoil


def _font(name: str) -> Spoil:
    def spoil(document: WordDocument) -> None:
        run = document.add_paragraph().add_run("Kính gửi {{ nam }}")
        run.font.name = name

    return spoil


def _run(look: Callable[[object], None], text: str = "{{ dang_vien.so_the }}") -> Spoil:
    def spoil(document: WordDocument) -> None:
        look(document.add_paragraph().add_run(text))

    return spoil


def _hidden(run: object) -> None:
    run.font.hidden = True  # type: ignore[attr-defined]


def _white(run: object) -> None:
    run.font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]


def _tiny(run: object) -> None:
    run.font.size = Pt(1)  # type: ignore[attr-defined]


def _first_page_header(document: WordDocument) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "{{ dang_vien.so_the }}"
    section.different_first_page_header_footer = False


def _comment(document: WordDocument) -> None:
    document.add_comment(document.paragraphs[1].runs, text="hỏi lại", author="VP")


# One finding each: code, what is spoilt, the tag that is told, a part of its place, of its remedy.
_ONE: list[tuple[str, Spoil, str, str, str]] = [
    ("KT-903", add("Gửi {{ danh_sach }}"), "{{ danh_sach }}", "“Gửi {{ danh_sach }}”", "mau-va"),
    ("KT-904", add("Gửi «Ho_ten»"), "«Ho_ten»", "“Gửi «Ho_ten»”", "{{ dang_vien.ho_ten }}"),
    ("KT-904", add("Gửi [Họ tên]"), "[Họ tên]", "“Gửi [Họ tên]”", "{{ dang_vien.ho_ten }}"),
    ("KT-913", add("{% if nam %}{% for d in kiem_diem.han_che %}{{ d }}{% endif %}{% endfor %}"),
     "{% endfor %}", "đoạn 15", "lên trước {% endif %}"),
    ("KT-916", _table(("{% if nam %}a", "b{% endif %}c")), "{% endif %}", "bảng 4, hàng 1, cột 2",
     "cùng một ô"),
    ("KT-922", add("{% iff nam %}a"), "{% iff nam %}", "“{% iff", "{% if nam %}"),
    ("KT-923", add("Gửi {{ nam + }}"), "{{ nam + }}", "“Gửi {{ nam + }}”", "Sửa thẻ"),
    ("KT-925", add("{{ nam.__class__ }}"), "{{ nam.__class__ }}", "“{{ nam.__class", "Bỏ phần ấy"),
    ("KT-928", add("{{ dang_vien.\u200bho_ten }}"), "{{ dang_vien.\u200bho_ten }}", "đoạn 15", "--sua"),
    ("KT-931", _font("VNI-Times"), "VNI-Times", "đoạn 15", "Times New Roman"),
    ("KT-907", _comment, "", "", ""),
    ("KT-940", _run(_hidden), "{{ dang_vien.so_the }}", "đoạn 15", "chỗ nhìn thấy"),
    ("KT-940", _run(_tiny), "{{ dang_vien.so_the }}", "đoạn 15", "chỗ nhìn thấy"),
    ("KT-940", _first_page_header, "{{ dang_vien.so_the }}", "đầu trang", "chỗ nhìn thấy"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "spoil", "tag", "place", "fix"), _ONE)
def test_one_slip_is_one_finding_of_its_kind_at_its_place(
    tmp_path: Path, code: str, spoil: Spoil, tag: str, place: str, fix: str
) -> None:
    (finding,) = spoilt(tmp_path, spoil)
    assert (finding.code, finding.read) == (code, tag or finding.read)
    assert finding.severity == CODES[code].severity
    assert f"{FORM}.docx" in finding.place and place in finding.place
    assert finding.why and fix in finding.fix


def test_a_crossed_block_names_the_tag_that_it_crosses_and_where_that_stands(
    tmp_path: Path,
) -> None:
    lines = (
        "{%p if nam %}",
        "{%p for d in kiem_diem.han_che %}",
        "{{ d }}",
        "{%p endif %}",
        "{%p endfor %}",
    )
    (finding,) = spoilt(tmp_path, add(*lines))
    assert (finding.code, finding.read) == ("KT-913", "{%p endfor %}")
    assert "{%p for d in kiem_diem.han_che %} (đoạn " in finding.why
    assert "sau {%p endif %}" in finding.why


def test_a_list_of_which_only_the_first_items_reach_the_page(tmp_path: Path) -> None:
    def first_alone(document: WordDocument) -> None:
        for _ in range(2):  # the last row has a look of its own
            retype(document, "{{ d.chuc_vu }}", "{% if loop.first %}{{ d.chuc_vu}}{% endif %}")

    (finding,) = spoilt(tmp_path, first_alone, LIST)
    assert (finding.code, finding.read) == ("KT-942", "{{ d.chuc_vu}}")
    assert "danh_sach" in finding.why and "những mục đầu" in finding.why


@pytest.mark.parametrize(
    ("rows", "part"),
    [((0,), "Chỉ mục cuối"), ((1,), "Mục cuối của danh sách không in"), ((0, 1), "")],
)
def test_a_column_typed_into_one_of_the_two_rows_that_stand_for_a_person(
    tmp_path: Path, rows: tuple[int, ...], part: str
) -> None:
    def typed(document: WordDocument) -> None:
        cells = [c for t in document.tables for r in t.rows for c in r.cells]
        names = [cell for cell in cells if "{{ d.ho_ten" in cell.text]  # of the last, of others
        for row in rows:
            names[row].add_paragraph("{{ d.so_the }}")

    found = spoilt(tmp_path, typed, LIST)
    assert [(f.code, f.read) for f in found] == [("KT-942", "{{ d.so_the }}")] * bool(part)
    assert all(part in f.why and "cả hai hàng" in f.fix for f in found)


def test_what_an_item_holds_and_not_its_place_may_decide(tmp_path: Path) -> None:
    def officers(document: WordDocument) -> None:
        for _ in range(2):
            retype(document, "{{ d.chuc_vu }}", "{% if d.chuc_vu %}{{ d.so_the }}{% endif %}")

    assert spoilt(tmp_path, officers, LIST) == []


def test_a_value_that_is_printed_elsewhere_as_well_has_not_vanished(tmp_path: Path) -> None:
    assert spoilt(tmp_path, _run(_hidden, "{{ dang_vien.ho_ten }}")) == []


def test_white_words_on_a_dark_ground_are_seen(tmp_path: Path) -> None:
    def spoil(document: WordDocument) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        _white(cell.paragraphs[0].add_run("{{ dang_vien.so_the }}"))
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:fill"), "1F3864")
        cell._tc.get_or_add_tcPr().append(fill)

    assert spoilt(tmp_path, spoil) == []


def test_a_row_and_paragraphs_without_letters_are_as_they_should_be(tmp_path: Path) -> None:
    def typed(document: WordDocument) -> None:
        for text in ("{% if nam %}", "Năm {{ nam }}", "{% endif %}"):
            document.add_paragraph(text)
        row = document.add_table(rows=1, cols=2).rows[0].cells
        row[0].text = "{% for d in kiem_diem.han_che %}{{ loop.index }}"
        row[1].text = "{{ d }}{% endfor %}"

    assert [f.code for f in spoilt(tmp_path, typed) if f.code in ("KT-916", "KT-918")] == []


@pytest.mark.parametrize(
    ("name", "tag", "part"),
    [(LIST, "{{ dau.so_ky_hieu }}", "số và ký hiệu"), (LIST, "{{ the_thuc.tieu_de }}", "ĐẢNG CỘNG SẢN"),
     (LIST, "{{ dau.dia_danh_ngay }}", "địa danh và ngày"), ("bien-ban-sinh-hoat", "{{ ten.loai }}", "tên loại")],
)  # fmt: skip
def test_a_part_that_the_paper_must_have_and_the_master_no_longer_has(
    tmp_path: Path, name: str, tag: str, part: str
) -> None:
    (finding,) = spoilt(tmp_path, type_over(tag, ""), name)
    assert (finding.code, finding.severity) == ("KT-932", "warning")
    assert part in finding.why and "05-HD/VPTW" in finding.why
    assert tag in finding.fix


def test_a_required_part_typed_as_words_or_misspelt_is_not_missing(tmp_path: Path) -> None:
    typed = type_over("{{ the_thuc.tieu_de }}", "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert spoilt(tmp_path, typed, LIST) == []
    (finding,) = spoilt(tmp_path, type_over("dau.so_ky_hieu", "dau.so_ky_hieeu"), LIST)
    assert finding.code == "KT-903"


@pytest.mark.skipif(fonts_report(["Papyrus"])[0].good, reason="fonts cannot be asked for here")
def test_a_font_that_this_machine_lacks_is_noted_with_what_stands_in(tmp_path: Path) -> None:
    (finding,) = spoilt(tmp_path, _font("Papyrus"))
    assert (finding.code, finding.severity, finding.read) == ("KT-930", "note", "Papyrus")


def test_the_font_of_a_vietnamese_theme_counts_not_its_latin_one(tmp_path: Path) -> None:
    def spoil(document: WordDocument) -> None:
        run = document.add_paragraph().add_run("Kính gửi")
        run._r.get_or_add_rPr().append(parse_xml(f'<w:rFonts {W} w:asciiTheme="minorHAnsi"/>'))
        lang = parse_xml(f'<w:themeFontLang {W} w:val="vi-VN"/>')
        for old in document.settings.element.findall(qn("w:themeFontLang")):
            old.getparent().remove(old)
        document.settings.element.append(lang)

    findings = spoilt(tmp_path, spoil)
    assert "Calibri" not in [finding.read for finding in findings]


def test_a_file_that_is_no_word_file_or_holds_what_is_refused(tmp_path: Path) -> None:
    path = tmp_path / f"{FORM}.docx"
    path.write_bytes(b"no Word file")
    (finding,) = check(path)
    assert finding.code == "KT-901"
    save(master(FORM), tmp_path, path.name)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    (finding,) = check(path)
    assert finding.code == "KT-929" and "macro" in finding.why + finding.fix


def test_all_that_a_file_is_refused_for_is_told_at_once(tmp_path: Path) -> None:
    document = master(FORM)
    for code in ("INCLUDETEXT a.docx", "DDEAUTO excel a.xlsx b"):
        field = parse_xml(f'<w:fldSimple {W} w:instr="{code}"/>')
        document.add_paragraph("Trường")._p.append(field)
    document.part.relate_to("http://xau.example/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.part.relate_to(
        "http://xau.example/b.xlsx", RELATIONSHIP_TYPE.OLE_OBJECT, is_external=True
    )
    save(document, tmp_path, f"{FORM}.docx")
    findings = check(tmp_path / f"{FORM}.docx")
    assert {finding.code for finding in findings} == {"KT-929"}
    said = [finding.why for finding in findings]
    wanted = ("INCLUDETEXT", "DDEAUTO", "a.png", "b.xlsx")
    assert [sum(what in why for why in said) for what in wanted] == [1, 1, 1, 1]


def test_a_file_of_no_known_paper_is_checked_but_for_its_fields(tmp_path: Path) -> None:
    document = Document(str(find_master(FORM, "party-2026").path))
    document.add_paragraph("{{ khong_co }} {{ nam }")
    save(document, tmp_path, "mau-la.docx")
    findings = check_file(tmp_path / "mau-la.docx", "", _CONTEXTS)
    assert [finding.code for finding in findings] == ["KT-910", "KT-908"]


def test_a_word_template_is_accepted_and_used(tmp_path: Path) -> None:
    save(master(FORM), tmp_path, "tam.docx")
    with zipfile.ZipFile(tmp_path / "tam.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"document.main+xml", b"template.main+xml")
    own = tmp_path / "mau"
    own.mkdir()
    with zipfile.ZipFile(own / f"{FORM}.DOTX", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert check_own_masters(OwnMasters.of(own), "party-2026", 2026) == []


@pytest.mark.parametrize("name", built_in_names("party-2026"))
def test_nothing_is_found_in_a_built_in_master_and_all_its_values_reach_the_page(name: str) -> None:
    assert check(find_master(name, "party-2026").path, name) == []
