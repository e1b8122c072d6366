"""Who is who: recognised by more than one fact, asked where that is lacking, nobody overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from giayto.data.member_list.takeover.outcome import TakeOver
from giayto.data.member_list.takeover.whole import import_into_workspace
from giayto.data.models import Member
from giayto.data.name_keys import name_key
from giayto.data.workbook.read import read_workbook
from tests.data.books import codes, only, write_book

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Số CCCD", "Chức vụ Đảng", "Chi bộ"]
CARD, OTHER_CARD = "001070000001", "001070000002"


def row(name: str, birth: Any = "", card: Any = "", post: Any = "", **more: Any) -> list[Any]:
    """A row of a list; ``id`` and ``cell`` where they matter."""
    return [1, name, birth, card, more.get("id", ""), post, more.get("cell", "Chi bộ 1")]


class Office:
    """A workbook that takes lists in, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = folder / "ws" / "du-lieu.xlsx"
        self.book.parent.mkdir()

    def take(self, *rows: list[Any], take: bool = False) -> TakeOver:
        return self.take_all([HEAD, *rows], take=take)

    def take_all(self, *lists: Any, take: bool = False) -> TakeOver:
        paths = [
            write_book(self.folder / f"{n}.xlsx", rows if isinstance(rows, dict) else {"DS": rows})
            for n, rows in enumerate(lists)
        ]
        return import_into_workspace(paths, self.book, on_conflict="take" if take else "keep")

    @property
    def members(self) -> list[Member]:
        return read_workbook(self.book).dataset.members


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


STAND_INS = [
    "chưa có",
    "-",
    "—",
    "…",
    "x",
    "chưa cấp",
    "Đang làm",
    "đã nộp",
    0,
    "0",
    "0" * 12,
    "N/A",
]
SPELLINGS = [
    ("Đặng Văn Đức", "Ðặng Văn Ðức"),
    ("H'Hen Niê", "H’Hen  Niê"),
    ("H'Blăm Ksơr", "HʼBLĂM KSƠR"),
    ("K'Đăm", "K´Đăm"),
    ("Y-Bhăm Mlô", "Y–Bhăm Mlô"),
    ("Y-Thuột Niê", "Y – Thuột Niê"),
    ("Trần Thị Mỹ", "Trần Thị Mĩ"),
    ("Lê Quý Hoà", "Lê\u00a0Quí\u200b Hòa"),
]


def test_a_stand_in_is_nobodys_number(office: Office) -> None:
    people = [
        row(f"Lê Văn {chr(65 + n)}", 1950 + n, word, id=word) for n, word in enumerate(STAND_INS)
    ]
    result = office.take(*people)
    assert result.added == len(STAND_INS)
    assert {(m.card, m.national_id) for m in office.members} == {("", "")}
    told = [f for f in result.findings if f.code == "KT-835"]
    assert [(f.cell, f.why.startswith(f"{len(STAND_INS)} ô")) for f in told] == [
        ("D", True),
        ("E", True),
    ]


def test_links_to_blank_cells_are_blank_in_every_column(office: Office) -> None:
    office.take(row("Lê Văn Tạo", 0, 0, 0, id=0), row("Trần Thị Hoè", "00/01/1900", 0, "0", id=0))
    assert [(m.birth, m.card, m.party_post) for m in office.members] == [(None, "", "")] * 2


@pytest.mark.parametrize("take", [False, True])
def test_a_number_alone_makes_nobody_the_same(take: bool, office: Office) -> None:
    office.take(row("Lê Văn Tạo", "12/03/1970", CARD))
    result = office.take(row("Trần Thị Hoè", "01/02/1980", CARD, "Bí thư"), take=take)
    assert [(m.full_name, str(m.birth), m.party_post) for m in office.members] == [
        ("Lê Văn Tạo", "12/03/1970", ""),
        ("Trần Thị Hoè", "01/02/1980", "Bí thư"),
    ]
    asked = only(result.findings, "KT-836")
    assert (asked.severity, asked.sheet, asked.cell) == ("error", "DS", "D2")
    assert "dòng 3 của sổ" in asked.why
    assert "“Lê Văn Tạo” (dòng 2 của sổ)" in asked.why
    again = office.take(row("Trần Thị Hoè", "01/02/1980", CARD, "Bí thư"))
    assert (again.added, again.unchanged, codes(again.findings)) == (0, 1, [])


def test_a_number_and_a_birth_are_enough_though_the_name_differs(office: Office) -> None:
    office.take(row("Lê Văn Tạo", "12/03/1970", CARD))
    result = office.take(row("Lê Văn Tạc", "12/03/1970", CARD, "Bí thư"))
    assert [(m.full_name, m.party_post) for m in office.members] == [("Lê Văn Tạo", "Bí thư")]
    assert "“Lê Văn Tạc” (trang DS, ô B2)" in only(result.findings, "KT-810").why


def test_one_name_and_birth_with_two_cards_are_two_who_are_asked_about(office: Office) -> None:
    result = office.take(row("Lê Văn Tạo", "12/03/1970", CARD), row("Lê Văn Tạo", "12/03/1970", OTHER_CARD))  # fmt: skip
    assert [m.card for m in office.members] == [CARD, OTHER_CARD]
    asked = only(result.findings, "KT-837")
    assert (asked.cell, CARD in asked.why, OTHER_CARD in asked.why) == ("B3", True, True)


