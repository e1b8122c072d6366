"""“Có phải …?”: real slips are seen through, dangerous guesses are not made."""

from __future__ import annotations

import pytest

from giayto.suggestions import asked, did_you_mean, nearest, same_spelt
from tests.house import ROOT, product_modules

_WORDS = [
    "kiem-tra",
    "khoi-tao",
    "nhap",
    "tao",
    "Ngày sinh",
    "Số thẻ đảng viên",
    "Chức vụ Đảng",
    "kiem-diem-02a",
    "kiem-diem-02b",
    "party-2026",
    "party-2018",
    "quyet_dinh",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nhaap", "nhap"),
        ("kiemtra", "kiem-tra"),
        ("kiem tra", "kiem-tra"),
        ("kiểm-tra", "kiem-tra"),
        ("khoitao", "khoi-tao"),
        ("ngay sinh", "Ngày sinh"),
        ("Ngáy sinh", "Ngày sinh"),
        ("Ngày sính.", "Ngày sinh"),
        ("Só the dang vien", "Số thẻ đảng viên"),
        ("Số thẻ đảg viên", "Số thẻ đảng viên"),
        ("Chưc vụ đản", "Chức vụ Đảng"),
        ("kiem_diem_2a", "kiem-diem-02a"),
        ("KIEM-DEIM-02B", "kiem-diem-02b"),
        ("party2026", "party-2026"),
        ("quyêt-định", "quyet_dinh"),
        # Nothing is near, or what is near has another figure, or two are as near.
        ("party-2025", None),
        ("kiem-diem-02c", None),
        ("kiem-diem", None),
        ("xyz", None),
        ("", None),
        ("Đơn vị", None),
    ],
)
def test_a_slip_is_seen_through(typed: str, meant: str | None) -> None:
    assert nearest(typed, _WORDS) == meant


_UNITS = ["CB01", "Chi bộ Tổ dân phố 1", "CB10", "Chi bộ Tổ dân phố 10", "DU", "Chi bộ Trường học"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CB1", "CB01"),
        ("CB 01", "CB01"),
        ("cb-01", "CB01"),
        ("Tổ dân phố 1", "Chi bộ Tổ dân phố 1"),
        ("chi bo truong hoc", "Chi bộ Trường học"),
        ("Chi bộ Truong học", "Chi bộ Trường học"),
        ("Chi bộ Tổ dan phố 10 ", "Chi bộ Tổ dân phố 10"),
        ("CB02", None),
        ("CB11", None),
        ("CB001A", None),
        ("DB01", None),
        ("ĐU", None),
        ("Tổ dân phố 2", None),
        ("Tổ dân phố", None),
        ("Chi bộ Trương học", None),
        ("phố", None),
    ],
)
def test_of_organisations_only_the_spelling_is_guessed(typed: str, meant: str | None) -> None:
    assert same_spelt(typed, _UNITS) == meant


_PEOPLE = [
    "DV0020",
    "Nguyễn Văn Hưng",
    "DV0006",
    "Lê Thị Lan",
    "DV0008",
    "Lê Thị Lan",
    "Trần Thuý Hoà",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nguyen van hung", "Nguyễn Văn Hưng"),
        ("NGUYỄN  VĂN HƯNG", "Nguyễn Văn Hưng"),
        ("Trần Thúy Hòa", "Trần Thuý Hoà"),
        ("DV6", "DV0006"),
        # A row was deleted: the next in the book is somebody else.
        ("DV0007", None),
        ("DV0002", None),
        # Another person of nearly the same name.
        ("Nguyễn Văn Hùng", None),
        ("Nguyễn Văn Hưn", None),
        # Two of one name.
        ("Lê Thị Lan", None),
        ("le thi lan", None),
    ],
)
def test_no_person_is_told_for_another(typed: str, meant: str | None) -> None:
    assert same_spelt(typed, _PEOPLE) == meant


def test_the_question_is_asked_in_one_sentence() -> None:
    assert did_you_mean("nhaap", _WORDS) == asked("nhap") == "Có phải “nhap”?"
    assert did_you_mean("CB02", ["CB01"]) is None
    assert asked(None) is None


def test_nobody_else_makes_guesses() -> None:
    """One cutoff and one care for figures: the standard library's guesser is used in one place."""
    using = {
        path.relative_to(ROOT).as_posix()
        for path in product_modules()
        if "difflib" in path.read_text(encoding="utf-8")
    }
    comparing = {f"checking/masters/comparing/{n}.py" for n in ("layout", "three_way")}
    assert using == {"suggestions.py"} | comparing  # these tell two texts apart, and guess nothing
