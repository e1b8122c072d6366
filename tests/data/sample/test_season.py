"""What surrounds the reviews of the sample ward: complete, and nothing contradicts another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest

from giayto.data.grading.authority import decided_above
from giayto.data.models import SHEETS, AgendaItem, Ballot, Delegate, Leader, Score
from giayto.data.models.partial_date import PartialDate
from giayto.data.reference import choice, choices
from giayto.data.sample.ward import sample_dataset
from giayto.data.ward import Ward

LEVELS = choices("grade")
TOP, GOOD = LEVELS[:2]


@pytest.fixture(scope="module")
def ward() -> Ward:
    return Ward(sample_dataset())


def test_every_sheet_but_the_totals_has_rows(ward: Ward) -> None:
    empty = [s.name for s in SHEETS if s.list and not getattr(ward.data, s.list)]
    assert empty == ["Tổng hợp"]


def test_rows_are_about_somebody_known(ward: Ward) -> None:
    data = ward.data
    lists = (data.tasks, data.scores, data.year_results, data.remedies, data.regrades)
    subjects = [row.subject for rows in lists for row in rows]
    assert len(subjects) > 200
    assert [subject for subject in subjects if ward.subject(subject) is None] == []


def test_a_leader_is_graded_as_at_the_cell_and_no_head_above_the_collective(ward: Ward) -> None:
    assert len(ward.data.leaders) >= 15
    for leader in ward.data.leaders:
        member, collective = ward.member(leader.person), ward.collective(leader.collective)
        assert member is not None and collective is not None
        review = ward.review_of(member)
        assert review is not None
        # What the level above decides is only proposed here.
        assert leader.grade == ("" if decided_above(ward, leader) else review.grade)
        assert leader.proposed_grade == review.grade
    heads = [leader for leader in ward.data.leaders if leader.is_head]
    assert len(heads) == len(ward.data.collectives)
    for leader in heads:
        collective = ward.collective(leader.collective)
        assert collective is not None
        assert ward.member(collective.head) is ward.member(leader.person)
        proposed = LEVELS.index(leader.proposed_grade), LEVELS.index(collective.proposed_grade)
        assert proposed[0] >= proposed[1]


def test_excellent_leaders_stay_within_a_fifth_of_the_good_ones_of_their_group(ward: Ward) -> None:
    groups = {leader.group for leader in ward.data.leaders}
    assert len(groups) == 2
    for group in groups:
        grades = [leader.grade for leader in ward.data.leaders if leader.group == group]
        assert grades.count(TOP) * 5 <= grades.count(GOOD)


def test_every_collective_reports_and_one_answers_what_was_suggested(ward: Ward) -> None:
    reviews = {c.code: ward.review_of(c) for c in ward.data.collectives}
    assert all(review is not None and review.duty for review in reviews.values())
    suggested = [r for r in ward.data.reviews if r.suggested]
    assert {r.subject for r in suggested if r.subject in reviews} == {"TT02"}
    leaders = {leader.person for leader in ward.data.leaders}
    assert any(r.subject in leaders for r in suggested)
    assert all(r.explanation for r in suggested)


def test_criteria_make_30_and_70_and_points_the_totals_of_the_reviews(ward: Ward) -> None:
    data = ward.data
    most = {criterion.number: criterion.most or 0 for criterion in data.criteria}
    assert sum(most.values()) == 100 and len(data.scores) > 20
    scored: dict[str, list[Score]] = {}
    for score in data.scores:
        assert score.points is not None and 0 <= score.points <= most[score.criterion]
        scored.setdefault(score.subject, []).append(score)
    assert len(scored) >= 5
    for subject, rows in scored.items():
        member = ward.member(subject)
        assert member is not None and member.category == data.criteria[0].annex
        review = ward.review_of(member)
        assert review is not None and review.general_score and review.task_score
        assert sum(r.points or Decimal(0) for r in rows) == review.general_score + review.task_score


def test_earlier_years_say_what_the_awards_say(ward: Ward) -> None:
    short = dict(zip(choices("grade"), choices("grade_short"), strict=True))
    known = {(r.subject, r.year): short[r.grade] for r in ward.data.year_results}
    assert len(known) == len(ward.data.year_results) > 80
    assert len(ward.data.awards) > 10
    for award in ward.data.awards:
        entries = [entry.strip(" .").split(": ") for entry in award.history.split(";")]
        assert [known[award.subject, int(year)] for year, _ in entries] == [g for _, g in entries]


def test_each_cell_has_tasks_remedies_and_a_working_group(ward: Ward) -> None:
    data = ward.data
    attended = [u for row in data.group_members for u in row.units.splitlines()]
    led = [row.name for row in data.collectives if row.unit != "DU"]
    assert sorted(attended) == sorted([*(cell.name for cell in ward.cells), *led])
    for cell in ward.cells:
        assert len([t for t in data.tasks if t.subject == cell.code]) == 5
        assert [r for r in data.remedies if r.subject == cell.code]


def test_the_committee_votes_with_those_who_came(ward: Ward) -> None:
    meeting = next(m for m in ward.data.meetings if m.code == "HNBTV")
    called = [d for d in ward.rows_of_meeting(Delegate, meeting) if not d.is_guest]
    present = [d for d in called if d.present]
    assert (len(called), len(present)) == (9, 8)
    ballots = ward.rows_of_meeting(Ballot, meeting)
    assert {b.subject for b in ballots} >= {cell.code for cell in ward.cells}
    assert all(b.issued == b.returned == len(present) for b in ballots)
    voted = {b.subject for b in ballots}
    assert voted >= {leader.person for leader in ward.data.leaders}
    assert voted >= {collective.code for collective in ward.data.collectives}
    assert voted >= {
        r.subject for r in ward.data.reviews if r.grade == TOP and ward.member(r.subject)
    }
    assert all(0 < (award.committee_agreed or 0) <= len(present) for award in ward.data.awards)


def test_the_launch_has_a_programme_in_order_and_everybody_in_place(ward: Ward) -> None:
    for code in ("HNTK", "HNBTV"):
        meeting = next(m for m in ward.data.meetings if m.code == code)
        items = ward.rows_of_meeting(AgendaItem, meeting)
        times = [(item.time, item.until) for item in items]
        assert times[0][0] == meeting.start and times[-1][1] == meeting.end
        assert all(a[1] == b[0] for a, b in pairwise(times))
        absent = {d.name for d in ward.rows_of_meeting(Delegate, meeting) if not d.present}
        rows = ward.attendance_of(meeting)
        called = {m.full_name for r in rows if not r.present and (m := ward.member(r.member))}
        assert called == absent
    heads = [ward.member(cell.secretary, cell) for cell in ward.cells]
    launch = next(m for m in ward.data.meetings if m.code == "HNTK")
    assert launch.kind == choice("meeting_kind", "launch")
    there = [ward.member(d.name) for d in ward.rows_of_meeting(Delegate, launch)]
    assert [head for head in heads if head is None or head not in there] == []


def test_the_order_of_the_season_is_launch_cells_committee_decision(ward: Ward) -> None:
    days = {m.code: m.date.latest() for m in ward.data.meetings if m.date}
    cells = [day for code, day in days.items() if code.startswith(("HN0", "HN1"))]
    issued = ward.settings.date
    assert len(cells) == 10 and issued is not None
    assert days["HNTK"] < min(cells) <= max(cells) < days["HNBTV"] < issued.latest()


def test_the_regrading_is_of_a_published_result(ward: Ward) -> None:
    (regrade,) = ward.data.regrades
    published = [
        r for r in ward.data.year_results if (r.subject, r.year) == (regrade.subject, regrade.year)
    ]
    assert [(r.grade, r.decision, r.decided) for r in published] == [
        (regrade.old_grade, regrade.old_number, regrade.old_date)
    ]
    assert regrade.old_date == PartialDate.of(dt.date(2025, 12, 22))
    assert regrade.grade != regrade.old_grade


def test_quarters_are_those_of_leaders(ward: Ward) -> None:
    leaders = {leader.person for leader in ward.data.leaders if isinstance(leader, Leader)}
    judged = {r.subject for r in ward.data.reviews if r.quarter_1 and r.quarter_2 and r.quarter_3}
    assert judged == leaders


def test_who_lives_elsewhere_for_a_time_has_that_cells_opinion(ward: Ward) -> None:
    elsewhere = [m for m in ward.data.members if m.status == choice("status", "elsewhere")]
    assert elsewhere
    for member in elsewhere:
        review = ward.review_of(member)
        assert review is not None and review.temporary
    assert sum(bool(r.residence) for r in ward.data.reviews) >= 10
