"""The sample ward: big enough, consistent, readable, and nobody real."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from decimal import Decimal

import pytest

from giayto.data.checks.dataset import check
from giayto.data.grading.grades import given
from giayto.data.models import Dataset
from giayto.data.reference import choices, table
from giayto.data.sample.ward import sample_dataset
from giayto.data.signing import secretary_on
from giayto.data.ward import ORDINARY_MEETING, REVIEW_CONFERENCE, Ward
from giayto.findings import Finding

EXCELLENT, GOOD, DONE, FAILED = choices("grade")
TEXTS = ("virtue", "duty", "shortcomings", "plan", "leadership", "commitment")


@pytest.fixture(scope="module")
def ward() -> Ward:
    return Ward(sample_dataset())


@pytest.fixture(scope="module")
def data(ward: Ward) -> Dataset:
    return ward.data


def test_is_the_same_every_time_and_not_shared() -> None:
    first, second = sample_dataset(), sample_dataset()
    assert first == second
    first.members.clear()
    first.settings.year = 1999
    assert sample_dataset() == second


def test_is_big_enough_to_show_a_ward_at_work(ward: Ward, data: Dataset) -> None:
    assert len(ward.cells) >= 7
    assert len(data.members) >= 130
    assert ward.issuer is not None and ward.issuer.has_seal
    assert len({ward.kind(o)["body_kind"] for o in data.organisations}) == 2


def test_has_no_errors_and_few_remarks(data: Dataset) -> None:
    findings: list[Finding] = check(data)
    assert [f for f in findings if f.severity == "error"] == []
    assert len(findings) <= 5


def test_ward_is_marked_as_invented_and_no_card_can_be_real(data: Dataset) -> None:
    assert "giả định" in data.organisations[0].note
    assert all(m.card.startswith("000") for m in data.members)
    assert len({m.card for m in data.members}) == len(data.members)


def test_every_category_status_and_grade_occurs(data: Dataset) -> None:
    assert {m.category for m in data.members} == set(choices("category"))
    expected = set(choices("status")) - {"Ra khỏi Đảng"}
    assert {m.status for m in data.members} == expected
    graded = [r for r in data.reviews if r.subject != "TT01"]  # the city grades the committee
    assert {r.grade for r in graded} == set(choices("grade"))


def test_names_are_hard_as_in_life(data: Dataset) -> None:
    names = [m.full_name for m in data.members]
    assert any(" " not in name for name in names)
    assert any(len(name.split()) >= 6 for name in names)
    assert any("'" in name for name in names)
    assert {"Phan Thị Thuỷ", "Phan Thị Thủy"} <= set(names)
    assert any(m.given_name for m in data.members)
    assert max(Counter((m.cell, m.full_name) for m in data.members).values()) == 2
    assert all(unicodedata.is_normalized("NFC", name) for name in names)


def test_scores_lie_in_the_band_of_the_grade(data: Dataset) -> None:
    bands = {EXCELLENT: (90, 101), GOOD: (70, 90), DONE: (50, 70), FAILED: (0, 50)}
    scored = [
        (r.self_grade, r.general_score, r.task_score)
        for r in data.reviews
        if r.general_score is not None and r.task_score is not None
    ]
    assert len(scored) > 100
    for grade, general, task in scored:
        assert general <= 30 and task <= 70
        low, high = bands[grade]
        assert Decimal(low) <= general + task < Decimal(high)


def test_excellent_grades_stay_within_a_fifth_of_the_good_ones(ward: Ward) -> None:
    # Quy định 366-QĐ/TW, Điều 11, điểm 1.5, in each cell and among the cells.
    groups = [[ward.review_of(m) for m in ward.members_of(cell)] for cell in ward.cells]
    groups.append([ward.review_of(cell) for cell in ward.cells])
    assert len(groups) == 11
    for group in groups:
        grades = Counter(review.grade for review in group if review is not None)
        assert grades[EXCELLENT] * 5 <= grades[GOOD]


def test_no_secretary_stands_above_the_cell(ward: Ward) -> None:
    levels = choices("grade")
    assert len(ward.cells) == 10
    for cell in ward.cells:
        secretary = ward.member(secretary_on(ward, cell, dt.date(ward.settings.year, 12, 1)), cell)
        assert secretary is not None
        review = ward.review_of(secretary)
        assert review is not None
        assert levels.index(review.grade) >= min(levels.index(cell.grade), 1)


def test_each_cell_meets_monthly_and_holds_its_conference_in_december(ward: Ward) -> None:
    assert len(ward.cells) == 10
    for cell in ward.cells:
        kinds = {m.kind: m for m in ward.meetings_of(cell)}
        assert set(kinds) == {REVIEW_CONFERENCE, ORDINARY_MEETING}
        conference = kinds["Hội nghị kiểm điểm"]
        assert conference.date is not None
        assert (conference.date.year, conference.date.month) == (2026, 12)
        assert ward.ballots_of(conference)


def test_who_speaks_takes_notes_or_counts_is_present(ward: Ward, data: Dataset) -> None:
    assert len(data.meetings) == 22
    for meeting in data.meetings:
        body = ward.organisation(meeting.unit)
        assert body is not None
        # To the committee's meetings come members of all cells.
        cell = body if body in ward.cells else None
        rows = ward.attendance_of(meeting)
        absent = {row.member for row in rows if row.presence != "Có mặt"}
        speakers = {row.member for row in rows if row.opinion}
        assert not absent & speakers
        named = [meeting.secretary, meeting.presenter, *meeting.tellers.splitlines()]
        found = [ward.member(name, cell) for name in named if name]
        assert found, meeting.code
        assert [m for m in found if m is None or m.code in absent] == [], meeting.code


def test_opinions_at_a_conference_are_about_the_collective_or_somebody_there(
    ward: Ward, data: Dataset
) -> None:
    topics = [
        (row.topic, ward.organisation(meeting.unit))
        for meeting in data.meetings
        if meeting.kind == "Hội nghị kiểm điểm"
        for row in ward.attendance_of(meeting)
        if row.topic
    ]
    assert len(topics) > 20
    assert [t for t, cell in topics if t != "Tập thể" and not ward.member(t, cell)] == []


def test_ballots_are_those_of_the_official_members_present(ward: Ward, data: Dataset) -> None:
    assert len(data.ballots) > 100
    for ballot in data.ballots:
        meeting = next(m for m in data.meetings if m.code == ballot.meeting)
        assert ballot.issued == meeting.votes_for
        assert ballot.issued == (ballot.valid or 0) + (ballot.invalid or 0)
        votes = [ballot.excellent, ballot.good, ballot.done, ballot.failed]
        # Of a selection only those who agreed are written down.
        counted = sum(v or 0 for v in votes)
        assert counted == ballot.valid or (None in votes and counted < (ballot.valid or 0))


def test_the_vote_supports_the_grade(ward: Ward, data: Dataset) -> None:
    assert len(data.ballots) > 100
    for ballot in data.ballots:
        subject = ward.subject(ballot.subject)
        assert subject is not None
        grades = given(ward, subject)
        votes = [ballot.excellent or 0, ballot.good or 0, ballot.done or 0, ballot.failed or 0]
        level = choices("grade").index(grades.current or grades.self_grade)
        assert votes[level] * 2 > (ballot.issued or 0)


def test_reviews_are_full_short_and_blank(ward: Ward, data: Dataset) -> None:
    reviews = [r for m in data.members if (r := ward.review_of(m)) is not None]
    blank = [r for r in reviews if not r.duty]
    full = [r for r in reviews if r.remedied and r.commitment]
    assert len(blank) >= 10
    assert len(full) >= 30
    assert len(reviews) - len(blank) - len(full) >= 30


def test_leaders_write_the_three_parts_of_form_02a(ward: Ward, data: Dataset) -> None:
    leaders = [m for m in data.members if m.category == choices("category")[0]]
    written = [r for m in leaders if (r := ward.review_of(m)) is not None and r.duty]
    assert len(written) >= 20
    assert all(r.leadership and r.responsibility and r.example_setting for r in written)


def test_no_text_is_copied_all_over_the_ward(data: Dataset) -> None:
    for slot in TEXTS:
        texts = Counter(text for r in data.reviews if (text := getattr(r, slot)))
        assert texts.most_common(1)[0][1] <= 6, slot
    opinions = Counter(row.opinion for row in data.attendance if row.opinion)
    assert opinions.most_common(1)[0][1] == 1


def test_texts_are_clean_vietnamese(data: Dataset) -> None:
    texts = [
        value
        for records in (data.reviews, data.meetings, data.attendance, data.awards)
        for record in records
        for value in record.model_dump().values()
        if isinstance(value, str)
    ]
    assert len(texts) > 1000
    for text in texts:
        assert unicodedata.is_normalized("NFC", text)
        assert text == text.strip() and "  " not in text and "{" not in text
        assert "ủy" not in text or "Thủy" in text


def test_everyone_excellent_gets_the_yearly_certificate(ward: Ward, data: Dataset) -> None:
    yearly = {a.subject for a in data.awards if a.period == "Trong năm"}
    excellent = {r.subject for r in data.reviews if r.grade == EXCELLENT}
    assert yearly == excellent
    assert all(a.summary and "2025" in a.history for a in data.awards)
    # This year's result comes from the grades, not from what is typed of earlier years.
    assert [a.subject for a in data.awards if "2026" in a.history] == []


def test_five_years_in_a_row_means_five_excellent_years(data: Dataset) -> None:
    five = [a for a in data.awards if a.period == "5 năm liền"]
    assert five
    for award in five:
        assert [f"{year}: HTXSNV" in award.history for year in range(2022, 2026)] == [True] * 4


def test_words_kept_for_one_person_belong_to_somebody(data: Dataset) -> None:
    known = {f"{m.cell} {m.full_name}" for m in data.members}
    known |= {f"{m.cell} {m.full_name} {m.birth.year}" for m in data.members if m.birth}
    assert set(table("sample-texts")["person"]) <= known
