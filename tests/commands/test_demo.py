"""``giayto dung-thu``: both seasons written, without findings, their papers made."""

from __future__ import annotations

import io
import json
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from giayto import cli
from giayto.data.reference import choice, choices
from giayto.data.ward import Ward
from giayto.workspace import Workspace

from ..reading import visible_text


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both seasons, as the command leaves them."""
    folder = tmp_path_factory.mktemp("mau")
    assert cli.main(["dung-thu", str(folder / "2026")]) == 0
    with redirect_stdout(io.StringIO()) as said:
        assert cli.main(["dung-thu", str(folder / "2023"), "--mua", "2023", "--json"]) == 0
    (folder / "told.json").write_text(said.getvalue(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wards(place: Path) -> list[Workspace]:
    return [Workspace.open(folder) for folder in sorted((place / "2023").glob("phuong-*"))]


def test_no_book_of_either_season_has_an_error_or_a_warning(
    place: Path, wards: list[Workspace]
) -> None:
    books = [Workspace.open(place / "2026"), Workspace.open(place / "2023" / "quan-uy"), *wards]
    assert len(books) == 20
    for book in books:
        found = [f for f in book.check().findings if f.severity != "note"]
        assert found == [], book.folder.name


def test_each_folder_is_told_as_data(place: Path) -> None:
    told = json.loads((place / "told.json").read_text(encoding="utf-8"))["workspaces"]
    assert Path(told[0]["folder"]).name == "quan-uy" and len(told) == 19
    assert all(row["made"] and not row["failed"] for row in told)


def test_every_ward_has_its_papers_in_its_own_folder(wards: list[Workspace]) -> None:
    assert len(wards) == 18
    for ward in wards:
        names = Counter(path.parent.name for path in ward.output.rglob("*.docx"))
        assert names["xep-loai"] >= 2 and names["kiem-diem"] >= 20 and names["bien-ban"] >= 6


def test_a_ward_of_2023_writes_by_the_format_and_forms_of_2023(place: Path) -> None:
    output = place / "2023" / "phuong-bach-mai" / "van-ban"
    decision = visible_text(next(output.rglob("quyet-dinh-xep-loai-dang-vien*.docx")).read_bytes())
    assert "ĐẢNG BỘ QUẬN HAI BÀ TRƯNG" in decision and "ĐẢNG UỶ PHƯỜNG BẠCH MAI" in decision
    assert "Bạch Mai, ngày 18 tháng 12 năm 2023" in decision
    assert "Kế hoạch số 159-KH/QU, ngày 13/11/2023 của Ban Thường vụ Quận uỷ" in decision
    assert "T/M ĐẢNG UỶ" in decision
    reviews = [visible_text(p.read_bytes()) for p in output.rglob("kiem-diem/*.docx")]
    assert all("HD KĐ.ĐG 2023" in text for text in reviews)
    assert {"02A" in text for text in reviews} == {True, False}


def test_the_district_grades_its_eighteen_wards(place: Path) -> None:
    output = place / "2023" / "quan-uy" / "van-ban"
    decision = visible_text(next(output.rglob("quyet-dinh-xep-loai-to-chuc*.docx")).read_bytes())
    assert "ĐẢNG BỘ THÀNH PHỐ HÀ NỘI" in decision and "QUẬN UỶ HAI BÀ TRƯNG" in decision
    assert "-QĐ/QU" in decision
    assert "Quận Hai Bà Trưng, ngày 28 tháng 12 năm 2023" in decision
    assert "BAN THƯỜNG VỤ QUẬN UỶ QUYẾT ĐỊNH:" in decision
    assert "Đảng bộ phường Bạch Mai" in decision and "Đảng bộ phường Vĩnh Tuy" in decision
    assert "Lưu Văn phòng Quận uỷ" in decision


def test_the_totals_typed_at_the_district_are_those_of_the_wards_books(
    place: Path, wards: list[Workspace]
) -> None:
    totals = Workspace.open(place / "2023" / "quan-uy").read().ward.data.totals
    for kind, count in (("members", _members), ("organisations", _cells)):
        rows = [row for row in totals if row.subject == choice("graded_subject", kind)]
        typed = [sum(getattr(r, level) for r in rows) for level in LEVELS]
        held = sum((Counter(count(ward.read().ward)) for ward in wards), Counter())
        assert typed == [held[grade] for grade in choices("grade")]
        assert len(rows) == 18 and sum(typed) > 50


LEVELS = ("excellent", "good", "done", "failed")


def _members(ward: Ward) -> list[str]:
    return [r.grade for m in ward.data.members if (r := ward.review_of(m)) is not None and r.grade]


def _cells(ward: Ward) -> list[str]:
    return [cell.grade for cell in ward.cells]


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "quan-uy").mkdir()
    (tmp_path / "quan-uy" / "du-lieu.xlsx").write_text("sổ", encoding="utf-8")
    assert cli.main(["dung-thu", str(tmp_path), "--mua", "2023"]) == 2
    assert "chương trình không ghi đè" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["quan-uy"]
