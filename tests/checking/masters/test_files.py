"""Which files of the folder ``mau`` are used; the others are named with what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from giayto.batch.run import Assignment
from giayto.checking.masters.own import check_own_masters
from giayto.data.ward import Ward
from giayto.generators.papers import find_papers
from giayto.templates.store import OwnMasters
from tests.batch.cases import run
from tests.checking.masters.keeper import check, master, retype, save
from tests.reading import visible_text
from tests.wards import day, small_dataset, small_ward


def test_a_master_named_in_capitals_is_used_and_checked(tmp_path: Path) -> None:
    document = master("kiem-diem-02b")
    retype(document, "BẢN KIỂM ĐIỂM", "BẢN KIỂM ĐIỂM CỦA PHƯỜNG")
    save(document, tmp_path / "mau", "KIEM-DIEM-02B.DOCX")
    assert check(tmp_path / "mau") == []
    forms = Assignment(small_ward(), find_papers(["kiem-diem"]))
    report = run(forms, tmp_path / "ra", own_masters=tmp_path / "mau", processes=1)
    made = next(m for m in report.made if m.key == "DV2-2026")
    assert "CỦA PHƯỜNG" in visible_text(made.path.read_bytes())


def test_of_two_files_of_one_name_the_one_in_small_letters_counts(tmp_path: Path) -> None:
    save(master("kiem-diem-02b"), tmp_path, "kiem-diem-02b.docx")
    (tmp_path / "KIEM-DIEM-02B.docx").write_bytes(b"no Word file")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this disk knows no capitals")
    (finding,) = check(tmp_path)
    assert finding.place == "tệp mẫu KIEM-DIEM-02B.docx" and "chữ hoa" in finding.why


@pytest.mark.parametrize("kind", ["doc", "docm", "dotm", "odt", "rtf", "DOC"])
def test_a_file_of_another_kind_is_named_with_what_to_save_it_as(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"kiem-diem-02c.{kind}").write_bytes(b"Word")
    (finding,) = check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-902", "warning")
    assert f"kiem-diem-02c.{kind}" in finding.place
    assert "Lưu thành" in finding.fix and "“kiem-diem-02c.docx”" in finding.fix


def test_a_folder_inside_is_named_with_its_files(tmp_path: Path) -> None:
    save(master("kiem-diem-02c"), tmp_path / "party-2026", "kiem-diem-02c.docx")
    (tmp_path / "trong").mkdir()
    (finding,) = check(tmp_path)
    assert (finding.code, finding.read) == ("KT-902", "kiem-diem-02c.docx")
    assert finding.place == "thư mục party-2026 trong thư mục mau"
    assert "thẳng vào thư mục mau" in finding.fix


def test_a_paper_of_the_offices_own_is_not_to_be_renamed(tmp_path: Path) -> None:
    save(Document(), tmp_path, "thu-chuc-mung.docx")
    (finding,) = check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-902", "warning")
    assert "Đổi tên" not in finding.fix and "Lập cho: mỗi đảng viên" in finding.fix


@pytest.mark.parametrize("name", ["Kiểm điểm 02C.docx", "kiem_diem_02c.docx", "kiemdiem02c.docx"])
def test_a_name_that_is_nearly_a_masters_is_asked_about(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Word")
    (finding,) = check(tmp_path)
    assert finding.fix == "Có phải “kiem-diem-02c.docx”?"


def test_a_master_that_serves_papers_of_two_rule_sets_is_noted(tmp_path: Path) -> None:
    save(master("bien-ban-sinh-hoat"), tmp_path, "bien-ban-sinh-hoat.docx")
    assert check(tmp_path) == [], "the small ward's one meeting is before the new rules"
    data = small_dataset()
    later = data.meetings[1].model_copy(update={"code": "H03", "date": day("3/8/2026")})
    data = data.model_copy(update={"meetings": [*data.meetings, later]})
    (finding,) = check_own_masters(OwnMasters.of(tmp_path), "party-2026", 2026, Ward(data))
    assert (finding.code, finding.severity) == ("KT-906", "note")
    assert "36-HD/VPTW" in finding.why and "05-HD/VPTW" in finding.why


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _cut_short(path: Path) -> None:
    save(master("kiem-diem-02b"), path.parent, path.name)
    path.write_bytes(path.read_bytes()[:9_000])


def _spoilt(path: Path) -> None:
    save(master("kiem-diem-02b"), path.parent, path.name)
    data = bytearray(path.read_bytes())
    data[2_000:2_400] = bytes(400)
    path.write_bytes(bytes(data))


def _dotted(path: Path) -> None:
    document = master("kiem-diem-02b")
    retype(document, "BẢN KIỂM ĐIỂM", "{{ x" + ".a" * 1_900 + " }}")
    save(document, path.parent, path.name)


def _many_brackets(path: Path) -> None:
    document = master("kiem-diem-02b")
    retype(document, "BẢN KIỂM ĐIỂM", "{{ " + "(" * 1_900 + "1" + ")" * 1_900 + " }}")
    save(document, path.parent, path.name)


def _pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(path)


def _link_into_nothing(path: Path) -> None:
    path.symlink_to(path.parent / "khong-co.docx")


def _old_word(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000))


@pytest.mark.parametrize(
    "make",
    [
        _nothing,
        Path.mkdir,
        _cut_short,
        _spoilt,
        _dotted,
        _many_brackets,
        _pipe,
        _old_word,
        _link_into_nothing,
    ],
)
def test_what_cannot_be_a_master_is_one_finding_and_the_other_papers_are_made(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    own = tmp_path / "mau"
    own.mkdir()
    make(own / "kiem-diem-02b.docx")
    (finding,) = check(own)
    assert finding.severity == "error" and "kiem-diem-02b.docx" in finding.where
    assert finding.why and finding.fix
    forms = Assignment(small_ward(), find_papers(["kiem-diem"]))
    report = run(forms, tmp_path / "ra", own_masters=own, processes=1)
    (failed,) = report.failed
    assert failed.key == "DV2-2026" and "kiem-diem-02b" in str(failed.error)
    assert len(report.made) == 3


def test_a_master_that_hangs_when_it_is_tried_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = master("kiem-diem-02b")
    turns = "{% for i in range(99999) %}{% set x = ([1] * 99999)|sort %}{% endfor %}"
    retype(document, "BẢN KIỂM ĐIỂM", turns)
    save(document, tmp_path, "kiem-diem-02b.docx")
    save(master("kiem-diem-02a"), tmp_path, "kiem-diem-02a.docx")
    check(tmp_path / "trong")
    monkeypatch.setattr("giayto.checking.masters.one_file._MOST_SECONDS", 3)
    (finding,) = check(tmp_path)
    assert finding.where == "tệp mẫu kiem-diem-02b.docx"
    assert "bị ngắt" in finding.why and finding.fix
