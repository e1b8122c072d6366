"""Tags of other tools: told with the place and what to write; brackets round other words are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.checking.masters.keeper import check, master, places, retype, save

FORM = "kiem-diem-02c.docx"


@pytest.mark.parametrize(
    "typed",
    ["{ dang_vien.ho_ten }", "{dang_vien.ho_tem}", "«Ho_ten»", "<<Họ tên>>", "[Họ và tên]",
     "${ho_ten}", "{{ dang_vien.ho_ten } }", "[HỌ TÊN]"],
)  # fmt: skip
def test_a_field_written_for_another_tool(tmp_path: Path, typed: str) -> None:
    document = master("kiem-diem-02c")
    retype(document, "{{ dang_vien.ho_ten }}", typed)
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert "{{ dang_vien.ho_ten }}" in finding.fix
    assert places([finding])[0].startswith("đoạn ") and typed in finding.place
    assert (finding.code, finding.severity) == (
        ("KT-910", "error") if typed.startswith("{{") else ("KT-904", "warning")
    )


@pytest.mark.parametrize(
    "words",
    ["Điều [1]", "(nếu có)", "[ghi rõ lý do]", "{x}", "«Nhân Dân»", "a < b và c > d", "[…]", "[ ]",
     "(Họ và tên)", "Mẫu {02C}"],
)  # fmt: skip
def test_brackets_round_other_words_are_words_of_the_paper(tmp_path: Path, words: str) -> None:
    document = Document()
    document.add_paragraph(words)
    save(document, tmp_path, FORM)
    assert check(tmp_path) == []


def test_a_field_of_a_list_is_told_with_its_loop(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("[Họ tên]")
    save(document, tmp_path, "quyet-dinh-xep-loai-dang-vien.docx")
    (finding,) = check(tmp_path)
    assert "{{ d.ho_ten }} (giữa {% for d in danh_sach %} và {% endfor %})" in finding.fix


@pytest.mark.parametrize(
    ("typed", "told"),
    [("{ % if nam % }", "gõ: {% if nam %}"), ("Năm nam }}", "Gõ thêm dấu mở thẻ")],
)
def test_a_tag_that_is_none_because_of_a_space_or_a_brace(
    tmp_path: Path, typed: str, told: str
) -> None:
    document = Document()
    document.add_paragraph(typed)
    save(document, tmp_path, FORM)
    (finding,) = check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-904", "warning")
    assert told in finding.fix
