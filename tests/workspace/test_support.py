"""The file for whoever helps: it says much of the program and nothing of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto import Workspace
from giayto.cli import main
from giayto.data.sample.ward import sample_dataset
from giayto.data.workbook.write import create_workbook


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    workspace = Workspace.create(tmp_path_factory.mktemp("a") / "phuong-mau")
    data = sample_dataset()
    data.members[3].birth = None
    data.members[4].note = "đã chuyển về Cà Mau"
    data.members[5].cell = "Chi bộ Bí Mật"
    create_workbook(workspace.workbook, data, example=False)
    workspace.make("xep-loai", numbers=True, despite_errors=True)
    return workspace.support_file().read_text(encoding="utf-8")


def test_it_says_what_helps(told: str) -> None:
    assert "giayto 0.1.0" in told
    assert "Đảng viên: 152 dòng" in told
    assert "Năm kiểm điểm = 2026" in told
    assert "quyet-dinh-xep-loai-dang-vien: 1" in told
    assert "2025-2030  quy_dinh+quyet_dinh: 1" in told
    assert "KT-311  Đảng viên  1" in told


def test_it_names_nobody_and_no_place(told: str) -> None:
    data = sample_dataset()
    secret = {"Cà Mau", "Bí Mật", "phuong-mau", data.settings.place, data.settings.signer}
    for member in data.members:
        secret |= {member.full_name, member.card, member.national_id, str(member.birth)}
    secret |= {organisation.name for organisation in data.organisations}
    secret -= {"", "None"}
    assert len(secret) > 300
    assert [text for text in sorted(secret) if text in told] == []


def test_a_clerk_makes_it_even_of_a_broken_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "du-lieu.xlsx").write_bytes(b"not a workbook")
    target = tmp_path / "gui.txt"
    assert main(["ho-tro", str(target), "-C", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"Đã ghi {target}. Mở đọc lại rồi hãy gửi.\n"
    assert "SỔ DỮ LIỆU\n  GT201\n" in target.read_text(encoding="utf-8")


def test_no_folder_is_made_for_it(tmp_path: Path) -> None:
    assert main(["ho-tro", "-C", str(tmp_path / "khong-co")]) == 2
    assert not (tmp_path / "khong-co").exists()
