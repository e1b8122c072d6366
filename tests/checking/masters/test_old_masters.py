"""Masters as twenty years of offices leave them: what is told of them, and all of it at once."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm

from tests.checking.masters.keeper import check, master, places, retype, save
from tests.linked import PNG

FORM = "kiem-diem-02c.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _written(folder: Path, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    save(document, folder, FORM)


def test_capital_letters_are_told_with_the_tag_as_it_should_be_and_nothing_else(
    tmp_path: Path,
) -> None:
    _written(
        tmp_path, "{%P If nam %}", "{% For d in kiem_diem.han_che %}{{ d }}{% End for %}",
        "{% if nam And nam Is defined %}“{{ nam }}”{% Else %}{% if nam == 'In' %}{% endif %}"
        "{% endif %}", "{%p endif %}",
    )  # fmt: skip
    told = {f.read: f.fix for f in check(tmp_path)}
    assert told == {
        "{%P If nam %}": "Gõ lại: {%p if nam %}",
        "{% For d in kiem_diem.han_che %}": "Gõ lại: {% for d in kiem_diem.han_che %}",
        "{% End for %}": "Gõ lại: {% endfor %}",
        "{% if nam And nam Is defined %}": "Gõ lại: {% if nam and nam is defined %}",
        "{% Else %}": "Gõ lại: {% else %}",
    }


def test_tracked_changes_and_comments_are_noted_and_stop_nothing(tmp_path: Path) -> None:
    document = master("kiem-diem-02c")
    paragraph = next(p for p in document.paragraphs if p.text.startswith("Tổng điểm"))
    document.add_comment(paragraph.runs, text="hỏi lại", author="VP")
    gone = '<w:del w:id="90" w:author="VP"><w:r><w:delText>{{ diem.cu</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(gone.replace("<w:del ", f"<w:del {W} ", 1)))
    save(document, tmp_path, FORM)
    first, second = check(tmp_path)
    assert {(f.code, f.severity) for f in (first, second)} == {("KT-907", "note")}
    assert "Track Changes" in first.why and "thân văn bản" in first.why
    assert "1 ghi chú bên lề" in second.why


def test_a_dropped_mail_merge_is_noted_beside_the_faults_of_the_master(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ nam }")
    settings = document.settings.element
    settings.append(parse_xml(f"<w:mailMerge {W}><w:query w:val='SELECT'/></w:mailMerge>"))
    save(document, tmp_path, FORM)
    fault, note = check(tmp_path)
    assert fault.code == "KT-910"
    assert note.code == "KT-907" and "Mail Merge" in note.why


def test_faults_of_the_structure_are_told_together_each_with_its_place(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Kính gửi: {%p if nam %}")
    document.add_paragraph("{%p endif %}")
    cut = document.add_paragraph("{{ na")
    cut.add_run().add_picture(BytesIO(PNG), width=Cm(1))
    cut.add_run("m }}")
    document.add_paragraph("{%tr if nam %}")
    document.add_paragraph("{%tr endif %}")
    document.add_paragraph("{{ namm }}")
    save(document, tmp_path, FORM)
    findings = [(f.code, f.place.partition(".docx, ")[2].split(" “")[0]) for f in check(tmp_path)]
    assert findings == [
        ("KT-905", "đoạn 1"), ("KT-920", "đoạn 3"), ("KT-917", "đoạn 4"), ("KT-903", "đoạn 6"),
    ]  # fmt: skip


def test_blocks_over_the_edge_of_a_table_are_told_with_the_places_of_both_tags(
    tmp_path: Path,
) -> None:
    document = Document()
    for word, opens in (("if", "if nam"), ("for", "for d in kiem_diem.han_che"), ("if", "if nam")):
        document.add_paragraph(f"{{%p {opens} %}}")
        cell = document.add_table(rows=1, cols=2).cell(0, 1)
        cell.text = "Chữ trong ô"
        cell.add_paragraph(f"{{%p end{word} %}}")
        cell.add_paragraph("còn lại")
        document.add_paragraph("{%p if nam %}")  # these are as they should be
        document.add_paragraph("Chữ")
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{ nam")
    document.add_paragraph("{{ namm }}")
    save(document, tmp_path, FORM)
    findings = check(tmp_path)
    told = [(f.code, f.place.partition(".docx, ")[2].split(" “")[0]) for f in findings]
    tables = [("KT-915", f"bảng {number}, hàng 1, cột 2") for number in (1, 2, 3)]
    assert told == [*tables, ("KT-910", "đoạn 13"), ("KT-903", "đoạn 14")]
    begun = [f.why.partition(" đứng ở ")[2].split(",")[0] for f in findings]
    assert begun == ["đoạn 1", "đoạn 5", "đoạn 9", "", ""]


def test_a_row_loop_in_an_inner_table_leaves_the_outer_row_alone(tmp_path: Path) -> None:
    document = Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Chữ của bảng ngoài"
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    inner.cell(0, 0).text = "TT"
    inner.cell(1, 0).text = "{%tr for d in kiem_diem.han_che %}{{ loop.index }}"
    inner.cell(1, 1).text = "{{ d }}{%tr endfor %}"
    save(document, tmp_path, FORM)
    assert check(tmp_path) == []


@pytest.mark.parametrize("name", ["word/dau.bin", "dau/trang.xml"])
def test_a_header_is_found_by_what_it_is(tmp_path: Path, name: str) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ sai }} {{ nam"
    save(document, tmp_path, FORM)
    with zipfile.ZipFile(tmp_path / FORM) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    old = next(entry for entry in parts if entry.startswith("word/header"))
    parts[name] = parts.pop(old)
    for entry in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        changed = parts[entry].replace(old.encode(), name.encode())
        parts[entry] = changed.replace(f'"{old[5:]}"'.encode(), f'"/{name}"'.encode())
    with zipfile.ZipFile(tmp_path / FORM, "w") as archive:
        for entry, content in parts.items():
            archive.writestr(entry, content)
    findings = check(tmp_path)
    assert {f.read for f in findings} == {"{{ sai }}", "{{ nam"}
    assert all(place.startswith("đầu trang, đoạn 1 “") for place in places(findings))


def test_a_fault_in_a_property_is_not_placed_in_a_paragraph_with_its_words(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Năm {{ nam }}")
    document.core_properties.title = "Mẫu {{ nam }"
    save(document, tmp_path, FORM)
    (place,) = places(check(tmp_path))
    assert place.startswith("thuộc tính tệp «Title (tiêu đề)»")


def test_of_words_that_stand_twice_the_place_that_is_wrong_is_told(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{%p if nam %}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if nam %}")
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
    control += "<w:p/></w:sdtContent></w:sdt>"
    document.paragraphs[2]._p.addnext(parse_xml(control.replace("<w:sdt>", f"<w:sdt {W}>", 1)))
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert places([finding]) == ["đoạn 3 “{%p if nam %}”"]
    assert "Content Control" in finding.fix


def test_a_tag_cut_off_in_a_name_is_one_fault(tmp_path: Path) -> None:
    document = master("kiem-diem-02c")
    retype(document, "{{ diem.tong }}", "{{ diem.")
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert (finding.code, finding.read) == ("KT-910", "{{ diem./100")
