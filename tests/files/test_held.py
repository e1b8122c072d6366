"""A file that Word, Excel or LibreOffice has open is seen by the lock beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.errors import CannotWrite
from giayto.files.held import held, held_below, refuse_held

OWNER = bytes([14]) + "Nguyen Thi Hoa".encode("cp1258") + b" " * 40


@pytest.mark.parametrize(
    ("name", "lock", "program"),
    [
        ("du-lieu.xlsx", "~$du-lieu.xlsx", "Excel"),
        ("du-lieu.xlsx", ".~lock.du-lieu.xlsx#", "LibreOffice"),
        ("001-Nguyen-Van-An.docx", "~$1-Nguyen-Van-An.docx", "Word"),
        ("bienban.docx", "~$ienban.docx", "Word"),
        ("to.docx", "~$to.docx", "Word"),
        ("to.docx", ".~lock.to.docx#", "LibreOffice"),
        ("du-lieu.xlsx", ".~du-lieu.xlsx", "WPS Office"),
        ("001-Nguyen-Van-An.docx", ".~001-Nguyen-Van-An.docx", "WPS Office"),
    ],
)
def test_each_program_has_its_own_lock(tmp_path: Path, name: str, lock: str, program: str) -> None:
    document = tmp_path / name
    document.write_bytes(b"x")
    assert held(document) is None
    content = b",Nguyen Thi Hoa,may-1,26.11.2026 20:00,;" if lock.startswith(".~lock") else OWNER
    (tmp_path / lock).write_bytes(content)
    (found,) = held_below(tmp_path)
    assert found == held(document)
    assert found.words == f"{name} đang mở trong {program} (Nguyen Thi Hoa)"


def test_what_is_no_name_in_a_lock_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "du-lieu.xlsx").write_bytes(b"x")
    (tmp_path / ".~du-lieu.xlsx").write_bytes(bytes([12]) + b"\x1b[2Jnobody.." * 3)
    found = held(tmp_path / "du-lieu.xlsx")
    assert found is not None and found.words == "du-lieu.xlsx đang mở trong WPS Office"


def test_a_lock_whose_document_is_gone_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "~$cu.docx").write_bytes(b"")
    assert held_below(tmp_path) == []


def test_what_is_open_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "loi.xlsx"
    lock = tmp_path / "~$loi.xlsx"
    lock.write_bytes(b"")
    refuse_held(target)  # a lock without its file holds nothing
    target.write_bytes(b"x")
    with pytest.raises(CannotWrite) as refused:
        refuse_held(target)
    assert refused.value.why == "loi.xlsx đang mở trong Excel."
    assert str(lock) in str(refused.value.fix)
