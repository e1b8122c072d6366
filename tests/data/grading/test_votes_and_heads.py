"""Votes against those entitled; heads against what they lead; who grades whom; dated rules."""

from __future__ import annotations

from typing import Any

import pytest

from giayto.data.grading import heads, votes
from giayto.data.grading.authority import authority_of
from giayto.data.grading.rules import rules_of_year
from giayto.data.models import Ballot, Collective, Leader, Meeting, Organisation, Review
from giayto.data.ward import Ward
from tests.data.grading.cases import STAFF, ward_of
from tests.wards import DONE, EXCELLENT, GOOD, day, member

H01 = Meeting(code="H01", kind="Hội nghị kiểm điểm", unit="CB01", date=day("5/12/2026"))


def voted(*, voters: int = 10, meeting: str = "H01", **counts: int) -> votes.Outcome | None:
    """What a vote on DV0 comes to in a cell of so many official members, two others besides."""
    people = [member(f"DV{n}", f"Lê Văn {n}", category=STAFF) for n in range(voters)]
    others = [
        member("DV90", "Dự Bị", joined=day("1/9/2026"), official=None),
        member("DV91", "Miễn Rồi", status="Miễn công tác và sinh hoạt đảng"),
    ]
    ballot = Ballot(meeting=meeting, subject="DV0", **counts)
    ward = ward_of(*people, *others, meetings=[H01], ballots=[ballot])
    return votes.outcome(ward, people[0])


@pytest.mark.parametrize(
    ("counts", "level", "leading"),
    [
        ({"excellent": 6, "good": 4}, EXCELLENT, EXCELLENT),
        ({"excellent": 5, "good": 5}, None, ""),
        ({"excellent": 5, "good": 3}, None, EXCELLENT),  # half is not more than half
        ({"good": 4, "done": 3, "failed": 3}, None, GOOD),
        ({"valid": 10, "done": 10}, DONE, DONE),
        ({"excellent": 11}, None, EXCELLENT),  # more votes than voters
        ({"valid": 10, "excellent": 0}, None, ""),
    ],
)
def test_a_level_needs_more_than_half_of_the_official_members_summoned(
    counts: dict[str, Any], level: str | None, leading: str
) -> None:
    found = voted(**counts)
    assert found is not None
    assert (found.level, found.leading, found.voters) == (level, leading, 10)


def test_nothing_is_concluded_where_nobody_knows_who_may_vote() -> None:
    unknown = member("DV1", "Lê Văn Hai", joined=day("2/2/2020"), official=None)
    person = member("DV0", "Lê Văn Một")
    ballot = Ballot(meeting="H01", subject="DV0", excellent=2)
    found = votes.outcome(ward_of(person, unknown, meetings=[H01], ballots=[ballot]), person)
    assert found is not None
    assert (found.level, found.leading, found.voters) == (None, EXCELLENT, None)
    assert "chưa rõ số người có quyền biểu quyết" in found.told


def test_rows_without_counts_and_unknown_meetings_are_no_vote() -> None:
    assert voted() is None
    assert voted(meeting="H99", excellent=9) is None


def test_the_cells_vote_is_on_the_member_not_on_the_leader() -> None:
    person, leader = member("DV0", "Lê Văn Một"), Leader(person="DV0")
    ballot = Ballot(meeting="H01", subject="DV0", excellent=1)
    ward = ward_of(person, leaders=[leader], meetings=[H01], ballots=[ballot])
    assert votes.outcome(ward, person) is not None
    assert votes.outcome(ward, leader) is None


def led(head: str, board: str, **more: Any) -> Ward:
    leader = Leader(
        person="L1", name="An", collective="TT01", **{"is_head": True, "grade": head, **more}
    )
    collective = Collective(code="TT01", name="Uỷ ban nhân dân phường", proposed_grade=board)
    return ward_of(leaders=[leader], collectives=[collective])


def test_a_head_above_the_collective_is_told() -> None:
    ward = led(EXCELLENT, GOOD)
    (above,) = heads.above_their_bodies(ward)
    assert above.told(ward) == (
        "Người đứng đầu “Hoàn thành xuất sắc nhiệm vụ” cao hơn “Uỷ ban nhân dân phường” "
        "(Hoàn thành tốt nhiệm vụ)."
    )


@pytest.mark.parametrize(
    ("head", "board", "more"),
    [
        (GOOD, GOOD, {}),
        (DONE, GOOD, {}),
        (EXCELLENT, "", {}),
        (EXCELLENT, GOOD, {"is_head": False}),
    ],
)
def test_others_are_not(head: str, board: str, more: dict[str, Any]) -> None:
    assert heads.above_their_bodies(led(head, board, **more)) == []


def test_a_secretary_is_compared_with_the_cell() -> None:
    secretary = member("DV1", "Lê Thị Mơ", party_post="Bí thư chi bộ")
    ward = ward_of(
        secretary, reviews=[Review(subject="DV1", grade=EXCELLENT)], cell={"grade": GOOD}
    )
    assert [above.head for above in heads.above_their_bodies(ward)] == [secretary]


def test_who_grades_a_cell_depends_on_what_stands_above_it() -> None:
    part = Organisation(code="BP", name="Đảng uỷ bộ phận", kind="Đảng uỷ bộ phận", parent="DU")
    below = Organisation(
        code="CB02", name="Chi bộ 2", kind="Chi bộ trực thuộc", parent="BP", has_committee=True
    )
    ward = ward_of(organisations=[part, below])
    alone, under = authority_of(ward, ward.cells[0]), authority_of(ward, below)
    assert alone is not None and under is not None
    assert (alone.self_grades, alone.proposes) == ("chi bộ", "")
    assert (under.self_grades, under.proposes) == ("chi uỷ", "đảng uỷ bộ phận")
    assert alone.body is under.body is ward.issuer
    assert alone.source == "Hướng dẫn 43-HD/BTCTW, mục 3"


def test_the_ward_itself_is_decided_on_above() -> None:
    ward = ward_of()
    assert ward.issuer is not None
    found = authority_of(ward, ward.issuer)
    assert found is not None
    assert (found.body, found.decides) == (None, "Ban Thường vụ cấp uỷ cấp tỉnh")


def test_of_2023_it_is_only_known_who_grades_members() -> None:
    person = member("DV1", "Lê Thị Mơ")
    ward = ward_of(person, year=2023)
    assert authority_of(ward, ward.cells[0]) is None
    found = authority_of(ward, person)
    assert found is not None and found.proposes == "chi bộ"


@pytest.mark.parametrize(
    ("year", "document"),
    [(2026, "366-QĐ/TW"), (2025, "366-QĐ/TW"), (2024, "124-QĐ/TW"), (2023, "124-QĐ/TW")],
)
def test_the_year_under_review_picks_the_rules(year: int, document: str) -> None:
    rules = rules_of_year(year)
    assert rules is not None and document in rules.document


def test_the_25_percent_are_known_of_2025_alone() -> None:
    now, then = rules_of_year(2026), rules_of_year(2023)
    assert now is not None and then is not None
    assert (now.cap.rate, now.cap.outstanding) == (20, 25)
    assert (then.cap.rate, then.cap.outstanding) == (20, None)
    assert rules_of_year(2022) is None
