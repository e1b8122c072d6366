"""A name for life: a document keeps its file name; what has no record any more is put aside."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from giayto.batch.run import Report
from giayto.batch.sinks import Folder
from giayto.data.models import Dataset, Member
from giayto.data.ward import Ward
from giayto.errors import CannotWrite
from tests.batch.cases import big_ward, documents, everything, on_file, reviews, run
from tests.reading import visible_text
from tests.wards import member, small_dataset

FOLDER = "2026/Chi-bo-To-dan-pho-1/kiem-diem"
ASIDE = "2026/khong-con/Chi-bo-To-dan-pho-1/kiem-diem"
MINE = b"words of my own"


def cell(*names: str) -> Dataset:
    """The small ward's cell with these members alone, coded by their names."""
    data = small_dataset()
    data.members = [member(f"M-{name}", name) for name in names]
    data.reviews = []
    return data


def make(data: Dataset, out: Path) -> Report:
    report = run(reviews(Ward(data)), out)
    assert set(on_file(out)) == set(documents(out)) - _copies(out)
    return report


def _copies(out: Path) -> set[str]:
    return {path for path in documents(out) if "-sua-tay-" in path}


def names(out: Path, folder: str = FOLDER) -> list[str]:
    """The files of a folder, without their ending."""
    return sorted(path.stem for path in (out / folder).glob("*.docx"))


def edit(path: Path) -> None:
    """What Word does when somebody edits a file and saves it."""
    path.write_bytes(MINE)
    os.utime(path, (time.time(), time.time() + 5))


def called(data: Dataset, name: str) -> Member:
    return next(m for m in data.members if m.full_name == name)


def test_when_rows_above_go_the_others_keep_their_names(tmp_path: Path) -> None:
    make(cell("An", "Bình", "Cúc", "Dung"), tmp_path)
    report = make(cell("An", "Cúc", "Dung"), tmp_path)
    assert (report.done, report.unchanged.total(), report.moved) == (0, 3, 0)
    assert names(tmp_path) == ["001-An", "003-Cuc", "004-Dung"]
    assert names(tmp_path, ASIDE) == ["002-Binh"]


def test_who_comes_in_between_gets_a_number_that_nobody_had(tmp_path: Path) -> None:
    make(cell("An", "Bình", "Cúc"), tmp_path)
    make(cell("An", "Cúc"), tmp_path)
    report = make(cell("Xuân", "An", "Yến", "Cúc"), tmp_path)
    assert report.done == 2 and report.unchanged.total() == 2
    assert names(tmp_path) == ["001-An", "003-Cuc", "004-Xuan", "005-Yen"]


def test_a_number_whose_document_could_never_be_made_is_given_again(tmp_path: Path) -> None:
    data = cell("An", "Bình", "Cúc")
    called(data, "Bình").workplace = "a\x00b"
    assert len(make(data, tmp_path).failed) == 1
    called(data, "Bình").workplace = "Trường"
    make(data, tmp_path)
    assert names(tmp_path) == ["001-An", "002-Binh", "003-Cuc"]


def test_the_order_of_the_rows_changes_no_name(tmp_path: Path) -> None:
    make(cell("An", "Bình", "Cúc"), tmp_path)
    report = make(cell("Cúc", "An", "Bình"), tmp_path)
    assert report.done == 0
    assert names(tmp_path) == ["001-An", "002-Binh", "003-Cuc"]


def test_the_only_member_has_a_number_already(tmp_path: Path) -> None:
    make(cell("An"), tmp_path)
    make(cell("Bình", "An"), tmp_path)
    assert names(tmp_path) == ["001-An", "002-Binh"]


def test_a_renamed_person_s_file_is_renamed_and_keeps_its_number(tmp_path: Path) -> None:
    data = cell("An", "Bình", "Cúc")
    make(data, tmp_path)
    called(data, "Bình").full_name = "Bính"
    called(data, "Cúc").full_name = "Trần Cúc"
    report = make(data, tmp_path)
    assert (report.done, report.moved) == (2, 1)  # accents do not show in names
    assert not report.kept and not report.gone and not report.left_over
    assert names(tmp_path) == ["001-An", "002-Binh", "003-Tran-Cuc"]
    assert "Trần Cúc" in visible_text((tmp_path / FOLDER / "003-Tran-Cuc.docx").read_bytes())


