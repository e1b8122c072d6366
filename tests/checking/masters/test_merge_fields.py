"""Mail-merge documents are checked in their keeper's words: fields as Word shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.checking.masters.one_file import check_master
from giayto.checking.masters.paper_contexts import PaperContexts
from giayto.findings import Finding
from giayto.generators.declared.planning import declared_paper
from giayto.generators.declared.spoken import understand
from tests.templates.test_mail_merge import Code, letter

LETTER = declared_paper(understand({"merged": "x"}, "Thư"))
CONTEXTS = PaperContexts(None, 2026, [LETTER])


def told(place: Path, *codes: Code) -> list[Finding]:
    path = place / "Thư.docx"
    path.write_bytes(letter(*codes))
    findings = check_master(path, CONTEXTS.of("thư"), CONTEXTS.labels("thư"))
    return [finding for finding in findings if finding.severity != "note"]


def test_an_unknown_field_is_told_as_word_shows_it(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, " MERGEFIELD Họ_và_tên ", " MERGEFIELD So_the_dang_vienn \\* Upper ")
    assert (fault.code, fault.read) == ("KT-903", "«So_the_dang_vienn»")
    assert fault.where == "tệp mẫu Thư.docx, đoạn 2 “«So_the_dang_vienn»”"
    assert "“So_the_dang_vienn”" in fault.why
    assert "cột “Số thẻ đảng viên”" in fault.fix and "Số_thẻ_đảng_viên" in fault.fix
    assert "{{" not in f"{fault.where}{fault.why}{fault.fix}"


def test_an_unknown_field_of_several_words_is_told_so_too(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, ' MERGEFIELD "Số thẻ đảng vien" ', ' MERGEFIELD "Màu xe máy" ')
    assert (fault.code, fault.read) == ("KT-903", "«Màu xe máy»")
    assert "giayto mau truong" in fault.fix


def test_an_unknown_field_in_a_condition_is_told_with_its_code(tmp_path: Path) -> None:
    (fault,) = told(tmp_path, [" IF ", [" MERGEFIELD Loai_xe "], ' = "Nam" "Ông" "Bà" '])
    assert fault.code == "KT-903"
    assert fault.read == '{ IF «Loai_xe» = "Nam" "Ông" "Bà" }'
    assert "cột nào tên “Loai_xe”" in fault.why and "{%" not in fault.fix


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Ngày_sinhh", "Ngày sinh"), ("Ho_ten_x", "Họ và tên"), ("Chuc_vu_dangg", "Chức vụ Đảng")],
)
def test_the_column_that_is_told_is_the_nearest_and_is_taken(
    tmp_path: Path, typed: str, meant: str
) -> None:
    (fault,) = told(tmp_path, " MERGEFIELD Họ_và_tên ", f" MERGEFIELD {typed} ")
    assert f"cột “{meant}”" in fault.fix
    assert told(tmp_path, f" MERGEFIELD {meant.replace(' ', '_')} ") == []


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ([" SKIPIF ", [" MERGEFIELD Giới_tính "], ' = "Nam" '], "Giới tính khác Nam"),
        ([" SKIPIF ", [" MERGEFIELD Giới_tính "], ' <> "Nam" '], "Giới tính = Nam"),
        ([" SKIPIF ", [" MERGEFIELD Ghi_chú "], ' = "" '], "Ghi chú có ghi"),
        ([" NEXTIF ", [" MERGEFIELD Ghi_chú "], ' <> "" '], "Ghi chú có ghi"),
        ([" NEXTIF ", [" MERGEFIELD Giới_tính "], " = Nữ "], "Giới tính = Nữ"),
    ],
)
def test_who_is_meant_becomes_a_line_that_works(tmp_path: Path, code: Code, line: str) -> None:
    (fault,) = told(tmp_path, " MERGEFIELD Họ_và_tên ", code)
    assert fault.code == "KT-955" and "«" in fault.read
    assert fault.fix.endswith(f"Chỉ lập khi: {line}")
    (said,) = understand({"merged": "x", "only": line}, "Thư").only
    assert said.field in ("gioi_tinh", "ghi_chu")


def test_a_pattern_or_a_list_is_left_to_the_keeper(tmp_path: Path) -> None:
    (fault,) = told(
        tmp_path, " MERGEFIELD Họ_và_tên ", [" SKIPIF ", [" MERGEFIELD Mã "], ' = "CB*" ']
    )
    assert "“Chỉ lập khi: …”" in fault.fix


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (' ASK ten "Tên?" ', "{{ Thiết lập.Lời nhắn }}"),
        (' FILLIN "Tên?" ', "{{ Thiết lập.Lời nhắn }}"),
        (' SET ten "An" ', "gõ thẳng đoạn chữ"),
        (" MERGEREC ", "Số thư"),
        (" MERGESEQ ", "Số thư"),
        (' GREETINGLINE \\f "x" ', "Kính gửi đồng chí {{ Họ và tên }},"),
        (" ADDRESSBLOCK ", "{{ Đơn vị công tác }}"),
        (' IF "" "" ', "Alt+F9"),
    ],
)
def test_what_has_no_tag_says_what_to_type(tmp_path: Path, code: str, words: str) -> None:
    (fault,) = told(tmp_path, " MERGEFIELD Họ_và_tên ", code)
    assert fault.code == "KT-955" and words in fault.fix
    assert "đoạn 2" in fault.where
