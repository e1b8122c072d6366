"""Every command of ``giayto mau`` understands the same names, own papers among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from giayto import cli
from giayto.data.workbook.write import create_workbook
from tests.checking.masters.keeper import master, retype, save
from tests.wards import small_dataset

INVITATION = "Giấy mời họp"
Typed = Callable[..., tuple[int, str]]


@pytest.fixture
def types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typed:
    """Type a command of ``mau`` in a workspace with an own paper; its exit code and words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)

    def run(*words: str) -> tuple[int, str]:
        code = cli.main(["mau", *words])
        out, err = capsys.readouterr()
        return code, out + err

    run("moi", INVITATION, "--lap-cho", "mỗi chi bộ")
    return run


@pytest.mark.parametrize(
    "name", [INVITATION, "giay moi hop", "GIAY_MOI_HOP", "mau/Giấy mời họp.docx", "giay-moi-hop"]
)
def test_an_own_paper_is_meant_by_its_name_or_its_file(types: Typed, name: str) -> None:
    assert types("truong", name, "--tim", "Tên tổ chức")[1].startswith(f"{INVITATION}: ")
    code, said = types("xem-thu", name)
    assert code == 0 and said.startswith(f"{INVITATION} – ")
    save(master("kiem-diem-02c"), Path(), "moi.docx")
    assert "moi.docx: mẫu giấy mời họp" in types("kiem-tra", "moi.docx", "--loai", name)[1]


@pytest.mark.parametrize("command", ["sao-chep", "so-sanh"])
def test_an_own_paper_has_no_built_in_to_copy_or_compare(types: Typed, command: str) -> None:
    for name in (INVITATION, f"{INVITATION}.docx", "giay-to-rieng"):
        code, said = types(command, name)
        assert code == 2 and "là giấy tờ riêng" in said and f"{INVITATION}.docx" in said


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("giấy mời hopp", "Có phải “Giấy mời họp”?"),
        ("kiem-diem-02d", "giayto mau danh-sach"),
        ("quyet dinh khen thuogn", "Có phải “quyet-dinh-khen-thuong”?"),
    ],
)
def test_a_name_that_nothing_has_is_asked_back_alike(types: Typed, typed: str, near: str) -> None:
    Path("moi.docx").write_bytes(b"")
    for command in (
        ["sao-chep", typed],
        ["truong", typed],
        ["so-sanh", typed],
        ["xem-thu", typed],
        ["kiem-tra", "moi.docx", "--loai", typed],
    ):
        code, said = types(*command)
        assert code == 2 and f"Không có loại giấy tờ hay mẫu “{typed}”." in said and near in said


def test_a_paper_with_several_forms_means_those_of_the_year(types: Typed) -> None:
    forms = "kiem-diem-02a, kiem-diem-02b, kiem-diem-02c"
    assert f"dùng trong mẫu {forms}" in types("truong", "Kiểm điểm")[1]
    assert "mẫu kiem-diem-2023-02b" in types("truong", "kiem-diem-2023-02b.docx")[1]
    for command in (("kiem-tra",), ("xem-thu",)):
        save(master("kiem-diem-02c"), Path(), "moi.docx")
        code, said = types(*command, "moi.docx", "--loai", "kiem-diem")
        assert code == 2 and forms in said


def test_a_file_with_years_in_brackets_is_of_its_master(types: Typed) -> None:
    document = master("kiem-diem-02c")
    retype(document, "BẢN KIỂM ĐIỂM", "BẢN TỰ KIỂM ĐIỂM")
    name = "KIEM-DIEM-02C (2025).docx"
    save(document, Path("mau"), name)
    for command, heard in (
        ("kiem-tra", "mẫu kiem-diem-02c"),
        ("so-sanh", "so với mẫu có sẵn kiem-diem-02c"),
        ("truong", "dùng trong mẫu kiem-diem-02c"),
        ("xem-thu", name),
    ):
        code, said = types(command, name)
        assert code == 0 and heard in said


def test_an_own_paper_that_is_not_understood_is_told_so_by_whoever_is_asked(types: Typed) -> None:
    document = master("kiem-diem-02c")
    document.paragraphs[0].insert_paragraph_before("Lập cho: mỗi xóm")
    save(document, Path("mau"), "Thư.docx")
    for command in (("kiem-tra", "mau/Thư.docx"), ("xem-thu", "Thư.docx"), ("truong", "thu")):
        code, said = types(*command)
        assert code == 3 and "Không hiểu “mỗi xóm”" in said