def test_an_edited_file_follows_the_rename_and_is_said_to_be_an_edit(tmp_path: Path) -> None:
    data = cell("An", "Bình")
    make(data, tmp_path)
    edit(tmp_path / FOLDER / "002-Binh.docx")
    called(data, "Bình").full_name = "Hoà"
    report = make(data, tmp_path)
    (kept,) = report.kept
    assert kept.copy is not None and not report.gone and not report.left_over
    copy = Path(kept.copy)
    assert copy.name.startswith("002-Hoa-sua-tay-") and copy.read_bytes() == MINE
    assert "Hoà" in visible_text((tmp_path / FOLDER / "002-Hoa.docx").read_bytes())


def test_the_pdf_beside_follows_too(tmp_path: Path) -> None:
    data = cell("An", "Bình", "Cúc")
    make(data, tmp_path)
    for name in ("002-Binh", "003-Cuc"):
        (tmp_path / FOLDER / f"{name}.pdf").write_bytes(b"%PDF-")
    called(data, "Bình").full_name = "Hoà"
    data.members.pop()
    make(data, tmp_path)
    assert [p.name for p in (tmp_path / FOLDER).glob("*.pdf")] == ["002-Hoa.pdf"]
    assert [p.name for p in (tmp_path / ASIDE).glob("*.pdf")] == ["003-Cuc.pdf"]


def test_earlier_edits_set_aside_follow_the_person(tmp_path: Path) -> None:
    data = cell("An", "Bình")
    make(data, tmp_path)
    edit(tmp_path / FOLDER / "002-Binh.docx")
    called(data, "Bình").workplace = "Trường"
    make(data, tmp_path)
    called(data, "Bình").full_name = "Hoà"
    make(data, tmp_path)
    (copy,) = (tmp_path / FOLDER).glob("*-sua-tay-*")
    assert copy.name.startswith("002-Hoa-sua-tay-")
    data.members.pop()
    make(data, tmp_path)
    (copy,) = (tmp_path / ASIDE).glob("*-sua-tay-*")
    assert copy.read_bytes() == MINE
    assert names(tmp_path) == ["001-An"]


def test_what_is_put_aside_is_said_once_and_edits_are_called_edits(tmp_path: Path) -> None:
    make(cell("An", "Bình", "Cúc"), tmp_path)
    edit(tmp_path / FOLDER / "002-Binh.docx")
    report = make(cell("An"), tmp_path)
    assert [(Path(g.path).name, g.edited) for g in report.gone] == [
        ("002-Binh.docx", True),
        ("003-Cuc.docx", False),
    ]
    assert all(Path(gone.place).is_file() for gone in report.gone)
    assert (tmp_path / ASIDE / "002-Binh.docx").read_bytes() == MINE
    assert make(cell("An"), tmp_path).gone == []


def test_a_file_put_aside_replaces_none_that_lies_there(tmp_path: Path) -> None:
    make(cell("An", "Bình"), tmp_path)
    make(cell("An"), tmp_path)
    edit(tmp_path / ASIDE / "002-Binh.docx")
    (tmp_path / "nhat-ky.jsonl").unlink()
    make_again = cell("An", "Bình")
    run(reviews(Ward(make_again)), tmp_path)
    make_again.members.pop()
    run(reviews(Ward(make_again)), tmp_path)
    assert names(tmp_path, ASIDE) == ["002-Binh", "002-Binh-2"]
    assert (tmp_path / ASIDE / "002-Binh.docx").read_bytes() == MINE


@pytest.mark.parametrize("edited", [False, True])
def test_who_comes_back_finds_the_file_as_it_was_left(tmp_path: Path, edited: bool) -> None:
    make(cell("An", "Bình", "Cúc"), tmp_path)
    if edited:
        edit(tmp_path / FOLDER / "002-Binh.docx")
    before = (tmp_path / FOLDER / "002-Binh.docx").read_bytes()
    make(cell("An", "Cúc"), tmp_path)
    report = make(cell("An", "Bình", "Cúc"), tmp_path)
    assert report.done == 0 and report.moved == 1
    assert [kept.copy for kept in report.kept] == [None] * edited
    assert (tmp_path / FOLDER / "002-Binh.docx").read_bytes() == before
    assert not (tmp_path / "2026/khong-con").exists()


