"""An own master with faults is refused once, before anything is made with it; the rest is made."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from giayto.data.workbook.write import create_workbook
from giayto.errors import MasterRefused
from giayto.workspace import Workspace
from tests.checking.masters.keeper import master, retype, save
from tests.wards import small_dataset

FORM = "kiem-diem-02b"
DECISION = "quyet-dinh-xep-loai-dang-vien"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with the small ward; the one member who holds a post has form 02B."""
    create_workbook(tmp_path / "du-lieu.xlsx", small_dataset(), example=False)
    return Workspace(tmp_path)


def _spoil(place: Workspace, name: str, old: str, new: str) -> None:
    document = master(name)
    retype(document, old, new)
    save(document, place.own_masters, f"{name}.docx")


def _forms(place: Workspace) -> list[str]:
    return sorted(path.name for path in place.output.rglob("kiem-diem/*.docx"))


def test_the_documents_of_a_faulty_master_are_not_begun_and_all_others_are_made(
    place: Workspace,
) -> None:
    _spoil(place, FORM, "dang_vien.ho_ten", "dang_vien.ho_tem")
    report = place.make("kiem-diem", despite_errors=True).report
    (refused,) = report.refused
    assert (refused.paper, refused.master, refused.documents) == ("kiem-diem", FORM, 1)
    assert report.failed == [] and report.fresh["kiem-diem"] == 3
    error = refused.error
    assert isinstance(error, MasterRefused) and error.exit_code == 3
    said = str(error)
    assert f"{FORM}.docx" in said and "«mẫu»" not in said
    assert "{{ dang_vien.ho_tem }}" in said and "Có phải “{{ dang_vien.ho_ten }}”?" in said
    assert error.details[0].startswith("đoạn ")


def test_every_fault_of_the_file_stands_in_the_one_refusal(place: Workspace) -> None:
    document = master(FORM)
    retype(document, "dang_vien.ho_ten", "dang_vien.ho_tem")
    retype(document, "{{ nam }}", "{{ nam }")
    save(document, place.own_masters, f"{FORM}.docx")
    (refused,) = place.make("kiem-diem", despite_errors=True).report.refused
    assert "có 2 lỗi" in refused.error.what
    assert ["ho_tem" in line for line in refused.error.details].count(True) == 1
    assert ["{{ nam }}" in line for line in refused.error.details].count(True) == 1


def test_once_mended_the_documents_are_made(place: Workspace) -> None:
    _spoil(place, FORM, "dang_vien.ho_ten", "dang_vien.ho_tem")
    place.make("kiem-diem", despite_errors=True)
    _spoil(place, FORM, "Họ và tên", "Tên")
    report = place.make("kiem-diem", despite_errors=True).report
    assert report.refused == [] and report.fresh["kiem-diem"] == 1


def test_what_was_made_before_the_master_was_spoilt_stays_where_it_is(place: Workspace) -> None:
    place.make("kiem-diem", despite_errors=True)
    before = _forms(place)
    _spoil(place, FORM, "dang_vien.ho_ten", "dang_vien.ho_tem")
    report = place.make("kiem-diem", despite_errors=True, print_files=True).report
    assert len(report.refused) == 1 and report.gone == []
    assert _forms(place) == before and len(before) == 4


def test_a_refused_decision_takes_no_number(place: Workspace) -> None:
    _spoil(place, DECISION, "{{ nam }}", "{{ nam }")
    made = place.make("xep-loai", numbers=True, despite_errors=True)
    assert [refused.master for refused in made.report.refused] == [DECISION]
    assert made.booking is not None
    given = {entry.paper for entry in place.register().find("")}
    assert given == {"quyet-dinh-xep-loai-to-chuc"}
    (place.own_masters / f"{DECISION}.docx").unlink()
    again = place.make("xep-loai", numbers=True, despite_errors=True)
    assert again.report.refused == []
    numbers = sorted(e.number for e in place.register().find(""))
    assert numbers == [1, 2]


def test_the_summary_says_why_those_papers_are_not_there(place: Workspace) -> None:
    _spoil(place, FORM, "dang_vien.ho_ten", "dang_vien.ho_tem")
    made = place.make("kiem-diem", despite_errors=True)
    book = load_workbook(made.summary)
    words = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert any(f"Mẫu riêng {FORM}.docx có 1 lỗi" in word for word in words)


def test_a_warning_in_a_master_stops_nothing(place: Workspace) -> None:
    _spoil(place, FORM, "{{ dang_vien.ho_ten }}", "[Họ tên]")
    report = place.make("kiem-diem", despite_errors=True).report
    assert report.refused == [] and report.fresh["kiem-diem"] == 4


def test_several_processes_refuse_it_once_too(place: Workspace) -> None:
    _spoil(place, FORM, "dang_vien.ho_ten", "dang_vien.ho_tem")
    report = place.make(despite_errors=True, processes=2).report
    assert [refused.documents for refused in report.refused] == [1]