def test_a_name_without_a_birth_is_never_merged_in_silence(office: Office) -> None:
    twins = (row("Lê Văn Tạo"), row("Lê Văn Tạo"))
    first = office.take(*twins)
    assert (first.added, only(first.findings, "KT-838").cell) == (2, "B3")
    again = office.take(*twins)
    assert (again.added, again.unchanged) == (0, 2)


def test_a_name_and_a_cell_that_only_one_has_are_filled_and_told(office: Office) -> None:
    office.take(row("Lê Văn Tạo"))
    result = office.take(row("Lê Văn Tạo", "12/03/1970", CARD))
    assert [(str(m.birth), m.card) for m in office.members] == [("12/03/1970", CARD)]
    assert "dòng 2 của sổ" in only(result.findings, "KT-839").why


def test_a_second_row_fills_blanks_and_tells_what_it_contradicts(office: Office) -> None:
    result = office.take(
        row("Lê Văn Tạo", "12/03/1970", "", "Bí thư"),
        row("Lê Văn Tạo", "12/03/1970", CARD, "Phó Bí thư"),
    )
    (one,) = office.members
    assert (one.card, one.party_post) == (CARD, "Bí thư")
    double, differs = (only(result.findings, code) for code in ("KT-812", "KT-846"))
    assert (double.sheet, double.cell, "ô B2" in double.why) == ("DS", "B3", True)
    assert "Bổ sung: Số thẻ đảng viên" in double.why
    assert (differs.cell, differs.read) == ("F3", "Phó Bí thư")
    assert "trang DS, ô F2 ghi “Bí thư”" in differs.why


def test_one_person_in_three_files_is_one(office: Office) -> None:
    result = office.take_all(
        [HEAD, row("Lê Văn Tạo", "12/03/1970")],
        {"2024": [HEAD, row("LÊ VĂN TẠO", "12/03/1970", CARD)]},
        {"2025": [HEAD, row("Lê  Văn Tạo", "1970", CARD, "Bí thư", id=CARD, cell="Chi bộ 2")]},
    )
    (one,) = office.members
    assert (one.card, one.national_id, one.party_post, one.cell) == (CARD, CARD, "Bí thư", "CB01")
    moved = only(result.findings, "KT-841")
    assert moved.place == "2.xlsx, trang 2025, ô G2"
    assert "0.xlsx, trang DS, ô G2 ghi “CB01”" in moved.why


def test_a_move_to_another_cell_is_told_for_each_person(office: Office) -> None:
    office.take(row("Lê Văn Tạo", "12/03/1970"), row("Trần Thị Hoè", "1/2/1980"))
    moved = [row(n, b, cell="Chi bộ 2") for n, b in (("Lê Văn Tạo", "12/03/1970"), ("Trần Thị Hoè", "1/2/1980"))]  # fmt: skip
    result = office.take(*moved)
    told = [f for f in result.findings if f.code == "KT-841"]
    assert [(f.sheet, f.cell, f.read) for f in told] == [("Đảng viên", "B2", "CB01"), ("Đảng viên", "B3", "CB01")]  # fmt: skip
    assert ["Chi bộ 2 (CB02)" in f.why for f in told] == [True, True]
    assert [m.cell for m in office.members] == ["CB01", "CB01"]


def test_somebody_who_has_left_and_stands_in_a_list_is_told(office: Office) -> None:
    head = [*HEAD, "Tình trạng"]
    office.take_all([head, [*row("Lê Văn Tạo", "12/03/1970"), "Từ trần"]])
    result = office.take(row("Lê Văn Tạo", "12/03/1970", CARD))
    assert "“Từ trần”" in only(result.findings, "KT-840").why
    assert office.members[0].status == "Từ trần"


def test_a_state_nobody_chose_yields_to_the_list_and_typed_text_does_not(office: Office) -> None:
    head = [*HEAD, "Tình trạng"]
    people = (row("Lê Văn Tạo", "12/03/1970"), row("Trần Thị Hoè", "1/2/1980"))
    office.take(*people)
    office.take_all([head, [*people[0], "Từ trần"], [*people[1], "Mất 12/2024"]])
    result = office.take_all([head, [*people[1], "Từ trần"]])
    assert only(result.findings, "KT-810").read == "Mất 12/2024"
    assert office.members[0].status == "Từ trần"
    assert only(read_workbook(office.book).findings, "KT-208").read == "Mất 12/2024"


def test_one_name_in_two_spellings_is_one_person(office: Office) -> None:
    office.take(*(row(known, "12/03/1970") for known, _ in SPELLINGS))
    result = office.take(*(row(name, "12/03/1970", post="Bí thư") for _, name in SPELLINGS))
    assert (result.added, result.updated, result.conflicts) == (0, len(SPELLINGS), 0)


@pytest.mark.parametrize(("known", "listed"), SPELLINGS[:-1])
def test_names_spelt_in_two_ways_compare_alike(known: str, listed: str) -> None:
    assert name_key(known) == name_key(listed)


@pytest.mark.parametrize(
    ("one", "other"), [("Lê Thuý", "Lê Thúi"), ("Lê Mai", "Lê May"), ("Lê Hà", "Lê Hạ"), ("Ân", "An")]
)  # fmt: skip
def test_names_that_are_two_stay_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_name_typed_without_marks_is_recognised_and_told(office: Office) -> None:
    office.take(row("Lê Văn Hoè", "12/03/1970"))
    result = office.take(row("Le Van Hoe", "12/03/1970", CARD))
    assert [(m.full_name, m.card) for m in office.members] == [("Lê Văn Hoè", CARD)]
    assert {"KT-810", "KT-839"} <= set(codes(result.findings))
