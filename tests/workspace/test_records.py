"""One person's paper alone: the others keep their files, places and numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from giayto import Workspace, cli
from giayto.data.workbook.write import create_workbook
from giayto.errors import UnknownRecord, UsageError
from giayto.register import ADDRESS_VARIABLE
from tests.wards import small_dataset

FORM = "kiem-diem"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with the small ward."""
    monkeypatch.delenv(ADDRESS_VARIABLE, raising=False)
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return Workspace.open(tmp_path)


def make(place: Workspace, *papers: str, **wishes: object):  # type: ignore[no-untyped-def]
    return place.make(*papers, despite_errors=True, **wishes)  # type: ignore[arg-type]


def files(place: Workspace) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(place.output.rglob("*.docx"))}


def test_one_person_gets_the_file_of_the_whole_run(place: Workspace) -> None:
    made = make(place, FORM, records=["DV2"]).report
    assert [m.key for m in made.made] == ["DV2-2026"]
    alone = files(place)
    assert len(alone) == 1
    whole = make(place, FORM).report
    assert whole.unchanged.total() == 1 and whole.done == 3
    assert alone.items() <= files(place).items()


def test_the_others_are_neither_made_again_nor_missed(place: Workspace) -> None:
    make(place)
    before = files(place)
    report = make(place, records=["DV2"], redo=True).report
    assert {(made.paper, made.key) for made in report.made} == {
        (paper, "DV2-2026") for paper in (FORM, "phu-luc-cham-diem", "nhan-xet-noi-cu-tru")
    }
    assert report.left_over == report.failed == report.kept == report.skipped == []
    assert files(place) == before
    again = make(place).report
    assert again.done == 0 and again.left_over == []


def test_no_number_is_given_to_a_paper_that_is_not_made(place: Workspace) -> None:
    assert make(place, records=["DV2"], numbers=True).booking is None
    assert place.register().find() == []
    given = make(place, records=["DU-2026"], numbers=True).booking
    assert given is not None
    symbols = {g.job.paper: g.entry.symbol for g in given.given}
    assert set(symbols) == {
        "quyet-dinh-xep-loai-to-chuc",
        "quyet-dinh-xep-loai-dang-vien",
        "bao-cao-ket-qua",
        "thong-bao-ket-qua",
    }
    rest = make(place, numbers=True).booking
    assert rest is not None
    assert not set(symbols.values()) & {g.entry.symbol for g in rest.given}


def test_a_person_is_meant_by_code_card_or_name(place: Workspace) -> None:
    name = place.read().ward.member("DV2").full_name  # type: ignore[union-attr]
    keys = [
        [m.key for m in make(place, FORM, records=[meant], redo=True).report.made]
        for meant in ("DV2", "dv2", name, "DV2-2026")
    ]
    assert keys == [["DV2-2026"]] * 4


def test_several_people_may_be_meant_in_one_word(place: Workspace) -> None:
    made = make(place, FORM, records=["DV1, DV2"], redo=True).report.made
    assert sorted(job.key for job in made) == ["DV1-2026", "DV2-2026"]


def test_why_a_person_has_no_paper_is_said_and_no_other_reason(place: Workspace) -> None:
    every = make(place, FORM).report.skipped
    assert every
    one = make(place, FORM, records=[every[0].subject]).report
    assert {s.subject for s in one.skipped} == {every[0].subject}


@pytest.mark.parametrize("nobody", ["DV99", "", "CB01-9999"])
def test_nobody_is_refused(place: Workspace, nobody: str) -> None:
    with pytest.raises(UnknownRecord):
        make(place, FORM, records=[nobody])
    assert not place.output.exists()


def test_namesakes_are_told_apart_by_their_codes(tmp_path: Path) -> None:
    data = small_dataset()
    data.members[1].full_name = data.members[0].full_name
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    with pytest.raises(UnknownRecord) as told:
        make(Workspace.open(tmp_path), FORM, records=[data.members[0].full_name])
    assert all(str(member.code) in str(told.value.fix) for member in data.members[:2])


def test_a_namesakes_file_is_not_taken_when_the_list_was_turned(tmp_path: Path) -> None:
    data = small_dataset()
    first, second = data.members[0], data.members[1]
    second.full_name = first.full_name
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    place = Workspace.open(tmp_path)
    make(place, FORM)
    before = files(place)
    data.members[0], data.members[1] = second, first
    place.workbook.unlink()
    create_workbook(place.workbook, data, example=False)
    report = make(place, FORM, records=[str(second.code)]).report
    assert report.failed == [] and report.unchanged.total() == 1
    assert files(place) == before
    assert make(place, FORM).report.done == 0


def test_a_person_of_another_unit_is_refused(place: Workspace) -> None:
    with pytest.raises(UnknownRecord):
        make(place, FORM, units=["DU"], records=["DV2"])


def test_the_file_to_print_is_left_to_the_whole_run_and_named(place: Workspace) -> None:
    make(place, FORM, print_files=True)
    printed = {name: data for name, data in files(place).items() if name.startswith("in-")}
    assert printed
    made = make(place, FORM, records=["DV1", "DV2", "DV3"], redo=True)
    assert {p.name for p in made.outdated_print} == set(printed)
    assert printed.items() <= files(place).items()
    assert make(place, FORM, redo=True).outdated_print == []
    with pytest.raises(UsageError, match="--nguoi"):
        make(place, FORM, records=["DV1"], print_files=True)


def test_the_command_makes_it_too(place: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["tao", FORM, "-C", str(place.folder), "--van-tao", "--nguoi", "DV2", "--nguoi", "DV1"]
    assert cli.main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(m["key"] for m in told["made"]) == ["DV1-2026", "DV2-2026"]
    assert cli.main(["tao", "-C", str(place.folder), "--van-tao", "--nguoi", "DV22"]) == 2
    assert "DV2" in capsys.readouterr().err
