"""``giayto mau moi``: an own paper begun from the command line, ready to be made."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from giayto.cli import main
from giayto.workspace import Workspace
from tests.reading import visible_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Workspace.sample(tmp_path / "w").folder


def test_a_new_paper_is_made_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["mau", "moi", "Giấy mời họp", "--lap-cho", "mỗi chi bộ", "-C", str(folder)]
    assert main([*asked, "--loai-van-ban", "Giấy mời"]) == 0
    assert 'giayto tao "Giấy mời họp"' in capsys.readouterr().out

    assert main(["tao", "Giấy mời họp", "--cap-so", "-C", str(folder)]) == 0

    made = sorted(folder.rglob("giay-to-rieng/*.docx"))
    text = visible_text(made[0].read_bytes())
    assert len(made) == 10
    assert all(word in text for word in ("Số ", "-GM/ĐU", "GIẤY MỜI", "Gửi: Chi bộ", "T/M"))


def test_the_list_of_masters_has_the_own_papers_and_what_is_wrong_with_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["mau", "moi", "Giấy mời họp", "--lap-cho", "mỗi chi bộ", "-C", str(folder)])
    document = Document()
    document.add_paragraph("Lập cho: mỗi xóm")
    document.save(str(folder / "mau" / "Thư ngỏ.docx"))
    (folder / "mau" / "Thư khoá.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(999))
    capsys.readouterr()

    assert main(["mau", "danh-sach", "-C", str(folder)]) == 0

    told = capsys.readouterr().out
    assert "  Giấy mời họp: tệp Giấy mời họp.docx\n" in told
    assert told.count("KT-902") == 1 and "Tệp có mật khẩu" in told
    assert told.count("KT-954") == 1 and "Lỗi KT-954, tệp mẫu Thư ngỏ.docx" in told


@pytest.mark.parametrize(
    ("name", "per", "told"),
    [
        ("Thư/ngỏ", "mỗi chi bộ", "Bỏ các dấu"),
        ("Thư ngỏ", "mỗi xóm", "“mỗi xóm” sau --lap-cho"),
        ("", "mỗi chi bộ", "Tên giấy tờ"),
    ],
)
def test_what_cannot_be_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, per: str, told: str
) -> None:
    assert main(["mau", "moi", name, "--lap-cho", per, "-C", str(folder)]) in (2, 3)

    assert told in capsys.readouterr().err
    assert not list(folder.glob("mau/*"))


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["mau", "moi", "Thư ngỏ", "--lap-cho", "mỗi chi bộ", "-C", str(folder)]
    assert main(asked) == 0
    before = (folder / "mau" / "Thư ngỏ.docx").read_bytes()

    assert main(asked) == 2

    told = capsys.readouterr().err
    assert "mau đã có tệp tên này" in told and "mở tệp ấy bằng Word" in told
    assert (folder / "mau" / "Thư ngỏ.docx").read_bytes() == before