def test_a_file_put_aside_and_then_deleted_is_forgotten(tmp_path: Path) -> None:
    make(cell("An", "Bình"), tmp_path)
    make(cell("An"), tmp_path)
    (tmp_path / ASIDE / "002-Binh.docx").unlink()
    make(cell("An"), tmp_path)
    make(cell("An", "Bình"), tmp_path)
    assert names(tmp_path) == ["001-An", "002-Binh"]


def test_who_moves_to_another_cell_gets_a_file_there(tmp_path: Path) -> None:
    data = big_ward(6, cells=3).data
    before = run(reviews(Ward(data)), tmp_path).done
    moved = next(m for m in data.members if m.cell == "CB02")
    moved.cell = "CB03"
    report = run(reviews(Ward(data)), tmp_path)
    assert report.done == 1 and report.unchanged.total() == before - 1
    assert Path(report.gone[0].place).parts[-4:-1] == (
        "khong-con",
        "Chi-bo-To-dan-pho-2",
        "kiem-diem",
    )
    assert report.made[0].path.parts[-3] == "Chi-bo-To-dan-pho-3"


def test_files_of_a_unit_that_is_gone_are_put_aside(tmp_path: Path) -> None:
    data = big_ward(6, cells=3).data
    run(everything(Ward(data)), tmp_path)
    data.organisations = [o for o in data.organisations if o.code != "CB03"]
    data.members = [m for m in data.members if m.cell != "CB03"]
    report = run(everything(Ward(data)), tmp_path)
    assert [gone.paper for gone in report.gone].count("kiem-diem") == 2
    assert {Path(gone.place).parts[-3] for gone in report.gone} == {"Chi-bo-To-dan-pho-3"}
    assert not (tmp_path / "2026/Chi-bo-To-dan-pho-3").exists()


def test_a_renamed_unit_takes_its_files_along(tmp_path: Path) -> None:
    data = cell("An", "Bình", "Cúc")
    make(data, tmp_path)
    edit(tmp_path / FOLDER / "001-An.docx")
    del data.members[1]
    data.organisations[1].name = "Chi bộ Khu phố Một"
    for meeting in data.meetings:
        meeting.unit = "CB01"
    make(data, tmp_path)
    new = "2026/Chi-bo-Khu-pho-Mot/kiem-diem"
    assert [name for name in names(tmp_path, new) if "sua-tay" not in name] == ["001-An", "003-Cuc"]
    assert [path for path in _copies(tmp_path) if path.startswith(f"{new}/001-An-sua-tay-")]
    assert not (tmp_path / FOLDER).exists()


def test_two_units_that_exchange_their_names_take_nobodys_files(tmp_path: Path) -> None:
    ward = big_ward(6, cells=3)
    run(reviews(ward), tmp_path)
    before = len(documents(tmp_path))
    _, one, two, _ = ward.data.organisations
    one.name, two.name = two.name, one.name
    for _ in range(2):
        report = run(reviews(Ward(ward.data)), tmp_path)
        assert not (report.kept or report.failed or report.gone)
        assert len(documents(tmp_path)) == len(on_file(tmp_path)) == before
    assert not report.moved and not report.done
    folder = tmp_path / on_file_of(tmp_path, "CB01")
    texts = [visible_text(path.read_bytes()) for path in folder.rglob("*.docx")]
    assert texts and all("tổ dân phố 2" in text.casefold() for text in texts)


def on_file_of(out: Path, unit: str) -> str:
    """The folder in which a unit's documents stand."""
    (folder,) = {path.rsplit("/", 2)[0] for path, e in on_file(out).items() if e.unit == unit}
    return folder


def test_a_unit_that_gets_another_code_keeps_its_files(tmp_path: Path) -> None:
    data = cell("An", "Bình", "Cúc")
    make(data, tmp_path)
    edit(tmp_path / FOLDER / "003-Cuc.docx")
    del data.members[0]
    make(data, tmp_path)
    data.organisations[1].code = "CB99"
    for person in data.members:
        person.cell = "CB99"
    for meeting in data.meetings:
        meeting.unit = "CB99"
    report = make(data, tmp_path)
    assert report.done == 0 and report.gone == []
    assert [kept.copy for kept in report.kept] == [None]
    assert names(tmp_path) == ["002-Binh", "003-Cuc"]


