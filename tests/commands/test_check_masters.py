"""``giayto mau kiem-tra`` as a keeper of templates types it: pages, copies, exit codes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from giayto import i18n
from giayto.data.workbook.write import create_workbook
from giayto.templates.store import find_master
from tests.commands.test_check import Clerk
from tests.wards import member, small_dataset

FORM = "kiem-diem-02c.docx"


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Iterator[Clerk]:
    yield Clerk(capsys)
    i18n.use("vi")


def _master(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = Document(str(find_master("kiem-diem-02c", "party-2026").path))
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_file_anywhere_is_checked_by_the_sample_ward(
    tmp_path: Path, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _master(tmp_path / "Tải về" / "mẫu kiểm điểm 02C (bản mới).docx", "Gửi {{ dang_vien.ho_tem }}")
    assert clerk.types("mau", "kiem-tra", "Tải về/mẫu kiểm điểm 02C (bản mới).docx") == 3
    assert "Lỗi KT-903" in clerk.out and "“Gửi {{ dang_vien.ho_tem }}”" in clerk.out
    assert "Có phải “{{ dang_vien.ho_ten }}”?" in clerk.out
    assert "Còn 1 lỗi" in clerk.out
    assert "theo phường mẫu" in clerk.out
    assert [p.name for p in tmp_path.iterdir()] == ["Tải về"], "nothing is written"


def test_warnings_alone_end_with_nought_and_a_sound_master_says_so(
    tmp_path: Path, clerk: Clerk
) -> None:
    path = _master(tmp_path / FORM, "Gửi [Họ tên]")
    assert clerk.types("mau", "kiem-tra", path, "-C", tmp_path) == 0
    assert "KT-904" in clerk.out and "Không có lỗi; 1 điều" in clerk.out
    assert clerk.types("mau", "kiem-tra", _master(path), "-C", tmp_path) == 0
    assert "Không có lỗi." in clerk.out


def test_the_paper_is_said_where_the_name_does_not_say_it(tmp_path: Path, clerk: Clerk) -> None:
    path = _master(tmp_path / "la.docx", "{{ khong_co }}")
    assert clerk.types("mau", "kiem-tra", path, "-C", tmp_path) == 0
    assert "KT-908" in clerk.out and "--loai" in clerk.out
    assert clerk.types("mau", "kiem-tra", path, "--loai", "02c", "-C", tmp_path) == 3
    assert "khong_co" in clerk.out
    assert clerk.types("mau", "kiem-tra", path, "--loai", "kiem-diem", "-C", tmp_path) == 2
    assert "kiem-diem-02a" in clerk.err


def test_the_folder_of_own_masters_is_checked_whole(tmp_path: Path, clerk: Clerk) -> None:
    _master(tmp_path / "mau" / FORM, "{{ nam }")
    _master(tmp_path / "mau" / "cu" / FORM)
    (tmp_path / "mau" / "kiem-diem-02b.doc").write_bytes(b"Word")
    assert clerk.types("mau", "kiem-tra", "-C", tmp_path, "--json") == 3
    codes = [finding["code"] for finding in json.loads(clerk.out)["findings"]]
    assert sorted(codes) == ["KT-902", "KT-902", "KT-910"]
    shutil.rmtree(tmp_path / "mau")
    assert clerk.types("mau", "kiem-tra", "-C", tmp_path) == 0
    assert "Chưa có thư mục" in clerk.out


def test_copies_are_written_beside_and_never_over_a_file(tmp_path: Path, clerk: Clerk) -> None:
    path = _master(tmp_path / FORM, "{{ nam }", "Gửi [Họ tên]")
    before = path.read_bytes()
    typed = ("mau", "kiem-tra", path, "-C", tmp_path, "--sua", "--chu-thich")
    assert clerk.types(*typed) == 3
    assert "“{{ nam }” → “{{ nam }}”" in clerk.out and "còn 1 điều" in clerk.out
    assert clerk.types(*typed, "--json") == 3
    (told,) = json.loads(clerk.out)["files"]
    assert Path(told["repaired"]).name == "kiem-diem-02c-da-sua-2.docx"
    assert Path(told["commented"]).name == "kiem-diem-02c-chu-thich-2.docx"
    assert clerk.types(*typed, "--ra", tmp_path / "a.docx") == 2
    assert len(list(tmp_path.glob("*.docx"))) == 5
    other = _master(tmp_path / "cua-toi.docx")
    one = (*typed[:-1], "--ra", other)
    assert clerk.types(*one) == 2 and "GT104" in clerk.err
    assert clerk.types(*one, "--ghi-de") == 3 and "cua-toi.docx" in clerk.out
    assert path.read_bytes() == before


def test_copies_of_an_own_master_lie_outside_the_folder_that_papers_are_made_with(
    tmp_path: Path, clerk: Clerk
) -> None:
    _master(tmp_path / "mau" / FORM, "{{ nam }")
    assert clerk.types("mau", "kiem-tra", "-C", tmp_path, "--sua") == 3
    assert [path.name for path in (tmp_path / "mau").iterdir()] == [FORM]
    assert (tmp_path / "kiem-diem-02c-da-sua.docx").is_file()


def test_a_file_that_is_not_there_or_no_word_file(tmp_path: Path, clerk: Clerk) -> None:
    assert clerk.types("mau", "kiem-tra", tmp_path / "khong-co.docx", "-C", tmp_path) == 2
    assert "khong-co.docx" in clerk.err
    (tmp_path / FORM).write_bytes(b"no Word file")
    typed = ("mau", "kiem-tra", tmp_path / FORM, "-C", tmp_path)
    assert clerk.types(*typed) == 3
    assert "KT-901" in clerk.out
    assert clerk.types(*typed, "--sua", "--chu-thich") == 3
    assert len(list(tmp_path.iterdir())) == 1


def test_a_faulty_master_stops_its_papers_once_before_anything_is_made(
    tmp_path: Path, clerk: Clerk
) -> None:
    data = small_dataset()
    people = [member(f"DV{n:04}", f"Lê Văn {chr(65 + n)}") for n in range(25)]
    data = data.model_copy(
        update={"members": people, "reviews": [], "meetings": [], "attendances": [], "ballots": [],
                "awards": []}
    )  # fmt: skip
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    _master(tmp_path / "mau" / FORM, "Gửi {{ nam }")
    _master(tmp_path / "mau" / "kiem-diem-02b.docx", "Gửi {{ nam }")
    assert clerk.types("tao", "kiem-diem", "-C", tmp_path, "--van-tao") != 0
    said = clerk.out + clerk.err
    assert not list((tmp_path / "van-ban").rglob("*.docx"))
    assert 1 <= said.count("Gõ lại: {{ nam }}") <= 2, "once for each master"
    assert "“Gửi {{ nam }”" in said and "đoạn" in said
    assert "giayto mau kiem-tra" in said
