"""``giayto tao``, ``gop`` and ``pdf`` as a clerk uses them."""

from __future__ import annotations

import json
import shutil
import zipfile
from itertools import takewhile
from pathlib import Path

import click
import openpyxl
import pytest

from giayto.commands.make import make
from giayto.commands.merge import merge
from giayto.commands.pdf import pdf
from giayto.data.workbook.write import create_workbook
from giayto.errors import GiaytoError, UsageError, WorkspaceExists
from giayto.generators.papers import FAMILIES
from tests.reading import visible_text
from tests.wards import small_dataset


def call(command: click.Command, *arguments: object) -> int:
    """Run a command; gives the exit code."""
    code = command.main(args=[str(a) for a in arguments], standalone_mode=False)
    assert isinstance(code, int)
    return code


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace with the small ward."""
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return tmp_path


def tao(place: Path, *arguments: object) -> int:
    """``giayto tao -C place …``"""
    return call(make, "-C", place, "--van-tao", *arguments)


def test_a_second_run_says_that_nothing_was_to_be_done(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tao(place) == 0
    assert "Đã lập" in capsys.readouterr().out
    assert tao(place) == 0
    shown = capsys.readouterr().out
    assert "Mọi giấy tờ đã đúng với sổ" in shown and "Giữ nguyên" in shown


def test_papers_without_data_are_named_with_the_sheet_that_lacks_them(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tao(place)
    shown = capsys.readouterr().out
    lacking = shown.partition("Chưa có dữ liệu để lập:\n")[2].splitlines()
    assert "- Quyết định xếp loại tập thể: chưa có dòng ở trang Tập thể." in lacking
    told = takewhile(lambda line: line.startswith("- "), lacking)
    reasons = [line.rpartition(": ")[2] for line in told]
    assert len(reasons) == len(set(reasons)), "what lacks the same is told together"
    assert tao(place, "quyet-dinh-xep-loai-can-bo") == 0
    shown = capsys.readouterr().out
    assert "- Quyết định xếp loại cán bộ: chưa có dòng ở trang Cán bộ." in shown
    tao(place, "quyet-dinh-xep-loai-can-bo", "--json")
    assert json.loads(capsys.readouterr().out)["lacking"] == {
        "quyet-dinh-xep-loai-can-bo": "chưa có dòng ở trang Cán bộ"
    }


def test_what_lacks_everything_says_so_without_an_option_nobody_typed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = small_dataset()
    data.meetings, data.awards = [], []
    (place / "du-lieu.xlsx").unlink()
    create_workbook(place / "du-lieu.xlsx", data, example=False)
    tao(place, "bien-ban-sinh-hoat", "giay-khen", "quyet-dinh-khen-thuong")
    shown = capsys.readouterr().out
    assert "Chưa có gì để lập: hãy điền sổ dữ liệu.\n" in shown
    assert "Biên bản sinh hoạt chi bộ: chưa có cuộc họp loại “" in shown
    assert "Quyết định khen thưởng" in shown and "chưa có dòng ở trang Khen thưởng." in shown
    tao(place, "bien-ban-sinh-hoat", "--don-vi", "CB01")
    assert "xem lại --don-vi" in capsys.readouterr().out


def test_a_workbook_without_the_sheet_of_a_paper_is_told_of_nang_cap(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tao(place, "quyet-dinh-xep-loai-can-bo")
    assert "nang-cap" not in capsys.readouterr().out
    book = openpyxl.load_workbook(place / "du-lieu.xlsx")
    del book["Cán bộ"], book["Tập thể"]
    book.save(place / "du-lieu.xlsx")
    tao(place, "quyet-dinh-xep-loai-can-bo")
    assert "Sổ chưa có trang Cán bộ: gõ “giayto nang-cap" in capsys.readouterr().out


def test_every_group_of_papers_is_in_the_help() -> None:
    assert make.help is not None
    assert [family for family in FAMILIES if f"\n  {family} " not in make.help] == []


def test_a_file_edited_by_hand_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "kiem-diem")
    mine = next(place.rglob("*Anh.docx"))
    mine.write_bytes(b"words of my own")
    capsys.readouterr()
    tao(place, "kiem-diem")
    shown = " ".join(capsys.readouterr().out.split())
    assert "sửa tay" in shown and str(mine) in shown
    assert mine.read_bytes() == b"words of my own"


def test_json_tells_a_machine_everything(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "kiem-diem", "--gop", "--json")
    told = json.loads(capsys.readouterr().out)
    assert {Path(m["path"]).suffix for m in told["made"]} == {".docx"}
    assert {m["copies"] for m in told["made"]} == {1, 2}
    tao(place, "kiem-diem", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["made"] == [] and told["unchanged"] == 4
    assert told["failed"] == told["kept"] == told["left_over"] == []


def test_zip_packs_all_into_one_file(place: Path) -> None:
    target = place / "tat-ca.zip"
    assert tao(place, "--zip", target, "--tien-trinh", 2) == 0
    assert not (place / "van-ban").exists()
    with zipfile.ZipFile(target) as archive:
        assert sum(name.endswith(".docx") for name in archive.namelist()) > 8


def test_all_is_made_again_with_tat_ca(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "kiem-diem")
    capsys.readouterr()
    tao(place, "kiem-diem", "--tat-ca", "--json")
    assert len(json.loads(capsys.readouterr().out)["made"]) == 4


def test_a_storage_elsewhere_keeps_its_manifest_here(place: Path) -> None:
    pytest.importorskip("fsspec")
    store = place / "kho"
    for _ in range(2):
        assert tao(place, "kiem-diem", "--ra", f"file://{store}") == 0
    assert len(list(store.rglob("*.docx"))) == 4
    (manifest,) = (place / "van-ban").glob("nhat-ky-*.jsonl")
    assert len(manifest.read_bytes().splitlines()) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("--pdf", "--zip", "a.zip"),
        ("--pdf", "--ra", "memory://x"),
        ("--zip", "a.zip", "--ra", "memory://x"),
    ],
)
def test_wishes_that_contradict_each_other_are_refused(
    place: Path, arguments: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError):
        tao(place, *arguments)


def test_an_old_pdf_is_pointed_out(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "kiem-diem")
    sheet = next(place.rglob("*Anh.docx")).with_suffix(".pdf")
    sheet.write_bytes(b"%PDF-")
    tao(place, "kiem-diem", "--tat-ca")
    assert "PDF sau đã cũ" not in capsys.readouterr().out  # the same bytes: still right
    next(place.rglob("*Anh.docx")).unlink()
    tao(place, "kiem-diem")
    shown = " ".join(capsys.readouterr().out.split())
    assert "PDF sau đã cũ" in shown and sheet.name in shown


def test_numbers_are_given_once_and_stay(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "xep-loai")
    assert not (place / "so-van-ban.db").exists()
    tao(place, "xep-loai", "--cap-so")
    decision = next(place.rglob("quyet-dinh-xep-loai-dang-vien.docx"))
    numbered = visible_text(decision.read_bytes())
    assert "-QĐ/ĐU" in numbered and "Số 0" in numbered
    capsys.readouterr()
    tao(place, "xep-loai", "--json")
    assert json.loads(capsys.readouterr().out)["made"] == []
    assert visible_text(decision.read_bytes()) == numbered
    lines = (place / "van-ban" / "nhat-ky.jsonl").read_text(encoding="utf-8").splitlines()
    assert "-QĐ/ĐU" in str(json.loads(lines[-1])["number"])


# Merging


def test_a_folder_becomes_one_file_to_print(place: Path) -> None:
    tao(place, "kiem-diem", "--gop")
    target = place / "in.docx"
    assert call(merge, place / "van-ban", "-o", target) == 0
    text = visible_text(target.read_bytes())
    assert text.count("NGƯỜI TỰ KIỂM ĐIỂM") == 4
    assert text.index("Nguyễn Thuỷ Ủy") < text.index("Đỗ Văn Ánh")


def test_a_merged_file_replaces_nothing_unasked(place: Path) -> None:
    tao(place, "kiem-diem")
    target = place / "in.docx"
    target.write_bytes(b"mine")
    with pytest.raises(WorkspaceExists):
        call(merge, place / "van-ban", "-o", target)
    assert target.read_bytes() == b"mine"
    assert call(merge, place / "van-ban", "-o", target, "--ghi-de") == 0
    # Standing in the folder that is merged, it is not merged into itself.
    inside = place / "van-ban" / "in-tat-ca.docx"
    for _ in range(2):
        assert call(merge, place / "van-ban", "-o", inside, "--ghi-de") == 0
    assert visible_text(inside.read_bytes()).count("NGƯỜI TỰ KIỂM ĐIỂM") == 4


@pytest.mark.parametrize("source", ["khong-co.docx", "du-lieu.xlsx", "trong"])
def test_what_is_no_word_file_is_refused(place: Path, source: str) -> None:
    (place / "trong").mkdir()
    with pytest.raises(UsageError):
        call(merge, place / source, "-o", place / "in.docx")
    with pytest.raises(UsageError):
        call(pdf, place / source)


def test_a_merged_file_must_be_named_as_a_word_file(place: Path) -> None:
    with pytest.raises(UsageError):
        call(merge, place, "-o", place / "in.pdf")


# PDF

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


@needs_libreoffice
def test_documents_of_many_folders_get_their_pdf_beside(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tao(place, "kiem-diem", "bien-ban")
    broken = place / "van-ban" / "hong.docx"
    broken.write_bytes(b"no document")
    whole = [p for p in (place / "van-ban").rglob("*.docx") if p != broken]
    capsys.readouterr()
    code = call(pdf, place / "van-ban", "--json")
    told = json.loads(capsys.readouterr().out)
    assert len({p.parent for p in whole}) > 1
    assert {p.with_suffix(".pdf").read_bytes()[:5] for p in whole} == {b"%PDF-"}
    assert len(told["made"]) >= len(whole)
    # Some versions of LibreOffice print what is no document as plain text.
    assert [Path(f["path"]) for f in told["failed"]] == ([broken] if code else [])
    again = call(pdf, *whole, "--json")
    told = json.loads(capsys.readouterr().out)
    assert again == 0 and told["made"] == [] and told["unchanged"] == len(whole)


@needs_libreoffice
def test_tao_makes_pdf_of_what_has_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "kiem-diem")
    capsys.readouterr()
    assert tao(place, "kiem-diem", "--pdf", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["pdf"]) == 4
    assert tao(place, "kiem-diem", "--pdf", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pdf"] == []


def test_two_documents_of_one_name_do_not_share_a_pdf(place: Path) -> None:
    for folder in ("a", "b"):
        (place / folder).mkdir()
        (place / folder / "x.docx").write_bytes(b"")
    with pytest.raises(UsageError):
        call(pdf, place / "a", place / "b", "--ra", place / "c")


def test_without_libreoffice_the_command_says_how_to_get_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tao(place, "kiem-diem")
    monkeypatch.setenv("GIAYTO_SOFFICE", str(place / "khong-co"))
    with pytest.raises(GiaytoError) as caught:
        call(pdf, place / "van-ban")
    assert caught.value.code == "GT503" and "LibreOffice" in str(caught.value)


def test_without_libreoffice_the_word_files_are_made_and_reported_all_the_same(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIAYTO_SOFFICE", str(place / "khong-co"))
    assert tao(place, "kiem-diem", "--pdf") == 1
    shown = capsys.readouterr()
    assert "Đã lập 4 giấy tờ" in shown.out and "LibreOffice" in shown.err


def test_members_of_an_unknown_cell_are_named_not_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = small_dataset()
    data.members[1].cell = "CB99"
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    tao(tmp_path, "kiem-diem", "xep-loai")
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.count("chi bộ “CB99” không có ở trang Tổ chức đảng: Đỗ Văn Ánh") == 2


def test_a_broken_master_is_told_once_for_all_its_papers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = small_dataset()
    for member in data.members:
        member.category = "Không giữ chức vụ lãnh đạo, quản lý"
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    (tmp_path / "mau").mkdir()
    (tmp_path / "mau" / "kiem-diem-02b.docx").write_bytes(b"no Word file")
    assert tao(tmp_path, "kiem-diem") == 1
    shown = capsys.readouterr()
    assert (shown.out + shown.err).count("GT308") == 1
    assert "Bản kiểm điểm cá nhân: 4 văn bản không được lập." in shown.out
    assert "kiem-diem-02b.docx" in shown.err and "«mẫu»" not in shown.out + shown.err


def test_merging_a_folder_leaves_out_old_copies_edited_by_hand(place: Path) -> None:
    from giayto.workspace.word_files import word_files

    tao(place, "kiem-diem")
    folder = next(place.rglob("kiem-diem"))
    first = sorted(folder.glob("*.docx"))[0]
    shutil.copy(first, folder / f"{first.stem}-sua-tay-20261205-1430.docx")
    assert len(word_files([str(folder)], print_files=False)) == 4


def test_hints_name_the_workspace(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tao(place, "kiem-diem")
    assert f"giayto kiem-tra -C {place}" in capsys.readouterr().out.replace("\n", "")
