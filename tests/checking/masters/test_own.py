"""A template keeper's mistakes, found before a single paper is made."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from giayto.checking.masters.own import check_own_masters


def _write(folder: Path, name: str, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / name))


def test_a_good_master_gives_no_finding(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "{{ Họ và tên }}", "{{ dang_vien.so_the }}")
    assert check_own_masters(tmp_path, "party-2026") == []


def test_a_missing_folder_gives_no_finding(tmp_path: Path) -> None:
    assert check_own_masters(tmp_path / "mau", "party-2026") == []


def test_a_file_that_is_no_masters_name_is_said_to_be_unused(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem02b.docx", "Chữ")
    (finding,) = check_own_masters(tmp_path, "party-2026")
    assert (finding.code, finding.read) == ("KT-902", "kiem-diem02b.docx")
    assert finding.fix == "Có phải “kiem-diem-02b.docx”?"


def test_a_misspelt_name_is_found_with_the_right_one(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "{{ dang_vien.ho_tn }}")
    (finding,) = check_own_masters(tmp_path, "party-2026")
    assert finding.code == "KT-903"
    assert "dang_vien.ho_tn" in finding.why
    assert finding.fix == "Có phải “dang_vien.ho_ten”?"


def test_a_broken_tag_is_found_with_its_place(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "Đồng chí {% if dang_vien.ho_ten %} thiếu thẻ đóng")
    (finding,) = check_own_masters(tmp_path, "party-2026")
    assert finding.code == "KT-901"
    assert finding.severity == "warning"
    assert "endif" in finding.why


def test_a_file_that_is_no_word_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "kiem-diem-02b.docx").write_text("không phải Word", "utf-8")
    (finding,) = check_own_masters(tmp_path, "party-2026")
    assert finding.code == "KT-901"
