"""Each fault of a master: the place as Word shows it, the tag whole, what to type instead."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml

from tests.checking.masters.keeper import check, master, places, retype, save

FORM = "kiem-diem-02c.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _written(folder: Path, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    save(document, folder, FORM)


def test_a_misspelt_name_of_a_built_in_form(tmp_path: Path) -> None:
    document = master("kiem-diem-02c")
    spoilt = retype(document, "dang_vien.ho_ten", "dang_vien.ho_tem")
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    number = [p.text for p in document.paragraphs].index(spoilt.text) + 1
    assert (finding.code, finding.read) == ("KT-903", "{{ dang_vien.ho_tem }}")
    assert f"{FORM}, đoạn {number} “" in finding.place
    assert finding.fix == "Có phải “{{ dang_vien.ho_ten }}”?"


def test_a_loop_that_is_never_closed_is_named_by_the_tag_that_opens_it(tmp_path: Path) -> None:
    document = master("kiem-diem-02c")
    end = next(p for p in document.tables[0].cell(0, 0).paragraphs if "endfor" in p.text)
    end._p.getparent().remove(end._p)
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert (finding.code, finding.read) == ("KT-911", "{%p for dong in dau.cap_tren %}")
    assert places([finding]) == ["bảng 1, hàng 1, cột 1 “{%p for dong in dau.cap_tren %}”"]
    assert "{%p endfor %}" in finding.why and "{%p endfor %}" in finding.fix
    assert "or 'else'" not in finding.why


def test_a_tag_with_one_brace_too_few(tmp_path: Path) -> None:
    document = master("kiem-diem-02c")
    retype(document, "{{ dang_vien.ho_ten }}", "{{ dang_vien.ho_ten }")
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert (finding.code, finding.read) == ("KT-910", "{{ dang_vien.ho_ten }")
    assert finding.fix == "Gõ lại: {{ dang_vien.ho_ten }}"


def test_a_name_typed_as_a_command_is_told_in_the_words_that_were_typed(tmp_path: Path) -> None:
    _written(tmp_path, "{% Họ và tên %}")
    (finding,) = check(tmp_path)
    assert (finding.code, finding.why) == ("KT-922", "Không có lệnh “Họ và tên”.")


@pytest.mark.parametrize(
    ("line", "tag", "told"),
    [
        ("{% if nam }chữ{% endif %}", "{% if nam }", "Gõ lại: {% if nam %}"),
        ("{%p if nam", "{%p if nam", "Gõ lại: {%p if nam %}"),
        ("{{ }}", "{{ }}", "Gõ tên trường vào giữa"),
        ("{{ nam|uper }}", "{{ nam|uper }}", "Có phải {{ nam|upper }}?"),
        ("{% if nam is khac %}{% endif %}", "{% if nam is khac %}", "Bỏ phần ấy"),
        ("{% iff nam %}", "{% iff nam %}", "Có phải {% if nam %}?"),
        ("{% Họ và tên %}", "{% Họ và tên %}", "Muốn in thì gõ {{ Họ và tên }}."),
        ("{% số nhà %}", "{% số nhà %}", "muốn in thì dùng {{ … }}"),
        ("{{ nam + }}", "{{ nam + }}", "Sửa thẻ"),
        ('{% if Họ và tên = "a=b" %}{% endif %}', '{% if Họ và tên = "a=b" %}',
         'Gõ lại: {% if Họ và tên == "a=b" %}'),
        ("{% endfor %}", "{% endfor %}", "xoá thẻ này"),
        ("{% else %}", "{% else %}", "xoá thẻ này"),
        ("{% if nam %}{% for d in kiem_diem.han_che %}{% endif %}",
         "{% for d in kiem_diem.han_che %}", "Gõ {% endfor %} vào chỗ phải dừng"),
        ("{{ quyền hạ }}", "{{ quyền hạ }}", "Có phải {{ ky_dang_uy.quyen_han }}?"),
        ("{{ số nhà }}", "{{ số nhà }}", "mau-va-ngu-canh"),
        ("{{ Họ và tem }}", "{{ Họ và tem }}", "Có phải {{ Họ và tên }}?"),
        ("{{ ho_va_tem|upper }}", "{{ ho_va_tem|upper }}", "Có phải “{{ Họ và tên|upper }}”?"),
        ("{{ dang_vien.Họ và tem }}", "{{ dang_vien.Họ và tem }}",
         "Có phải “{{ dang_vien.Họ và tên }}”?"),
        ("{% if Họ và tem %}a{% endif %}", "{% if Họ và tem %}", "Có phải {% if Họ và tên %}?"),
        ("{{ dang_vien.Ngày sinhh }}", "{{ dang_vien.Ngày sinhh }}",
         "Có phải “{{ dang_vien.ngay_sinh }}”?"),
    ],
)  # fmt: skip
def test_a_tag_written_wrongly(tmp_path: Path, line: str, tag: str, told: str) -> None:
    closing = "{%p endif %}" if line.startswith("{%p") else ""
    _written(tmp_path, "Chữ", line, closing)
    (finding,) = [f for f in check(tmp_path) if f.severity == "error"]
    assert finding.read == tag
    assert places([finding]) == [f"đoạn 2 “{line}”"]
    assert told in finding.fix


@pytest.mark.parametrize(
    ("line", "tag", "why", "fix"),
    [
        ("Năm {{ nam + 1 }}, {{ nam }}", "{{ nam + 1 }}", "Giá trị là chữ", "{{ nam|int + 1 }}"),
        ("{{ dau }}", "{{ dau }}", "là một nhóm trường", "{{ dau.so_ky_hieu }}"),
        ('{{ "." * 99999999 }}', '{{ "." * 99999999 }}', "dài quá 500.000 ký tự", "dấu *"),
    ],
)
def test_what_only_filling_in_shows_is_told_with_its_tag(
    tmp_path: Path, line: str, tag: str, why: str, fix: str
) -> None:
    _written(tmp_path, line)
    (finding,) = check(tmp_path)
    assert finding.read == tag
    assert why in finding.why and fix in finding.fix


def test_a_row_opened_as_a_row_must_be_closed_as_one(tmp_path: Path) -> None:
    _written(tmp_path, "{%p for d in kiem_diem.han_che %}", "{{ d }}", "{% endfor %}")
    (finding,) = check(tmp_path)
    assert places([finding]) == ["đoạn 3 “{% endfor %}”"]
    assert finding.fix == "Gõ lại: {%p endfor %}"


def test_all_faults_of_a_file_are_told_in_one_pass(tmp_path: Path) -> None:
    lines = ["{{ nam }", "{% for d in a b %}{{ d }}{% endfor %}", "{{ namm }}", "{{ x y }}"]
    _written(tmp_path, *lines)
    found = sorted(p.split(" “")[0] for p in places(check(tmp_path)))
    assert found == ["đoạn 1", "đoạn 2", "đoạn 3", "đoạn 4"]


def test_places_in_headers_tables_and_text_boxes(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ sai_1 }}"
    document.add_table(rows=1, cols=1)
    table = document.add_table(rows=2, cols=3)
    table.cell(1, 2).text = "{{ sai_2 }}"
    box = parse_xml(
        f"<w:p {W}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{ sai_3 }}}}</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    document.element.body.insert(0, box)
    save(document, tmp_path, FORM)
    found = {f.read: f.place.partition(".docx, ")[2] for f in check(tmp_path)}
    assert found == {
        "{{ sai_1 }}": "đầu trang, đoạn 1 “{{ sai_1 }}”",
        "{{ sai_2 }}": "bảng 2, hàng 2, cột 3 “{{ sai_2 }}”",
        "{{ sai_3 }}": "khung chữ “{{ sai_3 }}”",
    }


def test_a_tag_cut_over_runs_and_typed_with_smart_quotes_is_read_whole(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ dang_", "vien.ho_tem|default(“", "–”) }", "}"):
        paragraph.add_run(piece)
    save(document, tmp_path, FORM)
    (note,) = check(tmp_path)
    assert note.code == "KT-928", "with a default the name may be absent"
    paragraph.runs[2].text = "vien.ho_tem|upper("
    paragraph.runs[3].text = ") }"
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert finding.read == "{{ dang_vien.ho_tem|upper() }}"


def test_odd_characters_in_a_tag_are_shown_as_typed_and_named(tmp_path: Path) -> None:
    _written(tmp_path, "{{ dang_vien.ho_ten|default(“–”) }}", "{{\u00a0Họ và\u200b tên }}")
    quotes, blanks = check(tmp_path)
    assert quotes.read == "{{ dang_vien.ho_ten|default(“–”) }}"
    assert "có ngoặc kép cong;" in quotes.why
    assert "có ký tự ẩn U+200B, dấu cách lạ U+00A0;" in blanks.why
    assert places([blanks]) == ["đoạn 2 “{{ Họ và tên }}”"]


def test_words_that_a_paragraph_tag_or_a_row_tag_takes_away(tmp_path: Path) -> None:
    document = Document()
    for line in ("Chi bộ: {%p if nam %}", "Chữ", "{%p endif %}"):
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for d in kiem_diem.han_che %}"
    table.cell(0, 1).text = "Họ tên"
    table.cell(1, 0).text = "{{ d }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    save(document, tmp_path, FORM)
    first, second = check(tmp_path)
    assert {(f.code, f.severity) for f in (first, second)} == {("KT-905", "error")}
    assert "đoạn 1" in first.place and "«Chi bộ:»" in first.why
    assert "bảng 1, hàng 1, cột 1" in second.place and "«Họ tên»" in second.why


@pytest.mark.parametrize("line", ["{% raw %}{{ x }}{% endraw %}", "{# {{ x }} #}", "{{ Họ và tên }}",
                                  "{% set x = nam %}{{ x }}", "{% set x %}a{% endset %}{{ x }}"])  # fmt: skip
def test_what_is_sound_is_no_fault(tmp_path: Path, line: str) -> None:
    _written(tmp_path, line)
    assert check(tmp_path) == []


def test_tags_around_the_words_of_a_paragraph_are_no_fault(tmp_path: Path) -> None:
    _written(tmp_path, "{%p if nam %}Chữ{%p endif %}", "{%p if nam %}{%p endif %}")
    assert check(tmp_path) == []
    _written(tmp_path, "{%p if nam %}Chữ", "{%p endif %}")
    (finding,) = check(tmp_path)
    assert (finding.code, finding.read) == ("KT-905", "{%p if nam %}")


@pytest.mark.parametrize("words", ["{{ a " * 5000, "{% if nam %}" * 1000, "}} " * 5000, "[ho " * 9000,
                                   "{{ " + "(" * 1500 + " }}", "{% if nam %}" * 60 + "{% endif %}" * 60])  # fmt: skip
def test_a_hostile_master_is_told_in_bounded_time(tmp_path: Path, words: str) -> None:
    document = Document()
    document.add_paragraph(words)
    save(document, tmp_path, FORM)
    started = time.monotonic()
    findings = check(tmp_path)
    assert len(findings) <= 200 and bool(findings) is not words.startswith("[ho")
    assert time.monotonic() - started < 30
