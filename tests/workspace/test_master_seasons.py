"""Papers follow the own master that is in force on their day, and are made again when it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from giayto.data.workbook.write import create_workbook
from giayto.templates.properties import with_properties
from giayto.workspace import Workspace
from tests.checking.masters.keeper import master, save
from tests.reading import visible_text
from tests.wards import day, small_dataset

DECISION = "quyet-dinh-xep-loai-dang-vien"
FORM = "kiem-diem-02b"
MINUTES = "bien-ban-sinh-hoat"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace with the small ward, which decides on 20/12/2026; meetings in February, September."""
    data = small_dataset()
    other = data.meetings[1].model_copy(update={"code": "H03", "date": day("3/9/2026")})
    data.meetings.append(other)
    create_workbook(tmp_path / "du-lieu.xlsx", data, example=False)
    return Workspace(tmp_path)


def _own(place: Workspace, name: str, words: str, *, file: str = "", **days: str) -> None:
    """An own master whose last paragraph says something; ``tu`` and ``den`` are its days."""
    document = master(name)
    document.add_paragraph(words)
    file = f"{file or name}.docx"
    save(document, place.own_masters, file)
    names = {"tu": "Áp dụng từ", "den": "Áp dụng đến"}
    path = place.own_masters / file
    properties = {names[key]: value for key, value in days.items()}
    path.write_bytes(with_properties(path.read_bytes(), properties, file))


def _made(place: Workspace, paper: str, name: str = "*") -> list[str]:
    return [
        visible_text(p.read_bytes()) for p in sorted(place.output.rglob(f"{paper}/{name}.docx"))
    ]


def test_a_paper_is_made_again_whenever_the_master_in_force_on_its_day_changes(
    place: Workspace,
) -> None:
    assert place.make(DECISION).report.fresh[DECISION] == 1
    _own(place, DECISION, "Câu riêng.", den="30/11/2026")
    assert place.make(DECISION).report.fresh[DECISION] == 0, "the built-in is still in force"
    _own(place, DECISION, "Câu riêng.", den="31/12/2026")
    assert place.make(DECISION).report.fresh[DECISION] == 1
    assert "Câu riêng." in _made(place, "xep-loai")[0]
    _own(place, DECISION, "Câu năm sau.", file=f"{DECISION} (2027)", tu="01/01/2027")
    assert place.make(DECISION).report.fresh[DECISION] == 0
    _own(place, DECISION, "Câu tháng mười hai.", file=f"{DECISION} (2027)", tu="01/12/2026")
    assert place.make(DECISION).report.fresh[DECISION] == 1
    assert "Câu tháng mười hai." in _made(place, "xep-loai")[0]


def test_forms_go_by_the_year_under_review_not_by_the_day_of_the_conference(
    place: Workspace,
) -> None:
    _own(place, FORM, "Câu riêng.", tu="10/12/2026")  # the conference is on 5/12/2026
    place.make("kiem-diem")
    assert sum("Câu riêng." in text for text in _made(place, "kiem-diem")) == 1
    _own(place, FORM, "Câu riêng.", den="31/12/2025")
    assert place.make("kiem-diem").report.fresh["kiem-diem"] == 1
    assert not any("Câu riêng." in text for text in _made(place, "kiem-diem"))


def test_meetings_before_and_after_have_their_own_masters_and_their_own_files_to_print(
    place: Workspace,
) -> None:
    _own(place, MINUTES, "Câu mới.", tu="27/05/2026")
    place.make(MINUTES, print_files=True)
    assert ["Câu mới." in text for text in _made(place, "bien-ban")] == [False, True]
    assert _made(place, "*", "in-*") == [], "no two of them are of one master"
    _own(place, MINUTES, "Câu mới.", tu="01/01/2026")
    place.make(MINUTES, print_files=True)
    assert sum("Câu mới." in text for text in _made(place, "bien-ban")) == 2


def test_a_fault_in_the_days_stops_the_papers_of_that_file_alone(place: Workspace) -> None:
    _own(place, DECISION, "Câu cũ.", file=f"{DECISION} (cu)", tu="mai", den="30/11/2026")
    assert [f.code for f in place.check().findings if f.code.startswith("KT-9")] == ["KT-951"]
    assert place.make(DECISION).report.fresh[DECISION] == 1
    _own(place, DECISION, "Câu riêng.", tu="31/12/2026", den="01/12/2026")
    report = place.make(DECISION).report
    (refused,) = report.refused
    assert "Áp dụng từ" in str(refused.error) and f"{DECISION}.docx" in str(refused.error)


def test_two_files_for_the_same_days_are_told_and_so_is_one_file_for_two_rule_sets(
    place: Workspace,
) -> None:
    _own(place, MINUTES, "Một.")
    (both,) = [f for f in place.check().findings if f.code.startswith("KT-9")]
    assert both.code == "KT-906" and "“Áp dụng từ” 27/05/2026" in both.fix
    _own(place, MINUTES, "Một.", tu="27/05/2026")
    _own(place, MINUTES, "Hai.", file=f"{MINUTES} (1)", tu="27/5/2026")
    (twice,) = [f for f in place.check().findings if f.code.startswith("KT-9")]
    assert twice.code == "KT-952" and f"{MINUTES} (1).docx" in twice.place
    _own(place, MINUTES, "Hai.", file=f"{MINUTES} (1)")
    (unused,) = [f for f in place.check().findings if f.code.startswith("KT-9")]
    assert unused.code == "KT-902" and "Áp dụng từ" in unused.fix


def test_a_misspelt_property_is_told(place: Workspace) -> None:
    _own(place, DECISION, "Câu riêng.")
    path = place.own_masters / f"{DECISION}.docx"
    path.write_bytes(with_properties(path.read_bytes(), {"Áp dụg từ": "01/01/2026"}, path.name))
    (finding,) = [f for f in place.check().findings if f.code.startswith("KT-9")]
    assert finding.code == "KT-951" and "Có phải “Áp dụng từ”?" in finding.fix
