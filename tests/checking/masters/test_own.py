"""A template keeper's mistakes, found before a single paper is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from giayto.batch.run import Assignment
from giayto.checking.masters.own import check_own_masters
from giayto.commands.check import check
from giayto.data.ward import Ward
from giayto.data.workbook.write import create_workbook
from giayto.findings import Finding
from giayto.generators.papers import find_papers
from giayto.templates.recipes.build import RECIPES
from giayto.templates.store import OwnMasters, built_in_names, find_master
from tests.batch.cases import run
from tests.checking.masters.keeper import of_tags
from tests.wards import small_dataset, small_ward

DECISION = "quyet-dinh-xep-loai-dang-vien.docx"


def _write(folder: Path, name: str, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / name))


def _check(folder: Path, ward: Ward | None = None) -> list[Finding]:
    return of_tags(check_own_masters(OwnMasters.of(folder), "party-2026", 2026, ward))


@pytest.mark.parametrize("rules", ["party-2018", "party-2026"])
def test_a_copy_of_every_built_in_master_gives_no_finding(tmp_path: Path, rules: str) -> None:
    names = built_in_names(rules)
    assert len(names) == len(RECIPES)
    for name in names:
        shutil.copy(find_master(name, rules).path, tmp_path / f"{name}.docx")
    assert check_own_masters(OwnMasters.of(tmp_path), rules, 2026, small_ward()) == []


def test_all_that_a_paper_gives_may_be_used_whether_the_built_in_master_uses_it_or_not(
    tmp_path: Path,
) -> None:
    _write(
        tmp_path, "kiem-diem-02b.docx", "{{ Họ và tên }}", "{{ dang_vien.so_the }}",
        "{{ dau.ten_don_vi }}",
    )  # fmt: skip
    _write(
        tmp_path, DECISION, "{{ dau.ten_don_vi }}", "{{ danh_sach[0].ho_ten.upper() }}",
        "{% for dong in danh_sach %}{{ loop.index }}. {{ dong.ho_ten }}{% endfor %}",
        "{% macro dam(chu) %}{{ chu }}{% endmacro %}{{ dam(nam) }}",
        "{% set nam_sau = nam|int + 1 %}{{ nam_sau }}",
        "{% if ghi_chu is defined %}{{ ghi_chu }}{% endif %}", "{{ them|default('') }}",
    )  # fmt: skip
    assert _check(tmp_path, small_ward()) == []


def test_a_name_of_the_signer_or_of_a_list_is_refused_as_it_will_be_when_the_paper_is_made(
    tmp_path: Path,
) -> None:
    _write(tmp_path, DECISION, "Gửi đồng chí {{ Họ và tên }}")
    (finding,) = (f for f in _check(tmp_path) if f.severity == "error")
    assert (finding.code, finding.severity) == ("KT-933", "error")
    assert finding.place == f"tệp mẫu {DECISION}, đoạn 1 “Gửi đồng chí {{{{ Họ và tên }}}}”"
    assert "Họ và tên" in finding.why and finding.read == "{{ Họ và tên }}"
    assert "ky.ho_ten; d.ho_ten giữa {% for d in danh_sach %}" in finding.fix
    decision = Assignment(small_ward(), find_papers([Path(DECISION).stem]))
    report = run(decision, tmp_path / "ra", own_masters=tmp_path, processes=1)
    assert [f.paper for f in report.failed] == ["quyet-dinh-xep-loai-dang-vien"]
    assert DECISION in str(report.failed[0].error)


@pytest.mark.parametrize(
    ("line", "name", "meant"),
    [
        ("Tên: {{ dang_vien.ho_tn }}", "dang_vien.ho_tn", "{{ dang_vien.ho_ten }}"),
        ("Tên: {{ dang_vein.ho_ten }}", "dang_vein.ho_ten", "{{ dang_vien.ho_ten }}"),
        ("{% if nam == '1' %}{{ namm }}{% endif %}", "namm", "{{ nam }}"),
        ("{{ dau.ten_don_vi.ngan }}", "dau.ten_don_vi.ngan", "{{ dau.ten_don_vi }}"),
        ("{% for d in kiem_diem.han_chee %}{{ d }}{% endfor %}", "kiem_diem.han_chee",
         "{% for d in kiem_diem.han_che %}"),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_found_with_its_paragraph_and_the_right_one(
    tmp_path: Path, line: str, name: str, meant: str
) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "Chữ", line)
    (finding,) = _check(tmp_path, small_ward())
    assert (finding.code, finding.severity) == ("KT-903", "error")
    assert finding.place == f"tệp mẫu kiem-diem-02b.docx, đoạn 2 “{line}”"
    assert f"“{name}”" in finding.why and name in finding.read
    assert finding.fix == f"Có phải “{meant}”?"


def test_of_several_names_that_may_be_meant_all_are_told_the_likeliest_first(
    tmp_path: Path,
) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "{{ xuat_sacs }}", "{{ ky_chi_bo.ho_ten }}")
    bare, other_group = _check(tmp_path, small_ward())
    assert bare.fix.startswith("Có phải một trong: {{ muc.xuat_sac }}, ")
    assert "Có phải" not in other_group.fix, "another person's name is no slip of the pen"
    assert "{{ ky_dang_uy.ho_ten }}" in other_group.fix


def test_of_a_name_that_is_like_none_some_of_the_group_are_told(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "ĐT: {{ dang_vien.so_dien_thoai }}")
    (finding,) = _check(tmp_path, small_ward())
    assert finding.fix.startswith("Nhóm dang_vien có: ")
    assert finding.fix.count(", ") == 8 and "…; “giayto mau truong”" in finding.fix


def test_a_misspelt_name_is_found_wherever_it_stands_in_one_pass(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "{{ namm }}", "Chữ", "{{ namm }}", "{{ dang_vien.x }}")
    places = [f.place.split(", ", 1)[1] for f in _check(tmp_path, small_ward())]
    assert places == ["đoạn 1 “{{ namm }}”", "đoạn 3 “{{ namm }}”", "đoạn 4 “{{ dang_vien.x }}”"]


def test_the_items_of_a_list_are_checked_where_the_wards_own_list_is_empty(tmp_path: Path) -> None:
    data = small_dataset().model_copy(update={"attendance": []})
    _write(tmp_path, "bien-ban-kiem-diem.docx", "{% for v in vang %}{{ v.ly_doo }}{% endfor %}")
    (finding,) = _check(tmp_path, Ward(data))
    assert "ly_doo (của từng mục trong vang)" in finding.why
    assert finding.fix == "Có phải “{{ v.ly_do }}”?"


def test_the_registers_master_is_held_against_what_the_register_gives(tmp_path: Path) -> None:
    _write(
        tmp_path, "so-van-ban-di.docx", "{{ nhiem_ky }} {{ dau.co_quan[0] }} {{ tong.da_huy }}",
        "{% for n in cac_nhom %}{% for d in n.van_ban %}{{ d.ngay_phat_hanh }}{% endfor %}"
        "{% endfor %}",
    )  # fmt: skip
    assert _check(tmp_path, small_ward()) == []
    _write(
        tmp_path, "so-van-ban-di.docx",
        "{% for n in cac_nhom %}{% for d in n.van_ban %}{{ d.nguoi_ki }}{% endfor %}{% endfor %}",
    )  # fmt: skip
    (finding,) = _check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-903", "error")
    assert finding.place.startswith("tệp mẫu so-van-ban-di.docx")
    assert "nguoi_ki" in finding.why and "nguoi_ky" in finding.fix


def test_what_only_filling_in_shows_is_found_too(tmp_path: Path) -> None:
    _write(tmp_path, DECISION, "Năm sau: {{ nam + 1 }}")
    (finding,) = _check(tmp_path, small_ward())
    assert (finding.code, finding.severity) == ("KT-927", "error")
    assert "Năm sau: {{ nam + 1 }}" in finding.place


def test_a_missing_folder_gives_no_finding(tmp_path: Path) -> None:
    assert _check(tmp_path / "mau") == []


@pytest.mark.parametrize("name", ["kiem-diem02b.docx", "KIEM_DIEM-2B.docx"])
def test_a_file_that_is_no_masters_name_is_said_to_be_unused(tmp_path: Path, name: str) -> None:
    _write(tmp_path, name, "Chữ")
    (finding,) = _check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-902", "warning")
    assert finding.place == f"tệp mẫu {name}"
    assert finding.fix == "Có phải “kiem-diem-02b.docx”?"


@pytest.mark.parametrize("name", ["kiem-diem-02b.doc", "kiem-diem-02b.docm", "Kiem-diem-02b.dotm"])
def test_a_word_file_of_another_kind_is_said_to_be_unused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Word")
    (finding,) = _check(tmp_path)
    assert (finding.code, finding.place) == ("KT-902", f"tệp mẫu {name}")
    assert "“kiem-diem-02b.docx”" in finding.fix


def test_other_files_and_words_own_lock_file_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "~$em-diem-02b.docx").write_bytes(b"lock")
    (tmp_path / "ghi-chu.txt").write_text("Chữ", "utf-8")
    (tmp_path / "cu").mkdir()
    assert _check(tmp_path) == []


def test_a_broken_tag_is_found_with_its_place(tmp_path: Path) -> None:
    _write(tmp_path, "kiem-diem-02b.docx", "Đồng chí {% if dang_vien.ho_ten %} thiếu thẻ đóng")
    (finding,) = _check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-911", "error")
    assert "{% endif %}" in finding.why and "Đồng chí" in finding.place


def test_a_folder_with_a_masters_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "kiem-diem-02b.docx").mkdir()
    (finding,) = _check(tmp_path)
    assert (finding.code, finding.place) == ("KT-901", "tệp mẫu kiem-diem-02b.docx")
    assert "thư mục" in finding.why
    forms = Assignment(small_ward(), find_papers(["kiem-diem"]))
    report = run(forms, tmp_path / "ra", own_masters=tmp_path, processes=1)
    assert [f.key for f in report.failed] == ["DV2-2026"], "the error is no false alarm"


@pytest.mark.parametrize("kept", [None, 0, 0.5, -500])
def test_a_damaged_file_is_found(tmp_path: Path, kept: float | None) -> None:
    path = tmp_path / "kiem-diem-02b.docx"
    _write(tmp_path, path.name, "Chữ")
    content = path.read_bytes()
    if kept is None:
        content = "không phải Word".encode()
    elif kept < 0:
        content = content[:2000] + bytes(500) + content[2500:]
    else:
        content = content[: int(len(content) * kept)]
    path.write_bytes(content)
    (finding,) = _check(tmp_path)
    assert (finding.code, finding.severity) == ("KT-901", "error")
    assert finding.place.startswith(f"tệp mẫu {path.name}")
    assert finding.fix


def test_a_faulty_master_is_an_error_of_the_whole_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    (tmp_path / "mau").mkdir()
    asked = ["-C", str(tmp_path)]
    assert check.main(asked, standalone_mode=False) == 0
    _write(tmp_path / "mau", "kiem-diem-02b.docx", "{{ dang_vien.ho_tn }}")
    assert check.main([*asked, "--json"], standalone_mode=False) == 3
    capsys.readouterr()
    assert check.main(asked, standalone_mode=False) == 3
    shown = capsys.readouterr().out
    assert "Không có lỗi" not in shown
    assert "Còn 1 lỗi phải sửa" in shown
    assert "dang_vien.ho_tn" in shown and "kiem-diem-02b.docx" in shown