def test_whoever_has_neither_code_nor_card_and_is_renamed_is_another_person(
    tmp_path: Path,
) -> None:
    data = cell("An", "Bình", "Cúc")
    called(data, "Bình").code = ""
    make(data, tmp_path)
    called(data, "Bình").full_name = "Hoà"
    report = make(data, tmp_path)
    assert [Path(gone.place).name for gone in report.gone] == ["002-Binh.docx"]
    assert names(tmp_path) == ["001-An", "003-Cuc", "004-Hoa"]


def test_the_names_are_the_same_however_the_work_is_parted(tmp_path: Path) -> None:
    data = big_ward(1_300).data
    run(reviews(Ward(data)), tmp_path / "one", processes=1)
    run(reviews(Ward(data)), tmp_path / "two", processes=2)
    del data.members[6:700:7]
    data.members.insert(2, member("NEW1", "Người Mới Một"))
    data.members.append(member("NEW2", "Người Mới Hai"))
    reports = [
        run(reviews(Ward(data)), tmp_path / name, processes=n, redo=True)
        for name, n in (("one", 1), ("two", 2))
    ]
    assert documents(tmp_path / "one") == documents(tmp_path / "two")
    assert len(reports[0].gone) == len(reports[1].gone) == 100
    assert set(on_file(tmp_path / "two")) == set(documents(tmp_path / "two"))


def test_a_run_killed_between_moving_and_saying_so_calls_nothing_an_edit(tmp_path: Path) -> None:
    data = cell("An", "Bình", "Cúc")
    make(data, tmp_path)
    # Renamed and put aside, but not yet in the manifest.
    (tmp_path / FOLDER / "002-Binh.docx").rename(tmp_path / FOLDER / "002-Hoa.docx")
    (tmp_path / ASIDE).mkdir(parents=True)
    (tmp_path / FOLDER / "003-Cuc.docx").rename(tmp_path / ASIDE / "003-Cuc.docx")
    called(data, "Bình").full_name = "Hoà"
    data.members.pop()
    report = run(reviews(Ward(data)), tmp_path)
    assert report.done == 1 and report.kept == [] and report.failed == []
    assert names(tmp_path) == ["001-An", "002-Hoa"]
    assert names(tmp_path, ASIDE) == ["003-Cuc"]


def test_what_is_open_in_word_is_named_and_done_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = cell("An", "Bình", "Cúc")
    make(data, tmp_path)
    called(data, "Bình").full_name = "Hoà"
    data.members.pop()

    def held_by_word(self: Folder, path: str, to: str) -> bool:
        raise CannotWrite("open in Word", where=path)

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "move", held_by_word)
        report = run(reviews(Ward(data)), tmp_path, processes=1)
    assert [failed.title for failed in report.failed] == ["Bản kiểm điểm – Hoà"]
    assert [Path(path).name for path in report.left_over] == ["003-Cuc.docx"]
    assert names(tmp_path) == ["001-An", "002-Binh", "003-Cuc"]
    report = make(data, tmp_path)
    assert not report.failed and not report.left_over
    assert names(tmp_path) == ["001-An", "002-Hoa"]


def test_in_a_storage_elsewhere_names_live_as_long(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    data, store = cell("An", "Bình", "Cúc", "Dung"), tmp_path / "kho"
    for _ in range(2):
        report = run(reviews(Ward(data)), f"file://{store}", manifest=tmp_path / "nhat-ky.jsonl")
        data.members = [m for m in data.members if m.full_name != "An"]
        data.members[-1].full_name = "Hoà"
    assert report.moved == 1 and len(report.gone) == 1
    assert names(store) == ["002-Binh", "003-Cuc", "004-Hoa"]
    assert names(store, ASIDE) == ["001-An"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_in_the_results_leads_to_nobodys_file(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "ra", tmp_path / "viec-khac"
    data = cell("An", "Bình")
    make(data, out)
    elsewhere.mkdir()
    (out / FOLDER / "002-Binh.docx").rename(elsewhere / "002-Binh.docx")
    (out / "2026/lien-ket").symlink_to(elsewhere)
    manifest = out / "nhat-ky.jsonl"
    told = manifest.read_text("utf-8").replace(f"{FOLDER}/002-Binh", "2026/lien-ket/002-Binh")
    manifest.write_text(told, "utf-8")
    report = run(reviews(Ward(cell("An"))), out)
    assert (elsewhere / "002-Binh.docx").is_file()
    assert [Path(place).name for place in report.left_over] == ["002-Binh.docx"]
