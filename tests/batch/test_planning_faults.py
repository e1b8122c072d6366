"""A fault while planning costs one document: it is named, the others are made."""

from __future__ import annotations

from pathlib import Path

from giayto.data.ward import Ward
from tests.batch.cases import documents, everything, run
from tests.wards import day, small_dataset


def _ward(date: str) -> Ward:
    data = small_dataset()
    meeting = next(m for m in data.meetings if m.kind == "Sinh hoạt định kỳ")
    meeting.date = day(date)
    return Ward(data)


def test_minutes_of_a_day_without_rules_cost_themselves_alone(tmp_path: Path) -> None:
    whole = run(everything(_ward("5/12/2026")), tmp_path / "a")
    report = run(everything(_ward("5/12/1900")), tmp_path / "b")
    (failed,) = report.failed
    assert failed.paper == "bien-ban-sinh-hoat"
    assert "05/12/1900" in failed.title
    assert "Chi bộ Tổ dân phố 1" in failed.title
    assert failed.error.code == "GT402"
    assert report.done == whole.done - 1 > 5


def test_a_conference_of_a_wrong_century_leaves_the_forms_of_its_cell(tmp_path: Path) -> None:
    data = small_dataset()
    meeting = next(m for m in data.meetings if m.kind != "Sinh hoạt định kỳ")
    meeting.date = day("19/12/1900")
    report = run(everything(Ward(data)), tmp_path)
    failed = {failure.paper for failure in report.failed}
    assert "bien-ban-kiem-diem" in failed  # and the ballots and counts of that conference
    assert {paper for paper in failed if not paper.startswith(("bien-ban-", "phieu-"))} == set()
    assert len([name for name in documents(tmp_path) if "/kiem-diem/" in name]) > 1


def test_the_file_made_before_stays_in_its_place(tmp_path: Path) -> None:
    run(everything(_ward("5/12/2026")), tmp_path)
    before = documents(tmp_path)
    report = run(everything(_ward("5/12/1900")), tmp_path)
    assert len(report.failed) == 1
    assert report.gone == []
    assert documents(tmp_path) == before


def test_a_fault_nobody_foresaw_names_person_and_cell(tmp_path: Path) -> None:
    data = small_dataset()
    broken = next(m for m in data.members if m.cell == "CB01")
    object.__setattr__(broken, "workplace", None)  # no cell gives this
    report = run(everything(Ward(data)), tmp_path)
    failed = next(f for f in report.failed if f.paper == "kiem-diem")
    assert broken.full_name in failed.title
    assert failed.error.where == "Chi bộ Tổ dân phố 1"
    assert len([f for f in report.failed if f.paper == "kiem-diem"]) == 1
