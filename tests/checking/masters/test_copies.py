"""Copies of a master for its keeper: with comments where something is wrong, and mended."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from giayto.checking.masters.comments import commented
from giayto.checking.masters.one_file import where
from giayto.checking.masters.repair import repaired
from giayto.rendering import CompiledTemplate
from tests.checking.masters.keeper import master, retype, save
from tests.checking.masters.test_kinds import FORM, add, check, contexts, labels
from tests.office_validity import complaints
from tests.reading import visible_text


def _saved(folder: Path, document: WordDocument) -> Path:
    save(document, folder, f"{FORM}.docx")
    return folder / f"{FORM}.docx"


def _commented(path: Path) -> Path:
    content = commented(path.read_bytes(), path.name, check(path), where(path))
    copy = path.with_name(f"{FORM}-chu-thich.docx")
    copy.write_bytes(content)
    return copy


def _faulty() -> WordDocument:
    document = master(FORM)
    retype(document, "dang_vien.ho_ten", "dang_vien.ho_tem")
    document.sections[0].header.paragraphs[0].text = "{{ sai }}"
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Chữ"
    cell.add_paragraph("Gửi {{ nam }")
    return document


def test_comments_stand_at_the_paragraphs_and_what_has_no_place_is_said_at_the_top(
    tmp_path: Path,
) -> None:
    copy = Document(str(_commented(_saved(tmp_path, _faulty()))))
    said = {c.comment_id: c.text for c in copy.comments}
    assert all(comment.author == "giayto" for comment in copy.comments)
    anchored: dict[str, str] = {}
    for start in copy.element.body.iter(qn("w:commentRangeStart")):
        paragraph = start.getparent()
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        anchored[text.strip()] = said[int(start.get(qn("w:id")))]
    assert len(anchored) == len(said) == 3
    header, form, cell = (
        next(text for text in anchored.values() if word in text)
        for word in ("{{ sai }}", "ho_tem", "{{ nam }")
    )
    assert "KT-903" in header and "đầu trang, đoạn 1" in header
    assert "{{ dang_vien.ho_ten }}" in form
    assert anchored["Gửi {{ nam }"] == cell and "KT-910" in cell


def test_the_commented_copy_is_as_good_a_master_and_its_comments_reach_no_paper(
    tmp_path: Path,
) -> None:
    document = master(FORM)
    document.add_paragraph("Gửi [Họ tên]")
    path = _saved(tmp_path, document)
    copy = _commented(path)
    before, after = check(path), check(copy)
    assert [(f.code, f.read) for f in before] == [(f.code, f.read) for f in after]
    again = commented(copy.read_bytes(), copy.name, after, where(copy))
    assert len(list(Document(io.BytesIO(again)).comments)) == 1, "our own are written anew"
    paper = CompiledTemplate.load(copy).render(contexts(FORM)[0])
    assert "KT-904" not in visible_text(paper)
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"KT-904" not in parts and b"commentReference" not in parts


def test_the_commented_copy_is_a_sound_word_file(tmp_path: Path) -> None:
    copy = _commented(_saved(tmp_path, _faulty()))
    assert complaints(copy) == complaints(tmp_path / f"{FORM}.docx")


def test_the_comments_of_a_colleague_stay(tmp_path: Path) -> None:
    document = _faulty()
    document.add_comment(document.paragraphs[2].runs, text="hỏi lại", author="VP")
    copy = Document(str(_commented(_saved(tmp_path, document))))
    assert "hỏi lại" in [c.text for c in copy.comments if c.author == "VP"]


_MENDED = [
    ("{{ nam|default(“x”) }}", '{{ nam|default("x") }}'),
    ("{{ dang_vien.\u200bho_ten }}", "{{ dang_vien.ho_ten }}"),
    ("{ dang_vien.ho_ten }", "{{ dang_vien.ho_ten }}"),
    ("{{ dang_vien.ho_ten }", "{{ dang_vien.ho_ten }}"),
    ("{% If nam %}a{% End If %}", "{% if nam %}a{% endif %}"),
    ("{% if nam }a{% endif %}", "{% if nam %}a{% endif %}"),
    ("{{ dang_vien.ho_ten } }", "{{ dang_vien.ho_ten }}"),
    ("{{ Họ và tên }", "{{ Họ và tên }}"),
    ('{% if Họ và tên = "An" %}a{% endif %}', '{% if Họ và tên == "An" %}a{% endif %}'),
]


@pytest.mark.parametrize(("typed", "meant"), _MENDED)
@pytest.mark.parametrize("split", [False, True])
def test_what_has_one_way_to_be_mended_is_mended_and_nothing_else(
    tmp_path: Path, typed: str, meant: str, split: bool
) -> None:
    document = master(FORM)
    paragraph = document.add_paragraph("Gửi " if split else f"Gửi {typed} nhé")
    for letter in f"{typed} nhé" if split else "":
        paragraph.add_run(letter)
    path = _saved(tmp_path, document)
    found = check(path)
    mended = repaired(path.read_bytes(), path.name, contexts(FORM), labels(FORM))
    assert mended.changes and meant.partition("}a")[0] in " ".join(mended.changes)
    path.write_bytes(mended.data)
    assert found and check(path) == []
    words = [p.text for p in Document(str(path)).paragraphs]
    assert words[-1] == f"Gửi {meant} nhé"
    assert words[:-1] == [p.text for p in master(FORM).paragraphs]


@pytest.mark.parametrize(
    "typed",
    ["{{ dang_vien.ho_tem }}", "[Họ tên]", "«Ho_ten»", "{dang_vien.ho_tem}", "{{ Kính gửi đồng chí",
     "{% if nam %}", "Gửi {% endif %}", "{{ số nhà }}", "{x}"],
)  # fmt: skip
def test_what_is_to_be_decided_stays(tmp_path: Path, typed: str) -> None:
    document = master(FORM)
    document.add_paragraph(typed)
    path = _saved(tmp_path, document)
    assert repaired(path.read_bytes(), path.name, contexts(FORM), labels(FORM)).changes == []


def test_a_closing_tag_alone_gets_the_letter_of_the_tag_that_opens(tmp_path: Path) -> None:
    document = master(FORM)
    add("{%p if nam %}", "a", "{% endif %}")(document)
    path = _saved(tmp_path, document)
    mended = repaired(path.read_bytes(), path.name, contexts(FORM), labels(FORM))
    (change,) = mended.changes
    assert re.fullmatch(r"đoạn \d+: “{% endif %}” → “{%p endif %}”", change)
    path.write_bytes(mended.data)
    assert check(path) == []


def test_a_master_with_many_slips_has_fewer_and_no_new_ones_when_mended(tmp_path: Path) -> None:
    document = _faulty()
    add(*(typed for typed, _ in _MENDED), "{{ la }}", "Gửi [Họ tên]", "{%p if nam %}", "a")(
        document
    )
    path = _saved(tmp_path, document)
    before = check(path)
    path.write_bytes(repaired(path.read_bytes(), path.name, contexts(FORM), labels(FORM)).data)
    after = check(path)
    assert {(f.code, f.read) for f in after} < {(f.code, f.read) for f in before}
    assert {f.code for f in after} == {"KT-903", "KT-904", "KT-911"}
