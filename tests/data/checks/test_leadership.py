"""Findings on collectives, leaders and the form that a category means."""

from __future__ import annotations

import pytest

from giayto.data.checks.dataset import check
from giayto.data.models import Collective, Dataset, Leader, Review
from giayto.findings import Finding
from tests.wards import EXCELLENT, GOOD, small_dataset

LEADER = "Giữ chức vụ lãnh đạo, quản lý"
STAFF = "Không giữ chức vụ lãnh đạo, quản lý"
OUTSIDE = "Không làm việc trong hệ thống chính trị"


def found(data: Dataset, *codes: str) -> list[Finding]:
    return [f for f in check(data) if f.code in codes]


def only(data: Dataset, code: str) -> Finding:
    (finding,) = found(data, code)
    return finding


def with_leaders(*leaders: Leader) -> Dataset:
    data = small_dataset()
    data.collectives = [Collective(row=2, code="TT01", name="Uỷ ban nhân dân phường")]
    data.leaders = list(leaders)
    return data


def test_two_collectives_with_one_code_or_that_of_an_organisation_are_refused() -> None:
    data = with_leaders()
    data.collectives.append(Collective(row=3, code="tt01", name="Ban Thường vụ"))
    assert (only(data, "KT-362").severity, only(data, "KT-362").cell) == ("error", "3")
    data.collectives[1].code = "CB01"
    assert "tổ chức đảng" in only(data, "KT-362").why


@pytest.mark.parametrize(
    ("leader", "read"),
    [
        (Leader(row=2, person="DV1", collective="TT09"), "TT09"),
        (Leader(row=2, person="Lê Ngoài", collective="TT01"), "Lê Ngoài"),
    ],
)
def test_a_leader_of_nothing_known_is_told(leader: Leader, read: str) -> None:
    finding = only(with_leaders(leader), "KT-363")
    assert (finding.severity, finding.read) == ("warning", read)


def test_a_leader_of_no_list_with_a_name_is_no_finding_and_may_be_reviewed() -> None:
    data = with_leaders(
        Leader(row=2, person="CBX", name="Lê Ngoài", collective="Uỷ ban nhân dân phường")
    )
    data.reviews.append(Review(row=9, subject="CBX", name="Lê Ngoài"))
    data.reviews.append(Review(row=10, subject="TT01"))
    assert found(data, "KT-363", "KT-501", "KT-506") == []


def test_a_code_that_nobody_has_stops_the_work_lest_a_decision_print_it() -> None:
    finding = only(with_leaders(Leader(row=2, person="DV77", collective="TT01")), "KT-365")
    assert (finding.severity, finding.read) == ("error", "DV77")
    named = Leader(row=2, person="DV77", name="Lê Ngoài", collective="TT01")
    assert found(with_leaders(named), "KT-365") == []


def test_one_person_with_two_levels_is_told_in_whatever_posts() -> None:
    data = with_leaders(
        Leader(row=2, person="DV1", collective="TT01", post="Chủ tịch", grade=GOOD),
        Leader(row=3, person="DV1", collective="TT01", post="Bí thư", grade=EXCELLENT),
    )
    assert GOOD in only(data, "KT-364").why
    data.leaders[1].grade = GOOD
    assert found(data, "KT-364") == []
    unnamed = [Leader(row=n, grade=grade) for n, grade in ((2, GOOD), (3, EXCELLENT))]
    assert found(with_leaders(*unnamed), "KT-364") == []


def test_two_heads_of_one_collective_are_told_but_not_one_with_two_posts() -> None:
    data = with_leaders(
        Leader(row=2, person="DV1", collective="TT01", post="Chủ tịch", is_head=True),
        Leader(row=3, person="DV2", collective="tt01", post="Bí thư", is_head=True),
    )
    finding = only(data, "KT-366")
    assert finding.severity == "warning" and finding.cell == "3" and "DV1" in finding.why
    data.leaders[1].person = "DV1"
    assert found(data, "KT-366") == []


def test_a_code_of_nobody_beside_the_name_of_a_member_is_asked_about() -> None:
    data = with_leaders(Leader(row=2, person="DV0929", name="Nguyễn Thuỷ Ủy", post="Chủ tịch"))
    finding = only(data, "KT-367")
    assert (finding.cell, finding.read) == ("2", "DV0929") and "mang mã DV1" in finding.why
    data.leaders[0].name = "Người Ngoài Sổ"
    assert found(data, "KT-367") == []


def test_a_collective_of_an_unknown_organisation_is_told() -> None:
    data = with_leaders()
    data.collectives[0].unit = "DUX"
    assert only(data, "KT-363").read == "DUX"


def test_a_leader_twice_in_one_collective_is_told_but_not_in_two_posts() -> None:
    twice = with_leaders(
        Leader(row=2, person="DV1", collective="TT01"),
        Leader(row=3, person="DV1", collective="TT01"),
    )
    assert only(twice, "KT-364").cell == "3"
    twice.leaders[1].post = "Chủ tịch Hội đồng"
    assert found(twice, "KT-364") == []


@pytest.mark.parametrize(
    ("category", "post", "workplace", "told"),
    [
        (STAFF, "Phó Hiệu trưởng", "Trường THCS Mẫu", LEADER),
        (OUTSIDE, "Chủ tịch UBND phường", "UBND phường", LEADER),
        (LEADER, "", "Hưu trí", OUTSIDE),
        (LEADER, "Phó Chủ tịch UBND phường", "UBND phường", ""),
        (OUTSIDE, "nguyên Hiệu trưởng", "Hưu trí", ""),
        (OUTSIDE, "Trưởng ban công tác Mặt trận tổ dân phố", "Hưu trí", ""),
        (OUTSIDE, "", "Ban liên lạc hưu trí", ""),
        (STAFF, "Giáo viên", "Trường THCS Mẫu", ""),
    ],
)
def test_a_category_that_does_not_fit_the_post_is_asked_about(
    category: str, post: str, workplace: str, told: str
) -> None:
    data = small_dataset()
    for other in data.members[:2]:
        other.state_post = other.workplace = ""
    one = data.members[2]
    one.category, one.state_post, one.workplace = category, post, workplace
    findings = found(data, "KT-361")
    assert [told in f.why and f.read == category for f in findings] == ([True] if told else [])
