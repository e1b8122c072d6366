"""What is wrong with an own paper is told once, alike wherever the keeper meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto import cli
from giayto.errors import PaperDeclaration
from giayto.findings import Finding
from giayto.templates.store import MASTERS_DIR
from giayto.workspace import Workspace
from giayto.workspace.masters.checking import MasterChecks
from tests.workspace.test_own_papers import letter, sample, texts, ward

__all__ = ["sample", "ward"]


def told(ward: Workspace, code: str = "KT-954") -> list[Finding]:
    return [finding for finding in ward.check().findings if finding.code == code]


def test_each_way_to_the_paper_tells_the_same(
    ward: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi đảng viên", "Chỉ lập khi: Giới tin = Nữ", "Kính gửi.")
    file = ward.own_masters / "Thư ngỏ.docx"
    ways: list[list[object]] = [
        ["kiem-tra"], ["mau", "kiem-tra", file], ["mau", "kiem-tra"], ["mau", "xem-thu", file],
        ["mau", "xem-thu", "Thư ngỏ"], ["mau", "truong", "Thư ngỏ"], ["tao", "Thư ngỏ"], ["tao"],
        ["tao", "Giấy tờ riêng"],
    ]  # fmt: skip

    for words in ways:
        assert cli.main([*map(str, words), "-C", str(ward.folder)]) != 0, words
        said = "".join(capsys.readouterr())
        assert said.count("không có cột “Giới tin”") == 1, words
        assert "Có phải “Giới tính”?" in said and "Thư ngỏ.docx" in said, words


def test_of_two_files_of_one_name_neither_is_made_and_each_names_the_other(
    ward: Workspace,
) -> None:
    for name in ("Thu ngo", "Thư ngỏ"):
        letter(ward, name, "Lập cho: mỗi chi bộ", "Gửi")

    found = {finding.where: finding.why for finding in told(ward)}
    made = ward.make()

    assert "Thư ngỏ.docx" in found["tệp mẫu Thu ngo.docx"]
    assert "Thu ngo.docx" in found["tệp mẫu Thư ngỏ.docx"]
    assert len(made.not_understood) == 2 and texts(ward) == {}


def test_a_file_that_takes_a_built_in_name_does_not_stop_the_built_in_paper(
    ward: Workspace,
) -> None:
    letter(ward, "Danh sách khen thưởng", "Lập cho: cả đảng bộ", "Gửi")

    assert len(told(ward)) == 1
    made = ward.make("danh-sach-khen-thuong")
    assert made.report.done == made.report.fresh["danh-sach-khen-thuong"] > 0


@pytest.mark.parametrize(
    "line",
    [
        "Lập co: mỗi chi bộ",
        "Lap cho moi chi bo",
        "Lập cho - mỗi chi bộ",
        "Lập cho; mỗi chi bộ",
        "Lập cho mỗi chi bộ:",
        "Lâp chp: mỗi chi bô",
        "Lập cho các chi bộ",
    ],
)
def test_a_mistyped_first_line_is_told_with_what_was_meant(ward: Workspace, line: str) -> None:
    letter(ward, "Thư ngỏ", line, "Kính gửi.")

    (finding,) = told(ward)

    assert line in finding.why and finding.fix == "Có phải “Lập cho: mỗi chi bộ”?"
    with pytest.raises(PaperDeclaration):
        ward.make("Thư ngỏ")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Loại văn bnả: Giấy mời", "Loại văn bản: Giấy mời"),
        ("Loai van ban Giấy mời", "Loại văn bản: Giấy mời"),
        ("Chỉ lập khi Giới tính = Nữ", "Chỉ lập khi: Giới tính = Nữ"),
        ("Tên tẹp – Thư", "Tên tệp: Thư"),
    ],
)
def test_a_mistyped_further_line_is_told_and_not_printed(
    ward: Workspace, line: str, meant: str
) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi đảng viên", line, "Kính gửi.")

    (finding,) = told(ward)

    assert finding.fix == f"Có phải “{meant}”?"


def test_a_line_below_other_words_is_told_to_go_to_the_top(ward: Workspace) -> None:
    letter(ward, "Thư ngỏ", "THƯ NGỎ", "Lập cho: mỗi chi bộ", "Kính gửi.")

    (finding,) = told(ward)

    assert "không đứng trên cùng" in finding.why and "lên trên cùng" in finding.fix


@pytest.mark.parametrize(
    "line",
    [
        "Kính gửi: {{ to_chuc.ten }}",
        "Lập danh sách: mỗi chi bộ một bản",
        "Giấy tờ cần mang theo: thẻ đảng viên",
        "Trích lục: nghị quyết",
        "Tên lớp: bồi dưỡng",
        "Ngày sinh: ……",
    ],
)
def test_the_words_of_a_paper_are_no_slips(ward: Workspace, line: str) -> None:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi chi bộ", line)

    assert told(ward) == []
    assert ward.make("Thư ngỏ").report.done == 10


def test_a_type_that_no_rule_has_is_told_once_with_the_documents_it_costs(
    ward: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    letter(ward, "Giấy mời", "Lập cho: mỗi chi bộ", "Loại văn bản: Giấy mờ", "Gửi")

    assert cli.main(["tao", "Giấy mời", "-C", str(ward.folder)]) == 1

    said = "".join(capsys.readouterr())
    assert said.count("không có loại văn bản “Giấy mờ”") == 1 and "10 văn bản" in said
    assert "bỏ tệp ấy khỏi thư mục mau" in said and "dùng mẫu có sẵn" not in said


@pytest.mark.parametrize("what", ["Giấy mời.docx", "Giấy mời"])
def test_a_type_that_no_rule_has_is_told_when_the_paper_is_previewed(
    ward: Workspace, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    letter(ward, "Giấy mời", "Lập cho: mỗi chi bộ", "Loại văn bản: Giấy mờ", "Gửi")

    assert cli.main(["mau", "xem-thu", what, "-C", str(ward.folder)]) != 0
    assert "Có phải “Giấy mời”?" in "".join(capsys.readouterr())


def test_a_type_that_no_rule_has_begins_no_file(
    ward: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["mau", "moi", "Giấy mời", "--lap-cho", "mỗi chi bộ", "--loai-van-ban", "Giấy mờ"]

    assert cli.main([*words, "-C", str(ward.folder)]) != 0
    assert "Có phải “Giấy mời”?" in capsys.readouterr().err
    assert list(ward.own_masters.iterdir()) == []


def test_no_built_in_master_seems_to_begin_like_an_own_paper(ward: Workspace) -> None:
    for path in MASTERS_DIR.glob("*/*.docx"):
        if path.parent.name != "starters":
            (ward.own_masters / path.name).write_bytes(path.read_bytes())

    assert told(ward) == [] and MasterChecks(ward).own() == []


def content(ward: Workspace, *lines: str) -> list[str]:
    letter(ward, "Thư ngỏ", "Lập cho: mỗi chi bộ", *lines)
    path: Path = ward.own_masters / "Thư ngỏ.docx"
    (checked,) = MasterChecks(ward).files([path])
    return [f"{f.place}: {f.why}" for f in checked.findings if f.code == "KT-956"]


def test_a_paper_without_content_is_told(ward: Workspace) -> None:
    (bare,) = content(ward)
    (placed,) = content(ward, "Kính gửi {{ to_chuc.ten }}", "Viết nội dung vào đây.")

    assert "chỉ có các dòng khai báo" in bare
    assert "đoạn 3" in placed and "chưa được thay" in placed
    assert content(ward, "Kính gửi") == []
    assert len(told(ward, "KT-956")) == 0


def test_a_paper_just_begun_is_not_yet_written(ward: Workspace) -> None:
    assert cli.main(["mau", "moi", "Thư", "--lap-cho", "mỗi chi bộ", "-C", str(ward.folder)]) == 0

    (finding,) = told(ward, "KT-956")

    assert finding.severity == "warning" and ward.make("Thư").report.done == 10


def wrong(ward: Workspace, path: Path | None = None) -> list[Finding]:
    (checked,) = MasterChecks(ward).files([path or ward.own_masters / "Thư ngỏ.docx"])
    return [finding for finding in checked.findings if finding.severity != "note"]


SOUND = ("{% if Bí thư %}{{ Bí thư }}{% endif %}", "{{ Thiết lập.Năm kiểm điểm }}", "{{ Ghi chú }}")


@pytest.mark.parametrize(
    ("per", "line"),
    [
        ("mỗi chi bộ", "Trích yếu: dự họp năm {Năm kiểm điểm}"),
        ("mỗi chi bộ", "Loại văn bản: Giấy mờ"),
        ("mỗi chi bộ", "Ngày văn bản: 31/02/2026"),
        ("mỗi chi bộộ", ""),
        ("các xóm", ""),
    ],
)
def test_one_wrong_line_makes_no_sound_tag_wrong(ward: Workspace, per: str, line: str) -> None:
    letter(ward, "Thư ngỏ", f"Lập cho: {per}", *filter(None, [line]), *SOUND)

    (finding,) = wrong(ward)
    assert finding.code == "KT-954" and "dòng ở đầu tệp" in finding.where
    assert finding.read == line or finding.read == f"Lập cho: {per}"


def test_a_wrong_tag_beside_a_wrong_line_is_told_too(ward: Workspace) -> None:
    letter(
        ward,
        "Thư ngỏ",
        "Lập cho: mỗi chi bộ",
        "Ngày văn bản: mai",
        "{{ Bí thứu }}",
        "{% if Bí thư %}",
    )

    assert sorted(f.code for f in wrong(ward)) == ["KT-903", "KT-911", "KT-954"]


def test_a_paper_anywhere_is_checked_and_previewed_as_what_it_says_it_is(
    ward: Workspace, tmp_path: Path
) -> None:
    letter(ward, "thu", "Lập cho: mỗi đảng viên", "Gửi {{ Họ và tên }} {{ Số thẻ đảng viêm }}")
    elsewhere = (ward.own_masters / "thu.docx").rename(tmp_path / "thu.docx")
    letter(ward, "thu", "Lập cho: mỗi chi bộ", "Gửi {{ Bí thư }}")

    (fault,) = wrong(ward, elsewhere)
    assert fault.code == "KT-903" and "{{ Số thẻ đảng viên }}" in fault.fix
    assert wrong(ward, ward.own_masters / "thu.docx") == []

    letter(ward, "khac", "Lập cho: mỗi đảng viên", "Gửi {{ Họ và tên }}")
    moved = (ward.own_masters / "khac.docx").rename(tmp_path / "khac.docx")
    assert cli.main(["mau", "xem-thu", str(moved), "-C", str(ward.folder)]) == 0
