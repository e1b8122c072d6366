"""The cap on the top level: the worked cases of the rule, groups, rounding, heads, both readings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giayto.data.grading.cap import CapGroup, groups
from giayto.data.models import Collective, Leader, Organisation, Review
from giayto.data.models.people import Member
from tests.data.grading.cases import LEADER, RETIRED, STAFF, points, ward_of
from tests.wards import DONE, EXCELLENT, GOOD, member

UP = {"cap_base": "Từ Hoàn thành tốt nhiệm vụ trở lên"}
HALF_UP = {"cap_rounding": "Từ 0,5 trở lên thành 1"}


def rated(good: int, top: int, *, settings: dict[str, Any] | None = None) -> CapGroup:
    """The one group of a cell with so many rated good and excellent."""
    grades = [EXCELLENT] * top + [GOOD] * good
    people = [member(f"DV{n}", f"Lê Văn {n}", category=STAFF) for n in range(len(grades))]
    reviews = [Review(subject=f"DV{n}", grade=grade) for n, grade in enumerate(grades)]
    (group,) = groups(ward_of(*people, reviews=reviews, settings=settings or {}))
    return group


def test_30_good_and_6_excellent_are_just_within() -> None:
    group = rated(30, 6)
    assert (group.strict.allowed, group.over) == (6, 0)
    assert group.strict.percent == 20
    assert "Điều 11, điểm 1.5" in group.source


def test_27_good_and_6_excellent_are_over_by_the_text_and_within_by_practice() -> None:
    group = rated(27, 6)
    assert (group.strict.allowed, group.over) == (5, 1)
    assert float(group.strict.percent or 0) == pytest.approx(22.2, abs=0.05)
    assert (group.broad.base, group.broad.allowed) == (33, 6)
    assert float(group.broad.percent or 0) == pytest.approx(18.2, abs=0.05)
    assert rated(27, 6, settings=UP).over == 0


@pytest.mark.parametrize(
    ("settings", "allowed"),
    [({}, 5), (HALF_UP, 5), ({"cap_rate": 25}, 6), ({"cap_rate": 25, **HALF_UP}, 7)],
)
def test_rate_and_rounding_are_the_wards(settings: dict[str, Any], allowed: int) -> None:
    assert rated(27, 1, settings=settings).chosen.allowed == allowed


def test_half_rounds_up_where_the_ward_says_so() -> None:
    assert rated(28, 6).chosen.allowed == 5
    assert rated(28, 6, settings=HALF_UP).chosen.allowed == 6  # 5.6


def test_without_anybody_good_nobody_may_be_excellent() -> None:
    group = rated(0, 1)
    assert (group.strict.percent, group.strict.allowed, group.over) == (None, 0, 1)


@given(good=st.integers(0, 60), top=st.integers(1, 20))
def test_the_broad_reading_never_allows_less(good: int, top: int) -> None:
    group = rated(good, top)
    assert group.strict.allowed <= group.broad.allowed
    assert (group.over == 0) == (top * 100 <= 20 * good)


def people_of(*given: tuple[str, str, str]) -> tuple[list[Member], list[Review]]:
    people = [
        member(f"DV{n}", name, category=category) for n, (name, category, _) in enumerate(given)
    ]
    reviews = [
        Review(subject=f"DV{n}", proposed_grade=grade) for n, (_, _, grade) in enumerate(given)
    ]
    return people, reviews


def test_members_go_by_category_and_what_is_proposed_counts_until_recognised() -> None:
    people, reviews = people_of(
        ("An", LEADER, EXCELLENT),
        ("Bình", LEADER, GOOD),
        ("Chi", RETIRED, GOOD),
        ("Dũng", STAFF, DONE),
    )
    reviews[2] = reviews[2].model_copy(update={"grade": EXCELLENT})
    found = {g.group: (len(g.top), g.good) for g in groups(ward_of(*people, reviews=reviews))}
    assert found == {LEADER: (1, 1), RETIRED: (1, 0)}


def test_those_with_the_lowest_score_stand_first() -> None:
    people, reviews = people_of(("An", STAFF, EXCELLENT), ("Bình", STAFF, EXCELLENT))
    reviews = [r.model_copy(update=points(t)) for r, t in zip(reviews, (95, 91), strict=True)]
    (group,) = groups(ward_of(*people, reviews=reviews))
    assert group.top == (people[1], people[0])


def test_heads_may_be_left_out() -> None:
    people, reviews = people_of(
        ("An", STAFF, EXCELLENT), ("Bình", STAFF, GOOD), ("Chi", STAFF, GOOD)
    )
    people[0] = people[0].model_copy(update={"party_post": "Bí thư chi bộ"})
    counted = groups(ward_of(*people, reviews=reviews))[0]
    assert (len(counted.top), counted.heads) == (1, 0)
    left = groups(ward_of(*people, reviews=reviews, settings={"cap_heads": False}))[0]
    assert (len(left.top), left.good, left.heads) == (0, 2, 1)


def test_exempt_members_and_the_wards_own_committee_do_not_count() -> None:
    exempt = member("DV9", "Hai", category=STAFF, status="Miễn công tác và sinh hoạt đảng")
    ward = ward_of(exempt, reviews=[Review(subject="DV9", grade=EXCELLENT)])
    ward.data.organisations[0].grade = EXCELLENT
    assert groups(ward) == []


def test_organisations_collectives_and_leaders_have_their_own_groups() -> None:
    boards = [
        Collective(code="T1", name="Uỷ ban", group="Chính quyền", grade=EXCELLENT),
        Collective(code="T2", name="Mặt trận", group="Đoàn thể", grade=GOOD),
    ]
    leaders = [Leader(person="L1", name="An", grade=GOOD), Leader(person="L2", name="Bình")]
    ward = ward_of(collectives=boards, leaders=leaders, cell={"grade": GOOD})
    assert [(g.kind, g.group) for g in groups(ward)] == [
        ("organisations", "Chi bộ trực thuộc"),
        ("collectives", "Chính quyền"),
        ("collectives", "Đoàn thể"),
        ("leaders", "Cá nhân lãnh đạo, quản lý"),
    ]


def test_each_deciding_body_has_its_own_count() -> None:
    school = Organisation(code="TH", name="Đảng uỷ Trường Mẫu", kind="Đảng uỷ cơ sở", parent="DU")
    class_cell = Organisation(code="CB02", name="Chi bộ 2", kind="Chi bộ trực thuộc", parent="TH")
    people = [
        member("DV1", "An", category=STAFF),
        member("DV2", "Bình", cell="CB02", category=STAFF),
    ]
    reviews = [Review(subject=p.code, grade=GOOD) for p in people]
    ward = ward_of(*people, organisations=[school, class_cell], reviews=reviews)
    found = {g.decider.code: g.name for g in groups(ward) if g.kind == "members"}
    assert found == {
        "DU": f"{STAFF}, do Đảng uỷ phường Mẫu quyết định",
        "TH": f"{STAFF}, do Đảng uỷ Trường Mẫu quyết định",
    }


def test_a_year_without_known_rules_has_no_cap() -> None:
    people, reviews = people_of(("An", STAFF, EXCELLENT))
    assert groups(ward_of(*people, reviews=reviews, year=2020)) == []
    (group,) = groups(ward_of(*people, reviews=reviews, year=2023))
    assert (group.rate, "124-QĐ/TW" in group.source) == (20, True)
