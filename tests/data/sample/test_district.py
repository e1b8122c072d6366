"""The season of 2023: 18 wards and the district above them, nobody real, and sums that agree."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain

import pytest

from giayto.data.attendance import Roll
from giayto.data.checks.dataset import check
from giayto.data.membership import belongs, not_reviewed
from giayto.data.models import SHEETS, Dataset, Totals
from giayto.data.reference import choice, choices
from giayto.data.sample.seasons import SEASONS, sample_books
from giayto.data.ward import REVIEW_CONFERENCE, Ward

EXCELLENT, GOOD = choices("grade")[:2]
LEVELS = ("excellent", "good", "done", "failed")
# Clerk's reality, section 8: the district's wards from 01/3/2020 to 31/12/2024.
WARDS = [
    "Bạch Đằng", "Bách Khoa", "Bạch Mai", "Cầu Dền", "Đống Mác", "Đồng Nhân", "Đồng Tâm",
    "Lê Đại Hành", "Minh Khai", "Nguyễn Du", "Phạm Đình Hổ", "Phố Huế", "Quỳnh Lôi", "Quỳnh Mai",
    "Thanh Lương", "Thanh Nhàn", "Trương Định", "Vĩnh Tuy",
]  # fmt: skip


@pytest.fixture(scope="module")
def books() -> dict[str, Dataset]:
    return sample_books(2023)


@pytest.fixture(scope="module")
def district(books: dict[str, Dataset]) -> Ward:
    return Ward(books["quan-uy"])


@pytest.fixture(scope="module")
def wards(books: dict[str, Dataset]) -> list[Ward]:
    return [Ward(data) for folder, data in books.items() if folder != "quan-uy"]


def test_both_seasons_are_the_same_every_time() -> None:
    assert len(SEASONS) == 2
    for season in SEASONS:
        assert sample_books(season) == sample_books(season)


def test_the_district_has_its_eighteen_wards_a_folder_each(
    books: dict[str, Dataset], wards: list[Ward]
) -> None:
    assert [ward.settings.place for ward in wards] == WARDS
    assert {"quan-uy", "phuong-bach-mai", "phuong-pham-dinh-ho"} <= set(books)
    assert len(books) == 19


def test_nothing_is_wrong_or_odd_in_any_book(books: dict[str, Dataset]) -> None:
    found = [(folder, f) for folder, data in books.items() for f in check(data)]
    assert [item for item in found if item[1].severity != "note"] == []


def test_nobody_can_be_real_and_every_book_says_so(books: dict[str, Dataset]) -> None:
    assert all("giả định" in data.organisations[0].note for data in books.values())
    cards = [m.card for data in books.values() for m in data.members]
    assert len(cards) > 500 and all(len(card) == 8 and card.startswith("00") for card in cards)
    assert len(books.values()) == 19
    for data in books.values():
        names = [m.full_name for m in data.members]
        assert len(set(names)) == len(names)
        assert all(unicodedata.is_normalized("NFC", name) for name in names)


def test_a_ward_is_of_its_time(wards: list[Ward]) -> None:
    assert len(wards) == 18
    for ward in wards:
        settings = ward.settings
        assert (settings.year, settings.term) == (2023, "2020 - 2025")
        assert settings.superior == "Đảng bộ quận Hai Bà Trưng"
        assert {meeting.date.year for meeting in ward.data.meetings if meeting.date} == {2023}
        assert all(r.general_score is None and r.task_score is None for r in ward.data.reviews)
        rated = [r for m in ward.data.members if (r := ward.review_of(m)) is not None]
        assert all(r.virtue_rating and r.duty_rating and r.remedied_rating for r in rated)
        records = (ward.data.reviews, ward.data.meetings, ward.data.attendance, ward.data.agenda)
        texts = [
            value
            for record in chain.from_iterable(records)
            for value in record.model_dump().values()
            if isinstance(value, str)
        ]
        assert not [text for text in texts if "{" in text or "2026" in text]


def test_the_plan_of_the_district_is_cited_by_all(books: dict[str, Dataset]) -> None:
    assert len(books.values()) == 19
    for data in books.values():
        plans = [b for b in data.legal_bases if b.number == "159-KH/QU"]
        assert [b.papers for b in plans] == [
            choice("paper_group", key)
            for key in ("quyet-dinh-xep-loai-to-chuc", "quyet-dinh-xep-loai-dang-vien", "bien-ban")
        ]
        assert all(str(b.date) == "13/11/2023" for b in plans)


def test_cells_and_members_are_as_many_as_a_demonstration_bears(wards: list[Ward]) -> None:
    assert len(wards) == 18
    for ward in wards:
        assert 3 <= len(ward.cells) <= 6
        assert all(5 <= len(ward.members_of(cell)) <= 15 for cell in ward.cells)
    assert len({tuple(len(w.members_of(c)) for c in w.cells) for w in wards}) > 15


def test_the_excellent_stay_within_a_fifth_of_the_good(district: Ward, wards: list[Ward]) -> None:
    assert len(wards) == 18
    for ward in wards:
        members = Counter(r.grade for m in ward.data.members if (r := ward.review_of(m)))
        cells = Counter(cell.grade for cell in ward.cells)
        assert members[EXCELLENT] and members[EXCELLENT] * 5 <= members[GOOD]
        assert cells[EXCELLENT] * 5 <= cells[GOOD]
    bodies = Counter(o.grade for o in district.data.organisations if o is not district.issuer)
    assert (bodies[EXCELLENT], bodies[GOOD]) == (3, 15)
    groups = {leader.group for leader in district.data.leaders}
    assert len(groups) == 3
    for group in groups:
        grades = [leader.grade for leader in district.data.leaders if leader.group == group]
        assert grades.count(EXCELLENT) * 5 <= grades.count(GOOD)


def test_every_sheet_that_the_season_knows_is_filled(wards: list[Ward], district: Ward) -> None:
    # Of 2023 no points are known; a regrading and totals are not every ward's.
    lists = {sheet.list for sheet in SHEETS if sheet.list}
    expected = lists - {"criteria", "scores", "regrades", "totals"}
    assert len(wards) == 18
    for ward in wards:
        assert {name for name in lists if getattr(ward.data, name)} == expected
    filled = {name for name in lists if getattr(district.data, name)}
    assert {"totals", "delegates", "agenda", "collectives", "leaders", "ballots"} <= filled


def test_the_totals_are_what_the_wards_hold(district: Ward, wards: list[Ward]) -> None:
    rows = {(row.unit, row.subject): row for row in district.data.totals}
    assert len(rows) == len(district.data.totals) == 18 * 4
    assert len(wards) == 18
    for ward in wards:
        assert ward.issuer is not None
        of_cells = rows[ward.issuer.name, choice("graded_subject", "organisations")]
        assert _levels(of_cells) == _counted(cell.grade for cell in ward.cells)
        assert (of_cells.total, of_cells.exemplary) == (
            len(ward.cells),
            sum(cell.exemplary for cell in ward.cells),
        )
        of_members = rows[ward.issuer.name, choice("graded_subject", "members")]
        day = {cell.code: ward.review_day(cell) for cell in ward.cells}
        members = [m for m in ward.data.members if belongs(m, day[m.cell])]
        graded = [r.grade for m in members if (r := ward.review_of(m)) is not None and r.grade]
        exempt = [m for m in members if not_reviewed(m, day[m.cell]) is not None]
        assert (of_members.total, of_members.exempt) == (len(members), len(exempt))
        assert _levels(of_members) == _counted(graded)
        assert of_members.pending == len(members) - len(exempt) - len(graded)
        assert bool(of_members.reasons) == bool(of_members.pending)


def test_somebody_was_not_reviewed_in_two_wards(wards: list[Ward]) -> None:
    left_out = []
    for ward in wards:
        for meeting in ward.data.meetings:
            cell = ward.organisation(meeting.unit)
            if meeting.kind == REVIEW_CONFERENCE and cell is not None and meeting.date:
                left_out += Roll(ward, cell, meeting, meeting.date.latest()).unreviewed
    assert len(left_out) == 2


def test_the_conference_of_the_plan_calls_the_heads_of_all_wards(district: Ward) -> None:
    launch = next(m for m in district.data.meetings if m.code == "HNTK")
    assert str(launch.date) == "14/11/2023"
    units = Counter(d.unit for d in district.data.delegates if d.meeting == "HNTK")
    for name in WARDS:
        assert units[f"Đảng uỷ phường {name}"] == 2
    # The two whom the news of that day names stay out of an invented book.
    text = str(district.data.model_dump())
    assert "Trần Quyết Thắng" not in text and "Nguyễn Quang Trung" not in text


def _levels(row: Totals) -> list[int | None]:
    return [getattr(row, level) for level in LEVELS]


def _counted(grades: Iterable[str]) -> list[int]:
    counts = Counter(grades)
    return [counts[grade] for grade in choices("grade")]
